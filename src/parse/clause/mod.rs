//! Reporting clauses: who, with which verb, from whom.
//!
//! In: the phrases of one paragraph. Out: its clauses, in the order of their verbs. The productions are in
//! `grammar/README.md`, under "Clauses"; each is a function here, with an example of what it takes, and a bar
//! where it begins or ends if that is inside the example.

mod choice;
mod cue;
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
use super::cursor::{OutlineUnit, Setting, holds, miss};
use crate::lexicon::{Class, Frame, Lexicon};
use cue::{conjoined_cue, cue_subject, participle_cue, relative_cue, subject_cue};
use named::{according_to, before, bracketed, colon, dash, nominal_cue};
use quoting::{may_quote, quoted_as, was_quoted};
use terminal::Parsed;

/// Clauses before a verb that are looked at for the subject that it inherits.
const INHERITED: usize = 12;

/// All reporting clauses of a paragraph, in the order of their verbs. Linear: every parser looks a bounded
/// way ahead.
pub fn clauses(chunks: &[Chunk], units: &[OutlineUnit], context: Setting<'_>, found: &mut Vec<Clause>) {
    found.clear();
    // The first clause that took a verb keeps it: the leftmost subject that reaches it is the whole one.
    let mut taken = vec![false; chunks.len()];
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
        let previous = chunk.verb().and_then(|_| last_subject(found, chunk, chunks, context.lexicon));
        let verb_ahead = last_verb.is_some_and(|verb| verb > at);
        let around = Around { context, units, previous, quoting, verb_ahead };
        let input = Chunks::new(chunks, (first, at, end), &around);
        let Ok(made) = clause(input) else { continue };
        let made = placed(input, made);
        let cue = made.cue.0 as usize..made.cue.1 as usize;
        let inverted = made.kind == ClauseKind::CueSubject;
        if taken[cue.start] && !inverted {
            continue;
        }
        taken[cue].fill(true);
        found.push(made);
        // ", said Ruiz" may also be the verb of somebody named before: both clauses are kept, and weight
        // decides.
        if inverted && let Ok(conjoined) = conjoined_cue(input) {
            found.push(Clause { choice: SubjectChoice::Before, ..placed(input, conjoined) });
        }
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

/// The subject that a participle or a conjoined verb inherits: a verb of saying that of the last verb of
/// saying in the sentence ("Ruiz said the bridge would fall, adding"), any other that of the last clause.
pub(super) fn last_subject(
    found: &[Clause],
    verb: &Chunk,
    chunks: &[Chunk],
    lexicon: &Lexicon,
) -> Option<ChunkRange> {
    let speaks = |chunk: &Chunk| chunk.reports().is_some_and(|v| lexicon.verb(v).speech);
    let near = || {
        let near = found.iter().rev().take(INHERITED).take_while(|c| c.sentence == verb.sentence);
        near.filter(|c| !belongs_to_object(c, chunks, lexicon) && c.kind != ClauseKind::NominalCue)
    };
    let last = || near().find_map(|c| c.subject.filter(|_| !ends_between_commas(c, verb, chunks)));
    let last = || last().or_else(|| near().find_map(|c| c.subject));
    if !speaks(verb) {
        return last();
    }
    let says = |c: &&Clause| c.subject.is_some() && speaks(c.head(chunks));
    let Some(mut said) = near().find(says) else { return last() };
    // "Ruiz said firms were happy to say so, adding": she goes on, for what the firms say is a part of what she says.
    for outer in near().filter(says) {
        let joins = chunks.get(outer.end as usize).is_some_and(|c| c.kind == ChunkKind::Complementizer);
        if outer.cue < said.cue && outer.end + u32::from(joins) == said.start {
            said = outer;
        }
    }
    said.subject
}

/// "Ruiz praised Brandt, who left, | saying": a comma ends the relative clause that another one began, so that what follows
/// belongs to the clause around it.
fn ends_between_commas(clause: &Clause, verb: &Chunk, chunks: &[Chunk]) -> bool {
    let is_comma = |at: usize| chunks.get(at).is_some_and(|c| matches!(c.kind, ChunkKind::Comma));
    let opened = || clause.subject.is_some_and(|s| is_comma(s.1 as usize));
    if clause.kind != ClauseKind::RelativeCue || !opened() {
        return false;
    }
    let here = chunks.partition_point(|c| c.start < verb.start);
    here.checked_sub(1).is_some_and(is_comma)
}

/// "Ruiz filmed a show called Tide and said", "Ruiz helped Okafor succeed, saying": the verb belongs to what another verb or a
/// preposition governs, so that what follows is not the show's.
fn belongs_to_object(clause: &Clause, chunks: &[Chunk], lexicon: &Lexicon) -> bool {
    let before = clause.subject.and_then(|s| s.0.checked_sub(1)).map(|i| &chunks[i as usize]);
    let governed = before.is_some_and(|b| {
        b.sentence == clause.sentence && matches!(b.kind, ChunkKind::Verb(_) | ChunkKind::Preposition)
    });
    let head = clause.head(chunks);
    let bare = head.end == head.start + 1 && head.is(Class::Base) && !head.is(Class::Past);
    let helped = bare && before.is_some_and(|b| matches!(b.kind, ChunkKind::Verb(_)));
    clause.kind == ClauseKind::SubjectCue
        && governed
        && (helped
            || head.is_bare_participle()
                && !head.reports().is_some_and(|v| {
                    let verb = lexicon.verb(v);
                    verb.takes(Frame::That) || verb.takes(Frame::Quote)
                }))
}

/// Matches if a finite verb follows in the sentence. Takes nothing.
fn verb_follows(input: Chunks<'_>) -> Parsed<'_, ()> {
    holds(input, input.around.verb_ahead)
}

/// Any clause. What it begins with decides which rules are tried.
fn clause(input: Chunks<'_>) -> Parsed<'_, Clause> {
    match input.peek(0).map(|c| c.kind) {
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
