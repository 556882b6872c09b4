//! Elements: built by the functions of [`html`](super::html), put into the page here.
//!
//! Leptos's own elements are not used. They keep every attribute as a value that may change, and their code is made for each
//! type of element, attribute and event; here an attribute is a text that is set once, and what changes is a property.

use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use reactive_graph::effect::RenderEffect;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, Node};

use super::html::{Child, Property, attr};
use super::reactive::{effect, unsubscribe_on_cleanup};
use crate::leptos::ev::EventDescriptor;
use crate::leptos::prelude::*;
use crate::leptos::tachys::html::attribute::Attribute;
use crate::leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use crate::leptos::tachys::hydration::Cursor;
use crate::leptos::tachys::renderer::Rndr;
use crate::leptos::tachys::view::add_attr::AddAnyAttr;
use crate::leptos::tachys::view::any_view::AnyViewState;
use crate::leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use atlas_core::highlight::Segment;

/// The namespace of the elements of icons.
const SVG: &str = "http://www.w3.org/2000/svg";

type Text = Arc<dyn Fn() -> String + Send + Sync>;
type Handler = Box<dyn FnMut(Event)>;
type Segments = Rc<dyn Fn() -> Vec<Segment<'static>>>;

/// An element under construction. It becomes the child of another element, or a view.
///
/// It is a pointer, and methods that are called in hundreds of places are not inlined: both keep the code of views
/// small.
pub struct El(SendWrapper<Box<Parts>>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    properties: Vec<(Property, Text)>,
    handlers: Vec<(String, Handler)>,
    reference: Option<ElementRef>,
    segments: Option<Segments>,
    children: Vec<Content>,
}

/// The content of an element.
pub enum Content {
    /// A text that stays.
    Text(String),
    /// An element.
    Element(El),
    /// What follows signals.
    View(AnyView),
}

/// A reference to an element, which holds it once it is in the page.
#[derive(Clone, Copy)]
pub struct ElementRef(RwSignal<Option<SendWrapper<HtmlElement>>>);

impl ElementRef {
    /// No element yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The element, to follow.
    pub fn get(&self) -> Option<HtmlElement> {
        self.0.get().map(SendWrapper::take)
    }

    /// The element as it is now.
    pub fn get_untracked(&self) -> Option<HtmlElement> {
        self.0.try_get_untracked().flatten().map(SendWrapper::take)
    }
}

impl El {
    /// The element with this tag.
    #[inline(never)]
    pub(super) fn new(tag: &'static str) -> Self {
        Self(SendWrapper::new(Box::new(Parts {
            tag,
            attributes: Vec::new(),
            properties: Vec::new(),
            handlers: Vec::new(),
            reference: None,
            segments: None,
            children: Vec::new(),
        })))
    }

    /// With these classes.
    #[inline(never)]
    pub fn class(self, names: &'static str) -> Self {
        self.attribute("class", names)
    }

    /// With an attribute.
    pub fn attr<K: attr::AttributeKey>(self, _: K, value: impl AsRef<str>) -> Self {
        self.attribute(K::KEY, value.as_ref())
    }

    /// With an attribute that HTML has not.
    #[inline(never)]
    pub(super) fn attribute(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
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
    fn text_property(mut self, property: Property, value: Text) -> Self {
        self.0.properties.push((property, value));
        self
    }

    /// With a text that follows its signals, as the only child. It is set through the element, because browsers that
    /// translate a page replace text nodes with their own.
    pub fn text(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.property(Property::TextContent, value)
    }

    /// With a text in which the search's matches are highlighted, as the only child; set through the element like
    /// [`El::text`].
    pub fn highlighted(self, text: &'static str, segments: impl Fn() -> Vec<Segment<'static>> + 'static) -> Self {
        self.segments(text, Rc::new(segments))
    }

    #[inline(never)]
    fn segments(mut self, text: &'static str, segments: Segments) -> Self {
        self.0.segments = Some(segments);
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
    fn handler(mut self, event: String, handler: Handler) -> Self {
        self.0.handlers.push((event, handler));
        self
    }

    /// With a reference that holds the element once it is in the page.
    #[inline(never)]
    pub fn node_ref(mut self, reference: ElementRef) -> Self {
        self.0.reference = Some(reference);
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
        self.into_any()
    }
}

/// An element of the page, with what ends when it goes.
pub struct ElementState {
    element: Element,
    _children: Vec<ChildState>,
    _effects: Vec<RenderEffect<()>>,
}

enum ChildState {
    Element { _state: ElementState },
    View { _state: AnyViewState },
}

impl Render for El {
    type State = ElementState;

    #[inline(never)]
    fn build(self) -> ElementState {
        let parts = *self.0.take();
        let is_svg = matches!(parts.tag, "svg" | "path");
        let element = Rndr::create_element(parts.tag, is_svg.then_some(SVG));
        for (name, value) in parts.attributes {
            Rndr::set_attribute(&element, name, &value);
        }
        for (name, handler) in parts.handlers {
            // The browser frees it together with the element.
            let listener = Closure::wrap(handler).into_js_value();
            let _refused = element.add_event_listener_with_callback(&name, listener.unchecked_ref());
        }
        let children = parts.children.into_iter().filter_map(|child| child.build(&element)).collect();
        let effects = parts.properties.into_iter().map(|(property, value)| {
            let element = element.clone();
            RenderEffect::new(move |_| {
                unsubscribe_on_cleanup();
                Rndr::set_property(&element, property.name(), &value().into());
            })
        });
        let effects = effects.collect();
        if let Some(segments) = parts.segments {
            follow_segments(element.clone(), segments);
        }
        if let Some(reference) = parts.reference {
            reference.0.set(Some(SendWrapper::new(element.clone().unchecked_into())));
        }
        ElementState { element, _children: children, _effects: effects }
    }

    fn rebuild(self, state: &mut ElementState) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Content {
    fn build(self, parent: &Element) -> Option<ChildState> {
        match self {
            Self::Text(text) => {
                Rndr::insert_node(parent, &Rndr::create_text_node(&text), None);
                None
            }
            Self::Element(element) => {
                let mut state = element.build();
                state.mount(parent, None);
                Some(ChildState::Element { _state: state })
            }
            Self::View(view) => {
                let mut state = view.build();
                state.mount(parent, None);
                Some(ChildState::View { _state: state })
            }
        }
    }
}

/// Marks what a search matches, as long as the element is there.
fn follow_segments(element: Element, segments: Segments) {
    let mut is_marked = false;
    effect(move || {
        let segments = segments();
        let marks = segments.iter().any(|segment| segment.highlighted);
        if marks || is_marked {
            set_segments(&element, &segments);
        }
        is_marked = marks;
    });
}

/// Replaces all children of an element with segments.
fn set_segments(element: &Element, segments: &[Segment<'static>]) {
    element.set_text_content(None);
    for segment in segments {
        let node: Node = if segment.highlighted {
            let mark = Rndr::create_element("mark", None);
            mark.set_text_content(Some(segment.text));
            mark.into()
        } else {
            Rndr::create_text_node(segment.text).into()
        };
        Rndr::insert_node(element, &node, None);
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.element));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for El {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

/// On the host an element is rendered to text, once.
impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        std::future::ready(self)
    }

    fn to_html_with_buf(self, buf: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        let parts = *self.0.take();
        let tag = parts.tag;
        buf.extend(["<", tag]);
        let properties = parts.properties.iter().filter_map(|(property, value)| Some((property.attribute()?, value())));
        let texts = parts.attributes.into_iter().chain(properties.filter(|(_, value)| !value.is_empty()));
        for (name, value) in texts {
            buf.extend([" ", name, "=\"", &escaped(&value), "\""]);
        }
        buf.push('>');
        if let Some(segments) = parts.segments {
            for Segment { text, highlighted } in segments() {
                let [before, after] = if highlighted { ["<mark>", "</mark>"] } else { [""; 2] };
                buf.extend([before, &escaped(text), after]);
            }
        } else if let Some((_, text)) = parts.properties.iter().find(|(name, _)| *name == Property::TextContent) {
            buf.push_str(&escaped(&text()));
        } else {
            for child in parts.children {
                match child {
                    Content::Text(text) => buf.push_str(&escaped(&text)),
                    Content::Element(element) => buf.push_str(&element.to_html()),
                    Content::View(view) => buf.push_str(&view.to_html()),
                }
            }
        }
        // The one element here that has no end tag.
        if tag != "input" {
            buf.extend(["</", tag, ">"]);
        }
    }

    /// The page is not hydrated: the app takes the place of what is rendered on the host.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> ElementState {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
