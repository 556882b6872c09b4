//! Which part of the results is rendered. Knows the results and the geometry of the viewport, not the elements.
//!
//! While people type, only the first cards are rendered at once, which answers a key press in the next frame. The
//! others follow over some frames once people pause. Of a very long list, only a window around the viewport is
//! rendered, which keeps the page small; spacers stand for the rest, which keeps the scroll bar right
//! (<https://web.dev/articles/virtualize-long-lists-react-window>).

use std::ops::Range;

use super::results::{Group, GroupKey, Results};

/// How many cards are rendered at once: about as many as a screen shows.
const FIRST_CARDS: usize = 9;
/// How many cards are added in each later frame.
const CARDS_PER_FRAME: usize = 16;
/// How long people must not type before more cards are rendered, in milliseconds: longer than most take between two
/// keys (<https://en.wikipedia.org/wiki/Words_per_minute>: 40 words a minute are one key in 300 ms, fast ones take
/// 100).
const TYPING_PAUSE: u64 = 300;
/// The most cards that are rendered without windows. The shipped catalog has fewer.
const MAX_WHOLE: usize = 240;
/// If there are more, how many cards of a long list are rendered while it is far from the viewport. A window begins at
/// a multiple of it.
const BLOCK: usize = 12;

/// The height of a list per card before any is measured, in CSS pixels: for three cards in a row, on a laptop.
const ESTIMATED_HEIGHT: f64 = 76.0;

/// The rendered window of one long list.
#[derive(Debug, Clone, PartialEq)]
struct Window {
    group: GroupKey,
    range: Range<usize>,
    /// The measured height of the list per card, in CSS pixels; the cards of one row share its height.
    height: f64,
}

/// The position of the rendered part of a list, in CSS pixels from the top of the viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// The height of the viewport.
    pub viewport: f64,
}

/// How much of the results is rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The most cards that are rendered, in the order of the results.
    cards: usize,
    windows: Vec<Window>,
}

/// The rendered part of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    /// The range of [`super::results::Group::tools`] that is rendered.
    pub range: Range<usize>,
    /// The heights of the spacers before and after it.
    pub spacers: Spacers,
}

/// The heights of the spacers that stand for cards that are not rendered, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spacers {
    /// Before the rendered cards.
    pub before: usize,
    /// After them.
    pub after: usize,
}

impl Default for Rendered {
    /// Everything, except that long lists have windows.
    fn default() -> Self {
        Self { cards: usize::MAX, windows: Vec::new() }
    }
}

impl Rendered {
    /// Only the first cards, as after a key press.
    #[must_use]
    pub fn first() -> Self {
        Self { cards: FIRST_CARDS, windows: Vec::new() }
    }

    /// Returns true if there is more to render in the next frames.
    #[must_use]
    pub fn is_growing(&self) -> bool {
        self.cards != usize::MAX
    }

    /// How long to wait after a frame before more is rendered, in milliseconds.
    #[must_use]
    pub fn pause(&self) -> u64 {
        if self.cards == FIRST_CARDS { TYPING_PAUSE } else { 0 }
    }

    /// Adds the cards of one frame.
    pub fn grow(&mut self, results: &Results) {
        self.cards = self.cards.saturating_add(CARDS_PER_FRAME);
        if self.cards >= results.groups.iter().map(|group| initial_cards(results, group)).sum() {
            self.cards = usize::MAX;
        }
    }

    fn window(&self, group: GroupKey) -> Option<&Window> {
        self.windows.iter().find(|window| window.group == group)
    }

    /// The groups that are rendered, in part or as a whole.
    pub fn groups(&self, results: &Results) -> impl Iterator<Item = GroupKey> {
        let mut left = self.cards;
        results.groups.iter().map_while(move |group| {
            let shown = left > 0;
            left = left.saturating_sub(initial_cards(results, group));
            shown.then_some(group.key)
        })
    }

    /// The rendered part of a group.
    #[must_use]
    pub fn slice(&self, results: &Results, key: GroupKey) -> Slice {
        let mut left = self.cards;
        for group in &results.groups {
            let count = group.tools.len();
            if group.key != key {
                left = left.saturating_sub(initial_cards(results, group));
                continue;
            }
            if !is_long(results, group) {
                return Slice { range: 0..count.min(left), spacers: Spacers::default() };
            }
            let window = self.window(key);
            let range = window.map_or(0..BLOCK, |window| window.range.start.min(count)..window.range.end.min(count));
            // Cards of another list have about the same height.
            let card = window.or(self.windows.first()).map_or(ESTIMATED_HEIGHT, |window| window.height);
            let spacers =
                Spacers { before: spacer_height(range.start, card), after: spacer_height(count - range.end, card) };
            return Slice { range, spacers };
        }
        Slice { range: 0..0, spacers: Spacers::default() }
    }

    /// Returns true if only a window of the group's list is rendered.
    #[must_use]
    pub fn is_windowed(&self, results: &Results, key: GroupKey) -> bool {
        results.group(key).is_some_and(|group| is_long(results, group))
    }

    /// Moves the window of a long list to the viewport, with an overscan of one viewport before and after it. A list
    /// that is further away keeps one block. Returns true if the window changed.
    pub fn observe(&mut self, results: &Results, key: GroupKey, extent: Extent) -> bool {
        let Some(group) = results.group(key).filter(|group| is_long(results, group)) else { return false };
        let count = group.tools.len();
        let Range { start, end } = self.slice(results, key).range;
        let height = (extent.bottom - extent.top) / difference(end, start);
        if height.is_nan() || height <= 0.0 || !height.is_finite() {
            return false;
        }
        // In cards from the beginning of the list, extended to whole blocks.
        let card = |y: f64| (y - extent.top) / height + difference(start, 0);
        let first = floor(card(-extent.viewport)).min(count - BLOCK) / BLOCK * BLOCK;
        let last = (floor(card(2.0 * extent.viewport)) / BLOCK + 1) * BLOCK;
        let range = first..last.max(first + BLOCK).min(count);
        // The window stays while it has half a viewport of overscan: scrolling a few pixels renders nothing.
        let near = floor(card(-extent.viewport / 2.0)).min(count)..floor(card(1.5 * extent.viewport)).min(count);
        if start <= near.start && near.end <= end && end - start <= 2 * range.len() {
            return false;
        }
        self.windows.retain(|window| window.group != key);
        self.windows.push(Window { group: key, range, height });
        true
    }
}

/// Returns true if only a window of the group's list is rendered.
#[must_use]
pub fn is_long(results: &Results, group: &Group) -> bool {
    group.tools.len() > 2 * BLOCK && results.groups.iter().map(|group| group.tools.len()).sum::<usize>() > MAX_WHOLE
}

/// How many cards of a list are rendered before [`Rendered::observe`].
fn initial_cards(results: &Results, group: &Group) -> usize {
    if is_long(results, group) { BLOCK } else { group.tools.len() }
}

#[expect(clippy::cast_precision_loss, reason = "lists are far shorter than 2^52")]
fn difference(end: usize, start: usize) -> f64 {
    end.saturating_sub(start) as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "negative and huge ones are clamped")]
fn floor(number: f64) -> usize {
    number as usize
}

/// The height of a spacer for some cards, in whole pixels: formatting fractions takes 6 kB of brotli.
fn spacer_height(cards: usize, card: f64) -> usize {
    floor(difference(cards, 0) * card)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::{CategoryIndex, ToolIndex};
    use proptest::prelude::*;

    fn results(lengths: &[usize]) -> Results {
        let group = |(number, &length): (usize, &usize)| Group {
            key: GroupKey::Category(CategoryIndex(number)),
            tools: (0..length).map(ToolIndex).collect(),
            uses: Vec::new(),
            mentions: Vec::new(),
        };
        Results { groups: lengths.iter().enumerate().map(group).collect(), ..Results::default() }
    }

    fn rendered(list: &Rendered, results: &Results) -> Vec<Range<usize>> {
        list.groups(results).map(|key| list.slice(results, key).range).collect()
    }

    #[test]
    fn the_first_cards_are_rendered_first_and_the_others_follow() {
        let results = results(&[4, 20, 60]);
        let mut page = Rendered::first();
        assert_eq!(rendered(&page, &results), [0..4, 0..5]);
        assert!(page.pause() > 0);
        page.grow(&results);
        assert_eq!(rendered(&page, &results), [0..4, 0..20, 0..1]);
        assert!(page.is_growing() && page.pause() == 0);
        while page.is_growing() {
            page.grow(&results);
        }
        assert_eq!(rendered(&page, &results), [0..4, 0..20, 0..60]);
        assert_eq!(rendered(&Rendered::default(), &results), [0..4, 0..20, 0..60]);
    }

    #[test]
    fn a_long_list_is_rendered_in_a_window() {
        let results = results(&[100_000, 5]);
        let key = GroupKey::Category(CategoryIndex(0));
        let mut page = Rendered::default();
        assert_eq!(rendered(&page, &results), [0..12, 0..5]);
        // Twelve cards are 240 px high, from the upper edge of a viewport of 400 px.
        assert!(page.observe(&results, key, Extent { top: 0.0, bottom: 240.0, viewport: 400.0 }));
        assert_eq!(page.slice(&results, key).range, 0..48);
        assert!(!page.observe(&results, key, Extent { top: -10.0, bottom: 950.0, viewport: 400.0 }), "near enough");
        // Far down, over a spacer.
        assert!(page.observe(&results, key, Extent { top: -1_000_000.0, bottom: -999_040.0, viewport: 400.0 }));
        let slice = page.slice(&results, key);
        assert!(slice.range.start <= 50_000 && slice.range.end >= 50_020 && slice.range.len() < 100, "{slice:?}");
        assert_eq!(slice.spacers.before + slice.spacers.after, 20 * (100_000 - slice.range.len()));
        // Out of sight it shrinks.
        let top = 90_000.0 + 20.0 * difference(slice.range.start, 0);
        let bottom = top + 20.0 * difference(slice.range.len(), 0);
        assert!(page.observe(&results, key, Extent { top, bottom, viewport: 400.0 }));
        assert_eq!(page.slice(&results, key).range.len(), 12);
    }

    #[test]
    fn many_lists_of_some_length_are_windowed_too() {
        let lists = [200; 15];
        let results = results(&lists);
        let cards: usize = rendered(&Rendered::default(), &results).into_iter().map(|range| range.len()).sum();
        assert_eq!(cards, 15 * 12);
    }

    proptest! {
        /// Wherever people scroll to, the viewport is rendered afterwards, and not much more.
        #[test]
        fn the_viewport_is_rendered(
            count in 241_usize..100_000, jumps in proptest::collection::vec(-2_000_000.0..2_000_000.0_f64, 1..8),
        ) {
            let results = results(&[count]);
            let key = GroupKey::Category(CategoryIndex(0));
            let mut page = Rendered::default();
            for top in jumps {
                let shown = page.slice(&results, key).range;
                let extent = Extent { top, bottom: top + 30.0 * difference(shown.end, shown.start), viewport: 900.0 };
                page.observe(&results, key, extent);
                let after = page.slice(&results, key).range;
                prop_assert!(after.end <= count && after.len() >= 12 && after.len() <= 300, "{after:?}");
                let card = |y: f64| floor(((y - top) / 30.0 + difference(shown.start, 0)).max(0.0)).min(count - 1);
                let inside = top - 30.0 * difference(shown.start, 0) < 900.0
                    && top + 30.0 * difference(count, shown.start) > 0.0;
                if inside {
                    prop_assert!(after.contains(&card(1.0)) && after.contains(&card(899.0)), "{after:?}");
                }
            }
        }
    }
}
