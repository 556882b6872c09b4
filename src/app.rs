//! The shell: loads the catalog, holds the one query and the one memo of results, and carries out commands.

use crate::leptos::ev;
use crate::leptos::prelude::*;
use crate::leptos::task::{spawn_local, spawn_local_scoped_with_cancellation, tick};

use crate::browser::document::{self, AppState};
use crate::browser::history::Address;
use crate::browser::{clipboard, fetch, frame, keyboard, layout, link, listener, performance, theme};
use crate::view::html::{effect, switch};
use crate::view::{self, Elements, Ui};
use atlas_core::atlas::{Atlas, AtlasBuilder};
use atlas_core::catalog::CatalogReader;
use atlas_core::facts::Facts;
use atlas_core::json::DataError;
use atlas_core::query::{Command, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::{Rendered, Window};

/// The catalog, 142 kB compressed. Thirty seconds are enough on the slowest connections in use today.
const CATALOG: fetch::File = fetch::File { path: "assets/catalog.json", seconds: 30 };
/// The facts, 8 kB compressed. They load along with the page, which works without them.
const FACTS: fetch::File = fetch::File { path: "assets/facts.json", seconds: 10 };

/// How many tools are read or indexed between two looks at the clock.
const STEP: usize = 256;

/// Why the catalog or the facts could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum LoadError {
    #[error(transparent)]
    Fetch(#[from] fetch::FetchError),
    #[error(transparent)]
    Data(#[from] DataError),
}

#[derive(Clone)]
enum LoadState {
    /// The percentage of the work that is done.
    Loading(usize),
    Failed(LoadError),
    Ready(&'static Loaded),
}

/// The loaded data.
struct Loaded {
    atlas: Atlas,
    /// Why the facts are missing, if they are.
    without_facts: Option<LoadError>,
}

/// Mounts the app in the page.
#[cfg(feature = "csr")]
pub fn start() {
    // What index.html shows stays until the app has something to show; the line about the offline copy for good.
    if let Some(parent) = document::place_of_the_app() {
        crate::leptos::mount_to(&parent, app);
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
    let mut builder = AtlasBuilder::new(catalog, facts);
    while performance::measured("atlas:index", || builder.step(STEP)) {
        if pause.is_due() {
            state.set(LoadState::Loading(50 + builder.percent() / 2));
            pause.now().await;
        }
    }
    let atlas = performance::measured("atlas:index", || builder.finish());
    Ok(Loaded { atlas, without_facts })
}

async fn facts() -> Result<Facts, LoadError> {
    Ok(Facts::parse(&fetch::text(FACTS).await?)?)
}

/// The app: a loading notice, a failure or the page.
#[must_use]
pub fn app() -> AnyView {
    let address = Address::new();
    let attempts = RwSignal::new(1_u32);
    // A new attempt disposes of the last one: its load, its signals, its listeners and its timers.
    switch(
        move || attempts.get(),
        move |number| attempt(number, address, move || attempts.update(|attempts| *attempts += 1)),
    )
}

/// Loads the data and shows the page, or the reason for a failure.
fn attempt(number: u32, address: Address, retry: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let state = RwSignal::new(LoadState::Loading(0));
    spawn_local_scoped_with_cancellation(async move {
        state.set(match load(state).await {
            // Leaked on purpose: views refer to it as long as the page lives.
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
    // Until an attempt has loaded or failed only the percentage changes; after that its state is final.
    let is_loading = move || state.with(|state| matches!(state, LoadState::Loading(_)));
    switch(is_loading, move |_| match state.get_untracked() {
        // The page says so itself until something else is shown.
        LoadState::Loading(_) if number == 1 => view::nothing(),
        LoadState::Loading(_) => view::loading(move || match state.get() {
            LoadState::Loading(percent) => percent,
            _ => 0,
        }),
        LoadState::Failed(error) => {
            document::end_waiting();
            view::failure(&error.to_string(), retry)
        }
        LoadState::Ready(loaded) => ready(loaded, address, retry),
    })
}

fn ready(loaded: &'static Loaded, address: Address, retry: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let atlas = &loaded.atlas;
    let decode = move || Query::decode(&address.query(), atlas);
    let query = RwSignal::new(decode());
    let results = {
        let listing = Memo::new(move |_| query.with(Query::listing));
        Memo::new(move |_| performance::measured("atlas:search", || listing.with(|query| Results::new(atlas, query))))
    };
    let rendered = RwSignal::new(Rendered::default());
    let window = Memo::new(move |_| results.with(|results| rendered.with(|rendered| rendered.window(results))));
    let elements = Elements::new();
    // A new search text first renders a few cards; any other new view renders the beginning of each list.
    let show = move |next: Query| {
        if query.with_untracked(|query| query.text != next.text) {
            // Reading the height forces a layout. While people type, once is enough.
            if !rendered.with_untracked(Rendered::is_growing)
                && let Some(results) = elements.results.get_untracked()
            {
                layout::keep_height(&results);
            }
            rendered.set(Rendered::first());
        } else if query.with_untracked(|query| query.apply(Command::Close) != next.apply(Command::Close)) {
            rendered.set(Rendered::default());
        }
        query.set(next);
    };

    let dispatch: &(dyn Fn(Command) + Send + Sync) = Box::leak(Box::new(move |command: Command| {
        let new_entry = command.is_undone_by_back();
        let is_link = matches!(command, Command::Follow(_));
        // An event, such as the close of a dialog, may arrive after its page is disposed of.
        let next = query.try_with_untracked(|query| Some(query.apply(command)).filter(|next| next != query));
        let Some(next) = next.flatten() else { return };
        if is_link && query.with_untracked(Query::listing) != next.listing() {
            layout::to_the_top();
        }
        show(next);
        address.write(query.with_untracked(|query| query.encode(atlas)), new_entry);
    }));
    let copy = Box::leak(Box::new(|text: String, tell: Box<dyn FnOnce(bool)>| {
        spawn_local(async move { tell(clipboard::copy(&text).await) });
    }));

    listener::listen(ev::popstate, move |_| show(decode()));
    listener::listen(ev::keydown, move |event| {
        let (Some(search), Some(main)) = (elements.search.get_untracked(), elements.results.get_untracked()) else {
            return;
        };
        if keyboard::press(&event, &search, &main) == Some(keyboard::Pressed::Enter) {
            match results.with_untracked(|results| results.named) {
                Some(tool) => dispatch(Command::Open(atlas.tool_at(tool).id.clone())),
                None => keyboard::focus_results(&main),
            }
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
    effect(move || {
        // The view is in the page now, and not yet painted.
        let early = document::take_place();
        if !early.query.is_empty() {
            let query = Query::decode(&(address.query() + &early.query), atlas);
            dispatch(Command::Follow(Box::new(query)));
        }
        if let Some(search) = elements.search.get_untracked().filter(|_| early.in_search) {
            let _hidden = search.focus();
        }
        performance::mark("atlas:ready");
    });
    render_the_rest(results, rendered, window, elements);

    let without_facts = loaded.without_facts.as_ref().map(|error| view::without_facts(&error.to_string(), retry));
    let (theme, set_theme) = (theme::current(), theme::apply);
    view::page(Ui { atlas, query, results, dispatch, copy, window, theme, set_theme, elements }, without_facts)
}

/// Renders more of the results in each frame until all are rendered, and moves the window of long results on scroll.
fn render_the_rest(results: Memo<Results>, rendered: RwSignal<Rendered>, window: Memo<Window>, elements: Elements) {
    let observe = move || {
        let groups = elements.groups.get_untracked().filter(|_| window.with_untracked(Window::has_spacers));
        let Some(groups) = groups else { return };
        // Reading the extent forces a layout of what is rendered.
        let Some(extent) = window.with_untracked(|window| layout::extent(&groups, window)) else { return };
        let mut next = rendered.get_untracked();
        if results.with_untracked(|results| next.observe(results, &extent)) {
            let anchor = layout::Anchor::first(&groups);
            rendered.set(next);
            spawn_local(async move {
                // The window is rendered now, but not painted yet.
                tick().await;
                anchor.inspect(layout::Anchor::restore);
            });
        }
    };
    // Each change of what is rendered schedules the next step after its frame, or after a pause in typing, and replaces
    // the step scheduled before. It ends when everything is rendered.
    effect(move || {
        frame::after_frame(rendered.with(Rendered::pause), move || {
            if rendered.with_untracked(Rendered::is_growing) {
                rendered.update(|rendered| results.with_untracked(|results| rendered.grow(results)));
            } else {
                if let Some(results) = elements.results.get_untracked() {
                    layout::release_height(&results);
                }
                observe();
            }
        });
    });
    listener::listen(ev::scroll, move |_| observe());
    listener::listen(ev::resize, move |_| observe());
}
