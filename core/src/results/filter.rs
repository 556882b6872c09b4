//! Which tools a query shows: the text and the chosen options, put together.

use fixedbitset::FixedBitSet;

use crate::atlas::Atlas;
use crate::facets::{Counts, FacetId, FacetOption};
use crate::query::{Command, Matching, Query};
use crate::search::Hits;

/// A query's text and filters, looked up: the tools that each of them allows.
pub(super) struct Filter<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) query: &'a Query,
    hits: Option<Hits>,
    /// For each facet, in the order of [`FacetId::ALL`], the tools its chosen options allow; `None` where none is chosen.
    allowed: Vec<Option<FixedBitSet>>,
}

impl<'a> Filter<'a> {
    /// Looks up what the query asks for. What is known from `before` is not searched again.
    pub(super) fn new(atlas: &'a Atlas, query: &'a Query, before: Option<&Hits>) -> Self {
        let allowed = FacetId::ALL.iter().map(|&facet| allowed(atlas, facet, query)).collect();
        Self { atlas, query, hits: atlas.index().find(&query.text, before), allowed }
    }

    /// What matches the text; `None` while nothing is searched for.
    pub(super) fn hits(&self) -> Option<&Hits> {
        self.hits.as_ref()
    }

    /// The tools that match the text and the chosen options of every facet but `except`.
    pub(super) fn shown(&self, except: Option<FacetId>) -> FixedBitSet {
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

    /// The shown tools of each category; none for a category that is not chosen while others are.
    pub(super) fn by_category(&self, shown: &FixedBitSet) -> Vec<FixedBitSet> {
        let chosen: Vec<&str> = self
            .query
            .chosen_of(FacetId::Category)
            .map(|option| self.atlas.options().get(option).id.as_str())
            .collect();
        // A tool that is found by another of its categories still stands in the chosen ones.
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

    /// Another text to search for, one that shows something.
    pub(super) fn suggestion(&self) -> Option<String> {
        let hits = self.hits.as_ref()?;
        let text = self.atlas.index().suggestion(&self.query.text, &hits.corrections)?;
        let corrected = self.query.apply(Command::Type(text.clone()));
        (!Filter::new(self.atlas, &corrected, Some(hits)).shown(None).is_clear()).then_some(text)
    }

    /// What choosing each option would leave: the tools that have the option, out of those that the text and the other
    /// facets allow (and, where all chosen options are needed, those of this facet too). `shown` is what all of it leaves.
    pub(super) fn counts(&self, shown: &FixedBitSet) -> Counts {
        Counts::new(self.atlas.options(), |facet, options| {
            let is_free = self.query.chosen_of(facet).next().is_none() || needs_all(facet, self.query);
            let others = (!is_free).then(|| self.shown(Some(facet)));
            let base = others.as_ref().unwrap_or(shown);
            options.iter().map(|option| option.tools.intersection_count(base)).collect()
        })
    }
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
