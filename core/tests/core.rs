//! The core through its public interface, on a catalog that is small enough to count by hand.

#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use atlas_core::atlas::Atlas;
use atlas_core::catalog::ToolId;
use atlas_core::closed_set::ClosedSet;
use atlas_core::environment::Environment;
use atlas_core::facets::{FacetId, OptionRef};
use atlas_core::finder::Finder;
use atlas_core::position::ToolIndex;
use atlas_core::query::{Command, Grouping, Layout, MAX_COMPARED, MAX_TEXT, Matching, Pick, Query, Sort};
use atlas_core::results::{Relaxation, Results};
use proptest::prelude::*;
use serde_json::{Value, json};

fn tool(id: &str, name: &str, kind: &str, summary: &str, places: &[(&str, &str)], more: &Value) -> Value {
    let places: Vec<Value> =
        places.iter().map(|(category, role)| json!({"category": category, "role": role})).collect();
    let mut tool = json!({"id": id, "name": name, "kind": kind, "summary": summary, "places": places,
        "links": {"home": "https://example.org/"}});
    for (key, value) in more.as_object().expect("an object") {
        tool[key] = value.clone();
    }
    tool
}

/// Three categories and six tools; two tools are in two categories.
fn atlas() -> Atlas {
    let tools = json!([
        tool(
            "opencv",
            "OpenCV",
            "library",
            "Computer vision.",
            &[("images", "finds faces and gestures")],
            &json!({"imports": ["cv2"], "package": "opencv-python", "in_guide": true})
        ),
        tool(
            "pillow",
            "Pillow",
            "library",
            "Opens and saves pictures.",
            &[("images", "resizes photos")],
            &json!({"imports": ["PIL"]})
        ),
        tool(
            "kivy",
            "Kivy",
            "framework",
            "Touch apps.",
            &[("apps", "draws the app"), ("games", "draws the board")],
            &json!({"in_guide": true})
        ),
        tool(
            "scikit-learn",
            "scikit-learn",
            "library",
            "Learns from data.",
            &[("images", "sorts pictures")],
            &json!({"imports": ["sklearn"], "aliases": ["sk learn"]})
        ),
        tool(
            "pyqt",
            "PyQt",
            "framework",
            "Windows and buttons.",
            &[("apps", "draws windows")],
            &json!({"aliases": ["Qt"]})
        ),
        tool(
            "phone",
            "Phone",
            "hardware",
            "Runs the app. Kivy works well here.",
            &[("apps", "shows it"), ("games", "plays it")],
            &json!({})
        ),
    ]);
    let category = |id: &str, name: &str, task: &Value, mention: &str| {
        json!({"id": id, "kind": "area", "name": name, "summary": "About it.", "tasks": [task],
            "mentions": [{"name": mention, "how": "works with it", "link": "https://example.org/"}]})
    };
    let wishes = json!([
        {"id": "typed", "name": "Has type hints", "by": "typed"},
        {"id": "small-download", "name": "Small download", "by": "small-download"},
        {"id": "async", "name": "Works with async code", "tools": ["kivy"]},
    ]);
    let catalog = json!({"version": 1, "edition": "2026-11-23", "wishes": wishes, "tools": tools, "categories": [
        category("images", "Image Processing", &json!({"id": "faces", "name": "face detection",
            "also": ["find people in photos"], "tools": ["scikit-learn", "opencv"], "note": "One or the other."}), "C++"),
        category("apps", "Mobile Apps", &json!({"id": "desktop", "name": "desktop app", "tools": ["pyqt"]}), "Android SDK"),
        category("games", "Games", &json!({"id": "boards", "name": "board games", "tools": ["phone", "kivy"]}), ".NET"),
    ]});
    Atlas::parse(&catalog.to_string()).expect("sound")
}

/// The groups of a view, as "Heading: tool tool".
fn shown(search: &str) -> Vec<String> {
    let atlas = atlas();
    let results = Results::new(&atlas, &Query::decode(search, &atlas));
    let names =
        |tools: &[ToolIndex]| tools.iter().map(|&tool| atlas.tool_at(tool).id.as_str()).collect::<Vec<_>>().join(" ");
    results.groups.iter().map(|group| format!("{}: {}", group.key.title(&atlas), names(&group.tools))).collect()
}

#[test]
fn everything_is_shown_by_default_and_a_tool_in_each_of_its_categories() {
    let expected =
        ["Image Processing: opencv pillow scikit-learn", "Mobile Apps: kivy pyqt phone", "Games: kivy phone"];
    assert_eq!(shown(""), expected);
}

/// Search texts with the groups and tools in order: names come before other fields, whole words before prefixes, and
/// every word is needed.
#[test]
fn search_finds_by_every_field_and_ranks_names_first() {
    let table: [(&str, &[&str]); 16] = [
        ("opencv", &["Image Processing: opencv"]),
        ("OpenCV-Python", &["Image Processing: opencv"]),
        ("cv2", &["Image Processing: opencv"]),
        ("sklearn", &["Image Processing: scikit-learn"]),
        ("scikit learn", &["Image Processing: scikit-learn"]),
        ("SCIKITLEARN", &["Image Processing: scikit-learn"]),
        ("py qt", &["Mobile Apps: pyqt"]),
        ("qt", &["Mobile Apps: pyqt"]),
        // By a role, then by the task; "face" is also a prefix of "faces". The whole task is answered in its order.
        ("face", &["Image Processing: opencv scikit-learn"]),
        ("face detection", &["Image Processing: scikit-learn opencv"]),
        // A name comes before a summary with that name.
        ("kivy", &["Mobile Apps: kivy phone", "Games: kivy phone"]),
        // By a mention of the category; equal matches are sorted by name.
        ("android sdk", &["Mobile Apps: kivy phone pyqt"]),
        (".NET", &["Games: kivy phone"]),
        // Every word is needed, each in any field; where nothing has all, the part that is matched best is found.
        ("saves pictures", &["Image Processing: pillow"]),
        ("saves kivy", &["Mobile Apps: kivy phone", "Games: kivy phone"]),
        ("nonsense", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(shown(&Query::link_to_text(text)), expected, "{text}");
    }
}

#[test]
fn options_of_a_facet_combine_by_or_and_facets_by_and() {
    let table: [(&str, &[&str]); 8] = [
        ("?category=games", &["Games: kivy phone"]),
        ("?category=games,images", &["Image Processing: opencv pillow scikit-learn", "Games: kivy phone"]),
        ("?category=games,apps&match=all", &["Mobile Apps: kivy phone", "Games: kivy phone"]),
        ("?kind=framework", &["Mobile Apps: kivy pyqt", "Games: kivy"]),
        ("?kind=framework,hardware&category=games", &["Games: kivy phone"]),
        ("?origin=guide", &["Image Processing: opencv", "Mobile Apps: kivy", "Games: kivy"]),
        ("?origin=guide&q=mobile", &["Mobile Apps: kivy"]),
        ("?kind=library&category=games", &[]),
    ];
    for (search, expected) in table {
        assert_eq!(shown(search), expected, "{search}");
    }
}

#[test]
fn sorting_and_grouping() {
    let table: [(&str, &[&str]); 5] = [
        ("?group=none", &["All tools: opencv pillow kivy scikit-learn pyqt phone"]),
        ("?group=none&sort=name", &["All tools: kivy opencv phone pillow pyqt scikit-learn"]),
        ("?group=kind", &["Libraries: opencv pillow scikit-learn", "Frameworks: kivy pyqt", "Hardware: phone"]),
        ("?group=kind&sort=name&kind=library", &["Libraries: opencv pillow scikit-learn"]),
        // The group with the best match comes first.
        ("?group=kind&q=kivy", &["Frameworks: kivy", "Hardware: phone"]),
    ];
    for (search, expected) in table {
        assert_eq!(shown(search), expected, "{search}");
    }
}

/// The number beside an option is the number of tools shown if it is the only chosen option of its facet.
#[test]
fn counts_are_what_choosing_an_option_would_show() {
    let atlas = atlas();
    for search in ["", "?q=app", "?kind=framework", "?category=games&q=kivy", "?origin=guide&kind=library"] {
        let query = Query::decode(search, &atlas);
        let results = Results::new(&atlas, &query);
        for option in atlas.options().iter() {
            let facet = option.at.facet;
            let without =
                query.chosen_of(facet).fold(query.clone(), |query, other| query.apply(Command::Toggle(other)));
            let choosing = Results::new(&atlas, &without.apply(Command::Toggle(option.at)));
            let case = format!("{search} {} {}", facet.facet().label, option.label);
            assert_eq!(results.counts.get(option.at), choosing.tools, "{case}");
        }
    }
}

#[test]
fn the_summary_counts_different_tools() {
    let atlas = atlas();
    let summary = |search| Results::new(&atlas, &Query::decode(search, &atlas)).summary();
    assert_eq!(summary(""), "6 tools in 3 categories");
    assert_eq!(summary("?q=opencv"), "1 tool in 1 category");
    assert_eq!(summary("?q=nonsense"), "No tools match");
}

fn relaxations(search: &str) -> Vec<String> {
    let atlas = atlas();
    let relaxations = Results::new(&atlas, &Query::decode(search, &atlas)).relaxations;
    relaxations.iter().map(|it: &Relaxation| format!("{:?} {}: {}", it.change, it.subject, it.tools)).collect()
}

#[test]
fn no_results_offer_relaxations_with_their_counts() {
    assert_eq!(relaxations("?kind=library&category=games"), ["Without Category: Games: 3", "Without Kind: Library: 2"]);
    assert_eq!(relaxations("?kind=hardware&q=opencv"), ["Without Kind: Hardware: 1", "Without the text \"opencv\": 1"]);
    // Dropping one part is not enough here, so each part is offered alone.
    let alone = ["Only Kind: Framework: 2", "Only Category: Games: 2", "Only the text \"opencv\": 1"];
    let mut found = relaxations("?kind=framework&category=games&q=opencv&match=all&origin=added");
    found.retain(|line| !line.contains("Origin"));
    assert_eq!(found.len(), alone.len(), "{found:?}");
    assert!(alone.iter().all(|line| found.iter().any(|found| found == line)), "{found:?}");
    assert_eq!(relaxations("?q=nonsense"), ["Without the text \"nonsense\": 6"]);
    assert_eq!(relaxations("?q=app"), Vec::<String>::new());
}

/// A relaxation changes what it says, and nothing else of the view.
#[test]
fn a_relaxation_keeps_the_rest_of_the_view() {
    let atlas = atlas();
    let query =
        Query::decode("?q=nonsense&compare=kivy,pyqt&pick=pyqt&find=faces&env=linux&sort=name&tool=kivy", &atlas);
    let relaxed = Results::new(&atlas, &query).relaxations.remove(0).command;
    assert_eq!(query.apply(relaxed).encode(&atlas), "sort=name&find=faces&env=linux&compare=kivy,pyqt&pick=pyqt");
    let query = Query::decode("?q=mobile&kind=library&env=linux&pick=pyqt&sort=name", &atlas);
    let nearest = Results::new(&atlas, &query).relaxations.pop().expect("the category that the word names");
    assert_eq!(query.apply(nearest.command).encode(&atlas), "category=apps&sort=name&env=linux&pick=pyqt");
}

/// During a search, a category shows only what matches.
#[test]
fn a_searched_category_shows_its_matching_tasks_and_mentions() {
    let atlas = atlas();
    let parts = |search| {
        let results = Results::new(&atlas, &Query::decode(search, &atlas));
        results.groups.iter().map(|group| (group.tasks.len(), group.mentions.len())).collect::<Vec<_>>()
    };
    assert_eq!(parts(""), [(1, 1), (1, 1), (1, 1)]);
    assert_eq!(parts("?q=face"), [(1, 0)]);
    assert_eq!(parts("?q=people"), [(1, 0)], "by another wording");
    assert_eq!(parts("?q=android"), [(0, 1)]);
    assert_eq!(parts("?group=kind"), [(0, 0), (0, 0), (0, 0)]);
    assert!(parts("?origin=guide").iter().all(|(_, mentions)| *mentions == 0), "the guide names none of them");
    assert!(parts("?origin=added").iter().any(|(_, mentions)| *mentions == 1));
}

/// A task shows its tools in its own order, in its category alone; facets and sorting go on from there.
#[test]
fn a_task_shows_its_tools_in_its_order() {
    assert_eq!(shown("?task=faces"), ["Image Processing: scikit-learn opencv"]);
    assert_eq!(shown("?task=boards"), ["Games: phone kivy"], "not in their other categories");
    assert_eq!(shown("?task=boards&category=apps"), ["Mobile Apps: phone kivy"], "but where that is asked for");
    assert_eq!(shown("?task=faces&kind=framework"), Vec::<String>::new());
    assert_eq!(shown("?task=faces,boards&group=none"), ["All tools: scikit-learn phone opencv kivy"]);
    assert_eq!(shown("?task=faces&sort=name"), ["Image Processing: opencv scikit-learn"]);
    assert_eq!(shown("?task=nothing"), shown(""));
    let atlas = atlas();
    let results = Results::new(&atlas, &Query::decode("?task=faces", &atlas));
    assert_eq!(results.groups[0].chosen_tasks, [0]);
    assert!(relaxations("?task=faces&kind=framework").contains(&"Without Kind: Framework: 2".to_owned()));
}

fn option(atlas: &Atlas, facet: FacetId, id: &str) -> OptionRef {
    atlas.options().find(facet, id).expect("an option")
}

fn ids(ids: &[&str]) -> Vec<ToolId> {
    ids.iter().map(|id| ToolId::from_text(id).expect("an id")).collect()
}

fn environment(words: &str) -> Environment {
    Environment::decode(words, &[], &mut |_| {})
}

/// The finder with a task and wishes, given by their positions in the catalog.
fn finder(atlas: &Atlas, task: Option<usize>, wishes: &[usize]) -> Finder {
    let mut tasks = atlas.categories().iter().flat_map(|category| &category.tasks);
    let task = task.and_then(|at| tasks.nth(at)).map(|task| task.id.clone());
    wishes
        .iter()
        .fold(Finder { task, wishes: Vec::new() }, |finder, &wish| finder.toggle(atlas, &atlas.wishes()[wish].id))
}

/// Published links must work for ever: rows are added here, and never changed.
#[test]
fn keys_are_for_ever() {
    let atlas = atlas();
    let after = |command| Query::default().apply(command);
    let toggle = |facet, id| Command::Toggle(option(&atlas, facet, id));
    let pick = |tool| Pick { tool, why: String::new() };
    let picked = after(Command::Pick(ids(&["pyqt", "kivy"]).into_iter().map(pick).collect()));
    let games_and_apps = after(toggle(FacetId::Category, "games")).apply(toggle(FacetId::Category, "apps"));
    let table = [
        ("", Query::default()),
        ("q=face%20detection", after(Command::Type("face detection".to_owned()))),
        ("category=apps,games", games_and_apps),
        ("task=faces", after(toggle(FacetId::Task, "faces"))),
        ("kind=library", after(toggle(FacetId::Kind, "library"))),
        ("runs=unknown", after(toggle(FacetId::Runs, "unknown"))),
        ("makes=unknown", after(toggle(FacetId::Makes, "unknown"))),
        ("installs=not-package", after(toggle(FacetId::Installs, "not-package"))),
        ("licence=unknown", after(toggle(FacetId::Licence, "unknown"))),
        ("maintenance=not-tracked", after(toggle(FacetId::Maintenance, "not-tracked"))),
        ("python=unknown", after(toggle(FacetId::Python, "unknown"))),
        ("typed=unknown", after(toggle(FacetId::Typed, "unknown"))),
        ("origin=guide", after(toggle(FacetId::Origin, "guide"))),
        ("match=all", after(Command::Match(Matching::All))),
        ("sort=name", after(Command::Sort(Sort::Name))),
        ("sort=released", after(Command::Sort(Sort::Released))),
        ("sort=platforms", after(Command::Sort(Sort::Platforms))),
        ("group=licence", after(Command::Group(Grouping::Facet(FacetId::Licence)))),
        ("group=maintenance", after(Command::Group(Grouping::Facet(FacetId::Maintenance)))),
        ("group=kind", after(Command::Group(Grouping::Facet(FacetId::Kind)))),
        ("group=none", after(Command::Group(Grouping::None))),
        ("view=cards", after(Command::View(Layout::Cards))),
        ("view=table", after(Command::View(Layout::Table))),
        ("q=x&view=overview", after(Command::Type("x".to_owned())).apply(Command::View(Layout::Overview))),
        ("tool=scikit-learn", Query::decode("?tool=scikit-learn", &atlas)),
        ("env=windows", after(Command::Environment(environment("windows")))),
        (
            "env=linux,3.14,permissive,no-compiler",
            after(Command::Environment(environment("no-compiler,permissive,3.14,linux"))),
        ),
        ("env=macos,no-network-copyleft", after(Command::Environment(environment("macos,no-network-copyleft")))),
        ("fit=only", after(Command::FitOnly(true))),
        ("compare=pyqt,kivy", after(Command::Compare(ids(&["pyqt", "kivy"])))),
        ("pick=pyqt,kivy", picked.clone()),
        (
            "pick=pyqt,kivy&why=kivy%3Atouch,%20phones",
            picked.apply(Command::Why(ids(&["kivy"]).remove(0), "touch, phones".to_owned())),
        ),
        ("find=", after(Command::Find(Some(Finder::default())))),
        ("find=faces", after(Command::Find(Some(finder(&atlas, Some(0), &[]))))),
        ("find=boards&wish=typed,async", after(Command::Find(Some(finder(&atlas, Some(2), &[2, 0]))))),
        ("find=&wish=small-download", after(Command::Find(Some(finder(&atlas, None, &[1]))))),
    ];
    for (text, query) in table {
        assert_eq!(query.encode(&atlas), text);
        assert_eq!(Query::decode(text, &atlas), query, "{text}");
        assert_eq!(Query::decode(&format!("?{text}"), &atlas), query, "?{text}");
    }
    assert_eq!(Query::decode("?tool=scikit-learn", &atlas).open.expect("open").as_str(), "scikit-learn");
}

/// The valid part of an address applies, and the rest is dropped.
#[test]
fn the_valid_part_of_a_mangled_address_applies() {
    let atlas = atlas();
    let long = format!("?q={}&kind=library", "a".repeat(10_000));
    let table: [(&str, &str); 31] = [
        ("?unknown=1&kind=library", "kind=library"),
        ("?kind=gadget,library,,library", "kind=library"),
        ("?kind=gadget", ""),
        ("?kind=LIBRARY", ""),
        ("?sort=size&view=map&group=moon&match=none", ""),
        ("?view=cards&sort=relevance&group=category&match=any", "view=cards"),
        ("?tool=nothing", ""),
        ("?tool=../etc/passwd&kind=library", "kind=library"),
        ("?q=%FF%FE%", "q=%EF%BF%BD%EF%BF%BD%25"),
        ("?q=%3Cscript%3E", "q=%3Cscript%3E"),
        ("?q=a+b", "q=a%20b"),
        ("?q=%20%20", ""),
        // A field shows no line breaks, and invisible characters split no words.
        ("?q=web%0Aframework", "q=web%20framework"),
        ("?q=a%09b%0D%0Ac%00d", "q=a%20b%20%20c%20d"),
        ("?q=a%C2%85b%E2%80%A8c", "q=a%20b%20c"),
        ("?q=py%C2%ADth%E2%80%8Bon%EF%BB%BF", "q=python"),
        ("?kind=library&kind=hardware", "kind=hardware,library"),
        ("?&&==&kind", ""),
        ("?q=a&q=b", "q=b"),
        ("?env=amiga,linux,,linux", "env=linux"),
        ("?fit=yes", ""),
        ("?compare=kivy,nothing,kivy,pyqt,phone,opencv,pillow", "compare=kivy,pyqt,phone,opencv"),
        ("?pick=kivy,kivy&pick=nothing", "pick=kivy"),
        ("?why=kivy:small&why=pyqt:large&why=odd&pick=kivy", "pick=kivy&why=kivy%3Asmall"),
        ("?find", "find="),
        ("?find=nothing", "find="),
        ("?find=faces&find=", "find="),
        ("?pick=kivy&why=kivy:two%0Alines", "pick=kivy&why=kivy%3Atwo%20lines"),
        ("?find=faces&find=nothing", "find=faces"),
        ("?wish=async,typed,luck,async&wish=small-download&find=faces", "find=faces&wish=typed,small-download,async"),
        ("?wish=async", ""),
    ];
    for (search, expected) in table {
        assert_eq!(Query::decode(search, &atlas).encode(&atlas), expected, "{search}");
    }
    let query = Query::decode(&long, &atlas);
    assert_eq!(query.text.chars().count(), MAX_TEXT);
    assert!(query.encode(&atlas).ends_with("&kind=library"));
    // Like a field, in UTF-16 units, and no character in half.
    let snakes = Query::decode(&format!("?q=a{}", "🐍".repeat(150)), &atlas);
    assert_eq!(snakes.text.encode_utf16().count(), MAX_TEXT - 1);
}

/// What an address names and is not here is told, so that the page can say it.
#[test]
fn what_is_dropped_is_told() {
    let atlas = atlas();
    let mut dropped = Vec::new();
    let search = "?find=nothing&wish=luck,typed&compare=x&pick=y&env=amiga&kind=gadget&tool=z&unknown=1";
    let _query = Query::read(search, &atlas, &mut |key, value| dropped.push(format!("{key}={value}")));
    dropped.sort();
    assert_eq!(dropped, ["compare=x", "env=amiga", "find=nothing", "kind=gadget", "pick=y", "tool=z", "wish=luck"]);
    let _query = Query::read("?find=", &atlas, &mut |key, value| panic!("{key}={value}"));
}

/// The finder lies over the view: it changes neither what is listed nor how, and is not remembered.
#[test]
fn the_finder_changes_nothing_else() {
    let atlas = atlas();
    for address in ["", "?q=app&view=table", "?kind=framework&sort=name&tool=kivy"] {
        let query = Query::decode(address, &atlas);
        let open = query.apply(Command::Find(Some(finder(&atlas, Some(0), &[0]))));
        assert_ne!(open, query);
        assert_eq!((open.listing(), open.layout()), (query.listing(), query.layout()), "{address}");
        assert_eq!(open.to_remember(), query.to_remember());
        assert_eq!(open.apply(Command::Find(None)), query);
    }
    assert!(Command::Find(None).is_undone_by_back());
}

#[test]
fn a_wish_is_chosen_and_dropped_and_stands_in_the_order_of_the_catalog() {
    let atlas = atlas();
    assert_eq!(finder(&atlas, None, &[2, 0]), finder(&atlas, None, &[0, 2]));
    assert_eq!(finder(&atlas, Some(1), &[2, 0, 2]), finder(&atlas, Some(1), &[0]));
}

/// A link to a tool opens it over the view; any other link replaces the text and the filters.
#[test]
fn links_inside_the_page_keep_the_rest_of_the_view() {
    let atlas = atlas();
    let query = Query::decode("?q=app&kind=framework&view=table", &atlas);
    let follow = |href: &str| query.apply(Command::Follow(Box::new(Query::decode(href, &atlas)))).encode(&atlas);
    assert_eq!(follow("?tool=kivy"), "q=app&kind=framework&view=table&tool=kivy");
    assert_eq!(follow("?category=games"), "category=games&view=table");
    assert_eq!(follow("?q=face"), "q=face&view=table");
    assert_eq!(follow("?view=cards"), "view=cards");
    assert_eq!(follow("?"), "", "the link to everything leads to the overview");
}

/// A link to the finder opens it over the view; a link to a tool keeps it, and any other closes it.
#[test]
fn links_open_the_finder_and_close_it() {
    let atlas = atlas();
    let follow = |address: &str, href: &str| {
        let target = Box::new(Query::decode(href, &atlas));
        Query::decode(address, &atlas).apply(Command::Follow(target)).encode(&atlas)
    };
    let task = finder(&atlas, Some(0), &[]).task;
    assert_eq!(Query::link_to_finder(task.as_ref()), "?find=faces");
    assert_eq!(Query::link_to_finder(None), "?find=");
    let open = "?q=app&find=faces&wish=typed";
    assert_eq!(follow("?q=app&tool=kivy", "?find=faces"), "q=app&find=faces");
    assert_eq!(follow("?q=app", "?find="), "q=app&find=");
    assert_eq!(follow(open, "?find=boards"), "q=app&find=boards");
    assert_eq!(follow(open, "?tool=kivy"), "q=app&find=faces&wish=typed&tool=kivy");
    assert_eq!(follow("?q=app", "?find=faces&tool=kivy"), "q=app&find=faces&tool=kivy");
    assert_eq!(follow(open, "?task=faces"), "task=faces");
    assert_eq!(follow(open, "?compare=kivy,pyqt"), "q=app&compare=kivy,pyqt");
    assert_eq!(follow(open, "?pick=kivy"), "q=app&pick=kivy");
    assert_eq!(follow(open, "?"), "");
}

/// Everything is shown as an overview; whoever asks for something sees tools, unless they choose otherwise.
#[test]
fn the_layout_follows_from_what_is_asked() {
    let atlas = atlas();
    let layout = |address: &str| Query::decode(address, &atlas).layout();
    assert_eq!(layout(""), Layout::Overview);
    assert_eq!(layout("?tool=kivy"), Layout::Overview, "the details lie over the overview");
    for address in ["?q=app", "?kind=framework", "?task=faces", "?sort=name", "?group=kind", "?view=cards"] {
        assert_eq!(layout(address), Layout::Cards, "{address}");
    }
    assert_eq!(layout("?q=app&view=overview"), Layout::Overview);
    let after = |address: &str, command: Command| Query::decode(address, &atlas).apply(command).encode(&atlas);
    let overview = || Command::View(Layout::Overview);
    assert_eq!(after("?view=table", overview()), "", "what would be shown anyway needs no key");
    assert_eq!(after("?q=app&view=table", Command::View(Layout::Cards)), "q=app");
    assert_eq!(after("?view=overview", Command::Type("app".to_owned())), "q=app", "who begins to ask wants tools");
    assert_eq!(after("?q=ap&view=overview", Command::Type("app".to_owned())), "q=app&view=overview");
    assert_eq!(after("?q=app&view=overview", Command::Type(String::new())), "");
    assert_eq!(
        after("?sort=name", Command::Sort(Sort::Relevance)),
        "view=cards",
        "who orders a list goes on seeing it"
    );
    assert_eq!(layout("?view=overview&q=app"), Layout::Overview, "the order of keys means nothing");
    assert_eq!(after("?q=app&view=table", Command::ClearAll), "view=table");
    let follow = |address: &str, href: &str| after(address, Command::Follow(Box::new(Query::decode(href, &atlas))));
    assert_eq!(follow("?q=app&view=overview", "?category=games"), "category=games", "the overview leads to tools");
    assert_eq!(follow("?q=app&sort=name&group=kind", "?"), "", "the link to everything leads to the overview");
}

#[test]
fn every_command_except_typing_makes_a_history_entry() {
    assert!(!Command::Type("x".to_owned()).is_undone_by_back());
    let apps = Command::Toggle(option(&atlas(), FacetId::Category, "apps"));
    let commands = [Command::ClearAll, Command::Close, apps, Command::Sort(Sort::Name)];
    assert!(commands.iter().all(Command::is_undone_by_back));
}

proptest! {
    /// The address holds the whole state, after any commands.
    #[test]
    fn a_query_survives_its_address(
        (text, why) in (".{0,40}", ".{0,40}"), steps in prop::collection::vec((0usize..3, 0usize..9), 0..6),
        all: bool, name: bool, layout in 0..=Layout::ALL.len(), group in 0..Grouping::ALL.len(), open in 0usize..7,
        words in prop::sample::subsequence(&["windows", "3.14", "permissive", "no-compiler"][..], 0..=4),
        tools in prop::sample::subsequence((0..6).collect::<Vec<usize>>(), 0..=6).prop_shuffle(), fit_only: bool,
        found in prop::option::of((prop::option::of(0usize..3), prop::collection::vec(0usize..3, 0..4))),
    ) {
        let atlas = atlas();
        let mut query = Query::default().apply(Command::Type(text));
        for (facet, option) in steps {
            let options = atlas.options().of(FacetId::ALL[facet]);
            query = query.apply(Command::Toggle(options[option % options.len()].at));
        }
        if !query.is_searching() {
            query.text.clear();
        }
        query.matching = if all { Matching::All } else { Matching::Any };
        query.sort = if name { Sort::Name } else { Sort::Relevance };
        if let Some(row) = layout.checked_sub(1).map(|at| &Layout::ALL[at]) {
            query = query.apply(Command::View(row.value));
        }
        query.grouping = Grouping::ALL[group].value;
        query.environment = environment(&words.join(","));
        query.fit_only = fit_only;
        let tools: Vec<ToolId> = tools.into_iter().map(|at| atlas.tools()[at].id.clone()).collect();
        query = query.apply(Command::Compare(tools.iter().take(MAX_COMPARED).cloned().collect()));
        for tool in tools {
            query = query.apply(query.toggle_picked(&tool));
            query = query.apply(Command::Why(tool, why.clone()));
        }
        query = query.apply(Command::Find(found.map(|(task, wishes)| finder(&atlas, task, &wishes))));
        query.open = atlas.tools().get(open).map(|tool| tool.id.clone());
        let address = query.encode(&atlas);
        prop_assert_eq!(Query::decode(&address, &atlas), query);
        prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{}", address);
    }

    /// No address and no text can break the page, and writing and reading an address again changes nothing.
    #[test]
    fn any_address_gives_a_view(search in "\\PC{0,60}|([a-z]{1,8}=[^&]{0,9}&){0,6}", text in any::<String>()) {
        let atlas = atlas();
        for query in [Query::decode(&search, &atlas), Query::default().apply(Command::Type(text))] {
            let results = Results::new(&atlas, &query);
            prop_assert!(results.tools <= atlas.tools().len());
            prop_assert_eq!(results.tools == 0, results.groups.is_empty());
            let again = Query::decode(&query.encode(&atlas), &atlas);
            prop_assert_eq!(Results::new(&atlas, &again).groups, results.groups);
        }
    }
}
