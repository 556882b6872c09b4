//! Packs the finished site for a web server: a copy of `dist/` with a brotli and a gzip file beside each text.
//!
//! The copy has its own folder, because a sealed build must not change.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};

use crate::step::root;
use crate::{seal, size};

const FOLDER: &str = "dist-packed";
/// File types that are worth compressing; pictures are compressed already.
const TEXTS: [&str; 8] = ["html", "js", "json", "md", "svg", "wasm", "webmanifest", "xml"];

/// Writes the whole folder again from the finished `dist/`.
pub fn write() -> Result<()> {
    let packed = root().join(FOLDER);
    if packed.exists() {
        fs::remove_dir_all(&packed).with_context(|| format!("{FOLDER}/ cannot be emptied"))?;
    }
    let files = seal::files(&root().join("dist"))?;
    for (path, bytes) in &files {
        let write = |ending: &str, bytes: &[u8]| -> Result<()> {
            let file = packed.join(format!("{path}{ending}"));
            fs::create_dir_all(file.parent().unwrap_or(&packed))?;
            fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))
        };
        write("", bytes)?;
        if Path::new(path).extension().is_some_and(|kind| TEXTS.iter().any(|text| kind == *text)) {
            write(".br", &size::compressed(bytes)?)?;
            write(".gz", &gzip(bytes)?)?;
        }
    }
    println!("✓ {FOLDER}/ has {} files, texts in brotli and gzip as well.", files.len());
    Ok(())
}

/// The gzip file of some bytes. It has neither a name nor a time in it, so the same bytes give the same file.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?)
}
