//! The maintenance status of a tool, and how it is concluded from the facts of its package.

use serde::Serialize;

use super::PackageFacts;
use crate::closed_set::{ClosedSet, Row, row};

/// How well a tool is maintained. Tools that match a search equally well are shown in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MaintenanceStatus {
    /// The last stable release is at most one year older than the check.
    Active,
    /// It is more than one and at most three years older.
    Slow,
    /// It is more than three years older.
    Dormant,
    /// The catalog names another tool to use instead.
    Superseded,
    /// The tool has no package.
    NotTracked,
    /// The tool has a package, but there are no facts of it, or the index tells no day.
    Unknown,
}

impl ClosedSet for MaintenanceStatus {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Active, "active", "Active"),
        row(Self::Slow, "slow", "Slow"),
        row(Self::Dormant, "dormant", "Dormant"),
        row(Self::Superseded, "superseded", "Superseded"),
        row(Self::NotTracked, "not-tracked", "Not tracked"),
        row(Self::Unknown, "unknown", "Unknown"),
    ];
}

impl MaintenanceStatus {
    /// The rule that leads to this status, as a phrase for the page.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Active => "a stable release within 12 months before the check",
            Self::Slow => "the last stable release 12 to 36 months before the check",
            Self::Dormant => "the last stable release over 36 months before the check",
            Self::Superseded => "the project points to another one",
            Self::NotTracked => "no package to measure",
            Self::Unknown => "the facts of the package are missing",
        }
    }
}

/// The status by the last stable release before the day of the check.
#[must_use]
pub fn measured_maintenance(facts: &PackageFacts) -> MaintenanceStatus {
    let older_than = |years| years_later(&facts.released, years) < facts.checked;
    match () {
        () if facts.released.is_empty() => MaintenanceStatus::Unknown,
        () if older_than(3) => MaintenanceStatus::Dormant,
        () if older_than(1) => MaintenanceStatus::Slow,
        () => MaintenanceStatus::Active,
    }
}

/// The same day some years later, as a text that compares with other days.
fn years_later(day: &str, years: u32) -> String {
    let (year, rest) = day.split_at_checked(4).unwrap_or_default();
    format!("{:04}{rest}", year.parse().unwrap_or(0) + years)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Installs;

    fn released_on(day: &str) -> PackageFacts {
        PackageFacts {
            version: "1.0".to_owned(),
            released: day.to_owned(),
            requires_python: None,
            pythons: Vec::new(),
            licence: None,
            typed: None,
            status: None,
            provenance: None,
            runs: Vec::new(),
            build: None,
            pyodide: None,
            extras: None,
            installs: Installs::default(),
            source: "a-1.0.tar.gz".to_owned(),
            checked: "2026-11-23".to_owned(),
            gone: None,
        }
    }

    #[test]
    fn maintenance_follows_the_rule() {
        let table = [
            ("2026-11-23", "active"),
            ("2025-11-23", "active"),
            ("2025-11-22", "slow"),
            ("2023-11-23", "slow"),
            ("2023-11-22", "dormant"),
            ("2004-02-29", "dormant"),
            ("", "unknown"),
        ];
        for (released, expected) in table {
            assert_eq!(measured_maintenance(&released_on(released)).id(), expected, "{released}");
        }
    }
}
