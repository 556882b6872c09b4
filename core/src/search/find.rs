//! Answers a search: [`Index::find`] combines the terms of a text into [`Hits`] with scores. Knows how terms, whole
//! names, tasks and categories count together, not how one term is looked up.

use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::query_term::QueryTerm;
use super::score::{self, IS_TASK};
use super::vocabulary::{asks_for_others, is_stop_word, joined_words};
use super::{Field, Index};
use crate::highlight::Highlight;
use crate::interner::small;
use crate::position::{CategoryIndex, ToolIndex};
use crate::text::words;

/// The most different terms of a search; later ones are ignored. A pasted page must not slow the app.
const MAX_TERMS: usize = 12;
/// The most terms of which the largest part that some tool has is looked for: each part is a search.
const MAX_PARTS: usize = 5;
/// How many of the tools that lead a category its name brings.
const LEADING: usize = 6;
/// A score that says little: some words in long texts.
const WEAK: u32 = 120;
/// The most words of a tool's name among the names that a search may consist of.
const LONGEST_NAME: usize = 3;

/// Added if a tool has every term itself: it comes before one that matches only together with its category.
const ALL_OWN: u32 = 200;
/// Added if the whole search, with its words run together, is the name of a tool.
const IS_NAME: u32 = 8_000;
/// Added if it is another name of the tool.
const IS_OTHER_NAME: u32 = 7_000;
/// Added if it is the prefix of a name.
const BEGINS_NAME: u32 = 500;

/// A word of a search that matched nothing, and the words that were searched for instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The word as typed, folded.
    pub typed: String,
    /// The nearest words, the most likely first; empty if no word is near enough.
    pub nearest: Vec<String>,
}

/// A task of the catalog, such as the one that a search says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Its category.
    pub category: CategoryIndex,
    /// Its position among the tasks of the category.
    pub task: usize,
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
    /// The task that the search says, if it says one.
    pub answer: Option<Answer>,
    /// The tool whose name the search is.
    pub named: Option<ToolIndex>,
    /// The tools that the text consists of the names of, if there are several, in its order.
    pub several: Vec<ToolIndex>,
    /// The words that the tools match, if nothing matches all words.
    pub kept: Option<Vec<String>>,
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
        let tasks = &index.categories[category.0].tasks;
        let has =
            |term: &&Rc<QueryTerm>| index.brings_all(category, term) || term.tasks.contains_any_in_range(tasks.clone());
        self.terms.iter().filter(has).count()
    }

    /// Returns true if a way to say a task of a category, given by its position, has one of the terms.
    #[must_use]
    pub fn is_in_task(&self, index: &Index, category: CategoryIndex, task: usize) -> bool {
        let task = index.categories[category.0].tasks.start + task;
        self.terms.iter().any(|term| term.tasks.contains(task))
    }

    /// Returns true if a text has a word that matches one of the terms.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let words = words(text);
        self.terms.iter().any(|term| term.is_in_text(&words))
    }
}

/// What some terms find.
#[derive(Default)]
struct Found {
    terms: Vec<Rc<QueryTerm>>,
    by_category: Vec<FixedBitSet>,
    scores: Vec<u32>,
    category_scores: Vec<u32>,
    answer: Option<Answer>,
}

impl Found {
    fn best(&self) -> u32 {
        self.scores.iter().max().copied().unwrap_or(0)
    }
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
        let all = self.terms(&joined_words(text), previous);
        let typos = all.iter().filter(|term| term.is_typo).map(|term| Correction {
            typed: term.text.clone(),
            nearest: term.highlights.iter().map(|highlight| highlight.word.clone()).collect(),
        });
        let corrections = typos.collect();
        let mut name_scores = vec![0; self.tool_count];
        let named = self.named(&typed);
        for (rank, tool) in (0..).zip(&named) {
            name_scores[tool.0] = IS_NAME - rank;
        }
        let mut found = Found { by_category: self.none(), scores: vec![0; self.tool_count], ..Found::default() };
        found.category_scores = vec![0; self.categories.len()];
        let mut kept = None;
        if named.is_empty() {
            self.match_whole_names(&typed, &mut name_scores);
            found = self.with_terms(all.clone());
            if found.best().max(name_scores.iter().max().copied().unwrap_or(0)) < WEAK
                && let Some(part) = self.largest_part(&all).filter(|part| part.best() > found.best())
            {
                kept = Some(part.terms.iter().map(|term| term.text.clone()).collect());
                found = part;
            }
        }
        let Found { terms, mut by_category, mut scores, mut category_scores, answer } = found;
        let key = typed.concat();
        for (score, category) in category_scores.iter_mut().zip(&self.categories) {
            if category.key == key {
                *score = IS_NAME;
            }
        }
        for (tool, score) in name_scores.iter().enumerate().filter(|(_, score)| **score > 0) {
            scores[tool] += score;
            self.insert(ToolIndex(tool), &mut by_category);
        }
        let mut tools = FixedBitSet::with_capacity(self.tool_count);
        for set in &by_category {
            tools.union_with(set);
        }
        let is_name = name_scores.iter().any(|score| *score > BEGINS_NAME);
        let (named, several) = if named.is_empty() { (self.with_name(&typed.concat()), named) } else { (None, named) };
        Some(Hits {
            highlights: all.iter().flat_map(|term| term.highlights.clone()).collect(),
            answer: answer.filter(|_| !is_name && kept.is_none()),
            corrections,
            by_category,
            tools,
            scores,
            category_scores,
            named,
            several,
            kept,
            terms: if terms.is_empty() { all } else { terms },
        })
    }

    /// The tools that match all terms, with their scores.
    fn with_terms(&self, terms: Vec<Rc<QueryTerm>>) -> Found {
        let by_category = self.all_of(&terms);
        let category_scores: Vec<u32> =
            self.categories.iter().map(|category| score::of_category(category, &terms)).collect();
        let mut scores = vec![0; self.tool_count];
        let answer = self.add_scores(&terms, &by_category, &category_scores, &mut scores);
        Found { terms, by_category, scores, category_scores, answer }
    }

    /// The different words that count: stop words are dropped, unless there are no others.
    pub(super) fn terms(&self, typed: &[String], previous: Option<&Hits>) -> Vec<Rc<QueryTerm>> {
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

    fn none(&self) -> Vec<FixedBitSet> {
        vec![FixedBitSet::with_capacity(self.tool_count); self.categories.len()]
    }

    /// The tools of each category that match all terms: by their own words, by those of the tasks that they serve there
    /// or, among those that lead it, by those of the category.
    fn all_of(&self, terms: &[Rc<QueryTerm>]) -> Vec<FixedBitSet> {
        let of_category = |category: usize| {
            let mut tools = self.members[category].clone();
            // Those that match a term by more than the name of the category.
            let mut themselves = FixedBitSet::with_capacity(self.tool_count);
            for term in terms {
                let mut found = term.tools.clone();
                for task in term.tasks.ones().filter(|task| self.categories[category].tasks.contains(task)) {
                    self.tasks[task].tools.iter().for_each(|ranked| found.insert(ranked.tool.0));
                }
                themselves.union_with(&found);
                if !self.brings_all(CategoryIndex(category), term) {
                    tools.intersect_with(&found);
                }
            }
            self.leading[category].iter().take(LEADING).for_each(|tool| themselves.insert(tool.0));
            tools.intersect_with(&themselves);
            tools
        };
        (0..self.categories.len()).map(of_category).collect()
    }

    /// The largest part of the terms that some tools match well; of several the one that is matched best. `None` if there is
    /// none, or no smaller part.
    fn largest_part(&self, terms: &[Rc<QueryTerm>]) -> Option<Found> {
        let known: Vec<&Rc<QueryTerm>> = terms.iter().filter(|term| term.frequency() > 0).take(MAX_PARTS).collect();
        let sizes = (1..terms.len().min(known.len() + 1)).rev();
        let best_of = |size: usize| {
            let parts = (1_u32..1 << known.len()).filter(|part| part.count_ones() as usize == size);
            let found = parts.map(|part| {
                let terms = known.iter().enumerate().filter(|(at, _)| part >> at & 1 == 1);
                self.with_terms(terms.map(|(_, term)| Rc::clone(term)).collect())
            });
            found.max_by_key(Found::best).filter(|found| found.best() > 0)
        };
        let found: Vec<Found> = sizes.filter_map(best_of).collect();
        let good = found.iter().position(|found| found.best() >= WEAK).unwrap_or(0);
        found.into_iter().nth(good)
    }

    /// Adds what the tools get for their own words, for their place in the tasks that the search says and in the
    /// categories that it names. Returns the task that it says.
    fn add_scores(
        &self,
        terms: &[Rc<QueryTerm>],
        by_category: &[FixedBitSet],
        category_scores: &[u32],
        scores: &mut [u32],
    ) -> Option<Answer> {
        let mut by_task = vec![(0, 0); self.tool_count];
        let mut answer = None;
        let mut best = 0;
        let mut tasks = FixedBitSet::with_capacity(self.tasks.len());
        for term in terms {
            tasks.union_with(&term.tasks);
        }
        for at in tasks.ones() {
            let score = score::of_task(self, at, terms);
            let task = &self.tasks[at];
            if score > best && (score >= IS_TASK || terms.len() > 1 && score > IS_TASK / 4) {
                let start = self.categories[task.category.0].tasks.start;
                answer = Some(Answer { category: task.category, task: at - start });
            }
            best = best.max(score);
            for ranked in &task.tools {
                let score = score - score / 8 * ranked.rank;
                let (most, sum): &mut (u32, u32) = &mut by_task[ranked.tool.0];
                (*most, *sum) = (score.max(*most), *sum + score);
            }
        }
        let mut leading = vec![0; self.tool_count];
        for (tools, score) in self.leading.iter().zip(category_scores) {
            for (rank, tool) in (0..).zip(tools.iter().take(LEADING)) {
                leading[tool.0] = leading[tool.0].max(score - score / 8 * rank);
            }
        }
        for tool in by_category.iter().flat_map(FixedBitSet::ones) {
            let all_own = terms.iter().all(|term| term.weights[tool] > 0);
            let own: u32 = terms.iter().map(|term| term.weights[tool].max(1)).sum();
            let (most, sum) = by_task[tool];
            let found = own + most + (sum - most) / 16 + leading[tool] + if all_own { ALL_OWN } else { 0 };
            // Whoever does not name a tool is not sent to one that is superseded.
            let is_named = terms.iter().any(|term| term.weights[tool] >= Field::Name.weight().whole);
            scores[tool] = if self.retired.contains(tool) && !is_named { found / 2 } else { found };
        }
        // The tools of a task that the search says come first, in its order.
        if let Some(Answer { category, task }) = answer.filter(|_| best >= IS_TASK) {
            let most = scores.iter().max().copied().unwrap_or(0);
            let tools = &self.tasks[self.categories[category.0].tasks.start + task].tools;
            for ranked in tools {
                let score = &mut scores[ranked.tool.0];
                if *score > 0 {
                    *score = most + small(tools.len()) - ranked.rank;
                }
            }
        }
        answer
    }

    /// Returns true if a term finds all tools of the category: its name or a mention has it. Its guide counts only for a
    /// term that is in no tool, in no phrase of any category and in no task.
    fn brings_all(&self, category: CategoryIndex, term: &QueryTerm) -> bool {
        let texts = &self.categories[category.0];
        let in_phrases = |phrases: &[Vec<_>]| phrases.iter().any(|phrase| term.is_in(phrase));
        in_phrases(&texts.phrases)
            || term.frequency() == 0
                && term.is_in(&texts.guide)
                && !self.categories.iter().any(|texts| in_phrases(&texts.phrases))
    }

    /// Adds a tool to the sets of its categories.
    fn insert(&self, tool: ToolIndex, by_category: &mut [FixedBitSet]) {
        for (set, members) in by_category.iter_mut().zip(&self.members) {
            if members.contains(tool.0) {
                set.insert(tool.0);
            }
        }
    }

    /// The tools that a search names, if it consists of several names, `django, flask` or `scikit learn vs pytorch`; and
    /// those to take instead of one, if it asks for alternatives to it.
    fn named(&self, typed: &[String]) -> Vec<ToolIndex> {
        let name: Vec<&String> = typed.iter().filter(|word| !asks_for_others(word)).collect();
        if name.len() < typed.len() {
            let name: String = name.into_iter().filter(|word| !is_stop_word(word)).map(String::as_str).collect();
            let Some(tool) = self.with_name(&name) else { return Vec::new() };
            return self.alternatives[tool.0].iter().copied().chain([tool]).collect();
        }
        let mut tools = Vec::new();
        let mut rest = typed;
        while !rest.is_empty() {
            let lengths = (1..=LONGEST_NAME.min(rest.len())).rev();
            let name = lengths.clone().find_map(|length| Some((length, self.with_name(&rest[..length].concat())?)));
            match name {
                Some((length, tool)) => {
                    if !tools.contains(&tool) {
                        tools.push(tool);
                    }
                    rest = &rest[length..];
                }
                None if is_stop_word(&rest[0]) => rest = &rest[1..],
                None => return Vec::new(),
            }
        }
        let whole = self.with_name(&typed.concat());
        if tools.len() < 2 || tools.len() > MAX_TERMS || whole.is_some() { Vec::new() } else { tools }
    }

    /// The tool with this name, its words run together; of several the first.
    fn with_name(&self, name: &str) -> Option<ToolIndex> {
        let word = self.words.with_prefix(name).next().filter(|&word| self.words.word(word) == name)?;
        let named = self.postings(word).iter().filter(|posting| posting.field() >= Field::OtherName);
        named.max_by_key(|posting| posting.field()).map(|posting| posting.tool())
    }

    /// Finds names by the whole search with its words run together: `py qt` and `scikit learn` find `PyQt` and
    /// scikit-learn.
    fn match_whole_names(&self, typed: &[String], scores: &mut [u32]) {
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
                    // Whoever says "android" does not mean what is imported by that name.
                    Field::OtherName if self.is_general(word) => continue,
                    Field::OtherName => IS_OTHER_NAME,
                    Field::WholeName => IS_NAME,
                    _ => continue,
                };
                let tool = posting.tool().0;
                scores[tool] = scores[tool].max(score);
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
