//! The theme: an attribute of the document, and a stored preference where storage is allowed.
//!
//! `index.html` applies the stored preference before the first paint, with the same key and attribute.

use super::storage;
use crate::leptos::prelude::document;

use atlas_core::choice::{Choice, Theme};
use atlas_core::closed_set::ClosedSet;

/// The attribute of the document's root.
const ATTRIBUTE: &str = "data-theme";

/// The current theme of the page.
#[must_use]
pub fn current() -> Theme {
    let id = document().document_element().and_then(|root| root.get_attribute(ATTRIBUTE));
    id.and_then(|id| Theme::from_id(&id)).unwrap_or_default()
}

/// Applies a theme and stores it where storage is allowed.
pub fn apply(theme: Theme) {
    if let Some(root) = document().document_element() {
        let _set = root.set_attribute(ATTRIBUTE, theme.id());
    }
    let _stored = storage::set(Theme::KEY, theme.id());
}
