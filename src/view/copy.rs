//! Texts to take along: copied by a button, or selected where the browser forbids that.

use std::rc::Rc;
use std::time::Duration;

use crate::leptos::prelude::*;

use super::Ui;
use super::html::{El, ElementRef, attr, code, div, h3, pre, press_button, show};

/// How long a button says what it did.
const TOLD: Duration = Duration::from_secs(3);

const REFUSED: &str = "Not allowed: select and copy";

/// A button that copies a text. It reports success for a moment; where copying is refused, `shown` is selected.
fn button(ui: Ui, name: &'static str, text: Rc<dyn Fn() -> String>, refused: impl Fn() + Copy + 'static) -> El {
    let label = RwSignal::new(name);
    press_button(move || {
        // What shows the button may be gone before the browser has answered.
        let tell = move |is_done: bool| {
            label.try_set(if is_done { "Copied" } else { REFUSED });
            if is_done {
                set_timeout(
                    move || {
                        let _gone = label.try_set(name);
                    },
                    TOLD,
                );
            } else {
                refused();
            }
        };
        (ui.copy)(text(), Box::new(tell));
    })
    .attr(attr::AriaLive, "polite")
    .text(move || label.get().to_owned())
}

/// A button that copies a text which is not shown, until copying is refused.
pub fn copy_button(ui: Ui, name: &'static str, text: impl Fn() -> String + Clone + Send + Sync + 'static) -> El {
    let is_refused = RwSignal::new(false);
    let shown = text.clone();
    let copy = button(ui, name, Rc::new(text), move || {
        let _gone = is_refused.try_set(true);
    });
    let shown = show(move || is_refused.get(), move || lines(ui, name, shown()).view());
    div().class("copy").child(copy).child(shown)
}

/// Lines of text, selected once they are in the page.
fn lines(ui: Ui, title: &str, text: String) -> El {
    let element = ElementRef::new();
    super::html::effect(move || {
        if let Some(element) = element.get() {
            (ui.select)(&element);
        }
    });
    pre().attr(attr::Tabindex, "0").attr(attr::AriaLabel, title).node_ref(element).child(text)
}

/// A text with a heading and a button that copies it.
pub fn copyable(ui: Ui, title: &str, content: String) -> El {
    let element = ElementRef::new();
    let select = move || {
        if let Some(element) = element.get_untracked() {
            (ui.select)(&element);
        }
    };
    let copied = content.clone();
    let copy = button(ui, "Copy", Rc::new(move || copied.clone()), select);
    let lines = pre().attr(attr::Tabindex, "0").attr(attr::AriaLabel, title).node_ref(element);
    div().class("copyable").child(h3().child(title)).child(copy).child(lines.child(code().child(content)))
}
