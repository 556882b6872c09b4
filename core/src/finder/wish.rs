//! Whether a tool meets a wish, by facts and claims. Knows nothing of the other tools.

use crate::catalog::{Category, Criterion, ToolKind, WishRule};
use crate::closed_set::ClosedSet;
use crate::facts::{Install, InstallClass, LicenceClass, MaintenanceStatus, System, licence_class};
use crate::known::Known;
use crate::platform::Platform;

/// The most packages that are few, the tool's own among them.
const FEW: u32 = 5;
/// The largest small download, in kilobytes.
const SMALL: u32 = 5_000;

/// Whether a tool meets a wish for a task of `category` on `system`; `None` if that is not known.
pub(super) fn answer(criterion: &Criterion, known: Known, category: &Category, system: System) -> Option<bool> {
    let tool = known.tool;
    let rule = match criterion {
        Criterion::By(rule) => rule,
        // Editors list what they are sure of, which says nothing of the rest.
        Criterion::Tools(tools) => return tools.contains(&tool.id).then_some(true),
    };
    let is_module = tool.kind == ToolKind::Stdlib;
    match rule {
        WishRule::Typed => known.facts?.typed,
        // For a module nothing is installed.
        WishRule::FewPackages | WishRule::SmallDownload if is_module => Some(true),
        WishRule::FewPackages => match known.usual_install(system)? {
            Install::Yes { packages, .. } => Some(*packages <= FEW),
            _ => None,
        },
        WishRule::SmallDownload => match known.usual_install(system)? {
            Install::Yes { kilobytes, .. } => kilobytes.map(|kilobytes| kilobytes <= SMALL),
            _ => None,
        },
        WishRule::StandardLibrary => Some(is_module),
        WishRule::GentleStart => Some(category.start_with.as_ref().is_some_and(|start| start.tool == tool.id)),
        WishRule::Active => match known.maintenance() {
            MaintenanceStatus::NotTracked | MaintenanceStatus::Unknown => None,
            status => Some(status == MaintenanceStatus::Active),
        },
        WishRule::Permissive => known.licence().map(|name| licence_class(Some(name)) == LicenceClass::Permissive),
        WishRule::Everywhere => match known.install_class() {
            InstallClass::NotPackage if is_module => Some(!System::ALL.iter().any(|row| known.excludes(row.value))),
            InstallClass::NotPackage | InstallClass::Unknown => None,
            class => Some(class == InstallClass::Everywhere),
        },
        WishRule::Browser => runs_on(known, &[Platform::Browser]),
        WishRule::Mobile => {
            const MOBILE: [Platform; 2] = [Platform::Android, Platform::Ios];
            let is_made = known.makes().is_some_and(|(claim, _)| MOBILE.iter().any(|it| claim.is.contains(it)));
            if is_made { Some(true) } else { runs_on(known, &MOBILE) }
        }
    }
}

/// Whether a tool runs on one of some platforms; `None` if it is not known what it runs on.
fn runs_on(known: Known, platforms: &[Platform]) -> Option<bool> {
    let runs = known.runs();
    (!runs.is_empty()).then(|| platforms.iter().any(|platform| runs.contains(platform)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::catalog::{Catalog, ToolId};
    use crate::facts::Facts;
    use serde_json::{Value, json};

    fn atlas() -> Atlas {
        let tool = |id: &str, kind: &str, more: Value| {
            let mut tool = json!({"id": id, "name": id, "kind": kind, "summary": "s", "links": {"home": "https://a"},
                "places": [{"category": "c", "role": "r"}]});
            tool.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            tool
        };
        let claim = |is: Value| json!({"is": is, "source": "https://a/b"});
        let phone = json!({"checked": "2026-11-23", "runs": claim(json!(["windows", "android"]))});
        let maker = json!({"checked": "2026-11-23", "makes": claim(json!(["ios"])), "status": claim(json!("slow"))});
        let rules = WishRule::ALL.iter().map(|row| json!({"id": row.id, "name": row.label, "by": row.id}));
        let list = json!({"id": "list", "name": "Listed", "tools": ["small"]});
        let catalog = json!({"version": 1, "edition": "x", "wishes": rules.chain([list]).collect::<Vec<_>>(),
        "categories": [{"id": "c", "kind": "area", "name": "C", "summary": "s",
            "start_with": {"tool": "large", "why": "It is."}}],
        "tools": [
            tool("small", "library", json!({"package": "small"})),
            tool("large", "library", json!({"package": "large"})),
            tool("unmeasured", "library", json!({"package": "unmeasured"})),
            tool("module", "stdlib", json!({})),
            tool("phone", "application", json!({"claims": phone})),
            tool("maker", "application", json!({"claims": maker})),
        ]});
        let facts = json!({"version": 1, "checked": "2026-11-23", "pythons": ["3.13", "3.14"],
            "installs_for": ["3.13", "3.14"], "packages": {
            "small": {"version": "1.0", "released": "2026-01-01", "licence": "MIT", "typed": true,
                "runs": ["linux", "browser"], "source": "s", "checked": "2026-11-23",
                "installs": {"3.13": "yes 5 5000 kB", "3.14": "yes 99 99000 kB"}},
            "large": {"version": "1.0", "released": "2020-01-01", "licence": "GPL-3.0-only", "typed": false,
                "runs": ["linux"], "source": "s", "checked": "2026-11-23",
                "installs": {"linux": "yes 6 5100 kB", "macos": "no-wheel large", "windows": "yes 2"}}}});
        Atlas::new(
            Catalog::parse(&catalog.to_string()).expect("a sound catalog"),
            Facts::parse(&facts.to_string()).expect("sound facts"),
        )
    }

    #[test]
    fn facts_and_claims_answer_or_say_nothing() {
        let atlas = atlas();
        // Yes, no or unknown of: small, large, unmeasured, module, phone, maker.
        let table = [
            ("typed", "yn????"),
            ("few-packages", "yn?y??"),
            ("small-download", "yn?y??"),
            ("standard-library", "nnnynn"),
            ("gentle-start", "nynnnn"),
            ("active", "yn???n"),
            ("permissive", "yn????"),
            ("everywhere", "yn?y??"),
            ("browser", "yn??n?"),
            ("mobile", "nn??yy"),
            ("list", "y?????"),
        ];
        assert_eq!(table.len(), atlas.wishes().len());
        for (wish, (id, expected)) in atlas.wishes().iter().zip(table) {
            assert_eq!(wish.id.as_str(), id);
            let of = |tool| {
                let category = &atlas.categories()[0];
                match answer(&wish.criterion, atlas.known(tool), category, System::Linux) {
                    Some(true) => 'y',
                    Some(false) => 'n',
                    None => '?',
                }
            };
            assert_eq!(atlas.tools().iter().map(of).collect::<String>(), expected, "{id}");
        }
    }

    #[test]
    fn what_is_installed_is_asked_of_the_system() {
        let atlas = atlas();
        let large = atlas.tool(&ToolId::from_text("large").expect("an id")).expect("a tool");
        let of = |rule, system| answer(&Criterion::By(rule), atlas.known(large), &atlas.categories()[0], system);
        assert_eq!(of(WishRule::FewPackages, System::Windows), Some(true));
        assert_eq!(of(WishRule::SmallDownload, System::Windows), None, "no size is told");
        assert_eq!(of(WishRule::FewPackages, System::Macos), None, "what does not install has no number of packages");
    }
}
