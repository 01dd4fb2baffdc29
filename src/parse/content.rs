//! What a quotation looks like from outside: how long, what touches its marks, how its words are capitalised.

use super::chunk::{Chunk, ChunkKind};
use super::cursor::{OutlineUnit, Setting};
use super::features::{Beside, First, Last, Length, Phrase, QuoteShape, Wholeness};
use super::marks::MarkPair;
use super::scene::Scene;
use crate::lexicon::{Class, Classes, FunctionWord, NotSpeechReason, Value, value};
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// Looks at the quotation at chunk `at`.
pub fn shape(
    scene: &Scene<'_>,
    at: usize,
    marked: &MarkPair,
    tokens: &[ParsedToken],
    headline: bool,
) -> QuoteShape {
    let Scene { chunks, units, context, .. } = scene;
    let inside = &tokens[marked.open + 1..marked.end];
    let words = inside.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count();
    let sentence = chunks[at].sentence;
    let same = |c: &&Chunk| c.sentence == sentence;
    let before = at.checked_sub(1).map(|i| &chunks[i]).filter(same);
    let behind = chunks.get(at + 1).filter(same);
    let unit = chunks[at].start as usize;
    let capitals = capitals(inside);
    let titled = capitals == value!("all") || capitals == value!("most");
    let introduced = introducer(units, unit, titled, context);
    let not_speech = introduced.map(|i| i.reason).or_else(|| follower(units, unit, context));
    let not_speech = not_speech.or_else(|| nickname(units, unit, inside, context));
    let phrase_before = introduced.and_then(|i| i.before).map_or(value!("none"), |at| word_kind(&units[at]));
    let length = Length::of(words);
    let last = last(inside, marked.closed, context.text);
    let alone = before.is_none() && behind.is_none_or(|c| c.kind == ChunkKind::Stop);
    // Where an article quotes in single marks, they are as good as double ones round a clause; a word or two in them may be
    // a term.
    let clause = last.ends_clause() && (alone || length >= Length::Several);
    let single = marked.single && (marked.minor || !clause);
    QuoteShape {
        length,
        before: before.map_or(Beside::Start, |c| beside(c, units)),
        behind: behind.map_or(Beside::End, |c| beside(c, units)),
        last,
        first: first(inside),
        capitals,
        content: content(inside),
        whole: match (alone, chunks.len()) {
            (true, 1 | 2) => Wholeness::Paragraph,
            (true, _) => Wholeness::Sentence,
            _ => Wholeness::Part,
        },
        marks: match (single, headline) {
            (true, true) => value!("single headline"),
            (true, false) => value!("single"),
            (false, true) => value!("double headline"),
            (false, false) => value!("double"),
        },
        word_before: unit.checked_sub(1).map_or(value!("none"), |i| word_kind(&units[i])),
        word_behind: units.get(unit + 1).map_or(value!("none"), word_kind),
        not_speech,
        phrase_before,
        series: if in_series(chunks, at) { value!("coordinated") } else { value!("alone") },
    }
}

/// True if another quotation stands beside it, with nothing but a comma or "and" between.
fn in_series(chunks: &[Chunk], at: usize) -> bool {
    let joins = |c: &&Chunk| matches!(c.kind, ChunkKind::Comma | ChunkKind::Coordinator);
    let beside = |chunk: Option<&Chunk>| {
        let same = |c: &&Chunk| c.sentence == chunks[at].sentence;
        chunk.filter(same).is_some_and(|c| matches!(c.kind, ChunkKind::Quote(_)))
    };
    beside(chunks[..at].iter().rev().find(|c| !joins(c)))
        || beside(chunks[at + 1..].iter().find(|c| !joins(c)))
}

/// How the words between the marks begin.
fn first(inside: &[ParsedToken]) -> First {
    match inside.first() {
        Some(t) if t.capital() => First::Capital,
        Some(t) if t.kind == TokenKind::Word => First::Lower,
        Some(t) if t.kind == TokenKind::Stop => First::Gap,
        _ => First::Other,
    }
}

/// How the words between the marks end.
fn last(inside: &[ParsedToken], closed: bool, text: &str) -> Last {
    let Some(token) = inside.last() else { return if closed { Last::None } else { Last::Open } };
    match token.kind {
        TokenKind::Comma => Last::Comma,
        TokenKind::Stop if token.span.of(text).starts_with(['.', '…']) => Last::Stop,
        TokenKind::Stop => Last::Question,
        TokenKind::Dash => Last::Dash,
        _ if !closed => Last::Open,
        _ => Last::None,
    }
}

/// What the words between the marks are, as far as it tells whether somebody says them: whoever speaks says "I" and uses verbs, a
/// title or a term is a name or a noun.
fn content(inside: &[ParsedToken]) -> Value {
    let mut words = inside.iter().filter(|t| t.kind == TokenKind::Word);
    let Some(first) = words.clone().next() else { return value!("none") };
    let speaks = Classes::of(&[Class::PronounFirst, Class::PronounSecond]);
    let asserts = Classes::of(&[Class::Auxiliary, Class::Copula, Class::Modal, Class::Negation]);
    let has = |classes: Classes| words.clone().any(|t| t.word.classes.meets(classes));
    match () {
        () if has(speaks) => value!("spoken"),
        () if has(asserts) => value!("clause"),
        () if words.all(|t| t.capital()) => value!("name"),
        () => word_class(first),
    }
}

/// The kind of the word beside a mark, as far as it tells whether somebody's words stand inside.
fn word_kind(unit: &OutlineUnit) -> Value {
    if unit.quote.is_some() || unit.token.kind != TokenKind::Word {
        return value!("none");
    }
    word_class(&unit.token)
}

/// The kind of a word.
fn word_class(token: &ParsedToken) -> Value {
    let is = |class| token.is(class);
    match () {
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
        () if token.capital() => value!("name"),
        () if is(Class::Adjective) => value!("adjective"),
        () if token.word.classes.is_empty() => value!("noun"),
        () => value!("other"),
    }
}

fn capitals(inside: &[ParsedToken]) -> Value {
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
fn beside(chunk: &Chunk, units: &[OutlineUnit]) -> Beside {
    let last = &units[chunk.end as usize - 1].token;
    match chunk.kind {
        ChunkKind::Noun(noun) if noun.possessive => Beside::Possessor,
        ChunkKind::Noun(_) if last.is(Class::Possessive) => Beside::Possessive,
        ChunkKind::Noun(_) if last.is(Class::Determiner) => Beside::Determiner,
        ChunkKind::Noun(_) if last.is(Class::Adjective) && !last.capital() => Beside::Adjective,
        ChunkKind::Noun(_) if last.capital() => Beside::Name,
        ChunkKind::Verb(_) if chunk.is(Class::Copula) => Beside::Copula,
        ChunkKind::Verb(verb) if verb.infinitive => Beside::Infinitive,
        ChunkKind::Verb(verb) if verb.verb.is_some() => Beside::ReportingVerb,
        ChunkKind::Preposition => match last.word.function.filter(|_| !last.capital()) {
            Some(FunctionWord::Infinitive) => Beside::To,
            Some(FunctionWord::As) => Beside::As,
            Some(FunctionWord::Genitive) => Beside::Of,
            _ => Beside::Phrase(Phrase::Preposition),
        },
        kind => Beside::Phrase(Phrase::of(&kind)),
    }
}

/// Words of a nickname.
const NICKNAME: usize = 4;

/// Tom “the Anchor” Hale: a few words in capitals between the parts of a name.
fn nickname(
    units: &[OutlineUnit],
    at: usize,
    inside: &[ParsedToken],
    context: &Setting<'_>,
) -> Option<NotSpeechReason> {
    const NAMES: Classes = Classes::of(&[Class::GivenName, Class::Surname, Class::NameParticle]);
    let names = |unit: Option<&OutlineUnit>| {
        unit.is_some_and(|u| {
            let known = u.token.word.classes.is_empty() || u.token.word.classes.meets(NAMES);
            u.quote.is_none() && u.token.kind == TokenKind::Word && u.token.capital() && known
        })
    };
    let between = names(at.checked_sub(1).and_then(|i| units.get(i))) && names(units.get(at + 1));
    let article = inside.first().is_some_and(|t| t.plays(FunctionWord::Definite));
    let mut words = inside.iter().skip(usize::from(article && inside.len() > 1));
    let capitals = words.all(|t| t.kind == TokenKind::Word && t.capital());
    let fits = between && capitals && !inside.is_empty() && inside.len() <= NICKNAME && !context.title_case;
    fits.then_some(NotSpeechReason::Nickname)
}

/// A phrase before the opening mark, and what stands before it.
#[derive(Clone, Copy)]
struct Introduced {
    reason: NotSpeechReason,
    before: Option<usize>,
}

/// The reason that a phrase before the opening mark gives: so-called "…". Between the name of a work, or what is written on
/// a thing, and the marks there may be a comma or a colon: "in the film, “…”".
fn introducer(units: &[OutlineUnit], at: usize, titled: bool, context: &Setting<'_>) -> Option<Introduced> {
    let mark =
        |u: &OutlineUnit| u.quote.is_none() && matches!(u.token.kind, TokenKind::Comma | TokenKind::Colon);
    let at = first_of_series(units, at);
    let apart = at.checked_sub(1).is_some_and(|i| mark(&units[i]));
    let at = at - usize::from(apart);
    let last = at.checked_sub(1).map(|i| &units[i]).filter(|u| u.token.is(Class::Introducer))?;
    debug_assert!(last.quote.is_none());
    let phrases = context.lexicon.introducers(&last.token.span.of(context.text).to_lowercase());
    let phrase = phrases.iter().find(|p| {
        let fits =
            !apart || p.reason == NotSpeechReason::Sign || p.reason == NotSpeechReason::Title && titled;
        fits && p.words.len() <= at && are_printed(&p.words, &units[at - p.words.len()..at], context)
    })?;
    Some(Introduced { reason: phrase.reason, before: (at - phrase.words.len()).checked_sub(1) })
}

/// Quotations of a series that are looked back over.
const SERIES: usize = 8;

/// the songs | “…,” “…” and “…”: where the first quotation of a series stands.
fn first_of_series(units: &[OutlineUnit], at: usize) -> usize {
    let joins = |u: &OutlineUnit| u.token.kind == TokenKind::Comma || u.token.is(Class::Coordinator);
    let mut first = at;
    for _ in 0..SERIES {
        let gap = units[..first].iter().rev().take(2).take_while(|u| u.quote.is_none() && joins(u)).count();
        match first.checked_sub(gap + 1).filter(|&i| units[i].quote.is_some()) {
            Some(before) => first = before,
            None => break,
        }
    }
    first
}

/// True if the units are these words, each any of its alternatives.
fn are_printed(words: &[Vec<String>], units: &[OutlineUnit], context: &Setting<'_>) -> bool {
    words.iter().zip(units).rev().all(|(any, unit)| {
        let printed = unit.token.span.of(context.text);
        unit.quote.is_none() && any.iter().any(|word| printed.eq_ignore_ascii_case(word))
    })
}

/// The reason that a phrase behind the closing mark gives: "…" policy.
fn follower(units: &[OutlineUnit], at: usize, context: &Setting<'_>) -> Option<NotSpeechReason> {
    let first = units.get(at + 1).filter(|u| u.token.is(Class::Follower))?;
    let phrases = context.lexicon.followers(&first.token.span.of(context.text).to_lowercase());
    let phrase = phrases.iter().find(|p| {
        let behind = units.get(at + 1..at + 1 + p.words.len());
        behind.is_some_and(|units| are_printed(&p.words, units, context))
    })?;
    Some(phrase.reason)
}
