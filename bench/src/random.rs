//! Pseudorandom numbers that are the same everywhere. They use no floats, and no library whose next version may change
//! them.

/// `SplitMix64` (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
pub struct Random(u64);

impl Random {
    /// The sequence for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end`, without `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The bias of a remainder is below one in 2^40 for the sizes here.
        usize::try_from(self.next() % (end as u64).max(1)).unwrap_or(0)
    }

    /// One of `items`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// An index into `shares`. The probability of each index is its share of the sum.
    pub fn share(&mut self, shares: &[usize]) -> usize {
        let mut at = self.below(shares.iter().sum());
        for (index, share) in shares.iter().enumerate() {
            if at < *share {
                return index;
            }
            at -= share;
        }
        0
    }
}
