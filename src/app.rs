//! The shell: loads the catalog, holds the one query and the one memo of results, and carries out commands.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::{spawn_local, spawn_local_scoped_with_cancellation};

use crate::browser::document::{self, AppState};
use crate::browser::{clipboard, fetch, frame, history, keyboard, layout, link, listener, performance, theme};
use crate::view::html::{dynamic, effect};
use crate::view::{self, Ui};
use atlas_core::atlas::{Atlas, Indexing};
use atlas_core::catalog::{DataError, Reading};
use atlas_core::facts::Facts;
use atlas_core::query::{Command, Query};
use atlas_core::results::{GroupKey, Results};
use atlas_core::virtual_list::Drawn;

/// The catalog, 70 kB compressed: in half a minute it comes over the slowest of today's lines, or not at all.
const CATALOG: fetch::File = fetch::File { path: "assets/catalog.json", seconds: 30 };
/// The facts, 4 kB compressed. They begin to load with the page, and it works without them.
const FACTS: fetch::File = fetch::File { path: "assets/facts.json", seconds: 10 };

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
    document::remove_fallback();
    // The page around it (index.html) stays as it is: what tells the state of the offline copy needs no app.
    match document::element("app") {
        Some(parent) => mount_to(parent, app).forget(),
        None => mount_to_body(app),
    }
}

async fn load(state: RwSignal<LoadState>) -> Result<Loaded, LoadError> {
    let mut reading = Reading::new(fetch::text(CATALOG).await?);
    let mut pause = performance::Pauses::default();
    while reading.step(STEP)? {
        if pause.is_due() {
            state.set(LoadState::Loading(reading.percent() / 2));
            pause.now().await;
        }
    }
    let catalog = reading.finish()?;
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
    let attempts = Trigger::new();
    // All that an attempt made ends when the next one begins: its load, its signals, and what listens and waits for them.
    dynamic(move || {
        attempts.track();
        untrack(|| attempt(move || attempts.notify()))
    })
}

/// Loads what there is to show, and shows that, or why it cannot be shown.
fn attempt(retry: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let state = RwSignal::new(LoadState::Loading(0));
    spawn_local_scoped_with_cancellation(async move {
        state.set(match load(state).await {
            // For good: views hold it as long as the page is there.
            Ok(loaded) => LoadState::Ready(Box::leak(Box::new(loaded))),
            Err(error) => LoadState::Failed(error),
        });
    });
    effect(move || {
        document::set_state(match state.get() {
            LoadState::Loading(_) => AppState::Loading,
            LoadState::Failed(_) => AppState::Failed,
            LoadState::Ready(_) => AppState::Ready,
        });
    });
    // Once loaded or failed, an attempt stays so: until then only the percentage changes.
    let is_loading = Memo::new(move |_| state.with(|state| matches!(state, LoadState::Loading(_))));
    dynamic(move || {
        // Read, because a memo that is only tracked is never computed.
        let _changed = is_loading.get();
        untrack(|| match state.get() {
            LoadState::Loading(_) => view::loading(move || match state.get() {
                LoadState::Loading(percent) => percent,
                _ => 0,
            }),
            LoadState::Failed(error) => view::failure(&error.to_string(), retry),
            LoadState::Ready(loaded) => ready(loaded, retry),
        })
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
            if !drawn.with_untracked(Drawn::is_growing)
                && let Some(results) = document::element(view::RESULTS)
            {
                layout::keep_height(&results);
            }
            drawn.set(Drawn::first());
        } else if query.with_untracked(|query| query.apply(Command::Close) != next.apply(Command::Close)) {
            drawn.set(Drawn::default());
        }
        query.set(next);
    };

    // What is typed shows first; browsers take their time for addresses.
    let address_lags = RwSignal::new(false);
    let write_address = move |new_entry| {
        address_lags.set(false);
        history::write(&query.with_untracked(Query::encode), new_entry);
    };
    let catch_up = move || {
        if address_lags.get_untracked() {
            write_address(false);
        }
    };
    effect(move || {
        if address_lags.get() {
            frame::after_frame(0, catch_up);
        }
    });

    let dispatch: &(dyn Fn(Command) + Send + Sync) = Box::leak(Box::new(move |command: Command| {
        let new_entry = command.is_undone_by_back();
        // An event may come when its page is gone, such as that a dialog has closed.
        let next = query.try_with_untracked(|query| Some(query.apply(command)).filter(|next| next != query));
        let Some(next) = next.flatten() else { return };
        if new_entry {
            catch_up();
            show(next);
            write_address(true);
        } else {
            show(next);
            address_lags.set(true);
        }
    }));
    let copy = Box::leak(Box::new(|text: String, tell: Box<dyn FnOnce(bool)>| {
        spawn_local(async move { tell(clipboard::copy(&text).await) });
    }));

    listener::listen(ev::popstate, move |_| {
        address_lags.set(false);
        show(decode());
    });
    listener::listen(ev::keydown, |event| {
        if keyboard::is_search_shortcut(&event)
            && let Some(field) = document::element(view::SEARCH)
        {
            event.prevent_default();
            keyboard::focus(&field);
        }
    });
    listener::listen(ev::click, move |click| {
        if let Some(href) = link::inside_link(&click) {
            click.prevent_default();
            dispatch(Command::Follow(Box::new(Query::decode(&href, atlas))));
        }
    });
    effect(move || {
        document::set_title(&query.with(|query| match query.open.as_ref().and_then(|id| atlas.tool(id)) {
            Some(tool) => format!("{} · Python Atlas", tool.name),
            None => "Python Atlas".to_owned(),
        }));
    });
    effect(|| performance::mark("atlas:ready"));
    draw_the_rest(results, drawn);

    let without_facts = loaded.without_facts.as_ref().map(|error| {
        // The next page begins with the address.
        view::without_facts(&error.to_string(), move || {
            catch_up();
            retry();
        })
    });
    view::page(
        Ui { atlas, query, results, drawn, dispatch, copy, theme: theme::current(), set_theme: theme::apply },
        without_facts,
    )
}

/// Draws in each frame some more of what is not on the page yet, and moves the windows on long lists as people scroll.
fn draw_the_rest(results: Memo<Results>, drawn: RwSignal<Drawn>) {
    let look = move || {
        let mut after = drawn.get_untracked();
        let mut moved = false;
        results.with_untracked(|results| {
            for list in layout::elements(view::LONG_LISTS) {
                let number = list.get_attribute(view::LIST).and_then(|number| number.parse().ok());
                if let (Some(number), Some(seen)) = (number, layout::seen(&list)) {
                    moved |= after.look(results, GroupKey::from_number(number), seen);
                }
            }
        });
        if moved {
            drawn.set(after);
        }
    };
    // Every change of what is drawn asks for more after its frame, or after a pause in typing; the last one counts. That
    // ends when nothing more is to be drawn.
    effect(move || {
        frame::after_frame(drawn.with(Drawn::pause), move || {
            if drawn.with_untracked(Drawn::is_growing) {
                drawn.update(|drawn| results.with_untracked(|results| drawn.grow(results)));
            } else {
                if let Some(results) = document::element(view::RESULTS) {
                    layout::release_height(&results);
                }
                look();
            }
        });
    });
    listener::listen(ev::scroll, move |_| look());
    listener::listen(ev::resize, move |_| look());
}
