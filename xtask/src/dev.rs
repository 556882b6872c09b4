//! Serves a quick build for development, by Trunk.

use anyhow::Result;

use crate::serve::{Options, listen};
use crate::setup;

/// Sets up and serves a quick build without policy and offline copy. It is rebuilt and reloaded whenever a file is
/// saved.
pub fn run(options: &Options) -> Result<()> {
    let port = listen(options.port)?.local_addr()?.port().to_string();
    let open: &[&str] = if options.open { &["--open"] } else { &[] };
    setup::trunk()?
        .step("Serving for development (Ctrl-C ends it)")
        .args(["serve", "--cargo-profile", "quick", "--dist", "target/dist-quick", "--port", &port])
        .args(open)
        .run()
}
