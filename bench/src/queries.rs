//! Queries for a catalog: a fixed list, made from its own entries, by class.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::random::Random;

const SEED: u64 = 4;

/// Makes a search text from one entry; `None` if the entry has no such text.
type Generate = fn(&Source, &Entry, &mut Random) -> Option<String>;

/// The classes in the order of their turns, which repeat: the first queries of a list are then of all classes.
const TURNS: [(&str, Generate); 10] = [
    ("word", word),
    ("prefix", prefix),
    ("two words", two_words),
    ("typo", typo),
    ("import name", import),
    ("word", word),
    ("prefix", prefix),
    ("two words", two_words),
    ("typo", typo),
    ("absent", |_, _, random| Some(absent(random))),
];

/// Up to `count` different queries for a catalog, fewer if it is too small for so many: `[{"class": …, "text": …}, …]`.
///
/// # Errors
/// If `catalog` is not JSON.
pub fn queries(catalog: &str, count: usize) -> Result<Vec<Value>, serde_json::Error> {
    let source = Source::new(&serde_json::from_str(catalog)?);
    let mut random = Random::new(SEED);
    let mut seen = BTreeSet::new();
    let mut queries = Vec::with_capacity(count);
    // A small catalog may run out of different queries.
    for _ in 0..100 * count {
        if queries.len() == count || source.entries.is_empty() {
            break;
        }
        let (class, generate) = TURNS[queries.len() % TURNS.len()];
        let entry = random.pick(&source.entries);
        if let Some(text) = generate(&source, entry, &mut random).filter(|text| seen.insert(text.clone())) {
            queries.push(json!({"class": class, "text": text}));
        }
    }
    Ok(queries)
}

/// The words of a tool.
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

/// The words of a text, in lower case. A word is letters and digits, as in the app.
fn words(text: &Value) -> Vec<String> {
    let words = text.as_str().unwrap_or_default().split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

impl Source {
    fn new(catalog: &Value) -> Self {
        let entries = catalog["tools"].as_array().into_iter().flatten().map(|tool| {
            let roles = tool["places"].as_array().into_iter().flatten().flat_map(|place| words(&place["role"]));
            let text = words(&tool["summary"]).into_iter().chain(roles).collect();
            Entry { name: words(&tool["name"]), text, import: tool["imports"][0].as_str().map(str::to_owned) }
        });
        let entries: Vec<Entry> = entries.collect();
        let words = entries.iter().flat_map(|entry| entry.name.iter().chain(&entry.text));
        Self { vocabulary: words.cloned().collect(), entries }
    }

    fn begins_a_word(&self, text: &str) -> bool {
        self.vocabulary.range(text.to_owned()..).next().is_some_and(|word| word.starts_with(text))
    }
}

/// A word with at least `least` letters; `None` if there is none.
fn one_of(words: &[String], least: usize, random: &mut Random) -> Option<String> {
    let fit: Vec<&String> = words.iter().filter(|word| word.chars().count() >= least).collect();
    (!fit.is_empty()).then(|| (*random.pick(&fit)).clone())
}

/// A whole word of an entry.
fn word(_: &Source, entry: &Entry, random: &mut Random) -> Option<String> {
    if random.below(2) == 0 { one_of(&entry.name, 2, random) } else { one_of(&entry.text, 3, random) }
}

/// The first letters of a word of a name.
fn prefix(_: &Source, entry: &Entry, random: &mut Random) -> Option<String> {
    let word: Vec<char> = one_of(&entry.name, 4, random)?.chars().collect();
    Some(word[..2 + random.below(word.len() - 2)].iter().collect())
}

/// Two words of one entry.
fn two_words(_: &Source, entry: &Entry, random: &mut Random) -> Option<String> {
    let (first, second) = (one_of(&entry.name, 2, random)?, one_of(&entry.text, 3, random)?);
    (first != second).then(|| format!("{first} {second}"))
}

/// A word of a name with one edit after its first letter, which people seldom get wrong.
fn typo(source: &Source, entry: &Entry, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = one_of(&entry.name, 5, random)?.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    let other = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0));
    match random.below(4) {
        0 => letters.swap(at, at + 1),
        1 => letters[at] = other,
        2 => letters.insert(at, other),
        _ => drop(letters.remove(at)),
    }
    let wrong: String = letters.into_iter().collect();
    // The prefix of another word is not a typo.
    (!source.begins_a_word(&wrong)).then_some(wrong)
}

/// A name as a program imports it.
fn import(_: &Source, entry: &Entry, _: &mut Random) -> Option<String> {
    entry.import.clone()
}

/// A word that no catalog has, and that is not similar to any word.
fn absent(random: &mut Random) -> String {
    (0..6 + random.below(4)).map(|_| char::from(*random.pick(b"jqxzvwk"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::invented_tools;

    /// Pins the queries: figures for other queries do not compare with earlier ones.
    const FIRST: &str = "caxnool, foo, nunvea cuxfan, prastil, barkor_recognise, zetsu, fa, of samea, metgic, vzqqxqx";

    #[test]
    fn the_same_catalog_gives_the_same_queries() {
        let categories = ["data-science", "machine-learning", "web-development"].map(str::to_owned);
        let catalog = json!({"tools": invented_tools(&categories, 1_000)}).to_string();
        let once = queries(&catalog, 200).expect("JSON");
        assert_eq!(once[..20], queries(&catalog, 20).expect("JSON"), "a shorter list is the beginning of a longer one");
        let first: Vec<&str> = once[..10].iter().filter_map(|query| query["text"].as_str()).collect();
        assert_eq!(first.join(", "), FIRST);
        assert_eq!(queries(r#"{"tools": []}"#, 10).expect("JSON"), [Value::Null; 0], "no tools, no queries");
    }
}
