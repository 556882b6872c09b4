//! Puts the overview into a finished page, so that it can be read before the app runs and without scripts.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::html;
use crate::policy::{self, Source};
use crate::step::root;

/// The markers in `index.html` between which the overview stands.
const MARKS: (&str, &str) = ("<!--page-->", "<!--/page-->");

/// The styles of the page with the whole atlas.
const STYLES: [&str; 3] = ["tokens.css", "base.css", "handbook.css"];

/// Makes, from the data of the build in `dist`: the overview in its page, and the whole atlas as a page and as Markdown.
pub fn run(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
    fs::write(&page, filled(&html, &rendered("page", dist)?)?)?;
    fs::write(dist.join("all.html"), handbook(&rendered("html", dist)?)?)?;
    fs::write(dist.join("all.md"), rendered("markdown", dist)?)?;
    println!("✓ The overview is in the page, and the whole atlas in all.html and all.md.");
    Ok(())
}

fn rendered(what: &str, dist: &Path) -> Result<String> {
    let data = |name: &str| dist.join("assets").join(name);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--locked", "--no-default-features", "--features", "ssr", "--bin", "prerender", what])
        .args([data("catalog.json"), data("facts.json")])
        .current_dir(root())
        .output()
        .context("cargo cannot be started")?;
    let problem = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the {what} of the catalog cannot be made:\n{problem}");
    Ok(String::from_utf8(output.stdout)?)
}

/// A page around the whole atlas.
fn handbook(content: &str) -> Result<String> {
    let read = |name: &str| fs::read_to_string(root().join("assets/styles").join(name));
    let styles =
        STYLES.into_iter().map(read).collect::<Result<Vec<_>, _>>().context("a style sheet is missing")?.concat();
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
        <meta name=\"color-scheme\" content=\"light dark\" />\n\
        <meta name=\"description\" content=\"All of Python Atlas on one page: areas, tasks, tools, advice, facts and code.\" />\n\
        <title>Python Atlas on one page</title>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"assets/icons/icon.svg\" />\n\
        <style>{styles}</style>\n</head>\n<body class=\"handbook\">\n<main>\n{content}</main>\n</body>\n</html>\n"
    );
    html::with_head(&page, &policy::meta(&page, Source::Host)?)
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
