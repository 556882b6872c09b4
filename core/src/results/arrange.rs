//! Puts the shown tools into groups and in order. Does not decide which tools are shown.

use std::cmp::Reverse;

use fixedbitset::FixedBitSet;

use super::filter::Filter;
use super::{Group, GroupKey};
use crate::position::{CategoryIndex, ToolIndex};
use crate::query::{Grouping, Sort};
use crate::sort::{sorted, sorted_keys};

/// The most tasks of a category that are shown beside other categories: what most people want.
const MAX_TASKS: usize = 8;

/// The groups that are not empty, in order.
pub(super) fn groups(filter: &Filter, shown: &FixedBitSet, by_category: &[FixedBitSet]) -> Vec<Group> {
    let sets: Vec<(GroupKey, FixedBitSet)> = match filter.query.grouping {
        Grouping::Category => {
            (0..).zip(by_category).map(|(at, set)| (GroupKey::Category(CategoryIndex(at)), set.clone())).collect()
        }
        Grouping::Facet(facet) => {
            let sets = filter.atlas.options().of(facet).iter().map(|option| {
                let mut set = option.tools.clone();
                set.intersect_with(shown);
                (GroupKey::Option(option.at), set)
            });
            sets.collect()
        }
        Grouping::None => vec![(GroupKey::All, shown.clone())],
    };
    // All tools are sorted once, because a tool may be in several groups.
    let order = ordered(filter, &shown.ones().map(ToolIndex).collect::<Vec<_>>());
    let sets: Vec<(GroupKey, FixedBitSet)> = sets.into_iter().filter(|(_, set)| !set.is_clear()).collect();
    let most_tasks = if sets.len() > 1 { MAX_TASKS } else { usize::MAX };
    let groups = sets.into_iter().map(|(key, set)| {
        let tools = order.iter().copied().filter(|tool| set.contains(tool.0)).collect();
        group(filter, key, tools, most_tasks)
    });
    let groups: Vec<Group> = groups.collect();
    if filter.hits().is_none() || filter.query.sort != Sort::Relevance {
        return groups;
    }
    // The group with the best match comes first, by its own score or that of a tool; equal groups keep the display
    // order.
    let own_score = |key: GroupKey| match (key, filter.hits()) {
        (GroupKey::Category(index), Some(hits)) => hits.category_scores[index.0],
        _ => 0,
    };
    // Of two that have the same best tool, the one with the task that the search says comes first, then the one where it
    // leads.
    let answer = filter.hits().and_then(|hits| hits.answer).map(|answer| GroupKey::Category(answer.category));
    let lead = |group: &Group| match (group.key, group.tools.first()) {
        (GroupKey::Category(category), Some(first)) => {
            let leading = filter.atlas.index().leading(category);
            leading.iter().position(|tool| tool == first).unwrap_or(leading.len())
        }
        _ => 0,
    };
    let best = |group: &Group| {
        let first = group.tools.first().map_or(0, |&tool| score(filter, tool));
        (Reverse(own_score(group.key).max(first)), answer != Some(group.key), lead(group))
    };
    sorted(groups, |a, b| best(a).cmp(&best(b)))
}

fn group(filter: &Filter, key: GroupKey, tools: Vec<ToolIndex>, most_tasks: usize) -> Group {
    let is_relevant = |text: &String| filter.hits().is_none_or(|hits| hits.is_in(text));
    let (mut tasks, mut chosen_tasks, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(category) = key.category(filter.atlas) {
        let positions = 0..category.tasks.len();
        chosen_tasks = positions.clone().filter(|&at| filter.is_chosen(&category.tasks[at].id)).collect();
        if !chosen_tasks.is_empty() {
            // Who has chosen a task wants its tools; the rest of the category is a link away.
            return Group { key, tools, tasks, chosen_tasks, mentions };
        }
        let is_shown = |&at: &usize| match (key, filter.hits()) {
            (GroupKey::Category(index), Some(hits)) => hits.is_in_task(filter.atlas.index(), index, at),
            _ => true,
        };
        tasks = positions.filter(is_shown).take(most_tasks).collect();
        let is_mentioned = |at: &usize| {
            let mention = &category.mentions[*at];
            filter.allows_origin(mention.in_guide)
                && (is_relevant(&mention.name) || mention.aliases.iter().any(is_relevant))
        };
        mentions = (0..category.mentions.len()).filter(is_mentioned).collect();
    }
    Group { key, tools, tasks, chosen_tasks, mentions }
}

fn score(filter: &Filter, tool: ToolIndex) -> u32 {
    filter.hits().and_then(|hits| hits.scores.get(tool.0).copied()).unwrap_or(0)
}

/// Tools in the order of the query. Equal tools keep the editors' order, which is that of a chosen task; of equal
/// matches, better maintained tools come first.
fn ordered(filter: &Filter, tools: &[ToolIndex]) -> Vec<ToolIndex> {
    let atlas = filter.atlas;
    let facts = |tool: ToolIndex| atlas.facts_of(atlas.tool_at(tool));
    let key: &dyn Fn(ToolIndex) -> u64 = match filter.query.sort {
        Sort::Relevance if filter.hits().is_none() => &|tool| filter.rank_in_task(tool),
        Sort::Relevance => &|tool| (u64::from(u32::MAX - score(filter, tool)) << 32) | atlas.rank_by_maintenance(tool),
        Sort::Name => &|tool| atlas.rank_by_name(tool),
        Sort::Released => &|tool| u64::MAX - facts(tool).map_or(0, |facts| digits(&facts.released)),
        Sort::Platforms => &|tool| u64::MAX - atlas.known(atlas.tool_at(tool)).runs().len() as u64,
    };
    let keys: Vec<u64> = tools.iter().map(|&tool| key(tool)).collect();
    sorted_keys(&keys).into_iter().map(|at| tools[at]).collect()
}

/// The digits of a day as a number, which sorts like the day.
fn digits(day: &str) -> u64 {
    day.bytes().filter(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
}
