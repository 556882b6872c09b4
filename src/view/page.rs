//! The page: search and theme at the top, facets beside the results, the open tool in a dialog.

use crate::leptos::prelude::*;

use super::html::{
    El, Property, a, all, attr, div, each, ev, footer as footer_element, h1, header, input, kbd, link, main, p,
    press_button, search, show, span, time,
};
use super::{Ui, category, controls, dialog, facets, icons, status};
use atlas_core::query::{Command, Grouping, Layout, MAX_TEXT, Sort};
use atlas_core::results::Results;
use atlas_core::text::plural;
use atlas_core::virtual_list::Window;

/// Up to this number, packages without facts are listed by name; beyond it they are counted.
const MAX_NAMED: usize = 8;

/// The id of the element with the results, the target of the skip link.
const RESULTS: &str = "results";

/// The whole page, once the catalog is loaded; `warning` is shown above the results.
#[must_use]
pub fn page(ui: Ui, warning: Option<El>) -> AnyView {
    let groups = move || ui.window.with(|window| window.slices.iter().map(|slice| slice.group).collect());
    let spacer = |height: fn(&Window) -> usize| {
        let style = move || format!("block-size: {}px", ui.window.with(height));
        div().class("spacer").property(Property::Style, style)
    };
    let classes = move || if ui.window.with(Window::has_spacers) { "groups windowed" } else { "groups" }.to_owned();
    let groups = div()
        .class("groups")
        .property(Property::ClassName, classes)
        .node_ref(ui.elements.groups)
        .child(spacer(|window| window.before))
        .child(each(groups, move |key| category::group(ui, key)))
        .child(spacer(|window| window.after));
    let results = main()
        .attr(attr::Id, RESULTS)
        .attr(attr::Tabindex, "-1")
        .node_ref(ui.elements.results)
        .child(intro(ui))
        .child(warning)
        .child(toolbar(ui))
        .child(active_filters(ui))
        .child(status::suggestion(ui))
        .child(status::nothing_found(ui))
        .child(groups);
    all(vec![
        a().class("skip").attr(attr::Href, "#results").child("Skip to the results").view(),
        top(ui).view(),
        div().class("layout").child(facets::facets(ui)).child(results).view(),
        footer(ui).view(),
        dialog::dialog(ui).view(),
    ])
}

fn top(ui: Ui) -> El {
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && ui.query.with_untracked(|query| !query.text.is_empty()) {
            event.prevent_default();
            (ui.dispatch)(Command::Type(String::new()));
        }
    };
    let input = input()
        .attr(attr::Type, "search")
        .attr(attr::Id, "search")
        .attr(attr::AriaLabel, "Search tools and areas")
        .attr(attr::AriaKeyshortcuts, "/")
        .attr(attr::Placeholder, "A tool, a task, an import name")
        .attr(attr::Autocomplete, "off")
        .attr(attr::Autocapitalize, "none")
        .attr(attr::Spellcheck, "false")
        .attr(attr::Maxlength, MAX_TEXT.to_string())
        .attr(attr::Dir, "auto")
        .node_ref(ui.elements.search)
        .property(Property::Value, move || ui.query.with(|query| query.text.clone()))
        .on(ev::input, move |event| (ui.dispatch)(Command::Type(event_target_value(&event))))
        .on(ev::keydown, escape);
    let shortcut = kbd().attr(attr::AriaHidden, "true").child("/");
    header()
        .class("top")
        .child(link("?").class("brand").child(icons::logo()).child("Python Atlas"))
        .child(search().child(icons::magnifier()).child(input).child(shortcut))
        .child(controls::select("Theme", move || ui.theme, ui.set_theme))
}

fn intro(ui: Ui) -> El {
    let facts = format!(
        "{}, {}, {} of them named in the guide this began with. Open one to see when to choose it and when not.",
        plural(ui.atlas.categories().len(), "area", "areas and lists"),
        plural(ui.atlas.tools().len(), "tool", "tools"),
        ui.atlas.tools().iter().filter(|tool| tool.in_guide).count(),
    );
    let question = h1().child("What is Python used for, and which tool should you pick?");
    div().class("intro").child(question).child(p().child(facts))
}

fn toolbar(ui: Ui) -> El {
    let sort = move |sort: Sort| (ui.dispatch)(Command::Sort(sort));
    let group = move |grouping: Grouping| (ui.dispatch)(Command::Group(grouping));
    let view = move |layout: Layout| (ui.dispatch)(Command::View(layout));
    div()
        .class("toolbar")
        .child(p().attr(attr::Role, "status").text(move || ui.results.with(Results::summary)))
        .child(facets::open_button(ui))
        .child(controls::select("Sort by", move || ui.query.with(|query| query.sort), sort))
        .child(controls::select("Group by", move || ui.query.with(|query| query.grouping), group))
        .child(controls::radios("view", "View".to_owned(), move || ui.query.with(|query| query.layout), view))
}

fn active_filters(ui: Ui) -> El {
    let filters = each(
        move || ui.query.with(|query| query.chosen().to_vec()),
        move |option| {
            let label = &ui.atlas.options().get(option).label;
            press_button(move || (ui.dispatch)(Command::Toggle(option)))
                .class("chip")
                .attr(attr::AriaLabel, format!("Remove {}: {label}", option.facet.facet().label))
                .child(label)
                .child(span().child("×"))
                .view()
        },
    );
    let is_filtered = move || ui.query.with(|query| !query.chosen().is_empty() || query.is_searching());
    let clear = show(is_filtered, move || {
        press_button(move || (ui.dispatch)(Command::ClearAll)).class("quiet").child("Clear all").view()
    });
    div().class("chips").child(filters).child(clear)
}

fn footer(ui: Ui) -> El {
    let edition = ui.atlas.edition();
    let time = time().attr(attr::Datetime, edition).child(edition);
    let facts = ui.atlas.facts();
    let missing = ui.atlas.without_facts();
    let checked = match missing.len() {
        _ if facts.checked.is_empty() => ". No facts are loaded".to_owned(),
        0 => format!(", facts checked on {}", facts.checked),
        1..=MAX_NAMED => format!(", facts checked on {}, missing for {}", facts.checked, missing.join(", ")),
        count => format!(", facts checked on {}, missing for {count} packages", facts.checked),
    };
    let rest = ". Names and trademarks belong to their owners; links lead to the projects' own pages.";
    footer_element().child(p().child("Edition of ").child(time).child(checked).child(rest))
}
