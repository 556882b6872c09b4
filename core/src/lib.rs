//! The pure core: bytes in, results out. It uses no browser, no clock and no IO, so its tests run natively.
//!
//! Reading order:
//!
//! 1. Data: [`catalog`] (what people write), [`facts`] (what is measured of packages), [`json`] (reading both files),
//!    [`known`] (both as one answer), [`platform`] (what tools run on), [`closed_set`] (enums with ids and labels), [`position`] (positions of tools and categories), `schema` (the JSON
//!    schema of the catalog; only with the feature of that name).
//! 2. Indexes: [`facets`] (what to filter by), [`text`] (the tokenizer), `interner` (words by id), [`sort`] (sorting by
//!    keys), [`search`] (the inverted index), [`atlas`] (the catalog and the facts with all their indexes).
//! 3. Answers: [`choice`] and [`query`] (the state of the view, which is the URL), [`results`] (what a query shows),
//!    [`highlight`] (the matches in a text), [`virtual_list`] (the part of the results that is rendered), [`keyed_list`] (what
//!    stays when a list changes), [`handbook`] (all of an atlas as one text).
//!
//! The types that a query passes through: [`catalog::Catalog`] and [`facts::Facts`] → [`atlas::AtlasBuilder`], which
//! uses a [`search::IndexBuilder`] → [`atlas::Atlas`], which holds a [`search::Index`]. With a [`query::Query`], the
//! index returns [`search::Hits`] for the text, and the atlas gives [`results::Results`] for the page.

pub mod atlas;
pub mod catalog;
pub mod choice;
pub mod closed_set;
pub mod facets;
pub mod facts;
pub mod handbook;
pub mod highlight;
mod interner;
pub mod json;
pub mod keyed_list;
pub mod known;
pub mod platform;
pub mod position;
pub mod query;
pub mod results;
#[cfg(feature = "schema")]
pub mod schema;
pub mod search;
pub mod sort;
pub mod text;
pub mod virtual_list;
