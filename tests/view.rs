//! The views, rendered to text on the host: what the default view and filtered views contain.

#![cfg(feature = "ssr")]
#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use atlas_core::atlas::Atlas;
use python_atlas::prerender::html as render;

mod shipped;

fn atlas(text: &str) -> &'static Atlas {
    Box::leak(Box::new(Atlas::parse(text).expect("a sound catalog")))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn shipped() -> &'static Atlas {
    Box::leak(Box::new(shipped::atlas()))
}

/// A page that a link opens learns nothing of this page, and cannot access it.
#[test]
fn links_to_other_sites_send_no_referrer_and_no_opener() {
    let atlas = shipped();
    for search in ["?view=cards", "?view=table", "?view=cards&tool=numpy"] {
        let html = render(atlas, search);
        let outside: Vec<&str> = html.split("<a ").skip(1).filter(|link| link.contains("href=\"http")).collect();
        // A row leads to the details, which lead on.
        assert!(outside.len() > 100 || search == "?view=table", "{search}");
        for link in outside {
            let tag = link.split('>').next().unwrap_or_default();
            assert!(tag.contains("rel=\"noopener noreferrer\""), "{search}: {tag}");
        }
    }
}

/// The overview has every category, with tools that lead it and the way to all.
#[test]
fn the_default_view_is_an_overview_of_every_category() {
    let atlas = shipped();
    let html = render(atlas, "");
    for category in atlas.categories() {
        let (_, card) = html.split_once(&format!("data-category=\"{}\"", category.id)).expect("a card");
        let card = card.split("</section>").next().unwrap_or_default();
        let link = format!("href=\"?category={}\">{}", category.id, escaped(&category.name));
        assert!(card.contains(&link), "{}: {card}", category.name);
        assert!(card.contains(&escaped(&category.summary)), "{}", category.name);
        let start = category.start_with.as_ref().expect("a tool to start with");
        let first = card.split("href=\"?tool=").nth(1).expect("a tool");
        assert!(first.starts_with(&format!("{}\"", start.tool)), "{}: {first}", category.name);
    }
    assert!(!html.contains("data-tool="));
    let parts = ["What people use Python for", "More areas", "Lists of tools"]
        .map(|title| html.find(&format!("class=\"part\">{title}")));
    assert!(parts.is_sorted() && parts.iter().all(Option::is_some), "{parts:?}");
}

/// Each tool of a category has a card there.
#[test]
fn the_cards_of_a_category_are_those_of_its_tools() {
    let atlas = shipped();
    for category in atlas.categories() {
        let html = render(atlas, &format!("?category={}", category.id));
        assert!(html.contains(&format!("data-category=\"{}\"", category.id)), "{}", category.name);
        assert!(html.contains(&format!("<h2>{}", escaped(&category.name))), "{}", category.name);
        for mention in &category.mentions {
            assert!(html.contains(&escaped(&mention.name)), "{}", mention.name);
        }
        for tool in atlas.tools() {
            let cards = html.matches(&format!("data-tool=\"{}\"", tool.id)).count();
            assert_eq!(cards, usize::from(tool.place_in(&category.id).is_some()), "{}: {}", category.name, tool.name);
            assert!(cards == 0 || html.contains(&format!("href=\"?tool={}\"", tool.id)), "{}", tool.name);
        }
    }
}

#[test]
fn a_filtered_view_contains_only_what_matches() {
    let html = render(shipped(), "?category=game-development&kind=stdlib");
    assert_eq!(html.matches("data-tool=").count(), 1);
    assert!(html.contains("data-tool=\"turtle\"") && html.contains("Remove Category: Game Development"));
    let nothing = render(shipped(), "?q=zzzz&kind=hardware");
    assert!(!nothing.contains("data-tool="));
    assert!(nothing.contains("No tool matches all of this") && nothing.contains("Kind: Hardware"));
}

/// The line of a tool's card about its kind, licence and maintenance.
fn kind_on_card(atlas: &'static Atlas, id: &str) -> String {
    let html = render(atlas, &format!("?q={id}&group=none"));
    let (_, card) = html.split_once(&format!("data-tool=\"{id}\"")).expect("a card");
    let (_, words) = card.split_once("class=\"links\">").expect("its last line");
    words.split('<').next().unwrap_or_default().to_owned()
}

/// More typos than usual, one of them in the first letter, make another word.
#[test]
fn a_word_that_only_resembles_is_not_suggested() {
    assert!(!render(shipped(), "?q=biolog").contains(">dialog</button>"));
    assert!(render(shipped(), "?q=pandsa").contains(">pandas</button>"));
}

/// A card shows what counts against the maintenance, in words, also for a tool without a package; and the licence in
/// full or not at all.
#[test]
fn a_card_shows_the_licence_and_what_counts_against_the_maintenance() {
    let table = [
        ("web2py", "Framework · LGPL-3.0-only · superseded"),
        ("trac", "Application · BSD-3-Clause · last release September 2023"),
        ("numpy", "Library"),
        ("pandas", "Library · BSD-3-Clause"),
        ("raspberry-pi", "Hardware"),
    ];
    for (id, expected) in table {
        assert_eq!(kind_on_card(shipped(), id), expected);
    }
    let without_facts = atlas(shipped::CATALOG);
    assert_eq!(kind_on_card(without_facts, "trac"), "Application · BSD-3-Clause");
    assert_eq!(kind_on_card(without_facts, "web2py"), "Framework · LGPL-3.0-only · superseded");
}

#[test]
fn the_dialog_shows_the_facts_of_the_open_tool() {
    // The texts of the page, one on each line.
    let shown = |id: &str| {
        let html = render(shipped(), &format!("?tool={id}"));
        let texts = html.split('<').filter_map(|tag| tag.split_once('>').map(|(_, text)| text));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    };
    for (id, expected) in [
        ("aiohttp", "Pure and compiled files"),
        ("celery", "Pure Python"),
        ("scipy", "Compiled code"),
        ("pygobject", "unknown"),
    ] {
        assert!(shown(id).contains(&format!("\nPure or compiled\n{expected}\n")), "{id}");
    }
    let numpy = shown("numpy");
    let (_, browser) = numpy.split_once("\nIn the browser\n").expect("Pyodide ships it");
    assert!(browser.lines().next().is_some_and(|text| text.contains(" in Pyodide ")), "{browser}");
    assert!(!shown("trac").contains("\nIn the browser\n"));
}

/// The budgets for the shipped catalog.
#[test]
fn the_first_view_has_at_most_1500_elements_and_any_view_3000() {
    for (search, most) in [("", 1500), ("?view=cards", 3000), ("?view=table", 3000), ("?q=python&tool=kivy", 3000)] {
        let html = render(shipped(), search);
        let elements = html.matches('<').count() - html.matches("</").count() - html.matches("<!").count();
        assert!(elements <= most, "{search}: {elements} elements");
    }
}

/// No text in the catalog can become HTML.
#[test]
fn hostile_text_stays_text() {
    let evil = "<script>alert(1)</script>\\\" onload=\\\"alert(2) & \u{202e}evil 🐍";
    let catalog = format!(
        r#"{{"version": 1, "edition": "2026-11-23",
        "categories": [{{"id": "a", "kind": "area", "name": "{evil}", "summary": "{evil}", "guide": ["{evil}"],
            "tasks": [{{"id": "e", "name": "{evil}", "tools": ["t"], "note": "{evil}"}}], "mentions": [{{"name": "{evil}", "how": "{evil}", "link": "https://example.org/\"autofocus"}}]}}],
        "tools": [{{"id": "t", "name": "{evil}", "kind": "library", "summary": "{evil}", "package": "{evil}",
            "links": {{"home": "https://example.org/<script>"}}, "places": [{{"category": "a", "role": "{evil}"}}]}}]}}"#
    );
    for view in ["", "?view=cards", "?view=table", "?tool=t", "?group=none", "?task=e", "?q=script"] {
        let html = render(atlas(&catalog), view);
        assert!(!html.contains("<script"), "{view}: a script got through");
        for (position, _) in html.match_indices("onload=\"") {
            // Quotes are plain in text, but inside a tag they would end an attribute.
            let tag = html[..position].rfind(['<', '>']).map(|at| &html[at..=at]);
            assert_eq!(
                tag,
                Some(">"),
                "{view}: an attribute got through: {}",
                &html[position.saturating_sub(120)..position + 20]
            );
        }
        assert!(html.contains("&lt;script&gt;alert(1)"), "{view}: the text is missing");
    }
}
