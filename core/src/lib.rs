//! The pure core: bytes in, results out. It uses no browser, no clock and no IO, so its tests run natively.
//!
//! Reading order:
//!
//! 1. Data: [`catalog`] (what people write), [`facts`] (what is measured of packages), [`json`] (reading both files),
//!    [`known`] (both as one answer), [`environment`] (whether a tool works for somebody), [`platform`] (what tools run on),
//!    [`closed_set`] (enums with ids and labels), [`position`] (positions of tools and categories), `schema` (the JSON
//!    schema of the catalog; only with the feature of that name).
//! 2. Indexes: [`facets`] (what to filter by), [`text`] (the tokenizer), `interner` (words by id), [`sort`] (sorting by
//!    keys), [`search`] (the inverted index), [`atlas`] (the catalog and the facts with all their indexes).
//! 3. Answers: [`choice`] and [`query`] (the state of the view, which is the URL), [`results`] (what a query shows),
//!    [`criteria`] (what decides between tools), [`compare`] (tools side by side), [`finder`] (which tools to take for a task),
//!    [`highlight`] (the matches in a text), [`virtual_list`] (the part of the results that is rendered), [`keyed_list`]
//!    (what stays when a list changes), [`news`] (what is new since a visit).
//! 4. What people take along: [`shortlist`] (the lines that install it, and a record of the decision), [`export`] (the
//!    current view as a file), [`handbook`] (all of an atlas as one text), [`feed`] (its news), [`markdown`] (texts that stay texts there).
//!
//! The types that a query passes through: [`catalog::Catalog`] and [`facts::Facts`] → [`atlas::AtlasBuilder`], which
//! uses a [`search::IndexBuilder`] → [`atlas::Atlas`], which holds a [`search::Index`]. With a [`query::Query`], the
//! index returns [`search::Hits`] for the text, and the atlas gives [`results::Results`] for the page.

pub mod atlas;
pub mod catalog;
pub mod choice;
pub mod closed_set;
pub mod compare;
pub mod criteria;
pub mod environment;
pub mod export;
pub mod facets;
pub mod facts;
pub mod feed;
pub mod finder;
pub mod handbook;
pub mod highlight;
mod interner;
pub mod json;
pub mod keyed_list;
pub mod known;
pub mod markdown;
pub mod news;
pub mod platform;
pub mod position;
pub mod query;
pub mod results;
#[cfg(feature = "schema")]
pub mod schema;
pub mod search;
pub mod shortlist;
pub mod sort;
pub mod text;
pub mod virtual_list;
