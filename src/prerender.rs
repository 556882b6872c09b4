//! The page as text, rendered by the same views on the host.

use leptos::prelude::*;

use crate::view::{Elements, Ui, page};
use atlas_core::atlas::Atlas;
use atlas_core::choice::Theme;
use atlas_core::query::Query;
use atlas_core::results::Results;
use atlas_core::virtual_list::Rendered;

/// The HTML of the page at the address `search`.
#[must_use]
pub fn html(atlas: &'static Atlas, search: &str) -> String {
    Owner::new().with(|| {
        let query = RwSignal::new(Query::decode(search, atlas));
        let results = Memo::new(move |_| query.with(|query| Results::new(atlas, &query.listing())));
        let ui = Ui {
            atlas,
            query,
            results,
            dispatch: &|_| {},
            copy: &|_, _| {},
            window: Memo::new(move |_| results.with(|results| Rendered::default().window(results))),
            theme: Theme::System,
            set_theme: |_| {},
            elements: Elements::new(),
        };
        // Without the comments that Leptos puts between texts: nothing is hydrated.
        page(ui, None).to_html().replace("<!>", "").replace("<!--<() />-->", "")
    })
}
