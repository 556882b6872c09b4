//! Adapters to the browser, one a file. They know nothing of the views; what fails in them is optional or reported.

pub mod clipboard;
pub mod fetch;
pub mod history;
pub mod page;
pub mod performance;
pub mod theme;
