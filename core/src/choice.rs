//! Choices of one value out of a few: closed sets with a key. The URL, the storage and the controls on the page follow
//! from them.

use super::closed_set::{ClosedSet, Row, row};

/// A choice of one value.
pub trait Choice: ClosedSet + Default {
    /// Its key in the URL or the storage.
    const KEY: &'static str;
}

/// The colour theme. It is a person's preference and not part of the view: it is stored, and never in the URL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

impl Choice for Theme {
    const KEY: &'static str = "theme";
}

impl ClosedSet for Theme {
    const ALL: &'static [Row<Self>] =
        &[row(Self::System, "system", "System"), row(Self::Light, "light", "Light"), row(Self::Dark, "dark", "Dark")];
}
