//! Wishes: what people may want of a tool beside its task, and what a tool needs to meet one. How a rule is answered
//! from facts and claims stands in [`crate::finder`].

use serde::Serialize;

use super::entries::tool_ids;
use super::{ToolId, check_id};
use crate::closed_set::{ClosedSet, Row, row};
use crate::json::{ANY, Fields};

/// The opaque id of a wish, such as `small-download`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WishId(
    #[cfg_attr(feature = "schema", schemars(length(max = 60), regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")))] String,
);

impl WishId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The rules that facts and claims answer. "There" is the newest but one Python of the facts, on the system that
/// somebody has, or else on Linux.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WishRule {
    /// It has type hints.
    Typed,
    /// It installs at most five packages there, itself among them.
    FewPackages,
    /// At most 5 MB are downloaded for it there.
    SmallDownload,
    /// It is a module that comes with Python.
    StandardLibrary,
    /// It is the tool to start with in the task's category.
    GentleStart,
    /// It is actively maintained.
    Active,
    /// Its licence is permissive.
    Permissive,
    /// It installs on every desktop system.
    Everywhere,
    /// It runs in browsers.
    Browser,
    /// It runs on Android or iOS, or makes apps for one of them.
    Mobile,
}

impl ClosedSet for WishRule {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Typed, "typed", "Type hints"),
        row(Self::FewPackages, "few-packages", "Few packages"),
        row(Self::SmallDownload, "small-download", "Small download"),
        row(Self::StandardLibrary, "standard-library", "Standard library"),
        row(Self::GentleStart, "gentle-start", "Gentle start"),
        row(Self::Active, "active", "Active"),
        row(Self::Permissive, "permissive", "Permissive"),
        row(Self::Everywhere, "everywhere", "Everywhere"),
        row(Self::Browser, "browser", "Browser"),
        row(Self::Mobile, "mobile", "Mobile"),
    ];
}

/// What a tool needs to meet a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Criterion {
    /// A rule that facts and claims answer.
    By(WishRule),
    /// To be among the tools that the editors are sure of; of others it is not known.
    Tools(Vec<ToolId>),
}

/// What people may want of a tool beside its task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Unique among wishes.
    pub id: WishId,
    /// One to five words, as a property of the tool.
    pub name: String,
    /// What meets it: one of the two.
    #[serde(flatten)]
    pub criterion: Criterion,
}

impl Wish {
    pub(super) fn read(fields: &Fields) -> Self {
        // One of the two, so that with the one there is no such field as the other.
        let is_list = fields.has("tools");
        fields.only(&["id", "name", if is_list { "tools" } else { "by" }]);
        let criterion = if is_list {
            Criterion::Tools(tool_ids(fields, "tools"))
        } else {
            Criterion::By(fields.one_of_the("by", "rule"))
        };
        Self { id: WishId(fields.text("id", check_id)), name: fields.text("name", ANY), criterion }
    }
}
