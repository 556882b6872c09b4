//! The entries of the catalog file: from JSON values to the types. Every field is checked by itself; `rules` checks the
//! references between entries.

use serde_json::Value;

use super::{
    Alternative, Catalog, Category, CategoryId, Claims, Link, Links, Look, Mention, Place, Requirement, Stack, Start,
    Task, TaskId, Tool, ToolId, Wish, check_id,
};
use crate::json::{ANY, Errors, Fields, short};

impl Catalog {
    /// The catalog without its tools.
    pub(super) fn without_tools(errors: &Errors, json: &Value) -> Self {
        let file = Fields::new(errors, json);
        file.only(&["$schema", "version", "edition", "wishes", "categories", "tools"]);
        // The reader has taken the list of tools out; what is still here is not a list, which is an error.
        let _mismatch = file.list("tools");
        let edition = file.text("edition", ANY);
        let wishes = file.list("wishes").iter().enumerate();
        // They stand before the categories.
        let wish = |(index, value)| Wish::read(&Fields::of_entry(errors, 0, "wish", index, value));
        let wishes = wishes.map(wish).collect();
        let categories = file.list("categories").iter().enumerate();
        let read = |(index, value)| Category::read(&Fields::of_entry(errors, index + 1, "category", index, value));
        Self { edition, wishes, categories: categories.map(read).collect(), tools: Vec::new() }
    }
}

pub(super) fn check_link(text: &str) -> Result<(), String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !text.contains(char::is_whitespace) => Ok(()),
        _ => Err(format!("\"{}\" is not an http(s) link", short(text))),
    }
}

pub(super) fn tool_ids(fields: &Fields, field: &str) -> Vec<ToolId> {
    fields.texts(field, check_id).into_iter().map(ToolId).collect()
}

impl Tool {
    pub(super) fn read(fields: &Fields) -> Self {
        fields.only(&[
            "id",
            "name",
            "kind",
            "summary",
            "package",
            "imports",
            "aliases",
            "links",
            "places",
            "choose_when",
            "avoid_when",
            "example",
            "shell",
            "language",
            "alternatives",
            "replaced_by",
            "claims",
            "requires",
            "beware",
            "install_note",
            "in_guide",
        ]);
        Self {
            id: ToolId(fields.text("id", check_id)),
            name: fields.text("name", ANY),
            kind: fields.one_of("kind"),
            summary: fields.text("summary", ANY),
            package: fields.optional("package", ANY),
            imports: fields.texts("imports", ANY),
            aliases: fields.texts("aliases", ANY),
            links: Links::read(&fields.object("links")),
            places: fields.objects("places").iter().map(Place::read).collect(),
            choose_when: fields.optional("choose_when", ANY),
            avoid_when: fields.optional("avoid_when", ANY),
            example: fields.optional("example", ANY),
            shell: fields.optional("shell", ANY),
            language: fields.optional("language", ANY),
            alternatives: fields.objects("alternatives").iter().map(Alternative::read).collect(),
            replaced_by: fields.optional("replaced_by", check_id).map(ToolId),
            claims: fields.has("claims").then(|| Claims::read(&fields.object("claims"))),
            requires: fields.objects("requires").iter().map(Requirement::read).collect(),
            beware: fields.optional("beware", ANY),
            install_note: fields.optional("install_note", ANY),
            in_guide: fields.flag("in_guide"),
            tasks: Vec::new(),
        }
    }
}

impl Links {
    fn read(fields: &Fields) -> Self {
        fields.only(&["home", "docs", "source"]);
        Self {
            home: Link(fields.text("home", check_link)),
            docs: fields.optional("docs", check_link).map(Link),
            source: fields.optional("source", check_link).map(Link),
        }
    }
}

impl Place {
    fn read(fields: &Fields) -> Self {
        fields.only(&["category", "role", "code", "shell", "language"]);
        Self {
            category: CategoryId(fields.text("category", check_id)),
            role: fields.text("role", ANY),
            code: fields.optional("code", ANY),
            shell: fields.optional("shell", ANY),
            language: fields.optional("language", ANY),
        }
    }
}

impl Alternative {
    fn read(fields: &Fields) -> Self {
        fields.only(&["tool", "when"]);
        Self { tool: ToolId(fields.text("tool", check_id)), when: fields.text("when", ANY) }
    }
}

impl Category {
    fn read(fields: &Fields) -> Self {
        fields.only(&[
            "id",
            "kind",
            "name",
            "summary",
            "look",
            "guide",
            "tasks",
            "start_with",
            "exercise",
            "standard_library",
            "mentions",
            "stacks",
            "related",
            "in_guide",
        ]);
        Self {
            id: CategoryId(fields.text("id", check_id)),
            kind: fields.one_of("kind"),
            name: fields.text("name", ANY),
            summary: fields.text("summary", ANY),
            look: fields.has("look").then(|| Look::read(&fields.object("look"))),
            guide: fields.texts("guide", ANY),
            tasks: fields.objects("tasks").iter().map(Task::read).collect(),
            start_with: fields.has("start_with").then(|| Start::read(&fields.object("start_with"))),
            exercise: fields.optional("exercise", ANY),
            standard_library: fields.optional("standard_library", ANY),
            mentions: fields.objects("mentions").iter().map(Mention::read).collect(),
            stacks: fields.objects("stacks").iter().map(Stack::read).collect(),
            related: fields.texts("related", check_id).into_iter().map(CategoryId).collect(),
            in_guide: fields.flag("in_guide"),
        }
    }
}

impl Look {
    fn read(fields: &Fields) -> Self {
        fields.only(&["hue", "icon"]);
        Self { hue: fields.text("hue", ANY), icon: fields.text("icon", ANY) }
    }
}

impl Task {
    fn read(fields: &Fields) -> Self {
        fields.only(&["id", "name", "also", "tools", "note"]);
        Self {
            id: TaskId(fields.text("id", check_id)),
            name: fields.text("name", ANY),
            also: fields.texts("also", ANY),
            tools: tool_ids(fields, "tools"),
            note: fields.optional("note", ANY),
        }
    }
}

impl Start {
    fn read(fields: &Fields) -> Self {
        fields.only(&["tool", "why"]);
        Self { tool: ToolId(fields.text("tool", check_id)), why: fields.text("why", ANY) }
    }
}

impl Mention {
    fn read(fields: &Fields) -> Self {
        fields.only(&["name", "aliases", "how", "link", "in_guide"]);
        Self {
            name: fields.text("name", ANY),
            aliases: fields.texts("aliases", ANY),
            how: fields.text("how", ANY),
            link: Link(fields.text("link", check_link)),
            in_guide: fields.flag("in_guide"),
        }
    }
}

impl Stack {
    fn read(fields: &Fields) -> Self {
        fields.only(&["name", "for", "tools"]);
        Self { name: fields.text("name", ANY), purpose: fields.text("for", ANY), tools: tool_ids(fields, "tools") }
    }
}
