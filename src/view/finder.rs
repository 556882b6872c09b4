//! The finder: a task, what the person has, what matters to them, and at most five tools with reasons.

use crate::leptos::prelude::*;

use super::compare::compare_these;
use super::controls::checkbox;
use super::html::{
    El, all, attr, div, each, ev, form, h2, h3, header, input, li, ol, p, press_button, section, show, small, span,
    switch, ul,
};
use super::{Ui, tool};
use atlas_core::catalog::{TaskId, ToolId, WishId};
use atlas_core::environment::Environment;
use atlas_core::finder::{Finder, Found, Suggestion, tasks};
use atlas_core::query::{Command, MAX_TEXT};
use atlas_core::text::plural;

const NOTHING_SAID: &str = "Nothing is said, so nothing is left out. Say it in “My environment”";

/// The form, while it is open.
pub fn finder(ui: Ui) -> AnyView {
    let is_open = move || ui.query.with(|query| query.finder.is_some());
    switch(is_open, move |is_open| {
        if !is_open {
            return all(Vec::new());
        }
        let close = press_button(move || (ui.dispatch)(Command::Find(None))).child("Close");
        let title = h2().attr(attr::Id, "finder").child("Find a tool");
        let task = move || ui.query.with(|query| query.finder.as_ref().and_then(|finder| finder.task.clone()));
        let question = switch(task, move |task| match task {
            None => choose_task(ui).view(),
            Some(task) => chosen_task(ui, &task).view(),
        });
        let found = Memo::new(move |_| {
            let finder = ui.query.with(|query| query.finder.clone())?;
            ui.environment.with(|environment| Found::new(ui.atlas, &finder, environment))
        });
        form()
            .class("finder")
            .attr(attr::AriaLabel, "Find a tool")
            .on(ev::submit, |event| event.prevent_default())
            .child(header().child(title).child(close))
            .child(h3().child("1. What do you want to do?"))
            .child(question)
            .child(show(move || found.with(Option::is_some), move || all(answer(ui, found))))
            .view()
    })
}

fn find(ui: Ui, task: Option<TaskId>) {
    (ui.dispatch)(Command::Find(Some(Finder { task, ..Finder::default() })));
}

fn choose_task(ui: Ui) -> El {
    let text = RwSignal::new(String::new());
    let field = input()
        .attr(attr::Type, "text")
        .attr(attr::AriaLabel, "What do you want to do?")
        .attr(attr::Placeholder, "In your words: monthly Excel report, detect faces, an app for Windows and Android")
        .attr(attr::Maxlength, MAX_TEXT.to_string())
        .attr(attr::Autocomplete, "off")
        .on(ev::input, move |event| text.set(event_target_value(&event)));
    let found = each(
        move || text.with(|text| tasks(ui.atlas, text)),
        move |at| {
            let category = &ui.atlas.categories()[at.category.0];
            let task = &category.tasks[at.task];
            let id = task.id.clone();
            let choose = press_button(move || find(ui, Some(id.clone()))).child(&task.name);
            li().child(choose.child(small().child(&category.name))).view()
        },
    );
    div().child(field).child(ul().class("found").child(found))
}

fn chosen_task(ui: Ui, id: &TaskId) -> El {
    let task = ui.atlas.categories().iter().flat_map(|category| &category.tasks).find(|task| task.id == *id);
    let change = press_button(move || find(ui, None)).child("Change");
    let line = p().class("chosen").child(task.map(|task| span().child(&task.name))).child(change);
    div().child(line).child(task.and_then(|task| task.note.as_ref()).map(|note| p().child(note)))
}

/// What of the answer is asked for; the default while there is none.
fn part<T: Default>(found: Memo<Option<Found>>, part: impl Fn(&Found) -> T) -> T {
    found.with(|found| found.as_ref().map(part).unwrap_or_default())
}

/// The answer, in parts that are drawn by themselves: who ticks a wish keeps the focus.
fn answer(ui: Ui, found: Memo<Option<Found>>) -> Vec<AnyView> {
    let place = move || {
        let said = ui.environment.with(Environment::words);
        let said = if said.is_empty() { NOTHING_SAID.to_owned() } else { said };
        format!("{said} · {} left", plural(part(found, |found| found.candidates), "tool", "tools"))
    };
    let excluded = switch(
        move || part(found, |found| found.excluded.clone()),
        move |excluded| {
            let items = excluded
                .into_iter()
                .map(|it| li().child(ui.tool_link(&ui.atlas.tool_at(it.tool).id)).child(format!(" fails: {}", it.why)));
            ul().child(items.collect::<Vec<_>>()).view()
        },
    );
    let wishes = each(
        move || part(found, |found| found.wishes.iter().map(|wish| wish.id.clone()).collect()),
        move |id| wish(ui, found, id).view(),
    );
    let wishes =
        div().class("wishes").attr(attr::Role, "group").attr(attr::AriaLabel, "What matters to you").child(wishes);
    let results = switch(
        move || part(found, |found| (found.results.clone(), found.runner_up.clone())),
        move |(results, runner_up)| suggestions(ui, results, runner_up).view(),
    );
    vec![
        h3().child("2. Where must it run?").view(),
        p().attr(attr::AriaLive, "polite").text(place).view(),
        excluded,
        h3().child("3. What matters to you?").view(),
        wishes.view(),
        results,
    ]
}

fn wish(ui: Ui, found: Memo<Option<Found>>, id: WishId) -> El {
    let of = move |found: &Found, id: &WishId| found.wishes.iter().find(|wish| wish.id == *id).cloned();
    let name = part(found, |found| of(found, &id).map(|wish| wish.name)).unwrap_or_default();
    let (counted, toggled) = (id.clone(), id.clone());
    let toggle = move |_| {
        let finder = ui.query.with_untracked(|query| query.finder.as_ref().map(|it| it.toggle(ui.atlas, &toggled)));
        (ui.dispatch)(Command::Find(finder));
    };
    let is_chosen = move || part(found, |found| of(found, &id).is_some_and(|wish| wish.chosen));
    let count = move || part(found, |found| of(found, &counted).map_or(0, |wish| wish.remaining)).to_string();
    checkbox(&name, is_chosen, toggle).child(span().class("count").text(count))
}

fn suggestions(ui: Ui, results: Vec<Suggestion>, runner_up: Option<String>) -> El {
    let ids: Vec<&ToolId> = results.iter().map(|it| &ui.atlas.tool_at(it.tool).id).collect();
    let compare = compare_these(ui, &ids);
    let nothing = "No tool for this task works there. Change the environment or the task.";
    let nothing = results.is_empty().then(|| p().child(nothing));
    let results = results.into_iter().map(|suggestion| result(ui, suggestion)).collect::<Vec<_>>();
    section()
        .attr(attr::AriaLabel, "Suggestions")
        .child(nothing)
        .child(ol().child(results))
        .child(runner_up.map(|why| p().child(why)))
        .child(compare)
}

fn result(ui: Ui, suggestion: Suggestion) -> El {
    let tool = ui.atlas.tool_at(suggestion.tool);
    let reasons = |class: &'static str, words: &'static str, reasons: Vec<String>| {
        let word = move || span().class("visually-hidden").child(words);
        reasons.into_iter().map(|reason| li().class(class).child(word()).child(reason)).collect::<Vec<_>>()
    };
    let reasons = ul().child(reasons("for", "For it: ", suggestion.reasons_for)).child(reasons(
        "against",
        "Against it: ",
        suggestion.reasons_against,
    ));
    let name = p().child(ui.tool_link(&tool.id)).child(": ").child(&tool.summary);
    li().child(name).child(tool::fit(ui, tool)).child(reasons).child(tool::pick_button(ui, tool))
}
