//! Measures the core on the host with criterion, which tells a change from noise. Run it before and after a change:
//! `cargo bench --package atlas-bench --bench search`.

#![expect(clippy::expect_used, reason = "without its catalogs there is nothing to measure")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

use atlas_bench::{LARGE, QUERIES, corpus, queries};
use atlas_core::atlas::Atlas;
use atlas_core::query::{Command, Query};
use atlas_core::results::Results;
use criterion::{BenchmarkId, Criterion, SamplingMode};

const SHIPPED: &str = include_str!("../../assets/catalog.json");

/// Measures reading and indexing a catalog, then one query of each class with the groups and counts that the page
/// needs.
fn benchmark(criterion: &mut Criterion, name: &str, catalog: &str) {
    let atlas = Atlas::parse(catalog).expect("a sound catalog");
    let mut group = criterion.benchmark_group(name);
    // Flat sampling keeps the number of runs low: reading the largest catalog takes seconds.
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("read and index", |b| b.iter(|| Atlas::parse(black_box(catalog))));
    group.finish();
    let list = queries::queries(catalog, QUERIES).expect("JSON");
    let first: BTreeMap<_, _> =
        list.iter().rev().map(|query| (query["class"].as_str(), query["text"].as_str())).collect();
    let mut group = criterion.benchmark_group(format!("{name}/query"));
    for (class, text) in first.into_iter().filter_map(|(class, text)| class.zip(text)) {
        let query = Query::default().apply(Command::Type(text.to_owned()));
        group.bench_with_input(BenchmarkId::from_parameter(class), &query, |b, query| {
            b.iter(|| Results::new(&atlas, black_box(query)));
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    benchmark(&mut criterion, "shipped", SHIPPED);
    benchmark(&mut criterion, &LARGE.to_string(), &corpus::catalog(SHIPPED, LARGE).expect("JSON"));
    criterion.final_summary();
}
