//! The export of the current view: the rows on the page, in their order and groups, as a file to work with elsewhere. A
//! column is one row of the table below. What is exported is text wherever it is opened: see [`export`].

use super::atlas::Atlas;
use super::catalog::Link;
use super::closed_set::{ClosedSet, Row, row};
use super::environment::{Environment, Fit};
use super::known::Known;
use super::markdown::{self, escaped};
use super::platform::labels;
use super::query::Query;
use super::results::{GroupKey, Results};

/// The kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for spreadsheets (<https://www.rfc-editor.org/rfc/rfc4180>).
    Csv,
    /// An object for programs.
    Json,
    /// A table for each group, for people.
    Markdown,
}

impl ClosedSet for Format {
    const ALL: &'static [Row<Self>] =
        &[row(Self::Csv, "csv", "CSV"), row(Self::Json, "json", "JSON"), row(Self::Markdown, "markdown", "Markdown")];
}

impl Format {
    /// The name to save the file by.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "python-atlas.csv",
            Self::Json => "python-atlas.json",
            Self::Markdown => "python-atlas.md",
        }
    }
}

/// A tool in a group of the results.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The catalog that both are from.
    pub atlas: &'a Atlas,
    /// The group.
    pub group: GroupKey,
    /// The tool.
    pub known: Known<'a>,
    /// What the person has to work with.
    pub environment: &'a Environment,
}

/// A column: a row of the table.
#[derive(Debug)]
pub struct Column {
    /// Its name in the file; the words of it are joined by `_`.
    pub name: &'static str,
    /// True if it is in the tables for people, which have to fit on a page.
    is_brief: bool,
    /// The text of its cell; empty if there is none.
    pub of: fn(&Member) -> String,
}

const fn column(name: &'static str, of: fn(&Member) -> String) -> Column {
    Column { name, is_brief: false, of }
}

const fn brief(name: &'static str, of: fn(&Member) -> String) -> Column {
    Column { name, is_brief: true, of }
}

/// The column that is there only if something is said of the environment.
const FIT: &str = "fit";

/// Every column, in order.
pub const COLUMNS: &[Column] = &[
    column("group", |it| it.group.title(it.atlas).to_owned()),
    column("name", |it| it.known.tool.name.clone()),
    column("id", |it| it.known.tool.id.to_string()),
    column("kind", |it| it.known.tool.kind.label().to_owned()),
    brief("role", |it| it.group.role(it.atlas, it.known.tool).to_owned()),
    column("summary", |it| it.known.tool.summary.clone()),
    brief("choose_when", choose_when),
    brief("avoid_when", avoid_when),
    column("package", |it| it.known.tool.package.clone().unwrap_or_default()),
    brief("install", |it| it.known.install_line("pip install").unwrap_or_default()),
    brief("licence", |it| it.known.licence().unwrap_or_default().to_owned()),
    brief("maintenance", maintenance),
    column("version", |it| it.known.facts.map_or_else(String::new, |facts| facts.version.clone())),
    column("released", |it| it.known.facts.map_or_else(String::new, |facts| facts.released.clone())),
    column("python", |it| it.known.pythons().join(", ")),
    brief("runs_on", |it| labels(&it.known.runs())),
    brief(FIT, fit),
    column("home", |it| address(Some(&it.known.tool.links.home))),
    column("docs", |it| address(it.known.tool.links.docs.as_ref())),
    column("source", |it| address(it.known.tool.links.source.as_ref())),
];

fn address(link: Option<&Link>) -> String {
    link.map_or("", Link::as_str).to_owned()
}

/// When to choose the tool.
pub(crate) fn choose_when(it: &Member) -> String {
    it.known.tool.choose_when.clone().unwrap_or_default()
}

/// What counts against it.
pub(crate) fn avoid_when(it: &Member) -> String {
    it.known.tool.avoid_when.clone().unwrap_or_default()
}

/// How well it is maintained, and what counts against that.
pub(crate) fn maintenance(it: &Member) -> String {
    let label = it.known.maintenance().label();
    match (&it.known.tool.replaced_by, it.known.maintenance_warning()) {
        (Some(id), _) => [label, " by ", it.atlas.tool_name(id)].concat(),
        (None, Some(warning)) => [label, ", ", &warning].concat(),
        (None, None) => label.to_owned(),
    }
}

/// Whether it works in the environment; empty if nothing is said of that.
pub(crate) fn fit(it: &Member) -> String {
    it.environment.fit(it.known).as_ref().map_or_else(String::new, Fit::words)
}

/// The file with the rows of `results`, which answer `query`: every tool of each group, in order, while the overview shows
/// the first few. `address` is the full link to this view, `today` a day `YYYY-MM-DD`.
///
/// No text does anything but stand there: a spreadsheet takes none for a formula, JSON and Markdown escape what means
/// something to them.
#[must_use]
pub fn export(format: Format, atlas: &Atlas, query: &Query, results: &Results, address: &str, today: &str) -> String {
    let environment = &query.environment;
    let is_wanted = |column: &&Column| {
        (column.is_brief || format != Format::Markdown)
            && (column.name != FIT || *environment != Environment::default())
    };
    let columns: Vec<&Column> = COLUMNS.iter().filter(is_wanted).collect();
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let about = [
        ("edition", atlas.edition().to_owned()),
        ("facts_checked", atlas.facts().checked.clone()),
        ("date", today.to_owned()),
        ("address", address.to_owned()),
        ("environment", environment.words()),
        ("counts", results.summary()),
    ];
    let mut out = match format {
        // The mark at the beginning is for Excel, which would not take the file for UTF-8 otherwise; programs that read
        // tables skip it or have a name for that, such as "utf-8-sig" in Python. The counts would be a row too many; the
        // day and the address stand in columns of their own.
        Format::Csv => ["\u{feff}", &csv(&[&names[..], &["date", "address"]].concat())].concat(),
        Format::Json => {
            let about: Vec<String> = about.iter().map(|(name, text)| field(name, text)).collect();
            ["{\n", &about.join(",\n"), ",\n\"rows\": ["].concat()
        }
        Format::Markdown => {
            let mut out = ["# Python Atlas: ", &escaped(&results.summary()), "\n\n"].concat();
            for (name, text) in about.iter().filter(|(name, text)| !text.is_empty() && *name != "counts") {
                let text = if *name == "address" { markdown::link(text, text) } else { escaped(text) };
                out += &["- ", &words(name), ": ", &text, "\n"].concat();
            }
            out
        }
    };
    let mut between = "\n";
    for group in &results.groups {
        if format == Format::Markdown {
            let head = [&["tool"], &names[..]].concat();
            let heads: Vec<String> = head.iter().map(|name| words(name)).collect();
            let title = escaped(group.key.title(atlas));
            let rule = "| --- ".repeat(head.len());
            out += &["\n## ", &title, "\n\n", &line(&heads), &rule, "|\n"].concat();
        }
        for &tool in &group.tools {
            let known = atlas.known(atlas.tool_at(tool));
            let member = Member { atlas, group: group.key, known, environment };
            let cells: Vec<String> = columns.iter().map(|column| (column.of)(&member)).collect();
            match format {
                Format::Csv => {
                    let cells = cells.iter().map(String::as_str).chain([today, address]);
                    out += &csv(&cells.collect::<Vec<_>>());
                }
                Format::Json => {
                    let fields: Vec<String> = names.iter().zip(&cells).map(|(name, cell)| field(name, cell)).collect();
                    out += &[between, "{", &fields.join(", "), "}"].concat();
                    between = ",\n";
                }
                Format::Markdown => {
                    let name = markdown::link(&known.tool.name, known.tool.links.home.as_str());
                    let cells = cells.iter().map(|cell| escaped(cell));
                    out += &line(&[name].into_iter().chain(cells).collect::<Vec<_>>());
                }
            }
        }
    }
    if format == Format::Json {
        out += "\n]\n}\n";
    }
    out
}

/// A name for people.
fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// A row of a table in Markdown.
fn line(cells: &[String]) -> String {
    ["| ", &cells.join(" | "), " |\n"].concat()
}

/// A record of CSV, with every field in quotes. A spreadsheet calculates what begins like a formula, even in quotes: an
/// apostrophe before it makes it a text (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn csv(fields: &[&str]) -> String {
    let mut out = String::new();
    for field in fields {
        let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        let guard = if is_formula { "'" } else { "" };
        let comma = if out.is_empty() { "" } else { "," };
        out += &[comma, "\"", guard, &field.replace('"', "\"\""), "\""].concat();
    }
    out + "\r\n"
}

/// A name with its value, a text, inside an object of JSON (<https://www.rfc-editor.org/rfc/rfc8259#section-7>).
fn field(name: &str, value: &str) -> String {
    let mut out = ["\"", name, "\": \""].concat();
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\0'..='\x1f' => {
                let digit = |number| char::from_digit(number, 16).unwrap_or_default();
                out += "\\u00";
                out.extend([digit(c as u32 / 16), digit(c as u32 % 16)]);
            }
            _ => out.push(c),
        }
    }
    out + "\""
}
