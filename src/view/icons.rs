//! Icons: drawn for this project on a 24 × 24 grid, as strokes in the colour of the text around them.

use leptos::prelude::*;

/// An icon with this outline.
pub fn icon(path: &'static str) -> AnyView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=path /></svg> }.into_any()
}

/// The project's sign: a compass needle in a ring.
pub fn logo() -> AnyView {
    icon("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M15.5 8.5L13.6 13.6L8.5 15.5L10.4 10.4Z")
}

/// The sign for search.
pub fn magnifier() -> AnyView {
    icon("M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16 16L21 21")
}
