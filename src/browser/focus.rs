//! The focus, which must not be lost when a view is drawn anew.

use crate::leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What can have the focus.
const FOCUSABLE: &str = "a[href], button, input, select, summary, textarea, [tabindex]";

/// What has the focus, with what it stands in, from the inside out.
pub struct Focus(Vec<Element>);

impl Focus {
    /// The focus as it is now.
    #[must_use]
    pub fn now() -> Self {
        let parent = |element: &Element| element.parent_element();
        Self(std::iter::successors(document().active_element(), parent).collect())
    }

    /// If what had the focus has gone, focuses the first that can have it in what it stood in.
    pub fn keep(&self) {
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if !is_lost || self.0.first().is_none_or(|element| element.tag_name() == "BODY") {
            return;
        }
        for around in self.0.iter().filter_map(as_it_is_now) {
            let within = around.query_selector_all(FOCUSABLE).ok();
            let length = within.as_ref().map_or(0, web_sys::NodeList::length);
            let within = (0..length).filter_map(|at| within.as_ref()?.get(at)?.dyn_into::<HtmlElement>().ok());
            let near = around.clone().dyn_into::<HtmlElement>().ok().filter(|near| near.has_attribute("tabindex"));
            if let Some(next) = near.into_iter().chain(within).find(|next| next.get_client_rects().length() > 0) {
                let _hidden = next.focus();
                return;
            }
        }
    }
}

/// The element, or what was drawn in its place: the one with the same name.
fn as_it_is_now(element: &Element) -> Option<Element> {
    if element.is_connected() {
        return Some(element.clone());
    }
    let name = element.get_attribute("aria-label")?;
    let named = document().query_selector_all("[aria-label]").ok()?;
    let mut named = (0..named.length()).filter_map(|at| named.get(at)?.dyn_into::<Element>().ok());
    named.find(|other| other.get_attribute("aria-label").as_ref() == Some(&name))
}
