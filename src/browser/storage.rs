//! What is remembered on the device, where storage is allowed and not full.

use crate::leptos::prelude::window;

/// The text stored under a key; `None` if there is none or storage is forbidden.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Stores a text under a key; the empty text is removed. Returns false if storage is forbidden or full.
#[must_use]
pub fn set(key: &str, text: &str) -> bool {
    let Ok(Some(storage)) = window().local_storage() else { return false };
    let stored = if text.is_empty() { storage.remove_item(key) } else { storage.set_item(key, text) };
    stored.is_ok()
}
