//! Where the items of a list come from when the list changes, so that those that stay keep their elements.

/// Where an item of the new list comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It was not in the old list.
    New,
    /// It was at this position, and all that are kept are in the same order as before.
    Kept(usize),
    /// It was at this position, and others that are kept have passed it.
    Moved(usize),
}

/// The origin of each item of `after`. As many items as possible are kept.
#[must_use]
pub fn origins<T: PartialEq>(before: &[T], after: &[T]) -> Vec<Origin> {
    let mut is_taken = vec![false; before.len()];
    // Most items that stay come right after the one that was found last.
    let mut next = 0;
    let find = |item: &T| {
        let mut places = (next..before.len()).chain(0..next);
        let found = places.find(|&at| before[at] == *item && !is_taken[at])?;
        is_taken[found] = true;
        next = found + 1;
        Some(found)
    };
    let old: Vec<Option<usize>> = after.iter().map(find).collect();
    let kept = longest_rising(&old);
    let origin = |(old, is_kept): (Option<usize>, bool)| match old {
        None => Origin::New,
        Some(at) if is_kept => Origin::Kept(at),
        Some(at) => Origin::Moved(at),
    };
    old.into_iter().zip(kept).map(origin).collect()
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

    #[test]
    fn only_what_others_have_passed_is_moved() {
        use Origin::{Kept, Moved, New};
        assert_eq!(origins(&[1, 2, 3, 4], &[4, 1, 5, 2, 3]), [Moved(3), Kept(0), New, Kept(1), Kept(2)]);
        assert_eq!(origins(&[1, 1], &[1, 1, 1]), [Kept(0), Kept(1), New], "the same item several times");
    }

    proptest! {
        #[test]
        fn every_item_is_where_it_was(
            before in proptest::collection::vec(0..9_u8, 0..9), after in proptest::collection::vec(0..9_u8, 0..9),
        ) {
            let origins = origins(&before, &after);
            prop_assert_eq!(origins.len(), after.len());
            let mut old: Vec<usize> = Vec::new();
            let mut kept: Vec<usize> = Vec::new();
            for (item, origin) in after.iter().zip(origins) {
                match origin {
                    Origin::New => {}
                    Origin::Kept(at) | Origin::Moved(at) => {
                        prop_assert_eq!(before[at], *item);
                        old.push(at);
                    }
                }
                if let Origin::Kept(at) = origin {
                    kept.push(at);
                }
            }
            prop_assert!(kept.is_sorted(), "what is kept is in the same order: {:?}", kept);
            let taken = old.len();
            old.sort_unstable();
            old.dedup();
            prop_assert_eq!(old.len(), taken, "no old item serves twice");
            let both = (0..9).map(|value| {
                let all_of = |list: &[u8]| list.iter().filter(|item| **item == value).collect::<Vec<_>>().len();
                all_of(&before).min(all_of(&after))
            });
            prop_assert_eq!(taken, both.sum::<usize>(), "what can stay stays");
        }
    }
}
