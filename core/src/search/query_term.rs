//! A [`QueryTerm`]: one word of a search, looked up in the [`Index`]. Knows nothing of the other words.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::stem::stem;
use super::typo_tolerance::Candidate;
use super::vocabulary::synonyms;
use super::{Field, Index, Posting, Weight};
use crate::highlight::Highlight;
use crate::interner::WordId;

/// The weight of a match is divided by this if the term is a typo.
pub(super) const TYPO_DIVISOR: u32 = 8;
/// The shortest word for which other words that begin with it count in tasks: shorter ones begin too many.
const SHORTEST_BEGINNING: usize = 3;

/// How a term matches a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// The word begins with it.
    Beginning,
    /// The word means the same.
    Synonym,
    /// The word is it, or another form of it.
    Whole,
}

/// A word of a search with what it matches.
#[derive(Debug)]
pub(super) struct QueryTerm {
    /// The word as typed, folded.
    pub text: String,
    /// The weight of the best match of each tool, by position; 0 if it does not match.
    pub weights: Vec<u32>,
    /// The positions of the tools that match by their own words.
    pub tools: FixedBitSet,
    /// The tasks that have the word in one of their wordings, by position.
    pub tasks: FixedBitSet,
    /// The words to highlight, the most likely first. If it is a typo, they are the words that may be meant.
    pub highlights: Vec<Highlight>,
    /// True if no word of the index begins with the term, or is a form of it.
    pub is_typo: bool,
    /// The words that are it or another form of it.
    forms: Vec<WordId>,
    /// The words that mean the same.
    synonyms: Vec<WordId>,
    /// The words that begin with it.
    beginning: Range<usize>,
}

impl QueryTerm {
    /// How it matches a word of the index, if it does.
    pub fn matches(&self, word: WordId) -> Option<Match> {
        if self.forms.contains(&word) {
            Some(Match::Whole)
        } else if self.synonyms.contains(&word) {
            Some(Match::Synonym)
        } else {
            self.beginning.contains(&word.position()).then_some(Match::Beginning)
        }
    }

    /// Returns true if one of the words of the index matches.
    pub fn is_in(&self, words: &[WordId]) -> bool {
        words.iter().any(|&word| self.matches(word).is_some())
    }

    /// Returns true if one of some words matches.
    pub fn is_in_text(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.highlights.iter().any(|highlight| highlight.is(word)))
    }

    /// How many tools and tasks match.
    pub fn frequency(&self) -> usize {
        self.tools.count_ones(..) + self.tasks.count_ones(..)
    }

    fn add(&mut self, postings: &[Posting], weight: impl Fn(Field) -> u32) {
        for posting in postings {
            let tool = posting.tool().0;
            self.tools.insert(tool);
            self.weights[tool] = self.weights[tool].max(weight(posting.field()));
        }
    }
}

impl Index {
    /// Looks up one word: itself, words that begin with it, other forms of it and words that mean the same; if there are
    /// none, the nearest words.
    pub(super) fn look_up(&self, text: &str) -> QueryTerm {
        let found = self.words.with_prefix(text);
        let beginning = found.clone().next().map_or(0, WordId::position);
        let mut term = QueryTerm {
            text: text.to_owned(),
            weights: vec![0; self.tool_count],
            tools: FixedBitSet::with_capacity(self.tool_count),
            tasks: FixedBitSet::with_capacity(self.tasks.len()),
            highlights: Vec::new(),
            is_typo: false,
            forms: Vec::new(),
            synonyms: Vec::new(),
            beginning: beginning..beginning + found.len(),
        };
        let root = stem(text);
        let forms: Vec<WordId> = self.forms(&root).collect();
        // Words that mean the same are no names.
        let same: Vec<WordId> = synonyms(&root).flat_map(|word| self.forms(&stem(word)).collect::<Vec<_>>()).collect();
        if found.len() == 0 && forms.is_empty() && same.is_empty() {
            return self.with_typos(term);
        }
        term.highlights.push(Highlight { word: text.to_owned(), whole_word: false });
        let others = forms.iter().chain(&same).map(|&word| self.words.word(word));
        let others = others.filter(|word| !word.starts_with(text));
        term.highlights.extend(others.map(|word| Highlight { word: word.to_owned(), whole_word: true }));
        let is_general = forms.iter().any(|&word| self.is_general(word));
        for word in found {
            let whole = self.words.word(word).len() == text.len();
            term.add(self.postings(word), |field| match field.weight() {
                Weight { whole: weight, .. } if whole => weight,
                // "web" means the web, not what is called web2py.
                Weight { prefix, .. } if is_general => prefix.min(Field::Role.weight().prefix),
                Weight { prefix, .. } => prefix,
            });
        }
        for &word in &forms {
            term.add(self.postings(word), |field| field.weight().whole * 7 / 8);
        }
        for &word in &same {
            term.add(self.postings(word), |field| field.weight().whole.min(Field::Role.weight().whole) / 2);
        }
        (term.forms, term.synonyms) = (forms, same);
        let beginnings = if text.len() < SHORTEST_BEGINNING { 0..0 } else { term.beginning.clone() };
        term.beginning = beginnings.clone();
        let words = term.forms.iter().chain(&term.synonyms).map(|word| word.position()..word.position() + 1);
        for words in words.chain([beginnings]).collect::<Vec<_>>() {
            self.tasks_with(words).for_each(|task| term.tasks.insert(task));
        }
        term
    }

    /// The words with this stem.
    fn forms<'a>(&'a self, root: &'a str) -> impl Iterator<Item = WordId> + 'a {
        // A word begins with its stem, but for the last letter.
        let mut beginning = root.to_owned();
        if beginning.len() > SHORTEST_BEGINNING {
            beginning.pop();
        }
        self.words.with_prefix(&beginning).filter(move |&word| stem(self.words.word(word)) == root)
    }

    fn with_typos(&self, mut term: QueryTerm) -> QueryTerm {
        term.is_typo = true;
        let candidates = self.nearest(&term.text, 0);
        let first = self.most_likely(&candidates).map(str::to_owned);
        let highlight = |word: &str| Highlight { word: word.to_owned(), whole_word: true };
        term.highlights.extend(first.as_deref().map(highlight));
        for Candidate { word, whole } in candidates {
            let text = self.words.word(word);
            if first.as_deref() != Some(text) {
                term.highlights.push(highlight(text));
            }
            let full = |weight: Weight| if whole { weight.whole } else { weight.prefix };
            term.add(self.postings(word), |field| full(field.weight()) / TYPO_DIVISOR);
            term.forms.push(word);
            self.tasks_with(word.position()..word.position() + 1).for_each(|task| term.tasks.insert(task));
        }
        term
    }

    /// The candidate that is in the field with the most weight; the first of several.
    pub(super) fn most_likely(&self, candidates: &[Candidate]) -> Option<&str> {
        let field = |candidate: &&Candidate| self.postings(candidate.word).iter().map(|posting| posting.field()).max();
        candidates.iter().rev().max_by_key(field).map(|candidate| self.words.word(candidate.word))
    }
}
