//! Which part of the results is rendered. Knows the results and the geometry of the viewport, not the elements.
//!
//! While people type, only the first cards are rendered at once, which answers a key press in the next frame. The
//! others follow over some frames once people pause. Of very long results, only a window around the viewport is
//! rendered, which keeps the page small; spacers stand for the rest, which keeps the scroll bar right
//! (<https://web.dev/articles/virtualize-long-lists-react-window>).
//!
//! The results are a row of blocks: a block is up to twelve tools of a group, and the first block of a group has its
//! heading. The window is a run of blocks with a fixed weight. Its position on the page is chosen when it moves and is
//! kept while it stands, whatever height its cards turn out to have, so one move puts it where the viewport is.

use std::ops::Range;

use super::environment::Environment;
use super::query::{Layout, Query};
use super::results::{Group, GroupKey, Results};

/// How many cards are rendered at once: about as many as a screen shows beside their heading.
const FIRST_CARDS: usize = 6;
/// How many cards are added in each later frame.
const CARDS_PER_FRAME: usize = 16;
/// How long people must not type before more cards are rendered, in milliseconds: longer than most take between two
/// keys (<https://en.wikipedia.org/wiki/Words_per_minute>: 40 words a minute are one key in 300 ms, fast ones take
/// 100).
const TYPING_PAUSE: u64 = 300;
/// The most tools in a block. Cards stand in one, two, three, four or six columns without a gap at its end.
const BLOCK: usize = 12;
/// The weight of a heading, with what a category tells beside its tasks and mentions. A tool weighs 1.
const HEADING: usize = 2;
/// How many tasks or mentions weigh 1.
const TASKS: usize = 4;
/// The most elements of results that are rendered as a whole: with everything else on the page, fewer than 3,000.
const MAX_WHOLE: usize = 2_400;
/// The elements of a window: as rows of 32 px with nine elements, three viewports of a screen with 1,920 px.
const WINDOW: usize = 1_620;
/// The elements of a tool as a card, or as a row of the table.
const USUAL_ELEMENTS: usize = 9;
/// The height per weight before any is measured, in CSS pixels: for three cards in a row, on a laptop.
const ESTIMATED_HEIGHT: f64 = 76.0;
/// The error of the estimated height beyond which the spacers are set anew.
const TOLERANCE: f64 = 0.2;

/// The position of the rendered blocks on the screen, in CSS pixels from the top of the viewport.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// The upper edge of each rendered block, in their order.
    pub tops: Vec<f64>,
    /// The lower edge of the last one.
    pub bottom: f64,
    /// The height of the viewport.
    pub viewport: f64,
}

/// How much of the results is rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The most cards that are rendered, from the beginning of the window.
    cards: usize,
    /// The first block of the window.
    start: usize,
    /// The height of the spacer before the window, in CSS pixels.
    before: f64,
    /// The height of the spacer after the window, in CSS pixels per weight.
    height: f64,
    /// How many elements a tool takes. `None` where a card stands for a whole group, as in the overview.
    elements: Option<usize>,
    /// How long nobody must type before more is rendered, in milliseconds.
    pause: u64,
}

/// The rendered part of the results.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Window {
    /// The rendered part of each group, in order.
    pub slices: Vec<Slice>,
    /// The height of the spacer before them, in whole CSS pixels: formatting fractions takes 6 kB of brotli.
    pub before: usize,
    /// The height of the spacer after them.
    pub after: usize,
}

/// The rendered part of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// The group.
    pub group: GroupKey,
    /// The range of [`Group::tools`] that is rendered. If it begins at 0, the heading is rendered too.
    pub tools: Range<usize>,
}

impl Window {
    /// The part of a group that is rendered; empty if nothing of it is.
    #[must_use]
    pub fn tools(&self, group: GroupKey) -> Range<usize> {
        self.slices.iter().find(|slice| slice.group == group).map_or(0..0, |slice| slice.tools.clone())
    }

    /// Returns true if a part of the results is not rendered.
    #[must_use]
    pub fn has_spacers(&self) -> bool {
        self.before + self.after > 0
    }

    /// The positions among the rendered tools at which the rendered blocks begin.
    pub fn block_starts(&self) -> impl Iterator<Item = BlockStart> {
        let mut done = 0;
        self.slices.iter().flat_map(move |slice| {
            let first = done;
            done += slice.tools.len();
            let Range { start, end } = slice.tools.clone();
            (start..end).step_by(BLOCK).map(move |at| BlockStart { tool: first + at - start, has_heading: at == 0 })
        })
    }
}

/// Where a block begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockStart {
    /// The position of its first tool among all rendered tools.
    pub tool: usize,
    /// True if the heading of the group stands before that tool.
    pub has_heading: bool,
}

/// Up to [`BLOCK`] tools of a group.
struct Block {
    group: GroupKey,
    tools: Range<usize>,
}

/// The results as a row of blocks.
struct Blocks {
    all: Vec<Block>,
    /// The weight of all blocks before each one, and at the end that of all.
    weights: Vec<usize>,
    /// How many elements a weight of 1 takes.
    elements: usize,
}

impl Blocks {
    fn new(results: &Results, elements: usize) -> Self {
        let (mut blocks, mut weights, mut weight) = (Vec::new(), vec![0], 0);
        for group in &results.groups {
            weight += heading_weight(group);
            for start in (0..group.tools.len()).step_by(BLOCK) {
                let tools = start..group.tools.len().min(start + BLOCK);
                weight += tools.len();
                weights.push(weight);
                blocks.push(Block { group: group.key, tools });
            }
        }
        Self { all: blocks, weights, elements }
    }

    /// The weight of the blocks before one.
    fn weight(&self, block: usize) -> usize {
        self.weights.get(block).or(self.weights.last()).copied().unwrap_or(0)
    }

    fn total(&self) -> usize {
        self.weight(self.all.len())
    }

    /// The weight of a window.
    fn room(&self) -> usize {
        WINDOW / self.elements
    }

    fn is_whole(&self) -> bool {
        self.total() <= MAX_WHOLE / self.elements
    }

    /// The first block before which there is at least this weight.
    fn after(&self, weight: usize) -> usize {
        self.weights.partition_point(|&before| before < weight).min(self.all.len())
    }

    /// The blocks of a window that begins at a block.
    fn window(&self, start: usize) -> Range<usize> {
        if self.is_whole() {
            return 0..self.all.len();
        }
        let last = self.last_start();
        if start < last { start..self.after(self.weight(start) + self.room()) } else { last..self.all.len() }
    }

    /// The last block at which a window of full weight can begin.
    fn last_start(&self) -> usize {
        (self.after((self.total() + 1).saturating_sub(self.room()))).saturating_sub(1)
    }
}

fn heading_weight(group: &Group) -> usize {
    HEADING + (group.tasks.len() + group.mentions.len()) / TASKS
}

impl Rendered {
    /// Everything that a query shows, or the first window. A row of the matrix has more elements than a card, and a verdict
    /// on the environment is one more.
    #[must_use]
    pub fn of(query: &Query) -> Self {
        let verdict = usize::from(query.environment != Environment::default());
        Self::with(match query.layout() {
            Layout::Overview => None,
            Layout::Matrix => Some(2 * USUAL_ELEMENTS + verdict),
            Layout::Cards | Layout::Table => Some(USUAL_ELEMENTS + verdict),
        })
    }

    fn with(elements: Option<usize>) -> Self {
        Self { cards: usize::MAX, start: 0, before: 0.0, height: ESTIMATED_HEIGHT, elements, pause: 0 }
    }

    /// Only the first cards, as after a key press. More follow in the next frame, or after a pause if more keys may come.
    #[must_use]
    pub fn first(self, is_typing: bool) -> Self {
        Self { cards: FIRST_CARDS, pause: if is_typing { TYPING_PAUSE } else { 0 }, ..self }
    }

    /// Returns true if there is more to render in the next frames.
    #[must_use]
    pub fn is_growing(&self) -> bool {
        self.cards != usize::MAX
    }

    /// How long to wait after a frame before more is rendered, in milliseconds.
    #[must_use]
    pub fn pause(&self) -> u64 {
        self.pause
    }

    /// Adds the cards of one frame.
    pub fn grow(&mut self, results: &Results) {
        let before = self.window(results);
        (self.cards, self.pause) = (self.cards.saturating_add(CARDS_PER_FRAME), 0);
        if self.window(results) == before {
            self.cards = usize::MAX;
        }
    }

    /// The rendered part of the results.
    #[must_use]
    pub fn window(&self, results: &Results) -> Window {
        let Some(elements) = self.elements else {
            let slices = results.groups.iter().take(self.cards).map(|group| Slice { group: group.key, tools: 0..0 });
            return Window { slices: slices.collect(), ..Window::default() };
        };
        let blocks = Blocks::new(results, elements);
        let range = blocks.window(self.start);
        let mut window = Window {
            slices: Vec::new(),
            before: whole(self.before),
            after: whole(number(blocks.total() - blocks.weight(range.end)) * self.height),
        };
        let mut left = self.cards;
        for Block { group, tools } in blocks.all.get(range).unwrap_or_default() {
            let end = tools.end.min(tools.start.saturating_add(left));
            if end == tools.start {
                break;
            }
            left -= end - tools.start;
            match window.slices.last_mut() {
                Some(slice) if slice.group == *group => slice.tools.end = end,
                _ => window.slices.push(Slice { group: *group, tools: tools.start..end }),
            }
        }
        window
    }

    /// Moves the window to the viewport. Returns true if anything changed.
    ///
    /// A window that moves begins one viewport above the viewport, at most. It stays while it has a quarter of a
    /// viewport of overscan: scrolling a few pixels renders nothing.
    pub fn observe(&mut self, results: &Results, extent: &Extent) -> bool {
        let (Some(&top), viewport, Some(elements)) = (extent.tops.first(), extent.viewport, self.elements) else {
            return false;
        };
        let blocks = Blocks::new(results, elements);
        let Range { start, end } = blocks.window(self.start);
        let rendered = extent.bottom - top;
        if blocks.is_whole() || extent.tops.len() != end - start || rendered <= 0.0 {
            return false;
        }
        let overscan = viewport / 4.0;
        let lacks_above = start > 0 && top > -overscan;
        let lacks_below = end < blocks.all.len() && extent.bottom < viewport + overscan;
        let height = (self.before + rendered) / number(blocks.weight(end));
        // A window that lacks both is too small for the screen, and no other would be better.
        if lacks_above == lacks_below {
            let is_right = (height / self.height - 1.0).abs() <= TOLERANCE;
            self.height = if is_right { self.height } else { height };
            return !is_right;
        }
        // The upper edge of a block in the whole list: estimated before the window, measured in it, estimated after.
        let position = |block: usize| match block {
            _ if block < start => self.before * number(blocks.weight(block)) / number(blocks.weight(start)),
            _ if block < end => self.before + extent.tops.get(block - start).unwrap_or(&top) - top,
            _ => self.before + rendered + number(blocks.weight(block) - blocks.weight(end)) * self.height,
        };
        let from = self.before - top - viewport;
        let is_near = top < viewport && extent.bottom > 0.0;
        let next = if is_near && lacks_above {
            // How high the blocks above are is not known, but half a window is enough.
            blocks.after((blocks.weight(start) + 1).saturating_sub(blocks.room() / 2)).saturating_sub(1)
        } else {
            let all: Vec<f64> = (0..blocks.all.len()).map(position).collect();
            let next = all.partition_point(|&position| position <= from).saturating_sub(1);
            if is_near { next.max(start) } else { next }
        };
        let next = next.min(blocks.last_start());
        if next == start {
            return false;
        }
        (self.before, self.start, self.height) = (position(next), next, height);
        true
    }
}

#[expect(clippy::cast_precision_loss, reason = "lists are far shorter than 2^52")]
fn number(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "negative and huge ones are clamped")]
fn whole(number: f64) -> usize {
    number as usize
}

#[cfg(test)]
mod tests;
