//! What belongs to a noun phrase and stands behind it without a mark: a participle or a relative clause.
//!
//! In: the phrases behind the core of a subject. Out: where its verb is, past a modifier: "a source speaking to
//! Okafor | said", "the owner of the boat that sank | said". The noun beside the verb is not the subject there.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt, peek, value};
use nom::sequence::{preceded, terminated};

use super::joined::{between, finite_verb, subject_core};
use super::terminal::{
    Around, Chunks, Parsed, any_form, finite_report, gerund, infinitive, is, noun, relative, verb, word,
};
use crate::lexicon::{Class, Frame, FunctionWord};
use crate::parse::chunk::{Chunk, ChunkKind, NounKind};
use crate::parse::cursor::{any, at_most, behind, holds, one, shortest};
use crate::words::TokenKind;
use ChunkKind::{
    Adverb, Colon, Comma, Complementizer, Coordinator, Dash, Open, Preposition, Semicolon, Stop,
    Subordinator, Time,
};

/// Phrases that a participle may have behind it.
const MODIFIED: usize = 8;
/// Phrases of a relative clause behind its verb.
const RELATED: usize = 12;

/// speaking to Okafor | said; published in May | argued; who attended the meeting | said
pub fn modifier(input: Chunks<'_>) -> Parsed<'_, ()> {
    terminated(alt((participle_phrase, relative_clause, contact_clause)), peek(finite_verb)).parse(input)
}

/// the man | he met on the quay: a relative clause without its pronoun
fn contact_clause(input: Chunks<'_>) -> Parsed<'_, ()> {
    let described = |c: &Chunk| {
        c.noun().is_some_and(|n| n.kind == NounKind::Nominal)
            && c.is(Class::Determiner)
            && (c.is(Class::People) || c.is(Class::Role))
    };
    let doer = |c: &Chunk| c.is(Class::PronounSubject) && !c.is(Class::PronounNeuter);
    let says =
        |c: &Chunk| c.reports().is_some_and(|v| input.around().context.lexicon.verb(v).takes(Frame::That));
    let does = |c: &Chunk| c.is_finite() && !c.is(Class::Copula) && !says(c);
    let (_, ()) = holds(input, input.behind().is_some_and(described))?;
    value((), (one(doer), one(does), at_most(MODIFIED, complement))).parse(input)
}

/// speaking to Okafor; selling jars outside the chapel; published in a journal; asked about it by Okafor
fn participle_phrase(input: Chunks<'_>) -> Parsed<'_, ()> {
    preceded(alt((active_participle, past_participle)), at_most(MODIFIED, complement)).parse(input)
}

/// selling jars; but "Harbour United bowling coach Ana Ruiz" is one phrase
fn active_participle(input: Chunks<'_>) -> Parsed<'_, ()> {
    let named = input.behind().and_then(Chunk::noun).is_some_and(|n| n.kind == NounKind::Name);
    let (rest, (_, object)) = (verb(gerund), opt(noun)).parse(input)?;
    holds(rest, !named || object.is_none())
}

/// published; quoted | by: a participle whose noun phrase does not do it
fn past_participle(input: Chunks<'_>) -> Parsed<'_, ()> {
    let Around { context, units, .. } = input.around();
    let first = |c: &Chunk| &units[c.start as usize].token;
    let form = |c: &Chunk| c.is_finite() && first(c).is(Class::Participle) && !first(c).is(Class::Auxiliary);
    let (rest, done) = one(form)(input)?;
    // "Ruiz said on Monday": a verb that can report is finite, unless "by" follows.
    let reports = first(done).word.verb.is_some_and(|v| {
        let verb = context.lexicon.verb(v);
        verb.takes(Frame::That) || verb.takes(Frame::Quote)
    });
    let done_by = peek(word(FunctionWord::Agent)).parse(rest).is_ok();
    let (rest, ()) = holds(rest, !reports || done_by)?;
    // "hired to run the office", "to hear all | the calls": one group of verbs, which can have an object.
    let chained = |c: &Chunk| done.end > done.start + 1 && c.is_noun();
    at_most(2, one(chained)).parse(rest)
}

/// in the journal Tidal Studies; and printed; and Okafor; to help Okafor; last week
fn complement(input: Chunks<'_>) -> Parsed<'_, ()> {
    let called = one(|c: &Chunk| c.noun().is_some_and(|n| n.name == Some(c.start)));
    let governed = value((), (is(Preposition), noun, opt(called)));
    // "as the debate went on and Ruiz stood up": the verb is that of the second noun phrase.
    let joined = value((), (is(Coordinator), noun, not(finite_verb)));
    let aim = value((), (verb(infinitive), opt(noun)));
    let further = value((), (is(Coordinator), past_participle));
    alt((governed, further, joined, aim, value((), alt((is(Time), is(Adverb)))))).parse(input)
}

/// who attended the meeting; for whom Okafor worked; who said Okafor lied
fn relative_clause(input: Chunks<'_>) -> Parsed<'_, ()> {
    let (rest, _) =
        (opt(is(Preposition)), relative, opt((noun, between)), between, peek(verb(any_form))).parse(input)?;
    alt((preceded(reported, relative_rest), preceded(any, relative_rest))).parse(rest)
}

/// said Okafor lied: a verb with a clause of its own as what it says
fn reported(input: Chunks<'_>) -> Parsed<'_, ()> {
    let says =
        |c: &Chunk| c.reports().is_some_and(|v| input.around().context.lexicon.verb(v).takes(Frame::That));
    value((), (one(says), opt(is(Complementizer)), subject_core, finite_verb)).parse(input)
}

/// “…,” Ana Ruiz of Tulsa, | told; Ana Ruiz, an analyst at the office | told: one comma may be too many or missing.
/// `start` is where the noun phrase begins.
pub fn loose_appositive<'a>(start: Chunks<'a>) -> impl Fn(Chunks<'a>) -> Parsed<'a, ()> {
    move |input| {
        let report = |i| value((), peek(verb(finite_report))).parse(i);
        let (described, _) = is(Comma)(input)?;
        let behind_sentence = quotes_a_sentence(start);
        if let (true, Ok(found)) = (behind_sentence, report(described)) {
            return Ok(found);
        }
        // "Ruiz, director of the harbour office said": a role needs no article.
        let description = one(|c: &Chunk| c.is_noun() && (c.is(Class::Determiner) || c.is(Class::Role)));
        let modified = terminated(alt((participle_phrase, relative_clause)), report);
        let (rest, ()) =
            preceded(description, shortest(MODIFIED, inside, alt((modified, report)))).parse(described)?;
        // "Ruiz, the mayor said, was wrong": that is the mayor's verb.
        let alone = rest.at() == described.at() + 1;
        let says =
            rest.peek(1).is_some_and(|c| matches!(c.kind, Complementizer | Colon | ChunkKind::Quote(_)));
        holds(rest, !alone && (behind_sentence || says))
    }
}

/// Ana Ruiz, 30, who helped when the wall fell | said: the comma that should end the relative clause is missing, but the
/// clause has a verb beside that of saying, which is then the subject's.
pub fn loose_relative(input: Chunks<'_>) -> Parsed<'_, ()> {
    let units = input.around().units;
    let figure = |c: &Chunk| c.end == c.start + 1 && units[c.start as usize].token.kind == TokenKind::Number;
    let age = (one(figure), is(Comma));
    let (rest, _) = (is(Comma), opt(age), relative).parse(input)?;
    let inside = one(|c: &Chunk| !matches!(c.kind, Colon | Semicolon | Stop | ChunkKind::Quote(_)));
    let says = |c: &Chunk| {
        c.is_finite()
            && c.reports().is_some_and(|v| input.around().context.lexicon.verb(v).takes(Frame::Quote))
    };
    let finite = |c: Option<&Chunk>| c.is_some_and(|c| c.is_finite() && !c.is(Class::Auxiliary));
    value((), shortest(2 * RELATED, inside, (behind(finite), peek(one(says))))).parse(rest)
}

/// True if the quotation before the phrase, or before the role that opens it, ends like a sentence or a clause.
fn quotes_a_sentence(start: Chunks<'_>) -> bool {
    const ENDS: [char; 5] = [',', '.', '?', '!', '…'];
    let is_quote = |c: &&Chunk| matches!(c.kind, ChunkKind::Quote(_));
    let quote = start.passed().iter().rev().take(2).find(is_quote);
    quote.is_some_and(|c| {
        let text = c.span(start.around().units).of(start.around().context.text);
        text.trim_end_matches(|c: char| !c.is_alphanumeric() && !ENDS.contains(&c)).ends_with(ENDS)
    })
}

/// A phrase that neither ends a clause nor has a verb of its own.
fn inside(input: Chunks<'_>) -> Parsed<'_, &Chunk> {
    use ChunkKind::{Quote, Relative};
    one(|c: &Chunk| {
        let ends = matches!(c.kind, Colon | Semicolon | Dash | Stop | Open | Subordinator | Quote(_));
        !ends && !c.is_finite() && !matches!(c.kind, Relative | Complementizer)
    })(input)
}

/// What is left of a relative clause, up to the next finite verb.
fn relative_rest(input: Chunks<'_>) -> Parsed<'_, ()> {
    let inside = one(|c: &Chunk| {
        !c.is_finite()
            && !matches!(
                c.kind,
                Comma | Colon | Semicolon | Dash | Stop | Open | Subordinator | ChunkKind::Quote(_)
            )
    });
    shortest(RELATED, inside, peek(finite_verb)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{rule, taken};
    use super::super::cue::subject_cue;
    use super::*;

    #[test]
    fn what_belongs_to_a_noun_phrase_behind_it() {
        taken(
            modifier,
            &[
                ("speaking to Okafor said so", "speaking to Okafor"),
                ("selling jars outside the chapel whispered", "selling jars outside the chapel"),
                ("hired to help Okafor said so", "hired to help Okafor"),
                ("hired to help all the keepers said so", "hired to help all the keepers"),
                (
                    "published in the journal Tidal Studies last May argued",
                    "published in the journal Tidal Studies last May",
                ),
                ("quoted by Harbour Radio slept", "quoted by Harbour Radio"),
                ("built and managed by players slept", "built and managed by players"),
                ("told of the plan slept", "-"),
                ("gone by and Okafor slept", "-"),
                ("who attended the meeting said so", "who attended the meeting"),
                ("that sank on Monday slept", "that sank"),
                ("for whom Okafor worked slept", "for whom Okafor worked"),
                ("who said that Okafor lied slept", "who said that Okafor lied"),
                ("who confirmed the sale slept", "who confirmed the sale"),
                ("who left, said so", "-"),
                ("who left.", "-"),
            ],
        );
    }

    #[test]
    fn a_subject_past_what_belongs_to_it() {
        rule(
            subject_cue,
            &[
                (
                    "One of the lenders to Kestrel Mills who attended the meeting said so.",
                    "speaker One of the lenders to Kestrel Mills | cue said",
                ),
                (
                    "“It rained,” Ana Ruiz of the harbour office, told Okafor.",
                    "speaker Ana Ruiz of the harbour office | cue told",
                ),
                (
                    "“It rained,” Ana Ruiz, an analyst at the harbour office told Okafor.",
                    "speaker Ana Ruiz | cue told",
                ),
                (
                    "Ana Ruiz, director at the mill and head of the board said: “No.”",
                    "speaker Ana Ruiz | cue said",
                ),
                (
                    "Ana Ruiz, the lawyer of the man who filmed the fire said that it rained.",
                    "speaker Ana Ruiz | cue said",
                ),
                ("Ana Ruiz, the mayor said, was wrong.", "speaker the mayor | cue said"),
                ("“Rain” Ana Ruiz, Okafor told them.", "speaker Okafor | cue told"),
            ],
        );
    }
}
