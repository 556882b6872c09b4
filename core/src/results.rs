//! What is shown for a query: groups in order, the count beside each option, and, where nothing matches, relaxations of the
//! query that show something. `filter` decides which tools are shown, `arrange` where and in which order, `relaxation` what
//! else to ask.

use super::atlas::Atlas;
use super::catalog::Category;
use super::facets::{Counts, OptionRef};
use super::highlight::Highlight;
use super::index::{CategoryIndex, ToolIndex};
use super::query::{Command, Query};

mod arrange;
mod filter;
mod relaxation;

use filter::Filter;

/// What a group of tools has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// A category.
    Category(CategoryIndex),
    /// An option of a facet.
    Option(OptionRef),
    /// Nothing: the one list.
    All,
}

impl GroupKey {
    /// The category, if the group is one.
    #[must_use]
    pub fn category(self, atlas: &Atlas) -> Option<&Category> {
        match self {
            Self::Category(index) => atlas.categories().get(index.0),
            Self::Option(_) | Self::All => None,
        }
    }

    /// The heading of the group.
    #[must_use]
    pub fn title(self, atlas: &Atlas) -> &str {
        match self {
            Self::Category(index) => atlas.categories().get(index.0).map_or("", |category| &category.name),
            Self::Option(option) => &atlas.options().get(option).heading,
            Self::All => "All tools",
        }
    }
}

/// Tools under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// The tools, in the order asked for.
    pub tools: Vec<ToolIndex>,
    /// For a category, the positions of its uses to show: all, or, while people search, those that have a word of theirs.
    pub uses: Vec<usize>,
    /// For a category, the positions of its mentions to show, likewise.
    pub mentions: Vec<usize>,
}

/// How a relaxation changes the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Drops one filter or word.
    Without,
    /// Keeps one filter or word alone.
    Only,
    /// Goes to a category instead.
    LookIn,
}

/// A less strict query that shows something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relaxation {
    /// How the query is changed.
    pub change: Change,
    /// With what, in words, such as `Kind: Hardware` or `the word "arays"`.
    pub subject: String,
    /// What to dispatch.
    pub command: Command,
    /// How many tools that would show; at least one.
    pub tools: usize,
}

/// Everything the page shows for a query, but for the open tool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    /// The groups that are not empty, in order.
    pub groups: Vec<Group>,
    /// How many different tools are shown.
    pub tools: usize,
    /// In how many categories they are.
    pub categories: usize,
    /// How many tools choosing each option would leave.
    pub counts: Counts,
    /// Less strict queries, those that show most first; only when nothing is shown.
    pub relaxations: Vec<Relaxation>,
    /// What to highlight in texts.
    pub highlights: Vec<Highlight>,
    /// Another text to search for, if a word of this one is spelt like nothing in the catalog.
    pub suggestion: Option<String>,
}

impl Results {
    /// Answers `query`.
    #[must_use]
    pub fn new(atlas: &Atlas, query: &Query) -> Self {
        let filter = Filter::new(atlas, query, None);
        let shown = filter.shown(None);
        let by_category = filter.by_category(&shown);
        let relaxations =
            if shown.is_clear() { relaxation::relaxations(atlas, query, filter.hits()) } else { Vec::new() };
        Self {
            groups: arrange::groups(&filter, &shown, &by_category),
            tools: shown.count_ones(..),
            categories: by_category.iter().filter(|set| !set.is_clear()).count(),
            counts: filter.counts(&shown),
            relaxations,
            suggestion: filter.suggestion(),
            highlights: filter.hits().map_or_else(Vec::new, |hits| hits.highlights.clone()),
        }
    }

    /// One group; `None` while it is empty.
    #[must_use]
    pub fn group(&self, key: GroupKey) -> Option<&Group> {
        self.groups.iter().find(|group| group.key == key)
    }

    /// What is shown, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let tools = plural(self.tools, "tool", "tools");
        if self.tools == 0 {
            "No tools match".to_owned()
        } else {
            format!("{tools} in {}", plural(self.categories, "category", "categories"))
        }
    }
}

/// A number with its noun.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
