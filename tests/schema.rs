//! The published schema: made from the types as they are, satisfied by the shipped file, and as strict as the reader.

#![cfg(feature = "schema")]
#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use python_atlas::domain::catalog::Catalog;
use python_atlas::domain::schema::schema;
use serde_json::{Value, json};

fn shipped() -> Value {
    serde_json::from_str(include_str!("../assets/catalog.json")).expect("JSON")
}

#[test]
fn the_schema_is_current() {
    let file =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/catalog.schema.json")).expect("a file");
    let published: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(
        published,
        schema(),
        "assets/catalog.schema.json is not current; write it anew with: cargo xtask schema"
    );
}

#[test]
fn the_shipped_catalog_satisfies_it() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(&shipped()).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "assets/catalog.json does not satisfy its schema:\n{}", errors.join("\n"));
}

/// What an editor accepts the app reads, and what it marks the app refuses.
#[test]
fn schema_and_reader_agree() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let table = [
        ("/version", json!(2)),
        ("/edition", json!(3)),
        ("/tools/0/id", json!("Not An Id")),
        ("/tools/0/name", Value::Null),
        ("/tools/0/kind", json!("gadget")),
        ("/tools/0/links/home", json!("javascript:alert(1)")),
        ("/tools/0/imports", json!("numpy")),
        ("/tools/0/in_guide", json!("yes")),
        ("/tools/0/places/0", json!({"category": "data-science"})),
        ("/tools/0/links", json!({"home": "https://example.org/", "blog": "https://example.org/"})),
        ("/categories/0/start_with", json!({"tool": "numpy"})),
        ("/categories/0/mentions", json!([{"name": "X", "how": "y"}])),
    ];
    for (path, value) in table {
        let mut file = shipped();
        *file.pointer_mut(path).expect("in the shipped file") = value;
        assert!(!validator.is_valid(&file), "{path}: the schema accepts it");
        assert!(Catalog::parse(&file.to_string()).is_err(), "{path}: the reader accepts it");
    }
}
