//! The comparison of tools, side by side.

use crate::leptos::prelude::*;

use super::controls::checkbox;
use super::html::{
    El, Property, all, attr, caption, code, div, h2, h3, header, p, pre, press_button, section, switch, table, tbody,
    td, th, thead, tr,
};
use super::{Ui, copy, tool};
use atlas_core::catalog::ToolId;
use atlas_core::compare::{Line, SameTask, lines, same_tasks, to_markdown};
use atlas_core::query::{Command, MAX_COMPARED, Query};
use atlas_core::text::plural;

/// The comparison, while there is one.
pub fn comparison(ui: Ui) -> AnyView {
    let compared = move || (ui.compared.get(), ui.environment.get());
    let only_differences = RwSignal::new(false);
    switch(compared, move |(ids, environment)| {
        let Some(first) = ids.first() else { return all(Vec::new()) };
        let title = h2().attr(attr::Tabindex, "-1").node_ref(ui.elements.comparison).child("Comparison");
        let end = press_button(move || (ui.dispatch)(Command::Compare(Vec::new()))).child("End the comparison");
        let region = section().class("comparison").attr(attr::AriaLabel, "Comparison");
        if ids.len() == 1 {
            let name = ui.atlas.tool_name(first);
            let words = format!("Tick “Compare” at one to three more tools, to see them beside {name}.");
            return region.child(header().child(title).child(end)).child(p().child(words)).view();
        }
        let differences =
            checkbox("Only differences", move || only_differences.get(), move |is_on| only_differences.set(is_on));
        let (copied, address) = (ids.clone(), environment.clone());
        let markdown = move || to_markdown(ui.atlas, &copied, &address, &ui.view_address());
        let header = header()
            .child(title)
            .child(differences)
            .child(copy::copy_button(ui, "Copy as Markdown", markdown))
            .child(end);
        let class = move || if only_differences.get() { "scroll only-differences" } else { "scroll" }.to_owned();
        let scroll = div().property(Property::ClassName, class).attr(attr::Tabindex, "0");
        let scroll = scroll.attr(attr::Role, "group").attr(attr::AriaLabel, "Table of the comparison");
        let table = compared_table(ui, &ids, &lines(ui.atlas, &ids, &environment));
        let code = same_tasks(ui.atlas, &ids).into_iter().map(same_task);
        region.child(header).child(scroll.child(table)).child(code.collect::<Vec<_>>()).view()
    })
}

fn compared_table(ui: Ui, ids: &[ToolId], lines: &[Line]) -> El {
    let heads = ids.iter().filter_map(|id| {
        let tool = ui.atlas.tool(id)?;
        let out = press_button(move || (ui.dispatch)(ui.query.with_untracked(|query| query.toggle_compared(&tool.id))))
            .class("close")
            .attr(attr::AriaLabel, format!("Take {} out of the comparison", tool.name))
            .child("×");
        Some(th().attr(attr::Scope, "col").child(ui.tool_link(&tool.id)).child(out).child(tool::pick_button(ui, tool)))
    });
    let columns = (ids.len() + 1).to_string();
    let groups = lines.chunk_by(|line, next| line.group == next.group).map(|lines| {
        let title = lines
            .first()
            .map(|line| th().attr(attr::Scope, "rowgroup").attr(attr::Colspan, &columns).child(line.group));
        tbody().child(tr().class("group").child(title)).child(lines.iter().map(compared_row).collect::<Vec<_>>())
    });
    let groups: Vec<El> = groups.collect();
    let corner = td();
    let title =
        caption().class("visually-hidden").child(format!("{} side by side", plural(ids.len(), "tool", "tools")));
    table().child(title).child(thead().child(tr().child(corner).child(heads.collect::<Vec<_>>()))).child(groups)
}

/// A line of the comparison.
fn compared_row(line: &Line) -> El {
    let cells = line.answers.iter().map(|answer| {
        let source = tool::source(answer);
        let class = answer.grade.map_or("", |grade| grade.class());
        td().class(class).child(answer.or_unknown()).child(source)
    });
    let head = th().attr(attr::Scope, "row").child(&line.label);
    tr().class(if line.differs { "differs" } else { "same" }).child(head).child(cells.collect::<Vec<_>>())
}

fn same_task(task: SameTask) -> El {
    let solutions = task.solutions.into_iter().map(|solution| {
        let lines = pre().attr(attr::Tabindex, "0").attr(attr::AriaLabel, &solution.tool.name);
        div().child(p().child(&solution.tool.name)).child(lines.child(code().child(solution.code)))
    });
    let title = format!("The same task in code: {}", task.exercise);
    div().child(h3().child(title)).child(div().class("solutions").child(solutions.collect::<Vec<_>>()))
}

/// A button that compares these tools. It is no link: beside the links to the tools, those are what leads on.
pub fn compare_button(ui: Ui, tools: Vec<ToolId>, text: &str) -> El {
    let compare = press_button(move || {
        let comparison = Query::default().apply(Command::Compare(tools.clone()));
        (ui.dispatch)(Command::Follow(Box::new(comparison)));
    });
    compare.class("pick").child(text)
}

/// A button that compares these tools, if there are several; the first of them, if they are too many.
pub fn compare_these(ui: Ui, tools: &[&ToolId]) -> Option<El> {
    let tools: Vec<ToolId> = tools.iter().take(MAX_COMPARED).map(|&tool| tool.clone()).collect();
    (tools.len() > 1).then(|| compare_button(ui, tools, "Compare these"))
}
