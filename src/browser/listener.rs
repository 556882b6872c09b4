//! Event listeners on the window.

use crate::leptos::ev::EventDescriptor;
use crate::leptos::prelude::{on_cleanup, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::Event;

/// Calls `handler` for every such event that reaches the window, until the current owner is cleaned up, because the
/// signals that the handler uses are disposed of then.
#[expect(clippy::needless_pass_by_value, reason = "events are constants")]
pub fn listen<E>(event: E, handler: impl Fn(E::EventType) + 'static)
where
    E: EventDescriptor + 'static,
    E::EventType: JsCast,
{
    listen_by_name(&event.name(), Box::new(move |event| handler(event.unchecked_into())));
}

#[inline(never)]
fn listen_by_name(name: &str, handler: Box<dyn Fn(Event)>) {
    let listener = window_event_listener_untyped(name, handler);
    on_cleanup(move || listener.remove());
}
