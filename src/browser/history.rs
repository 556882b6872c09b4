//! The address bar. Only this module reads and writes the location, and it writes only what the query codec produced.
//!
//! Browsers let a page write its address only so often: `WebKit` 100 times in ten seconds (in thirty, in old versions),
//! Gecko and Chromium 200 times in ten seconds (<https://github.com/whatwg/html/issues/11844>). They refuse more with an
//! error, or in silence. A key that is held reaches the limit within seconds, so writes are paced, and repeated until
//! they succeed.

use std::time::Duration;

use crate::leptos::ev::{self, Custom};
use crate::leptos::leptos_dom::helpers::TimeoutHandle;
use crate::leptos::prelude::{StoredValue, UpdateValue, WithValue, on_cleanup, set_timeout_with_handle, window};
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::listener::listen;

/// How long a write in place of an entry waits for a later one: 100 writes in thirty seconds.
const PACE: Duration = Duration::from_millis(300);
/// The time between a write that was refused and the next attempt.
const AGAIN: Duration = Duration::from_secs(1);

/// The address of the page. It becomes what was written to it last: soon, or as soon as the browser allows it.
#[derive(Debug, Clone, Copy)]
pub struct Address(StoredValue<Pending>);

#[derive(Debug, Default)]
struct Pending {
    /// What the address bar does not show yet.
    write: Option<Write>,
    /// Runs until the next attempt.
    timer: Option<TimeoutHandle>,
}

#[derive(Debug)]
struct Write {
    /// The query string, without `?`.
    query: String,
    new_entry: bool,
}

impl Address {
    /// The address of this page, until the current owner is cleaned up.
    #[must_use]
    pub fn new() -> Self {
        let address = Self(StoredValue::new(Pending::default()));
        // The address is that of another entry now, which the view follows. This listener must precede the view's.
        listen(ev::popstate, move |_| address.forget());
        on_cleanup(move || address.forget());
        address
    }

    /// The query string of the address, as far as the browser shows it or will show it; empty if it cannot be read.
    #[must_use]
    pub fn query(self) -> String {
        let pending = self.0.with_value(|pending| pending.write.as_ref().map(|write| write.query.clone()));
        pending.unwrap_or_else(shown)
    }

    /// Puts a query string (without `?`) into the address, as a new history entry or in place of the current one. If the
    /// browser refuses several in a row, one new entry holds the last of them.
    pub fn write(self, query: String, new_entry: bool) {
        if new_entry {
            // What was typed belongs to the entry that is left.
            self.write_now();
        }
        self.0.update_value(|pending| {
            let new_entry = new_entry || pending.write.as_ref().is_some_and(|write| write.new_entry);
            pending.write = Some(Write { query, new_entry });
        });
        if new_entry {
            self.write_now();
        } else {
            self.write_after(PACE);
        }
    }

    /// Writes what is pending, if the browser allows it now.
    pub fn write_now(self) {
        // A query string that the address has already needs no write.
        let is_done = self.0.with_value(|pending| {
            let Some(write) = &pending.write else { return true };
            let is_shown = || shown().trim_start_matches('?') == write.query;
            is_shown() || {
                write.attempt();
                is_shown()
            }
        });
        if is_done {
            self.forget();
        } else {
            self.write_after(AGAIN);
        }
    }

    /// Writes what is pending then, unless an earlier time is set already.
    fn write_after(self, pause: Duration) {
        self.0.update_value(|pending| {
            if pending.timer.is_none() {
                let write = move || {
                    self.0.update_value(|pending| pending.timer = None);
                    self.write_now();
                };
                pending.timer = set_timeout_with_handle(write, pause).ok();
            }
        });
    }

    fn forget(self) {
        let pending = self.0.try_update_value(std::mem::take);
        if let Some(timer) = pending.and_then(|pending| pending.timer) {
            timer.clear();
        }
    }
}

impl Default for Address {
    fn default() -> Self {
        Self::new()
    }
}

/// Calls `act` whenever people may be about to leave: by a link, to another tab or program, by a shortcut for Back or Reload.
pub fn before_leaving(act: impl Fn() + Copy + 'static) {
    for event in ["click", "visibilitychange", "pagehide"] {
        listen(Custom::<Event>::new(event), move |_| act());
    }
    listen(ev::keydown, move |event| {
        if event.alt_key() || event.ctrl_key() || event.meta_key() || event.key() == "F5" {
            act();
        }
    });
}

/// The query string that the browser shows, with its `?`.
fn shown() -> String {
    window().location().search().unwrap_or_default()
}

/// The address of the page, without a query.
#[must_use]
pub fn page() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

impl Write {
    fn attempt(&self) {
        let Ok(history) = window().history() else { return };
        // Not relative to the host: it would be taken for the name of one if the path began with two slashes.
        let page = page();
        let url = if self.query.is_empty() { page } else { format!("{page}?{}", self.query) };
        let _refused = if self.new_entry {
            history.push_state_with_url(&JsValue::NULL, "", Some(&url))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
        };
    }
}
