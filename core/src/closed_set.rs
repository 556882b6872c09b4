//! Closed sets: enums with a table of ids and labels. Files, the URL, the storage and the page all use that table.

/// One value of a closed set with its id and label.
#[derive(Debug)]
pub struct Row<T> {
    /// The value.
    pub value: T,
    /// Its id in files, in the URL and in the storage.
    pub id: &'static str,
    /// Its name on the page.
    pub label: &'static str,
}

/// Makes a [`Row`]. The name is short because the tables consist of it.
pub const fn row<T>(value: T, id: &'static str, label: &'static str) -> Row<T> {
    Row { value, id, label }
}

/// An enum whose values have ids and labels.
pub trait ClosedSet: Copy + PartialEq + 'static {
    /// Every value, in display order.
    const ALL: &'static [Row<Self>];

    /// The value with this id, if there is one.
    #[must_use]
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|row| row.id == id).map(|row| row.value)
    }

    /// The id in files, in the URL and in the storage.
    #[must_use]
    fn id(self) -> &'static str {
        Self::ALL.iter().find(|row| row.value == self).map_or("", |row| row.id)
    }

    /// The name on the page.
    #[must_use]
    fn label(self) -> &'static str {
        Self::ALL.iter().find(|row| row.value == self).map_or("", |row| row.label)
    }
}
