//! What the search knows of English beside stems: words that exclude nothing, words that are written in one piece or in
//! two, and words that mean the same. Tables, to be added to; `tests/relevance.tsv` tests them.

use crate::text::words;

use super::stem::stem;

/// Words that are ignored if a search has other words (<https://en.wikipedia.org/wiki/Stop_word>).
const STOP_WORDS: &str = "a about after all am an and any anything are as at be before best better between by can could do does doing \
    during each easily easy every few first for from get good have help how i if in into is it just kind library libraries like looking make many me module more most much my need nice of on one or other our out \
    own package packages programmatically py python software some something stuff several simple simply that the their them then thing things this through to \
    too tool tools up use using versus very vs want way we what when where which with within without would you your";

/// Words that are written in one piece or in two: where a text has the two, it is found by the one, and the other way.
const COMPOUNDS: [(&str, &str); 36] = [
    ("auto", "complete"),
    ("back", "end"),
    ("back", "up"),
    ("bar", "code"),
    ("chat", "bot"),
    ("clip", "board"),
    ("code", "base"),
    ("command", "line"),
    ("data", "base"),
    ("data", "frame"),
    ("data", "set"),
    ("down", "load"),
    ("e", "mail"),
    ("file", "system"),
    ("front", "end"),
    ("key", "board"),
    ("lock", "file"),
    ("micro", "controller"),
    ("micro", "service"),
    ("note", "book"),
    ("open", "source"),
    ("plug", "in"),
    ("real", "time"),
    ("screen", "shot"),
    ("smart", "phone"),
    ("spread", "sheet"),
    ("sub", "command"),
    ("sub", "process"),
    ("time", "series"),
    ("time", "table"),
    ("type", "script"),
    ("up", "load"),
    ("web", "cam"),
    ("web", "page"),
    ("web", "site"),
    ("web", "socket"),
];

/// Words that mean the same to who searches, each group in one line.
const SYNONYMS: [&str; 42] = [
    "big bigger large larger huge",
    "picture image photo photograph",
    "login auth authentication signin",
    "movie video film",
    "sound audio",
    "speech voice",
    "chart plot graph diagram",
    "delete remove",
    "terminal console",
    "database db",
    "config configuration settings",
    "documentation docs",
    "app application",
    "executable exe",
    "mobile phone smartphone",
    "excel xlsx spreadsheet",
    "powerpoint pptx slide presentation",
    "word docx",
    "kubernetes k8s",
    "javascript js",
    "postgresql postgres",
    "environment env",
    "venv virtualenv",
    "async asynchronous asyncio",
    "math maths mathematics",
    "statistics stats",
    "gray grey",
    "center centre",
    "license licence",
    "program programme",
    "fast faster quick quickly speed",
    "beginner newbie starter",
    "child children kid",
    "teach lesson course",
    "scrape crawl",
    "merge join combine",
    "send post",
    "talk communicate",
    "predict forecast",
    "encrypt cipher",
    "sms text",
    "schedule timer",
];

/// The stop words.
pub(super) fn stop_words() -> impl Iterator<Item = &'static str> {
    STOP_WORDS.split(' ')
}

/// Returns true if the word says nothing by itself. A number does not: nobody looks for a tool by it.
pub(super) fn is_stop_word(word: &str) -> bool {
    stop_words().any(|other| other == word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns true if the word asks for other tools than the one that the search names.
pub(super) fn asks_for_others(word: &str) -> bool {
    ["alternative", "alternatives", "competitor", "competitors", "instead", "replacement", "replace", "similar"]
        .contains(&word)
}

/// The words with which a word in two pieces may begin.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    COMPOUNDS.iter().map(|(first, _)| *first)
}

/// The one word for two that follow each other.
pub(super) fn compound(first: &str, second: &str) -> Option<String> {
    let is_it = |(one, two): &&(&str, &str)| {
        *one == first && (*two == second || second.strip_prefix(two).is_some_and(|rest| rest == "s"))
    };
    COMPOUNDS.iter().find(is_it).map(|_| format!("{first}{second}"))
}

/// The words of a text, those in two pieces as one.
pub(super) fn joined_words(text: &str) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words(text) {
        match joined.last().and_then(|last| compound(last, &word)) {
            Some(one) => {
                joined.pop();
                joined.push(one);
            }
            None => joined.push(word),
        }
    }
    joined
}

/// The other words that mean the same as one with this stem.
pub(super) fn synonyms(of: &str) -> impl Iterator<Item = &'static str> {
    let has_it = move |group: &&&str| group.split(' ').any(|word| stem(word) == of);
    let groups = SYNONYMS.iter().filter(has_it);
    groups.flat_map(|group| group.split(' ')).filter(move |word| stem(word) != of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_two_pieces_are_one() {
        assert_eq!(joined_words("Data frames, e-mail and back-end"), ["dataframes", "email", "and", "backend"]);
        assert_eq!(joined_words("data science"), ["data", "science"]);
    }

    #[test]
    fn synonyms_are_found_by_any_form() {
        let of = |word: &str| synonyms(&stem(word)).collect::<Vec<_>>();
        assert_eq!(of("pictures"), ["image", "photo", "photograph"]);
        assert_eq!(of("flask"), [""; 0]);
    }

    #[test]
    fn stop_words_and_numbers_say_nothing() {
        assert!(["my", "python", "50", "a"].into_iter().all(is_stop_word));
        assert!(!["web", "k8s", "b", ""].into_iter().filter(|word| !word.is_empty()).any(is_stop_word));
    }
}
