//! Clauses of a verb of saying and its subject, in every order of the two.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek};
use nom::sequence::preceded;

use super::kind::{ChunkRange, Clause, ClauseKind};
use super::subject::{antecedent, before_verb, own_subject, subject_ahead, subject_core};
use super::terminal::{
    Chunks, Parsed, any_form, finite, finite_report, gerund_or_infinitive, inverted, noun, relative, verb,
    word,
};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::chunk::{Chunk, ChunkKind, NounKind};
use crate::parse::cursor::{behind, holds, miss, one, range};

/// Ana Ruiz, a doctor who won an award, said
pub fn subject_cue(input: Chunks<'_>) -> Parsed<'_, Clause> {
    (own_subject, range(verb(finite)))
        .map(|(speaker, cue)| Clause::new(ClauseKind::SubjectCue, cue).speaker(speaker))
        .parse(input)
}

/// Ana Ruiz, | who, on a call on Friday, said
pub fn relative_cue(input: Chunks<'_>) -> Parsed<'_, Clause> {
    (antecedent, relative, before_verb, range(verb(any_form)))
        .map(|(speaker, _, (), cue)| Clause::new(ClauseKind::RelativeCue, cue).speaker(speaker))
        .parse(input)
}

/// , saying; , to declare; an option seen by organisers
pub fn participle_cue(input: Chunks<'_>) -> Parsed<'_, Clause> {
    alt((participle_by, participle)).parse(input)
}

/// an option | seen by organisers: who does it comes behind
fn participle_by(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let form = |c: &Chunk| c.is(Class::Participle) && !c.verb().is_some_and(|v| v.gerund);
    let by = preceded(word(FunctionWord::Agent), range(noun));
    (behind(|b: Option<&Chunk>| b.is_some_and(Chunk::is_noun)), range(one(form)), peek(by))
        .map(|((), cue, agent)| Clause::new(ClauseKind::ParticipleCue, cue).speaker(agent))
        .parse(input)
}

/// , saying: its subject is the noun that it touches, that of the clause before, or one that follows
fn participle(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let (rest, cue) = range(verb(gerund_or_infinitive)).parse(input)?;
    let (_, speaker) = opt(alt((touched, inherited, subject_ahead))).parse(input)?;
    Ok((rest, Clause::new(ClauseKind::ParticipleCue, cue).speaker(speaker)))
}

/// footage of Ana Ruiz | saying; but "after Ruiz left, saying" and "for saying" look further. Takes nothing.
fn touched(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    let gerund = input.peek(0).and_then(Chunk::verb).is_some_and(|v| v.gerund);
    let noun = input.behind().and_then(Chunk::noun).is_some_and(|n| !n.possessive);
    if gerund && noun { Ok((input, (input.at() - 1, input.at()))) } else { miss() }
}

/// The subject of the clause before. Takes nothing.
fn inherited(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    input.around.previous.map_or_else(miss, |previous| Ok((input, previous)))
}

/// and said; , then added: a finite verb that is left without a subject of its own
pub fn conjoined_cue(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let joins = |b: Option<&Chunk>| {
        use ChunkKind::{Adverb, Close, Comma, Coordinator};
        b.is_some_and(|b| matches!(b.kind, Coordinator | Adverb | Comma | Close))
    };
    (behind(joins), inherited, range(verb(finite_report)))
        .map(|((), speaker, cue)| Clause::new(ClauseKind::ConjoinedCue, cue).speaker(speaker))
        .parse(input)
}

/// “…,” | said Ana Ruiz
pub fn cue_subject(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let opens =
        |b: Option<&Chunk>| b.is_none_or(|b| matches!(b.kind, ChunkKind::Quote(_) | ChunkKind::Comma));
    (behind(opens), range(verb(inverted)), not_it, range(subject_core))
        .map(|((), cue, (), speaker)| Clause::new(ClauseKind::CueSubject, cue).speaker(speaker))
        .parse(input)
}

/// "as Ruiz put it": the pronoun is the object. Takes nothing.
fn not_it(input: Chunks<'_>) -> Parsed<'_, ()> {
    let it = |c: &Chunk| c.is(Class::PronounNeuter) && c.noun().is_some_and(|n| n.kind == NounKind::Pronoun);
    holds(input, !input.peek(0).is_some_and(it))
}
