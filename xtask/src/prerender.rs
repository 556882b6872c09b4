//! Puts the overview into a finished page, so that it can be read before the app runs and without scripts.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::step::root;

/// The markers in `index.html` between which the overview stands.
const MARKS: (&str, &str) = ("<!--page-->", "<!--/page-->");

/// Renders the overview of the build in `dist` with the app's own views, natively, and puts it into its page.
pub fn run(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
    let data = |name: &str| dist.join("assets").join(name);
    fs::write(&page, filled(&html, &overview(&data("catalog.json"), &data("facts.json"))?)?)?;
    println!("✓ The overview is in the page.");
    Ok(())
}

fn overview(catalog: &Path, facts: &Path) -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--locked", "--no-default-features", "--features", "ssr", "--bin", "prerender"])
        .args([catalog, facts])
        .current_dir(root())
        .output()
        .context("cargo cannot be started")?;
    let problem = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the overview cannot be rendered:\n{problem}");
    Ok(String::from_utf8(output.stdout)?)
}

/// The page with the overview between the markers, in place of an earlier one.
fn filled(page: &str, overview: &str) -> Result<String> {
    let (before, rest) = page.split_once(MARKS.0).with_context(|| format!("index.html has no {}", MARKS.0))?;
    let (_, after) = rest.split_once(MARKS.1).with_context(|| format!("index.html has no {}", MARKS.1))?;
    Ok([before, MARKS.0, overview.trim_end(), MARKS.1, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_takes_the_place_of_an_earlier_one() {
        let page = "<body><!--page-->\n<!--/page--><p>";
        let once = filled(page, "<b>1</b>\n").unwrap();
        assert_eq!(once, "<body><!--page--><b>1</b><!--/page--><p>");
        assert_eq!(filled(&once, "<b>2</b>").unwrap(), "<body><!--page--><b>2</b><!--/page--><p>");
        assert!(filled("<body>", "").is_err());
    }
}
