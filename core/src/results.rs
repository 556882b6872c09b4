//! What is shown for a query: groups in order, the count beside each option, and a way out of every dead end.

use super::atlas::Atlas;
use super::catalog::{Category, ToolKind};
use super::closed_set::ClosedSet;
use super::facets::{FACETS, KIND};
use super::query::{Command, Query};

mod found;
mod relaxation;

use found::Found;
use relaxation::repairs;

/// What a group of tools has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// A category, by index in the catalog.
    Category(usize),
    /// An option of a facet.
    Option(Chip),
    /// Nothing: the one list.
    All,
}

impl GroupKey {
    /// The key as a number, to tell groups apart in lists.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::All => 0,
            Self::Category(index) => 1 + 2 * index,
            Self::Option(chip) => 2 + 2 * chip.number(),
        }
    }

    /// The key with this [`GroupKey::number`].
    #[must_use]
    pub fn from_number(number: usize) -> Self {
        match number.checked_sub(1) {
            None => Self::All,
            Some(rest) if rest % 2 == 0 => Self::Category(rest / 2),
            Some(rest) => Self::Option(Chip::from_number(rest / 2)),
        }
    }

    /// The category, if the group is one.
    #[must_use]
    pub fn category(self, atlas: &Atlas) -> Option<&Category> {
        match self {
            Self::Category(index) => atlas.categories().get(index),
            Self::Option(_) | Self::All => None,
        }
    }

    /// The heading of the group.
    #[must_use]
    pub fn title(self, atlas: &Atlas) -> String {
        match self {
            Self::Category(index) => atlas.categories().get(index).map_or("", |category| &category.name).to_owned(),
            Self::Option(chip) => {
                let option = &atlas.facets()[chip.facet][chip.option];
                match chip.facet {
                    KIND => ToolKind::from_id(&option.id).map_or("", ToolKind::plural).to_owned(),
                    _ => format!("{}: {}", chip.facet_label(), option.label),
                }
            }
            Self::All => "All tools".to_owned(),
        }
    }
}

/// Tools under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// The tools by index in the catalog, in the order asked for.
    pub tools: Vec<usize>,
    /// For a category, its uses to show, by index: all, or while people search those that have a word of theirs.
    pub uses: Vec<usize>,
    /// For a category, its mentions to show, likewise.
    pub mentions: Vec<usize>,
}

/// A way out of a dead end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What is done: `Without`, `Only` or `Look in`.
    pub verb: &'static str,
    /// With what, in words, such as `Kind: Hardware` or `the word "arays"`.
    pub filter: String,
    /// What to dispatch.
    pub command: Command,
    /// How many tools that would show; at least one.
    pub tools: usize,
}

/// One option of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chip {
    /// Its facet, by index in [`FACETS`].
    pub facet: usize,
    /// Its option, by index in [`Atlas::facets`].
    pub option: usize,
}

impl Chip {
    /// The option as a number, to tell options apart in lists.
    #[must_use]
    pub fn number(self) -> usize {
        self.option * FACETS.len() + self.facet
    }

    /// The option with this [`Chip::number`].
    #[must_use]
    pub fn from_number(number: usize) -> Self {
        Self { facet: number % FACETS.len(), option: number / FACETS.len() }
    }

    /// The label of its facet.
    #[must_use]
    pub fn facet_label(self) -> &'static str {
        FACETS[self.facet].label
    }
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
    /// For each facet and option, in the order of [`Atlas::facets`], how many tools choosing it would leave.
    pub counts: Vec<Vec<usize>>,
    /// The active choices, in the order of the facets.
    pub chips: Vec<Chip>,
    /// The ways out, most rewarding first; only when nothing is shown.
    pub repairs: Vec<Repair>,
    /// What to mark in texts, as [`super::search::Hits::marks`].
    pub marks: Vec<(String, bool)>,
    /// Another text to search for, if a word of this one is spelt like nothing in the catalog.
    pub suggestion: Option<String>,
}

impl Results {
    /// Answers `query`.
    #[must_use]
    pub fn new(atlas: &Atlas, query: &Query) -> Self {
        let found = Found::new(atlas, query, None);
        let shown = found.shown(None);
        let by_category = found.by_category(&shown);
        let repairs = if shown.is_clear() { repairs(atlas, query, found.hits()) } else { Vec::new() };
        Self {
            groups: found.groups(&shown, &by_category),
            tools: shown.count_ones(..),
            categories: by_category.iter().filter(|set| !set.is_clear()).count(),
            counts: (0..FACETS.len()).map(|facet| found.counts(facet, &shown)).collect(),
            chips: chips(atlas, query),
            repairs,
            suggestion: found.suggestion(),
            marks: found.marks(),
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

fn chips(atlas: &Atlas, query: &Query) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (facet, options) in atlas.facets().iter().enumerate() {
        let chosen = options.iter().enumerate().filter(|(_, data)| query.has(facet, &data.id));
        chips.extend(chosen.map(|(option, _)| Chip { facet, option }));
    }
    chips
}
