//! The smallest parsers of clauses: one phrase of a kind, a verb that passes a test, a word that the grammar
//! names.

use std::mem::discriminant;

use nom::Parser;
use nom::combinator::value;

use super::kind::Clause;
use crate::lexicon::{Frame, FunctionWord, Lexicon};
use crate::parse::chunk::{Chunk, ChunkKind, VerbGroup};
use crate::parse::cursor::{Cursor, OutlineUnit, Setting, Step, miss, one};
use crate::segment::ParsedToken;
use crate::words::Shape;

/// What a parser of clauses may look at besides the phrases of its sentence.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Text and language.
    pub context: Setting<'a>,
    /// The words of the phrases.
    pub units: &'a [OutlineUnit],
    /// The clauses that were found before this place, whose subject a participle or a conjoined verb inherits.
    pub earlier: &'a [Clause],
    /// True if the paragraph has a verb of quoting. Without one, the rules of quoting are not tried.
    pub quoting: bool,
    /// True if a finite verb follows in the sentence. Without one, no noun phrase is tried as its subject.
    pub verb_ahead: bool,
}

/// The phrases of one sentence, as the rules see them.
pub type Chunks<'a> = Cursor<'a, Chunk, Around<'a>>;

/// What a rule of clauses returns.
pub type Parsed<'a, O> = Step<'a, Chunk, Around<'a>, O>;

/// A phrase of this kind; for noun phrases and verb groups see [`noun`] and [`verb`].
pub fn is<'a>(kind: ChunkKind) -> impl Fn(Chunks<'a>) -> Parsed<'a, &'a Chunk> {
    one(move |c: &Chunk| discriminant(&c.kind) == discriminant(&kind))
}

/// A noun phrase.
pub fn noun(input: Chunks<'_>) -> Parsed<'_, &Chunk> {
    one(Chunk::is_noun)(input)
}

/// A quotation.
pub fn quote(input: Chunks<'_>) -> Parsed<'_, &Chunk> {
    one(|c: &Chunk| matches!(c.kind, ChunkKind::Quote(_)))(input)
}

/// who, which, that
pub fn relative(input: Chunks<'_>) -> Parsed<'_, &Chunk> {
    one(|c: &Chunk| matches!(c.kind, ChunkKind::Relative | ChunkKind::Complementizer))(input)
}

/// A verb group that passes the test.
pub fn verb<'a>(
    test: impl Fn(&VerbGroup, &Lexicon) -> bool,
) -> impl Fn(Chunks<'a>) -> Parsed<'a, &'a VerbGroup> {
    move |input| match input.peek(0).and_then(Chunk::verb) {
        Some(group) if test(group, input.around().context.lexicon) => Ok((input.skip(1), group)),
        _ => miss(),
    }
}

/// Any verb group.
pub fn any_form(_: &VerbGroup, _: &Lexicon) -> bool {
    true
}

/// said
pub fn finite(verb: &VerbGroup, _: &Lexicon) -> bool {
    verb.finite
}

/// said: a finite verb of the lexicon's
pub fn finite_report(verb: &VerbGroup, _: &Lexicon) -> bool {
    verb.finite && verb.verb.is_some()
}

/// said, of "said X": active, and able to stand before its subject
pub fn inverted(verb: &VerbGroup, lexicon: &Lexicon) -> bool {
    verb.finite && !verb.passive && verb.verb.is_some_and(|v| lexicon.verb(v).takes(Frame::Inverted))
}

/// quoted, cited: takes a quotation, and "as" after it
pub fn quoting(verb: &VerbGroup, lexicon: &Lexicon) -> bool {
    verb.verb.is_some_and(|v| lexicon.verb(v).takes(Frame::As) && lexicon.verb(v).takes(Frame::Quote))
}

/// quoted
pub fn quoting_active(verb: &VerbGroup, lexicon: &Lexicon) -> bool {
    !verb.passive && quoting(verb, lexicon)
}

/// was quoted
pub fn quoting_passive(verb: &VerbGroup, lexicon: &Lexicon) -> bool {
    verb.passive && quoting(verb, lexicon)
}

/// saying
pub fn gerund(verb: &VerbGroup, _: &Lexicon) -> bool {
    verb.gerund
}

/// to say
pub fn infinitive(verb: &VerbGroup, _: &Lexicon) -> bool {
    verb.infinitive
}

/// saying, to say
pub fn gerund_or_infinitive(verb: &VerbGroup, _: &Lexicon) -> bool {
    verb.gerund || verb.infinitive
}

/// saying
pub fn gerund_of_saying(verb: &VerbGroup, _: &Lexicon) -> bool {
    verb.gerund && verb.verb.is_some()
}

/// A phrase that is only this word, in lower case.
pub fn word<'a>(role: FunctionWord) -> impl Fn(Chunks<'a>) -> Parsed<'a, &'a Chunk> {
    move |input| one(|c: &Chunk| c.is_word(role, input.around().units))(input)
}

/// according to
pub fn according(input: Chunks<'_>) -> Parsed<'_, ()> {
    let Around { context, units, .. } = input.around();
    let plays = |c: &Chunk| c.word(units).is_some_and(|t| t.plays(FunctionWord::According));
    let (mut rest, first) = one(plays)(input)?;
    let printed = |c: &Chunk| c.span(units).of(context.text);
    for tail in context.lexicon.function_tail(printed(first)) {
        (rest, _) = one(|c: &Chunk| printed(c) == &**tail)(rest)?;
    }
    Ok((rest, ()))
}

/// Per
pub fn per(input: Chunks<'_>) -> Parsed<'_, ()> {
    let plays = |t: &ParsedToken| t.plays(FunctionWord::Per) && t.shape == Shape::Capital;
    value((), one(|c: &Chunk| c.word(input.around().units).is_some_and(plays))).parse(input)
}
