//! The tables with the figures of one run. Times are in milliseconds; sizes are of compressed files, in kilobytes.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::size::{Sizes, kilobytes};

/// The markers in a document around the tables.
const MARKS: (&str, &str) = ("<!-- bench -->\n", "<!-- /bench -->");

/// The subjects in the tables: the app, a page that does nothing, and the quickest to index of the libraries with typo
/// tolerance.
const OURS: &str = "Python Atlas";
const EMPTY: &str = "an empty page";
const RIVAL: &str = "MiniSearch";

/// The budget of a figure.
enum Limit {
    Most(f64),
    /// What it must reach.
    Least(f64),
    /// A multiple of the figure it is compared with.
    Times(f64),
}

/// One figure: its name, its unit, the measured value, the subject it is compared with and that subject's value, its
/// budget.
struct Row<'a>(&'static str, &'static str, &'a Value, Option<(&'static str, &'a Value)>, Limit);

/// A count, or a value rounded to three significant digits.
fn figure(value: f64) -> String {
    match value.abs() {
        size if size.fract() == 0.0 => format!("{value}"),
        size if size >= 99.95 => format!("{value:.0}"),
        size if size >= 9.995 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// A cell with a text, a number, or times as `p50 / p95 / max`.
fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().map_or_else(String::new, figure),
        Value::Object(times) => ["p50", "p95", "max"].map(|name| cell(&times[name])).join(" / "),
        _ => String::new(),
    }
}

/// A Markdown table with this head. The first column is text, the others are numbers.
fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule: Vec<String> = (0..head.len()).map(|column| if column == 0 { "---" } else { "--:" }.to_owned()).collect();
    let head: Vec<String> = head.iter().map(|&name| name.to_owned()).collect();
    [head, rule].into_iter().chain(rows).map(|cells| line(&cells)).collect()
}

/// The cells of a list of cases, one row per case.
fn cases(list: &Value, names: &[&str]) -> Vec<Vec<String>> {
    let row = |case: &Value| names.iter().map(|name| cell(&case[name])).collect();
    list.as_array().into_iter().flatten().map(row).collect()
}

/// The case of a list that has all of these values.
fn case<'a>(list: &'a Value, wanted: &[(&str, Value)]) -> &'a Value {
    let is = |case: &&Value| wanted.iter().all(|(name, value)| case[name] == *value);
    list.as_array().into_iter().flatten().find(is).unwrap_or(&Value::Null)
}

/// The figures that have a budget. The first five are the ones that the README shows.
fn rows(figures: &Value) -> Vec<Row<'_>> {
    let (searches, keys, sizes) = (&figures["searches"], &figures["keys"], &figures["kilobytes"]);
    let search = |name: &str, corpus: &str| case(searches, &[("subject", name.into()), ("corpus", corpus.into())]);
    let slow = |name: &str| case(keys, &[("subject", name.into()), ("slower", 4.into())]);
    let (ours, rival) = (search(OURS, "large"), search(RIVAL, "large"));
    let elements = &search(OURS, "shipped")["elements"];
    let (page, code) = (Limit::Most(kilobytes(Sizes::PAGE)), Limit::Most(kilobytes(Sizes::CODE)));
    let (keys, empty) = (slow(OURS), Some((EMPTY, &slow(EMPTY)["frame"]["p95"])));
    let query = |rank: &str| (&ours["query"][rank], Some((RIVAL, &rival["query"][rank])));
    let visit = &figures["visit"];
    let ((p50, their_p50), (p95, their_p95), their_index) =
        (query("p50"), query("p95"), Some((RIVAL, &rival["index"])));
    vec![
        Row("First visit, all of it, compressed", "kB", &sizes["first_visit"], None, Limit::Most(330.0)),
        Row(
            "Key → results on the screen, CPU × 4 slower, p95",
            "ms",
            &keys["painted"]["p95"],
            None,
            Limit::Most(100.0),
        ),
        Row("Key → next frame, CPU × 4 slower, p95", "ms", &keys["frame"]["p95"], empty, Limit::Times(1.7)),
        Row("63,666 entries: a search, p95", "ms", p95, their_p95, Limit::Most(5.0)),
        Row("63,666 entries: making the index", "ms", &ours["index"], their_index, Limit::Times(0.2)),
        Row("63,666 entries: a search, p50", "ms", p50, their_p50, Limit::Most(1.0)),
        Row("The page before the app, compressed", "kB", &sizes["page"], None, page),
        Row("wasm + js, compressed", "kB", &sizes["code"], None, code),
        Row("First contentful paint, Lighthouse's phone", "ms", &visit["fcp"], None, Limit::Most(1_000.0)),
        Row("Largest contentful paint, Lighthouse's phone", "ms", &visit["lcp"], None, Limit::Most(1_200.0)),
        Row("Total blocking time, Lighthouse's phone", "ms", &visit["tbt"], None, Limit::Most(50.0)),
        Row("Cumulative layout shift, Lighthouse's phone", "", &visit["cls"], None, Limit::Most(0.0)),
        Row("Lighthouse: performance", "", &visit["performance"], None, Limit::Least(100.0)),
        Row("Lighthouse: accessibility", "", &visit["accessibility"], None, Limit::Least(100.0)),
        Row("Lighthouse: best practices", "", &visit["practices"], None, Limit::Least(100.0)),
        Row("Lighthouse: search engines", "", &visit["seo"], None, Limit::Least(100.0)),
        Row("Repeat visit from the offline copy, largest paint", "ms", &visit["repeat"], None, Limit::Most(300.0)),
        Row("Elements in the first view", "", &elements["first"], None, Limit::Most(1_500.0)),
        Row("Elements in any view", "", &elements["most"], None, Limit::Most(3_000.0)),
    ]
}

impl Row<'_> {
    /// The cells: name, measured value, compared value, budget, and "met", "missed" or "open".
    fn cells(&self) -> Vec<String> {
        let Row(what, unit, ours, beside, limit) = self;
        let figure = |value: &Value| format!("{} {unit}", cell(value)).trim_end().to_owned();
        let shown = |value: &Value| if value.is_null() { "–".to_owned() } else { figure(value) };
        let theirs = beside.map_or_else(String::new, |(name, value)| format!("{name}: {}", shown(value)));
        let (most, budget) = match limit {
            Limit::Most(most) => (Some(*most), format!("{most} {unit}").trim_end().to_owned()),
            Limit::Least(least) => (Some(*least), format!("at least {least}")),
            Limit::Times(times) => (beside.and_then(|(_, value)| Some(value.as_f64()? * times)), format!("× {times}")),
        };
        let is_kept = |(ours, limit)| if matches!(self.4, Limit::Least(_)) { ours >= limit } else { ours <= limit };
        let kept = ours.as_f64().zip(most).map(is_kept);
        let kept = kept.map_or("open", |is_kept| if is_kept { "met" } else { "missed" });
        vec![(*what).to_owned(), shown(ours), theirs, budget, kept.to_owned()]
    }
}

/// When and on which machine the figures were measured.
fn origin(figures: &Value) -> String {
    format!("Measured on {} with {}.\n", cell(&figures["date"]), cell(&figures["machine"]))
}

/// The five figures for the README.
pub fn in_short(figures: &Value) -> String {
    let rows = rows(figures).into_iter().take(5).map(|row| row.cells()[..3].to_vec());
    [table(&["", OURS, "beside it"], rows), origin(figures)].join("\n")
}

/// All tables, for `bench/README.md`.
pub fn in_full(figures: &Value) -> String {
    let budgets = table(&["", OURS, "beside it", "at most", ""], rows(figures).iter().map(Row::cells));
    let names = ["subject", "entries", "index", "query", "typos", "unfinished"];
    let head = ["", "entries", "index, ms", "query p50 / p95 / max, ms", "typos answered", ""];
    let searches = table(&head, cases(&figures["searches"], &names));
    let names = ["subject", "entries", "slower", "frame", "painted", "unfinished"];
    let head =
        ["p50 / p95 / max, ms", "entries", "CPU slower ×", "key → next frame", "key → results on the screen", ""];
    let keys = table(&head, cases(&figures["keys"], &names));
    [origin(figures), budgets, searches, keys].join("\n")
}

/// The document with these tables between its markers.
pub fn between_marks(document: &str, tables: &str) -> Result<String> {
    let (before, rest) = document.split_once(MARKS.0).context("there is no line <!-- bench -->")?;
    let (_, after) = rest.split_once(MARKS.1).context("there is no line <!-- /bench -->")?;
    Ok(format!("{before}{}\n{tables}\n{}{after}", MARKS.0, MARKS.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tables_are_replaced_and_nothing_else() {
        let document = "# A\n\n<!-- bench -->\nold\n<!-- /bench -->\n\nB\n";
        let once = between_marks(document, "| new |\n").unwrap();
        assert_eq!(once, "# A\n\n<!-- bench -->\n\n| new |\n\n<!-- /bench -->\n\nB\n");
        assert_eq!(between_marks(&once, "| new |\n").unwrap(), once);
        assert!(between_marks("# A\n<!-- bench -->\n", "").is_err());
    }

    #[test]
    fn figures_stand_beside_their_budgets_and_what_is_not_measured_is_open() {
        let keys =
            |name: &str, p95: f64| json!({"subject": name, "slower": 4, "frame": {"p50": 1, "p95": p95, "max": 99}});
        let keys = [keys(OURS, 34.1), keys(EMPTY, 20.0)];
        let full = in_full(&json!({"kilobytes": {"page": 139.9}, "visit": {"seo": 99, "tbt": 50}, "keys": keys}));
        for line in [
            "| The page before the app, compressed | 140 kB |  | 32 kB | missed |",
            "| Lighthouse: search engines | 99 |  | at least 100 | missed |",
            "| Total blocking time, Lighthouse's phone | 50 ms |  | 50 ms | met |",
            "| First visit, all of it, compressed | – |  | 330 kB | open |",
            "| 34.1 ms | an empty page: 20 ms | × 1.7 | missed |",
            "| an empty page |  | 4 | 1 / 20 / 99 |",
        ] {
            assert!(full.contains(line), "{line}: {full}");
        }
    }
}
