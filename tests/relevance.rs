//! The published relevance table: what a search shows first. The head of `tests/relevance.tsv` explains its rows.

use std::collections::BTreeMap;

use atlas_core::atlas::Atlas;
use atlas_core::query::{Command, Grouping, Query};
use atlas_core::results::Results;

mod shipped;

const TABLE: &str = include_str!("relevance.tsv");

/// The class of searches by need: the first tool must be one of several.
const NEED: &str = "need";

struct Row {
    class: &'static str,
    text: &'static str,
    tools: &'static str,
    category: &'static str,
}

fn rows() -> impl Iterator<Item = Row> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 4, "columns of {line:?}");
        Row { class: columns[0], text: columns[1], tools: columns[2], category: columns[3] }
    })
}

/// The tools that a search shows, in the order of the page.
fn shown<'a>(atlas: &'a Atlas, query: &Query) -> Vec<&'a str> {
    let results = Results::new(atlas, query);
    let mut tools: Vec<&str> = Vec::new();
    for &tool in results.groups.iter().flat_map(|group| &group.tools) {
        let id = atlas.tool_at(tool).id.as_str();
        if !tools.contains(&id) {
            tools.push(id);
        }
    }
    tools
}

/// The numbers of one class.
#[derive(Default)]
struct Measure {
    rows: usize,
    first: usize,
    reciprocal: f64,
    nothing: usize,
}

/// Of each class: how often the first tool is right, the mean of one over the position of the first right one
/// (<https://en.wikipedia.org/wiki/Mean_reciprocal_rank>), and how often nothing is found.
#[test]
#[expect(clippy::cast_precision_loss, reason = "hundreds of rows")]
fn the_first_tool_is_one_that_an_expert_would_name() {
    let atlas = shipped::atlas();
    let mut measures: BTreeMap<&str, Measure> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in rows().filter(|row| row.tools != "-") {
        let list = shown(&atlas, &Query::default().apply(Command::Type(row.text.to_owned())));
        let expected: Vec<&str> = match row.class {
            NEED => row.tools.split(',').collect(),
            _ => row.tools.split('>').next().into_iter().flat_map(|first| first.split(',')).collect(),
        };
        let position = list.iter().position(|id| expected.contains(id));
        let measure = measures.entry(row.class).or_default();
        measure.rows += 1;
        measure.nothing += usize::from(list.is_empty());
        measure.first += usize::from(position == Some(0));
        measure.reciprocal += position.map_or(0.0, |position| 1.0 / (position + 1) as f64);
        if position != Some(0) {
            wrong.push(format!(
                "{} {:?}: {}; found {}",
                row.class,
                row.text,
                row.tools,
                list[..list.len().min(4)].join(" ")
            ));
        }
    }
    println!("{}", wrong.join("\n"));
    for (class, measure) in &measures {
        let Measure { rows, first, reciprocal, nothing } = measure;
        let share = *first as f64 / *rows as f64;
        println!(
            "{class}: {rows} searches, first right {:.1} %, reciprocal rank {:.3}, nothing found {nothing}",
            share * 100.0,
            reciprocal / *rows as f64
        );
        let least = if *class == NEED { 0.97 } else { 1.0 };
        assert!(share >= least, "{class}: {first} of {rows}\n{}", wrong.join("\n"));
    }
    let needs = rows().filter(|row| row.class == NEED).count();
    assert!(needs >= 300, "{needs} searches by need; expected 300");
}

#[test]
fn searches_show_what_people_mean_first() {
    let atlas = shipped::atlas();
    let mut wrong = Vec::new();
    for Row { class, text, tools, category } in rows().filter(|row| row.class != NEED) {
        let query = Query::default().apply(Command::Type(text.to_owned()));
        let first =
            Results::new(&atlas, &query).groups.into_iter().next().map(|group| group.key.title(&atlas).to_owned());
        let wanted = atlas.categories().iter().find(|c| c.id.as_str() == category).map(|c| c.name.clone());
        if category != "-" && first != wanted {
            wrong.push(format!("{class} \"{text}\": {first:?} is first; expected {category}"));
        }
        if tools == "-" {
            continue;
        }
        let list = shown(&atlas, &query.apply(Command::Group(Grouping::None)));
        let mut at = 0;
        for together in tools.split('>') {
            let mut expected: Vec<&str> = together.split(',').collect();
            let mut found: Vec<&str> = list.iter().skip(at).take(expected.len()).copied().collect();
            at += expected.len();
            expected.sort_unstable();
            found.sort_unstable();
            if expected != found {
                wrong.push(format!(
                    "{class} \"{text}\": expected {tools}, found {}",
                    list[..list.len().min(6)].join(" ")
                ));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

/// Exact names are easy to find; at least half of the rest of the table is harder.
#[test]
fn at_least_half_of_the_table_is_typos_tasks_and_import_names() {
    let count = |class: &str| rows().filter(|row| row.class == class).count();
    let (hard, all) = (count("typo") + count("task") + count("import"), rows().filter(|row| row.class != NEED).count());
    assert!(all >= 60 && hard * 2 >= all, "{hard} of {all}");
}
