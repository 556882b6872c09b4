//! A tool as a card and as a table row.

use crate::leptos::prelude::AnyView;

use super::Ui;
use super::html::{El, a, article, attr, code, h3, link, p, td, th, tr};
use atlas_core::catalog::{Link, Links, Tool};
use atlas_core::closed_set::ClosedSet;
use atlas_core::position::ToolIndex;
use atlas_core::query::Query;
use atlas_core::results::GroupKey;

/// The links of a tool, each with its label, in reading order.
pub fn links(links: &Links) -> Vec<(&'static str, &Link)> {
    let all = [("Home", Some(&links.home)), ("Docs", links.docs.as_ref()), ("Source", links.source.as_ref())];
    all.into_iter().filter_map(|(label, link)| Some((label, link?))).collect()
}

/// A link to another site.
pub fn external(link: &Link, text: &str) -> El {
    a().attr(attr::Href, link.as_str()).attr(attr::Rel, "noopener noreferrer").child(text)
}

fn external_links(tool: &Tool) -> Vec<El> {
    // Without the tool's name there would be a hundred links named "Docs".
    let name = |label: &str| format!("{label} of {}", tool.name);
    links(&tool.links)
        .into_iter()
        .map(|(label, link)| external(link, label).attr(attr::AriaLabel, name(label)))
        .collect()
}

/// The role of the tool in the group's category, or else in the tool's first category.
fn role(ui: Ui, tool: &'static Tool, key: GroupKey) -> Option<&'static str> {
    let place = key.category(ui.atlas).and_then(|category| tool.place_in(&category.id));
    place.or(tool.places.first()).map(|place| place.role.as_str())
}

/// The longest licence on a card, in bytes: an expression with more is told in the dialog alone.
const LONGEST_LICENCE: usize = 24;

/// The kind, and the facts that matter most for a choice: the licence, and what counts against the maintenance.
fn kind(ui: Ui, tool: &Tool) -> String {
    let known = ui.atlas.known(tool);
    let licence = known.licence().filter(|licence| licence.len() <= LONGEST_LICENCE).map(str::to_owned);
    let words = [Some(tool.kind.label().to_owned()), licence, known.maintenance_warning()];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The link to the tool's details, with its name.
fn name(ui: Ui, tool: &'static Tool) -> El {
    link(Query::link_to_tool(&tool.id)).highlighted(&tool.name, ui.segments(&tool.name))
}

/// A tool as a card.
pub fn card(ui: Ui, index: ToolIndex, key: GroupKey) -> AnyView {
    let tool = ui.atlas.tool_at(index);
    let role = role(ui, tool, key).map(|role| p().class("role").highlighted(role, ui.segments(role)));
    article()
        .class("tool")
        .attr(attr::DataTool, tool.id.as_str())
        .attr(attr::AriaLabel, &tool.name)
        .child(h3().child(name(ui, tool)))
        .child(p().highlighted(&tool.summary, ui.segments(&tool.summary)))
        .child(role)
        .child(p().class("links").child(kind(ui, tool)).child(external_links(tool)))
        .view()
}

/// The headings of [`row`]'s cells.
pub const COLUMNS: [&str; 6] = ["Tool", "Kind", "What it does", "Install", "Released", "Links"];

/// A tool as a table row.
pub fn row(ui: Ui, index: ToolIndex, key: GroupKey) -> AnyView {
    let tool = ui.atlas.tool_at(index);
    let role = role(ui, tool, key).map_or_else(td, |role| td().highlighted(role, ui.segments(role)));
    tr().attr(attr::DataTool, tool.id.as_str())
        .child(th().attr(attr::Scope, "row").child(name(ui, tool)))
        .child(td().child(kind(ui, tool)))
        .child(role)
        .child(td().child(tool.package.as_ref().map(|package| code().child(package))))
        .child(td().child(ui.atlas.facts_of(tool).map(|facts| facts.released.as_str())))
        .child(td().class("links").child(external_links(tool)))
        .view()
}
