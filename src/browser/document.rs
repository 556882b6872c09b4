//! The document around the app: its state attribute, its title, the fallback content, and its elements by id.

use crate::leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The state of the app in `<html data-app>`, for style sheets, tests and the scripts around the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppState {
    /// The catalog is loading.
    Loading,
    /// Loading failed, and the page says why.
    Failed,
    /// The page can be used.
    Ready,
}

impl AppState {
    /// The value of the attribute.
    const fn word(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Failed => "failed",
            Self::Ready => "ready",
        }
    }
}

/// Sets the state of the app.
pub fn set_state(state: AppState) {
    if let Some(root) = document().document_element() {
        let _set = root.set_attribute("data-app", state.word());
    }
}

/// What was done on the page before the app ran.
#[derive(Debug, Default)]
pub struct Early {
    /// What was typed and chosen, as a query string.
    pub query: String,
    /// True if the search box had the focus.
    pub in_search: bool,
}

/// Takes the place of what the page shows until the app runs, in the same frame.
#[must_use]
pub fn take_place() -> Early {
    let mut early = Early::default();
    let Some(fallback) = document().get_element_by_id("fallback") else { return early };
    let fields = fallback.query_selector_all("#search, input[name]:checked").ok();
    for field in fields.iter().flat_map(|fields| (0..fields.length()).filter_map(|at| fields.get(at))) {
        let field = field.unchecked_into::<HtmlInputElement>();
        if field.default_checked() {
            continue;
        }
        let (name, value) = (field.name(), field.value());
        if name.is_empty() {
            early.in_search = document().active_element().is_some_and(|active| active == **field);
        }
        if !value.is_empty() {
            let key = if name.is_empty() { "q" } else { &name };
            let value = String::from(web_sys::js_sys::encode_uri_component(&value));
            early.query += &["&", key, "=", &value].concat();
        }
    }
    fallback.remove();
    if let Some(root) = document().document_element() {
        let _removed = root.remove_attribute("data-pending");
    }
    early
}

/// Hides that the app is loading, because it has something else to say; what the page shows without it stays.
pub fn end_waiting() {
    if let Some(progress) = document().get_element_by_id("fallback-progress") {
        progress.remove();
    }
    if let Some(root) = document().document_element() {
        let _removed = root.remove_attribute("data-pending");
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The element of `index.html` in which the app is drawn; `None` if another page has taken its place.
#[must_use]
pub fn place_of_the_app() -> Option<Element> {
    document().get_element_by_id("app")
}
