//! The state of the page: one query, one memo of its results, and how commands change them.

use crate::leptos::ev;
use crate::leptos::prelude::*;
use crate::leptos::task::{spawn_local, tick};

use crate::browser::focus::Focus;
use crate::browser::history::Address;
use crate::browser::{frame, layout, listener, performance, storage};
use crate::view::html::effect;
use crate::view::{Elements, KEYS_OFF};
use atlas_core::atlas::Atlas;
use atlas_core::environment::Environment;
use atlas_core::facets::Counts;
use atlas_core::query::{Command, Layout, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::{Rendered, Window};

/// The key under which the shortlist and the environment are remembered, as a query string.
const REMEMBERED: &str = "remembered";
/// The same for a catalog of the person's own, whose tools are others.
const REMEMBERED_OF_OWN: &str = "remembered-own";

const FORGETFUL: &str =
    "This browser remembers nothing for this page. Your shortlist and environment stay in the address.";

/// The state of the page, as signals.
pub struct State {
    /// The catalog with its indexes.
    pub atlas: &'static Atlas,
    /// Where the query is read and written.
    pub address: Address,
    /// The query.
    pub query: RwSignal<Query>,
    /// Its results.
    pub results: Memo<Results>,
    /// Whether the query shows the overview, and what the person has to work with. They are set before the query, so that what
    /// they dispose of does not first follow it: effects run in the order in which their signals change.
    pub is_overview: RwSignal<bool>,
    /// See [`State::is_overview`].
    pub environment: RwSignal<Environment>,
    /// The counts of the options, a frame behind the results, which people look at first.
    pub counts: RwSignal<Counts>,
    /// The text in the search box that is not searched for yet.
    typed: RwSignal<Option<String>>,
    rendered: RwSignal<Rendered>,
    /// The part of the results that is rendered.
    pub window: Memo<Window>,
    /// What the page has to say about the last action or the address.
    pub notice: RwSignal<Option<String>>,
    /// Whether `/` and `?` are shortcuts.
    pub keys: RwSignal<bool>,
    /// The key under which this view is remembered.
    key: &'static str,
    /// True once the page has said that nothing is remembered.
    is_told: RwSignal<bool>,
    /// The elements that are focused, measured or kept at their height.
    pub elements: Elements,
}

impl State {
    /// The state that the address and the device tell. Leaked on purpose, like the atlas: views and listeners refer to it.
    pub fn new(atlas: &'static Atlas, address: Address, is_own: bool) -> &'static Self {
        let query = RwSignal::new(Query::default());
        let listing = Memo::new(move |_| query.with(Query::listing));
        let answer = move || listing.with(|query| Results::new(atlas, query));
        let results = Memo::new(move |_| performance::measured("atlas:search", answer));
        let counts = RwSignal::new(Counts::default());
        let (is_overview, environment) = (RwSignal::new(true), RwSignal::new(Environment::default()));
        let typed = RwSignal::new(None);
        let rendered = RwSignal::new(Rendered::of(&Query::default()));
        let window = Memo::new(move |_| results.with(|results| rendered.with(|rendered| rendered.window(results))));
        let (notice, is_told) = (RwSignal::new(None), RwSignal::new(false));
        let keys = RwSignal::new(storage::get(KEYS_OFF).is_none());
        let (key, elements) = (if is_own { REMEMBERED_OF_OWN } else { REMEMBERED }, Elements::new());
        let state: &Self = Box::leak(Box::new(Self {
            atlas,
            address,
            query,
            results,
            is_overview,
            environment,
            counts,
            typed,
            rendered,
            window,
            notice,
            keys,
            key,
            is_told,
            elements,
        }));
        let remembered = Query::decode(&storage::get(key).unwrap_or_default(), atlas);
        let first = state.decode().with_remembered(remembered);
        state.prepare(&first);
        state.rendered.set(Rendered::of(&first));
        query.set(first);
        counts.set(results.with_untracked(|results| results.counts.clone()));
        state
    }

    /// The query of the address. Says what the address names and is not here.
    pub fn decode(&'static self) -> Query {
        let mut dropped = Vec::new();
        let mut drop = |key: &str, value: &str| dropped.push(format!("{key} “{value}”"));
        let query = Query::read(&self.address.query(), self.atlas, &mut drop);
        if !dropped.is_empty() {
            let dropped = dropped.join(", ");
            self.notice.set(Some(format!("The address names what is not here: {dropped}. The rest is shown.")));
        }
        query
    }

    /// Shows another query, and remembers what is to be remembered.
    pub fn go(&'static self, next: Query) {
        self.prepare(&next);
        let kept = next.to_remember();
        let is_new = self.query.with_untracked(|query| query.to_remember() != kept);
        if is_new && !storage::set(self.key, &kept.encode(self.atlas)) && !self.is_told.get_untracked() {
            self.is_told.set(true);
            self.notice.set(Some(FORGETFUL.to_owned()));
        }
        if self.query.with_untracked(|query| query.text != next.text) {
            // Reading the height forces a layout. While people type, once is enough.
            if !self.rendered.with_untracked(Rendered::is_growing)
                && let Some(results) = self.elements.results.get_untracked()
            {
                layout::keep_height(&results);
            }
            // A new search text first renders a few cards; any other new view renders the beginning of each list.
            self.rendered.set(Rendered::of(&next).first(!next.text.is_empty()));
        } else if self.query.with_untracked(|query| (query.listing(), Rendered::of(query)))
            != (next.listing(), Rendered::of(&next))
        {
            self.rendered.set(Rendered::of(&next));
        }
        self.query.set(next);
    }

    /// Disposes of what the next query does not show.
    fn prepare(&self, next: &Query) {
        let is_overview = next.layout() == Layout::Overview;
        if self.is_overview.get_untracked() != is_overview {
            self.is_overview.set(is_overview);
        }
        if self.environment.with_untracked(|environment| *environment != next.environment) {
            self.environment.set(next.environment.clone());
        }
    }

    /// Shows what the address says, after Back or Forward.
    pub fn back(&'static self) {
        self.typed.set(None);
        self.go(self.decode());
    }

    /// Searches for a text once the frame that shows it is painted, so that letters appear as they are typed. Of what is typed
    /// meanwhile only the last is searched for.
    pub fn search(&'static self, text: String) {
        let _disposed = self.typed.try_set(Some(text));
    }

    /// Searches for what was typed at once. Returns false if that is done already.
    pub fn search_typed(&'static self) -> bool {
        let Some(text) = self.typed.try_update_untracked(Option::take).flatten() else { return false };
        self.dispatch(Command::Type(text));
        true
    }

    /// Searches for what is typed, after each frame.
    pub fn follow_typing(&'static self) {
        effect(move || {
            if self.typed.with(Option::is_some) {
                frame::after_frame(0, move || {
                    self.search_typed();
                });
            }
        });
    }

    /// Brings the counts after the results: each in a frame of its own.
    pub fn follow_counts(&'static self) {
        effect(move || {
            self.results.track();
            frame::after_frame(0, move || {
                let counts = self.results.with_untracked(|results| results.counts.clone());
                if self.counts.with_untracked(|before| *before != counts) {
                    self.counts.set(counts);
                }
            });
        });
    }

    /// Carries out a command.
    pub fn dispatch(&'static self, command: Command) {
        self.search_typed();
        let (query, focus) = (self.query, Focus::now());
        let new_entry = command.is_undone_by_back();
        let is_link = matches!(command, Command::Follow(_) | Command::Replace(_));
        if let Some(refusal) = query.try_with_untracked(|query| query.refusal(&command)).flatten() {
            self.notice.set(Some(refusal.to_owned()));
        }
        // Whoever follows a link to a comparison goes there; one made by check boxes appears above what people look at,
        // which stays where it is.
        let to_comparison = matches!(&command, Command::Follow(target) if !target.compared().is_empty());
        let groups = self.elements.groups.get_untracked().filter(|_| matches!(command, Command::Compare(_)));
        let anchor = groups.and_then(|groups| layout::Anchor::first(&groups));
        // An event, such as the close of a dialog, may arrive after its page is disposed of.
        let next = query.try_with_untracked(|query| Some(query.apply(command)).filter(|next| next != query));
        let Some(next) = next.flatten() else { return };
        if is_link && query.with_untracked(Query::listing) != next.listing() {
            layout::to_the_top();
        }
        self.go(next);
        self.address.write(query.with_untracked(|query| query.encode(self.atlas)), new_entry);
        spawn_local(async move {
            // What has changed is in the page now, and not painted yet.
            tick().await;
            anchor.inspect(layout::Anchor::restore);
            if let Some(heading) = self.elements.comparison.get_untracked().filter(|_| to_comparison) {
                let _hidden = heading.focus();
            }
            focus.keep();
        });
    }

    /// Renders more of the results in each frame until all are rendered, and moves the window of long results on scroll.
    pub fn render_the_rest(&'static self) {
        let &Self { results, rendered, window, elements, .. } = self;
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
}
