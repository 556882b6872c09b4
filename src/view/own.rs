//! A catalog of the person's own, in place of the shipped one.

use crate::leptos::prelude::*;

use super::Ui;
use super::controls::checkbox;
use super::html::{El, all, attr, details, div, ev, input, label, li, p, press_button, span, summary, switch, ul};
use atlas_core::catalog::template;

/// The name of the template when it is saved.
const TEMPLATE: &str = "catalog.json";

/// Says that a catalog of the person's own is shown, and leads back.
pub fn banner(ui: Ui) -> Option<El> {
    let own = ui.own?;
    let back = press_button(move || (ui.leave_own)()).class("primary").child("Back to Python Atlas");
    let words = p().child("You see ").child(own).child(", a catalog of your own. It stays in this browser.");
    Some(div().class("warning").child(words).child(back))
}

/// Opens a catalog of the person's own.
pub fn chooser(ui: Ui) -> El {
    let (is_kept, errors) = (RwSignal::new(false), RwSignal::new(Vec::<String>::new()));
    let progress = RwSignal::new(None);
    let open = move |event: web_sys::Event| {
        errors.set(Vec::new());
        let tell = move |told: Result<usize, Vec<String>>| {
            let (percent, wrong) = match told {
                Ok(percent) => (Some(percent), Vec::new()),
                Err(wrong) => (None, wrong),
            };
            // Once it is open, this view is gone.
            let _gone = (progress.try_set(percent), errors.try_set(wrong));
        };
        (ui.open_own)(event, is_kept.get_untracked(), Box::new(tell));
    };
    let field = input().attr(attr::Type, "file").attr(attr::Accept, ".json,application/json").on(ev::change, open);
    let field = label().class("drop").child("Choose a file or drop it here ").child(field);
    let keep = checkbox("Keep it on this device", move || is_kept.get(), move |is_on| is_kept.set(is_on));
    let save = press_button(move || (ui.save)(TEMPLATE, template())).child("Save a template");
    let said = switch(
        move || errors.get(),
        move |errors| {
            if errors.is_empty() {
                return all(Vec::new());
            }
            let items: Vec<El> = errors.into_iter().map(|error| li().attr(attr::Dir, "auto").child(error)).collect();
            div().attr(attr::Role, "alert").child(p().child("This file is not shown:")).child(ul().child(items)).view()
        },
    );
    // That it is read is said once; the percentage is there to be looked at.
    let reading = move || if progress.get().is_some() { "Reading… " } else { "" }.to_owned();
    let percent = move || progress.get().map_or_else(String::new, |percent| format!("{percent} %"));
    let progress = p().child(span().attr(attr::AriaLive, "polite").text(reading)).child(span().text(percent));
    let words = p().child("A JSON file of the same form. It is read in this browser and sent nowhere.");
    details()
        .class("own")
        .child(summary().child("Use a catalog of your own"))
        .child(words)
        .child(field)
        .child(keep)
        .child(save)
        .child(progress)
        .child(said)
}
