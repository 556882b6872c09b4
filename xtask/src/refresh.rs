//! Measures the facts: `assets/facts.json` is written by this and nothing else.

use anyhow::{Result, bail};

use crate::setup;
use crate::step::Step;

/// Asks the package index and the Pyodide distribution; `--all` asks again for what was checked today.
pub fn run(options: &[&str]) -> Result<()> {
    if let Some(other) = options.iter().find(|option| **option != "--all") {
        bail!("refresh does not know `{other}`; it knows --all");
    }
    let python = setup::refresh_python()?;
    let pyodide = setup::npm_tool("pyodide", "latest")?.join("pyodide");
    Step::new("Measuring the facts", python)
        .args(["xtask/refresh/refresh.py", "assets/catalog.json", "assets/facts.json"])
        .args([&pyodide.display().to_string()])
        .args(options)
        .run()
}

/// The tests of the refresh, on recorded samples.
pub fn test() -> Result<()> {
    Step::new("Tests of the refresh", setup::refresh_python()?)
        .within("xtask/refresh")
        .args(["-m", "unittest", "--quiet"])
        .run()
}
