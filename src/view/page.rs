//! The page: search and theme at the top, facets beside the results, the open tool in a dialog.

use web_sys::HtmlInputElement;

use crate::leptos::prelude::*;

use super::html::{
    El, Property, a, all, attr, button, dd, div, dl, dt, each, ev, footer as footer_element, h1, h2, header, input,
    kbd, link, main, p, press_button, search, show, span, switch, time,
};
use super::{
    Ui, answer, category, compare, controls, dialog, facets, finder, icons, news, overview, own, shortlist, status,
};
use atlas_core::query::{Command, Layout, MAX_TEXT, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::Window;

/// Up to this number, packages without facts are listed by name; beyond it they are counted.
const MAX_NAMED: usize = 8;

/// The id of the element with the shortcuts.
const SHORTCUTS: &str = "shortcuts";

/// Under this is remembered that `/` and `?` are no shortcuts.
pub const KEYS_OFF: &str = "keys";

/// What keys do.
const KEYS: [(&str, &str); 6] = [
    ("/", "Go to the search box"),
    ("↓", "From the search box to the results, and on; through the options of a filter"),
    ("↑", "Back, up to the search box"),
    ("Enter", "Open the tool; from the search box, the one named there"),
    ("Esc", "Close, go back to the search box, clear it; hide what a sign says"),
    ("?", "Show these keys"),
];

/// The id of the element with the results, the target of the skip link.
const RESULTS: &str = "results";

/// The whole page, once the catalog is loaded; `warning` is shown above the results.
#[must_use]
pub fn page(ui: Ui, warning: Option<El>) -> AnyView {
    // Every card tells whether it fits, so another environment draws them anew.
    let content = switch(
        move || (ui.is_overview.get(), ui.environment.get()),
        move |(is_overview, _)| if is_overview { overview::overview(ui) } else { groups(ui) },
    );
    let results = main()
        .attr(attr::Id, RESULTS)
        .attr(attr::Tabindex, "-1")
        .node_ref(ui.elements.results)
        .child(intro(ui))
        .child(own::banner(ui))
        .child(warning)
        .child(status::notice(ui))
        .child(news::news(ui))
        .child(finder::finder(ui))
        .child(compare::comparison(ui))
        .child(toolbar(ui))
        .child(active_filters(ui))
        .child(status::suggestion(ui))
        .child(answer::part(ui))
        .child(answer::answer(ui))
        .child(answer::several(ui))
        .child(status::nothing_found(ui))
        .child(content);
    all(vec![
        a().class("skip").attr(attr::Href, "#results").child("Skip to the results").view(),
        top(ui).view(),
        div().class("layout").child(facets::facets(ui)).child(results).view(),
        footer(ui).view(),
        shortlist::tray(ui),
        dialog::dialog(ui).view(),
    ])
}

/// The rendered part of the results, between two spacers.
fn groups(ui: Ui) -> AnyView {
    let groups = move || ui.window.with(|window| window.slices.iter().map(|slice| slice.group).collect());
    let spacer = |height: fn(&Window) -> usize| {
        let style = move || format!("block-size: {}px", ui.window.with(height));
        div().class("spacer").property(Property::Style, style)
    };
    let classes = move || {
        let windowed = if ui.window.with(Window::has_spacers) { " windowed" } else { "" };
        let searching = if ui.query.with(Query::is_searching) { " searching" } else { "" };
        ["groups", windowed, searching].concat()
    };
    div()
        .property(Property::ClassName, classes)
        .node_ref(ui.elements.groups)
        .child(spacer(|window| window.before))
        .child(each(groups, move |key| category::group(ui, key)))
        .child(spacer(|window| window.after))
        .view()
}

fn top(ui: Ui) -> El {
    let escape = move |event: web_sys::KeyboardEvent| {
        let input = event_target::<HtmlInputElement>(&event);
        if event.key() == "Escape" && !input.value().is_empty() {
            event.prevent_default();
            input.set_value("");
            (ui.search)(String::new());
        }
    };
    let input = input()
        .attr(attr::Type, "search")
        .attr(attr::Id, "search")
        .attr(attr::AriaLabel, "Search tools and areas")
        .attr(attr::AriaKeyshortcuts, "/ ArrowDown")
        .attr(attr::Placeholder, "A tool, a task, an import name")
        .attr(attr::Autocomplete, "off")
        .attr(attr::Autocapitalize, "none")
        .attr(attr::Spellcheck, "false")
        .attr(attr::Maxlength, MAX_TEXT.to_string())
        .attr(attr::Dir, "auto")
        .node_ref(ui.elements.search)
        .property(Property::Value, move || ui.query.with(|query| query.text.clone()))
        .on(ev::input, move |event| (ui.search)(event_target_value(&event)))
        .on(ev::keydown, escape);
    let shortcut = kbd().attr(attr::AriaHidden, "true").child("/");
    header()
        .class("top")
        .child(link("?").class("brand").child(icons::logo()).child("Python Atlas"))
        .child(search().child(icons::magnifier()).child(input).child(shortcut))
        .child(controls::select("Theme", move || ui.theme, ui.set_theme))
}

fn intro(ui: Ui) -> El {
    let question = h1().child("What is Python used for, and which tool should you pick?");
    let all_as = |layout: Layout| link(Query::link_to_all(layout));
    let ways = move || {
        p().child("Choose an area, search for what you want to do, ")
            .child(link(Query::link_to_finder(None)).child("find a tool by a few questions"))
            .child(", look at all tools ")
            .child(all_as(Layout::Cards).child("as cards"))
            .child(" or ")
            .child(all_as(Layout::Table).child("in a table"))
            .child(
                span().class("on-one-page").child(", or read everything ").child(link("all.html").child("on one page")),
            )
            .child(".")
            .view()
    };
    // With results to show, the room is theirs.
    let class = move || if ui.is_overview.get() { "intro" } else { "intro visually-hidden" }.to_owned();
    div().property(Property::ClassName, class).child(question).child(show(move || ui.is_overview.get(), ways))
}

fn toolbar(ui: Ui) -> El {
    let view = move |layout: Layout| (ui.dispatch)(Command::View(layout));
    div()
        .class("toolbar")
        .child(p().attr(attr::Role, "status").text(move || ui.results.with(Results::summary)))
        .child(facets::open_button(ui))
        .child(controls::radios("view", "View".to_owned(), move || ui.query.with(Query::layout), view))
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
    let only_fitting = show(
        move || ui.query.with(|query| query.fit_only),
        move || {
            press_button(move || (ui.dispatch)(Command::FitOnly(false)))
                .class("chip")
                .attr(attr::AriaLabel, "Remove Environment: only what fits")
                .child("Only what fits")
                .child(span().child("×"))
                .view()
        },
    );
    let is_filtered = move || ui.query.with(Query::is_narrowed);
    let clear = show(is_filtered, move || {
        press_button(move || (ui.dispatch)(Command::ClearAll)).class("quiet").child("Clear all").view()
    });
    div().class("chips").child(filters).child(only_fitting).child(clear)
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
    let rest = ". Names and trademarks belong to their owners; links lead to the projects' own pages. ";
    let feed = span().class("on-one-page").child(link("feed.xml").child("News feed"));
    let edition = p().child("Edition of ").child(time).child(checked).child(rest).child(feed);
    let keys = button().class("quiet").attr(attr::Type, "button").attr(attr::Popovertarget, SHORTCUTS);
    footer_element().child(edition).child(keys.child("Keyboard shortcuts")).child(shortcuts(ui)).child(own::chooser(ui))
}

/// What keys do. The browser shows and hides it.
fn shortcuts(ui: Ui) -> El {
    // Whoever speaks to the computer types letters by accident (WCAG 2.2, 2.1.4).
    let change = move |are_on: bool| {
        ui.keys.set(are_on);
        let _forbidden = (ui.store)(KEYS_OFF, if are_on { "" } else { "off" });
    };
    let keys = controls::checkbox("Use the keys / and ?", move || ui.keys.get(), change);
    let rows = KEYS.iter().flat_map(|(key, what)| [dt().child(kbd().child(*key)), dd().child(*what)]);
    div()
        .class("shortcuts")
        .attr(attr::Id, SHORTCUTS)
        .attr(attr::Popover, "auto")
        .attr(attr::Role, "dialog")
        .attr(attr::AriaLabel, "Keyboard shortcuts")
        .child(h2().child("Keyboard shortcuts"))
        .child(dl().child(rows.collect::<Vec<_>>()))
        .child(keys)
}
