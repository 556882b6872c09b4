//! A team's own catalog: every error is listed with its entry and field, and no file is too hostile to be refused in
//! words.

#![expect(clippy::expect_used, clippy::panic, reason = "in tests a panic is the way to fail")]

use atlas_core::catalog::{Catalog, CatalogReader, template};
use atlas_core::json::{DataError, DataErrors, MAX_BYTES, MAX_ERRORS, text_of};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Reads a file, so many tools a step.
fn read(text: &str, step: usize) -> Result<Catalog, DataErrors> {
    let mut reader = CatalogReader::new("own.json", text)?;
    while reader.step(step)? {}
    reader.finish()
}

/// The errors of a file that breaks a rule.
fn errors(file: &Value) -> DataErrors {
    read(&file.to_string(), 1).expect_err("a rule is broken")
}

/// Entry and field of each error.
fn fields(errors: &DataErrors) -> Vec<String> {
    let field = |error: &DataError| match error {
        DataError::Entry { entry, field, .. } => format!("{entry}: {field}"),
        other => panic!("{other}"),
    };
    errors.list.iter().map(field).collect()
}

fn tool(id: &str) -> Value {
    json!({"id": id, "name": id, "kind": "library", "summary": "A tool.", "links": {"home": "https://example.org/"},
        "places": [{"category": "web", "role": "is there"}]})
}

fn category(id: &str) -> Value {
    json!({"id": id, "kind": "area", "name": id, "summary": "A category."})
}

fn catalog(categories: &[Value], tools: &[Value]) -> Value {
    json!({"version": 1, "edition": "2026-11-28", "categories": categories, "tools": tools})
}

/// `value` with the fields of `changes` instead of its own.
fn with(mut value: Value, changes: &Value) -> Value {
    for (field, change) in changes.as_object().expect("an object") {
        value[field] = change.clone();
    }
    value
}

/// A file with so many numbers where the tools should be.
fn numbers(count: usize) -> String {
    format!("{{\"version\": 1, \"edition\": \"x\", \"tools\": [{}]}}", vec!["3"; count].join(","))
}

/// The file with a text in its last tool that splitting the list of tools accepts, but that is not JSON.
fn half_a_letter_at_the_end(file: &str) -> String {
    let (before, after) = file.rsplit_once("\"A tool.\"").expect("a tool with its summary");
    format!("{before}\"\\udead\"{after}")
}

/// What a category refers to comes last: it may dangle because of a mistake in a tool.
#[test]
fn all_errors_are_listed_in_the_order_of_the_file() {
    let task = |id: &str, tool: &str| json!({"id": id, "name": "n", "tools": [tool]});
    let web = json!({"kind": "zone", "related": ["web", "sea"], "start_with": {"tool": "d", "why": "x"},
        "tasks": [task("x", "a"), task("x", "f"), task("Y", "b")],
        "stacks": [{"name": "s", "for": "f", "tools": ["a", "g"]}]});
    let place = |category: &str| json!({"category": category, "role": "x"});
    let file = catalog(
        &[with(category("web"), &web), category("web")],
        &[
            with(
                tool("a"),
                &json!({"kind": "gadget", "colour": 1, "places": [place("web"), place("sea"), place("web")]}),
            ),
            with(tool("a"), &json!({"links": {"home": "x", "docs": 3}, "alternatives": [{"tool": "f"}]})),
            with(tool("b"), &json!({"replaced_by": "b", "imports": [1, "x", 2], "claims": {"checked": "today"}})),
            json!(3),
            with(tool("d"), &json!({"places": []})),
        ],
    );
    let found = errors(&with(file, &json!({"edition": 3})));
    let expected = [
        "the file itself: edition",
        "tool \"a\": id",
        "category \"web\": id",
        "category \"web\": kind",
        "category \"web\": tasks[2].id",
        "tool \"a\": colour",
        "tool \"a\": kind",
        "tool \"a\": places[1].category",
        "tool \"a\": places[2].category",
        "tool \"a\": links.home",
        "tool \"a\": links.docs",
        "tool \"a\": alternatives[0].when",
        "tool \"a\": alternatives",
        "tool \"b\": imports[0]",
        "tool \"b\": imports[2]",
        "tool \"b\": claims.checked",
        "tool \"b\": replaced_by",
        "tool number 4: ",
        "tool \"d\": places",
        "category \"web\": start_with.tool",
        "category \"web\": tasks[1].id",
        "category \"web\": tasks[1].tools",
        "category \"web\": stacks",
        "category \"web\": related",
        "category \"web\": related",
    ];
    assert_eq!(fields(&found), expected);
    assert_eq!((found.file.as_str(), found.more), ("own.json", 0));
    let message = "own.json has a mistake in the file itself, field \"edition\": expected a text, found a number.";
    assert_eq!(found.to_string(), message);
}

/// What is missing or wrong itself is no dangling reference, and has nothing that could be missing inside.
#[test]
fn one_mistake_is_one_error() {
    let task = json!({"tasks": [{"id": "x", "name": "n", "tools": ["a"]}]});
    let sound = catalog(&[with(category("web"), &task)], &[tool("a"), tool("b")]);
    let table = [
        ("/categories/0/tasks/0/tools/0", json!("Not An Id"), "category \"web\": tasks[0].tools[0]"),
        ("/categories/0/tasks/0/id", json!(7), "category \"web\": tasks[0].id"),
        ("/categories/0/tasks/0", json!("x"), "category \"web\": tasks[0]"),
        ("/tools/1/places/0/category", Value::Null, "tool \"b\": places[0].category"),
        ("/tools/0/kind", Value::Null, "tool \"a\": kind"),
        ("/tools/0/kind", json!(""), "tool \"a\": kind"),
        ("/tools/0/links", Value::Null, "tool \"a\": links"),
        ("/tools/1/places/0", json!([]), "tool \"b\": places[0]"),
        ("/tools/1", json!([]), "tool number 2: "),
        ("/tools/0/name", json!({}), "tool \"a\": name"),
    ];
    for (path, value, expected) in table {
        let mut file = sound.clone();
        *file.pointer_mut(path).expect("in the file") = value;
        assert_eq!(fields(&errors(&file)), [expected], "{path}");
    }
    // Two tools without an id do not have the same one.
    let nameless = with(tool("b"), &json!({"id": null}));
    let file = catalog(&[category("web")], &[nameless.clone(), tool("a"), nameless]);
    assert_eq!(fields(&errors(&file)), ["tool number 1: id", "tool number 3: id"]);
    // Nothing is said of the places in a category whose id is wrong but that they are in none.
    let file = catalog(&[with(category("Web"), &task)], &[tool("a")]);
    assert_eq!(fields(&errors(&file)), ["category \"Web\": id", "tool \"a\": places[0].category"]);
    // A place counts in its own category only, whichever comes first.
    for names in [["web", "sea"], ["sea", "web"]] {
        let categories = names.map(|name| if name == "sea" { with(category(name), &task) } else { category(name) });
        assert_eq!(fields(&errors(&catalog(&categories, &[tool("a")]))), ["category \"sea\": tasks[0].tools"]);
    }
    assert_eq!(fields(&errors(&json!([]))), ["the file itself: "]);
}

proptest! {
    /// Each tool has at most one mistake; each mistake is found once, in order, however many tools a step
    /// reads; what may cause other mistakes comes first.
    #[test]
    fn the_number_of_steps_does_not_change_the_errors(
        mistakes in prop::collection::vec(0..8_usize, 1..60), step in 1..70_usize, not_json in any::<bool>(),
    ) {
        let changes = [
            (json!({"summary": 3}), "summary"),
            (json!({"places": []}), "places"),
            (json!({"places": [{"category": "sea", "role": "x"}]}), "places[0].category"),
            (json!({"alternatives": [{"tool": "none", "when": "x"}]}), "alternatives"),
            (json!({"id": "sound", "kind": "x"}), "kind"),
        ];
        let (mut tools, mut expected) = (vec![tool("sound")], Vec::new());
        for (number, mistake) in mistakes.iter().enumerate() {
            let sound = tool(&format!("t{number}"));
            let Some((change, field)) = changes.get(*mistake) else { tools.push(sound); continue };
            let broken = with(sound, change);
            let entry = format!("tool {}: ", broken["id"]);
            expected.push(format!("{entry}{field}"));
            // The last change takes the id of the first tool as well.
            expected.extend((*mistake == 4).then(|| format!("{entry}id")));
            tools.push(broken);
        }
        // What may cause other mistakes comes first.
        expected.sort_by_key(|error| !error.ends_with(": id"));
        let mut text = catalog(&[category("web")], &tools).to_string();
        if not_json {
            text = half_a_letter_at_the_end(&text);
        }
        let all = read(&text, usize::MAX);
        prop_assert_eq!(&read(&text, step), &all);
        match all {
            Ok(catalog) => prop_assert!(expected.is_empty() && catalog.tools.len() == tools.len()),
            Err(errors) if text.contains("udead") => {
                let is_not_json = matches!(errors.list[0], DataError::NotJson { .. });
                prop_assert!(is_not_json);
            }
            Err(errors) => prop_assert_eq!(fields(&errors), expected),
        }
    }
}

#[test]
fn two_hundred_errors_are_kept_and_the_rest_is_counted() {
    let found = read(&numbers(100_000), 1_000).expect_err("numbers are no tools");
    assert_eq!((found.list.len(), found.more), (MAX_ERRORS, 99_800));
    let mut keys = Map::new();
    keys.extend((0..200_000).map(|number| (format!("k{number}"), Value::from(1))));
    let found = errors(&with(catalog(&[], &[]), &Value::Object(keys)));
    assert_eq!((found.list.len(), found.more), (MAX_ERRORS, 199_800));
    let places = vec![json!({"category": "web", "role": "x"}); 20_000];
    let found = errors(&catalog(&[category("web")], &[with(tool("a"), &json!({"places": places}))]));
    assert_eq!((found.list.len(), found.more), (MAX_ERRORS, 19_799));
    // An error that ends the reading is kept in any case, as the first.
    let broken = vec![with(tool("a"), &json!({"kind": "gadget"})); 300];
    let text = catalog(&[category("web")], &broken);
    let text = half_a_letter_at_the_end(&text.to_string());
    let found = read(&text, 1).expect_err("half a letter");
    assert_eq!((found.list.len(), found.more), (MAX_ERRORS, 100));
    assert!(found.to_string().starts_with("own.json is not complete JSON: "), "{found}");
}

/// Two hundred messages that quote a file of 50 MB would fill the memory.
#[test]
fn long_texts_are_cut_in_messages() {
    let long = "É".repeat(100_000);
    let odd = json!({"id": long, &long: 1, "kind": long, "links": {"home": long}, "claims": {"checked": long},
        "places": [{"category": long, "role": "x"}], "replaced_by": "a-".repeat(50_000) + "a"});
    let found = errors(&catalog(&[category("web")], &[with(tool("a"), &odd)]));
    assert_eq!(found.list.len(), 7);
    for error in found.list {
        assert!(error.to_string().chars().count() < 500, "{error}");
    }
    let id = "a".repeat(60);
    let found = errors(&catalog(&[category("web")], &[with(tool(&id), &json!({"kind": 1}))]));
    assert_eq!(fields(&found), [format!("tool \"{id}\": kind")], "an id is short");
}

#[test]
fn a_file_that_cannot_be_a_catalog_is_refused_in_words() {
    let table: [(&[u8], &str); 7] = [
        (b"PK\x03\x04\x14\x00", "own.json is a zip archive, not JSON."),
        (b"\x1f\x8b\x08\x00", "own.json is a gzip archive, not JSON."),
        (b"{\"edition\": \"M\xfcnchen\"}", "own.json is not text in UTF-8."),
        (b"\xff\xfe{\x00}\x00", "own.json is not text in UTF-8."),
        (&vec![b' '; MAX_BYTES + 1], "own.json is larger than 50 MB."),
        (&b"[],".repeat(1_000_001), "own.json has more than two million values."),
        (&b"{1".repeat(2_000_001), "own.json has more than two million values."),
    ];
    for (bytes, expected) in table {
        assert_eq!(text_of("own.json", bytes.to_vec()).expect_err(expected).to_string(), expected);
    }
    for bytes in [&vec![b' '; MAX_BYTES][..], &b"[],".repeat(1_000_000), b"", b"P", b"{}"] {
        assert_eq!(text_of("own.json", bytes.to_vec()).expect("text").as_bytes(), bytes);
    }
    let marked = text_of("own.json", b"\xef\xbb\xbf{}".to_vec());
    assert_eq!(marked.expect("Windows marks texts so"), "{}");
}

/// Wherever it is: around the tools, inside one, instead of them, and without an end.
#[test]
fn deep_nesting_is_refused_in_words() {
    let lists = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let file = |field: &str, value: &str| format!("{{\"version\": 1, \"edition\": \"x\", \"{field}\": {value}}}");
    let deep = 100_000;
    let objects = "{\"x\":".repeat(deep) + "1" + &"}".repeat(deep);
    for text in [
        lists(deep),
        "[".repeat(deep),
        file("guide", &lists(deep)),
        file("guide", &objects),
        file("categories", &lists(deep)),
        file("tools", &lists(deep)),
        file("tools", &objects),
        file("tools", &"[".repeat(deep)),
        file("tools", &format!("[{{}}, {{\"x\": {}}}]", lists(deep))),
    ] {
        let message = read(&text, 1).expect_err("deep").to_string();
        assert_eq!(message, "own.json has lists or objects nested more than 100 deep.");
    }
    for text in [lists(100), file("tools", &format!("[{{\"x\": {}}}]", lists(100)))] {
        let found = read(&text, 1).expect_err("no catalog");
        assert!(matches!(found.list[0], DataError::Entry { .. }), "{found}");
    }
}

#[test]
fn too_many_tools_categories_or_tasks_are_refused() {
    let ids = |count: usize| (0..count).map(|number| format!("e{number}"));
    let categories = |count: usize| catalog(&ids(count).map(|id| category(&id)).collect::<Vec<_>>(), &[]);
    let tasks = |count: usize| {
        let tasks: Vec<Value> = ids(count).map(|id| json!({"id": id, "name": "n", "tools": []})).collect();
        catalog(&[with(category("web"), &json!({"tasks": tasks}))], &[])
    };
    let message =
        "own.json has more than 100,000 tools, or more than 200,000 categories and tasks, or too many of all.";
    for (sound, refused) in [(categories(5_000), categories(200_001)), (tasks(5_000), tasks(200_000))] {
        assert!(read(&sound.to_string(), 1_000).is_ok());
        assert_eq!(errors(&refused).to_string(), message);
    }
    assert!(CatalogReader::new("own.json", &numbers(100_000)).is_ok());
    assert_eq!(read(&numbers(100_001), 1).expect_err("too many").to_string(), message);
}

/// Whatever a text says, it stays the text that it is.
#[test]
fn a_hostile_text_is_kept_as_it_is() {
    let hostile = "<img src=x onerror=alert(1)>\u{202e}\0${x}{{y}}%00\u{1f40d}";
    let file =
        catalog(&[with(category("web"), &json!({"name": hostile}))], &[with(tool("a"), &json!({"example": hostile}))]);
    let read = read(&file.to_string(), 1).expect("sound");
    assert_eq!((read.categories[0].name.as_str(), read.tools[0].example.as_deref()), (hostile, Some(hostile)));
    let found = errors(&with(file, &json!({hostile: 1})));
    assert_eq!(fields(&found), [format!("the file itself: {hostile}")]);
}

#[test]
fn the_template_is_a_small_catalog() {
    assert!(template().len() < 1_500, "it is part of the app");
    let catalog = read(template(), 1).expect("sound");
    assert_eq!((catalog.categories.len(), catalog.tools.len()), (1, 2));
    assert_eq!(catalog.categories[0].tasks.len(), 1);
}
