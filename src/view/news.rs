//! What is new since the last visit.

use crate::leptos::prelude::*;

use super::Ui;
use super::html::{El, all, attr, b, div, p, press_button, section, show};
use atlas_core::news::{since, visit};
use atlas_core::position::ToolIndex;

/// The key under which the last visit is remembered.
const VISITED: &str = "visited";

/// Says what is new, until it is dismissed. The first visit has no news.
pub fn news(ui: Ui) -> AnyView {
    // A catalog of the person's own is no new edition.
    let news = (ui.stored)(VISITED).filter(|_| ui.own.is_none()).and_then(|visit| since(ui.atlas, &visit));
    let remember = move || {
        let _forbidden = ui.own.is_some() || (ui.store)(VISITED, &visit(ui.atlas));
    };
    let Some(news) = news else {
        remember();
        return all(Vec::new());
    };
    let is_open = RwSignal::new(true);
    let dismiss = move || {
        remember();
        is_open.set(false);
    };
    let list = move |title: &str, tools: &[ToolIndex]| {
        let links = tools.iter().enumerate().flat_map(|(at, &tool)| {
            let comma: El = super::html::span().child((at > 0).then_some(", "));
            [comma, ui.tool_link(&ui.atlas.tool_at(tool).id)]
        });
        (!tools.is_empty()).then(|| p().child(b().child(title)).child(links.collect::<Vec<_>>()))
    };
    show(
        move || is_open.get(),
        move || {
            let words = div()
                .child(p().child(format!("New since your last visit, with facts of {}.", news.since)))
                .child(list("Entries: ", &news.entries))
                .child(list("Releases: ", &news.releases));
            let region = section().class("warning").attr(attr::AriaLabel, "What is new");
            region.child(words).child(press_button(dismiss).child("Dismiss")).view()
        },
    )
}
