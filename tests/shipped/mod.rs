//! The shipped data, for the tests that read it. Tests in other folders include this file by `#[path]`.

#![allow(dead_code, reason = "not every test uses everything")]
#![expect(clippy::panic, reason = "in tests a panic is the way to fail")]

use atlas_core::atlas::Atlas;
use atlas_core::catalog::Catalog;
use atlas_core::facts::Facts;

/// The text of `assets/catalog.json`.
pub const CATALOG: &str = include_str!("../../assets/catalog.json");
/// The text of `assets/facts.json`.
pub const FACTS: &str = include_str!("../../assets/facts.json");

/// The catalog. A broken file fails the test with the message that people see.
pub fn catalog() -> Catalog {
    Catalog::parse(CATALOG).unwrap_or_else(|error| panic!("assets/{error}"))
}

/// The facts.
pub fn facts() -> Facts {
    Facts::parse(FACTS).unwrap_or_else(|error| panic!("assets/{error}"))
}

/// The catalog with its facts and indexes.
pub fn atlas() -> Atlas {
    Atlas::new(catalog(), facts())
}
