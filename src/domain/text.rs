//! Text as search sees it: folded to plain lower-case letters, cut into words; and how far two words are apart.

use std::ops::Range;

/// The base letters of U+00C0 to U+017F (Latin-1 and Latin Extended-A), in order; a space where there is none. Ligatures
/// go by their first letter. The standard library's lower-casing folds no accents, and its tables took 5.1 kB of brotli.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A character as search sees it: lower-case, without accents, of normal width. `None` for marks that only change the
/// letter before them.
fn fold(c: char) -> Option<char> {
    let plus = |offset: u32| char::from_u32(u32::from(c) + offset);
    match c {
        '\u{300}'..='\u{36f}' => None,
        '\u{c0}'..='\u{17f}' => match LATIN.get(c as usize - 0xc0) {
            Some(b' ') | None => Some(c),
            Some(&base) => Some(char::from(base)),
        },
        // Greek and Cyrillic capitals.
        '\u{391}'..='\u{3a9}' | '\u{410}'..='\u{42f}' => plus(0x20),
        '\u{400}'..='\u{40f}' => plus(0x50),
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).and_then(fold),
        _ => Some(c.to_ascii_lowercase()),
    }
}

/// Calls `visit` for each word of `text`, folded, in order, with its place in `text` in bytes. Everything that is no letter
/// or digit separates words, but for `+` and `#` at the end of one, so that `C++` and `C#` are words.
pub fn each_word(text: &str, visit: &mut dyn FnMut(&str, Range<usize>)) {
    let mut word = String::new();
    let mut start = 0;
    // A separator behind the text ends its last word.
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let Some(c) = fold(c) else { continue };
        if c.is_alphanumeric() || (!word.is_empty() && (c == '+' || c == '#')) {
            if word.is_empty() {
                start = at;
            }
            word.push(c);
        } else if !word.is_empty() {
            visit(&word, start..at);
            word.clear();
        }
    }
}

/// The words of `text`: see [`each_word`].
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut |word, _| words.push(word.to_owned()));
    words
}

/// The words run together: `scikit-learn`, `Scikit Learn` and `scikitlearn` have the same key.
#[must_use]
pub fn key(text: &str) -> String {
    words(text).concat()
}

/// How many slips a word of this many letters may have: none up to three, one from four, two from eight. A slip is a
/// letter that is wrong, missing or too much, or two neighbours that are swapped.
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

/// The distance between `typed` and `word` as the optimal string alignment distance, an edit distance where a swap of
/// neighbours counts once (<https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance>). Time and space are in
/// the order of the product of both lengths; beyond `limit` slips it stops, and both distances are one more than that.
#[must_use]
pub fn distance(typed: &[char], word: &str, limit: usize) -> Distance {
    let word: Vec<char> = word.chars().collect();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    let (mut before, mut row) = (last.clone(), last.clone());
    for (i, &a) in typed.iter().enumerate() {
        row[0] = i + 1;
        let mut nearest = row[0];
        for (j, &b) in word.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == word[j - 1] && typed[i - 1] == b {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
            nearest = nearest.min(best);
        }
        if nearest > limit {
            return Distance { whole: limit + 1, prefix: limit + 1 };
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    Distance { whole: last[word.len()], prefix: last.into_iter().min().unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_cut() {
        let table: [(&str, &[&str]); 11] = [
            ("scikit-learn", &["scikit", "learn"]),
            ("C++ and C#", &["c++", "and", "c#"]),
            (".NET", &["net"]),
            ("Ren'Py", &["ren", "py"]),
            ("  \u{0} --- +# ", &[]),
            ("ÉTÉ café cafe\u{301}", &["ete", "cafe", "cafe"]),
            ("Ｐｙｔｈｏｎ", &["python"]),
            ("ПИТОН Ёж ΠΥ", &["питон", "ёж", "πυ"]),
            ("Łódź Žižek Straße Ÿ ſ", &["lodz", "zizek", "strase", "y", "s"]),
            ("http.server", &["http", "server"]),
            ("蟒蛇 🐍", &["蟒蛇"]),
        ];
        for (text, expected) in table {
            assert_eq!(words(text), expected, "{text}");
        }
        assert_eq!(key("Scikit Learn"), key("scikit-learn"));
    }

    #[test]
    fn words_know_their_place() {
        let text = "Ren'Py: café cafe\u{301} C++.";
        let mut found = Vec::new();
        each_word(text, &mut |word, place| found.push((word.to_owned(), &text[place])));
        let found: Vec<(&str, &str)> = found.iter().map(|(word, place)| (word.as_str(), *place)).collect();
        let expected = [("ren", "Ren"), ("py", "Py"), ("cafe", "café"), ("cafe", "cafe\u{301}"), ("c++", "C++")];
        assert_eq!(found, expected);
    }

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
            ("", "abc", 3, 0),
            ("completely", "different", 4, 4),
            ("abc", "", 3, 3),
        ];
        for (typed, word, whole, prefix) in table {
            let typed: Vec<char> = typed.chars().collect();
            assert_eq!(distance(&typed, word, 3), Distance { whole, prefix }, "{word}");
        }
    }
}
