//! The views: functions of the data they are given. One family of components per file.
//!
//! Views touch the browser only in event handlers and effects, so that the same functions render to text on the host.
//! They decide nothing: what they show comes from [`atlas_core::results`], and user actions are sent as a [`Command`].

use crate::leptos::prelude::*;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::ToolId;
use atlas_core::choice::Theme;
use atlas_core::highlight::{Segment, segments};
use atlas_core::query::{Command, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::Window;

use html::ElementRef;

mod answer;
mod category;
mod controls;
mod dialog;
mod element;
mod facets;
pub(crate) mod html;
mod icons;
mod list;
mod overview;
mod page;
mod reactive;
mod status;
mod tool;

pub use page::page;
pub use status::{failure, loading, nothing, without_facts};

/// What every view is given: the data to render, and the functions that carry out user actions.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The catalog with its indexes. It is made once and lives as long as the page.
    pub atlas: &'static Atlas,
    /// The current query, which is the whole state of the view.
    pub query: RwSignal<Query>,
    /// The results of the query.
    pub results: Memo<Results>,
    /// Applies a command to the query.
    pub dispatch: &'static (dyn Fn(Command) + Send + Sync),
    /// Copies a text to the clipboard, then calls back with true on success.
    pub copy: &'static (dyn Fn(String, Box<dyn FnOnce(bool)>) + Send + Sync),
    /// The part of the results that is rendered.
    pub window: Memo<Window>,
    /// The theme at the start.
    pub theme: Theme,
    /// Changes the theme.
    pub set_theme: fn(Theme),
    /// The elements that the shell focuses, measures or keeps at their height.
    pub elements: Elements,
}

/// The elements that the shell focuses, measures or keeps at their height.
#[derive(Clone, Copy)]
pub struct Elements {
    /// The search box.
    pub search: ElementRef,
    /// The container of the results.
    pub results: ElementRef,
    /// The rendered groups, between two spacers.
    pub groups: ElementRef,
}

impl Elements {
    /// No elements yet: views add them as they are rendered.
    #[must_use]
    pub fn new() -> Self {
        Self { search: ElementRef::new(), results: ElementRef::new(), groups: ElementRef::new() }
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

    /// The segments of a text: what the search matched, and the rest.
    fn segments(self, text: &'static str) -> impl Fn() -> Vec<Segment<'static>> {
        move || self.results.with(|results| segments(text, &results.highlights))
    }
}
