//! From samples to figures: what `bench/results.json` holds.

use std::collections::BTreeMap;

use atlas_bench::figures::percentile;
use serde::Serialize;

use super::budgets::{self, Budget};
use super::compare::{self, Comparison};
use super::samples::{Asked, Keys, Machine, Memory, Native, Samples, Search, Sizes};

/// Who is measured against the others.
pub const OURS: &str = "Python Atlas";

/// Everything worth keeping of one run. Times are milliseconds, memory is bytes.
#[derive(Serialize)]
pub struct Summary {
    /// The day.
    pub date: String,
    /// Whether it was a smoke run.
    pub quick: bool,
    /// What it ran on.
    pub machine: Machine,
    /// The compiler.
    pub rustc: String,
    /// The libraries' versions.
    pub versions: BTreeMap<String, String>,
    /// What a visitor downloads.
    pub sizes: Sizes,
    /// Every budget with what was measured.
    pub budgets: Vec<Budget>,
    /// Our figures beside the best library's, for every catalog.
    pub comparisons: Vec<Comparison>,
    /// Index, queries and memory, in Chromium.
    pub searches: Vec<SearchFigures>,
    /// From a key to the next frame, in Chromium.
    pub keys: Vec<KeyFigures>,
    /// The core on the host.
    pub native: Vec<NativeFigures>,
    /// Criterion's means.
    pub criterion: BTreeMap<String, f64>,
}

/// Some times in short.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Times {
    /// How many there were.
    pub count: usize,
    /// Half took at most this.
    pub p50: f64,
    /// 95 of a hundred took at most this.
    pub p95: f64,
    /// The longest.
    pub max: f64,
}

/// Index, queries and memory of one subject with one catalog.
#[derive(Serialize)]
pub struct SearchFigures {
    /// Who.
    pub subject: String,
    /// The catalog.
    pub corpus: String,
    /// Its size.
    pub entries: usize,
    /// Why figures are missing.
    pub unfinished: Option<String>,
    /// Building the index.
    pub index: Option<f64>,
    /// Until the page could be used.
    pub ready: Option<f64>,
    /// All queries.
    pub query: Option<Times>,
    /// The queries of each class.
    pub classes: BTreeMap<String, Class>,
    /// What is kept.
    pub memory: Option<Memory>,
    /// The most elements.
    pub elements: Option<usize>,
}

/// The queries of one class.
#[derive(Serialize)]
pub struct Class {
    /// How many were asked.
    pub asked: usize,
    /// How long they took.
    pub times: Option<Times>,
    /// How many of them found anything.
    pub answered: usize,
}

/// From a key to the next frame.
#[derive(Serialize)]
pub struct KeyFigures {
    /// Who.
    pub subject: String,
    /// The catalog.
    pub corpus: String,
    /// Its size.
    pub entries: usize,
    /// By what factor the CPU was slowed down.
    pub slower: u32,
    /// Why figures are missing.
    pub unfinished: Option<String>,
    /// From the key to the next frame.
    pub key: Option<Times>,
    /// The same without waiting for the frame's turn.
    pub work: Option<Times>,
}

/// The core on the host.
#[derive(Serialize)]
pub struct NativeFigures {
    /// The catalog.
    pub corpus: String,
    /// Its size.
    pub entries: usize,
    /// Reading the file and building the index.
    pub read_and_index: Option<Times>,
    /// All queries.
    pub query: Option<Times>,
}

impl Times {
    /// The times in short; nothing if there are none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let at = |percent| percentile(values, percent).map(rounded);
        Some(Self { count: values.len(), p50: at(50)?, p95: at(95)?, max: at(100)? })
    }
}

/// To a microsecond: the clock is no finer.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

impl Summary {
    /// The figures of one run.
    pub fn new(samples: &Samples, quick: bool) -> Self {
        let browser = &samples.browser;
        let mut summary = Self {
            date: browser.date.clone(),
            quick,
            machine: browser.machine.clone(),
            rustc: samples.rustc.clone(),
            versions: browser.versions.clone(),
            sizes: samples.sizes,
            budgets: Vec::new(),
            comparisons: Vec::new(),
            searches: browser.searches.iter().map(search).collect(),
            keys: browser.keys.iter().map(keys).collect(),
            native: samples.native.iter().map(native).collect(),
            criterion: samples.criterion.iter().map(|(name, mean)| (name.clone(), rounded(*mean))).collect(),
        };
        summary.comparisons = compare::all(&summary);
        summary.budgets = budgets::all(&summary);
        summary
    }
}

fn search(case: &Search) -> SearchFigures {
    let times = |asked: &[&Asked]| Times::of(&asked.iter().filter_map(|query| query.milliseconds).collect::<Vec<_>>());
    let mut classes: BTreeMap<String, Vec<&Asked>> = BTreeMap::new();
    for query in &case.queries {
        classes.entry(query.class.clone()).or_default().push(query);
    }
    let class = |asked: Vec<&Asked>| Class {
        asked: asked.len(),
        times: times(&asked),
        answered: asked.iter().filter(|query| query.answered).count(),
    };
    SearchFigures {
        subject: case.subject.clone(),
        corpus: case.corpus.clone(),
        entries: case.entries,
        unfinished: case.unfinished.clone(),
        index: case.index.map(rounded),
        ready: case.ready.map(rounded),
        query: times(&case.queries.iter().collect::<Vec<_>>()),
        classes: classes.into_iter().map(|(name, asked)| (name, class(asked))).collect(),
        memory: case.memory,
        elements: case.elements,
    }
}

fn keys(case: &Keys) -> KeyFigures {
    KeyFigures {
        subject: case.subject.clone(),
        corpus: case.corpus.clone(),
        entries: case.entries,
        slower: case.slower,
        unfinished: case.unfinished.clone(),
        key: Times::of(&case.pressed.iter().map(|key| key.milliseconds).collect::<Vec<_>>()),
        work: Times::of(&case.pressed.iter().map(|key| key.work).collect::<Vec<_>>()),
    }
}

fn native(case: &Native) -> NativeFigures {
    NativeFigures {
        corpus: case.corpus.clone(),
        entries: case.entries,
        read_and_index: Times::of(&case.read_and_index),
        query: Times::of(&case.queries.iter().map(|query| query.ms).collect::<Vec<_>>()),
    }
}
