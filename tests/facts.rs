//! The shipped facts together with the shipped catalog, and the results if facts are missing or unknown.

#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use atlas_core::atlas::Atlas;
use atlas_core::catalog::Catalog;
use atlas_core::closed_set::ClosedSet;
use atlas_core::facets::{FacetId, FacetOption};
use atlas_core::facts::{Build, Facts, IndexStatus, Install, System};
use atlas_core::platform::Platform;
use atlas_core::query::Query;
use atlas_core::results::Results;
use serde_json::{Value, json};

mod shipped;

use shipped::FACTS;

fn with(facts: Facts) -> Atlas {
    Atlas::new(shipped::catalog(), facts)
}

fn options<'a>(atlas: &'a Atlas, key: &str) -> &'a [FacetOption] {
    atlas.options().of(*FacetId::ALL.iter().find(|facet| facet.facet().key == key).expect("there is such a facet"))
}

/// The tools that the query string `search` shows, in order.
fn shown<'a>(atlas: &'a Atlas, search: &str) -> Vec<&'a str> {
    let results = Results::new(atlas, &Query::decode(search, atlas));
    results.groups.iter().flat_map(|group| &group.tools).map(|&tool| atlas.tool_at(tool).id.as_str()).collect()
}

/// At least 95 % of the packages have facts, and at least 90 % a licence, a platform and a Python version.
#[test]
fn facts_cover_the_catalog() {
    let atlas = shipped::atlas();
    let packages = atlas.tools().iter().filter(|tool| tool.package.is_some()).count();
    let missing = atlas.without_facts();
    assert!(missing.len() * 20 <= packages, "facts are missing for {}; run cargo xtask refresh", missing.join(", "));
    let facts = || atlas.tools().iter().filter_map(|tool| atlas.facts_of(tool));
    for (what, known) in [
        ("licence", facts().filter(|facts| facts.licence.is_some()).count()),
        ("platforms", facts().filter(|facts| !facts.runs.is_empty()).count()),
        ("Python versions", facts().filter(|facts| !facts.pythons.is_empty()).count()),
    ] {
        assert!(known * 10 >= packages * 9, "{what}: known for {known} of {packages}");
    }
}

#[test]
fn facts_name_only_python_versions_that_are_offered() {
    let atlas = shipped::atlas();
    for facts in atlas.tools().iter().filter_map(|tool| atlas.facts_of(tool)) {
        for version in &facts.pythons {
            assert!(atlas.facts().pythons.contains(version), "{}: Python \"{version}\"", facts.source);
        }
        assert!(facts.released <= facts.checked && atlas.facts().checked <= facts.checked, "{}: days", facts.source);
    }
}

/// The answers are for the newest feature releases of Python, and at least 95 % of them are known.
#[test]
fn what_installs_is_known_for_the_newest_pythons() {
    let atlas = shipped::atlas();
    let facts = atlas.facts();
    assert_eq!(facts.installs_for.len(), 4);
    assert!(facts.pythons.ends_with(&facts.installs_for), "the newest");
    let mut answers = (0, 0);
    for of_package in atlas.tools().iter().filter_map(|tool| atlas.facts_of(tool)) {
        for system in System::ALL {
            for python in &facts.installs_for {
                let known = !matches!(of_package.installs.of(system.value, python), None | Some(Install::Unknown(_)));
                answers = (answers.0 + usize::from(known), answers.1 + 1);
            }
        }
    }
    assert!(answers.0 * 100 >= answers.1 * 95, "known: {} of {}", answers.0, answers.1);
}

/// The fields of a package that the refresh writes. The reader checks which of them are required.
const FIELDS: &str = "version released requires_python pythons licence typed status provenance runs build pyodide extras \
     installs source checked gone";

/// Facts are measured and never edited by hand. Errors name the package, the field and what is expected.
#[test]
fn facts_are_as_the_refresh_writes_them() {
    let mut faults: Vec<String> = Vec::new();
    let mut check = |good: bool, package: &str, field: &str, expected: &str| {
        if !good {
            faults.push(format!("assets/facts.json: package \"{package}\", field \"{field}\": expected {expected}"));
        }
    };
    let (catalog, facts) = (shipped::catalog(), shipped::facts());
    let file: Value = serde_json::from_str(FACTS).expect("JSON");
    let packages = file["packages"].as_object().expect("packages");
    let known: Vec<&str> = FIELDS.split(' ').collect();
    for (package, row) in packages {
        let named = catalog.tools.iter().any(|tool| tool.package.as_ref() == Some(package));
        check(named, package, "package", "a package that a tool of the catalog names");
        for field in row.as_object().into_iter().flat_map(|row| row.keys()) {
            check(known.contains(&field.as_str()), package, field, &format!("only {FIELDS}"));
        }
        let text = |field: &str| row[field].as_str().unwrap_or_default();
        let source = text("source");
        let is_file =
            source.split_once(".whl").is_some_and(|(_, rest)| rest.is_empty()) || ["tar.gz", "zip"].contains(&source);
        check(is_file, package, "source", &format!("the tags of a wheel or the ending of an archive, found {source}"));
        // This checks the file itself, because the reader leaves out unknown platforms.
        let runs: Vec<&str> = row["runs"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let known = runs.iter().all(|id| Platform::from_id(id).is_some());
        check(known, package, "runs", "platforms that the app knows");
        let browser = row["pyodide"].is_null() || runs.contains(&Platform::Browser.id());
        check(browser, package, "runs", "\"browser\", since Pyodide ships it");
        let build = row["build"].is_null() || Build::from_id(text("build")).is_some();
        check(build, package, "build", "an id that the app knows, or nothing where there are no wheels");
        let status = row["status"].is_null() || IndexStatus::from_id(text("status")).is_some();
        check(status, package, "status", "an id that the app knows");
        for system in System::ALL {
            for python in &facts.installs_for {
                let cell = facts.of(package).and_then(|facts| facts.installs.of(system.value, python));
                let answered = match cell {
                    None => false,
                    Some(Install::Yes { packages, .. }) => *packages > 0,
                    Some(Install::NoWheel(name) | Install::Excluded(name)) => !name.contains(' '),
                    Some(Install::Unknown(reason)) => !reason.contains("yes"),
                };
                check(answered, package, "installs", &format!("an answer for {} and Python {python}", system.label));
            }
        }
    }
    // Parsed JSON has sorted keys, so the order is checked in the text.
    let names = FACTS.lines().filter_map(|line| line.strip_prefix("  \"")?.strip_suffix("\": {"));
    check(names.clone().eq(packages.keys()), "all", "packages", "one on each line, sorted by name");
    let oldest = packages.values().filter_map(|row| row["checked"].as_str()).min();
    check(file["checked"].as_str() == oldest, "all", "checked", "the oldest day among the packages");
    assert!(faults.is_empty(), "\n{}\nNever edit the file by hand: run cargo xtask refresh.", faults.join("\n"));
}

/// A tool without a known value has the option "unknown".
#[test]
fn every_tool_has_an_option_of_every_facet() {
    for atlas in [shipped::atlas(), with(Facts::default())] {
        for &facet in FacetId::ALL {
            let options = atlas.options().of(facet);
            let mut all = options[0].tools.clone();
            for option in options {
                all.union_with(&option.tools);
            }
            assert_eq!(all.count_ones(..), atlas.tools().len(), "{facet:?}");
        }
    }
}

/// Without facts, what is concluded from them alone is unknown, what is claimed is still there, and the rest works.
#[test]
fn without_facts_the_catalog_works() {
    let atlas = with(Facts::default());
    let ids = |key: &str| options(&atlas, key).iter().map(|option| option.id.as_str()).collect::<Vec<&str>>();
    assert_eq!(ids("python"), ["unknown"]);
    assert_eq!(ids("typed"), ["unknown"]);
    assert_eq!(ids("installs"), ["not-package", "unknown"]);
    assert!(shown(&atlas, "?runs=unknown&group=none").contains(&"numpy"));
    assert!(shown(&atlas, "?runs=linux&group=none").contains(&"qgis"), "claimed");
    assert_eq!(ids("maintenance"), ["active", "slow", "superseded", "not-tracked", "unknown"]);
    assert_eq!(shown(&atlas, "?q=numpy").first(), Some(&"numpy"));
    assert_eq!(shown(&atlas, "?python=3.14"), shown(&atlas, ""), "a value that does not exist is dropped");
}

/// Facts of a newer edition may have values that no facet lists. They count as unknown, and no tool is lost.
#[test]
fn a_value_that_is_no_option_counts_as_unknown() {
    let mut file: Value = serde_json::from_str(FACTS).expect("JSON");
    file["packages"]["numpy"]["runs"] = json!(["amiga"]);
    file["packages"]["pandas"]["runs"] = json!(["amiga", "linux"]);
    file["packages"]["numpy"]["pythons"] = json!(["4.0"]);
    let atlas = with(Facts::parse(&file.to_string()).expect("sound"));
    assert!(shown(&atlas, "?runs=unknown&group=none").contains(&"numpy"));
    assert!(!shown(&atlas, "?runs=unknown&group=none").contains(&"pandas"));
    assert!(shown(&atlas, "?runs=linux&group=none").contains(&"pandas"));
    assert!(shown(&atlas, "?python=unknown&group=none").contains(&"numpy"));
}

/// The catalog and the facts may be of different days. A package without facts counts as unknown; the others are used.
#[test]
fn facts_of_another_edition_are_used_where_they_match() {
    let atlas = with(Facts::parse(&FACTS.replace("\"numpy\": {", "\"numpy-of-old\": {")).expect("sound"));
    let before = shipped::atlas();
    let mut missing = atlas.without_facts();
    missing.retain(|package| !before.without_facts().contains(package));
    assert_eq!(missing, ["numpy"]);
    assert!(shown(&atlas, "?maintenance=unknown&group=none").contains(&"numpy"));
    assert!(shown(&atlas, "?licence=permissive&group=none").contains(&"pandas"));
}

#[test]
fn equal_matches_are_ordered_by_maintenance_then_name() {
    let tool = |id: &str, package: &str| {
        format!(
            r#"{{"id": "{id}", "name": "{id}", "kind": "library", "summary": "Makes widgets.", "package": "{package}",
            "links": {{"home": "https://example.org/"}}, "places": [{{"category": "c", "role": "does it"}}]}}"#
        )
    };
    let tools = [tool("a", "pgzero"), tool("c", "numpy"), tool("b", "numpy")].join(",");
    let text = format!(
        r#"{{"version": 1, "edition": "x", "categories": [{{"id": "c", "kind": "area", "name": "C", "summary": "s"}}],
        "tools": [{tools}]}}"#
    );
    let atlas = Atlas::new(Catalog::parse(&text).expect("sound"), shipped::facts());
    assert_eq!(shown(&atlas, "?q=widgets"), ["b", "c", "a"]);
}

#[test]
fn sorting_and_grouping_by_facts() {
    let atlas = shipped::atlas();
    let released = |id: &str| {
        let tool = atlas.tools().iter().find(|tool| tool.id.as_str() == id).expect("a tool");
        atlas.facts_of(tool).map_or("", |facts| facts.released.as_str())
    };
    let days: Vec<&str> = shown(&atlas, "?sort=released&group=none").into_iter().map(released).collect();
    assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "newest first, unknown last");
    let runs = |id: &&str| {
        let tool = atlas.tools().iter().find(|tool| tool.id.as_str() == *id).expect("a tool");
        atlas.known(tool).runs().len()
    };
    let platforms: Vec<usize> = shown(&atlas, "?sort=platforms&group=none").iter().map(runs).collect();
    assert!(platforms.windows(2).all(|pair| pair[0] >= pair[1]), "most platforms first");
    for (key, first) in [("licence", "Licence: Permissive"), ("maintenance", "Maintenance: Active")] {
        let results = Results::new(&atlas, &Query::decode(&format!("?group={key}"), &atlas));
        assert_eq!(results.groups[0].key.title(&atlas), first);
        assert_eq!(results.groups.iter().map(|group| group.tools.len()).sum::<usize>(), atlas.tools().len());
    }
}
