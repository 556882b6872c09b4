//! Marks and measures on the browser's timeline, for benchmarks and people with developer tools.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

/// Marks a moment.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        let _unsupported = performance.mark(name);
    }
}

/// Runs `work` and measures it.
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = window().performance() else { return work() };
    let start = format!("{name}:start");
    let _unsupported = performance.mark(&start);
    let value = work();
    let _unsupported = performance.measure_with_start_mark(name, &start);
    performance.clear_marks_with_mark_name(&start);
    value
}

/// The longest the page is busy before it pauses, in milliseconds: half of what people notice as a delay
/// (<https://web.dev/articles/optimize-long-tasks>).
const BUSY: f64 = 25.0;

/// Pauses in long work, so that the page answers.
pub struct Pauses {
    since: f64,
}

fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

impl Default for Pauses {
    /// The work begins.
    fn default() -> Self {
        Self { since: now() }
    }
}

impl Pauses {
    /// Whether the page has been busy long enough.
    #[must_use]
    pub fn is_due(&self) -> bool {
        now() - self.since > BUSY
    }

    /// Lets the page do what waits.
    pub async fn now(&mut self) {
        let wait = Promise::new(&mut |resolve, _| {
            // Without a timer there is no pause.
            if window().set_timeout_with_callback(&resolve).is_err() {
                let _no_result = resolve.call0(&JsValue::UNDEFINED);
            }
        });
        let _elapsed = JsFuture::from(wait).await;
        self.since = now();
    }
}
