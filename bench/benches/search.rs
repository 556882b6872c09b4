//! The core on the host under criterion, which tells a change from noise: run it before and after one with
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

/// Reading a catalog with all that is computed from it once, then one query of each class, answered with groups and
/// counts as the page needs it.
fn benchmark(criterion: &mut Criterion, name: &str, catalog: &str) {
    let atlas = Atlas::parse(catalog).expect("a sound catalog");
    let mut group = criterion.benchmark_group(name);
    // One reading a sample: of the largest catalog it takes seconds.
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("read and index", |b| b.iter(|| Atlas::parse(black_box(catalog))));
    group.finish();
    let asked = queries::queries(catalog, QUERIES).expect("JSON");
    let first: BTreeMap<_, _> =
        asked.iter().rev().map(|asked| (asked["class"].as_str(), asked["text"].as_str())).collect();
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
