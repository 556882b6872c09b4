//! The shell: loads the catalog, holds the one query and the one memo of results, and carries out commands.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clipboard, fetch, history, page, performance, theme};
use crate::view::html::{effect, keyed};
use crate::view::{self, Ui};
use atlas_core::atlas::{Atlas, Indexing};
use atlas_core::catalog::CatalogReader;
use atlas_core::facts::Facts;
use atlas_core::json::DataError;
use atlas_core::query::{Command, Query};
use atlas_core::results::{GroupKey, Results};
use atlas_core::virtual_list::Drawn;

/// Where the catalog is, relative to the page.
const CATALOG: &str = "assets/catalog.json";
/// Where the facts are.
const FACTS: &str = "assets/facts.json";

/// How many tools are read or indexed before the clock is looked at.
const STEP: usize = 256;

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum LoadError {
    #[error(transparent)]
    Fetch(#[from] fetch::FetchError),
    #[error(transparent)]
    Data(#[from] DataError),
}

#[derive(Clone)]
enum LoadState {
    /// So many percent of the catalog are read.
    Loading(usize),
    Failed(LoadError),
    Ready(&'static Loaded),
}

/// What there is to show.
struct Loaded {
    atlas: Atlas,
    /// Why there are no facts, if there are none.
    without_facts: Option<LoadError>,
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

async fn load(state: RwSignal<LoadState>) -> Result<Loaded, LoadError> {
    let text = fetch::text(CATALOG).await?;
    let mut pause = performance::Pauses::default();
    let mut reader = CatalogReader::new(&text)?;
    while reader.step(STEP)? {
        if pause.is_due() {
            state.set(LoadState::Loading(reader.percent() / 2));
            pause.now().await;
        }
    }
    let catalog = reader.finish()?;
    drop(text);
    let (facts, without_facts) = match facts().await {
        Ok(facts) => (facts, None),
        Err(error) => (Facts::default(), Some(error)),
    };
    let mut indexing = Indexing::new(catalog, facts);
    while performance::measured("atlas:index", || indexing.step(STEP)) {
        if pause.is_due() {
            state.set(LoadState::Loading(50 + indexing.percent() / 2));
            pause.now().await;
        }
    }
    let atlas = performance::measured("atlas:index", || indexing.finish());
    Ok(Loaded { atlas, without_facts })
}

async fn facts() -> Result<Facts, LoadError> {
    Ok(Facts::parse(&fetch::text(FACTS).await?)?)
}

/// The app in whatever state it is.
#[must_use]
pub fn app() -> AnyView {
    let state = RwSignal::new(LoadState::Loading(0));
    let start = move || {
        state.set(LoadState::Loading(0));
        spawn_local(async move {
            state.set(match load(state).await {
                // For good: it is needed as long as the page is there.
                Ok(loaded) => LoadState::Ready(Box::leak(Box::new(loaded))),
                Err(error) => LoadState::Failed(error),
            });
        });
    };
    start();
    effect(move || {
        page::set_state(match state.get() {
            LoadState::Loading(_) => "loading",
            LoadState::Failed(_) => "failed",
            LoadState::Ready(_) => "ready",
        });
    });
    // A change of state draws anew; no two states that follow each other have the same number.
    let number = move || state.with(|state| vec![usize::from(matches!(state, LoadState::Loading(_)))]);
    keyed(number, move |_| match state.get_untracked() {
        LoadState::Loading(_) => view::loading(move || match state.get() {
            LoadState::Loading(percent) => percent,
            _ => 0,
        }),
        LoadState::Failed(error) => view::failure(&error.to_string(), start),
        LoadState::Ready(loaded) => ready(loaded, start),
    })
}

fn ready(loaded: &'static Loaded, retry: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let atlas = &loaded.atlas;
    let decode = move || Query::decode(&history::search(), atlas);
    let query = RwSignal::new(decode());
    let results = {
        let asked = Memo::new(move |_| query.with(Query::asked));
        Memo::new(move |_| performance::measured("atlas:search", || asked.with(|query| Results::new(atlas, query))))
    };
    let drawn = RwSignal::new(Drawn::default());
    // Another search begins with its first cards, any other view with the beginnings of its lists.
    let show = move |next: Query| {
        if query.with_untracked(|query| query.text != next.text) {
            // Asking for the height costs a layout: once is enough while people type.
            if !drawn.with_untracked(Drawn::is_growing) {
                page::keep_height(view::RESULTS, true);
            }
            drawn.set(Drawn::first());
        } else if query.with_untracked(|query| query.apply(Command::Close) != next.apply(Command::Close)) {
            drawn.set(Drawn::default());
        }
        query.set(next);
    };
    let dispatch: &(dyn Fn(Command) + Send + Sync) = Box::leak(Box::new(move |command: Command| {
        let new_entry = command.is_undone_by_back();
        let next = query.with_untracked(|query| query.apply(command));
        if query.with_untracked(|query| *query != next) {
            if new_entry {
                history::write(&next.encode(), true);
            } else {
                // What is typed shows first; browsers take their time for addresses.
                page::after_frame(0, move || history::write(&query.with_untracked(Query::encode), false));
            }
            show(next);
        }
    }));
    let copy = Box::leak(Box::new(|text: String, tell: Box<dyn FnOnce(bool)>| {
        spawn_local(async move { tell(clipboard::copy(&text).await) });
    }));

    // The page is made once, so these listen for as long as the window is there.
    page::listen("popstate", move |_| show(decode()));
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
    draw_the_rest(results, drawn);

    let without_facts = loaded.without_facts.as_ref().map(|error| view::without_facts(&error.to_string(), retry));
    view::page(
        Ui { atlas, query, results, drawn, dispatch, copy, theme: theme::stored(), set_theme: theme::apply },
        without_facts,
    )
}

/// Draws in each frame some more of what is not on the page yet, and moves the windows on long lists as people scroll.
fn draw_the_rest(results: Memo<Results>, drawn: RwSignal<Drawn>) {
    let look = move || {
        let mut after = drawn.get_untracked();
        let mut moved = false;
        results.with_untracked(|results| {
            for (number, seen) in page::lists(view::LONG_LISTS, view::LIST) {
                moved |= after.look(results, GroupKey::from_number(number), seen);
            }
        });
        if moved {
            drawn.set(after);
        }
    };
    // Every change of what is drawn asks for more after its frame, or after a pause in typing; the last one counts. That
    // ends when nothing more is to be drawn.
    let turns = Rc::new(Cell::new(0_u32));
    effect(move || {
        let pause = drawn.with(Drawn::pause);
        let turns = turns.clone();
        let turn = turns.get().wrapping_add(1);
        turns.set(turn);
        page::after_frame(pause, move || {
            if turns.get() != turn {
                return;
            }
            if drawn.with_untracked(Drawn::is_growing) {
                drawn.update(|drawn| results.with_untracked(|results| drawn.grow(results)));
            } else {
                page::keep_height(view::RESULTS, false);
                look();
            }
        });
    });
    page::listen("scroll", move |_| look());
    page::listen("resize", move |_| look());
}
