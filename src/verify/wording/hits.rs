//! Where is a claim found, and in which wording?
//!
//! In: the claim and the windows that are worth an alignment. Out: [`Hits`]: places, or the pieces that the claim was put together from.

use super::moved;
use super::pieces::{self, Piece};
use super::place::{self, Place};
use crate::align::affine::Aligner;
use crate::model::WordingClass;
use crate::verify::asked::Asked;
use crate::verify::search::windows::{Window, may_hold, windows};

/// Windows whose unpaired words are looked for elsewhere.
const MOST_REPAIRED: usize = 8;

/// Where a claim was found.
#[derive(Default)]
pub struct Hits {
    /// The pieces of a composite, where no single place has the claim.
    pub pieces: Option<Vec<Piece>>,
    /// What the pieces make.
    pub joined: Option<WordingClass>,
    /// Places that have the claim in some wording, best first.
    pub places: Vec<Place>,
    /// If there is no such place: the one that has the largest part of the claim.
    pub nearest: Option<Place>,
}

/// Looks for a claim in the windows of the sources.
pub fn find(asked: &Asked) -> Hits {
    let mut aligner = Aligner::default();
    let windows = windows(asked);
    let mut found = Hits::default();
    for window in windows.into_iter().filter(|w| asked.in_time(w.stream.article)) {
        all_in(asked, window, &mut aligner, &mut found.places);
    }
    let ends = |places: &[Place]| {
        places.iter().map(|p| p.class).min().is_some_and(|best| best <= WordingClass::Spliced)
    };
    if !ends(&found.places) {
        found.places.sort_by(|a, b| b.score.cmp(&a.score).then(a.window.from.cmp(&b.window.from)));
        for place in
            found.places.iter_mut().take(MOST_REPAIRED).filter(|p| p.class >= WordingClass::Composite)
        {
            if let Some(spliced) = moved::spliced(asked, place) {
                *place = spliced;
            }
        }
        if !ends(&found.places) {
            let whole = found.places.iter().find(|p| p.class == WordingClass::Composite);
            found.pieces = match whole {
                Some(place) => Some(pieces::of_parts(asked, place)),
                None => joined(asked, &found.places),
            };
            found.joined = found.pieces.as_ref().map(|p| pieces::class(asked, p));
        }
    }
    // Of equal ones those that may be the claimed speaker's come first, so that they are shown among many.
    let other = |p: &Place| !p.quotation.is_some_and(|q| asked.may_be_own(q));
    found.places.sort_by_cached_key(|p| {
        (p.class, p.quotation.is_none(), other(p), std::cmp::Reverse(p.score), p.window.from)
    });
    if found.class() == WordingClass::NotFound {
        found.nearest = nearest(asked, &found.places).cloned();
    }
    found.places.retain(|p| p.class < WordingClass::NotFound);
    found
}

/// The share of a claim's weight, and the words in a row, that a place needs to be shown as the nearest one. With less, a reader sees
/// only words of the language or of the subject.
const NEAREST_SHARE: f32 = 0.2;
const NEAREST_RUN: usize = 3;

/// Of places that do not have the claim the one with the largest part of it, of equal ones the first.
fn nearest<'p>(asked: &Asked, places: &'p [Place]) -> Option<&'p Place> {
    let near = |p: &&Place| {
        let (_, run) = place::heaviest_run(asked, &p.reading.pairs);
        let words = asked.printed(p.reading.pairs[run].iter().map(|pair| pair.claim));
        p.coverage >= NEAREST_SHARE && words >= NEAREST_RUN && !place::is_common(asked, &p.reading.pairs)
    };
    let first = |a: &&Place, b: &&Place| {
        let place = |p: &Place| (p.article(), p.window.from);
        a.coverage.total_cmp(&b.coverage).then(place(b).cmp(&place(a)))
    };
    places.iter().filter(near).max_by(first)
}

/// A place that lacks fewer of the claim's words than this has an altered claim, not a piece of a composite.
const FEWEST_LACKING: usize = 3;

/// The pieces of a claim that no single place has; `places` with the best score first.
fn joined(asked: &Asked, places: &[Place]) -> Option<Vec<Piece>> {
    let nearly = |p: &Place| p.class == WordingClass::Altered && pieces::lacking(p) < FEWEST_LACKING;
    if places.iter().any(nearly) {
        return None;
    }
    pieces::mosaic(asked)
        .or_else(|| places.iter().take(MOST_REPAIRED).find_map(|place| pieces::composite(asked, place)))
}

/// Most places of one window: an article may print a remark in its headline, its lead and its body.
const MOST_IN_WINDOW: usize = 6;

/// The best place of a window, and further ones on either side of it.
fn all_in(asked: &Asked, window: Window, aligner: &mut Aligner, found: &mut Vec<Place>) {
    let mut open = vec![window];
    let most = found.len() + MOST_IN_WINDOW;
    while let Some(window) = open.pop().filter(|_| found.len() < most && !aligner.is_spent()) {
        let place = place::place(asked, window, aligner);
        if place.class >= WordingClass::Paraphrase && window.score == 0.0 {
            continue;
        }
        if let (Some(first), Some(last)) = (place.reading.pairs.first(), place.reading.pairs.last()) {
            let at = |i: usize| window.from + u32::try_from(i).unwrap_or(u32::MAX);
            for (from, to) in [(window.from, at(first.source)), (at(last.source + 1), window.to)] {
                if may_hold(asked, from, to) {
                    open.push(Window { from, to, score: 0.0, ..window });
                }
            }
        }
        found.push(place);
    }
}

impl Hits {
    /// The wording of the best place, or of the pieces together.
    pub fn class(&self) -> WordingClass {
        self.joined.or(self.places.first().map(|best| best.class)).unwrap_or(WordingClass::NotFound)
    }
}
