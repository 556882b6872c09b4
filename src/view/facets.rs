//! The facets. Each is a named group of checkboxes; each option shows how many tools choosing it would leave.

use crate::leptos::prelude::*;

use super::html::{
    El, ElementRef, Property, aside, attr, button, div, each, effect, ev, fieldset, h2, header, input, label, legend,
    p, press_button, show, span,
};
use super::{Ui, controls, environment, export};
use atlas_core::facets::{Facet, FacetId, FacetOption, OptionRef};
use atlas_core::query::{Command, Grouping, Layout, Matching, Query, Sort};
use atlas_core::text::{key, plural};

/// A facet with more options than this is long: it has a text filter.
const LONG: usize = 10;
/// The most options of a facet that are shown at once. The text filter finds the others.
const MAX_SHOWN: usize = 200;

/// The id of the element that holds the facets.
const FILTERS: &str = "filters";

/// The key under which the folded facets are remembered: their keys, with commas between them.
const FOLDED: &str = "folded";

/// The count elements on the page, by option.
type CountElements = StoredValue<Vec<(OptionRef, ElementRef)>>;

/// All facets. On a narrow screen they are a sheet that [`open_button`] opens; on a wide one they stand beside the
/// results.
pub fn facets(ui: Ui) -> El {
    let shown = move || format!("Show {}", ui.results.with(|results| plural(results.tools, "tool", "tools")));
    let done = button()
        .class("primary sheet-only")
        .attr(attr::Type, "button")
        .attr(attr::Popovertarget, FILTERS)
        .attr(attr::Popovertargetaction, "hide")
        .text(shown);
    let counts = StoredValue::new(Vec::new());
    follow_counts(ui, counts);
    let listed = FacetId::ALL.iter().filter(|facet| facet.facet().is_listed);
    let groups: Vec<El> = listed.map(|&facet| group(ui, facet, counts)).collect();
    let close =
        button().class("close").attr(attr::Type, "button").attr(attr::AriaLabel, "Close the filters").child("×");
    let close = close.attr(attr::Popovertarget, FILTERS).attr(attr::Popovertargetaction, "hide");
    let title = header().class("sheet-only").child(h2().child("Filters")).child(close);
    let sheet = aside().class("filters").attr(attr::Id, FILTERS).attr(attr::Popover, "auto");
    sheet
        .attr(attr::AriaLabel, "Filters")
        .child(title)
        .child(environment::environment(ui))
        .child(order(ui))
        .child(groups)
        .child(export::buttons(ui))
        .child(done)
}

/// The order of the results. The overview has its own.
fn order(ui: Ui) -> AnyView {
    show(
        move || ui.query.with(Query::layout) != Layout::Overview,
        move || {
            let sort = move |sort: Sort| (ui.dispatch)(Command::Sort(sort));
            let group = move |grouping: Grouping| (ui.dispatch)(Command::Group(grouping));
            div()
                .class("order")
                .child(controls::select("Sort by", move || ui.query.with(|query| query.sort), sort))
                .child(controls::select("Group by", move || ui.query.with(|query| query.grouping), group))
                .view()
        },
    )
}

/// Opens the sheet on a narrow screen.
pub fn open_button(ui: Ui) -> El {
    let chosen =
        move || ui.query.with(|query| query.chosen().iter().filter(|option| option.facet.facet().is_listed).count());
    let label = move || match chosen() {
        0 => "Filters".to_owned(),
        chosen => format!("Filters ({chosen})"),
    };
    button().class("narrow-only").attr(attr::Type, "button").attr(attr::Popovertarget, FILTERS).text(label)
}

fn group(ui: Ui, facet: FacetId, counts: CountElements) -> El {
    let row = facet.facet();
    let options = ui.atlas.options().of(facet);
    // "Any or all" makes a difference only once two options are chosen.
    let several = move || row.multiple && ui.query.with(|query| query.chosen_of(facet).count() > 1);
    let matching = show(several, move || {
        let chosen = move || ui.query.with(|query| query.matching);
        let change = move |matching: Matching| (ui.dispatch)(Command::Match(matching));
        controls::radios(row.label, format!("Match in {}", row.label), chosen, change).view()
    });
    let (head, class) = folding(ui, row);
    let group = fieldset().property(Property::ClassName, class).child(legend().child(head)).child(matching);
    if options.len() <= LONG {
        let options: Vec<El> = options.iter().map(|option| checkbox(ui, option, counts)).collect();
        return group.child(options);
    }
    let wanted = RwSignal::new(String::new());
    let matches =
        move || options.iter().filter(move |option| wanted.with(|wanted| key(&option.label).contains(wanted)));
    let shown = each(
        move || matches().take(MAX_SHOWN).map(|option| option.at).collect(),
        move |at| checkbox(ui, ui.atlas.options().get(at), counts).view(),
    );
    let hidden = move || matches().count().saturating_sub(MAX_SHOWN);
    let more =
        show(move || hidden() > 0, move || p().class("more").text(move || format!("{} more: filter", hidden())).view());
    let filter = input()
        .attr(attr::Type, "text")
        .attr(attr::AriaLabel, format!("Filter the options of {}", row.label))
        .attr(attr::Placeholder, "Filter")
        .on(ev::input, move |event| wanted.set(key(&event_target_value(&event))));
    group.child(filter).child(shown).child(more)
}

/// The button that folds a facet, and the classes of the facet. What is folded is remembered.
fn folding(ui: Ui, facet: &'static Facet) -> (El, impl Fn() -> String) {
    let read = move || (ui.stored)(FOLDED).unwrap_or_default();
    let is_folded = RwSignal::new(read().split(',').any(|key| key == facet.key));
    let fold = press_button(move || {
        is_folded.update(|is_folded| *is_folded = !*is_folded);
        let read = read();
        let mut folded: Vec<&str> = read.split(',').filter(|key| !key.is_empty() && *key != facet.key).collect();
        folded.extend(is_folded.get_untracked().then_some(facet.key));
        let _forbidden = (ui.store)(FOLDED, &folded.join(","));
    });
    let fold = fold.property(Property::AriaExpanded, move || (!is_folded.get()).to_string()).child(facet.label);
    (fold, move || if is_folded.get() { "folded" } else { "" }.to_owned())
}

fn checkbox(ui: Ui, option: &'static FacetOption, counts: CountElements) -> El {
    let at = option.at;
    let checkbox = input()
        .attr(attr::Type, "checkbox")
        // What is chosen before the app runs is read from the page by these.
        .attr(attr::Name, at.facet.facet().key)
        .attr(attr::Value, &option.id)
        .flag(Property::Checked, move || ui.query.with(|query| query.has(at)))
        .on(ev::change, move |_| (ui.dispatch)(Command::Toggle(at)));
    let element = ElementRef::new();
    counts.update_value(|counts| counts.push((at, element)));
    on_cleanup(move || {
        counts.try_update_value(|counts| counts.retain(|(other, _)| *other != at));
    });
    let count = ui.counts.with_untracked(|counts| counts.get(at));
    let count = span().class(class_of(count)).node_ref(element).child(count.to_string());
    label().class("option").child(checkbox).child(&option.label).child(count)
}

/// The classes of a count. An option that would leave no tools is dimmed, but it can still be chosen.
fn class_of(count: usize) -> &'static str {
    if count == 0 { "count none" } else { "count" }
}

/// Keeps the counts beside the options current. One effect updates all of them: an effect for each of the hundred
/// options took longer on every key press than the search.
fn follow_counts(ui: Ui, elements: CountElements) {
    let mut before = None;
    effect(move || {
        let counts = ui.counts.get();
        elements.with_value(|elements| {
            for &(option, element) in elements {
                let count = counts.get(option);
                if before.as_ref().is_some_and(|before: &atlas_core::facets::Counts| before.get(option) == count) {
                    continue;
                }
                if let Some(element) = element.get_untracked() {
                    element.set_text_content(Some(&count.to_string()));
                    element.set_class_name(class_of(count));
                    // What would leave nothing is no stop on the way to the results.
                    if let Some(checkbox) = element.previous_element_sibling() {
                        let _set = checkbox.set_attribute("tabindex", if count == 0 { "-1" } else { "0" });
                    }
                }
            }
        });
        before = Some(counts);
    });
}
