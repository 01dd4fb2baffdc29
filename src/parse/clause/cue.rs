//! Clauses of a verb of saying and its subject, in every order of the two.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek};
use nom::sequence::preceded;

use super::inherited::last_subject;
use super::joined::subject_core;
use super::kind::{ChunkRange, Clause, ClauseKind};
use super::subject::{antecedent, before_verb, own_subject, subject_ahead};
use super::terminal::{
    Chunks, Parsed, any_form, finite, finite_report, gerund_or_infinitive, inverted, is, noun, relative,
    verb, word,
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

/// an option | seen by organisers: who does it comes after the verb
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
    let noun = |c: &Chunk| c.noun().is_some_and(|n| !n.possessive);
    let units = input.around().units;
    let found = match input.passed() {
        [.., last] if noun(last) => input.at() - 1..input.at(),
        // with Ana Ruiz reportedly | saying
        [.., with, who, adverb]
            if noun(who) && adverb.kind == ChunkKind::Adverb && with.is_word(FunctionWord::With, units) =>
        {
            input.at() - 2..input.at() - 1
        }
        _ => return miss(),
    };
    if gerund { Ok((input, (found.start, found.end))) } else { miss() }
}

/// The subject of the clause before. Takes nothing.
fn inherited(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    let (earlier, lexicon) = (input.around().earlier, input.around().context.lexicon);
    let subject = input.peek(0).and_then(|verb| last_subject(earlier, verb, input.row(), lexicon));
    subject.map_or_else(miss, |subject| Ok((input, subject)))
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
    (behind(opens), range(verb(inverted)), not_it, alt((past_brackets, range(subject_core))))
        .map(|((), cue, (), speaker)| Clause::new(ClauseKind::CueSubject, cue).speaker(speaker))
        .parse(input)
}

/// said Kestrel (Holding) | Ltd analyst Ana Ruiz: the name that ends the phrase is behind the brackets
fn past_brackets(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    let firm = one(|c: &Chunk| c.noun().is_some_and(|n| n.kind == NounKind::Name));
    let inside = one(|c: &Chunk| c.is_noun());
    let person = |c: &Chunk| c.noun().is_some_and(|n| n.name.is_some()) && c.is(Class::Role);
    (firm, is(ChunkKind::Open), inside, is(ChunkKind::Close), range(one(person)))
        .map(|found| found.4)
        .parse(input)
}

/// "as Ruiz put it": the pronoun is the object. Takes nothing.
fn not_it(input: Chunks<'_>) -> Parsed<'_, ()> {
    let it = |c: &Chunk| c.is(Class::PronounNeuter) && c.noun().is_some_and(|n| n.kind == NounKind::Pronoun);
    holds(input, !input.peek(0).is_some_and(it))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::rule;
    use super::*;

    #[test]
    fn the_subject_then_the_verb() {
        rule(
            subject_cue,
            &[
                ("Ana Ruiz said the bridge would fall.", "speaker Ana Ruiz | cue said"),
                (
                    "The head of the harbour office later said so.",
                    "speaker The head of the harbour office | cue said",
                ),
                ("Ruiz and Okafor on Monday said so.", "speaker Ruiz and Okafor | cue said"),
                ("Ruiz and Okafor both denounced it.", "speaker Ruiz and Okafor | cue denounced"),
                ("Ana Ruiz, a doctor who won an award, said so.", "speaker Ana Ruiz | cue said"),
                ("Ana Ruiz – a doctor in Tulsa – said so.", "speaker Ana Ruiz | cue said"),
                ("Tom Okafor (D-Ohio) said so.", "speaker Tom Okafor | cue said"),
                ("Tom Okafor (D-Ohio), said so.", "speaker Tom Okafor | cue said"),
                ("Tom Okafor (D-Ohio), who runs the harbour, said so.", "speaker Tom Okafor | cue said"),
                (
                    "Ana Ruiz, head of the board — which met on Monday — said so.",
                    "speaker Ana Ruiz | cue said",
                ),
                ("Ana Ruiz, citing “the cost,” said so.", "speaker Ana Ruiz | cue said"),
                ("Ana Ruiz, in a letter published on Monday, said so.", "speaker Ana Ruiz | cue said"),
                ("Ana Ruiz, a doctor noted for her work in Tulsa, said so.", "speaker Ana Ruiz | cue said"),
                ("Before the vote, the mayor, Ana Ruiz, said so.", "speaker the mayor | cue said"),
                ("Before the vote in Tulsa the mayor, Ana Ruiz, said so.", "speaker the mayor | cue said"),
                ("Alarmed by the noise, Ana Ruiz, the mayor, said so.", "speaker Ana Ruiz | cue said"),
                ("The man he met said so.", "speaker The man | cue said"),
                ("As the mayor, Ana Ruiz, said, it rained.", "speaker the mayor | cue said"),
                // A sentence of its own between the commas is no appositive, so the verb is that sentence's.
                ("In May Ana Ruiz, Lena Brandt runs the board, said so.", "speaker Lena Brandt | cue runs"),
                ("Behind the mayor Ruiz said so.", "speaker the mayor Ruiz | cue said"),
                ("Ana Ruiz from said: “It rained.”", "speaker Ana Ruiz | cue said"),
                (
                    "Tom Okafor, 30, who was there when the wall fell told Ana Ruiz: “It rained.”",
                    "speaker Tom Okafor | cue told",
                ),
                ("Ana Ruiz saying so.", "-"),
                ("Ana Ruiz; said so.", "-"),
                ("Ana Ruiz.", "-"),
            ],
        );
    }

    #[test]
    fn a_relative_clause_has_its_antecedent() {
        rule(
            relative_cue,
            &[
                ("Ana Ruiz, who again said so, left.", "speaker Ana Ruiz | cue said"),
                ("the doctor who said so", "speaker the doctor | cue said"),
                ("A spokesman for the mayor, who said so, left.", "speaker the mayor | cue said"),
                (
                    "A spokesman for the harbour, who said so, left.",
                    "speaker A spokesman for the harbour | cue said",
                ),
                (
                    "Ana Ruiz, who, on a call on Friday, criticised it, left.",
                    "speaker Ana Ruiz | cue criticised",
                ),
                ("Who said so?", "-"),
                ("It rained. Who said so?", "-"),
            ],
        );
    }

    #[test]
    fn a_participle_looks_for_its_subject() {
        rule(
            participle_cue,
            &[
                ("Ana Ruiz left, saying it rained.", "speaker Ana Ruiz | cue saying"),
                ("They saw footage of Ruiz saying so.", "speaker Ruiz | cue saying"),
                ("an option seen by organisers as late", "speaker organisers | cue seen"),
                ("They left, with Ana Ruiz loudly saying so.", "speaker Ana Ruiz | cue saying"),
                ("Ana Ruiz was firm in her claim about rain, saying so.", "speaker Ana Ruiz | cue saying"),
                ("Calling it “a lie,” Ana Ruiz left.", "speaker Ana Ruiz | cue Calling"),
                ("Ana Ruiz said it rained, adding that it snowed.", "speaker Ana Ruiz | cue adding"),
                ("Ana Ruiz was fond of Okafor, who left, saying so.", "speaker Ana Ruiz | cue saying"),
                ("Ana Ruiz came to declare it open.", "-"),
                ("Ana Ruiz wanted Okafor to declare it open.", "speaker Ana Ruiz | cue to declare"),
                ("Saying nothing.", "cue Saying"),
                ("Ana Ruiz said so.", "-"),
            ],
        );
    }

    #[test]
    fn a_conjoined_verb_has_the_subject_before() {
        rule(
            conjoined_cue,
            &[
                ("Ana Ruiz left and said so.", "speaker Ana Ruiz | cue said"),
                ("Ana Ruiz smiled, then added a word.", "speaker Ana Ruiz | cue added"),
                ("Ana Ruiz (right) said so and warned them.", "speaker Ana Ruiz | cue warned"),
                ("It rained. And said so.", "-"),
                ("Ana Ruiz left and slept.", "-"),
            ],
        );
    }

    #[test]
    fn the_verb_then_the_subject() {
        rule(
            cue_subject,
            &[
                ("“It rained,” said Ana Ruiz.", "speaker Ana Ruiz | cue said"),
                ("“It rained,” warned the head of the board.", "speaker the head of the board | cue warned"),
                ("It rained, said Ana Ruiz and Tom Okafor.", "speaker Ana Ruiz and Tom Okafor | cue said"),
                ("Said Ana Ruiz: “It rained.”", "speaker Ana Ruiz | cue Said"),
                (
                    "“It rained,” said Kestrel (Holding) Ltd analyst Ana Ruiz.",
                    "speaker Ltd analyst Ana Ruiz | cue said",
                ),
                ("“It rained,” said Ana Ruiz (D) Friday.", "speaker Ana Ruiz | cue said"),
                ("“It rained,” saw Ana Ruiz.", "-"),
                ("“It rained,” said it.", "-"),
                ("The letter said Ana Ruiz left.", "-"),
            ],
        );
    }
}
