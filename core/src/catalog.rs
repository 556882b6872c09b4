//! The catalog that people write: its types, and how it is read, by [`Catalog::parse`] or in steps by
//! [`CatalogReader`].
//!
//! Text becomes checked types here, once, and the rest of the code relies on that: ids are unique, every place,
//! alternative and starting point names an entry that exists, every link is http(s). A broken file is rejected as a
//! whole, with all its errors, which name the entry and the field. A team's own catalog is read like the shipped one; its
//! bytes pass [`text_of`](super::json::text_of) before. This module knows nothing of facts, facets or the page.
//!
//! `reader` reads the file, `entries` makes the types from JSON values, `ids` checks ids and addresses, `rules` checks the references between entries.
//!
//! Serde only writes these types: a test reads the shipped file and writes it again, which shows that the reader loses
//! no field. The attributes about reading (`default`, `deny_unknown_fields`) are there for the JSON schema alone
//! (feature `schema`). The schema accepts what the reader accepts; `tests/schema.rs` compares the two.

use serde::Serialize;

use super::closed_set::{ClosedSet, Row, row};

mod claims;
mod entries;
mod ids;
mod reader;
mod rules;
mod sample;
mod wishes;

pub use claims::{Claim, Claims, Requirement, RequirementKind};
use ids::check_id;
pub use ids::{CategoryId, Link, TaskId, ToolId};
pub use reader::CatalogReader;
pub use sample::Sample;
pub use wishes::{Criterion, Wish, WishId, WishRule};

/// The name of the shipped file.
pub const FILE: &str = "catalog.json";

/// A small catalog with the fields that people need most, to begin one of their own with.
#[must_use]
pub fn template() -> &'static str {
    include_str!("catalog/template.json")
}

/// The kinds of categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CategoryKind {
    /// What people do with Python, such as Data Science.
    Area,
    /// The tools for one type of application, such as GUI Development.
    ToolList,
}

impl ClosedSet for CategoryKind {
    const ALL: &'static [Row<Self>] =
        &[row(Self::Area, "area", "Application area"), row(Self::ToolList, "tool-list", "Tool list")];
}

/// The kinds of tools.
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

impl ClosedSet for ToolKind {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Library, "library", "Library"),
        row(Self::Framework, "framework", "Framework"),
        row(Self::Application, "application", "Application"),
        row(Self::Service, "service", "Service"),
        row(Self::Distribution, "distribution", "Distribution"),
        row(Self::Implementation, "implementation", "Implementation"),
        row(Self::Hardware, "hardware", "Hardware"),
        row(Self::Standard, "standard", "Standard"),
        row(Self::Stdlib, "stdlib", "Standard library"),
    ];
}

impl ToolKind {
    /// The plural on the page, such as "Libraries".
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Library => "Libraries",
            Self::Framework => "Frameworks",
            Self::Application => "Applications",
            Self::Service => "Services",
            Self::Distribution => "Distributions",
            Self::Implementation => "Implementations",
            Self::Hardware => "Hardware",
            Self::Standard => "Standards",
            Self::Stdlib => "Standard library",
        }
    }
}

/// Where to read about a tool. All are the project's own pages.
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
    /// How the tool solves the category's exercise: code in Python, or in [`Self::language`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The same as lines for a shell, for a tool that is run from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shell: Option<String>,
    /// The language of the code, if it is not Python.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Another tool for the same job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The other tool.
    pub tool: ToolId,
    /// When to take the other one, as a clause.
    pub when: String,
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
    /// Its kind.
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
    /// The trade-offs that count against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avoid_when: Option<String>,
    /// A few lines of code that show what using it is like: in Python, or in [`Self::language`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The same as lines for a shell, for a tool that is run from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shell: Option<String>,
    /// The language of the example, if it is not Python.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Other tools for the same job, those to look at first at the beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// The tool to use instead, where the project is superseded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<ToolId>,
    /// What editors state of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<Claims>,
    /// What it needs beside its package.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    /// What people install by mistake instead, where the name of its package is not the one they guess.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beware: Option<String>,
    /// What to do where its package does not install from wheels on the newest but one Python on every desktop system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub install_note: Option<String>,
    /// True if the source guide names it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_guide: bool,
    /// The tasks that name it: not in the file, but found when the file has been read.
    #[serde(skip)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub tasks: Vec<Service>,
}

impl Tool {
    /// The tool's place in `category`, if it has one.
    #[must_use]
    pub fn place_in(&self, category: &CategoryId) -> Option<&Place> {
        self.places.iter().find(|place| place.category == *category)
    }
}

/// A product that works with Python or uses it, but is not a Python tool.
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
    /// True if the source guide names it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_guide: bool,
}

/// Something that people want done, with the tools to take for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Unique among the tasks of all categories.
    pub id: TaskId,
    /// A few words, as people say it.
    pub name: String,
    /// Other ways to say it: synonyms, abbreviations, what a beginner would type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Tools with a place in the category, the one to take first at the beginning.
    pub tools: Vec<ToolId>,
    /// What decides between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Task {
    /// Every way to say it.
    pub fn wordings(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.also)
    }
}

/// What a tool is for a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The task.
    pub task: TaskId,
    /// The tool's position among the tools of the task, from 0.
    pub rank: usize,
}

/// The tool to start with, and why.
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
    /// What they are for.
    #[serde(rename = "for")]
    pub purpose: String,
    /// The tools, in the order to read them.
    pub tools: Vec<ToolId>,
}

/// The hue and the icon of a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The hue in degrees of OKLCH: one of the palette in `assets/styles/tokens.css`, which starts at 10 and has steps of
    /// 24, so that neighbouring hues can be told apart.
    pub hue: String,
    /// The outline of the icon, an SVG path on a grid of 24 × 24.
    pub icon: String,
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
    /// How it looks; `None` for the look of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Look>,
    /// Short paragraphs: what people do here, how to start, how the tools relate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guide: Vec<String>,
    /// What people want done, what most want first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// Where to start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_with: Option<Start>,
    /// One small task, in words, that several tools of the category solve in code: see [`Place::code`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise: Option<String>,
    /// What the standard library already does, and when to outgrow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_library: Option<String>,
    /// Products that work with Python here, or use it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Named sets of tools that work together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stacks: Vec<Stack>,
    /// Similar categories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<CategoryId>,
    /// True if it is one of the source guide's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_guide: bool,
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The day the content was last edited, `YYYY-MM-DD`.
    pub edition: String,
    /// What people may want of a tool beside its task, in display order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<Wish>,
    /// In display order.
    pub categories: Vec<Category>,
    /// In editorial order.
    pub tools: Vec<Tool>,
}
