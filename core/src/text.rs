//! Texts: the tokenizer, which splits one into words and folds them to lower-case letters without accents, and numbers
//! with their nouns. Knows nothing of the index.

use std::ops::Range;

/// The base letters of U+00C0 to U+017F (Latin-1 and Latin Extended-A), in order; a space if there is none. A ligature
/// has its first letter. The standard library's lower-casing folds no accents, and its tables took 5.1 kB of brotli.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Folds a character: to lower case, without accents, of normal width. Returns `None` for a combining accent, which
/// only changes the letter before it.
fn fold(c: char) -> Option<char> {
    let plus = |offset: u32| char::from_u32(u32::from(c) + offset);
    match c {
        // Most characters are ASCII.
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
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
        _ => Some(c),
    }
}

/// Calls `visit` for each word of `text`, in order, with the folded word and its range in `text`, in bytes. Everything
/// except letters and digits separates words; `+` and `#` belong to the word before them, because `C++` and `C#` are
/// words.
pub fn each_word(text: &str, visit: &mut dyn FnMut(&str, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut folded = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let is_plain = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let end = at + bytes[at..].iter().take_while(is_plain).count();
        let goes_on = |byte: &u8| !byte.is_ascii() || byte.is_ascii_uppercase() || matches!(byte, b'+' | b'#');
        if !bytes.get(end).is_some_and(goes_on) {
            // Most words need no folding.
            if at < end {
                visit(&text[at..end], at..end);
            }
            at = end + 1;
            continue;
        }
        folded.clear();
        let mut range = at..text.len();
        at = text.len();
        for (offset, c) in text[range.start..].char_indices() {
            let Some(letter) = fold(c) else { continue };
            if letter.is_alphanumeric() || (!folded.is_empty() && (letter == '+' || letter == '#')) {
                folded.push(letter);
            } else {
                range.end = range.start + offset;
                at = range.end + c.len_utf8();
                break;
            }
        }
        if !folded.is_empty() {
            visit(&folded, range);
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

/// The words of `text` run together: `scikit-learn`, `Scikit Learn` and `scikitlearn` have the same key.
#[must_use]
pub fn key(text: &str) -> String {
    let mut key = String::new();
    each_word(text, &mut |word, _| key.push_str(word));
    key
}

/// Returns true for a character that ends a line or controls what shows it: for one program or the other each of these
/// begins a new line.
#[must_use]
pub fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The text on one line, with a space for each [break](is_break).
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if is_break(c) { ' ' } else { c }).collect()
}

/// A number with its noun, such as `1 tool` or `2 tools`.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The oracle: letter by letter, without the fast path for ASCII words.
    fn slowly(text: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        for c in text.chars().filter_map(fold) {
            let last = words.last_mut().expect("one");
            if c.is_alphanumeric() || (!last.is_empty() && (c == '+' || c == '#')) {
                last.push(c);
            } else {
                words.push(String::new());
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    proptest! {
        #[test]
        fn the_fast_path_finds_the_same_words(text in "[a-c0 A+#é.\u{301}蟒]{0,24}|\\PC*") {
            prop_assert_eq!(words(&text), slowly(&text));
            each_word(&text, &mut |word, range| assert_eq!(words(&text[range]), [word]));
        }
    }

    #[test]
    fn texts_are_split_into_folded_words() {
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
    fn words_come_with_their_range_in_the_text() {
        let text = "Ren'Py: café cafe\u{301} C++.";
        let mut found = Vec::new();
        each_word(text, &mut |word, range| found.push((word.to_owned(), &text[range])));
        let found: Vec<(&str, &str)> = found.iter().map(|(word, part)| (word.as_str(), *part)).collect();
        let expected = [("ren", "Ren"), ("py", "Py"), ("cafe", "café"), ("cafe", "cafe\u{301}"), ("c++", "C++")];
        assert_eq!(found, expected);
    }
}
