//! Work scheduled after a frame.

use std::time::Duration;

use crate::leptos::prelude::{
    GetValue, SetValue, StoredValue, on_cleanup, request_animation_frame_with_handle, set_timeout_with_handle,
};

/// Calls `work` once, `pause` milliseconds after the next frame, unless the current owner is cleaned up first. The next
/// run of an effect cleans up the last one, so in an effect only the latest call counts.
pub fn after_frame(pause: u64, work: impl FnOnce() + 'static) {
    let timer = StoredValue::new(None);
    let frame = request_animation_frame_with_handle(move || {
        timer.set_value(set_timeout_with_handle(work, Duration::from_millis(pause)).ok());
    });
    let frame = frame.ok();
    on_cleanup(move || {
        if let Some(frame) = frame {
            frame.cancel();
        }
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
    });
}
