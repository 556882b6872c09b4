//! Platforms: what a tool runs on, and what it makes apps for.

use serde::Serialize;

use super::closed_set::{ClosedSet, Row, row};

/// What code that uses a tool can run on. How wheels tell is in `xtask/refresh/facts.py` and `installs.py` beside it, how
/// a claim and a measurement go together in [`super::known`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Platform {
    /// Linux on a desktop or server.
    Linux,
    /// macOS.
    Macos,
    /// Windows.
    Windows,
    /// Android.
    Android,
    /// iOS.
    Ios,
    /// Browsers, by WebAssembly.
    Browser,
    /// The implementation `PyPy`.
    Pypy,
    /// `CPython` without the global interpreter lock.
    FreeThreaded,
}

impl ClosedSet for Platform {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Linux, "linux", "Linux"),
        row(Self::Macos, "macos", "macOS"),
        row(Self::Windows, "windows", "Windows"),
        row(Self::Android, "android", "Android"),
        row(Self::Ios, "ios", "iOS"),
        row(Self::Browser, "browser", "Browser (WebAssembly)"),
        row(Self::Pypy, "pypy", "PyPy"),
        row(Self::FreeThreaded, "free-threaded", "Free-threaded Python"),
    ];
}

impl Platform {
    /// Returns true for a system or device, and false for a kind of Python: projects say which systems they support, and
    /// seldom which implementations.
    #[must_use]
    pub fn is_system(self) -> bool {
        !matches!(self, Self::Pypy | Self::FreeThreaded)
    }
}

/// The labels of platforms in display order, with commas between them.
#[must_use]
pub fn labels(platforms: &[Platform]) -> String {
    let labels = Platform::ALL.iter().filter(|row| platforms.contains(&row.value)).map(|row| row.label);
    labels.collect::<Vec<_>>().join(", ")
}
