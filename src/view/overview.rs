//! The overview: a card for each category, which answers in one look what Python is used for.

use crate::leptos::prelude::*;

use super::html::{all, attr, div, each, h2, header, link, p, section, show, span};
use super::{Ui, icons};
use atlas_core::query::Query;
use atlas_core::results::overview::{Part, leading};
use atlas_core::results::{Group, GroupKey};

/// The groups of the results as an overview.
pub fn overview(ui: Ui) -> AnyView {
    let parts = Part::ALL.map(|part| {
        let keys = move || {
            let is_in = |group: &&Group| Part::of(ui.atlas, group) == Some(part);
            ui.results.with(|results| results.groups.iter().filter(is_in).map(|group| group.key).collect::<Vec<_>>())
        };
        let cards = move || div().class("areas").child(each(keys, move |key| card(ui, key))).view();
        let content = move || all(vec![p().class("part").child(part.title()).view(), cards()]);
        show(move || !keys().is_empty(), content)
    });
    div().class("overview").child(parts.into_iter().collect::<Vec<_>>()).view()
}

fn card(ui: Ui, key: GroupKey) -> AnyView {
    let Some(category) = key.category(ui.atlas) else { return all(Vec::new()) };
    let count = move || ui.results.with(|results| results.group(key).map_or(0, |group| group.tools.len()));
    let count =
        p().child(span().text(move || count().to_string())).child(span().class("visually-hidden").child(" tools"));
    let heading = link(Query::link_to_category(&category.id)).highlighted(&category.name, ui.segments(&category.name));
    let leading = move || {
        let is_searching = ui.query.with(Query::is_searching);
        ui.results.with(|results| results.group(key).map_or(Vec::new(), |group| leading(ui.atlas, group, is_searching)))
    };
    let tools = each(leading, move |tool| {
        let tool = ui.atlas.tool_at(tool);
        link(Query::link_to_tool(&tool.id)).highlighted(&tool.name, ui.segments(&tool.name)).view()
    });
    let mut card =
        section().class("area").attr(attr::AriaLabel, &category.name).attr(attr::DataCategory, category.id.as_str());
    if let Some(look) = &category.look {
        card = card.attr(attr::DataHue, &look.hue);
    }
    let header = header().child(icons::of_category(category)).child(h2().child(heading));
    card.child(header.child(count.class("count")))
        .child(p().highlighted(&category.summary, ui.segments(&category.summary)))
        .child(p().class("leading").child(tools))
        .view()
}
