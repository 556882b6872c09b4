//! The shortlist: a tray at the foot of the window, with what to take along.

use web_sys::Element;

use crate::leptos::prelude::*;

use super::Ui;
use super::compare::compare_these;
use super::controls::checkbox;
use super::copy::{copy_button, copyable};
use super::html::{
    El, Property, all, attr, details, div, each, ev, h3, header, input, li, p, press_button, section, show, summary,
    switch, ul,
};
use super::tool;
use atlas_core::catalog::ToolId;
use atlas_core::query::{Command, MAX_TEXT};
use atlas_core::shortlist::{OUTPUTS, Shortlist};
use atlas_core::text::plural;

/// The tray, while there is something in it.
pub fn tray(ui: Ui) -> AnyView {
    show(
        move || ui.picked.with(|tools| !tools.is_empty()),
        move || {
            let count = move || format!("Shortlist: {}", plural(ui.picked.with(Vec::len), "tool", "tools"));
            // What to take along names the whole view, which changes with each key: it is made while it can be seen.
            let is_open = RwSignal::new(false);
            let items = each(
                move || ui.picked.get(),
                move |id| match ui.atlas.tool(&id) {
                    Some(_) => item(ui, &id).view(),
                    None => all(Vec::new()),
                },
            );
            let compare = switch(
                move || ui.picked.get(),
                move |tools| {
                    let compare = compare_these(ui, &tools.iter().collect::<Vec<_>>());
                    all(compare.map(El::view).into_iter().collect())
                },
            );
            let empty = press_button(move || (ui.dispatch)(Command::Pick(Vec::new()))).child("Empty the shortlist");
            let actions = div()
                .class("actions")
                .child(compare)
                .child(copy_button(ui, "Share link", move || ui.view_address()))
                .child(empty);
            let content = div()
                .class("content")
                .child(div().child(ul().child(items)).child(actions))
                .child(div().child(show(move || is_open.get(), move || outputs(ui))));
            let toggle = move |event| is_open.set(event_target::<Element>(&event).has_attribute("open"));
            let tray = details().on(ev::toggle, toggle).child(summary().text(count)).child(content);
            section().class("tray").attr(attr::AriaLabel, "Shortlist").child(tray).view()
        },
    )
}

fn item(ui: Ui, id: &ToolId) -> El {
    let name = ui.atlas.tool_name(id).to_owned();
    let (removed, said, shown) = (id.clone(), id.clone(), id.clone());
    let remove = press_button(move || (ui.dispatch)(ui.query.with_untracked(|query| query.toggle_picked(&removed))))
        .class("close")
        .attr(attr::AriaLabel, format!("Take {name} off the shortlist"))
        .child("×");
    let why = input()
        .attr(attr::Type, "text")
        .attr(attr::AriaLabel, format!("Why {name}"))
        .attr(attr::Placeholder, "Why this one? (if you like)")
        .attr(attr::Maxlength, MAX_TEXT.to_string())
        .attr(attr::Dir, "auto")
        .property(Property::Value, move || {
            ui.query
                .with(|query| query.picks().iter().find(|pick| pick.tool == shown).map(|pick| pick.why.clone()))
                .unwrap_or_default()
        })
        .on(ev::input, move |event| (ui.dispatch)(Command::Why(said.clone(), event_target_value(&event))));
    let fit = ui.atlas.tool(id).map(|tool| {
        switch(move || ui.environment.get(), move |_| all(tool::fit(ui, tool).map(El::view).into_iter().collect()))
    });
    li().child(ui.tool_link(id)).child(remove).child(fit).child(why)
}

/// What to take along.
fn outputs(ui: Ui) -> AnyView {
    let pinned = RwSignal::new(false);
    let asked = move || (ui.query.get(), pinned.get());
    let texts = switch(asked, move |(query, pinned)| {
        let (address, today) = (ui.view_address(), (ui.today)());
        let list = Shortlist { atlas: ui.atlas, query: &query, pinned, address: &address, today: &today };
        let notes = list.notes().into_iter().map(|note| p().class("note").child(note).view());
        let texts = OUTPUTS.iter().filter_map(|output| {
            let text = (output.text)(&list);
            let saved = text.clone();
            let save = output
                .file
                .map(|file| press_button(move || (ui.save)(file, &saved)).class("pick").child(format!("Save {file}")));
            (!text.is_empty()).then(|| div().child(copyable(ui, output.title, text)).child(save).view())
        });
        all(notes.chain(texts).collect())
    });
    let pin = checkbox("Pin the versions", move || pinned.get(), move |is_on| pinned.set(is_on));
    all(vec![header().child(h3().child("Take along")).child(pin).view(), texts])
}
