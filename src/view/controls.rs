//! Controls for a [`Choice`]: a labelled select and a radio group, both made from its table.

use std::sync::Arc;

use web_sys::HtmlInputElement;

use crate::leptos::prelude::{event_target, event_target_value};

use super::html::{self, El, Property, attr, ev, label};
use atlas_core::choice::Choice;

/// An option of a control in words.
#[derive(Clone)]
pub struct Words {
    /// Its id.
    pub id: String,
    /// Its name on the page.
    pub label: String,
}

type Chosen = Arc<dyn Fn() -> String + Send + Sync>;

/// A choice without its type: its table, the chosen id, and what to do when another one is chosen.
struct Control {
    options: Vec<Words>,
    chosen: Chosen,
    change: Arc<dyn Fn(&str)>,
}

fn control<C: Choice>(chosen: impl Fn() -> C + Send + Sync + 'static, change: impl Fn(C) + 'static) -> Control {
    Control {
        options: C::ALL.iter().map(|row| Words { id: row.id.to_owned(), label: row.label.to_owned() }).collect(),
        chosen: Arc::new(move || chosen().id().to_owned()),
        change: Arc::new(move |id| {
            if let Some(choice) = C::from_id(id) {
                change(choice);
            }
        }),
    }
}

fn is(chosen: &Chosen, id: &str) -> impl Fn() -> bool + use<> {
    let (chosen, id) = (chosen.clone(), id.to_owned());
    move || chosen() == id
}

/// A select with a visible label, for options that are known by their ids alone.
pub fn select_of_ids(
    label: &'static str,
    options: Vec<Words>,
    chosen: impl Fn() -> String + Send + Sync + 'static,
    change: impl Fn(&str) + 'static,
) -> El {
    select_of(label, Control { options, chosen: Arc::new(chosen), change: Arc::new(change) })
}

/// A select with a visible label.
pub fn select<C: Choice>(
    label: &'static str,
    chosen: impl Fn() -> C + Send + Sync + 'static,
    change: impl Fn(C) + 'static,
) -> El {
    select_of(label, control(chosen, change))
}

fn select_of(name: &'static str, control: Control) -> El {
    let Control { options, chosen, change } = control;
    let options = options.into_iter().map(|Words { id, label: name }| {
        html::option().attr(attr::Value, &id).flag(Property::Selected, is(&chosen, &id)).child(name)
    });
    // WebKit adds the chosen option to a name that is taken from the label.
    let select = html::select().attr(attr::AriaLabel, name);
    let select = select.on(ev::change, move |event| change(&event_target_value(&event)));
    label().class("select").child(html::span().child(name)).child(select.child(options.collect::<Vec<_>>()))
}

/// A radio group with a name.
///
/// `name` must be unique on the page, because the browser allows only one checked radio button per name.
pub fn radios<C: Choice>(
    name: &'static str,
    label: String,
    chosen: impl Fn() -> C + Send + Sync + 'static,
    change: impl Fn(C) + 'static,
) -> El {
    radios_of(name, label, control(chosen, change))
}

fn radios_of(name: &'static str, title: String, control: Control) -> El {
    let Control { options, chosen, change } = control;
    let options = options.into_iter().map(|Words { id, label: text }| {
        let change = change.clone();
        let radio = html::input()
            .attr(attr::Type, "radio")
            .attr(attr::Name, name)
            .attr(attr::Value, &id)
            .flag(Property::Checked, is(&chosen, &id))
            .on(ev::change, move |_| change(&id));
        label().child(radio).child(html::span().child(text))
    });
    html::div()
        .class("radios")
        .attr(attr::Role, "radiogroup")
        .attr(attr::AriaLabel, title)
        .child(options.collect::<Vec<_>>())
}

/// A check box with its label.
pub fn checkbox(name: &str, is_on: impl Fn() -> bool + Send + Sync + 'static, change: impl Fn(bool) + 'static) -> El {
    let checkbox = html::input()
        .attr(attr::Type, "checkbox")
        .flag(Property::Checked, is_on)
        .on(ev::change, move |event| change(event_target::<HtmlInputElement>(&event).checked()));
    label().class("option").child(checkbox).child(name)
}
