//! The keyboard: the shortcut to the search box, and the focus.

use crate::leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

/// Returns true if `event` is `/` typed outside any field, without a modifier and with no dialog open.
#[must_use]
pub fn is_search_shortcut(event: &KeyboardEvent) -> bool {
    if event.key() != "/" || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let in_field = target.is_some_and(|element| {
        element.is_content_editable()
            || ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())
                && element.get_attribute("type").is_none_or(|kind| kind != "checkbox" && kind != "radio")
    });
    let modal = document().query_selector("dialog[open]").ok().flatten().is_some();
    !in_field && !modal
}

/// Focuses a field and selects its text.
pub fn focus(field: &HtmlElement) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    let _hidden = field.focus();
}
