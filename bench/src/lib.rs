//! What Python Atlas is measured with. Everything here is a function of its arguments: no clock, no randomness from
//! outside, so that anyone measures the same.
//!
//! - [`corpus`] makes catalogs of any size in the app's format.
//! - [`queries`] is what to ask a catalog, by class.

pub mod corpus;
pub mod queries;
mod random;
mod vocabulary;

/// The number of packages in a Linux distribution's list.
pub const LARGE: usize = 63_666;

/// How many queries are asked of each catalog.
pub const QUERIES: usize = 200;
