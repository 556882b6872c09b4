//! Full-text search: which tools match a text, in which of their categories, and how well. Knows nothing of facets, of
//! the URL and of what is shown.
//!
//! Every term must match, as a whole word or as the prefix of one; a term that matches nothing may have a typo or two. A
//! tool is found by its own words (name, import names, aliases, kind, role, summary, advice), and inside a category also
//! by the category's (name, uses, mentions), which count least. So a task typed in words finds its category and the tools
//! there, with those that name the task themselves first.
//!
//! Reading order: this file has the [`Index`], an inverted index, and what a match in each field weighs;
//! `index_builder` makes it, tool by tool; `query_term` is one word of a search, looked up; `typo_tolerance` finds the
//! words that may be meant in its place, by the `edit_distance`; `find` puts the terms together to [`Hits`].

use fixedbitset::FixedBitSet;

use super::index::ToolIndex;
use super::interner::{WordId, WordList, small};

mod edit_distance;
mod find;
mod index_builder;
mod query_term;
mod typo_tolerance;

pub use find::{Correction, Hits};
pub use index_builder::IndexBuilder;

/// What kind of text a word of a tool stands in, by increasing weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    /// Why to choose it. What speaks against a tool names other tools, and would find this one by their names.
    Advice,
    Kind,
    Summary,
    Role,
    Alias,
    Import,
    /// One word of the name.
    Name,
    /// An alias, import name or install name as a whole, its words run together.
    OtherName,
    /// The name as a whole, its words run together.
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
    /// Every field, by its number.
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

    /// A word of the name that matches as a whole weighs more than a name of which a prefix does: `.NET` means
    /// Python.NET. The relevance table (`tests/relevance.tsv`) holds these numbers.
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

/// One tool that has a word: the tool and, in the last bits, of the fields that have the word the one that weighs most.
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
    /// For each word the letters it has, to pass over most words without comparing them.
    letters: Vec<u32>,
    /// For each word where its postings begin; one more at the end.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// For each category its tools.
    members: Vec<FixedBitSet>,
    /// For each category its own words.
    category_texts: Vec<CategoryText>,
    tool_count: usize,
}

/// The words of a category.
#[derive(Debug)]
struct CategoryText {
    /// Of its name, and of each use, mention and alias of a mention.
    phrases: Vec<Vec<String>>,
    /// Of its guide, which count where a word is nowhere else.
    guide: Vec<String>,
}

impl Index {
    /// The tools of each category, by its position: [`Hits::by_category`] where no text is searched for.
    #[must_use]
    pub fn members(&self) -> &[FixedBitSet] {
        &self.members
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
