//! What is known of a tool: what is measured of its package and what editors claim, as one answer.
//!
//! Where both say something, the claim counts: it is read from the project's own page, while a wheel proves only that
//! it can be installed. The page shows both. Modules of the standard library have no package; what `CPython` claims
//! holds for them, unless they claim something else.

use super::catalog::{Claim, Claims, Tool, ToolKind};
use super::closed_set::ClosedSet;
use super::facts::{
    Answer, Facts, Install, InstallClass, MaintenanceStatus, PackageFacts, System, measured_maintenance,
};
use super::platform::{Platform, labels};

mod specifier;

pub(crate) use specifier::command;

/// The id of the tool whose claims hold for the standard library.
pub(crate) const STANDARD_LIBRARY: &str = "cpython";

/// A tool with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The tool.
    pub tool: &'a Tool,
    /// What is measured of its package, if anything is.
    pub facts: Option<&'a PackageFacts>,
    /// The feature releases of Python that were asked about, oldest first.
    asked: &'a [String],
    /// The claims that hold for the standard library.
    standard_library: Option<&'a Claims>,
}

impl<'a> Known<'a> {
    /// What is known of a tool, from the facts of all packages and the claims that hold for the standard library.
    #[must_use]
    pub fn new(tool: &'a Tool, facts: &'a Facts, standard_library: Option<&'a Claims>) -> Self {
        Self {
            tool,
            facts: tool.package.as_ref().and_then(|package| facts.of(package)),
            asked: &facts.installs_for,
            standard_library: standard_library.filter(|_| tool.kind == ToolKind::Stdlib),
        }
    }

    /// A claim of the tool, or else of what it is a part of; with the day on which it was checked.
    fn claim<T>(self, of: impl Fn(&Claims) -> Option<&Claim<T>>) -> Option<(&'a Claim<T>, &'a str)> {
        [self.tool.claims.as_ref(), self.standard_library]
            .into_iter()
            .flatten()
            .find_map(|claims| Some((of(claims)?, claims.checked.as_str())))
    }

    /// What its project says it runs on, and the day that was checked.
    #[must_use]
    pub fn claimed_runs(self) -> Option<(&'a Claim<Vec<Platform>>, &'a str)> {
        self.claim(|claims| claims.runs.as_ref())
    }

    /// What the project says it makes apps for, and the day that was checked.
    #[must_use]
    pub fn makes(self) -> Option<(&'a Claim<Vec<Platform>>, &'a str)> {
        self.claim(|claims| claims.makes.as_ref())
    }

    /// The licence as its project states it, and the day that was checked.
    #[must_use]
    pub fn claimed_licence(self) -> Option<(&'a Claim<String>, &'a str)> {
        self.claim(|claims| claims.licence.as_ref())
    }

    /// How well it is maintained by what its project says, and the day that was checked.
    #[must_use]
    pub fn claimed_status(self) -> Option<(&'a Claim<MaintenanceStatus>, &'a str)> {
        self.claim(|claims| claims.status.as_ref())
    }

    /// What it runs on, in display order; empty if that is not known. A claim names all systems, but seldom the kinds of
    /// Python: those that are measured are added.
    #[must_use]
    pub fn runs(self) -> Vec<Platform> {
        let measured = self.facts.map_or(&[][..], |facts| &facts.runs);
        let Some((claim, _)) = self.claimed_runs() else { return measured.to_vec() };
        let kinds_of_python = measured.iter().filter(|platform| !platform.is_system() && !claim.is.contains(platform));
        claim.is.iter().chain(kinds_of_python).copied().collect()
    }

    /// Returns true if its project names systems, and not this one.
    #[must_use]
    pub fn excludes(self, system: System) -> bool {
        self.claimed_runs().is_some_and(|(claim, _)| !claim.is.contains(&system.platform()))
    }

    /// Returns true if its project names the system, or names none at all.
    fn supports(self, system: System) -> bool {
        !self.excludes(system)
    }

    /// The resolver's answers, by system and then by Python.
    pub fn answers(self) -> impl Iterator<Item = &'a Answer> {
        self.facts.into_iter().flat_map(|facts| facts.installs.iter())
    }

    /// The resolver's answer for a system and a Python; `None` if it was not asked.
    fn answer(self, system: System, python: &str) -> Option<&'a Install> {
        self.facts?.installs.of(system, python)
    }

    /// The resolver's answer for a system and the newest but one Python, by which tools are told apart: the newest is often
    /// ahead of the packages. `None` if it was not asked.
    #[must_use]
    pub fn usual_install(self, system: System) -> Option<&'a Install> {
        self.answer(system, self.asked.iter().rev().nth(1)?)
    }

    /// Whether it installs on a system from wheels with all it needs, in words.
    #[must_use]
    pub fn install_words(self, system: System, python: &str) -> String {
        match self.answer(system, python) {
            _ if !self.supports(system) => "not for this system".to_owned(),
            None => "unknown".to_owned(),
            Some(install) => install.words(),
        }
    }

    fn installs(self, system: System, python: &str) -> bool {
        self.supports(system) && matches!(self.answer(system, python), Some(Install::Yes { .. }))
    }

    /// The feature releases of Python that were asked about, each with the systems on which the tool installs from
    /// wheels: "✓" for all that it is for, or else why not. Empty if there are no facts.
    #[must_use]
    pub fn works_with(self) -> Vec<(&'a str, String)> {
        let systems = || systems().filter(|&system| self.supports(system));
        let answer = |python: &'a String| {
            let (fit, rest): (Vec<System>, Vec<System>) = systems().partition(|&system| self.installs(system, python));
            let words = match (fit.is_empty(), rest.first()) {
                (true, None) => "not for desktop systems".to_owned(),
                (false, None) => "✓".to_owned(),
                (true, Some(&system)) => self.install_words(system, python),
                (false, Some(_)) => {
                    format!("✓ on {}", fit.into_iter().map(ClosedSet::label).collect::<Vec<_>>().join(", "))
                }
            };
            (python.as_str(), words)
        };
        self.asked.iter().filter(|_| self.facts.is_some()).map(answer).collect()
    }

    /// Where it installs from wheels on the newest but one Python.
    #[must_use]
    pub fn install_class(self) -> InstallClass {
        let python = self.asked.iter().rev().nth(1);
        let Some(python) = python.filter(|_| self.facts.is_some()) else {
            return if self.tool.package.is_none() { InstallClass::NotPackage } else { InstallClass::Unknown };
        };
        let fit = systems().filter(|&system| self.installs(system, python)).count();
        let is_open = |system| matches!(self.answer(system, python), None | Some(Install::Unknown(_)));
        match fit {
            3 => InstallClass::Everywhere,
            0 if systems().any(is_open) => InstallClass::Unknown,
            0 => InstallClass::More,
            _ => InstallClass::Some,
        }
    }

    /// The feature releases of Python that it works with: those that its package allows, without those on which it
    /// cannot have all it needs. A package without wheels of its own is compiled on whatever Python it allows.
    #[must_use]
    pub fn pythons(self) -> Vec<&'a str> {
        let Some(facts) = self.facts else { return Vec::new() };
        let lacks = |python: &str| {
            let no = |system| matches!(self.answer(system, python), Some(Install::NoWheel(_) | Install::Excluded(_)));
            facts.build.is_some() && systems().all(no)
        };
        facts.pythons.iter().map(String::as_str).filter(|python| !lacks(python)).collect()
    }

    /// The systems that its wheels are for, in words, where its project names others.
    #[must_use]
    pub fn other_measured_runs(self) -> Option<String> {
        let systems = |platforms: &[Platform]| {
            let systems = platforms.iter().filter(|platform| platform.is_system());
            labels(&systems.copied().collect::<Vec<_>>())
        };
        let measured = systems(&self.facts?.runs);
        (!measured.is_empty() && measured != systems(&self.claimed_runs()?.0.is)).then_some(measured)
    }

    /// The licence that its package states, where its project states another.
    #[must_use]
    pub fn other_measured_licence(self) -> Option<&'a str> {
        let measured = self.facts?.licence.as_deref()?;
        (measured != self.claimed_licence()?.0.is).then_some(measured)
    }

    /// The licence, as an SPDX expression or the name of a family; `None` if it is not known.
    #[must_use]
    pub fn licence(self) -> Option<&'a str> {
        let claimed = self.claimed_licence().map(|(claim, _)| claim.is.as_str());
        claimed.or(self.facts.and_then(|facts| facts.licence.as_deref()))
    }

    /// How well it is maintained: superseded where the catalog names another tool to use instead, else as claimed, else
    /// as measured on the day of its facts.
    #[must_use]
    pub fn maintenance(self) -> MaintenanceStatus {
        if self.tool.replaced_by.is_some() {
            return MaintenanceStatus::Superseded;
        }
        match (self.claimed_status(), self.facts) {
            (Some((claim, _)), _) => claim.is,
            (None, Some(facts)) => measured_maintenance(facts),
            (None, None) if self.tool.package.is_none() => MaintenanceStatus::NotTracked,
            (None, None) => MaintenanceStatus::Unknown,
        }
    }

    /// What counts against the tool's maintenance, in words; `None` if nothing is known to.
    #[must_use]
    pub fn maintenance_warning(self) -> Option<String> {
        let status = self.maintenance();
        match (status, self.facts) {
            (MaintenanceStatus::Slow | MaintenanceStatus::Dormant, Some(facts)) if self.claimed_status().is_none() => {
                Some(format!("last release {}", month(&facts.released)))
            }
            (MaintenanceStatus::Slow, _) => Some("last release over a year ago".to_owned()),
            (MaintenanceStatus::Dormant, _) => Some("last release over three years ago".to_owned()),
            (MaintenanceStatus::Superseded, _) => Some("superseded".to_owned()),
            _ => None,
        }
    }
}

fn systems() -> impl Iterator<Item = System> {
    System::ALL.iter().map(|row| row.value)
}

/// The month of a day `YYYY-MM-DD`, such as "April 2025"; the day itself if there is no such month.
fn month(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, rest) = day.split_once('-').unwrap_or_default();
    let number = rest.get(..2).and_then(|month| month.parse::<usize>().ok()).unwrap_or_default();
    let name = number.checked_sub(1).and_then(|at| MONTHS.get(at));
    name.map_or_else(|| day.to_owned(), |name| format!("{name} {year}"))
}

#[cfg(test)]
mod tests;
