//! The overview: a card for each category, which answers in one look what Python is used for.

use crate::leptos::prelude::*;

use super::html::{all, attr, div, each, h2, header, link, p, section, show, span};
use super::{Ui, icons};
use atlas_core::query::Query;
use atlas_core::results::GroupKey;
use atlas_core::results::overview::{Part, leading};

/// The groups of the results as an overview.
pub fn overview(ui: Ui) -> AnyView {
    let parts = Part::ALL.map(|part| {
        let keys = move || {
            let is_in = |key: &GroupKey| key.category(ui.atlas).map(Part::of_category) == Some(part);
            ui.window.with(|window| window.slices.iter().map(|slice| slice.group).filter(is_in).collect::<Vec<_>>())
        };
        let cards = move || div().class("areas").child(each(keys, move |key| card(ui, key))).view();
        let named = move || div().attr(attr::Role, "group").attr(attr::AriaLabel, part.title());
        let content = move || named().child(p().class("part").child(part.title())).child(cards()).view();
        show(move || !keys().is_empty(), content)
    });
    div().class("overview").child(parts.into_iter().collect::<Vec<_>>()).view()
}

fn card(ui: Ui, key: GroupKey) -> AnyView {
    let Some(category) = key.category(ui.atlas) else { return all(Vec::new()) };
    let count = move || ui.results.with(|results| results.group(key).map_or(0, |group| group.tools.len()));
    let tools = move || if count() == 1 { " tool" } else { " tools" }.to_owned();
    let count = p().child(span().text(move || count().to_string())).child(span().class("visually-hidden").text(tools));
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
