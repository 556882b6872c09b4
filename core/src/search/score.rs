//! How well a search fits a task or a category. The numbers are on the scale of the field weights; they were chosen by
//! hand, and the relevance table (`tests/relevance.tsv`) tests them.

use std::rc::Rc;

use super::query_term::{Match, QueryTerm, TYPO_DIVISOR};
use super::{CategoryText, Index, TaskText};
use crate::interner::WordId;

/// The score of a task if the search is a way to say it.
pub(super) const IS_TASK: u32 = 2_000;
/// The score if one way to say it has all terms, and nothing else that counts; with more words it is less, down to the
/// half.
const IN_WORDING: u32 = 900;
/// The score if its ways to say it have all terms together.
const IN_WORDINGS: u32 = 300;
/// The score if some terms are the name of its category, and its ways to say it have the others.
const WITH_CATEGORY: u32 = 250;
/// The score of a category if the search is its name.
const IS_PHRASE: u32 = 1_500;
/// The score of a category if its name has all terms.
const IN_PHRASE: u32 = 700;

/// How a search fits the words of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// A term is not in it.
    None,
    /// All terms are in it: so many of its words, of so many. A term may be no more than the beginning of a word, as while
    /// people type.
    Part { matched: u32, words: u32, is_typed: bool },
    /// The search is it.
    Whole,
}

fn fit(phrase: &[WordId], terms: &[Rc<QueryTerm>]) -> Fit {
    let (mut is_whole, mut is_typed) = (true, true);
    for term in terms {
        match phrase.iter().filter_map(|&word| term.matches(word)).max() {
            None => return Fit::None,
            Some(Match::Beginning) => (is_whole, is_typed) = (false, false),
            Some(Match::Synonym) => is_whole = false,
            Some(Match::Whole) => {}
        }
    }
    let matched = phrase.iter().filter(|&&word| terms.iter().any(|term| term.matches(word).is_some())).count();
    if is_whole && matched == phrase.len() {
        Fit::Whole
    } else {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Fit::Part { matched: number(matched), words: number(phrase.len()), is_typed }
    }
}

impl Fit {
    fn score(self, whole: u32, part: u32) -> u32 {
        match self {
            Self::None => 0,
            Self::Part { matched, words, is_typed } => {
                let score = part / 2 + part / 2 * matched / words;
                // The beginning of a word may still become a name.
                if is_typed { score } else { score / 8 }
            }
            Self::Whole => whole,
        }
    }
}

/// How well a search fits a category by its name.
pub(super) fn of_category(category: &CategoryText, terms: &[Rc<QueryTerm>]) -> u32 {
    category.phrases.first().map_or(0, |name| fit(name, terms).score(IS_PHRASE, IN_PHRASE))
}

/// How much of a search one way to say a task has: the terms in it, then the share of its words that they are, in eighths.
/// It orders tasks that have only some of the terms, as a sentence does.
pub(super) fn overlap(task: &TaskText, terms: &[Rc<QueryTerm>]) -> usize {
    let of_wording = |wording: &Vec<WordId>| {
        let found = terms.iter().filter(|term| term.is_in(wording)).count();
        let matched = wording.iter().filter(|&&word| terms.iter().any(|term| term.matches(word).is_some())).count();
        found * 16 + matched * 8 / wording.len().max(1)
    };
    task.wordings.iter().map(of_wording).max().unwrap_or(0)
}

/// How well a search fits a task; 0 if a term is neither in it nor in the name of its category.
pub(super) fn of_task(index: &Index, at: usize, terms: &[Rc<QueryTerm>]) -> u32 {
    let task: &TaskText = &index.tasks[at];
    let is_there = |term: &&Rc<QueryTerm>| term.tasks.contains(at);
    let missing: Vec<&Rc<QueryTerm>> = terms.iter().filter(|term| !is_there(term)).collect();
    if !missing.is_empty() {
        let phrases = &index.categories[task.category.0].phrases;
        let in_category = |term: &&Rc<QueryTerm>| phrases.iter().any(|phrase| term.is_in(phrase));
        return if missing.len() < terms.len() && missing.iter().all(in_category) { WITH_CATEGORY } else { 0 };
    }
    let of_wording = |(position, wording): (usize, &Vec<WordId>)| {
        let score = fit(wording, terms).score(IS_TASK, IN_WORDING);
        // The name says more than the other wordings.
        if position == 0 { score + score / 8 } else { score }
    };
    let score = task.wordings.iter().enumerate().map(of_wording).max().unwrap_or(0);
    // All terms are there, but in several ways to say it.
    let score = if terms.len() > 1 { score.max(IN_WORDINGS) } else { score };
    match terms {
        _ if terms.iter().all(|term| !term.is_typo) => score,
        // A word with a typo may be meant for a tool; with other words it is surer what it means.
        [_] => score / TYPO_DIVISOR / 4,
        _ => score / 2,
    }
}
