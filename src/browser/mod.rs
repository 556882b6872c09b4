//! Adapters to the browser, one a file. They know nothing of the views; what fails in them is optional or reported, and
//! what waits or listens in them ends with the reactive owner that asked for it.

pub mod clipboard;
pub mod document;
pub mod fetch;
pub mod frame;
pub mod history;
pub mod keyboard;
pub mod layout;
pub mod link;
pub mod listener;
pub mod performance;
pub mod theme;
