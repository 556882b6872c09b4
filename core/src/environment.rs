//! The [`Environment`]: what a person has to work with, and the one answer to "does this tool work for me", a [`Fit`].
//!
//! Only what the person has said is judged: what was not asked changes no answer (a property test). Every verdict follows
//! from facts and claims, which cover the tool with all that it needs.

use super::catalog::{Requirement, RequirementKind};
use super::closed_set::{ClosedSet, Row, row};
use super::facts::{Answer, Install, LicenceClass, System, is_network_copyleft, licence_class};
use super::known::Known;

/// Which licences somebody may use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum LicencePolicy {
    /// All of them.
    #[default]
    Any,
    /// Only permissive ones.
    Permissive,
    /// All but those that ask for the source of a program that is used over a network.
    NoNetworkCopyleft,
}

impl ClosedSet for LicencePolicy {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Any, "any", "Any licence"),
        row(Self::Permissive, "permissive", "Permissive only"),
        row(Self::NoNetworkCopyleft, "no-network-copyleft", "No network copyleft (AGPL)"),
    ];
}

/// The word of the codec for having no compiler.
const NO_COMPILER: &str = "no-compiler";

/// What a person has. The default says nothing, so that nothing is judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Environment {
    /// The operating system.
    pub system: Option<System>,
    /// The feature release of Python, such as `3.14`.
    pub python: Option<String>,
    /// Which licences may be used.
    pub policy: LicencePolicy,
    /// True if nothing can be compiled.
    pub no_compiler: bool,
}

/// Whether a tool works in an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// It does.
    Fits,
    /// It does not, for these reasons.
    Fails(String),
    /// It is not known, for these reasons.
    Unknown(String),
}

impl Fit {
    /// The answer for the page.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Fits => "Fits".to_owned(),
            Self::Fails(why) => format!("Fails: {why}"),
            Self::Unknown(why) => format!("Unknown: {why}"),
        }
    }
}

/// The reasons found so far.
#[derive(Default)]
struct Reasons {
    against: Vec<String>,
    open: Vec<String>,
}

impl Environment {
    /// Reads the value of the URL: ids in any order, with commas between them. `pythons` are the releases that facts are
    /// about; without facts any release of Python 3 may be named. What it does not know is given to `drop`.
    #[must_use]
    pub fn decode(value: &str, pythons: &[String], drop: &mut dyn FnMut(&str)) -> Self {
        let mut this = Self::default();
        for word in value.split(',').filter(|word| !word.is_empty()) {
            let is_python = if pythons.is_empty() {
                word.strip_prefix("3.").is_some_and(|minor| minor.parse::<u8>().is_ok())
            } else {
                pythons.iter().any(|python| python == word)
            };
            if is_python {
                this.python = Some(word.to_owned());
            } else if let Some(system) = System::from_id(word) {
                this.system = Some(system);
            } else if let Some(policy) = LicencePolicy::from_id(word) {
                this.policy = policy;
            } else if word == NO_COMPILER {
                this.no_compiler = true;
            } else {
                drop(word);
            }
        }
        this
    }

    /// Writes the value of the URL; empty if nothing is said.
    #[must_use]
    pub fn encode(&self) -> String {
        let policy = (self.policy != LicencePolicy::Any).then(|| self.policy.id());
        let compiler = self.no_compiler.then_some(NO_COMPILER);
        let words = [self.system.map(ClosedSet::id), self.python.as_deref(), policy, compiler];
        words.into_iter().flatten().collect::<Vec<_>>().join(",")
    }

    /// The environment in words, such as "Windows, Python 3.14, no compiler"; empty if nothing is said.
    #[must_use]
    pub fn words(&self) -> String {
        let python = self.python.as_ref().map(|python| format!("Python {python}"));
        let policy = (self.policy != LicencePolicy::Any).then(|| self.policy.label().to_owned());
        let compiler = self.no_compiler.then(|| "no compiler".to_owned());
        let words = [self.system.map(|system| system.label().to_owned()), python, policy, compiler];
        words.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Whether a tool works here; `None` if nothing is said of the environment.
    #[must_use]
    pub fn fit(&self, known: Known) -> Option<Fit> {
        if *self == Self::default() {
            return None;
        }
        let mut reasons = Reasons::default();
        self.judge_installing(known, &mut reasons);
        self.judge_licence(known, &mut reasons);
        let Reasons { against, open } = reasons;
        Some(match (against.is_empty(), open.is_empty()) {
            (false, _) => Fit::Fails(against.join("; ")),
            (true, false) => Fit::Unknown(open.join("; ")),
            (true, true) => Fit::Fits,
        })
    }

    fn judge_installing(&self, known: Known, reasons: &mut Reasons) {
        let tool = known.tool;
        if let Some(system) = self.system {
            if known.excludes(system) {
                reasons.against.push(format!("not for {}", system.label()));
                return;
            }
            let platform = system.platform();
            let is_known = known.runs().contains(&platform) || known.answers().any(|answer| answer.system == system);
            if !is_known {
                reasons.open.push(format!("nothing says that it runs on {}", system.label()));
            }
        }
        if self.no_compiler {
            let compiler = |requirement: &&Requirement| requirement.kind == RequirementKind::Compiler;
            reasons.against.extend(tool.requires.iter().filter(compiler).map(|it| format!("needs {}", it.what)));
        }
        // What has no package comes with Python or brings its own.
        if tool.package.is_none() || (self.system.is_none() && self.python.is_none() && !self.no_compiler) {
            return;
        }
        let is_asked = |answer: &&Answer| {
            let is_python = self.python.as_ref().is_none_or(|python| *python == answer.python);
            self.system.is_none_or(|system| system == answer.system) && is_python && !known.excludes(answer.system)
        };
        let answers: Vec<&Answer> = known.answers().filter(is_asked).collect();
        let (fit, rest): (Vec<&Answer>, Vec<&Answer>) =
            answers.into_iter().partition(|answer| matches!(answer.install, Install::Yes { .. }));
        let words = self.where_words();
        match (fit.first(), rest.first()) {
            (None, None) if self.python.is_some() || self.no_compiler => {
                reasons.open.push(format!("it is not measured whether it installs{words}"));
            }
            (None, Some(answer)) => match &answer.install {
                Install::NoWheel(package) => reasons.against.push(format!("no wheels{words} ({package})")),
                Install::Excluded(package) => reasons.against.push(format!("{package} does not install{words}")),
                Install::Unknown(why) => reasons.open.push(format!("whether it installs{words}: {why}")),
                Install::Yes { .. } => {}
            },
            (Some(_), Some(_)) if self.system.is_none() && self.python.is_some() => {
                let systems: Vec<&str> = fit.iter().map(|answer| answer.system.label()).collect();
                reasons.open.push(format!("it installs{words} on {} alone", systems.join(" and ")));
            }
            // Where no release is asked for, one that works is enough: the newest is often ahead of the packages.
            _ => {}
        }
    }

    /// For which Python and system, such as " for Python 3.14 on Windows"; empty if neither is said.
    fn where_words(&self) -> String {
        let python = self.python.as_ref().map(|python| format!(" for Python {python}"));
        let system = self.system.map(|system| format!(" on {}", system.label()));
        [python, system].into_iter().flatten().collect()
    }

    fn judge_licence(&self, known: Known, reasons: &mut Reasons) {
        let licence = known.licence();
        let is_allowed = match self.policy {
            LicencePolicy::Any => return,
            LicencePolicy::Permissive => licence_class(licence) == LicenceClass::Permissive,
            LicencePolicy::NoNetworkCopyleft => !licence.is_some_and(is_network_copyleft),
        };
        match licence {
            None => reasons.open.push("its licence is not known".to_owned()),
            Some(licence) if !is_allowed => reasons.against.push(format!("its licence is {licence}")),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
