//! The current view as files.

use super::Ui;
use super::html::{El, fieldset, legend, press_button};
use crate::leptos::prelude::*;
use atlas_core::closed_set::ClosedSet;
use atlas_core::export::{Format, export};

/// The buttons that save what is shown, in each format.
pub fn buttons(ui: Ui) -> El {
    let button = |format: Format| {
        press_button(move || {
            let (address, today) = (ui.view_address(), (ui.today)());
            let text = ui.query.with_untracked(|query| {
                ui.results.with_untracked(|results| export(format, ui.atlas, query, results, &address, &today))
            });
            (ui.save)(format.file_name(), &text);
        })
        .class("pick")
        .child(format.label())
    };
    let buttons = Format::ALL.iter().map(|row| button(row.value));
    fieldset().class("export").child(legend().child("Save this view as")).child(buttons.collect::<Vec<_>>())
}
