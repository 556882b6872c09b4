//! Answering a search.

use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::fuzzy::Candidate;
use super::{FILLERS, Field, Index, WORTH};
use crate::text::words;

/// A match by a slip counts this fraction of one by the whole word.
const SLIP: u32 = 8;
/// How many different words count, the first ones: a pasted page must not slow the app.
const MOST_WORDS: usize = 12;
/// A tool that has every word itself comes before one that borrows some from its category.
const ALL_OWN: u32 = 600;
/// The whole search, run together, is a name; or another name; or the beginning of one.
const IS_NAME: u32 = 5_000;
const IS_OTHER_NAME: u32 = 4_500;
const BEGINS_NAME: u32 = 500;
/// The search is a category's name, one of its uses or mentions; or all its words are in one of them.
const IS_TEXT: u32 = 4_000;
const IN_TEXT: u32 = 700;

/// A word that matched nothing, and what was searched for in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The word as typed, folded.
    pub typed: String,
    /// The nearest words, the best first; none if nothing is near.
    pub found: Vec<String>,
}

/// What matched.
#[derive(Debug)]
pub struct Hits {
    /// For each category, the tools that match there.
    pub by_category: Vec<FixedBitSet>,
    /// All tools that match.
    pub tools: FixedBitSet,
    /// For each tool how well it matches; higher is better, 0 for no match.
    pub score: Vec<u32>,
    /// For each category how well its own texts match, on the same scale.
    pub areas: Vec<u32>,
    /// What to mark in texts: words, and whether only the same word is a match or also one that begins with it.
    pub marks: Vec<(String, bool)>,
    /// The words that matched only by a slip, or not at all.
    pub corrections: Vec<Correction>,
    asked: Vec<Rc<Asked>>,
}

impl Hits {
    /// How many words of the search stand in the texts of a category.
    #[must_use]
    pub fn words_in(&self, index: &Index, category: usize) -> usize {
        self.asked.iter().filter(|word| index.is_about(category, word)).count()
    }

    /// Whether a text has a word that the search matched.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let text = words(text);
        self.asked.iter().any(|word| word.is_in(&text))
    }
}

/// One word of a search with what it matches.
#[derive(Debug)]
struct Asked {
    text: String,
    /// What each tool's best match is worth; 0 for none.
    worth: Vec<u32>,
    /// The tools with a match.
    own: FixedBitSet,
    /// What stands for it in the texts of categories: itself as a beginning, or the nearest words.
    found: Vec<String>,
    slip: bool,
}

impl Asked {
    fn is_in(&self, text: &[String]) -> bool {
        let fits = |word: &String, found: &String| if self.slip { word == found } else { word.starts_with(found) };
        text.iter().any(|word| self.found.iter().any(|found| fits(word, found)))
    }
}

fn says_something(word: &str) -> bool {
    !FILLERS.contains(&word)
}

/// How well the texts of a category match: as a whole, with all words in one text, or not.
fn area(asked: &[Rc<Asked>], texts: &[Vec<String>]) -> u32 {
    let worth = |text: &Vec<String>| {
        if !asked.iter().all(|word| word.is_in(text)) {
            0
        } else if text.iter().filter(|word| says_something(word)).count() == asked.len() {
            IS_TEXT
        } else {
            IN_TEXT
        }
    };
    texts.iter().map(worth).max().unwrap_or(0)
}

impl Index {
    /// Finds `text`; `None` if it holds no word, which asks for nothing. What is known from `before`, the answer to a
    /// search with some of the same words, is not looked up again.
    #[must_use]
    pub fn find(&self, text: &str, before: Option<&Hits>) -> Option<Hits> {
        let typed = words(text);
        if typed.is_empty() {
            return None;
        }
        let says_nothing = !typed.iter().any(|word| says_something(word));
        let mut asked: Vec<Rc<Asked>> = Vec::new();
        for word in typed.iter().filter(|word| says_nothing || says_something(word)) {
            let is_it = |asked: &&Rc<Asked>| asked.text == *word;
            if asked.len() < MOST_WORDS && asked.iter().find(is_it).is_none() {
                let known = before.and_then(|hits| hits.asked.iter().find(is_it));
                asked.push(known.map_or_else(|| Rc::new(self.ask(word)), Rc::clone));
            }
        }
        let mut by_category = self.members.clone();
        for (category, tools) in by_category.iter_mut().enumerate() {
            for word in asked.iter().filter(|word| !self.is_about(category, word)) {
                tools.intersect_with(&word.own);
            }
        }
        let mut score = vec![0; self.tools];
        self.whole_names(&typed, &mut score, &mut by_category);
        let mut tools = FixedBitSet::with_capacity(self.tools);
        for set in &by_category {
            tools.union_with(set);
        }
        for tool in tools.ones() {
            let all_own = asked.iter().all(|word| word.worth[tool] > 0);
            let words: u32 = asked.iter().map(|word| word.worth[tool].max(1)).sum();
            score[tool] += words + if all_own { ALL_OWN } else { 0 };
        }
        let areas = self.texts.iter().map(|texts| area(&asked, texts)).collect();
        let marks = asked.iter().flat_map(|word| word.found.iter().map(|found| (found.clone(), word.slip))).collect();
        let slips = asked.iter().filter(|word| word.slip);
        let corrections =
            slips.map(|word| Correction { typed: word.text.clone(), found: word.found.clone() }).collect();
        Some(Hits { by_category, tools, score, areas, marks, corrections, asked })
    }

    /// Whether a word stands in the texts of a category; in its guide, if no tool has it and no other text.
    fn is_about(&self, category: usize, word: &Asked) -> bool {
        let in_texts = |texts: &[Vec<String>]| texts.iter().any(|text| word.is_in(text));
        in_texts(&self.texts[category])
            || word.own.is_clear()
                && word.is_in(&self.guides[category])
                && !self.texts.iter().any(|texts| in_texts(texts))
    }

    /// Looks up one word: as a word or the beginning of one, else the nearest words.
    fn ask(&self, word: &str) -> Asked {
        let mut asked = Asked {
            text: word.to_owned(),
            worth: vec![0; self.tools],
            own: FixedBitSet::with_capacity(self.tools),
            found: Vec::new(),
            slip: false,
        };
        let range = self.words.range(word);
        if !range.is_empty() {
            asked.found.push(word.to_owned());
            for number in range {
                let whole = self.words.word(number).len() == word.len();
                self.add(number, &mut asked, |(all, beginning)| if whole { all } else { beginning });
            }
            return asked;
        }
        asked.slip = true;
        let nearest = self.nearest(word, 0);
        asked.found.extend(self.best(&nearest).map(|candidate| self.words.word(candidate.word).to_owned()));
        for candidate in nearest {
            let word = self.words.word(candidate.word);
            if asked.found[0] != word {
                asked.found.push(word.to_owned());
            }
            let whole = candidate.whole;
            self.add(candidate.word, &mut asked, |(all, beginning)| if whole { all / SLIP } else { beginning / SLIP });
        }
        asked
    }

    /// Of words that may be meant, the one in the field that is worth most; the first of several.
    fn best<'a>(&self, candidates: &'a [Candidate]) -> Option<&'a Candidate> {
        let field = |candidate: &&Candidate| self.postings(candidate.word).iter().map(|posting| posting.field()).max();
        candidates.iter().rev().max_by_key(field)
    }

    fn add(&self, number: usize, asked: &mut Asked, worth: impl Fn((u32, u32)) -> u32) {
        for posting in self.postings(number) {
            let tool = posting.tool();
            asked.own.insert(tool);
            asked.worth[tool] = asked.worth[tool].max(worth(WORTH[posting.field()]));
        }
    }

    /// Finds names by the whole search with its words run together: `py qt` and `scikit learn` are names too.
    fn whole_names(&self, typed: &[String], score: &mut [u32], by_category: &mut [FixedBitSet]) {
        let name = typed.concat();
        for number in self.words.range(&name) {
            let whole = self.words.word(number).len() == name.len();
            // The beginning of a name in one word is found like any word.
            if !whole && typed.len() == 1 {
                continue;
            }
            for posting in self.postings(number) {
                let worth = match posting.field() {
                    field if field < Field::OtherName as usize => continue,
                    _ if !whole => BEGINS_NAME,
                    field if field == Field::WholeName as usize => IS_NAME,
                    _ => IS_OTHER_NAME,
                };
                let tool = posting.tool();
                score[tool] = score[tool].max(worth);
                for (set, members) in by_category.iter_mut().zip(&self.members) {
                    if members.contains(tool) {
                        set.insert(tool);
                    }
                }
            }
        }
    }

    /// The search with each word that matched nothing put right, if there is a word near each: what may be meant. Where
    /// no word is near enough to search for it unasked, one a slip further away is suggested.
    #[must_use]
    pub fn suggestion(&self, text: &str, corrections: &[Correction]) -> Option<String> {
        if corrections.is_empty() {
            return None;
        }
        let mend = |word: String| match corrections.iter().find(|correction| correction.typed == word) {
            None => Some(word),
            Some(Correction { found, .. }) if !found.is_empty() => Some(found[0].clone()),
            Some(_) => self.best(&self.nearest(&word, 1)).map(|nearest| self.words.word(nearest.word).to_owned()),
        };
        let mended: Vec<String> = words(text).into_iter().map(mend).collect::<Option<_>>()?;
        Some(mended.join(" "))
    }
}
