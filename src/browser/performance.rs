//! Marks and measures on the browser's timeline, for benchmarks and people with developer tools.

use leptos::prelude::window;

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
