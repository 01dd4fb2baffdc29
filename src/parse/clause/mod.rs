//! Reporting clauses: who, with which verb, from whom.
//!
//! In: the phrases of one paragraph. Out: its clauses, in the order of their verbs. The productions are in
//! `grammar/README.md`, under "Clauses"; each is a function here, with an example of what it takes, and a bar
//! where it begins or ends if that is inside the example.

mod choice;
mod cue;
mod inherited;
mod joined;
mod kind;
mod modifier;
mod named;
mod quoting;
mod subject;
mod terminal;

use nom::Parser;
use nom::branch::alt;
use nom::sequence::preceded;

pub use choice::SubjectChoice;
pub use kind::{ChunkRange, Clause, ClauseKind};
pub use terminal::{Around, Chunks};

use super::chunk::{Chunk, ChunkKind};
use super::cursor::{ItemRow, OutlineUnit, Setting, holds, miss};
use cue::{conjoined_cue, cue_subject, participle_cue, relative_cue, subject_cue};
use named::{according_to, before, bracketed, colon, dash, nominal_cue};
use quoting::{may_quote, quoted_as, was_quoted};
use terminal::Parsed;

/// All reporting clauses of a paragraph, in the order of their verbs. Linear: every parser looks a bounded
/// way ahead.
///
/// `taken` is space for a mark at each phrase.
pub fn clauses(
    chunks: &[Chunk],
    units: &[OutlineUnit],
    context: Setting<'_>,
    taken: &mut Vec<bool>,
    found: &mut Vec<Clause>,
) {
    found.clear();
    // The first clause that took a verb keeps it: the leftmost subject that reaches it is the whole one.
    taken.clear();
    taken.resize(chunks.len(), false);
    let is_quoting = |c: &Chunk| c.verb().is_some_and(|v| terminal::quoting(v, context.lexicon));
    let quoting = chunks.iter().any(is_quoting);
    let (mut first, mut end, mut last_verb) = (0, 0, None);
    for (at, chunk) in chunks.iter().enumerate() {
        if at == end {
            let sentence = chunks[at..].iter().take_while(|c| c.sentence == chunk.sentence);
            (first, end) = (at, at + sentence.count());
            last_verb = (first..end).rfind(|&i| chunks[i].is_finite());
        }
        if !may_begin(chunk) {
            continue;
        }
        let verb_ahead = last_verb.is_some_and(|verb| verb > at);
        let around = Around { context, units, earlier: found, quoting, verb_ahead };
        let row = ItemRow::new(chunks, (first, end), &around);
        let input = row.at(at);
        let Ok(made) = clause(input) else { continue };
        let made = placed(input, made);
        let cue = made.cue.0 as usize..made.cue.1 as usize;
        let inverted = made.kind == ClauseKind::CueSubject;
        if taken[cue.start] && !inverted {
            continue;
        }
        taken[cue].fill(true);
        // ", said Ruiz" may also be the verb of somebody named before: both clauses are kept, and weight
        // decides.
        let conjoined = if inverted { conjoined_cue(input).ok() } else { None };
        let conjoined = conjoined.map(|c| Clause { choice: SubjectChoice::Before, ..placed(input, c) });
        found.push(made);
        found.extend(conjoined);
    }
    found.sort_by_key(|c| (c.cue, c.choice, c.start));
}

/// The clause with its sentence, and where the words that its rule took begin and end. Brackets behind a quotation belong to its sentence.
fn placed(input: Chunks<'_>, (rest, clause): (Chunks<'_>, Clause)) -> Clause {
    let first = input.peek(0);
    let quotation = first.filter(|c| c.kind == ChunkKind::Open).and_then(|_| before(input).last());
    let sentence = quotation.or(first).map_or(0, |c| c.sentence);
    Clause { start: input.at(), end: rest.at(), sentence, ..clause }
}

/// True if a clause can begin with the phrase at all.
fn may_begin(chunk: &Chunk) -> bool {
    use ChunkKind::{Complementizer, Dash, Noun, Open, Preposition, Relative, Verb};
    matches!(chunk.kind, Noun(_) | Verb(_) | Relative | Complementizer | Dash | Open | Preposition)
}

/// Matches if a finite verb follows in the sentence. Takes nothing.
fn verb_follows(input: Chunks<'_>) -> Parsed<'_, ()> {
    holds(input, input.around().verb_ahead)
}

/// Any clause. What it begins with decides which rules are tried.
fn clause(input: Chunks<'_>) -> Parsed<'_, Clause> {
    match input.peek(0).map(|c| &c.kind) {
        Some(ChunkKind::Preposition) => according_to(input),
        Some(ChunkKind::Noun(_)) => {
            let quoting = preceded(may_quote, alt((quoted_as, was_quoted)));
            alt((quoting, nominal_cue, preceded(verb_follows, subject_cue), colon)).parse(input)
        }
        Some(ChunkKind::Verb(_)) => alt((cue_subject, participle_cue, conjoined_cue)).parse(input),
        Some(ChunkKind::Relative | ChunkKind::Complementizer) => relative_cue(input),
        Some(ChunkKind::Dash) => dash(input),
        Some(ChunkKind::Open) => bracketed(input),
        _ => miss(),
    }
}
