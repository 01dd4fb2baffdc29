//! Words of a claim without a counterpart in order → where else in the same remark they stand.
//!
//! In: a [`Place`] where a part of the claim has no pair. Out: that place again, with the part found out of order near the rest: the
//! claim is spliced. Only exact runs of words count: looser ones come about by chance.

use std::cmp::Reverse;
use std::ops::Range;

use crate::model::{ChangeKind, WordingClass};
use crate::verify::asked::Asked;
use crate::verify::search::windows::Window;
use crate::verify::wording::align::{Agreement, Match};
use crate::verify::wording::difference::{ClaimReading, Difference, read, runs};
use crate::verify::wording::pieces::{COMPOSITE_WORDS, may_be_left, without_pair};
use crate::verify::wording::place::{Place, heaviest_part, is_common, settle};
use crate::verify::wording::sides::Sides;
use crate::words::Atom;

/// Words that a moved run must have on average, one run aside.
const WORDS_A_MOVE: usize = 5;
/// What a moved run of two words must weigh where it stands apart from the rest.
const MOVED_WEIGHT: f32 = 6.0;
/// Words between a moved word and the rest.
const BESIDE: u32 = 2;
/// How far from the rest a moved piece is looked for in running text, in words.
const NEARBY: u32 = 60;
/// Pairs of a word without a counterpart and a word near the rest; with more than these no order is looked for.
const MOST_LOOKED_AT: usize = 4_000_000;

/// The place with its moved words found, where all of them are found near.
pub fn spliced(asked: &Asked, place: &Place) -> Option<Place> {
    let one;
    let place = match heaviest_part(asked, place) {
        Some(reading) => {
            one = Place { reading, ..place.clone() };
            &one
        }
        None => place,
    };
    let lacking = without_pair(place)?;
    let region = region(asked, place);
    // Each step of the search looks at all of the region and gets as many words further as it compared there.
    let all: usize = lacking.iter().map(|r| r.len()).sum();
    if all.saturating_mul(region.len()) > MOST_LOOKED_AT {
        return None;
    }
    let moves = Unpaired::new(asked, place, region.clone()).find(asked, lacking)?;
    (moves.stand_near(asked, place) && moves.are_few()).then(|| with_moves(asked, place, &region, &moves))
}

/// The words of the row that may belong to the remark that the place is in.
fn region(asked: &Asked, place: &Place) -> Range<u32> {
    let stream = place.window.stream;
    let first = place.reading.pairs.first().map_or(0, |p| p.source as u32);
    let last = place.reading.pairs.last().map_or(0, |p| p.source as u32 + 1);
    let margin = NEARBY + asked.atoms.len() as u32;
    let from = (place.window.from + first).saturating_sub(margin).max(stream.first);
    let to = (place.window.from + last).saturating_add(margin).min(stream.end);
    let Some(quotation) = place.quotation else { return from..to };
    let extent = asked.sources.quotations()[quotation].extent();
    let row = &asked.sources.row()[from as usize..to as usize];
    // Words of a stream stand in the order of the text.
    let begin = row.partition_point(|a| (a.start as usize) < extent.start()) as u32;
    let end = row.partition_point(|a| (a.start as usize) < extent.end()) as u32;
    from + begin..from + end.max(begin)
}

/// The words of a region that have no counterpart in the claim yet.
struct Unpaired<'r> {
    row: &'r [Atom],
    region: Range<u32>,
    /// For each word of the region, whether it has a counterpart.
    used: Vec<bool>,
}

impl<'r> Unpaired<'r> {
    fn new(asked: &Asked<'r>, place: &Place, region: Range<u32>) -> Self {
        let mut used = vec![false; region.len()];
        for p in &place.reading.pairs {
            let slot = (place.window.from as usize + p.source).checked_sub(region.start as usize);
            if let Some(used) = slot.and_then(|s| used.get_mut(s)) {
                *used = true;
            }
        }
        Self { row: asked.sources.row(), region, used }
    }

    /// Where the words of the claim that lack a counterpart stand, the longest run at each word; `None` where more are left over
    /// than may be.
    fn find(mut self, asked: &Asked, lacking: Vec<Range<usize>>) -> Option<Moves> {
        let mut moves = Moves::default();
        for range in lacking {
            let mut at = range.start;
            while at < range.end {
                let run = self.longest_run(&asked.atoms[at..range.end]);
                if run.is_empty() {
                    moves.left.push(at);
                    if !may_be_left(asked, &moves.left) {
                        return None;
                    }
                    at += 1;
                    continue;
                }
                let claim = at..at + run.len();
                at = claim.end;
                let slots = self.slot(run.start)..self.slot(run.end);
                self.used[slots].fill(true);
                moves.moved.push(Moved { claim, row: run });
            }
        }
        (!moves.moved.is_empty()).then_some(moves)
    }

    /// The first of the longest runs of the region that begins as `words` do; empty where none does.
    fn longest_run(&self, words: &[Atom]) -> Range<u32> {
        let length = |from: u32| {
            let same = |k: &u32| {
                let j = from + k;
                words.get(*k as usize).is_some_and(|w| {
                    j < self.region.end && !self.used[self.slot(j)] && w.same(self.row[j as usize])
                })
            };
            (0..).take_while(same).count() as u32
        };
        let all = self.region.clone().map(|from| (length(from), from));
        all.max_by_key(|&(n, from)| (n, Reverse(from))).map_or(0..0, |(n, from)| from..from + n)
    }

    fn slot(&self, place: u32) -> usize {
        (place - self.region.start) as usize
    }
}

/// A run of the claim's words and where it stands in the row.
struct Moved {
    claim: Range<usize>,
    row: Range<u32>,
}

/// What became of the words without a counterpart in order.
#[derive(Default)]
struct Moves {
    moved: Vec<Moved>,
    /// Words of the claim that stand nowhere.
    left: Vec<usize>,
}

impl Moves {
    /// A word that moved left its place within the rest, or beside it; the same word far off is another one.
    fn stand_near(&self, asked: &Asked, place: &Place) -> bool {
        let first = place.reading.pairs.first().map_or(0, |p| place.window.from + p.source as u32);
        let last = place.reading.pairs.last().map_or(0, |p| place.window.from + p.source as u32);
        let beside = |r: &Range<u32>| r.end + BESIDE > first && r.start < last + 1 + BESIDE;
        self.moved.iter().all(|Moved { claim, row }| {
            beside(row)
                || claim.len() >= COMPOSITE_WORDS
                || (claim.len() > 1 && asked.weight(claim.clone()) >= MOVED_WEIGHT)
        })
    }

    /// Many scraps are found in any long text.
    fn are_few(&self) -> bool {
        let words: usize = self.moved.iter().map(|m| m.claim.len()).sum();
        let lone = self.moved.iter().filter(|m| m.claim.len() == 1).count();
        (words <= 1 || self.hold_a_run()) && lone <= 1 && self.moved.len() <= 1 + words / WORDS_A_MOVE
    }

    fn hold_a_run(&self) -> bool {
        self.moved.iter().any(|m| m.claim.len() > 1)
    }
}

/// The place in a window that holds the moved words too.
fn with_moves(asked: &Asked, place: &Place, region: &Range<u32>, moves: &Moves) -> Place {
    // The window grows, so that every index points into one slice.
    let from = place.window.from.min(region.start);
    let window = Window { from, to: place.window.to.max(region.end), ..place.window };
    let sides = asked.sides(place.article(), window.from, window.to);
    let before = (place.window.from - from) as usize;
    let widened = Widened { place, moves, before, from };
    let pairs = widened.pairs();
    // Where nothing moved, words far behind were left out.
    let in_order = pairs.is_sorted_by_key(|p| p.source) && moves.left.is_empty();
    let reading = if in_order {
        read(&sides, pairs)
    } else {
        ClaimReading { pairs, differences: widened.differences(&sides), form: place.reading.form }
    };
    let mut out = Place { window, reading, ..place.clone() };
    settle(asked, &mut out);
    if !in_order && is_common(asked, &out.reading.pairs) {
        out.class = WordingClass::NotFound;
    } else if !in_order {
        // One word in another place is a change of wording; a run of words is a piece put elsewhere.
        out.class = if moves.hold_a_run() { WordingClass::Spliced } else { WordingClass::Altered };
    }
    out
}

/// A place whose window has grown, with the moved words.
struct Widened<'p> {
    place: &'p Place,
    moves: &'p Moves,
    /// Words that the window has gained before the ones it had.
    before: usize,
    /// Where the window begins now.
    from: u32,
}

impl Widened<'_> {
    /// Where a moved run stands in the window.
    fn source(&self, moved: &Moved) -> Range<usize> {
        (moved.row.start - self.from) as usize..(moved.row.end - self.from) as usize
    }

    /// The pairs of the place and those of the moved words, in the order of the claim.
    fn pairs(&self) -> Vec<Match> {
        let known = &self.place.reading.pairs;
        let mut pairs: Vec<Match> =
            known.iter().map(|p| Match { source: p.source + self.before, ..*p }).collect();
        for moved in &self.moves.moved {
            let one = |(claim, source)| Match { claim, source, agreement: Agreement::Word };
            pairs.extend(moved.claim.clone().zip(self.source(moved)).map(one));
        }
        pairs.sort_by_key(|p| p.claim);
        pairs
    }

    /// The differences that remain, each moved run as one of its own, in the order of the claim.
    fn differences(&self, sides: &Sides) -> Vec<Difference> {
        let moved: Vec<Range<usize>> = self.moves.moved.iter().map(|m| self.source(m)).collect();
        let stays = |at: usize| !moved.iter().any(|r| r.contains(&at));
        let mut out = Vec::new();
        for d in &self.place.reading.differences {
            let source = d.source.start + self.before..d.source.end + self.before;
            match d.kind {
                ChangeKind::Added => {}
                // What was replaced is dropped, as far as it was not moved.
                ChangeKind::Dropped | ChangeKind::Replaced => {
                    let (kind, at) = (ChangeKind::Dropped, d.claim.end..d.claim.end);
                    let dropped = runs(source, stays).into_iter();
                    out.extend(dropped.map(|run| Difference::new(sides, kind, at.clone(), run)));
                }
                kind => out.push(Difference::new(sides, kind, d.claim.clone(), source)),
            }
        }
        for (m, source) in self.moves.moved.iter().zip(moved) {
            out.push(Difference::new(sides, ChangeKind::Moved, m.claim.clone(), source));
        }
        let left = self.moves.left.iter();
        out.extend(left.map(|&i| Difference::new(sides, ChangeKind::Added, i..i + 1, 0..0)));
        out.sort_by_key(|d| (d.claim.start, d.claim.end));
        out
    }
}
