//! The catalogs and queries that Python Atlas is measured with. Everything here depends only on its arguments, without
//! a clock and without randomness from outside, so everyone measures the same.
//!
//! - [`corpus`] makes catalogs of any size in the app's format.
//! - [`queries`] makes queries for a catalog, by class.

pub mod corpus;
pub mod queries;
mod random;
mod vocabulary;

/// The number of packages in a Linux distribution's list.
pub const LARGE: usize = 63_666;
/// The number of queries that are run on each catalog.
pub const QUERIES: usize = 200;
