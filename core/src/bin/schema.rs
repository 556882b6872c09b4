//! Prints the JSON schema of the catalog. `cargo xtask schema` writes it to `assets/catalog.schema.json`.

fn main() {
    println!("{:#}", atlas_core::schema::schema());
}
