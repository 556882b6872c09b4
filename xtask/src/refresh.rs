//! Measures the facts. Nothing else writes `assets/facts.json`.

use anyhow::{Result, bail};

use crate::setup;
use crate::step::Step;

/// Reads the package index and the Pyodide distribution. `--all` repeats packages that were already checked today.
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

/// Runs the tests of the refresh, on recorded samples.
pub fn test() -> Result<()> {
    Step::new("Tests of the refresh", setup::refresh_python()?)
        .within("xtask/refresh")
        .args(["-m", "unittest", "--quiet"])
        .run()
}
