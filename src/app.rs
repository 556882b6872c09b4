//! The shell: loads the catalog, holds the one query and the one memo of results, and carries out commands.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clipboard, fetch, history, page, performance, theme};
use crate::domain::atlas::Atlas;
use crate::domain::catalog::CatalogError;
use crate::domain::query::{Command, Query};
use crate::domain::results::Results;
use crate::view::html::{effect, keyed};
use crate::view::{self, Ui};

/// Where the catalog is, relative to the page.
const CATALOG: &str = "assets/catalog.json";

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum LoadError {
    #[error(transparent)]
    Fetch(#[from] fetch::FetchError),
    #[error(transparent)]
    Catalog(#[from] CatalogError),
}

#[derive(Clone)]
enum LoadState {
    Loading,
    Failed(LoadError),
    Ready(&'static Atlas),
}

/// Takes over the page.
#[cfg(feature = "csr")]
pub fn start() {
    use wasm_bindgen::JsCast;

    page::remove_fallback();
    // The page around it (index.html) stays as it is: what tells the state of the offline copy needs no app.
    match document().get_element_by_id("app") {
        Some(place) => mount_to(place.unchecked_into(), app).forget(),
        None => mount_to_body(app),
    }
}

async fn load() -> Result<Atlas, LoadError> {
    Ok(Atlas::parse(&fetch::text(CATALOG).await?)?)
}

/// The app in whatever state it is.
#[must_use]
pub fn app() -> AnyView {
    let state = RwSignal::new(LoadState::Loading);
    let start = move || {
        state.set(LoadState::Loading);
        spawn_local(async move {
            state.set(match load().await {
                // For good: it is needed as long as the page is there.
                Ok(atlas) => LoadState::Ready(Box::leak(Box::new(atlas))),
                Err(error) => LoadState::Failed(error),
            });
        });
    };
    start();
    effect(move || {
        page::set_state(match state.get() {
            LoadState::Loading => "loading",
            LoadState::Failed(_) => "failed",
            LoadState::Ready(_) => "ready",
        });
    });
    // A change of state draws anew; no two states that follow each other have the same number.
    let number = move || state.with(|state| vec![usize::from(matches!(state, LoadState::Loading))]);
    keyed(number, move |_| match state.get_untracked() {
        LoadState::Loading => view::loading(),
        LoadState::Failed(error) => view::failure(&error.to_string(), start),
        LoadState::Ready(atlas) => ready(atlas),
    })
}

fn ready(atlas: &'static Atlas) -> AnyView {
    let decode = move || Query::decode(&history::search(), atlas);
    let query = RwSignal::new(decode());
    let results = {
        // The open tool changes nothing about what is listed.
        let asked = Memo::new(move |_| query.with(|query| query.apply(Command::Close)));
        Memo::new(move |_| performance::measured("atlas:search", || asked.with(|query| Results::new(atlas, query))))
    };
    let dispatch: &(dyn Fn(Command) + Send + Sync) = Box::leak(Box::new(move |command: Command| {
        let new_entry = command.is_undone_by_back();
        let next = query.with_untracked(|query| query.apply(command));
        if query.with_untracked(|query| *query != next) {
            history::write(&next.encode(), new_entry);
            query.set(next);
        }
    }));
    let copied = RwSignal::new(None);
    let copy = Box::leak(Box::new(move |text: String| {
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            copied.set(Some((text, done)));
        });
    }));
    let theme = RwSignal::new(theme::stored());
    effect(move || theme::apply(theme.get()));

    // The page is made once, so these listen for as long as the window is there.
    page::listen("popstate", move |_| query.set(decode()));
    page::listen("keydown", |event| {
        if page::is_search_shortcut(&event) {
            event.prevent_default();
            page::focus(view::SEARCH);
        }
    });
    page::listen("click", move |event| {
        if let Some(href) = page::inside_link(&event) {
            event.prevent_default();
            dispatch(Command::Follow(Box::new(Query::decode(&href, atlas))));
        }
    });
    effect(move || {
        page::set_title(&query.with(|query| match query.open.as_ref().and_then(|id| atlas.tool(id)) {
            Some(tool) => format!("{} · Python Atlas", tool.name),
            None => "Python Atlas".to_owned(),
        }));
    });
    effect(|| performance::mark("atlas:ready"));

    view::page(Ui { atlas, query, results, dispatch, copy, copied, theme })
}
