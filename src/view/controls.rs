//! Controls for a [`Choice`]: a labelled select and a radio group, both drawn from its table.

use std::sync::Arc;

use leptos::prelude::event_target_value;

use super::html::{El, el};
use atlas_core::choice::Choice;

/// A choice without its type: its table, the word that is chosen, and what to do with another.
struct Words {
    table: Vec<(&'static str, &'static str)>,
    chosen: Arc<dyn Fn() -> &'static str + Send + Sync>,
    change: Arc<dyn Fn(&str)>,
}

fn words<C: Choice>(chosen: impl Fn() -> C + Send + Sync + 'static, change: impl Fn(C) + 'static) -> Words {
    Words {
        table: C::ALL.iter().map(|row| (row.1, row.2)).collect(),
        chosen: Arc::new(move || chosen().word()),
        change: Arc::new(move |word| {
            if let Some(choice) = C::from_word(word) {
                change(choice);
            }
        }),
    }
}

fn is(chosen: &Arc<dyn Fn() -> &'static str + Send + Sync>, word: &'static str) -> impl Fn() -> bool + use<> {
    let chosen = chosen.clone();
    move || chosen() == word
}

/// A select with a visible label.
pub fn select<C: Choice>(
    label: &'static str,
    chosen: impl Fn() -> C + Send + Sync + 'static,
    change: impl Fn(C) + 'static,
) -> El {
    select_of(label, words(chosen, change))
}

fn select_of(label: &'static str, words: Words) -> El {
    let Words { table, chosen, change } = words;
    let options = table
        .into_iter()
        .map(|(word, label)| el("option").attr("value", word).switch("selected", is(&chosen, word)).child(label));
    let select = el("select").on("change", move |event| change(&event_target_value(&event)));
    el("label").class("select").child(el("span").child(label)).child(select.child(options.collect::<Vec<_>>()))
}

/// A radio group with a name.
///
/// `name` is one that no other group on the page has: the browser lets one of all radios of a name be checked.
pub fn radios<C: Choice>(
    name: &'static str,
    label: String,
    chosen: impl Fn() -> C + Send + Sync + 'static,
    change: impl Fn(C) + 'static,
) -> El {
    radios_of(name, label, words(chosen, change))
}

fn radios_of(name: &'static str, label: String, words: Words) -> El {
    let Words { table, chosen, change } = words;
    let options = table.into_iter().map(|(word, label)| {
        let radio = el("input").attr("type", "radio").attr("name", name).attr("value", word);
        let radio = radio.switch("checked", is(&chosen, word));
        let change = change.clone();
        let radio = radio.on("change", move |_| change(word));
        el("label").child(radio).child(el("span").child(label))
    });
    let group = el("div").class("radios").attr("role", "radiogroup").attr("aria-label", label);
    group.child(options.collect::<Vec<_>>())
}
