//! What is drawn. One component family a file; functions of the data they are given.
//!
//! Views touch the browser only in event handlers and effects, so that the same functions render to text on the host.
//! They decide nothing: what is shown comes from [`atlas_core::results`], what a person does leaves as a [`Command`].

use leptos::html::{Div, Input, Main};
use leptos::prelude::*;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::ToolId;
use atlas_core::choice::Theme;
use atlas_core::highlight::{Segment, segments};
use atlas_core::query::{Command, Query};
use atlas_core::results::{GroupKey, Results};
use atlas_core::virtual_list::Rendered;

mod category;
mod category_style;
mod controls;
mod dialog;
mod facets;
pub(crate) mod html;
mod icons;
mod page;
mod status;
mod tool;

pub use page::page;
pub use status::{failure, loading, without_facts};

/// What every view is given: the data to draw and where to send what people do.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The catalog with its indexes. It is made once and lives as long as the page.
    pub atlas: &'static Atlas,
    /// The state of the view.
    pub query: RwSignal<Query>,
    /// What is shown for it.
    pub results: Memo<Results>,
    /// Changes the query.
    pub dispatch: &'static (dyn Fn(Command) + Send + Sync),
    /// Copies a text, and tells whether it is on the clipboard.
    pub copy: &'static (dyn Fn(String, Box<dyn FnOnce(bool)>) + Send + Sync),
    /// Which part of the results is rendered.
    pub rendered: RwSignal<Rendered>,
    /// The theme at first.
    pub theme: Theme,
    /// Changes the theme.
    pub set_theme: fn(Theme),
    /// The elements that the shell works with.
    pub elements: Elements,
}

/// The elements that the shell works with: it focuses, measures and keeps the height of them.
#[derive(Clone, Copy)]
pub struct Elements {
    /// The search box.
    pub search: NodeRef<Input>,
    /// What holds the results.
    pub results: NodeRef<Main>,
    /// The lists of tools on the page.
    pub lists: StoredValue<Vec<List>>,
}

/// A list of tools on the page.
#[derive(Clone, Copy)]
pub struct List {
    /// The group it belongs to.
    pub group: GroupKey,
    /// Its element.
    pub element: NodeRef<Div>,
}

impl Elements {
    /// None yet; they arrive as they are drawn.
    #[must_use]
    pub fn new() -> Self {
        Self { search: NodeRef::new(), results: NodeRef::new(), lists: StoredValue::new(Vec::new()) }
    }

    /// A list that is about to be drawn; it leaves when it is drawn no more.
    fn list(self, group: GroupKey) -> NodeRef<Div> {
        let element = NodeRef::new();
        self.lists.update_value(|lists| lists.push(List { group, element }));
        on_cleanup(move || {
            self.lists.try_update_value(|lists| lists.retain(|list| list.group != group));
        });
        element
    }
}

impl Default for Elements {
    fn default() -> Self {
        Self::new()
    }
}

impl Ui {
    /// The link to a tool's details.
    fn tool_link(&self, id: &ToolId) -> html::El {
        html::link(Query::link_to_tool(id)).child(self.atlas.tool_name(id))
    }

    /// A text cut into what the search matched in it and the rest.
    fn segments(self, text: &'static str) -> impl Fn() -> Vec<Segment<'static>> {
        move || self.results.with(|results| segments(text, &results.highlights))
    }
}
