//! Icons: outlines on a 24 × 24 grid, made for this project, stroked in the colour of the surrounding text.

use crate::leptos::prelude::*;
use crate::leptos::tachys::svg::{self, svg};

/// An icon with this outline.
pub fn icon(path: &'static str) -> AnyView {
    let icon = svg().attr("class", "icon").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true");
    icon.child(svg::path().attr("d", path)).into_any()
}

/// The project's logo: a compass needle in a ring.
pub fn logo() -> AnyView {
    icon("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M15.5 8.5L13.6 13.6L8.5 15.5L10.4 10.4Z")
}

/// The search icon.
pub fn magnifier() -> AnyView {
    icon("M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16 16L21 21")
}
