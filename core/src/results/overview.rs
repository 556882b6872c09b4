//! The overview: what a category shows of itself there. Does not decide which categories are shown.

use super::{Group, GroupKey};
use crate::atlas::Atlas;
use crate::catalog::{Category, CategoryKind};
use crate::position::ToolIndex;

/// The most tools that a category shows in the overview.
const TOOLS: usize = 3;

/// The parts of the overview, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The application areas of the guide.
    Areas,
    /// Those beyond it.
    AddedAreas,
    /// The tool lists.
    ToolLists,
}

impl Part {
    /// Every part, in order.
    pub const ALL: [Self; 3] = [Self::Areas, Self::AddedAreas, Self::ToolLists];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Areas => "What people use Python for",
            Self::AddedAreas => "More areas",
            Self::ToolLists => "Lists of tools",
        }
    }

    /// The part that a category stands in.
    #[must_use]
    pub fn of_category(category: &Category) -> Self {
        match (category.kind, category.in_guide) {
            (CategoryKind::ToolList, _) => Self::ToolLists,
            (CategoryKind::Area, true) => Self::Areas,
            (CategoryKind::Area, false) => Self::AddedAreas,
        }
    }
}

/// The tools that stand for a group in the overview: during a search those that match best, else those that lead the
/// category.
#[must_use]
pub fn leading(atlas: &Atlas, group: &Group, is_searching: bool) -> Vec<ToolIndex> {
    let tools = match group.key {
        GroupKey::Category(category) if !is_searching => atlas.index().leading(category),
        _ => &group.tools,
    };
    tools.iter().copied().filter(|tool| group.tools.contains(tool)).take(TOOLS).collect()
}
