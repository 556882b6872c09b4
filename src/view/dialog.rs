//! The open tool, as a modal dialog.

use leptos::html::Dialog;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::html::{
    Child, El, all, attr, button, code, dd, dialog as dialog_element, div, dl, dt, effect, ev, form, h2, h3, header,
    li, link, p, pre, switch, ul,
};
use super::{Ui, tool};
use atlas_core::catalog::Tool;
use atlas_core::closed_set::ClosedSet;
use atlas_core::facts::{Platform, licence_class, maintenance};
use atlas_core::query::{Command, Query};

/// Shows the details of the open tool.
pub fn dialog(ui: Ui) -> El {
    let open = move || ui.query.with(|query| query.open.as_ref().and_then(|id| ui.atlas.position(id)));
    let element = NodeRef::<Dialog>::new();
    effect(move || {
        let is_wanted = open().is_some();
        let Some(dialog) = element.get() else { return };
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

fn details(ui: Ui, tool: &'static Tool) -> El {
    let origin = if tool.in_guide { "Named in the guide" } else { "Added by the editors" };
    let close = button().class("close").attr(attr::AriaLabel, "Close").child("×");
    let header = header()
        .child(h2().attr(attr::Id, "open-tool").child(&tool.name))
        .child(p().class("kind").child(format!("{} · {origin}", tool.kind.label())))
        .child(form().attr(attr::Method, "dialog").child(close));
    let links = tool::links(&tool.links).into_iter().map(|(label, link)| tool::external(link, label));
    let replaced = tool
        .replaced_by
        .as_ref()
        .map(|id| p().class("replaced").child("The project itself now points to ").child(ui.tool_link(id)).child("."));
    let advice = [("Choose it when", &tool.choose_when), ("Look elsewhere when", &tool.avoid_when)];
    let advice = advice.into_iter().filter_map(|(title, text)| Some(titled(title, p().child(text.as_ref()?))));
    let install = tool.package.as_ref().map(|package| copyable(ui, "Install", format!("pip install {package}")));
    let example = tool.example.as_ref().map(|example| copyable(ui, "Example", example.clone()));
    let places = tool.places.iter().filter_map(|place| {
        let name = &ui.atlas.category(&place.category)?.name;
        Some(li().child(link(Query::link_to_category(&place.category)).child(name)).child(format!(": {}", place.role)))
    });
    let names = |title, names: &[String]| (!names.is_empty()).then(|| titled(title, p().child(names.join(", "))));
    let alternatives = (!tool.alternatives.is_empty()).then(|| {
        let links = tool.alternatives.iter().map(|id| li().child(ui.tool_link(id)));
        titled("Alternatives", ul().class("related").child(links.collect::<Vec<_>>()))
    });
    div()
        .class("content")
        .child(header)
        .child(p().class("summary").child(&tool.summary))
        .child(replaced)
        .child(p().class("links").child(links.collect::<Vec<_>>()))
        .child(div().class("advice").child(advice.collect::<Vec<_>>()))
        .child(install)
        .child(example)
        .child(facts(ui, tool))
        .child(titled("Where it belongs", ul().child(places.collect::<Vec<_>>())))
        .child(names("Imported as", &tool.imports))
        .child(names("Also written", &tool.aliases))
        .child(alternatives)
}

/// The facts of the tool, with source and day.
fn facts(ui: Ui, tool: &Tool) -> El {
    let facts = ui.atlas.facts_of(tool);
    let status = maintenance(tool, facts);
    let known = |text: Option<&str>| text.unwrap_or("unknown").to_owned();
    let mut rows = Vec::new();
    if let Some(facts) = facts {
        let runs = Platform::ALL.iter().filter(|row| facts.runs.contains(&row.value)).map(|row| row.label);
        let runs: Vec<&str> = runs.collect();
        let runs = if runs.is_empty() { "unknown: there are no wheels".to_owned() } else { runs.join(", ") };
        let class = licence_class(facts.licence.as_deref()).label().to_ascii_lowercase();
        let released = Some(facts.released.as_str()).filter(|day| !day.is_empty());
        rows.push(("Version", format!("{}, released {}", facts.version, known(released))));
        rows.push(("Python", known(facts.requires_python.as_deref())));
        rows.push((
            "Licence",
            facts.licence.as_ref().map_or_else(|| class.clone(), |text| format!("{text} ({class})")),
        ));
        rows.push(("Runs on", runs));
        rows.push(("Pure or compiled", known(facts.build.map(ClosedSet::label))));
        if let Some(shipped) = &facts.pyodide {
            rows.push(("In the browser", shipped.clone()));
        }
    }
    rows.push(("Maintenance", format!("{}: {}", status.label(), status.reason())));
    if let Some(facts) = facts {
        rows.push(("Source", format!("{} in the Python package index, checked {}", facts.source, facts.checked)));
    }
    let rows = rows.into_iter().flat_map(|(name, value)| [dt().child(name), dd().child(value)]);
    titled("Facts", dl().child(rows.collect::<Vec<_>>()))
}

fn titled(title: &str, content: impl Child) -> El {
    div().child(h3().child(title)).child(content)
}

/// A text with a copy button. The button reports success or failure.
fn copyable(ui: Ui, title: &'static str, content: String) -> El {
    let label = RwSignal::new("Copy");
    let copied = content.clone();
    let press = move |_| {
        // The dialog may be closed before the browser has answered.
        let tell = move |is_done| {
            label.try_set(if is_done { "Copied" } else { "Not allowed: select and copy" });
        };
        (ui.copy)(copied.clone(), Box::new(tell));
    };
    let button = button()
        .attr(attr::Type, "button")
        .attr(attr::AriaLive, "polite")
        .on(ev::click, press)
        .text(move || label.get().to_owned());
    let code = pre().attr(attr::Tabindex, "0").attr(attr::AriaLabel, title).child(code().child(content));
    div().class("copyable").child(h3().child(title)).child(button).child(code)
}
