//! Words that are meant where a word matches nothing.

use super::Index;
use super::edit_distance::{Typed, slips_allowed};

/// The fewest letters of a beginning that may have a slip, and of a word that may have one more than usual.
const SHORTEST_GUESS: usize = 6;

/// A word of the index that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its number.
    pub word: usize,
    /// Whether the whole word is meant, not only a beginning.
    pub whole: bool,
}

/// Which letters a word has, a bit each; one bit for all that is not in `a` to `z`.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 })
}

impl Index {
    /// The words nearest to `typed`, with at most as many slips as its length allows and `more`; of whole words and
    /// beginnings of words with as many, whole words.
    ///
    /// Each slip brings at most one letter that the word does not have, and drops at most one of the word's, so most words
    /// are passed over by their letters and their length alone.
    pub(super) fn nearest(&self, typed: &str, more: usize) -> Vec<Candidate> {
        let (own, first, bytes) = (letters(typed), typed.as_bytes().first(), typed.len());
        let Some(typed) = Typed::new(typed) else { return Vec::new() };
        let allowed = slips_allowed(typed.length());
        if allowed == 0 || typed.length() < SHORTEST_GUESS && more > 0 {
            return Vec::new();
        }
        let allowed = allowed + more;
        let mut best = Vec::new();
        let mut least = usize::MAX;
        for (number, letters) in self.letters.iter().enumerate() {
            // Most words end here.
            if (own & !letters).count_ones() as usize > allowed {
                continue;
            }
            let word = self.words.word(number);
            // In bytes: a letter that search keeps takes one or two.
            let longer = word.len() > bytes + 2 * allowed;
            // A beginning with a slip is a guess: it takes a long one, with its first letter right.
            let guess = typed.length() >= SHORTEST_GUESS && word.as_bytes().first() == first;
            let more_letters = (letters & !own).count_ones() as usize > allowed;
            if ((longer || more_letters) && !guess) || word.len() + allowed < typed.length() {
                continue;
            }
            let distance = typed.distance(word);
            let whole = distance.whole <= allowed;
            if !whole && (!guess || distance.prefix > 1) {
                continue;
            }
            let cost = if whole { 2 * distance.whole } else { 2 * distance.prefix + 1 };
            if cost < least {
                best.clear();
                least = cost;
            }
            if cost == least {
                best.push(Candidate { word: number, whole });
            }
        }
        best
    }
}
