//! Decides which tools a query shows: those that match both the text and the chosen options. Knows nothing of their
//! order.

use fixedbitset::FixedBitSet;

use crate::atlas::Atlas;
use crate::catalog::{Category, TaskId, Tool};
use crate::environment::Fit;
use crate::facets::{Counts, FacetId, FacetOption, origin};
use crate::position::ToolIndex;
use crate::query::{Command, Matching, Query};
use crate::search::Hits;

/// The text and the chosen options of a query with the tools that each of them allows.
pub(super) struct Filter<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) query: &'a Query,
    hits: Option<Hits>,
    /// The tools that the chosen options of each facet allow, in the order of [`FacetId::ALL`]; `None` if none is
    /// chosen.
    allowed: Vec<Option<FixedBitSet>>,
    /// The ids of the chosen tasks.
    tasks: Vec<&'a str>,
    /// The tools that fail in the environment, if they are hidden.
    failing: Option<FixedBitSet>,
}

impl<'a> Filter<'a> {
    /// Looks up the text and the options of a query. `previous` is the answer to an earlier text: see
    /// [`crate::search::Index::find`].
    pub(super) fn new(atlas: &'a Atlas, query: &'a Query, previous: Option<&Hits>) -> Self {
        let allowed = FacetId::ALL.iter().map(|&facet| allowed(atlas, facet, query)).collect();
        let tasks = ids(atlas, query, FacetId::Task);
        let failing = query.fit_only.then(|| {
            let fails = |tool: &Tool| matches!(query.environment.fit(atlas.known(tool)), Some(Fit::Fails(_)));
            atlas.tools().iter().enumerate().filter(|(_, tool)| fails(tool)).map(|(position, _)| position).collect()
        });
        Self { atlas, query, hits: atlas.index().find(&query.text, previous), allowed, tasks, failing }
    }

    /// The answer to the text; `None` if it has no word.
    pub(super) fn hits(&self) -> Option<&Hits> {
        self.hits.as_ref()
    }

    /// The number of tools that are hidden only because they fail in the environment.
    pub(super) fn hidden(&self) -> usize {
        self.failing.as_ref().map_or(0, |failing| self.matching(None).intersection_count(failing))
    }

    /// The tools that match the text and the chosen options of every facet except `except`, and are not hidden.
    pub(super) fn shown(&self, except: Option<FacetId>) -> FixedBitSet {
        let mut shown = self.matching(except);
        if let Some(failing) = &self.failing {
            shown.difference_with(failing);
        }
        shown
    }

    fn matching(&self, except: Option<FacetId>) -> FixedBitSet {
        let mut shown = match &self.hits {
            Some(hits) => hits.tools.clone(),
            None => everything(self.atlas.tools().len()),
        };
        for (&facet, allowed) in FacetId::ALL.iter().zip(&self.allowed) {
            if let (Some(allowed), false) = (allowed, except == Some(facet)) {
                shown.intersect_with(allowed);
            }
        }
        shown
    }

    /// The shown tools of each category. If categories are chosen, the others have none.
    pub(super) fn by_category(&self, shown: &FixedBitSet) -> Vec<FixedBitSet> {
        let mut chosen = ids(self.atlas, self.query, FacetId::Category);
        if chosen.is_empty() {
            // A task is one of its category; in others its tools serve other tasks.
            let of_task = |category: &&Category| category.tasks.iter().any(|task| self.is_chosen(&task.id));
            chosen = self.atlas.categories().iter().filter(of_task).map(|category| category.id.as_str()).collect();
        }
        // A tool that was found through another of its categories is still shown in the chosen ones.
        let hits = self.hits.as_ref().filter(|_| chosen.is_empty());
        let members = hits.map_or(self.atlas.index().members(), |hits| &hits.by_category);
        let sets = members.iter().zip(self.atlas.categories()).map(|(members, category)| {
            if !chosen.is_empty() && !chosen.contains(&category.id.as_str()) {
                return FixedBitSet::new();
            }
            let mut set = members.clone();
            set.intersect_with(shown);
            set
        });
        sets.collect()
    }

    /// Returns true if the chosen origins allow what the guide names, or what it does not name.
    pub(super) fn allows_origin(&self, in_guide: bool) -> bool {
        let chosen = ids(self.atlas, self.query, FacetId::Origin);
        chosen.is_empty() || chosen.contains(&origin(in_guide))
    }

    /// Returns true if a task is chosen.
    pub(super) fn is_chosen(&self, task: &TaskId) -> bool {
        self.tasks.contains(&task.as_str())
    }

    /// The rank of a tool in the first chosen task that names it; the same for all tools without one.
    pub(super) fn rank_in_task(&self, tool: ToolIndex) -> u64 {
        let mut services = self.atlas.tool_at(tool).tasks.iter();
        services.find(|service| self.is_chosen(&service.task)).map_or(u64::MAX, |service| service.rank as u64)
    }

    /// The corrected text, if there is one and it shows something.
    pub(super) fn suggestion(&self) -> Option<String> {
        let hits = self.hits.as_ref()?;
        let text = self.atlas.index().suggestion(&self.query.text, &hits.corrections)?;
        let corrected = self.query.apply(Command::Type(text.clone()));
        (!Filter::new(self.atlas, &corrected, Some(hits)).shown(None).is_clear()).then_some(text)
    }

    /// The number of tools that choosing each option would show: those that have the option, among the tools that the
    /// text and the other facets allow. If a tool needs all chosen options, those of the same facet restrict it too.
    /// `shown` is the result of [`Self::shown`] for the whole query.
    pub(super) fn counts(&self, shown: &FixedBitSet) -> Counts {
        Counts::new(self.atlas.options(), |facet, options| {
            let is_free = self.query.chosen_of(facet).next().is_none() || needs_all(facet, self.query);
            let others = (!is_free).then(|| self.shown(Some(facet)));
            let base = others.as_ref().unwrap_or(shown);
            options.iter().map(|option| option.tools.intersection_count(base)).collect()
        })
    }
}

/// The ids of the chosen options of a facet.
fn ids<'a>(atlas: &'a Atlas, query: &Query, facet: FacetId) -> Vec<&'a str> {
    query.chosen_of(facet).map(|option| atlas.options().get(option).id.as_str()).collect()
}

fn needs_all(facet: FacetId, query: &Query) -> bool {
    facet.facet().multiple && query.matching == Matching::All
}

fn everything(count: usize) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(count);
    set.insert_range(..);
    set
}

/// The tools that the chosen options of one facet allow.
fn allowed(atlas: &Atlas, facet: FacetId, query: &Query) -> Option<FixedBitSet> {
    let mut options = query.chosen_of(facet).map(|option| atlas.options().get(option));
    let mut allowed = options.next()?.tools.clone();
    for FacetOption { tools, .. } in options {
        if needs_all(facet, query) {
            allowed.intersect_with(tools);
        } else {
            allowed.union_with(tools);
        }
    }
    Some(allowed)
}
