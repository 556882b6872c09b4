//! What to ask a catalog: a fixed list made from its own entries, by class.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::random::Random;

const SEED: u64 = 4;

/// What sort of query it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A whole word of an entry.
    Word,
    /// The first letters of a word of a name.
    Prefix,
    /// Two words of one entry.
    TwoWords,
    /// A word of a name with one edit: a letter replaced, dropped or added, or two exchanged.
    Typo,
    /// A name as a program imports it.
    Import,
    /// A word that does not exist, nor anything like it.
    Absent,
}

/// The classes with how many of ten queries are of each, in the order of their turn. The list goes round, so that any
/// beginning of it is a fair part.
const TURNS: [Class; 10] = [
    Class::Word,
    Class::Prefix,
    Class::TwoWords,
    Class::Typo,
    Class::Import,
    Class::Word,
    Class::Prefix,
    Class::TwoWords,
    Class::Typo,
    Class::Absent,
];

impl Class {
    /// Every class with its name in files and tables.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Word, "word"),
        (Self::Prefix, "prefix"),
        (Self::TwoWords, "two words"),
        (Self::Typo, "typo"),
        (Self::Import, "import name"),
        (Self::Absent, "absent"),
    ];

    /// The name in files and tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }
}

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What sort it is.
    pub class: Class,
    /// What is typed.
    pub text: String,
}

/// The list as JSON: `[{"class": …, "text": …}, …]`.
#[must_use]
pub fn json(queries: &[Query]) -> Value {
    queries.iter().map(|query| json!({"class": query.class.name(), "text": query.text})).collect()
}

/// The words of a text, in lower case. Letters and digits make words, as in the app.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Up to `count` different queries for a catalog; fewer if it is too small for so many.
///
/// # Errors
/// If `catalog` is not JSON.
pub fn queries(catalog: &str, count: usize) -> Result<Vec<Query>, serde_json::Error> {
    let catalog: Value = serde_json::from_str(catalog)?;
    let source = Source::new(catalog["tools"].as_array().map_or(&[], Vec::as_slice));
    let mut random = Random::new(SEED);
    let mut seen = BTreeSet::new();
    let mut queries = Vec::with_capacity(count);
    // A small catalog may run out of different queries.
    for _ in 0..100 * count {
        if queries.len() == count || source.entries.is_empty() {
            break;
        }
        let class = TURNS[queries.len() % TURNS.len()];
        if let Some(text) = source.draw(class, &mut random).filter(|text| seen.insert(text.clone())) {
            queries.push(Query { class, text });
        }
    }
    Ok(queries)
}

struct Entry {
    name: Vec<String>,
    text: Vec<String>,
    import: Option<String>,
}

/// The words of a catalog's tools.
struct Source {
    entries: Vec<Entry>,
    vocabulary: BTreeSet<String>,
}

impl Source {
    fn new(tools: &[Value]) -> Self {
        let text = |value: &Value| words(value.as_str().unwrap_or_default());
        let entries = tools.iter().map(|tool| {
            let roles = tool["places"].as_array().into_iter().flatten().flat_map(|place| text(&place["role"]));
            let import = tool["imports"][0].as_str().map(str::to_owned);
            Entry { name: text(&tool["name"]), text: text(&tool["summary"]).into_iter().chain(roles).collect(), import }
        });
        let entries: Vec<Entry> = entries.collect();
        let words = entries.iter().flat_map(|entry| entry.name.iter().chain(&entry.text));
        Self { vocabulary: words.cloned().collect(), entries }
    }

    /// A text of this class, or nothing if the entry drawn has none.
    fn draw(&self, class: Class, random: &mut Random) -> Option<String> {
        let entry = random.pick(&self.entries);
        let own = |random: &mut Random, list: &[String], least: usize| {
            let fit: Vec<&String> = list.iter().filter(|word| word.chars().count() >= least).collect();
            (!fit.is_empty()).then(|| (*random.pick(&fit)).clone())
        };
        match class {
            Class::Word if random.below(2) == 0 => own(random, &entry.name, 2),
            Class::Word => own(random, &entry.text, 3),
            Class::Prefix => {
                let word: Vec<char> = own(random, &entry.name, 4)?.chars().collect();
                Some(word[..2 + random.below(word.len() - 2)].iter().collect())
            }
            Class::TwoWords => {
                let (first, second) = (own(random, &entry.name, 2)?, own(random, &entry.text, 3)?);
                (first != second).then(|| format!("{first} {second}"))
            }
            Class::Typo => {
                let wrong = misspelt(&own(random, &entry.name, 5)?, random);
                // What begins another word is no mistake.
                (!self.begins_a_word(&wrong)).then_some(wrong)
            }
            Class::Import => entry.import.clone(),
            Class::Absent => Some((0..6 + random.below(4)).map(|_| char::from(*random.pick(b"jqxzvwk"))).collect()),
        }
    }

    fn begins_a_word(&self, text: &str) -> bool {
        self.vocabulary.range(text.to_owned()..).next().is_some_and(|word| word.starts_with(text))
    }
}

/// The word with one edit after its first letter, which people seldom get wrong.
fn misspelt(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    let other = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0));
    match random.below(4) {
        0 => letters.swap(at, at + 1),
        1 => letters[at] = other,
        2 => letters.insert(at, other),
        _ => drop(letters.remove(at)),
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QUERIES;
    use crate::corpus::{catalog, invented_tools};

    const SHIPPED: &str = include_str!("../../assets/catalog.json");

    /// A pin: with other queries, earlier figures no longer compare.
    const FIRST: [&str; 10] = [
        "caxnool",
        "foo",
        "nunvea cuxfan",
        "prastil",
        "barkor_recognise",
        "zetsu",
        "fa",
        "of samea",
        "metgic",
        "vzqqxqx",
    ];

    #[test]
    fn the_same_catalog_is_asked_the_same() {
        let categories = ["data-science", "machine-learning", "web-development"].map(str::to_owned);
        let catalog = json!({"tools": invented_tools(&categories, 1_000)}).to_string();
        let once = queries(&catalog, QUERIES).expect("JSON");
        assert_eq!(once, queries(&catalog, QUERIES).expect("JSON"));
        assert_eq!(once[..20], queries(&catalog, 20).expect("JSON"), "fewer are the beginning of more");
        let first: Vec<&str> = once[..10].iter().map(|query| query.text.as_str()).collect();
        assert_eq!(first, FIRST);
    }

    #[test]
    fn queries_are_of_their_class() {
        for catalog in [SHIPPED.to_owned(), catalog(SHIPPED, 2_000).expect("JSON")] {
            let value: Value = serde_json::from_str(&catalog).expect("JSON");
            let source = Source::new(value["tools"].as_array().expect("a list"));
            let queries = queries(&catalog, QUERIES).expect("JSON");
            assert_eq!(queries.len(), QUERIES);
            for Query { class, text } in &queries {
                let as_class = match class {
                    Class::Word => source.vocabulary.contains(text),
                    Class::Prefix => source.begins_a_word(text),
                    Class::TwoWords => words(text).iter().all(|word| source.vocabulary.contains(word)),
                    Class::Typo | Class::Absent => !source.begins_a_word(text),
                    Class::Import => source.entries.iter().any(|entry| entry.import.as_ref() == Some(text)),
                };
                assert!(as_class, "{class:?}: {text}");
            }
            for (class, name) in Class::ALL {
                assert!(queries.iter().filter(|query| query.class == class).count() >= QUERIES / 10, "{name}");
            }
        }
    }

    #[test]
    fn a_catalog_without_tools_is_asked_nothing() {
        assert_eq!(queries(r#"{"tools": []}"#, 10).expect("JSON"), []);
    }
}
