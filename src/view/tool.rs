//! A tool as a card and as a table row.

use crate::leptos::prelude::*;

use super::Ui;
use super::html::{El, Property, a, article, attr, h3, link, p, press_button, span, td, th, tr};
use atlas_core::catalog::{Link, Links, Tool};
use atlas_core::closed_set::ClosedSet;
use atlas_core::criteria::{Answer, Criterion, Subject, Use, criteria};
use atlas_core::environment::Fit;
use atlas_core::position::ToolIndex;
use atlas_core::query::{Layout, Query};
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

/// The page that an answer is from, if its project says so, and the day it was read.
pub fn source(answer: &Answer) -> Option<El> {
    let source = answer.source?;
    let link = external(source.link, "its project says so");
    Some(span().class("claim").child(" · ").child(link).child(format!(", checked {}", source.checked)))
}

/// The link to read on: the documentation, or else the site.
fn read_on(tool: &Tool) -> El {
    let (label, link) = match &tool.links.docs {
        Some(docs) => ("Docs", docs),
        None => ("Home", &tool.links.home),
    };
    // Without the tool's name there would be a hundred links named "Docs".
    external(link, label).attr(attr::AriaLabel, format!("{label} of {}", tool.name))
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

/// The check box that takes a tool into the comparison. Its name holds the tool's, because there are many of them. A button
/// takes one element where a field and its label take two, in every card. `text` stands beside it.
pub fn compare_box(ui: Ui, tool: &'static Tool, text: &'static str) -> El {
    press_button(move || (ui.dispatch)(ui.query.with_untracked(|query| query.toggle_compared(&tool.id))))
        .class("tick")
        .attr(attr::Role, "checkbox")
        .attr(attr::AriaLabel, format!("Compare {}", tool.name))
        .property(Property::AriaChecked, move || ui.compared.with(|tools| tools.contains(&tool.id)).to_string())
        .child(text)
}

/// The button that puts a tool on the shortlist, or takes it off.
pub fn pick_button(ui: Ui, tool: &'static Tool) -> El {
    let is_picked = move || ui.picked.with(|tools| tools.contains(&tool.id));
    press_button(move || (ui.dispatch)(ui.query.with_untracked(|query| query.toggle_picked(&tool.id))))
        .class("pick")
        .attr(attr::AriaLabel, format!("Shortlist {}", tool.name))
        .property(Property::AriaPressed, move || is_picked().to_string())
        .child("Shortlist")
}

/// Whether the tool works in the person's environment, if one is set.
pub fn fit(ui: Ui, tool: &'static Tool) -> Option<El> {
    let fit = ui.environment.with(|environment| environment.fit(ui.atlas.known(tool)))?;
    let class = match fit {
        Fit::Fits => "fit yes",
        Fit::Fails(_) => "fit no",
        Fit::Unknown(_) => "fit unknown",
    };
    Some(p().class(class).child(fit.words()))
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
        .child(fit(ui, tool))
        .child(
            p().class("links")
                .child(kind(ui, tool))
                .child(read_on(tool))
                .child(compare_box(ui, tool, "Compare"))
                .child(pick_button(ui, tool)),
        )
        .view()
}

/// The columns of the table and the matrix. The matrix shows a sign, and tells its words on focus, hover and tap.
pub fn columns(ui: Ui, layout: Layout) -> Vec<Criterion> {
    criteria(ui.atlas, if layout == Layout::Matrix { Use::MATRIX } else { Use::TABLE })
}

/// A tool as a table row.
pub fn row(ui: Ui, index: ToolIndex, key: GroupKey, columns: &[Criterion]) -> AnyView {
    let tool = ui.atlas.tool_at(index);
    let subject = Subject { atlas: ui.atlas, known: ui.atlas.known(tool), others: &[] };
    let cells = columns.iter().map(|column| {
        let answer = column.of(&subject);
        match answer.grade {
            // The text is there for assistive technology; the matrix shows it in a bubble.
            Some(grade) => {
                let words = answer.or_unknown();
                td().class(grade.class()).attr(attr::Tabindex, "-1").attr(attr::DataWords, words).child(words)
            }
            None => td().child(answer.words),
        }
    });
    let role = role(ui, tool, key).map(|role| td().highlighted(role, ui.segments(role)));
    tr().attr(attr::DataTool, tool.id.as_str())
        .child(
            th().attr(attr::Scope, "row").child(name(ui, tool)).child(compare_box(ui, tool, "")).child(fit(ui, tool)),
        )
        .child(role)
        .child(cells.collect::<Vec<_>>())
        .view()
}
