//! Tests of the finder with the shipped data: whatever people come with, there is an answer.

use atlas_core::atlas::Atlas;
use atlas_core::catalog::{Criterion, TaskId};
use atlas_core::environment::Environment;
use atlas_core::finder::{Finder, Found, tasks};

use super::*;

/// Each task with what the finder answers if nothing else is said.
fn answers(atlas: &Atlas) -> Vec<(TaskId, Found)> {
    let tasks = atlas.categories().iter().flat_map(|category| &category.tasks);
    let answer = |task: TaskId| {
        let finder = Finder { task: Some(task.clone()), wishes: Vec::new() };
        Some((task, Found::new(atlas, &finder, &Environment::default())?))
    };
    tasks.filter_map(|task| answer(task.id.clone())).collect()
}

#[test]
fn every_task_has_an_answer_which_is_the_editors() {
    let atlas = shipped::atlas();
    let answers = answers(&atlas);
    assert_eq!(answers.len(), atlas.categories().iter().flat_map(|category| &category.tasks).count());
    for (id, found) in answers {
        let task = atlas.task_at(atlas.task(id.as_str()).expect("a task"));
        let tools: Vec<&ToolId> = found.results.iter().map(|suggestion| &atlas.tool_at(suggestion.tool).id).collect();
        assert!(!tools.is_empty(), "{id:?}: no tool");
        assert_eq!(tools, task.tools.iter().collect::<Vec<_>>(), "{id:?}");
        assert_eq!(found.runner_up.is_some(), tools.len() > 1, "{id:?}");
        assert!(found.excluded.is_empty(), "{id:?}: nothing is said of the environment");
    }
}

#[test]
fn every_wish_tells_the_tools_of_a_task_apart() {
    let mut faults = Faults::default();
    let atlas = shipped::atlas();
    let answers = answers(&atlas);
    for wish in atlas.wishes() {
        let entry = format!("wish \"{}\"", wish.id.as_str());
        let decides = answers.iter().any(|(_, found)| found.wishes.iter().any(|choice| choice.id == wish.id));
        faults.check(decides, &entry, "by", || "tells the tools of no task apart; take it out".to_owned());
        let words = wish.name.split(' ').count();
        faults.check((1..=5).contains(&words), &entry, "name", || format!("{words} words; expected 1 to 5"));
    }
    faults.finish();
}

/// What people type for a task offers it, and its name offers it first, but for one other of the same name.
#[test]
fn a_task_is_found_by_its_wordings() {
    let atlas = shipped::atlas();
    for task in atlas.categories().iter().flat_map(|category| &category.tasks) {
        let place = |text: &str| tasks(&atlas, text).iter().position(|&at| atlas.task_at(at).id == task.id);
        assert!(place(&task.name).is_some_and(|at| at < 2), "{}: {:?}", task.name, place(&task.name));
        let missed = task.also.iter().filter(|text| place(text).is_none()).count();
        // Stop words alone, such as "tool use", say no task.
        assert!(missed <= 1, "{}: {missed} of its wordings do not offer it", task.name);
    }
    let first = |text: &str| atlas.task_at(tasks(&atlas, text)[0]).id.as_str().to_owned();
    let table =
        [("faces in my holiday photos", "face-detection"), ("fac", "face-detection"), ("backup", "nightly-backups")];
    for (text, expected) in table {
        assert_eq!(first(text), expected, "{text}");
    }
}

#[test]
fn without_a_word_the_first_tasks_are_offered() {
    let atlas = shipped::atlas();
    for text in ["", "  ", "?!"] {
        let offered: Vec<&TaskId> = tasks(&atlas, text).into_iter().map(|at| &atlas.task_at(at).id).collect();
        let first: Vec<&TaskId> = atlas.categories()[..8].iter().map(|category| &category.tasks[0].id).collect();
        assert_eq!(offered, first, "{text:?}");
    }
    assert!(tasks(&atlas, "qqqqqq").is_empty(), "no task says that");
}

/// Another catalog may lack the tools of a wish; ours does not.
#[test]
fn wishes_name_tools_that_are_there() {
    let atlas = shipped::atlas();
    let mut faults = Faults::default();
    for wish in atlas.wishes() {
        let Criterion::Tools(tools) = &wish.criterion else { continue };
        for id in tools {
            faults.check(atlas.tool(id).is_some(), &format!("wish \"{}\"", wish.id.as_str()), "tools", || {
                format!("there is no tool \"{id}\"")
            });
        }
    }
    faults.finish();
}
