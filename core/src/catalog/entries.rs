//! Reading the catalog file: from text to the types, with every single field checked.

use serde_json::Value;

use super::reading::Reading;
use super::{
    Catalog, Category, CategoryId, CategoryKind, DataError, FILE, FORMAT_VERSION, Link, Links, Mention, Place, Stack,
    Start, Tool, ToolId, ToolKind, check_id,
};
use crate::json::{ANY, Fields, Reader};

impl Catalog {
    /// Reads and checks a catalog.
    ///
    /// # Errors
    /// [`DataError`]: not JSON, another format version, or the first entry that breaks a rule.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        let mut reading = Reading::new(text.to_owned());
        while reading.step(usize::MAX)? {}
        reading.finish()
    }

    /// What stands around the tools.
    pub(super) fn read(json: &Value) -> Result<Self, DataError> {
        let reader = Reader::new(FILE);
        let file = Fields::new(&reader, "the file itself".to_owned(), json);
        file.only(&["$schema", "version", "edition", "categories", "tools"]);
        let categories = file.list("categories").iter().enumerate();
        // A list that is no list.
        let _checked = file.list("tools");
        let catalog = Self {
            edition: file.text("edition", ANY),
            categories: categories
                .map(|(n, value)| Category::read(&Fields::of_entry(&reader, "category", n, value)))
                .collect(),
            tools: Vec::new(),
        };
        reader.finish()?;
        Ok(catalog)
    }
}

fn check_link(text: &str) -> Result<(), String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !text.contains(char::is_whitespace) => Ok(()),
        _ => Err(format!("\"{text}\" is not an http(s) link")),
    }
}

/// Refuses a file of another format.
pub(crate) fn check_version(file: &'static str, json: &Value) -> Result<(), DataError> {
    let version = json.get("version").and_then(Value::as_u64);
    if !json.is_object() || version == Some(FORMAT_VERSION) {
        return Ok(());
    }
    // Not `Value`'s own text: the tables for printing any number took 3.1 kB of brotli.
    let found = version.map_or_else(|| "unknown".to_owned(), |version| version.to_string());
    Err(DataError::Version { file, found })
}

/// What the parser says of a text that is not JSON, `before` being what stands before that text in the file.
pub(crate) fn not_json(file: &'static str, error: &serde_json::Error, before: &str) -> DataError {
    let text = error.to_string();
    // The message ends with the position, which is told apart here.
    let problem = text.split(" at line ").next().unwrap_or_default().to_owned();
    let (lines, column) = end_of(before);
    let column = if error.line() == 1 { column + error.column() } else { error.column() };
    DataError::NotJson { file, problem, line: lines + error.line(), column }
}

/// How many lines end in a text, and how long its last line is.
pub(super) fn end_of(text: &str) -> (usize, usize) {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    (lines, text.bytes().rev().take_while(|byte| *byte != b'\n').count())
}

fn tool_ids(fields: &Fields, field: &str) -> Vec<ToolId> {
    fields.texts(field, check_id).into_iter().map(ToolId).collect()
}

impl Tool {
    pub(super) fn read(fields: &Fields) -> Self {
        fields.only(&[
            "id",
            "name",
            "kind",
            "summary",
            "package",
            "imports",
            "aliases",
            "links",
            "places",
            "choose_when",
            "avoid_when",
            "example",
            "alternatives",
            "replaced_by",
            "in_guide",
        ]);
        let kind = fields.text("kind", |word| match ToolKind::from_id(word) {
            Some(_) => Ok(()),
            None => Err(format!("\"{word}\" is no kind; there are {}", ToolKind::ALL.map(|row| row.1).join(", "))),
        });
        Self {
            id: ToolId(fields.text("id", check_id)),
            name: fields.text("name", ANY),
            kind: ToolKind::from_id(&kind).unwrap_or(ToolKind::Library),
            summary: fields.text("summary", ANY),
            package: fields.optional("package", ANY),
            imports: fields.texts("imports", ANY),
            aliases: fields.texts("aliases", ANY),
            links: Links::read(&fields.object("links")),
            places: fields.objects("places").iter().map(Place::read).collect(),
            choose_when: fields.optional("choose_when", ANY),
            avoid_when: fields.optional("avoid_when", ANY),
            example: fields.optional("example", ANY),
            alternatives: tool_ids(fields, "alternatives"),
            replaced_by: fields.optional("replaced_by", check_id).map(ToolId),
            in_guide: fields.flag("in_guide"),
        }
    }
}

impl Links {
    fn read(fields: &Fields) -> Self {
        fields.only(&["home", "docs", "source"]);
        Self {
            home: Link(fields.text("home", check_link)),
            docs: fields.optional("docs", check_link).map(Link),
            source: fields.optional("source", check_link).map(Link),
        }
    }
}

impl Place {
    fn read(fields: &Fields) -> Self {
        fields.only(&["category", "role"]);
        Self { category: CategoryId(fields.text("category", check_id)), role: fields.text("role", ANY) }
    }
}

impl Category {
    fn read(fields: &Fields) -> Self {
        fields.only(&[
            "id",
            "kind",
            "name",
            "summary",
            "guide",
            "uses",
            "start_with",
            "standard_library",
            "mentions",
            "stacks",
            "related",
        ]);
        let kind = fields.text("kind", |word| match word {
            "area" | "tool-list" => Ok(()),
            _ => Err(format!("\"{word}\" is no kind; there are area, tool-list")),
        });
        Self {
            id: CategoryId(fields.text("id", check_id)),
            kind: if kind == "area" { CategoryKind::Area } else { CategoryKind::ToolList },
            name: fields.text("name", ANY),
            summary: fields.text("summary", ANY),
            guide: fields.texts("guide", ANY),
            uses: fields.texts("uses", ANY),
            start_with: fields.has("start_with").then(|| Start::read(&fields.object("start_with"))),
            standard_library: fields.optional("standard_library", ANY),
            mentions: fields.objects("mentions").iter().map(Mention::read).collect(),
            stacks: fields.objects("stacks").iter().map(Stack::read).collect(),
            related: fields.texts("related", check_id).into_iter().map(CategoryId).collect(),
        }
    }
}

impl Start {
    fn read(fields: &Fields) -> Self {
        fields.only(&["tool", "why"]);
        Self { tool: ToolId(fields.text("tool", check_id)), why: fields.text("why", ANY) }
    }
}

impl Mention {
    fn read(fields: &Fields) -> Self {
        fields.only(&["name", "aliases", "how", "link"]);
        Self {
            name: fields.text("name", ANY),
            aliases: fields.texts("aliases", ANY),
            how: fields.text("how", ANY),
            link: Link(fields.text("link", check_link)),
        }
    }
}

impl Stack {
    fn read(fields: &Fields) -> Self {
        fields.only(&["name", "for", "tools"]);
        Self { name: fields.text("name", ANY), purpose: fields.text("for", ANY), tools: tool_ids(fields, "tools") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn sample() -> Value {
        json!({
            "version": 1, "edition": "2026-11-23",
            "categories": [{"id": "data-science", "kind": "area", "name": "Data Science", "summary": "Data."}],
            "tools": [
                {"id": "numpy", "name": "NumPy", "kind": "library", "summary": "Arrays.",
                 "links": {"home": "https://numpy.org/"},
                 "places": [{"category": "data-science", "role": "arrays"}]},
                {"id": "pandas", "name": "pandas", "kind": "library", "summary": "Tables.",
                 "links": {"home": "https://pandas.pydata.org/"},
                 "places": [{"category": "data-science", "role": "tables"}]}
            ]
        })
    }

    fn error_after(path: &str, value: Value) -> String {
        let mut sample = sample();
        *sample.pointer_mut(path).expect("the sample has this path") = value;
        Catalog::parse(&sample.to_string()).expect_err("the change breaks a rule").to_string()
    }

    #[test]
    fn a_sound_catalog_is_read() {
        let catalog = Catalog::parse(&sample().to_string()).expect("sound");
        assert_eq!((catalog.categories.len(), catalog.tools.len()), (1, 2));
    }

    /// Every kind of broken file is refused with a message that names the entry, the field and what is wrong.
    #[test]
    fn broken_entries_are_named() {
        let table = [
            ("/tools/1/id", json!("numpy"), r#"tool "numpy", field "id": the id is used twice"#),
            ("/tools/1/id", json!("Pan Das"), r#"tool "Pan Das", field "id": "Pan Das" is not an id"#),
            (
                "/tools/0/places/0/category",
                json!("cooking"),
                r#"field "places[0].category": there is no category "cooking""#,
            ),
            ("/tools/0/places", json!([]), r#"tool "numpy", field "places": at least one"#),
            (
                "/tools/0/links/home",
                json!("javascript:alert(1)"),
                r#"tool "numpy", field "links.home": "javascript:alert(1)" is not an http(s) link"#,
            ),
            ("/tools/0/links/home", json!("ftp://x"), "not an http(s) link"),
            ("/tools/0/links/home", json!("https://"), "not an http(s) link"),
            ("/tools/0/summary", json!(7), r#"tool "numpy", field "summary": expected a text, found a number"#),
            ("/tools/0/kind", json!("gadget"), r#"field "kind": "gadget" is no kind; there are library, framework"#),
            ("/tools/0/links", json!({}), r#"tool "numpy", field "links.home": expected a text, found nothing"#),
            ("/categories/0/kind", json!("zone"), r#"category "data-science", field "kind""#),
            ("/tools", json!(3), r#"the file itself, field "tools": expected a list, found a number"#),
            ("/version", json!(2), "format version 2, but this app reads version 1"),
            ("/version", Value::Null, "format version unknown"),
        ];
        for (path, value, expected) in table {
            let message = error_after(path, value);
            assert!(message.contains(expected), "{path}: {message}");
        }
    }

    #[test]
    fn dangling_references_are_named() {
        let table = [
            (
                "/tools/0",
                "alternatives",
                json!(["polars"]),
                r#"tool "numpy", field "alternatives": there is no other tool "polars""#,
            ),
            ("/tools/0", "alternatives", json!(["numpy"]), r#"there is no other tool "numpy""#),
            ("/tools/0", "replaced_by", json!("polars"), r#"field "replaced_by""#),
            ("/tools/0", "colour", json!("red"), r#"field "colour": there is no such field"#),
            (
                "/categories/0",
                "start_with",
                json!({"tool": "polars", "why": "x"}),
                r#"category "data-science", field "start_with.tool""#,
            ),
            ("/categories/0", "related", json!(["data-science"]), r#"field "related""#),
            ("/categories/0", "stacks", json!([{"name": "a", "for": "b", "tools": ["polars"]}]), r#"field "stacks""#),
        ];
        for (entry, field, value, expected) in table {
            let mut sample = sample();
            sample.pointer_mut(entry).and_then(Value::as_object_mut).expect("an entry").insert(field.to_owned(), value);
            let message = Catalog::parse(&sample.to_string()).expect_err("dangling").to_string();
            assert!(message.contains(expected), "{field}: {message}");
        }
    }

    proptest! {
        /// Whatever happens to a file, reading it ends in a catalog or an error.
        #[test]
        fn a_damaged_catalog_is_an_error_or_a_catalog(at in 0usize..700, byte: u8, cut: bool) {
            let mut bytes = sample().to_string().into_bytes();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            let text = String::from_utf8_lossy(&bytes);
            if let Err(error) = Catalog::parse(&text) {
                prop_assert!(!error.to_string().is_empty());
            } else {
                prop_assert!(!cut);
            }
        }
    }

    #[test]
    fn text_that_is_not_json_is_told_by_position() {
        for text in ["", "<!doctype html>", "{\"version\": 1, \"edition\": \"20", "[]", "\0", "{\"version\": 1}"] {
            assert!(Catalog::parse(text).is_err(), "{text:?}");
        }
        let text = sample().to_string();
        let cut = Catalog::parse(&text[..text.len() / 2]).expect_err("cut short").to_string();
        assert!(cut.contains("not complete JSON") && cut.contains("line 1"), "{cut}");
    }
}
