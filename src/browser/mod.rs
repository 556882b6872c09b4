//! Adapters to the browser, one per file. They know nothing of the views. A failure in them is either harmless or
//! reported, and every timer and listener ends with the reactive owner that created it.

pub mod clipboard;
pub mod document;
pub mod download;
pub mod fetch;
pub mod file;
pub mod focus;
pub mod frame;
pub mod history;
pub mod keyboard;
pub mod layout;
pub mod link;
pub mod listener;
pub mod performance;
pub mod storage;
pub mod theme;
