//! Typo tolerance: which words of the index may be meant by a typed word that matches none. Knows only the words, not
//! the tools that have them.

use super::Index;
use super::edit_distance::{Pattern, typos_allowed};
use crate::interner::WordId;

/// The fewest letters of a typed word for which prefixes with a typo are candidates, and for which `extra_typos` count:
/// shorter words would have too many candidates.
const MIN_GUESS_LENGTH: usize = 6;

/// A word of the index that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub word: WordId,
    /// True if the whole word is near, false if only a prefix of it is.
    pub whole: bool,
}

/// The set of letters of a word, one bit for each letter; one bit stands for everything that is not in `a` to `z`.
pub(super) fn letter_set(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 })
}

impl Index {
    /// The words nearest to `typed`; all of them are equally near. The number of typos is as low as possible, and at
    /// most what the length of `typed` allows plus `extra_typos`. With equally many typos, a whole word is nearer than
    /// a prefix.
    ///
    /// A typo adds at most one letter that the word does not have, and drops at most one letter that it has. Most words
    /// are therefore skipped by their letters and their length alone.
    pub(super) fn nearest(&self, typed: &str, extra_typos: usize) -> Vec<Candidate> {
        let (own, first, bytes) = (letter_set(typed), typed.as_bytes().first(), typed.len());
        let Some(pattern) = Pattern::new(typed) else { return Vec::new() };
        // Words of three letters are near to many others: one of them is meant only if it is the only one.
        let is_short = pattern.length() == 3;
        let allowed = if is_short { 1 } else { typos_allowed(pattern.length()) };
        if allowed == 0 || pattern.length() < MIN_GUESS_LENGTH && extra_typos > 0 {
            return Vec::new();
        }
        let allowed = allowed + extra_typos;
        let mut nearest = Vec::new();
        let mut lowest_cost = usize::MAX;
        for (id, letters) in self.words.ids().zip(&self.letters) {
            // Most words are skipped here.
            if (own & !letters).count_ones() as usize > allowed {
                continue;
            }
            let word = self.words.word(id);
            // In bytes: a folded letter mostly takes one or two.
            let longer = word.len() > bytes + 2 * allowed;
            // A prefix with a typo is a guess: it is only made for a long word whose first letter is right.
            let guess = pattern.length() >= MIN_GUESS_LENGTH && word.as_bytes().first() == first;
            let more_letters = (letters & !own).count_ones() as usize > allowed;
            if ((longer || more_letters) && !guess) || word.len() + allowed < pattern.length() {
                continue;
            }
            let distance = pattern.distance(word);
            // With more typos than usual, at least the first letter is right: "biolog" is no "dialog".
            let is_far = distance.whole > allowed - extra_typos;
            let whole = distance.whole <= allowed && (!is_far || word.as_bytes().first() == first);
            if !whole && (!guess || distance.prefix > 1) {
                continue;
            }
            let cost = if whole { 2 * distance.whole } else { 2 * distance.prefix + 1 };
            if cost < lowest_cost {
                nearest.clear();
                lowest_cost = cost;
            }
            if cost == lowest_cost {
                nearest.push(Candidate { word: id, whole });
            }
        }
        if is_short && nearest.len() > 1 {
            nearest.clear();
        }
        nearest
    }
}
