//! Choices of one value out of a few: each is a table of words and labels, from which the URL, the storage and the
//! controls on the page all follow.

/// A choice that is one word in the URL and one label on the page.
pub trait Choice: Copy + Default + PartialEq + 'static {
    /// The key in the URL or the storage.
    const KEY: &'static str;
    /// Every value with its word in the URL and its label on the page, in display order.
    const ALL: &'static [(Self, &'static str, &'static str)];

    /// The value written as `word`, if there is one.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|row| row.1 == word).map(|row| row.0)
    }

    /// The word in the URL.
    #[must_use]
    fn word(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }
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
    const ALL: &'static [(Self, &'static str, &'static str)] =
        &[(Self::System, "system", "System"), (Self::Light, "light", "Light"), (Self::Dark, "dark", "Dark")];
}
