//! The clipboard and the selection.

use crate::leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Copies `text` to the clipboard and returns true on success. Insecure pages have no clipboard, and people can forbid
/// it.
pub async fn copy(text: &str) -> bool {
    // On an insecure page `navigator.clipboard` is undefined although its type says otherwise.
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() || !clipboard.is_object() {
        return false;
    }
    JsFuture::from(clipboard.unchecked_into::<web_sys::Clipboard>().write_text(text)).await.is_ok()
}

/// Selects what stands in an element, and focuses it.
pub fn select(element: &web_sys::HtmlElement) {
    let _hidden = element.focus();
    if let Ok(Some(selection)) = window().get_selection() {
        let _selected = selection.select_all_children(element);
    }
}
