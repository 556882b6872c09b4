//! Runs the code of the catalog. Nothing else writes `tests/examples.tsv`.

use anyhow::Result;

use crate::setup;
use crate::step::Step;

/// Runs each piece of code that has no row yet for its text and version, or that `words` name: ids of tools or categories.
pub fn run(words: &[&str]) -> Result<()> {
    Step::new("Running the code of the catalog", setup::refresh_python()?)
        .args(["xtask/examples/check.py", "assets/catalog.json", "assets/facts.json", "tests/examples.tsv"])
        .args(words)
        .run()
}

/// Runs the tests of the programs that run it.
pub fn test() -> Result<()> {
    Step::new("Tests of running the examples", setup::refresh_python()?)
        .within("xtask/examples")
        .args(["-m", "unittest", "--quiet"])
        .run()
}
