//! The [`Atlas`]: the catalog and the facts with everything that is computed from them once, which is the facet
//! options, the search index and the ranks for sorting. An [`AtlasBuilder`] makes it in steps. Knows nothing of
//! queries.

use super::catalog::{Catalog, Category, CategoryId, Claims, Task, Tool, ToolId, Wish};
use super::facets::Options;
use super::facts::{Facts, MaintenanceStatus, PackageFacts};
use super::json::DataErrors;
use super::known::{Known, STANDARD_LIBRARY};
use super::position::{CategoryIndex, ToolIndex};
use super::search::{Answer, Index, IndexBuilder};
use super::sort::{sorted_keys, sorted_texts};
use super::text::key;

/// Everything that is needed to answer a query. It does not change once it is built.
#[derive(Debug)]
pub struct Atlas {
    catalog: Catalog,
    facts: Facts,
    /// The claims that hold for the standard library.
    standard_library: Option<Claims>,
    options: Options,
    index: Index,
    /// The rank of each tool by name.
    by_name: Vec<u64>,
    /// The rank of each tool among tools that match equally well.
    by_maintenance: Vec<u64>,
}

impl Atlas {
    /// Reads a catalog and indexes it, without facts.
    ///
    /// # Errors
    /// The same as [`Catalog::parse`].
    pub fn parse(text: &str) -> Result<Self, DataErrors> {
        Ok(Self::new(Catalog::parse(text)?, Facts::default()))
    }

    /// Indexes a checked catalog and the facts of its packages.
    #[must_use]
    pub fn new(catalog: Catalog, facts: Facts) -> Self {
        let mut builder = AtlasBuilder::new(catalog, facts);
        while builder.step(usize::MAX) {}
        builder.finish()
    }

    /// The facts of all packages.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The facts of a tool; `None` if it has no package or the package has no facts.
    #[must_use]
    pub fn facts_of(&self, tool: &Tool) -> Option<&PackageFacts> {
        self.facts.of(tool.package.as_ref()?)
    }

    /// What is known of a tool of this catalog.
    #[must_use]
    pub fn known<'a>(&'a self, tool: &'a Tool) -> Known<'a> {
        Known::new(tool, &self.facts, self.standard_library.as_ref())
    }

    /// The packages that the catalog names and that have no facts.
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

    /// What people may want of a tool beside its task, in display order.
    #[must_use]
    pub fn wishes(&self) -> &[Wish] {
        &self.catalog.wishes
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

    /// The options of every facet.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The search index.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The rank of a tool by name, from 0.
    #[must_use]
    pub fn rank_by_name(&self, tool: ToolIndex) -> u64 {
        self.by_name[tool.0]
    }

    /// The rank of a tool among those that match equally well, from 0: better maintained tools first, then by name.
    #[must_use]
    pub fn rank_by_maintenance(&self, tool: ToolIndex) -> u64 {
        self.by_maintenance[tool.0]
    }

    /// The position of the tool with this id.
    #[must_use]
    pub fn position(&self, id: &ToolId) -> Option<ToolIndex> {
        self.tools().iter().position(|tool| tool.id == *id).map(ToolIndex)
    }

    /// The tool at this position.
    ///
    /// # Panics
    /// If the position is from another catalog that has more tools.
    #[must_use]
    pub fn tool_at(&self, index: ToolIndex) -> &Tool {
        &self.tools()[index.0]
    }

    /// The tool with this id.
    #[must_use]
    pub fn tool(&self, id: &ToolId) -> Option<&Tool> {
        self.tools().iter().find(|tool| tool.id == *id)
    }

    /// The position of the task with this id.
    #[must_use]
    pub fn task(&self, id: &str) -> Option<Answer> {
        for (at, category) in self.categories().iter().enumerate() {
            if let Some(task) = category.tasks.iter().position(|task| task.id.as_str() == id) {
                return Some(Answer { category: CategoryIndex(at), task });
            }
        }
        None
    }

    /// The task at this position.
    ///
    /// # Panics
    /// If the position is from another catalog that has fewer tasks there.
    #[must_use]
    pub fn task_at(&self, at: Answer) -> &Task {
        &self.categories()[at.category.0].tasks[at.task]
    }

    /// The category with this id.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories().iter().find(|category| category.id == *id)
    }

    /// The name of the tool with this id; the id itself if there is no such tool.
    #[must_use]
    pub fn tool_name<'a>(&'a self, id: &'a ToolId) -> &'a str {
        self.tool(id).map_or(id.as_str(), |tool| &tool.name)
    }
}

/// Builds an [`Atlas`] in steps, because a very large one would block the page.
pub struct AtlasBuilder {
    catalog: Catalog,
    facts: Facts,
    standard_library: Option<Claims>,
    options: Options,
    index: IndexBuilder,
    names: Vec<String>,
    maintenance: Vec<u64>,
    by_name: Vec<u64>,
}

impl AtlasBuilder {
    /// A builder that has added no tool yet.
    #[must_use]
    pub fn new(catalog: Catalog, facts: Facts) -> Self {
        let is_standard_library = |tool: &&Tool| tool.id.as_str() == STANDARD_LIBRARY;
        Self {
            standard_library: catalog.tools.iter().find(is_standard_library).and_then(|tool| tool.claims.clone()),
            options: Options::new(&catalog, &facts),
            index: IndexBuilder::new(&catalog.categories),
            catalog,
            facts,
            names: Vec::new(),
            maintenance: Vec::new(),
            by_name: Vec::new(),
        }
    }

    /// The share of tools that are added, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.names.len() * 100 / self.catalog.tools.len().max(1)
    }

    /// Adds at most `count` tools; once all are added, does one step of the sorting. Returns true if there is more to
    /// do before [`Self::finish`].
    pub fn step(&mut self, count: usize) -> bool {
        let done = self.names.len();
        for (position, tool) in self.catalog.tools.iter().enumerate().skip(done).take(count) {
            let known = Known::new(tool, &self.facts, self.standard_library.as_ref());
            self.options.add(ToolIndex(position), known);
            let is_retired = tool.replaced_by.is_some() || known.maintenance() == MaintenanceStatus::Dormant;
            self.index.add(tool, is_retired);
            self.names.push(key(&tool.name));
            self.maintenance.push(known.maintenance() as u64);
        }
        if done < self.names.len() {
            return true;
        }
        if self.by_name.len() < done {
            self.by_name = ranks(&sorted_texts(done, &|position| &self.names[position]));
            return true;
        }
        self.index.sort()
    }

    /// The atlas, once [`Self::step`] has returned false.
    #[must_use]
    pub fn finish(self) -> Atlas {
        let keys = self.maintenance.iter().zip(&self.by_name).map(|(status, name)| (status << 32) | name);
        Atlas {
            by_maintenance: ranks(&sorted_keys(&keys.collect::<Vec<u64>>())),
            by_name: self.by_name,
            options: self.options.without_empty(),
            index: self.index.finish(&self.catalog.tools),
            catalog: self.catalog,
            facts: self.facts,
            standard_library: self.standard_library,
        }
    }
}

/// The rank of each entry, from the positions of the entries in sorted order.
fn ranks(order: &[usize]) -> Vec<u64> {
    let mut ranks = vec![0; order.len()];
    for (rank, &position) in (0..).zip(order) {
        ranks[position] = rank;
    }
    ranks
}
