//! The finished site as a web server wants it: `dist/` again, with a brotli and a gzip file beside each text.
//!
//! In a folder of its own, because what is sealed is every file of `dist/` and nothing else.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use crate::step::root;

const FOLDER: &str = "dist-packed";
/// What gains from compression; pictures are compressed already.
const TEXTS: [&str; 6] = ["html", "js", "json", "svg", "wasm", "webmanifest"];

/// Writes the folder anew from the finished `dist/`.
pub fn write() -> Result<()> {
    let packed = root().join(FOLDER);
    if packed.exists() {
        fs::remove_dir_all(&packed).with_context(|| format!("{FOLDER}/ cannot be emptied"))?;
    }
    let count = copy(&root().join("dist"), &packed)?;
    println!("✓ {FOLDER}/ has {count} files, texts in brotli and gzip as well.");
    Ok(())
}

/// Copies a folder with all in it, and tells how many files there were.
fn copy(from: &Path, to: &Path) -> Result<usize> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))?;
    let mut count = 0;
    for entry in entries {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            count += copy(&from, &to)?;
            continue;
        }
        fs::copy(&from, &to).with_context(|| format!("{} cannot be copied", from.display()))?;
        let ending = from.extension().and_then(|ending| ending.to_str());
        if ending.is_some_and(|ending| TEXTS.contains(&ending)) {
            compress(&to).with_context(|| format!("{} cannot be compressed", to.display()))?;
        }
        count += 1;
    }
    Ok(count)
}

/// Writes `file.br` and `file.gz`. The same bytes give the same files: neither carries a name or a time.
fn compress(file: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    let beside = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        File::create(name)
    };
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut beside(".br")?, &parameters)?;
    let mut gzip = GzBuilder::new().write(beside(".gz")?, Compression::best());
    gzip.write_all(&bytes)?;
    gzip.finish()?;
    Ok(())
}
