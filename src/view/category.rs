//! A group of tools under its heading. The group of a category also has the category's guide, tasks and mentions.

use crate::leptos::prelude::*;

use super::compare::compare_these;
use super::html::{
    El, all, attr, b, details, div, each, h2, h3, header, li, link, p, section, show, summary, switch, table, tbody,
    th, thead, tr, ul,
};
use super::tool;
use super::{Ui, icons};
use atlas_core::catalog::{Category, CategoryKind, Place, Stack};
use atlas_core::position::ToolIndex;
use atlas_core::query::{Layout, Query};
use atlas_core::results::{Group, GroupKey, Results};
use atlas_core::text::plural;

/// One group of the results.
pub fn group(ui: Ui, key: GroupKey) -> AnyView {
    let title = key.title(ui.atlas);
    let category = key.category(ui.atlas);
    let body = switch(
        move || ui.query.with(Query::layout),
        move |layout| match (layout, category) {
            (Layout::Table | Layout::Matrix, Some(category)) => {
                let summary = with_heading(ui, key, move || {
                    div().child(p().class("summary").child(&category.summary)).child(chosen_tasks(ui, key, category))
                });
                all(vec![summary, tools_table(ui, key, layout)])
            }
            (Layout::Table | Layout::Matrix, None) => tools_table(ui, key, layout),
            (_, Some(category)) => all(vec![with_heading(ui, key, move || about(ui, key, category)), cards(ui, key)]),
            (_, None) => cards(ui, key),
        },
    );
    let mut region = section().class("category").attr(attr::AriaLabel, title);
    if let Some(category) = category {
        region = region.attr(attr::DataCategory, category.id.as_str());
        if let Some(look) = &category.look {
            region = region.attr(attr::DataHue, &look.hue);
        }
    }
    region.child(with_heading(ui, key, move || heading(ui, key))).child(body).view()
}

/// A view at the beginning of a group. The rendered window may begin below it.
fn with_heading(ui: Ui, key: GroupKey, draw: impl Fn() -> El + Send + Sync + 'static) -> AnyView {
    show(move || ui.window.with(|window| window.tools(key).start == 0), move || draw().view())
}

fn heading(ui: Ui, key: GroupKey) -> El {
    let icon = key.category(ui.atlas).map(icons::of_category);
    let count = move || ui.results.with(|results| results.group(key).map_or(0, |group| group.tools.len()));
    let is_added = key.category(ui.atlas).is_some_and(|category| !category.in_guide);
    let origin = if is_added { " · added since" } else { "" };
    let count = p().class("count").text(move || plural(count(), "tool", "tools") + origin);
    header().child(icon).child(h2().child(key.title(ui.atlas))).child(count)
}

/// Positions of the group's tasks or mentions; empty while the group is not shown.
fn of_group(ui: Ui, key: GroupKey, positions: fn(&Group) -> &Vec<usize>) -> impl Fn() -> Vec<usize> {
    move || ui.results.with(|results| results.group(key).map_or(Vec::new(), |group| positions(group).clone()))
}

/// The tools of the group that are rendered.
fn rendered(ui: Ui, key: GroupKey) -> impl Fn() -> Vec<ToolIndex> {
    move || {
        let range = ui.window.with(|window| window.tools(key));
        ui.results.with(|results| {
            let tools = results.group(key).and_then(|group| group.tools.get(range));
            tools.map_or(Vec::new(), <[ToolIndex]>::to_vec)
        })
    }
}

fn cards(ui: Ui, key: GroupKey) -> AnyView {
    div().class("cards").child(each(rendered(ui, key), move |tool| tool::card(ui, tool, key))).view()
}

fn tools_table(ui: Ui, key: GroupKey, layout: Layout) -> AnyView {
    let columns = tool::columns(ui, layout);
    let heads = ["Tool", "What it does"].into_iter().chain(columns.iter().map(|column| column.label.as_str()));
    let heads: Vec<El> = heads.map(|label| th().attr(attr::Scope, "col").child(label)).collect();
    let rows = each(rendered(ui, key), move |tool| tool::row(ui, tool, key, &columns));
    let class = if layout == Layout::Matrix { "matrix" } else { "" };
    let table = table().class(class).child(thead().child(tr().child(heads))).child(tbody().child(rows));
    // On a narrow screen the table scrolls sideways. The tabindex lets the keyboard do that too.
    let scroll = div()
        .class("scroll")
        .attr(attr::Tabindex, "0")
        .attr(attr::Role, "group")
        .attr(attr::AriaLabel, format!("Table of {}", key.title(ui.atlas)));
    scroll.child(table).view()
}

fn list(items: impl Iterator<Item = El>) -> El {
    ul().child(items.collect::<Vec<_>>())
}

fn titled(title: &str, content: El) -> Vec<El> {
    vec![h3().child(title), content]
}

/// The tool to begin with.
fn start(ui: Ui, category: &Category) -> Option<El> {
    let start = category.start_with.as_ref()?;
    let link = ui.tool_link(&start.tool);
    let note = ui.atlas.tool(&start.tool).and_then(|tool| tool.install_note.as_ref()).map(|note| format!(" {note}"));
    Some(p().class("start").child("Start with ").child(link).child(format!(". {}", start.why)).child(note))
}

/// The description of a category.
fn about(ui: Ui, key: GroupKey, category: &'static Category) -> El {
    let lead = match category.kind {
        CategoryKind::Area => "People use it for",
        CategoryKind::ToolList => "Good for",
    };
    // A list would fit as well, but needs one more element for each of the tasks.
    let tasks = each(of_group(ui, key, |group| &group.tasks), move |at| {
        let task = &category.tasks[at];
        link(Query::link_to_task(&task.id)).highlighted(&task.name, ui.segments(&task.name)).view()
    });
    let has_more = move || {
        let is_cut = |group: &Group| group.chosen_tasks.is_empty() && group.tasks.len() < category.tasks.len();
        ui.results.with(|results| results.group(key).is_some_and(is_cut)) && !ui.query.with(Query::is_searching)
    };
    let more = show(has_more, move || {
        let all = format!("All {}", plural(category.tasks.len(), "task", "tasks"));
        link(Query::link_to_category(&category.id)).class("more").child(all).view()
    });
    let tasks = div().class("tasks").attr(attr::Role, "group").attr(attr::AriaLabel, lead).child(tasks).child(more);
    let mentions = (!category.mentions.is_empty()).then(|| {
        let items = each(of_group(ui, key, |group| &group.mentions), move |at| {
            let mention = &category.mentions[at];
            li().child(tool::external(&mention.link, &mention.name)).child(format!(": {}", mention.how)).view()
        });
        div().class("mentions").child(titled("Products that work with it or use it", ul().child(items)))
    });
    // While people search, the tools come first; who has chosen a task reads about that.
    let is_told = move || {
        let has_task =
            ui.results.with(|results| results.group(key).is_some_and(|group| !group.chosen_tasks.is_empty()));
        !has_task && !ui.query.with(Query::is_searching)
    };
    let advice = show(is_told, move || {
        all(start(ui, category).into_iter().chain([guide(ui, category)]).map(El::view).collect())
    });
    // Where a search has no answer of its own, the area that leads its results has one.
    let leads = move || {
        let is_first = |results: &Results| {
            results.answer.is_none() && results.groups.first().is_some_and(|group| group.key == key)
        };
        ui.query.with(Query::is_searching) && ui.results.with(is_first)
    };
    let start_here = show(leads, move || all(start(ui, category).map(El::view).into_iter().collect()));
    let words = div()
        .child(p().class("summary").child(&category.summary))
        .child(chosen_tasks(ui, key, category))
        .child(advice)
        .child(start_here);
    div().class("about").child(words).child(div().child(tasks).child(mentions))
}

/// The chosen tasks: what decides between the tools of each, and the way to the others of the category.
fn chosen_tasks(ui: Ui, key: GroupKey, category: &'static Category) -> AnyView {
    each(of_group(ui, key, |group| &group.chosen_tasks), move |at| {
        let task = &category.tasks[at];
        let note = task.note.as_ref().map(|note| format!(": {note}"));
        let more = link(Query::link_to_category(&category.id)).child(format!("More in {}", category.name));
        let compare = compare_these(ui, &task.tools.iter().collect::<Vec<_>>());
        div()
            .class("task")
            .child(p().child(b().child(&task.name)).child(note))
            .child(compare)
            .child(p().child(more))
            .view()
    })
}

fn guide(ui: Ui, category: &Category) -> El {
    let paragraphs: Vec<El> = category.guide.iter().map(|text| p().child(text)).collect();
    let standard =
        category.standard_library.as_ref().map(|text| titled("What the standard library does", p().child(text)));
    let stacks = (!category.stacks.is_empty())
        .then(|| titled("Tools that work together", list(category.stacks.iter().map(|stack| stack_item(ui, stack)))));
    let related = category.related.iter().filter_map(|id| {
        let name = &ui.atlas.category(id)?.name;
        Some(li().child(link(Query::link_to_category(id)).child(name)))
    });
    let related = (!category.related.is_empty()).then(|| titled("Related", list(related).class("related")));
    let exercise = category.exercise.as_ref().map(|text| {
        let solved = ui.atlas.tools().iter().filter(|tool| tool.place_in(&category.id).is_some_and(Place::has_code));
        let tools: Vec<El> = solved.map(|tool| li().child(ui.tool_link(&tool.id))).collect();
        let words = p().child(text).child(" In the details of:");
        div().child(titled("The same task in code", words)).child(ul().class("related").child(tools))
    });
    let opener = summary().child("How to start and how to choose");
    details()
        .class("guide")
        .child(opener)
        .child(paragraphs)
        .child(standard)
        .child(stacks)
        .child(exercise)
        .child(related)
}

/// Tools that work together, and what they are for.
pub fn stack_item(ui: Ui, stack: &Stack) -> El {
    let mut item = li().child(b().child(&stack.name)).child(": ");
    for (at, id) in stack.tools.iter().enumerate() {
        item = item.child((at > 0).then_some(" + ")).child(ui.tool_link(id));
    }
    let notes = stack.tools.iter().filter_map(|id| ui.atlas.tool(id)?.install_note.as_ref());
    let notes: Vec<String> = notes.map(|note| format!(" {note}")).collect();
    let pick = link(Query::link_to_picks(&stack.tools)).class("pick").child("Shortlist these");
    item.child(format!(". {} ", stack.purpose)).child(notes).child(pick)
}
