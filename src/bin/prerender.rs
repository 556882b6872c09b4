//! Prints what is made of a catalog and its facts at build: `page`, the HTML of the overview; `html` and `markdown`, the whole
//! atlas as one text; `feed`, its news.

use std::error::Error;
use std::fs;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::Catalog;
use atlas_core::facts::Facts;
use atlas_core::{feed, handbook};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [what, catalog, facts] = &words[..] else {
        return Err("usage: prerender page|html|markdown|feed CATALOG FACTS".into());
    };
    let catalog = Catalog::parse(&fs::read_to_string(catalog)?)?;
    let facts = Facts::parse(&fs::read_to_string(facts)?)?;
    let atlas: &'static Atlas = Box::leak(Box::new(Atlas::new(catalog, facts)));
    let text = match what.as_str() {
        "page" => python_atlas::prerender::html(atlas, ""),
        "html" => handbook::html(atlas),
        "markdown" => handbook::markdown(atlas),
        "feed" => feed::atom(atlas),
        other => return Err(format!("prerender makes no {other}").into()),
    };
    println!("{text}");
    Ok(())
}
