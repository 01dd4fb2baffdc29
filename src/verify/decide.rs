//! Which place decides a verdict?
//!
//! In: the places of a verdict, best wording first, and the attribution that they give together. Out: the one place whose wording, attribution,
//! flags and grade are the verdict's, so that a headline is never put together from several places of which each lacks something. The
//! other places follow as support.

use crate::model::{AttributionClass, Evidence, EvidenceIx, Quoted, SourceKind, Verdict, WordingClass};
use crate::verify::search::sources::Sources;

/// A place that has this much less of the claim than the best one is another version.
const LESS: f32 = 0.1;
/// The same if words of the best place differ too: only its equals are evidence.
const LESS_CHANGED: f32 = 0.005;

/// Returns the places that are evidence for the verdict's wording, in their order; the others are versions shown beside it.
pub fn support(verdict: &Verdict) -> Vec<EvidenceIx> {
    let best = verdict.evidence.first().map_or(0.0, |e| e.share);
    let less = if verdict.wording < WordingClass::SilentOmission { LESS } else { LESS_CHANGED };
    let supports = |e: &Evidence| {
        // Each piece holds a part of the claim.
        if is_joined(verdict.wording) {
            return e.wording == verdict.wording;
        }
        e.wording <= verdict.wording.max(WordingClass::Cleaned) && e.share >= best - less
    };
    (0..verdict.evidence.len()).filter(|&i| supports(&verdict.evidence[i])).map(EvidenceIx).collect()
}

/// True if a claim with this wording has parts from several places, none of which has all of it.
pub fn is_joined(wording: WordingClass) -> bool {
    matches!(wording, WordingClass::Composite | WordingClass::Spliced)
}

/// Returns the place of `support` that decides: one that gives the verdict's attribution, prints the words as somebody's, and has the best
/// wording; of equals a record, then the first.
pub fn decides(verdict: &Verdict, support: &[EvidenceIx], sources: &Sources) -> Option<EvidenceIx> {
    let wanted = match verdict.attribution {
        // The claimed speaker's place, which others contradict.
        AttributionClass::Conflicting => AttributionClass::Confirmed,
        attribution => attribution,
    };
    let rank = |ix: &&EvidenceIx| {
        let e = &verdict.evidence[ix.0];
        let is_article = sources.kind(e.article) == SourceKind::Article;
        (e.attribution != wanted, is_own_text(e, sources), e.wording, is_article, **ix)
    };
    support.iter().min_by_key(rank).copied()
}

/// True if the words, or some of them, are the source's own text and nobody's quotation. A record quotes nobody.
pub fn is_own_text(evidence: &Evidence, sources: &Sources) -> bool {
    let nobody = evidence.quotation.is_none() && evidence.quoted == Quoted::No && evidence.speaker.is_none();
    (nobody || evidence.quoted == Quoted::Partly) && sources.kind(evidence.article) == SourceKind::Article
}

/// Puts the place that decides before the others and returns `support` with its new indices. Pieces of a claim keep their order.
pub fn lead(verdict: &mut Verdict, support: &[EvidenceIx]) -> Vec<EvidenceIx> {
    let Some(EvidenceIx(decides)) = verdict.decides else { return support.to_vec() };
    verdict.evidence[..=decides].rotate_right(1);
    verdict.decides = Some(EvidenceIx(0));
    let moved = |ix: &EvidenceIx| match ix.0 {
        i if i < decides => EvidenceIx(i + 1),
        i if i == decides => EvidenceIx(0),
        i => EvidenceIx(i),
    };
    support.iter().map(moved).collect()
}

/// True if a place supports one that decides: it gives the same attribution, or does not leave open whose words they are. Where one place
/// confirms the speaker, one that names a fitting role supports it; one that names nobody, or another, does not.
pub fn agrees(evidence: &Evidence, decides: &Evidence) -> bool {
    use AttributionClass::{Confirmed, RoleOnly, ToPrincipal};
    let fits = |e: &Evidence| matches!(e.attribution, Confirmed | RoleOnly | ToPrincipal);
    evidence.attribution == decides.attribution || (fits(evidence) && fits(decides))
}
