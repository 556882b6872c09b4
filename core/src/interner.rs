//! Words, each with a number, one after the other in one text: a hundred thousand texts of their own would be slow to
//! make and to walk through.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::sort::sorted_texts;

/// A number as it is kept here and in the index. There are fewer than 2^32 of anything: the memory of a page is smaller.
#[expect(clippy::cast_possible_truncation, reason = "see above")]
pub(crate) fn small(number: usize) -> u32 {
    number as u32
}

/// Words by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Vocabulary {
    text: String,
    /// Where each word ends.
    ends: Vec<u32>,
}

impl Vocabulary {
    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with this number.
    pub(crate) fn word(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[number] as usize]
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(small(self.text.len()));
    }

    /// The same words sorted, with the number that each had before.
    pub(crate) fn sorted(&self) -> (Self, Vec<usize>) {
        let order = sorted_texts(self.len(), &|number| self.word(number));
        let mut sorted = Self { text: String::with_capacity(self.text.len()), ends: Vec::with_capacity(self.len()) };
        for &number in &order {
            sorted.push(self.word(number));
        }
        (sorted, order)
    }

    /// Of sorted words the numbers of those that begin with `prefix`.
    pub(crate) fn range(&self, prefix: &str) -> Range<usize> {
        let start = self.first(&|word| word >= prefix);
        start..self.first(&|word| word >= prefix && !word.starts_with(prefix))
    }

    /// The first word that `is_behind` is true of, as it is of all words after that.
    fn first(&self, is_behind: &dyn Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if is_behind(self.word(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        from
    }
}

/// A vocabulary that grows: gives a word its number (<https://en.wikipedia.org/wiki/Open_addressing>).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Numbering {
    words: Vocabulary,
    /// The number of a word and one more, in the first free place after its hash; at least every other one is free, 0.
    slots: Vec<u32>,
}

impl Numbering {
    /// The words so far.
    pub(crate) fn words(&self) -> &Vocabulary {
        &self.words
    }

    /// The number of a word, which may be a new one.
    pub(crate) fn number(&mut self, word: &str) -> usize {
        if self.slots.len() <= 2 * self.words.len() {
            self.slots = vec![0; (2 * self.slots.len()).max(1024)];
            for number in 0..self.words.len() {
                let slot = self.slot(self.words.word(number));
                self.slots[slot] = small(number + 1);
            }
        }
        let slot = self.slot(word);
        if self.slots[slot] == 0 {
            self.words.push(word);
            self.slots[slot] = small(self.words.len());
        }
        self.slots[slot] as usize - 1
    }

    /// The number of a word, if it has one.
    pub(crate) fn get(&self, word: &str) -> Option<usize> {
        let slot = if self.slots.is_empty() { 0 } else { self.slots[self.slot(word)] as usize };
        slot.checked_sub(1)
    }

    /// Where a word stands, or would.
    fn slot(&self, word: &str) -> usize {
        let last = self.slots.len() - 1;
        let hash = FxBuildHasher.hash_one(word);
        let mut slot = usize::try_from(hash & last as u64).unwrap_or(0);
        while self.slots[slot] != 0 && self.words.word(self.slots[slot] as usize - 1) != word {
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
        fn equal_words_have_one_number_and_prefixes_are_ranges(
            words in proptest::collection::vec("[abé]{0,3}", 1..3000), prefix in "[abé]{0,2}",
        ) {
            let mut numbering = Numbering::default();
            prop_assert_eq!(numbering.get("x"), None);
            let numbers: Vec<usize> = words.iter().map(|word| numbering.number(word)).collect();
            prop_assert_eq!(numbering.get("x"), None);
            for (word, number) in words.iter().zip(&numbers) {
                prop_assert_eq!(numbering.words().word(*number), word);
                prop_assert_eq!(numbering.get(word), Some(*number));
            }
            let mut expected = words;
            expected.sort();
            expected.dedup();
            let (sorted, order) = numbering.words().sorted();
            let all: Vec<&str> = (0..sorted.len()).map(|number| sorted.word(number)).collect();
            prop_assert_eq!(&all, &expected);
            for (new, old) in order.into_iter().enumerate() {
                prop_assert_eq!(numbering.words().word(old), sorted.word(new));
            }
            let begins: Vec<&String> = expected.iter().filter(|word| word.starts_with(&prefix)).collect();
            let range: Vec<&str> = sorted.range(&prefix).map(|number| sorted.word(number)).collect();
            prop_assert_eq!(range, begins);
        }
    }
}
