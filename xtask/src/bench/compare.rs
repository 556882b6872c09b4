//! Our figures beside the best library's.

use serde::Serialize;

use super::summary::{KeyFigures, OURS, SearchFigures, Summary, Times};

/// One figure of ours beside the others'.
#[derive(Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The catalog.
    pub corpus: String,
    /// How many entries it has.
    pub entries: usize,
    /// By what factor the CPU was slowed down.
    pub slower: u32,
    /// What is compared.
    pub what: Figure,
    /// Whether ours took too long to be measured.
    pub unfinished: bool,
    /// Ours.
    pub ours: Option<f64>,
    /// The best of the others.
    pub best: Option<Peer>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Building the index, in milliseconds.
    Index,
    /// The middle query.
    QueryP50,
    /// The slow queries.
    QueryP95,
    /// What is kept, in bytes.
    Memory,
    /// From a key to the next frame: the slow ones.
    KeyP95,
    /// The slowest.
    KeyMax,
}

/// The best of the others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peer {
    /// Who.
    pub name: String,
    /// Its figure.
    pub measured: f64,
    /// Our figure divided by it: below 1 we are the better.
    pub ratio: Option<f64>,
}

/// Why a case has no figures because the time for all was over, as `bench/browser/run.mjs` says it.
pub const LEFT_OUT: &str = "left out";

/// Whether a case without figures took too long itself.
pub fn unfinished(why: Option<&str>) -> bool {
    why.is_some_and(|why| why != LEFT_OUT)
}

/// Every comparison there is.
pub fn all(summary: &Summary) -> Vec<Comparison> {
    let mut all = Vec::new();
    for case in summary.searches.iter().filter(|case| case.subject == OURS) {
        for what in [Figure::Index, Figure::QueryP50, Figure::QueryP95, Figure::Memory] {
            let figure = |case: &SearchFigures| match what {
                Figure::Index => case.index,
                Figure::QueryP50 => Some(case.query?.p50),
                Figure::QueryP95 => Some(case.query?.p95),
                _ => memory(case),
            };
            let others = summary.searches.iter().filter(|other| other.corpus == case.corpus && forgives(other));
            let others = others.filter_map(|other| Some((other.subject.as_str(), figure(other)?)));
            let (ours, best) = beside(figure(case), others);
            let (corpus, unfinished) = (case.corpus.clone(), unfinished(case.unfinished.as_deref()));
            all.push(Comparison { corpus, entries: case.entries, slower: 1, what, unfinished, ours, best });
        }
    }
    for case in summary.keys.iter().filter(|case| case.subject == OURS) {
        let alike = |other: &&KeyFigures| other.corpus == case.corpus && other.slower == case.slower;
        let qualified = |name: &str| {
            let mut searches = summary.searches.iter();
            searches.any(|search| search.subject == name && search.corpus == case.corpus && forgives(search))
        };
        for what in [Figure::KeyP95, Figure::KeyMax] {
            let figure = |times: Times| if what == Figure::KeyP95 { times.p95 } else { times.max };
            let others = summary.keys.iter().filter(alike).filter(|other| qualified(&other.subject));
            let others = others.filter_map(|other| Some((other.subject.as_str(), figure(other.key?))));
            let (ours, best) = beside(case.key.map(figure), others);
            let (corpus, unfinished) = (case.corpus.clone(), unfinished(case.unfinished.as_deref()));
            all.push(Comparison { corpus, entries: case.entries, slower: case.slower, what, unfinished, ours, best });
        }
    }
    all
}

/// Whether this is a library that answered at least half of the misspelt words: finding less is no quicker search.
fn forgives(case: &SearchFigures) -> bool {
    case.subject != OURS && case.classes.get("typo").is_some_and(|typos| 2 * typos.answered >= typos.asked)
}

#[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52 bytes")]
fn memory(case: &SearchFigures) -> Option<f64> {
    let memory = case.memory?;
    Some((memory.js + memory.wasm.unwrap_or(0)) as f64)
}

/// Our figure with the smallest of the others'.
fn beside<'a>(ours: Option<f64>, others: impl Iterator<Item = (&'a str, f64)>) -> (Option<f64>, Option<Peer>) {
    let best = others.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(name, measured)| {
        let ratio = ours.filter(|_| measured > 0.0).map(|ours| (ours / measured * 1000.0).round() / 1000.0);
        Peer { name: name.to_owned(), measured, ratio }
    });
    (ours, best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_the_smallest() {
        let others = [("Slow", 9.0), ("Quick", 4.0)];
        let quick = |ratio| Some(Peer { name: "Quick".to_owned(), measured: 4.0, ratio });
        assert_eq!(beside(Some(2.0), others.into_iter()), (Some(2.0), quick(Some(0.5))));
        assert_eq!(beside(None, others.into_iter()), (None, quick(None)));
        assert_eq!(beside(Some(2.0), [].into_iter()), (Some(2.0), None));
    }
}
