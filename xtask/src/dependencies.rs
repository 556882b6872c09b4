//! Checks the dependencies: licences, sources and duplicates always, known vulnerabilities where their lists can be
//! reached. `deny.toml` has the rules.

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
    // The list is a git repository on another host, which a closed machine cannot reach.
    if Step::new("", &deny).env("GIT_TERMINAL_PROMPT", "0").args(["--locked", "fetch", "db"]).output().is_ok() {
        Step::new("Known vulnerabilities of dependencies", &deny).args(["--locked", "check", "advisories"]).run()?;
    } else {
        println!(
            "– The list of known vulnerabilities of crates cannot be reached from here, so this check is skipped."
        );
    }
    [setup::BROWSER_TESTS, setup::BENCHMARK, setup::FORMAT].into_iter().try_for_each(audit)
}

/// Asks npm for known vulnerabilities of the packages in a folder's lock file.
fn audit(folder: &str) -> Result<()> {
    let words = ["audit", "--package-lock-only", "--json"];
    let answer = Command::new("npm").current_dir(root().join(folder)).args(words).output();
    let answer = answer.context("npm could not be started")?;
    // npm fails both when it finds something and when it gets no answer; only a report has a version field.
    if !String::from_utf8_lossy(&answer.stdout).contains("\"auditReportVersion\"") {
        println!("– npm's list of known vulnerabilities cannot be reached from here, so {folder} is not checked.");
        return Ok(());
    }
    if !answer.status.success() {
        bail!("npm knows of vulnerabilities in the packages of {folder}. See them with:\n  cd {folder} && npm audit");
    }
    println!("✓ npm knows of no vulnerability in the packages of {folder}.");
    Ok(())
}
