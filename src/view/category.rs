//! A group of tools under its heading; for a category with its guide, uses and mentions.

use leptos::prelude::*;

use super::html::{El, all, el, keyed, link, text};
use super::tool::{self, COLUMNS};
use super::{Ui, category_style, icons};
use atlas_core::catalog::{Category, CategoryKind, Stack};
use atlas_core::facets::{CATEGORY, FACETS};
use atlas_core::query::{Layout, Query};
use atlas_core::results::{Group, GroupKey, plural};
use atlas_core::virtual_list::is_long;

/// The attribute of a list of tools; its value is [`GroupKey::number`].
pub const LIST: &str = "data-list";

/// The lists that are drawn in part only.
pub const LONG_LISTS: &str = ".long > [data-list]";

/// One group of the results.
pub fn group(ui: Ui, key: GroupKey) -> AnyView {
    let title = key.title(ui.atlas);
    let category = key.category(ui.atlas);
    let body = keyed(
        move || vec![usize::from(ui.query.with(|query| query.layout == Layout::Table))],
        move |table| match (table, category) {
            (1, Some(category)) => {
                all(vec![el("p").class("summary").child(&category.summary).view(), self::table(ui, key)])
            }
            (1, None) => self::table(ui, key),
            (_, Some(category)) => all(vec![about(ui, key, category).view(), cards(ui, key)]),
            (_, None) => cards(ui, key),
        },
    );
    let long = move || ui.results.with(|results| results.group(key).is_some_and(|group| is_long(results, group)));
    let mut section = el("section").class_of("category", "category long", long).attr("aria-label", &title);
    let mut heading = el("header");
    if let Some(category) = category {
        let style = category_style::of(category.id.as_str());
        section = section.attr("data-category", category.id.as_str()).attr("data-hue", style.hue);
        heading = heading.child(icons::icon(style.icon));
    }
    let heading = heading.child(el("h2").child(title));
    let count = move || ui.results.with(|results| results.group(key).map_or(0, |group| group.tools.len()));
    let count = text(move || plural(count(), "tool", "tools"));
    section.child(heading.child(el("p").class("count").child(count))).child(body).view()
}

/// A list of the group, empty while the group is not shown.
fn of_group(ui: Ui, key: GroupKey, list: fn(&Group) -> &Vec<usize>) -> impl Fn() -> Vec<usize> {
    move || ui.results.with(|results| results.group(key).map_or(Vec::new(), |group| list(group).clone()))
}

/// The part of the group's tools that is on the page.
fn drawn(ui: Ui, key: GroupKey) -> impl Fn() -> Vec<usize> {
    move || {
        ui.results.with(|results| {
            let range = ui.drawn.with(|drawn| drawn.part(results, key).range);
            results.group(key).and_then(|group| group.tools.get(range)).map_or(Vec::new(), <[usize]>::to_vec)
        })
    }
}

fn cards(ui: Ui, key: GroupKey) -> AnyView {
    let cards = keyed(drawn(ui, key), move |index| tool::card(ui, index, key));
    windowed(ui, key, el("div").class("cards").child(cards))
}

/// A list with the room that is kept for what is not drawn of it.
fn windowed(ui: Ui, key: GroupKey, list: El) -> AnyView {
    let room = move || ui.results.with(|results| ui.drawn.with(|drawn| drawn.part(results, key).room));
    list.attr(LIST, key.number().to_string()).room(room).view()
}

fn table(ui: Ui, key: GroupKey) -> AnyView {
    let columns = COLUMNS.map(|label| el("th").attr("scope", "col").child(label)).into_iter().collect::<Vec<_>>();
    let rows = keyed(drawn(ui, key), move |index| tool::row(ui, index, key));
    let table = el("table").child(el("thead").child(el("tr").child(columns))).child(el("tbody").child(rows));
    // It scrolls by itself on a narrow screen, which must work from the keyboard too.
    let name = format!("Table of {}", key.title(ui.atlas));
    let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "group").attr("aria-label", name);
    windowed(ui, key, scroll.child(table))
}

fn list(items: impl Iterator<Item = El>) -> El {
    el("ul").child(items.collect::<Vec<_>>())
}

fn titled(title: &str, content: El) -> Vec<El> {
    vec![el("h3").child(title), content]
}

/// The tool to begin with.
fn start(ui: Ui, category: &Category) -> Option<El> {
    let start = category.start_with.as_ref()?;
    let tool = ui.tool_link(&start.tool);
    Some(el("p").class("start").child("Start with ").child(tool).child(format!(". {}", start.why)))
}

/// What a category is about.
fn about(ui: Ui, key: GroupKey, category: &'static Category) -> El {
    let lead = match category.kind {
        CategoryKind::Area => "People use it for",
        CategoryKind::ToolList => "Good for",
    };
    // A list would be right too, but costs an element for each of the 180 tasks.
    let uses = keyed(of_group(ui, key, |group| &group.uses), move |n| {
        let task = &category.uses[n];
        link(Query::link_to_text(task), ui.marked(task)).view()
    });
    let uses = el("div").class("uses").attr("role", "group").attr("aria-label", lead).child(uses);
    let mentions = (!category.mentions.is_empty()).then(|| {
        let items = keyed(of_group(ui, key, |group| &group.mentions), move |n| {
            let mention = &category.mentions[n];
            el("li").child(tool::external(&mention.link, &mention.name)).child(format!(": {}", mention.how)).view()
        });
        el("div").class("mentions").child(titled("Works with, or uses it", el("ul").child(items)))
    });
    // While people search, the tools come first.
    let advice = keyed(
        move || (!ui.query.with(Query::is_searching)).then_some(0).into_iter().collect(),
        move |_| all(start(ui, category).map(El::view).into_iter().chain([guide(ui, category).view()]).collect()),
    );
    let words = el("div").child(el("p").class("summary").child(&category.summary)).child(advice);
    let tasks = el("div").child(uses).child(mentions);
    el("div").class("about").child(words).child(tasks)
}

fn guide(ui: Ui, category: &Category) -> El {
    let paragraphs: Vec<El> = category.guide.iter().map(|text| el("p").child(text)).collect();
    let standard =
        category.standard_library.as_ref().map(|text| titled("What the standard library does", el("p").child(text)));
    let stacks = (!category.stacks.is_empty())
        .then(|| titled("Tools that work together", list(category.stacks.iter().map(|stack| stack_item(ui, stack)))));
    let related = category.related.iter().filter_map(|id| {
        let name = &ui.atlas.category(id)?.name;
        Some(el("li").child(link(format!("?{}={}", FACETS[CATEGORY].key, id.as_str()), name)))
    });
    let related = (!category.related.is_empty()).then(|| titled("Close by", list(related).class("related")));
    let summary = el("summary").child("How to start and how to choose");
    el("details").class("guide").child(summary).child(paragraphs).child(standard).child(stacks).child(related)
}

fn stack_item(ui: Ui, stack: &Stack) -> El {
    let mut item = el("li").child(el("b").child(&stack.name)).child(": ");
    for (index, id) in stack.tools.iter().enumerate() {
        item = item.child((index > 0).then_some(" + ")).child(ui.tool_link(id));
    }
    item.child(format!(". {}", stack.purpose))
}
