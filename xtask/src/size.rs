//! What a visitor downloads, in bytes.

use anyhow::{Result, bail};

use crate::seal;
use crate::step::root;

/// The most that script and wasm may take, in brotli bytes.
pub const BUDGET: usize = 100_000;

/// The most that the page takes before the app: HTML, styles and what starts the app, in brotli bytes.
const PAGE_BUDGET: usize = 32_000;

/// A file as a server would send it, with brotli at its highest quality.
pub fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

/// Prints the size of each part of the bundle and checks the budgets; that for the code only of the `smallest` build.
pub fn report(smallest: bool) -> Result<()> {
    let (mut page, mut code) = (0, 0);
    println!();
    for (path, bytes) in seal::files(&root().join("dist"))? {
        let size = compressed(&bytes)?.len();
        println!("{size:>9} bytes in brotli  {path}");
        // The worker is fetched when the app runs already.
        if path == "index.html" {
            page += size;
        } else if path.starts_with("python-atlas") {
            code += size;
        }
    }
    for (what, size, budget) in [("the page", page, PAGE_BUDGET), ("wasm + js", code, BUDGET)] {
        println!("{size:>9} bytes in brotli  {what} (budget {budget})");
        if size > budget && what == "wasm + js" && !smallest {
            println!("          The budget is for a build with a standard library of its own (ARCHITECTURE.md).");
        } else if size > budget {
            bail!("{what} takes {size} bytes in brotli, over the budget of {budget}");
        }
    }
    Ok(())
}
