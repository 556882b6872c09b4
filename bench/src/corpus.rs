//! Catalogs of any size in the app's format: the shipped categories with invented tools, whose texts are about as long
//! as those of a Linux distribution's package list. A size gives the same tools on every machine.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::random::Random;
use crate::vocabulary::{Vocabulary, invented};

const SEED: u64 = 20_261_123;

/// The kinds of tools with their shares, in percent.
const KINDS: [(&str, usize); 9] = [
    ("library", 52),
    ("application", 20),
    ("framework", 9),
    ("service", 6),
    ("stdlib", 4),
    ("standard", 3),
    ("distribution", 2),
    ("implementation", 2),
    ("hardware", 2),
];

/// The fields of a category that refer to shipped tools, which a generated catalog does not have.
const REFERS_TO_TOOLS: [&str; 2] = ["start_with", "stacks"];

/// A catalog of `tools` invented tools in the categories of the `shipped` one.
///
/// # Errors
/// If `shipped` is not JSON.
pub fn catalog(shipped: &str, tools: usize) -> Result<String, serde_json::Error> {
    let shipped: Value = serde_json::from_str(shipped)?;
    let mut categories = shipped["categories"].as_array().cloned().unwrap_or_default();
    for category in categories.iter_mut().filter_map(Value::as_object_mut) {
        category.retain(|field, _| !REFERS_TO_TOOLS.contains(&field.as_str()));
        // The words of tasks are searched; their tools are not there.
        for task in category.get_mut("tasks").and_then(Value::as_array_mut).into_iter().flatten() {
            task["tools"] = json!([]);
        }
    }
    let ids: Vec<String> = categories.iter().filter_map(|category| Some(category["id"].as_str()?.to_owned())).collect();
    let catalog = json!({
        "categories": categories,
        "edition": shipped["edition"],
        "tools": invented_tools(&ids, tools),
        "version": shipped["version"],
    });
    serde_json::to_string(&catalog)
}

/// `count` tools with places in these categories. A shorter list is the beginning of a longer one.
pub(crate) fn invented_tools(categories: &[String], count: usize) -> Vec<Value> {
    let vocabulary = Vocabulary::new();
    let mut random = Random::new(SEED);
    let mut taken = HashSet::new();
    let mut tools = Vec::with_capacity(count);
    while tools.len() < count {
        let name = name(&vocabulary, &mut random);
        let id = name.to_lowercase().replace(' ', "-");
        if taken.insert(id.replace('-', "")) {
            tools.push(tool(&name, &id, &vocabulary, categories, &mut random));
        }
    }
    tools
}

/// One to three words. The first one is often invented, so most names differ in it.
fn name(vocabulary: &Vocabulary, random: &mut Random) -> String {
    let mut words = vec![match random.share(&[3, 1]) {
        0 => invented(random),
        _ => vocabulary.word(random).to_owned(),
    }];
    for _ in 0..random.share(&[40, 42, 18]) {
        words.push(vocabulary.word(random).to_owned());
    }
    if random.share(&[1, 1]) == 0 {
        words = words.iter().map(|word| capitalised(word)).collect();
    }
    words.join(" ")
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_ascii_uppercase() + rest
}

fn sentence(vocabulary: &Vocabulary, random: &mut Random, least: usize, more: usize) -> String {
    capitalised(&vocabulary.phrase(random, least, more)) + "."
}

/// A tool with its fields in alphabetical order: the text is then the same whether or not `serde_json` sorts them.
fn tool(name: &str, id: &str, vocabulary: &Vocabulary, categories: &[String], random: &mut Random) -> Value {
    let mut chosen: Vec<&String> = Vec::new();
    for _ in 0..=random.share(&[60, 30, 10]) {
        let category = random.pick(categories);
        if !chosen.contains(&category) {
            chosen.push(category);
        }
    }
    let aliased = name.contains(' ') && random.share(&[1, 7]) == 0;
    let packaged = random.share(&[4, 1]) == 0;
    let imported = packaged && random.share(&[3, 2]) == 0;
    let mut tool = json!({
        "aliases": aliased.then(|| [name.to_lowercase().replace(' ', "")]),
        "id": id,
        "imports": imported.then(|| [id.replace('-', "_")]),
        "kind": KINDS[random.share(&KINDS.map(|(_, share)| share))].0,
        "links": {"home": format!("https://example.org/{id}")},
        "name": name,
        "package": packaged.then_some(id),
        "places": chosen
            .iter()
            .map(|category| json!({"category": category, "role": sentence(vocabulary, random, 3, 5)}))
            .collect::<Vec<_>>(),
        "summary": sentence(vocabulary, random, 4, 7),
    });
    if let Some(fields) = tool.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    tool
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas_core::atlas::Atlas;

    const SHIPPED: &str = include_str!("../../assets/catalog.json");

    const SOME: usize = 10_000;
    const HASH: u64 = 15_808_617_327_164_945;

    /// Figures of two machines, or of two versions of the app, compare only for the same entries.
    #[test]
    fn everyone_gets_the_same_tools() {
        let categories = ["data-science", "machine-learning", "web-development"].map(str::to_owned);
        let tools = Value::from(invented_tools(&categories, 1_000)).to_string();
        // FNV-1a (Fowler, Noll and Vo).
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = tools.bytes().fold(0xcbf2_9ce4_8422_2325, step);
        assert_eq!(hash, HASH, "the first 300 characters are {}", &tools[..300]);
    }

    #[test]
    fn the_app_reads_a_generated_catalog() {
        let atlas = Atlas::parse(&catalog(SHIPPED, SOME).expect("shipped is JSON")).expect("a sound catalog");
        let shipped = Atlas::parse(SHIPPED).expect("sound");
        assert_eq!(atlas.tools().len(), SOME);
        let ids = |atlas: &Atlas| atlas.categories().iter().map(|category| category.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&atlas), ids(&shipped));
    }
}
