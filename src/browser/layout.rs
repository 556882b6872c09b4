//! The position and height of elements.

use leptos::prelude::document;
use web_sys::{Element, HtmlElement};

use atlas_core::virtual_list::Extent;

/// Keeps an element at least as high as it is now, so that the page does not jump while its content is replaced.
pub fn keep_height(element: &HtmlElement) {
    set_min_height(element, &format!("{}px", element.offset_height()));
}

/// Undoes [`keep_height`].
pub fn release_height(element: &HtmlElement) {
    set_min_height(element, "");
}

fn set_min_height(element: &HtmlElement, height: &str) {
    let _unsupported = element.style().set_property("min-block-size", height);
}

/// The position of a list's content on the screen, or `None` for an empty list. Reading it forces a layout of the list,
/// which the browser could otherwise skip.
#[must_use]
pub fn extent(list: &Element) -> Option<Extent> {
    let viewport = f64::from(document().document_element()?.client_height());
    let (upper, lower) = (list.first_element_child()?, list.last_element_child()?);
    let top = upper.get_bounding_client_rect().top();
    Some(Extent { top, bottom: lower.get_bounding_client_rect().bottom(), viewport })
}
