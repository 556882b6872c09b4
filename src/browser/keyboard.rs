//! The keyboard: the search box, the way from it through the results and back, and the focus.

use crate::leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// The links that lead to what is found, in the order of the page: to tools, and in the overview to categories.
const FOUND: &str = ":is([data-tool] :is(h3, th), .area h2) a";
/// The button that shows the shortcuts.
const HELP: &str = "[popovertarget=shortcuts]";

/// What a pressed key asks of the app. All else that it does is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Enter in the search box.
    Enter,
    /// The down arrow in the search box.
    Down,
}

/// Does what a key means: `/` goes to the search box, the down arrow from there to the results, the arrows through them,
/// Escape back; in a facet the arrows go through the options; `?` shows the shortcuts. With control keys, keys are the browser's;
/// `/` and `?` are shortcuts if `letters` are.
#[must_use]
pub fn press(event: &KeyboardEvent, search: &HtmlElement, results: &Element, letters: bool) -> Option<Pressed> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<HtmlElement>().ok()?;
    let in_search = target == *search;
    let key = event.key();
    if let Some(next) = in_matrix(&target, &key).or_else(|| in_facet(&target, &key)) {
        event.prevent_default();
        focus(&next);
        return None;
    }
    if key == "Escape" {
        hide_words();
    }
    let next = match key.as_str() {
        "/" if letters && !is_field(&target) && !is_modal() => Some(search.clone()),
        "?" if letters && !is_field(&target) && !is_modal() => {
            document().query_selector(HELP).ok()??.unchecked_into::<HtmlElement>().click();
            return None;
        }
        "ArrowDown" | "Enter" if in_search => {
            // The key would also press what gets the focus now.
            event.prevent_default();
            return Some(if key == "Enter" { Pressed::Enter } else { Pressed::Down });
        }
        "ArrowDown" | "ArrowRight" => found(results).nth(position(results, &target)? + 1),
        "ArrowUp" | "ArrowLeft" => match position(results, &target)? {
            0 => Some(search.clone()),
            at => found(results).nth(at - 1),
        },
        "Escape" => position(results, &target).map(|_| search.clone()),
        _ => None,
    }?;
    event.prevent_default();
    focus(&next);
    None
}

/// Where an arrow leads from a tool or a cell of the matrix; `None` elsewhere, and beyond its edges.
fn in_matrix(target: &Element, key: &str) -> Option<HtmlElement> {
    let row = target.closest(".matrix [data-tool]").ok()??;
    let cells = |row: &Element| row.query_selector_all("th a, td[tabindex]").ok();
    let cell = |row: &Element, at: u32| cells(row)?.get(at)?.dyn_into().ok();
    let at = (0..cells(&row)?.length()).find(|&at| cell(&row, at).as_ref() == target.dyn_ref::<HtmlElement>())?;
    match key {
        "ArrowRight" => cell(&row, at + 1),
        "ArrowLeft" => cell(&row, at.checked_sub(1)?),
        "ArrowDown" if at > 0 => cell(&row.next_element_sibling()?, at),
        "ArrowUp" if at > 0 => cell(&row.previous_element_sibling()?, at),
        _ => None,
    }
}

/// The links that lead to what is found, in the order of the page.
fn found(results: &Element) -> impl Iterator<Item = HtmlElement> {
    let list = results.query_selector_all(FOUND).ok();
    let length = list.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}

/// The position of a link among them.
fn position(results: &Element, target: &HtmlElement) -> Option<usize> {
    found(results).position(|link| link == *target)
}

/// Goes to the first of the results.
pub fn focus_results(results: &Element) {
    if let Some(first) = found(results).next() {
        focus(&first);
    }
}

/// Where an arrow leads from an option of a facet: also to those that would leave no tools, which Tab passes over.
fn in_facet(target: &Element, key: &str) -> Option<HtmlElement> {
    let options = target.closest("fieldset").ok()??.query_selector_all("[type=checkbox]").ok()?;
    let option = |at: u32| options.get(at)?.dyn_into::<HtmlElement>().ok();
    let at = (0..options.length()).find(|&at| option(at).as_ref() == target.dyn_ref::<HtmlElement>())?;
    match key {
        "ArrowDown" => option(at + 1),
        "ArrowUp" => option(at.checked_sub(1)?),
        _ => None,
    }
}

/// Hides what signs of the matrix say on focus and hover, or shows it again: it may cover what people want to see.
fn hide_words() {
    if let Ok(Some(matrix)) = document().query_selector(".matrix:has(:is(:hover, :focus))") {
        let _known = matrix.toggle_attribute("data-quiet");
    }
}

/// Returns true for what takes letters itself.
fn is_field(element: &HtmlElement) -> bool {
    element.is_content_editable()
        || ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())
            && element.get_attribute("type").is_none_or(|kind| kind != "checkbox" && kind != "radio")
}

fn is_modal() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Focuses an element; of a field, selects the text.
fn focus(element: &HtmlElement) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    let _hidden = element.focus();
}
