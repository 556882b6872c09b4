//! Icons: outlines on a 24 × 24 grid, made for this project, stroked in the colour of the surrounding text.

use super::html::{El, attr, path, svg};
use atlas_core::catalog::Category;

/// An icon with this outline.
fn icon(outline: &str) -> El {
    let icon = svg().class("icon").attribute("viewBox", "0 0 24 24").attr(attr::AriaHidden, "true");
    icon.child(path().attribute("d", outline))
}

/// A plain square, for a category without a look of its own.
const SQUARE: &str = "M5 5H19V19H5Z";

/// The icon of a category.
pub fn of_category(category: &Category) -> El {
    icon(category.look.as_ref().map_or(SQUARE, |look| &look.icon))
}

/// The project's logo: a compass needle in a ring.
pub fn logo() -> El {
    icon("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M15.5 8.5L13.6 13.6L8.5 15.5L10.4 10.4Z")
}

/// The search icon.
pub fn magnifier() -> El {
    icon("M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16 16L21 21")
}
