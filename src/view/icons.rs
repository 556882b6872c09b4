//! Icons: drawn for this project on a 24 × 24 grid, as strokes in the colour of the text around them.

use leptos::prelude::*;

fn icon(path: &'static str) -> AnyView {
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

/// The icon of a category, by its id; a plain square for one without.
pub fn category(id: &str) -> AnyView {
    let row = CATEGORIES.iter().find(|row| row.0 == id);
    icon(row.map_or("M5 5H19V19H5Z", |row| row.1))
}

const CATEGORIES: [(&str, &str); 15] = [
    // A bar chart.
    ("data-science", "M4 4V20H20M8 16V12M12 16V7M16 16V10"),
    // A small net of nodes.
    (
        "machine-learning",
        "M5 7.5a2 2 0 1 0 .01 0M5 16.5a2 2 0 1 0 .01 0M19 12a2 2 0 1 0 .01 0M7 9L17 13.4M7 17.6L17 14.4",
    ),
    // A window with an address bar.
    ("web-development", "M3 5H21V19H3ZM3 9H21M6 7H6.01M9 7H9.01"),
    // A picture with hills and a sun.
    ("image-processing", "M3 5H21V19H3ZM3 17L9 11L13 15L16 12L21 17M15.5 8.5a.8 .8 0 1 0 .01 0"),
    // A game pad.
    (
        "game-development",
        "M7 8H17A4 4 0 0 1 21 12V14A3 3 0 0 1 15.5 16L14.5 15H9.5L8.5 16A3 3 0 0 1 3 14V12A4 4 0 0 1 7 8ZM8 10V13M6.5 11.5H9.5M16 11.5H16.01",
    ),
    // A chip with its legs.
    ("embedded-iot", "M7 7H17V17H7ZM10 7V3M14 7V3M10 21V17M14 21V17M7 10H3M7 14H3M21 10H17M21 14H17"),
    // A phone.
    ("android-apps", "M7 3H17V21H7ZM11 18H13"),
    // A clock.
    ("automated-jobs", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7V12L15.5 14"),
    // A program with a prompt inside.
    ("embedded-scripting", "M3 4H21V20H3ZM7 9L10 12L7 15M12 15H16"),
    // Two gears' worth of speed: a bolt.
    ("rapid-development", "M13 3L5 14H11L10 21L19 10H12.5Z"),
    // Stacked layers.
    ("web-development-tools", "M12 4L21 9L12 14L3 9ZM4 13L12 17.5L20 13M4 17L12 21.5L20 17"),
    // A window with buttons.
    ("gui-development", "M3 5H21V19H3ZM3 9H21M7 14H11V16H7ZM14 15H17"),
    // A curve on axes.
    ("scientific-numeric", "M4 4V20H20M4 15C8 15 8 6 12 6S16 15 20 15"),
    // A branch that is merged.
    (
        "software-development",
        "M7 5a2 2 0 1 0 .01 0M7 15a2 2 0 1 0 .01 0M17 7a2 2 0 1 0 .01 0M7 9V15M17 11C17 14 13 14 9 16",
    ),
    // Servers in a rack.
    ("system-administration", "M4 4H20V10H4ZM4 14H20V20H4ZM8 7H8.01M8 17H8.01M12 7H16M12 17H16"),
];
