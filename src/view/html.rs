//! Elements, without a type of their own each.
//!
//! The `view!` macro gives every element a type that holds the types of all attributes and children, and the compiler
//! makes code for each: the app was 25 kB of brotli larger for it. Here one type serves all elements, one all attributes,
//! and one each reactive text, list, property and handler.

use std::sync::Arc;

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev::{Custom, on};
use leptos::html::custom;
use leptos::prelude::*;
use leptos::tachys::html::property::prop;
use web_sys::Event;

/// An element being made. It ends as a child of another, or as a view.
///
/// It is a pointer, and what is called in hundreds of places is not inlined there: both keep the views small.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element without attributes and children.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

impl El {
    /// With these classes.
    #[inline(never)]
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// With an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> Self {
        self.text_attribute(name, value.into())
    }

    #[inline(never)]
    fn text_attribute(mut self, name: &'static str, value: String) -> Self {
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// With a property that is on or off.
    pub fn switch(self, name: &'static str, value: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        // To JavaScript an empty text is false and any other true.
        self.property(name, move || if value() { "on" } else { "" }.to_owned())
    }

    /// With a property that is a text.
    pub fn property(self, name: &'static str, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.text_property(name, Arc::new(value))
    }

    #[inline(never)]
    fn text_property(mut self, name: &'static str, value: Arc<dyn Fn() -> String + Send + Sync>) -> Self {
        self.0.attributes.push(prop(name, move || value()).into_any_attr());
        self
    }

    /// With one class or another.
    pub fn class_of(
        self,
        off: &'static str,
        on: &'static str,
        is_on: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.class(off).property("className", move || if is_on() { on } else { off }.to_owned())
    }

    /// With room before and after its content, in CSS pixels. As a property: content security policies forbid the
    /// attribute.
    pub fn room(self, value: impl Fn() -> (usize, usize) + Send + Sync + 'static) -> Self {
        self.property("style", move || match value() {
            (0, 0) => String::new(),
            (before, after) => format!("padding-block: {before}px {after}px"),
        })
    }

    /// With a handler for an event.
    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        self.handler(event, Box::new(handler))
    }

    #[inline(never)]
    fn handler(mut self, event: &'static str, handler: Box<dyn FnMut(Event)>) -> Self {
        self.0.attributes.push(on(Custom::new(event), handler).into_any_attr());
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
            return leptos::html::input().add_any_attr(attributes).into_any();
        }
        custom(tag).add_any_attr(attributes).child(children).into_any()
    }
}

/// What can stand in an element.
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

/// A text that follows its signals.
pub fn text(value: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    dynamic(move || value().into_any())
}

/// A view that is drawn anew when its signals change.
pub fn dynamic(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    dynamic_of(Arc::new(view))
}

#[inline(never)]
fn dynamic_of(view: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || view()).into_any()
}

/// Runs `run` now and whenever a signal it read has changed.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}

/// Several views beside each other.
pub fn all(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// The parts that `entries` names, in its order. A part stays as it is for as long as its number is named: a list keeps
/// the elements of what stays in it, and a part that is there or not, or one of several, is a list of none or one.
pub fn keyed(
    entries: impl Fn() -> Vec<usize> + Send + Sync + 'static,
    draw: impl Fn(usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    keyed_of(Arc::new(entries), Arc::new(draw))
}

#[inline(never)]
fn keyed_of(
    entries: Arc<dyn Fn() -> Vec<usize> + Send + Sync>,
    draw: Arc<dyn Fn(usize) -> AnyView + Send + Sync>,
) -> AnyView {
    let entries = Memo::new(move |_| entries());
    For(ForProps::builder().each(move || entries.get()).key(|&entry| entry).children(move |entry| draw(entry)).build())
        .into_any()
}

/// A link inside the page. The page follows it without loading anew; it needs no handler of its own.
pub fn link(href: impl Into<String>, text: impl Child) -> El {
    el("a").attr("href", href).child(text)
}

/// A button that does something.
pub fn button(label: impl Child, press: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").on("click", move |_| press()).child(label)
}
