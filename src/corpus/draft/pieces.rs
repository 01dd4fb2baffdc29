//! A quotation in pieces → one verdict.
//!
//! In: the words of each piece, and a function that gives the verdict on a claim. Out: the verdict on all of them.

use crate::model::{SourceClass, Verdict, WordingClass};

/// Returns the verdict on a quotation that the draft prints in pieces, with its own words between them. The draft's words are not a part
/// of the claim, so only what fails within a piece counts.
pub(super) fn of_pieces<E>(
    pieces: &[String],
    ask: impl Fn(String) -> Result<Verdict, E>,
) -> Result<Verdict, E> {
    let holds = |v: &Verdict| v.wording <= WordingClass::Bracketed;
    let whole = ask(pieces.join(" "))?;
    if pieces.len() < 2 || holds(&whole) {
        return Ok(whole);
    }
    let parts: Vec<Verdict> = pieces.iter().map(|p| ask(p.clone())).collect::<Result<_, _>>()?;
    // What is too short to be looked for says nothing of a source either.
    let known: Vec<Verdict> = parts.into_iter().filter(|v| v.wording != WordingClass::TooShort).collect();
    let sources: Vec<_> = known.iter().rev().map(|v| (v.source, v.cited.clone())).collect();
    // Of several that are equally bad the first.
    match known.into_iter().rev().max_by_key(|v| v.wording) {
        // Each piece is too short to be looked for: both are, in their order.
        None => {
            let apart = ask(pieces.join(" … "))?;
            Ok(if holds(&apart) { apart } else { whole })
        }
        Some(mut worst) => {
            // Each piece is asked whether it is in the source; the worst answer stands for all.
            if let Some((source, cited)) = sources.into_iter().max_by_key(|(source, _)| badness(*source)) {
                (worst.source, worst.cited) = (source, cited);
            }
            let parted = matches!(
                whole.wording,
                WordingClass::SilentOmission | WordingClass::Spliced | WordingClass::Composite
            );
            Ok(if holds(&worst) || parted { worst } else { whole })
        }
    }
}

/// How bad an answer on the source is.
fn badness(source: SourceClass) -> usize {
    match source {
        SourceClass::Elsewhere => 3,
        SourceClass::Unreadable => 2,
        SourceClass::Absent => 1,
        _ => 0,
    }
}
