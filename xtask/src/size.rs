//! Download sizes, in bytes after brotli compression.

use std::path::Path;

use anyhow::{Result, bail};

use crate::seal;
use crate::step::root;

/// Compresses a file with brotli at its highest quality, as a server would send it.
pub fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

/// Kilobytes (1,000 bytes), rounded up to a tenth.
#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52 bytes")]
pub fn kilobytes(bytes: usize) -> f64 {
    bytes.div_ceil(100) as f64 / 10.0
}

/// The compressed bytes of each part of a build.
#[derive(Default)]
pub struct Sizes {
    /// The page before the app: HTML, styles and the start script.
    pub page: usize,
    /// WebAssembly and its script.
    pub code: usize,
    /// The catalog and the facts.
    pub data: usize,
    /// Every file by its path.
    files: Vec<(String, usize)>,
}

impl Sizes {
    /// The budget of the page, in bytes.
    pub const PAGE: usize = 32_000;
    /// The budget of WebAssembly and its script, in bytes, on every kind of machine.
    pub const CODE: usize = 188_000;
    /// The budget of the catalog and the facts, in bytes.
    pub const DATA: usize = 150_000;

    /// The sizes of a finished build.
    pub fn of(dist: &Path) -> Result<Self> {
        let mut sizes = Self::default();
        for (path, bytes) in seal::files(dist)? {
            let size = compressed(&bytes)?.len();
            match (path.as_str(), seal::ending(&path)) {
                ("index.html", _) => sizes.page += size,
                (name, "js" | "wasm") if name.starts_with("python-atlas") => sizes.code += size,
                (name, "json") if name.starts_with("assets/") => sizes.data += size,
                // The rest is fetched after the app has started.
                _ => {}
            }
            sizes.files.push((path, size));
        }
        Ok(sizes)
    }
}

/// Prints the size of each part of `dist/` and checks the budgets.
pub fn report() -> Result<()> {
    let sizes = Sizes::of(&root().join("dist"))?;
    println!();
    for (path, size) in &sizes.files {
        println!("{size:>9} bytes in brotli  {path}");
    }
    let budgets = [
        ("the page", sizes.page, Sizes::PAGE),
        ("wasm + js", sizes.code, Sizes::CODE),
        ("catalog and facts", sizes.data, Sizes::DATA),
    ];
    for (what, size, budget) in budgets {
        println!("{size:>9} bytes in brotli  {what} (budget {budget})");
        if size > budget {
            bail!("{what} takes {size} bytes in brotli, over the budget of {budget}");
        }
    }
    Ok(())
}
