//! What of the results is on the page. While people type the first cards are drawn at once, so that the answer to a key
//! press is there in the next frame; the others follow over some frames once they pause. Of a very long list only a window around what can
//! be seen is drawn, and the room of the rest is kept, so that the scroll bar tells the truth and the page stays small.

use std::ops::Range;

use super::results::{Group, GroupKey, Results};

/// How many cards are drawn at once: about as many as a screen shows.
const FIRST: usize = 9;
/// How many cards are added in each later frame.
const STEP: usize = 16;
/// How long nobody types before they are, in milliseconds: longer than most people take from key to key
/// (<https://en.wikipedia.org/wiki/Words_per_minute>: 40 words a minute are one key in 300 ms, fast ones take 100).
const PAUSE: u64 = 300;
/// The most cards that are all drawn. The shipped catalog has fewer.
const WHOLE: usize = 240;
/// Where there are more, how many of a list are drawn before anyone looks at it.
const GLIMPSE: usize = 12;

/// The height of a card before any is measured, in CSS pixels: three beside each other, on a laptop.
const LIKELY_HEIGHT: f64 = 76.0;

/// The window on one long list.
#[derive(Debug, Clone, PartialEq)]
struct Window {
    group: GroupKey,
    range: Range<usize>,
    /// The height of a card, in CSS pixels, as measured; cards beside each other share one.
    height: f64,
}

/// Where the drawn part of a list is on the screen, in CSS pixels from the top of the viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// The height of the viewport.
    pub viewport: f64,
}

/// What is on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// How many cards are drawn at most, in the order of the results.
    cards: usize,
    windows: Vec<Window>,
}

/// The part of a group that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its tools, as a range of [`super::results::Group::tools`].
    pub range: Range<usize>,
    /// The room to keep before and after it, in CSS pixels.
    pub room: (usize, usize),
}

impl Default for Drawn {
    /// Everything, but for long lists.
    fn default() -> Self {
        Self { cards: usize::MAX, windows: Vec::new() }
    }
}

impl Drawn {
    /// The first cards alone, as after a key press.
    #[must_use]
    pub fn first() -> Self {
        Self { cards: FIRST, windows: Vec::new() }
    }

    /// Whether there is more to draw in the next frames.
    #[must_use]
    pub fn is_growing(&self) -> bool {
        self.cards != usize::MAX
    }

    /// How long to wait, from the frame on, until more is drawn, in milliseconds.
    #[must_use]
    pub fn pause(&self) -> u64 {
        if self.cards == FIRST { PAUSE } else { 0 }
    }

    /// Allows one frame's worth more.
    pub fn grow(&mut self, results: &Results) {
        self.cards = self.cards.saturating_add(STEP);
        if self.cards >= results.groups.iter().map(|group| at_first(results, group)).sum() {
            self.cards = usize::MAX;
        }
    }

    fn window(&self, group: GroupKey) -> Option<&Window> {
        self.windows.iter().find(|window| window.group == group)
    }

    /// The groups that are drawn, at least in part.
    pub fn groups(&self, results: &Results) -> impl Iterator<Item = GroupKey> {
        let mut left = self.cards;
        results.groups.iter().map_while(move |group| {
            let shown = left > 0;
            left = left.saturating_sub(at_first(results, group));
            shown.then_some(group.key)
        })
    }

    /// The part of a group that is drawn.
    #[must_use]
    pub fn part(&self, results: &Results, key: GroupKey) -> Part {
        let mut left = self.cards;
        for group in &results.groups {
            let count = group.tools.len();
            if group.key != key {
                left = left.saturating_sub(at_first(results, group));
                continue;
            }
            if !is_long(results, group) {
                return Part { range: 0..count.min(left), room: (0, 0) };
            }
            let window = self.window(key);
            let range = window.map_or(0..GLIMPSE, |window| window.range.start.min(count)..window.range.end.min(count));
            // Cards of another list are as high, more or less.
            let card = window.or(self.windows.first()).map_or(LIKELY_HEIGHT, |window| window.height);
            let room = (height(range.start, card), height(count - range.end, card));
            return Part { range, room };
        }
        Part { range: 0..0, room: (0, 0) }
    }

    /// Moves the window on a long list to what is seen of it; whether that changed anything. A viewport's height before
    /// and after what is seen is drawn too; a list that is further away keeps a glimpse.
    pub fn look(&mut self, results: &Results, key: GroupKey, seen: Seen) -> bool {
        let Some(group) = results.group(key).filter(|group| is_long(results, group)) else { return false };
        let count = group.tools.len();
        let Range { start, end } = self.part(results, key).range;
        let height = (seen.bottom - seen.top) / between(end, start);
        if height.is_nan() || height <= 0.0 || !height.is_finite() {
            return false;
        }
        // In cards from the beginning of the list, outwards to whole rows.
        let card = |y: f64| (y - seen.top) / height + between(start, 0);
        let first = down(card(-seen.viewport)).min(count - GLIMPSE) / GLIMPSE * GLIMPSE;
        let last = (down(card(2.0 * seen.viewport)) / GLIMPSE + 1) * GLIMPSE;
        let range = first..last.max(first + GLIMPSE).min(count);
        // What is drawn around the screen already stays: no card is drawn for the sake of a few pixels.
        let near = down(card(-seen.viewport / 2.0)).min(count)..down(card(1.5 * seen.viewport)).min(count);
        if start <= near.start && near.end <= end && end - start <= 2 * range.len() {
            return false;
        }
        self.windows.retain(|window| window.group != key);
        self.windows.push(Window { group: key, range, height });
        true
    }
}

/// Whether a list is drawn in part only.
#[must_use]
pub fn is_long(results: &Results, group: &Group) -> bool {
    group.tools.len() > 2 * GLIMPSE && results.groups.iter().map(|group| group.tools.len()).sum::<usize>() > WHOLE
}

/// How many cards of a list are drawn before anyone looks at it.
fn at_first(results: &Results, group: &Group) -> usize {
    if is_long(results, group) { GLIMPSE } else { group.tools.len() }
}

#[expect(clippy::cast_precision_loss, reason = "lists are far shorter than 2^52")]
fn between(end: usize, start: usize) -> f64 {
    end.saturating_sub(start) as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "negative and huge ones are clamped")]
fn down(cards: f64) -> usize {
    cards as usize
}

/// In whole pixels: writing fractions takes 6 kB of brotli.
fn height(cards: usize, card: f64) -> usize {
    down(between(cards, 0) * card)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn results(lengths: &[usize]) -> Results {
        let group = |(number, &length): (usize, &usize)| Group {
            key: GroupKey::Category(number),
            tools: (0..length).collect(),
            uses: Vec::new(),
            mentions: Vec::new(),
        };
        Results { groups: lengths.iter().enumerate().map(group).collect(), ..Results::default() }
    }

    fn drawn(drawn: &Drawn, results: &Results) -> Vec<Range<usize>> {
        drawn.groups(results).map(|key| drawn.part(results, key).range).collect()
    }

    #[test]
    fn the_first_cards_come_first_and_the_others_follow() {
        let results = results(&[4, 20, 60]);
        let mut page = Drawn::first();
        assert_eq!(drawn(&page, &results), [0..4, 0..5]);
        assert!(page.pause() > 0);
        page.grow(&results);
        assert_eq!(drawn(&page, &results), [0..4, 0..20, 0..1]);
        assert!(page.is_growing() && page.pause() == 0);
        while page.is_growing() {
            page.grow(&results);
        }
        assert_eq!(drawn(&page, &results), [0..4, 0..20, 0..60]);
        assert_eq!(drawn(&Drawn::default(), &results), [0..4, 0..20, 0..60]);
    }

    #[test]
    fn of_a_long_list_a_window_is_drawn() {
        let results = results(&[100_000, 5]);
        let key = GroupKey::Category(0);
        let mut page = Drawn::default();
        assert_eq!(drawn(&page, &results), [0..12, 0..5]);
        // Twelve cards are 240 px high, from the upper edge of a viewport of 400 px.
        assert!(page.look(&results, key, Seen { top: 0.0, bottom: 240.0, viewport: 400.0 }));
        assert_eq!(page.part(&results, key).range, 0..48);
        assert!(!page.look(&results, key, Seen { top: -10.0, bottom: 950.0, viewport: 400.0 }), "near enough");
        // Far down, in the room that is kept.
        assert!(page.look(&results, key, Seen { top: -1_000_000.0, bottom: -999_040.0, viewport: 400.0 }));
        let part = page.part(&results, key);
        assert!(part.range.start <= 50_000 && part.range.end >= 50_020 && part.range.len() < 100, "{part:?}");
        assert_eq!(part.room.0 + part.room.1, 20 * (100_000 - part.range.len()));
        // Out of sight it shrinks.
        let top = 90_000.0 + 20.0 * between(part.range.start, 0);
        let bottom = top + 20.0 * between(part.range.len(), 0);
        assert!(page.look(&results, key, Seen { top, bottom, viewport: 400.0 }));
        assert_eq!(page.part(&results, key).range.len(), 12);
    }

    #[test]
    fn many_lists_of_some_length_are_drawn_in_part_too() {
        let lists = [200; 15];
        let results = results(&lists);
        let cards: usize = drawn(&Drawn::default(), &results).into_iter().map(|range| range.len()).sum();
        assert_eq!(cards, 15 * 12);
    }

    proptest! {
        /// Wherever people scroll, what they see is drawn afterwards, and not much more.
        #[test]
        fn what_is_seen_is_drawn(
            count in 241_usize..100_000, jumps in proptest::collection::vec(-2_000_000.0..2_000_000.0_f64, 1..8),
        ) {
            let results = results(&[count]);
            let key = GroupKey::Category(0);
            let mut page = Drawn::default();
            for top in jumps {
                let shown = page.part(&results, key).range;
                let seen = Seen { top, bottom: top + 30.0 * between(shown.end, shown.start), viewport: 900.0 };
                page.look(&results, key, seen);
                let after = page.part(&results, key).range;
                prop_assert!(after.end <= count && after.len() >= 12 && after.len() <= 300, "{after:?}");
                let card = |y: f64| down(((y - top) / 30.0 + between(shown.start, 0)).max(0.0)).min(count - 1);
                let inside = top - 30.0 * between(shown.start, 0) < 900.0
                    && top + 30.0 * between(count, shown.start) > 0.0;
                if inside {
                    prop_assert!(after.contains(&card(1.0)) && after.contains(&card(899.0)), "{after:?}");
                }
            }
        }
    }
}
