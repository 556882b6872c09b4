//! What a visitor downloads, in bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::step::root;

/// The most that script and wasm may take, in brotli bytes.
pub const BUDGET: usize = 100_000;

/// The size of a file as a server would send it, with brotli at its highest quality.
pub fn compressed(file: &Path) -> Result<usize> {
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut out, &parameters)?;
    Ok(out.len())
}

/// Prints the size of each part of the bundle and checks the budget.
pub fn report() -> Result<()> {
    let dist = root().join("dist");
    let mut code = 0;
    println!();
    for folder in [dist.clone(), dist.join("assets")] {
        let mut files: Vec<_> = fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        for file in files.iter().filter(|file| file.is_file()) {
            let size = compressed(file)?;
            println!("{size:>9} bytes in brotli  {}", file.strip_prefix(&dist).unwrap_or(file).display());
            if file.extension().is_some_and(|ending| ending == "js" || ending == "wasm") {
                code += size;
            }
        }
    }
    println!("{code:>9} bytes in brotli  wasm + js (budget {BUDGET})");
    if code > BUDGET {
        bail!("wasm + js take {code} bytes in brotli, over the budget of {BUDGET}");
    }
    Ok(())
}
