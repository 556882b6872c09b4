//! Tests of the module above.

use super::*;
use crate::atlas::Atlas;
use crate::catalog::{Catalog, ToolId};
use crate::closed_set::ClosedSet;
use crate::facts::Facts;
use serde_json::{Value, json};

fn tool(id: &str, kind: &str, more: &Value) -> Value {
    let mut tool = json!({"id": id, "name": id, "kind": kind, "summary": "s", "links": {"home": "https://a"},
        "places": [{"category": "c", "role": "r"}]});
    let fields = tool.as_object_mut().expect("an object");
    fields.extend(more.as_object().expect("an object").clone());
    tool
}

fn atlas(tools: &[Value]) -> Atlas {
    let catalog = json!({"version": 1, "edition": "x", "tools": tools,
        "categories": [{"id": "c", "kind": "area", "name": "C", "summary": "s"}]});
    let facts = json!({"version": 1, "checked": "2026-11-23", "pythons": ["3.13", "3.14", "3.15"],
        "installs_for": ["3.13", "3.14", "3.15"], "packages": {
        "partly": {"version": "1.0", "released": "2026-11-15", "runs": ["linux"], "build": "pure",
            "pythons": ["3.13", "3.14", "3.15"], "source": "partly-1.0.tar.gz", "checked": "2026-11-23",
            "installs": {"linux": {"3.13": "yes 2 10 kB", "3.14": "yes 2 10 kB", "3.15": "no-wheel b"},
                "macos": {"3.13": "yes 2 10 kB", "3.14": "no-wheel b", "3.15": "no-wheel b"},
                "windows": {"3.13": "yes 2 10 kB", "3.14": "yes 2 10 kB", "3.15": "excluded partly"}}},
        "measured": {"version": "1.0", "released": "2026-11-15", "licence": "MIT", "runs": ["linux", "pypy"],
            "source": "measured-1.0.tar.gz", "checked": "2026-11-23"}}});
    let catalog = Catalog::parse(&catalog.to_string()).expect("a sound catalog");
    Atlas::new(catalog, Facts::parse(&facts.to_string()).expect("sound facts"))
}

fn claim(is: &Value) -> Value {
    json!({"is": is, "source": "https://a/b"})
}

#[test]
fn a_claim_counts_before_a_measurement_and_keeps_the_kinds_of_python() {
    let claims = json!({"checked": "2026-11-28", "runs": claim(&json!(["android", "linux"])),
        "licence": claim(&json!("GPL-3.0-only")), "status": claim(&json!("dormant"))});
    let atlas = atlas(&[
        tool("claimed", "library", &json!({"package": "measured", "claims": claims})),
        tool("plain", "library", &json!({"package": "measured"})),
        tool("old", "library", &json!({"package": "measured", "replaced_by": "plain", "claims": claims})),
        tool("lost", "library", &json!({"package": "lost"})),
        tool("bare", "library", &json!({})),
    ]);
    let known = |id: &str| {
        let known = atlas.known(atlas.tool(&ToolId::from_text(id).expect("an id")).expect("a tool"));
        let runs: Vec<&str> = known.runs().into_iter().map(ClosedSet::id).collect();
        (runs, known.licence(), known.maintenance().id())
    };
    assert_eq!(known("claimed"), (vec!["android", "linux", "pypy"], Some("GPL-3.0-only"), "dormant"));
    assert_eq!(known("plain"), (vec!["linux", "pypy"], Some("MIT"), "active"));
    assert_eq!(known("old").2, "superseded");
    assert_eq!(known("lost"), (vec![], None, "unknown"));
    assert_eq!(known("bare"), (vec![], None, "not-tracked"));
}

#[test]
fn what_installs_follows_the_resolver_and_what_the_project_supports() {
    let runs = |is: &Value| json!({"package": "partly", "claims": {"checked": "2026-11-23", "runs": claim(is)}});
    let atlas = atlas(&[
        tool("partly", "library", &json!({"package": "partly"})),
        tool("unix", "library", &runs(&json!(["linux", "macos"]))),
        tool("phone", "library", &runs(&json!(["android"]))),
        tool("lost", "library", &json!({"package": "lost"})),
        tool("bare", "library", &json!({})),
    ]);
    let known = |id: &str| atlas.known(atlas.tool(&ToolId::from_text(id).expect("an id")).expect("a tool"));
    let words = |id: &str| known(id).works_with().into_iter().map(|(_, words)| words).collect::<Vec<_>>();
    assert_eq!(words("partly"), ["✓", "✓ on Linux, Windows", "no wheels of b"]);
    assert_eq!(words("unix"), ["✓", "✓ on Linux", "no wheels of b"]);
    assert_eq!(words("phone"), ["not for desktop systems"; 3]);
    assert_eq!(words("lost"), Vec::<String>::new());
    assert_eq!(known("partly").pythons(), ["3.13", "3.14"], "on 3.15 it cannot have what it needs");
    let class = |id: &str| known(id).install_class().id();
    assert_eq!(["partly", "phone", "lost", "bare"].map(class), ["some", "more", "unknown", "not-package"]);
}

#[test]
fn a_month_is_told_in_words() {
    for (day, expected) in [("2025-04-03", "April 2025"), ("2019-12-31", "December 2019"), ("2019-13-01", "2019-13-01")]
    {
        assert_eq!(month(day), expected);
    }
}

#[test]
fn the_standard_library_has_the_claims_of_cpython_and_may_state_others() {
    let all = json!({"checked": "2026-11-28", "runs": claim(&json!(["linux", "windows"])),
        "licence": claim(&json!("PSF-2.0"))});
    let own = json!({"checked": "2026-11-28", "runs": claim(&json!(["linux"]))});
    let atlas = atlas(&[
        tool("cpython", "implementation", &json!({"claims": all})),
        tool("module", "stdlib", &json!({})),
        tool("narrow", "stdlib", &json!({"claims": own})),
        tool("other", "library", &json!({})),
    ]);
    let known = |id: &str| atlas.known(atlas.tool(&ToolId::from_text(id).expect("an id")).expect("a tool"));
    assert_eq!(known("module").runs(), [Platform::Linux, Platform::Windows]);
    assert_eq!(known("narrow").runs(), [Platform::Linux]);
    assert_eq!(known("narrow").licence(), Some("PSF-2.0"));
    assert_eq!(known("other").licence(), None);
}
