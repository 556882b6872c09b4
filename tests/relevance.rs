//! The published relevance table: what a search shows first. The head of `tests/relevance.tsv` explains its rows.

use atlas_core::query::{Command, Grouping, Query};
use atlas_core::results::Results;

mod shipped;

const TABLE: &str = include_str!("relevance.tsv");

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[test]
fn searches_show_what_people_mean_first() {
    let atlas = shipped::atlas();
    let mut wrong = Vec::new();
    for row in rows() {
        let [class, text, tools, category] = row[..] else { panic!("four columns in {row:?}") };
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
        let list = Results::new(&atlas, &query.apply(Command::Group(Grouping::None)));
        let list = list.groups.iter().flat_map(|group| &group.tools).map(|&tool| atlas.tool_at(tool).id.as_str());
        let list: Vec<&str> = list.collect();
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

/// Exact names are easy to find; at least half of the table is harder.
#[test]
fn at_least_half_of_the_table_is_typos_tasks_and_import_names() {
    let count = |class: &str| rows().filter(|row| row[0] == class).count();
    let hard = count("typo") + count("task") + count("import");
    assert!(rows().count() >= 60 && hard * 2 >= rows().count(), "{hard} of {}", rows().count());
}
