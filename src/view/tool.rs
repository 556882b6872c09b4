//! A tool as a card and as a table row.

use std::fmt::Write as _;

use leptos::prelude::AnyView;

use super::Ui;
use super::html::{El, el, link};
use atlas_core::catalog::{Link, Links, Tool};
use atlas_core::closed_set::ClosedSet;
use atlas_core::facts::maintenance;
use atlas_core::results::GroupKey;

/// The links of a tool, each with its label, in reading order.
pub fn links(links: &Links) -> Vec<(&'static str, &Link)> {
    let all = [("Home", Some(&links.home)), ("Docs", links.docs.as_ref()), ("Source", links.source.as_ref())];
    all.into_iter().filter_map(|(label, link)| Some((label, link?))).collect()
}

/// A link to another site.
pub fn external(link: &Link, text: &str) -> El {
    el("a").attr("href", link.as_str()).attr("rel", "noopener noreferrer").child(text)
}

fn external_links(tool: &Tool) -> Vec<El> {
    // The tool's name tells apart what would else be a hundred links named "Docs".
    let name = |label: &str| format!("{label} of {}", tool.name);
    links(&tool.links).into_iter().map(|(label, link)| external(link, label).attr("aria-label", name(label))).collect()
}

/// What the tool does in the group: its role in that category, else in its first.
fn role(ui: Ui, tool: &'static Tool, key: GroupKey) -> Option<&'static str> {
    let place = key.category(ui.atlas).and_then(|category| tool.place_in(&category.id));
    place.or(tool.places.first()).map(|place| place.role.as_str())
}

/// The kind, and of the facts those that decide most often.
fn kind(ui: Ui, tool: &Tool) -> String {
    let mut words = tool.kind.label().to_owned();
    let facts = ui.atlas.facts_of(tool);
    if let Some(licence) = facts.and_then(|facts| facts.licence.as_ref()) {
        // The first of many says enough on a card.
        let (first, more) = licence.split_once(' ').map_or((licence.as_str(), ""), |(first, _)| (first, " …"));
        let _infallible = write!(words, " · {first}{more}");
    }
    // Slow, dormant and superseded are worth a word; that all is well, or not known, is not.
    let status = maintenance(tool, facts);
    if status.is_warning() {
        let _infallible = write!(words, " · {}", status.label().to_ascii_lowercase());
    }
    words
}

/// The link to the tool's details, with its name.
fn name(ui: Ui, tool: &'static Tool) -> El {
    link(format!("?tool={}", tool.id.as_str()), ui.marked(&tool.name))
}

/// A tool as a card.
pub fn card(ui: Ui, index: usize, key: GroupKey) -> AnyView {
    let tool = &ui.atlas.tools()[index];
    el("article")
        .class("tool")
        .attr("data-tool", tool.id.as_str())
        .attr("aria-label", &tool.name)
        .child(el("h3").child(name(ui, tool)))
        .child(el("p").child(ui.marked(&tool.summary)))
        .child(el("p").class("role").child(role(ui, tool, key).map(|role| ui.marked(role))))
        .child(el("p").class("links").child(kind(ui, tool)).child(external_links(tool)))
        .view()
}

/// The headings of [`row`]'s cells.
pub const COLUMNS: [&str; 6] = ["Tool", "Kind", "What it does", "Install", "Released", "Links"];

/// A tool as a table row.
pub fn row(ui: Ui, index: usize, key: GroupKey) -> AnyView {
    let tool = &ui.atlas.tools()[index];
    el("tr")
        .attr("data-tool", tool.id.as_str())
        .child(el("th").attr("scope", "row").child(name(ui, tool)))
        .child(el("td").child(kind(ui, tool)))
        .child(el("td").child(role(ui, tool, key).map(|role| ui.marked(role))))
        .child(el("td").child(tool.package.as_ref().map(|package| el("code").child(package))))
        .child(el("td").child(ui.atlas.facts_of(tool).map(|facts| facts.released.as_str())))
        .child(el("td").class("links").child(external_links(tool)))
        .view()
}
