//! Positions in the catalog, as types of their own, so that none is taken for another.

/// A tool, by its position in [`crate::catalog::Catalog::tools`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ToolIndex(pub usize);

/// A category, by its position in [`crate::catalog::Catalog::categories`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryIndex(pub usize);
