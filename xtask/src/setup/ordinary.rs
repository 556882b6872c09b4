//! An ordinary machine: rustup adds the wasm target, and Trunk downloads `wasm-bindgen` and `wasm-opt` itself.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{WASM, on_path};
use crate::step::Step;

/// Adds the wasm target if rustup may download it, then returns true if the toolchain in use can build for wasm.
pub fn has_wasm_target() -> Result<bool> {
    let target = rustlib()?.join(WASM);
    let closed = env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|value| value == "0");
    if !target.is_dir() && !closed && on_path("rustup").is_some() {
        // Without a network this fails, and the machine counts as a closed one.
        let _added = Step::new("Adding the wasm target", "rustup").args(["target", "add", WASM]).run();
    }
    Ok(target.is_dir())
}

/// Makes sure the sources of the standard library are there, which is built along with the app.
pub fn need_sources() -> Result<()> {
    let sources = rustlib()?.join("src/rust/library/Cargo.lock");
    if !sources.is_file() && on_path("rustup").is_some() {
        Step::new("Adding the sources of the standard library", "rustup")
            .args(["component", "add", "rust-src"])
            .run()?;
    }
    if !sources.is_file() {
        bail!(
            "the sources of Rust's standard library are missing. Install them with:\n  rustup component add rust-src"
        );
    }
    Ok(())
}

/// Where the toolchain in use keeps its libraries.
fn rustlib() -> Result<PathBuf> {
    let sysroot = Step::new("", "rustc").args(["--print", "sysroot"]).output()?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib"))
}
