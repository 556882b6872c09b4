//! Full-text search: which tools match a text, in which of their categories, and how well. Knows nothing of facets, the
//! URL or the page.
//!
//! Every term must match: a word, another form of it, a word that means the same, or the beginning of a word. A term that
//! matches nothing may have one or two typos. A tool is found by its own words (name, import names, aliases, kind, role,
//! summary, advice), and inside a category also by the words of the tasks that it serves there. The words of a category
//! (name, mentions) bring the tools that lead it. Where no tool has all terms, the largest part of them that some have is
//! searched for.
//!
//! Who searches mostly means a task: the tools of a task that the search says come first, in its order.
//!
//! Reading order:
//!
//! - this file: the [`Index`], which is an inverted index, and the weight of a match in each field;
//! - `vocabulary`, `stem`: what is known of English;
//! - `index_builder`: [`IndexBuilder`] makes the index, tool by tool;
//! - `query_term`: `QueryTerm` is one word of a search with what it matches;
//! - `typo_tolerance` and `edit_distance`: the words that may be meant by a word with typos;
//! - `find`: [`Index::find`] combines the terms of a search into [`Hits`], the answer; `score` says how well they match;
//! - `tasks`: [`Index::tasks`] finds tasks alone.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::interner::{WordId, WordList, small};
use super::position::{CategoryIndex, ToolIndex};

mod edit_distance;
mod find;
mod index_builder;
mod query_term;
mod score;
mod stem;
mod tasks;
mod typo_tolerance;
mod vocabulary;

pub use find::{Answer, Correction, Hits};
pub use index_builder::IndexBuilder;

/// The field of a tool that a word is from, by increasing weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    /// When to choose the tool. When to avoid it is not indexed: that text names other tools, and a search for their
    /// names would find this one.
    Advice,
    Kind,
    Summary,
    Role,
    Alias,
    Import,
    /// One word of the name.
    Name,
    /// A whole alias, import name or install name, with its words run together.
    OtherName,
    /// The whole name, with its words run together.
    WholeName,
}

/// What a match adds to the score of a tool.
#[derive(Debug, Clone, Copy)]
struct Weight {
    /// If the whole word matches.
    whole: u32,
    /// If a prefix of the word does.
    prefix: u32,
}

impl Field {
    /// Every field, in the order of their numbers.
    const ALL: [Self; 9] = [
        Self::Advice,
        Self::Kind,
        Self::Summary,
        Self::Role,
        Self::Alias,
        Self::Import,
        Self::Name,
        Self::OtherName,
        Self::WholeName,
    ];

    /// A whole word of a name weighs more than the prefix of a whole name: `.NET` means Python.NET. The weights were
    /// chosen by hand; the relevance table (`tests/relevance.tsv`) tests them.
    const fn weight(self) -> Weight {
        match self {
            Self::Advice => Weight { whole: 8, prefix: 4 },
            Self::Kind => Weight { whole: 24, prefix: 12 },
            Self::Summary => Weight { whole: 32, prefix: 16 },
            Self::Role => Weight { whole: 40, prefix: 20 },
            Self::Alias => Weight { whole: 140, prefix: 100 },
            Self::Import => Weight { whole: 180, prefix: 120 },
            Self::Name => Weight { whole: 400, prefix: 200 },
            Self::OtherName => Weight { whole: 900, prefix: 250 },
            Self::WholeName => Weight { whole: 1000, prefix: 300 },
        }
    }
}

/// One tool that has a word: the tool and, in the lowest bits, the field with the word. If several fields have the
/// word, it is the one with the most weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u32);

impl Posting {
    const FIELD_BITS: u32 = 4;

    fn new(tool: ToolIndex, field: Field) -> Self {
        Self(small(tool.0) << Self::FIELD_BITS | field as u32)
    }

    fn tool(self) -> ToolIndex {
        ToolIndex((self.0 >> Self::FIELD_BITS) as usize)
    }

    fn field(self) -> Field {
        Field::ALL[(self.0 & ((1 << Self::FIELD_BITS) - 1)) as usize]
    }
}

/// An inverted index over the tools and categories of one catalog.
#[derive(Debug)]
pub struct Index {
    /// The term dictionary: every word, sorted, so that the words with one prefix are neighbours.
    words: WordList,
    /// The letters of each word, to skip most words without comparing them.
    letters: Vec<u32>,
    /// The position in `postings` where those of each word begin; at the end, the number of postings.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// The tools of each category.
    members: Vec<FixedBitSet>,
    /// The tools that lead each category: see [`Index::leading`].
    leading: Vec<Vec<ToolIndex>>,
    /// The words of each category.
    categories: Vec<CategoryText>,
    /// The words of each task.
    tasks: Vec<TaskText>,
    /// Each word of a task with the task, sorted.
    task_words: Vec<(WordId, usize)>,
    /// The tools to take instead of each tool.
    alternatives: Vec<Vec<ToolIndex>>,
    /// The tools that are superseded or no longer maintained.
    retired: FixedBitSet,
    tool_count: usize,
}

/// The words of a category.
#[derive(Debug, Default)]
struct CategoryText {
    /// Its name, the words run together.
    key: String,
    /// The words of its name, and of each mention and alias of a mention.
    phrases: Vec<Vec<WordId>>,
    /// Its tasks, by their positions in [`Index::tasks`].
    tasks: Range<usize>,
    /// The words of its guide, which count only if a word is nowhere else.
    guide: Vec<WordId>,
}

/// The words of a task, with its tools.
#[derive(Debug)]
struct TaskText {
    category: CategoryIndex,
    /// The words of each way to say it that count.
    wordings: Vec<Vec<WordId>>,
    /// Its tools, each with its rank.
    tools: Vec<RankedTool>,
}

/// A tool of a task.
#[derive(Debug)]
struct RankedTool {
    tool: ToolIndex,
    /// Its position among the tools of the task, from 0.
    rank: u32,
}

impl Index {
    /// The tools of each category, by the position of the category: what [`Hits::by_category`] is for a search without
    /// a text.
    #[must_use]
    pub fn members(&self) -> &[FixedBitSet] {
        &self.members
    }

    /// The tools of a category, those that its editors would name first at the beginning: the one to start with, then by
    /// what they are for its tasks, then the others.
    #[must_use]
    pub fn leading(&self, category: CategoryIndex) -> &[ToolIndex] {
        &self.leading[category.0]
    }

    /// Returns true if a word is one of those that categories and tasks are named with: it means what people do, before
    /// it means a name that begins with it.
    fn is_general(&self, word: WordId) -> bool {
        self.tasks_with(word.position()..word.position() + 1).next().is_some()
            || self.categories.iter().any(|category| category.phrases.iter().flatten().any(|&other| other == word))
    }

    /// The tasks that have one of some words that are neighbours in the term dictionary.
    fn tasks_with(&self, words: Range<usize>) -> impl Iterator<Item = usize> {
        let at = |limit: usize| self.task_words.partition_point(|(word, _)| word.position() < limit);
        self.task_words[at(words.start)..at(words.end)].iter().map(|&(_, task)| task)
    }

    fn postings(&self, word: WordId) -> &[Posting] {
        let at = word.position();
        &self.postings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_keeps_tool_and_field_and_the_heavier_field_is_greater() {
        let tool = ToolIndex(70_000);
        for field in Field::ALL {
            let posting = Posting::new(tool, field);
            assert_eq!((posting.tool(), posting.field()), (tool, field));
        }
        let weights = Field::ALL.map(|field| (field as u32, field.weight().whole, field.weight().prefix));
        assert!(weights.is_sorted() && Field::ALL.is_sorted(), "{weights:?}");
    }
}
