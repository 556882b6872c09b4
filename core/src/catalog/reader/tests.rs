//! Tests of the module above.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn sample() -> Value {
    json!({
        "version": 1, "edition": "2026-11-23",
        "wishes": [{"id": "typed", "name": "Has type hints", "by": "typed"},
            {"id": "async", "name": "Works with async code", "tools": ["numpy"]}],
        "categories": [{"id": "data-science", "kind": "area", "name": "Data Science", "summary": "Data."}],
        "tools": [
            {"id": "numpy", "name": "NumPy", "kind": "library", "summary": "Arrays.",
             "links": {"home": "https://numpy.org/"},
             "claims": {"checked": "2026-11-23",
                "runs": {"is": ["linux"], "source": "https://numpy.org/install/"},
                "status": {"is": "active", "source": "https://numpy.org/news/"}},
             "requires": [{"what": "patience", "kind": "program", "source": "https://numpy.org/"}],
             "places": [{"category": "data-science", "role": "arrays"}]},
            {"id": "pandas", "name": "pandas", "kind": "library", "summary": "Tables.",
             "links": {"home": "https://pandas.pydata.org/"},
             "places": [{"category": "data-science", "role": "tables"}]}
        ]
    })
}

fn error_after(path: &str, value: Value) -> String {
    let mut sample = sample();
    *sample.pointer_mut(path).expect("the sample has this path") = value;
    Catalog::parse(&sample.to_string()).expect_err("the change breaks a rule").to_string()
}

#[test]
fn a_sound_catalog_is_read() {
    let catalog = Catalog::parse(&sample().to_string()).expect("sound");
    assert_eq!((catalog.categories.len(), catalog.tools.len()), (1, 2));
}

/// Every kind of broken file is refused with a message that names the entry, the field and what is wrong.
#[test]
fn errors_name_the_broken_entry_and_field() {
    let table = [
        ("/tools/1/id", json!("numpy"), r#"tool "numpy", field "id": the id is used twice"#),
        ("/tools/1/id", json!("Pan Das"), r#"tool "Pan Das", field "id": "Pan Das" is not an id"#),
        (
            "/tools/0/places/0/category",
            json!("cooking"),
            r#"field "places[0].category": there is no category "cooking""#,
        ),
        ("/tools/0/places", json!([]), r#"tool "numpy", field "places": at least one"#),
        (
            "/tools/0/links/home",
            json!("javascript:alert(1)"),
            r#"tool "numpy", field "links.home": "javascript:alert(1)" is not an http(s) link"#,
        ),
        ("/tools/0/links/home", json!("ftp://x"), "not an http(s) link"),
        ("/tools/0/links/home", json!("https://"), "not an http(s) link"),
        ("/tools/0/summary", json!(7), r#"tool "numpy", field "summary": expected a text, found a number"#),
        (
            "/tools/0/kind",
            json!("gadget"),
            r#"field "kind": "gadget" is not a kind; expected one of library, framework"#,
        ),
        ("/tools/0/links", json!({}), r#"tool "numpy", field "links.home": expected a text, found nothing"#),
        (
            "/tools/0/claims/runs/is/0",
            json!("amiga"),
            r#"tool "numpy", field "claims.runs.is": "amiga" is not a platform; expected one of linux, macos"#,
        ),
        ("/tools/0/claims/status/is", json!("gone"), r#"field "claims.status.is": "gone" is not a status"#),
        ("/tools/0/claims/runs/source", json!("numpy.org"), r#"field "claims.runs.source": "numpy.org" is not an"#),
        ("/tools/0/claims/checked", json!("today"), r#"field "claims.checked": "today" is not a day"#),
        ("/tools/0/requires/0/kind", json!("luck"), r#"field "requires[0].kind": "luck" is not a kind"#),
        ("/wishes/1/id", json!("typed"), r#"wish "typed", field "id": the id is used twice"#),
        ("/wishes/0/id", json!("Type Hints"), r#"field "id": "Type Hints" is not an id"#),
        (
            "/wishes/0/by",
            json!("luck"),
            r#"wish "typed", field "by": "luck" is not a rule; expected one of typed, few"#,
        ),
        ("/wishes/0/by", Value::Null, r#"wish "typed", field "by": expected a text, found nothing"#),
        ("/wishes/1/tools", json!("numpy"), r#"wish "async", field "tools": expected a list, found a text"#),
        ("/categories/0/kind", json!("zone"), r#"category "data-science", field "kind""#),
        ("/tools", json!(3), r#"the file itself, field "tools": expected a list, found a number"#),
        ("/version", json!(2), "format version 2, but this app reads version 1"),
        ("/version", Value::Null, "format version unknown"),
    ];
    for (path, value, expected) in table {
        let message = error_after(path, value);
        assert!(message.contains(expected), "{path}: {message}");
    }
}

#[test]
fn errors_name_dangling_references() {
    let table = [
        (
            "/tools/0",
            "alternatives",
            json!([{"tool": "polars", "when": "x"}]),
            r#"tool "numpy", field "alternatives": there is no other tool "polars""#,
        ),
        ("/tools/0", "alternatives", json!([{"tool": "numpy", "when": "x"}]), r#"there is no other tool "numpy""#),
        ("/tools/0", "replaced_by", json!("polars"), r#"field "replaced_by""#),
        ("/wishes/0", "tools", json!(["numpy"]), r#"wish "typed", field "by": there is no such field"#),
        (
            "/wishes/0",
            "colour",
            json!("red"),
            r#"field "colour": there is no such field; expected one of id, name, by"#,
        ),
        ("/tools/0", "colour", json!("red"), r#"field "colour": there is no such field"#),
        (
            "/categories/0",
            "start_with",
            json!({"tool": "polars", "why": "x"}),
            r#"category "data-science", field "start_with.tool""#,
        ),
        ("/categories/0", "related", json!(["data-science"]), r#"field "related""#),
        ("/categories/0", "stacks", json!([{"name": "a", "for": "b", "tools": ["polars"]}]), r#"field "stacks""#),
    ];
    for (entry, field, value, expected) in table {
        let mut sample = sample();
        sample.pointer_mut(entry).and_then(Value::as_object_mut).expect("an entry").insert(field.to_owned(), value);
        let message = Catalog::parse(&sample.to_string()).expect_err("dangling").to_string();
        assert!(message.contains(expected), "{field}: {message}");
    }
}

/// The error is about the length, because the characters are right.
#[test]
fn the_error_for_a_long_id_names_the_limit() {
    let (longest, longer) = ("x".repeat(60), "x".repeat(61));
    for (path, field) in [("/tools/1/id", "id"), ("/categories/0/id", "id")] {
        let message = error_after(path, json!(longer));
        let expected = format!("field \"{field}\": \"{longer}\" is longer than 60 characters.");
        assert!(message.ends_with(&expected), "{message}");
    }
    let mut sample = sample();
    sample["tools"][1]["id"] = json!(longest);
    assert!(Catalog::parse(&sample.to_string()).is_ok());
}

proptest! {
    /// However a file is damaged, reading it ends in a catalog or an error that names the file.
    #[test]
    fn a_damaged_catalog_is_an_error_or_a_catalog(at in 0usize..700, byte: u8, cut: bool) {
        let mut bytes = sample().to_string().into_bytes();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(error) = Catalog::parse(&text) {
            let message = error.to_string();
            prop_assert!(message.starts_with("catalog.json "), "{}", message);
            prop_assert!(!cut || message.contains("is not complete JSON"), "{}", message);
        } else {
            prop_assert!(!cut);
        }
    }
}

#[test]
fn the_outermost_value_is_an_object_with_an_edition() {
    let table = [
        ("[]", r#"the file itself, field "": expected an object, found a list"#),
        ("3", r#"the file itself, field "": expected an object, found a number"#),
        (r#"{"version": 1}"#, r#"the file itself, field "edition": expected a text, found nothing"#),
        (
            r#"{"version": 1, "edition": "x", "colour": 1}"#,
            r#"the file itself, field "colour": there is no such field"#,
        ),
        (r#"{"version": 1, "edition": "x", "tools": {}}"#, r#"field "tools": expected a list, found an object"#),
        (
            r#"{"version": 1, "edition": "x", "tools": [3]}"#,
            r#"tool number 1, field "": expected an object, found a number"#,
        ),
    ];
    for (text, expected) in table {
        let message = Catalog::parse(text).expect_err(expected).to_string();
        assert!(message.contains(expected), "{text}: {message}");
    }
}

/// Also far down the file, and inside a tool, where splitting the list checks less than reading it.
#[test]
fn invalid_json_is_reported_with_its_position() {
    let around = |tools: &str| format!("{{\"version\": 1,\n \"tools\": {tools}, \"edition\": \"x\"}}");
    let table = [
        (String::new(), (1, 0)),
        ("<!doctype html>".to_owned(), (1, 1)),
        ("\0".to_owned(), (1, 1)),
        ("{\"version\": 1, \"edition\": \"20".to_owned(), (1, 29)),
        (around("[,]"), (2, 12)),
        (around("[{},]"), (2, 15)),
        (around("[{}\n{}]"), (3, 1)),
        (around("[{},\n {},\n\n {\"id\": \"\\udead\"}]"), (5, 15)),
        (around("[{}"), (2, 25)),
        (around("[{"), (2, 13)),
    ];
    for (text, position) in table {
        let errors = Catalog::parse(&text).expect_err("not JSON");
        match &errors.list[0] {
            DataError::NotJson { line, column, .. } if errors.file == FILE => {
                assert_eq!((*line, *column), position, "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn the_number_of_steps_does_not_change_the_catalog() {
    let text = include_str!("../../../../assets/catalog.json");
    let whole = Catalog::parse(text).expect("sound");
    let mut reader = CatalogReader::new(FILE, text).expect("sound");
    let mut before = reader.percent();
    assert_eq!(before, 0);
    while reader.step(7).expect("sound") {
        assert!(reader.percent() >= before && reader.percent() <= 100);
        before = reader.percent();
    }
    assert_eq!(reader.percent(), 100);
    assert_eq!(reader.finish().expect("sound"), whole);
}

#[test]
fn a_missing_comma_between_tools_is_reported() {
    let text = include_str!("../../../../assets/catalog.json");
    let (good, bad) = ("\n    },\n    {\n      \"id\": \"pandas\"", "\n    }\n    {\n      \"id\": \"pandas\"");
    let (before, _) = text.split_once(good).expect("the shipped catalog has pandas");
    let error = Catalog::parse(&text.replacen(good, bad, 1)).expect_err("no comma").to_string();
    let line = before.lines().count() + 2;
    assert_eq!(error, format!("catalog.json is not complete JSON: expected `,` or `]` (line {line}, column 5)."));
}
