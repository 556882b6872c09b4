//! The document around the app: its state attribute, its title, the fallback content, and its elements by id.

use crate::leptos::prelude::document;
use web_sys::Element;

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

/// Removes what the page shows until the app starts.
pub fn remove_fallback() {
    if let Some(fallback) = document().get_element_by_id("fallback") {
        fallback.remove();
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
