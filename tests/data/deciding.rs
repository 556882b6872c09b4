//! Tests of the criteria and the comparison with the shipped data.

use atlas_core::compare::{lines, same_tasks, to_markdown};
use atlas_core::criteria::{Grade, Subject, Use, criteria};
use atlas_core::environment::{Environment, Fit};
use atlas_core::facts::System;

use super::*;

fn ids(names: &[&str]) -> Vec<ToolId> {
    names.iter().filter_map(|name| ToolId::from_text(name)).collect()
}

/// A cell of the matrix is a sign with words, for every tool.
#[test]
fn the_matrix_has_a_sign_and_words_for_every_tool() {
    let atlas = shipped::atlas();
    let columns = criteria(&atlas, Use::MATRIX);
    let labels: Vec<&str> = columns.iter().map(|column| column.label.as_str()).collect();
    for label in ["Linux", "macOS", "Windows", "3.14", "Browser", "Phones", "Type hints", "Maintained", "No compiler"] {
        assert!(labels.contains(&label), "{label} is not in {labels:?}");
    }
    for tool in atlas.tools() {
        let subject = Subject { atlas: &atlas, known: atlas.known(tool), others: &[] };
        for column in &columns {
            let answer = column.of(&subject);
            assert!(answer.grade.is_some() && !answer.or_unknown().is_empty(), "{}: {}", tool.id, column.label);
        }
    }
}

/// What the matrix says of a release of Python on all systems, the verdict on an environment says too.
#[test]
fn the_matrix_and_the_verdict_agree() {
    let atlas = shipped::atlas();
    let pythons = &atlas.facts().installs_for;
    for column in criteria(&atlas, Use::MATRIX) {
        let Some(python) = pythons.iter().find(|python| **python == column.label) else { continue };
        for tool in atlas.tools() {
            let known = atlas.known(tool);
            let answer = column.of(&Subject { atlas: &atlas, known, others: &[] });
            if answer.grade != Some(Grade::Yes) {
                continue;
            }
            for system in [System::Linux, System::Macos, System::Windows].into_iter().filter(|it| !known.excludes(*it))
            {
                let environment =
                    Environment { system: Some(system), python: Some(python.clone()), ..Environment::default() };
                assert_eq!(environment.fit(known), Some(Fit::Fits), "{} with {python} on {system:?}", tool.id);
            }
        }
    }
}

#[test]
fn a_line_differs_where_the_answers_do_and_no_line_is_empty() {
    let atlas = shipped::atlas();
    let compared = ids(&["flask", "django", "fastapi"]);
    let lines = lines(&atlas, &compared, &Environment::default());
    assert!(lines.len() > 15, "{}", lines.len());
    for line in &lines {
        assert_eq!(line.answers.len(), 3, "{}", line.label);
        let words: Vec<&str> = line.answers.iter().map(|answer| answer.words.as_str()).collect();
        assert_eq!(line.differs, words.iter().any(|word| *word != words[0]), "{}: {words:?}", line.label);
        assert!(words.iter().any(|word| !word.is_empty()), "{}", line.label);
    }
    let labels: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    assert!(!labels.contains(&""), "nothing is said of the environment, so there is no such line: {labels:?}");
    assert!(lines.iter().any(|line| line.label == "Standard library" && !line.differs));
}

#[test]
fn tools_of_a_category_with_an_exercise_are_compared_in_code() {
    let atlas = shipped::atlas();
    let tasks = same_tasks(&atlas, &ids(&["flask", "django", "numpy"]));
    assert!(!tasks.is_empty());
    for task in tasks {
        assert!(task.solutions.len() > 1 && !task.exercise.is_empty());
    }
    assert!(same_tasks(&atlas, &ids(&["flask", "numpy"])).is_empty(), "one solution is no comparison");
}

#[test]
fn the_comparison_in_markdown_is_one_table_with_its_address() {
    let atlas = shipped::atlas();
    let address = "https://atlas.example/?compare=flask,django";
    let text = to_markdown(&atlas, &ids(&["flask", "django"]), &Environment::default(), address);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows[0], "|  | Flask | Django |");
    for row in &rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 4, "{row}");
    }
    assert!(text.ends_with(&format!("<{address}>\n")));
}
