//! The position and height of elements.

use crate::leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use atlas_core::virtual_list::{BlockStart, Extent, Window};

/// Keeps an element at least as high as it is now, so that the page does not jump while its content is replaced.
pub fn keep_height(element: &HtmlElement) {
    set_min_height(element, &format!("{}px", element.offset_height()));
}

/// Scrolls to the beginning of the page, as a link to another page does.
pub fn to_the_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Undoes [`keep_height`].
pub fn release_height(element: &HtmlElement) {
    set_min_height(element, "");
}

fn set_min_height(element: &HtmlElement, height: &str) {
    let _unsupported = element.style().set_property("min-block-size", height);
}

fn viewport() -> Option<f64> {
    Some(f64::from(document().document_element()?.client_height()))
}

/// The position on the screen of what is rendered of the results, given the element that holds it between two spacers;
/// `None` if there is nothing. Reading it forces a layout, which the browser could otherwise skip.
#[must_use]
pub fn extent(groups: &Element, rendered: &Window) -> Option<Extent> {
    let viewport = viewport()?;
    let top = |element: &Element| element.get_bounding_client_rect().top();
    let tools = groups.query_selector_all("[data-tool]").ok()?;
    let block_top = |start: BlockStart| {
        let tool: Element = tools.get(u32::try_from(start.tool).ok()?)?.dyn_into().ok()?;
        Some(top(&if start.has_heading { tool.closest("section").ok()?? } else { tool }))
    };
    let mut tops = rendered.block_starts().map(block_top).collect::<Option<Vec<f64>>>()?;
    // The padding of the first group counts as its first block's.
    *tops.first_mut()? = groups.first_element_child()?.get_bounding_client_rect().bottom();
    Some(Extent { tops, bottom: top(&groups.last_element_child()?), viewport })
}

/// A tool on the screen, and where it is.
pub struct Anchor {
    tool: Element,
    top: f64,
}

impl Anchor {
    /// The first tool on the screen; `None` if there is none. Browsers have scroll anchoring of their own, but Safari has
    /// none, and Chromium looks at no rows of a table that scrolls sideways
    /// (<https://drafts.csswg.org/css-scroll-anchoring/#anchor-node-selection>).
    #[must_use]
    pub fn first(groups: &Element) -> Option<Self> {
        let tools = groups.query_selector_all("[data-tool]").ok()?;
        let tools = (0..tools.length()).filter_map(|at| tools.get(at)?.dyn_into::<Element>().ok());
        let mut places = tools.map(|tool| (tool.get_bounding_client_rect(), tool));
        let (place, tool) = places.find(|(place, _)| place.bottom() > 0.0)?;
        (place.top() < viewport()?).then(|| Self { tool, top: place.top() })
    }

    /// Scrolls the page so that the tool is where it was, unless it is gone.
    pub fn restore(&self) {
        if self.tool.is_connected() {
            window().scroll_by_with_x_and_y(0.0, self.tool.get_bounding_client_rect().top() - self.top);
        }
    }
}
