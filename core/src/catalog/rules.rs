//! The rules that concern several entries: ids are unique, and references name entries that exist.

use super::{Catalog, FILE, Service, Tool};
use crate::interner::Interner;
use crate::json::DataError;

impl Catalog {
    /// Checks that ids are unique and that every reference names an entry that exists.
    pub(super) fn check(&self) -> Result<(), DataError> {
        let mut categories = Interner::default();
        for (index, category) in self.categories.iter().enumerate() {
            let at = || format!("category \"{}\"", category.id);
            if categories.intern(category.id.as_str()).position() < index {
                return Err(entry_error(at(), "id", "the id is used twice".to_owned()));
            }
        }
        let mut tools = Interner::default();
        for (index, tool) in self.tools.iter().enumerate() {
            if tools.intern(tool.id.as_str()).position() < index {
                return Err(entry_error(tool_entry(tool), "id", "the id is used twice".to_owned()));
            }
        }
        for tool in &self.tools {
            let at = || tool_entry(tool);
            if tool.places.is_empty() {
                return Err(entry_error(at(), "places", "at least one place is needed".to_owned()));
            }
            for (index, place) in tool.places.iter().enumerate() {
                let field = || format!("places[{index}].category");
                if categories.get(place.category.as_str()).is_none() {
                    return Err(entry_error(at(), field(), format!("there is no category \"{}\"", place.category)));
                }
                if tool.places[..index].iter().any(|other| other.category == place.category) {
                    return Err(entry_error(at(), field(), format!("\"{}\" is listed twice", place.category)));
                }
            }
            let others = tool.alternatives.iter().map(|other| ("alternatives", &other.tool));
            for (field, id) in others.chain(tool.replaced_by.iter().map(|id| ("replaced_by", id))) {
                if *id == tool.id || tools.get(id.as_str()).is_none() {
                    return Err(entry_error(at(), field, format!("there is no other tool \"{id}\"")));
                }
            }
        }
        let mut tasks = Interner::default();
        for category in &self.categories {
            let at = || format!("category \"{}\"", category.id);
            if let Some(start) = &category.start_with {
                let is_member = tools
                    .get(start.tool.as_str())
                    .is_some_and(|tool| self.tools[tool.position()].place_in(&category.id).is_some());
                if !is_member {
                    let problem = format!("\"{}\" is not a tool with a place in this category", start.tool);
                    return Err(entry_error(at(), "start_with.tool", problem));
                }
            }
            for (index, task) in category.tasks.iter().enumerate() {
                let field = |name: &str| format!("tasks[{index}].{name}");
                if tasks.get(task.id.as_str()).is_some() {
                    return Err(entry_error(
                        at(),
                        field("id"),
                        format!("the id \"{}\" is used twice", task.id.as_str()),
                    ));
                }
                tasks.intern(task.id.as_str());
                for id in &task.tools {
                    let tool = tools.get(id.as_str()).map(|tool| &self.tools[tool.position()]);
                    if tool.and_then(|tool| tool.place_in(&category.id)).is_none() {
                        let problem = format!("\"{id}\" is not a tool with a place in this category");
                        return Err(entry_error(at(), field("tools"), problem));
                    }
                }
            }
            for id in category.stacks.iter().flat_map(|stack| &stack.tools) {
                if tools.get(id.as_str()).is_none() {
                    return Err(entry_error(at(), "stacks", format!("there is no tool \"{id}\"")));
                }
            }
            for id in &category.related {
                if *id == category.id || categories.get(id.as_str()).is_none() {
                    return Err(entry_error(at(), "related", format!("there is no other category \"{id}\"")));
                }
            }
        }
        Ok(())
    }

    /// Gives each tool the tasks that name it.
    pub(super) fn link_tasks(&mut self) {
        let mut tools = Interner::default();
        for tool in &self.tools {
            tools.intern(tool.id.as_str());
        }
        for task in self.categories.iter().flat_map(|category| &category.tasks) {
            for (rank, id) in task.tools.iter().enumerate() {
                if let Some(tool) = tools.get(id.as_str()) {
                    self.tools[tool.position()].tasks.push(Service { task: task.id.clone(), rank });
                }
            }
        }
    }
}

fn tool_entry(tool: &Tool) -> String {
    format!("tool \"{}\"", tool.id)
}

fn entry_error(entry: String, field: impl Into<String>, problem: String) -> DataError {
    DataError::Entry { file: FILE, entry, field: field.into(), problem }
}
