//! What is drawn. One component family a file; functions of the data they are given.
//!
//! Views touch the browser only in event handlers and effects, so that the same functions render to text on the host.
//! They decide nothing: what is shown comes from [`atlas_core::results`], what a person does leaves as a
//! [`Command`].

use leptos::prelude::*;

use atlas_core::atlas::Atlas;
use atlas_core::catalog::ToolId;
use atlas_core::choice::Theme;
use atlas_core::highlight::pieces;
use atlas_core::query::{Command, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::Drawn;

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

pub use category::{LIST, LONG_LISTS};
pub use page::{RESULTS, SEARCH, page};
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
    /// How much of the results is on the page.
    pub drawn: RwSignal<Drawn>,
    /// The theme at first.
    pub theme: Theme,
    /// Changes the theme.
    pub set_theme: fn(Theme),
}

impl Ui {
    /// The link to a tool's details.
    fn tool_link(&self, id: &ToolId) -> html::El {
        html::link(format!("?tool={}", id.as_str()), self.atlas.tool_name(id))
    }

    /// A text with what the search matched in it marked.
    fn marked(self, text: &'static str) -> AnyView {
        html::dynamic(move || {
            let pieces = self.results.with(|results| pieces(text, &results.marks));
            // Most texts are one piece; a list of it would be nodes for nothing.
            if let [(text, false)] = pieces[..] {
                return text.to_owned().into_any();
            }
            let piece = |(text, marked): (&str, bool)| {
                if marked { html::el("mark").child(text).view() } else { text.to_owned().into_any() }
            };
            html::all(pieces.into_iter().map(piece).collect())
        })
    }
}
