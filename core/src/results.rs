//! [`Results`]: what the page shows for a query, which is groups in order, the count beside each option and, if nothing
//! matches, relaxations of the query.
//!
//! `filter` decides which tools are shown: its `Filter` combines the search hits for the text with the chosen options.
//! `arrange` puts the shown tools into groups and in order. `relaxation` finds less strict queries that show something.

use fixedbitset::FixedBitSet;

use super::atlas::Atlas;
use super::catalog::{Category, Tool};
use super::facets::{Counts, OptionRef};
use super::highlight::Highlight;
use super::position::{CategoryIndex, ToolIndex};
use super::query::{Command, Query};
use super::search;
use super::text::plural;

mod arrange;
mod filter;
pub mod overview;
mod relaxation;

use filter::Filter;

/// What a group of tools has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// A category.
    Category(CategoryIndex),
    /// An option of a facet.
    Option(OptionRef),
    /// Nothing: there is one list.
    All,
}

impl GroupKey {
    /// The category, if that is what the tools have in common.
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

    /// What a tool does in the group's category, or else in its own first one.
    #[must_use]
    pub fn role<'a>(self, atlas: &Atlas, tool: &'a Tool) -> &'a str {
        let place = self.category(atlas).and_then(|category| tool.place_in(&category.id));
        place.or(tool.places.first()).map_or("", |place| &place.role)
    }
}

/// Tools under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// The tools, in the order of [`Query::sort`].
    pub tools: Vec<ToolIndex>,
    /// The positions of the category's tasks to show: during a search those that match a term, and the first of them
    /// where other categories are shown too. Empty for other groups, and where a task is chosen.
    pub tasks: Vec<usize>,
    /// Those that are chosen.
    pub chosen_tasks: Vec<usize>,
    /// The positions of the category's mentions to show, by the same rule.
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

/// A less strict query that shows something, offered if a query has no results.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relaxation {
    /// How the query is changed.
    pub change: Change,
    /// The filter, word or category, as a text for the page, such as `Kind: Hardware` or `the word "arays"`.
    pub subject: String,
    /// The command that changes the query.
    pub command: Command,
    /// The number of tools it would show; at least one.
    pub tools: usize,
}

/// A task that a search says, with those of its tools that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its category.
    pub category: CategoryIndex,
    /// Its position among the tasks of the category.
    pub task: usize,
    /// Its tools, in its order; at least one.
    pub tools: Vec<ToolIndex>,
}

/// Everything that the page shows for a query, except the open tool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    /// The groups that are not empty, in order.
    pub groups: Vec<Group>,
    /// The number of different tools that are shown.
    pub tools: usize,
    /// The number of categories that they are in.
    pub categories: usize,
    /// The number of tools that are hidden because they fail in the environment.
    pub hidden: usize,
    /// The number of tools that choosing each option would show.
    pub counts: Counts,
    /// Less strict queries, those that show most tools first; empty unless nothing is shown.
    pub relaxations: Vec<Relaxation>,
    /// The task that the search says.
    pub answer: Option<Answer>,
    /// The tool that the search names, alone.
    pub named: Option<ToolIndex>,
    /// The tools that the search names, if there are several, in its order.
    pub several: Vec<ToolIndex>,
    /// The words that the tools match, if nothing matches all words of the search.
    pub kept: Option<Vec<String>>,
    /// The words to highlight in texts.
    pub highlights: Vec<Highlight>,
    /// A corrected text to search for, if a word of the text is not in the catalog and the corrected text shows
    /// something.
    pub suggestion: Option<String>,
}

impl Answer {
    fn new(atlas: &Atlas, said: search::Answer, shown: &FixedBitSet) -> Option<Self> {
        let search::Answer { category, task } = said;
        let ids = atlas.categories()[category.0].tasks[task].tools.iter();
        let tools: Vec<ToolIndex> =
            ids.filter_map(|id| atlas.position(id)).filter(|tool| shown.contains(tool.0)).collect();
        (!tools.is_empty()).then_some(Self { category, task, tools })
    }
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
        let hits = filter.hits();
        Self {
            answer: hits.and_then(|hits| hits.answer).and_then(|answer| Answer::new(atlas, answer, &shown)),
            named: hits.and_then(|hits| hits.named),
            several: hits.map_or_else(Vec::new, |hits| hits.several.clone()),
            kept: hits.and_then(|hits| hits.kept.clone()),
            groups: arrange::groups(&filter, &shown, &by_category),
            tools: shown.count_ones(..),
            categories: by_category.iter().filter(|set| !set.is_clear()).count(),
            hidden: filter.hidden(),
            counts: filter.counts(&shown),
            relaxations,
            suggestion: filter.suggestion(),
            highlights: hits.map_or_else(Vec::new, |hits| hits.highlights.clone()),
        }
    }

    /// The group with this key; `None` if it is empty.
    #[must_use]
    pub fn group(&self, key: GroupKey) -> Option<&Group> {
        self.groups.iter().find(|group| group.key == key)
    }

    /// The tools before and after a tool, in the order of the page, where a tool of several groups counts once.
    #[must_use]
    pub fn neighbours(&self, tool: ToolIndex) -> (Option<ToolIndex>, Option<ToolIndex>) {
        let mut seen = FixedBitSet::new();
        let (mut before, mut is_found) = (None, false);
        for &next in self.groups.iter().flat_map(|group| &group.tools) {
            seen.grow(next.0 + 1);
            if seen.put(next.0) {
                continue;
            }
            if is_found {
                return (before, Some(next));
            }
            is_found = next == tool;
            before = if is_found { before } else { Some(next) };
        }
        (before.filter(|_| is_found), None)
    }

    /// How much is shown, as a text for the page.
    #[must_use]
    pub fn summary(&self) -> String {
        let tools = plural(self.tools, "tool", "tools");
        let shown = if self.tools == 0 {
            "No tools match".to_owned()
        } else {
            format!("{tools} in {}", plural(self.categories, "category", "categories"))
        };
        match self.hidden {
            0 => shown,
            hidden => format!("{shown}, {hidden} that fail hidden"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_follow_the_page_and_count_once() {
        let group = |tools: &[usize]| Group {
            key: GroupKey::All,
            tools: tools.iter().copied().map(ToolIndex).collect(),
            tasks: Vec::new(),
            chosen_tasks: Vec::new(),
            mentions: Vec::new(),
        };
        let results = Results { groups: vec![group(&[4, 2]), group(&[2, 7, 4])], ..Results::default() };
        let of = |tool| results.neighbours(ToolIndex(tool));
        assert_eq!(of(4), (None, Some(ToolIndex(2))));
        assert_eq!(of(2), (Some(ToolIndex(4)), Some(ToolIndex(7))));
        assert_eq!(of(7), (Some(ToolIndex(2)), None));
        assert_eq!(of(9), (None, None), "a tool that is not shown");
    }
}
