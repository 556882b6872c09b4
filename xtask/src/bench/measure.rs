//! Running what measures.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use atlas_bench::{QUERIES, SIZES, corpus, queries};
use serde_json::{Value, json};

use super::samples::{Native, Samples, Sizes};
use crate::size::compressed;
use crate::step::{Step, root};

fn shipped() -> Result<String> {
    fs::read_to_string(root().join("assets/catalog.json")).context("assets/catalog.json cannot be read")
}

/// The generated catalog of this size.
pub fn generated(size: usize) -> Result<String> {
    Ok(corpus::catalog(&shipped()?, size)?)
}

/// Measures everything.
pub fn all(dist: &Path, chromium: &Path, quick: bool) -> Result<Samples> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).context("target/bench cannot be made")?;
    Ok(Samples {
        sizes: sizes(dist)?,
        rustc: Step::new("", "rustc").args(["--version"]).output()?.trim().to_owned(),
        native: native(quick)?,
        criterion: if quick { BTreeMap::new() } else { criterion()? },
        browser: browser(&folder, dist, chromium, quick)?,
    })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

fn sizes(dist: &Path) -> Result<Sizes> {
    let mut sizes = Sizes { code: 0, page: 0 };
    for file in files(dist)? {
        // As in `size.rs`: the worker is fetched when the app runs already.
        if file.ends_with("worker.js") {
            continue;
        }
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("js" | "wasm") => sizes.code += compressed(&fs::read(&file)?)?.len(),
            Some("html" | "css") => sizes.page += compressed(&fs::read(&file)?)?.len(),
            _ => {}
        }
    }
    Ok(sizes)
}

fn cargo_bench(title: &str, bench: &str) -> Step {
    Step::new(title, "cargo").args(["bench", "--quiet", "--locked", "--package", "atlas-bench", "--bench", bench])
}

fn native(quick: bool) -> Result<Vec<Native>> {
    println!("\n▶ The core on the host (compiled first, which takes minutes once)");
    let options: &[&str] = if quick { &["--", "--quick"] } else { &[] };
    let text = cargo_bench("", "percentiles").args(options).output()?;
    serde_json::from_str(text.trim()).context("the native benchmark printed something else than its samples")
}

/// Runs criterion and reads the means it leaves in `target/criterion/<name>/new/estimates.json`.
fn criterion() -> Result<BTreeMap<String, f64>> {
    let target = root().join("target/criterion");
    // Figures of benchmarks that are no more must not be read again.
    let _none_yet = fs::remove_dir_all(&target);
    cargo_bench("The core under criterion", "search")
        .env("CARGO_TARGET_DIR", root().join("target").display().to_string())
        .args(["--", "--quiet"])
        .run()?;
    let mut means = BTreeMap::new();
    for file in files(&target)?.iter().filter(|file| file.ends_with("new/estimates.json")) {
        let read = |file: &Path| -> Result<Value> { Ok(serde_json::from_str(&fs::read_to_string(file)?)?) };
        let about = read(&file.with_file_name("benchmark.json"))?;
        let name = about["full_id"].as_str().unwrap_or_default().to_owned();
        let nanoseconds = read(file)?["mean"]["point_estimate"].as_f64().unwrap_or_default();
        means.insert(name, nanoseconds / 1_000_000.0);
    }
    Ok(means)
}

/// Writes a catalog with its queries for the browser's run, and says what is where.
fn written(folder: &Path, name: &str, catalog: &str, count: usize) -> Result<Value> {
    let file = |what: &str| folder.join(format!("{what}-{name}.json"));
    fs::write(file("catalog"), catalog)?;
    fs::write(file("queries"), queries::json(&queries::queries(catalog, count)?).to_string())?;
    let entries = serde_json::from_str::<Value>(catalog)?["tools"].as_array().map_or(0, Vec::len);
    Ok(json!({"name": name, "entries": entries, "catalog": file("catalog"), "queries": file("queries")}))
}

fn browser(folder: &Path, dist: &Path, chromium: &Path, quick: bool) -> Result<super::samples::Browser> {
    let count = if quick { QUERIES / 5 } else { QUERIES };
    let mut corpora = vec![written(folder, "shipped", &shipped()?, count)?];
    for size in SIZES.into_iter().take(if quick { 1 } else { SIZES.len() }) {
        corpora.push(written(folder, &size.to_string(), &generated(size)?, count)?);
    }
    // Times in milliseconds: to be ready, for all queries of a case, for its keys, and for the whole run.
    let limits = if quick {
        json!({"ready": 10_000, "queries": 1_500, "keys": 1_000, "all": 55_000})
    } else {
        json!({"ready": 45_000, "queries": 12_000, "keys": 10_000, "all": 450_000})
    };
    let keys = if quick { json!({"app": 10, "peers": 10}) } else { json!({"app": 120, "peers": 60}) };
    let plan = json!({
        "dist": dist,
        "chromium": chromium,
        "corpora": corpora,
        "limits": limits,
        "keys": keys,
        "warmUp": 10,
    });
    let (plan_file, result_file) = (folder.join("plan.json"), folder.join("samples.json"));
    fs::write(&plan_file, plan.to_string())?;
    Step::new("In Chromium, beside the libraries", "node")
        .within("bench/browser")
        .args(["run.mjs", &plan_file.display().to_string(), &result_file.display().to_string()])
        .run()?;
    let text = fs::read_to_string(&result_file).context("the browser's run left no samples")?;
    serde_json::from_str(&text).context("the browser's samples are not as expected")
}
