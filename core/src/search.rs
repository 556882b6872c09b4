//! The search index: which tools match some words, in which of their categories, and how well.
//!
//! Every word must match, as a whole or as the beginning of an indexed word; a word that matches nothing may have a slip
//! or two. A tool is found by its own words (name, import names, aliases, kind, role, summary, advice); inside a category
//! also by the category's words (name, uses, mentions), which count least. So a task typed in words finds its area and
//! the tools there, with those that name the task themselves first.

use fixedbitset::FixedBitSet;

use super::catalog::{Category, Tool};
use super::closed_set::ClosedSet;
use super::interner::{Numbering, Vocabulary, small};
use super::text::{each_word, key, words};

mod edit_distance;
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

/// A word of one tool: the tool, and in the last bits the field that is worth most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u32);

impl Posting {
    const FIELD_BITS: u32 = 4;

    fn new(tool: usize, field: Field) -> Self {
        Self(small(tool) << Self::FIELD_BITS | field as u32)
    }

    fn tool(self) -> usize {
        (self.0 >> Self::FIELD_BITS) as usize
    }

    /// The field, by its place in [`WORTH`].
    fn field(self) -> usize {
        (self.0 & ((1 << Self::FIELD_BITS) - 1)) as usize
    }
}

/// Words that say nothing where there are others. <https://en.wikipedia.org/wiki/Stop_word>
const FILLERS: [&str; 28] = [
    "a", "an", "and", "any", "at", "best", "by", "can", "do", "for", "from", "how", "i", "in", "into", "is", "it",
    "like", "my", "of", "on", "or", "python", "that", "the", "to", "using", "with",
];

/// Builds an [`Index`], tool by tool.
#[derive(Debug, Default)]
pub struct Builder {
    words: Numbering,
    /// For each word, its last posting by number: where a tool has a word twice, the field that is worth more stays.
    last: Vec<u32>,
    /// Postings with the number of their word, in the order of tools.
    postings: Vec<(u32, Posting)>,
    /// The number of each category by its id.
    homes: Numbering,
    members: Vec<FixedBitSet>,
    texts: Vec<Vec<Vec<String>>>,
    guides: Vec<Vec<String>>,
    tools: usize,
    /// The words sorted, once all are there.
    sorted: Vocabulary,
    /// For each word its place among the sorted ones.
    place: Vec<usize>,
}

impl Builder {
    /// A builder for tools of these categories.
    #[must_use]
    pub fn new(categories: &[Category]) -> Self {
        let mut builder = Self { members: vec![FixedBitSet::new(); categories.len()], ..Self::default() };
        for category in categories {
            builder.homes.number(category.id.as_str());
            let mentions = category.mentions.iter().flat_map(|m| std::iter::once(&m.name).chain(&m.aliases));
            let texts = std::iter::once(&category.name).chain(&category.uses).chain(mentions);
            let texts: Vec<Vec<String>> = texts.map(|text| words(text)).collect();
            let guide: Vec<String> = category.guide.iter().flat_map(|text| words(text)).collect();
            for word in texts.iter().flatten().chain(&guide) {
                // So that a slip in it can be mended.
                builder.words.number(word);
            }
            builder.texts.push(texts);
            builder.guides.push(guide);
        }
        builder
    }

    fn post(&mut self, word: &str, field: Field) {
        let number = self.words.number(word);
        if self.last.len() <= number {
            self.last.resize(number + 1, u32::MAX);
        }
        let posting = Posting::new(self.tools, field);
        match self.postings.get_mut(self.last[number] as usize) {
            Some((_, last)) if last.tool() == self.tools => *last = posting.max(*last),
            _ => {
                self.last[number] = small(self.postings.len());
                self.postings.push((small(number), posting));
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
        self.text(tool.kind.label(), Field::Kind);
        self.text(&tool.summary, Field::Summary);
        for place in &tool.places {
            self.text(&place.role, Field::Role);
        }
        if let Some(advice) = &tool.choose_when {
            self.text(advice, Field::Advice);
        }
        for place in &tool.places {
            if let Some(home) = self.homes.get(place.category.as_str()) {
                self.members[home].grow_and_insert(self.tools);
            }
        }
        self.tools += 1;
    }

    /// Once all tools are added: sorts the words; whether that was still to be done.
    pub fn sort(&mut self) -> bool {
        let words = self.words.words();
        if self.sorted.len() == words.len() {
            return false;
        }
        let (sorted, order) = words.sorted();
        self.place = vec![0; order.len()];
        for (new, old) in order.into_iter().enumerate() {
            self.place[old] = new;
        }
        self.sorted = sorted;
        true
    }

    /// The index of all tools added, after [`Self::sort`].
    #[must_use]
    pub fn finish(mut self) -> Index {
        let (words, place) = (self.sorted, self.place);
        // The postings word by word: count, add up, fill in.
        let mut ends = vec![0_u32; words.len() + 1];
        for (word, _) in &self.postings {
            ends[place[*word as usize] + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut next = ends.clone();
        let mut postings = vec![Posting::default(); self.postings.len()];
        for (word, posting) in self.postings {
            let at = &mut next[place[word as usize]];
            postings[*at as usize] = posting;
            *at += 1;
        }
        for set in &mut self.members {
            set.grow(self.tools);
        }
        Index {
            letters: (0..words.len()).map(|number| fuzzy::letters(words.word(number))).collect(),
            words,
            ends,
            postings,
            members: self.members,
            texts: self.texts,
            guides: self.guides,
            tools: self.tools,
        }
    }
}

/// An inverted index over the tools and categories of one catalog.
#[derive(Debug)]
pub struct Index {
    /// Every word, sorted, so that a prefix is a range.
    words: Vocabulary,
    /// For each word which letters it has, to pass over most words without comparing them.
    letters: Vec<u32>,
    /// Where the postings of each word begin; one more at the end.
    ends: Vec<u32>,
    postings: Vec<Posting>,
    /// The tools of each category.
    members: Vec<FixedBitSet>,
    /// For each category the words of its name, of each use and of each mention.
    texts: Vec<Vec<Vec<String>>>,
    /// For each category the words of its guide, which count where a word is nowhere else.
    guides: Vec<Vec<String>>,
    tools: usize,
}

impl Index {
    /// The tools of each category, as [`Hits::by_category`] when nothing is asked.
    #[must_use]
    pub fn members(&self) -> &[FixedBitSet] {
        &self.members
    }

    fn postings(&self, word: usize) -> &[Posting] {
        &self.postings[self.ends[word] as usize..self.ends[word + 1] as usize]
    }
}
