//! The page: search and theme at the top, facets beside the results, the open tool above it all.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::html::{El, all, button, el, keyed, link, text};
use super::{Ui, category, controls, dialog, facets, icons, status};
use atlas_core::query::{Command, Grouping, Layout, MAX_TEXT, Query, Sort};
use atlas_core::results::{Chip, GroupKey, Results, plural};

/// The id of the search box, for the keyboard shortcut.
pub const SEARCH: &str = "search";

/// The most packages without facts that are named one by one.
const NAMED: usize = 8;

/// The id of the element with the results.
pub const RESULTS: &str = "results";

/// The whole page, once there is something to show; `warning` stands above the results.
#[must_use]
pub fn page(ui: Ui, warning: Option<El>) -> AnyView {
    let groups =
        move || ui.results.with(|results| ui.drawn.with(|drawn| drawn.groups(results).map(GroupKey::number).collect()));
    let results = el("main")
        .attr("id", RESULTS)
        .attr("tabindex", "-1")
        .child(intro(ui))
        .child(warning)
        .child(toolbar(ui))
        .child(chips(ui))
        .child(status::suggestion(ui))
        .child(status::nothing_found(ui))
        .child(keyed(groups, move |number| category::group(ui, GroupKey::from_number(number))));
    all(vec![
        el("a").class("skip").attr("href", "#results").child("Skip to the results").view(),
        top(ui).view(),
        el("div").class("layout").child(facets::facets(ui)).child(results).view(),
        footer(ui).view(),
        dialog::dialog(ui).view(),
    ])
}

fn top(ui: Ui) -> El {
    let escape = move |event: Event| {
        let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        if escape && ui.query.with_untracked(|query| !query.text.is_empty()) {
            event.prevent_default();
            (ui.dispatch)(Command::Type(String::new()));
        }
    };
    let input = el("input")
        .attr("type", "search")
        .attr("id", SEARCH)
        .attr("aria-label", "Search tools and areas")
        .attr("aria-keyshortcuts", "/")
        .attr("placeholder", "A tool, a task, an import name")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("maxlength", MAX_TEXT.to_string())
        .attr("dir", "auto")
        .property("value", move || ui.query.with(|query| query.text.clone()))
        .on("input", move |event| (ui.dispatch)(Command::Type(event_target_value(&event))))
        .on("keydown", escape);
    let shortcut = el("kbd").attr("aria-hidden", "true").child("/");
    el("header")
        .class("top")
        .child(link("?", icons::logo()).class("brand").child("Python Atlas"))
        .child(el("search").child(icons::magnifier()).child(input).child(shortcut))
        .child(controls::select("Theme", move || ui.theme, ui.set_theme))
}

fn intro(ui: Ui) -> El {
    let facts = format!(
        "{}, {}, {} of them named in the guide this began with. Open one to see when to choose it and when not.",
        plural(ui.atlas.categories().len(), "area", "areas and lists"),
        plural(ui.atlas.tools().len(), "tool", "tools"),
        ui.atlas.tools().iter().filter(|tool| tool.in_guide).count(),
    );
    let question = el("h1").child("What is Python used for, and which tool should you pick?");
    el("div").class("intro").child(question).child(el("p").child(facts))
}

fn toolbar(ui: Ui) -> El {
    let sort = move |sort: Sort| (ui.dispatch)(Command::Sort(sort));
    let group = move |grouping: Grouping| (ui.dispatch)(Command::Group(grouping));
    let view = move |layout: Layout| (ui.dispatch)(Command::View(layout));
    let summary = text(move || ui.results.with(Results::summary));
    el("div")
        .class("toolbar")
        .child(el("p").attr("role", "status").child(summary))
        .child(facets::open_button(ui))
        .child(controls::select("Sort by", move || ui.query.with(|query| query.sort), sort))
        .child(controls::select("Group by", move || ui.query.with(|query| query.grouping), group))
        .child(controls::radios("view", "View".to_owned(), move || ui.query.with(|query| query.layout), view))
}

fn chips(ui: Ui) -> El {
    let chips = keyed(
        move || ui.results.with(|results| results.chips.iter().map(|chip| chip.number()).collect()),
        move |number| {
            let chip = Chip::from_number(number);
            let (facet, option) = (chip.facet_label(), &ui.atlas.facets()[chip.facet][chip.option]);
            let drop = move || (ui.dispatch)(Command::Toggle(chip.facet, option.id.clone()));
            let name = format!("Remove {facet}: {}", option.label);
            button(&option.label, drop).class("chip").attr("aria-label", name).child(el("span").child("×")).view()
        },
    );
    let filtered = move || ui.results.with(|results| !results.chips.is_empty()) || ui.query.with(Query::is_searching);
    let clear = keyed(
        move || filtered().then_some(0).into_iter().collect(),
        move |_| button("Clear all", move || (ui.dispatch)(Command::ClearAll)).class("quiet").view(),
    );
    el("div").class("chips").child(chips).child(clear)
}

fn footer(ui: Ui) -> El {
    let edition = ui.atlas.edition();
    let time = el("time").attr("datetime", edition).child(edition);
    let facts = ui.atlas.facts();
    let missing = ui.atlas.without_facts();
    let checked = match missing.len() {
        _ if facts.checked.is_empty() => ". No facts are loaded".to_owned(),
        0 => format!(", facts checked on {}", facts.checked),
        1..=NAMED => format!(", facts checked on {}, missing for {}", facts.checked, missing.join(", ")),
        count => format!(", facts checked on {}, missing for {count} packages", facts.checked),
    };
    let rest = ". Names and trademarks belong to their owners; links lead to the projects' own pages.";
    el("footer").child(el("p").child("Edition of ").child(time).child(checked).child(rest))
}
