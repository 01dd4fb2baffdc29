//! Words of a claim without a counterpart in order → where else they stand.
//!
//! In: a [`Place`] where a part of the claim has no pair. Out: that place again, with the part found out of order in the same
//! quotation (the claim is spliced), or the further places that the part was taken from (the claim is a composite). Only exact
//! runs of words count: looser ones come about by chance.

use std::ops::Range;

use crate::lexicon::Class;
use crate::model::{ArticleIx, ChangeKind, QuotationIx, Span, WordingClass};
use crate::verify::asked::Asked;
use crate::verify::search::windows::Window;
use crate::verify::wording::align::{Agreement, Match};
use crate::verify::wording::difference::{ClaimReading, Difference, read};
use crate::verify::wording::place::{Part, Place, cover, heaviest_part, parts, settle};

/// What a piece from elsewhere must have.
const COMPOSITE_WORDS: usize = 3;
const COMPOSITE_WEIGHT: f32 = 9.0;
/// The same for a longer run.
const LONG_COMPOSITE_WORDS: usize = 4;
const LONG_COMPOSITE_WEIGHT: f32 = 7.0;
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

/// The claim's words that were added or stand for others, as ranges; `None` where a word is another form of the source's, which no
/// other order mends.
fn without_pair(place: &Place) -> Option<Vec<Range<usize>>> {
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
    let row = asked.sources.row();
    let region = region(asked, place);
    // Each step below looks at all of the region and gets as many words further as it compared there.
    let all: usize = lacking.iter().map(|r| r.len()).sum();
    if all.saturating_mul(region.len()) > MOST_LOOKED_AT {
        return None;
    }
    let mut used = vec![false; (region.end - region.start) as usize];
    for p in &place.reading.pairs {
        let slot = (place.window.from as usize + p.source).checked_sub(region.start as usize);
        if let Some(used) = slot.and_then(|s| used.get_mut(s)) {
            *used = true;
        }
    }
    let mut moved: Vec<(Range<usize>, Range<u32>)> = Vec::new();
    let mut left: Vec<usize> = Vec::new();
    for range in lacking {
        let mut at = range.start;
        while at < range.end {
            let longest = (region.start..region.end)
                .map(|from| {
                    let same = |k: &u32| {
                        let (i, j) = (at + *k as usize, from + k);
                        i < range.end
                            && j < region.end
                            && !used[(j - region.start) as usize]
                            && asked.atoms[i].same(row[j as usize])
                    };
                    ((0..).take_while(same).count(), from)
                })
                .max_by_key(|&(n, from)| (n, std::cmp::Reverse(from)));
            match longest {
                Some((n, from)) if n > 0 => {
                    let to = from + n as u32;
                    used[(from - region.start) as usize..(to - region.start) as usize].fill(true);
                    moved.push((at..at + n, from..to));
                    at += n;
                }
                _ => {
                    left.push(at);
                    if !may_be_left(asked, &left) {
                        return None;
                    }
                    at += 1;
                }
            }
        }
    }
    if moved.is_empty() {
        return None;
    }
    let words: usize = moved.iter().map(|(c, _)| c.len()).sum();
    let runs = moved.iter().any(|(c, _)| c.len() > 1);
    let lone = moved.iter().filter(|(c, _)| c.len() == 1).count();
    // A word that moved left its place within the rest, or beside it; the same word far off is another one.
    let first = place.reading.pairs.first().map_or(0, |p| place.window.from + p.source as u32);
    let last = place.reading.pairs.last().map_or(0, |p| place.window.from + p.source as u32);
    let beside = |r: &Range<u32>| r.end + BESIDE > first && r.start < last + 1 + BESIDE;
    let stands = |(c, r): &(Range<usize>, Range<u32>)| {
        beside(r) || c.len() >= COMPOSITE_WORDS || (c.len() > 1 && asked.weight(c.clone()) >= MOVED_WEIGHT)
    };
    if !moved.iter().all(stands) {
        return None;
    }
    // Many scraps are found in any long text.
    if (words > 1 && !runs) || lone > 1 || moved.len() > 1 + words / WORDS_A_MOVE {
        return None;
    }
    Some(with_moves(asked, place, &region, &moved, &left, runs))
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

fn with_moves(
    asked: &Asked,
    place: &Place,
    region: &Range<u32>,
    moved: &[(Range<usize>, Range<u32>)],
    left: &[usize],
    runs: bool,
) -> Place {
    // The window grows to hold the moved words, so that every index points into one slice.
    let from = place.window.from.min(region.start);
    let to = place.window.to.max(region.end);
    let shift = (place.window.from - from) as usize;
    let window = Window { from, to, ..place.window };
    let sides = asked.sides(place.article(), from, to);
    let is_moved =
        |s: usize| moved.iter().any(|(_, r)| (r.start - from) as usize <= s && s < (r.end - from) as usize);
    let mut differences = Vec::new();
    let mut push = |kind, claim: Range<usize>, source: Range<usize>| {
        let (claim_bytes, source_bytes) = (sides.claim.bytes(&claim), sides.source.bytes(&source));
        differences.push(Difference { kind, claim, source, claim_bytes, source_bytes });
    };
    for d in &place.reading.differences {
        let source = d.source.start + shift..d.source.end + shift;
        match d.kind {
            ChangeKind::Added => {}
            // What was replaced is dropped, as far as it was not moved.
            ChangeKind::Dropped | ChangeKind::Replaced => {
                let mut at = source.start;
                while at < source.end {
                    let end = (at..source.end).find(|&s| is_moved(s)).unwrap_or(source.end);
                    if at < end {
                        push(ChangeKind::Dropped, d.claim.end..d.claim.end, at..end);
                    }
                    at = (end..source.end).find(|&s| !is_moved(s)).unwrap_or(source.end);
                }
            }
            kind => push(kind, d.claim.clone(), source),
        }
    }
    for (claim, source) in moved {
        push(ChangeKind::Moved, claim.clone(), (source.start - from) as usize..(source.end - from) as usize);
    }
    for &i in left {
        push(ChangeKind::Added, i..i + 1, 0..0);
    }
    differences.sort_by_key(|d| (d.claim.start, d.claim.end));
    let mut pairs: Vec<Match> =
        place.reading.pairs.iter().map(|p| Match { source: p.source + shift, ..*p }).collect();
    for (claim, source) in moved {
        pairs.extend(claim.clone().zip(source.clone()).map(|(c, s)| Match {
            claim: c,
            source: (s - from) as usize,
            agreement: Agreement::Word,
        }));
    }
    pairs.sort_by_key(|p| p.claim);
    if pairs.is_sorted_by_key(|p| p.source) && left.is_empty() {
        // Nothing moved: words far behind were left out.
        let mut out = Place { window, reading: read(&sides, pairs), ..place.clone() };
        settle(asked, &mut out);
        return out;
    }
    let reading = ClaimReading { pairs, differences, form: place.reading.form };
    let mut out = Place { window, reading, ..place.clone() };
    settle(asked, &mut out);
    // One word in another place is a change of wording; a run of words is a piece put elsewhere.
    out.class = if runs { WordingClass::Spliced } else { WordingClass::Altered };
    out
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
fn may_be_left(asked: &Asked, left: &[usize]) -> bool {
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

/// What a claim in pieces is: where all stand in one quotation it is one remark, cut or put together anew.
pub fn class(asked: &Asked, pieces: &[Piece]) -> WordingClass {
    let whole = |p: &Piece| p.quotation.map(|q| asked.sources.outermost(q));
    let one =
        pieces.first().and_then(whole).is_some_and(|first| pieces.iter().all(|p| whole(p) == Some(first)));
    let marked = |p: &Piece| asked.atoms.get(p.claim.start).is_some_and(|a| a.after_gap());
    if !one {
        WordingClass::Composite
    } else if !pieces.windows(2).all(|two| two[0].span.end() <= two[1].span.start()) {
        WordingClass::Spliced
    } else if pieces.iter().skip(1).all(marked) {
        WordingClass::Elided
    } else {
        WordingClass::SilentOmission
    }
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
    for from in sources.run_places([stem(at), stem(at + 1), stem(at + 2)]) {
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
