//! Tests of the texts and links of the catalog.

use serde_json::Value;

use super::*;

/// The reader names every field by hand. Serde writes what it read, and nothing may be missing or different.
#[test]
fn nothing_is_lost_in_reading() {
    let mut file: Value = serde_json::from_str(CATALOG).expect("JSON");
    for key in ["$schema", "version"] {
        file.as_object_mut().expect("an object").remove(key);
    }
    assert_eq!(serde_json::to_value(catalog()).expect("serialises"), file);
}

#[test]
fn no_text_is_empty_or_untidy() {
    let mut faults = Faults::default();
    let catalog = catalog();
    let tools = catalog.tools.iter().map(|tool| (format!("tool \"{}\"", tool.id.as_str()), tool_texts(tool)));
    let categories = catalog.categories.iter().map(|c| (format!("category \"{}\"", c.id.as_str()), category_texts(c)));
    for (entry, texts) in tools.chain(categories) {
        for (field, text) in texts {
            faults.check(!text.trim().is_empty(), &entry, field, || "the text is empty".to_owned());
            faults.check(text == text.trim(), &entry, field, || format!("spaces around {text:?}; expected none"));
            faults.check(!text.contains("  ") || field == "example", &entry, field, || {
                format!("double space in {text:?}")
            });
        }
    }
    faults.finish();
}

/// Summaries, roles and advice are sentences.
#[test]
fn sentences_end() {
    let whole = ["summary", "places.role", "choose_when", "avoid_when", "guide", "start_with.why", "standard_library"];
    let whole = [&whole[..], &["mentions.how", "stacks.for", "beware"]].concat();
    let mut faults = Faults::default();
    let catalog = catalog();
    for (entry, texts) in all_texts(&catalog) {
        for (field, text) in texts.into_iter().filter(|(field, _)| whole.contains(field)) {
            faults
                .check(text.ends_with(['.', '?']), &entry, field, || format!("{text:?} does not end with a full stop"));
        }
    }
    faults.finish();
}

/// The hosts of package indexes, which are for installers. They are spelt with spaces because no file may name such a
/// host.
fn package_indexes() -> [String; 6] {
    let names = ["pypi org", "crates io", "npmjs com", "conda org", "anaconda org", "conda-forge org"];
    names.map(|name| name.replace(' ', "."))
}

/// An address in a text is a link that no test checks, and a package index is not the project's own page.
#[test]
fn texts_name_no_package_index() {
    let mut faults = Faults::default();
    for (entry, texts) in all_texts(&catalog()) {
        for (field, text) in texts {
            let found = package_indexes().into_iter().find(|index| text.to_lowercase().contains(index));
            faults.check(found.is_none(), &entry, field, || {
                format!("{text:?} names the package index {}; expected none", found.unwrap_or_default())
            });
        }
    }
    faults.finish();
}

#[test]
fn links_are_https_and_lead_to_the_projects() {
    let indexes = package_indexes();
    let mut faults = Faults::default();
    let catalog = catalog();
    let mut check = |entry: String, field: &str, link: &str| {
        faults.check(link.starts_with("https://"), &entry, field, || format!("{link} is not https"));
        let host = link.trim_start_matches("https://").split('/').next().unwrap_or_default();
        let index = indexes.iter().any(|index| host == index || host.ends_with(&format!(".{index}")));
        faults.check(!index, &entry, field, || format!("{link} is a package index; expected the project's own page"));
    };
    for tool in &catalog.tools {
        let entry = || format!("tool \"{}\"", tool.id.as_str());
        check(entry(), "links.home", tool.links.home.as_str());
        for (field, link) in [("links.docs", &tool.links.docs), ("links.source", &tool.links.source)] {
            if let Some(link) = link {
                check(entry(), field, link.as_str());
            }
        }
        for requirement in &tool.requires {
            check(entry(), "requires.source", requirement.source.as_str());
        }
        if let Some(claims) = &tool.claims {
            let runs = claims.runs.iter().chain(&claims.makes).map(|claim| &claim.source);
            let others = claims.licence.iter().map(|claim| &claim.source);
            for source in runs.chain(others).chain(claims.status.iter().map(|claim| &claim.source)) {
                check(entry(), "claims.source", source.as_str());
            }
        }
    }
    for category in &catalog.categories {
        for mention in &category.mentions {
            check(format!("category \"{}\"", category.id.as_str()), "mentions.link", mention.link.as_str());
        }
    }
    faults.finish();
}

/// Praise ages badly and helps nobody choose.
#[test]
fn nothing_is_praised() {
    let praise = [
        "best",
        "fastest",
        "easiest",
        "simplest",
        "leading",
        "ultimate",
        "perfect",
        "powerful",
        "blazing",
        "world class",
        "state of the art",
        "revolutionary",
        "amazing",
        "excellent",
        "most popular",
        "most used",
        "most widely used",
        "cutting edge",
        "de facto",
        "abandoned",
    ];
    let mut faults = Faults::default();
    let catalog = catalog();
    let tools = catalog.tools.iter().map(|tool| (format!("tool \"{}\"", tool.id.as_str()), tool_texts(tool)));
    let categories = catalog.categories.iter().map(|c| (format!("category \"{}\"", c.id.as_str()), category_texts(c)));
    for (entry, texts) in tools.chain(categories) {
        for (field, text) in texts.into_iter().filter(|(field, _)| *field != "example") {
            // Hyphens separate words too: "best-known" is praise like "best".
            let padded = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
            for word in praise {
                let found = padded.contains(&format!(" {word} "));
                faults.check(!found, &entry, field, || format!("\"{word}\" is praise or blame; expected a fact"));
            }
        }
    }
    faults.finish();
}
