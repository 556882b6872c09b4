//! Runs the benchmark: the core on the host under criterion, and the app in a browser beside the search libraries that
//! people would use instead (`bench/browser/run.mjs`). Then writes the figures into the documents.

mod report;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use atlas_bench::{LARGE, QUERIES, corpus, queries};
use serde_json::{Value, json};

use crate::seal::Offline;
use crate::size::{Sizes, kilobytes};
use crate::step::{Step, root};
use crate::{build, package, setup};

/// The options of `bench`.
#[derive(Default)]
pub struct Options {
    quick: bool,
    dist: Option<PathBuf>,
}

impl Options {
    /// Parses the arguments after `bench`.
    pub fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--quick" => options.quick = true,
                "--dist" => options.dist = Some(words.next().context("--dist needs a folder")?.into()),
                other => bail!("bench does not know `{other}`; it knows --quick and --dist FOLDER"),
            }
        }
        Ok(options)
    }
}

/// Sets up, measures, prints the tables and, unless this is a quick run, records them.
pub fn run(options: &Options) -> Result<()> {
    let chromium = setup::browser(setup::BENCHMARK)?;
    // What a visit takes is measured on the files that are published, and only a build of our own is packed.
    let is_packed = options.dist.is_none() && !options.quick;
    if options.dist.is_none() {
        build::run(Offline::On)?;
    }
    if is_packed {
        package::write()?;
    }
    let dist = options.dist.clone().unwrap_or_else(|| root().join("dist"));
    let dist = dist.canonicalize().with_context(|| format!("there is no folder {}", dist.display()))?;
    if !options.quick {
        on_host()?;
    }
    let mut figures = in_browser(&dist, &chromium, options.quick, is_packed)?;
    let Sizes { page, code, data, .. } = Sizes::of(&dist)?;
    let all = page + code + data;
    figures["kilobytes"] = json!({"page": kilobytes(page), "code": kilobytes(code), "first_visit": kilobytes(all)});
    println!("\n{}\n{}", report::in_short(&figures), report::in_full(&figures));
    if options.quick {
        println!("✓ This was a quick run: its figures are for looking at, and nothing is recorded.");
        return Ok(());
    }
    let file = "bench/results.json";
    fs::write(root().join(file), serde_json::to_string_pretty(&figures)? + "\n")
        .with_context(|| format!("{file} cannot be written"))?;
    for (file, tables) in [("README.md", report::in_short(&figures)), ("bench/README.md", report::in_full(&figures))] {
        let text = fs::read_to_string(root().join(file)).with_context(|| format!("{file} cannot be read"))?;
        let text = report::between_marks(&text, &tables).with_context(|| file.to_owned())?;
        fs::write(root().join(file), text).with_context(|| format!("{file} cannot be written"))?;
    }
    println!("✓ Recorded in {file}, README.md and bench/README.md.");
    Ok(())
}

/// Writes a generated catalog to a file.
pub fn corpus(size: &str, file: &str) -> Result<()> {
    let size = size.parse().with_context(|| format!("`{size}` is no number of entries"))?;
    fs::write(file, generated(size)?).with_context(|| format!("{file} cannot be written"))?;
    println!("✓ {} has {size} entries.", Path::new(file).display());
    Ok(())
}

fn shipped() -> Result<String> {
    fs::read_to_string(root().join("assets/catalog.json")).context("assets/catalog.json cannot be read")
}

fn generated(size: usize) -> Result<String> {
    Ok(corpus::catalog(&shipped()?, size)?)
}

/// Waits until the machine is idle and runs criterion, which prints its figures and the changes since its last run.
fn on_host() -> Result<()> {
    Step::new("Waiting for a quiet machine", "node").within(setup::BENCHMARK).args(["quiet.mjs"]).run()?;
    Step::new("The core on the host, under criterion", "cargo")
        .args(["bench", "--quiet", "--locked", "--package", "atlas-bench", "--bench", "search"])
        .run()
}

/// Writes the catalogs with their queries and runs the browser benchmark on them.
fn in_browser(dist: &Path, chromium: &Path, quick: bool, is_packed: bool) -> Result<Value> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).context("target/bench cannot be made")?;
    let write = |file: &str, text: &str| -> Result<PathBuf> {
        let path = folder.join(file);
        fs::write(&path, text).with_context(|| format!("target/bench/{file} cannot be written"))?;
        Ok(path)
    };
    let (count, large) = if quick { (QUERIES / 10, LARGE / 10) } else { (QUERIES, LARGE) };
    let corpus = |name: &str, catalog: &str| -> Result<Value> {
        let queries = queries::queries(catalog, count)?;
        let catalog = write(&format!("catalog-{name}.json"), catalog)?;
        Ok(json!({"name": name, "catalog": catalog, "queries": queries}))
    };
    let plan = json!({
        "dist": dist,
        "chromium": chromium,
        "quick": quick,
        "packed": is_packed.then(|| root().join("dist-packed")),
        "corpora": [corpus("shipped", &shipped()?)?, corpus("large", &generated(large)?)?],
    });
    let (plan, results) = (write("plan.json", &plan.to_string())?, folder.join("browser.json"));
    Step::new("In Chromium, beside the libraries", "node")
        .within(setup::BENCHMARK)
        .args(["run.mjs", &plan.display().to_string(), &results.display().to_string()])
        .run()?;
    let text = fs::read_to_string(&results).context("the run in the browser left no figures")?;
    serde_json::from_str(&text).context("the figures of the browser are not as expected")
}
