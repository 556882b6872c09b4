//! Ways out of a dead end.

use super::found::Found;
use super::{Chip, Repair, chips};
use crate::domain::atlas::Atlas;
use crate::domain::order::sorted;
use crate::domain::query::{Command, Query};

/// What each active filter gives when it alone is dropped; if nothing, what it gives when it alone is kept.
pub(super) fn repairs(atlas: &Atlas, query: &Query) -> Vec<Repair> {
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
