//! The JSON schema of the catalog file, made from its types. Editors use it to complete and check the file.

use schemars::schema_for;
use serde_json::{Value, json};

use super::catalog::Catalog;
use super::json::FORMAT_VERSION;

/// The schema of `assets/catalog.json`: the schema of [`Catalog`] with the fields `$schema` and `version` added.
#[must_use]
pub fn schema() -> Value {
    let mut schema = schema_for!(Catalog).to_value();
    schema["properties"]["$schema"] = json!({ "type": "string", "description": "Where this schema is, for editors." });
    schema["properties"]["version"] = json!({ "const": FORMAT_VERSION, "description": "The format of the file." });
    if let Some(required) = schema["required"].as_array_mut() {
        required.insert(0, json!("version"));
    }
    schema
}
