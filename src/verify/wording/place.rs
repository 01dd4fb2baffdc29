//! A window of the sources → how well the claim agrees with that place alone.
//!
//! In: the claim, a window. Out: a [`Place`] with its class. Pairs that came about by chance (a few common words far from the
//! rest) are taken away first, so that "the" in the next paragraph is no omission of a paragraph.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::align::affine::Aligner;
use crate::model::{ArticleIx, ChangeKind, Form, QuotationIx, Span, WordingClass};
use crate::verify::asked::Asked;
use crate::verify::search::windows::Window;
use crate::verify::wording::align::{Agreement, Match, align};
use crate::verify::wording::difference::{ClaimReading, Difference, read};
use crate::verify::wording::sides::{Side, Sides};

/// What a claim is at one place of one source.
#[derive(Debug, Clone)]
pub struct Place {
    /// The window.
    pub window: Window,
    /// How the claim agrees.
    pub class: WordingClass,
    /// Pairs, differences, form.
    pub reading: ClaimReading,
    /// Value of the alignment.
    pub score: i32,
    /// Share of the claim's weight that has a pair.
    pub coverage: f32,
    /// The quotation that holds most of the words.
    pub quotation: Option<QuotationIx>,
}

impl Place {
    /// Index of the article.
    pub fn article(&self) -> ArticleIx {
        self.window.stream.article
    }

    /// The claim beside the window.
    pub fn sides<'a>(&self, asked: &Asked<'a>) -> Sides<'a> {
        asked.sides(self.article(), self.window.from, self.window.to)
    }

    /// The words that agree, from the first to the last, in the article.
    pub fn span(&self, asked: &Asked) -> Option<Span> {
        cover(&self.sides(asked).source, self.reading.pairs.iter().map(|p| p.source))
    }

    /// The claim's words that agree, from the first to the last.
    pub fn claim_span(&self, asked: &Asked) -> Option<Span> {
        let claim = Side { text: asked.text, atoms: asked.atoms };
        cover(&claim, self.reading.pairs.iter().map(|p| p.claim))
    }
}

/// From the first byte of the given words to the last one.
pub fn cover(side: &Side, words: impl Iterator<Item = usize>) -> Option<Span> {
    // Contents of one quotation stand in the order of the text, so first and last are the ends.
    let (mut start, mut end) = (u32::MAX, 0);
    for i in words {
        let a = side.atoms.get(i)?;
        (start, end) = (start.min(a.start), end.max(a.end));
    }
    Span::new(side.text, start as usize, end as usize)
}

/// Words of the source that may be left out within one piece.
const NEAR: usize = 8;
/// The same where the claim marks the omission.
const NEAR_MARKED: usize = 40;
/// Words and weight that a piece far from the rest must have.
const GAP_WORDS: usize = 3;
const GAP_WEIGHT: f32 = 8.0;
/// A claim agrees with a place at all where this share of its weight does…
const ALTERED: f32 = 0.55;
/// … or this, in one run of some weight.
const ALTERED_RUN: f32 = 0.35;
const RUN_WEIGHT: f32 = 24.0;
/// The same where nearly all words stand there in some order: two of them were exchanged.
const IN_ORDER: f32 = 0.3;
const ANY_ORDER: f32 = 0.9;
const RUN_WORDS: usize = 5;

/// Aligns the claim with a window and reads the alignment.
pub fn place(asked: &Asked, window: Window, aligner: &mut Aligner) -> Place {
    let sides = asked.sides(window.stream.article, window.from, window.to);
    let aligned = align(aligner, sides.claim.atoms, sides.source.atoms, asked.words);
    let pairs = prune(asked, &sides, aligned.pairs);
    let reading = read(&sides, pairs);
    let mut place = Place {
        window,
        class: WordingClass::NotFound,
        reading,
        score: aligned.score,
        coverage: 0.0,
        quotation: None,
    };
    // Changed words between pieces far apart: each piece must stand for itself.
    if changed(&place.reading)
        && let Some(reading) = heaviest_part(asked, &place)
    {
        place.reading = reading;
    }
    settle(asked, &mut place);
    place
}

/// The reading of the heaviest of several parts.
pub fn heaviest_part(asked: &Asked, place: &Place) -> Option<ClaimReading> {
    let parts = parts(asked, place);
    let main = heaviest(asked, &place.reading.pairs, &parts).filter(|_| parts.len() > 1)?;
    Some(read(&place.sides(asked), place.reading.pairs[main.pairs].to_vec()))
}

fn changed(reading: &ClaimReading) -> bool {
    reading.differences.iter().any(Difference::changes_words)
}

fn heaviest(asked: &Asked, pairs: &[Match], parts: &[Part]) -> Option<Part> {
    let weight = |p: &Part| asked.paired(&pairs[p.pairs.clone()]);
    parts
        .iter()
        .max_by(|a, b| weight(a).total_cmp(&weight(b)).then(b.pairs.start.cmp(&a.pairs.start)))
        .cloned()
}

/// Works out coverage, quotation and class from the reading.
pub fn settle(asked: &Asked, place: &mut Place) {
    let pairs = &place.reading.pairs;
    let all = asked.weight(0..asked.atoms.len()).max(f32::EPSILON);
    let paired = |agreement: Agreement| -> f32 {
        pairs.iter().filter(|p| p.agreement == agreement).map(|p| asked.weight(p.claim..p.claim + 1)).sum()
    };
    let words = paired(Agreement::Word);
    place.coverage = words / all;
    let Some(span) = place.span(asked) else { return };
    let parts = parts(asked, place);
    place.quotation = match heaviest(asked, pairs, &parts) {
        Some(part) => part.quotation,
        None => asked.sources.quotation_at(place.article(), span),
    };
    place.class = class(asked, place, &parts, (words + paired(Agreement::Stem)) / all);
}

fn class(asked: &Asked, place: &Place, parts: &[Part], with_stems: f32) -> WordingClass {
    let has = |kind: ChangeKind| place.reading.differences.iter().any(|d| d.kind == kind);
    if changed(&place.reading) {
        let (run, pairs) = heaviest_run(asked, &place.reading.pairs);
        let long = run >= RUN_WEIGHT && pairs.len() >= RUN_WORDS;
        if is_chance(asked, &place.reading.pairs) {
            return WordingClass::NotFound;
        }
        let many = place.coverage >= ALTERED || (place.coverage >= ALTERED_RUN && long);
        return if many || (place.coverage >= IN_ORDER && in_any_order(asked, place) >= ANY_ORDER) {
            WordingClass::Altered
        } else if with_stems >= ALTERED {
            WordingClass::Paraphrase
        } else {
            WordingClass::NotFound
        };
    }
    if parts.windows(2).any(|two| !one_remark(asked, &two[0], &two[1])) {
        return WordingClass::Composite;
    }
    if has(ChangeKind::Dropped) {
        WordingClass::SilentOmission
    } else if has(ChangeKind::Moved) {
        WordingClass::Spliced
    } else if has(ChangeKind::Bracketed) {
        WordingClass::Bracketed
    } else if has(ChangeKind::Elided) {
        WordingClass::Elided
    } else {
        match place.reading.form {
            Form::N1 => WordingClass::Verbatim,
            Form::N2 => WordingClass::FormatOnly,
            Form::N3 => WordingClass::Styled,
            Form::N4 | Form::N5 => WordingClass::Cleaned,
        }
    }
}

/// Words of a claim that is so short that words must stand together, and two of three agree.
const SHORT: usize = 9;

/// Words of a short claim that agree with less weight in a row than this are in everybody's mouth.
const COMMON: f32 = 7.5;
/// A word of this weight is not.
const RARE_WORD: f32 = 5.0;

/// So many words in one run are no chance.
const TOGETHER: usize = 4;

/// Whether the words that agree are too few, or too far apart in a short claim, to be more than words of the language. Words are
/// counted as printed.
fn is_chance(asked: &Asked, pairs: &[Match]) -> bool {
    let words = asked.printed_words();
    let paired = asked.printed(pairs.iter().map(|p| p.claim));
    let together =
        runs(pairs).into_iter().map(|r| asked.printed(pairs[r].iter().map(|p| p.claim))).max().unwrap_or(0);
    let few = 2 * paired < words || (words <= SHORT && (together < 2 || 3 * paired < 2 * words));
    (few && together < TOGETHER) || is_common(asked, pairs)
}

/// Whether a short claim agrees in words only that everybody says: "Thank you so much" beside "Thank you very much".
pub fn is_common(asked: &Asked, pairs: &[Match]) -> bool {
    let rare = pairs.iter().any(|p| asked.weight(p.claim..p.claim + 1) >= RARE_WORD);
    asked.printed_words() <= SHORT && !rare && heaviest_run(asked, pairs).0 < COMMON
}

/// The share of the claim's weight that stands at the place in whatever order.
fn in_any_order(asked: &Asked, place: &Place) -> f32 {
    let source = place.sides(asked).source.atoms;
    let (Some(first), Some(last)) = (place.reading.pairs.first(), place.reading.pairs.last()) else {
        return 0.0;
    };
    let from = first.source.saturating_sub(asked.atoms.len());
    let to = (last.source + 1 + asked.atoms.len()).min(source.len());
    let mut held: FxHashMap<u32, usize> = FxHashMap::default();
    source[from..to].iter().for_each(|a| *held.entry(a.key).or_default() += 1);
    let mut sum = 0.0;
    for (i, a) in asked.atoms.iter().enumerate() {
        if let Some(left @ 1..) = held.get_mut(&a.key) {
            *left -= 1;
            sum += asked.weight(i..i + 1);
        }
    }
    sum / asked.weight(0..asked.atoms.len()).max(f32::EPSILON)
}

/// Whether two parts may be one remark, cut: they stand in one quotation, or the claim marks the cut and one person speaks in
/// both, or both stand near each other in running text.
fn one_remark(asked: &Asked, a: &Part, b: &Part) -> bool {
    let outermost = |q| asked.sources.outermost(q);
    match (a.quotation, b.quotation) {
        (Some(p), Some(q)) => {
            outermost(p) == outermost(q) || (b.marked && speaker(asked, p) == speaker(asked, q))
        }
        (None, None) => b.marked || b.skipped <= FAR_TEXT,
        _ => b.skipped <= FAR,
    }
}

/// The name of a quotation's speaker.
pub fn speaker<'a>(asked: &Asked<'a>, quotation: QuotationIx) -> Option<&'a str> {
    asked.sources.quotations()[quotation].speaker.as_ref()?.name.as_deref()
}

/// Words left out without a mark that part two pieces, and the same in running text without quotations.
const FAR: usize = 25;
const FAR_TEXT: usize = 100;

/// Pairs that stand together.
#[derive(Debug, Clone)]
pub struct Part {
    /// Which pairs.
    pub pairs: Range<usize>,
    /// The quotation that they stand in.
    pub quotation: Option<QuotationIx>,
    /// Whether the claim marks an omission before the part.
    marked: bool,
    /// Words of the source that were left out before it.
    skipped: usize,
}

/// The parts of a place worth naming, in the order of the claim: cut where words are left out and another quotation begins, or
/// where many words are left out.
pub fn parts(asked: &Asked, place: &Place) -> Vec<Part> {
    let sides = place.sides(asked);
    let pairs = &place.reading.pairs;
    let quotation = |pairs: &[Match]| {
        let span = cover(&sides.source, pairs.iter().map(|p| p.source))?;
        asked.sources.quotation_at(place.article(), span)
    };
    let mut parts: Vec<Part> = Vec::new();
    for (i, &p) in pairs.iter().enumerate() {
        let here = quotation(&[p]).map(|q| asked.sources.outermost(q));
        let before = i.checked_sub(1).map(|i| pairs[i]);
        let skipped = before.map_or(0, |b| p.source.saturating_sub(b.source + 1));
        let marked = before.is_some_and(|b| marked_between(&sides, b, p));
        match parts.last_mut() {
            Some(last) if skipped == 0 || (skipped <= FAR && last.quotation == here) => {
                last.pairs.end = i + 1
            }
            _ => parts.push(Part { pairs: i..i + 1, quotation: here, marked, skipped }),
        }
    }
    let weight = |p: &Part| asked.paired(&pairs[p.pairs.clone()]);
    if parts.len() > 1 {
        parts.retain(|p| p.pairs.len() >= GAP_WORDS && weight(p) >= GAP_WEIGHT);
    }
    for part in &mut parts {
        part.quotation = quotation(&pairs[part.pairs.clone()]);
    }
    parts
}

/// Neighbours among `pairs` put together where `joins` tells so.
fn grouped(pairs: &[Match], joins: impl Fn(Match, Match) -> bool) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for i in 0..pairs.len() {
        match groups.last_mut() {
            Some(last) if joins(pairs[i - 1], pairs[i]) => last.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}

/// Pairs of words that follow each other on both sides.
fn runs(pairs: &[Match]) -> Vec<Range<usize>> {
    grouped(pairs, |a, b| a.claim + 1 == b.claim && a.source + 1 == b.source)
}

/// The run on both sides that weighs most, with its weight.
pub fn heaviest_run(asked: &Asked, pairs: &[Match]) -> (f32, Range<usize>) {
    let weighed = runs(pairs).into_iter().map(|run| (asked.paired(&pairs[run.clone()]), run));
    weighed.fold((0.0, 0..0), |best, run| if run.0 > best.0 { run } else { best })
}

/// Takes away pairs that came about by chance.
fn prune(asked: &Asked, sides: &Sides, pairs: Vec<Match>) -> Vec<Match> {
    let pairs = without_light_runs(asked, pairs);
    let pieces = grouped(&pairs, |a, b| {
        let most = if marked_between(sides, a, b) { NEAR_MARKED } else { NEAR };
        let skipped = (a.source + 1..b.source).filter(|&s| !sides.source.atoms[s].editors()).count();
        // What goes over the end of a paragraph goes on there.
        let ends = (a.source + 1..=b.source).any(|s| sides.source.before(s).contains('\n'));
        let whole = a.source + 1 == b.source && a.claim + 1 == b.claim;
        (!ends || whole) && skipped <= most && b.claim - a.claim <= GAP_WORDS + 2
    });
    let weight = |piece: &Range<usize>| -> f32 {
        pairs[piece.clone()].iter().map(|p| asked.words.entry(sides.claim.atoms[p.claim].key).weight).sum()
    };
    let Some(main) =
        (0..pieces.len()).max_by(|&a, &b| weight(&pieces[a]).total_cmp(&weight(&pieces[b])).then(b.cmp(&a)))
    else {
        return pairs;
    };
    let enough = |piece: &Range<usize>| piece.len() >= GAP_WORDS && weight(piece) >= GAP_WEIGHT;
    let kept = pieces.iter().enumerate().filter(|(i, piece)| *i == main || enough(piece));
    kept.flat_map(|(_, piece)| pairs[piece.clone()].iter().copied()).collect()
}

fn marked_between(sides: &Sides, a: Match, b: Match) -> bool {
    (a.claim + 1..=b.claim).any(|i| sides.claim.atoms[i].after_gap())
}

/// Weight and words below which a run between unlike words is chance.
const LIGHT: f32 = 6.0;
const LIGHT_WORDS: usize = 2;
/// Words of the claim without a counterpart that make a run beside them doubtful.
const DOUBT: usize = 3;

/// A run of one or two common words, with many unlike words of the claim on one side and left-out or unlike words on the other.
fn without_light_runs(asked: &Asked, pairs: Vec<Match>) -> Vec<Match> {
    let runs = runs(&pairs);
    let lacking = |from: usize, to: usize| to.saturating_sub(from);
    let kept = runs.iter().enumerate().filter(|(r, run)| {
        if run.len() > LIGHT_WORDS || runs.len() == 1 || asked.paired(&pairs[Range::clone(run)]) >= LIGHT {
            return true;
        }
        let (first, last) = (pairs[run.start], pairs[run.end - 1]);
        let before = match r.checked_sub(1) {
            Some(p) => lacking(pairs[runs[p].end - 1].claim + 1, first.claim),
            None => first.claim,
        };
        let behind = match runs.get(r + 1) {
            Some(next) => lacking(last.claim + 1, pairs[next.start].claim),
            None => asked.atoms.len() - last.claim - 1,
        };
        // A run that touches another on the claim's side stands apart from it in the source.
        before.max(behind) < DOUBT
    });
    kept.flat_map(|(_, run)| pairs[run.clone()].iter().copied()).collect()
}
