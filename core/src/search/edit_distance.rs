//! The edit distance between a typed text and a word: the number of typos between them. A typo is a wrong, missing or
//! extra letter, or two swapped neighbours. Knows two texts, and nothing of the index.

/// The number of typos that a word of this many letters may have: none up to three letters, one from four, two from
/// eight. The relevance table (`tests/relevance.tsv`) tests these bounds.
#[must_use]
pub fn typos_allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The distance of a word from a [`Pattern`], in typos.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditDistance {
    /// To the whole word.
    pub whole: usize,
    /// To the nearest prefix of the word; at most [`EditDistance::whole`].
    pub prefix: usize,
}

/// A typed text, prepared for comparison with many words.
#[derive(Debug)]
pub struct Pattern {
    /// The positions of each ASCII character in the text, one bit for each.
    ascii: [u64; 128],
    /// The same for other characters.
    others: Vec<Positions>,
    /// The number of characters.
    length: usize,
}

/// A character with its positions in the text, one bit for each.
#[derive(Debug)]
struct Positions {
    of: char,
    bits: u64,
}

impl Pattern {
    /// Prepares `text`. Returns `None` if it is empty or has more than 64 characters: each character takes a bit.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut pattern = Self { ascii: [0; 128], others: Vec::new(), length: 0 };
        for c in text.chars() {
            let bit = 1_u64.checked_shl(u32::try_from(pattern.length).ok()?)?;
            pattern.length += 1;
            match pattern.ascii.get_mut(c as usize) {
                Some(positions) => *positions |= bit,
                None => pattern.others.push(Positions { of: c, bits: bit }),
            }
        }
        (pattern.length > 0).then_some(pattern)
    }

    /// The number of characters.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    fn positions(&self, c: char) -> u64 {
        let others = || self.others.iter().filter(|other| other.of == c).fold(0, |bits, other| bits | other.bits);
        self.ascii.get(c as usize).copied().unwrap_or_else(others)
    }

    /// The optimal string alignment distance to `word`: an edit distance where a swap of neighbours counts once
    /// (<https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance>). It is computed letter by letter of the
    /// word. A column of the table of distances is kept as its differences, which are +1, 0 or -1, in bits (H. Hyyrö,
    /// "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
    #[must_use]
    pub fn distance(&self, word: &str) -> EditDistance {
        let last = 1_u64 << (self.length - 1);
        // The vertical differences of +1 and -1, the zero diagonals, and the positions of the letter before.
        let (mut higher, mut lower, mut same, mut before) = (u64::MAX, 0, 0, 0);
        let mut whole = self.length;
        let mut prefix = whole;
        for c in word.chars() {
            let positions = self.positions(c);
            let swapped = ((!same & positions) << 1) & before;
            same = ((positions & higher).wrapping_add(higher) ^ higher) | positions | lower | swapped;
            let up = lower | !(same | higher);
            let down = same & higher;
            whole = whole + usize::from(up & last != 0) - usize::from(down & last != 0);
            prefix = prefix.min(whole);
            let up = up << 1 | 1;
            higher = down << 1 | !(same | up);
            lower = up & same;
            before = positions;
        }
        EditDistance { whole, prefix }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_kind_of_typo_counts_once() {
        let table = [
            ("pandas", "pandas", 0, 0),
            ("pandsa", "pandas", 1, 1),
            ("panda", "pandas", 1, 0),
            ("djnago", "django", 1, 1),
            ("tensroflo", "tensorflow", 2, 1),
            ("kivvy", "kivy", 1, 1),
            ("numpi", "numpy", 1, 1),
            ("completely", "different", 8, 8),
            ("abc", "", 3, 3),
        ];
        for (typed, word, whole, prefix) in table {
            let distance = Pattern::new(typed).expect("letters").distance(word);
            assert_eq!(distance, EditDistance { whole, prefix }, "{typed} {word}");
        }
    }

    #[test]
    fn a_pattern_has_1_to_64_characters() {
        assert!(Pattern::new("").is_none() && Pattern::new(&"x".repeat(65)).is_none());
        assert_eq!(Pattern::new(&"x".repeat(64)).expect("letters").distance(&"x".repeat(99)).whole, 35);
    }

    /// The oracle: the table of distances between all prefixes of both, cell by cell.
    fn slowly(typed: &str, word: &str) -> EditDistance {
        let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let wrong = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = wrong.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swapped { best.min(table[i - 2][j - 2] + 1) } else { best }
                };
            }
        }
        let last = &table[a.len()];
        EditDistance { whole: last[b.len()], prefix: last.iter().copied().min().unwrap_or(0) }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn bit_vectors_and_table_give_the_same_distance(typed in "[abcé蟒]{1,12}", word in "[abcé蟒]{0,14}") {
            prop_assert_eq!(Pattern::new(&typed).expect("letters").distance(&word), slowly(&typed, &word));
        }
    }
}
