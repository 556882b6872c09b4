//! The page as text, rendered by the same views on the host.

use leptos::prelude::*;

use crate::view::{Elements, Shared, page};
use atlas_core::atlas::Atlas;
use atlas_core::choice::Theme;
use atlas_core::query::{Layout, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::Rendered;

/// The HTML of the page at the address `search`.
#[must_use]
pub fn html(atlas: &'static Atlas, search: &str) -> String {
    Owner::new().with(|| {
        let query = RwSignal::new(Query::decode(search, atlas));
        let results = Memo::new(move |_| query.with(|query| Results::new(atlas, &query.listing())));
        let ui = Box::leak(Box::new(Shared {
            atlas,
            query,
            results,
            dispatch: &|_| {},
            search: &|_| {},
            counts: RwSignal::new(results.with_untracked(|results| results.counts.clone())),
            is_overview: RwSignal::new(query.with_untracked(Query::layout) == Layout::Overview),
            copy: &|_, _| {},
            select: |_| {},
            save: |_, _| {},
            page: String::new,
            stored: |_| None,
            store: |_, _| false,
            today: String::new,
            own: None,
            open_own: &|_, _, _| {},
            leave_own: &|| {},
            keys: RwSignal::new(true),
            notice: RwSignal::new(None),
            compared: Memo::new(move |_| query.with(|query| query.compared().to_vec())),
            picked: Memo::new(move |_| {
                query.with(|query| query.picks().iter().map(|pick| pick.tool.clone()).collect())
            }),
            environment: RwSignal::new(query.with_untracked(|query| query.environment.clone())),
            window: Memo::new(move |_| query.with(|query| results.with(|results| Rendered::of(query).window(results)))),
            theme: Theme::System,
            set_theme: |_| {},
            elements: Elements::new(),
        }));
        // Without the comments that Leptos puts between texts: nothing is hydrated.
        page(ui, None).to_html().replace("<!>", "").replace("<!--<() />-->", "")
    })
}
