//! Puts the overview into a finished page, so that it can be read before the app runs and without scripts.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::html;
use crate::policy::{self, Source};
use crate::step::root;

/// The markers in `index.html` between which the overview stands.
const MARKS: (&str, &str) = ("<!--page-->", "<!--/page-->");

/// The markers between which stands what needs the address of the site.
const HOST_MARKS: (&str, &str) = ("<!--host-->", "<!--/host-->");
/// The environment variable with that address, such as `https://atlas.example/`.
const HOST: &str = "PYTHON_ATLAS_HOST";

/// The styles of the page with the whole atlas.
const STYLES: [&str; 3] = ["tokens.css", "base.css", "handbook.css"];

/// Makes, from the data of the build in `dist`: the overview in its page, and the whole atlas as a page and as Markdown, and its news as a feed.
pub fn run(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
    let overview = format!("{}{}", rendered("page", dist)?.trim_end(), item_list(dist)?);
    let host = std::env::var(HOST).ok().map_or_else(String::new, |host| of_host(&host));
    fs::write(&page, filled(&filled(&html, MARKS, &overview)?, HOST_MARKS, &host)?)?;
    fs::write(dist.join("all.html"), handbook(&rendered("html", dist)?)?)?;
    fs::write(dist.join("all.md"), rendered("markdown", dist)?)?;
    fs::write(dist.join("feed.xml"), rendered("feed", dist)?)?;
    println!("✓ The overview is in the page, the whole atlas in all.html and all.md, its news in feed.xml.");
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

/// The categories as a list for search engines (<https://schema.org/ItemList>).
fn item_list(dist: &Path) -> Result<String> {
    let catalog: Value = serde_json::from_slice(&fs::read(dist.join("assets/catalog.json"))?)?;
    let items = catalog["categories"].as_array().into_iter().flatten().enumerate().map(|(at, category)| {
        let url = format!("?category={}", category["id"].as_str().unwrap_or_default());
        json!({"@type": "ListItem", "position": at + 1, "name": category["name"], "url": url})
    });
    let list = json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": "What Python is used for",
        "itemListElement": items.collect::<Vec<_>>(),
    });
    // A text of the catalog must not end the element.
    let list = list.to_string().replace('<', "\\u003c");
    Ok(format!("<script type=\"application/ld+json\">{list}</script>"))
}

/// What the head of the page says when it knows its address.
fn of_host(host: &str) -> String {
    let host = host.trim_end_matches('/').replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<link rel=\"canonical\" href=\"{host}/\" /><meta property=\"og:url\" content=\"{host}/\" />\
         <meta property=\"og:image\" content=\"{host}/assets/screenshots/wide.webp\" />"
    )
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

/// The page with a text between two markers, in place of an earlier one.
fn filled(page: &str, (start, end): (&str, &str), text: &str) -> Result<String> {
    let (before, rest) = page.split_once(start).with_context(|| format!("index.html has no {start}"))?;
    let (_, after) = rest.split_once(end).with_context(|| format!("index.html has no {end}"))?;
    Ok([before, start, text, end, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_takes_the_place_of_an_earlier_one() {
        let page = "<body><!--page-->\n<!--/page--><p>";
        let once = filled(page, MARKS, "<b>1</b>").unwrap();
        assert_eq!(once, "<body><!--page--><b>1</b><!--/page--><p>");
        assert_eq!(filled(&once, MARKS, "<b>2</b>").unwrap(), "<body><!--page--><b>2</b><!--/page--><p>");
        assert!(filled("<body>", MARKS, "").is_err());
    }
}
