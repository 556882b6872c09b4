//! The code of a tool, as it is shown.

use super::{Category, Place, Tool};

/// A piece of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample<'a> {
    /// What it does or is, as a heading for the page.
    pub title: String,
    /// The lines.
    pub text: &'a str,
}

impl Tool {
    /// The code that shows the tool: its example, then how it solves the exercises of its categories.
    #[must_use]
    pub fn samples<'a>(&'a self, categories: &'a [Category]) -> Vec<Sample<'a>> {
        let example = sample("Example", self.example.as_ref(), self.shell.as_ref(), self.language.as_ref());
        let solutions = self.places.iter().filter_map(|place| {
            let category = categories.iter().find(|category| category.id == place.category)?;
            let exercise = category.exercise.as_ref()?.trim_end_matches('.');
            sample(exercise, place.code.as_ref(), place.shell.as_ref(), place.language.as_ref())
        });
        example.into_iter().chain(solutions).collect()
    }
}

impl Place {
    /// Returns true if the tool solves the category's exercise in code.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.code.is_some() || self.shell.is_some()
    }
}

fn sample<'a>(
    title: &str,
    code: Option<&'a String>,
    shell: Option<&'a String>,
    language: Option<&String>,
) -> Option<Sample<'a>> {
    let text = code.or(shell)?;
    let title = match language {
        Some(language) => format!("{title}, in {language}"),
        None if code.is_none() => format!("{title}, in a shell"),
        None => title.to_owned(),
    };
    Some(Sample { title, text })
}
