//! Python Atlas: what Python is used for, and which tool to pick. A single page that works on data it loads once.
//!
//! Data flows one way: bytes → [`domain::atlas::Atlas`]; (atlas, [`domain::query::Query`]) →
//! [`domain::results::Results`] → [`view`] → [`domain::query::Command`] → query, which is the URL.
//!
//! - [`domain`]: the pure core, tested natively.
//! - [`browser`]: one adapter a file to what the browser offers.
//! - [`view`]: what is drawn, from data it is given.
//! - [`app`]: loads, holds the one query and the one memo of results, and dispatches commands.

pub mod app;
pub mod browser;
pub mod domain;
pub mod view;
