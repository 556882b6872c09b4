//! Building the release bundle.

use anyhow::Result;

use crate::{setup, size};

/// Sets up, builds `dist/` and prints its size.
pub fn run() -> Result<()> {
    let trunk = setup::trunk()?;
    trunk.step("Building the release bundle").args(["build", "--release", "--locked"]).run()?;
    size::report()
}
