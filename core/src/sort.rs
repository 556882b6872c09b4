//! Sorting, by one small function each.

use std::cmp::Ordering;

/// Up to so many are sorted by insertion, which is quicker than counting bytes.
const FEW: usize = 24;

/// The items in the order of `compare`, for short lists; equal ones stay in their order.
#[must_use]
pub fn sorted<T>(mut items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && compare(&items[at - 1], &items[at]).is_gt() {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
    items
}

/// The numbers from 0 in the order of their `keys`, smallest first; equal ones stay in their order.
#[must_use]
pub fn sorted_keys(keys: &[u64]) -> Vec<usize> {
    let all: Vec<usize> = (0..keys.len()).collect();
    sort(&all, keys)
}

/// The numbers from 0 to `count` in the order of their texts, byte by byte.
#[must_use]
pub fn sorted_texts<'a>(count: usize, text: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    sort_texts(&mut order, 0, text);
    order
}

/// Sorts texts that have their first `from` bytes in common: by the next eight, then equal ones among themselves.
fn sort_texts<'a>(order: &mut [usize], from: usize, text: &dyn Fn(usize) -> &'a str) {
    let rest = |number: usize| text(number).as_bytes().get(from..).unwrap_or_default();
    let start =
        |number: &usize| rest(*number).iter().chain(&[0; 8]).take(8).fold(0, |key, &byte| key << 8 | u64::from(byte));
    let keys: Vec<u64> = order.iter().map(start).collect();
    let places = sorted_keys(&keys);
    let sorted: Vec<usize> = places.iter().map(|&place| order[place]).collect();
    order.copy_from_slice(&sorted);
    let mut at = 0;
    while at < order.len() {
        let key = keys[places[at]];
        let end = at + places[at..].iter().take_while(|&&place| keys[place] == key).count();
        let equal = &mut order[at..end];
        at = end;
        if equal.len() == 1 {
            continue;
        }
        if equal.iter().any(|&number| rest(number).len() > 8) {
            sort_texts(equal, from + 8, text);
        } else {
            // They differ at most in zeros at their ends.
            let lengths: Vec<u64> = equal.iter().map(|&number| text(number).len() as u64).collect();
            let sorted = sort(equal, &lengths);
            equal.copy_from_slice(&sorted);
        }
    }
}

/// `items` in the order of their `keys`: by insertion, or byte by byte from the last
/// (<https://en.wikipedia.org/wiki/Radix_sort>), in time proportional to their number.
fn sort(items: &[usize], keys: &[u64]) -> Vec<usize> {
    let mut order: Vec<u32> = (0..).take(items.len()).collect();
    if items.len() <= FEW {
        order = sorted(order, |&a, &b| keys[a as usize].cmp(&keys[b as usize]));
    } else {
        let varying = keys.iter().fold(0, |bits, key| bits | (key ^ keys[0]));
        let mut next = order.clone();
        for shift in (0..64).step_by(8).filter(|shift| varying >> shift & 0xff != 0) {
            let byte = |number: u32| (keys[number as usize] >> shift & 0xff) as usize;
            let mut starts = [0; 257];
            for &number in &order {
                starts[byte(number) + 1] += 1;
            }
            for at in 1..starts.len() {
                starts[at] += starts[at - 1];
            }
            for &number in &order {
                let place = &mut starts[byte(number)];
                next[*place] = number;
                *place += 1;
            }
            std::mem::swap(&mut order, &mut next);
        }
    }
    order.into_iter().map(|number| items[number as usize]).collect()
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
        fn keys_sort_like_numbers(keys in proptest::collection::vec(prop_oneof![any::<u64>(), 0..9_u64], 0..60)) {
            let mut expected: Vec<usize> = (0..keys.len()).collect();
            expected.sort_by_key(|&number| keys[number]);
            prop_assert_eq!(sorted_keys(&keys), expected);
        }

        #[test]
        fn texts_sort_like_texts(texts in proptest::collection::vec("[ab\\u{0}é]{0,20}", 0..60)) {
            let order = sorted_texts(texts.len(), &|number| &texts[number]);
            let order: Vec<&String> = order.into_iter().map(|number| &texts[number]).collect();
            let mut expected: Vec<&String> = texts.iter().collect();
            expected.sort();
            prop_assert_eq!(order, expected);
        }
    }
}
