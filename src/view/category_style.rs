//! The hue and icon of each category. A category without a row in this table gets [`OTHER`].
//!
//! The hue reaches the page as an attribute, because the content security policy forbids inline styles.
//! `assets/styles/tokens.css` has a rule for each hue of the palette.

/// The hue and icon of a category.
pub struct CategoryStyle {
    /// The category's id in the catalog.
    id: &'static str,
    /// The hue in degrees of OKLCH, as the value of the attribute `data-hue`. The palette starts at 10 and has steps of
    /// 24, so that neighbouring hues can be told apart.
    pub hue: &'static str,
    /// The outline of the icon, on the grid of [`super::icons`].
    pub icon: &'static str,
}

/// The style of the category with this id.
pub fn of(id: &str) -> &'static CategoryStyle {
    STYLES.iter().find(|style| style.id == id).unwrap_or(&OTHER)
}

/// A plain square, in the hue of the page.
const OTHER: CategoryStyle = CategoryStyle { id: "", hue: "250", icon: "M5 5H19V19H5Z" };

const STYLES: [CategoryStyle; 15] = [
    // A bar chart.
    CategoryStyle { id: "data-science", hue: "250", icon: "M4 4V20H20M8 16V12M12 16V7M16 16V10" },
    // A small network of nodes.
    CategoryStyle {
        id: "machine-learning",
        hue: "298",
        icon: "M5 7.5a2 2 0 1 0 .01 0M5 16.5a2 2 0 1 0 .01 0M19 12a2 2 0 1 0 .01 0M7 9L17 13.4M7 17.6L17 14.4",
    },
    // A window with an address bar.
    CategoryStyle { id: "web-development", hue: "154", icon: "M3 5H21V19H3ZM3 9H21M6 7H6.01M9 7H9.01" },
    // A picture with hills and a sun.
    CategoryStyle {
        id: "image-processing",
        hue: "346",
        icon: "M3 5H21V19H3ZM3 17L9 11L13 15L16 12L21 17M15.5 8.5a.8 .8 0 1 0 .01 0",
    },
    // A game pad.
    CategoryStyle {
        id: "game-development",
        hue: "34",
        icon: "M7 8H17A4 4 0 0 1 21 12V14A3 3 0 0 1 15.5 16L14.5 15H9.5L8.5 16A3 3 0 0 1 3 14V12A4 4 0 0 1 7 8ZM8 10V13M6.5 11.5H9.5M16 11.5H16.01",
    },
    // A microchip with its pins.
    CategoryStyle {
        id: "embedded-iot",
        hue: "202",
        icon: "M7 7H17V17H7ZM10 7V3M14 7V3M10 21V17M14 21V17M7 10H3M7 14H3M21 10H17M21 14H17",
    },
    // A phone.
    CategoryStyle { id: "android-apps", hue: "130", icon: "M7 3H17V21H7ZM11 18H13" },
    // A clock.
    CategoryStyle { id: "automated-jobs", hue: "82", icon: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7V12L15.5 14" },
    // A program with a prompt inside.
    CategoryStyle { id: "embedded-scripting", hue: "322", icon: "M3 4H21V20H3ZM7 9L10 12L7 15M12 15H16" },
    // A lightning bolt.
    CategoryStyle { id: "rapid-development", hue: "58", icon: "M13 3L5 14H11L10 21L19 10H12.5Z" },
    // Stacked layers.
    CategoryStyle {
        id: "web-development-tools",
        hue: "178",
        icon: "M12 4L21 9L12 14L3 9ZM4 13L12 17.5L20 13M4 17L12 21.5L20 17",
    },
    // A window with buttons.
    CategoryStyle { id: "gui-development", hue: "274", icon: "M3 5H21V19H3ZM3 9H21M7 14H11V16H7ZM14 15H17" },
    // A curve on axes.
    CategoryStyle { id: "scientific-numeric", hue: "226", icon: "M4 4V20H20M4 15C8 15 8 6 12 6S16 15 20 15" },
    // A branch that is merged.
    CategoryStyle {
        id: "software-development",
        hue: "10",
        icon: "M7 5a2 2 0 1 0 .01 0M7 15a2 2 0 1 0 .01 0M17 7a2 2 0 1 0 .01 0M7 9V15M17 11C17 14 13 14 9 16",
    },
    // Servers in a rack.
    CategoryStyle {
        id: "system-administration",
        hue: "106",
        icon: "M4 4H20V10H4ZM4 14H20V20H4ZM8 7H8.01M8 17H8.01M12 7H16M12 17H16",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use atlas_core::catalog::Catalog;

    #[test]
    fn every_category_of_the_catalog_has_a_style() {
        let catalog = Catalog::parse(include_str!("../../assets/catalog.json")).expect("a sound catalog");
        for category in &catalog.categories {
            assert_eq!(of(category.id.as_str()).id, category.id.as_str());
        }
    }

    #[test]
    fn every_hue_is_one_of_the_palette_and_used_once() {
        let palette = include_str!("../../assets/styles/tokens.css");
        let mut hues: Vec<&str> = STYLES.iter().map(|style| style.hue).collect();
        for hue in &hues {
            let rule = format!("[data-hue=\"{hue}\"] {{\n    --hue: {hue};");
            assert!(palette.contains(&rule), "{rule}");
        }
        hues.sort_unstable();
        hues.dedup();
        assert_eq!(hues.len(), STYLES.len());
    }
}
