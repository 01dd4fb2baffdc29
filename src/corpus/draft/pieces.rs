//! A quotation in pieces → one verdict.
//!
//! In: the words of each piece, and a function that gives the verdict on a claim. Out: the verdict on all of them.

use rustc_hash::FxHashSet;

use crate::model::{Cited, SourceClass, Verdict, WordingClass};

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
    match worst_of(pieces, &ask)? {
        // Each piece is too short to be looked for: both are, in their order.
        None => {
            let apart = ask(pieces.join(" … "))?;
            Ok(if holds(&apart) { apart } else { whole })
        }
        Some(worst) => {
            let parted = matches!(
                whole.wording,
                WordingClass::SilentOmission | WordingClass::Spliced | WordingClass::Composite
            );
            Ok(if holds(&worst) || parted { worst } else { whole })
        }
    }
}

/// The worst verdict on a piece, of several that are equally bad the first, with the worst answer on the source. What is too short to be
/// looked for says nothing of a source either; `None` if all pieces are. Each wording is asked for once, and one verdict is kept, however
/// many pieces there are.
fn worst_of<E>(pieces: &[String], ask: impl Fn(String) -> Result<Verdict, E>) -> Result<Option<Verdict>, E> {
    let (mut worst, mut source): (Option<Verdict>, Option<(SourceClass, Option<Cited>)>) = (None, None);
    let mut asked = FxHashSet::default();
    for piece in pieces.iter().filter(|piece| asked.insert(piece.as_str())) {
        let verdict = ask(piece.clone())?;
        if verdict.wording == WordingClass::TooShort {
            continue;
        }
        if source.as_ref().is_none_or(|(worse, _)| badness(verdict.source) > badness(*worse)) {
            source = Some((verdict.source, verdict.cited.clone()));
        }
        if worst.as_ref().is_none_or(|worse| verdict.wording > worse.wording) {
            worst = Some(verdict);
        }
    }
    Ok(worst.zip(source).map(|(verdict, (source, cited))| Verdict { source, cited, ..verdict }))
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
