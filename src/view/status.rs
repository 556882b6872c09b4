//! What is shown when there are no results to show: loading, failure, nothing found.

use std::hash::BuildHasher;

use leptos::prelude::*;
use rustc_hash::FxBuildHasher;

use super::Ui;
use super::html::{El, button, el, keyed, text};
use atlas_core::query::Command;
use atlas_core::results::{Repair, plural};

fn notice(content: El) -> AnyView {
    el("main").class("notice").child(el("p").class("brand").child("Python Atlas")).child(content).view()
}

/// While the catalog loads. `index.html` shows the same until the app runs.
#[must_use]
pub fn loading(percent: impl Fn() -> usize + Send + Sync + 'static) -> AnyView {
    let percent = text(move || match percent() {
        0 => String::new(),
        percent => format!("{percent} % "),
    });
    notice(el("label").child("Loading the catalog… ").child(percent).child(el("progress")))
}

/// When the catalog cannot be shown: why, and a way to try again.
pub fn failure(message: &str, retry: impl Fn() + 'static) -> AnyView {
    let alert = el("div").attr("role", "alert").child(el("h1").child("The catalog cannot be shown"));
    let alert = alert.child(el("p").attr("dir", "auto").child(message));
    notice(alert.child(button("Retry", retry).class("primary")))
}

/// When the catalog is there and the facts are not: why, and a way to try again. The page works without them.
pub fn without_facts(message: &str, retry: impl Fn() + 'static) -> El {
    let rest = " Versions, licences, platforms and maintenance count as unknown until then.";
    let words = el("p").child(el("span").attr("dir", "auto").child(message)).child(rest);
    el("div").class("warning").attr("role", "alert").child(words).child(button("Retry", retry))
}

/// When nothing matches: each active filter with what dropping it would give.
pub fn nothing_found(ui: Ui) -> AnyView {
    // The key is the view itself, so that another dead end is drawn anew.
    let dead_end = move || {
        let address =
            || ui.query.with(|query| usize::try_from(FxBuildHasher.hash_one(query.encode())).unwrap_or_default());
        ui.results.with(|results| results.tools == 0).then(address).into_iter().collect()
    };
    keyed(dead_end, move |_| {
        let repairs = ui.results.with_untracked(|results| results.repairs.clone());
        let advice = if repairs.is_empty() { "Try other words, or start afresh." } else { "This would show some:" };
        let repairs: Vec<El> = repairs.into_iter().map(|repair| el("li").child(repair_button(ui, repair))).collect();
        let everything = button("Show everything", move || (ui.dispatch)(Command::ClearAll)).class("primary");
        el("section")
            .class("nothing")
            .attr("aria-label", "Nothing found")
            .child(el("h2").child("Nothing matches all of that"))
            .child(el("p").child(advice))
            .child(el("ul").child(repairs))
            .child(everything)
            .view()
    })
}

/// When a word of the search is spelt like nothing in the catalog: what may be meant. What is shown is close to it.
pub fn suggestion(ui: Ui) -> AnyView {
    let suggested = move || {
        let hash = |text: &String| usize::try_from(FxBuildHasher.hash_one(text)).unwrap_or_default();
        ui.results.with(|results| results.suggestion.as_ref().map(hash)).into_iter().collect()
    };
    keyed(suggested, move |_| {
        let text = ui.results.with_untracked(|results| results.suggestion.clone()).unwrap_or_default();
        let close = move || if ui.results.with(|results| results.tools > 0) { "These are close. " } else { "" };
        let mended = text.clone();
        let take = button(text, move || {
            let query = ui.query.with_untracked(|query| query.apply(Command::Type(mended.clone())));
            (ui.dispatch)(Command::Follow(Box::new(query)));
        });
        el("p")
            .class("suggestion")
            .child("No word here is spelt quite like that. ")
            .child(self::text(move || close().to_owned()))
            .child("Did you mean ")
            .child(take)
            .child("?")
            .view()
    })
}

fn repair_button(ui: Ui, repair: Repair) -> El {
    let gain = plural(repair.tools, "tool", "tools");
    let filter = el("b").attr("dir", "auto").child(repair.filter);
    let command = repair.command;
    let verb = format!("{} ", repair.verb);
    button(verb, move || (ui.dispatch)(command.clone())).child(filter).child(format!(": {gain}"))
}
