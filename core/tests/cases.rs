//! Input from outside, at random and from the kept corpus in `corpus`: catalogs and facts with one or several mistakes,
//! addresses and searches of any kind. `PROPTEST_CASES` sets the number of random cases.

#![expect(clippy::expect_used, clippy::panic, reason = "in tests a panic is the way to fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::{Catalog, CatalogReader, FILE};
use atlas_core::facts::Facts;
use atlas_core::finder::Found;
use atlas_core::position::ToolIndex;
use atlas_core::query::{Command, MAX_TEXT, Query};
use atlas_core::results::Results;
use proptest::prelude::*;
use serde_json::{Value, json};

#[path = "../../tests/shipped/mod.rs"]
mod shipped;

const CATALOG: &str = r#"{"version": 1, "edition": "2026-11-24",
    "wishes": [{"id": "typed", "name": "Has type hints", "by": "typed"}, {"id": "async", "name": "Async", "tools": ["opencv"]}],
    "categories": [
        {"id": "images", "kind": "area", "name": "Images", "summary": "Pictures.", "guide": ["Begin with thumbnails."],
            "tasks": [{"id": "faces", "name": "face detection", "also": ["find faces"], "tools": ["opencv"], "note": "It is there."}], "start_with": {"tool": "pillow", "why": "It is light."},
            "mentions": [{"name": "C++", "how": "it is written in it", "link": "https://example.org/"}],
            "stacks": [{"name": "Both", "for": "all", "tools": ["pillow", "opencv"]}], "related": ["games"]},
        {"id": "games", "kind": "tool-list", "name": "Games", "summary": "Play."}
    ],
    "tools": [
        {"id": "pillow", "name": "Pillow", "kind": "library", "summary": "Opens pictures.", "package": "pillow",
            "imports": ["PIL"], "aliases": ["pil"], "links": {"home": "https://a.example/", "docs": "https://b.example/"},
            "places": [{"category": "images", "role": "resizes"}, {"category": "games", "role": "draws sprites"}],
            "choose_when": "Thumbnails.", "avoid_when": "Video.", "example": "import PIL", "alternatives": [{"tool": "opencv", "when": "it is video"}],
            "in_guide": true},
        {"id": "opencv", "name": "OpenCV", "kind": "library", "summary": "Computer vision.", "imports": ["cv2"],
            "links": {"home": "https://c.example/"}, "places": [{"category": "images", "role": "finds faces"}],
            "replaced_by": "pillow"}
    ]}"#;

const FACTS: &str = r#"{"version": 1, "checked": "2026-11-24", "pythons": ["3.13", "3.14"], "packages": {
    "pillow": {"version": "12.0", "released": "2026-10-15", "requires_python": ">=3.10", "pythons": ["3.13", "3.14"],
        "licence": "MIT-CMU", "runs": ["linux", "ios"], "build": "compiled", "pyodide": "11.3 in Pyodide 314.0.7",
        "source": "pillow-12.0-cp314-cp314-win_amd64.whl", "checked": "2026-11-24"}}}"#;

static SMALL: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::new(Catalog::parse(CATALOG).expect("sound"), Facts::parse(FACTS).expect("sound")));

static SHIPPED: LazyLock<Atlas> = LazyLock::new(shipped::atlas);

/// The JSON pointers (RFC 6901) to everything inside a value.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut below = |key: &str, value: &Value| {
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        found.push(at.clone());
        pointers(value, &at, found);
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| below(key, value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(n, value)| below(&n.to_string(), value)),
        _ => {}
    }
}

/// A text that a field may not accept.
fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(" ".to_owned()),
        Just("\0".to_owned()),
        Just("e\u{301}\u{301}\u{301}".to_owned()),
        Just("עברית مرحبا".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        Just("pillow".to_owned()),
        Just("images".to_owned()),
        Just("x".repeat(5_000)),
        any::<String>(),
    ]
}

fn odd_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!(1e300)),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[]])),
        odd_text().prop_map(Value::from),
        odd_text().prop_map(|text| json!([text.clone(), text])),
    ]
}

/// One change of a file: the index of its pointer, the action (0 replace, 1 drop, 2 rename, 3 repeat), the new value
/// and the new name.
type Change = (prop::sample::Index, u8, Value, String);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, odd_value(), odd_text()), 1..4)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut file: Value = serde_json::from_str(text).expect("JSON");
    for (index, action, value, name) in changes {
        let mut all = Vec::new();
        pointers(&file, "", &mut all);
        if all.is_empty() {
            break;
        }
        let (parent, key) = all[index.index(all.len())].rsplit_once('/').expect("a pointer");
        match file.pointer_mut(parent) {
            Some(Value::Object(map)) => {
                let key = &key.replace("~1", "/").replace("~0", "~");
                let old = map.remove(key).unwrap_or_default();
                match action {
                    0 => _ = map.insert(key.to_owned(), value.clone()),
                    1 => {}
                    2 => _ = map.insert(name.clone(), old),
                    _ => map.extend([(key.to_owned(), old.clone()), (name.clone(), old)]),
                }
            }
            Some(Value::Array(list)) => {
                let at: usize = key.parse().expect("a number");
                match action {
                    0 => list[at] = value.clone(),
                    1 => _ = list.remove(at),
                    _ => list.push(list[at].clone()),
                }
            }
            _ => panic!("{parent} is in the file"),
        }
    }
    file.to_string()
}

/// Checks what is true of every accepted catalog. Returns the message if the catalog is rejected.
fn check_catalog(text: &str) -> Result<(), String> {
    let whole = Catalog::parse(text);
    let in_steps = CatalogReader::new(FILE, text).and_then(|mut reader| {
        while reader.step(1)? {}
        reader.finish()
    });
    assert_eq!(in_steps, whole);
    let catalog = match whole {
        Ok(catalog) => catalog,
        Err(errors) => {
            let message = errors.to_string();
            assert!(message.starts_with("catalog.json ") && !errors.list.is_empty(), "{message}");
            return Err(message);
        }
    };
    let ids: BTreeSet<&str> = catalog.tools.iter().map(|tool| tool.id.as_str()).collect();
    let categories: BTreeSet<&str> = catalog.categories.iter().map(|category| category.id.as_str()).collect();
    assert_eq!((ids.len(), categories.len()), (catalog.tools.len(), catalog.categories.len()), "ids are unique");
    for tool in &catalog.tools {
        assert!(
            !tool.places.is_empty() && tool.places.iter().all(|place| categories.contains(place.category.as_str()))
        );
        assert!(
            tool.alternatives
                .iter()
                .map(|other| &other.tool)
                .chain(&tool.replaced_by)
                .all(|id| ids.contains(id.as_str()))
        );
        assert!(tool.links.home.as_str().starts_with("http"));
    }
    let atlas = Atlas::new(catalog, Facts::parse(FACTS).expect("sound"));
    let everything = Results::new(&atlas, &Query::default());
    assert_eq!(everything.tools, atlas.tools().len(), "all is shown");
    check_search(&atlas, "?q=pictures&group=none");
    check_search(&atlas, "?find=faces&wish=typed,async&env=linux");
    Ok(())
}

fn check_facts(text: &str) -> Result<(), String> {
    match Facts::parse(text) {
        Ok(facts) => {
            let atlas = Atlas::new(Catalog::parse(CATALOG).expect("sound"), facts);
            for search in ["", "?group=maintenance", "?sort=released", "?sort=platforms&runs=unknown"] {
                check_search(&atlas, search);
            }
            Ok(())
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.contains("facts.json"), "{message}");
            Err(message)
        }
    }
}

/// Checks what is true of every address: reading and writing it again changes nothing, the results are consistent, and
/// a relaxation shows as many tools as it says.
fn check_search(atlas: &Atlas, search: &str) {
    let query = Query::decode(search, atlas);
    let written = query.encode(atlas);
    assert_eq!(Query::decode(&written, atlas).encode(atlas), written, "{search:?}");
    // A field shows all of the text and nothing else.
    assert!(query.text.encode_utf16().count() <= MAX_TEXT, "{search:?}");
    assert!(!query.text.contains(|c: char| c.is_control() || "\u{2028}\u{2029}\u{200b}".contains(c)), "{search:?}");
    if query.is_searching() {
        assert_eq!(Query::decode(&written, atlas).text, query.text, "{search:?}");
    }
    if let Some(found) = query.finder.as_ref().and_then(|finder| Found::new(atlas, finder, &query.environment)) {
        let tools: BTreeSet<ToolIndex> = found.results.iter().map(|suggestion| suggestion.tool).collect();
        assert!(tools.len() == found.results.len() && tools.len() <= 5, "{search:?}: each once, at most five");
        assert!(found.excluded.iter().all(|excluded| !tools.contains(&excluded.tool)), "{search:?}");
    }
    let results = Results::new(atlas, &query);
    let shown: BTreeSet<ToolIndex> = results.groups.iter().flat_map(|group| group.tools.iter().copied()).collect();
    assert_eq!(shown.len(), results.tools, "{search:?}");
    for option in atlas.options().iter() {
        assert!(results.counts.get(option.at) <= option.tools.count_ones(..), "{search:?}: {}", option.label);
    }
    assert!(results.relaxations.is_empty() || results.tools == 0, "{search:?}");
    let tools_of = |command: Command| Results::new(atlas, &query.apply(command)).tools;
    for relaxation in &results.relaxations {
        assert_eq!(tools_of(relaxation.command.clone()), relaxation.tools, "{search:?}: {}", relaxation.subject);
    }
    if let Some(text) = &results.suggestion {
        assert!(tools_of(Command::Type(text.clone())) > 0, "{search:?}: {text}");
    }
}

fn address(text: &str) -> String {
    Query::link_to_text(text)
}

proptest! {
    #[test]
    fn a_changed_catalog_is_sound_or_rejected_with_an_error(changes in changes()) {
        let _result = check_catalog(&changed(CATALOG, &changes));
    }

    #[test]
    fn changed_facts_are_sound_or_rejected_with_an_error(changes in changes()) {
        let _result = check_facts(&changed(FACTS, &changes));
    }

    #[test]
    fn any_address_gives_consistent_results(
        keys in prop::collection::vec(("q|category|kind|runs|licence|maintenance|python|origin|match|sort|group|view|tool|compare|pick|why|env|fit|find|wish|[a-z%]{1,4}",
            "[a-z,%+0-9.-]{0,12}|images|games,images|library|all|any|unknown|pillow|none|pillow,opencv|pillow:why|linux,3.14|only|faces|async,typed|\\PC{0,9}"), 0..7),
    ) {
        let pairs: Vec<String> = keys.iter().map(|(key, value)| format!("{key}={value}")).collect();
        check_search(&SMALL, &format!("?{}", pairs.join("&")));
    }

    #[test]
    fn any_search_gives_consistent_results(text in "\\PC{0,30}|.{190,210}|(?s)[a-z]{1,9}([ \\n\\t\\u{85}\\u{2028}\\u{200b}][a-z]{1,9}){0,4}|[a-z0-9 \\u{0}\\u{301}א蟒🐍.*+?(\\[\\\\]{0,40}") {
        check_search(&SMALL, &address(&text));
    }
}

/// Runs `check` on the kept cases in a folder. A file's name begins with the expected outcome: `ok` or `error`.
fn each_case(folder: &str, check: impl Fn(&str) -> Result<(), String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut count = 0;
    for file in fs::read_dir(&folder).expect("the corpus") {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned();
        let found = check(text.strip_suffix('\n').unwrap_or(&text));
        assert_eq!(found.is_ok(), name.starts_with("ok"), "{name}: {found:?}");
        count += 1;
    }
    assert!(count > 2, "{} has {count} cases", folder.display());
}

#[test]
fn the_kept_cases_have_the_expected_outcome() {
    each_case("catalog", check_catalog);
    each_case("facts", check_facts);
    for atlas in [&*SMALL, &*SHIPPED] {
        each_case("url", |text| {
            check_search(atlas, text);
            Ok(())
        });
        each_case("search", |text| {
            check_search(atlas, &address(text));
            check_search(atlas, &format!("{}&kind=hardware", address(text)));
            Ok(())
        });
    }
}

/// Searches with too many words, or too long ones, work like any other.
#[test]
fn very_long_searches_give_consistent_results() {
    for text in ["x".repeat(5_000), "ab ".repeat(2_000), "numpy pandsa qqqqqq ".repeat(300), "é".repeat(5_000)] {
        check_search(&SHIPPED, &address(&text));
    }
}
