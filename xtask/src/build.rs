//! Builds the release bundle.

use anyhow::{Result, bail};

use crate::seal::{self, Offline};
use crate::step::root;
use crate::{setup, size};

/// Parses the options of `build`.
pub fn options(words: &[&str]) -> Result<Offline> {
    match words {
        [] => Ok(Offline::On),
        ["--no-offline"] => Ok(Offline::Off),
        _ => bail!("build does not know `{}`; it knows --no-offline", words.join(" ")),
    }
}

/// Sets up, builds and seals `dist/`, prints its size and checks it against the budgets.
pub fn run(offline: Offline) -> Result<()> {
    setup::trunk()?.step("Building the release bundle").args(["build", "--release", "--locked"]).run()?;
    seal::run(&root().join("dist"), offline)?;
    size::report()
}
