//! The shell: loads the catalog, and connects the browser, the state and the views.

use crate::leptos::ev;
use crate::leptos::prelude::*;
use crate::leptos::task::{spawn_local, spawn_local_scoped_with_cancellation, tick};

use crate::browser::document::{self, AppState};
use crate::browser::history::Address;
use crate::browser::keyboard::Pressed;
use crate::browser::{clipboard, download, file, history, keyboard, link, listener, performance, storage, theme};
use crate::load::{self, LoadError, Loaded};
use crate::state::State;
use crate::view::html::{effect, switch};
use crate::view::{self, Shared, Tell, Ui};
use atlas_core::query::{Command, Query};

#[derive(Clone)]
enum LoadState {
    /// The percentage of the work that is done.
    Loading(usize),
    Failed(LoadError),
    Ready(&'static Loaded),
}

/// Mounts the app in the page.
#[cfg(feature = "csr")]
pub fn start() {
    // What index.html shows stays until the app has something to show; the line about the offline copy for good.
    if let Some(parent) = document::place_of_the_app() {
        crate::leptos::mount_to(&parent, app);
    }
}

/// What the app shows: a new one disposes of the last, with its load, its signals, its listeners and its timers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shown {
    /// Counts what is shown, from 1.
    number: u32,
    /// True if a catalog of the person's own is shown, which is loaded already.
    is_own: bool,
}

/// How the views change what is shown.
#[derive(Clone, Copy)]
struct App {
    shown: RwSignal<Shown>,
    /// The catalog of the person's own that was opened last.
    own: StoredValue<Option<&'static Loaded>>,
    address: Address,
}

impl App {
    fn show(self, is_own: bool) {
        self.shown.update(|shown| *shown = Shown { number: shown.number + 1, is_own });
    }

    fn retry(self) {
        self.show(false);
    }

    /// Opens the chosen file; `tell` is told the percentage of the work that is done, or what is wrong.
    fn open_own(self, event: &web_sys::Event, keep: bool, tell: Tell) {
        let Some(file) = file::chosen(event) else { return };
        spawn_local(async move {
            match load::open(file, keep, |percent| tell(Ok(percent))).await {
                Ok(loaded) => {
                    self.own.set_value(Some(Box::leak(Box::new(loaded))));
                    self.show(true);
                }
                Err(errors) => tell(Err(errors)),
            }
        });
    }

    fn leave_own(self) {
        load::forget();
        self.show(false);
    }
}

/// The app: a loading notice, a failure or the page.
#[must_use]
pub fn app() -> AnyView {
    let shown = RwSignal::new(Shown { number: 1, is_own: false });
    let app = App { shown, own: StoredValue::new(None), address: Address::new() };
    switch(
        move || shown.get(),
        move |shown| match app.own.get_value() {
            Some(loaded) if shown.is_own => ready(loaded, app),
            _ => attempt(shown.number, app),
        },
    )
}

/// Loads the data and shows the page, or the reason for a failure.
fn attempt(number: u32, app: App) -> AnyView {
    let state = RwSignal::new(LoadState::Loading(0));
    spawn_local_scoped_with_cancellation(async move {
        state.set(match load::load(|percent| state.set(LoadState::Loading(percent))).await {
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
            view::failure(&error.to_string(), move || app.retry())
        }
        LoadState::Ready(loaded) => ready(loaded, app),
    })
}

fn ready(loaded: &'static Loaded, app: App) -> AnyView {
    let (atlas, address) = (&loaded.atlas, app.address);
    let state = State::new(atlas, address, loaded.own.is_some());
    // What is remembered belongs to this view now, so it is part of its address and of every later one.
    address.write(state.query.with_untracked(|query| query.encode(atlas)), false);
    history::before_leaving(move || {
        state.search_typed();
        address.write_now();
    });
    listener::listen(ev::popstate, move |_| state.back());
    listener::listen(ev::keydown, move |event| {
        let (Some(search), Some(main)) =
            (state.elements.search.get_untracked(), state.elements.results.get_untracked())
        else {
            return;
        };
        let Some(pressed) = keyboard::press(&event, &search, &main, state.keys.get_untracked()) else { return };
        let act = move || match state.results.with_untracked(|results| results.named) {
            Some(tool) if pressed == Pressed::Enter => state.dispatch(Command::Open(atlas.tool_at(tool).id.clone())),
            _ => keyboard::focus_results(&main),
        };
        if state.search_typed() {
            // What was found is in the page after the effects.
            spawn_local(async move {
                tick().await;
                act();
            });
        } else {
            act();
        }
    });
    listener::listen(ev::click, move |click| {
        if let Some(href) = link::inside_link(&click) {
            click.prevent_default();
            state.dispatch(Command::Follow(Box::new(Query::decode(&href, atlas))));
        }
    });
    effect(move || {
        document::set_title(&state.query.with(|query| match query.open.as_ref().and_then(|id| atlas.tool(id)) {
            Some(tool) => format!("{} · Python Atlas", tool.name),
            None => "Python Atlas".to_owned(),
        }));
    });
    effect(move || {
        // The view is in the page now, and not yet painted.
        let early = document::take_place();
        if !early.query.is_empty() {
            let query = Query::decode(&(state.address.query() + &early.query), atlas);
            state.dispatch(Command::Replace(Box::new(query)));
        }
        if let Some(search) = state.elements.search.get_untracked().filter(|_| early.in_search) {
            let _hidden = search.focus();
        }
        performance::mark("atlas:ready");
    });
    state.follow_typing();
    state.follow_counts();
    state.render_the_rest();

    if let Some(lost) = &loaded.lost {
        state.notice.set(Some(lost.clone()));
    }
    // A catalog of the person's own may know packages that nobody measures, and a retry would load another one.
    let without_facts = loaded.without_facts.as_ref().filter(|_| loaded.own.is_none());
    let without_facts = without_facts.map(|error| view::without_facts(&error.to_string(), move || app.retry()));
    view::page(shared(state, app, loaded.own.as_deref()), without_facts)
}

/// What the views are given. It is leaked on purpose, like the atlas: views refer to it.
fn shared(state: &'static State, app: App, own: Option<&'static str>) -> Ui {
    let &State { atlas, query, results, window, notice, elements, .. } = state;
    Box::leak(Box::new(Shared {
        atlas,
        query,
        results,
        dispatch: Box::leak(Box::new(move |command| state.dispatch(command))),
        search: Box::leak(Box::new(move |text| state.search(text))),
        counts: state.counts,
        is_overview: state.is_overview,
        copy: &|text, tell| spawn_local(async move { tell(clipboard::copy(&text).await) }),
        select: clipboard::select,
        save: download::save,
        page: history::page,
        stored: storage::get,
        store: storage::set,
        today: performance::today,
        own,
        open_own: Box::leak(Box::new(move |event, keep, tell| app.open_own(&event, keep, tell))),
        leave_own: Box::leak(Box::new(move || app.leave_own())),
        notice,
        keys: state.keys,
        compared: Memo::new(move |_| query.with(|query| query.compared().to_vec())),
        picked: Memo::new(move |_| query.with(|query| query.picks().iter().map(|pick| pick.tool.clone()).collect())),
        environment: state.environment,
        window,
        theme: theme::current(),
        set_theme: theme::apply,
        elements,
    }))
}
