//! Where elements are on the screen, and how high they are.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use atlas_core::virtual_list::Seen;

/// Keeps an element at least as high as it is, so that the page does not jump while its content is replaced.
pub fn keep_height(element: &HtmlElement) {
    set_least_height(element, &format!("{}px", element.offset_height()));
}

/// Lets an element be as high as its content again.
pub fn release_height(element: &HtmlElement) {
    set_least_height(element, "");
}

fn set_least_height(element: &HtmlElement, height: &str) {
    let _unsupported = element.style().set_property("min-block-size", height);
}

/// The elements that `selector` finds.
#[must_use]
pub fn elements(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// Where on the screen the content of a list is; none for a list without content. Asking for it makes the browser lay the
/// list out, which costs time where it could pass it over.
#[must_use]
pub fn seen(list: &Element) -> Option<Seen> {
    let viewport = f64::from(document().document_element()?.client_height());
    let (upper, lower) = (list.first_element_child()?, list.last_element_child()?);
    let top = upper.get_bounding_client_rect().top();
    Some(Seen { top, bottom: lower.get_bounding_client_rect().bottom(), viewport })
}
