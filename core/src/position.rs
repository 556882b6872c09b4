//! Positions in the catalog, as newtypes: the compiler then tells a tool's position from a category's.

/// A tool, by its position in [`crate::catalog::Catalog::tools`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ToolIndex(pub usize);

/// A category, by its position in [`crate::catalog::Catalog::categories`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryIndex(pub usize);
