//! How long the core takes on the host, one query at a time: criterion averages, and what people notice is the slow
//! ones. Prints every sample as one line of JSON, which `cargo xtask bench` summarises.
//!
//! `--quick` leaves out the largest catalog and asks less.

#![expect(clippy::expect_used, reason = "without its catalogs there is nothing to measure")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use atlas_bench::{QUERIES, SIZES, corpus, queries};
use atlas_core::atlas::Atlas;
use atlas_core::query::{Command, Query};
use atlas_core::results::Results;
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../../assets/catalog.json");

/// How often a catalog is read and indexed.
const READS: usize = 5;

/// The most the queries of one catalog may take; what is not asked by then is left out.
const LIMIT: Duration = Duration::from_secs(20);

fn milliseconds<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let value = black_box(work());
    (start.elapsed().as_secs_f64() * 1000.0, value)
}

fn measured(name: &str, catalog: &str, count: usize) -> Value {
    let mut read = Vec::new();
    for _ in 0..READS {
        read.push(milliseconds(|| Atlas::parse(catalog)).0);
    }
    let atlas = Atlas::parse(catalog).expect("a sound catalog");
    let asked = queries::queries(catalog, count).expect("JSON");
    let start = Instant::now();
    let mut samples = Vec::new();
    for query in &asked {
        if start.elapsed() > LIMIT {
            break;
        }
        let state = Query::default().apply(Command::Type(query.text.clone()));
        let (time, results) = milliseconds(|| Results::new(&atlas, &state));
        samples.push(json!({"class": query.class.name(), "text": query.text, "ms": time, "tools": results.tools}));
    }
    json!({"corpus": name, "entries": atlas.tools().len(), "read_and_index": read, "queries": samples})
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let count = if quick { QUERIES / 5 } else { QUERIES };
    let mut cases = vec![measured("shipped", SHIPPED, count)];
    for size in SIZES.into_iter().take(if quick { 1 } else { SIZES.len() }) {
        cases.push(measured(&size.to_string(), &corpus::catalog(SHIPPED, size).expect("JSON"), count));
    }
    println!("{}", Value::from(cases));
}
