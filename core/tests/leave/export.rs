//! The export of a view.

use atlas_core::atlas::Atlas;
use atlas_core::export::{COLUMNS, Format, Member, export};
use atlas_core::query::Query;
use atlas_core::results::{GroupKey, Results};
use atlas_core::text::is_break;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{ADDRESS, SHIPPED, friendly, hostile, hostile_atlas};

/// The records of a CSV file (RFC 4180).
fn parsed(csv: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.strip_prefix('\u{feff}').expect("a mark of UTF-8").chars().peekable();
    while let Some(c) = chars.next() {
        match (c, is_quoted) {
            ('"', true) if chars.peek() == Some(&'"') => cell.extend(chars.next()),
            ('"', _) => is_quoted = !is_quoted,
            (',', false) => record.push(std::mem::take(&mut cell)),
            ('\r', false) => {
                assert_eq!(chars.next(), Some('\n'), "a record ends with CR LF");
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            _ => cell.push(c),
        }
    }
    assert!(record.is_empty() && cell.is_empty() && !is_quoted, "the last record ends like the others");
    records
}

/// The cells of each row on the page, with all columns.
fn shown(atlas: &Atlas, query: &Query, results: &Results) -> Vec<Vec<String>> {
    let rows = results.groups.iter().flat_map(|group| group.tools.iter().map(move |&tool| (group.key, tool)));
    let cells = |(group, tool): (GroupKey, _)| {
        let known = atlas.known(atlas.tool_at(tool));
        let member = Member { atlas, group, known, environment: &query.environment };
        COLUMNS.iter().map(|column| (column.of)(&member)).collect()
    };
    rows.map(cells).collect()
}

/// Exports a view in each format and checks that each has exactly the rows of the page.
fn check_export(atlas: &Atlas, query: &Query) {
    let results = Results::new(atlas, &query.listing());
    let export = |format| export(format, atlas, query, &results, ADDRESS, "2026-11-28");
    let with_fit = !query.environment.encode().is_empty();
    let is_wanted = |(at, _): &(usize, String)| with_fit || COLUMNS[*at].name != "fit";
    let wanted = |row: Vec<String>| row.into_iter().enumerate().filter(is_wanted).map(|(_, cell)| cell).collect();
    let names: Vec<String> = wanted(COLUMNS.iter().map(|column| column.name.to_owned()).collect());
    let rows: Vec<Vec<String>> = shown(atlas, query, &results).into_iter().map(wanted).collect();
    let pairs: usize = results.groups.iter().map(|group| group.tools.len()).sum();
    assert_eq!(rows.len(), pairs);

    let mut csv = parsed(&export(Format::Csv));
    // Each row of the table says of which view it is, and of which day.
    for row in &mut csv {
        let about = row.split_off(names.len());
        let is_head = row[..] == names;
        assert_eq!(about, if is_head { ["date", "address"] } else { ["2026-11-28", ADDRESS] });
    }
    assert_eq!(csv[0], names);
    let guarded = |cell: &String| {
        let guard =
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) { "'" } else { "" };
        format!("{guard}{cell}")
    };
    let expected: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(guarded).collect()).collect();
    assert_eq!(csv[1..], expected);

    let json: Value = serde_json::from_str(&export(Format::Json)).expect("JSON");
    let expected: Vec<Value> = rows
        .iter()
        .map(|row| names.iter().cloned().zip(row.iter().cloned().map(Value::from)).collect::<serde_json::Map<_, _>>())
        .map(Value::from)
        .collect();
    assert_eq!(json["rows"], Value::from(expected));
    assert_eq!(json["counts"], results.summary());
    assert_eq!(json["address"], ADDRESS);

    let markdown = export(Format::Markdown);
    let lines: Vec<&str> = markdown.split(is_break).collect();
    assert!(lines.iter().all(|line| !line.ends_with(": ")), "says nothing of nothing: {markdown}");
    let tables = results.groups.len();
    assert_eq!(lines.iter().filter(|line| line.starts_with("| ")).count(), pairs + 2 * tables);
    assert_eq!(lines.iter().filter(|line| line.starts_with("## ")).count(), tables);
    let bars = |line: &str| line.replace(r"\\", "").replace(r"\|", "").matches('|').count();
    let counts: Vec<usize> = lines.iter().filter(|line| line.starts_with('|')).map(|line| bars(line)).collect();
    assert!(counts.windows(2).all(|pair| pair[0] == pair[1]), "{markdown}");
}

#[test]
fn a_view_is_exported_as_it_is_on_the_page() {
    for address in [
        "",
        "view=table&group=none&sort=name",
        "group=kind&licence=copyleft",
        "q=web+server",
        "task=face-detection&env=windows,3.14,permissive&fit=only",
        "q=nothing+at+all+like+this+zzz",
    ] {
        check_export(&SHIPPED, &Query::decode(address, &SHIPPED));
    }
}

#[test]
fn a_tool_in_two_groups_is_exported_in_both() {
    let atlas = friendly();
    let query = Query::decode("q=dask&env=linux", &atlas);
    let results = Results::new(&atlas, &query.listing());
    let of = |format| export(format, &atlas, &query, &results, ADDRESS, "2026-11-28");
    let expected = r#"# Python Atlas: 1 tool in 2 categories

- edition: 2026-11-24
- facts checked: 2026-11-23
- date: 2026-11-28
- address: [https://atlas.example/?pick=dask,sqlite3](<https://atlas.example/?pick=dask,sqlite3>)
- environment: Linux

## Data \| work

| tool | role | choose when | avoid when | install | licence | maintenance | runs on | fit |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| [Dask](<https://a.example/>) | splits tables | Tables are large. | They are small: pandas. | pip install "dask\[complete\]" | BSD-3-Clause | Superseded by pandas | Linux | Fits |

## Data

| tool | role | choose when | avoid when | install | licence | maintenance | runs on | fit |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| [Dask](<https://a.example/>) | waits | Tables are large. | They are small: pandas. | pip install "dask\[complete\]" | BSD-3-Clause | Superseded by pandas | Linux | Fits |
"#;
    assert_eq!(of(Format::Markdown), expected);
    let json = of(Format::Json);
    let lines: Vec<&str> = json.lines().collect();
    assert_eq!(lines[1], r#""edition": "2026-11-24","#);
    assert!(lines[8].starts_with(r#"{"group": "Data | work", "name": "Dask", "id": "dask","#), "{}", lines[8]);
    assert_eq!(lines.len(), 12, "a line for each row, as it is compared by lines: {json}");
    // A tool in a group that is no category tells its role in its first one.
    let query = Query::decode("q=dask&group=kind", &atlas);
    let results = Results::new(&atlas, &query.listing());
    let json: Value = serde_json::from_str(&export(Format::Json, &atlas, &query, &results, "", "")).expect("JSON");
    assert_eq!((&json["rows"][0]["group"], &json["rows"][0]["role"]), (&json!("Libraries"), &json!("splits tables")));
    let csv = of(Format::Csv);
    assert!(csv.contains("\"splits tables\"") && csv.contains("\"pip install \"\"dask[complete]\"\"\""), "{csv}");
}

proptest! {
    /// Whatever a catalog and the facts say, each format reads back as the rows of the page.
    #[test]
    fn hostile_cells_stay_cells(texts in prop::collection::vec(hostile(), 12)) {
        let atlas = hostile_atlas(&texts);
        for address in ["", "group=none", "env=linux"] {
            check_export(&atlas, &Query::decode(address, &atlas));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Every view has the rows of the page.
    #[test]
    fn any_view_is_exported_as_it_is_on_the_page(
        text in "|[a-z]{1,3}|data|web",
        grouping in prop::sample::select(vec!["", "&group=kind", "&group=licence", "&group=maintenance", "&group=none"]),
        sort in prop::sample::select(vec!["", "&sort=name", "&sort=released"]),
        environment in prop::sample::select(vec!["", "&env=windows,3.14", "&env=permissive&fit=only"]),
    ) {
        check_export(&SHIPPED, &Query::decode(&format!("q={text}{grouping}{sort}{environment}"), &SHIPPED));
    }
}
