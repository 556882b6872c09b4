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
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::catalog::{Catalog, ToolId};
    use crate::facts::Facts;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn atlas() -> Atlas {
        let tool = |id: &str, more: Value| {
            let mut tool = json!({"id": id, "name": id, "kind": "library", "summary": "s", "links": {"home": "https://a"},
                "places": [{"category": "c", "role": "r"}]});
            tool.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            tool
        };
        let runs = json!({"is": ["linux", "android"], "source": "https://a/b"});
        let agpl = json!({"is": "AGPL-3.0-only", "source": "https://a/b"});
        let compiler = json!([{"what": "a C compiler", "kind": "compiler", "source": "https://a/c"}]);
        let catalog = json!({"version": 1, "edition": "x",
            "categories": [{"id": "c", "kind": "area", "name": "C", "summary": "s"}], "tools": [
            tool("everywhere", json!({"package": "everywhere"})),
            tool("partly", json!({"package": "partly"})),
            tool("unmeasured", json!({"package": "unmeasured"})),
            tool("unix", json!({"claims": {"checked": "2026-11-23", "runs": runs, "licence": agpl}})),
            tool("bare", json!({})),
            tool("builder", json!({"package": "everywhere", "requires": compiler})),
        ]});
        let yes = "yes 2 10 kB";
        let facts = json!({"version": 1, "checked": "2026-11-23", "pythons": ["3.13", "3.14"],
            "installs_for": ["3.13", "3.14"], "packages": {
            "everywhere": {"version": "1.0", "licence": "MIT", "runs": ["linux"], "source": "e", "checked": "2026-11-23",
                "installs": yes},
            "partly": {"version": "1.0", "licence": "GPL-3.0-only", "source": "p", "checked": "2026-11-23", "installs": {
                "linux": yes, "macos": {"3.13": yes, "3.14": "excluded dagster"},
                "windows": {"3.13": yes, "3.14": "no-wheel kivy"}}}}});
        let catalog = Catalog::parse(&catalog.to_string()).expect("a sound catalog");
        Atlas::new(catalog, Facts::parse(&facts.to_string()).expect("sound facts"))
    }

    fn fit(atlas: &Atlas, id: &str, environment: &str) -> Option<Fit> {
        let environment = Environment::decode(environment, &atlas.facts().installs_for, &mut |word| panic!("{word}"));
        environment.fit(atlas.known(atlas.tool(&ToolId::from_text(id).expect("an id")).expect("a tool")))
    }

    #[test]
    fn a_verdict_names_its_reason() {
        let atlas = atlas();
        let table = [
            ("partly", "windows,3.14", "Fails: no wheels for Python 3.14 on Windows (kivy)"),
            ("partly", "macos,3.14", "Fails: dagster does not install for Python 3.14 on macOS"),
            ("partly", "windows,3.13", "Fits"),
            ("partly", "windows", "Fits"),
            ("partly", "3.14", "Unknown: it installs for Python 3.14 on Linux alone"),
            ("partly", "3.13,no-compiler", "Fits"),
            ("partly", "permissive", "Fails: its licence is GPL-3.0-only"),
            ("partly", "no-network-copyleft", "Fits"),
            (
                "partly",
                "windows,3.14,permissive",
                "Fails: no wheels for Python 3.14 on Windows (kivy); its licence is GPL-3.0-only",
            ),
            ("everywhere", "linux,3.14,permissive,no-compiler", "Fits"),
            ("builder", "no-compiler", "Fails: needs a C compiler"),
            ("builder", "linux,3.14", "Fits"),
            ("unmeasured", "3.14", "Unknown: it is not measured whether it installs for Python 3.14"),
            ("unmeasured", "permissive", "Unknown: its licence is not known"),
            ("unix", "windows,3.14", "Fails: not for Windows"),
            ("unix", "linux,3.14", "Fits"),
            ("unix", "no-network-copyleft", "Fails: its licence is AGPL-3.0-only"),
            ("bare", "linux", "Unknown: nothing says that it runs on Linux"),
        ];
        for (tool, environment, expected) in table {
            let words = fit(&atlas, tool, environment).map(|fit| fit.words());
            assert_eq!(words.as_deref(), Some(expected), "{tool} in {environment}");
        }
        assert_eq!(fit(&atlas, "partly", ""), None, "nothing is said");
    }

    #[test]
    fn the_codec_drops_what_it_does_not_know() {
        let pythons = ["3.14".to_owned()];
        let mut dropped = Vec::new();
        let text = "amiga,3.14,3.9,windows,,no-compiler,permissive";
        let environment = Environment::decode(text, &pythons, &mut |word| dropped.push(word.to_owned()));
        assert_eq!(environment.encode(), "windows,3.14,permissive,no-compiler");
        assert_eq!(environment.words(), "Windows, Python 3.14, Permissive only, no compiler");
        assert_eq!(dropped, ["amiga", "3.9"]);
        let without_facts = Environment::decode("3.9,3.x,2.7", &[], &mut |_| {});
        assert_eq!(without_facts.encode(), "3.9", "a link keeps its Python where the facts are missing");
    }

    fn environments() -> impl Strategy<Value = Environment> {
        let system = proptest::option::of((0..System::ALL.len()).prop_map(|at| System::ALL[at].value));
        let python = proptest::option::of(proptest::sample::select(&["3.13", "3.14"][..]).prop_map(str::to_owned));
        let policy = (0..LicencePolicy::ALL.len()).prop_map(|at| LicencePolicy::ALL[at].value);
        (system, python, policy, any::<bool>()).prop_map(|(system, python, policy, no_compiler)| Environment {
            system,
            python,
            policy,
            no_compiler,
        })
    }

    proptest! {
        #[test]
        fn an_environment_survives_its_address(environment in environments()) {
            let pythons = ["3.13".to_owned(), "3.14".to_owned()];
            let read = Environment::decode(&environment.encode(), &pythons, &mut |word| panic!("{word}"));
            prop_assert_eq!(read, environment);
        }

        /// The licence is judged by the policy alone, and what installs by the rest: the verdict on both is the worse of
        /// the two, so nothing that was not asked changes an answer.
        #[test]
        fn what_was_not_asked_changes_no_answer(environment in environments()) {
            let atlas = atlas();
            let licence = Environment { policy: environment.policy, ..Environment::default() };
            let rest = Environment { policy: LicencePolicy::Any, ..environment.clone() };
            let rank = |fit: Option<Fit>| match fit {
                None | Some(Fit::Fits) => 0,
                Some(Fit::Unknown(_)) => 1,
                Some(Fit::Fails(_)) => 2,
            };
            for tool in atlas.tools() {
                let of = |environment: &Environment| rank(environment.fit(atlas.known(tool)));
                prop_assert_eq!(of(&environment), of(&licence).max(of(&rest)), "{}", tool.name);
                // To say that there is a compiler is to say nothing.
                let with = Environment { no_compiler: false, ..environment.clone() };
                prop_assert!(of(&with) <= of(&environment), "{}", tool.name);
            }
        }
    }
}
