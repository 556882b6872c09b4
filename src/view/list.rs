//! A list of views that follows its items: what stays keeps its elements, and what goes is freed.
//!
//! Leptos's own keyed lists are not used. They leave some elements in their old place (tachys 0.2.19, from `[2, 3, 4, 1]`
//! to `[5, 6, 4, 3, 2, 1]`), and `For` frees nothing of an item before the whole list ends.

use std::future::Future;
use std::sync::Arc;

use crate::leptos::prelude::*;
use crate::leptos::tachys::html::attribute::Attribute;
use crate::leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use crate::leptos::tachys::hydration::Cursor;
use crate::leptos::tachys::renderer::{Rndr, types};
use crate::leptos::tachys::view::add_attr::AddAnyAttr;
use crate::leptos::tachys::view::any_view::AnyViewState;
use crate::leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

use super::reactive::{Erased, unsubscribe_on_cleanup};
use atlas_core::keyed_list::{Origin, origins};

type Draw = Arc<dyn Fn(Erased) -> AnyView + Send + Sync>;

/// A view for each item.
#[inline(never)]
pub(super) fn each(items: Arc<dyn Fn() -> Vec<Erased> + Send + Sync>, draw: Draw) -> AnyView {
    let view = move || {
        unsubscribe_on_cleanup();
        List { items: items(), draw: draw.clone() }
    };
    view.into_any()
}

struct List {
    items: Vec<Erased>,
    draw: Draw,
}

/// The elements of one item.
struct Row {
    // Dropped before its owner, so that what an element needs outlives it.
    view: AnyViewState,
    _owner: Owner,
}

/// The elements of a list.
struct ListState {
    items: Vec<Erased>,
    rows: Vec<Row>,
    /// Stands after the last row.
    end: types::Placeholder,
}

impl List {
    fn row(&self, item: &Erased) -> Row {
        // The owner of an item ends with its view, and not with the change of the list that drew it: it has no parent.
        let owner = Owner::default();
        let view = owner.with(|| untrack(|| (self.draw)(item.clone())).build());
        Row { view, _owner: owner }
    }
}

impl Render for List {
    type State = ListState;

    fn build(self) -> ListState {
        let rows = self.items.iter().map(|item| self.row(item)).collect();
        ListState { items: self.items, rows, end: Rndr::create_placeholder() }
    }

    fn rebuild(self, state: &mut ListState) {
        let origins = origins(&state.items, &self.items);
        let mut old: Vec<Option<Row>> = std::mem::take(&mut state.rows).into_iter().map(Some).collect();
        state.rows = (self.items.iter().zip(&origins))
            .map(|(item, origin)| match *origin {
                Origin::New => self.row(item),
                Origin::Kept(at) | Origin::Moved(at) => old[at].take().unwrap_or_else(|| self.row(item)),
            })
            .collect();
        old.iter_mut().flatten().for_each(|row| row.view.unmount());
        // From the end, so that what stands after a row is in its place already.
        for (at, origin) in origins.iter().enumerate().rev() {
            if let (Origin::New | Origin::Moved(_), Some((row, after))) = (origin, state.rows[at..].split_first_mut())
                && !after.iter().any(|other| other.view.insert_before_this(&mut row.view))
            {
                state.end.insert_before_this(&mut row.view);
            }
        }
        state.items = self.items;
    }
}

impl Mountable for ListState {
    fn unmount(&mut self) {
        self.rows.iter_mut().for_each(|row| row.view.unmount());
        self.end.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.rows.iter_mut().for_each(|row| row.view.mount(parent, marker));
        self.end.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.rows.iter().any(|row| row.view.insert_before_this(child)) || self.end.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        self.rows.iter().flat_map(|row| row.view.elements()).collect()
    }
}

impl AddAnyAttr for List {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

/// On the host a list is rendered to text, once.
impl RenderHtml for List {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        std::future::ready(self)
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        let views: Vec<AnyView> = self.items.into_iter().map(|item| (self.draw)(item)).collect();
        views.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    /// The page is not hydrated: the app takes the place of what is rendered on the host.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> ListState {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
