//! Clauses without a verb of saying: the words "according to", a noun of saying, a colon, a dash.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek, value};
use nom::sequence::{preceded, terminated};

use super::joined::subject_core;
use super::kind::{Clause, ClauseKind};
use super::subject::is_person;
use super::terminal::{Chunks, Parsed, according, is, noun, per, quote, word};
use crate::lexicon::{Class, Classes, Frame, FunctionWord};
use crate::parse::chunk::{Chunk, ChunkKind, NounKind};
use crate::parse::cursor::{any, at_most, behind, holds, miss, one, range, shortest};
use crate::words::Shape;
use ChunkKind::{
    Close, Colon, Comma, Complementizer, Coordinator, Dash, Open, Preposition, Relative, Semicolon, Stop,
    Time,
};

/// Phrases that may come between a name and its colon.
const LABELLED: usize = 10;
/// Phrases that may follow the name after a dash, to the end of the paragraph.
const DESCRIBED: usize = 6;

/// according to Ana Ruiz; Per Ana Ruiz
pub fn according_to(input: Chunks<'_>) -> Parsed<'_, Clause> {
    // Not "per head": a name follows.
    (range(alt((according, terminated(per, peek(name))))), range(alt((subject_core, record))))
        .map(|(cue, speaker)| Clause::new(ClauseKind::AccordingTo, cue).speaker(speaker))
        .parse(input)
}

/// the minutes of the meeting: they begin as a time does
fn record(input: Chunks<'_>) -> Parsed<'_, ()> {
    value((), (is(Time), is(Preposition), noun)).parse(input)
}

fn name(input: Chunks<'_>) -> Parsed<'_, ()> {
    let (rest, phrase) = noun(input)?;
    holds(rest, phrase.noun().is_some_and(|n| n.kind == NounKind::Name))
}

/// Ana Ruiz’s claim | that; her warning | :; a statement by Ana Ruiz | that
pub fn nominal_cue(input: Chunks<'_>) -> Parsed<'_, Clause> {
    alt((owned_noun, noun_by)).parse(input)
}

/// a statement by Ana Ruiz | that; complaints from the board | that; a statement from the board | : “…”
fn noun_by(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let says = |c: &Chunk| c.is_noun() && (c.is(Class::SpeechAct) || c.is(Class::SpeechEvent));
    let by = alt((word(FunctionWord::Agent), word(FunctionWord::Source)));
    let content = alt((is(Complementizer), terminated(is(Colon), peek(quote))));
    terminated((range(one(says)), preceded(by, range(subject_core))), peek(content))
        .map(|(cue, speaker)| Clause::new(ClauseKind::NominalCue, cue).speaker(speaker))
        .parse(input)
}

fn owned_noun(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let (rest, phrase) = noun(input)?;
    let units = input.around().units;
    let head = &units[phrase.head() as usize].token;
    let owned = phrase.noun().is_some_and(|n| n.possessor.is_some())
        || units[phrase.start as usize].token.is(Class::Possessive);
    let says = head.is(Class::SpeechAct) || head.is(Class::SpeechEvent);
    if !owned || !says {
        return miss();
    }
    // "her claim of rain", but "her statement on the bridge that": a statement is a place too.
    let act = head.is(Class::SpeechAct);
    let about = |i| {
        let (rest, _) = is(Preposition)(i)?;
        if act { Ok((rest, ())) } else { value((), (any, is(Complementizer))).parse(rest) }
    };
    let content = alt((
        value((), is(Complementizer)),
        value((), is(Colon)),
        value((), quote),
        value((), (is(Comma), quote)),
        // "Her answer was “no”".
        value((), (one(|c: &Chunk| c.is_finite() && c.is(Class::Copula)), opt(is(Colon)), quote)),
        about,
    ));
    let whole = (input.at(), rest.at());
    peek(content).map(|()| Clause::new(ClauseKind::NominalCue, whole).speaker(whole)).parse(rest)
}

/// Ana Ruiz: at the start of a sentence, as in headlines, interviews and transcripts
pub fn colon(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let plain = preceded(opens_line, (range(subject_core), range(is(Colon))));
    let described = preceded(opens_list, (range(labelled), preceded(label, range(is(Colon)))));
    let set_off = preceded(opens_list, (range(full_name), range(is(Dash))));
    alt((plain, terminated(alt((described, set_off)), peek(quote))))
        .map(|(speaker, cue)| Clause::new(ClauseKind::Colon, cue).speaker(speaker))
        .parse(input)
}

/// The start of a sentence. Takes nothing.
fn opens_list(input: Chunks<'_>) -> Parsed<'_, ()> {
    holds(input, input.passed().is_empty())
}

/// Ana Ruiz; the harbour master; the rope maker | , Ana Ruiz:
fn labelled(input: Chunks<'_>) -> Parsed<'_, ()> {
    let by_itself = value((), one(|c: &Chunk| is_person(c) || c.is(Class::People)));
    alt((by_itself, value((), terminated(noun, peek((is(Comma), name, is(Colon))))))).parse(input)
}

/// Ana Ruiz | — “…”; but not "LOS ANGELES — “…”", "PSA — “…”"
fn full_name(input: Chunks<'_>) -> Parsed<'_, &Chunk> {
    let (rest, phrase) = noun(input)?;
    let words = &input.around().units[phrase.start as usize..phrase.end as usize];
    let named = phrase.noun().is_some_and(|n| n.name == Some(phrase.start));
    let printed = words.iter().all(|u| u.token.shape == Shape::Capital);
    let (rest, ()) = holds(rest, named && printed && words.len() > 1)?;
    Ok((rest, phrase))
}

/// Ana Ruiz | , 43, head of the harbour office, laughing | : “…”; Ana Ruiz | (doctor) | : “…”
fn label(input: Chunks<'_>) -> Parsed<'_, ()> {
    let lexicon = input.around().context.lexicon;
    let opens = one(|c: &Chunk| matches!(c.kind, Comma | Open));
    let words = one(|c: &Chunk| match c.kind {
        ChunkKind::Verb(verb) => {
            let says = verb.verb.is_some_and(|v| {
                let verb = lexicon.verb(v);
                verb.takes(Frame::That) || verb.takes(Frame::Addressee)
            });
            !says && (!verb.finite || c.is_bare_participle())
        }
        Stop | Colon | Semicolon | Dash | Relative | Complementizer | ChunkKind::Quote(_) => false,
        _ => true,
    });
    preceded(opens, shortest(LABELLED, words, value((), peek(is(Colon))))).parse(input)
}

/// The start of a sentence, perhaps after a preposition ("From the report:", "And from Ana Ruiz:"), or a dash ("… — Ana Ruiz:").
/// Takes nothing.
fn opens_line(input: Chunks<'_>) -> Parsed<'_, ()> {
    let opens = match input.passed() {
        [] => true,
        [.., last] if last.kind == Dash => true,
        [only] => only.kind == Preposition,
        [and, only] => and.kind == Coordinator && only.kind == Preposition,
        _ => false,
    };
    holds(input, opens)
}

/// “…” — Ana Ruiz, doctor, of Tulsa: after a quotation, at the end of a paragraph
pub fn dash(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let quoted = |b: Option<&Chunk>| b.is_none_or(|b| matches!(b.kind, ChunkKind::Quote(_)));
    terminated((behind(quoted), range(is(Dash)), range(subject_core)), ends_paragraph)
        .map(|((), cue, speaker)| Clause::new(ClauseKind::Dash, cue).speaker(speaker))
        .parse(input)
}

/// “…” | (Ana Ruiz), “…” | (Ana Ruiz, doctor): a quotation that is a sentence of its own, and who it is
pub fn bracketed(input: Chunks<'_>) -> Parsed<'_, Clause> {
    let describes = one(|c: &Chunk| c.is_noun() || matches!(c.kind, Comma | Preposition));
    let inside = at_most(DESCRIBED, describes);
    let open = range(terminated(is(Open), peek(inside_names)));
    terminated((opens_behind_quotation, open, range(person)), (inside, is(Close), ends_sentence))
        .map(|((), cue, speaker)| Clause::new(ClauseKind::Dash, cue).speaker(speaker))
        .parse(input)
}

/// Behind a quotation that begins its sentence. Takes nothing.
fn opens_behind_quotation(input: Chunks<'_>) -> Parsed<'_, ()> {
    let is_quotation = |c: &Chunk| matches!(c.kind, ChunkKind::Quote(_));
    let opens = match before(input) {
        [only] => is_quotation(only),
        [earlier, last] => is_quotation(last) && earlier.sentence < last.sentence,
        _ => false,
    };
    holds(input, opens)
}

/// The two phrases before, also those of the sentence before: a full stop inside the marks ends it.
pub fn before(input: Chunks<'_>) -> &[Chunk] {
    input.since(input.at().saturating_sub(2))
}

/// No figures stand inside the brackets: "(Ruiz, 2020)" is a reference. Takes nothing.
fn inside_names(input: Chunks<'_>) -> Parsed<'_, ()> {
    let units = input.around().units;
    let inside = input.ahead().iter().take_while(|c| c.kind != Close);
    let counts = |c: &Chunk| {
        let words = &units[c.start as usize..c.end as usize];
        words
            .iter()
            .any(|u| u.token.span.of(input.around().context.text).contains(|c: char| c.is_ascii_digit()))
    };
    holds(input, !inside.clone().any(counts))
}

/// Ana Ruiz; Mayor Ruiz; but not "Ruiz", "The Courier", "Ruiz Foundation"
fn person(input: Chunks<'_>) -> Parsed<'_, ()> {
    const PERSONAL: Classes = Classes::of(&[Class::GivenName, Class::Title, Class::TitleWord, Class::Role]);
    let (rest, phrase) = noun(input)?;
    let words = &input.around().units[phrase.start as usize..phrase.end as usize];
    let named = phrase.noun().is_some_and(|n| n.kind == NounKind::Name) && words.len() > 1;
    let begins =
        words.first().is_some_and(|u| u.token.word.classes.meets(PERSONAL) && !u.token.is(Class::Determiner));
    let body = words.iter().any(|u| u.token.is(Class::Organisation));
    holds(rest, named && begins && !body)
}

/// Nothing follows in the sentence but its stop. Takes nothing.
fn ends_sentence(input: Chunks<'_>) -> Parsed<'_, ()> {
    holds(input, input.ahead().iter().all(|c| c.kind == Stop))
}

/// Nothing follows in the paragraph but what describes the person. Takes nothing.
fn ends_paragraph(input: Chunks<'_>) -> Parsed<'_, ()> {
    let describes = |c: &Chunk| c.is_noun() || matches!(c.kind, Comma | Preposition | Stop | Time);
    let left = input.up_to_the_last();
    holds(input, left.len() <= DESCRIBED && left.iter().all(describes))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::rule;
    use super::*;

    #[test]
    fn a_source_behind_words_of_attribution() {
        rule(
            according_to,
            &[
                ("It rained, according to Ana Ruiz.", "speaker Ana Ruiz | cue according to"),
                (
                    "According to the head of the board, it rained.",
                    "speaker the head of the board | cue According to",
                ),
                (
                    "It rained, according to the minutes of the meeting.",
                    "speaker the minutes of the meeting | cue according to",
                ),
                ("Per Ana Ruiz, it rained.", "speaker Ana Ruiz | cue Per"),
                ("Per head, it costs two crowns.", "-"),
                ("It costs two crowns per Ruiz.", "-"),
                ("According to.", "-"),
            ],
        );
    }

    #[test]
    fn a_noun_of_saying_with_its_owner() {
        rule(
            nominal_cue,
            &[
                ("Ruiz’s claim that it rained was false.", "speaker Ruiz’s claim | cue Ruiz’s claim"),
                ("her warning: “It rains”", "speaker her warning | cue her warning"),
                ("her warning, “It rains,” was heard", "speaker her warning | cue her warning"),
                ("her statement on the bridge that it rained", "speaker her statement | cue her statement"),
                ("her claim of rain", "speaker her claim | cue her claim"),
                ("her answer was “no”", "speaker her answer | cue her answer"),
                ("her statement of rain", "-"),
                ("a statement by Ana Ruiz that it rained", "speaker Ana Ruiz | cue a statement"),
                ("complaints from the board that it rained", "speaker the board | cue complaints"),
                ("a statement by the bridge", "-"),
                ("the claim that it rained", "-"),
                ("Ruiz’s boat that sank", "-"),
            ],
        );
    }

    #[test]
    fn a_name_before_a_colon() {
        rule(
            colon,
            &[
                ("Ana Ruiz: It rained.", "speaker Ana Ruiz | cue :"),
                ("From the report: “It rained.”", "speaker the report | cue :"),
                ("And from Mayor Ana Ruiz: “It rained.”", "speaker Mayor Ana Ruiz | cue :"),
                ("“It rained.” — Ana Ruiz: “No.”", "speaker Ana Ruiz | cue :"),
                ("The plan of Ana Ruiz: a bridge.", "speaker The plan of Ana Ruiz | cue :"),
                ("Ana Ruiz, 43, doctor, smiling: “It rained.”", "speaker Ana Ruiz | cue :"),
                ("Ana Ruiz (doctor): “It rained.”", "speaker Ana Ruiz | cue :"),
                ("The rope maker, Ana Ruiz: “It rained.”", "speaker The rope maker | cue :"),
                ("Ana Ruiz — “It rained.”", "speaker Ana Ruiz | cue —"),
                ("TULSA — “It rained.”", "-"),
                ("Ana Ruiz, telling Okafor: “It rained.”", "-"),
                ("Back in Tulsa, a word: “Rain.”", "-"),
                ("It rained on Ana Ruiz: a pity.", "-"),
                ("Ana Ruiz; a pity.", "-"),
            ],
        );
    }

    #[test]
    fn a_name_behind_a_dash() {
        rule(
            dash,
            &[
                ("“It rained.” — Ana Ruiz", "speaker Ana Ruiz | cue —"),
                ("“It rained.” — Ana Ruiz, doctor, of Tulsa.", "speaker Ana Ruiz | cue —"),
                ("“It rained.” — Ana Ruiz, the Courier, 1 June 2024", "speaker Ana Ruiz | cue —"),
                ("“It rained.” — Ana Ruiz said", "-"),
                ("“It rained.” — Ana Ruiz. It snowed.", "-"),
                ("It rained — Ana Ruiz", "-"),
            ],
        );
    }

    #[test]
    fn a_person_in_brackets() {
        rule(
            bracketed,
            &[
                ("“It rained.” (Ana Ruiz)", "speaker Ana Ruiz | cue ("),
                ("“It rained” (Ana Ruiz, the mayor).", "speaker Ana Ruiz | cue ("),
                ("“It rained.” (Mayor Ruiz, The Courier)", "speaker Mayor Ruiz | cue ("),
                ("“It rained” (Ana Ruiz, 2020).", "-"),
                ("“It rained” (Ruiz).", "-"),
                ("“It rained” (The Courier).", "-"),
                ("“It rained” (Ana Foundation).", "-"),
                ("She called it “a wall” (Ana Ruiz).", "-"),
                ("“It rained” (Ana Ruiz) is no sentence.", "-"),
                ("Tom Okafor said: “It rained.” (Ana Ruiz)", "-"),
                ("It snowed. “It rained.” (Ana Ruiz)", "speaker Ana Ruiz | cue ("),
            ],
        );
    }
}
