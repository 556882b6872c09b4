//! What is shown in place of results: loading, failure, no results, a suggestion.

use crate::leptos::prelude::*;

use super::Ui;
use super::html::{
    El, all, attr, b, div, h1, h2, label, li, main, p, press_button, progress, section, span, switch, ul,
};
use atlas_core::query::Command;
use atlas_core::results::{Change, Relaxation};
use atlas_core::text::plural;

fn instead(content: El) -> AnyView {
    main().class("notice").child(p().class("brand").child("Python Atlas")).child(content).view()
}

/// Nothing at all.
#[must_use]
pub fn nothing() -> AnyView {
    all(Vec::new())
}

/// The notice while the catalog loads again.
#[must_use]
pub fn loading(percent: impl Fn() -> usize + Send + Sync + 'static) -> AnyView {
    let percent = span().text(move || match percent() {
        0 => String::new(),
        percent => format!("{percent} % "),
    });
    instead(label().child("Loading the catalog… ").child(percent).child(progress()))
}

/// The alert when the catalog cannot be shown, with the reason and a Retry button.
pub fn failure(message: &str, retry: impl Fn() + 'static) -> AnyView {
    let alert = div().attr(attr::Role, "alert").child(h1().child("The catalog cannot be shown"));
    let alert = alert.child(p().attr(attr::Dir, "auto").child(message));
    instead(alert.child(press_button(retry).class("primary").child("Retry")))
}

/// The alert when the facts could not be loaded, with the reason and a Retry button. The page works without them.
pub fn without_facts(message: &str, retry: impl Fn() + 'static) -> El {
    let rest = " Versions, licences, platforms and maintenance count as unknown until then.";
    let words = p().child(span().attr(attr::Dir, "auto").child(message)).child(rest);
    div().class("warning").attr(attr::Role, "alert").child(words).child(press_button(retry).child("Retry"))
}

/// What the page has to say about the last action or the address, until it is dismissed.
pub fn notice(ui: Ui) -> AnyView {
    let text = move || ui.notice.get();
    let said = switch(text, move |text| match text {
        None => all(Vec::new()),
        Some(text) => {
            let dismiss = press_button(move || ui.notice.set(None)).child("Dismiss");
            p().class("warning").child(span().attr(attr::Dir, "auto").child(text)).child(dismiss).view()
        }
    });
    // The region is there before the words, or screen readers would not say them.
    div().attr(attr::AriaLive, "polite").child(said).view()
}

/// No results: the relaxations of the query, each with the number of tools it would show.
pub fn nothing_found(ui: Ui) -> AnyView {
    let relaxations = move || ui.results.with(|results| (results.tools == 0).then(|| results.relaxations.clone()));
    switch(relaxations, move |relaxations| {
        let Some(relaxations) = relaxations else { return all(Vec::new()) };
        let advice = if relaxations.is_empty() { "Try other words, or start afresh." } else { "This would show some:" };
        let relaxations: Vec<El> = relaxations.into_iter().map(|it| li().child(relaxation_button(ui, it))).collect();
        let everything = press_button(move || (ui.dispatch)(Command::ClearAll)).class("primary");
        section()
            .class("nothing")
            .attr(attr::AriaLabel, "Nothing found")
            .child(h2().child("No tool matches all of this"))
            .child(p().child(advice))
            .child(ul().child(relaxations))
            .child(everything.child("Show everything"))
            .view()
    })
}

fn relaxation_button(ui: Ui, relaxation: Relaxation) -> El {
    let Relaxation { change, subject, command, tools } = relaxation;
    let change = match change {
        Change::Without => "Without ",
        Change::Only => "Only ",
        Change::LookIn => "Look in ",
    };
    press_button(move || (ui.dispatch)(command.clone()))
        .child(change)
        .child(b().attr(attr::Dir, "auto").child(subject))
        .child(format!(": {}", plural(tools, "tool", "tools")))
}

/// The suggestion for a search with a word that no text of the catalog contains. The results shown are for similar
/// words.
pub fn suggestion(ui: Ui) -> AnyView {
    let suggestion = move || ui.results.with(|results| (results.suggestion.clone(), results.tools > 0));
    switch(suggestion, move |(text, are_some_shown)| {
        let Some(text) = text else { return all(Vec::new()) };
        let corrected = text.clone();
        let take = press_button(move || {
            let query = ui.query.with_untracked(|query| query.apply(Command::Type(corrected.clone())));
            (ui.dispatch)(Command::Replace(Box::new(query)));
        });
        p().class("suggestion")
            .child("Nothing is spelt like this. ")
            .child(are_some_shown.then_some("These are close. "))
            .child("Did you mean ")
            .child(take.child(text))
            .child("?")
            .view()
    })
}
