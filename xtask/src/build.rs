//! Building the release bundle.

use anyhow::{Result, bail};

use crate::glue;
use crate::seal::{self, Offline};
use crate::setup::{self, Trunk};
use crate::size;
use crate::step::root;

/// What `build` can be told.
pub fn options(words: &[&str]) -> Result<Offline> {
    match words {
        [] => Ok(Offline::On),
        ["--no-offline"] => Ok(Offline::Off),
        _ => bail!("build does not know `{}`; it knows --no-offline", words.join(" ")),
    }
}

/// Sets up, builds `dist/`, seals it and prints its size.
pub fn run(offline: Offline) -> Result<()> {
    let trunk = setup::trunk()?;
    bundle(&trunk, offline)?;
    size::report(trunk.is_smallest())
}

/// Builds and seals `dist/`.
pub fn bundle(trunk: &Trunk, offline: Offline) -> Result<()> {
    trunk.step("Building the release bundle").args(["build", "--release", "--locked"]).run()?;
    let dist = root().join("dist");
    glue::run(&dist)?;
    seal::run(&dist, offline)
}
