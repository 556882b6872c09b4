//! Measuring: natively, and in a browser beside the search libraries people would pick instead.

mod budgets;
mod compare;
mod measure;
mod report;
mod samples;
mod summary;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::seal::Offline;
use crate::step::root;
use crate::{build, setup};

/// Where the table stands in the README: between these two lines.
const MARKERS: (&str, &str) = ("<!-- bench -->\n", "<!-- /bench -->");

/// What `bench` can be told.
#[derive(Default)]
pub struct Options {
    quick: bool,
    write: bool,
    dist: Option<PathBuf>,
}

impl Options {
    /// Reads the words after `bench`.
    pub fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--quick" => options.quick = true,
                "--write" => options.write = true,
                "--dist" => options.dist = Some(words.next().context("--dist needs a folder")?.into()),
                other => bail!("bench does not know `{other}`; it knows --quick, --write and --dist FOLDER"),
            }
        }
        if options.quick && options.write {
            bail!("a quick run measures too little to be written into the README");
        }
        Ok(options)
    }
}

/// Sets up, measures, prints the tables and writes the results.
pub fn run(options: &Options) -> Result<()> {
    let chromium = setup::bench()?;
    if options.dist.is_none() {
        build::run(Offline::On)?;
    }
    let dist = options.dist.clone().unwrap_or_else(|| root().join("dist"));
    let dist = dist.canonicalize().with_context(|| format!("there is no folder {}", dist.display()))?;
    let start = Instant::now();
    let samples = measure::all(&dist, &chromium, options.quick)?;
    let summary = summary::Summary::new(&samples, options.quick);
    println!("\n{}", report::full(&summary));
    let file = if options.quick { "target/bench/results.json" } else { "bench/results.json" };
    fs::write(root().join(file), serde_json::to_string_pretty(&summary)? + "\n")
        .with_context(|| format!("{file} cannot be written"))?;
    if options.write {
        let readme = root().join("README.md");
        let text = fs::read_to_string(&readme).context("README.md cannot be read")?;
        fs::write(&readme, with_table(&text, &report::short(&summary))?).context("README.md cannot be written")?;
    }
    println!("✓ Measured in {:.0} s. Every figure is in {file}.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Writes a generated catalog to a file.
pub fn corpus(size: &str, file: &str) -> Result<()> {
    let size = size.parse().with_context(|| format!("`{size}` is no number of entries"))?;
    fs::write(file, measure::generated(size)?).with_context(|| format!("{file} cannot be written"))?;
    println!("✓ {} has {size} entries.", Path::new(file).display());
    Ok(())
}

/// The README with this table between its markers.
fn with_table(readme: &str, table: &str) -> Result<String> {
    let (before, rest) =
        readme.split_once(MARKERS.0).with_context(|| format!("README.md has no line {}", MARKERS.0.trim()))?;
    let (_, after) = rest.split_once(MARKERS.1).with_context(|| format!("README.md has no line {}", MARKERS.1))?;
    Ok(format!("{before}{}\n{table}\n{}{after}", MARKERS.0, MARKERS.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_replaced_and_nothing_else() {
        let readme = "# A\n\n<!-- bench -->\nold\n<!-- /bench -->\n\nB\n";
        let once = with_table(readme, "| new |\n").expect("both markers");
        assert_eq!(once, "# A\n\n<!-- bench -->\n\n| new |\n\n<!-- /bench -->\n\nB\n");
        assert_eq!(with_table(&once, "| new |\n").expect("still both"), once);
        assert!(with_table("# A\n<!-- bench -->\n", "").is_err());
    }

    #[test]
    fn options_are_read() {
        let options = Options::parse(&["--dist", "dist", "--write"]).expect("known");
        assert!(options.write && !options.quick && options.dist.is_some());
        for wrong in [&["--dist"][..], &["--fast"], &["--quick", "--write"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
