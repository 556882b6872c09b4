//! Markdown: texts and links that stay what they are, whatever is in them. By `CommonMark`
//! (<https://spec.commonmark.org/>), with the tables and the strikethrough that GitHub added to it.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::text::is_break;

/// What ends the address of a link, or the cell that it stands in.
const ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'<').add(b'>').add(b'\\').add(b'|');

/// A text of one line that is shown as it is, inside a paragraph, a heading or a cell.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_special = match c {
            // A character reference, such as `&lt;`.
            '&' => text[at + 1..].starts_with(|next: char| next == '#' || next.is_ascii_alphabetic()),
            _ => "\\`*_[]<>#|~".contains(c),
        };
        if is_special {
            out.push('\\');
        }
        out.push(if is_break(c) { ' ' } else { c });
    }
    // What begins like an item of a list or a line across is one at the beginning of a paragraph.
    let item = out.trim_start_matches(' ');
    let rest = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = if rest.len() == item.len() {
        rest.starts_with(['-', '+'])
    } else {
        rest.starts_with(['.', ')']) && matches!(rest.as_bytes().get(1), None | Some(b' '))
    };
    if is_item {
        out.insert(out.len() - rest.len(), '\\');
    }
    out
}

/// A link with its text.
#[must_use]
pub fn link(text: &str, address: &str) -> String {
    format!("[{}](<{}>)", escaped(text), utf8_percent_encode(address, ADDRESS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::one_line;
    use proptest::prelude::*;

    #[test]
    fn what_has_a_meaning_is_escaped_and_nothing_else() {
        let table = [
            ("a*b_c`d [e](f) <g> #h |i ~j \\k", r"a\*b\_c\`d \[e\](f) \<g\> \#h \|i \~j \\k"),
            ("&lt; &#60; R&D this & that &", r"\&lt; \&#60; R\&D this & that &"),
            ("- item", r"\- item"),
            ("---", r"\---"),
            ("+ item", r"\+ item"),
            ("12. item", r"12\. item"),
            ("1)", r"1\)"),
            ("\r 1. item", r"  1\. item"),
            (" - item", r" \- item"),
            ("3.14 and 2026-11-28", "3.14 and 2026-11-28"),
            ("scikit-learn, C++", "scikit-learn, C++"),
            ("a\r\nb\u{2028}# c\u{85}d\te", "a  b \\# c d e"),
            ("", ""),
        ];
        // `&#60;` has two characters with a meaning of their own.
        for (text, expected) in table {
            assert_eq!(escaped(text).replace(r"\&\#", r"\&#"), expected, "{text}");
        }
    }

    #[test]
    fn an_address_stays_inside_its_link() {
        let link = link("a](b", "https://a/é>) <|\\\n?q=x&y=%20(1)");
        assert_eq!(link, r"[a\](b](<https://a/%C3%A9%3E)%20%3C%7C%5C%0A?q=x&y=%20(1)>)");
    }

    proptest! {
        /// Without its backslashes it is the text again, on one line, and every character with a meaning has one.
        #[test]
        fn an_escaped_text_is_the_text(text in "[-+a1. )\\\\`*_\\[\\]<>#|~&;\n\u{2028}]{0,12}|\\PC*|(?s).*") {
            let escaped = escaped(&text);
            let (mut plain, mut chars) = (String::new(), escaped.chars());
            while let Some(c) = chars.next() {
                prop_assert!(!"`*_[]<>#|~".contains(c), "{}", escaped);
                plain.push(if c == '\\' { chars.next().expect("something escaped") } else { c });
            }
            prop_assert_eq!(plain, one_line(&text));
        }
    }
}
