//! Tests of the shipped catalog. Each failure names the entry, the field, what is wrong and what is expected.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use atlas_core::catalog::{Alternative, Catalog, Category, CategoryKind, Place, Tool, ToolId, ToolKind};

mod claims;
mod deciding;
mod entries;
mod finder;
#[path = "../shipped/mod.rs"]
mod shipped;
mod tasks;
mod texts;

use shipped::{CATALOG, catalog};

/// Collects the faults, to fail once with all of them.
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

/// Every text of a tool with the name of its field.
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
        ("example", &tool.shell),
        ("beware", &tool.beware),
        ("install_note", &tool.install_note),
    ];
    texts.extend(
        tool.places
            .iter()
            .filter_map(|place| Some(("example", place.code.as_ref().or(place.shell.as_ref())?.as_str()))),
    );
    texts.extend(tool.alternatives.iter().map(|other| ("alternatives.when", other.when.as_str())));
    texts.extend(tool.requires.iter().map(|requirement| ("requires.what", requirement.what.as_str())));
    texts.extend(options.iter().filter_map(|(field, text)| Some((*field, text.as_deref()?))));
    texts
}

/// Every text of a category with the name of its field.
fn category_texts(category: &Category) -> Vec<(&'static str, &str)> {
    let mut texts = vec![("name", category.name.as_str()), ("summary", &category.summary)];
    texts.extend(category.guide.iter().map(|text| ("guide", text.as_str())));
    for task in &category.tasks {
        texts.extend(task.wordings().map(|text| ("tasks.name", text.as_str())));
        texts.extend(task.note.iter().map(|text| ("tasks.note", text.as_str())));
    }
    texts.extend(category.start_with.iter().map(|start| ("start_with.why", start.why.as_str())));
    texts.extend(category.exercise.iter().map(|text| ("exercise", text.as_str())));
    texts.extend(category.standard_library.iter().map(|text| ("standard_library", text.as_str())));
    for mention in &category.mentions {
        texts.extend([("mentions.name", mention.name.as_str()), ("mentions.how", &mention.how)]);
    }
    for stack in &category.stacks {
        texts.extend([("stacks.name", stack.name.as_str()), ("stacks.for", &stack.purpose)]);
    }
    texts
}

/// The texts of every entry.
fn all_texts(catalog: &Catalog) -> Vec<(String, Vec<(&'static str, &str)>)> {
    let tools = catalog.tools.iter().map(|tool| (format!("tool \"{}\"", tool.id.as_str()), tool_texts(tool)));
    let category = |c: &'_ Category| format!("category \"{}\"", c.id.as_str());
    let wishes =
        catalog.wishes.iter().map(|w| (format!("wish \"{}\"", w.id.as_str()), vec![("name", w.name.as_str())]));
    tools.chain(catalog.categories.iter().map(|c| (category(c), category_texts(c)))).chain(wishes).collect()
}
