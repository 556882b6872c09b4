//! What a person leaves with: the outputs of a shortlist and the export of a view, with friendly and hostile texts.

#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use std::sync::LazyLock;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::Catalog;
use atlas_core::facts::Facts;
use proptest::prelude::*;
use serde_json::{Value, json};

mod export;
#[path = "../../../tests/shipped/mod.rs"]
mod shipped;
mod shortlist;

const ADDRESS: &str = "https://atlas.example/?pick=dask,sqlite3";

static SHIPPED: LazyLock<Atlas> = LazyLock::new(shipped::atlas);

fn tool(id: &str, name: &str, more: &Value) -> Value {
    let mut tool = json!({"id": id, "name": name, "kind": "library", "summary": "It helps.", "links": {"home": "https://a.example/"},
        "places": [{"category": "c", "role": "does it"}]});
    tool.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    tool
}

fn atlas(tools: &[Value], packages: &Value) -> Atlas {
    let catalog = json!({"version": 1, "edition": "2026-11-24", "tools": tools, "categories": [
        {"id": "c", "kind": "area", "name": "Data | work", "summary": "s",
            "tasks": [{"id": "big-data", "name": "big data", "also": [], "tools": [tools[0]["id"]]}]},
        {"id": "d", "kind": "area", "name": "Data", "summary": "s"}]});
    let facts = json!({"version": 1, "checked": "2026-11-23", "pythons": ["3.13", "3.14", "3.15"],
        "installs_for": ["3.13", "3.14", "3.15"], "packages": packages});
    let catalog = Catalog::parse(&catalog.to_string()).expect("a sound catalog");
    Atlas::new(catalog, Facts::parse(&facts.to_string()).expect("sound facts"))
}

/// One tool with an extra and everything that is told, one without a package, one without facts, one with another's
/// package, one whose package has no name, and one that is gone.
fn friendly() -> Atlas {
    let dask = json!({"package": "dask", "choose_when": "Tables are large.", "avoid_when": "They are small: pandas.",
        "beware": "Not dusk: that is another package.", "replaced_by": "pandas", "install_note": "It needs a C compiler.",
        "places": [{"category": "c", "role": "splits tables"}, {"category": "d", "role": "waits"}]});
    let tools = [
        tool("dask", "Dask", &dask),
        tool("sqlite3", "sqlite3", &json!({"kind": "stdlib"})),
        tool("pandas", "pandas", &json!({"package": "pandas"})),
        tool("twin", "Twin", &json!({"package": "pandas"})),
        tool("odd", "Odd", &json!({"package": "odd; rm -r"})),
        tool("lost", "Lost", &json!({"package": "lost"})),
    ];
    let packages = json!({
        "dask": {"version": "2026.11.0", "released": "2026-11-15", "licence": "BSD-3-Clause", "extras": "complete",
            "runs": ["linux"], "pythons": ["3.13", "3.14"], "source": "d", "checked": "2026-11-23",
            "installs": {"linux": "yes 12 3400 kB", "macos": "no-wheel b", "windows": "yes 12 3400 kB"}},
        "lost": {"version": "1.0", "released": "2020-11-15", "source": "d", "checked": "2026-11-23", "gone": "quarantined"}});
    atlas(&tools, &packages)
}

/// Texts that mean something to a shell, a spreadsheet, a file of settings, Markdown or a terminal.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-=+@'\"\\\\`*_\\[\\]<>#|~&;$(){}!%,. \t\r\n\u{85}\u{2028}\u{0}\u{1b}\u{202e}ａ＝a1]{0,16}",
        any::<String>(),
        "[a-c][-a-z0-9._]{0,3}[a-z0-9]",
        "[0-9]{1,2}[.][0-9+ab]{1,3}",
        Just("=HYPERLINK(\"https://b\")".to_owned()),
        Just("a\r\nevil-package".to_owned()),
        Just("--index-url=https://b".to_owned()),
        Just("a\"]\n[tool.b]\nc = \"".to_owned()),
        Just("<script>x</script> ](javascript:x) **b** | c".to_owned()),
    ]
}

/// A catalog in which everything that a file may say is one of twelve texts, beside a tool that is as it should be.
fn hostile_atlas(texts: &[String]) -> Atlas {
    let text = |at: usize| texts[at].as_str();
    let fields = json!({"package": text(1), "summary": text(2), "choose_when": text(3), "avoid_when": text(4),
        "beware": text(5), "install_note": text(6), "places": [{"category": "c", "role": text(7)}]});
    let tools = [
        tool("evil", text(0), &fields),
        tool("good", text(11), &json!({"package": "good"})),
        tool("bare", text(0), &json!({})),
    ];
    let packages = json!({text(1): {"version": text(8), "extras": text(9), "licence": text(10), "released": "2026-11-15",
        "source": "s", "checked": "2026-11-23", "gone": text(9), "installs": text(10)}});
    atlas(&tools, &packages)
}
