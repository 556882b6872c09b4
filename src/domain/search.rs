//! The search index: which tools match some words, in which of their categories, and how well.
//!
//! Every word must match, as a whole or as the beginning of an indexed word; a word that matches nothing may have a slip
//! or two. A tool is found by its own words (name, import names, aliases, kind, role, summary, advice); inside a category
//! also by the category's words (name, uses, mentions), which count least. So a task typed in words finds its area and
//! the tools there, with those that name the task themselves first.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::catalog::{Category, Tool};
use super::order::{Numbers, sorted_texts};
use super::text::{each_word, key, words};

mod find;
mod fuzzy;

pub use find::{Correction, Hits};

/// What sort of text a word stands in. What a match is worth follows from the row of [`WORTH`].
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

/// For each field in the order of [`Field`], what a match is worth: of the whole word, and of its beginning. A word of
/// the name that is there as a whole is worth more than a name that only begins with it: `.NET` means Python.NET.
const WORTH: [(u32, u32); 9] =
    [(8, 4), (24, 12), (32, 16), (40, 20), (140, 100), (180, 120), (400, 200), (900, 250), (1000, 300)];

/// A word of one tool.
#[derive(Debug, Clone, Copy)]
struct Posting {
    tool: u32,
    /// The field that is worth most.
    field: Field,
}

/// Words that say nothing where there are others. <https://en.wikipedia.org/wiki/Stop_word>
const FILLERS: [&str; 28] = [
    "a", "an", "and", "any", "at", "best", "by", "can", "do", "for", "from", "how", "i", "in", "into", "is", "it",
    "like", "my", "of", "on", "or", "python", "that", "the", "to", "using", "with",
];

/// Builds an [`Index`], tool by tool.
#[derive(Debug, Default)]
pub struct Builder {
    numbers: Numbers,
    words: Vec<String>,
    /// For each word, its last posting by number: where a tool has a word twice, the field that is worth more stays.
    last: Vec<usize>,
    /// Postings with the number of their word, in the order of tools.
    postings: Vec<(u32, Posting)>,
    /// The number of each category by its id.
    homes: Numbers,
    members: Vec<FixedBitSet>,
    texts: Vec<Vec<Vec<String>>>,
    tools: usize,
}

/// A number as it is kept in the index. There are fewer than 2^32 of anything: the memory of a page is smaller.
#[expect(clippy::cast_possible_truncation, reason = "see above")]
fn small(number: usize) -> u32 {
    number as u32
}

impl Builder {
    /// A builder for tools of these categories.
    #[must_use]
    pub fn new(categories: &[Category]) -> Self {
        let mut builder = Self { members: vec![FixedBitSet::new(); categories.len()], ..Self::default() };
        for (number, category) in categories.iter().enumerate() {
            builder.homes.insert(category.id.to_string(), number);
            let mentions = category.mentions.iter().flat_map(|m| std::iter::once(&m.name).chain(&m.aliases));
            let texts = std::iter::once(&category.name).chain(&category.uses).chain(mentions);
            let texts: Vec<Vec<String>> = texts.map(|text| words(text)).collect();
            for word in texts.iter().flatten() {
                // So that a slip in it can be mended.
                builder.number(word);
            }
            builder.texts.push(texts);
        }
        builder
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.words.len();
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        self.last.push(usize::MAX);
        number
    }

    fn post(&mut self, word: &str, field: Field) {
        let number = self.number(word);
        let tool = small(self.tools);
        match self.postings.get_mut(self.last[number]) {
            Some((_, posting)) if posting.tool == tool => posting.field = posting.field.max(field),
            _ => {
                self.last[number] = self.postings.len();
                self.postings.push((small(number), Posting { tool, field }));
            }
        }
    }

    fn text(&mut self, text: &str, field: Field) {
        each_word(text, &mut |word, _| self.post(word, field));
    }

    /// A name with its words, and as a whole.
    fn name(&mut self, name: &str, words: Field, whole: Field) {
        self.text(name, words);
        let key = key(name);
        if !key.is_empty() {
            self.post(&key, whole);
        }
    }

    /// Indexes the next tool.
    pub fn add(&mut self, tool: &Tool) {
        self.name(&tool.name, Field::Name, Field::WholeName);
        for name in tool.imports.iter().chain(&tool.package) {
            self.name(name, Field::Import, Field::OtherName);
        }
        for name in &tool.aliases {
            self.name(name, Field::Alias, Field::OtherName);
        }
        self.text(tool.kind.name(), Field::Kind);
        self.text(&tool.summary, Field::Summary);
        for place in &tool.places {
            self.text(&place.role, Field::Role);
        }
        if let Some(advice) = &tool.choose_when {
            self.text(advice, Field::Advice);
        }
        for place in &tool.places {
            if let Some(&home) = self.homes.get(place.category.as_str()) {
                self.members[home].grow_and_insert(self.tools);
            }
        }
        self.tools += 1;
    }

    /// The index of all tools added.
    #[must_use]
    pub fn finish(mut self) -> Index {
        let order = sorted_texts(&self.words);
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        // The postings word by word: count, add up, fill in.
        let mut ends = vec![0_u32; order.len() + 1];
        for (word, _) in &self.postings {
            ends[place[*word as usize] + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut next = ends.clone();
        let mut postings = vec![Posting { tool: 0, field: Field::Advice }; self.postings.len()];
        for (word, posting) in self.postings {
            let at = &mut next[place[word as usize]];
            postings[*at as usize] = posting;
            *at += 1;
        }
        let words: Vec<String> = order.into_iter().map(|old| std::mem::take(&mut self.words[old])).collect();
        for set in &mut self.members {
            set.grow(self.tools);
        }
        Index {
            letters: words.iter().map(|word| fuzzy::letters(word)).collect(),
            words,
            ends,
            postings,
            members: self.members,
            texts: self.texts,
            tools: self.tools,
        }
    }
}

/// An inverted index over the tools and categories of one catalog.
#[derive(Debug)]
pub struct Index {
    /// Every word, sorted, so that a prefix is a range.
    words: Vec<String>,
    /// For each word which letters it has, to pass over most words without comparing them.
    letters: Vec<u32>,
    /// Where the postings of each word begin; one more at the end.
    ends: Vec<u32>,
    postings: Vec<Posting>,
    /// The tools of each category.
    members: Vec<FixedBitSet>,
    /// For each category the words of its name, of each use and of each mention.
    texts: Vec<Vec<Vec<String>>>,
    tools: usize,
}

impl Index {
    /// The tools of each category, as [`Hits::by_category`] when nothing is asked.
    #[must_use]
    pub fn members(&self) -> &[FixedBitSet] {
        &self.members
    }

    /// The numbers of the words that begin with `prefix`.
    fn range(&self, prefix: &str) -> Range<usize> {
        let start = self.words.partition_point(|word| word.as_str() < prefix);
        let rest = &self.words[start..];
        start..start + rest.partition_point(|word| word.starts_with(prefix))
    }

    fn postings(&self, word: usize) -> &[Posting] {
        &self.postings[self.ends[word] as usize..self.ends[word + 1] as usize]
    }
}
