//! The whole atlas as one text: every category, task and tool with advice, facts, code and links. It is made at build, as
//! HTML for people without scripts and for paper, and as Markdown for machines. The app does not use it.

use super::atlas::Atlas;
use super::catalog::{Alternative, Category, Claim, Link, Mention, Stack, Task, Tool, ToolId};
use super::closed_set::{ClosedSet, Row};
use super::facts::System;
use super::markdown::{self, escaped};
use super::platform::labels;
use super::results::overview::Part;
use super::text::plural;

/// A part of a text.
enum Inline<'a> {
    Text(String),
    Strong(&'a str),
    /// A link with its address.
    Link(String, &'a str),
}

/// A part of the handbook.
enum Block<'a> {
    /// A heading with its level, and its id, by which it is linked.
    Heading(u8, String, &'a str),
    Paragraph(Vec<Inline<'a>>),
    List(Vec<Vec<Inline<'a>>>),
    /// Lines of code.
    Code(&'a str),
}

use Block::{Code, Heading, List, Paragraph};
use Inline::{Strong, Text};

fn text<'a>(text: impl Into<String>) -> Inline<'a> {
    Text(text.into())
}

fn paragraph<'a>(words: impl Into<String>) -> Block<'a> {
    Paragraph(vec![text(words)])
}

fn titled(title: &str, rest: impl Into<String>) -> Block<'_> {
    Paragraph(vec![Strong(title), text(format!(": {}", rest.into()))])
}

/// The handbook as HTML, without the frame of a page.
#[must_use]
pub fn html(atlas: &Atlas) -> String {
    let escaped =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let inline = |parts: Vec<Inline>| {
        let parts = parts.into_iter().map(|part| match part {
            Text(text) => escaped(&text),
            Strong(text) => format!("<b>{}</b>", escaped(text)),
            Inline::Link(href, text) => format!("<a href=\"{}\">{}</a>", escaped(&href), escaped(text)),
        });
        parts.collect::<String>()
    };
    let block = |block: Block| match block {
        Heading(level, id, text) => format!("<h{level} id=\"{id}\">{}</h{level}>\n", escaped(text)),
        Paragraph(parts) => format!("<p>{}</p>\n", inline(parts)),
        List(items) => {
            let items: Vec<String> = items.into_iter().map(|item| format!("<li>{}</li>\n", inline(item))).collect();
            format!("<ul>\n{}</ul>\n", items.concat())
        }
        Code(text) => format!("<pre><code>{}</code></pre>\n", escaped(text)),
    };
    blocks(atlas).into_iter().map(block).collect()
}

/// The handbook as Markdown.
#[must_use]
pub fn markdown(atlas: &Atlas) -> String {
    let inline = |parts: Vec<Inline>| {
        let parts = parts.into_iter().map(|part| match part {
            Text(text) => escaped(&text),
            Strong(text) => format!("**{}**", escaped(text)),
            Inline::Link(href, text) => markdown::link(text, &href),
        });
        parts.collect::<String>()
    };
    let block = |block: Block| match block {
        Heading(level, _, text) => format!("{} {}\n\n", "#".repeat(level.into()), escaped(text)),
        Paragraph(parts) => inline(parts) + "\n\n",
        List(items) => {
            let items: Vec<String> = items.into_iter().map(|item| format!("- {}\n", inline(item))).collect();
            items.concat() + "\n"
        }
        Code(text) => format!("~~~~\n{text}\n~~~~\n\n"),
    };
    blocks(atlas).into_iter().map(block).collect()
}

fn blocks(atlas: &Atlas) -> Vec<Block<'_>> {
    let summary = format!(
        "{} in {}. Edition of {}, facts checked on {}. The same can be searched and filtered on the ",
        plural(atlas.tools().len(), "tool", "tools"),
        plural(atlas.categories().len(), "category", "categories"),
        atlas.edition(),
        atlas.facts().checked,
    );
    let mut blocks = vec![
        Heading(1, "top".to_owned(), "Python Atlas: what Python is used for, and which tool to pick"),
        Paragraph(vec![text(summary), Inline::Link("./".to_owned(), "page of the app"), text(".")]),
    ];
    for part in Part::ALL {
        let categories = atlas.categories().iter().filter(|category| Part::of_category(category) == part);
        let items = categories.map(|category| {
            vec![Inline::Link(format!("#{}", category.id), &category.name), text(format!(": {}", category.summary))]
        });
        blocks.extend([Paragraph(vec![Strong(part.title())]), List(items.collect())]);
    }
    for category in atlas.categories() {
        of_category(atlas, category, &mut blocks);
    }
    blocks
}

/// The address of a tool's entry. A tool may be named like a category.
fn to_tool<'a>(atlas: &'a Atlas, id: &'a ToolId) -> Inline<'a> {
    Inline::Link(format!("#tool-{id}"), atlas.tool_name(id))
}

fn joined<'a>(links: impl Iterator<Item = Inline<'a>>, between: &str) -> Vec<Inline<'a>> {
    let parts = links.enumerate().flat_map(|(at, link)| (at > 0).then(|| text(between)).into_iter().chain([link]));
    parts.collect()
}

fn of_category<'a>(atlas: &'a Atlas, category: &'a Category, blocks: &mut Vec<Block<'a>>) {
    blocks.extend([Heading(2, category.id.to_string(), &category.name), paragraph(&category.summary)]);
    if let Some(start) = &category.start_with {
        blocks.push(Paragraph(vec![
            Strong("Start with "),
            to_tool(atlas, &start.tool),
            text(format!(". {}", start.why)),
        ]));
    }
    blocks.extend(category.guide.iter().map(paragraph));
    let task = |task: &'a Task| {
        let tools = joined(task.tools.iter().map(|id| to_tool(atlas, id)), ", ");
        let note = task.note.as_ref().map(|note| text(format!(". {note}")));
        [Strong(&task.name), text(": ")].into_iter().chain(tools).chain(note).collect()
    };
    if !category.tasks.is_empty() {
        blocks.extend([Paragraph(vec![Strong("Tasks, each with the tools to take, best first")])]);
        blocks.push(List(category.tasks.iter().map(task).collect()));
    }
    blocks.extend(category.standard_library.iter().map(|words| titled("What the standard library does", words)));
    let stack = |stack: &'a Stack| {
        let tools = joined(stack.tools.iter().map(|id| to_tool(atlas, id)), " + ");
        [Strong(&stack.name), text(": ")]
            .into_iter()
            .chain(tools)
            .chain([text(format!(". {}", stack.purpose))])
            .collect()
    };
    if !category.stacks.is_empty() {
        blocks.extend([
            Paragraph(vec![Strong("Tools that work together")]),
            List(category.stacks.iter().map(stack).collect()),
        ]);
    }
    let mention = |mention: &'a Mention| {
        vec![Inline::Link(mention.link.as_str().to_owned(), &mention.name), text(format!(": {}", mention.how))]
    };
    if !category.mentions.is_empty() {
        blocks.push(Paragraph(vec![Strong("Products that work with it or use it")]));
        blocks.push(List(category.mentions.iter().map(mention).collect()));
    }
    blocks
        .extend(category.exercise.iter().map(|words| titled("The same task in code, at each tool that has it", words)));
    let members = || atlas.tools().iter().filter(|tool| tool.place_in(&category.id).is_some());
    let elsewhere = members().filter(|tool| tool.places[0].category != category.id);
    let elsewhere: Vec<Inline> = joined(elsewhere.map(|tool| to_tool(atlas, &tool.id)), ", ");
    for tool in members().filter(|tool| tool.places[0].category == category.id) {
        of_tool(atlas, tool, blocks);
    }
    if !elsewhere.is_empty() {
        blocks.push(Paragraph([Strong("Told elsewhere"), text(": ")].into_iter().chain(elsewhere).collect()));
    }
}

fn of_tool<'a>(atlas: &'a Atlas, tool: &'a Tool, blocks: &mut Vec<Block<'a>>) {
    let known = atlas.known(tool);
    let address = |link: &Link| link.as_str().to_owned();
    blocks.push(Heading(3, format!("tool-{}", tool.id), &tool.name));
    blocks.push(paragraph(format!("{}. {}", tool.kind.label(), tool.summary)));
    let advice = [("Choose it when", &tool.choose_when), ("Look elsewhere when", &tool.avoid_when)];
    blocks.extend(advice.into_iter().filter_map(|(title, words)| Some(titled(title, words.as_ref()?))));
    if let Some(id) = &tool.replaced_by {
        blocks.push(Paragraph(vec![text("The project itself now points to "), to_tool(atlas, id), text(".")]));
    }
    let other = |other: &'a Alternative| vec![to_tool(atlas, &other.tool), text(format!(": {}", other.when))];
    if !tool.alternatives.is_empty() {
        blocks.extend([
            Paragraph(vec![Strong("Take another one for")]),
            List(tool.alternatives.iter().map(other).collect()),
        ]);
    }
    blocks.extend(known.install_line("pip install").into_iter().map(|line| titled("Install", line)));
    blocks.extend(tool.beware.iter().chain(&tool.install_note).map(paragraph));
    let needs: Vec<&str> = tool.requires.iter().map(|requirement| requirement.what.as_str()).collect();
    if !needs.is_empty() {
        blocks.push(titled("Needs as well", needs.join("; ")));
    }
    let unknown = || "unknown".to_owned();
    let runs = known.runs();
    let status = known.maintenance();
    let mut facts = vec![
        format!("licence {}", known.licence().map_or_else(unknown, str::to_owned)),
        format!("runs on {}", if runs.is_empty() { unknown() } else { labels(&runs) }),
        format!("maintenance {}: {}", status.label().to_lowercase(), status.reason()),
    ];
    if let Some(measured) = known.facts {
        facts.insert(0, format!("version {}, released {}", measured.version, measured.released));
        let pythons = known.works_with().into_iter().map(|(python, answer)| format!("{python} {answer}"));
        facts.push(format!("installs with Python {}", pythons.collect::<Vec<_>>().join(", ")));
        let newest = known.works_with().into_iter().rev().find(|(_, answer)| answer.contains('✓'));
        facts.extend(newest.map(|(python, _)| {
            let words =
                |system: &Row<System>| format!("{} {}", system.label, known.install_words(system.value, python));
            System::ALL.iter().map(words).collect::<Vec<_>>().join(", ")
        }));
        facts.push(format!("measured {}", measured.checked));
    }
    blocks.push(titled("Facts", facts.join("; ")));
    if let Some((Claim { source, .. }, _)) = known.claimed_runs() {
        let source = Inline::Link(address(source), "its project says so");
        blocks.push(Paragraph(vec![text("Where it runs: "), source, text(".")]));
    }
    for sample in tool.samples(atlas.categories()) {
        blocks.extend([paragraph(format!("{}:", sample.title)), Code(sample.text)]);
    }
    let links =
        [("Home", Some(&tool.links.home)), ("Docs", tool.links.docs.as_ref()), ("Source", tool.links.source.as_ref())];
    let links = links.into_iter().filter_map(|(label, link)| Some(Inline::Link(address(link?), label)));
    blocks.push(Paragraph(joined(links, " · ")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::facts::Facts;

    fn atlas(catalog: &str) -> Atlas {
        Atlas::new(Catalog::parse(catalog).expect("sound"), Facts::default())
    }

    /// Everything of the shipped catalog that people read is there, and every link inside leads somewhere.
    #[test]
    fn the_handbook_is_complete() {
        let atlas = atlas(include_str!("../../assets/catalog.json"));
        let (html, markdown) = (html(&atlas), markdown(&atlas));
        let plain =
            |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        for category in atlas.categories() {
            assert!(html.contains(&format!("<h2 id=\"{}\">", category.id)), "{}", category.id);
            let notes = category.tasks.iter().filter_map(|task| task.note.as_ref());
            for text in category.guide.iter().chain(notes).chain([&category.summary]) {
                assert!(html.contains(&plain(text)), "{}: {text}", category.id);
            }
        }
        for tool in atlas.tools() {
            assert_eq!(html.matches(&format!("<h3 id=\"tool-{}\">", tool.id)).count(), 1, "{}", tool.id);
            let whens = tool.alternatives.iter().map(|other| &other.when);
            let advice = tool.choose_when.iter().chain(&tool.avoid_when).chain(&tool.beware);
            for text in whens.chain(advice).chain([&tool.summary]) {
                assert!(html.contains(&plain(text)), "{}: {text}", tool.id);
            }
            assert!(markdown.contains(&format!("(<{}>)", tool.links.home.as_str())), "{}", tool.id);
        }
        for link in html.split("href=\"#").skip(1) {
            let id = link.split('"').next().unwrap_or_default();
            assert!(html.contains(&format!(" id=\"{id}\"")), "{id}");
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        let evil = "<script>x</script> ](javascript:x) *b* & \\\"";
        let catalog = format!(
            r#"{{"version": 1, "edition": "2026-11-23", "categories": [{{"id": "a", "kind": "area", "name": "{evil}",
            "summary": "{evil}", "guide": ["{evil}"]}}], "tools": [{{"id": "t", "name": "{evil}", "kind": "library",
            "summary": "{evil}", "links": {{"home": "https://example.org/"}}, "places": [{{"category": "a", "role": "r"}}]}}]}}"#
        );
        let atlas = atlas(&catalog);
        assert!(!html(&atlas).contains("<script"));
        // What a backslash stands before is a letter like any other.
        let markdown = markdown(&atlas);
        let plain: String =
            markdown.split('\\').map(|part| part.strip_prefix(['<', ']', '*']).unwrap_or(part)).collect();
        assert!(!plain.contains("<script") && !plain.contains("](javascript") && !plain.contains("*b"), "{markdown}");
    }
}
