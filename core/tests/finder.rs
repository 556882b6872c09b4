//! The finder through its public interface: what it answers, and that only what was asked decides.

#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use atlas_core::atlas::Atlas;
use atlas_core::catalog::{Catalog, WishRule};
use atlas_core::closed_set::ClosedSet;
use atlas_core::environment::{Environment, Fit};
use atlas_core::facts::Facts;
use atlas_core::finder::{Finder, Found, WishChoice};
use atlas_core::position::ToolIndex;
use atlas_core::query::Query;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The fields of the facts that each rule reads; an editors' list and the tool to start with read none.
const READ: [(&str, &str); 9] = [
    ("typed", "typed"),
    ("few-packages", "installs"),
    ("small-download", "installs"),
    ("standard-library", ""),
    ("active", "released"),
    ("permissive", "licence"),
    ("everywhere", "installs"),
    ("browser", "runs"),
    ("mobile", "runs"),
];
/// The tools of the catalog: three of the task, then others, and a superseded one.
const TOOLS: [&str; 9] = ["one", "two", "three", "other", "module", "far", "listed", "last", "old"];

fn wishes() -> Vec<Value> {
    let rules = READ.iter().map(|(id, _)| *id).chain(["gentle-start"]);
    let wishes = rules.map(|id| json!({"id": id, "name": id.to_uppercase(), "by": id}));
    wishes.chain([json!({"id": "list", "name": "LISTED", "tools": ["two", "listed"]})]).collect()
}

/// One category with one task. All but one of the other tools are alternatives to those of the task.
fn atlas(wishes: &[Value], facts: &Value) -> Atlas {
    let tool = |id: &&str| {
        let is_far = *id == "far";
        let mut tool = json!({"id": id, "name": id, "kind": if *id == "module" { "stdlib" } else { "library" },
            "summary": "s", "links": {"home": "https://a"}, "places": [{"category": "c", "role": "r"}],
            "choose_when": format!("You want {id}."), "avoid_when": format!("You hate {id}."),
            "alternatives": [{"tool": if is_far { "other" } else if *id == "two" { "one" } else { "two" }, "when": format!("a job that {id} cannot do")}]});
        if *id != "module" {
            tool["package"] = json!(id);
        }
        if *id == "old" {
            tool["replaced_by"] = json!("one");
        }
        tool
    };
    let catalog = json!({"version": 1, "edition": "x", "wishes": wishes, "tools": TOOLS.iter().map(tool).collect::<Vec<_>>(),
        "categories": [{"id": "c", "kind": "area", "name": "C", "summary": "s", "start_with": {"tool": "two", "why": "w"},
            "tasks": [{"id": "t", "name": "the task", "tools": ["one", "two", "three"]}]}]});
    let facts = json!({"version": 1, "checked": "2026-11-23", "pythons": ["3.13", "3.14"],
        "installs_for": ["3.13", "3.14"], "packages": facts});
    let catalog = Catalog::parse(&catalog.to_string()).expect("a sound catalog");
    Atlas::new(catalog, Facts::parse(&facts.to_string()).expect("sound facts"))
}

fn found(atlas: &Atlas, search: &str) -> Found {
    let query = Query::decode(search, atlas);
    Found::new(atlas, &query.finder.expect("an open finder"), &query.environment).expect("a task")
}

fn name(atlas: &Atlas, tool: ToolIndex) -> &str {
    atlas.tool_at(tool).id.as_str()
}

fn order<'a>(atlas: &'a Atlas, found: &Found) -> Vec<&'a str> {
    found.results.iter().map(|suggestion| name(atlas, suggestion.tool)).collect()
}

/// The facts of a package that fits everywhere.
fn package(more: &Value) -> Value {
    let mut facts = json!({"version": "1.0", "released": "2026-10-01", "licence": "MIT", "typed": true, "runs": ["linux"],
        "installs": "yes 9 20000 kB", "source": "s", "checked": "2026-11-23"});
    facts.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    facts
}

/// The first tool has no type hints and many packages; the third is large and old; only others are small.
fn sample() -> Atlas {
    let facts = json!({
        "one": package(&json!({"typed": false})),
        "two": package(&json!({"licence": "GPL-3.0-only", "installs": {"linux": "yes 3 9000 kB", "macos": "yes 3 9000 kB",
            "windows": "no-wheel two"}})),
        "three": package(&json!({"released": "2024-05-01", "installs": {"linux": "yes 9 20000 kB",
            "macos": "yes 3 9000 kB", "windows": "yes 9 20000 kB"}})),
        "other": package(&json!({"installs": "yes 2 900 kB", "typed": false})),
        "far": package(&json!({"installs": "yes 1 100 kB"})),
        "old": package(&json!({"installs": "yes 1 100 kB"})),
    });
    atlas(&wishes(), &facts)
}

#[test]
fn without_wishes_the_answer_is_the_editors() {
    let atlas = sample();
    let found = found(&atlas, "?find=t");
    assert_eq!(order(&atlas, &found), ["one", "two", "three"]);
    assert_eq!((found.candidates, found.excluded.len()), (8, 0), "all but the superseded one");
    let third = &found.results[2];
    assert_eq!(third.reasons_for, ["third choice of the editors for this task", "You want three."]);
    assert_eq!(third.reasons_against, ["You hate three.", "last release May 2024"]);
    let runner_up = "The editors name one before two for this task; take two for a job that one cannot do.";
    assert_eq!(found.runner_up.as_deref(), Some(runner_up));
    assert_eq!(Found::new(&atlas, &Finder::default(), &Environment::default()), None);
}

#[test]
fn chosen_wishes_rank_and_are_reasons() {
    let atlas = sample();
    let found = found(&atlas, "?find=t&wish=typed,few-packages,browser,list");
    assert_eq!(order(&atlas, &found), ["two", "three", "one"]);
    let first = &found.results[0];
    let expected = ["second choice of the editors for this task", "TYPED", "FEW-PACKAGES", "LISTED", "You want two."];
    assert_eq!(first.reasons_for, expected);
    assert_eq!(first.reasons_against, ["BROWSER: no", "You hate two."]);
    let last = ["TYPED: no", "FEW-PACKAGES: no", "BROWSER: no", "LISTED: unknown", "You hate one."];
    assert_eq!(found.results[2].reasons_against, last);
    let runner_up = "three comes second because two meets more wishes: FEW-PACKAGES, LISTED.";
    assert_eq!(found.runner_up.as_deref(), Some(runner_up));
}

/// A tool that is not one of the task's comes in question where it is an alternative to them and offers what they lack.
#[test]
fn other_tools_come_in_question_for_what_those_of_the_task_lack() {
    let atlas = sample();
    let of = |search: &str| order(&atlas, &found(&atlas, search)).join(" ");
    assert_eq!(of("?find=t&wish=few-packages"), "two one three", "one of the task's has that");
    assert_eq!(
        of("?find=t&wish=small-download"),
        "other module one two three",
        "not those for other jobs, nor old ones"
    );
    assert_eq!(of("?find=t&wish=standard-library"), "module one two three");
    assert_eq!(of("?find=t&wish=small-download,permissive,active"), "other one two three module");
    let found = found(&atlas, "?find=t&wish=standard-library");
    assert_eq!(found.results[0].reasons_against, ["not one of the editors' choices for this task", "You hate module."]);
    assert_eq!(found.results[0].reasons_for, ["STANDARD-LIBRARY", "You want module."]);
}

#[test]
fn what_fails_in_the_environment_is_excluded_with_its_reason() {
    let atlas = sample();
    let found = found(&atlas, "?find=t&env=windows,3.14,permissive");
    assert_eq!(order(&atlas, &found), ["one", "three"]);
    let excluded: Vec<(&str, &str)> =
        found.excluded.iter().map(|excluded| (name(&atlas, excluded.tool), excluded.why.as_str())).collect();
    let why = "no wheels for Python 3.14 on Windows (two); its licence is GPL-3.0-only";
    assert_eq!(excluded, [("two", why)]);
    assert_eq!(found.candidates, 7);
    let open = found_reasons(&atlas, "?find=t&wish=small-download&env=macos", "module");
    assert!(open.contains(&"unknown: nothing says that it runs on macOS".to_owned()), "{open:?}");
    // How many packages are installed is asked of the same system.
    let few = |environment: &str| {
        let search = format!("?find=t&wish=few-packages&env={environment}");
        order(&atlas, &self::found(&atlas, &search)).join(" ")
    };
    assert_eq!([few(""), few("macos")], ["two one three", "two three one"]);
}

fn found_reasons(atlas: &Atlas, search: &str, tool: &str) -> Vec<String> {
    let found = found(atlas, search);
    let suggestion = found.results.into_iter().find(|suggestion| name(atlas, suggestion.tool) == tool);
    suggestion.expect("suggested").reasons_against
}

#[test]
fn wishes_that_decide_nothing_are_not_offered() {
    let atlas = sample();
    let offered = |search: &str| {
        let text = |choice: WishChoice| {
            format!("{}{}{}", choice.id.as_str(), if choice.chosen { " chosen " } else { " " }, choice.remaining)
        };
        found(&atlas, search).wishes.into_iter().map(text).collect::<Vec<_>>()
    };
    let plain = ["typed 2", "few-packages 1", "active 2", "permissive 2", "everywhere 2", "gentle-start 1", "list 1"];
    assert_eq!(offered("?find=t"), plain, "all of the task's or none of them: large, not for browsers");
    let chosen =
        ["typed chosen 2", "few-packages 1", "active 1", "permissive 1", "everywhere 1", "gentle-start 1", "list 1"];
    assert_eq!(offered("?find=t&wish=typed"), chosen);
    let small = offered("?find=t&wish=small-download");
    assert!(
        small.contains(&"small-download chosen 2".to_owned()) && small.contains(&"typed 0".to_owned()),
        "{small:?}"
    );
    let fits = offered("?find=t&env=permissive").join(" ");
    assert!(!fits.contains("permissive"), "both tools that are left meet it: {fits}");
    assert!(offered("?find=t&wish=browser").contains(&"browser chosen 0".to_owned()), "what is chosen can be dropped");
}

/// Facts at random, by package.
fn facts() -> impl Strategy<Value = Vec<Map<String, Value>>> {
    let one_of = |texts: &'static [&'static str]| prop::sample::select(texts);
    let installs = one_of(&["yes 1 100 kB", "yes 5 9000 kB", "yes 30 5000 kB", "yes 3", "no-wheel x", "unknown x", ""]);
    let runs = prop::sample::subsequence(&["linux", "windows", "android", "ios", "browser"][..], 0..=5);
    let package = (
        prop::option::of(any::<bool>()),
        (installs.clone(), installs),
        one_of(&["2026-10-01", "2025-01-01", "2020-01-01", ""]),
        one_of(&["MIT", "GPL-3.0-only", "AGPL-3.0-only", "Odd", ""]),
        runs,
    );
    let facts = package.prop_map(|(typed, (linux, windows), released, licence, runs)| {
        let text = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
        let installs = json!({"linux": linux, "macos": linux, "windows": windows});
        let fields = [
            ("typed", json!(typed)),
            ("installs", installs),
            ("released", text(released)),
            ("licence", text(licence)),
            ("runs", json!(runs)),
            ("version", json!("1.0")),
            ("source", json!("s")),
            ("checked", json!("2026-11-23")),
        ];
        fields.map(|(field, value)| (field.to_owned(), value)).into_iter().collect()
    });
    prop::collection::vec(facts, TOOLS.len())
}

fn packages(facts: Vec<Map<String, Value>>) -> Value {
    let packages = TOOLS.iter().zip(facts).map(|(id, facts)| ((*id).to_owned(), Value::Object(facts)));
    Value::Object(packages.collect())
}

fn ids() -> Vec<String> {
    wishes().iter().map(|wish| wish["id"].as_str().expect("an id").to_owned()).collect()
}

fn chosen() -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(ids(), 0..=5).prop_shuffle()
}

fn environment() -> impl Strategy<Value = String> {
    let words = &["linux", "windows", "3.14", "permissive", "no-network-copyleft", "no-compiler"];
    prop::sample::subsequence(&words[..], 0..=3).prop_map(|words| words.join(","))
}

proptest! {
    /// Without an environment, facts decide only through chosen wishes: others may be anything.
    #[test]
    fn facts_that_no_chosen_wish_reads_change_no_order(first in facts(), second in facts(), chosen in chosen()) {
        let is_read = |field: &str| READ.iter().any(|(rule, read)| *read == field && chosen.iter().any(|id| id == rule));
        let mixed: Vec<Map<String, Value>> = first.iter().zip(&second).map(|(first, second)| {
            let field = |field: &String| (field.clone(), if is_read(field) { first[field].clone() } else { second[field].clone() });
            first.keys().map(field).collect()
        }).collect();
        let search = format!("?find=t&wish={}", chosen.join(","));
        let orders = [first, mixed].map(|facts| {
            let atlas = atlas(&wishes(), &packages(facts));
            order(&atlas, &found(&atlas, &search)).join(" ")
        });
        prop_assert_eq!(&orders[0], &orders[1]);
    }

    /// A catalog without the wishes that were not chosen answers the same, but for the wishes it offers.
    #[test]
    fn a_wish_that_was_not_asked_ranks_nothing(facts in facts(), chosen in chosen(), environment in environment()) {
        let search = format!("?find=t&wish={}&env={environment}", chosen.join(","));
        let facts = packages(facts);
        let asked: Vec<Value> = wishes().into_iter().filter(|wish| chosen.iter().any(|id| wish["id"] == **id)).collect();
        let mut with_all = found(&atlas(&wishes(), &facts), &search);
        let mut without = found(&atlas(&asked, &facts), &search);
        with_all.wishes.retain(|choice| choice.chosen);
        without.wishes.retain(|choice| choice.chosen);
        prop_assert_eq!(with_all, without);
    }

    #[test]
    fn what_is_suggested_fits_and_what_is_excluded_fails(facts in facts(), chosen in chosen(), environment in environment()) {
        let atlas = atlas(&wishes(), &packages(facts));
        let search = format!("?find=t&wish={}&env={environment}", chosen.join(","));
        let found = found(&atlas, &search);
        let environment = Query::decode(&search, &atlas).environment;
        let fit = |tool: ToolIndex| environment.fit(atlas.known(atlas.tool_at(tool)));
        prop_assert!(found.results.len() <= 5);
        for excluded in &found.excluded {
            prop_assert_eq!(fit(excluded.tool), Some(Fit::Fails(excluded.why.clone())));
        }
        for suggestion in &found.results {
            prop_assert!(!matches!(fit(suggestion.tool), Some(Fit::Fails(_))));
            prop_assert!(name(&atlas, suggestion.tool) != "old", "superseded");
        }
        prop_assert_eq!(found.candidates + found.excluded.len(), TOOLS.len() - 1);
        prop_assert!(found.wishes.iter().all(|choice| choice.remaining <= found.candidates));
        prop_assert_eq!(found.wishes.iter().filter(|choice| choice.chosen).count(), chosen.len());
    }

    #[test]
    fn the_order_of_wishes_in_the_address_does_not_matter(facts in facts(), chosen in chosen()) {
        let atlas = atlas(&wishes(), &packages(facts));
        let search = |chosen: &[String]| format!("?wish={}&find=t", chosen.join(","));
        let mut sorted = chosen.clone();
        sorted.sort();
        let (one, other) = (search(&chosen), search(&sorted));
        prop_assert_eq!(Query::decode(&one, &atlas), Query::decode(&other, &atlas));
        prop_assert_eq!(found(&atlas, &one), found(&atlas, &other));
    }
}

/// The tests above choose among all rules.
#[test]
fn every_rule_is_tested() {
    assert!(WishRule::ALL.iter().all(|row| ids().iter().any(|id| id == row.id)));
}
