//! Copying text.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Puts `text` on the clipboard and tells whether that worked: there is none on insecure pages, and people can forbid it.
pub async fn copy(text: &str) -> bool {
    // On an insecure page `navigator.clipboard` is undefined although its type says otherwise.
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() || !clipboard.is_object() {
        return false;
    }
    JsFuture::from(clipboard.unchecked_into::<web_sys::Clipboard>().write_text(text)).await.is_ok()
}
