//! Links from one view of the page to another.

use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// The query string of the clicked link, if it leads to another view of this page. The browser handles clicks that open
/// a new tab or window.
#[must_use]
pub fn inside_link(click: &MouseEvent) -> Option<String> {
    let elsewhere = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if click.button() != 0 || elsewhere || click.default_prevented() {
        return None;
    }
    let target = click.target()?.dyn_into::<Element>().ok()?;
    target.closest("a[href^='?']").ok()??.get_attribute("href")
}
