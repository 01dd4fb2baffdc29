//! Clauses of quoting: one outlet quotes another's words of somebody.
//!
//! In: phrases that begin with a subject. Out: the clause whose subject is the one who spoke; who quoted it is the `via`.

use nom::IResult;

use super::{
    Clause, ClauseKind, LONGEST_APPOSITIVE, State, finish, is_verb, kind, miss, subject_core, verb_behind,
    word,
};
use crate::lexicon::Frame;
use crate::parse::chunk::{Chunk, ChunkKind, Chunks};
use crate::parse::input::Context;

/// Whether the chunk is a verb of quoting: one that takes `as` and a quotation.
fn quotes(input: &Chunks<'_>, i: usize) -> bool {
    is_verb(kind(input, i)) && is_quoting(&input.items()[i], &input.context)
}

pub(super) fn is_quoting(chunk: &Chunk, context: &Context<'_>) -> bool {
    chunk.reports().is_some_and(|v| {
        let verb = context.lexicon.verb(v);
        verb.takes(Frame::As) && verb.takes(Frame::Quote)
    })
}

fn passive(input: &Chunks<'_>, i: usize) -> bool {
    input.items()[i].verb().is_some_and(|v| v.passive)
}

/// Index behind "as saying" at `i`, and the chunk of the inner verb.
fn as_saying(input: &Chunks<'_>, i: usize, state: &State<'_>) -> Option<usize> {
    let gerund = input.items().get(i + 1).and_then(Chunk::verb).is_some_and(|v| v.gerund && v.verb.is_some());
    (word(input, i, state) == "as" && gerund && kind(input, i + 1).is_some()).then_some(i + 1)
}

/// `quoted_as`: "Y quoted X as saying"; X speaks, Y is the via.
pub(super) fn quoted_as<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let Some(len) = subject_core(&input, 0) else { return miss(input) };
    // "Hugo Trent, her lawyer, quoted Ruiz as saying"
    let Some(verb) = verb_behind(&input, len) else { return miss(input) };
    if !quotes(&input, verb) || passive(&input, verb) {
        return miss(input);
    }
    let Some(person) = subject_core(&input, verb + 1) else { return miss(input) };
    // An appositive may stand behind the person: "quoted Wu Xinbo, head of US studies, as saying".
    let after = verb + 1 + person;
    let saying = (after..after + LONGEST_APPOSITIVE)
        .take_while(|&i| {
            i == after
                || !matches!(
                    kind(&input, i),
                    None | Some(ChunkKind::Verb(_) | ChunkKind::Quote(_) | ChunkKind::Stop)
                )
        })
        .find_map(|i| as_saying(&input, i, state));
    let Some(saying) = saying else { return miss(input) };
    let (rest, mut clause) = finish(input, state, ClauseKind::QuotedAs, Some(len), verb, None)?;
    let at = input.at() as u32;
    clause.via = clause.subject;
    clause.subject = Some((at + verb as u32 + 1, at + after as u32));
    clause.cue = (at + saying as u32, at + saying as u32 + 1);
    clause.end = at + saying as u32 + 1;
    Ok((rest, clause))
}

/// `was_quoted`: "X was quoted by Y as saying".
pub(super) fn was_quoted<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let Some(len) = subject_core(&input, 0) else { return miss(input) };
    let Some(verb) = verb_behind(&input, len) else { return miss(input) };
    if !quotes(&input, verb) || !passive(&input, verb) {
        return miss(input);
    }
    let at = input.at() as u32;
    let mut i = verb + 1;
    let mut via = None;
    if word(&input, i, state) == "by"
        && let Some(source) = subject_core(&input, i + 1)
    {
        via = Some((at + i as u32 + 1, at + (i + 1 + source) as u32));
        i += 1 + source;
    }
    let saying = (i..i + 8).find_map(|i| as_saying(&input, i, state));
    let (rest, mut clause) = finish(input, state, ClauseKind::WasQuoted, Some(len), verb, via)?;
    if let Some(saying) = saying {
        clause.cue = (at + verb as u32, at + saying as u32 + 1);
        clause.end = clause.cue.1;
    }
    Ok((rest, clause))
}
