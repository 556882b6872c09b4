//! Criteria: what decides between tools. One table, whose rows are the rows of the comparison, the columns of table and
//! matrix and the facts of a tool's details: a new one is one new row here.

use super::atlas::Atlas;
use super::catalog::{Claim, Link, RequirementKind, ToolId, ToolKind};
use super::closed_set::ClosedSet;
use super::facts::{InstallClass, LicenceClass, MaintenanceStatus, PackageFacts, System, licence_class};
use super::known::Known;
use super::platform::{Platform, labels};

/// How good an answer is, where that can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// Yes.
    Yes,
    /// In part.
    Partly,
    /// No.
    No,
    /// Nobody knows.
    Unknown,
}

impl Grade {
    /// The class of its cell: a sign, which has another form and another colour for each grade.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Yes => "sign yes",
            Self::Partly => "sign partly",
            Self::No => "sign no",
            Self::Unknown => "sign unknown",
        }
    }
}

/// The page that a statement is from, and the day it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// The page.
    pub link: &'a Link,
    /// The day, `YYYY-MM-DD`.
    pub checked: &'a str,
}

/// What a criterion says of a tool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer<'a> {
    /// In words; empty if there is nothing to say.
    pub words: String,
    /// How good that is.
    pub grade: Option<Grade>,
    /// Where it is from, if its project says so.
    pub source: Option<Source<'a>>,
}

impl Answer<'_> {
    /// The words, where an empty cell would leave people guessing.
    #[must_use]
    pub fn or_unknown(&self) -> &str {
        if self.words.is_empty() { UNKNOWN } else { &self.words }
    }
}

/// What a criterion looks at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The catalog.
    pub atlas: &'a Atlas,
    /// The tool.
    pub known: Known<'a>,
    /// The tools that it is compared with, itself among them.
    pub others: &'a [ToolId],
}

/// Where a criterion is used. A criterion can have several uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use(u8);

impl Use {
    /// A row of the comparison.
    pub const COMPARISON: Self = Self(1);
    /// A fact in the details.
    pub const DETAILS: Self = Self(2);
    /// A column of the table.
    pub const TABLE: Self = Self(4);
    /// A column of the matrix.
    pub const MATRIX: Self = Self(8);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A row of the table.
pub struct Criterion {
    /// The group it stands in.
    pub group: &'static str,
    /// Its name.
    pub label: String,
    uses: Use,
    /// The id of the system or the release of Python that it is about; empty for others.
    about: String,
    of: for<'a> fn(&Subject<'a>, &str) -> Answer<'a>,
}

impl Criterion {
    /// What it says of a tool.
    #[must_use]
    pub fn of<'a>(&self, subject: &Subject<'a>) -> Answer<'a> {
        (self.of)(subject, &self.about)
    }
}

fn say<'a>(words: impl Into<String>) -> Answer<'a> {
    Answer { words: words.into(), ..Answer::default() }
}

fn maybe<'a>(words: Option<impl Into<String>>) -> Answer<'a> {
    words.map_or_else(Answer::default, say)
}

fn graded<'a>(grade: Grade, words: impl Into<String>) -> Answer<'a> {
    Answer { grade: Some(grade), ..say(words) }
}

fn claimed<'a, T>(answer: Answer<'a>, claim: Option<(&'a Claim<T>, &'a str)>) -> Answer<'a> {
    Answer { source: claim.map(|(claim, checked)| Source { link: &claim.source, checked }), ..answer }
}

fn of_facts<'a>(subject: &Subject<'a>, words: fn(&'a PackageFacts) -> Option<String>) -> Answer<'a> {
    maybe(subject.known.facts.and_then(words))
}

const UNKNOWN: &str = "unknown";

/// The criteria with this use, in display order.
#[must_use]
pub fn criteria(atlas: &Atlas, wanted: Use) -> Vec<Criterion> {
    let mut all = Vec::new();
    for row in ROWS {
        match row.label {
            EACH_SYSTEM => all.extend(System::ALL.iter().map(|system| row.about(system.id, system.label.to_owned()))),
            EACH_INSTALL => {
                all.extend(System::ALL.iter().map(|system| row.about(system.id, format!("On {}", system.label))));
            }
            EACH_PYTHON => {
                let pythons = atlas.facts().installs_for.iter();
                all.extend(pythons.map(|python| row.about(python, python.clone())));
            }
            label => all.push(row.about("", label.to_owned())),
        }
    }
    all.retain(|criterion| criterion.uses.0 & wanted.0 != 0);
    all
}

/// A row before it is made for each system or release.
struct Row {
    group: &'static str,
    label: &'static str,
    uses: Use,
    of: for<'a> fn(&Subject<'a>, &str) -> Answer<'a>,
}

impl Row {
    fn about(&self, about: &str, label: String) -> Criterion {
        Criterion { group: self.group, label, uses: self.uses, about: about.to_owned(), of: self.of }
    }
}

const EACH_SYSTEM: &str = "each system";
const EACH_INSTALL: &str = "each system it installs on";
const EACH_PYTHON: &str = "each release of Python";

const ALL_BUT_MATRIX: Use = Use::COMPARISON.and(Use::DETAILS).and(Use::TABLE);
const PROSE: Use = Use::COMPARISON.and(Use::DETAILS);

const fn row(
    group: &'static str,
    label: &'static str,
    uses: Use,
    of: for<'a> fn(&Subject<'a>, &str) -> Answer<'a>,
) -> Row {
    Row { group, label, uses, of }
}

const ROWS: &[Row] = &[
    row("What for", "What it is", Use::COMPARISON, |it, _| say(&it.known.tool.summary)),
    row("What for", "Tasks", Use::COMPARISON, |it, _| {
        let tasks = it.atlas.categories().iter().flat_map(|category| &category.tasks);
        let tasks = tasks.filter(|task| task.tools.contains(&it.known.tool.id)).map(|task| task.name.as_str());
        say(tasks.take(MOST_TASKS).collect::<Vec<_>>().join(" · "))
    }),
    row("Advice", "Choose it when", Use::COMPARISON, |it, _| maybe(it.known.tool.choose_when.as_ref())),
    row("Advice", "Look elsewhere when", Use::COMPARISON, |it, _| maybe(it.known.tool.avoid_when.as_ref())),
    row("Advice", "Take another of these", Use::COMPARISON, |it, _| {
        let others = it.known.tool.alternatives.iter().filter(|other| it.others.contains(&other.tool));
        let words = others.map(|other| format!("{}: {}", it.atlas.tool_name(&other.tool), other.when));
        say(words.collect::<Vec<_>>().join(" · "))
    }),
    row("Python", "Part of Python", Use::MATRIX, |it, _| {
        with_python(it).unwrap_or_else(|| graded(Grade::No, "does not come with Python"))
    }),
    row("Python", "Standard library", Use::COMPARISON, |it, _| {
        let place = it.known.tool.places.first();
        maybe(place.and_then(|place| it.atlas.category(&place.category)?.standard_library.as_ref()))
    }),
    row("Runs on", EACH_SYSTEM, Use::MATRIX, |it, id| {
        let system = System::from_id(id).unwrap_or(System::Linux);
        match () {
            () if it.known.excludes(system) => graded(Grade::No, "not for this system"),
            () if it.known.runs().contains(&system.platform()) => graded(Grade::Yes, "runs here"),
            () => graded(Grade::Unknown, UNKNOWN),
        }
    }),
    row("Installs", EACH_PYTHON, Use::MATRIX, |it, python| {
        if let Some(answer) = with_python(it) {
            return answer;
        }
        let words = it.known.works_with().into_iter().find(|(asked, _)| *asked == python);
        let Some((_, words)) = words else { return graded(Grade::Unknown, UNKNOWN) };
        let grade = match words.as_str() {
            "✓" => Grade::Yes,
            words if words.starts_with('✓') => Grade::Partly,
            words if words.starts_with(UNKNOWN) => Grade::Unknown,
            _ => Grade::No,
        };
        graded(grade, if grade == Grade::Yes { "installs".to_owned() } else { words })
    }),
    row("Installs", EACH_INSTALL, Use::COMPARISON, |it, id| {
        let python = it.atlas.facts().installs_for.iter().rev().nth(1).filter(|_| it.known.facts.is_some());
        let system = System::from_id(id).unwrap_or(System::Linux);
        maybe(python.map(|python| format!("Python {python}: {}", it.known.install_words(system, python))))
    }),
    row("Installs", "Works with Python", Use::COMPARISON.and(Use::TABLE), |it, _| {
        let words = it.known.works_with().into_iter().map(|(python, words)| format!("{python} {words}"));
        let words = words.collect::<Vec<_>>().join(" · ");
        let without = || say(with_python(it).map_or(UNKNOWN.to_owned(), |answer| answer.words));
        if words.is_empty() { without() } else { say(words) }
    }),
    row("Installs", "No compiler", Use::MATRIX, |it, _| {
        let class = it.known.install_class();
        let mut needs = it.known.tool.requires.iter();
        if let Some(compiler) = needs.find(|needed| needed.kind == RequirementKind::Compiler) {
            return graded(Grade::No, format!("needs {}", compiler.what));
        }
        match class {
            InstallClass::Everywhere => graded(Grade::Yes, "installs without one"),
            InstallClass::Some => graded(Grade::Partly, class.label()),
            InstallClass::More => graded(Grade::No, class.label()),
            InstallClass::NotPackage | InstallClass::Unknown => {
                with_python(it).unwrap_or_else(|| graded(Grade::Unknown, UNKNOWN))
            }
        }
    }),
    row("Installs", "Needs as well", Use::COMPARISON, |it, _| {
        let needs = it.known.tool.requires.iter().map(|requirement| requirement.what.as_str());
        say(needs.collect::<Vec<_>>().join(" · "))
    }),
    row("Platforms", "Runs on", PROSE, |it, _| {
        let systems = it.known.runs().into_iter().filter(|platform| platform.is_system());
        let words = labels(&systems.collect::<Vec<_>>());
        claimed(say(if words.is_empty() { UNKNOWN.to_owned() } else { words }), it.known.claimed_runs())
    }),
    row("Platforms", "Kinds of Python", PROSE, |it, _| {
        let kinds = it.known.runs().into_iter().filter(|platform| !platform.is_system());
        say(labels(&kinds.collect::<Vec<_>>()))
    }),
    row("Platforms", "Wheels are for", Use::DETAILS, |it, _| maybe(it.known.other_measured_runs())),
    row("Platforms", "Makes apps for", PROSE, |it, _| {
        let makes = it.known.makes();
        claimed(maybe(makes.map(|(claim, _)| labels(&claim.is))), makes)
    }),
    row("Platforms", "Browser", Use::MATRIX, |it, _| on(it, &[Platform::Browser])),
    row("Platforms", "Phones", Use::MATRIX, |it, _| on(it, &[Platform::Android, Platform::Ios])),
    row("Licence", "Licence", ALL_BUT_MATRIX, |it, _| {
        let words = it
            .known
            .licence()
            .map(|licence| format!("{licence} ({})", licence_class(Some(licence)).label().to_ascii_lowercase()));
        claimed(say(words.unwrap_or_else(|| UNKNOWN.to_owned())), it.known.claimed_licence())
    }),
    row("Licence", "Permissive licence", Use::MATRIX, |it, _| {
        let licence = it.known.licence();
        let grade = match licence_class(licence) {
            LicenceClass::Permissive => Grade::Yes,
            LicenceClass::Copyleft | LicenceClass::Other => Grade::No,
            LicenceClass::Unknown => Grade::Unknown,
        };
        graded(grade, licence.unwrap_or(UNKNOWN))
    }),
    row("Licence", "Licence of the package", Use::DETAILS, |it, _| maybe(it.known.other_measured_licence())),
    row("Maintenance", "Released", Use::TABLE, |it, _| of_facts(it, |facts| Some(facts.released.clone()))),
    row("Maintenance", "Maintained", Use::MATRIX.and(Use::TABLE), |it, _| {
        let label = it.known.maintenance().label().to_owned();
        let warning = it.known.maintenance_warning().filter(|warning| !label.eq_ignore_ascii_case(warning));
        graded(maintained(it), warning.map_or_else(|| label.clone(), |warning| format!("{label}: {warning}")))
    }),
    row("Maintenance", "Maintenance", PROSE, |it, _| {
        let status = it.known.maintenance();
        let words = format!("{}: {}", status.label(), status.reason());
        claimed(graded(maintained(it), words), it.known.claimed_status())
    }),
    row("Maintenance", "Version", PROSE, |it, _| {
        of_facts(it, |facts| {
            let released = if facts.released.is_empty() { UNKNOWN } else { &facts.released };
            Some(format!("{}, released {released}", facts.version))
        })
    }),
    row("Maintenance", "In the index", PROSE, |it, _| {
        of_facts(it, |facts| facts.status.map(|status| status.label().to_owned()))
    }),
    row("Package", "Needs Python", PROSE, |it, _| of_facts(it, |facts| facts.requires_python.clone())),
    row("Package", "Pure or compiled", PROSE, |it, _| {
        of_facts(it, |facts| Some(facts.build.map_or(UNKNOWN, ClosedSet::label).to_owned()))
    }),
    row("Package", "Type hints", PROSE.and(Use::MATRIX), |it, _| match it.known.facts.and_then(|facts| facts.typed) {
        Some(true) => graded(Grade::Yes, "yes"),
        Some(false) => graded(Grade::No, "no"),
        None => graded(Grade::Unknown, ""),
    }),
    row("Package", "Provenance", PROSE, |it, _| {
        of_facts(it, |facts| {
            let is_attested = facts.provenance == Some(true);
            is_attested.then(|| "the index attests where its files come from".to_owned())
        })
    }),
    row("Package", "In the browser", Use::DETAILS, |it, _| of_facts(it, |facts| facts.pyodide.clone())),
    row("Package", "Measured", PROSE, |it, _| {
        of_facts(it, |facts| {
            let PackageFacts { version, source, checked, .. } = facts;
            Some(format!("{version}, {source}, in the Python package index, checked {checked}"))
        })
    }),
];

/// The most tasks that are named in a cell.
const MOST_TASKS: usize = 6;

/// The answer for what needs no installing.
fn with_python<'a>(it: &Subject<'a>) -> Option<Answer<'a>> {
    (it.known.tool.kind == ToolKind::Stdlib).then(|| graded(Grade::Yes, "comes with Python"))
}

fn maintained(it: &Subject) -> Grade {
    match it.known.maintenance() {
        MaintenanceStatus::Active => Grade::Yes,
        MaintenanceStatus::Slow => Grade::Partly,
        MaintenanceStatus::Dormant | MaintenanceStatus::Superseded => Grade::No,
        MaintenanceStatus::NotTracked | MaintenanceStatus::Unknown => Grade::Unknown,
    }
}

/// Whether a tool runs on these platforms.
fn on<'a>(it: &Subject<'a>, platforms: &[Platform]) -> Answer<'a> {
    let runs = it.known.runs();
    let found: Vec<Platform> = platforms.iter().copied().filter(|platform| runs.contains(platform)).collect();
    let grade = match found.len() {
        0 if runs.is_empty() => return graded(Grade::Unknown, UNKNOWN),
        // Wheels prove where a package installs, and say nothing of where else its project might run.
        0 if it.known.claimed_runs().is_none() => return graded(Grade::Unknown, "not stated"),
        0 => return graded(Grade::No, "not among what it runs on"),
        all if all == platforms.len() => Grade::Yes,
        _ => Grade::Partly,
    };
    graded(grade, labels(&found))
}
