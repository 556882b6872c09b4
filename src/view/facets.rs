//! The facets: a named group of checkboxes each, with the count that choosing an option would leave.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlCollection, HtmlElement};

use super::Ui;
use super::controls;
use super::html::{El, effect, el, keyed, text};
use atlas_core::facets::{FACETS, FacetOption};
use atlas_core::query::{Command, Matching};
use atlas_core::results::plural;
use atlas_core::text::key;

/// A facet with more options is long: it scrolls in a box of its own and has a filter.
const LONG: usize = 10;

/// The id of the element that holds the facets.
const FILTERS: &str = "filters";

/// All facets. On a narrow screen they are a sheet that [`open_button`] opens; on a wide one they stand beside the
/// results.
pub fn facets(ui: Ui) -> El {
    let shown = move || format!("Show {}", ui.results.with(|results| plural(results.tools, "tool", "tools")));
    let done = el("button").class("primary sheet-only").attr("type", "button");
    let done = done.attr("popovertarget", FILTERS).attr("popovertargetaction", "hide").child(text(shown));
    follow_counts(ui);
    let sheet = el("aside").class("filters").attr("id", FILTERS).attr("popover", "auto").attr("aria-label", "Filters");
    sheet.child((0..FACETS.len()).map(|facet| group(ui, facet)).collect::<Vec<_>>()).child(done)
}

/// Opens the sheet on a narrow screen.
pub fn open_button(ui: Ui) -> El {
    let label = move || match ui.results.with(|results| results.chips.len()) {
        0 => "Filters".to_owned(),
        chosen => format!("Filters ({chosen})"),
    };
    el("button").class("narrow-only").attr("type", "button").attr("popovertarget", FILTERS).child(text(label))
}

fn group(ui: Ui, facet: usize) -> El {
    let row = &FACETS[facet];
    let options = ui.atlas.facets()[facet].iter().enumerate();
    let options: Vec<El> = options.map(|(option, data)| checkbox(ui, (facet, option), data)).collect();
    // "Any or all" means something once two options are chosen.
    let several = move || row.many && ui.query.with(|query| query.chosen(facet).count() > 1);
    let matching = keyed(
        move || several().then_some(0).into_iter().collect(),
        move |_| {
            let chosen = move || ui.query.with(|query| query.matching);
            let change = move |matching: Matching| (ui.dispatch)(Command::Match(matching));
            controls::radios(row.label, format!("Match in {}", row.label), chosen, change).view()
        },
    );
    let group = el("fieldset").child(el("legend").child(row.label)).child(matching);
    if options.len() > LONG {
        group.child(filter(row.label)).child(el("div").class("options-scroll").child(options))
    } else {
        group.child(options)
    }
}

/// A field that leaves of a long facet the options with its text.
fn filter(facet: &str) -> El {
    let narrow = |event: Event| {
        let wanted = key(&event_target_value(&event));
        let field = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let options = field.and_then(|field| field.next_element_sibling()).map(|list| list.children());
        for index in 0..options.as_ref().map_or(0, HtmlCollection::length) {
            let option = options.as_ref().and_then(|options| options.item(index)?.dyn_into::<HtmlElement>().ok());
            if let Some(option) = option {
                let label = option.children().item(1).and_then(|label| label.text_content());
                option.set_hidden(!key(&label.unwrap_or_default()).contains(&wanted));
            }
        }
    };
    let name = format!("Filter the options of {facet}");
    el("input").attr("type", "text").attr("aria-label", name).attr("placeholder", "Filter").on("input", narrow)
}

/// The id of the element with the count of an option.
fn count_id(facet: usize, option: usize) -> String {
    format!("count-{facet}-{option}")
}

fn checkbox(ui: Ui, (facet, option): (usize, usize), data: &'static FacetOption) -> El {
    let checkbox = el("input").attr("type", "checkbox");
    let checkbox = checkbox.switch("checked", move || ui.query.with(|query| query.has(facet, &data.id)));
    let checkbox = checkbox.on("change", move |_| (ui.dispatch)(Command::Toggle(facet, data.id.clone())));
    let count = ui.results.with_untracked(|results| results.counts[facet][option]);
    let count = el("span").class("count").attr("id", count_id(facet, option)).child(count.to_string());
    el("label").class("option").child(checkbox).child(el("span").child(&data.label)).child(count)
}

/// Keeps the counts beside the options true. All at once: an effect for each of the hundred, and one for its colour, took
/// longer on every key press than finding what is asked for.
fn follow_counts(ui: Ui) {
    let mut shown: Vec<Vec<usize>> = Vec::new();
    effect(move || {
        let counts = ui.results.with(|results| results.counts.clone());
        for (facet, counts) in counts.iter().enumerate() {
            for (option, count) in counts.iter().enumerate() {
                if shown.get(facet).is_some_and(|shown| shown[option] == *count) {
                    continue;
                }
                let Some(element) = document().get_element_by_id(&count_id(facet, option)) else { continue };
                element.set_text_content(Some(&count.to_string()));
                // Dimmed, but still there and reachable: choosing it may be what someone wants.
                element.set_class_name(if *count == 0 { "count none" } else { "count" });
            }
        }
        shown = counts;
    });
}
