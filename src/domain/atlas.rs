//! The catalog with what is computed from it once: facet options and the search index.

use super::catalog::{Catalog, CatalogError, Category, CategoryId, Tool, ToolId};
use super::facets::{FACETS, FacetOption, options};
use super::search::Index;

/// Everything a query is answered from.
#[derive(Debug)]
pub struct Atlas {
    catalog: Catalog,
    facets: Vec<Vec<FacetOption>>,
    index: Index,
}

impl Atlas {
    /// Reads a catalog and indexes it.
    ///
    /// # Errors
    /// [`CatalogError`] as [`Catalog::parse`].
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        Catalog::parse(text).map(Self::new)
    }

    /// Indexes a checked catalog.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        Self {
            facets: FACETS.iter().map(|facet| options(facet, &catalog)).collect(),
            index: Index::new(&catalog),
            catalog,
        }
    }

    /// The categories, in display order.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.catalog.categories
    }

    /// The tools, in editorial order.
    #[must_use]
    pub fn tools(&self) -> &[Tool] {
        &self.catalog.tools
    }

    /// The day the content was last edited, `YYYY-MM-DD`.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.catalog.edition
    }

    /// The options of each facet, in the order of [`FACETS`].
    #[must_use]
    pub fn facets(&self) -> &[Vec<FacetOption>] {
        &self.facets
    }

    /// The search index.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The index of the tool with this id.
    #[must_use]
    pub fn position(&self, id: &ToolId) -> Option<usize> {
        self.tools().iter().position(|tool| tool.id == *id)
    }

    /// The tool with this id.
    #[must_use]
    pub fn tool(&self, id: &ToolId) -> Option<&Tool> {
        self.position(id).map(|index| &self.tools()[index])
    }

    /// The category with this id.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories().iter().find(|category| category.id == *id)
    }

    /// The name of the tool with this id, or the id itself.
    #[must_use]
    pub fn tool_name<'a>(&'a self, id: &'a ToolId) -> &'a str {
        self.tool(id).map_or(id.as_str(), |tool| &tool.name)
    }
}
