//! The comparison of two to four tools: what each criterion says of them, and the same task in code.

use super::atlas::Atlas;
use super::catalog::{Place, Tool, ToolId};
use super::criteria::{Answer, Subject, Use, criteria};
use super::environment::Environment;
use super::markdown;

/// What a criterion says of each tool.
pub struct Line<'a> {
    /// The group it stands in.
    pub group: &'static str,
    /// Its name.
    pub label: String,
    /// The answers, in the order of the tools.
    pub answers: Vec<Answer<'a>>,
    /// True if they are not all the same.
    pub differs: bool,
}

/// The code with which tools solve the exercise of a category.
pub struct SameTask<'a> {
    /// The exercise.
    pub exercise: &'a str,
    /// The tools and their code.
    pub solutions: Vec<Solution<'a>>,
}

/// A tool's code for an exercise.
pub struct Solution<'a> {
    /// The tool.
    pub tool: &'a Tool,
    /// The code.
    pub code: &'a str,
}

/// The lines of a comparison: those where at least one tool has an answer.
#[must_use]
pub fn lines<'a>(atlas: &'a Atlas, ids: &'a [ToolId], environment: &Environment) -> Vec<Line<'a>> {
    let subjects: Vec<Subject> =
        ids.iter().filter_map(|id| Some(Subject { atlas, known: atlas.known(atlas.tool(id)?), others: ids })).collect();
    let line = |group, label, answers: Vec<Answer<'a>>| {
        let differs = answers.iter().any(|answer| answer.words != answers[0].words);
        Line { group, label, answers, differs }
    };
    let fit = |subject: &Subject| {
        let words = environment.fit(subject.known).map(|fit| fit.words()).unwrap_or_default();
        Answer { words, ..Answer::default() }
    };
    let fits = line("My environment", environment.words(), subjects.iter().map(fit).collect());
    let rest = criteria(atlas, Use::COMPARISON).into_iter().map(|criterion| {
        let answers = subjects.iter().map(|subject| criterion.of(subject)).collect();
        line(criterion.group, criterion.label, answers)
    });
    let all = std::iter::once(fits).chain(rest);
    all.filter(|line| line.answers.iter().any(|answer| !answer.words.is_empty())).collect()
}

/// The exercises that at least two of the tools solve in code.
#[must_use]
pub fn same_tasks<'a>(atlas: &'a Atlas, ids: &[ToolId]) -> Vec<SameTask<'a>> {
    let mut found = Vec::new();
    for category in atlas.categories() {
        let Some(exercise) = &category.exercise else { continue };
        let code = |place: &'a Place| place.code.as_deref().or(place.shell.as_deref());
        let solutions: Vec<Solution> = ids
            .iter()
            .filter_map(|id| {
                let tool = atlas.tool(id)?;
                Some(Solution { tool, code: code(tool.place_in(&category.id)?)? })
            })
            .collect();
        if solutions.len() > 1 {
            found.push(SameTask { exercise, solutions });
        }
    }
    found
}

/// The comparison as a table in Markdown, with the address of the view.
#[must_use]
pub fn to_markdown(atlas: &Atlas, ids: &[ToolId], environment: &Environment, address: &str) -> String {
    let row = |head: &str, cells: Vec<String>| format!("| {head} | {} |\n", cells.join(" | "));
    let names = ids.iter().map(|id| markdown::escaped(atlas.tool_name(id)));
    let mut rows = vec![row("", names.collect()), row("---", vec!["---".to_owned(); ids.len()])];
    rows.extend(lines(atlas, ids, environment).iter().map(|line| {
        row(&line.label, line.answers.iter().map(|answer| markdown::escaped(answer.or_unknown())).collect())
    }));
    rows.push(format!("\nFacts checked on {}. <{address}>\n", atlas.facts().checked));
    rows.concat()
}
