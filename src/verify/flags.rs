//! The sentence around a match → what a reader should look at.
//!
//! In: the best place of a verdict. Out: [`Flag`]s. Where the match stands in a quotation, only words of that quotation count as the
//! part that the claim lacks; the outlet's own words around it do not.

use super::place::Asked;
use super::sources::Sources;
use crate::lexicon::{Class, Classes, Clip, Lexicon, folded};
use crate::model::{ChangeKind, Evidence, Flag, Kind, Quotation, Span, Stance, Verdict, WordingClass};
use crate::segment;

/// A sentence is looked for in this many bytes on either side.
const FAR: usize = 2_000;
/// Words behind a match in which a denial or a hedge still bears on it.
const BEHIND: usize = 5;
/// Words before a match in which a verb of saying still bears on it.
const SAID_NEAR: usize = 9;

/// The sentence or sentences around a span.
pub fn sentence(sources: &Sources, article: usize, span: Span) -> Span {
    let text = sources.articles()[article].text();
    let line = |at: usize| {
        let boundary = |i: &usize| text.is_char_boundary(*i);
        let low = (at.saturating_sub(FAR)..=at).find(boundary)?;
        let high = ((at + FAR).min(text.len())..=text.len()).find(boundary)?;
        let start = text[low..at].rfind('\n').map_or(low, |i| low + i + 1);
        let end = text[at..high].find('\n').map_or(high, |i| at + i);
        Span::new(text, start, end)
    };
    let mut out = span;
    for at in [span.start(), span.end()] {
        let Some(line) = line(at) else { continue };
        let mut tokens = Vec::new();
        segment::tokenize(text, line, sources.lexicon(), &mut tokens);
        for range in segment::sentences(text, &tokens, sources.lexicon()) {
            let (first, last) = (tokens[range.start].span, tokens[range.end - 1].span);
            let whole = first.cover(last);
            if whole.overlaps(span) {
                out = out.cover(whole);
            }
        }
    }
    out
}

/// The flags of a verdict but `wire-copy`, in their order.
pub fn flags(asked: &Asked, verdict: &Verdict) -> Vec<Flag> {
    let Some(best) = verdict.evidence.first() else { return Vec::new() };
    if verdict.wording >= WordingClass::Paraphrase {
        return Vec::new();
    }
    let sources = asked.sources;
    let lexicon = sources.lexicon();
    let text = sources.articles()[best.article].text();
    let quotation = best.quotation.and_then(|q| sources.quotations().get(q));
    let around = Around::new(text, best, quotation, lexicon);
    let v = lexicon.verification();
    let left_out: Vec<Vec<String>> = verdict
        .changes
        .iter()
        .filter(|c| matches!(c.change.kind, ChangeKind::Dropped | ChangeKind::Elided))
        .filter_map(|c| c.change.base.map(|s| words(s.of(text))))
        .collect();
    let elided = verdict.changes.iter().filter(|c| c.change.kind == ChangeKind::Elided);
    let negated = |words: &[String]| words.iter().any(|w| lexicon.classes(w).has(Class::Negation));
    let denied = |words: &[String]| negated(words) || v.has_clip(words, Clip::Denial);
    let near = |words: &[String]| words.len().min(BEHIND);
    let behind = &around.behind[..near(&around.behind)];
    let after = &around.after[..near(&around.after)];
    let lost = |clip: Clip| left_out.iter().any(|w| v.has_clip(w, clip));
    let stance = quotation.and_then(|q| q.cue.as_ref()).map(|c| c.stance);
    let contrary = quotation.and_then(|q| q.cue.as_ref()).is_some_and(|c| v.is_contrary(&c.lemma));
    let has = |flag: Flag| match flag {
        Flag::Fragment => {
            !around.before.is_empty()
                || !around.behind.is_empty()
                || quotation.is_some_and(|q| q.kind == Kind::Mixed)
        }
        Flag::ClippedNegation => contrary || denied(&around.clause) || denied(after),
        Flag::ClippedCondition => {
            v.has_clip(&around.before, Clip::Condition)
                || v.has_clip(&around.behind, Clip::Condition)
                || lost(Clip::Condition)
        }
        Flag::ClippedHedge => {
            v.has_clip(&around.clause, Clip::Hedge) || v.has_clip(behind, Clip::Hedge) || lost(Clip::Hedge)
        }
        Flag::Question => around.asked && !verdict.claim.text.contains('?'),
        Flag::EmbeddedSpeech => quotation.is_some_and(|q| q.parent.is_some()) || around.said(lexicon),
        Flag::GapPolarity => {
            elided.clone().any(|c| c.change.base.is_some_and(|s| negated(&words(s.of(text)))))
        }
        Flag::VerbShift => matches!((verdict.claim.stance, stance), (Some(a), Some(b)) if shifted(a, b)),
        Flag::WireCopy => false,
    };
    Flag::ALL.iter().copied().filter(|&f| has(f)).collect()
}

/// Plain and firm verbs of saying present words alike; any other pair of unlike stances does not.
fn shifted(a: Stance, b: Stance) -> bool {
    let plain = |s| matches!(s, Stance::Neutral | Stance::Assertive);
    a != b && !(plain(a) && plain(b))
}

fn words(text: &str) -> Vec<String> {
    let of = |t: &crate::lexicon::Token| folded(&text[t.start..t.end]).into_owned();
    crate::lexicon::tokens(text).iter().filter(|t| t.kind != crate::lexicon::TokenKind::Gap).map(of).collect()
}

/// The rest of the sentence.
struct Around {
    before: Vec<String>,
    /// The end of `before` that belongs to the clause of the match.
    clause: Vec<String>,
    behind: Vec<String>,
    /// The beginning of `behind` that belongs to the clause of the match.
    after: Vec<String>,
    /// Whether the sentence asks.
    asked: bool,
}

impl Around {
    fn new(text: &str, best: &Evidence, quotation: Option<&Quotation>, lexicon: &Lexicon) -> Self {
        let (mut before, mut behind) = (String::new(), String::new());
        let mut asked = false;
        let mut part = |start: usize, end: usize| {
            let add = |out: &mut String, from: usize, to: usize| {
                if let Some(piece) = text.get(from..to.max(from)) {
                    out.push(' ');
                    out.push_str(piece);
                }
            };
            add(&mut before, start, end.min(best.span.start()));
            add(&mut behind, start.max(best.span.end()), end);
            if let Some(rest) = text.get(start.max(best.span.end())..end) {
                asked |= rest.chars().find(|c| matches!(c, '.' | '?' | '!')) == Some('?');
            }
        };
        match quotation {
            Some(q) => {
                for c in &q.contents {
                    let (start, end) =
                        (c.span.start().max(best.sentence.start()), c.span.end().min(best.sentence.end()));
                    if start < end {
                        part(start, end);
                    }
                }
            }
            None => part(best.sentence.start(), best.sentence.end()),
        }
        Self {
            clause: words(clause(&before, lexicon)),
            before: words(&before),
            behind: words(&behind),
            after: after(&behind, lexicon),
            asked,
        }
    }

    /// Whether somebody else's saying stands shortly before the match.
    fn said(&self, lexicon: &Lexicon) -> bool {
        let near = &self.clause[self.clause.len().saturating_sub(SAID_NEAR)..];
        near.iter().enumerate().any(|(i, w)| {
            let word = lexicon.word(w);
            let speech = word.verb.is_some_and(|id| lexicon.verb(id).speech);
            let noun = word.classes.has(Class::NounForm);
            // "used to say", "would often say": the subject stands before the verb group.
            let group = Classes::of(&[Class::Preposition, Class::Modal, Class::Auxiliary, Class::Adverb]);
            let subject = near[..i]
                .iter()
                .rposition(|w| !lexicon.classes(w).meets(group))
                .map(|p| lexicon.classes(&near[p]));
            let other = subject.is_some_and(|c| !c.has(Class::PronounFirst));
            let after_determiner = i > 0
                && lexicon.classes(&near[i - 1]).meets(Classes::of(&[Class::Determiner, Class::Possessive]));
            speech && other && !(noun && after_determiner)
        })
    }
}

/// What follows the last break of a sentence's beginning: a semicolon, a dash, or a comma with a coordinator.
fn clause<'t>(before: &'t str, lexicon: &Lexicon) -> &'t str {
    let mut from = 0;
    for (at, c) in before.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '—' | '–' | '…'))
    {
        let rest = &before[at + c.len_utf8()..];
        let next = words(rest).into_iter().next().unwrap_or_default();
        let classes = lexicon.classes(&next);
        if c != ',' || classes.has(Class::Coordinator) || classes.has(Class::Contrast) {
            from = at + c.len_utf8();
        }
    }
    &before[from..]
}

/// What comes before the next break: a mark, or a coordinator ("and no one pays" denies nothing before it).
fn after(behind: &str, lexicon: &Lexicon) -> Vec<String> {
    let end = behind.find([',', ';', ':', '—', '–', '.', '?', '!', '…']).unwrap_or(behind.len());
    let joins = |w: &String| lexicon.classes(w).has(Class::Coordinator);
    words(&behind[..end]).into_iter().take_while(|w| !joins(w)).collect()
}
