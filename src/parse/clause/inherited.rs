//! The subject that a verb without one of its own inherits from a clause before it.
//!
//! In: the clauses that were found before a verb, the phrases of the paragraph. Out: the phrases of the subject.

use super::kind::{ChunkRange, Clause, ClauseKind};
use crate::lexicon::{Class, Frame, Lexicon};
use crate::parse::chunk::{Chunk, ChunkKind};

/// Clauses before a verb that are looked at for the subject that it inherits.
const INHERITED: usize = 12;

/// The subject that a participle or a conjoined verb inherits: a verb of saying that of the last verb of
/// saying in the sentence ("Ruiz said the bridge would fall, adding"), any other that of the last clause.
pub fn last_subject(
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
