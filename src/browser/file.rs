//! Files that a person chooses.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Uint8Array;
use web_sys::{Event, File, HtmlInputElement};

/// The file chosen in a field; the field is empty again, so that the same file can be chosen twice.
#[must_use]
pub fn chosen(event: &Event) -> Option<File> {
    let field = event.target()?.unchecked_into::<HtmlInputElement>();
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// The first bytes of a file, at most `most`; none if it cannot be read any more.
pub async fn bytes(file: &File, most: usize) -> Vec<u8> {
    let end = u32::try_from(most).map_or(f64::MAX, f64::from);
    let Ok(part) = file.slice_with_f64_and_f64(0.0, end) else { return Vec::new() };
    let buffer = JsFuture::from(part.array_buffer()).await;
    buffer.map_or_else(|_| Vec::new(), |buffer| Uint8Array::new(&buffer).to_vec())
}
