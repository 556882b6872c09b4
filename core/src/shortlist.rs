//! What a person leaves with: the outputs of a shortlist. An output is one row of the table below.
//!
//! What is pasted into a shell or a file consists of dependency specifiers ([`Known::specifier`]); every other text,
//! whoever wrote it, stays a text on its line.

use super::atlas::Atlas;
use super::catalog::Tool;
use super::closed_set::{ClosedSet, Row};
use super::export::{self, Member};
use super::facets::FacetId;
use super::facts::System;
use super::known::{Known, command};
use super::markdown::{self, escaped};
use super::query::{Pick, Query};
use super::results::GroupKey;
use super::text::one_line;

/// A shortlist with what its outputs tell.
#[derive(Debug, Clone, Copy)]
pub struct Shortlist<'a> {
    /// The catalog that the tools are from.
    pub atlas: &'a Atlas,
    /// The query with the picks.
    pub query: &'a Query,
    /// True if packages are pinned to the versions of the facts.
    pub pinned: bool,
    /// The full link to this view.
    pub address: &'a str,
    /// The day it is, `YYYY-MM-DD`.
    pub today: &'a str,
}

/// Something to leave with: a row of the table.
#[derive(Debug)]
pub struct Output {
    /// Its name on the page.
    pub title: &'static str,
    /// The name to save it by; `None` if it is only copied.
    pub file: Option<&'static str>,
    /// The text. A command line is empty if there is nothing to install.
    pub text: fn(&Shortlist) -> String,
}

/// Every output, in display order.
pub const OUTPUTS: &[Output] = &[
    Output { title: "pip", file: None, text: |list| list.command("pip install") },
    Output { title: "uv", file: None, text: |list| list.command("uv add") },
    Output { title: "requirements.txt", file: Some("requirements.txt"), text: requirements },
    Output { title: "pyproject.toml", file: None, text: dependencies },
    Output { title: "Decision record", file: Some("decision.md"), text: record },
];

/// What is said of picks beside the lines that install them: the words, and whether they hold of a tool.
type Note = (&'static str, fn(&Shortlist, Known) -> bool);

const NOTES: &[Note] = &[
    ("Without a package", |_, known| known.tool.package.is_none()),
    ("Left out, because no package can have that name", |_, known| {
        known.tool.package.is_some() && known.specifier(false).is_none()
    }),
    ("Not pinned, because no version is known", |list, known| {
        let specifier = known.specifier(false);
        list.pinned && specifier.is_some() && specifier == known.specifier(true)
    }),
    ("No longer in the package index", |_, known| known.facts.is_some_and(|facts| facts.gone.is_some())),
];

impl<'a> Shortlist<'a> {
    /// The tools with what is known of them, in the order of the shortlist.
    fn tools(&self) -> Vec<(Known<'a>, &'a Pick)> {
        let atlas = self.atlas;
        let picks = self.query.picks().iter();
        picks.filter_map(|pick| Some((atlas.known(atlas.tool(&pick.tool)?), pick))).collect()
    }

    /// The names of the tools that have no package, which no line installs.
    #[must_use]
    pub fn without_package(&self) -> Vec<&'a str> {
        let tools = self.tools().into_iter().map(|(known, _)| known.tool);
        tools.filter(|tool| tool.package.is_none()).map(|tool| tool.name.as_str()).collect()
    }

    /// What the lines that install do not say, in sentences: what is left out or not pinned, which other packages have
    /// similar names, and what else to do.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let tools = self.tools();
        let mut notes = Vec::new();
        for (words, holds) in NOTES {
            let of = tools.iter().filter(|(known, _)| holds(self, *known));
            let names: Vec<&str> = of.map(|(known, _)| known.tool.name.as_str()).collect();
            if !names.is_empty() {
                notes.push(one_line(&[words, ": ", &names.join(", "), "."].concat()));
            }
        }
        for (Known { tool: Tool { name, beware, install_note, .. }, .. }, _) in tools {
            let of = beware.iter().chain(install_note);
            notes.extend(of.map(|words| one_line(&[name, ": ", words].concat())));
        }
        notes
    }

    /// The packages, each once.
    fn specifiers(&self) -> Vec<String> {
        let mut specifiers = Vec::new();
        for (known, _) in self.tools() {
            specifiers.extend(known.specifier(self.pinned).filter(|specifier| !specifiers.contains(specifier)));
        }
        specifiers
    }

    fn command(&self, installer: &str) -> String {
        let specifiers = self.specifiers();
        if specifiers.is_empty() { String::new() } else { command(installer, &specifiers) }
    }

    /// The notes as comments of a file.
    fn comments(&self) -> String {
        self.notes().iter().map(|note| ["# ", note, "\n"].concat()).collect()
    }
}

/// A file for `pip install -r` (<https://pip.pypa.io/en/stable/reference/requirements-file-format/>).
fn requirements(list: &Shortlist) -> String {
    let lines: String = list.specifiers().iter().map(|specifier| [specifier, "\n"].concat()).collect();
    list.comments() + &lines
}

/// Lines for the table `project` of a `pyproject.toml`
/// (<https://packaging.python.org/en/latest/specifications/pyproject-toml/>).
fn dependencies(list: &Shortlist) -> String {
    // No specifier has a character that means something between quotes.
    let lines: String = list.specifiers().iter().map(|specifier| ["    \"", specifier, "\",\n"].concat()).collect();
    [&list.comments(), "dependencies = [\n", &lines, "]\n"].concat()
}

/// What a decision record says of a tool: the title and the text, which is left out if it is empty.
type Point = (&'static str, fn(&Member) -> String);

const POINTS: &[Point] = &[
    ("What it is", |it| it.known.tool.summary.clone()),
    ("Choose it when", export::choose_when),
    ("Look elsewhere when", export::avoid_when),
    ("Licence", |it| it.known.licence().unwrap_or("unknown").to_owned()),
    ("Fit", export::fit),
    ("Installs", installs),
    ("Maintenance", export::maintenance),
];

/// Whether it installs from wheels with all it needs: on the system and the Python of the environment, else on every
/// system and the newest but one Python, because the newest is often ahead of the packages.
fn installs(it: &Member) -> String {
    let python = it.environment.python.as_ref().or_else(|| it.atlas.facts().installs_for.iter().rev().nth(1));
    let (Some(python), true) = (python, it.known.tool.package.is_some()) else { return String::new() };
    let is_asked = |row: &&Row<System>| it.environment.system.is_none_or(|system| system == row.value);
    let answer = |row: &Row<System>| [row.label, ": ", &it.known.install_words(row.value, python)].concat();
    let answers: Vec<String> = System::ALL.iter().filter(is_asked).map(answer).collect();
    ["with Python ", python, ", ", &answers.join("; ")].concat()
}

/// The record of the decision, as Markdown.
fn record(list: &Shortlist) -> String {
    let Shortlist { atlas, query, .. } = *list;
    let environment = &query.environment;
    let mut tasks: Vec<&str> =
        query.chosen_of(FacetId::Task).map(|option| atlas.options().get(option).label.as_str()).collect();
    // Or the one that the finder was asked.
    let asked = query.finder.as_ref().and_then(|finder| atlas.task(finder.task.as_ref()?.as_str()));
    let asked = asked.map(|task| atlas.task_at(task).name.as_str());
    tasks.extend(asked.filter(|asked| !tasks.contains(asked)));
    let tasks = tasks.join(", ");
    let purpose = if tasks.is_empty() { "" } else { " for " };
    let mut out = ["# Decision: Python tools", purpose, &escaped(&tasks), "\n\n"].concat();
    let point = |out: &mut String, title: &str, text: &str| {
        if !text.is_empty() {
            *out += &["- **", title, "**: ", &escaped(text), "\n"].concat();
        }
    };
    point(&mut out, "Date", list.today);
    point(&mut out, "Task", &tasks);
    point(&mut out, "Environment", &environment.words());
    for (known, Pick { why, .. }) in list.tools() {
        let title = markdown::link(&known.tool.name, known.tool.links.home.as_str());
        out += &["\n## ", &title, "\n\n"].concat();
        point(&mut out, "Why", why);
        for (title, of) in POINTS {
            point(&mut out, title, &of(&Member { atlas, group: GroupKey::All, known, environment }));
        }
    }
    out += "\n## Install\n";
    for installer in ["pip install", "uv add"] {
        let line = list.command(installer);
        if !line.is_empty() {
            out += &["\n```sh\n", &line, "\n```\n"].concat();
        }
    }
    out += "\n";
    for note in list.notes() {
        out += &["- ", &escaped(&note), "\n"].concat();
    }
    point(&mut out, "Facts checked", &atlas.facts().checked);
    out + &["- ", &markdown::link("This shortlist in Python Atlas", list.address), "\n"].concat()
}
