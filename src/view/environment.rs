//! What the person has to work with: set once, judged everywhere.

use crate::leptos::prelude::*;

use super::Ui;
use super::controls::{Words, checkbox, select_of_ids};
use super::html::{El, fieldset, legend, show};
use atlas_core::closed_set::ClosedSet;
use atlas_core::environment::{Environment, LicencePolicy};
use atlas_core::facts::System;
use atlas_core::query::Command;

/// The controls of the environment.
pub fn environment(ui: Ui) -> El {
    let change = move |change: &dyn Fn(&mut Environment)| {
        let mut environment = ui.environment.get_untracked();
        change(&mut environment);
        (ui.dispatch)(Command::Environment(environment));
    };
    let any = Words { id: String::new(), label: "Any".to_owned() };
    let words = |id: &str, label: &str| Words { id: id.to_owned(), label: label.to_owned() };
    let systems = System::ALL.iter().map(|row| words(row.id, row.label));
    let pythons = ui.atlas.facts().installs_for.iter().map(|python| words(python, python));
    let policies = LicencePolicy::ALL.iter().map(|row| words(row.id, row.label));
    let system = select_of_ids(
        "System",
        std::iter::once(any.clone()).chain(systems).collect(),
        move || ui.environment.with(|it| it.system.map_or("", ClosedSet::id).to_owned()),
        move |id| change(&|it| it.system = System::from_id(id)),
    );
    let python = select_of_ids(
        "Python",
        std::iter::once(any).chain(pythons).collect(),
        move || ui.environment.with(|it| it.python.clone().unwrap_or_default()),
        move |id| change(&|it| it.python = Some(id.to_owned()).filter(|id| !id.is_empty())),
    );
    let licence = select_of_ids(
        "Licences",
        policies.collect(),
        move || ui.environment.with(|it| it.policy.id().to_owned()),
        move |id| change(&|it| it.policy = LicencePolicy::from_id(id).unwrap_or_default()),
    );
    let no_compiler = checkbox(
        "No compiler",
        move || ui.environment.with(|it| it.no_compiler),
        move |is_on| change(&|it| it.no_compiler = is_on),
    );
    let is_set = move || ui.environment.with(|it| *it != Environment::default());
    let only = show(is_set, move || {
        let is_only = move || ui.query.with(|query| query.fit_only);
        checkbox("Hide what fails", is_only, move |is_on| (ui.dispatch)(Command::FitOnly(is_on))).view()
    });
    let title = legend().child("My environment");
    fieldset()
        .class("environment")
        .child(title)
        .child(system)
        .child(python)
        .child(licence)
        .child(no_compiler)
        .child(only)
}
