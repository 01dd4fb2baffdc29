//! Subjects: the noun phrase that a verb belongs to, with all that may come between the two.
//!
//! In: the phrases from a subject, or from a relative pronoun, on. Out: which of them are the subject, and
//! where its verb is.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt, peek, value};
use nom::sequence::{preceded, terminated};

use super::kind::ChunkRange;
use super::terminal::{Around, Chunks, Parsed, any_form, finite, is, noun, quote, verb};
use crate::lexicon::{Class, Frame};
use crate::parse::chunk::{Chunk, ChunkKind, NounKind};
use crate::parse::cursor::{any, at_most, behind, holds, miss, range, shortest};
use ChunkKind::{
    Adverb, Close, Colon, Comma, Complementizer, Coordinator, Dash, Open, Preposition, Relative, Semicolon,
    Stop, Subordinator, Time,
};

/// Noun phrases that prepositions and "and" may join to the first one of a subject.
const JOINED: usize = 4;
/// Adverbs and times that may come between a subject and its verb.
const BETWEEN: usize = 4;
/// Phrases of an appositive between its two marks.
pub const APPOSITIVE: usize = 26;
/// Phrases of an antecedent: "a spokesman for the head of the board, who".
const ANTECEDENT: usize = 6;
/// Phrases before the subject of a participle that comes first, the participle included.
const AHEAD: usize = 23;

/// Ana Ruiz, a doctor who won an award, | said
pub fn subject(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    terminated(range(subject_core), before_verb).parse(input)
}

/// the head of the harbour office and Ana Ruiz
pub fn subject_core(input: Chunks<'_>) -> Parsed<'_, ()> {
    preceded(noun, at_most(JOINED, (alt((is(Preposition), is(Coordinator))), noun))).parse(input)
}

/// A subject that begins a clause; inside another phrase, only the noun phrase beside the verb.
pub fn own_subject(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    let core = alt((preceded(begins_clause, subject_core), value((), terminated(noun, peek(beside_verb)))));
    terminated(range(core), before_verb).parse(input)
}

/// What may come between a subject and its verb.
pub fn before_verb(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), (between, opt(both), opt((appositive, between)))).parse(input)
}

/// later; on Monday
pub fn between(input: Chunks<'_>) -> Parsed<'_, ()> {
    at_most(BETWEEN, alt((is(Adverb), is(Time), preceded(is(Preposition), is(Time))))).parse(input)
}

/// Ana Ruiz and Tom Okafor both | denounced
fn both(input: Chunks<'_>) -> Parsed<'_, ()> {
    let counts = |c: &Chunk| c.is_noun() && c.is(Class::Determiner) && c.end == c.start + 1;
    let (rest, word) = noun(input)?;
    let (rest, ()) = holds(rest, counts(word))?;
    value((), peek(verb(any_form))).parse(rest)
}

/// Matches if a verb, or a bracket before it, follows.
fn beside_verb(input: Chunks<'_>) -> Parsed<'_, ()> {
    preceded(between, alt((value((), verb(any_form)), value((), is(Open))))).parse(input)
}

/// , a doctor who won an award,
fn appositive(input: Chunks<'_>) -> Parsed<'_, ()> {
    alt((in_commas, in_dashes, in_brackets)).parse(input)
}

/// A finite verb, perhaps after an adverb or a time: what an appositive is followed by.
fn finite_verb(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), (between, verb(finite))).parse(input)
}

/// Ana Ruiz, a doctor who won an award, | said
fn in_commas(input: Chunks<'_>) -> Parsed<'_, ()> {
    let from = input.at();
    let inside = |i| preceded(not(alt((ends_clause, sentence_of_its_own(from)))), any).parse(i);
    preceded(is(Comma), shortest(APPOSITIVE, inside, closes_comma(from))).parse(input)
}

/// What closes the comma at chunk `from`, with the verb after it.
fn closes_comma<'a>(from: u32) -> impl Fn(Chunks<'a>) -> Parsed<'a, ()> {
    // "Ruiz, head of the board — which met on Monday — said": the second dash closes for the comma too.
    let is_second = move |i: Chunks<'a>| {
        let dashes = i.since(from).iter().filter(|c| c.kind == Dash).count();
        holds(i, dashes == 1)
    };
    move |input| {
        alt((
            value((), (is(Comma), peek(finite_verb))),
            // "Ruiz, citing “the cost,” said": the comma is inside the marks.
            value((), (quote, peek(verb(finite)))),
            value((), (is_second, is(Dash), peek(finite_verb))),
        ))
        .parse(input)
    }
}

/// Ana Ruiz – a doctor in Tulsa – | said
fn in_dashes(input: Chunks<'_>) -> Parsed<'_, ()> {
    let from = input.at();
    let inside = |i| preceded(not(alt((ends_clause, is_quote, sentence_of_its_own(from)))), any).parse(i);
    let closes = value((), (is(Dash), peek(finite_verb)));
    preceded(is(Dash), shortest(APPOSITIVE, inside, closes)).parse(input)
}

/// Tom Okafor (D-Ohio.), | said
fn in_brackets(input: Chunks<'_>) -> Parsed<'_, ()> {
    let from = input.at();
    let stops = alt((is_quote, value((), is(Colon)), value((), is(Semicolon)), sentence_of_its_own(from)));
    let inside = preceded(not(stops), any);
    let (rest, _) = preceded(is(Open), shortest(APPOSITIVE, inside, is(Close))).parse(input)?;
    alt((
        value((), peek(finite_verb)),
        value((), (between, is(Comma), peek(verb(finite)))),
        // "Okafor (D-Ohio), who runs the harbour, said": brackets close once; commas may go on.
        value((), (between, in_commas)),
    ))
    .parse(rest)
}

fn is_quote(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), quote).parse(input)
}

/// A full stop, a colon, a semicolon: no appositive goes past it.
fn ends_clause(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), alt((is(Stop), is(Colon), is(Semicolon)))).parse(input)
}

/// A finite verb with a noun phrase before it, unless a relative pronoun or "because" since chunk `from`
/// began a clause.
fn sentence_of_its_own<'a>(from: u32) -> impl Fn(Chunks<'a>) -> Parsed<'a, ()> {
    move |input| {
        let (rest, _) = verb(finite)(input)?;
        let subordinate = |c: &Chunk| matches!(c.kind, Relative | Complementizer | Subordinator);
        let own = input.behind().is_some_and(Chunk::is_noun)
            && !input.ahead().first().is_some_and(|c| modifies(c, input.around))
            && !input.since(from).iter().any(subordinate);
        holds(rest, own)
    }
}

/// "in a statement released on Monday": a participle that reports nothing belongs to the noun before it.
fn modifies(verb: &Chunk, around: &Around<'_>) -> bool {
    let reports = verb.reports().is_some_and(|v| {
        let verb = around.context.lexicon.verb(v);
        verb.takes(Frame::That) || verb.takes(Frame::Quote)
    });
    verb.end == verb.start + 1 && verb.is(Class::Participle) && !reports
}

/// Matches if a subject can begin here: not inside another phrase.
fn begins_clause(input: Chunks<'_>) -> Parsed<'_, ()> {
    let lexicon = input.around.context.lexicon;
    behind(|before: Option<&Chunk>| {
        let Some(before) = before else { return true };
        match before.kind {
            // "after a woman told him": some prepositions begin clauses too.
            Preposition => before.is(Class::Subordinator),
            // "Ruiz said Okafor claimed": a clause may follow a verb of saying without "that".
            ChunkKind::Verb(verb) => verb.verb.is_some_and(|v| lexicon.verb(v).takes(Frame::That)),
            ChunkKind::Noun(noun) => noun.possessive || noun.kind == NounKind::Pronoun,
            _ => true,
        }
    })(input)
}

/// a spokesman for the harbour, | who said: the noun phrase before, past a comma, with what belongs to it by
/// prepositions. Takes nothing.
pub fn antecedent(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    let passed = input.passed();
    let comma = passed.last().is_some_and(|c| matches!(c.kind, Comma | Dash));
    let passed = &passed[..passed.len() - usize::from(comma)];
    if !passed.last().is_some_and(Chunk::is_noun) {
        return miss();
    }
    let mut len = 1;
    // The head noun is the person who spoke.
    while let [.., head, join, noun] = &passed[..=passed.len() - len]
        && len < ANTECEDENT
        && join.kind == Preposition
        && head.is_noun()
        && !is_person(noun)
    {
        len += 2;
    }
    let end = input.at() - u32::from(comma);
    Ok((input, (end - len as u32, end)))
}

fn is_person(chunk: &Chunk) -> bool {
    chunk.noun().is_some_and(|n| n.kind == NounKind::Name) || chunk.is(Class::Role)
}

/// Calling it “a lie,” | Ana Ruiz left: the subject comes after the participle's own content. Takes nothing.
pub fn subject_ahead(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    let found = preceded(set_off_since(input.at()), terminated(subject, verb(any_form)));
    peek(shortest(AHEAD, any, found)).parse(input)
}

/// Matches if a comma or a quotation came since chunk `from`. Takes nothing.
fn set_off_since<'a>(from: u32) -> impl Fn(Chunks<'a>) -> Parsed<'a, ()> {
    let sets_off = |c: &Chunk| matches!(c.kind, Comma | ChunkKind::Quote(_));
    move |input| holds(input, input.since(from).iter().any(sets_off))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::taken;
    use super::*;

    #[test]
    fn what_comes_between_a_subject_and_its_verb() {
        taken(
            between,
            &[
                ("later on Monday said so", "later on Monday"),
                ("again on June 4 said so", "again on June 4"),
                ("on the bridge said so", ""),
                ("said so", ""),
            ],
        );
        taken(
            appositive,
            &[
                (", a doctor who won an award, said so", ", a doctor who won an award,"),
                (", a doctor, head of the board, said so", ", a doctor, head of the board,"),
                (
                    ", head of the board — which met on Monday — said so",
                    ", head of the board — which met on Monday —",
                ),
                (", citing “the cost,” said so", ", citing “the cost,”"),
                ("— a doctor in Tulsa — said so", "— a doctor in Tulsa —"),
                ("— a doctor — her friend — said so", "— a doctor — her friend —"),
                ("(D-Ohio) said so", "(D-Ohio)"),
                ("(D-Ohio), said so", "(D-Ohio),"),
                ("(D-Ohio), who runs the harbour, said so", "(D-Ohio), who runs the harbour,"),
                (", a doctor, saying so", "-"),
                (", Lena Brandt runs the board, said so", "-"),
                (", a doctor; again, said so", "-"),
                ("— “the cost” — said so", "-"),
                ("(a doctor", "-"),
            ],
        );
    }

    #[test]
    fn subjects_of_one_phrase_or_several() {
        taken(
            subject_core,
            &[
                ("Ana Ruiz said so", "Ana Ruiz"),
                (
                    "the head of the board of the harbour and Ana Ruiz said so",
                    "the head of the board of the harbour and Ana Ruiz",
                ),
                (
                    "the head of the board of the harbour of the town of Tulsa said so",
                    "the head of the board of the harbour of the town of Tulsa",
                ),
                (
                    "the roof of the shed of the yard of the dock of the harbour of Tulsa",
                    "the roof of the shed of the yard of the dock of the harbour",
                ),
                ("of Ana Ruiz", "-"),
            ],
        );
        taken(
            both,
            &[
                ("all denounced it", "all"),
                ("both denounced it", "both"),
                ("both bridges fell", "-"),
                ("later denounced it", "-"),
            ],
        );
    }
}
