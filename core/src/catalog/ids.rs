//! Ids of entries, and addresses: texts that are checked once, when they are read.

use std::fmt;

use serde::Serialize;

use crate::json::short;

/// A checked http(s) address, safe to put into `href`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link(
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^https?://\S+$")))]
    pub(super) String,
);

/// Checks an id: lower-case letters and digits, with single hyphens between them, at most 60 characters.
pub(super) fn check_id(text: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if !text.split('-').all(|part| !part.is_empty() && part.chars().all(plain)) {
        return Err(format!("\"{}\" is not an id (lower-case letters, digits and hyphens)", short(text)));
    }
    if text.len() > 60 {
        return Err(format!("\"{}\" is longer than 60 characters", short(text)));
    }
    Ok(())
}

/// The opaque id of a tool, such as `scikit-learn`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToolId(
    #[cfg_attr(feature = "schema", schemars(length(max = 60), regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")))]
    pub(super) String,
);

/// The opaque id of a category, such as `data-science`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CategoryId(
    #[cfg_attr(feature = "schema", schemars(length(max = 60), regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")))]
    pub(super) String,
);

/// The opaque id of a task, such as `face-detection`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskId(
    #[cfg_attr(feature = "schema", schemars(length(max = 60), regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")))]
    pub(super) String,
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

    /// An id that comes from outside the catalog, such as the URL; `None` if the text cannot be an id.
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

impl TaskId {
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
