//! Views that follow signals: one that is drawn anew, one that is there or not, a list; and effects.
//!
//! Effects differ from Leptos's own, which leak memory in use (`reactive_graph` 0.2.16): see [`unsubscribe_on_cleanup`].

use std::any::Any;
use std::sync::Arc;

use reactive_graph::graph::Observer;

use super::list;
use crate::leptos::prelude::*;

/// Unsubscribes the running effect from the signals it has read, once it is disposed of. Otherwise it stays subscribed
/// to every signal that outlives it: 600 changes of the layout took 52 MB.
pub(super) fn unsubscribe_on_cleanup() {
    if let Some(observer) = Observer::get()
        && let Some(effect) = observer.1.upgrade()
    {
        on_cleanup(move || effect.clear_sources(&observer));
    }
}

/// A value without its type. Memos, lists and switches hold these, so that the compiler makes the code for them once
/// and not for each type: 60 kB of wasm before compression.
#[derive(Clone)]
pub(super) struct Erased(Arc<dyn Value>);

pub(super) trait Value: Any + Send + Sync {
    fn equals(&self, other: &dyn Value) -> bool;
}

impl<T: Eq + Send + Sync + 'static> Value for T {
    fn equals(&self, other: &dyn Value) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }
}

impl Erased {
    /// The value, in the type that it was created from.
    fn get<T: Clone + 'static>(&self) -> Option<T> {
        (&*self.0 as &dyn Any).downcast_ref::<T>().cloned()
    }
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        self.0.equals(&*other.0)
    }
}

impl Eq for Erased {}

/// A view that is rendered again whenever its value changes.
pub fn switch<T: Eq + Clone + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let draw = move |value: Erased| value.get().map_or_else(|| ().into_any(), &draw);
    switch_erased(Arc::new(move || Erased(Arc::new(value()))), Arc::new(draw))
}

#[inline(never)]
fn switch_erased(
    value: Arc<dyn Fn() -> Erased + Send + Sync>,
    draw: Arc<dyn Fn(Erased) -> AnyView + Send + Sync>,
) -> AnyView {
    let value = Memo::new(move |_| {
        unsubscribe_on_cleanup();
        value()
    });
    let view = move || {
        unsubscribe_on_cleanup();
        let value = value.get();
        untrack(|| draw(value))
    };
    view.into_any()
}

/// A view that exists while a condition holds, like Leptos's `Show`.
pub fn show(
    when: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    switch(when, move |is_there| if is_there { draw() } else { ().into_any() })
}

/// Runs `run` after the view is in the page, and whenever a signal it read has changed.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| {
        unsubscribe_on_cleanup();
        run();
    });
}

/// A view for each item, in the order of the items, like Leptos's `For` with the item as its own key: see the module `list`.
pub fn each<T: Clone + Eq + Send + Sync + 'static>(
    items: impl Fn() -> Vec<T> + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let items = move || items().into_iter().map(|item| Erased(Arc::new(item))).collect();
    let draw = move |item: Erased| item.get().map_or_else(|| ().into_any(), &draw);
    list::each(Arc::new(items), Arc::new(draw))
}
