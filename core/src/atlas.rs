//! The catalog with what is computed from it once: facet options and the search index.

use super::catalog::{Catalog, Category, CategoryId, Tool, ToolId};
use super::facets::{Entry, FACETS, FacetOption, options, sort_in};
use super::facts::maintenance;
use super::facts::{Facts, PackageFacts};
use super::json::DataError;
use super::search::{Builder, Index};
use super::sort::{sorted_keys, sorted_texts};
use super::text::key;

/// Everything a query is answered from.
#[derive(Debug)]
pub struct Atlas {
    catalog: Catalog,
    facts: Facts,
    facets: Vec<Vec<FacetOption>>,
    index: Index,
    /// For each tool its place by name.
    by_name: Vec<u64>,
    /// For each tool its place among tools that match equally well: better maintained ones first, then by name.
    by_merit: Vec<u64>,
}

impl Atlas {
    /// Reads a catalog and indexes it, without facts.
    ///
    /// # Errors
    /// [`DataError`] as [`Catalog::parse`].
    pub fn parse(text: &str) -> Result<Self, DataError> {
        Ok(Self::new(Catalog::parse(text)?, Facts::default()))
    }

    /// Indexes a checked catalog and the facts of its packages.
    #[must_use]
    pub fn new(catalog: Catalog, facts: Facts) -> Self {
        let mut indexing = Indexing::new(catalog, facts);
        while indexing.step(usize::MAX) {}
        indexing.finish()
    }

    /// The facts, with what is said of them all.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// What is measured of a tool, if it has a package and its facts are there.
    #[must_use]
    pub fn facts_of(&self, tool: &Tool) -> Option<&PackageFacts> {
        facts_of(tool, &self.facts)
    }

    /// The packages of the catalog without facts.
    #[must_use]
    pub fn without_facts(&self) -> Vec<&str> {
        let packages = self.tools().iter().filter_map(|tool| tool.package.as_deref());
        packages.filter(|package| self.facts.of(package).is_none()).collect()
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

    /// For each tool its place by name.
    #[must_use]
    pub fn by_name(&self) -> &[u64] {
        &self.by_name
    }

    /// For each tool its place among tools that match equally well: better maintained ones first, then by name.
    #[must_use]
    pub fn by_merit(&self) -> &[u64] {
        &self.by_merit
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

/// An [`Atlas`] that is being made, in steps, so that a very large one does not stop the page.
pub struct Indexing {
    catalog: Catalog,
    facts: Facts,
    facets: Vec<Vec<FacetOption>>,
    builder: Builder,
    names: Vec<String>,
    merits: Vec<u64>,
    by_name: Vec<u64>,
}

impl Indexing {
    /// Begins with the first tool.
    #[must_use]
    pub fn new(catalog: Catalog, facts: Facts) -> Self {
        Self {
            facets: FACETS.iter().map(|facet| options(facet, &catalog, &facts)).collect(),
            builder: Builder::new(&catalog.categories),
            catalog,
            facts,
            names: Vec::new(),
            merits: Vec::new(),
            by_name: Vec::new(),
        }
    }

    /// How much of it is done, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.names.len() * 100 / self.catalog.tools.len().max(1)
    }

    /// Adds at most `count` tools, or does one of the sortings that follow; whether there is more to do before [`Self::finish`].
    pub fn step(&mut self, count: usize) -> bool {
        let done = self.names.len();
        for (index, tool) in self.catalog.tools.iter().enumerate().skip(done).take(count) {
            let entry = Entry { tool, facts: facts_of(tool, &self.facts) };
            for (facet, options) in FACETS.iter().zip(&mut self.facets) {
                sort_in(facet, options, index, entry);
            }
            self.builder.add(tool);
            self.names.push(key(&tool.name));
            self.merits.push(maintenance(tool, entry.facts) as u64);
        }
        if done < self.names.len() {
            return true;
        }
        if self.by_name.len() < done {
            self.by_name = places(&sorted_texts(done, &|number| &self.names[number]));
            return true;
        }
        self.builder.sort()
    }

    /// What it came to.
    #[must_use]
    pub fn finish(mut self) -> Atlas {
        for options in &mut self.facets {
            options.retain(|option| !option.tools.is_clear());
        }
        let merits: Vec<u64> =
            self.merits.iter().zip(&self.by_name).map(|(merit, name)| (merit << 32) | name).collect();
        Atlas {
            by_merit: places(&sorted_keys(&merits)),
            by_name: self.by_name,
            facets: self.facets,
            index: self.builder.finish(),
            catalog: self.catalog,
            facts: self.facts,
        }
    }
}

/// For each entry of a sorted list, by its number before, its place in it.
fn places(order: &[usize]) -> Vec<u64> {
    let mut places = vec![0; order.len()];
    for (place, &number) in (0..).zip(order) {
        places[number] = place;
    }
    places
}

fn facts_of<'a>(tool: &Tool, facts: &'a Facts) -> Option<&'a PackageFacts> {
    facts.of(tool.package.as_ref()?)
}
