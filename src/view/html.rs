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
//! `element` puts what is built here into the page, `reactive` follows signals.

use crate::leptos::prelude::*;

use super::element::Content;
pub use super::element::{El, ElementRef};
pub use super::reactive::{each, effect, show, switch};
pub use crate::leptos::ev;

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
        /// What a cell of the matrix says, for the bubble that shows it.
        DataWords "data-words"
        /// The hue of a category, by its name in the palette.
        DataHue "data-hue"
        /// The id of the popover that a button opens or closes.
        Popovertarget "popovertarget"
        /// What a button does to its popover.
        Popovertargetaction "popovertargetaction"
    }
}

/// Properties of elements that follow signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// Whether a button that is a check box is checked: true or false.
    AriaChecked,
    /// Whether what a button opens is open: true or false.
    AriaExpanded,
    /// Whether a button is pressed: true or false.
    AriaPressed,
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
    /// The attribute with the same meaning, where the view is rendered to text; `None` for what is no attribute there: the
    /// text, and the style, which content security policies forbid.
    pub(super) const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::AriaChecked => Some("aria-checked"),
            Self::AriaExpanded => Some("aria-expanded"),
            Self::AriaPressed => Some("aria-pressed"),
            Self::Checked => Some("checked"),
            Self::ClassName => Some("class"),
            Self::Selected => Some("selected"),
            Self::Value => Some("value"),
            Self::Style | Self::TextContent => None,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::AriaChecked => "ariaChecked",
            Self::AriaExpanded => "ariaExpanded",
            Self::AriaPressed => "ariaPressed",
            Self::Checked => "checked",
            Self::ClassName => "className",
            Self::Selected => "selected",
            Self::Style => "style",
            Self::TextContent => "textContent",
            Self::Value => "value",
        }
    }
}

macro_rules! tags {
    ($($tag:ident)+) => { $(
        /// The element of this name, without attributes and children.
        pub fn $tag() -> El {
            El::new(stringify!($tag))
        }
    )+ };
}

tags! {
    a article aside b button caption code dd details dialog div dl dt fieldset footer form h1 h2 h3 header input kbd label legend li
    main ol option p path pre progress search section select small span summary svg table tbody td th thead time tr ul
}

/// Anything that can be the content of an element.
pub trait Child {
    /// Adds it to the children.
    fn append(self, children: &mut Vec<Content>);
}

impl Child for AnyView {
    fn append(self, children: &mut Vec<Content>) {
        children.push(Content::View(self));
    }
}

impl Child for El {
    fn append(self, children: &mut Vec<Content>) {
        children.push(Content::Element(self));
    }
}

impl Child for String {
    fn append(self, children: &mut Vec<Content>) {
        children.push(Content::Text(self));
    }
}

impl Child for &str {
    #[inline(never)]
    fn append(self, children: &mut Vec<Content>) {
        self.to_owned().append(children);
    }
}

impl Child for &String {
    fn append(self, children: &mut Vec<Content>) {
        self.clone().append(children);
    }
}

impl<C: Child> Child for Option<C> {
    fn append(self, children: &mut Vec<Content>) {
        if let Some(child) = self {
            child.append(children);
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn append(self, children: &mut Vec<Content>) {
        for child in self {
            child.append(children);
        }
    }
}

/// Several views in a row, as one view.
pub fn all(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// A link to another view of the page. It needs no handler: the shell follows it without loading the page again.
pub fn link(href: impl AsRef<str>) -> El {
    a().attr(attr::Href, href)
}

/// A button that does something.
pub fn press_button(press: impl Fn() + 'static) -> El {
    button().attr(attr::Type, "button").on(ev::click, move |_| press())
}
