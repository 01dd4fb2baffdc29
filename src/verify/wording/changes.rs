//! The differences between a claim and the place that it is compared with, as changes of the verdict.
//!
//! In: a place with its differences, or the pieces of one quotation that a claim was put together from. Out: [`ClaimChange`]s with what
//! they touch (see [`crate::change`]).

use crate::change::{
    ChangedWord, Exchange, alone, changed_words, changed_words_of, exchange, is_set_off, material,
    replacement, turns_sense,
};
use crate::model::{Change, ChangeGrade, ChangeKind, ClaimChange, EvidenceIx, Material, Span, WordingClass};
use crate::verify::asked::Asked;
use crate::verify::wording::difference::Difference;
use crate::verify::wording::pieces::Piece;
use crate::verify::wording::place::Place;
use crate::verify::wording::sides::{Side, Sides};
use crate::words::beside_cut;

/// Returns the changes at a place, in the order of the claim.
pub fn of_place(asked: &Asked, place: &Place, evidence: EvidenceIx) -> Vec<ClaimChange> {
    let sides = place.sides(asked);
    let differences = &place.reading.differences;
    let mut changes: Vec<ClaimChange> =
        differences.iter().map(|d| of_difference(asked, &sides, d, evidence)).collect();
    for (n, exchange) in exchanged(differences, &sides) {
        changes[n].change.grade = changes[n].change.grade.map(|own| exchange.grade(own));
        changes[n].material = material(ChangeKind::Replaced, changes[n].change.grade);
    }
    changes
}

/// The replacements of which each has the words of the next one or of the one before.
fn exchanged(differences: &[Difference], sides: &Sides) -> Vec<(usize, Exchange)> {
    let replaced: Vec<usize> =
        (0..differences.len()).filter(|&n| differences[n].kind == ChangeKind::Replaced).collect();
    // Each with the next one: what stands between them is not changed.
    let turned = replaced.windows(2).filter_map(|two| {
        let (a, b) = (&differences[two[0]], &differences[two[1]]);
        let base = words(&sides.source, a.source.start..b.source.end, sides);
        let version = words(&sides.claim, a.claim.start..b.claim.end, sides);
        exchange(&base, &version, sides.lexicon).map(|exchange| [(two[0], exchange), (two[1], exchange)])
    });
    turned.flatten().collect()
}

fn words(side: &Side, places: std::ops::Range<usize>, sides: &Sides) -> Vec<ChangedWord> {
    changed_words(side.text, side.atoms, places, |key| sides.words.entry(key), sides.lexicon)
}

fn of_difference(asked: &Asked, sides: &Sides, d: &Difference, evidence: EvidenceIx) -> ClaimChange {
    let span = |text: &str, bytes: &Option<std::ops::Range<usize>>| {
        bytes.as_ref().and_then(|b| Span::new(text, b.start, b.end))
    };
    let grade = touched(d, sides);
    let spelling = d.kind == ChangeKind::Replaced && grade == Some(ChangeGrade::Spelling);
    // If the claim lacks words, an empty span says where they would be.
    let lack = || {
        let at = d.claim.start.checked_sub(1).and_then(|i| asked.atoms.get(i)).map_or(0, |a| a.end as usize);
        Span::new(asked.text, at, at)
    };
    let change = Change {
        kind: if spelling { ChangeKind::Spelling } else { d.kind },
        grade,
        base: span(sides.source.text, &d.source_bytes),
        version: span(sides.claim.text, &d.claim_bytes).or_else(lack),
    };
    // The reader knows of what is marked, and flags say if it touches the sense. A "no" put in or taken out is no explanation.
    let marked = match d.kind {
        ChangeKind::Elided => true,
        ChangeKind::Bracketed => grade.is_none(),
        _ => false,
    };
    let long = d.claim.len().max(d.source.len()) > MOST_GRADED;
    let unknown = marked || long || leaves_out_a_sentence(&change, sides.source.text);
    let material = if unknown { Material::Unknown } else { material(d.kind, grade) };
    ClaimChange { change, material, evidence }
}

/// A longer stretch of other words is another sentence, and what one of its words touches tells nothing.
const MOST_GRADED: usize = 24;

/// True if whole sentences were left out: they say nothing of what is kept.
fn leaves_out_a_sentence(change: &Change, text: &str) -> bool {
    let Some(span) = change.base.filter(|_| change.kind == ChangeKind::Dropped) else { return false };
    beside_cut(text, span).iter().all(|part| part.is_empty())
}

/// Returns what a difference touches. Words that were dropped or added are graded only if they are grave.
fn touched(difference: &Difference, sides: &Sides) -> Option<ChangeGrade> {
    let lexicon = sides.lexicon;
    let (source, claim) = (sides.source, sides.claim);
    let base = words(&sides.source, difference.source.clone(), sides);
    let version = words(&sides.claim, difference.claim.clone(), sides);
    let negated = |turned: bool| turned.then_some(ChangeGrade::Polarity);
    match difference.kind {
        ChangeKind::Replaced => Some(replacement(&base, &version, lexicon)),
        ChangeKind::Dropped | ChangeKind::Elided => {
            alone(&base, set_off(source.text, &difference.source_bytes), lexicon)
        }
        ChangeKind::Added => alone(&version, set_off(claim.text, &difference.claim_bytes), lexicon),
        ChangeKind::Moved => negated(turns_sense(&[], &version, lexicon)),
        // An editor may explain, and not turn the sense.
        ChangeKind::Bracketed => negated(turns_sense(&base, &version, lexicon)),
        ChangeKind::Spelling => None,
    }
}

/// True if marks stand on both sides of some bytes of a text.
fn set_off(text: &str, bytes: &Option<std::ops::Range<usize>>) -> bool {
    bytes.as_ref().is_some_and(|bytes| is_set_off(&text[..bytes.start], &text[bytes.end..]))
}

/// Returns what makes the last of `pieces` of one quotation a change: it stands elsewhere there, or words before it were left out.
pub fn between(
    asked: &Asked,
    class: WordingClass,
    pieces: &[Piece],
    claim: Span,
    evidence: EvidenceIx,
) -> Option<ClaimChange> {
    let piece = pieces.last()?;
    let before = || Some(pieces.get(pieces.len().checked_sub(2)?)?.span.gap_to(piece.span));
    let lack = || Span::new(asked.text, claim.start(), claim.start());
    let (kind, base, version) = match class {
        WordingClass::Spliced => (ChangeKind::Moved, piece.span, Some(claim)),
        WordingClass::Elided => (ChangeKind::Elided, before()?, lack()),
        WordingClass::SilentOmission => (ChangeKind::Dropped, before()?, lack()),
        _ => return None,
    };
    let lexicon = asked.sources.lexicon();
    let left_out = base.of(asked.sources.articles()[piece.article].text());
    let grade = match kind {
        ChangeKind::Moved => None,
        _ => alone(&changed_words_of(left_out, lexicon), false, lexicon),
    };
    let material = if kind == ChangeKind::Dropped { material(kind, grade) } else { Material::Unknown };
    Some(ClaimChange { change: Change { kind, grade, base: Some(base), version }, material, evidence })
}
