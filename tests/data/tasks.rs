//! Tests of the tasks: what people come with, and which tools to take for it.

use atlas_core::catalog::Task;

use super::*;

fn entry(category: &Category) -> String {
    format!("category \"{}\"", category.id)
}

#[test]
fn each_category_has_tasks_that_can_be_chosen_between() {
    let mut faults = Faults::default();
    for category in &catalog().categories {
        let count = category.tasks.len();
        faults.check((8..=20).contains(&count), &entry(category), "tasks", || format!("{count}; expected 8 to 20"));
        for task in &category.tasks {
            let field = format!("tasks, {:?}", task.name);
            faults.check(task.also.len() >= 3, &entry(category), &field, || {
                format!("{} other ways to say it; expected at least 3", task.also.len())
            });
            let wordings: Vec<String> = task.wordings().map(|text| text.to_lowercase()).collect();
            let different: HashSet<&String> = wordings.iter().collect();
            faults.check(different.len() == wordings.len(), &entry(category), &field, || "a wording twice".to_owned());
            faults.check((1..=5).contains(&task.tools.len()), &entry(category), &field, || {
                format!("{} tools; expected 1 to 5", task.tools.len())
            });
            let note = task.note.as_deref().unwrap_or_default();
            let length = note.chars().count();
            let good = if note.is_empty() { task.tools.len() == 1 } else { (40..=200).contains(&length) };
            faults.check(good && (note.is_empty() || note.ends_with('.')), &entry(category), &field, || {
                format!(
                    "the note has {length} characters; expected a sentence of 40 to 200 where there are several tools"
                )
            });
        }
    }
    faults.finish();
}

/// Only standards and hardware are there without a task.
#[test]
fn every_tool_serves_a_task() {
    let mut faults = Faults::default();
    let catalog = catalog();
    for tool in &catalog.tools {
        let needed = !matches!(tool.kind, ToolKind::Standard | ToolKind::Hardware);
        faults.check(!needed || !tool.tasks.is_empty(), &format!("tool \"{}\"", tool.id), "tasks", || {
            "no task of a category names it".to_owned()
        });
    }
    faults.finish();
}

/// What the guide says people use Python for, in its words.
#[test]
fn every_task_of_the_guide_is_there() {
    let tasks = [
        ("data-science", "data cleansing, data collection, data visualisation, business insight"),
        ("machine-learning", "customer satisfaction, stock prices, medical diagnosis, statistical arbitrage"),
        ("machine-learning", "basket analysis, sales prediction"),
        ("image-processing", "face detection, gesture recognition"),
        ("game-development", "desktop games, mobile games"),
        ("embedded-iot", "automation, robotics, kiosks"),
        ("automated-jobs", "nightly backups, scheduled scripts"),
        ("rapid-development", "prototyping"),
    ];
    let catalog = catalog();
    for (id, names) in tasks {
        let category = catalog.categories.iter().find(|category| category.id.as_str() == id).expect("the category");
        for name in names.split(", ") {
            let mut wordings = category.tasks.iter().flat_map(Task::wordings);
            assert!(wordings.any(|text| text == name), "assets/catalog.json: {}: no task {name:?}", entry(category));
        }
    }
}
