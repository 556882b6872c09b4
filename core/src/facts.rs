//! Facts: what is measured of a package, each with its source and the day it was checked. They are never typed by hand:
//! `cargo xtask refresh` writes them, and says how in `xtask/refresh/facts.py`.
//!
//! What is concluded from them, [`maintenance`] and [`licence_group`], follows from the facts alone, never from the
//! reader's clock.

use serde_json::Value;

use super::catalog::{DataError, Tool, check_version, not_json};
use super::interner::Interner;
use super::json::{ANY, Fields, Reader};

/// The file's name in messages.
const FILE: &str = "facts.json";

/// What is known of one package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFacts {
    /// The latest stable version.
    pub version: String,
    /// The day its first file was published, `YYYY-MM-DD`.
    pub released: String,
    /// The Python versions it asks for, as a version specifier.
    pub requires_python: Option<String>,
    /// Those of [`Facts::pythons`] that this allows and, where there are wheels, one of them installs on; none if it asks
    /// for nothing.
    pub pythons: Vec<String>,
    /// An SPDX expression where the package gives one, else the name of a licence family.
    pub licence: Option<String>,
    /// What its wheels run on, by id (see [`RUNS_ON`]).
    pub runs: Vec<String>,
    /// Whether its wheels have a compiled part: "pure", "compiled" or "both"; nothing if there are no wheels.
    pub build: Option<String>,
    /// The version in the Pyodide distribution and the edition of that, if it is there.
    pub pyodide: Option<String>,
    /// The file whose metadata was read.
    pub source: String,
    /// The day all this was checked, `YYYY-MM-DD`.
    pub checked: String,
}

/// The facts of all packages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The day since which all of them were checked, `YYYY-MM-DD`; empty while there are no facts.
    pub checked: String,
    /// The feature releases of Python that were asked about, oldest first.
    pub pythons: Vec<String>,
    rows: Vec<PackageFacts>,
    packages: Interner,
}

impl Facts {
    /// Reads the file that the refresh writes.
    ///
    /// # Errors
    /// [`DataError`]: not JSON, another format version, or the first package whose facts break a rule.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        let json: Value = serde_json::from_str(text).map_err(|error| not_json(FILE, &error, ""))?;
        check_version(FILE, &json)?;
        let reader = Reader::new(FILE);
        let file = Fields::new(&reader, "the file itself".to_owned(), &json);
        let mut facts =
            Self { checked: file.text("checked", check_day), pythons: file.texts("pythons", ANY), ..Self::default() };
        for (package, value) in json.get("packages").and_then(Value::as_object).into_iter().flatten() {
            let fields = Fields::new(&reader, format!("package \"{package}\""), value);
            facts.packages.intern(package);
            facts.rows.push(PackageFacts {
                version: fields.text("version", ANY),
                released: fields.text("released", check_day),
                requires_python: fields.optional("requires_python", ANY),
                pythons: fields.texts("pythons", ANY),
                licence: fields.optional("licence", ANY),
                runs: fields.texts("runs", ANY),
                build: fields.optional("build", ANY),
                pyodide: fields.optional("pyodide", ANY),
                source: fields.text("source", ANY),
                checked: fields.text("checked", check_day),
            });
        }
        reader.finish()?;
        Ok(facts)
    }

    /// The facts of a package.
    #[must_use]
    pub fn of(&self, package: &str) -> Option<&PackageFacts> {
        self.rows.get(self.packages.get(package)?.position())
    }
}

/// A day is `YYYY-MM-DD`, so that days compare as texts.
fn check_day(text: &str) -> Result<(), String> {
    let digit_or_dash = |(at, c): (usize, u8)| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() };
    let ok = text.len() == 10 && text.bytes().enumerate().all(digit_or_dash);
    if ok { Ok(()) } else { Err(format!("\"{text}\" is no day (YYYY-MM-DD)")) }
}

/// What wheels can run on, as id and label, in display order. A wheel without a compiled part counts for the desktop
/// systems that the package names, else for all, and for `PyPy` and free-threaded Python; for phones and the browser only
/// wheels made for them or the Pyodide distribution do.
pub const RUNS_ON: [(&str, &str); 8] = [
    ("linux", "Linux"),
    ("macos", "macOS"),
    ("windows", "Windows"),
    ("android", "Android"),
    ("ios", "iOS"),
    ("browser", "Browser (WebAssembly)"),
    ("pypy", "PyPy"),
    ("free-threaded", "Free-threaded Python"),
];

/// The verdicts on maintenance as id, label and reason, in display order.
pub const MAINTENANCE: [(&str, &str, &str); 6] = [
    ("active", "Active", "a stable release within 12 months before the check"),
    ("slow", "Slow", "the last stable release 12 to 36 months before the check"),
    ("dormant", "Dormant", "the last stable release over 36 months before the check"),
    ("superseded", "Superseded", "the project points to another one"),
    ("not-tracked", "Not tracked", "no package to measure"),
    ("unknown", "Unknown", "the facts of the package are missing"),
];

/// `day` some years later, to compare with other days.
fn years_later(day: &str, years: u32) -> String {
    let (year, rest) = day.split_at_checked(4).unwrap_or_default();
    format!("{:04}{rest}", year.parse().unwrap_or(0) + years)
}

/// The verdict on a tool's maintenance, as an index in [`MAINTENANCE`].
#[must_use]
pub fn maintenance(tool: &Tool, facts: Option<&PackageFacts>) -> usize {
    if tool.replaced_by.is_some() {
        return 3;
    }
    match facts {
        None if tool.package.is_none() => 4,
        None => 5,
        Some(facts) => [1, 3].iter().filter(|&&years| years_later(&facts.released, years) < facts.checked).count(),
    }
}

/// Groups of licences as id and label, in display order.
pub const LICENCES: [(&str, &str); 4] =
    [("permissive", "Permissive"), ("copyleft", "Copyleft"), ("other", "Other"), ("unknown", "Unknown")];

/// Licences, by how their names begin, that allow use in closed programs without conditions on the rest
/// (<https://spdx.org/licenses/>, <https://choosealicense.com/appendix/>).
const PERMISSIVE: [&str; 13] =
    ["0BSD", "Apache", "BSD", "BSL", "CC0", "HPND", "ISC", "MIT", "PSF", "Python", "Unlicense", "ZPL", "Zlib"];
/// Licences, by how their names begin, that ask the same freedom of changed versions or of the whole work.
const COPYLEFT: [&str; 8] = ["AGPL", "CDDL", "EPL", "EUPL", "GPL", "LGPL", "MPL", "OSL"];

/// The group of a licence, as an index in [`LICENCES`]. Of alternatives (`OR`) the freest counts, of licences that all
/// apply (`AND`) the strictest, where one that is on no list is stricter than any; exceptions (`WITH`) change no group.
#[must_use]
pub fn licence_group(licence: Option<&str>) -> usize {
    licence.map_or(3, |licence| group(&mut licence.split_inclusive([' ', '(', ')'])))
}

/// The group of an expression, up to its end or to the bracket that closes it. Each word comes with what ends it.
fn group(words: &mut dyn Iterator<Item = &str>) -> usize {
    let (mut freest, mut strictest) = (2, 0);
    while let Some(mut word) = words.next() {
        let name = word.trim_end_matches([' ', ')']);
        let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
        match name {
            "OR" => (freest, strictest) = (strictest.min(freest), 0),
            "(" => strictest = group(words).max(strictest),
            "WITH" => word = words.next().unwrap_or_default(),
            "" | "AND" => {}
            _ if begins(&COPYLEFT) => strictest = strictest.max(1),
            _ if begins(&PERMISSIVE) => {}
            _ => strictest = 2,
        }
        if word.ends_with(')') {
            break;
        }
    }
    strictest.min(freest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use proptest::prelude::*;

    const FACTS: &str = r#"{"version": 1, "checked": "2026-11-23", "pyodide": "314.0.7", "pythons": ["3.13", "3.14"],
        "packages": {"numpy": {"version": "2.5.5", "released": "2026-11-15", "requires_python": ">=3.12",
        "pythons": ["3.13", "3.14"], "licence": "BSD-3-Clause", "runs": ["linux"], "pyodide": "2.4.6",
        "source": "numpy-2.5.5.tar.gz", "checked": "2026-11-23"}}}"#;

    #[test]
    fn facts_are_read_by_package() {
        let facts = Facts::parse(FACTS).expect("sound");
        assert_eq!(facts.of("numpy").map(|facts| facts.version.as_str()), Some("2.5.5"));
        assert_eq!(facts.of("pandas"), None);
    }

    #[test]
    fn broken_facts_are_named() {
        let table = [
            (r#""version": 1"#, r#""version": 2"#, "facts.json has format version 2"),
            (
                "2026-11-15",
                "soon",
                r#"facts.json has a mistake in package "numpy", field "released": "soon" is no day"#,
            ),
            (r#"["linux"]"#, r#""linux""#, r#"field "runs": expected a list, found a text"#),
            (r#""source": "numpy-2.5.5.tar.gz","#, "", r#"field "source": expected a text, found nothing"#),
            ("}}}", "", "facts.json is not complete JSON"),
        ];
        for (old, new, expected) in table {
            let message = Facts::parse(&FACTS.replacen(old, new, 1)).expect_err(expected).to_string();
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn maintenance_follows_the_rule() {
        let catalog = |rest: &str| {
            let text = format!(
                r#"{{"version": 1, "edition": "x", "categories": [{{"id": "c", "kind": "area", "name": "C", "summary": "s"}}],
                "tools": [{{"id": "b", "name": "B", "kind": "library", "summary": "s", "links": {{"home": "https://b"}},
                "places": [{{"category": "c", "role": "r"}}]}}, {{"id": "a", "name": "A", "kind": "library", "summary": "s",
                "links": {{"home": "https://a"}}, "places": [{{"category": "c", "role": "r"}}] {rest}}}]}}"#
            );
            Catalog::parse(&text).expect("sound").tools.remove(1)
        };
        let of = |tool: &Tool, released: Option<&str>| {
            let facts = released.map(|day| Facts::parse(&FACTS.replace("2026-11-15", day)).expect("sound"));
            MAINTENANCE[maintenance(tool, facts.as_ref().and_then(|facts| facts.of("numpy")))].0
        };
        let packaged = catalog(r#", "package": "a""#);
        let table = [
            ("2026-11-23", "active"),
            ("2025-11-23", "active"),
            ("2025-11-22", "slow"),
            ("2023-11-23", "slow"),
            ("2023-11-22", "dormant"),
            ("2004-02-29", "dormant"),
        ];
        for (released, expected) in table {
            assert_eq!(of(&packaged, Some(released)), expected, "{released}");
        }
        assert_eq!(of(&packaged, None), "unknown");
        assert_eq!(of(&catalog(""), None), "not-tracked");
        assert_eq!(of(&catalog(r#", "package": "a", "replaced_by": "b""#), Some("2026-11-23")), "superseded");
    }

    #[test]
    fn licences_are_grouped() {
        let table = [
            (Some("MIT"), "permissive"),
            (Some("Apache-2.0 WITH LLVM-exception AND BSD-2-Clause"), "permissive"),
            (Some("EPL-2.0 OR BSD-3-Clause"), "permissive"),
            (Some("LGPL-3.0-only OR GPL-2.0-only"), "copyleft"),
            (Some("MIT AND (MPL-2.0)"), "copyleft"),
            (Some("Proprietary"), "other"),
            (Some("MIT AND LicenseRef-Own"), "other"),
            (Some("GPL-3.0-only AND (MIT OR Apache-2.0)"), "copyleft"),
            (Some("(MIT OR Apache-2.0) AND GPL-3.0-only"), "copyleft"),
            (Some("MIT OR (GPL-3.0-only AND (MIT OR GPL-2.0-only WITH GCC-exception-3.1))"), "permissive"),
            (Some("LicenseRef-Own OR (GPL-3.0-only WITH GCC-exception-3.1) AND MIT"), "copyleft"),
            (Some("GPL-3.0-only AND LicenseRef-Own"), "other"),
            (Some("Apache"), "permissive"),
            (None, "unknown"),
        ];
        for (licence, expected) in table {
            assert_eq!(LICENCES[licence_group(licence)].0, expected, "{licence:?}");
        }
    }

    proptest! {
        /// Whatever happens to the file, reading it ends in facts or an error.
        #[test]
        fn damaged_facts_are_an_error_or_facts(at in 0usize..500, byte: u8, cut: bool) {
            let mut bytes = FACTS.as_bytes().to_vec();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            if let Err(error) = Facts::parse(&String::from_utf8_lossy(&bytes)) {
                prop_assert!(error.to_string().starts_with("facts.json "));
            } else {
                prop_assert!(!cut);
            }
        }
    }
}
