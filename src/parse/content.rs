//! What a quotation looks like from outside: how long, what touches its marks, how its words are capitalised.

use super::chunk::{Chunk, ChunkKind};
use super::input::{Context, Unit};
use super::marks::Marked;
use super::reading::Feature;
use crate::lexicon::{Class, NotSpeechReason};
use crate::segment::{Token, TokenKind};

/// The outer look of one quotation, as values that features can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteShape {
    /// Words inside.
    pub length: &'static str,
    /// What stands before the opening mark.
    pub before: &'static str,
    /// What stands behind the closing mark.
    pub behind: &'static str,
    /// The last character inside.
    pub last: &'static str,
    /// How it begins.
    pub first: &'static str,
    /// How its words are capitalised.
    pub capitals: &'static str,
    /// Whether it is a sentence, or a paragraph, of its own.
    pub whole: &'static str,
    /// Single or double marks; in a headline or not.
    pub marks: &'static str,
    /// What a phrase beside the marks says that it is, where it says that nobody speaks.
    pub not_speech: Option<NotSpeechReason>,
}

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
            0..=1 => "1",
            2 => "2",
            3..=5 => "3-5",
            6..=10 => "6-10",
            _ => "11+",
        },
        before: before.map_or("start", |c| place(c, units, context)),
        behind: behind.map_or("end", |c| place(c, units, context)),
        last: match inside.last().map(|t| t.kind) {
            Some(TokenKind::Comma) => "comma",
            Some(TokenKind::Stop)
                if inside[inside.len() - 1].span.of(context.text).starts_with(['.', '…']) =>
            {
                "stop"
            }
            Some(TokenKind::Stop) => "question",
            Some(TokenKind::Dash) => "dash",
            _ if !marked.closed => "open",
            _ => "none",
        },
        first: match inside.first() {
            Some(t) if t.capital() => "capital",
            Some(t) if t.kind == TokenKind::Word => "lower",
            Some(t) if t.kind == TokenKind::Stop => "gap",
            _ => "other",
        },
        capitals: capitals(inside),
        whole: match (alone, chunks.len()) {
            (true, 1 | 2) => "paragraph",
            (true, _) => "sentence",
            _ => "part",
        },
        marks: match (marked.single, headline) {
            (true, true) => "single headline",
            (true, false) => "single",
            (false, true) => "double headline",
            (false, false) => "double",
        },
        not_speech,
    }
}

fn capitals(inside: &[Token]) -> &'static str {
    let long = inside.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    let (mut all, mut some) = (0, 0);
    for token in long {
        all += 1;
        some += usize::from(token.capital());
    }
    match (all, some) {
        (0 | 1, _) => "short",
        (a, s) if a == s => "all",
        (a, s) if s * 2 > a => "most",
        _ => "few",
    }
}

/// What kind of phrase touches the marks.
fn place(chunk: &Chunk, units: &[Unit], context: &Context<'_>) -> &'static str {
    let last = &units[chunk.end as usize - 1].token;
    match chunk.kind {
        ChunkKind::Noun(_) if chunk.gerund => "possessor",
        ChunkKind::Noun(_) if last.is(Class::Possessive) => "possessive",
        ChunkKind::Noun(_) if last.is(Class::Determiner) => "determiner",
        ChunkKind::Noun(_) if last.is(Class::Adjective) && !last.capital() => "adjective",
        ChunkKind::Noun(_) if last.capital() => "name",
        ChunkKind::Noun(_) => "noun",
        ChunkKind::Verb if chunk.is(Class::Copula) => "copula",
        ChunkKind::Verb if chunk.infinitive => "infinitive",
        ChunkKind::Verb if chunk.verb.is_some() => "reporting verb",
        ChunkKind::Verb => "verb",
        ChunkKind::Quote(_) => "quotation",
        ChunkKind::Comma => "comma",
        ChunkKind::Colon => "colon",
        ChunkKind::Semicolon => "semicolon",
        ChunkKind::Dash => "dash",
        ChunkKind::Stop => "stop",
        ChunkKind::Open => "open",
        ChunkKind::Close => "close",
        ChunkKind::Preposition => match last.span.of(context.text) {
            "to" => "to",
            "as" => "as",
            "of" => "of",
            _ => "preposition",
        },
        ChunkKind::Coordinator => "coordinator",
        ChunkKind::Subordinator => "subordinator",
        ChunkKind::Relative => "relative",
        ChunkKind::That => "that",
        ChunkKind::Adverb => "adverb",
        ChunkKind::Time => "time",
        ChunkKind::Other => "other",
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

impl QuoteShape {
    /// What speaks for nobody being quoted here.
    pub fn silent_features(&self) -> Vec<Feature> {
        let reason = match self.not_speech {
            Some(NotSpeechReason::Term) => "term",
            Some(NotSpeechReason::Title) => "title",
            Some(NotSpeechReason::Nickname) => "nickname",
            Some(NotSpeechReason::Scare) => "scare",
            None => "none",
        };
        [
            ("silent", "", ""),
            ("silent length", self.length, ""),
            ("silent before", self.before, ""),
            ("silent behind", self.behind, ""),
            ("silent last", self.last, ""),
            ("silent capitals", self.capitals, self.length),
            ("silent first", self.first, self.length),
            ("silent whole", self.whole, ""),
            ("silent marks", self.marks, ""),
            ("silent phrase", reason, ""),
            ("silent phrase capitals", reason, self.capitals),
            ("silent before length", self.before, self.length),
            ("silent behind length", self.behind, self.length),
            ("silent last length", self.last, self.length),
        ]
        .map(|(template, a, b)| Feature { template, a, b })
        .to_vec()
    }
}
