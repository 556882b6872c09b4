//! Prints the HTML of the overview, from the catalog and the facts at two paths.

use std::error::Error;
use std::fs;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::Catalog;
use atlas_core::facts::Facts;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [catalog, facts] = &paths[..] else { return Err("usage: prerender CATALOG FACTS".into()) };
    let catalog = Catalog::parse(&fs::read_to_string(catalog)?)?;
    let facts = Facts::parse(&fs::read_to_string(facts)?)?;
    let atlas = Box::leak(Box::new(Atlas::new(catalog, facts)));
    println!("{}", python_atlas::prerender::html(atlas, ""));
    Ok(())
}
