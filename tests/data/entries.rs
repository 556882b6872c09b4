//! Tests of the entries: what they must have, and how they refer to each other.

use atlas_core::closed_set::ClosedSet;
use atlas_core::facts::MaintenanceStatus;
use serde_json::Value;

use super::*;

/// Tools without an example, and why.
const WITHOUT_EXAMPLE: [(&str, &str); 3] = [
    ("activepython", "a build of CPython: its Python code is that of the entry \"cpython\""),
    ("renpy", "its scripts are in its own language, with Python only inside them"),
    ("thonny", "an editor: people work in its window"),
];

/// Libraries and frameworks that no Python code imports, and why.
const WITHOUT_IMPORTS: [(&str, &str); 1] = [("pyo3", "a Rust crate: Rust code uses it")];

/// Dormant tools that the guide does not name, and why the catalog has them.
const DORMANT: [(&str, &str); 2] = [
    ("pygame-zero", "lessons for beginners are written for it, and nothing else takes its place"),
    ("pyserial", "serial ports are reached through it, also by other tools here, and nothing else takes its place"),
];

/// Returns true if the advice names the other tool, by its name, id or an alias.
fn advice_names(tool: &Tool, other: &Tool) -> bool {
    let advice = [&tool.choose_when, &tool.avoid_when].into_iter().flatten().cloned().collect::<String>();
    let advice = advice.to_lowercase();
    let mut names = [other.id.as_str(), &other.name].into_iter().chain(other.aliases.iter().map(String::as_str));
    names.any(|name| advice.contains(&name.to_lowercase()))
}

/// Checks that the length of a text, in characters, is within bounds.
fn bounded(faults: &mut Faults, entry: &str, field: &str, text: &str, bounds: RangeInclusive<usize>) {
    let length = text.chars().count();
    faults.check(bounds.contains(&length), entry, field, || {
        format!("{length} characters; expected {} to {}", bounds.start(), bounds.end())
    });
}

/// Checks a list of exceptions: each is a tool that still needs the exception.
fn exceptions_are_needed(
    faults: &mut Faults,
    catalog: &Catalog,
    list: &[(&str, &str)],
    field: &str,
    needed: fn(&Tool) -> bool,
) {
    for (id, _) in list {
        let good = catalog.tools.iter().any(|tool| tool.id.as_str() == *id && needed(tool));
        faults.check(good, &format!("tool \"{id}\""), field, || {
            "is an exception in tests/data/entries.rs, but needs none; take it off that list".to_owned()
        });
    }
}

/// A choice between two tools reads the same from either end: each names the other, with when to take it.
#[test]
fn alternatives_are_mutual_and_have_a_reason() {
    let mut faults = Faults::default();
    let catalog = catalog();
    let mut reasons = HashSet::new();
    for tool in &catalog.tools {
        let entry = format!("tool \"{}\"", tool.id);
        for Alternative { tool: id, when } in &tool.alternatives {
            let other = catalog.tools.iter().find(|other| other.id == *id).expect("the reader has checked it");
            let is_mutual = other.alternatives.iter().any(|back| back.tool == tool.id);
            faults.check(is_mutual, &entry, "alternatives", || {
                format!("{id} does not name this tool as an alternative; add it there, with when to take it")
            });
            bounded(&mut faults, &entry, "alternatives.when", when, 18..=90);
            faults.check(!when.ends_with('.'), &entry, "alternatives.when", || {
                format!("{when:?} ends with a full stop; expected a clause")
            });
            faults.check(reasons.insert((id.clone(), when)), &entry, "alternatives.when", || {
                format!("{when:?} is a reason for {id} elsewhere too; expected what decides here")
            });
        }
        let (count, different) = (tool.alternatives.len(), tool.alternatives.iter().map(|other| &other.tool));
        let good = (1..=7).contains(&count) && different.collect::<HashSet<_>>().len() == count;
        faults.check(good, &entry, "alternatives", || format!("{count}; expected 1 to 7, each once"));
    }
    faults.finish();
}

/// Advice fits one tool only, and says what to take instead.
#[test]
fn advice_is_of_one_tool_and_names_another() {
    let mut faults = Faults::default();
    let catalog = catalog();
    let mut seen = HashSet::new();
    for tool in &catalog.tools {
        let entry = format!("tool \"{}\"", tool.id);
        for text in [&tool.choose_when, &tool.avoid_when].into_iter().flatten() {
            faults.check(seen.insert(text), &entry, "choose_when", || format!("{text:?} is said of another tool too"));
        }
        let names_another = catalog.tools.iter().any(|other| other.id != tool.id && advice_names(tool, other));
        faults
            .check(names_another, &entry, "avoid_when", || "names no other tool; expected the one to take".to_owned());
    }
    faults.finish();
}

/// Where tools can be told apart by code, several solve the same exercise.
#[test]
fn exercises_are_solved_by_several_tools() {
    let mut faults = Faults::default();
    let catalog = catalog();
    for category in &catalog.categories {
        let entry = format!("category \"{}\"", category.id);
        let solved =
            catalog.tools.iter().filter(|tool| tool.place_in(&category.id).is_some_and(Place::has_code)).count();
        match &category.exercise {
            Some(exercise) => {
                bounded(&mut faults, &entry, "exercise", exercise, 30..=120);
                faults.check(exercise.ends_with('.'), &entry, "exercise", || "no full stop at the end".to_owned());
                faults.check(solved >= 4, &entry, "exercise", || format!("{solved} tools solve it; expected 4"));
            }
            None => faults.check(solved == 0, &entry, "exercise", || format!("none, but {solved} tools have code")),
        }
    }
    let exercises = catalog.categories.iter().filter(|category| category.exercise.is_some()).count();
    assert!(exercises >= 12, "assets/catalog.json: {exercises} categories with an exercise; expected 12");
    for tool in &catalog.tools {
        let entry = format!("tool \"{}\"", tool.id);
        for place in &tool.places {
            let both = place.code.is_some() && place.shell.is_some();
            faults.check(!both, &entry, "places.code", || "both code and shell; expected one".to_owned());
            for text in [&place.code, &place.shell].into_iter().flatten() {
                let lines = text.lines().count();
                faults.check((1..=16).contains(&lines), &entry, "places.code", || {
                    format!("{lines} lines; expected 1 to 16")
                });
            }
        }
        for text in tool.samples(&catalog.categories).iter().map(|sample| sample.text) {
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            faults.check(widest <= 80, &entry, "code", || format!("a line of {widest} letters; expected at most 80"));
            let calls = text.contains("subprocess") && !["subprocess", "nuitka"].contains(&tool.id.as_str());
            faults.check(!calls, &entry, "code", || "calls a program from Python; expected `shell`".to_owned());
        }
    }
    faults.finish();
}

#[test]
fn names_are_unique() {
    let catalog = catalog();
    let mut seen = HashSet::new();
    for tool in &catalog.tools {
        assert!(seen.insert(tool.name.to_lowercase()), "assets/catalog.json: two tools are named {:?}", tool.name);
    }
    let mut seen = HashSet::new();
    for category in &catalog.categories {
        assert!(seen.insert(&category.name), "assets/catalog.json: two categories are named {:?}", category.name);
    }
}

/// The catalog has the areas and tool lists of the source guide, with the tools that the guide names in each.
#[test]
fn the_guide_is_covered() {
    let areas = [
        ("Data Science", "NumPy, pandas, Matplotlib, Anaconda, ActivePython (ActiveState)"),
        ("Machine Learning", "scikit-learn, TensorFlow, NLTK"),
        ("Web Development", "Django, Pyramid, Flask, WSGI"),
        ("Image Processing", "OpenCV"),
        ("Game Development", "Pygame"),
        ("Embedded Systems & IoT", "Raspberry Pi, Arduino, MicroPython, PyBoard"),
        ("Android Apps", "Kivy"),
        ("Automated Jobs", "cron"),
        ("Embedded Scripting", ""),
        ("Rapid Development & Alternative Implementations", "CPython, Jython, IronPython"),
    ];
    let lists = [
        ("Web Development tools", "Django, Pyramid, Bottle, Tornado, Flask, web2py"),
        ("GUI Development", "Tkinter, PyGObject, PyQt, PySide, Kivy, wxPython"),
        ("Scientific & Numeric", "SciPy, pandas, IPython"),
        ("Software Development", "Buildbot, Trac, Roundup"),
        ("System Administration", "Ansible, Salt, OpenStack"),
    ];
    let mut faults = Faults::default();
    let catalog = catalog();
    assert_eq!(catalog.categories.iter().filter(|category| category.in_guide).count(), areas.len() + lists.len());
    let kinds = areas.map(|row| (CategoryKind::Area, row)).into_iter();
    for (kind, (name, tools)) in kinds.chain(lists.map(|row| (CategoryKind::ToolList, row))) {
        let category = catalog.categories.iter().find(|category| category.name == name);
        let Some(category) = category else { panic!("assets/catalog.json: there is no category {name:?}") };
        faults.check(category.in_guide, &format!("category {name:?}"), "in_guide", || "expected true".to_owned());
        assert_eq!(category.kind, kind, "assets/catalog.json: category {name:?}, field \"kind\"");
        for tool in tools.split(", ").filter(|tool| !tool.is_empty()) {
            let found = catalog.tools.iter().find(|entry| entry.name == tool);
            let Some(found) = found else { panic!("assets/catalog.json: there is no tool {tool:?}") };
            let entry = format!("tool {tool:?}");
            let here = found.place_in(&category.id).is_some();
            faults.check(here, &entry, "places", || format!("expected a place in {name:?}, as in the guide"));
            faults.check(found.in_guide, &entry, "in_guide", || "expected true: the guide names it".to_owned());
        }
    }
    let named = catalog.tools.iter().filter(|tool| tool.in_guide).count();
    assert_eq!(named, 39, "assets/catalog.json: tools with \"in_guide\"; the guide names 33 with a link and 6 without");
    faults.finish();
}

#[test]
fn every_product_the_guide_names_is_mentioned() {
    let expected = [
        ("web-development", "Apache HTTP Server, Nginx, IIS, Google App Engine, Dropbox"),
        ("image-processing", "C++"),
        ("android-apps", "Android SDK, Java"),
        ("embedded-scripting", "Maya, PaintShop Pro, VBA, Excel, PowerPoint"),
        ("rapid-development", "Swing, JVM, .NET, C#"),
    ];
    for (id, names) in expected {
        let catalog = catalog();
        let category = catalog.categories.iter().find(|category| category.id.as_str() == id).expect("the category");
        let of_guide = category.mentions.iter().filter(|mention| mention.in_guide).count();
        let named = names.split(", ").count() + usize::from(id == "rapid-development"); // the foundation, of CPython
        assert_eq!(of_guide, named, "assets/catalog.json: category {id:?}, field \"mentions.in_guide\"");
        for name in names.split(", ") {
            let mentioned = category.mentions.iter().any(|mention| mention.name == name && mention.in_guide);
            assert!(mentioned, "assets/catalog.json: category {id:?}, field \"mentions\": expected {name:?}");
        }
    }
}

#[test]
fn every_category_can_be_used() {
    let mut faults = Faults::default();
    let catalog = catalog();
    for category in &catalog.categories {
        let entry = format!("category \"{}\"", category.id.as_str());
        let members = catalog.tools.iter().filter(|tool| tool.place_in(&category.id).is_some()).count();
        faults.check((6..=16).contains(&members), &entry, "tools", || format!("{members} tools; expected 6 to 16"));
        let paragraphs = category.guide.len();
        faults.check((2..=4).contains(&paragraphs), &entry, "guide", || {
            format!("{paragraphs} paragraphs; expected 2 to 4")
        });
        for paragraph in &category.guide {
            bounded(&mut faults, &entry, "guide", paragraph, 150..=400);
        }
        bounded(&mut faults, &entry, "summary", &category.summary, 60..=95);
        let why = category.start_with.as_ref().map_or("", |start| &start.why);
        bounded(&mut faults, &entry, "start_with.why", why, 80..=160);
        let standard_library = category.standard_library.as_deref().unwrap_or_default();
        bounded(&mut faults, &entry, "standard_library", standard_library, 150..=320);
        faults.check((2..=3).contains(&category.stacks.len()), &entry, "stacks", || "expected 2 or 3".to_owned());
        for stack in &category.stacks {
            let different: HashSet<&str> = stack.tools.iter().map(ToolId::as_str).collect();
            let good = different.len() == stack.tools.len() && (2..=5).contains(&different.len());
            faults.check(good, &entry, "stacks.tools", || {
                format!("{:?} has {} tools; expected 2 to 5, each once", stack.name, stack.tools.len())
            });
        }
        faults.check(!category.related.is_empty(), &entry, "related", || "expected at least one".to_owned());
    }
    faults.finish();
}

/// Each category has an icon and a hue of the palette, and no hue is used by three.
#[test]
fn every_category_has_a_look() {
    let palette = include_str!("../../assets/styles/tokens.css");
    let catalog = catalog();
    for category in &catalog.categories {
        let entry = format!("category \"{}\"", category.id);
        let look = category.look.as_ref().unwrap_or_else(|| panic!("assets/catalog.json: {entry}: no look"));
        let rule = format!("[data-hue=\"{0}\"] {{\n    --hue: {0};", look.hue);
        assert!(palette.contains(&rule), "assets/catalog.json: {entry}, field \"look.hue\": {} has no rule", look.hue);
        let outline =
            look.icon.starts_with('M') && look.icon.chars().all(|c| " .-".contains(c) || c.is_ascii_alphanumeric());
        assert!(outline, "assets/catalog.json: {entry}, field \"look.icon\": no SVG path");
        let same =
            catalog.categories.iter().filter(|other| other.look.as_ref().is_some_and(|other| other.hue == look.hue));
        assert!(same.count() <= 2, "assets/catalog.json: {entry}, field \"look.hue\": used three times");
    }
}

#[test]
fn the_catalog_has_breadth() {
    let tools = catalog().tools.len();
    assert!(tools >= 240, "assets/catalog.json: all entries, field \"tools\": {tools}; expected at least 240");
    let added = catalog().categories.iter().filter(|category| !category.in_guide).count();
    assert!(added >= 10, "assets/catalog.json: {added} areas beyond the guide; expected at least 10");
}

/// Checks the lengths of a tool's texts.
fn has_advice(faults: &mut Faults, tool: &Tool) {
    let entry = format!("tool \"{}\"", tool.id);
    bounded(faults, &entry, "summary", &tool.summary, 40..=140);
    for place in &tool.places {
        bounded(faults, &entry, "places.role", &place.role, 30..=120);
    }
    for (field, text) in [("choose_when", &tool.choose_when), ("avoid_when", &tool.avoid_when)] {
        bounded(faults, &entry, field, text.as_deref().unwrap_or_default(), 50..=220);
    }
}

/// The template in CONTRIBUTING.md passes unchanged.
#[test]
fn the_template_passes() {
    let guide = include_str!("../../CONTRIBUTING.md");
    let template = guide.split("```").find_map(|block| block.strip_prefix("json")).expect("a block of JSON");
    let mut file: Value = serde_json::from_str(CATALOG).expect("JSON");
    let mut template: Value = serde_json::from_str(template).expect("the template is JSON");
    // Its id and name may not clash with a copy that someone is filling in.
    template["id"] = "the-template".into();
    template["name"] = "The Template".into();
    file["tools"].as_array_mut().expect("tools").push(template);
    let with_it = Catalog::parse(&file.to_string()).expect("the template is an entry");
    let tool = with_it.tools.last().expect("the template");
    let mut faults = Faults::default();
    has_advice(&mut faults, tool);
    let category = &tool.places[0].category;
    let members = with_it.tools.iter().filter(|tool| tool.place_in(category).is_some()).count();
    faults.check(members <= 16, "the template in CONTRIBUTING.md", "places", || {
        format!("{category} is full; expected a category with fewer than 16 tools")
    });
    let id = &tool.alternatives[0].tool;
    let other = with_it.tools.iter().find(|other| other.id == *id).expect("the reader has checked it");
    faults.check(advice_names(tool, other), "the template in CONTRIBUTING.md", "alternatives", || {
        "expected the advice to name it".to_owned()
    });
    faults.finish();
}

#[test]
fn every_tool_has_advice() {
    let mut faults = Faults::default();
    let catalog = catalog();
    for tool in &catalog.tools {
        let entry = format!("tool \"{}\"", tool.id);
        has_advice(&mut faults, tool);
        let example = tool.example.as_ref().or(tool.shell.as_ref());
        let good = match example {
            Some(text) => (1..=9).contains(&text.lines().count()) && tool.example.is_none() != tool.shell.is_none(),
            None => {
                tool.places.iter().any(Place::has_code) || WITHOUT_EXAMPLE.iter().any(|row| row.0 == tool.id.as_str())
            }
        };
        faults.check(good, &entry, "example", || {
            "expected 1 to 9 lines, either `example` or `shell`, or the code of an exercise, or a reason in WITHOUT_EXAMPLE"
                .to_owned()
        });
    }
    exceptions_are_needed(&mut faults, &catalog, &WITHOUT_EXAMPLE, "example", |tool| {
        tool.example.is_none() && tool.shell.is_none()
    });
    faults.finish();
}

/// People type names in many ways, and search for what they import.
#[test]
fn every_tool_can_be_found_by_other_names() {
    let mut faults = Faults::default();
    let catalog = catalog();
    let imported = |tool: &Tool| matches!(tool.kind, ToolKind::Library | ToolKind::Framework | ToolKind::Stdlib);
    for tool in &catalog.tools {
        let entry = format!("tool \"{}\"", tool.id);
        faults.check(!tool.aliases.is_empty(), &entry, "aliases", || {
            "none; expected at least one spelling that people type".to_owned()
        });
        let without = !imported(tool) || WITHOUT_IMPORTS.iter().any(|row| row.0 == tool.id.as_str());
        faults.check(without || !tool.imports.is_empty(), &entry, "imports", || {
            "none; expected the name to import, or a reason in WITHOUT_IMPORTS of tests/data/entries.rs".to_owned()
        });
    }
    exceptions_are_needed(&mut faults, &catalog, &WITHOUT_IMPORTS, "imports", |tool| tool.imports.is_empty());
    faults.finish();
}

/// A tool without a release for years is in the catalog for a reason, and its advice names an alternative.
#[test]
fn dormant_tools_have_a_reason_and_an_alternative() {
    let mut faults = Faults::default();
    let (catalog, atlas) = (catalog(), shipped::atlas());
    let status = |tool: &Tool| atlas.known(tool).maintenance();
    for tool in catalog.tools.iter().filter(|tool| status(tool) == MaintenanceStatus::Dormant) {
        let entry = format!("tool \"{}\"", tool.id);
        let reason = tool.in_guide || DORMANT.iter().any(|row| row.0 == tool.id.as_str());
        faults.check(reason, &entry, "in_guide", || {
            "is dormant and not in the guide; expected a reason in DORMANT of tests/data/entries.rs, or no entry"
                .to_owned()
        });
        let mut others =
            catalog.tools.iter().filter(|other| tool.alternatives.iter().any(|listed| listed.tool == other.id));
        faults.check(others.any(|other| advice_names(tool, other)), &entry, "avoid_when", || {
            "is dormant; expected the advice to name one of its alternatives".to_owned()
        });
    }
    for tool in catalog.tools.iter().filter(|tool| status(tool) != MaintenanceStatus::Dormant) {
        let claimed = tool.avoid_when.as_ref().is_some_and(|advice| advice.contains("no release for years"));
        faults.check(!claimed, &format!("tool \"{}\"", tool.id), "avoid_when", || {
            format!("says \"no release for years\", but by its facts it is {}", status(tool).id())
        });
    }
    for (id, _) in DORMANT {
        let still =
            catalog.tools.iter().any(|tool| tool.id.as_str() == id && status(tool) == MaintenanceStatus::Dormant);
        faults.check(still, &format!("tool \"{id}\""), "package", || {
            "is an exception in tests/data/entries.rs, but is not dormant; take it off that list".to_owned()
        });
    }
    faults.finish();
}
