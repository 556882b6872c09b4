//! The document around the app: its state attribute, title, fallback and keyboard.

use std::time::Duration;

use leptos::ev::Custom;
use leptos::prelude::{document, request_animation_frame, set_timeout, window, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

use atlas_core::virtual_list::Seen;

/// Tells the state of the app to style sheets, tests and assistive technology: `loading`, `ready` or `failed`.
pub fn set_state(state: &str) {
    if let Some(root) = document().document_element() {
        let _set = root.set_attribute("data-app", state);
    }
}

/// Removes what the page showed before the app took over.
pub fn remove_fallback() {
    if let Some(fallback) = document().get_element_by_id("fallback") {
        fallback.remove();
    }
}

/// Names the window after what is open.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Calls `handler` for every `event` that reaches the window.
pub fn listen(event: &'static str, handler: impl Fn(Event) + 'static) {
    let handler: Box<dyn Fn(Event)> = Box::new(handler);
    window_event_listener(Custom::<Event>::new(event), handler);
}

/// Whether `event` is `/` typed outside any field, without a modifier and with no dialog open.
#[must_use]
pub fn is_search_shortcut(event: &Event) -> bool {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return false };
    if event.key() != "/" || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let in_field = target.is_some_and(|element| {
        element.is_content_editable()
            || ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())
                && element.get_attribute("type").is_none_or(|kind| kind != "checkbox" && kind != "radio")
    });
    let modal = document().query_selector("dialog[open]").ok().flatten().is_some();
    !in_field && !modal
}

/// The query string of the link that `event` follows, if it leads to another view of this page. A click that asks for a
/// new tab or window stays the browser's.
#[must_use]
pub fn inside_link(event: &Event) -> Option<String> {
    let event = event.dyn_ref::<MouseEvent>()?;
    let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.button() != 0 || elsewhere || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let href = target.closest("a[href^='?']").ok()??.get_attribute("href")?;
    Some(href)
}

/// Focuses the element with this id and selects its text, if it is a field.
pub fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
        field.select();
    }
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let _hidden = element.focus();
    }
}

/// Calls `work` once the next frame is on the screen and a pause of so many milliseconds after it is over.
pub fn after_frame(pause: u64, work: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(work, Duration::from_millis(pause)));
}

/// Keeps an element at least as high as it is, so that the page does not jump while it is drawn anew, or lets it go.
pub fn keep_height(id: &str, keep: bool) {
    let Some(element) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return };
    let height = if keep { format!("{}px", element.offset_height()) } else { String::new() };
    let _unsupported = element.style().set_property("min-block-size", &height);
}

/// Where on the screen the content of the elements is that `selector` finds, each with the number in its attribute. Asking
/// for a place makes the browser lay the element out: nothing that it may pass over is to be found.
#[must_use]
pub fn lists(selector: &str, attribute: &str) -> Vec<(usize, Seen)> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    if found.length() == 0 {
        return Vec::new();
    }
    let viewport = f64::from(document().document_element().map_or(0, |root| root.client_height()));
    let lists = (0..found.length()).filter_map(|index| {
        let list = found.item(index)?.dyn_into::<Element>().ok()?;
        let number = list.get_attribute(attribute)?.parse().ok()?;
        let (upper, lower) = (list.first_element_child()?, list.last_element_child()?);
        let top = upper.get_bounding_client_rect().top();
        Some((number, Seen { top, bottom: lower.get_bounding_client_rect().bottom(), viewport }))
    });
    lists.collect()
}

/// Loads the page anew.
pub fn reload() {
    let _refused = window().location().reload();
}
