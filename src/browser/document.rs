//! The document around the app: its state attribute, its title, what it showed before, and its elements by id.

use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// The state of the app as style sheets, tests and the scripts around it see it, in `<html data-app>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppState {
    /// The catalog is on its way.
    Loading,
    /// There is nothing to show, and the page says why.
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

/// Tells the state of the app.
pub fn set_state(state: AppState) {
    if let Some(root) = document().document_element() {
        let _set = root.set_attribute("data-app", state.word());
    }
}

/// Removes what the page showed before the app took over.
pub fn remove_fallback() {
    if let Some(fallback) = document().get_element_by_id("fallback") {
        fallback.remove();
    }
}

/// Names the window after what is open.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The element with this id, if it is there and of this type.
#[must_use]
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
