//! Builds the [`Index`], tool by tool. Knows which texts of a tool and of a category are searched.

use fixedbitset::FixedBitSet;

use super::typo_tolerance::letter_set;
use super::vocabulary::{beginnings, compound, stop_words};
use super::{CategoryText, Field, Index, Posting, RankedTool, TaskText};
use crate::catalog::{Category, Tool, ToolId};
use crate::closed_set::ClosedSet;
use crate::interner::{Interner, WordId, WordList, small};
use crate::position::{CategoryIndex, ToolIndex};
use crate::sort::sorted_keys;
use crate::text::{each_word, key};

/// Builds an [`Index`]: [`Self::add`] for each tool, then [`Self::sort`], then [`Self::finish`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    words: Interner,
    /// The number of stop words: they have the first ids.
    stop_words: usize,
    /// The number of those and of the words with which a word in two pieces may begin, which have the next ids.
    beginnings: usize,
    /// The words of every tool, in the order of the tools.
    occurrences: Vec<Occurrence>,
    /// The position of the last occurrence of each word; `u32::MAX` if it has none.
    last: Vec<u32>,
    /// The ids of the categories, in their order.
    category_ids: Interner,
    members: Vec<FixedBitSet>,
    categories: Vec<CategoryText>,
    /// The tool to start with in each category.
    starts: Vec<Option<ToolId>>,
    /// The tools of each category, with what they are to it: see [`Self::points`].
    leading: Vec<Vec<(ToolIndex, u64)>>,
    /// The ids of the tasks, in their order.
    task_ids: Interner,
    tasks: Vec<TaskText>,
    retired: FixedBitSet,
    /// The ids of the tools that others name as alternatives: few, so the ids of the other tools are not kept.
    alternative_ids: Interner,
    /// The alternatives of each tool.
    alternatives: Vec<Vec<WordId>>,
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
        let count = categories.len();
        let mut builder =
            Self { members: vec![FixedBitSet::new(); count], leading: vec![Vec::new(); count], ..Self::default() };
        stop_words().for_each(|word| _ = builder.words.intern(word));
        builder.stop_words = builder.words.words().len();
        beginnings().for_each(|word| _ = builder.words.intern(word));
        builder.beginnings = builder.words.words().len();
        for (position, category) in categories.iter().enumerate() {
            builder.category_ids.intern(category.id.as_str());
            builder.starts.push(category.start_with.as_ref().map(|start| start.tool.clone()));
            let mentions = category.mentions.iter().flat_map(|m| std::iter::once(&m.name).chain(&m.aliases));
            let phrases = std::iter::once(&category.name).chain(mentions).map(|text| builder.phrase(text)).collect();
            let guide = category.guide.iter().flat_map(|text| builder.phrase(text)).collect();
            let first = builder.tasks.len();
            for task in &category.tasks {
                builder.task_ids.intern(task.id.as_str());
                let wordings = task.wordings().map(|text| builder.phrase(text)).collect();
                let tools = Vec::new();
                builder.tasks.push(TaskText { category: CategoryIndex(position), wordings, tools });
            }
            let key = key(&category.name);
            builder.categories.push(CategoryText { key, phrases, tasks: first..builder.tasks.len(), guide });
        }
        builder
    }

    /// The words of a text that count, those in two pieces as one. Typos are corrected only to words of the index, so all
    /// are in it.
    fn phrase(&mut self, text: &str) -> Vec<WordId> {
        let mut words: Vec<WordId> = Vec::new();
        each_word(text, &mut |word, _| {
            let joined = words.last().and_then(|&before| self.joined(before, word));
            if joined.is_some() {
                words.pop();
            }
            words.push(self.words.intern(joined.as_deref().unwrap_or(word)));
        });
        let is_number = |word: WordId| self.words.words().word(word).bytes().all(|byte| byte.is_ascii_digit());
        words.retain(|&word| word.position() >= self.stop_words && !is_number(word));
        words
    }

    /// The one word for two that follow each other.
    fn joined(&self, first: WordId, second: &str) -> Option<String> {
        let may_begin = (self.stop_words..self.beginnings).contains(&first.position());
        may_begin.then(|| compound(self.words.words().word(first), second)).flatten()
    }

    /// Indexes the next tool; the order is that of the catalog. A retired one is superseded or no longer maintained.
    pub fn add(&mut self, tool: &Tool, is_retired: bool) {
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
        let index = ToolIndex(self.tool_count);
        for place in &tool.places {
            let Some(category) = self.category_ids.get(place.category.as_str()).map(WordId::position) else { continue };
            self.members[category].grow_and_insert(index.0);
            let points = self.points(category, tool);
            self.leading[category].push((index, points));
        }
        for service in &tool.tasks {
            if let Some(task) = self.task_ids.get(service.task.as_str()) {
                self.tasks[task.position()].tools.push(RankedTool { tool: index, rank: small(service.rank) });
            }
        }
        let alternatives = tool.alternatives.iter().map(|other| self.alternative_ids.intern(other.tool.as_str()));
        self.alternatives.push(alternatives.collect());
        self.retired.grow(self.tool_count + 1);
        self.retired.set(self.tool_count, is_retired);
        self.tool_count += 1;
    }

    /// What a tool is to a category. To be the first tool of a task counts as much as to be the second in four, and a task
    /// that more people want counts more.
    fn points(&self, category: usize, tool: &Tool) -> u64 {
        if self.starts[category].as_ref() == Some(&tool.id) {
            return u64::MAX;
        }
        let tasks = &self.categories[category].tasks;
        let services = tool.tasks.iter().filter_map(|service| {
            let task = self.task_ids.get(service.task.as_str())?.position();
            let wanted = tasks.contains(&task).then(|| tasks.end - task)?;
            Some(wanted as u64 * (4 >> (2 * service.rank).min(3)))
        });
        services.sum()
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
        let mut before: Option<WordId> = None;
        each_word(text, &mut |word, _| {
            let this = self.add_word(word, field);
            let joined = before.and_then(|first| self.joined(first, word));
            if let Some(joined) = joined {
                self.add_word(&joined, field);
            }
            before = Some(this);
        });
    }

    /// If a tool has a word twice, the field with more weight is kept.
    fn add_word(&mut self, word: &str, field: Field) -> WordId {
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
        word
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

    /// The index of all tools added, which are these, after [`Self::sort`].
    #[must_use]
    pub fn finish(mut self, tools: &[Tool]) -> Index {
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
        // The words of categories and tasks by their sorted ids.
        let ids = &self.sorted_ids;
        let renumber = |words: &mut Vec<WordId>| words.iter_mut().for_each(|word| *word = ids[word.position()]);
        for category in &mut self.categories {
            category.phrases.iter_mut().chain([&mut category.guide]).for_each(renumber);
        }
        self.tasks.iter_mut().flat_map(|task| &mut task.wordings).for_each(renumber);
        let words = self
            .tasks
            .iter()
            .enumerate()
            .flat_map(|(at, task)| task.wordings.iter().flatten().map(move |&word| (word, at)));
        let words: Vec<(WordId, usize)> = words.collect();
        let keys: Vec<u64> = words.iter().map(|(word, _)| word.position() as u64).collect();
        let mut task_words: Vec<(WordId, usize)> = sorted_keys(&keys).into_iter().map(|at| words[at]).collect();
        task_words.dedup();
        let leading = self.leading.iter().map(|tools| {
            let keys: Vec<u64> = tools.iter().map(|(_, points)| u64::MAX - points).collect();
            sorted_keys(&keys).into_iter().map(|at| tools[at].0).collect()
        });
        let mut positions = vec![None; self.alternative_ids.words().len()];
        for (at, tool) in tools.iter().enumerate() {
            if let Some(id) = self.alternative_ids.get(tool.id.as_str()) {
                positions[id.position()] = Some(ToolIndex(at));
            }
        }
        let position = |id: &WordId| positions[id.position()];
        let alternatives = self.alternatives.iter().map(|ids| ids.iter().filter_map(position).collect()).collect();
        Index {
            letters: self.sorted.ids().map(|id| letter_set(self.sorted.word(id))).collect(),
            leading: leading.collect(),
            words: self.sorted,
            starts,
            postings,
            members: self.members,
            categories: self.categories,
            tasks: self.tasks,
            task_words,
            alternatives,
            retired: self.retired,
            tool_count: self.tool_count,
        }
    }
}
