//! Ways out of a dead end.

use super::found::Found;
use super::{Chip, Repair, chips};
use crate::domain::atlas::Atlas;
use crate::domain::catalog::Category;
use crate::domain::facets::CATEGORY;
use crate::domain::order::sorted;
use crate::domain::query::{Command, Query};
use crate::domain::text::words;

/// What each active filter and each word gives when it alone is dropped; if nothing, what each gives when it alone is
/// kept; and the category that has most of the words.
pub(super) fn repairs(atlas: &Atlas, query: &Query) -> Vec<Repair> {
    let drop = |chip: Chip| {
        let option = &atlas.facets()[chip.facet][chip.option];
        (format!("{}: {}", chip.facet_label(), option.label), Command::Toggle(chip.facet, option.id.clone()))
    };
    let mut drops: Vec<(String, Command)> = chips(atlas, query).into_iter().map(drop).collect();
    let text = query.text.trim();
    if query.is_searching() {
        drops.push((format!("the text \"{text}\""), Command::Type(String::new())));
    }
    let repair = |verb, filter: &str, command: Command| {
        let tools = Found::new(atlas, &query.apply(command.clone())).shown(None).count_ones(..);
        (tools > 0).then(|| Repair { verb, filter: filter.to_owned(), command, tools })
    };
    let mut repairs: Vec<Repair> =
        drops.iter().filter_map(|(filter, drop)| repair("Without", filter, drop.clone())).collect();
    let typed: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    if typed.len() > 1 {
        repairs.extend((0..typed.len()).filter_map(|dropped| {
            let rest = [&typed[..dropped], &typed[dropped + 1..]].concat().join(" ");
            // A step of its own, so that Back brings the word again.
            let rest = Command::Follow(Box::new(query.apply(Command::Type(rest))));
            repair("Without", &format!("the word \"{}\"", typed[dropped]), rest)
        }));
    }
    if repairs.is_empty() && drops.len() > 1 {
        repairs.extend(drops.iter().enumerate().filter_map(|(kept, (filter, _))| {
            let others = drops.iter().enumerate().filter(|(other, _)| *other != kept);
            let alone = others.fold(query.clone(), |query, (_, (_, drop))| query.apply(drop.clone()));
            repair("Only", filter, Command::Follow(Box::new(alone)))
        }));
    }
    let mut repairs = sorted(repairs, |a, b| b.tools.cmp(&a.tools));
    repairs.extend(nearest(atlas, text).and_then(|category| {
        let alone = Query::default().apply(Command::Toggle(CATEGORY, category.id.to_string()));
        repair("Look in", &category.name, Command::Follow(Box::new(alone)))
    }));
    repairs
}

/// The category whose texts have most words of `text`; the first of several, none if no text has one.
fn nearest<'a>(atlas: &'a Atlas, text: &str) -> Option<&'a Category> {
    let asked = words(text);
    let mut best = (0, None);
    for category in atlas.categories() {
        let mut texts: Vec<&String> = vec![&category.name, &category.summary];
        texts.extend(category.uses.iter().chain(&category.guide));
        texts.extend(category.mentions.iter().map(|mention| &mention.name));
        let own: Vec<String> = texts.into_iter().flat_map(|text| words(text)).collect();
        let count = asked.iter().filter(|word| own.iter().any(|own| own.starts_with(word.as_str()))).count();
        if count > best.0 {
            best = (count, Some(category));
        }
    }
    best.1
}
