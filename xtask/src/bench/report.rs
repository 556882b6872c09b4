//! The figures as Markdown tables.

use std::fmt::Write;

use super::budgets::Budget;
use super::compare::{LEFT_OUT, unfinished};
use super::summary::{KeyFigures, SearchFigures, Summary, Times};

/// The load average from which other programs disturb.
const BUSY: f64 = 1.0;

/// Every table.
pub fn full(summary: &Summary) -> String {
    let mut text = conditions(summary);
    let mut names: Vec<&str> = summary.searches.iter().map(|case| case.corpus.as_str()).collect();
    names.dedup();
    for name in names {
        text += &searches(summary, name);
    }
    text + &keys(summary) + &native(summary) + &budgets(summary)
}

/// What the README shows: the largest catalog, keys and budgets.
pub fn short(summary: &Summary) -> String {
    let largest = summary.searches.last().map_or("", |case| &case.corpus);
    conditions(summary) + &searches(summary, largest) + &keys(summary) + budgets(summary).trim_end() + "\n"
}

/// The table of these rows, the first of which is its head.
fn table(rows: &[Vec<String>]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).max(3);
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells = row.iter().enumerate().map(|(column, cell)| match column {
            0 => format!("{cell:<0$}", width(column)),
            _ => format!("{cell:>0$}", width(column)),
        });
        let _written = writeln!(text, "| {} |", cells.collect::<Vec<_>>().join(" | "));
        if number == 0 {
            let lines = (0..row.len()).map(|column| match column {
                0 => "-".repeat(width(column)),
                _ => "-".repeat(width(column) - 1) + ":",
            });
            let _written = writeln!(text, "| {} |", lines.collect::<Vec<_>>().join(" | "));
        }
    }
    text + "\n"
}

fn head(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

/// A figure with three digits that count, or as many as it has before the point.
fn figure(value: f64) -> String {
    match value.abs() {
        size if size >= 99.95 => format!("{value:.0}"),
        size if size >= 9.995 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "n/a".to_owned(), figure)
}

#[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52 bytes")]
fn megabytes(bytes: u64) -> String {
    figure(bytes as f64 / 1_000_000.0)
}

fn conditions(summary: &Summary) -> String {
    let machine = &summary.machine;
    let versions: Vec<String> = summary.versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
    let mut text = format!(
        "Measured on {} with `cargo xtask bench`: {}, {} cores, {}, Chromium {}, {}; {}.{}\n\n",
        summary.date,
        machine.cpu,
        machine.cores,
        machine.system,
        machine.chromium,
        summary.rustc,
        versions.join(", "),
        if summary.quick { " A quick run: its figures are for looking at, not for comparing." } else { "" },
    );
    if machine.load > BUSY {
        let _written = writeln!(
            text,
            "**Other programs kept the machine busy** (load average {:.1}), so times are longer than they need be.\n",
            machine.load,
        );
    }
    text
}

fn searches(summary: &Summary, corpus: &str) -> String {
    let cases: Vec<&SearchFigures> = summary.searches.iter().filter(|case| case.corpus == corpus).collect();
    let Some(first) = cases.first() else { return String::new() };
    let mut rows =
        vec![head(&["", "index, ms", "query p50, ms", "p95, ms", "queries", "typos answered", "memory, MB"])];
    for case in &cases {
        let typos = case.classes.get("typo");
        let answered = typos.map(|class| format!("{} of {}", class.answered, class.asked));
        let memory = case.memory.map(|memory| megabytes(memory.js + memory.wasm.unwrap_or(0)));
        let cell = |text: Option<String>| text.unwrap_or_else(|| "n/a".to_owned());
        rows.push(match &case.unfinished {
            Some(why) => empty_row(&case.subject, why, 6),
            None => vec![
                case.subject.clone(),
                shown(case.index),
                shown(case.query.map(|times| times.p50)),
                shown(case.query.map(|times| times.p95)),
                cell(case.query.map(|times| times.count.to_string())),
                cell(answered),
                cell(memory),
            ],
        });
    }
    let mut text = format!("{} entries in Chromium:\n\n{}", first.entries, table(&rows));
    for case in cases {
        if let Some(why) = case.unfinished.as_ref().filter(|why| unfinished(Some(why.as_str()))) {
            let _written = writeln!(text, "{}: {why}.\n", case.subject);
        }
    }
    text
}

fn without_figures(why: &str) -> String {
    if unfinished(Some(why)) { "did not finish".to_owned() } else { LEFT_OUT.to_owned() }
}

fn empty_row(subject: &str, why: &str, columns: usize) -> Vec<String> {
    let mut row = vec![subject.to_owned(), without_figures(why)];
    row.resize(1 + columns, String::new());
    row
}

/// One row a subject, three columns a case.
fn keys(summary: &Summary) -> String {
    let mut cases: Vec<(&str, usize, u32)> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for case in &summary.keys {
        let about = (case.corpus.as_str(), case.entries, case.slower);
        if !cases.contains(&about) {
            cases.push(about);
        }
        if !names.contains(&case.subject.as_str()) {
            names.push(&case.subject);
        }
    }
    let mut rows = vec![vec!["p50 / p95 / max (work p95), ms".to_owned()]];
    for (_, entries, slower) in &cases {
        let speed = if *slower > 1 { format!(", CPU ×{slower} slower") } else { String::new() };
        rows[0].push(format!("{entries} entries{speed}"));
    }
    for name in names {
        let mut row = vec![name.to_owned()];
        for (corpus, _, slower) in &cases {
            let is = |case: &&KeyFigures| case.subject == name && case.corpus == *corpus && case.slower == *slower;
            row.push(summary.keys.iter().find(is).map_or_else(String::new, key_cell));
        }
        rows.push(row);
    }
    format!("From a key to the next frame, in Chromium:\n\n{}", table(&rows))
}

fn key_cell(case: &KeyFigures) -> String {
    match (case.key, case.work) {
        (Some(key), Some(work)) => format!("{} ({})", times(key), figure(work.p95)),
        _ => without_figures(case.unfinished.as_deref().unwrap_or_default()),
    }
}

fn times(times: Times) -> String {
    [times.p50, times.p95, times.max].map(figure).join(" / ")
}

fn native(summary: &Summary) -> String {
    let mut rows = vec![head(&["p50 / p95 / max, ms", "reading and indexing", "query"])];
    for case in &summary.native {
        let cell = |value: Option<Times>| value.map_or_else(|| "n/a".to_owned(), times);
        rows.push(vec![format!("{} entries", case.entries), cell(case.read_and_index), cell(case.query)]);
    }
    format!("The core on the host:\n\n{}", table(&rows))
}

fn budgets(summary: &Summary) -> String {
    let mut rows = vec![head(&["budget", "at most", "measured", "", "best library*", "ours / its"])];
    for budget in &summary.budgets {
        rows.push(budget_row(budget));
    }
    table(&rows) + "\\* of those that answered half of the typos or more.\n"
}

fn budget_row(budget: &Budget) -> Vec<String> {
    let verdict = match budget.met {
        Some(true) => "met",
        Some(false) => "missed",
        None => "open",
    };
    let unit = |value: String| if budget.unit.is_empty() { value } else { format!("{value} {}", budget.unit) };
    let peer = budget.best_peer.as_ref();
    vec![
        budget.what.clone(),
        unit(format!("{}", budget.limit)),
        match (budget.measured, budget.met) {
            (Some(value), _) => unit(figure(value)),
            (None, Some(false)) => "did not finish".to_owned(),
            (None, _) => "n/a".to_owned(),
        },
        verdict.to_owned(),
        peer.map_or_else(String::new, |peer| format!("{} {}", peer.name, unit(figure(peer.measured)))),
        peer.and_then(|peer| peer.ratio).map_or_else(String::new, |ratio| format!("{ratio:.2}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_three_digits() {
        let table =
            [(0.0, "0.00"), (0.006, "0.01"), (9.994, "9.99"), (9.996, "10.0"), (99.96, "100"), (63_666.4, "63666")];
        for (value, expected) in table {
            assert_eq!(figure(value), expected, "{value}");
        }
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [head(&["", "ms"]), head(&["MiniSearch", "926"])];
        assert_eq!(table(&rows), "|            |  ms |\n| ---------- | --: |\n| MiniSearch | 926 |\n\n");
    }
}
