//! An element builder: functions instead of Leptos's `view!`, with tags, attributes and events that the compiler
//! checks.
//!
//! The following view, written with `view!`,
//!
//! ```ignore
//! view! {
//!     <p role="status" on:click=move |_| close()>
//!         <Show when=move || many.get()>"Too many"</Show>
//!         <For each=move || tools.get() key=|tool| *tool let(tool)>{card(tool)}</For>
//!     </p>
//! }
//! ```
//!
//! is written here as
//!
//! ```ignore
//! p().attr(attr::Role, "status")
//!     .on(ev::click, move |_| close())
//!     .child(show(move || many.get(), || "Too many".into_view()))
//!     .child(each(move || tools.get(), card))
//! ```
//!
//! Why: the macro gives every element a type that holds the types of all its attributes and children, and the compiler
//! makes code for each. All views were converted to it and measured on 2026-11-24 (wasm + js, brotli): 99.6 kB with
//! these functions, 147.5 kB with `view!`, 139.9 kB with `--cfg erase_components`, 134.6 kB with every `view!` ending
//! in `into_any`; 58 lines saved, and no difference from a key to the frame. `view!` also sets literal markup as HTML,
//! which Trusted Types forbid.
//!
//! Two things differ from Leptos's own `For` and effects, because these leak memory in use (`reactive_graph` 0.2.16): see
//! [`each`] and [`unsubscribe_on_cleanup`].

use std::any::Any;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;

use crate::leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use crate::leptos::attr::custom::custom_attribute;
pub use crate::leptos::ev;
use crate::leptos::ev::{Custom, EventDescriptor, on};
use crate::leptos::html::{ElementType, custom};
use crate::leptos::prelude::*;
use crate::leptos::tachys::html::directive::directive;
use crate::leptos::tachys::html::node_ref::node_ref;
use crate::leptos::tachys::html::property::prop;
use crate::leptos::tachys::reactive_graph::OwnedView;
use crate::leptos::tachys::view::keyed::keyed;
use reactive_graph::graph::Observer;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

use atlas_core::highlight::Segment;
use atlas_core::keyed_list::{self, Keyed};

/// Names of attributes: those of Leptos, and those that it lacks.
pub mod attr {
    pub use crate::leptos::attr::*;

    macro_rules! attributes {
        ($($(#[$doc:meta])* $name:ident $text:literal)+) => { $(
            $(#[$doc])*
            #[derive(Clone)]
            pub struct $name;

            impl AttributeKey for $name {
                const KEY: &'static str = $text;
            }
        )+ };
    }

    attributes! {
        /// The id of a card's or row's tool.
        DataTool "data-tool"
        /// The id of a region's category.
        DataCategory "data-category"
        /// The hue of a category, by its name in the palette.
        DataHue "data-hue"
        /// The id of the popover that a button opens or closes.
        Popovertarget "popovertarget"
        /// What a button does to its popover.
        Popovertargetaction "popovertargetaction"
    }
}

/// Properties of elements that follow signals.
#[derive(Debug, Clone, Copy)]
pub enum Property {
    /// Of a checkbox or radio button.
    Checked,
    /// All classes.
    ClassName,
    /// Of an option.
    Selected,
    /// The style, which content security policies allow as a property and forbid as an attribute.
    Style,
    /// The text of an element without other children.
    TextContent,
    /// Of a field.
    Value,
}

impl Property {
    const fn name(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::ClassName => "className",
            Self::Selected => "selected",
            Self::Style => "style",
            Self::TextContent => "textContent",
            Self::Value => "value",
        }
    }
}

/// An element under construction. It becomes the child of another element, or a view.
///
/// It is a pointer, and methods that are called in hundreds of places are not inlined: both keep the code of views
/// small.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

#[inline(never)]
fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

macro_rules! tags {
    ($($tag:ident)+) => { $(
        /// The element of this name, without attributes and children.
        pub fn $tag() -> El {
            el(stringify!($tag))
        }
    )+ };
}

tags! {
    a article aside b button code dd details dialog div dl dt fieldset footer form h1 h2 h3 header input kbd label legend li
    main option p pre progress search section select span summary table tbody td th thead time tr ul
}

impl El {
    /// With these classes.
    #[inline(never)]
    pub fn class(self, names: &'static str) -> Self {
        self.attribute("class", names.to_owned())
    }

    /// With an attribute.
    pub fn attr<K: attr::AttributeKey>(self, _: K, value: impl Into<String>) -> Self {
        self.attribute(K::KEY, value.into())
    }

    #[inline(never)]
    fn attribute(mut self, name: &'static str, value: String) -> Self {
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// With a property that is true or false.
    pub fn flag(self, property: Property, value: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        // In JavaScript an empty string is false and any other string is true.
        self.property(property, move || if value() { "on" } else { "" }.to_owned())
    }

    /// With a property that is a text.
    pub fn property(self, property: Property, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.text_property(property, Arc::new(value))
    }

    #[inline(never)]
    fn text_property(mut self, property: Property, value: Arc<dyn Fn() -> String + Send + Sync>) -> Self {
        let value = move || {
            unsubscribe_on_cleanup();
            value()
        };
        self.0.attributes.push(prop(property.name(), value).into_any_attr());
        self
    }

    /// With a text that follows its signals, as the only child. It is set through the element, because browsers that
    /// translate a page replace text nodes with their own.
    pub fn text(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let value: Arc<dyn Fn() -> String + Send + Sync> = Arc::new(value);
        // Properties are not rendered to text.
        let rendered = cfg!(feature = "ssr").then(|| value());
        self.text_property(Property::TextContent, value).child(rendered)
    }

    /// With a text in which the search's matches are highlighted, as the only child; set through the element like
    /// [`El::text`].
    pub fn highlighted(self, text: &'static str, segments: impl Fn() -> Vec<Segment<'static>> + 'static) -> Self {
        self.segments(text, Rc::new(segments))
    }

    #[inline(never)]
    fn segments(mut self, text: &'static str, segments: Rc<dyn Fn() -> Vec<Segment<'static>>>) -> Self {
        if cfg!(feature = "ssr") {
            let children =
                segments().into_iter().map(
                    |Segment { text, highlighted }| {
                        if highlighted { el("mark").child(text).view() } else { text.into_any() }
                    },
                );
            self.0.children.extend(children);
            return self;
        }
        let follow = move |element: Element| {
            let (segments, mut is_marked) = (segments.clone(), false);
            effect(move || {
                let segments = segments();
                let marks = segments.iter().any(|segment| segment.highlighted);
                if marks || is_marked {
                    set_segments(&element, &segments);
                }
                is_marked = marks;
            });
        };
        let follow: Rc<dyn Fn(Element)> = Rc::new(follow);
        self.0.attributes.push(directive(move |element: Element| follow(element), ()).into_any_attr());
        self.child(text)
    }

    /// With a handler for an event.
    #[expect(clippy::needless_pass_by_value, reason = "events are constants, written as in `view!`")]
    pub fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        self.handler(event.name().into_owned(), Box::new(move |event: Event| handler(event.unchecked_into())))
    }

    #[inline(never)]
    fn handler(mut self, event: String, handler: Box<dyn FnMut(Event)>) -> Self {
        self.0.attributes.push(on(Custom::new(event), handler).into_any_attr());
        self
    }

    /// With a reference that holds the element once it is in the page.
    #[inline(never)]
    pub fn node_ref(mut self, reference: ElementRef) -> Self {
        self.0.attributes.push(node_ref(reference).into_any_attr());
        self
    }

    /// With a child, several, or none.
    pub fn child(mut self, child: impl Child) -> Self {
        child.append(&mut self.0.children);
        self
    }

    /// The element as a view.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        if tag == "input" {
            // The one element here that has no end tag when it is rendered to text.
            return crate::leptos::html::input().add_any_attr(attributes).into_any();
        }
        custom(tag).add_any_attr(attributes).child(children).into_any()
    }
}

/// Replaces all children of an element with segments.
fn set_segments(element: &Element, segments: &[Segment<'static>]) {
    element.set_text_content(None);
    for segment in segments {
        let node: Option<Node> = if segment.highlighted {
            document().create_element("mark").ok().map(|mark| {
                mark.set_text_content(Some(segment.text));
                mark.into()
            })
        } else {
            Some(document().create_text_node(segment.text).into())
        };
        let _appended = node.map(|node| element.append_child(&node));
    }
}

/// A reference to an element of whatever type: one type of references, because the compiler makes the code of references
/// for each, which took 1 kB.
pub type ElementRef = NodeRef<AnyElement>;

/// The type of an element of which no more is known.
#[derive(Debug, Clone, Copy)]
pub struct AnyElement;

impl ElementType for AnyElement {
    type Output = HtmlElement;

    const TAG: &'static str = "";
    const SELF_CLOSING: bool = false;
    const ESCAPE_CHILDREN: bool = true;
    const NAMESPACE: Option<&'static str> = None;

    fn tag(&self) -> &str {
        Self::TAG
    }
}

/// Anything that can be the content of an element.
pub trait Child {
    /// Adds it to the children.
    fn append(self, children: &mut Vec<AnyView>);
}

impl Child for AnyView {
    fn append(self, children: &mut Vec<AnyView>) {
        children.push(self);
    }
}

impl Child for El {
    #[inline(never)]
    fn append(self, children: &mut Vec<AnyView>) {
        children.push(self.view());
    }
}

impl Child for String {
    fn append(self, children: &mut Vec<AnyView>) {
        children.push(self.into_any());
    }
}

impl Child for &str {
    #[inline(never)]
    fn append(self, children: &mut Vec<AnyView>) {
        self.to_owned().append(children);
    }
}

impl Child for &String {
    fn append(self, children: &mut Vec<AnyView>) {
        self.clone().append(children);
    }
}

impl<C: Child> Child for Option<C> {
    fn append(self, children: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.append(children);
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn append(self, children: &mut Vec<AnyView>) {
        for child in self {
            child.append(children);
        }
    }
}

/// Unsubscribes the running effect from the signals it has read, once it is disposed of. Otherwise it stays subscribed
/// to every signal that outlives it: 600 changes of the layout took 52 MB.
fn unsubscribe_on_cleanup() {
    if let Some(observer) = Observer::get()
        && let Some(effect) = observer.1.upgrade()
    {
        on_cleanup(move || effect.clear_sources(&observer));
    }
}

/// A value without its type. Memos, lists and switches hold these, so that the compiler makes the code for them once
/// and not for each type: 60 kB of wasm before compression.
#[derive(Clone)]
struct Erased(Arc<dyn Value>);

trait Value: Any + Send + Sync {
    fn equals(&self, other: &dyn Value) -> bool;
    fn hash(&self, hasher: &mut dyn Hasher);
}

impl<T: Eq + Hash + Send + Sync + 'static> Value for T {
    fn equals(&self, other: &dyn Value) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }

    fn hash(&self, mut hasher: &mut dyn Hasher) {
        Hash::hash(self, &mut hasher);
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

impl Hash for Erased {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Value::hash(&*self.0, state);
    }
}

/// A view that is rendered again whenever its value changes.
pub fn switch<T: Eq + Hash + Clone + Send + Sync + 'static>(
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

/// A view for each item, in the order of the items, like Leptos's `For` with the item as its own key: most items that
/// stay keep their elements. Unlike `For`, it frees everything that belongs to an item when the item is removed, and the
/// order is always right: see [`keyed_list`].
pub fn each<T: Clone + Eq + Hash + Send + Sync + 'static>(
    items: impl Fn() -> Vec<T> + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let items = move || items().into_iter().map(|item| Erased(Arc::new(item))).collect();
    let draw = move |item: Erased| item.get().map_or_else(|| ().into_any(), &draw);
    each_erased(Arc::new(items), Arc::new(draw))
}

#[inline(never)]
fn each_erased(
    items: Arc<dyn Fn() -> Vec<Erased> + Send + Sync>,
    draw: Arc<dyn Fn(Erased) -> AnyView + Send + Sync>,
) -> AnyView {
    let items = Memo::new(move |before: Option<&Vec<Keyed<Erased>>>| {
        unsubscribe_on_cleanup();
        keyed_list::keyed(before.map_or(&[], Vec::as_slice), items())
    });
    let view = move || {
        unsubscribe_on_cleanup();
        let draw = draw.clone();
        keyed(items.get(), Keyed::clone, move |_, keyed| {
            // The owner of an item ends with its view.
            let owner = Owner::default();
            let view = owner.with(|| untrack(|| draw(keyed.item)));
            (drop, OwnedView::new_with_owner(view, owner))
        })
    };
    view.into_any()
}

/// Several views in a row, as one view.
pub fn all(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// A link to another view of the page. It needs no handler: the shell follows it without loading the page again.
pub fn link(href: impl Into<String>) -> El {
    a().attr(attr::Href, href)
}

/// A button that does something.
pub fn press_button(press: impl Fn() + 'static) -> El {
    button().attr(attr::Type, "button").on(ev::click, move |_| press())
}
