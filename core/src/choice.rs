//! Choices of one value out of a few: closed sets with a key, from which the URL, the storage and the controls on the page
//! all follow.

use super::closed_set::{ClosedSet, Row, row};

/// A choice of one value.
pub trait Choice: ClosedSet + Default {
    /// Its key in the URL or the storage.
    const KEY: &'static str;
}

/// Light or dark. A person's preference, not part of the view: it is stored, never in the URL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Choice for Theme {
    const KEY: &'static str = "theme";
}

impl ClosedSet for Theme {
    const ALL: &'static [Row<Self>] =
        &[row(Self::System, "system", "System"), row(Self::Light, "light", "Light"), row(Self::Dark, "dark", "Dark")];
}
