//! The JSON schema of the catalog file, made from its types, so that an editor completes and checks it.

use schemars::schema_for;
use serde_json::{Value, json};

use super::catalog::Catalog;
use super::json::FORMAT_VERSION;

/// The schema of `assets/catalog.json`: that of [`Catalog`], and what stands around it in the file.
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
