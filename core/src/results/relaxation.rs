//! Query relaxation: finds less strict queries that show something, for a query that shows nothing.

use super::filter::Filter;
use super::{Change, Relaxation};
use crate::atlas::Atlas;
use crate::facets::{FacetId, OptionRef};
use crate::position::CategoryIndex;
use crate::query::{Command, Query};
use crate::search::Hits;
use crate::sort::sorted;

/// The most words of a text for which each word is tried by itself: each try is a search.
const MAX_WORDS: usize = 12;

/// A filter or the text of the query, with the command that drops it.
struct Part {
    subject: String,
    drop: Command,
}

/// The queries without one filter, without the text or without one word. If they show nothing, the queries with only
/// one filter or word. The nearest category comes last.
pub(super) fn relaxations(atlas: &Atlas, query: &Query, hits: Option<&Hits>) -> Vec<Relaxation> {
    let relax = |change, subject: &str, next: Query| {
        let filter = Filter::new(atlas, &next, hits);
        // What is found for a part of its words is no answer to it.
        let is_whole = filter.hits().is_none_or(|hits| hits.kept.is_none());
        let tools = if is_whole { filter.shown(None).count_ones(..) } else { 0 };
        // It makes an entry in the history, so Back restores the query.
        let command = Command::Replace(Box::new(next.apply(Command::Close)));
        (tools > 0).then(|| Relaxation { change, subject: subject.to_owned(), command, tools })
    };
    let part = |&option: &OptionRef| {
        let subject = format!("{}: {}", option.facet.facet().label, atlas.options().get(option).label);
        Part { subject, drop: Command::Toggle(option) }
    };
    let mut parts: Vec<Part> = query.chosen().iter().map(part).collect();
    if query.fit_only {
        parts.push(Part { subject: "Environment: only what fits".to_owned(), drop: Command::FitOnly(false) });
    }
    let text = query.text.trim();
    if query.is_searching() {
        parts.push(Part { subject: format!("the text \"{text}\""), drop: Command::Type(String::new()) });
    }
    let without = |part: &Part| relax(Change::Without, &part.subject, query.apply(part.drop.clone()));
    let mut found: Vec<Relaxation> = parts.iter().filter_map(without).collect();
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let subject = |at: usize| format!("the word \"{}\"", words[at]);
    if (2..=MAX_WORDS).contains(&words.len()) {
        found.extend((0..words.len()).filter_map(|dropped| {
            let rest = [&words[..dropped], &words[dropped + 1..]].concat().join(" ");
            relax(Change::Without, &subject(dropped), query.apply(Command::Type(rest)))
        }));
        if found.len() <= 1 {
            let alone = |kept: usize| query.apply(Command::Type(words[kept].to_owned()));
            found.extend((0..words.len()).filter_map(|kept| relax(Change::Only, &subject(kept), alone(kept))));
        }
    }
    if found.is_empty() && parts.len() > 1 {
        found.extend(parts.iter().enumerate().filter_map(|(kept, part)| {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != kept);
            let alone = others.fold(query.clone(), |query, (_, other)| query.apply(other.drop.clone()));
            relax(Change::Only, &part.subject, alone)
        }));
    }
    let mut found = sorted(found, |a, b| b.tools.cmp(&a.tools));
    found.extend(hits.and_then(|hits| nearest(atlas, hits)).and_then(|category| {
        let category = &atlas.categories()[category.0];
        let option = atlas.options().find(FacetId::Category, category.id.as_str())?;
        relax(Change::LookIn, &category.name, query.apply(Command::ClearAll).apply(Command::Toggle(option)))
    }));
    found
}

/// The category whose texts have the most terms of the search, the first of several; `None` if no text has one.
fn nearest(atlas: &Atlas, hits: &Hits) -> Option<CategoryIndex> {
    let words = |category| hits.terms_in(atlas.index(), category);
    let best = (0..atlas.categories().len()).rev().map(CategoryIndex).max_by_key(|&category| words(category));
    best.filter(|&category| words(category) > 0)
}
