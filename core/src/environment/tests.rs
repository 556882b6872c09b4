//! Tests of the module above.

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
