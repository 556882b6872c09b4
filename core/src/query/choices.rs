//! What a control of the page chooses among, each with its key in the URL.

use crate::choice::Choice;
use crate::closed_set::{ClosedSet, Row, row};
use crate::facets::FacetId;

/// How several chosen options of one facet combine. Only for facets where a tool can have several options.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Matching {
    /// A tool needs one of them.
    #[default]
    Any,
    /// A tool needs them all.
    All,
}

/// The order of tools inside a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best match first; without a search text, the order of the editors.
    #[default]
    Relevance,
    /// By name.
    Name,
    /// The latest stable release first; tools without a known release come last.
    Released,
    /// Tools that run on the most platforms first.
    Platforms,
}

/// What tools are grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// A group for each category; a tool is in the group of each of its categories.
    #[default]
    Category,
    /// A group for each option of a facet; every tool has exactly one option of it.
    Facet(FacetId),
    /// One list.
    None,
}

/// How the results are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A card for each category.
    #[default]
    Overview,
    /// A card for each tool.
    Cards,
    /// A row for each tool.
    Table,
    /// A row for each tool, with a sign for each thing that decides.
    Matrix,
}

impl Choice for Matching {
    const KEY: &'static str = "match";
}

impl ClosedSet for Matching {
    const ALL: &'static [Row<Self>] = &[row(Self::Any, "any", "Any"), row(Self::All, "all", "All")];
}

impl Choice for Sort {
    const KEY: &'static str = "sort";
}

impl ClosedSet for Sort {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Relevance, "relevance", "Recommended"),
        row(Self::Name, "name", "Name"),
        row(Self::Released, "released", "Latest release"),
        row(Self::Platforms, "platforms", "Number of platforms"),
    ];
}

impl Choice for Grouping {
    const KEY: &'static str = "group";
}

impl ClosedSet for Grouping {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Category, "category", "Category"),
        row(Self::Facet(FacetId::Kind), "kind", "Kind"),
        row(Self::Facet(FacetId::Licence), "licence", "Licence"),
        row(Self::Facet(FacetId::Maintenance), "maintenance", "Maintenance"),
        row(Self::None, "none", "No grouping"),
    ];
}

impl Choice for Layout {
    const KEY: &'static str = "view";
}

impl ClosedSet for Layout {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Overview, "overview", "Overview"),
        row(Self::Cards, "cards", "Cards"),
        row(Self::Table, "table", "Table"),
        row(Self::Matrix, "matrix", "Matrix"),
    ];
}
