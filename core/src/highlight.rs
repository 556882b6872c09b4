//! Which parts of a text a search matched.

use super::text::each_word;

/// A piece of a text, and whether it is a match.
pub type Piece<'a> = (&'a str, bool);

/// The shortest match that is marked: single letters would mark half the page.
const SHORTEST: usize = 2;

/// Cuts `text` into pieces that are matches and pieces that are not, in order; together they are the text. `marks` are
/// those of [`super::search::Hits::marks`].
#[must_use]
pub fn pieces<'a>(text: &'a str, marks: &[(String, bool)]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    if !marks.is_empty() {
        each_word(text, &mut |word, place| {
            let fits = |(mark, whole): &(String, bool)| {
                mark.len() >= SHORTEST && if *whole { word == mark } else { word.starts_with(mark.as_str()) }
            };
            if marks.iter().any(fits) {
                if done < place.start {
                    pieces.push((&text[done..place.start], false));
                }
                done = place.end;
                pieces.push((&text[place], true));
            }
        });
    }
    if done < text.len() {
        pieces.push((&text[done..], false));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn matches_are_cut_out() {
        let marks = [("scikit".to_owned(), false), ("pandas".to_owned(), true), ("a".to_owned(), false)];
        let table: [(&str, &[Piece]); 4] = [
            ("scikit-learn", &[("scikit", true), ("-learn", false)]),
            (
                "Of Scikits and pandas.",
                &[("Of ", false), ("Scikits", true), (" and ", false), ("pandas", true), (".", false)],
            ),
            ("pandasql", &[("pandasql", false)]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(pieces(text, &marks), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text: String, marks: Vec<(String, bool)>) {
            let together: String = pieces(&text, &marks).into_iter().map(|piece| piece.0).collect();
            prop_assert_eq!(together, text);
        }
    }
}
