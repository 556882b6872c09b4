//! The finder, "Find a tool": a person says a task, an environment and wishes, and gets at most five tools, with reasons.
//!
//! Candidates are the tools of the task, then the other tools of its category. What fails in the environment is
//! excluded. In question are then the tools of the task, and of the others those that are alternatives to them and meet
//! a chosen wish that none of them meets. These are ranked by the number of chosen wishes they meet, then in the
//! editors' order: what was not asked ranks nothing (a property test). Knows nothing of the query.

use super::atlas::Atlas;
use super::catalog::{TaskId, Wish, WishId};
use super::environment::{Environment, Fit};
use super::facts::System;
use super::position::{CategoryIndex, ToolIndex};
use super::search::Answer;
use super::sort::sorted_keys;
use super::text::words;

mod wish;

/// The most tools that are suggested: more is a list to search, and no answer.
const MAX_RESULTS: usize = 5;
/// The most tasks that are offered for a text.
const MAX_TASKS: usize = 8;

/// What a person asks the finder, beside the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Finder {
    /// The task; `None` while it is not chosen.
    pub task: Option<TaskId>,
    /// The chosen wishes, in the order of the catalog: see [`Self::toggle`].
    pub wishes: Vec<WishId>,
}

impl Finder {
    /// The same with a wish that was not chosen, or without one that was.
    #[must_use]
    pub fn toggle(&self, atlas: &Atlas, wish: &WishId) -> Self {
        let is_wanted = |id: &WishId| self.wishes.contains(id) != (id == wish);
        let wishes = atlas.wishes().iter().map(|wish| &wish.id).filter(|id| is_wanted(id)).cloned().collect();
        Self { task: self.task.clone(), wishes }
    }
}

/// A tool that is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The tool.
    pub tool: ToolIndex,
    /// What speaks for it: its rank among the editors' choices, the chosen wishes it meets, when to choose it.
    pub reasons_for: Vec<String>,
    /// What speaks against it: the chosen wishes it does not meet or may not meet, when to avoid it, its maintenance,
    /// what is not known of it in the environment.
    pub reasons_against: Vec<String>,
}

/// A candidate that fails in the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// The tool.
    pub tool: ToolIndex,
    /// Why it fails.
    pub why: String,
}

/// A wish that can be chosen, or is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishChoice {
    /// The wish.
    pub id: WishId,
    /// Its name.
    pub name: String,
    /// True if it is chosen.
    pub chosen: bool,
    /// The number of tools that would meet all chosen wishes together with it, among those that would then come into
    /// question. It may be greater than the number of results.
    pub remaining: usize,
}

/// The answer of the finder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The tools to take, best first; at most five. Empty if all tools of the task fail in the environment, and no
    /// other meets a chosen wish.
    pub results: Vec<Suggestion>,
    /// Why the second of them is not the first, in one sentence; `None` if there is no second.
    pub runner_up: Option<String>,
    /// The candidates that fail in the environment, in the order of the candidates.
    pub excluded: Vec<Excluded>,
    /// The wishes that some tools in question meet and some do not, and every chosen one.
    pub wishes: Vec<WishChoice>,
    /// The number of candidates that do not fail.
    pub candidates: usize,
}

/// A candidate that does not fail, with what decides.
struct Candidate {
    tool: ToolIndex,
    /// Its position among the tools of the task; `None` for another tool of the category.
    rank: Option<usize>,
    /// True if it is an alternative to one of these.
    is_alternative: bool,
    /// Whether it meets each wish of the catalog, if that is known.
    answers: Vec<Option<bool>>,
    /// What is not known of it in the environment.
    open: Option<String>,
}

impl Candidate {
    fn meets(&self, wish: usize) -> bool {
        self.answers[wish] == Some(true)
    }

    fn met(&self, wishes: &[usize]) -> usize {
        wishes.iter().filter(|&&wish| self.meets(wish)).count()
    }
}

impl Found {
    /// Answers; `None` if no task is chosen.
    #[must_use]
    pub fn new(atlas: &Atlas, finder: &Finder, environment: &Environment) -> Option<Self> {
        let task = atlas.task(finder.task.as_ref()?.as_str())?;
        let (candidates, excluded) = candidates(atlas, task, environment);
        let wishes = atlas.wishes().iter().enumerate();
        let chosen: Vec<usize> =
            wishes.clone().filter(|(_, wish)| finder.wishes.contains(&wish.id)).map(|(at, _)| at).collect();
        // Another tool than those of the task has to offer what none of these does.
        let is_new = |wish: usize| !candidates.iter().any(|it| it.rank.is_some() && it.meets(wish));
        let new: Vec<usize> = (0..atlas.wishes().len()).filter(|&wish| is_new(wish)).collect();
        let is_in_question = |candidate: &Candidate, asked: &[usize]| {
            let has_new = asked.iter().any(|wish| new.contains(wish) && candidate.meets(*wish));
            candidate.rank.is_some() || candidate.is_alternative && has_new
        };
        let in_question: Vec<&Candidate> = candidates.iter().filter(|it| is_in_question(it, &chosen)).collect();
        let keys: Vec<u64> = in_question.iter().map(|it| (chosen.len() - it.met(&chosen)) as u64).collect();
        let best: Vec<&Candidate> =
            sorted_keys(&keys).into_iter().take(MAX_RESULTS).map(|at| in_question[at]).collect();
        let mut choices = Vec::new();
        for (at, wish) in wishes {
            let is_chosen = chosen.contains(&at);
            let met = in_question.iter().filter(|candidate| candidate.meets(at)).count();
            if is_chosen || (1..in_question.len()).contains(&met) {
                let asked = [&chosen[..], &[at]].concat();
                let meets_all = |it: &&Candidate| it.met(&asked) == asked.len() && is_in_question(it, &asked);
                let remaining = candidates.iter().filter(meets_all).count();
                choices.push(WishChoice { id: wish.id.clone(), name: wish.name.clone(), chosen: is_chosen, remaining });
            }
        }
        Some(Self {
            runner_up: runner_up(atlas, &best, &chosen),
            results: best.into_iter().map(|candidate| suggestion(atlas, candidate, &chosen)).collect(),
            excluded,
            wishes: choices,
            candidates: candidates.len(),
        })
    }
}

/// The candidates for a task, in the editors' order: those that do not fail in the environment, and those that do.
fn candidates(atlas: &Atlas, task: Answer, environment: &Environment) -> (Vec<Candidate>, Vec<Excluded>) {
    let category = &atlas.categories()[task.category.0];
    let own = &atlas.task_at(task).tools;
    let mut tools: Vec<ToolIndex> = own.iter().filter_map(|id| atlas.position(id)).collect();
    let count = tools.len();
    let members = atlas.index().members()[task.category.0].ones().map(ToolIndex);
    tools.extend(members.filter(|&tool| atlas.tool_at(tool).replaced_by.is_none()));
    let (mut candidates, mut excluded) = (Vec::new(), Vec::new());
    for (at, &tool) in tools.iter().enumerate() {
        if tools[..at.min(count)].contains(&tool) {
            continue;
        }
        let known = atlas.known(atlas.tool_at(tool));
        let open = match environment.fit(known) {
            Some(Fit::Fails(why)) => {
                excluded.push(Excluded { tool, why });
                continue;
            }
            Some(Fit::Unknown(why)) => Some(why),
            Some(Fit::Fits) | None => None,
        };
        let system = environment.system.unwrap_or(System::Linux);
        let answer = |wish: &Wish| wish::answer(&wish.criterion, known, category, system);
        let answers = atlas.wishes().iter().map(answer).collect();
        let is_alternative = known.tool.alternatives.iter().any(|other| own.contains(&other.tool));
        candidates.push(Candidate { tool, rank: (at < count).then_some(at), is_alternative, answers, open });
    }
    (candidates, excluded)
}

fn suggestion(atlas: &Atlas, candidate: &Candidate, chosen: &[usize]) -> Suggestion {
    const ORDINALS: [&str; MAX_RESULTS] = ["first", "second", "third", "fourth", "fifth"];
    let tool = atlas.tool_at(candidate.tool);
    let (mut reasons_for, mut reasons_against) = (Vec::new(), Vec::new());
    match candidate.rank {
        Some(rank) => {
            let ordinal = ORDINALS.get(rank).unwrap_or(&"another");
            reasons_for.push([ordinal, " choice of the editors for this task"].concat());
        }
        None => reasons_against.push("not one of the editors' choices for this task".to_owned()),
    }
    for &wish in chosen {
        let name = &atlas.wishes()[wish].name;
        match candidate.answers[wish] {
            Some(true) => reasons_for.push(name.clone()),
            Some(false) => reasons_against.push([name, ": no"].concat()),
            None => reasons_against.push([name, ": unknown"].concat()),
        }
    }
    reasons_for.extend(tool.choose_when.clone());
    reasons_against.extend(tool.avoid_when.clone());
    reasons_against.extend(atlas.known(tool).maintenance_warning());
    reasons_against.extend(candidate.open.as_ref().map(|why| ["unknown: ", why].concat()));
    Suggestion { tool: candidate.tool, reasons_for, reasons_against }
}

/// Why the second of the best is not the first: by the wishes, or else by the editors' order.
fn runner_up(atlas: &Atlas, best: &[&Candidate], chosen: &[usize]) -> Option<String> {
    let [first, second, ..] = best else { return None };
    let (winner, loser) = (atlas.tool_at(first.tool), atlas.tool_at(second.tool));
    let (one, two) = (winner.name.as_str(), loser.name.as_str());
    if first.met(chosen) > second.met(chosen) {
        let lost = chosen.iter().filter(|&&wish| first.meets(wish) && !second.meets(wish));
        let lost: Vec<&str> = lost.map(|&wish| atlas.wishes()[wish].name.as_str()).collect();
        return Some([two, " comes second because ", one, " meets more wishes: ", &lost.join(", "), "."].concat());
    }
    Some(match (first.rank, second.rank) {
        (Some(_), Some(_)) => {
            let other = winner.alternatives.iter().find(|other| other.tool == loser.id);
            let when = other.map_or_else(String::new, |other| ["; take ", two, " for ", &other.when].concat());
            ["The editors name ", one, " before ", two, " for this task", &when, "."].concat()
        }
        (Some(_), None) => ["The editors name ", one, " for this task, and not ", two, "."].concat(),
        (None, _) => ["Both meet as many wishes, and the catalog lists ", one, " before ", two, "."].concat(),
    })
}

/// The tasks to offer for a text, at most eight: those that it says best; without a word, the first task of the first
/// categories.
#[must_use]
pub fn tasks(atlas: &Atlas, text: &str) -> Vec<Answer> {
    if !words(text).is_empty() {
        return atlas.index().tasks(text, MAX_TASKS);
    }
    let categories = atlas.categories().iter().enumerate().filter(|(_, category)| !category.tasks.is_empty());
    categories.take(MAX_TASKS).map(|(at, _)| Answer { category: CategoryIndex(at), task: 0 }).collect()
}
