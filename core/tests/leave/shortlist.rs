//! The outputs of a shortlist.

use atlas_core::atlas::Atlas;
use atlas_core::catalog::ToolId;
use atlas_core::markdown::escaped;
use atlas_core::query::{Command, Pick, Query};
use atlas_core::shortlist::{OUTPUTS, Shortlist};
use atlas_core::text::{is_break, one_line};
use proptest::prelude::*;

use super::{ADDRESS, SHIPPED, friendly, hostile, hostile_atlas};

/// The outputs by their titles.
fn outputs(atlas: &Atlas, query: &Query, pinned: bool) -> Vec<(&'static str, String)> {
    let list = Shortlist { atlas, query, pinned, address: ADDRESS, today: "2026-11-28" };
    OUTPUTS.iter().map(|output| (output.title, (output.text)(&list))).collect()
}

#[test]
fn lines_install_every_package_once_and_say_what_they_leave_out() {
    let atlas = friendly();
    let query = Query::decode("pick=dask,sqlite3,pandas,twin,odd,lost", &atlas);
    let list = Shortlist { atlas: &atlas, query: &query, pinned: true, address: ADDRESS, today: "2026-11-28" };
    assert_eq!(list.without_package(), ["sqlite3"]);
    let notes = [
        "Without a package: sqlite3.",
        "Left out, because no package can have that name: Odd.",
        "Not pinned, because no version is known: pandas, Twin.",
        "No longer in the package index: Lost.",
        "Dask: Not dusk: that is another package.",
        "Dask: It needs a C compiler.",
    ];
    assert_eq!(list.notes(), notes);
    let comments: String = notes.iter().flat_map(|note| ["# ", note, "\n"]).collect();
    let pinned = [
        ("pip", "pip install \"dask[complete]==2026.11.0\" pandas lost==1.0".to_owned()),
        ("uv", "uv add \"dask[complete]==2026.11.0\" pandas lost==1.0".to_owned()),
        ("requirements.txt", format!("{comments}dask[complete]==2026.11.0\npandas\nlost==1.0\n")),
        (
            "pyproject.toml",
            format!(
                "{comments}dependencies = [\n    \"dask[complete]==2026.11.0\",\n    \"pandas\",\n    \"lost==1.0\",\n]\n"
            ),
        ),
    ];
    assert_eq!(outputs(&atlas, &query, true)[..4], pinned);
    let free = outputs(&atlas, &query, false);
    assert_eq!(free[0].1, "pip install \"dask[complete]\" pandas lost");
    assert!(!free[2].1.contains("=="), "{}", free[2].1);
    assert!(!free[2].1.contains("Not pinned"), "{}", free[2].1);
}

#[test]
fn without_packages_there_is_nothing_to_install() {
    let atlas = friendly();
    for (picks, comment) in [("", ""), ("pick=sqlite3", "# Without a package: sqlite3.\n")] {
        let query = Query::decode(picks, &atlas);
        let texts: Vec<String> = outputs(&atlas, &query, true).into_iter().map(|(_, text)| text).collect();
        let dependencies = format!("{comment}dependencies = [\n]\n");
        assert_eq!(texts[..4], [String::new(), String::new(), comment.to_owned(), dependencies], "{picks}");
        assert!(!texts[4].contains("```"), "{}", texts[4]);
    }
}

#[test]
fn the_record_tells_what_was_chosen_and_why() {
    let atlas = friendly();
    let address = "task=big-data&env=windows,3.14,permissive&pick=dask,sqlite3&why=dask:it's+*fast*&why=sqlite3:";
    let query = Query::decode(address, &atlas);
    let record = &outputs(&atlas, &query, false)[4].1;
    let expected = r#"# Decision: Python tools for big data

- **Date**: 2026-11-28
- **Task**: big data
- **Environment**: Windows, Python 3.14, Permissive only

## [Dask](<https://a.example/>)

- **Why**: it's \*fast\*
- **What it is**: It helps.
- **Choose it when**: Tables are large.
- **Look elsewhere when**: They are small: pandas.
- **Licence**: BSD-3-Clause
- **Fit**: Fits
- **Installs**: with Python 3.14, Windows: ✓ 12 packages, 3.4 MB
- **Maintenance**: Superseded by pandas

## [sqlite3](<https://a.example/>)

- **What it is**: It helps.
- **Licence**: unknown
- **Fit**: Unknown: nothing says that it runs on Windows; its licence is not known
- **Maintenance**: Not tracked

## Install

```sh
pip install "dask[complete]"
```

```sh
uv add "dask[complete]"
```

- Without a package: sqlite3.
- Dask: Not dusk: that is another package.
- Dask: It needs a C compiler.
- **Facts checked**: 2026-11-23
- [This shortlist in Python Atlas](<https://atlas.example/?pick=dask,sqlite3>)
"#;
    assert_eq!(record, expected);
    // Where nothing is said, nothing is judged, and the newest but one Python is told on every system.
    let query = Query::decode("pick=dask,lost", &atlas);
    let record = &outputs(&atlas, &query, false)[4].1;
    assert!(record.starts_with("# Decision: Python tools\n\n- **Date**: 2026-11-28\n\n##"), "{record}");
    let installs = "with Python 3.14, Linux: ✓ 12 packages, 3.4 MB; macOS: no wheels of b; Windows: ✓ 12 packages";
    assert!(record.contains(installs) && !record.contains("**Fit**"), "{record}");
    assert!(record.contains("- **Maintenance**: Dormant, last release November 2020\n"), "{record}");
}

/// Every tool of the shipped catalog with a package can be installed by the lines.
#[test]
fn the_shipped_packages_have_specifiers() {
    for tool in SHIPPED.tools() {
        let known = SHIPPED.known(tool);
        let pinned = known.specifier(true).unwrap_or_default();
        assert_eq!(tool.package.is_some(), pinned.contains("=="), "{}: {pinned:?}", tool.id);
    }
}

/// Returns true for a specifier that can stand anywhere.
fn is_specifier(text: &str) -> bool {
    !text.is_empty()
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.+=[]".contains(c))
}

proptest! {
    /// Whatever a catalog, the facts and the person say, a line installs packages and nothing else, a file has one of
    /// them on a line, and no text becomes another line, a link or markup of the record.
    #[test]
    fn hostile_texts_stay_texts(texts in prop::collection::vec(hostile(), 12), is_pinned: bool) {
        let atlas = hostile_atlas(&texts);
        let id = |id: &str| ToolId::from_text(id).expect("an id");
        let picks = ["evil", "good", "bare"].map(|tool| Pick { tool: id(tool), why: String::new() }).to_vec();
        let query = Query::decode("env=linux,3.14", &atlas).apply(Command::Pick(picks));
        let query = query.apply(Command::Why(id("evil"), texts[10].clone()));
        let outputs = outputs(&atlas, &query, is_pinned);

        let packages: Vec<String> = outputs[0].1.strip_prefix("pip install ").expect("the command")
            .split(' ').map(|word| word.replace('"', "")).collect();
        prop_assert!(packages.iter().all(|package| is_specifier(package)), "{}", &outputs[0].1);
        prop_assert_eq!(packages.last().map(String::as_str), Some("good"));
        prop_assert_eq!(outputs[1].1.replace("uv add ", "pip install "), outputs[0].1.clone());

        // Python takes more characters for the end of a line than others do.
        let lines = |at: usize| -> Vec<&str> {
            let text = outputs[at].1.strip_suffix('\n').expect("a last line");
            text.split(is_break).filter(|line| !line.starts_with("# ")).collect()
        };
        prop_assert_eq!(lines(2), packages.iter().map(String::as_str).collect::<Vec<_>>());
        let toml = lines(3);
        let quoted = |line: &&str| Some(line.strip_prefix("    \"")?.strip_suffix("\",")?.to_owned());
        prop_assert_eq!((toml[0], toml[toml.len() - 1]), ("dependencies = [", "]"));
        prop_assert_eq!(toml[1..toml.len() - 1].iter().map(quoted).collect::<Option<Vec<_>>>(), Some(packages));

        // Each line of the record begins as the record makes it, and what is left without the escaped signs and its own
        // markup has none.
        for line in outputs[4].1.split(is_break).filter(|line| !line.is_empty()) {
            let mut plain = String::new();
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                if c == '\\' { chars.next(); } else { plain.push(c); }
            }
            let own = ["# Decision", "## [", "## Install", "- ", "```", "pip install ", "uv add "];
            prop_assert!(own.iter().any(|own| plain.starts_with(own)), "{}", line);
            if !line.starts_with(['`', 'p', 'u']) {
                let rest = plain.trim_start_matches(['#', '-', ' ']).replacen("**", "", 2);
                let rest = rest.replacen("](<", "", 1).replacen('[', "", 1);
                let rest = rest.strip_suffix(">)").unwrap_or(&rest);
                prop_assert!(!rest.contains(['*', '_', '`', '[', ']', '<', '>', '#']), "{}", line);
            }
        }
        let why = escaped(&query.picks()[0].why);
        let line = format!("- **Why**: {why}\n");
        prop_assert_eq!(outputs[4].1.contains(&line), !why.is_empty());
        prop_assert!(one_line(&outputs[0].1) == outputs[0].1);
    }
}
