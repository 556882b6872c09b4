//! A [`QueryTerm`]: one word of a search, looked up in the [`Index`]. Knows nothing of the other words or of
//! categories.

use fixedbitset::FixedBitSet;

use super::typo_tolerance::Candidate;
use super::{Index, Posting, Weight};

/// The weight of a match is divided by this if the term is a typo.
const TYPO_DIVISOR: u32 = 8;

/// A word of a search with the tools it matches.
#[derive(Debug)]
pub(super) struct QueryTerm {
    /// The word as typed, folded.
    pub text: String,
    /// The weight of the best match of each tool, by position; 0 if it does not match.
    pub weights: Vec<u32>,
    /// The positions of the tools that match by their own words.
    pub tools: FixedBitSet,
    /// The words that match: the term itself, which stands for all words that begin with it; if it is a typo, the words
    /// that may be meant, the most likely first.
    pub expansions: Vec<String>,
    /// True if no word of the index begins with the term.
    pub is_typo: bool,
}

impl QueryTerm {
    /// Returns true if one of `words` matches.
    pub fn is_in(&self, words: &[String]) -> bool {
        let matches = |word: &String| {
            let mut expansions = self.expansions.iter();
            expansions.any(|expansion| if self.is_typo { word == expansion } else { word.starts_with(expansion) })
        };
        words.iter().any(matches)
    }

    fn add(&mut self, postings: &[Posting], weight: impl Fn(Weight) -> u32) {
        for posting in postings {
            let tool = posting.tool().0;
            self.tools.insert(tool);
            self.weights[tool] = self.weights[tool].max(weight(posting.field().weight()));
        }
    }
}

impl Index {
    /// Looks up one word: as a whole word or a prefix of one; if there is none, the nearest words.
    pub(super) fn look_up(&self, text: &str) -> QueryTerm {
        let mut term = QueryTerm {
            text: text.to_owned(),
            weights: vec![0; self.tool_count],
            tools: FixedBitSet::with_capacity(self.tool_count),
            expansions: Vec::new(),
            is_typo: false,
        };
        let words = self.words.with_prefix(text);
        if words.len() > 0 {
            term.expansions.push(text.to_owned());
            for word in words {
                let whole = self.words.word(word).len() == text.len();
                term.add(self.postings(word), |weight| if whole { weight.whole } else { weight.prefix });
            }
            return term;
        }
        term.is_typo = true;
        let candidates = self.nearest(text, 0);
        term.expansions.extend(self.most_likely(&candidates).map(str::to_owned));
        for Candidate { word, whole } in candidates {
            let expansion = self.words.word(word);
            if term.expansions[0] != expansion {
                term.expansions.push(expansion.to_owned());
            }
            let full = |weight: Weight| if whole { weight.whole } else { weight.prefix };
            term.add(self.postings(word), |weight| full(weight) / TYPO_DIVISOR);
        }
        term
    }

    /// The candidate that is in the field with the most weight; the first of several.
    pub(super) fn most_likely(&self, candidates: &[Candidate]) -> Option<&str> {
        let field = |candidate: &&Candidate| self.postings(candidate.word).iter().map(|posting| posting.field()).max();
        candidates.iter().rev().max_by_key(field).map(|candidate| self.words.word(candidate.word))
    }
}
