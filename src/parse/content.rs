//! What a quotation looks like from outside: how long, what touches its marks, how its words are capitalised.

use super::chunk::{Chunk, ChunkKind};
use super::features::QuoteShape;
use super::input::{Context, Unit};
use super::marks::Marked;
use crate::lexicon::{Class, NotSpeechReason, Value, value};
use crate::segment::{Token, TokenKind};

/// Looks at the quotation at chunk `at`.
pub fn shape(
    chunks: &[Chunk],
    units: &[Unit],
    at: usize,
    marked: &Marked,
    tokens: &[Token],
    headline: bool,
    context: &Context<'_>,
) -> QuoteShape {
    let inside = &tokens[marked.open + 1..marked.end];
    let words = inside.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count();
    let sentence = chunks[at].sentence;
    let same = |c: &&Chunk| c.sentence == sentence;
    let before = at.checked_sub(1).map(|i| &chunks[i]).filter(same);
    let behind = chunks.get(at + 1).filter(same);
    let unit = chunks[at].start as usize;
    let not_speech = introducer(units, unit, context).or_else(|| follower(units, unit, context));
    let alone = before.is_none() && behind.is_none_or(|c| c.kind == ChunkKind::Stop);
    QuoteShape {
        length: match words {
            0..=1 => value!("1"),
            2 => value!("2"),
            3..=5 => value!("3-5"),
            6..=10 => value!("6-10"),
            _ => value!("11+"),
        },
        before: before.map_or(value!("start"), |c| place(c, units, context)),
        behind: behind.map_or(value!("end"), |c| place(c, units, context)),
        last: match inside.last().map(|t| t.kind) {
            Some(TokenKind::Comma) => value!("comma"),
            Some(TokenKind::Stop)
                if inside[inside.len() - 1].span.of(context.text).starts_with(['.', '…']) =>
            {
                value!("stop")
            }
            Some(TokenKind::Stop) => value!("question"),
            Some(TokenKind::Dash) => value!("dash"),
            _ if !marked.closed => value!("open"),
            _ => value!("none"),
        },
        first: match inside.first() {
            Some(t) if t.capital() => value!("capital"),
            Some(t) if t.kind == TokenKind::Word => value!("lower"),
            Some(t) if t.kind == TokenKind::Stop => value!("gap"),
            _ => value!("other"),
        },
        capitals: capitals(inside),
        whole: match (alone, chunks.len()) {
            (true, 1 | 2) => value!("paragraph"),
            (true, _) => value!("sentence"),
            _ => value!("part"),
        },
        marks: match (marked.single, headline) {
            (true, true) => value!("single headline"),
            (true, false) => value!("single"),
            (false, true) => value!("double headline"),
            (false, false) => value!("double"),
        },
        word_before: unit.checked_sub(1).map_or(value!("none"), |i| word_kind(&units[i])),
        word_behind: units.get(unit + 1).map_or(value!("none"), word_kind),
        not_speech,
    }
}

/// The kind of the word beside a mark, as far as it tells whether somebody's words stand inside.
fn word_kind(unit: &Unit) -> Value {
    let is = |class| unit.token.is(class);
    match () {
        () if unit.quote.is_some() || unit.token.kind != TokenKind::Word => value!("none"),
        () if is(Class::SpeechAct) => value!("speech-act"),
        () if is(Class::SpeechEvent) => value!("speech-event"),
        () if is(Class::Document) => value!("document"),
        () if is(Class::Outlet) => value!("outlet"),
        () if is(Class::Organisation) => value!("organisation"),
        () if is(Class::Role) || is(Class::People) => value!("role"),
        () if is(Class::Possessive) => value!("possessive"),
        () if is(Class::Determiner) => value!("determiner"),
        () if is(Class::Copula) => value!("copula"),
        () if is(Class::ReportingVerb) => value!("reporting verb"),
        () if is(Class::CommonVerb) => value!("verb"),
        () if is(Class::Preposition) => value!("preposition"),
        () if is(Class::Coordinator) => value!("coordinator"),
        () if unit.token.capital() => value!("name"),
        () if is(Class::Adjective) => value!("adjective"),
        () if unit.token.word.classes.is_empty() => value!("noun"),
        () => value!("other"),
    }
}

fn capitals(inside: &[Token]) -> Value {
    let long = inside.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    let (mut all, mut some) = (0, 0);
    for token in long {
        all += 1;
        some += usize::from(token.capital());
    }
    match (all, some) {
        (0 | 1, _) => value!("short"),
        (a, s) if a == s => value!("all"),
        (a, s) if s * 2 > a => value!("most"),
        _ => value!("few"),
    }
}

/// What kind of phrase touches the marks.
fn place(chunk: &Chunk, units: &[Unit], context: &Context<'_>) -> Value {
    let last = &units[chunk.end as usize - 1].token;
    match chunk.kind {
        ChunkKind::Noun(noun) if noun.possessive => value!("possessor"),
        ChunkKind::Noun(_) if last.is(Class::Possessive) => value!("possessive"),
        ChunkKind::Noun(_) if last.is(Class::Determiner) => value!("determiner"),
        ChunkKind::Noun(_) if last.is(Class::Adjective) && !last.capital() => value!("adjective"),
        ChunkKind::Noun(_) if last.capital() => value!("name"),
        ChunkKind::Noun(_) => value!("noun"),
        ChunkKind::Verb(_) if chunk.is(Class::Copula) => value!("copula"),
        ChunkKind::Verb(verb) if verb.infinitive => value!("infinitive"),
        ChunkKind::Verb(verb) if verb.verb.is_some() => value!("reporting verb"),
        ChunkKind::Verb(_) => value!("verb"),
        ChunkKind::Quote(_) => value!("quotation"),
        ChunkKind::Comma => value!("comma"),
        ChunkKind::Colon => value!("colon"),
        ChunkKind::Semicolon => value!("semicolon"),
        ChunkKind::Dash => value!("dash"),
        ChunkKind::Stop => value!("stop"),
        ChunkKind::Open => value!("open"),
        ChunkKind::Close => value!("close"),
        ChunkKind::Preposition => match last.span.of(context.text) {
            "to" => value!("to"),
            "as" => value!("as"),
            "of" => value!("of"),
            _ => value!("preposition"),
        },
        ChunkKind::Coordinator => value!("coordinator"),
        ChunkKind::Subordinator => value!("subordinator"),
        ChunkKind::Relative => value!("relative"),
        ChunkKind::Complementizer => value!("that"),
        ChunkKind::Adverb => value!("adverb"),
        ChunkKind::Time => value!("time"),
        ChunkKind::Other => value!("other"),
    }
}

/// The reason that a phrase before the opening mark gives: so-called "…".
fn introducer(units: &[Unit], at: usize, context: &Context<'_>) -> Option<NotSpeechReason> {
    let before = at.checked_sub(1).map(|i| &units[i]).filter(|u| u.token.is(Class::Introducer))?;
    debug_assert!(before.quote.is_none());
    let phrase = context.lexicon.introducers().iter().find(|p| {
        p.words.len() <= at
            && p.words.iter().rev().zip(units[..at].iter().rev()).all(|(word, unit)| {
                unit.quote.is_none() && unit.token.span.of(context.text).eq_ignore_ascii_case(word)
            })
    })?;
    Some(phrase.reason)
}

/// The reason that a phrase behind the closing mark gives: "…" policy.
fn follower(units: &[Unit], at: usize, context: &Context<'_>) -> Option<NotSpeechReason> {
    units.get(at + 1).filter(|u| u.token.is(Class::Follower))?;
    let phrase = context.lexicon.followers().iter().find(|p| {
        let behind = units.get(at + 1..at + 1 + p.words.len());
        behind.is_some_and(|units| {
            p.words.iter().zip(units).all(|(word, unit)| {
                unit.quote.is_none() && unit.token.span.of(context.text).eq_ignore_ascii_case(word)
            })
        })
    })?;
    Some(phrase.reason)
}
