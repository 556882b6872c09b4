//! The address bar. Only this module reads and writes the location, and it writes only what the query codec produced.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The query string of the page's address, with its `?`; empty if it cannot be read.
#[must_use]
pub fn search() -> String {
    window().location().search().unwrap_or_default()
}

/// Puts a query string (without `?`) into the address bar, as a new history entry or in place of the current one.
///
/// A browser may refuse if there are very many changes in a short time. The view is still right then.
pub fn write(query: &str, new_entry: bool) {
    let path = window().location().pathname().unwrap_or_default();
    let url = if query.is_empty() { path } else { format!("{path}?{query}") };
    let Ok(history) = window().history() else { return };
    let _refused = if new_entry {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}
