//! Checks whether what the project depends on may be used: licences, sources and duplicates always, known weaknesses
//! where their lists can be reached. `deny.toml` holds the rules.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup;
use crate::step::{Step, root};

/// Checks the packages of cargo and of npm.
pub fn check() -> Result<()> {
    let deny = setup::deny()?;
    Step::new("Licences, sources and duplicates of dependencies", &deny)
        .args(["--locked", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"])
        .run()?;
    // The list is a git repository elsewhere, which a closed machine cannot reach.
    if Step::new("", &deny).env("GIT_TERMINAL_PROMPT", "0").args(["--locked", "fetch", "db"]).output().is_ok() {
        Step::new("Known weaknesses of dependencies", &deny).args(["--locked", "check", "advisories"]).run()?;
    } else {
        println!("– The list of known weaknesses of crates cannot be reached from here, so it is not compared.");
    }
    [setup::BROWSER_TESTS, setup::BENCHMARK, setup::FORMAT].into_iter().try_for_each(audit)
}

/// Asks npm for known weaknesses of the packages that a folder's lock names.
fn audit(folder: &str) -> Result<()> {
    let words = ["audit", "--package-lock-only", "--json"];
    let answer = Command::new("npm").current_dir(root().join(folder)).args(words).output();
    let answer = answer.context("npm could not be started")?;
    // It fails both when it finds something and when nobody answers; only a report names its version.
    if !String::from_utf8_lossy(&answer.stdout).contains("\"auditReportVersion\"") {
        println!("– npm's list of known weaknesses cannot be reached from here, so {folder} is not compared.");
        return Ok(());
    }
    if !answer.status.success() {
        bail!("npm knows of weaknesses in the packages of {folder}. See them with:\n  cd {folder} && npm audit");
    }
    println!("✓ npm knows of no weakness in the packages of {folder}.");
    Ok(())
}
