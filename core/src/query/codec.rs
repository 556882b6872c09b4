//! The codec: a [`Query`] as the query string of an address, and back. No other code knows a key.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Command, Grouping, Layout, MAX_COMPARED, MAX_PICKS, Matching, Pick, Query, Sort};
use crate::atlas::Atlas;
use crate::catalog::{CategoryId, TaskId, ToolId, WishId};
use crate::choice::Choice;
use crate::closed_set::ClosedSet;
use crate::environment::Environment;
use crate::facets::FacetId;
use crate::sort::sorted;

/// The key of the search text.
const TEXT: &str = "q";
/// The key of the open tool.
const TOOL: &str = "tool";
/// The key of the compared tools.
const COMPARE: &str = "compare";
/// The key of the shortlist.
const PICK: &str = "pick";
/// The key of a reason for a tool on the shortlist, as `flask:it is small`; once for each tool that has one.
const WHY: &str = "why";
/// The key of the environment.
const ENVIRONMENT: &str = "env";
/// The key for hiding what fails in it, and its one value.
const FIT: &str = "fit";
const ONLY: &str = "only";
/// The key of the task of the finder; its empty value is the finder without a task.
const FIND: &str = "find";
/// The key of the wishes of the finder.
const WISH: &str = "wish";

/// The characters that are percent-encoded in a value: all except letters, digits and those removed here.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b',');

impl Query {
    /// The address of a search for `text`.
    #[must_use]
    pub fn link_to_text(text: &str) -> String {
        link(TEXT, text)
    }

    /// The address of a category.
    #[must_use]
    pub fn link_to_category(id: &CategoryId) -> String {
        link(FacetId::Category.facet().key, id.as_str())
    }

    /// The address of a task.
    #[must_use]
    pub fn link_to_task(id: &TaskId) -> String {
        link(FacetId::Task.facet().key, id.as_str())
    }

    /// The address of all tools in this layout.
    #[must_use]
    pub fn link_to_all(layout: Layout) -> String {
        link(Layout::KEY, layout.id())
    }

    /// The address of a tool's details.
    #[must_use]
    pub fn link_to_tool(id: &ToolId) -> String {
        link(TOOL, id.as_str())
    }

    /// The address that adds tools to the shortlist.
    #[must_use]
    pub fn link_to_picks<'a>(tools: impl IntoIterator<Item = &'a ToolId>) -> String {
        link(PICK, &joined(tools))
    }

    /// The address of the finder, with a task or without one.
    #[must_use]
    pub fn link_to_finder(task: Option<&TaskId>) -> String {
        link(FIND, task.map_or("", TaskId::as_str))
    }

    /// Reads a query string, with or without its `?`. Unknown keys and values are dropped, and the rest applies. If a
    /// key is given twice, chosen options add up; of single values, the last one counts.
    #[must_use]
    pub fn decode(search: &str, atlas: &Atlas) -> Self {
        Self::read(search, atlas, &mut |_, _| {})
    }

    /// Like [`Self::decode`]; `drop` is told the key and each value that names nothing here.
    #[must_use]
    pub fn read(search: &str, atlas: &Atlas, drop: &mut dyn FnMut(&str, &str)) -> Self {
        let mut query = Self::default();
        let (mut whys, mut wished) = (Vec::new(), Vec::new());
        // It is set last, because what is asked for changes it.
        let mut layout = None;
        for (key, value) in form_urlencoded::parse(search.trim_start_matches('?').as_bytes()) {
            if let Some(&facet) = FacetId::ALL.iter().find(|facet| facet.facet().key == key) {
                for id in value.split(',').filter(|id| !id.is_empty()) {
                    match atlas.options().find(facet, id) {
                        Some(option) if !query.has(option) => query = query.apply(Command::Toggle(option)),
                        Some(_) => {}
                        None => drop(&key, id),
                    }
                }
                continue;
            }
            match key.as_ref() {
                TEXT => query = query.apply(Command::Type(value.into_owned())),
                Matching::KEY => query.matching = ClosedSet::from_id(&value).unwrap_or(query.matching),
                Sort::KEY => query.sort = ClosedSet::from_id(&value).unwrap_or(query.sort),
                Grouping::KEY => query.grouping = ClosedSet::from_id(&value).unwrap_or(query.grouping),
                Layout::KEY => layout = ClosedSet::from_id(&value).or(layout),
                TOOL => query.open = tools(atlas, &key, &value, drop).pop().or(query.open),
                COMPARE => {
                    for tool in tools(atlas, &key, &value, drop) {
                        if query.compared.contains(&tool) {
                        } else if query.compared.len() < MAX_COMPARED {
                            query.compared.push(tool);
                        } else {
                            drop(&key, tool.as_str());
                        }
                    }
                }
                PICK => {
                    for tool in tools(atlas, &key, &value, drop) {
                        if query.has_picked(&tool) {
                        } else if query.picks.len() < MAX_PICKS {
                            query = query.apply(query.toggle_picked(&tool));
                        } else {
                            drop(&key, tool.as_str());
                        }
                    }
                }
                WHY => whys.push(value.into_owned()),
                ENVIRONMENT => {
                    let pythons = &atlas.facts().installs_for;
                    query.environment = Environment::decode(&value, pythons, &mut |word| drop(&key, word));
                }
                FIT => query.fit_only = value == ONLY,
                FIND => {
                    let finder = query.finder.get_or_insert_default();
                    match atlas.task(&value) {
                        Some(at) => finder.task = Some(atlas.task_at(at).id.clone()),
                        None if value.is_empty() => finder.task = None,
                        None => drop(&key, &value),
                    }
                }
                WISH => wished.extend(value.split(',').filter(|id| !id.is_empty()).map(str::to_owned)),
                _ => {}
            }
        }
        query.chosen_layout = layout;
        // The reasons may stand before the shortlist in the address.
        for (tool, why) in whys.iter().filter_map(|why| why.split_once(':')) {
            if let Some(tool) = ToolId::from_text(tool) {
                query = query.apply(Command::Why(tool, why.to_owned()));
            }
        }
        for id in wished {
            match (atlas.wishes().iter().find(|wish| wish.id.as_str() == id), &mut query.finder) {
                (None, _) => drop(WISH, &id),
                (Some(wish), Some(finder)) if !finder.wishes.contains(&wish.id) => {
                    *finder = finder.toggle(atlas, &wish.id);
                }
                _ => {}
            }
        }
        query
    }

    /// Writes the query string, without a `?`. Defaults are left out, so it is empty for the default view.
    #[must_use]
    pub fn encode(&self, atlas: &Atlas) -> String {
        let mut pairs = Vec::new();
        if self.is_searching() {
            pairs.push(pair(TEXT, &self.text));
        }
        for &facet in FacetId::ALL {
            let ids: Vec<&str> = self.chosen_of(facet).map(|option| atlas.options().get(option).id.as_str()).collect();
            let ids = sorted(ids, Ord::cmp);
            if !ids.is_empty() {
                pairs.push(pair(facet.facet().key, &ids.join(",")));
            }
        }
        pairs.extend(unless_default(self.matching));
        pairs.extend(unless_default(self.sort));
        pairs.extend(unless_default(self.grouping));
        pairs.extend(self.chosen_layout.map(|layout| pair(Layout::KEY, layout.id())));
        let finder = self.finder.as_ref();
        // An open finder without a task has a key too.
        pairs.extend(finder.map(|finder| pair(FIND, finder.task.as_ref().map_or("", TaskId::as_str))));
        let wishes = finder.into_iter().flat_map(|finder| &finder.wishes).map(WishId::as_str);
        let lists = [
            (WISH, wishes.collect::<Vec<_>>().join(",")),
            (ENVIRONMENT, self.environment.encode()),
            (FIT, if self.fit_only { ONLY.to_owned() } else { String::new() }),
            (COMPARE, joined(&self.compared)),
            (PICK, joined(self.picks.iter().map(|pick| &pick.tool))),
            (TOOL, joined(&self.open)),
        ];
        pairs.extend(lists.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| pair(key, value)));
        let whys = self.picks.iter().filter(|pick| !pick.why.is_empty());
        pairs.extend(whys.map(|Pick { tool, why }| pair(WHY, &format!("{tool}:{why}"))));
        pairs.join("&")
    }
}

/// The tools that a value names; `drop` is told of what is no tool here.
fn tools(atlas: &Atlas, key: &str, value: &str, drop: &mut dyn FnMut(&str, &str)) -> Vec<ToolId> {
    let mut found = Vec::new();
    for text in value.split(',').filter(|text| !text.is_empty()) {
        match ToolId::from_text(text).filter(|id| atlas.tool(id).is_some()) {
            Some(id) => found.push(id),
            None => drop(key, text),
        }
    }
    found
}

fn joined<'a>(tools: impl IntoIterator<Item = &'a ToolId>) -> String {
    tools.into_iter().map(ToolId::as_str).collect::<Vec<_>>().join(",")
}

fn pair(key: &str, value: &str) -> String {
    format!("{key}={}", utf8_percent_encode(value, VALUE))
}

fn link(key: &str, value: &str) -> String {
    format!("?{}", pair(key, value))
}

fn unless_default<C: Choice>(choice: C) -> Option<String> {
    (choice != C::default()).then(|| pair(C::KEY, choice.id()))
}
