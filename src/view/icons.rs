//! Icons: outlines on a 24 × 24 grid, made for this project, stroked in the colour of the surrounding text.

use crate::leptos::prelude::*;
use crate::leptos::tachys::svg::{self, svg};
use atlas_core::catalog::Category;

/// An icon with this outline.
fn icon(path: &'static str) -> AnyView {
    let icon = svg().attr("class", "icon").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true");
    icon.child(svg::path().attr("d", path)).into_any()
}

/// A plain square, for a category without a look of its own.
const SQUARE: &str = "M5 5H19V19H5Z";

/// The icon of a category.
pub fn of_category(category: &'static Category) -> AnyView {
    icon(category.look.as_ref().map_or(SQUARE, |look| &look.icon))
}

/// The project's logo: a compass needle in a ring.
pub fn logo() -> AnyView {
    icon("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M15.5 8.5L13.6 13.6L8.5 15.5L10.4 10.4Z")
}

/// The search icon.
pub fn magnifier() -> AnyView {
    icon("M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16 16L21 21")
}
