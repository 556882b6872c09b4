//! The views: functions of the data they are given. One family of components per file.
//!
//! Views touch the browser only in event handlers and effects, so that the same functions render to text on the host.
//! They decide nothing: what they show comes from [`atlas_core::results`], and user actions are sent as a [`Command`].

use crate::leptos::prelude::*;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::ToolId;
use atlas_core::choice::Theme;
use atlas_core::environment::Environment;
use atlas_core::facets::Counts;
use atlas_core::highlight::{Segment, segments};
use atlas_core::query::{Command, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::Window;

use html::ElementRef;

mod answer;
mod category;
mod compare;
mod controls;
mod copy;
mod dialog;
mod element;
mod environment;
mod export;
mod facets;
mod finder;
pub(crate) mod html;
mod icons;
mod list;
mod news;
mod overview;
mod own;
mod page;
mod reactive;
mod shortlist;
mod status;
mod tool;

pub use page::{KEYS_OFF, page};
pub use status::{failure, loading, nothing, without_facts};

/// Told the percentage of the work that is done, or everything that is wrong.
pub type Tell = Box<dyn Fn(Result<usize, Vec<String>>)>;

/// What every view is given: a pointer, because closures of all views hold it.
pub type Ui = &'static Shared;

/// The data to render, and the functions that carry out user actions.
pub struct Shared {
    /// The catalog with its indexes. It is made once and lives as long as the page.
    pub atlas: &'static Atlas,
    /// The current query, which is the whole state of the view.
    pub query: RwSignal<Query>,
    /// The results of the query.
    pub results: Memo<Results>,
    /// Applies a command to the query.
    pub dispatch: &'static (dyn Fn(Command) + Send + Sync),
    /// Searches for a text once the frame that shows it is painted.
    pub search: &'static (dyn Fn(String) + Send + Sync),
    /// The counts of the options, a frame behind the results.
    pub counts: RwSignal<Counts>,
    /// Whether the overview is shown. It changes before the query.
    pub is_overview: RwSignal<bool>,
    /// Copies a text to the clipboard, then calls back with true on success.
    pub copy: &'static (dyn Fn(String, Box<dyn FnOnce(bool)>) + Send + Sync),
    /// The tools that are compared.
    pub compared: Memo<Vec<ToolId>>,
    /// The tools on the shortlist.
    pub picked: Memo<Vec<ToolId>>,
    /// What the person has to work with.
    pub environment: RwSignal<Environment>,
    /// The name of the catalog of the person's own that is shown.
    pub own: Option<&'static str>,
    /// Opens the file of an event as a catalog of the person's own, and keeps it if asked to.
    pub open_own: &'static (dyn Fn(web_sys::Event, bool, Tell) + Send + Sync),
    /// Shows the shipped catalog again.
    pub leave_own: &'static (dyn Fn() + Send + Sync),
    /// Whether `/` and `?` are shortcuts.
    pub keys: RwSignal<bool>,
    /// What the page has to say about the last action or the address, until it is dismissed.
    pub notice: RwSignal<Option<String>>,
    /// Selects what stands in an element.
    pub select: fn(&web_sys::HtmlElement),
    /// The address of the page, without a query.
    pub page: fn() -> String,
    /// Saves a text as a file of this name.
    pub save: fn(&str, &str),
    /// What is remembered on the device under a key.
    pub stored: fn(&str) -> Option<String>,
    /// Remembers a text under a key; returns false where that is not possible.
    pub store: fn(&str, &str) -> bool,
    /// Today, `YYYY-MM-DD`.
    pub today: fn() -> String,
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
    /// The heading of the comparison.
    pub comparison: ElementRef,
}

impl Elements {
    /// No elements yet: views add them as they are rendered.
    #[must_use]
    pub fn new() -> Self {
        let new = ElementRef::new;
        Self { search: new(), results: new(), groups: new(), comparison: new() }
    }
}

impl Default for Elements {
    fn default() -> Self {
        Self::new()
    }
}

impl Shared {
    /// The address of this view, to share.
    fn view_address(&self) -> String {
        format!("{}?{}", (self.page)(), self.query.with_untracked(|query| query.encode(self.atlas)))
    }

    /// The link to a tool's details.
    fn tool_link(&self, id: &ToolId) -> html::El {
        html::link(Query::link_to_tool(id)).child(self.atlas.tool_name(id))
    }

    /// The segments of a text: what the search matched, and the rest.
    fn segments(&'static self, text: &'static str) -> impl Fn() -> Vec<Segment<'static>> {
        move || self.results.with(|results| segments(text, &results.highlights))
    }
}
