//! The published schema: it is current, the shipped file satisfies it, and it is as strict as the reader.

#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use atlas_core::catalog::{Catalog, template};
use atlas_core::schema::schema;
use serde_json::{Value, json};

mod shipped;

fn shipped() -> Value {
    serde_json::from_str(shipped::CATALOG).expect("JSON")
}

#[test]
fn the_schema_is_current() {
    let file =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/catalog.schema.json")).expect("a file");
    let published: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(
        published,
        schema(),
        "assets/catalog.schema.json is not current; write it again with: cargo xtask schema"
    );
}

/// The entry that a path such as `/tools/17/links` leads into, by its id if it has one.
fn entry(file: &Value, path: &str) -> String {
    let mut steps = path.split('/').skip(1);
    let (list, index) = (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
    let word = match list {
        "tools" => "tool",
        "wishes" => "wish",
        _ => "category",
    };
    let id = file.pointer(&format!("/{list}/{index}/id")).and_then(Value::as_str);
    id.map_or_else(|| "the file itself".to_owned(), |id| format!("{word} \"{id}\""))
}

/// The errors that the schema finds in a file, each with its entry, field and problem.
fn faults(file: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let fault = |error: jsonschema::ValidationError| {
        let path = error.instance_path().to_string();
        let field = path.splitn(4, '/').nth(3).unwrap_or("-").to_owned();
        format!("assets/catalog.json: {}, field \"{field}\": {error} ({path})", entry(file, &path))
    };
    validator.iter_errors(file).map(fault).collect()
}

#[test]
fn the_shipped_catalog_satisfies_the_schema() {
    let faults = faults(&shipped());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_template_satisfies_the_schema() {
    let faults = faults(&serde_json::from_str(template()).expect("JSON"));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A position in the file would not help people to find the entry.
#[test]
fn a_fault_names_its_entry() {
    let mut file = shipped();
    file["tools"][0]["links"]["home"] = json!("javascript:alert(1)");
    file["edition"] = json!(3);
    let faults = faults(&file).join("\n");
    let id = file["tools"][0]["id"].as_str().expect("an id");
    assert!(faults.contains(&format!("tool \"{id}\", field \"links/home\":")), "{faults}");
    assert!(faults.contains("the file itself, field \"-\": ") && faults.contains("(/edition)"), "{faults}");
}

/// The app rejects what an editor marks as an error.
#[test]
fn schema_and_reader_reject_the_same() {
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
        ("/wishes/0", json!({"id": "neither", "name": "Neither"})),
        ("/wishes/0", json!({"id": "both", "name": "Both", "by": "typed", "tools": ["numpy"]})),
        ("/wishes/0", json!({"id": "other", "name": "Other", "by": "typed", "because": "x"})),
        ("/wishes/0/by", json!("luck")),
        ("/categories/0/mentions", json!([{"name": "X", "how": "y"}])),
    ];
    for (path, value) in table {
        let mut file = shipped();
        *file.pointer_mut(path).expect("in the shipped file") = value;
        assert!(!validator.is_valid(&file), "{path}: the schema accepts it");
        assert!(Catalog::parse(&file.to_string()).is_err(), "{path}: the reader accepts it");
    }
}
