//! Words and their ids. A [`WordList`] keeps words one after the other in one text, because a hundred thousand strings
//! would be slow to allocate and to iterate over. An [`Interner`] is a word list that grows and finds the id of a word.
//! Neither knows what the words are for.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::sort::sorted_texts;

/// A number as it is stored here and in the index. Every count is below 2^32, because the memory of a page is smaller.
#[expect(clippy::cast_possible_truncation, reason = "see above")]
pub(crate) fn small(number: usize) -> u32 {
    number as u32
}

/// A word, by its position in one [`WordList`]. Ids of different lists have nothing to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordId(u32);

impl WordId {
    fn new(position: usize) -> Self {
        Self(small(position))
    }

    /// The position in the list, which is the number of words before it.
    pub(crate) fn position(self) -> usize {
        self.0 as usize
    }
}

/// Words by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WordList {
    text: String,
    /// Where each word ends.
    ends: Vec<u32>,
}

impl WordList {
    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The id of every word, in order.
    pub(crate) fn ids(&self) -> impl ExactSizeIterator<Item = WordId> {
        (0..small(self.len())).map(WordId)
    }

    /// The word with this id.
    pub(crate) fn word(&self, id: WordId) -> &str {
        let start = id.position().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[id.position()] as usize]
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(small(self.text.len()));
    }

    /// The same words sorted byte by byte, and the id in the sorted list of each word of this list.
    pub(crate) fn sorted(&self) -> (Self, Vec<WordId>) {
        let mut sorted = Self { text: String::with_capacity(self.text.len()), ends: Vec::with_capacity(self.len()) };
        let mut ids = vec![WordId(0); self.len()];
        for position in sorted_texts(self.len(), &|position| self.word(WordId::new(position))) {
            ids[position] = WordId::new(sorted.len());
            sorted.push(self.word(WordId::new(position)));
        }
        (sorted, ids)
    }

    /// The words that begin with `prefix`. The list must be sorted.
    pub(crate) fn with_prefix(&self, prefix: &str) -> impl ExactSizeIterator<Item = WordId> + Clone + use<> {
        let start = self.partition_point(&|word| word < prefix);
        let end = self.partition_point(&|word| word < prefix || word.starts_with(prefix));
        (small(start)..small(end)).map(WordId)
    }

    /// The number of words for which `is_before` is true; they must come before all others. This is the standard
    /// library's `partition_point`, which only slices have.
    fn partition_point(&self, is_before: &dyn Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if is_before(self.word(WordId::new(middle))) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

/// A word list that grows and gives equal words one id, found in a hash table
/// (<https://en.wikipedia.org/wiki/String_interning>, <https://en.wikipedia.org/wiki/Open_addressing>).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Interner {
    words: WordList,
    /// The hash table: each slot has the position of a word plus one, or 0 if it is free. A word is in the first slot
    /// that was free, from its hash on. At least half of the slots are free.
    slots: Vec<u32>,
}

impl Interner {
    /// The words so far.
    pub(crate) fn words(&self) -> &WordList {
        &self.words
    }

    /// The id of a word; a new word is added.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        if self.slots.len() <= 2 * self.words.len() {
            self.slots = vec![0; (2 * self.slots.len()).max(1024)];
            for id in self.words.ids() {
                let slot = self.slot(self.words.word(id));
                self.slots[slot] = id.0 + 1;
            }
        }
        let slot = self.slot(word);
        if self.slots[slot] == 0 {
            self.words.push(word);
            self.slots[slot] = small(self.words.len());
        }
        WordId(self.slots[slot] - 1)
    }

    /// The id of a word, if it was added.
    pub(crate) fn get(&self, word: &str) -> Option<WordId> {
        let slot = if self.slots.is_empty() { 0 } else { self.slots[self.slot(word)] };
        slot.checked_sub(1).map(WordId)
    }

    /// The slot that has the word, or the free slot where it would be added.
    fn slot(&self, word: &str) -> usize {
        let last = self.slots.len() - 1;
        let hash = FxBuildHasher.hash_one(word);
        let mut slot = usize::try_from(hash & last as u64).unwrap_or(0);
        while self.slots[slot] != 0 && self.words.word(WordId(self.slots[slot] - 1)) != word {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_words_have_one_id_and_sorted_words_are_found_by_prefix(
            words in proptest::collection::vec("[abé]{0,3}", 1..3000), prefix in "[abé]{0,2}",
        ) {
            let mut interner = Interner::default();
            prop_assert_eq!(interner.get("x"), None);
            let ids: Vec<WordId> = words.iter().map(|word| interner.intern(word)).collect();
            prop_assert_eq!(interner.get("x"), None);
            for (word, id) in words.iter().zip(&ids) {
                prop_assert_eq!(interner.words().word(*id), word);
                prop_assert_eq!(interner.get(word), Some(*id));
            }
            let mut expected = words;
            expected.sort();
            expected.dedup();
            let (sorted, sorted_ids) = interner.words().sorted();
            let all: Vec<&str> = sorted.ids().map(|id| sorted.word(id)).collect();
            prop_assert_eq!(&all, &expected);
            for (id, sorted_id) in interner.words().ids().zip(sorted_ids) {
                prop_assert_eq!(interner.words().word(id), sorted.word(sorted_id));
            }
            let expected: Vec<&String> = expected.iter().filter(|word| word.starts_with(&prefix)).collect();
            let found: Vec<&str> = sorted.with_prefix(&prefix).map(|id| sorted.word(id)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
