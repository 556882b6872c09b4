//! What is shown for a query: groups in order, the count beside each option, and a way out of every dead end.

use std::cmp::Reverse;

use fixedbitset::FixedBitSet;

use super::atlas::Atlas;
use super::catalog::{Category, ToolKind};
use super::facets::{CATEGORY, FACETS, FacetOption};
use super::order::sorted;
use super::query::{Command, Grouping, Matching, Query, Sort};
use super::text::{key, words};

/// What a group of tools has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// A category, by index in the catalog.
    Category(usize),
    /// A kind, by index in [`ToolKind::ALL`].
    Kind(usize),
    /// Nothing: the one list.
    All,
}

impl GroupKey {
    /// The key as a number, to tell groups apart in lists.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::All => 0,
            Self::Kind(index) => 1 + index,
            Self::Category(index) => 1 + ToolKind::ALL.len() + index,
        }
    }

    /// The key with this [`GroupKey::number`].
    #[must_use]
    pub fn from_number(number: usize) -> Self {
        match number.checked_sub(1) {
            None => Self::All,
            Some(index) if index < ToolKind::ALL.len() => Self::Kind(index),
            Some(index) => Self::Category(index - ToolKind::ALL.len()),
        }
    }

    /// The category, if the group is one.
    #[must_use]
    pub fn category(self, atlas: &Atlas) -> Option<&Category> {
        match self {
            Self::Category(index) => atlas.categories().get(index),
            Self::Kind(_) | Self::All => None,
        }
    }

    /// The heading of the group.
    #[must_use]
    pub fn title(self, atlas: &Atlas) -> &str {
        match self {
            Self::Category(index) => atlas.categories().get(index).map_or("", |category| &category.name),
            Self::Kind(index) => ToolKind::ALL.get(index).map_or("", |row| row.3),
            Self::All => "All tools",
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
    /// What becomes of the filter: `Without` or `Only`.
    pub verb: &'static str,
    /// The filter in words, such as `Kind: Hardware` or `the text "arays"`.
    pub filter: String,
    /// What to dispatch.
    pub command: Command,
    /// How many tools that would show; at least one.
    pub tools: usize,
}

/// One active choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chip {
    /// Its facet, by index in [`FACETS`].
    pub facet: usize,
    /// Its option, by index in [`Atlas::facets`].
    pub option: usize,
}

impl Chip {
    /// The choice as a number, to tell chips apart in lists.
    #[must_use]
    pub fn number(self) -> usize {
        self.option * FACETS.len() + self.facet
    }

    /// The choice with this [`Chip::number`].
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
}

impl Results {
    /// Answers `query`.
    #[must_use]
    pub fn new(atlas: &Atlas, query: &Query) -> Self {
        let found = Found::new(atlas, query);
        let shown = found.shown(None);
        let by_category = found.by_category(&shown);
        let repairs = if shown.is_clear() { repairs(atlas, query) } else { Vec::new() };
        Self {
            groups: found.groups(&shown, &by_category),
            tools: shown.count_ones(..),
            categories: by_category.iter().filter(|set| !set.is_clear()).count(),
            counts: (0..FACETS.len()).map(|facet| found.counts(facet)).collect(),
            chips: chips(atlas, query),
            repairs,
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

/// The tools that match the text, and those that match each facet's choices, before they are put together.
struct Found<'a> {
    atlas: &'a Atlas,
    query: &'a Query,
    hits: Option<super::search::Hits>,
    /// For each facet the tools its choices allow; `None` where nothing is chosen.
    allowed: Vec<Option<FixedBitSet>>,
}

impl<'a> Found<'a> {
    fn new(atlas: &'a Atlas, query: &'a Query) -> Self {
        let allowed = atlas.facets().iter().enumerate().map(|(facet, options)| allowed(facet, options, query));
        Self { atlas, query, hits: atlas.index().find(&query.text), allowed: allowed.collect() }
    }

    /// The tools that match the text and the choices of every facet but `except`.
    fn shown(&self, except: Option<usize>) -> FixedBitSet {
        let mut shown = match &self.hits {
            Some(hits) => hits.tools.clone(),
            None => everything(self.atlas.tools().len()),
        };
        for (facet, allowed) in self.allowed.iter().enumerate() {
            if let (Some(allowed), false) = (allowed, except == Some(facet)) {
                shown.intersect_with(allowed);
            }
        }
        shown
    }

    /// The shown tools of each category; none for a category that is not chosen while others are.
    fn by_category(&self, shown: &FixedBitSet) -> Vec<FixedBitSet> {
        let members = self.hits.as_ref().map_or(self.atlas.index().members(), |hits| &hits.by_category);
        let open_to_all = self.query.chosen(CATEGORY).next().is_none();
        let sets = members.iter().zip(self.atlas.categories()).map(|(members, category)| {
            if !open_to_all && !self.query.has(CATEGORY, category.id.as_str()) {
                return FixedBitSet::new();
            }
            let mut set = members.clone();
            set.intersect_with(shown);
            set
        });
        sets.collect()
    }

    fn groups(&self, shown: &FixedBitSet, by_category: &[FixedBitSet]) -> Vec<Group> {
        let sets: Vec<(GroupKey, FixedBitSet)> = match self.query.grouping {
            Grouping::Category => {
                by_category.iter().enumerate().map(|(n, set)| (GroupKey::Category(n), set.clone())).collect()
            }
            Grouping::Kind => ToolKind::ALL
                .iter()
                .enumerate()
                .map(|(n, row)| {
                    let of_kind = shown.ones().filter(|&tool| self.atlas.tools()[tool].kind == row.0);
                    (GroupKey::Kind(n), of_kind.collect())
                })
                .collect(),
            Grouping::None => vec![(GroupKey::All, shown.clone())],
        };
        let groups: Vec<Group> = sets
            .into_iter()
            .filter(|(_, set)| !set.is_clear())
            .map(|(key, set)| self.group(key, self.ordered(set.ones().collect())))
            .collect();
        if !self.by_score() {
            return groups;
        }
        // The group with the best match first; equal ones stay in display order.
        let best = |group: &Group| Reverse(group.tools.first().map_or(0, |&tool| self.score(tool)));
        sorted(groups, |a, b| best(a).cmp(&best(b)))
    }

    fn group(&self, key: GroupKey, tools: Vec<usize>) -> Group {
        let asked = words(&self.query.text);
        let relevant = |texts: &[&String]| {
            asked.is_empty()
                || texts
                    .iter()
                    .any(|text| words(text).iter().any(|word| asked.iter().any(|asked| word.starts_with(asked))))
        };
        let (mut uses, mut mentions) = (Vec::new(), Vec::new());
        if let Some(category) = key.category(self.atlas) {
            uses = (0..category.uses.len()).filter(|&n| relevant(&[&category.uses[n]])).collect();
            let names = |n: usize| std::iter::once(&category.mentions[n].name).chain(&category.mentions[n].aliases);
            mentions = (0..category.mentions.len()).filter(|&n| relevant(&names(n).collect::<Vec<_>>())).collect();
        }
        Group { key, tools, uses, mentions }
    }

    fn by_score(&self) -> bool {
        self.hits.is_some() && self.query.sort == Sort::Relevance
    }

    fn score(&self, tool: usize) -> u32 {
        self.hits.as_ref().and_then(|hits| hits.score.get(tool).copied()).unwrap_or(0)
    }

    /// Editorial order, or by score with editorial order among equals, or by name.
    fn ordered(&self, tools: Vec<usize>) -> Vec<usize> {
        if self.query.sort == Sort::Name {
            let names = tools.iter().map(|&tool| (key(&self.atlas.tools()[tool].name), tool)).collect();
            sorted(names, |a: &(String, usize), b| a.cmp(b)).into_iter().map(|(_, tool)| tool).collect()
        } else if self.by_score() {
            sorted(tools, |&a, &b| self.score(b).cmp(&self.score(a)))
        } else {
            tools
        }
    }

    /// What choosing each option of a facet would leave: the tools that have the option, out of those that the text
    /// and the other facets allow (and, where all options are needed, the chosen ones of this facet too).
    fn counts(&self, facet: usize) -> Vec<usize> {
        let needs_all = FACETS[facet].many && self.query.matching == Matching::All;
        let base = self.shown(if needs_all { None } else { Some(facet) });
        self.atlas.facets()[facet].iter().map(|option| option.tools.intersection_count(&base)).collect()
    }
}

fn everything(count: usize) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(count);
    set.insert_range(..);
    set
}

/// The tools that the choices of one facet allow.
fn allowed(facet: usize, options: &[FacetOption], query: &Query) -> Option<FixedBitSet> {
    let mut sets = options.iter().filter(|option| query.has(facet, &option.id)).map(|option| &option.tools);
    let mut allowed = sets.next()?.clone();
    for set in sets {
        if FACETS[facet].many && query.matching == Matching::All {
            allowed.intersect_with(set);
        } else {
            allowed.union_with(set);
        }
    }
    Some(allowed)
}

fn chips(atlas: &Atlas, query: &Query) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (facet, options) in atlas.facets().iter().enumerate() {
        let chosen = options.iter().enumerate().filter(|(_, data)| query.has(facet, &data.id));
        chips.extend(chosen.map(|(option, _)| Chip { facet, option }));
    }
    chips
}

/// What each active filter gives when it alone is dropped; if nothing, what it gives when it alone is kept.
fn repairs(atlas: &Atlas, query: &Query) -> Vec<Repair> {
    let drop = |chip: Chip| {
        let option = &atlas.facets()[chip.facet][chip.option];
        (format!("{}: {}", chip.facet_label(), option.label), Command::Toggle(chip.facet, option.id.clone()))
    };
    let mut drops: Vec<(String, Command)> = chips(atlas, query).into_iter().map(drop).collect();
    if query.is_searching() {
        drops.push((format!("the text \"{}\"", query.text.trim()), Command::Type(String::new())));
    }
    let repair = |verb, filter: &String, command: Command| {
        let tools = Found::new(atlas, &query.apply(command.clone())).shown(None).count_ones(..);
        (tools > 0).then(|| Repair { verb, filter: filter.clone(), command, tools })
    };
    let mut repairs: Vec<Repair> =
        drops.iter().filter_map(|(filter, drop)| repair("Without", filter, drop.clone())).collect();
    if repairs.is_empty() && drops.len() > 1 {
        let kept = drops.iter().enumerate().filter_map(|(kept, (filter, _))| {
            let others = drops.iter().enumerate().filter(|(other, _)| *other != kept);
            let alone = others.fold(query.clone(), |query, (_, (_, drop))| query.apply(drop.clone()));
            repair("Only", filter, Command::Follow(Box::new(alone)))
        });
        repairs = kept.collect();
    }
    sorted(repairs, |a, b| b.tools.cmp(&a.tools))
}
