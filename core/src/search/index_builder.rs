//! Builds the [`Index`], tool by tool. Knows which texts of a tool and of a category are searched.

use fixedbitset::FixedBitSet;

use super::typo_tolerance::letter_set;
use super::{CategoryText, Field, Index, Posting, RankedTool, TaskText};
use crate::catalog::{Category, Tool};
use crate::closed_set::ClosedSet;
use crate::interner::{Interner, WordId, WordList, small};
use crate::position::ToolIndex;
use crate::text::{each_word, key, words};

/// Builds an [`Index`]: [`Self::add`] for each tool, then [`Self::sort`], then [`Self::finish`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    words: Interner,
    /// The words of every tool, in the order of the tools.
    occurrences: Vec<Occurrence>,
    /// The position of the last occurrence of each word; `u32::MAX` if it has none.
    last: Vec<u32>,
    /// The ids of the categories, in their order.
    categories: Interner,
    members: Vec<FixedBitSet>,
    category_texts: Vec<CategoryText>,
    /// The ids of the tasks, in their order.
    task_ids: Interner,
    tasks: Vec<TaskText>,
    tool_count: usize,
    /// The words in sorted order; empty until [`Self::sort`].
    sorted: WordList,
    /// The id of each word among the sorted ones.
    sorted_ids: Vec<WordId>,
}

/// A posting with its word.
#[derive(Debug)]
struct Occurrence {
    word: WordId,
    posting: Posting,
}

impl IndexBuilder {
    /// A builder for tools of these categories.
    #[must_use]
    pub fn new(categories: &[Category]) -> Self {
        let mut builder = Self { members: vec![FixedBitSet::new(); categories.len()], ..Self::default() };
        for category in categories {
            builder.categories.intern(category.id.as_str());
            let mentions = category.mentions.iter().flat_map(|m| std::iter::once(&m.name).chain(&m.aliases));
            let phrases = std::iter::once(&category.name).chain(mentions);
            let phrases: Vec<Vec<String>> = phrases.map(|text| words(text)).collect();
            let guide: Vec<String> = category.guide.iter().flat_map(|text| words(text)).collect();
            let first = builder.tasks.len();
            for task in &category.tasks {
                builder.task_ids.intern(task.id.as_str());
                let wordings = task.wordings().map(|text| words(text)).collect();
                builder.tasks.push(TaskText { wordings, tools: Vec::new() });
            }
            let wordings = builder.tasks[first..].iter().flat_map(|task| &task.wordings);
            for word in phrases.iter().chain(wordings).flatten().chain(&guide) {
                // Typos are corrected only to words of the index.
                builder.words.intern(word);
            }
            builder.category_texts.push(CategoryText { phrases, tasks: first..builder.tasks.len(), guide });
        }
        builder
    }

    /// Indexes the next tool; the order is that of the catalog.
    pub fn add(&mut self, tool: &Tool) {
        self.add_name(&tool.name, Field::Name, Field::WholeName);
        for name in tool.imports.iter().chain(&tool.package) {
            self.add_name(name, Field::Import, Field::OtherName);
        }
        for name in &tool.aliases {
            self.add_name(name, Field::Alias, Field::OtherName);
        }
        self.add_text(tool.kind.label(), Field::Kind);
        self.add_text(&tool.summary, Field::Summary);
        for place in &tool.places {
            self.add_text(&place.role, Field::Role);
        }
        if let Some(advice) = &tool.choose_when {
            self.add_text(advice, Field::Advice);
        }
        for place in &tool.places {
            if let Some(category) = self.categories.get(place.category.as_str()) {
                self.members[category.position()].grow_and_insert(self.tool_count);
            }
        }
        for service in &tool.tasks {
            if let Some(task) = self.task_ids.get(service.task.as_str()) {
                let ranked = RankedTool { tool: ToolIndex(self.tool_count), rank: small(service.rank) };
                self.tasks[task.position()].tools.push(ranked);
            }
        }
        self.tool_count += 1;
    }

    /// Adds the words of a name, and the whole name.
    fn add_name(&mut self, name: &str, words: Field, whole: Field) {
        self.add_text(name, words);
        let key = key(name);
        if !key.is_empty() {
            self.add_word(&key, whole);
        }
    }

    fn add_text(&mut self, text: &str, field: Field) {
        each_word(text, &mut |word, _| self.add_word(word, field));
    }

    /// If a tool has a word twice, the field with more weight is kept.
    fn add_word(&mut self, word: &str, field: Field) {
        let word = self.words.intern(word);
        let at = word.position();
        if self.last.len() <= at {
            self.last.resize(at + 1, u32::MAX);
        }
        let posting = Posting::new(ToolIndex(self.tool_count), field);
        match self.occurrences.get_mut(self.last[at] as usize) {
            Some(last) if last.posting.tool() == posting.tool() => last.posting = posting.max(last.posting),
            _ => {
                self.last[at] = small(self.occurrences.len());
                self.occurrences.push(Occurrence { word, posting });
            }
        }
    }

    /// Sorts the words, once all tools are added. Returns true if they were not sorted before: callers that work in
    /// steps pause then, because it takes long.
    pub fn sort(&mut self) -> bool {
        let words = self.words.words();
        if self.sorted.len() == words.len() {
            return false;
        }
        (self.sorted, self.sorted_ids) = words.sorted();
        true
    }

    /// The index of all tools added, after [`Self::sort`].
    #[must_use]
    pub fn finish(mut self) -> Index {
        // A counting sort of the postings by word: count those of each word, sum to find where they start, then fill
        // in.
        let position = |occurrence: &Occurrence| self.sorted_ids[occurrence.word.position()].position();
        let mut starts = vec![0_u32; self.sorted.len() + 1];
        for occurrence in &self.occurrences {
            starts[position(occurrence) + 1] += 1;
        }
        for word in 1..starts.len() {
            starts[word] += starts[word - 1];
        }
        let mut next = starts.clone();
        let mut postings = vec![Posting::default(); self.occurrences.len()];
        for occurrence in &self.occurrences {
            let at = &mut next[position(occurrence)];
            postings[*at as usize] = occurrence.posting;
            *at += 1;
        }
        for set in &mut self.members {
            set.grow(self.tool_count);
        }
        Index {
            letters: self.sorted.ids().map(|id| letter_set(self.sorted.word(id))).collect(),
            words: self.sorted,
            starts,
            postings,
            members: self.members,
            category_texts: self.category_texts,
            tasks: self.tasks,
            tool_count: self.tool_count,
        }
    }
}
