//! A closed machine, which reaches only package registries. Debian's second Rust has the sources of the standard
//! library, which is built for wasm along with the app; `wasm-bindgen` comes from cargo's registry, `wasm-opt` from
//! npm's.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{WASM, Wasm, cargo_tool, debian, npm_tool, on_path};
use crate::step::root;

/// Debian's second Rust, with the sources of its standard library, its clippy and a linker for wasm.
const DEBIAN_RUST: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-19"];
/// The version of wasm-opt that Trunk.toml names.
const BINARYEN: &str = "132.0.0";

/// Sets up compiling for wasm; `tools` are folders with the programs that the build calls.
pub fn wasm(tools: &[PathBuf]) -> Result<Wasm> {
    if on_path("apt-get").is_none() {
        bail!("the wasm target is missing, and this is no Debian. Install it with:\n  rustup target add {WASM}");
    }
    debian(&DEBIAN_RUST)?;
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = tools.iter().cloned().chain(["/usr/bin".into()]).chain(env::split_paths(&path));
    let path = env::join_paths(folders).context("PATH has an odd entry")?;
    let envs = [
        ("RUSTC", "/usr/bin/rustc".to_owned()),
        // Building the standard library is an unstable option; this lets a stable compiler accept it.
        ("RUSTC_BOOTSTRAP", "1".to_owned()),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".to_owned()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/wasm-ld-19".to_owned()),
        // In one target folder the two compilers would rebuild everything of each other.
        ("CARGO_TARGET_DIR", root().join("target/web").display().to_string()),
        ("PATH", path.to_string_lossy().into_owned()),
    ];
    let envs = envs.map(|(name, value)| (name.to_owned(), value)).to_vec();
    Ok(Wasm { cargo: "/usr/bin/cargo".into(), envs })
}

/// Sets up building with Trunk, which finds the tools on the PATH and so does not download them.
pub fn trunk() -> Result<Wasm> {
    let bindgen = cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &locked_version("wasm-bindgen")?, false)?;
    wasm(&[bindgen, npm_tool("binaryen", BINARYEN)?.join(".bin")])
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{package}\"\n")));
    let version = entry.and_then(|entry| entry.split("version = \"").nth(1)?.split('"').next());
    version.map(str::to_owned).with_context(|| format!("Cargo.lock has no {package}"))
}
