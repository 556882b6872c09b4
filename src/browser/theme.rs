//! The theme: an attribute of the document, and a preference in the storage if there is one.
//!
//! `index.html` applies the stored preference before the first paint, with the same key and attribute.

use leptos::prelude::{document, window};

use atlas_core::choice::{Choice, Theme};

/// The stored preference; the default where nothing is stored or storage is forbidden.
#[must_use]
pub fn stored() -> Theme {
    let storage = window().local_storage().ok().flatten();
    let word = storage.and_then(|storage| storage.get_item(Theme::KEY).ok().flatten());
    word.and_then(|word| Choice::from_word(&word)).unwrap_or_default()
}

/// Applies a theme and remembers it where that is possible.
pub fn apply(theme: Theme) {
    if let Some(root) = document().document_element() {
        let _set = root.set_attribute("data-theme", theme.word());
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _full_or_forbidden = storage.set_item(Theme::KEY, theme.word());
    }
}
