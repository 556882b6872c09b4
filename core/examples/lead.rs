use atlas_core::{atlas::Atlas, catalog::Catalog, facts::Facts, position::CategoryIndex};
fn main() {
    let c = std::fs::read_to_string("assets/catalog.json").unwrap();
    let a = Atlas::new(Catalog::parse(&c).unwrap(), Facts::default());
    for (i, k) in a.categories().iter().enumerate() {
        println!(
            "{}: {}",
            k.id,
            a.index()
                .leading(CategoryIndex(i))
                .iter()
                .take(5)
                .map(|t| a.tool_at(*t).name.clone())
                .collect::<Vec<_>>()
                .join(", ")
        );
    }
}
