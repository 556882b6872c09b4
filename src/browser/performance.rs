//! Marks and measures on the browser's timeline, for benchmarks and people with developer tools. Of each name only the
//! newest stays there, because browsers keep all entries as long as the page lives; an observer gets every one.

use crate::leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

/// Sets a mark on the timeline.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        performance.clear_marks_with_mark_name(name);
        let _unsupported = performance.mark(name);
    }
}

/// Runs `work` and records its duration on the timeline.
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = window().performance() else { return work() };
    let start = format!("{name}:start");
    let _unsupported = performance.mark(&start);
    let value = work();
    performance.clear_measures_with_measure_name(name);
    let _unsupported = performance.measure_with_start_mark(name, &start);
    performance.clear_marks_with_mark_name(&start);
    value
}

/// How long the page may be busy before it pauses, in milliseconds: with a step more it is no long task on a device four
/// times slower (<https://web.dev/articles/optimize-long-tasks>).
const BUSY: f64 = 8.0;

/// Pauses in long work, so that the page stays responsive.
pub struct Pauses {
    since: f64,
}

fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

impl Default for Pauses {
    /// Starts the clock.
    fn default() -> Self {
        Self { since: now() }
    }
}

impl Pauses {
    /// If the page has been busy long enough, lets the browser handle waiting events, and restarts the clock.
    pub async fn when_due(&mut self) {
        if now() - self.since <= BUSY {
            return;
        }
        let wait = Promise::new(&mut |resolve, _| {
            // If no timer can be set, go on without a pause.
            if window().set_timeout_with_callback(&resolve).is_err() {
                let _no_result = resolve.call0(&JsValue::UNDEFINED);
            }
        });
        let _elapsed = JsFuture::from(wait).await;
        self.since = now();
    }
}

/// Today by the device's clock, `YYYY-MM-DD`.
#[must_use]
pub fn today() -> String {
    String::from(web_sys::js_sys::Date::new_0().to_iso_string()).chars().take(10).collect()
}
