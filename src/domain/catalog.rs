//! The catalog people write: its types, and the one way in, [`Catalog::parse`].
//!
//! Text becomes checked types here, once; the rest of the code relies on it: ids are unique, every place, alternative
//! and starting point names an entry that exists, every link is http(s). A broken file is refused as a whole with one
//! message that names the entry and the field.
//!
//! The types also write themselves with serde: a test reads the shipped file and writes it again, so that the reader
//! cannot lose a field.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::fields::{ANY, Fields, Reader};
use super::order::Numbers;

/// The catalog format this code reads; a file that says otherwise is refused.
pub const FORMAT_VERSION: u64 = 1;

/// Why a catalog was refused. The message names the entry and the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// The text is not JSON, or ends too early.
    #[error("The catalog is not complete JSON: {problem} (line {line}, column {column}).")]
    NotJson {
        /// What the parser expected.
        problem: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1; 0 at the end of a line.
        column: usize,
    },
    /// The file is of a format this build does not read.
    #[error(
        "The catalog has format version {found}, but this app reads version {FORMAT_VERSION}. Reload to get a matching app."
    )]
    Version {
        /// The version the file states, as written there.
        found: String,
    },
    /// One entry breaks a rule.
    #[error("The catalog has a mistake in {entry}, field \"{field}\": {problem}.")]
    Entry {
        /// The entry, such as `tool "numpy"`.
        entry: String,
        /// Dotted path inside the entry, such as `links.home`.
        field: String,
        /// What is wrong and what is expected.
        problem: String,
    },
}

fn check_link(text: &str) -> Result<(), String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !text.contains(char::is_whitespace) => Ok(()),
        _ => Err(format!("\"{text}\" is not an http(s) link")),
    }
}

/// Ids are lower-case letters, digits and single hyphens between them, at most 60 characters.
fn check_id(text: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let ok = text.len() <= 60 && text.split('-').all(|part| !part.is_empty() && part.chars().all(plain));
    if ok { Ok(()) } else { Err(format!("\"{text}\" is not an id (lower-case letters, digits and hyphens)")) }
}

/// A checked http(s) address, safe to put into `href`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link(
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^https?://\S+$")))]
    String,
);

/// The opaque id of a tool, such as `scikit-learn`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToolId(
    #[cfg_attr(feature = "schema", schemars(length(max = 60), regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")))] String,
);

/// The opaque id of a category, such as `data-science`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CategoryId(
    #[cfg_attr(feature = "schema", schemars(length(max = 60), regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")))] String,
);

impl Link {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ToolId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks an id that comes from outside the catalog; `None` if it cannot be one.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        check_id(text).is_ok().then(|| Self(text.to_owned()))
    }
}

impl CategoryId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ToolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CategoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a category is an application area or a list of tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CategoryKind {
    /// What people do with Python, such as Data Science.
    Area,
    /// The tools for one type of application, such as GUI Development.
    ToolList,
}

/// What sort of thing a tool is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ToolKind {
    /// Code a program imports.
    Library,
    /// Code that calls yours.
    Framework,
    /// A program people run.
    Application,
    /// Something that runs in the background or elsewhere.
    Service,
    /// Python and packages, bundled.
    Distribution,
    /// Another implementation of the Python language.
    Implementation,
    /// A board or computer.
    Hardware,
    /// A specification.
    Standard,
    /// A module that comes with Python.
    Stdlib,
}

impl ToolKind {
    /// Every kind with its id in files and URLs, its name for one and its name for several, in display order.
    pub const ALL: [(Self, &'static str, &'static str, &'static str); 9] = [
        (Self::Library, "library", "Library", "Libraries"),
        (Self::Framework, "framework", "Framework", "Frameworks"),
        (Self::Application, "application", "Application", "Applications"),
        (Self::Service, "service", "Service", "Services"),
        (Self::Distribution, "distribution", "Distribution", "Distributions"),
        (Self::Implementation, "implementation", "Implementation", "Implementations"),
        (Self::Hardware, "hardware", "Hardware", "Hardware"),
        (Self::Standard, "standard", "Standard", "Standards"),
        (Self::Stdlib, "stdlib", "Standard library", "Standard library"),
    ];

    /// The kind with this id, if there is one.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|row| row.1 == id).map(|row| row.0)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        Self::ALL.iter().find(|row| row.0 == self).unwrap_or(&Self::ALL[0])
    }

    /// The id in files and URLs.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().1
    }

    /// The name of one of the kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().2
    }
}

/// Where a tool can be read about. All are the project's own pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// The project's site.
    pub home: Link,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<Link>,
    /// Its source repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Link>,
}

/// A tool's membership in one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The category.
    pub category: CategoryId,
    /// What the tool does there.
    pub role: String,
}

/// Anything a category offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Unique among tools.
    pub id: ToolId,
    /// The name as the project writes it.
    pub name: String,
    /// What sort of thing it is.
    pub kind: ToolKind,
    /// What it is, in one sentence.
    pub summary: String,
    /// The name to install it by, if it is a package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// The names to import it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<String>,
    /// Other spellings people type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Where to read about it.
    pub links: Links,
    /// Its categories; at least one, each at most once.
    pub places: Vec<Place>,
    /// The tasks and constraints it suits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose_when: Option<String>,
    /// The trade-offs that speak against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avoid_when: Option<String>,
    /// A few lines that show its taste.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// Other tools for the same job.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<ToolId>,
    /// The tool that takes its place, where the project is superseded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<ToolId>,
    /// Whether the source guide names it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_guide: bool,
}

impl Tool {
    /// The tool's place in `category`, if it has one.
    #[must_use]
    pub fn place_in(&self, category: &CategoryId) -> Option<&Place> {
        self.places.iter().find(|place| place.category == *category)
    }
}

/// A product that works with Python or uses it, but is no Python tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// The product's name.
    pub name: String,
    /// Other spellings people type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it has to do with Python in this category.
    pub how: String,
    /// The product's own page.
    pub link: Link,
}

/// The tool to begin with, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// A tool with a place in the category.
    pub tool: ToolId,
    /// One sentence.
    pub why: String,
}

/// Tools that work together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stack {
    /// A short name.
    pub name: String,
    /// What for.
    #[serde(rename = "for")]
    pub purpose: String,
    /// The tools, in reading order.
    pub tools: Vec<ToolId>,
}

/// An application area or a tool list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Unique among categories.
    pub id: CategoryId,
    /// Area or tool list.
    pub kind: CategoryKind,
    /// Unique among categories.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// Short paragraphs: what people do here, how to start, how the tools relate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guide: Vec<String>,
    /// Concrete tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<String>,
    /// Where to begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_with: Option<Start>,
    /// What the standard library already does, and when to outgrow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_library: Option<String>,
    /// Products that work with Python here, or use it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Named sets of tools that work together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stacks: Vec<Stack>,
    /// Categories close by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<CategoryId>,
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The day the content was last edited, `YYYY-MM-DD`.
    pub edition: String,
    /// In display order.
    pub categories: Vec<Category>,
    /// In editorial order.
    pub tools: Vec<Tool>,
}

impl Catalog {
    /// Reads and checks a catalog.
    ///
    /// # Errors
    /// [`CatalogError`]: not JSON, another format version, or the first entry that breaks a rule.
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        let json: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
        let version = json.get("version").unwrap_or(&Value::Null);
        if json.is_object() && version.as_u64() != Some(FORMAT_VERSION) {
            // Not `Value`'s own text: the tables for printing any number took 3.1 kB of brotli.
            let found = version.as_u64().map_or_else(|| "unknown".to_owned(), |version| version.to_string());
            return Err(CatalogError::Version { found });
        }
        let reader = Reader::default();
        let file = Fields::new(&reader, "the file itself".to_owned(), &json);
        file.only(&["$schema", "version", "edition", "categories", "tools"]);
        let categories = file.list("categories").iter().enumerate();
        let tools = file.list("tools").iter().enumerate();
        let catalog = Self {
            edition: file.text("edition", ANY),
            categories: categories
                .map(|(n, value)| Category::read(&Fields::of_entry(&reader, "category", n, value)))
                .collect(),
            tools: tools.map(|(n, value)| Tool::read(&Fields::of_entry(&reader, "tool", n, value))).collect(),
        };
        reader.finish()?;
        catalog.check()?;
        Ok(catalog)
    }

    /// The rules between entries, which no single field can hold.
    fn check(&self) -> Result<(), CatalogError> {
        let mut categories = Numbers::default();
        for (index, category) in self.categories.iter().enumerate() {
            let at = || format!("category \"{}\"", category.id);
            if categories.insert(category.id.to_string(), index).is_some() {
                return Err(wrong(at(), "id", "the id is used twice".to_owned()));
            }
        }
        let mut tools = Numbers::default();
        for (index, tool) in self.tools.iter().enumerate() {
            if tools.insert(tool.id.to_string(), index).is_some() {
                return Err(wrong(tool_entry(tool), "id", "the id is used twice".to_owned()));
            }
        }
        for tool in &self.tools {
            let at = || tool_entry(tool);
            if tool.places.is_empty() {
                return Err(wrong(at(), "places", "at least one place is needed".to_owned()));
            }
            for (index, place) in tool.places.iter().enumerate() {
                let field = format!("places[{index}].category");
                if !categories.contains_key(place.category.as_str()) {
                    return Err(wrong(at(), field, format!("there is no category \"{}\"", place.category)));
                }
                if tool.places[..index].iter().any(|other| other.category == place.category) {
                    return Err(wrong(at(), field, format!("\"{}\" is listed twice", place.category)));
                }
            }
            let others = tool.alternatives.iter().map(|id| ("alternatives", id));
            for (field, id) in others.chain(tool.replaced_by.iter().map(|id| ("replaced_by", id))) {
                if *id == tool.id || !tools.contains_key(id.as_str()) {
                    return Err(wrong(at(), field, format!("there is no other tool \"{id}\"")));
                }
            }
        }
        for category in &self.categories {
            let at = || format!("category \"{}\"", category.id);
            if let Some(start) = &category.start_with {
                let here = tools
                    .get(start.tool.as_str())
                    .is_some_and(|&tool| self.tools[tool].place_in(&category.id).is_some());
                if !here {
                    let problem = format!("\"{}\" is no tool with a place here", start.tool);
                    return Err(wrong(at(), "start_with.tool", problem));
                }
            }
            for id in category.stacks.iter().flat_map(|stack| &stack.tools) {
                if !tools.contains_key(id.as_str()) {
                    return Err(wrong(at(), "stacks", format!("there is no tool \"{id}\"")));
                }
            }
            for id in &category.related {
                if *id == category.id || !categories.contains_key(id.as_str()) {
                    return Err(wrong(at(), "related", format!("there is no other category \"{id}\"")));
                }
            }
        }
        Ok(())
    }
}

fn tool_entry(tool: &Tool) -> String {
    format!("tool \"{}\"", tool.id)
}

fn wrong(entry: String, field: impl Into<String>, problem: String) -> CatalogError {
    CatalogError::Entry { entry, field: field.into(), problem }
}

fn not_json(error: &serde_json::Error) -> CatalogError {
    let text = error.to_string();
    // The message ends with the position, which is told apart here.
    let problem = text.split(" at line ").next().unwrap_or_default().to_owned();
    CatalogError::NotJson { problem, line: error.line(), column: error.column() }
}

fn tool_ids(fields: &Fields, field: &str) -> Vec<ToolId> {
    fields.texts(field, check_id).into_iter().map(ToolId).collect()
}

impl Tool {
    fn read(fields: &Fields) -> Self {
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
