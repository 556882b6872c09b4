//! The search index: which tools match some words, in which of their categories, and how well.
//!
//! Every word must match, as a whole or as the beginning of an indexed word. A tool is found by its own words (name,
//! import names, aliases, role, summary); inside a category also by the category's words (name, uses, mentions), which
//! count least. So a task typed in words finds the tools of its area, with those that name the task themselves first.

use fixedbitset::FixedBitSet;

use super::catalog::{Catalog, Category, Tool};
use super::order::{Numbers, sorted};
use super::text::{key, words};

/// What a word in a field is worth. Names come first.
const NAME: u32 = 40;
const IMPORT: u32 = 30;
const ALIAS: u32 = 25;
const ROLE: u32 = 10;
const SUMMARY: u32 = 8;
const OF_CATEGORY: u32 = 1;
/// A whole name typed, or its beginning, outranks any sum of words.
const WHOLE_NAME: u32 = 10_000;
const NAME_PREFIX: u32 = 1_000;

#[derive(Debug, Default)]
struct Postings {
    /// Tool and the worth of its best field with this word.
    tools: Vec<(usize, u32)>,
    /// Categories with this word in their name, uses or mentions.
    categories: Vec<usize>,
}

/// The postings of each word while the index is built, in the order words first appear.
#[derive(Default)]
struct Table {
    numbers: Numbers,
    rows: Vec<(String, Postings)>,
}

impl Table {
    fn postings(&mut self, word: String) -> &mut Postings {
        let next = self.rows.len();
        let number = *self.numbers.entry(word.clone()).or_insert(next);
        if number == next {
            self.rows.push((word, Postings::default()));
        }
        &mut self.rows[number].1
    }
}

/// An inverted index over the tools and categories of one catalog.
#[derive(Debug)]
pub struct Index {
    /// Every word with its postings, sorted by word, so that a prefix is a range.
    words: Vec<(String, Postings)>,
    /// The key of every name, import name and alias with its tool, sorted by key.
    names: Vec<(String, usize)>,
    /// The tools of each category.
    members: Vec<FixedBitSet>,
    /// The categories of each tool.
    homes: Vec<Vec<usize>>,
}

/// What matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    /// For each category, the tools that match there.
    pub by_category: Vec<FixedBitSet>,
    /// All tools that match.
    pub tools: FixedBitSet,
    /// For each tool how well it matches; higher is better, 0 for no match.
    pub score: Vec<u32>,
}

fn fields(tool: &Tool) -> Vec<(u32, &str)> {
    let mut fields = vec![(NAME, tool.name.as_str()), (SUMMARY, tool.summary.as_str())];
    fields.extend(tool.imports.iter().chain(&tool.package).map(|text| (IMPORT, text.as_str())));
    fields.extend(tool.aliases.iter().map(|text| (ALIAS, text.as_str())));
    fields.extend(tool.places.iter().map(|place| (ROLE, place.role.as_str())));
    fields
}

fn names(tool: &Tool) -> impl Iterator<Item = &String> {
    std::iter::once(&tool.name).chain(&tool.imports).chain(&tool.package).chain(&tool.aliases)
}

fn category_texts(category: &Category) -> impl Iterator<Item = &String> {
    let mentions = category.mentions.iter().flat_map(|m| std::iter::once(&m.name).chain(&m.aliases));
    std::iter::once(&category.name).chain(&category.uses).chain(mentions)
}

/// The entries of a sorted list whose text begins with `prefix`.
fn range<'a, T>(sorted: &'a [(String, T)], prefix: &str) -> &'a [(String, T)] {
    let start = sorted.partition_point(|(text, _)| text.as_str() < prefix);
    let rest = &sorted[start..];
    &rest[..rest.partition_point(|(text, _)| text.starts_with(prefix))]
}

impl Index {
    /// Indexes a checked catalog.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let tools = catalog.tools.len();
        let mut table = Table::default();
        let mut names_of_tools = Vec::new();
        for (index, tool) in catalog.tools.iter().enumerate() {
            for (weight, text) in fields(tool) {
                for word in words(text) {
                    let postings = &mut table.postings(word).tools;
                    match postings.last_mut() {
                        Some((last, best)) if *last == index => *best = weight.max(*best),
                        _ => postings.push((index, weight)),
                    }
                }
            }
            names_of_tools.extend(names(tool).map(|name| (key(name), index)).filter(|(key, _)| !key.is_empty()));
        }
        let mut members = vec![FixedBitSet::with_capacity(tools); catalog.categories.len()];
        let mut homes = vec![Vec::new(); tools];
        for (index, category) in catalog.categories.iter().enumerate() {
            for word in category_texts(category).flat_map(|text| words(text)) {
                let categories = &mut table.postings(word).categories;
                if categories.last() != Some(&index) {
                    categories.push(index);
                }
            }
            for (number, tool) in catalog.tools.iter().enumerate() {
                if tool.place_in(&category.id).is_some() {
                    members[index].insert(number);
                    homes[number].push(index);
                }
            }
        }
        Self {
            words: sorted(table.rows, |a, b| a.0.cmp(&b.0)),
            names: sorted(names_of_tools, |a, b| a.0.cmp(&b.0)),
            members,
            homes,
        }
    }

    /// The tools of each category, as [`Hits::by_category`] when nothing is asked.
    #[must_use]
    pub fn members(&self) -> &[FixedBitSet] {
        &self.members
    }

    /// Finds `text`; `None` if it holds no word, which asks for nothing.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Hits> {
        let asked = words(text);
        if asked.is_empty() {
            return None;
        }
        let count = self.homes.len();
        let mut score = vec![0; count];
        let mut by_category = self.members.clone();
        for word in &asked {
            let mut best = vec![0; count];
            let mut own = FixedBitSet::with_capacity(count);
            let mut areas = FixedBitSet::with_capacity(self.members.len());
            for (found, postings) in range(&self.words, word) {
                let exact = u32::from(found == word);
                for &(tool, weight) in &postings.tools {
                    own.insert(tool);
                    best[tool] = best[tool].max(2 * weight + exact);
                }
                areas.extend(postings.categories.iter().copied());
            }
            for (index, tools) in by_category.iter_mut().enumerate() {
                if !areas.contains(index) {
                    tools.intersect_with(&own);
                }
            }
            for (sum, best) in score.iter_mut().zip(best) {
                *sum += u32::max(best, OF_CATEGORY);
            }
        }
        let asked = asked.concat();
        for (name, tool) in range(&self.names, &asked) {
            let bonus = if *name == asked { WHOLE_NAME } else { NAME_PREFIX };
            // One name of the tool gives the bonus once, however many of its names match.
            if score[*tool] < bonus {
                score[*tool] += bonus;
            }
            for &home in &self.homes[*tool] {
                by_category[home].insert(*tool);
            }
        }
        let mut tools = FixedBitSet::with_capacity(count);
        for set in &by_category {
            tools.union_with(set);
        }
        for (index, score) in score.iter_mut().enumerate() {
            if !tools.contains(index) {
                *score = 0;
            }
        }
        Some(Hits { by_category, tools, score })
    }
}
