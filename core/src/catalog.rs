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

mod read;
mod reading;
mod rules;

pub(super) use read::{check_version, not_json};
pub use reading::Reading;

/// The file's name in messages.
const FILE: &str = "catalog.json";

/// The catalog format this code reads; a file that says otherwise is refused.
pub const FORMAT_VERSION: u64 = 1;

/// Why a file was refused. The message names the file, the entry and the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// The text is not JSON, or ends too early.
    #[error("{file} is not complete JSON: {problem} (line {line}, column {column}).")]
    NotJson {
        /// The file's name.
        file: &'static str,
        /// What the parser expected.
        problem: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1; 0 at the end of a line.
        column: usize,
    },
    /// The file is of a format this build does not read.
    #[error(
        "{file} has format version {found}, but this app reads version {FORMAT_VERSION}. Reload to get a matching app."
    )]
    Version {
        /// The file's name.
        file: &'static str,
        /// The version the file states, as written there.
        found: String,
    },
    /// One entry breaks a rule.
    #[error("{file} has a mistake in {entry}, field \"{field}\": {problem}.")]
    Entry {
        /// The file's name.
        file: &'static str,
        /// The entry, such as `tool "numpy"`.
        entry: String,
        /// Dotted path inside the entry, such as `links.home`.
        field: String,
        /// What is wrong and what is expected.
        problem: String,
    },
}

/// A checked http(s) address, safe to put into `href`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link(
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^https?://\S+$")))]
    String,
);

/// Ids are lower-case letters, digits and single hyphens between them, at most 60 characters.
fn check_id(text: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let ok = text.len() <= 60 && text.split('-').all(|part| !part.is_empty() && part.chars().all(plain));
    if ok { Ok(()) } else { Err(format!("\"{text}\" is not an id (lower-case letters, digits and hyphens)")) }
}

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
