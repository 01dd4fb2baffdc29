//! Subjects: the noun phrase that a verb belongs to, with all that may come between the two.
//!
//! In: the phrases from a subject, or from a relative pronoun, on. Out: which of them are the subject, and
//! where its verb is.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt, peek, value};
use nom::sequence::{preceded, terminated};

use super::joined::{between, finite_verb, subject_core};
use super::kind::ChunkRange;
use super::modifier::{loose_appositive, loose_relative, modifier};
use super::terminal::{Around, Chunks, Parsed, any_form, finite, is, noun, quote, verb};
use crate::lexicon::{Class, Classes, Frame, Lexicon};
use crate::parse::chunk::{Chunk, ChunkKind, NounKind, VerbGroup};
use crate::parse::cursor::{any, behind, holds, miss, one, range, shortest};
use ChunkKind::{
    Close, Colon, Comma, Complementizer, Dash, Open, Preposition, Relative, Semicolon, Stop, Subordinator,
};

/// Phrases of an appositive between its two marks.
pub const APPOSITIVE: usize = 26;
/// Phrases of an antecedent: "a spokesman for the head of the board, who".
const ANTECEDENT: usize = 6;
/// Phrases before the subject of a sentence that opens with prepositions and their nouns.
const OPENING: usize = 6;
/// Phrases before the subject of a participle that comes first, the participle included.
const AHEAD: usize = 23;

/// Ana Ruiz, a doctor who won an award, | said
pub fn subject(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    terminated(range(subject_core), before_verb).parse(input)
}

/// A subject that begins a clause; inside another phrase, only the noun phrase beside the verb.
pub fn own_subject(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    // All three ways begin so: it is read once.
    let (begins, core) = (begins_clause(input).is_ok(), subject_core(input));
    let (begins, core) = (|i| holds(i, begins), |_| core.clone());
    let subject_form = || one(|c: &Chunk| c.is_noun() && !is_object_pronoun(c));
    let modified = preceded((begins, peek(subject_form())), terminated(range(core), (modifier, between)));
    let whole = preceded(begins, terminated(core, not(ends_phrase_of_time(input))));
    let first = alt((whole, value((), terminated(subject_form(), peek(beside_verb)))));
    let settled = terminated(range(first), (before_verb, peek(verb(finite))));
    let loose =
        terminated(range(preceded(begins_with_person, core)), alt((loose_appositive(input), loose_relative)));
    alt((modified, settled, loose)).parse(input)
}

/// A person, or somebody by office, as the first phrase of a sentence or behind a quotation. Takes nothing.
fn begins_with_person(input: Chunks<'_>) -> Parsed<'_, ()> {
    let is_quote = |c: &Chunk| matches!(c.kind, ChunkKind::Quote(_));
    let opens = match input.passed() {
        [] => true,
        // “…,” keeper | Tom Hale
        [.., quote, role] if is_quote(quote) && role.is_noun() => true,
        // local man | Tom Hale
        [role] if role.is_noun() => true,
        [.., last] => is_quote(last),
    };
    holds(input, opens && input.peek(0).is_some_and(|c| is_person(c) || c.is(Class::People)))
}

/// Before the vote | , the mayor, Ana Ruiz, said: a comma behind what a preposition governs ends the phrase, unless
/// that is a person ("As the mayor, Ana Ruiz, said"). `start` is where the noun phrase begins. Takes nothing.
fn ends_phrase_of_time<'a>(start: Chunks<'a>) -> impl Fn(Chunks<'a>) -> Parsed<'a, ()> {
    let passed = start.passed();
    let governed = passed.last().is_some_and(|c| c.kind == Preposition || c.is_noun() && is_opening(passed));
    let thing = !start.peek(0).is_some_and(|c| is_person(c) || c.is(Class::People));
    move |input| value((), (|i| holds(i, governed && thing), is(Comma))).parse(input)
}

/// What may come between a subject and its verb.
pub fn before_verb(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), (between, opt(both), opt(left_over), opt((appositive, between)))).parse(input)
}

/// Ana Ruiz from | said: scrapers lose the words of a link, and leave the preposition before it.
fn left_over(input: Chunks<'_>) -> Parsed<'_, ()> {
    let says = |v: &VerbGroup, l: &Lexicon| v.finite && v.verb.is_some_and(|v| l.verb(v).takes(Frame::Quote));
    let (rest, _) = is(Preposition)(input)?;
    let (_, ()) = holds(rest, input.behind().is_some_and(is_person))?;
    value((), peek(verb(says))).parse(rest)
}

/// Ana Ruiz and Tom Okafor both | denounced; Ana Ruiz herself | said
fn both(input: Chunks<'_>) -> Parsed<'_, ()> {
    let counts =
        |c: &Chunk| c.is_noun() && c.end == c.start + 1 && (c.is(Class::Determiner) || is_object_pronoun(c));
    let (rest, word) = noun(input)?;
    let (rest, ()) = holds(rest, counts(word))?;
    value((), peek(verb(any_form))).parse(rest)
}

/// him, herself, them: a pronoun that is never a subject.
fn is_object_pronoun(chunk: &Chunk) -> bool {
    const PERSON: Classes =
        Classes::of(&[Class::PronounMale, Class::PronounFemale, Class::PronounPlural, Class::PronounFirst]);
    chunk.noun().is_some_and(|n| n.kind == NounKind::Pronoun)
        && chunk.classes.meets(PERSON)
        && !chunk.is(Class::PronounSubject)
}

/// Matches if a verb, or a bracket before it, follows.
fn beside_verb(input: Chunks<'_>) -> Parsed<'_, ()> {
    preceded(between, alt((value((), verb(any_form)), value((), is(Open))))).parse(input)
}

/// , a doctor who won an award,
fn appositive(input: Chunks<'_>) -> Parsed<'_, ()> {
    alt((in_commas, in_dashes, in_brackets)).parse(input)
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
            value((), (is(Comma), not(participle_of_its_own), peek(finite_verb))),
            // "Ruiz, citing “the cost,” said": the comma is inside the marks.
            value((), (quote, peek(verb(finite)))),
            value((), (peek(is(Dash)), is_second, is(Dash), peek(finite_verb))),
        ))
        .parse(input)
    }
}

/// Ana Ruiz, a captain, | now retired, said: a participle between two commas describes too. Takes nothing.
fn participle_of_its_own(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), peek((between, one(Chunk::is_bare_participle), is(Comma), finite_verb))).parse(input)
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
            && !input.ahead().first().is_some_and(|c| modifies(c, input.around()))
            && !describes(input, from)
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
    verb.is_bare_participle() && !reports
}

/// Ana Ruiz, a doctor | noted for her work: behind a name and a determiner, a participle before a preposition belongs
/// to the description.
fn describes(input: Chunks<'_>, from: u32) -> bool {
    let named = from.checked_sub(1).and_then(|i| input.item(i)).is_some_and(is_person);
    let description = input.item(from + 1).is_some_and(|c| c.is_noun() && c.is(Class::Determiner));
    let participle = input.peek(0).is_some_and(Chunk::is_bare_participle);
    named && description && participle && input.peek(1).is_some_and(|c| c.kind == Preposition)
}

/// Matches if a subject can begin here: not inside another phrase.
fn begins_clause(input: Chunks<'_>) -> Parsed<'_, ()> {
    let lexicon = input.around().context.lexicon;
    behind(|before: Option<&Chunk>| {
        let Some(before) = before else { return true };
        match before.kind {
            // "after a woman told him": some prepositions begin clauses too.
            Preposition => before.is(Class::Subordinator),
            // "Ruiz said Okafor claimed": a clause may follow a verb of saying without "that".
            ChunkKind::Verb(verb) => verb.verb.is_some_and(|v| lexicon.verb(v).takes(Frame::That)),
            ChunkKind::Noun(noun) => {
                noun.possessive || noun.kind == NounKind::Pronoun || is_opening(input.passed())
            }
            _ => true,
        }
    })(input)
}

/// Before the vote in the hall | the mayor, Ana Ruiz, said: a sentence opens with a phrase of a preposition.
fn is_opening(passed: &[Chunk]) -> bool {
    passed.len() <= OPENING
        && passed.chunks(2).all(
            |pair| matches!(pair, [preposition, noun] if preposition.kind == Preposition && noun.is_noun()),
        )
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

/// True if the phrase names a person, or somebody by office.
pub fn is_person(chunk: &Chunk) -> bool {
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
