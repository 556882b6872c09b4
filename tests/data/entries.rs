//! What must be there, and how entries refer to each other.

use super::*;

/// An alternative is one in both directions, or the advice says why it is only this way: it names the other tool. A
/// superseded tool is an alternative to nothing.
#[test]
fn alternatives_are_mutual_or_explained() {
    let mut faults = Faults::default();
    let catalog = catalog();
    for tool in catalog.tools.iter().filter(|tool| tool.replaced_by.is_none()) {
        let advice = [&tool.choose_when, &tool.avoid_when].into_iter().flatten().cloned().collect::<String>();
        let advice = advice.to_lowercase();
        for id in &tool.alternatives {
            let other = catalog.tools.iter().find(|other| other.id == *id).expect("the reader has checked it");
            let mut names = [id.as_str(), &other.name].into_iter().chain(other.aliases.iter().map(String::as_str));
            let explained = names.any(|name| advice.contains(&name.to_lowercase()));
            let good = explained || other.alternatives.contains(&tool.id);
            faults.check(good, &format!("tool \"{}\"", tool.id), "alternatives", || {
                format!("{} does not list this tool in turn; let it, or name {} in the advice", other.id, other.name)
            });
        }
        faults.check(tool.alternatives.len() <= 7, &format!("tool \"{}\"", tool.id), "alternatives", || {
            format!("there are {}; expected at most 7", tool.alternatives.len())
        });
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

/// The areas and tool lists of the source guide, with the tools it names in each.
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
    assert_eq!(catalog.categories.len(), areas.len() + lists.len());
    let kinds = areas.map(|row| (CategoryKind::Area, row)).into_iter();
    for (kind, (name, tools)) in kinds.chain(lists.map(|row| (CategoryKind::ToolList, row))) {
        let category = catalog.categories.iter().find(|category| category.name == name);
        let Some(category) = category else { panic!("assets/catalog.json: there is no category {name:?}") };
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
        for name in names.split(", ") {
            let mentioned = category.mentions.iter().any(|mention| mention.name == name);
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
        faults.check((6..=12).contains(&members), &entry, "tools", || format!("{members} tools; expected 6 to 12"));
        let paragraphs = category.guide.len();
        faults.check((2..=4).contains(&paragraphs), &entry, "guide", || {
            format!("{paragraphs} paragraphs; expected 2 to 4")
        });
        faults.check(category.uses.len() >= 6, &entry, "uses", || "expected at least 6 tasks".to_owned());
        faults.check(category.start_with.is_some(), &entry, "start_with", || "expected a tool and why".to_owned());
        faults.check(category.standard_library.is_some(), &entry, "standard_library", || "expected a text".to_owned());
        faults.check((2..=3).contains(&category.stacks.len()), &entry, "stacks", || "expected 2 or 3".to_owned());
        faults.check(!category.related.is_empty(), &entry, "related", || "expected at least one".to_owned());
    }
    faults.finish();
}

#[test]
fn every_tool_has_advice() {
    let mut faults = Faults::default();
    for tool in &catalog().tools {
        let entry = format!("tool \"{}\"", tool.id.as_str());
        for (field, text) in [("choose_when", &tool.choose_when), ("avoid_when", &tool.avoid_when)] {
            let length = text.as_ref().map_or(0, |text| text.chars().count());
            faults.check((50..=220).contains(&length), &entry, field, || {
                format!("{length} characters; expected 50 to 220")
            });
        }
        let lines = tool.example.as_ref().map_or(1, |example| example.lines().count());
        faults.check(lines <= 5, &entry, "example", || format!("{lines} lines; expected at most 5"));
        faults.check(!tool.alternatives.is_empty(), &entry, "alternatives", || "expected at least one".to_owned());
    }
    faults.finish();
}
