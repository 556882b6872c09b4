//! An ordinary machine: rustup adds the wasm target, and Trunk downloads `wasm-bindgen` and `wasm-opt` itself.

use std::env;
use std::path::Path;

use anyhow::Result;

use super::{WASM, on_path};
use crate::step::Step;

/// Adds the wasm target if rustup may download it, then returns true if the toolchain in use can build for wasm.
pub fn has_wasm_target() -> Result<bool> {
    let sysroot = Step::new("", "rustc").args(["--print", "sysroot"]).output()?;
    let target = Path::new(sysroot.trim()).join("lib/rustlib").join(WASM);
    let closed = env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|value| value == "0");
    if !target.is_dir() && !closed && on_path("rustup").is_some() {
        // Without a network this fails, and the machine counts as a closed one.
        let _added = Step::new("Adding the wasm target", "rustup").args(["target", "add", WASM]).run();
    }
    Ok(target.is_dir())
}
