//! Sorting and looking up through one small instantiation each.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

use rustc_hash::FxBuildHasher;

/// Numbers by text. The hasher is the one the reactive graph brings along.
pub type Numbers = HashMap<String, usize, FxBuildHasher>;

/// The items in the order of `compare`; equal ones stay in their order.
#[must_use]
pub fn sorted<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = sorted_indexes(&vec![0; items.len()], &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| items[index].take()).collect()
}

/// The indexes of `texts` in the order of the texts.
#[must_use]
pub fn sorted_texts(texts: &[String]) -> Vec<usize> {
    // Most texts differ in their first letters, and numbers compare faster.
    let start = |text: &String| text.bytes().chain([0; 8]).take(8).fold(0, |key, byte| key << 8 | u64::from(byte));
    let keys: Vec<u64> = texts.iter().map(start).collect();
    sorted_indexes(&keys, &|a, b| texts[a].cmp(&texts[b]))
}

/// The numbers from 0 in the order of their `keys`, smallest first; equal ones stay in their order.
#[must_use]
pub fn sorted_keys(keys: &[u64]) -> Vec<usize> {
    sorted_indexes(keys, &|_, _| Ordering::Equal)
}

struct Entry<'a> {
    key: u64,
    index: usize,
    compare: &'a dyn Fn(usize, usize) -> Ordering,
}

impl Ord for Entry<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key
            .cmp(&other.key)
            .then_with(|| (self.compare)(self.index, other.index))
            .then(self.index.cmp(&other.index))
    }
}

impl PartialOrd for Entry<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Entry<'_> {}

/// The one sort there is, by heap: an instance of the standard library's is 4 to 6 kB of wasm. `compare` decides between
/// equal keys.
fn sorted_indexes(keys: &[u64], compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let entries = keys.iter().enumerate().map(|(index, &key)| Entry { key, index, compare });
    let heap: BinaryHeap<Entry> = entries.collect();
    heap.into_sorted_vec().into_iter().map(|entry| entry.index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_like_the_standard_library(items: Vec<(u8, u8)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(sorted(items, |a, b| a.0.cmp(&b.0)), expected);
        }

        #[test]
        fn texts_sort_like_texts(texts in proptest::collection::vec("[ab\\u{0}é]{0,12}", 0..20)) {
            let order: Vec<&String> = sorted_texts(&texts).into_iter().map(|index| &texts[index]).collect();
            let mut expected: Vec<&String> = texts.iter().collect();
            expected.sort();
            prop_assert_eq!(order, expected);
        }
    }
}
