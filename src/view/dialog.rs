//! The open tool, as a modal dialog.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

use super::html::{Child, El, effect, el, keyed, link};
use super::{Ui, tool};
use atlas_core::catalog::Tool;
use atlas_core::closed_set::ClosedSet;
use atlas_core::facets::{CATEGORY, FACETS};
use atlas_core::facts::{Platform, licence_class, maintenance};
use atlas_core::query::Command;

/// The id of the dialog.
const DIALOG: &str = "details";

/// Shows the details of the tool the query opens.
pub fn dialog(ui: Ui) -> El {
    let open = move || ui.query.with(|query| query.open.as_ref().and_then(|id| ui.atlas.position(id)));
    effect(move || {
        let wanted = open().is_some();
        let element = document().get_element_by_id(DIALOG);
        let Some(dialog) = element.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else { return };
        if wanted && !dialog.open() {
            // Fails only for an element that is not in the document, and this one is.
            let _shown = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
        // Of another tool the beginning; asking a closed dialog would cost a layout for every key.
        if wanted {
            dialog.set_scroll_top(0);
        }
    });
    // Escape and the browser's own ways to close a dialog end here.
    let closed = move |_| {
        if ui.query.with_untracked(|query| query.open.is_some()) {
            (ui.dispatch)(Command::Close);
        }
    };
    // A click on the dialog itself and on nothing inside it is a click beside its content.
    let beside = move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| target.id() == DIALOG) {
            (ui.dispatch)(Command::Close);
        }
    };
    let content =
        keyed(move || open().into_iter().collect(), move |index| details(ui, &ui.atlas.tools()[index]).view());
    let dialog = el("dialog").class("details").attr("id", DIALOG).attr("aria-labelledby", "open-tool");
    dialog.on("close", closed).on("click", beside).child(content)
}

fn details(ui: Ui, tool: &'static Tool) -> El {
    let origin = if tool.in_guide { "Named in the guide" } else { "Added by the editors" };
    let close = el("button").class("close").attr("aria-label", "Close").child("×");
    let header = el("header")
        .child(el("h2").attr("id", "open-tool").child(&tool.name))
        .child(el("p").class("kind").child(format!("{} · {origin}", tool.kind.label())))
        .child(el("form").attr("method", "dialog").child(close));
    let links = tool::links(&tool.links).into_iter().map(|(label, link)| tool::external(link, label));
    let replaced = tool.replaced_by.as_ref().map(|id| {
        el("p").class("replaced").child("The project itself now points to ").child(ui.tool_link(id)).child(".")
    });
    let advice = [("Choose it when", &tool.choose_when), ("Look elsewhere when", &tool.avoid_when)];
    let advice = advice.into_iter().filter_map(|(title, text)| Some(titled(title, el("p").child(text.as_ref()?))));
    let install = tool.package.as_ref().map(|package| copyable(ui, "Install", format!("pip install {package}")));
    let example = tool.example.as_ref().map(|example| copyable(ui, "Example", example.clone()));
    let places = tool.places.iter().filter_map(|place| {
        let name = &ui.atlas.category(&place.category)?.name;
        let href = format!("?{}={}", FACETS[CATEGORY].key, place.category.as_str());
        Some(el("li").child(link(href, name)).child(format!(": {}", place.role)))
    });
    let names = |title, names: &[String]| (!names.is_empty()).then(|| titled(title, el("p").child(names.join(", "))));
    let alternatives = (!tool.alternatives.is_empty()).then(|| {
        let links = tool.alternatives.iter().map(|id| el("li").child(ui.tool_link(id)));
        titled("Alternatives", el("ul").class("related").child(links.collect::<Vec<_>>()))
    });
    el("div")
        .class("content")
        .child(header)
        .child(el("p").class("summary").child(&tool.summary))
        .child(replaced)
        .child(el("p").class("links").child(links.collect::<Vec<_>>()))
        .child(el("div").class("advice").child(advice.collect::<Vec<_>>()))
        .child(install)
        .child(example)
        .child(facts(ui, tool))
        .child(titled("Where it belongs", el("ul").child(places.collect::<Vec<_>>())))
        .child(names("Imported as", &tool.imports))
        .child(names("Also written", &tool.aliases))
        .child(alternatives)
}

/// What is measured of the tool, with source and day.
fn facts(ui: Ui, tool: &Tool) -> El {
    let facts = ui.atlas.facts_of(tool);
    let status = maintenance(tool, facts);
    let known = |text: Option<&str>| text.unwrap_or("unknown").to_owned();
    let mut rows = Vec::new();
    if let Some(facts) = facts {
        let runs = Platform::ALL.iter().filter(|row| facts.runs.contains(&row.value)).map(|row| row.label);
        let runs: Vec<&str> = runs.collect();
        let runs = if runs.is_empty() { "unknown: there are no wheels".to_owned() } else { runs.join(", ") };
        let group = licence_class(facts.licence.as_deref()).label().to_ascii_lowercase();
        rows.push(("Version", format!("{}, released {}", facts.version, facts.released)));
        rows.push(("Python", known(facts.requires_python.as_deref())));
        rows.push((
            "Licence",
            facts.licence.as_ref().map_or_else(|| group.clone(), |text| format!("{text} ({group})")),
        ));
        rows.push(("Runs on", runs));
        rows.push(("Pure or compiled", known(facts.build.map(ClosedSet::id))));
        if let Some(shipped) = &facts.pyodide {
            rows.push(("In the browser", shipped.clone()));
        }
    }
    rows.push(("Maintenance", format!("{}: {}", status.label(), status.reason())));
    if let Some(facts) = facts {
        rows.push(("Source", format!("{} in the Python package index, checked {}", facts.source, facts.checked)));
    }
    let rows = rows.into_iter().flat_map(|(name, value)| [el("dt").child(name), el("dd").child(value)]);
    titled("Facts", el("dl").child(rows.collect::<Vec<_>>()))
}

fn titled(title: &str, content: impl Child) -> El {
    el("div").child(el("h3").child(title)).child(content)
}

/// A text to copy, with a button that says what came of it.
fn copyable(ui: Ui, title: &'static str, content: String) -> El {
    let copied = content.clone();
    let press = move |event: Event| {
        let button = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let tell = move |done| {
            let label = if done { "Copied" } else { "Not allowed: select and copy" };
            if let Some(button) = &button {
                button.set_text_content(Some(label));
            }
        };
        (ui.copy)(copied.clone(), Box::new(tell));
    };
    let button = el("button").attr("type", "button").attr("aria-live", "polite").on("click", press).child("Copy");
    let code = el("pre").attr("tabindex", "0").attr("aria-label", title).child(el("code").child(content));
    el("div").class("copyable").child(el("h3").child(title)).child(button).child(code)
}
