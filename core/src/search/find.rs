//! Answers a search: [`Index::find`] combines the terms of a text into [`Hits`] with scores. Knows how terms, whole
//! names and the texts of categories count together, not how one term is looked up.

use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::query_term::QueryTerm;
use super::{CategoryText, Field, Index, TaskText};
use crate::highlight::Highlight;
use crate::position::CategoryIndex;
use crate::text::words;

/// Words that are ignored if a search has other words (<https://en.wikipedia.org/wiki/Stop_word>).
const STOP_WORDS: [&str; 28] = [
    "a", "an", "and", "any", "at", "best", "by", "can", "do", "for", "from", "how", "i", "in", "into", "is", "it",
    "like", "my", "of", "on", "or", "python", "that", "the", "to", "using", "with",
];

/// The most different terms of a search; later ones are ignored. A pasted page must not slow the app.
const MAX_TERMS: usize = 12;
/// Added if a tool has every term itself: it comes before one that matches only together with its category.
const ALL_OWN: u32 = 600;
/// Added if the whole search, with its words run together, is the name of a tool.
const IS_NAME: u32 = 5_000;
/// Added if it is another name of the tool.
const IS_OTHER_NAME: u32 = 4_500;
/// Added if it is the prefix of a name.
const BEGINS_NAME: u32 = 500;
/// The score of a category if the search is its name, a wording of one of its tasks or one of its mentions.
const IS_PHRASE: u32 = 4_000;
/// The score of a category if one of those has all terms.
const IN_PHRASE: u32 = 700;

/// Added to the first tool of a task if the search is a way to say the task; later ones get less.
const IS_TASK: u32 = 2_000;
/// Added to the first tool of a task if a way to say it has all terms.
const PART_OF_TASK: u32 = 160;

/// A word of a search that matched nothing, and the words that were searched for instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The word as typed, folded.
    pub typed: String,
    /// The nearest words, the most likely first; empty if no word is near enough.
    pub nearest: Vec<String>,
}

/// The answer to a text: what matches it, and how well. The sets and lists hold tools and categories by their positions
/// in the catalog.
#[derive(Debug)]
pub struct Hits {
    /// The tools that match in each category.
    pub by_category: Vec<FixedBitSet>,
    /// The tools that match in any category.
    pub tools: FixedBitSet,
    /// The score of each tool: higher is a better match, 0 is none. The unit is that of the field weights.
    pub scores: Vec<u32>,
    /// The score of each category by its own texts, on the same scale.
    pub category_scores: Vec<u32>,
    /// The words to highlight in texts.
    pub highlights: Vec<Highlight>,
    /// The words that match only with a typo, or not at all.
    pub corrections: Vec<Correction>,
    terms: Vec<Rc<QueryTerm>>,
}

impl Hits {
    /// The number of terms that are in the texts of a category.
    #[must_use]
    pub fn terms_in(&self, index: &Index, category: CategoryIndex) -> usize {
        self.terms.iter().filter(|term| index.category_has(category, term)).count()
    }

    /// Returns true if a way to say a task of a category, given by its position, has one of the terms.
    #[must_use]
    pub fn is_in_task(&self, index: &Index, category: CategoryIndex, task: usize) -> bool {
        index.tasks_of(category)[task].wordings.iter().any(|words| self.terms.iter().any(|term| term.is_in(words)))
    }

    /// Returns true if a text has a word that matches one of the terms.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let words = words(text);
        self.terms.iter().any(|term| term.is_in(&words))
    }
}

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}

/// How well a search fits the phrase that it fits most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// A term is in none of them, or in no single one with the others.
    None,
    /// One has all terms and more.
    Part,
    /// One is the search.
    Whole,
}

fn fit(phrases: &[Vec<String>], terms: &[Rc<QueryTerm>]) -> Fit {
    let fit = |phrase: &Vec<String>| {
        if !terms.iter().all(|term| term.is_in(phrase)) {
            Fit::None
        } else if phrase.iter().filter(|word| !is_stop_word(word)).count() == terms.len() {
            Fit::Whole
        } else {
            Fit::Part
        }
    };
    phrases.iter().map(fit).max().unwrap_or(Fit::None)
}

/// Returns true if one of the phrases has the term.
fn is_in_one(phrases: &[Vec<String>], term: &QueryTerm) -> bool {
    phrases.iter().any(|phrase| term.is_in(phrase))
}

impl Index {
    /// Searches for `text`. Returns `None` if the text has no word. `previous` is the answer to an earlier search:
    /// terms that it has are not looked up again.
    #[must_use]
    pub fn find(&self, text: &str, previous: Option<&Hits>) -> Option<Hits> {
        let typed = words(text);
        if typed.is_empty() {
            return None;
        }
        let terms = self.terms(&typed, previous);
        let mut by_category = self.members.clone();
        for (category, tools) in by_category.iter_mut().enumerate() {
            let category = CategoryIndex(category);
            for term in terms.iter().filter(|term| !self.brings_all(category, term)) {
                let tasks = self.tasks_of(category).iter().filter(|task| is_in_one(&task.wordings, term));
                let mut ranked = tasks.flat_map(|task| &task.tools).peekable();
                if ranked.peek().is_none() {
                    tools.intersect_with(&term.tools);
                } else {
                    let mut found = term.tools.clone();
                    ranked.for_each(|ranked| found.grow_and_insert(ranked.tool.0));
                    tools.intersect_with(&found);
                }
            }
        }
        let mut scores = vec![0; self.tool_count];
        self.match_whole_names(&typed, &mut scores, &mut by_category);
        let mut tools = FixedBitSet::with_capacity(self.tool_count);
        for set in &by_category {
            tools.union_with(set);
        }
        for tool in tools.ones() {
            let all_own = terms.iter().all(|term| term.weights[tool] > 0);
            let sum: u32 = terms.iter().map(|term| term.weights[tool].max(1)).sum();
            scores[tool] += sum + if all_own { ALL_OWN } else { 0 };
        }
        for (tool, score) in self.task_scores(&terms).into_iter().enumerate().filter(|&(tool, _)| tools.contains(tool))
        {
            scores[tool] += score;
        }
        let category_score = |texts: &CategoryText| {
            let tasks = self.tasks[texts.tasks.clone()].iter().map(|task| fit(&task.wordings, &terms));
            match tasks.fold(fit(&texts.phrases, &terms), Fit::max) {
                Fit::None => 0,
                Fit::Part => IN_PHRASE,
                Fit::Whole => IS_PHRASE,
            }
        };
        let category_scores = self.category_texts.iter().map(category_score).collect();
        let highlights = terms.iter().flat_map(|term| {
            let expansions = term.expansions.iter();
            expansions.map(|word| Highlight { word: word.clone(), whole_word: term.is_typo })
        });
        let typos = terms.iter().filter(|term| term.is_typo);
        let corrections = typos.map(|term| Correction { typed: term.text.clone(), nearest: term.expansions.clone() });
        Some(Hits {
            highlights: highlights.collect(),
            corrections: corrections.collect(),
            by_category,
            tools,
            scores,
            category_scores,
            terms,
        })
    }

    /// The different words that count: stop words are dropped, unless there are no others.
    fn terms(&self, typed: &[String], previous: Option<&Hits>) -> Vec<Rc<QueryTerm>> {
        let only_stop_words = typed.iter().all(|word| is_stop_word(word));
        let mut terms: Vec<Rc<QueryTerm>> = Vec::new();
        for word in typed.iter().filter(|word| only_stop_words || !is_stop_word(word)) {
            let is_it = |term: &&Rc<QueryTerm>| term.text == *word;
            if terms.len() < MAX_TERMS && terms.iter().find(is_it).is_none() {
                let known = previous.and_then(|hits| hits.terms.iter().find(is_it));
                terms.push(known.map_or_else(|| Rc::new(self.look_up(word)), Rc::clone));
            }
        }
        terms
    }

    /// What each tool gets for its place in the tasks that the search names. Words with typos name none: the word they
    /// are meant for may be a tool.
    fn task_scores(&self, terms: &[Rc<QueryTerm>]) -> Vec<u32> {
        let mut scores = vec![0; self.tool_count];
        let is_sure = terms.iter().all(|term| !term.is_typo);
        for task in self.tasks.iter().filter(|_| is_sure) {
            let (first, step) = match fit(&task.wordings, terms) {
                Fit::None => continue,
                Fit::Part => (PART_OF_TASK, PART_OF_TASK / 8),
                Fit::Whole => (IS_TASK, IS_TASK / 8),
            };
            for ranked in &task.tools {
                let score = &mut scores[ranked.tool.0];
                *score = first.saturating_sub(step * ranked.rank).max(*score);
            }
        }
        scores
    }

    fn tasks_of(&self, category: CategoryIndex) -> &[TaskText] {
        &self.tasks[self.category_texts[category.0].tasks.clone()]
    }

    /// Returns true if a term finds the category as a whole or one of its tasks.
    fn category_has(&self, category: CategoryIndex, term: &QueryTerm) -> bool {
        self.brings_all(category, term) || self.tasks_of(category).iter().any(|task| is_in_one(&task.wordings, term))
    }

    /// Returns true if a term finds all tools of the category: its name or a mention has it. Its guide counts only for a
    /// term that is in no tool, in no phrase of any category and in no task.
    fn brings_all(&self, category: CategoryIndex, term: &QueryTerm) -> bool {
        let texts = &self.category_texts[category.0];
        is_in_one(&texts.phrases, term)
            || term.tools.is_clear()
                && term.is_in(&texts.guide)
                && !self.category_texts.iter().any(|texts| is_in_one(&texts.phrases, term))
                && !self.tasks.iter().any(|task| is_in_one(&task.wordings, term))
    }

    /// Finds names by the whole search with its words run together: `py qt` and `scikit learn` find `PyQt` and
    /// scikit-learn.
    fn match_whole_names(&self, typed: &[String], scores: &mut [u32], by_category: &mut [FixedBitSet]) {
        let name = typed.concat();
        for word in self.words.with_prefix(&name) {
            let whole = self.words.word(word).len() == name.len();
            // One word that is the prefix of a name was already found as a term.
            if !whole && typed.len() == 1 {
                continue;
            }
            for posting in self.postings(word) {
                let score = match posting.field() {
                    Field::OtherName | Field::WholeName if !whole => BEGINS_NAME,
                    Field::OtherName => IS_OTHER_NAME,
                    Field::WholeName => IS_NAME,
                    _ => continue,
                };
                let tool = posting.tool().0;
                scores[tool] = scores[tool].max(score);
                for (set, members) in by_category.iter_mut().zip(&self.members) {
                    if members.contains(tool) {
                        set.insert(tool);
                    }
                }
            }
        }
    }

    /// The text with each word that matched nothing replaced by the most likely word near it. If no word was near
    /// enough to be searched for, one with one typo more is taken. Returns `None` if there is nothing to correct, or if
    /// a word has no correction.
    #[must_use]
    pub fn suggestion(&self, text: &str, corrections: &[Correction]) -> Option<String> {
        if corrections.is_empty() {
            return None;
        }
        let correct = |word: String| match corrections.iter().find(|correction| correction.typed == word) {
            None => Some(word),
            Some(Correction { nearest, .. }) if !nearest.is_empty() => Some(nearest[0].clone()),
            Some(_) => self.most_likely(&self.nearest(&word, 1)).map(str::to_owned),
        };
        let corrected: Vec<String> = words(text).into_iter().map(correct).collect::<Option<_>>()?;
        Some(corrected.join(" "))
    }
}
