//! Facts: what is measured of a package, each with its source and the day it was checked. Nobody types them by hand:
//! `cargo xtask refresh` writes them, by the rules in `xtask/refresh/facts.py`.
//!
//! [`measured_maintenance`] and [`licence_class`] are concluded from the facts and the catalog alone, never from the clock of
//! the machine that shows them.

use super::closed_set::{ClosedSet, Row, row};
use super::interner::Interner;
use super::json::{self, ANY, DataErrors, Errors, Fields, check_version, short};
use super::platform::Platform;

mod installs;
mod licence;
mod maintenance;

pub use installs::{Answer, Install, InstallClass, Installs, System};
pub use licence::{LicenceClass, is_network_copyleft, licence_class};
pub use maintenance::{MaintenanceStatus, measured_maintenance};

/// The file's name in messages.
const FILE: &str = "facts.json";

/// How many of a package's wheels have a compiled part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// None has, and there is a wheel without one of every package that it needs.
    Pure,
    /// None has, but it needs a package whose wheels all have one.
    NeedsCompiled,
    /// All have.
    Compiled,
    /// Some have.
    Both,
}

impl ClosedSet for Build {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Pure, "pure", "Pure Python"),
        row(Self::NeedsCompiled, "needs-compiled", "Pure, needs compiled packages"),
        row(Self::Compiled, "compiled", "Compiled code"),
        row(Self::Both, "both", "Pure and compiled files"),
    ];
}

/// What the index says of a project that is not active as usual (<https://peps.python.org/pep-0792/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexStatus {
    /// Its maintainers do not expect to release it any more.
    Archived,
    /// Its maintainers advise against it, or for another package.
    Deprecated,
    /// The index keeps it back, because it may be harmful.
    Quarantined,
}

impl ClosedSet for IndexStatus {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Archived, "archived", "Archived"),
        row(Self::Deprecated, "deprecated", "Deprecated"),
        row(Self::Quarantined, "quarantined", "Quarantined"),
    ];
}

/// What is known of one package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFacts {
    /// The latest stable version.
    pub version: String,
    /// The day its first file was published, `YYYY-MM-DD`; empty if the index tells none.
    pub released: String,
    /// The Python versions it needs, as a version specifier such as `>=3.12`.
    pub requires_python: Option<String>,
    /// The releases of [`Facts::pythons`] that `requires_python` allows; if there are wheels, only those that at least
    /// one wheel installs on. None if the package states no version. This is what the package alone allows;
    /// [`installs`](Self::installs) tells if its dependencies go there too.
    pub pythons: Vec<String>,
    /// An SPDX expression if the package gives one, else the name of a licence family.
    pub licence: Option<String>,
    /// Whether it has type hints, by its own word (`py.typed`); `None` if its wheel could not be read.
    pub typed: Option<bool>,
    /// What the index says of the project; `None` if it is active or the index says nothing.
    pub status: Option<IndexStatus>,
    /// Whether the index attests where all files of the release come from (<https://peps.python.org/pep-0740/>).
    pub provenance: Option<bool>,
    /// What its wheels run on. Platforms that this build does not know, from facts of a newer edition, are left out.
    pub runs: Vec<Platform>,
    /// How many of its wheels have a compiled part; `None` if there are no wheels, or for an id that this build does
    /// not know.
    pub build: Option<Build>,
    /// The version in the Pyodide distribution and the version of that distribution, if it has the package.
    pub pyodide: Option<String>,
    /// The extra that [`installs`](Self::installs) was asked for, because the usual install line has it.
    pub extras: Option<String>,
    /// Whether it installs with all it needs, by system and Python.
    pub installs: Installs,
    /// The file whose metadata was read: the tags of a wheel, or the ending of a source archive.
    pub source: String,
    /// The day these facts were checked, `YYYY-MM-DD`.
    pub checked: String,
    /// Why the index has no release of it any more; the other facts are then the last that were measured.
    pub gone: Option<String>,
}

/// The facts of all packages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The oldest day among those on which the packages were checked, `YYYY-MM-DD`; empty while there are no facts.
    pub checked: String,
    /// The feature releases of Python that packages were checked for, oldest first, such as `3.14`.
    pub pythons: Vec<String>,
    /// Those that [`PackageFacts::installs`] has answers for.
    pub installs_for: Vec<String>,
    rows: Vec<PackageFacts>,
    packages: Interner,
}

impl Facts {
    /// Reads the file that the refresh writes.
    ///
    /// # Errors
    /// [`DataErrors`]: not JSON, another format version, or the packages whose facts break a rule.
    pub fn parse(text: &str) -> Result<Self, DataErrors> {
        let errors = Errors::in_file(FILE);
        let json = json::parse(text).and_then(check_version).map_err(|error| errors.with(error))?;
        let file = Fields::new(&errors, &json);
        let mut facts = Self {
            checked: file.text("checked", check_day),
            pythons: file.texts("pythons", ANY),
            installs_for: file.texts("installs_for", ANY),
            ..Self::default()
        };
        for (package, value) in json["packages"].as_object().into_iter().flatten() {
            errors.enter(1, "package", 0, package);
            let fields = Fields::new(&errors, value);
            facts.packages.intern(package);
            facts.rows.push(PackageFacts {
                version: fields.text("version", ANY),
                released: fields.optional("released", check_day).unwrap_or_default(),
                requires_python: fields.optional("requires_python", ANY),
                pythons: fields.texts("pythons", ANY),
                licence: fields.optional("licence", ANY),
                typed: fields.has("typed").then(|| fields.flag("typed")),
                status: fields.optional("status", ANY).and_then(|id| IndexStatus::from_id(&id)),
                provenance: fields.has("provenance").then(|| fields.flag("provenance")),
                runs: fields.texts("runs", ANY).iter().filter_map(|id| Platform::from_id(id)).collect(),
                build: fields.optional("build", ANY).and_then(|id| Build::from_id(&id)),
                pyodide: fields.optional("pyodide", ANY),
                extras: fields.optional("extras", ANY),
                installs: Installs::read(&value["installs"], &facts.installs_for),
                source: fields.text("source", ANY),
                checked: fields.text("checked", check_day),
                gone: fields.optional("gone", ANY),
            });
        }
        errors.into_result()?;
        Ok(facts)
    }

    /// The facts of a package, by the name to install it by; `None` if there are none.
    #[must_use]
    pub fn of(&self, package: &str) -> Option<&PackageFacts> {
        self.rows.get(self.packages.get(package)?.position())
    }
}

/// Checks that a day is `YYYY-MM-DD`: days in that format compare as texts.
pub(crate) fn check_day(text: &str) -> Result<(), String> {
    let digit_or_dash = |(at, c): (usize, u8)| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() };
    let ok = text.len() == 10 && text.bytes().enumerate().all(digit_or_dash);
    if ok { Ok(()) } else { Err(format!("\"{}\" is not a day (YYYY-MM-DD)", short(text))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FACTS: &str = r#"{"version": 1, "checked": "2026-11-23", "pyodide": "314.0.7", "pythons": ["3.13", "3.14"],
        "installs_for": ["3.14"], "packages": {"numpy": {"version": "2.5.5", "released": "2026-11-15", "requires_python": ">=3.12",
        "pythons": ["3.13", "3.14"], "licence": "BSD-3-Clause", "runs": ["linux"], "pyodide": "2.4.6",
        "typed": true, "status": "archived", "provenance": false, "extras": "all", "gone": "quarantined",
        "installs": {"linux": "yes 1 16000 kB", "macos": "no-wheel numpy"}, "source": "numpy-2.5.5.tar.gz", "checked": "2026-11-23"}}}"#;

    #[test]
    fn facts_are_read_by_package() {
        let facts = Facts::parse(FACTS).expect("sound");
        assert_eq!(facts.of("numpy").map(|facts| facts.version.as_str()), Some("2.5.5"));
        assert_eq!(facts.of("pandas"), None);
        let numpy = facts.of("numpy").expect("facts");
        assert_eq!(
            (numpy.typed, numpy.status, numpy.provenance),
            (Some(true), Some(IndexStatus::Archived), Some(false))
        );
        assert_eq!((numpy.extras.as_deref(), numpy.gone.as_deref()), (Some("all"), Some("quarantined")));
        let of = |system| numpy.installs.of(system, "3.14");
        assert_eq!(of(System::Linux), Some(&Install::Yes { packages: 1, kilobytes: Some(16_000) }));
        assert_eq!(of(System::Macos), Some(&Install::NoWheel("numpy".to_owned())));
        assert_eq!(of(System::Windows), None);
    }

    /// What an index does not tell is unknown, and the rest is used.
    #[test]
    fn most_fields_may_be_missing() {
        let text = r#"{"version": 1, "checked": "2026-11-23", "packages": {"numpy": {"version": "2.5.5",
            "source": "numpy-2.5.5.tar.gz", "checked": "2026-11-23"}}}"#;
        let facts = Facts::parse(text).expect("sound");
        let numpy = facts.of("numpy").expect("facts");
        assert_eq!((numpy.released.as_str(), numpy.typed, numpy.provenance), ("", None, None));
        assert_eq!((numpy.status, &numpy.installs), (None, &Installs::default()));
    }

    #[test]
    fn errors_name_the_broken_package_and_field() {
        let table = [
            (r#""version": 1"#, r#""version": 2"#, "facts.json has format version 2"),
            (
                "2026-11-15",
                "soon",
                r#"facts.json has a mistake in package "numpy", field "released": "soon" is not a day"#,
            ),
            (r#"["linux"]"#, r#""linux""#, r#"field "runs": expected a list, found a text"#),
            (r#""typed": true"#, r#""typed": "yes""#, r#"field "typed": expected true or false, found a text"#),
            (r#""source": "numpy-2.5.5.tar.gz","#, "", r#"field "source": expected a text, found nothing"#),
            ("}}}", "", "facts.json is not complete JSON"),
        ];
        for (old, new, expected) in table {
            let message = Facts::parse(&FACTS.replacen(old, new, 1)).expect_err(expected).to_string();
            assert!(message.contains(expected), "{message}");
        }
    }

    /// Facts of a newer edition can still be used.
    #[test]
    fn unknown_ids_are_left_out() {
        let text = FACTS
            .replace(r#""runs": ["linux"]"#, r#""runs": ["amiga", "ios", "linux"], "build": "woven""#)
            .replace("archived", "asleep");
        let facts = Facts::parse(&text).expect("sound");
        let numpy = facts.of("numpy").expect("facts");
        assert_eq!((&numpy.runs[..], numpy.build), (&[Platform::Ios, Platform::Linux][..], None));
        assert_eq!(numpy.status, None);
    }

    proptest! {
        /// However the file is damaged, reading it ends in facts or an error that names the file.
        #[test]
        fn damaged_facts_are_an_error_or_facts(at in 0usize..800, byte: u8, cut: bool) {
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
