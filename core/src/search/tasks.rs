//! Finds the tasks that a text says, for whoever chooses one. Uses the terms and the scores of every other search.

use super::vocabulary::joined_words;
use super::{Answer, Index, score};
use crate::sort::sorted_keys;

impl Index {
    /// The tasks that a text says best, at most `most`: by how well a way to say them fits the text, then by how much
    /// of it one way to say them has, then in the order of the catalog. Empty if no task has one of its words.
    #[must_use]
    pub fn tasks(&self, text: &str, most: usize) -> Vec<Answer> {
        let terms = self.terms(&joined_words(text), None);
        let (mut found, mut keys) = (Vec::new(), Vec::new());
        for (at, task) in self.tasks.iter().enumerate() {
            if terms.iter().any(|term| term.tasks.contains(at)) {
                let start = self.categories[task.category.0].tasks.start;
                found.push(Answer { category: task.category, task: at - start });
                let overlap = score::overlap(task, &terms) as u64;
                keys.push(u64::MAX - (u64::from(score::of_task(self, at, &terms)) << 16 | overlap));
            }
        }
        sorted_keys(&keys).into_iter().take(most).map(|at| found[at]).collect()
    }
}
