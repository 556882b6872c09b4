//! The open tool, as a modal dialog.

use crate::leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, MouseEvent};

use super::html::{
    Child, El, ElementRef, all, attr, button, code, dd, dialog as dialog_element, div, dl, dt, effect, ev, form, h2,
    h3, header, li, link, p, pre, span, switch, table, tbody, td, th, thead, tr, ul,
};
use super::{Ui, tool};
use atlas_core::catalog::{Claim, Link, Tool};
use atlas_core::closed_set::ClosedSet;
use atlas_core::facts::{PackageFacts, System, licence_class};
use atlas_core::platform::{Platform, labels};
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
    let install = ui.atlas.known(tool).install_line().map(|line| copyable(ui, "Install".to_owned(), line));
    let samples = tool.samples(ui.atlas.categories()).into_iter();
    let samples = samples.map(|sample| copyable(ui, sample.title, sample.text.to_owned()));
    let places = tool.places.iter().filter_map(|place| {
        let name = &ui.atlas.category(&place.category)?.name;
        Some(li().child(link(Query::link_to_category(&place.category)).child(name)).child(format!(": {}", place.role)))
    });
    let names = |title, names: &[String]| (!names.is_empty()).then(|| titled(title, p().child(names.join(", "))));
    let alternatives = (!tool.alternatives.is_empty()).then(|| {
        let others = tool
            .alternatives
            .iter()
            .map(|other| li().child(ui.tool_link(&other.tool)).child(format!(": {}", other.when)));
        titled("Take another one for", ul().child(others.collect::<Vec<_>>()))
    });
    div()
        .class("content")
        .child(header)
        .child(p().class("summary").child(&tool.summary))
        .child(replaced)
        .child(p().class("links").child(links.collect::<Vec<_>>()))
        .child(works_with(ui, tool))
        .child(requirements(tool))
        .child(div().class("advice").child(advice.collect::<Vec<_>>()))
        .child(alternatives)
        .child(install)
        .child(samples.collect::<Vec<_>>())
        .child(facts(ui, tool))
        .child(titled("Where it belongs", ul().child(places.collect::<Vec<_>>())))
        .child(names("Imported as", &tool.imports))
        .child(names("Also written", &tool.aliases))
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
    (!tool.requires.is_empty()).then(|| titled("Needs as well", ul().child(items.collect::<Vec<_>>())))
}

/// A fact: its name, what is known, and the claim behind it, if it is not measured.
type Fact<'a> = (&'static str, String, Option<(&'a Link, &'a str)>);

/// What is known of the tool. What is claimed has the link to its source beside it; the source of all that is measured
/// stands below.
fn facts(ui: Ui, tool: &'static Tool) -> El {
    let known = ui.atlas.known(tool);
    let facts = known.facts;
    let mut rows: Vec<Fact> = Vec::new();
    if let Some(facts) = facts {
        let released = or_unknown(facts.released.clone());
        rows.push(("Version", format!("{}, released {released}", facts.version), None));
        if let Some(status) = facts.status {
            rows.push(("In the index", status.label().to_owned(), None));
        }
        rows.push(("Needs Python", facts.requires_python.clone().unwrap_or_else(unknown), None));
    }
    let licence = known.licence().map_or_else(unknown, |licence| {
        format!("{licence} ({})", licence_class(Some(licence)).label().to_ascii_lowercase())
    });
    rows.push(("Licence", licence, source(known.claimed_licence())));
    if let Some(measured) = known.other_measured_licence() {
        rows.push(("Licence of the package", measured.to_owned(), None));
    }
    // What a project says of the systems is no word of its own about the kinds of Python.
    let (systems, kinds): (Vec<Platform>, Vec<Platform>) =
        known.runs().into_iter().partition(|platform| platform.is_system());
    rows.push(("Runs on", or_unknown(labels(&systems)), source(known.claimed_runs())));
    if !kinds.is_empty() {
        rows.push(("Kinds of Python", labels(&kinds), None));
    }
    if let Some(measured) = known.other_measured_runs() {
        rows.push(("Wheels are for", measured, None));
    }
    if let Some((claim, checked)) = known.makes() {
        rows.push(("Makes apps for", labels(&claim.is), Some((&claim.source, checked))));
    }
    if let Some(facts) = facts {
        rows.push(("Pure or compiled", facts.build.map_or_else(unknown, |build| build.label().to_owned()), None));
        if let Some(typed) = facts.typed {
            rows.push(("Type hints", if typed { "yes" } else { "no" }.to_owned(), None));
        }
        if facts.provenance == Some(true) {
            rows.push(("Provenance", "the index attests where its files come from".to_owned(), None));
        }
        if let Some(shipped) = &facts.pyodide {
            rows.push(("In the browser", shipped.clone(), None));
        }
    }
    let status = known.maintenance();
    let maintenance = format!("{}: {}", status.label(), status.reason());
    rows.push(("Maintenance", maintenance, source(known.claimed_status())));
    if let Some(facts) = facts {
        let PackageFacts { version, source, checked, .. } = facts;
        let source = format!("{version}, {source}, in the Python package index, checked {checked}");
        rows.push(("Source", source, None));
    }
    let rows = rows.into_iter().flat_map(|(name, value, claim)| {
        let claim = claim.map(|(source, checked)| {
            let link = tool::external(source, "its project says so");
            span().class("claim").child(" · ").child(link).child(format!(", checked {checked}"))
        });
        [dt().child(name), dd().child(value).child(claim)]
    });
    titled("Facts", dl().child(rows.collect::<Vec<_>>()))
}

fn unknown() -> String {
    "unknown".to_owned()
}

fn or_unknown(text: String) -> String {
    if text.is_empty() { unknown() } else { text }
}

fn source<'a, T>(claim: Option<(&'a Claim<T>, &'a str)>) -> Option<(&'a Link, &'a str)> {
    claim.map(|(claim, checked)| (&claim.source, checked))
}

fn titled(title: &str, content: impl Child) -> El {
    div().child(h3().child(title)).child(content)
}

/// A text with a copy button. The button reports success or failure.
fn copyable(ui: Ui, title: String, content: String) -> El {
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
    let code = pre().attr(attr::Tabindex, "0").attr(attr::AriaLabel, &title).child(code().child(content));
    div().class("copyable").child(h3().child(title)).child(button).child(code)
}
