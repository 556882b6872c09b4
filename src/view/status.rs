//! What is shown when there are no results to show: loading, failure, nothing found.

use leptos::prelude::*;

use super::Ui;
use super::html::{El, button, el, nothing, part};
use crate::domain::query::Command;
use crate::domain::results::{Repair, plural};

fn notice(content: El) -> AnyView {
    el("main").class("notice").child(el("p").class("brand").child("Python Atlas")).child(content).view()
}

/// While the catalog loads. `index.html` shows the same until the app runs.
#[must_use]
pub fn loading() -> AnyView {
    notice(el("label").child("Loading the catalog… ").child(el("progress")))
}

/// When the catalog cannot be shown: why, and a way to try again.
pub fn failure(message: &str, retry: impl Fn() + 'static) -> AnyView {
    let alert = el("div").attr("role", "alert").child(el("h1").child("The catalog cannot be shown"));
    let alert = alert.child(el("p").attr("dir", "auto").child(message));
    notice(alert.child(button("Retry", retry).class("primary")))
}

/// When nothing matches: each active filter with what dropping it would give.
pub fn nothing_found(ui: Ui) -> AnyView {
    part(move || {
        if ui.results.with(|results| results.tools > 0) {
            return nothing();
        }
        let repairs = ui.results.with(|results| results.repairs.clone());
        let repairs: Vec<El> = repairs.into_iter().map(|repair| el("li").child(repair_button(ui, repair))).collect();
        let everything = button("Show everything", move || (ui.dispatch)(Command::ClearAll)).class("primary");
        el("section")
            .class("nothing")
            .attr("aria-label", "Nothing found")
            .child(el("h2").child("Nothing matches all of that"))
            .child(el("p").child("Drop one of these, or start afresh."))
            .child(el("ul").child(repairs))
            .child(everything)
            .view()
    })
}

fn repair_button(ui: Ui, repair: Repair) -> El {
    let gain = if repair.tools == 0 { "still nothing".to_owned() } else { plural(repair.tools, "tool", "tools") };
    let filter = el("b").attr("dir", "auto").child(repair.filter);
    let command = repair.command;
    button("Without ", move || (ui.dispatch)(command.clone())).child(filter).child(format!(": {gain}"))
}
