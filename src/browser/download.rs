//! Texts saved as files.

use crate::leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::Array;
use web_sys::{Blob, HtmlElement, Url};

/// Saves a text as a file of this name, where the browser keeps downloads.
pub fn save(name: &str, text: &str) {
    let _refused = try_save(name, text);
}

fn try_save(name: &str, text: &str) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence(&Array::of1(&text.into()))?)?;
    let link = document().create_element("a")?.unchecked_into::<HtmlElement>();
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    // The browser has taken the text by now.
    Url::revoke_object_url(&address)
}
