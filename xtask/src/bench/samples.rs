//! What was measured, sample by sample, as `bench/browser/run.mjs` and `bench/benches/percentiles.rs` write it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything of one run.
pub struct Samples {
    /// What the browser's run wrote.
    pub browser: Browser,
    /// The core on the host.
    pub native: Vec<Native>,
    /// Criterion's means in milliseconds, by name of the benchmark.
    pub criterion: BTreeMap<String, f64>,
    /// The compiler's version.
    pub rustc: String,
    /// What a visitor downloads, in brotli bytes.
    pub sizes: Sizes,
}

/// What a visitor downloads, in brotli bytes.
#[derive(Clone, Copy, Serialize)]
pub struct Sizes {
    /// WebAssembly and scripts.
    pub code: usize,
    /// The page and its styles.
    pub page: usize,
}

/// What the browser's run wrote.
#[derive(Deserialize)]
pub struct Browser {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// What it ran on.
    pub machine: Machine,
    /// The libraries' versions.
    pub versions: BTreeMap<String, String>,
    /// Index, queries and memory.
    pub searches: Vec<Search>,
    /// From a key to the next frame.
    pub keys: Vec<Keys>,
}

/// What it ran on.
#[derive(Clone, Deserialize, Serialize)]
pub struct Machine {
    /// The processor's name.
    pub cpu: String,
    /// How many cores.
    pub cores: usize,
    /// Memory in bytes.
    pub memory: u64,
    /// How many programs wanted a core in the minute before, on average.
    pub load: f64,
    /// The operating system.
    pub system: String,
    /// The browser's version.
    pub chromium: String,
    /// Node's version.
    pub node: String,
}

/// One subject, Python Atlas or a library, with one catalog.
#[derive(Default, Deserialize)]
pub struct Search {
    /// Who.
    pub subject: String,
    /// The catalog's name.
    pub corpus: String,
    /// How many entries it has.
    pub entries: usize,
    /// Why there is nothing else.
    pub unfinished: Option<String>,
    /// Building the index, in milliseconds.
    pub index: Option<f64>,
    /// From the request to a page that can be used, in milliseconds; Python Atlas only.
    pub ready: Option<f64>,
    /// The queries asked in time.
    #[serde(default)]
    pub queries: Vec<Asked>,
    /// What is kept.
    pub memory: Option<Memory>,
    /// The most elements the page had; Python Atlas only.
    pub elements: Option<usize>,
}

/// One query.
#[derive(Deserialize)]
pub struct Asked {
    /// Its class.
    pub class: String,
    /// How long it took; nothing if no answer came.
    pub milliseconds: Option<f64>,
    /// Whether anything was found.
    pub answered: bool,
}

/// Memory in bytes, after collecting garbage.
#[derive(Clone, Copy, Deserialize, Serialize)]
pub struct Memory {
    /// JavaScript's heap: for a library its entries and index, for Python Atlas all of the page.
    pub js: u64,
    /// WebAssembly's.
    pub wasm: Option<u64>,
}

/// Keys typed with one catalog.
#[derive(Default, Deserialize)]
pub struct Keys {
    /// Who.
    pub subject: String,
    /// The catalog's name.
    pub corpus: String,
    /// How many entries it has.
    pub entries: usize,
    /// By what factor the CPU was slowed down.
    pub slower: u32,
    /// Why there is nothing else.
    pub unfinished: Option<String>,
    /// The keys pressed in time.
    #[serde(default, rename = "keys")]
    pub pressed: Vec<Key>,
}

/// One key.
#[derive(Deserialize)]
pub struct Key {
    /// From the key to the next frame.
    pub milliseconds: f64,
    /// The same without waiting for the frame's turn.
    pub work: f64,
}

/// The core on the host with one catalog.
#[derive(Deserialize)]
pub struct Native {
    /// The catalog's name.
    pub corpus: String,
    /// How many entries it has.
    pub entries: usize,
    /// Reading the file and building the index, in milliseconds, each time.
    pub read_and_index: Vec<f64>,
    /// The queries asked in time.
    pub queries: Vec<NativeAsked>,
}

/// One query on the host.
#[derive(Deserialize)]
pub struct NativeAsked {
    /// How long it took.
    pub ms: f64,
}
