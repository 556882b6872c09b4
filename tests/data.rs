//! The shipped catalog. Each failure names the entry, the field, what is wrong and what is expected.

#![expect(clippy::panic, reason = "in tests a panic is the way to fail")]

use std::collections::HashSet;

use python_atlas::domain::catalog::{Catalog, Category, CategoryKind, Tool};
use serde_json::Value;

const FILE: &str = include_str!("../assets/catalog.json");

fn catalog() -> Catalog {
    Catalog::parse(FILE).unwrap_or_else(|error| panic!("assets/catalog.json: {error}"))
}

/// Collects what is wrong and fails once, with all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn check(&mut self, good: bool, entry: &str, field: &str, fault: impl FnOnce() -> String) {
        if !good {
            self.0.push(format!("assets/catalog.json: {entry}, field \"{field}\": {}", fault()));
        }
    }

    fn finish(self) {
        assert!(self.0.is_empty(), "\n{}", self.0.join("\n"));
    }
}

/// Every text of an entry with the name of its field.
fn tool_texts(tool: &Tool) -> Vec<(&'static str, &str)> {
    let mut texts = vec![("name", tool.name.as_str()), ("summary", &tool.summary)];
    texts.extend(tool.places.iter().map(|place| ("places.role", place.role.as_str())));
    let lists = [("imports", &tool.imports), ("aliases", &tool.aliases)];
    texts.extend(lists.iter().flat_map(|(field, list)| list.iter().map(|text| (*field, text.as_str()))));
    let options = [
        ("package", &tool.package),
        ("choose_when", &tool.choose_when),
        ("avoid_when", &tool.avoid_when),
        ("example", &tool.example),
    ];
    texts.extend(options.iter().filter_map(|(field, text)| Some((*field, text.as_deref()?))));
    texts
}

fn category_texts(category: &Category) -> Vec<(&'static str, &str)> {
    let mut texts = vec![("name", category.name.as_str()), ("summary", &category.summary)];
    let lists = [("guide", &category.guide), ("uses", &category.uses)];
    texts.extend(lists.iter().flat_map(|(field, list)| list.iter().map(|text| (*field, text.as_str()))));
    texts.extend(category.start_with.iter().map(|start| ("start_with.why", start.why.as_str())));
    texts.extend(category.standard_library.iter().map(|text| ("standard_library", text.as_str())));
    for mention in &category.mentions {
        texts.extend([("mentions.name", mention.name.as_str()), ("mentions.how", &mention.how)]);
    }
    for stack in &category.stacks {
        texts.extend([("stacks.name", stack.name.as_str()), ("stacks.for", &stack.purpose)]);
    }
    texts
}

/// Every entry with its texts.
fn all_texts(catalog: &Catalog) -> Vec<(String, Vec<(&'static str, &str)>)> {
    let tools = catalog.tools.iter().map(|tool| (format!("tool \"{}\"", tool.id.as_str()), tool_texts(tool)));
    let category = |c: &'_ Category| format!("category \"{}\"", c.id.as_str());
    tools.chain(catalog.categories.iter().map(|c| (category(c), category_texts(c)))).collect()
}

/// The reader takes the file apart by hand; here serde writes what it read, and nothing may be missing or different.
#[test]
fn nothing_is_lost_in_reading() {
    let mut file: Value = serde_json::from_str(FILE).expect("JSON");
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
    let whole = [&whole[..], &["mentions.how", "stacks.for"]].concat();
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

#[test]
fn links_are_https_and_lead_to_the_projects() {
    // Package indexes are for installers. Spelt apart, so that no such host stands in a file.
    let indexes = [["pypi", "org"], ["crates", "io"], ["npmjs", "com"], ["conda", "org"]].map(|parts| parts.join("."));
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
    }
    for category in &catalog.categories {
        for mention in &category.mentions {
            check(format!("category \"{}\"", category.id.as_str()), "mentions.link", mention.link.as_str());
        }
    }
    faults.finish();
}

#[test]
fn names_are_unique() {
    let catalog = catalog();
    let mut seen = HashSet::new();
    for tool in &catalog.tools {
        assert!(seen.insert(tool.name.to_lowercase()), "assets/catalog.json: two tools are named {:?}", tool.name);
    }
    let mut seen = HashSet::new();
    for category in &catalog.categories {
        assert!(seen.insert(&category.name), "assets/catalog.json: two categories are named {:?}", category.name);
    }
}

/// The areas and tool lists of the source guide, with the tools it names in each.
#[test]
fn the_guide_is_covered() {
    let areas = [
        ("Data Science", "NumPy, pandas, Matplotlib, Anaconda, ActivePython (ActiveState)"),
        ("Machine Learning", "scikit-learn, TensorFlow, NLTK"),
        ("Web Development", "Django, Pyramid, Flask, WSGI"),
        ("Image Processing", "OpenCV"),
        ("Game Development", "Pygame"),
        ("Embedded Systems & IoT", "Raspberry Pi, Arduino, MicroPython, PyBoard"),
        ("Android Apps", "Kivy"),
        ("Automated Jobs", "cron"),
        ("Embedded Scripting", ""),
        ("Rapid Development & Alternative Implementations", "CPython, Jython, IronPython"),
    ];
    let lists = [
        ("Web Development tools", "Django, Pyramid, Bottle, Tornado, Flask, web2py"),
        ("GUI Development", "Tkinter, PyGObject, PyQt, PySide, Kivy, wxPython"),
        ("Scientific & Numeric", "SciPy, pandas, IPython"),
        ("Software Development", "Buildbot, Trac, Roundup"),
        ("System Administration", "Ansible, Salt, OpenStack"),
    ];
    let mut faults = Faults::default();
    let catalog = catalog();
    assert_eq!(catalog.categories.len(), areas.len() + lists.len());
    let kinds = areas.map(|row| (CategoryKind::Area, row)).into_iter();
    for (kind, (name, tools)) in kinds.chain(lists.map(|row| (CategoryKind::ToolList, row))) {
        let category = catalog.categories.iter().find(|category| category.name == name);
        let Some(category) = category else { panic!("assets/catalog.json: there is no category {name:?}") };
        assert_eq!(category.kind, kind, "assets/catalog.json: category {name:?}, field \"kind\"");
        for tool in tools.split(", ").filter(|tool| !tool.is_empty()) {
            let found = catalog.tools.iter().find(|entry| entry.name == tool);
            let Some(found) = found else { panic!("assets/catalog.json: there is no tool {tool:?}") };
            let entry = format!("tool {tool:?}");
            let here = found.place_in(&category.id).is_some();
            faults.check(here, &entry, "places", || format!("expected a place in {name:?}, as in the guide"));
            faults.check(found.in_guide, &entry, "in_guide", || "expected true: the guide names it".to_owned());
        }
    }
    let named = catalog.tools.iter().filter(|tool| tool.in_guide).count();
    assert_eq!(named, 39, "assets/catalog.json: tools with \"in_guide\"; the guide names 33 with a link and 6 without");
    faults.finish();
}

#[test]
fn every_product_the_guide_names_is_mentioned() {
    let expected = [
        ("web-development", "Apache HTTP Server, Nginx, IIS, Google App Engine, Dropbox"),
        ("image-processing", "C++"),
        ("android-apps", "Android SDK, Java"),
        ("embedded-scripting", "Maya, PaintShop Pro, VBA, Excel, PowerPoint"),
        ("rapid-development", "Swing, JVM, .NET, C#"),
    ];
    for (id, names) in expected {
        let catalog = catalog();
        let category = catalog.categories.iter().find(|category| category.id.as_str() == id).expect("the category");
        for name in names.split(", ") {
            let mentioned = category.mentions.iter().any(|mention| mention.name == name);
            assert!(mentioned, "assets/catalog.json: category {id:?}, field \"mentions\": expected {name:?}");
        }
    }
}

#[test]
fn every_category_can_be_used() {
    let mut faults = Faults::default();
    let catalog = catalog();
    for category in &catalog.categories {
        let entry = format!("category \"{}\"", category.id.as_str());
        let members = catalog.tools.iter().filter(|tool| tool.place_in(&category.id).is_some()).count();
        faults.check((6..=12).contains(&members), &entry, "tools", || format!("{members} tools; expected 6 to 12"));
        let paragraphs = category.guide.len();
        faults.check((2..=4).contains(&paragraphs), &entry, "guide", || {
            format!("{paragraphs} paragraphs; expected 2 to 4")
        });
        faults.check(category.uses.len() >= 6, &entry, "uses", || "expected at least 6 tasks".to_owned());
        faults.check(category.start_with.is_some(), &entry, "start_with", || "expected a tool and why".to_owned());
        faults.check(category.standard_library.is_some(), &entry, "standard_library", || "expected a text".to_owned());
        faults.check((2..=3).contains(&category.stacks.len()), &entry, "stacks", || "expected 2 or 3".to_owned());
        faults.check(!category.related.is_empty(), &entry, "related", || "expected at least one".to_owned());
    }
    faults.finish();
}

#[test]
fn every_tool_has_advice() {
    let mut faults = Faults::default();
    for tool in &catalog().tools {
        let entry = format!("tool \"{}\"", tool.id.as_str());
        for (field, text) in [("choose_when", &tool.choose_when), ("avoid_when", &tool.avoid_when)] {
            let length = text.as_ref().map_or(0, |text| text.chars().count());
            faults.check((50..=220).contains(&length), &entry, field, || {
                format!("{length} characters; expected 50 to 220")
            });
        }
        let lines = tool.example.as_ref().map_or(1, |example| example.lines().count());
        faults.check(lines <= 5, &entry, "example", || format!("{lines} lines; expected at most 5"));
        faults.check(!tool.alternatives.is_empty(), &entry, "alternatives", || "expected at least one".to_owned());
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
        "world-class",
        "state-of-the-art",
        "revolutionary",
        "amazing",
        "excellent",
        "most popular",
        "de facto",
        "abandoned",
    ];
    let mut faults = Faults::default();
    let catalog = catalog();
    let tools = catalog.tools.iter().map(|tool| (format!("tool \"{}\"", tool.id.as_str()), tool_texts(tool)));
    let categories = catalog.categories.iter().map(|c| (format!("category \"{}\"", c.id.as_str()), category_texts(c)));
    for (entry, texts) in tools.chain(categories) {
        for (field, text) in texts.into_iter().filter(|(field, _)| *field != "example") {
            let padded = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
            for word in praise {
                let found = padded.contains(&format!(" {word} "));
                faults.check(!found, &entry, field, || format!("\"{word}\" is praise or blame; expected a fact"));
            }
        }
    }
    faults.finish();
}
