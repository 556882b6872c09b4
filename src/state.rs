//! The state of the page: one query, one memo of its results, and how commands change them.

use crate::leptos::ev;
use crate::leptos::prelude::*;
use crate::leptos::task::{spawn_local, tick};

use crate::browser::history::Address;
use crate::browser::{frame, layout, listener, performance, storage};
use crate::view::html::effect;
use crate::view::{Elements, KEYS_OFF};
use atlas_core::atlas::Atlas;
use atlas_core::environment::Environment;
use atlas_core::query::{Command, Layout, Query};
use atlas_core::results::Results;
use atlas_core::virtual_list::{Rendered, USUAL_ELEMENTS, Window};

/// The key under which the shortlist and the environment are remembered, as a query string.
const REMEMBERED: &str = "remembered";
/// The same for a catalog of the person's own, whose tools are others.
const REMEMBERED_OF_OWN: &str = "remembered-own";

const FORGETFUL: &str =
    "This browser remembers nothing for this page. Your shortlist and environment stay in the address.";

/// The state of the page, as signals.
#[derive(Clone, Copy)]
pub struct State {
    /// The catalog with its indexes.
    pub atlas: &'static Atlas,
    /// Where the query is read and written.
    pub address: Address,
    /// The query.
    pub query: RwSignal<Query>,
    /// Its results.
    pub results: Memo<Results>,
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
    /// The state that the address and the device tell.
    pub fn new(atlas: &'static Atlas, address: Address, is_own: bool) -> Self {
        let query = RwSignal::new(Query::default());
        let listing = Memo::new(move |_| query.with(Query::listing));
        let answer = move || listing.with(|query| Results::new(atlas, query));
        let results = Memo::new(move |_| performance::measured("atlas:search", answer));
        let rendered = RwSignal::new(Rendered::default());
        let window = Memo::new(move |_| results.with(|results| rendered.with(|rendered| rendered.window(results))));
        let (notice, is_told) = (RwSignal::new(None), RwSignal::new(false));
        let keys = RwSignal::new(storage::get(KEYS_OFF).is_none());
        let (key, elements) = (if is_own { REMEMBERED_OF_OWN } else { REMEMBERED }, Elements::new());
        let state = Self { atlas, address, query, results, rendered, window, notice, keys, key, is_told, elements };
        let remembered = Query::decode(&storage::get(key).unwrap_or_default(), atlas);
        let first = state.decode().with_remembered(remembered);
        state.rendered.set(rendered_of(&first));
        query.set(first);
        state
    }

    /// The query of the address. Says what the address names and is not here.
    pub fn decode(self) -> Query {
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
    pub fn go(self, next: Query) {
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
            self.rendered.set(rendered_of(&next).first());
        } else if self.query.with_untracked(|query| (query.listing(), rendered_of(query)))
            != (next.listing(), rendered_of(&next))
        {
            self.rendered.set(rendered_of(&next));
        }
        self.query.set(next);
    }

    /// Carries out a command.
    pub fn dispatch(self, command: Command) {
        let Self { query, .. } = self;
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
        });
    }

    /// Renders more of the results in each frame until all are rendered, and moves the window of long results on scroll.
    pub fn render_the_rest(self) {
        let Self { results, rendered, window, elements, .. } = self;
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

/// The beginning of what a query shows. A row of the matrix has more elements than a card, and a verdict is one more.
fn rendered_of(query: &Query) -> Rendered {
    let elements = if query.layout() == Layout::Matrix { 2 * USUAL_ELEMENTS } else { USUAL_ELEMENTS };
    Rendered::of(elements + usize::from(query.environment != Environment::default()))
}
