//! Putting text and choices together: which tools are shown, where, in which order, and what each option would leave.

use std::cmp::Reverse;

use fixedbitset::FixedBitSet;

use super::{Chip, Group, GroupKey};
use crate::atlas::Atlas;
use crate::facets::{CATEGORY, FACETS, FacetOption, KIND, LICENCE, MAINTAINED};
use crate::highlight::Highlight;
use crate::query::{Command, Grouping, Matching, Query, Sort};
use crate::search::Hits;
use crate::sort::{sorted, sorted_keys};

/// The tools that match the text, and those that match each facet's choices, before they are put together.
pub(super) struct Found<'a> {
    atlas: &'a Atlas,
    query: &'a Query,
    hits: Option<Hits>,
    /// For each facet the tools its choices allow; `None` where nothing is chosen.
    allowed: Vec<Option<FixedBitSet>>,
}

impl<'a> Found<'a> {
    /// Looks up what the query asks for, but for what is known from `before`.
    pub(super) fn new(atlas: &'a Atlas, query: &'a Query, before: Option<&Hits>) -> Self {
        let allowed = atlas.facets().iter().enumerate().map(|(facet, options)| allowed(facet, options, query));
        Self { atlas, query, hits: atlas.index().find(&query.text, before), allowed: allowed.collect() }
    }

    /// What matches the text.
    pub(super) fn hits(&self) -> Option<&Hits> {
        self.hits.as_ref()
    }

    /// The tools that match the text and the choices of every facet but `except`.
    pub(super) fn shown(&self, except: Option<usize>) -> FixedBitSet {
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
    pub(super) fn by_category(&self, shown: &FixedBitSet) -> Vec<FixedBitSet> {
        let open_to_all = self.query.chosen(CATEGORY).next().is_none();
        // A tool that is found by another of its categories still stands in the chosen ones.
        let hits = self.hits.as_ref().filter(|_| open_to_all);
        let members = hits.map_or(self.atlas.index().members(), |hits| &hits.by_category);
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

    pub(super) fn groups(&self, shown: &FixedBitSet, by_category: &[FixedBitSet]) -> Vec<Group> {
        let by_facet = match self.query.grouping {
            Grouping::Category => None,
            Grouping::Kind => Some(KIND),
            Grouping::Licence => Some(LICENCE),
            Grouping::Maintenance => Some(MAINTAINED),
            Grouping::None => return self.in_order(shown, vec![(GroupKey::All, shown.clone())]),
        };
        let sets = match by_facet {
            None => by_category.iter().enumerate().map(|(n, set)| (GroupKey::Category(n), set.clone())).collect(),
            Some(facet) => {
                let options = self.atlas.facets()[facet].iter().enumerate();
                let sets = options.map(|(option, data)| {
                    let mut set = data.tools.clone();
                    set.intersect_with(shown);
                    (GroupKey::Option(Chip { facet, option }), set)
                });
                sets.collect()
            }
        };
        self.in_order(shown, sets)
    }

    /// The sets that are not empty, as groups.
    fn in_order(&self, shown: &FixedBitSet, sets: Vec<(GroupKey, FixedBitSet)>) -> Vec<Group> {
        // A tool may stand in several groups: it is sorted in once.
        let order = self.ordered(shown.ones().collect());
        let groups: Vec<Group> = sets
            .into_iter()
            .filter(|(_, set)| !set.is_clear())
            .map(|(key, set)| self.group(key, order.iter().copied().filter(|&tool| set.contains(tool)).collect()))
            .collect();
        if !self.by_score() {
            return groups;
        }
        // The group with the best match first, its own or one of its tools; equal ones stay in display order.
        let own = |group: &Group| match (group.key, &self.hits) {
            (GroupKey::Category(index), Some(hits)) => hits.category_scores[index],
            _ => 0,
        };
        let best = |group: &Group| Reverse(own(group).max(group.tools.first().map_or(0, |&tool| self.score(tool))));
        sorted(groups, |a, b| best(a).cmp(&best(b)))
    }

    fn group(&self, key: GroupKey, tools: Vec<usize>) -> Group {
        let relevant = |text: &String| self.hits.as_ref().is_none_or(|hits| hits.is_in(text));
        let (mut uses, mut mentions) = (Vec::new(), Vec::new());
        if let Some(category) = key.category(self.atlas) {
            uses = (0..category.uses.len()).filter(|&n| relevant(&category.uses[n])).collect();
            let mentioned = |n: &usize| {
                let mention = &category.mentions[*n];
                relevant(&mention.name) || mention.aliases.iter().any(relevant)
            };
            mentions = (0..category.mentions.len()).filter(mentioned).collect();
        }
        Group { key, tools, uses, mentions }
    }

    /// What to highlight in texts.
    pub(super) fn highlights(&self) -> Vec<Highlight> {
        self.hits.as_ref().map_or_else(Vec::new, |hits| hits.highlights.clone())
    }

    /// Another text to search for, one that finds something.
    pub(super) fn suggestion(&self) -> Option<String> {
        let hits = self.hits.as_ref()?;
        let text = self.atlas.index().suggestion(&self.query.text, &hits.corrections)?;
        let mended = self.query.apply(Command::Type(text.clone()));
        (!Found::new(self.atlas, &mended, Some(hits)).shown(None).is_clear()).then_some(text)
    }

    fn by_score(&self) -> bool {
        self.hits.is_some() && self.query.sort == Sort::Relevance
    }

    fn score(&self, tool: usize) -> u32 {
        self.hits.as_ref().and_then(|hits| hits.scores.get(tool).copied()).unwrap_or(0)
    }

    /// Tools in the order asked for; editorial order among equals, but better maintained ones first among equal matches.
    fn ordered(&self, tools: Vec<usize>) -> Vec<usize> {
        let facts = |tool: usize| self.atlas.facts_of(&self.atlas.tools()[tool]);
        let key: &dyn Fn(usize) -> u64 = match self.query.sort {
            Sort::Relevance if self.hits.is_none() => return tools,
            Sort::Relevance => &|tool| (u64::from(u32::MAX - self.score(tool)) << 32) | self.atlas.by_merit()[tool],
            Sort::Name => &|tool| self.atlas.by_name()[tool],
            Sort::Released => &|tool| u64::MAX - facts(tool).map_or(0, |facts| digits(&facts.released)),
            Sort::Platforms => &|tool| u64::MAX - facts(tool).map_or(0, |facts| facts.runs.len() as u64),
        };
        let keys: Vec<u64> = tools.iter().map(|&tool| key(tool)).collect();
        sorted_keys(&keys).into_iter().map(|place| tools[place]).collect()
    }

    /// What choosing each option of a facet would leave: the tools that have the option, out of those that the text
    /// and the other facets allow (and, where all options are needed, the chosen ones of this facet too).
    /// `shown` is what all choices leave.
    pub(super) fn counts(&self, facet: usize, shown: &FixedBitSet) -> Vec<usize> {
        let needs_all = FACETS[facet].many && self.query.matching == Matching::All;
        let others = (self.allowed[facet].is_some() && !needs_all).then(|| self.shown(Some(facet)));
        let base = others.as_ref().unwrap_or(shown);
        let count = |option: &FacetOption| option.tools.intersection_count(base);
        self.atlas.facets()[facet].iter().map(count).collect()
    }
}

/// The digits of a day as a number, which sorts like the day.
fn digits(day: &str) -> u64 {
    day.bytes().filter(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
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
