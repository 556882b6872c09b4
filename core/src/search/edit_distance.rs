//! How many slips lie between what was typed and a word. A slip is a letter that is wrong, missing or too much, or two
//! neighbours that are swapped.

/// How many slips a word of this many letters may have: none up to three, one from four, two from eight.
#[must_use]
pub fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// How far a word is from what was typed, in slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// To the whole word.
    pub whole: usize,
    /// To the nearest beginning of the word; at most [`Distance::whole`].
    pub prefix: usize,
}

/// What was typed, made ready to be compared with many words.
#[derive(Debug)]
pub struct Typed {
    /// For each ASCII character the places where it was typed, a bit each.
    ascii: [u64; 128],
    /// The same for other characters.
    others: Vec<(char, u64)>,
    /// How many characters were typed.
    length: usize,
}

impl Typed {
    /// `None` for no character, and for more than 64: there is a bit for each.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut typed = Self { ascii: [0; 128], others: Vec::new(), length: 0 };
        for c in text.chars() {
            let bit = 1_u64.checked_shl(u32::try_from(typed.length).ok()?)?;
            typed.length += 1;
            match typed.ascii.get_mut(c as usize) {
                Some(places) => *places |= bit,
                None => typed.others.push((c, bit)),
            }
        }
        (typed.length > 0).then_some(typed)
    }

    /// How many characters were typed.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    fn places(&self, c: char) -> u64 {
        let others = || self.others.iter().filter(|other| other.0 == c).fold(0, |places, other| places | other.1);
        self.ascii.get(c as usize).copied().unwrap_or_else(others)
    }

    /// The distance to `word` as the optimal string alignment distance, an edit distance where a swap of neighbours counts
    /// once (<https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance>). All that was typed is compared with a
    /// letter of the word at a time, the rows of the table being kept as differences of one, a bit each (H. Hyyrö, "A
    /// bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
    #[must_use]
    pub fn distance(&self, word: &str) -> Distance {
        let last = 1_u64 << (self.length - 1);
        let (mut higher, mut lower, mut same, mut before) = (u64::MAX, 0, 0, 0);
        let mut whole = self.length;
        let mut prefix = whole;
        for c in word.chars() {
            let places = self.places(c);
            let swapped = ((!same & places) << 1) & before;
            same = ((places & higher).wrapping_add(higher) ^ higher) | places | lower | swapped;
            let up = lower | !(same | higher);
            let down = same & higher;
            whole = whole + usize::from(up & last != 0) - usize::from(down & last != 0);
            prefix = prefix.min(whole);
            let up = up << 1 | 1;
            higher = down << 1 | !(same | up);
            lower = up & same;
            before = places;
        }
        Distance { whole, prefix }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_are_counted() {
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
            let distance = Typed::new(typed).expect("letters").distance(word);
            assert_eq!(distance, Distance { whole, prefix }, "{typed} {word}");
        }
        assert!(Typed::new("").is_none() && Typed::new(&"x".repeat(65)).is_none());
        assert_eq!(Typed::new(&"x".repeat(64)).expect("letters").distance(&"x".repeat(99)).whole, 35);
    }

    /// The table of distances between all beginnings of both, cell by cell.
    fn slowly(typed: &str, word: &str) -> Distance {
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
        Distance { whole: last[b.len()], prefix: last.iter().copied().min().unwrap_or(0) }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn bits_count_like_the_table(typed in "[abcé蟒]{1,12}", word in "[abcé蟒]{0,14}") {
            prop_assert_eq!(Typed::new(&typed).expect("letters").distance(&word), slowly(&typed, &word));
        }
    }
}
