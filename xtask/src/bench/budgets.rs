//! The budgets of the design, each a row: what it is of, its limit, and where its figure stands.

use atlas_bench::SIZES;
use serde::Serialize;

use super::compare::{Comparison, Figure, Peer};
use super::summary::{OURS, Summary};
use crate::size::BUDGET;

/// One budget.
#[derive(Debug, PartialEq, Serialize)]
pub struct Budget {
    /// What is limited.
    pub what: String,
    /// The most it may be.
    pub limit: f64,
    /// Of what unit: `B` for bytes in brotli, `ms`, or nothing for a number.
    pub unit: &'static str,
    /// What was measured; nothing if it was not, or did not finish.
    pub measured: Option<f64>,
    /// Whether the budget is kept; nothing without a figure.
    pub met: Option<bool>,
    /// The best library, where there is any.
    pub best_peer: Option<Peer>,
}

fn row(what: &str, limit: f64, unit: &'static str, measured: Option<f64>) -> Budget {
    Budget {
        what: what.to_owned(),
        limit,
        unit,
        measured,
        met: measured.map(|figure| figure <= limit),
        best_peer: None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes and counts are far below 2^52")]
fn number(value: usize) -> f64 {
    value as f64
}

/// Every budget that this command can measure.
pub fn all(summary: &Summary) -> Vec<Budget> {
    let largest = SIZES[SIZES.len() - 1];
    let slow = |case: &Comparison| case.corpus == "shipped" && case.slower == 4;
    let large = |case: &Comparison| case.entries == largest && case.slower == 1;
    let timed = |what: &str, limit, figure, is: &dyn Fn(&Comparison) -> bool| {
        let found = summary.comparisons.iter().find(|case| case.what == figure && is(case));
        let budget = row(what, limit, "ms", found.and_then(|case| case.ours));
        // What takes too long to be measured is over its limit.
        let met = if found.is_some_and(|case| case.unfinished) { Some(false) } else { budget.met };
        Budget { best_peer: found.and_then(|case| case.best.clone()), met, ..budget }
    };
    let at = |what: &str| format!("{largest} entries: {what}");

    let ours = || summary.searches.iter().filter(|case| case.subject == OURS);
    let shipped = ours().filter(|case| case.corpus == "shipped").filter_map(|case| case.elements).max();
    // A page that could not be counted leaves the question open, unless another is over the limit already.
    let most = ours().filter_map(|case| case.elements).max();
    let any = most.filter(|most| number(*most) > ANY_SIZE || ours().all(|case| case.elements.is_some()));
    vec![
        row("wasm + js, brotli", number(BUDGET), "B", Some(number(summary.sizes.code))),
        row("page before wasm: HTML + CSS, brotli", 32_000.0, "B", Some(number(summary.sizes.page))),
        timed("key → next frame, CPU ×4 slower, shipped catalog, p95", 50.0, Figure::KeyP95, &slow),
        timed("the same, max", 100.0, Figure::KeyMax, &slow),
        timed(&at("index"), 150.0, Figure::Index, &large),
        timed(&at("query, p50"), 1.0, Figure::QueryP50, &large),
        timed(&at("query, p95"), 5.0, Figure::QueryP95, &large),
        timed(&at("key → next frame, p95"), 16.0, Figure::KeyP95, &large),
        row("elements, shipped catalog", 3_000.0, "", shipped.map(number)),
        row("elements, any size", ANY_SIZE, "", any.map(number)),
    ]
}

/// The most elements with a catalog of any size.
const ANY_SIZE: f64 = 4_000.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_met_up_to_its_limit() {
        for (measured, met) in
            [(Some(4.9), Some(true)), (Some(5.0), Some(true)), (Some(5.1), Some(false)), (None, None)]
        {
            assert_eq!(row("query", 5.0, "ms", measured).met, met, "{measured:?}");
        }
    }
}
