//! Ways out of a dead end.

use super::found::Found;
use super::{Chip, Repair, chips};
use crate::atlas::Atlas;
use crate::facets::CATEGORY;
use crate::index::CategoryIndex;
use crate::query::{Command, Query};
use crate::search::Hits;
use crate::sort::sorted;

/// The most words of a search that are looked at one by one.
const MOST_WORDS: usize = 12;

/// What each active filter and each word gives when it alone is dropped; if nothing, what each gives when it alone is
/// kept; and the nearest category.
pub(super) fn repairs(atlas: &Atlas, query: &Query, hits: Option<&Hits>) -> Vec<Repair> {
    let repair = |verb, filter: &str, next: Query| {
        let tools = Found::new(atlas, &next, hits).shown(None).count_ones(..);
        // A step of its own, so that Back brings everything again; away from the open tool, if there is one.
        let command = Command::Follow(Box::new(next.apply(Command::Close)));
        (tools > 0).then(|| Repair { verb, filter: filter.to_owned(), command, tools })
    };
    let mut filters: Vec<(String, Command)> = chips(atlas, query)
        .into_iter()
        .map(|chip: Chip| {
            let option = &atlas.facets()[chip.facet][chip.option];
            (format!("{}: {}", chip.facet_label(), option.label), Command::Toggle(chip.facet, option.id.clone()))
        })
        .collect();
    let text = query.text.trim();
    if query.is_searching() {
        filters.push((format!("the text \"{text}\""), Command::Type(String::new())));
    }
    let mut repairs: Vec<Repair> =
        filters.iter().filter_map(|(filter, drop)| repair("Without", filter, query.apply(drop.clone()))).collect();
    let typed: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let word = |number: usize| format!("the word \"{}\"", typed[number]);
    if (2..=MOST_WORDS).contains(&typed.len()) {
        repairs.extend((0..typed.len()).filter_map(|dropped| {
            let rest = [&typed[..dropped], &typed[dropped + 1..]].concat().join(" ");
            repair("Without", &word(dropped), query.apply(Command::Type(rest)))
        }));
        if repairs.len() <= 1 {
            let alone = |kept: usize| query.apply(Command::Type(typed[kept].to_owned()));
            repairs.extend((0..typed.len()).filter_map(|kept| repair("Only", &word(kept), alone(kept))));
        }
    }
    if repairs.is_empty() && filters.len() > 1 {
        repairs.extend(filters.iter().enumerate().filter_map(|(kept, (filter, _))| {
            let others = filters.iter().enumerate().filter(|(other, _)| *other != kept);
            let alone = others.fold(query.clone(), |query, (_, (_, drop))| query.apply(drop.clone()));
            repair("Only", filter, alone)
        }));
    }
    let mut repairs = sorted(repairs, |a, b| b.tools.cmp(&a.tools));
    repairs.extend(hits.and_then(|hits| nearest(atlas, hits)).and_then(|category| {
        let category = &atlas.categories()[category];
        let alone = Query::default().apply(Command::Toggle(CATEGORY, category.id.to_string()));
        repair("Look in", &category.name, alone)
    }));
    repairs
}

/// The category whose texts have most words of the search, the first of several; none if no text has one.
fn nearest(atlas: &Atlas, hits: &Hits) -> Option<usize> {
    let words = |category| hits.terms_in(atlas.index(), CategoryIndex(category));
    let best = (0..atlas.categories().len()).rev().max_by_key(|&category| words(category));
    best.filter(|&category| words(category) > 0)
}
