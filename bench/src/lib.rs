//! What Python Atlas is measured with. Everything here is a function of its arguments: no clock, no randomness from
//! outside, so that anyone measures the same.
//!
//! - [`corpus`] makes catalogs of any size in the app's format.
//! - [`queries`] is what to ask a catalog, by class.
//! - [`figures`] has percentiles.

pub mod corpus;
pub mod figures;
pub mod queries;
mod random;
mod vocabulary;

/// The sizes measured: one a large site has, and the number of packages in a Linux distribution's list.
pub const SIZES: [usize; 2] = [10_000, 63_666];

/// How many queries are asked of each catalog.
pub const QUERIES: usize = 200;
