//! The open tool, as a modal dialog.

use crate::leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, MouseEvent};

use super::compare::compare_button;
use super::copy::{copy_button, copyable};
use super::html::{
    Child, El, ElementRef, all, attr, button, dd, dialog as dialog_element, div, dl, dt, effect, ev, form, h2, h3,
    header, li, link, p, span, switch, table, tbody, td, th, thead, tr, ul,
};
use super::{Ui, category, tool};
use atlas_core::catalog::Tool;
use atlas_core::closed_set::ClosedSet;
use atlas_core::criteria::{Subject, Use, criteria};
use atlas_core::facts::System;
use atlas_core::position::ToolIndex;
use atlas_core::query::{Command, Query};

/// Shows the details of the open tool.
pub fn dialog(ui: Ui) -> El {
    let open = move || ui.query.with(|query| query.open.as_ref().and_then(|id| ui.atlas.position(id)));
    let element = ElementRef::new();
    effect(move || {
        let is_wanted = open().is_some();
        let Some(dialog) = element.get().map(JsCast::unchecked_into::<HtmlDialogElement>) else { return };
        if is_wanted && !dialog.open() {
            // Fails only for an element that is not in the document, and this one is.
            let _shown = dialog.show_modal();
        } else if !is_wanted && dialog.open() {
            dialog.close();
        }
        // Another tool starts at the top. A closed dialog is left alone: that would cost a layout for every key press.
        if is_wanted {
            dialog.set_scroll_top(0);
        }
    });
    // Escape and every other way in which the browser closes a dialog end here.
    let closed = move |_| (ui.dispatch)(Command::Close);
    // If the target is the dialog itself and no element inside it, the click was beside the content.
    let beside = move |event: MouseEvent| {
        if event.target().is_some() && event.target() == event.current_target() {
            (ui.dispatch)(Command::Close);
        }
    };
    let content = switch(open, move |tool| match tool {
        Some(tool) => details(ui, ui.atlas.tool_at(tool)).view(),
        None => all(Vec::new()),
    });
    dialog_element()
        .class("details")
        .attr(attr::AriaLabelledby, "open-tool")
        .node_ref(element)
        .on(ev::close, closed)
        .on(ev::click, beside)
        .child(content)
}

/// The tools before and after this one in the results, as links.
fn neighbours(ui: Ui, tool: &'static Tool) -> AnyView {
    let position = ui.atlas.position(&tool.id);
    let around =
        move || position.map_or((None, None), |position| ui.results.with(|results| results.neighbours(position)));
    switch(around, move |(before, after)| {
        let to = |neighbour: Option<ToolIndex>, word: &str, arrow: &'static str| {
            let tool = ui.atlas.tool_at(neighbour?);
            let name = format!("{word}: {}", tool.name);
            Some(link(Query::link_to_tool(&tool.id)).attr(attr::AriaLabel, name).child(arrow).view())
        };
        all([to(before, "Previous", "←"), to(after, "Next", "→")].into_iter().flatten().collect())
    })
}

/// A report on an entry, to send to whoever keeps the catalog.
fn report(ui: Ui, tool: &Tool) -> String {
    let (edition, checked) = (ui.atlas.edition(), &ui.atlas.facts().checked);
    format!(
        "Python Atlas: a correction\n\nEntry: {} ({})\nEdition of {edition}, facts checked on {checked}\n\nWhat is wrong:\n\nWhat is right:\n\nThe project's own page that says so:\n",
        tool.name, tool.id,
    )
}

fn details(ui: Ui, tool: &'static Tool) -> El {
    let known = ui.atlas.known(tool);
    let origin = if tool.in_guide { " · in the original guide" } else { "" };
    let close = button().class("close").attr(attr::AriaLabel, "Close").child("×");
    let header = header()
        .child(h2().attr(attr::Id, "open-tool").child(&tool.name))
        .child(p().class("kind").child(format!("{}{origin}", tool.kind.label())))
        // It is the first stop, and so has the focus at first.
        .child(form().attr(attr::Method, "dialog").child(close))
        .child(div().class("neighbours").child(neighbours(ui, tool)));
    let links = tool::links(&tool.links).into_iter().map(|(label, link)| tool::external(link, label));
    let address = format!("{}{}", (ui.page)(), Query::link_to_tool(&tool.id));
    let actions = div()
        .class("actions")
        .child(tool::compare_box(ui, tool, "Compare"))
        .child(tool::pick_button(ui, tool))
        .child(copy_button(ui, "Share link", move || address.clone()));
    let replaced = tool
        .replaced_by
        .as_ref()
        .map(|id| p().class("replaced").child("The project itself now points to ").child(ui.tool_link(id)).child("."));
    let advice = [("Choose it when", &tool.choose_when), ("Look elsewhere when", &tool.avoid_when)];
    let advice = advice.into_iter().filter_map(|(title, text)| Some(titled(title, p().child(text.as_ref()?))));
    let installers = [("Install", "pip install"), ("Install with uv", "uv add")];
    let install =
        installers.into_iter().filter_map(|(title, line)| Some(copyable(ui, title, known.install_line(line)?)));
    let samples = tool.samples(ui.atlas.categories()).into_iter();
    let samples = samples.map(|sample| copyable(ui, &sample.title, sample.text.to_owned()));
    let places = tool.places.iter().filter_map(|place| {
        let name = &ui.atlas.category(&place.category)?.name;
        Some(li().child(link(Query::link_to_category(&place.category)).child(name)).child(format!(": {}", place.role)))
    });
    let names = |title, names: &[String]| (!names.is_empty()).then(|| titled(title, p().child(names.join(", "))));
    let alternatives = tool.alternatives.iter().map(|other| {
        let both = vec![tool.id.clone(), other.tool.clone()];
        let name = format!("Compare with {}", ui.atlas.tool_name(&other.tool));
        let compare = compare_button(ui, both, "Compare").attr(attr::AriaLabel, name);
        li().child(ui.tool_link(&other.tool)).child(format!(": {} · ", other.when)).child(compare)
    });
    let tasks = ui.atlas.categories().iter().flat_map(|category| &category.tasks);
    let tasks = tasks
        .filter(|task| task.tools.contains(&tool.id))
        .map(|task| li().child(link(Query::link_to_task(&task.id)).child(&task.name)));
    let stacks = ui.atlas.categories().iter().flat_map(|category| &category.stacks);
    let stacks = stacks.filter(|stack| stack.tools.contains(&tool.id)).map(|stack| category::stack_item(ui, stack));
    div()
        .class("content")
        .child(header)
        .child(p().class("summary").child(&tool.summary))
        .child(replaced)
        .child(tool::fit(ui, tool))
        .child(p().class("links").child(links.collect::<Vec<_>>()))
        .child(actions)
        .child(works_with(ui, tool))
        .child(requirements(tool))
        .child(div().class("advice").child(advice.collect::<Vec<_>>()))
        .child(listed("Take another one for", alternatives.collect()))
        .child(tool.beware.as_ref().map(|words| p().class("note").child(words)))
        .child(install.collect::<Vec<_>>())
        .child(samples.collect::<Vec<_>>())
        .child(facts(ui, tool))
        .child(listed("Tasks it is named for", tasks.collect()))
        .child(listed("Tools that work together", stacks.collect()))
        .child(listed("Where it belongs", places.collect()))
        .child(names("Imported as", &tool.imports))
        .child(names("Also written", &tool.aliases))
        .child(copyable(ui, "Correct this entry", report(ui, tool)))
}

/// A list under a title; nothing if it is empty.
fn listed(title: &str, items: Vec<El>) -> Option<El> {
    (!items.is_empty()).then(|| titled(title, ul().child(items)))
}

/// Whether the tool installs with all it needs: in words, then for each system and Python.
fn works_with(ui: Ui, tool: &'static Tool) -> Option<El> {
    let known = ui.atlas.known(tool);
    let note = tool.install_note.as_ref().map(|note| p().class("note").child(note));
    let pythons = known.works_with();
    let Some(facts) = known.facts.filter(|_| !pythons.is_empty()) else {
        return note.map(|note| titled("Does it install?", div().class("installs").child(note)));
    };
    let words = pythons.iter().map(|(python, answer)| format!("{python} {answer}"));
    let words = format!("Works with Python {}", words.collect::<Vec<_>>().join(" · "));
    let cell = |text: &str| th().attr(attr::Scope, "col").child(text);
    let head = pythons.iter().map(|(python, _)| cell(python));
    let rows = System::ALL.iter().map(|system| {
        let answers = pythons.iter().map(|(python, _)| td().child(known.install_words(system.value, python)));
        tr().child(th().attr(attr::Scope, "row").child(system.label)).child(answers.collect::<Vec<_>>())
    });
    let table = table()
        .child(thead().child(tr().child(cell("Python")).child(head.collect::<Vec<_>>())))
        .child(tbody().child(rows.collect::<Vec<_>>()));
    let label = "Packages and bytes to download, by system and Python";
    let table = div()
        .class("scroll")
        .attr(attr::Tabindex, "0")
        .attr(attr::Role, "group")
        .attr(attr::AriaLabel, label)
        .child(table);
    let evidence = format!(
        "Measured on {}: wheels of {} {} and of all it needs, for current Linux and Windows on x86 and macOS on Arm.",
        facts.checked, tool.name, facts.version,
    );
    let gone =
        facts.gone.as_ref().map(|why| p().class("note").child(format!("The package index has no release: {why}")));
    let words = div().class("installs").child(p().class("works").child(words)).child(note).child(gone);
    Some(titled("Does it install?", words.child(table).child(p().class("evidence").child(evidence))))
}

/// What the tool needs beside its package.
fn requirements(tool: &'static Tool) -> Option<El> {
    let items = tool.requires.iter().map(|requirement| {
        let source = tool::external(&requirement.source, "its project says so");
        li().child(&requirement.what).child(span().class("claim").child(" · ").child(source))
    });
    listed("Needs as well", items.collect())
}

/// What is known of the tool. What is claimed has the link to its source beside it; the source of all that is measured
/// stands below.
fn facts(ui: Ui, tool: &'static Tool) -> El {
    let subject = Subject { atlas: ui.atlas, known: ui.atlas.known(tool), others: &[] };
    let rows = criteria(ui.atlas, Use::DETAILS).into_iter().filter_map(|criterion| {
        let answer = criterion.of(&subject);
        let claim = tool::source(&answer);
        let is_said = !answer.words.is_empty();
        is_said.then(|| [dt().child(&criterion.label), dd().child(answer.words).child(claim)])
    });
    titled("Facts", dl().child(rows.flatten().collect::<Vec<_>>()))
}

fn titled(title: &str, content: impl Child) -> El {
    div().child(h3().child(title)).child(content)
}
