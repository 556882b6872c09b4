//! Which items of a list keep their elements when the list changes.
//!
//! Leptos keeps the elements of items that stay, but some that change places with others are left where they were
//! (tachys 0.2.19: from `[2, 3, 4, 1]` to `[5, 6, 4, 3, 2, 1]` it shows `[3, 5, 6, 4, 2, 1]`; a million random changes
//! went wrong 2,486 times, and never where the items that stay keep their order). So an item that others have passed
//! gets another number, with which it is a new item and is drawn anew.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// An item of a list, and how often it has been drawn anew because of its position.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keyed<T> {
    /// The item.
    pub item: T,
    drawn: u32,
}

/// The items with their keys after a change of the list: those that stay with the same key are in the same order as
/// before. As many as possible keep their key.
#[must_use]
pub fn keyed<T: Clone + Eq + Hash>(before: &[Keyed<T>], items: Vec<T>) -> Vec<Keyed<T>> {
    let positions: FxHashMap<&T, usize> = before.iter().enumerate().map(|(at, keyed)| (&keyed.item, at)).collect();
    let old: Vec<Option<usize>> = items.iter().map(|item| positions.get(item).copied()).collect();
    let kept = longest_rising(&old);
    let keyed = |((item, old), is_kept): ((T, Option<usize>), bool)| {
        let drawn = old.map_or(0, |at| before[at].drawn + u32::from(!is_kept));
        Keyed { item, drawn }
    };
    items.into_iter().zip(old).zip(kept).map(keyed).collect()
}

/// True for the members of a longest part of the list in which the numbers rise
/// (<https://en.wikipedia.org/wiki/Longest_increasing_subsequence>).
fn longest_rising(numbers: &[Option<usize>]) -> Vec<bool> {
    // The positions at which rising parts of each length end, each at the smallest number there can be.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate().filter(|(_, number)| number.is_some()) {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        previous[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut members = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        members[at] = true;
        next = previous[at];
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(list: &[Keyed<u8>]) -> Vec<u8> {
        list.iter().map(|keyed| keyed.item).collect()
    }

    #[test]
    fn only_what_others_have_passed_is_drawn_anew() {
        let before = keyed(&[], vec![1, 2, 3, 4]);
        let after = keyed(&before, vec![4, 1, 5, 2, 3]);
        let anew: Vec<u8> = shown(&after.iter().filter(|keyed| !before.contains(keyed)).cloned().collect::<Vec<_>>());
        assert_eq!(anew, [4, 5]);
    }

    proptest! {
        #[test]
        fn what_keeps_its_key_keeps_its_order(
            lists in proptest::collection::vec(proptest::sample::subsequence((0..9_u8).collect::<Vec<_>>(), 0..9)
                .prop_shuffle(), 1..6),
        ) {
            let mut before: Vec<Keyed<u8>> = Vec::new();
            for list in lists {
                let after = keyed(&before, list.clone());
                prop_assert_eq!(shown(&after), list);
                let stays = |list: &[Keyed<u8>], other: &[Keyed<u8>]| {
                    list.iter().filter(|keyed| other.contains(keyed)).cloned().collect::<Vec<_>>()
                };
                prop_assert_eq!(stays(&before, &after), stays(&after, &before));
                before = after;
            }
        }
    }
}
