//! The beginning of the results of a search: the task that it says, or the part of it that is found.

use crate::leptos::prelude::*;

use super::Ui;
use super::compare::compare_these;
use super::html::{El, all, attr, b, link, p, section, span, switch};
use atlas_core::catalog::ToolId;
use atlas_core::query::Query;
use atlas_core::results::Answer;

/// The task that the search says, with what decides and its tools, best first.
pub fn answer(ui: Ui) -> AnyView {
    switch(
        move || ui.results.with(|results| results.answer.clone()),
        move |answer| {
            let Some(Answer { category, task, tools }) = answer else { return all(Vec::new()) };
            let category = &ui.atlas.categories()[category.0];
            let task = &category.tasks[task];
            let name = link(Query::link_to_task(&task.id)).child(b().child(&task.name));
            let mut line = p().child(name).child(": ");
            for (at, tool) in tools.into_iter().enumerate() {
                line = line.child((at > 0).then_some(", ")).child(ui.tool_link(&ui.atlas.tool_at(tool).id));
            }
            let mut answer = section().class("answer").attr(attr::AriaLabel, "The task that you search for");
            if let Some(look) = &category.look {
                answer = answer.attr(attr::DataHue, &look.hue);
            }
            let tools: Vec<&ToolId> = task.tools.iter().collect();
            answer
                .child(line)
                .child(task.note.as_ref().map(|note| p().child(note)))
                .child(compare_these(ui, &tools))
                .view()
        },
    )
}

/// The way to a comparison of the tools that the search names, if there are several.
pub fn several(ui: Ui) -> AnyView {
    switch(
        move || ui.results.with(|results| results.several.clone()),
        move |tools| {
            let ids: Vec<&ToolId> = tools.iter().map(|&tool| &ui.atlas.tool_at(tool).id).collect();
            all(compare_these(ui, &ids).map(El::view).into_iter().collect())
        },
    )
}

/// Says which words the results have, where nothing has all words of the search.
pub fn part(ui: Ui) -> AnyView {
    switch(
        move || ui.results.with(|results| results.kept.clone().filter(|_| results.tools > 0)),
        move |kept| {
            let Some(kept) = kept else { return all(Vec::new()) };
            let words = kept.into_iter().enumerate().flat_map(|(at, word)| {
                [span().child((at > 0).then_some(" and ")), b().attr(attr::Dir, "auto").child(word)]
            });
            let words: Vec<El> = words.collect();
            p().class("suggestion").child("Nothing has all of these words. These have ").child(words).child(".").view()
        },
    )
}
