//! The rules that concern several entries: ids are unique, and references name entries that exist. A missing or wrong
//! id is empty here and breaks no rule again. Ids that are used twice come before all else, because other mistakes may follow
//! from them.

use super::{Catalog, Service};
use crate::interner::{Interner, WordId};
use crate::json::{Errors, short};

/// The ids of a list, each at the position of the first entry that has it.
fn ids(list: &mut dyn Iterator<Item = &str>) -> Interner {
    let mut ids = Interner::default();
    for (index, id) in list.enumerate() {
        if ids.intern(id).position() < index {
            // No id is like this. It stands in, so that the next ids are at the positions of their entries.
            ids.intern(&format!("#{index}"));
        }
    }
    ids
}

/// The position of an id.
fn find(ids: &Interner, id: &str) -> Option<usize> {
    ids.get(id).map(WordId::position)
}

/// The entry whose rules are checked.
#[derive(Clone, Copy)]
struct Entry<'a> {
    errors: &'a Errors,
    /// Its position in the file.
    position: usize,
    word: &'static str,
    index: usize,
    id: &'a str,
}

impl Entry<'_> {
    /// Records a problem, in which `@` stands for the quoted `id`.
    fn broken(&self, field: &str, problem: &str, id: &str) {
        if !id.is_empty() {
            self.errors.enter(self.position, self.word, self.index, self.id);
            self.errors.record(field, &|| problem.replace('@', &format!("\"{}\"", short(id))));
        }
    }
}

impl Catalog {
    /// Checks that ids are unique and that every reference names an entry that exists.
    pub(super) fn check(&self, errors: &Errors) {
        let categories = ids(&mut self.categories.iter().map(|category| category.id.as_str()));
        let tools = self.tool_ids();
        // The tools with a place in each category, ascending.
        let mut members = vec![Vec::new(); self.categories.len()];
        for (index, tool) in self.tools.iter().enumerate() {
            let (position, id) = (self.categories.len() + index + 1, tool.id.as_str());
            let entry = Entry { errors, position, word: "tool", index, id };
            if find(&tools, id) != Some(index) {
                Entry { position: 0, ..entry }.broken("id", "the id is used twice", id);
            }
            if tool.places.is_empty() {
                entry.broken("places", "at least one place is needed", id);
            }
            for (number, place) in tool.places.iter().enumerate() {
                let id = place.category.as_str();
                let broken = |problem| entry.broken(&format!("places[{number}].category"), problem, id);
                match find(&categories, id) {
                    None => broken("there is no category @"),
                    Some(category) if members[category].last() == Some(&index) => broken("@ is listed twice"),
                    Some(category) => members[category].push(index),
                }
            }
            let others = tool.alternatives.iter().map(|other| ("alternatives", &other.tool));
            for (field, id) in others.chain(tool.replaced_by.iter().map(|id| ("replaced_by", id))) {
                if *id == tool.id || tools.get(id.as_str()).is_none() {
                    entry.broken(field, "there is no other tool @", id.as_str());
                }
            }
        }
        let wishes = ids(&mut self.wishes.iter().map(|wish| wish.id.as_str()));
        for (index, wish) in self.wishes.iter().enumerate() {
            let id = wish.id.as_str();
            let entry = Entry { errors, position: 0, word: "wish", index, id };
            if find(&wishes, id) != Some(index) {
                entry.broken("id", "the id is used twice", id);
            }
        }
        let mut tasks = Interner::default();
        // The last category that has each tool. Asking each tool for its places would take the square of their number.
        let mut category_of = vec![usize::MAX; self.tools.len()];
        for (index, category) in self.categories.iter().enumerate() {
            let id = category.id.as_str();
            // After the tools: a reference may dangle because of a mistake in one.
            let position = self.categories.len() + self.tools.len() + index + 1;
            let entry = Entry { errors, position, word: "category", index, id };
            let first = find(&categories, id).unwrap_or(index);
            if first != index {
                Entry { position: 0, ..entry }.broken("id", "the id is used twice", id);
            }
            for &tool in &members[first] {
                category_of[tool] = index;
            }
            let member = |field: &str, id: &str| {
                let is_member = find(&tools, id).is_some_and(|tool| category_of[tool] == index);
                // Nothing can have a place in a category without an id.
                if !is_member && !entry.id.is_empty() {
                    entry.broken(field, "@ is not a tool with a place in this category", id);
                }
            };
            if let Some(start) = &category.start_with {
                member("start_with.tool", start.tool.as_str());
            }
            for (number, task) in category.tasks.iter().enumerate() {
                let id = task.id.as_str();
                if tasks.get(id).is_some() {
                    entry.broken(&format!("tasks[{number}].id"), "the id @ is used twice", id);
                }
                tasks.intern(id);
                for id in &task.tools {
                    member(&format!("tasks[{number}].tools"), id.as_str());
                }
            }
            for id in category.stacks.iter().flat_map(|stack| &stack.tools) {
                if tools.get(id.as_str()).is_none() {
                    entry.broken("stacks", "there is no tool @", id.as_str());
                }
            }
            for id in &category.related {
                if *id == category.id || categories.get(id.as_str()).is_none() {
                    entry.broken("related", "there is no other category @", id.as_str());
                }
            }
        }
    }

    /// Gives each tool the tasks that name it.
    pub(super) fn link_tasks(&mut self) {
        let tools = self.tool_ids();
        for task in self.categories.iter().flat_map(|category| &category.tasks) {
            for (rank, id) in task.tools.iter().enumerate() {
                if let Some(tool) = find(&tools, id.as_str()) {
                    self.tools[tool].tasks.push(Service { task: task.id.clone(), rank });
                }
            }
        }
    }

    fn tool_ids(&self) -> Interner {
        ids(&mut self.tools.iter().map(|tool| tool.id.as_str()))
    }
}
