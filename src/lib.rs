//! Python Atlas: what Python is used for, and which tool to pick. A single page that loads its data once.
//!
//! Data flows one way: bytes → [`atlas_core::atlas::Atlas`]; (atlas, [`atlas_core::query::Query`]) →
//! [`atlas_core::results::Results`] → [`view`] → [`atlas_core::query::Command`] → query, which is the URL.
//!
//! - [`atlas_core`]: the pure core in its own crate, tested natively.
//! - [`browser`]: adapters to browser features, one per file.
//! - [`view`]: renders the data it is given.
//! - `leptos`: the parts of Leptos that are used.
//! - `load`: the shipped catalog, or a person's own.
//! - [`app`]: connects the browser, the state and the views.
//! - `state`: holds the one query and the one memo of results, and carries out commands.

pub mod app;
pub mod browser;
mod leptos;
mod load;
#[cfg(feature = "ssr")]
pub mod prerender;
mod state;
pub mod view;
