//! Tests of the module above.

use super::*;
use crate::position::{CategoryIndex, ToolIndex};
use proptest::prelude::*;

fn results(lengths: &[usize]) -> Results {
    let group = |(number, &length): (usize, &usize)| Group {
        key: GroupKey::Category(CategoryIndex(number)),
        tools: (0..length).map(ToolIndex).collect(),
        tasks: Vec::new(),
        chosen_tasks: Vec::new(),
        mentions: Vec::new(),
    };
    Results { groups: lengths.iter().enumerate().map(group).collect(), ..Results::default() }
}

fn cards() -> Rendered {
    Rendered::with(Some(USUAL_ELEMENTS))
}

fn rendered(page: &Rendered, results: &Results) -> Vec<Range<usize>> {
    page.window(results).slices.into_iter().map(|slice| slice.tools).collect()
}

#[test]
fn the_first_cards_are_rendered_first_and_the_others_follow() {
    let results = results(&[4, 20, 60]);
    let mut page = cards().first(true);
    assert_eq!(rendered(&page, &results), [0..4, 0..2]);
    assert!(page.pause() > 0);
    page.grow(&results);
    assert_eq!(rendered(&page, &results), [0..4, 0..18]);
    assert!(page.is_growing() && page.pause() == 0);
    while page.is_growing() {
        page.grow(&results);
    }
    assert_eq!(rendered(&page, &results), [0..4, 0..20, 0..60]);
    assert_eq!(rendered(&cards(), &results), [0..4, 0..20, 0..60]);
}

#[test]
fn what_is_rendered_while_people_type_grows_to_a_window_and_no_further() {
    let results = results(&[100_000]);
    let mut page = cards().first(true);
    for _ in 0..20 {
        page.grow(&results);
    }
    assert_eq!(page, cards());
    assert_eq!(page.window(&results).tools(results.groups[0].key), 0..180);
}

#[test]
fn in_the_overview_the_first_groups_come_first_and_the_others_in_the_next_frames() {
    let results = results(&[1; 30]);
    let mut page = Rendered::with(None).first(false);
    assert_eq!((rendered(&page, &results).len(), page.pause()), (FIRST_CARDS, 0));
    for _ in 0..3 {
        page.grow(&results);
    }
    assert_eq!(page, Rendered::with(None));
    assert_eq!(rendered(&page, &results).len(), 30);
}

/// As many groups and tools as a catalog may have: the page stays small.
#[test]
fn a_window_has_a_bounded_weight_whatever_the_shape_of_the_results() {
    for lengths in [vec![100_000], vec![1; 5_000], vec![100; 50], vec![0, 1, 0, 300], vec![13; 900]] {
        let results = results(&lengths);
        for start in [0, 1, 20, 1_000_000] {
            let slices = Rendered { start, ..cards() }.window(&results).slices;
            let weight: usize = slices.iter().map(|slice| slice.tools.len() + HEADING).sum();
            assert!(
                weight <= WINDOW / USUAL_ELEMENTS + 2 * (BLOCK + HEADING),
                "{weight} from {start} of {}",
                lengths.len()
            );
        }
    }
}

#[test]
fn a_window_begins_in_the_middle_of_a_group_without_its_heading() {
    let results = results(&[3, 1_000]);
    let window = Rendered { start: 2, ..cards() }.window(&results);
    assert_eq!(window.slices[0].tools.start, 12);
    assert_eq!(window.block_starts().next(), Some(BlockStart { tool: 0, has_heading: false }));
    let window = cards().window(&results);
    let starts: Vec<BlockStart> = window.block_starts().take(3).collect();
    let expected = [(0, true), (3, true), (15, false)];
    assert_eq!(starts, expected.map(|(tool, has_heading)| BlockStart { tool, has_heading }));
}

/// A page as a browser would show it: blocks of some true height, with something above them and below.
struct Screen {
    results: Results,
    /// The true height of each block.
    heights: Vec<f64>,
    page: Rendered,
    scroll: f64,
    viewport: f64,
    /// True if the browser keeps what is on the screen in place when heights above it change, as most do.
    anchors: bool,
}

const ABOVE: f64 = 250.0;
const BELOW: f64 = 90.0;

impl Screen {
    fn range(&self) -> Range<usize> {
        Blocks::new(&self.results, USUAL_ELEMENTS).window(self.page.start)
    }

    /// The upper edges of the rendered blocks in the page, and the lower edge of the last.
    fn edges(&self) -> (Vec<f64>, f64) {
        let mut y = ABOVE + number(whole(self.page.before));
        let tops = self.heights[self.range()].iter().map(|height| {
            y += height;
            y - height
        });
        let tops: Vec<f64> = tops.collect();
        (tops, y)
    }

    fn scroll_to(&mut self, scroll: f64) {
        let (_, bottom) = self.edges();
        let height = bottom + number(self.page.window(&self.results).after) + BELOW;
        self.scroll = scroll.min(height - self.viewport).max(0.0);
    }

    /// One adjustment.
    fn observe(&mut self) -> bool {
        let ((tops, bottom), before) = (self.edges(), self.range());
        let on_screen = |y: f64| y - self.scroll;
        let extent = Extent {
            tops: tops.iter().copied().map(on_screen).collect(),
            bottom: on_screen(bottom),
            viewport: self.viewport,
        };
        let changed = self.page.observe(&self.results, &extent);
        let (now, range) = (self.edges().0, self.range());
        let kept = before
            .clone()
            .find(|&block| range.contains(&block) && tops[block - before.start] + self.heights[block] > self.scroll);
        let moved = kept.filter(|&block| self.anchors && tops[block - before.start] < self.scroll + self.viewport);
        let moved = moved.map_or(0.0, |block| now[block - range.start] - tops[block - before.start]);
        self.scroll_to(self.scroll + moved);
        changed
    }

    /// The part of the screen that should show blocks does.
    fn is_covered(&self) -> bool {
        let ((tops, bottom), range) = (self.edges(), self.range());
        let (first, last) = (range.start == 0, range.end == self.heights.len());
        (first || tops[0] <= self.scroll) && (last || bottom >= self.scroll + self.viewport)
    }
}

#[derive(Debug, Clone)]
enum Move {
    To(f64),
    By(f64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![(0.0..1.0_f64).prop_map(Move::To), (-900.0..900.0_f64).prop_map(Move::By)];
    proptest::collection::vec(one, 1..20)
}

proptest! {
    // A case is a whole walk through a long page.
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Wherever people scroll to, and however high the cards turn out to be, the window is adjusted twice at most
    /// and then covers the screen.
    #[test]
    fn a_window_settles_and_covers_the_screen(
        lengths in prop_oneof![
            proptest::collection::vec(1_usize..40, 30..200),
            proptest::collection::vec(300_usize..2_000, 1..4),
        ],
        heights in proptest::collection::vec(15.0..200.0_f64, 1..60),
        viewport in 300.0..900.0_f64,
        anchors: bool,
        moves in moves(),
    ) {
        let results = results(&lengths);
        let blocks = Blocks::new(&results, USUAL_ELEMENTS);
        prop_assume!(!blocks.is_whole());
        let count = blocks.all.len();
        // The heights per weight repeat in another order each time.
        let of = |block: usize| heights[(block * block + block / 7) % heights.len()];
        let heights = (0..count).map(|block| of(block) * number(blocks.weight(block + 1) - blocks.weight(block)));
        let heights = heights.collect();
        let page = cards();
        let mut screen = Screen { results, heights, page, scroll: 0.0, viewport, anchors };
        for step in moves {
            let whole = screen.edges().1 + number(screen.page.window(&screen.results).after);
            match step {
                Move::To(part) => screen.scroll_to(part * whole),
                Move::By(pixels) => screen.scroll_to(screen.scroll + pixels),
            }
            let adjustments = (0..9).take_while(|_| screen.observe()).count();
            prop_assert!(adjustments <= 2, "{adjustments} after {step:?}");
            prop_assert!(screen.is_covered(), "{step:?}: {:?} at {}", screen.edges(), screen.scroll);
        }
    }

    /// Scrolling on shows every card, one after the other: none is skipped and none comes twice.
    #[test]
    fn scrolling_shows_every_card(count in 300_usize..1_000, heights in proptest::collection::vec(15.0..200.0_f64, 1..60)) {
        let results = results(&[count]);
        let blocks = Blocks::new(&results, USUAL_ELEMENTS).all.len();
        let heights = (0..blocks).map(|block| heights[block * block % heights.len()] * number(BLOCK)).collect();
        let page = cards();
        let mut screen = Screen { results, heights, page, scroll: 0.0, viewport: 900.0, anchors: false };
        let mut top = Vec::new();
        for _ in 0..blocks * 12 * 200 / 300 {
            screen.scroll_to(screen.scroll + 300.0);
            let adjustments = (0..9).take_while(|_| screen.observe()).count();
            prop_assert!(adjustments <= 2, "{adjustments}");
            let (tops, _) = screen.edges();
            let at = tops.partition_point(|&top| top <= screen.scroll);
            top.push(screen.range().start + at.saturating_sub(1));
        }
        for pair in top.windows(2) {
            let highest = screen.heights[pair[0]..=pair[1]].iter().sum::<f64>();
            prop_assert!(pair[0] <= pair[1] && highest <= 300.0 + screen.heights[pair[0]] + screen.heights[pair[1]], "{pair:?}");
        }
    }
}
