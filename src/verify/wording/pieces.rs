//! Words of a claim without a counterpart in order → the other places that they were taken from.
//!
//! In: a [`Place`] where a part of the claim has no pair, or a claim that no place holds. Out: [`Piece`]s, which together are the claim: it
//! is a composite. Only exact runs of words count: looser ones come about by chance.

use std::ops::Range;

use crate::lexicon::Class;
use crate::model::{ArticleIx, QuotationIx, Span, WordingClass};
use crate::verify::asked::Asked;
use crate::verify::wording::align::Agreement;
use crate::verify::wording::difference::Difference;
use crate::verify::wording::place::{Part, Place, cover, parts, speaker};

/// What a piece from elsewhere must have.
pub const COMPOSITE_WORDS: usize = 3;
const COMPOSITE_WEIGHT: f32 = 9.0;
/// The same for a longer run.
const LONG_COMPOSITE_WORDS: usize = 4;
const LONG_COMPOSITE_WEIGHT: f32 = 7.0;

/// The claim's words that were added or stand for others, as ranges; `None` where a word is another form of the source's, which no
/// other order mends.
pub fn without_pair(place: &Place) -> Option<Vec<Range<usize>>> {
    let stems = place.reading.pairs.iter().any(|p| p.agreement == Agreement::Stem);
    let ranges: Vec<_> = odd(place).map(|d| d.claim.clone()).collect();
    (!stems && !ranges.is_empty() && ranges.iter().all(|r| !r.is_empty())).then_some(ranges)
}

/// Words of the claim that have no counterpart in order.
pub fn lacking(place: &Place) -> usize {
    odd(place).map(|d| d.claim.len().max(1)).sum()
}

fn odd(place: &Place) -> impl Iterator<Item = &Difference> {
    place.reading.differences.iter().filter(|d| d.changes_words())
}

/// A run of the claim's words found elsewhere.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Index of the article.
    pub article: ArticleIx,
    /// The claim's words.
    pub claim: Range<usize>,
    /// Where they stand.
    pub span: Span,
    /// The quotation there.
    pub quotation: Option<QuotationIx>,
}

/// Whether words may be left over between pieces: one "and", "or", "but".
pub fn may_be_left(asked: &Asked, left: &[usize]) -> bool {
    let lexicon = asked.sources.lexicon();
    let joins =
        |&i: &usize| lexicon.classes(&asked.words.entry(asked.atoms[i].key).word).has(Class::Coordinator);
    left.len() <= 1 && left.iter().all(joins)
}

/// The pieces that the words without a pair were taken from, where all of them are found.
pub fn composite(asked: &Asked, place: &Place) -> Option<Vec<Piece>> {
    let lacking = without_pair(place)?;
    if !is_piece(place.reading.pairs.len(), asked.paired(&place.reading.pairs)) {
        return None;
    }
    let mut pieces = tiled(asked, lacking, Some(place.article()))?;
    let (first, last) = (place.reading.pairs.first()?.claim, place.reading.pairs.last()?.claim);
    let main = Piece {
        article: place.article(),
        claim: first..last + 1,
        span: place.span(asked)?,
        quotation: place.quotation,
    };
    pieces.insert(0, main);
    Some(pieces)
}

/// Whether so many words of such weight are no chance.
fn is_piece(words: usize, weight: f32) -> bool {
    let least = if words >= LONG_COMPOSITE_WORDS { LONG_COMPOSITE_WEIGHT } else { COMPOSITE_WEIGHT };
    words >= COMPOSITE_WORDS && weight >= least
}

/// More pieces than this are no longer anybody's remarks.
const MOST_PIECES: usize = 4;

/// The whole claim as a row of exact pieces from several places.
pub fn mosaic(asked: &Asked) -> Option<Vec<Piece>> {
    let whole = std::iter::once(0..asked.atoms.len()).collect();
    tiled(asked, whole, None).filter(|pieces| (2..=MOST_PIECES).contains(&pieces.len()))
}

/// The parts of a place that joins several remarks of one article.
pub fn of_parts(asked: &Asked, place: &Place) -> Vec<Piece> {
    let sides = place.sides(asked);
    let pairs = &place.reading.pairs;
    let piece = |part: Part| {
        let pairs = &pairs[part.pairs];
        let (first, last) = (pairs.first()?.claim, pairs.last()?.claim);
        let span = cover(&sides.source, pairs.iter().map(|p| p.source))?;
        Some(Piece { article: place.article(), claim: first..last + 1, span, quotation: part.quotation })
    };
    parts(asked, place).into_iter().filter_map(piece).collect()
}

fn tiled(asked: &Asked, lacking: Vec<Range<usize>>, mut home: Option<ArticleIx>) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut left = Vec::new();
    for range in lacking {
        let mut at = range.start;
        while at < range.end {
            match longest_run(asked, at, range.end, home) {
                Some(piece) => {
                    (at, home) = (piece.claim.end, Some(piece.article));
                    pieces.push(piece);
                }
                None => {
                    left.push(at);
                    at += 1;
                }
            }
            if pieces.len() > MOST_PIECES || !may_be_left(asked, &left) {
                return None;
            }
        }
    }
    (!pieces.is_empty()).then_some(pieces)
}

/// What a claim in pieces is: where all stand in one quotation it is one remark, cut or put together anew. So it is where one person says
/// all of them in one text and the claim marks each cut.
pub fn class(asked: &Asked, pieces: &[Piece]) -> WordingClass {
    let whole = |p: &Piece| p.quotation.map(|q| asked.sources.outermost(q));
    let one =
        pieces.first().and_then(whole).is_some_and(|first| pieces.iter().all(|p| whole(p) == Some(first)));
    let marked = |p: &Piece| asked.atoms.get(p.claim.start).is_some_and(|a| a.after_gap());
    let in_order = pieces.windows(2).all(|two| two[0].span.end() <= two[1].span.start());
    if !one && in_order && one_speaker(asked, pieces) && pieces.iter().skip(1).all(marked) {
        WordingClass::Elided
    } else if !one {
        WordingClass::Composite
    } else if !in_order {
        WordingClass::Spliced
    } else if pieces.iter().skip(1).all(marked) {
        WordingClass::Elided
    } else {
        WordingClass::SilentOmission
    }
}

/// Whether one article names one person as the speaker of all pieces.
fn one_speaker(asked: &Asked, pieces: &[Piece]) -> bool {
    let who = |p: &Piece| Some((p.article, speaker(asked, p.quotation?)?));
    let first = pieces.first().and_then(who);
    first.is_some() && pieces.iter().all(|p| who(p) == first)
}

/// The longest run of words that begins with the claim's word `at`; in a quotation, and in the same article, where several do.
fn longest_run(asked: &Asked, at: usize, end: usize, home: Option<ArticleIx>) -> Option<Piece> {
    let Asked { atoms, sources, words, .. } = *asked;
    let stem = |i: usize| words.entry(atoms[i].key).stem;
    if at + COMPOSITE_WORDS > end || atoms[at..end].iter().any(|a| a.editors()) {
        return None;
    }
    let row = sources.row();
    let mut best: Option<((usize, bool, bool), Piece)> = None;
    for from in asked.run_places([stem(at), stem(at + 1), stem(at + 2)]) {
        let stream = sources.stream(from);
        if !asked.in_time(stream.article) {
            continue;
        }
        let same = |k: &u32| {
            let (i, j) = (at + *k as usize, from + k);
            i < end && j < stream.end && atoms[i].same(row[j as usize])
        };
        let n = (0..).take_while(same).count();
        if n < COMPOSITE_WORDS || best.as_ref().is_some_and(|((m, ..), _)| n < *m) {
            continue;
        }
        let text = sources.articles()[stream.article].text();
        let (first, last) = (row[from as usize], row[from as usize + n - 1]);
        let Some(span) = Span::new(text, first.start as usize, last.end as usize) else { continue };
        let quotation = sources.quotation_at(stream.article, span);
        let rank = (n, quotation.is_some(), Some(stream.article) == home);
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, Piece { article: stream.article, claim: at..at + n, span, quotation }));
        }
    }
    let (_, piece) = best?;
    is_piece(piece.claim.len(), asked.weight(piece.claim.clone())).then_some(piece)
}
