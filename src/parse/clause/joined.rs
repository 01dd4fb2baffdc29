//! The core of a subject: its noun phrases, and the adverbs and times that may stand before its verb.
//!
//! In: the phrases from a noun phrase on. Out: how far the noun phrases go that prepositions and "and" join to it.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::value;
use nom::sequence::preceded;

use super::terminal::{Chunks, Parsed, finite, is, noun, verb};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::chunk::ChunkKind::{Adverb, Coordinator, Preposition, Time};
use crate::parse::chunk::{Chunk, NounKind};
use crate::parse::cursor::{at_most, holds};

/// Noun phrases that prepositions and "and" may join to the first one of a subject.
const JOINED: usize = 4;
/// Adverbs and times that may come between a subject and its verb.
const BETWEEN: usize = 4;

/// the head of the harbour office and Ana Ruiz
pub fn subject_core(input: Chunks<'_>) -> Parsed<'_, ()> {
    preceded(noun, at_most(JOINED, (alt((joining, value((), is(Coordinator)))), noun))).parse(input)
}

/// A preposition that joins a noun phrase to the one before: not "Ruiz | to the vet", "the keeper | after she".
fn joining(input: Chunks<'_>) -> Parsed<'_, ()> {
    let (rest, join) = is(Preposition)(input)?;
    let office = |c: &Chunk| c.is(Class::Role) || c.is(Class::People);
    let name = |c: &Chunk| c.noun().is_some_and(|n| n.kind == NounKind::Name) && !office(c);
    let towards =
        input.behind().is_some_and(name) && join.is_word(FunctionWord::Infinitive, input.around().units);
    let doer =
        |c: &Chunk| c.is(Class::PronounSubject) && c.noun().is_some_and(|n| n.kind == NounKind::Pronoun);
    let begins_clause = join.is(Class::Subordinator) && rest.peek(0).is_some_and(doer);
    holds(rest, !towards && !begins_clause)
}

/// later; on Monday
pub fn between(input: Chunks<'_>) -> Parsed<'_, ()> {
    at_most(BETWEEN, alt((is(Adverb), is(Time), preceded(is(Preposition), is(Time))))).parse(input)
}

/// A finite verb, perhaps after an adverb or a time.
pub fn finite_verb(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), (between, verb(finite))).parse(input)
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
                ("Ana Ruiz to the vet", "Ana Ruiz"),
                ("Aides to Ana Ruiz said so", "Aides to Ana Ruiz"),
                ("the envoy to Tulsa said so", "the envoy to Tulsa"),
                ("the keeper after she left", "the keeper"),
                ("of Ana Ruiz", "-"),
            ],
        );
    }
}
