//! Whether a release installs with all it needs, from wheels alone. Reads the cells that the refresh writes
//! (`xtask/refresh/installs.py` says how they are measured), and knows nothing of the rest of the facts.

use serde_json::Value;

use crate::closed_set::{ClosedSet, Row, row};
use crate::platform::Platform;
use crate::text::plural;

/// The desktop and server systems that a resolver was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// Linux on x86, with a glibc of 2022 or newer.
    Linux,
    /// macOS 14 or newer on Apple's own processors.
    Macos,
    /// Windows on x86.
    Windows,
}

impl ClosedSet for System {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Linux, "linux", "Linux"),
        row(Self::Macos, "macos", "macOS"),
        row(Self::Windows, "windows", "Windows"),
    ];
}

impl System {
    /// The same system as a platform.
    #[must_use]
    pub fn platform(self) -> Platform {
        match self {
            Self::Linux => Platform::Linux,
            Self::Macos => Platform::Macos,
            Self::Windows => Platform::Windows,
        }
    }
}

/// Where a package installs from wheels with all it needs, on the newest but one Python: the newest is often ahead of
/// the packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstallClass {
    /// On every desktop system.
    Everywhere,
    /// On some of them.
    Some,
    /// On none: it takes a compiler, another Python or something else.
    More,
    /// There is no package.
    NotPackage,
    /// It is not known.
    Unknown,
}

impl ClosedSet for InstallClass {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Everywhere, "everywhere", "Everywhere"),
        row(Self::Some, "some", "On some desktop systems"),
        row(Self::More, "more", "Needs a compiler or more"),
        row(Self::NotPackage, "not-package", "Not a package"),
        row(Self::Unknown, "unknown", "Unknown"),
    ];
}

/// The answer for one system and one Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Install {
    /// It installs.
    Yes {
        /// How many packages are installed, the release itself among them.
        packages: u32,
        /// How much is downloaded for them, to two digits that count; `None` if the index tells no sizes.
        kilobytes: Option<u32>,
    },
    /// This package, the release itself or one that it needs, has no wheel.
    NoWheel(String),
    /// The metadata of this package, the release itself or one that it needs, excludes this Python.
    Excluded(String),
    /// There is no answer, for this reason.
    Unknown(String),
}

impl Install {
    /// The answer in few words, such as "✓ 12 packages, 3.4 MB" or "no wheels of h5py".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Yes { packages, kilobytes } => {
                let packages = plural(*packages as usize, "package", "packages");
                let size = kilobytes.map_or_else(String::new, |kilobytes| match kilobytes {
                    0..1_000 => format!(", {kilobytes} kB"),
                    1_000..10_000 => format!(", {}.{} MB", kilobytes / 1_000, kilobytes / 100 % 10),
                    _ => format!(", {} MB", kilobytes / 1_000),
                });
                format!("✓ {packages}{size}")
            }
            Self::NoWheel(package) => format!("no wheels of {package}"),
            Self::Excluded(package) => format!("excluded by {package}"),
            Self::Unknown(reason) => format!("unknown: {reason}"),
        }
    }

    /// Reads a cell, such as `yes 12 3400 kB` or `no-wheel kivy`. A cell that this build cannot read, from facts of a
    /// newer edition, is unknown and its text the reason.
    fn read(cell: &str) -> Self {
        let (answer, rest) = cell.split_once(' ').unwrap_or((cell, ""));
        let mut words = rest.split(' ');
        let mut number = || words.next().and_then(|word| word.parse().ok());
        match answer {
            "no-wheel" if !rest.is_empty() => Self::NoWheel(rest.to_owned()),
            "excluded" if !rest.is_empty() => Self::Excluded(rest.to_owned()),
            "unknown" if !rest.is_empty() => Self::Unknown(rest.to_owned()),
            "yes" => match number() {
                Some(packages) => Self::Yes { packages, kilobytes: number() },
                None => Self::Unknown(cell.to_owned()),
            },
            _ => Self::Unknown(cell.to_owned()),
        }
    }
}

/// An answer with what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The operating system.
    pub system: System,
    /// The feature release of Python, such as `3.14`.
    pub python: String,
    /// The answer.
    pub install: Install,
}

/// The answers for one release.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Installs(Vec<Answer>);

impl Installs {
    /// Reads the cells by system, then by Python. A level is left out where all below it are equal; a cell that is not
    /// there, or no text, is left out here too.
    pub(super) fn read(value: &Value, pythons: &[String]) -> Self {
        let mut cells = Vec::new();
        for row in System::ALL {
            let of_system = inside(value, row.id);
            for python in pythons {
                if let Value::String(cell) = inside(of_system, python) {
                    cells.push(Answer { system: row.value, python: python.clone(), install: Install::read(cell) });
                }
            }
        }
        Self(cells)
    }

    /// Every answer, by system and then by Python, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Answer> {
        self.0.iter()
    }

    /// The answer for a system and a feature release of Python, such as `3.14`; `None` if none was asked for.
    #[must_use]
    pub fn of(&self, system: System, python: &str) -> Option<&Install> {
        let answer = self.iter().find(|answer| answer.system == system && answer.python == python);
        answer.map(|answer| &answer.install)
    }
}

/// The value inside an object, or the value itself if it is not there: it then stands for all that could be inside.
fn inside<'a>(value: &'a Value, key: &str) -> &'a Value {
    value.get(key).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: &Value) -> Installs {
        Installs::read(value, &["3.13".to_owned(), "3.14".to_owned()])
    }

    #[test]
    fn cells_are_read() {
        let table = [
            ("yes 12 3400 kB", Install::Yes { packages: 12, kilobytes: Some(3400) }),
            ("yes 2", Install::Yes { packages: 2, kilobytes: None }),
            ("no-wheel h5py", Install::NoWheel("h5py".to_owned())),
            ("excluded ansible", Install::Excluded("ansible".to_owned())),
            ("unknown timed out", Install::Unknown("timed out".to_owned())),
            ("yes many", Install::Unknown("yes many".to_owned())),
            ("yes -1", Install::Unknown("yes -1".to_owned())),
            ("yes", Install::Unknown("yes".to_owned())),
            ("no-wheel", Install::Unknown("no-wheel".to_owned())),
            ("perhaps 12", Install::Unknown("perhaps 12".to_owned())),
            ("", Install::Unknown(String::new())),
        ];
        for (cell, expected) in table {
            assert_eq!(Install::read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn answers_are_told_in_words() {
        let table = [
            ("yes 1 40 kB", "✓ 1 package, 40 kB"),
            ("yes 12 3460 kB", "✓ 12 packages, 3.4 MB"),
            ("yes 12 120000 kB", "✓ 12 packages, 120 MB"),
            ("yes 2", "✓ 2 packages"),
            ("no-wheel h5py", "no wheels of h5py"),
            ("excluded dagster", "excluded by dagster"),
            ("unknown timed out", "unknown: timed out"),
        ];
        for (cell, expected) in table {
            assert_eq!(Install::read(cell).words(), expected);
        }
    }

    #[test]
    fn equal_cells_are_written_once() {
        let yes = Install::Yes { packages: 1, kilobytes: Some(5) };
        let no = Install::NoWheel("a".to_owned());
        for (value, old, new) in [
            (json!("yes 1 5 kB"), &yes, &yes),
            (json!({"3.13": "yes 1 5 kB", "3.14": "no-wheel a"}), &yes, &no),
            (json!({"linux": "no-wheel a", "macos": "yes 1 5 kB", "windows": "yes 1 5 kB"}), &no, &no),
            (json!({"linux": {"3.13": "yes 1 5 kB", "3.14": "no-wheel a"}, "macos": "no-wheel a"}), &yes, &no),
        ] {
            let installs = read(&value);
            assert_eq!(installs.of(System::Linux, "3.13"), Some(old), "{value}");
            assert_eq!(installs.of(System::Linux, "3.14"), Some(new), "{value}");
        }
    }

    /// Facts of a newer edition, or damaged ones, answer nothing rather than something wrong.
    #[test]
    fn what_is_not_there_has_no_answer() {
        for value in [
            json!(null),
            json!(7),
            json!(["yes 1 5 kB"]),
            json!({"amiga": "yes 1 5 kB"}),
            json!({"linux": {"3.12": "yes 1 5 kB"}}),
            json!({"windows": "yes 1 5 kB"}),
            json!({"linux": {"3.14": {"3.14": 7}}}),
        ] {
            assert_eq!(read(&value).of(System::Linux, "3.14"), None, "{value}");
        }
        assert_eq!(read(&json!("yes 1 5 kB")).of(System::Linux, "3.10"), None, "not asked about");
    }
}
