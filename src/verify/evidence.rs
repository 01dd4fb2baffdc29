//! The places of a verdict.
//!
//! In: where a claim was found. Out: the evidence of a verdict, each place with its words, its speaker and what it says of the claimed
//! speaker; and the changes of the place that decides.

use super::asked::Asked;
use super::decide;
use super::flags::sentence;
use super::speaker::accuse::{CLAUSE, RunWeight, shared};
use super::speaker::attribution::Claimed;
use super::wording::changes::{between, of_place};
use super::wording::hits::Hits;
use super::wording::place::{Place, cover, heaviest_run};
use super::wording::sides::Side;
use crate::model::{
    ArticleIx, AttributionClass, Evidence, EvidenceIx, Form, QuotationIx, Quoted, Span, Verdict, WordingClass,
};

/// Most places that a verdict shows.
const MOST_EVIDENCE: usize = 16;
/// Gives the verdict the wording, the form and the changes of the place that decides, and puts that first. `places` are those of the
/// evidence. Returns `support` with its new indices.
pub fn settle(
    found: &Hits,
    asked: &Asked,
    verdict: &mut Verdict,
    places: &[Option<&Place>],
    support: &[EvidenceIx],
) -> Vec<EvidenceIx> {
    let mut support = support.to_vec();
    let place = verdict.decides.and_then(|ix| places[ix.0]);
    if let Some(place) = place.filter(|_| found.pieces.is_none()) {
        support = decide::lead(verdict, &support);
        verdict.wording = place.class;
        verdict.changes = of_place(asked, place, EvidenceIx(0));
    }
    verdict.form = match verdict.wording {
        WordingClass::Composite | WordingClass::Altered | WordingClass::NotFound | WordingClass::TooShort => {
            None
        }
        WordingClass::Paraphrase => Some(Form::N5),
        _ => place.or(found.places.first()).map(|place| place.reading.form),
    };
    support
}

/// Puts evidence into the verdict: pieces with their changes first, then the places from the best. Returns the place of each, `None` for a
/// piece.
pub fn collect<'f>(found: &'f Hits, asked: &Asked, verdict: &mut Verdict) -> Vec<Option<&'f Place>> {
    let mut out = Vec::new();
    let claim_side = Side { text: asked.text, atoms: asked.atoms };
    let mut speaker = Claimed::of(asked);
    let pieces = found.pieces.as_deref().unwrap_or_default();
    for (i, piece) in pieces.iter().enumerate() {
        let Some(claim) = cover(&claim_side, piece.claim.clone()) else { continue };
        let bytes = std::iter::once((piece.span.start() as u32, piece.span.end() as u32));
        let quoted = asked.sources.quoted(piece.article, bytes);
        let run = RunWeight::default();
        let at =
            At { article: piece.article, span: piece.span, claim, quotation: piece.quotation, quoted, run };
        let share = asked.share(piece.claim.clone());
        let next = EvidenceIx(verdict.evidence.len());
        verdict
            .changes
            .extend(found.joined.and_then(|class| between(asked, class, &pieces[..=i], claim, next)));
        verdict.evidence.push(evidence(asked, speaker.as_mut(), &at, found.class(), share));
        out.push(None);
    }
    for place in &found.places {
        let Some(at) = at(asked, place) else { continue };
        let known = verdict.evidence.iter().any(|e| e.article == at.article && e.span.overlaps(at.span));
        if known || verdict.evidence.len() >= MOST_EVIDENCE {
            continue;
        }
        verdict.evidence.push(evidence(asked, speaker.as_mut(), &at, place.class, place.coverage));
        out.push(Some(place));
    }
    out
}

/// A place that has too small a part of the claim to be evidence. It says nothing of the claimed speaker.
pub fn nearest(asked: &Asked, place: &Place) -> Option<Evidence> {
    Some(evidence(asked, None, &at(asked, place)?, WordingClass::NotFound, place.coverage))
}

/// Puts the best place of a source that the claim names behind the evidence, if no other place of that source is there.
pub fn add_cited(asked: &Asked, verdict: &mut Verdict, place: &Place) {
    let known = |e: &Evidence| e.article == place.article();
    if let Some(at) = at(asked, place).filter(|_| !verdict.evidence.iter().any(known)) {
        let mut speaker = Claimed::of(asked);
        verdict.evidence.push(evidence(asked, speaker.as_mut(), &at, place.class, place.coverage));
    }
}

/// What stands at a place. `None` if no word agrees.
fn at(asked: &Asked, place: &Place) -> Option<At> {
    let (span, claim) = (place.span(asked)?, place.claim_span(asked)?);
    let row = &asked.sources.row()[place.window.from as usize..place.window.to as usize];
    let words = place.reading.pairs.iter().filter_map(|p| row.get(p.source)).map(|a| (a.start, a.end));
    let quoted = asked.sources.quoted(place.article(), words);
    let run = run(asked, place);
    Some(At { article: place.article(), span, claim, quotation: place.quotation, quoted, run })
}

/// A place of an article and what stands there.
struct At {
    article: ArticleIx,
    span: Span,
    claim: Span,
    quotation: Option<QuotationIx>,
    quoted: Quoted,
    run: RunWeight,
}

/// The longest run of the claim's words at a place.
fn run(asked: &Asked, place: &Place) -> RunWeight {
    let pairs = &place.reading.pairs;
    let (weight, run) = heaviest_run(asked, pairs);
    let lexicon = asked.sources.lexicon();
    let word = |i: usize| &*asked.words.entry(asked.atoms[i].key).word;
    let is_clause = pairs[run.clone()].iter().any(|p| lexicon.classes(word(p.claim)).meets(CLAUSE));
    let rarest = pairs[run.clone()].iter().map(|p| asked.weight(p.claim..p.claim + 1)).fold(0.0, f32::max);
    RunWeight { weight, words: run.len(), is_clause, rarest }
}

/// The quotation of a place, if it holds more of the words than the text around it: two words that a speaker quotes do not tell who says
/// all of them.
fn quotation(asked: &Asked, at: &At) -> Option<QuotationIx> {
    let index = at.quotation?;
    let held = shared(asked.sources.quotations().get(index.0)?, at.span);
    (at.quoted != Quoted::Partly || 2 * held >= at.span.len()).then_some(index)
}

fn evidence(
    asked: &Asked,
    claimed: Option<&mut Claimed>,
    at: &At,
    wording: WordingClass,
    share: f32,
) -> Evidence {
    let sources = asked.sources;
    let quotation = quotation(asked, at);
    let found = quotation.and_then(|q| sources.quotations().get(q.0));
    let speaker = found.and_then(|q| q.speaker.as_ref());
    let mut evidence = Evidence {
        article: at.article,
        span: at.span,
        sentence: sentence(sources, at.article, at.span).0,
        claim: at.claim,
        wording,
        share,
        quotation,
        quoted: at.quoted,
        speaker: match found {
            Some(_) => speaker.and_then(|s| s.mention),
            // What stands in no turn of a record is nobody's.
            None if sources.articles()[at.article].record().is_some_and(|r| !r.turns.is_empty()) => None,
            None => sources.labels.of(sources.articles(), at.article).before(at.span.start()),
        },
        name: speaker.and_then(|s| s.name.clone()),
        cue: found.and_then(|q| q.cue.as_ref()).map(|c| c.span),
        via: found.and_then(|q| q.via),
        attribution: AttributionClass::NotChecked,
        open: None,
    };
    if let Some(claimed) = claimed {
        let told = claimed.at(&evidence, at.run);
        (evidence.attribution, evidence.open) = (told.class, told.open);
    }
    evidence
}
