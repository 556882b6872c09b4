//! The pure core: bytes in, results out. It knows no browser, no clock and no IO, and is tested natively.
//!
//! Reading order: [`catalog`] (what people write), [`facets`] (the dimensions to filter by), [`text`] and [`search`],
//! [`atlas`] (the catalog with its indexes), [`choice`] and [`query`] (the state of
//! the view, which is the URL), [`results`] (what
//! is shown for a query).

pub mod atlas;
pub mod catalog;
pub mod choice;
pub mod closed_set;
pub mod facets;
pub mod facts;
pub mod highlight;
pub mod index;
mod interner;
pub mod json;
pub mod query;
pub mod results;
#[cfg(feature = "schema")]
pub mod schema;
pub mod search;
pub mod sort;
pub mod text;
pub mod virtual_list;
