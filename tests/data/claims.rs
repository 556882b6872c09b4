//! Tests of the claims: measurement, claims and advice agree, or the advice says what to do.

use std::collections::HashSet;

use atlas_core::atlas::Atlas;
use atlas_core::closed_set::ClosedSet;
use atlas_core::facts::{InstallClass, MaintenanceStatus};
use atlas_core::platform::Platform;

use super::*;

fn entry(tool: &Tool) -> String {
    format!("tool \"{}\"", tool.id)
}

/// The tools that a category tells people to start with, to take together or to take for a task.
fn recommended(atlas: &Atlas) -> Vec<&Tool> {
    let of = |category: &Category| {
        let stacks = category.stacks.iter().flat_map(|stack| &stack.tools);
        let tasks = category.tasks.iter().flat_map(|task| &task.tools);
        category.start_with.iter().map(|start| &start.tool).chain(stacks).chain(tasks).cloned().collect::<Vec<ToolId>>()
    };
    let ids: HashSet<ToolId> = atlas.categories().iter().flat_map(of).collect();
    atlas.tools().iter().filter(|tool| ids.contains(&tool.id)).collect()
}

const DESKTOP: [Platform; 3] = [Platform::Linux, Platform::Macos, Platform::Windows];

#[test]
fn platforms_and_licence_are_known_for_95_percent_of_the_tools() {
    let atlas = shipped::atlas();
    let lacking = |lacks: &dyn Fn(&Tool) -> bool| {
        let names: Vec<&str> = atlas.tools().iter().filter(|tool| lacks(tool)).map(|tool| tool.id.as_str()).collect();
        (names.len() * 20 <= atlas.tools().len(), names.join(", "))
    };
    let (few, names) = lacking(&|tool| atlas.known(tool).runs().is_empty());
    assert!(few, "platforms are unknown for {names}");
    let (few, names) = lacking(&|tool| atlas.known(tool).licence().is_none());
    assert!(few, "the licence is unknown for {names}");
}

/// A claim about what has no package names the day; one about maintenance is for what has no package alone.
#[test]
fn claims_say_what_no_index_can() {
    let mut faults = Faults::default();
    let catalog = catalog();
    for tool in &catalog.tools {
        let Some(claims) = &tool.claims else { continue };
        faults.check(claims.checked <= catalog.edition, &entry(tool), "claims.checked", || {
            format!("{} is after the edition {}", claims.checked, catalog.edition)
        });
        let fields = [claims.runs.is_some(), claims.makes.is_some(), claims.licence.is_some(), claims.status.is_some()];
        faults.check(fields.contains(&true), &entry(tool), "claims", || "states nothing".to_owned());
        for (field, claim) in [("claims.runs", &claims.runs), ("claims.makes", &claims.makes)] {
            let Some(claim) = claim else { continue };
            faults.check(!claim.is.is_empty(), &entry(tool), field, || "names no platform".to_owned());
            let order = |platform: &Platform| Platform::ALL.iter().position(|row| row.value == *platform);
            faults.check(claim.is.is_sorted_by_key(order), &entry(tool), field, || {
                "expected the platforms in the order of the facet, each once".to_owned()
            });
        }
        let status = claims.status.as_ref().map(|claim| claim.is);
        faults.check(status.is_none() || tool.package.is_none(), &entry(tool), "claims.status", || {
            "has a package: its releases are measured".to_owned()
        });
        let known = [MaintenanceStatus::Active, MaintenanceStatus::Slow, MaintenanceStatus::Dormant];
        faults.check(status.is_none_or(|status| known.contains(&status)), &entry(tool), "claims.status", || {
            "expected active, slow or dormant".to_owned()
        });
    }
    faults.finish();
}

/// A platform that a claim excludes is not shown as running, and what claim and measurement say differently is told.
#[test]
fn facets_follow_the_claims() {
    let atlas = shipped::atlas();
    for tool in atlas.tools() {
        let known = atlas.known(tool);
        let Some((claim, _)) = known.claimed_runs() else { continue };
        let systems: Vec<Platform> = known.runs().into_iter().filter(|platform| platform.is_system()).collect();
        let claimed: Vec<Platform> = claim.is.iter().copied().filter(|platform| platform.is_system()).collect();
        assert_eq!(systems, claimed, "{}", tool.id);
        assert!(claim.is.iter().all(|platform| known.runs().contains(platform)), "{}", tool.id);
        let measured = known.facts.map(|facts| facts.runs.iter().filter(|platform| platform.is_system()));
        let differs = measured.is_some_and(|mut measured| measured.any(|platform| !claim.is.contains(platform)));
        assert!(!differs || known.other_measured_runs().is_some(), "{}: the difference is not told", tool.id);
    }
}

#[test]
fn what_is_recommended_installs_or_says_what_to_do() {
    let mut faults = Faults::default();
    let atlas = shipped::atlas();
    for tool in recommended(&atlas) {
        let known = atlas.known(tool);
        // What is unknown says so on the page: some day's index lacked a package that the newest release needs.
        let installs = matches!(
            known.install_class(),
            InstallClass::Everywhere | InstallClass::NotPackage | InstallClass::Unknown
        );
        faults.check(installs || tool.install_note.is_some(), &entry(tool), "install_note", || {
            format!(
                "is recommended, but installs from wheels by its facts: {}; expected a sentence that says what to do",
                known.install_class().label()
            )
        });
    }
    faults.finish();
}

/// A note is true as long as it is needed: what says that wheels are missing lacks some, and what names a system or a
/// Python lacks it.
#[test]
fn notes_about_installing_are_true() {
    let mut faults = Faults::default();
    let atlas = shipped::atlas();
    let newest_but_one = atlas.facts().installs_for.iter().rev().nth(1).expect("several Pythons");
    for tool in atlas.tools() {
        let Some(note) = &tool.install_note else { continue };
        let known = atlas.known(tool);
        let everywhere = known.install_class() == InstallClass::Everywhere;
        let lacks = ["no wheel", "wheels for Python"].iter().any(|words| note.contains(words));
        faults.check(!(lacks && everywhere), &entry(tool), "install_note", || {
            format!("says that wheels are missing, but it installs everywhere on Python {newest_but_one}: take it back")
        });
        faults.check(note.len() <= 160 && note.ends_with('.'), &entry(tool), "install_note", || {
            format!("expected one or two sentences of at most 160 letters, found {}", note.len())
        });
    }
    faults.finish();
}

/// A warning of another package stands beside the line that installs the right one, and is as short as that.
#[test]
fn warnings_of_other_packages_are_short() {
    let mut faults = Faults::default();
    let catalog = catalog();
    let warned: Vec<&Tool> = catalog.tools.iter().filter(|tool| tool.beware.is_some()).collect();
    for tool in &warned {
        let length = tool.beware.as_ref().map_or(0, |text| text.chars().count());
        faults.check(length <= 70, &entry(tool), "beware", || format!("{length} characters; expected at most 70"));
        faults.check(tool.package.is_some(), &entry(tool), "beware", || "the tool has no package".to_owned());
    }
    faults.finish();
    assert!((1..=8).contains(&warned.len()), "assets/catalog.json: {} warnings; expected 1 to 8", warned.len());
}

/// A tool that runs on no desktop system is no start for most people, so it says on what it runs.
#[test]
fn what_a_category_starts_with_runs_on_a_desktop() {
    let atlas = shipped::atlas();
    for start in atlas.categories().iter().filter_map(|category| category.start_with.as_ref()) {
        let tool = atlas.tool(&start.tool).expect("a tool");
        let runs = atlas.known(tool).runs();
        assert!(runs.is_empty() || DESKTOP.iter().any(|system| runs.contains(system)), "{}", tool.id);
    }
}
