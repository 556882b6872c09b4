//! Highlighting: which segments of a text match a search. Knows the words to highlight, not how they were found.

use super::text::each_word;

/// A word to highlight in texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// The word, folded as by [`each_word`].
    pub word: String,
    /// True if only the word itself matches, false if words that begin with it match too.
    pub whole_word: bool,
}

impl Highlight {
    /// The shortest word that is highlighted, in bytes: single letters would highlight half the page.
    const MIN_LENGTH: usize = 2;

    /// Returns true if a folded word matches.
    pub(crate) fn is(&self, word: &str) -> bool {
        if self.whole_word { word == self.word } else { word.starts_with(&self.word) }
    }

    fn matches(&self, word: &str) -> bool {
        self.is(word) && self.word.len() >= Self::MIN_LENGTH
    }
}

/// A part of a text: a match, or what is between matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The part, unchanged.
    pub text: &'a str,
    /// True if it is a match.
    pub highlighted: bool,
}

/// Splits `text` into segments. In order, they add up to the text.
#[must_use]
pub fn segments<'a>(text: &'a str, highlights: &[Highlight]) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    let mut done = 0;
    if !highlights.is_empty() {
        each_word(text, &mut |word, range| {
            if highlights.iter().any(|highlight| highlight.matches(word)) {
                if done < range.start {
                    segments.push(Segment { text: &text[done..range.start], highlighted: false });
                }
                done = range.end;
                segments.push(Segment { text: &text[range], highlighted: true });
            }
        });
    }
    if done < text.len() {
        segments.push(Segment { text: &text[done..], highlighted: false });
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn highlight((word, whole_word): (&str, bool)) -> Highlight {
        Highlight { word: word.to_owned(), whole_word }
    }

    #[test]
    fn whole_words_and_prefixes_are_highlighted_and_single_letters_are_not() {
        let highlights = [("scikit", false), ("pandas", true), ("a", false)].map(highlight);
        // The matches are in brackets.
        let table = [
            ("scikit-learn", "[scikit]-learn"),
            ("Of Scikits and pandas.", "Of [Scikits] and [pandas]."),
            ("pandasql", "pandasql"),
            ("", ""),
        ];
        for (text, expected) in table {
            let bracketed = |segment: Segment| {
                if segment.highlighted { format!("[{}]", segment.text) } else { segment.text.to_owned() }
            };
            let found: String = segments(text, &highlights).into_iter().map(bracketed).collect();
            assert_eq!(found, expected);
        }
    }

    proptest! {
        #[test]
        fn segments_add_up_to_the_text(
            text in "[ab é.]{0,24}|\\PC*", words in proptest::collection::vec(("[abe]{1,3}", any::<bool>()), 0..4),
        ) {
            let highlights: Vec<Highlight> = words.iter().map(|(word, whole)| highlight((word, *whole))).collect();
            let together: String = segments(&text, &highlights).into_iter().map(|segment| segment.text).collect();
            prop_assert_eq!(together, text);
        }
    }
}
