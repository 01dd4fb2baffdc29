//! The sentence around a match → what a reader should look at.
//!
//! In: the place that decides a verdict. Out: [`Flag`]s. Where the match stands in a quotation, only words of that quotation count as the
//! part that the claim lacks; the outlet's own words around it do not.

use rustc_hash::FxHashSet;

use crate::change::ClipWords;
use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::{
    ArticleIx, AttributionClass, ChangeGrade, ChangeKind, Claim, ClaimChange, Evidence, EvidenceIx, Flag,
    Kind, Material, Quotation, SourceKind, Span, Stance, Verdict, WordingClass,
};
use crate::segment;
use crate::verify::asked::Asked;
use crate::verify::decide::is_own_text;
use crate::verify::search::sources::Sources;
use crate::words::{Compared, beside_cut, compared, folded_words};

/// Words behind a match in which a denial or a hedge still bears on it.
const BEHIND: usize = 5;
/// Words before a match in which a hedge still bears on it.
const HEDGE_NEAR: usize = 7;
/// Fewer words make no statement that could be taken back.
const STATEMENT: usize = 4;
/// Words before a match in which a verb of saying still bears on it.
const SAID_NEAR: usize = 9;

/// Returns the sentence or sentences around a span, and true if one of them is cut out of a text without punctuation.
pub fn sentence(sources: &Sources, article: ArticleIx, span: Span) -> (Span, bool) {
    segment::sentence_around(
        sources.articles()[article].text(),
        sources.bare(article),
        span,
        sources.lexicon(),
    )
}

/// The flags of a verdict but `wire-copy`, in their order.
pub fn flags(asked: &Asked, verdict: &Verdict, support: &[EvidenceIx]) -> Vec<Flag> {
    let Some(best) = verdict.decides.and_then(|ix| verdict.evidence.get(ix.0)) else { return Vec::new() };
    if verdict.wording >= WordingClass::Paraphrase {
        return Vec::new();
    }
    let (sources, lexicon) = (asked.sources, asked.sources.lexicon());
    let text = sources.articles()[best.article].text();
    let quotation = best.quotation.and_then(|q| sources.quotations().get(q.0));
    let around = Around::new(text, best, quotation, lexicon);
    let frame = quotation.map(|q| frame(text, q, best, lexicon)).unwrap_or_default();
    let v = lexicon.verification();
    let left_out: Vec<(ChangeKind, Vec<String>)> = verdict
        .changes
        .iter()
        .filter(|c| matches!(c.change.kind, ChangeKind::Dropped | ChangeKind::Elided))
        .filter_map(|c| c.change.base.map(|s| (c.change.kind, folded_words(s.of(text)))))
        .collect();
    let clips = ClipWords::new(lexicon);
    let after = &around.behind[..around.after.min(BEHIND)];
    let stance = quotation.and_then(|q| q.cue.as_ref()).map(|c| c.stance);
    let contrary = quotation.and_then(|q| q.cue.as_ref()).is_some_and(|c| v.is_contrary(&c.lemma));
    let has = |flag: Flag| match flag {
        Flag::Fragment => {
            !around.before.is_empty()
                || !around.behind.is_empty()
                || quotation.is_some_and(|q| q.kind == Kind::Mixed)
        }
        Flag::ClippedNegation => {
            contrary
                || (!around.is_topic && clips.denied(around.clause()))
                || clips.denied(after)
                || clips.negated(&frame)
                || denies(&frame, lexicon)
        }
        Flag::ClippedCondition => {
            clips.conditional(&frame[frame.len().saturating_sub(LINK)..])
                || around.sets_condition(clips)
                || left_out.iter().any(|(_, w)| clips.conditional(w))
        }
        Flag::ClippedHedge => {
            around.weakens(clips) || left_out.iter().any(|(_, w)| clips.hedged(w) || clips.limited(w))
        }
        Flag::ClippedContrast => around.is_statement && around.takes_back(clips),
        Flag::Question => around.asked && !verdict.claim.text.contains('?'),
        Flag::EmbeddedSpeech => quotation.is_some_and(|q| q.parent.is_some()) || around.said(lexicon),
        Flag::GapPolarity => verdict.changes.iter().any(|c| hides_a_no(c, text, clips)),
        Flag::VerbShift => matches!((verdict.claim.stance, stance), (Some(a), Some(b)) if shifted(a, b)),
        Flag::NotQuoted => support.iter().all(|ix| is_own_text(&verdict.evidence[ix.0], sources)),
        Flag::WireCopy => false,
    };
    let (around_it, cut_short) = sentence(sources, best.article, best.span);
    let is_cut = cut_short || is_unpunctuated(sources, best.article, around_it);
    let is_other = verdict.wording == WordingClass::Altered && best.share < SAME_SENTENCE;
    let retold = is_retold(asked.claim, best.sentence.of(text));
    let tells_nothing = |f: Flag| (is_cut || retold) && is_clipped(f) || is_other && is_of_sentence(f);
    Flag::ALL.iter().copied().filter(|&f| !tells_nothing(f) && has(f)).collect()
}

/// Takes back that a change touches the sense where the place may be of another sentence: it has too little of the claim, and more is asked
/// of a place that is not the claimed speaker's.
pub fn settle_material(verdict: &mut Verdict) {
    let Some(best) = verdict.decides.and_then(|ix| verdict.evidence.get(ix.0)) else { return };
    let least = match verdict.attribution {
        // Nobody asked whose sentence it is.
        AttributionClass::NotChecked => 0.0,
        AttributionClass::Unresolved => SAME_SENTENCE,
        _ => OWN_SENTENCE,
    };
    if verdict.wording >= WordingClass::Altered && best.share < least {
        verdict.changes.iter_mut().for_each(|change| change.material = Material::Unknown);
    }
}

/// A place of the claimed speaker with this much of the claim is the claim's sentence.
const OWN_SENTENCE: f32 = 0.7;

/// With less of the claim than this, changed words stand in a sentence that need not be the one the claim is from.
const SAME_SENTENCE: f32 = 0.85;

/// True for the flags that say what the sentence around the words does to them. Of a claim that is too short to be judged, or that fits the
/// sentence badly, they would tell nothing.
pub fn is_of_sentence(flag: Flag) -> bool {
    is_clipped(flag) || matches!(flag, Flag::Question | Flag::EmbeddedSpeech | Flag::VerbShift)
}

/// True if a sentence of captions has no end that is printed: captions without stops have no sentences that a claim could be cut from.
fn is_unpunctuated(sources: &Sources, article: ArticleIx, sentence: Span) -> bool {
    let article = &sources.articles()[article];
    let text = &article.text()[..sentence.end()];
    article.kind() == SourceKind::Captions
        && !text.trim_end_matches(['"', '”', '’', ' ', '\n']).ends_with(['.', '!', '?', '…'])
}

/// True if what a mark of omission or an editor's brackets stand for turns the sense of what the claim keeps.
fn hides_a_no(change: &ClaimChange, text: &str, clips: ClipWords) -> bool {
    let Some(span) = change.change.base else { return false };
    match change.change.kind {
        ChangeKind::Bracketed => change.change.grade == Some(ChangeGrade::Polarity),
        ChangeKind::Elided => beside_cut(text, span).iter().any(|part| clips.denied(&folded_words(part))),
        _ => false,
    }
}

/// True if the text with the claim has the source's sentence beside the claim: it quotes a part, and says the rest itself.
fn is_retold(claim: &Claim, sentence: &str) -> bool {
    let Some(around) = &claim.around else { return false };
    let set = |text: &str| folded_words(text).into_iter().collect::<FxHashSet<String>>();
    let (own, told) = (set(&claim.text), set(around));
    let rest: Vec<String> = folded_words(sentence).into_iter().filter(|word| !own.contains(word)).collect();
    let held = rest.iter().filter(|word| told.contains(*word)).count();
    !rest.is_empty() && held as f32 >= RETOLD * rest.len() as f32
}

/// The share of the other words of a sentence that has to be in the draft's.
const RETOLD: f32 = 0.9;

/// True for the flags that say what a claim leaves out. They are not raised on a sentence that was cut by its length alone: it may go on
/// with anything.
fn is_clipped(flag: Flag) -> bool {
    let clipped = [Flag::ClippedNegation, Flag::ClippedCondition, Flag::ClippedHedge, Flag::ClippedContrast];
    clipped.contains(&flag)
}

/// Words of the outlet that lead into a fragment: "did not give", "denied that she had said".
const FRAME: usize = 7;
/// The last of them, in which a conjunction bears on the fragment: "said that if".
const LINK: usize = 2;

/// The outlet's own words that lead into a fragment which its sentence goes through, from where their clause begins.
fn frame(text: &str, quotation: &Quotation, best: &Evidence, lexicon: &Lexicon) -> Vec<String> {
    let content = quotation.contents.iter().find(|c| c.span.overlaps(best.span));
    let Some(content) = content.filter(|_| quotation.kind != Kind::Direct) else { return Vec::new() };
    let start = best.sentence.start().min(content.span.start());
    let before = &text[start..content.span.start()];
    // An earlier quotation's words are no frame.
    let from =
        before.trim_end_matches(['“', '"', '‘', '\'', '«']).rfind(['”', '"', '»']).map_or(0, |at| at + 1);
    let before = before.get(from..).unwrap_or_default();
    let (words, starts) = words_and_places(before);
    let other = other(before, &words, &starts, "", lexicon);
    let joins = |w: &String| lexicon.classes(w).meets(JOINS);
    let from = words.iter().rposition(joins).map_or(0, |at| at + 1).max(other);
    words[from.max(words.len().saturating_sub(FRAME))..].to_vec()
}

/// Whether a verb among the words says that what follows was not said.
fn denies(words: &[String], lexicon: &Lexicon) -> bool {
    let contrary = |w: &String| {
        let verb = lexicon.word(w).verb.map(|id| lexicon.verb(id));
        verb.is_some_and(|verb| lexicon.verification().is_contrary(&verb.lemma))
    };
    words.iter().any(contrary)
}

/// Plain and firm verbs of saying present words alike; any other pair of unlike stances does not.
fn shifted(a: Stance, b: Stance) -> bool {
    let plain = |s| matches!(s, Stance::Neutral | Stance::Assertive);
    a != b && !(plain(a) && plain(b))
}

/// The words of a text, and where each begins.
fn words_and_places(text: &str) -> (Vec<String>, Vec<usize>) {
    let words = compared(text).into_iter().filter(Compared::is_word);
    words.map(|t| (folded(t.text(text)).into_owned(), t.start)).unzip()
}

/// The rest of the sentence.
struct Around {
    before: Vec<String>,
    /// Words at the beginning of `before` that do not belong to the clause of the match.
    other: usize,
    /// Words at the beginning of `before` that stand before the outlet's own "she said".
    earlier: usize,
    behind: Vec<String>,
    /// Words at the beginning of `behind` that belong to the clause of the match.
    after: usize,
    /// Whether the match is what a preposition governs, and no clause: "to talk about the old mill".
    is_topic: bool,
    /// Whether the sentence asks.
    asked: bool,
    /// Whether what stands before the match ends at a comma, and what stands behind begins at a mark.
    is_fronted: bool,
    marked: bool,
    /// Whether the match states something.
    is_statement: bool,
}

impl Around {
    fn new(text: &str, best: &Evidence, quotation: Option<&Quotation>, lexicon: &Lexicon) -> Self {
        let (mut before, mut behind) = (String::new(), String::new());
        let (mut asked, mut own_piece) = (false, 0);
        let mut part = |start: usize, end: usize| {
            let add = |out: &mut String, from: usize, to: usize| {
                if let Some(piece) = text.get(from..to.max(from)) {
                    out.push(' ');
                    out.push_str(piece);
                }
            };
            if start < best.span.start() {
                own_piece = before.len();
            }
            add(&mut before, start, end.min(best.span.start()));
            if end <= best.span.start() {
                own_piece = before.len();
            }
            add(&mut behind, start.max(best.span.end()), end);
            if let Some(rest) = text.get(start.max(best.span.end())..end) {
                asked |= asks(rest);
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
        let (before_words, starts) = words_and_places(&before);
        let first = folded_words(best.span.of(text)).into_iter().next().unwrap_or_default();
        let other = other(&before, &before_words, &starts, &first, lexicon);
        let earlier = starts.partition_point(|&start| start < own_piece);
        let (behind_words, starts) = words_and_places(&behind);
        let after = after(&behind, &behind_words, &starts, lexicon);
        let governed = before_words.last().is_some_and(|w| is_governing(w, lexicon));
        let verbs = Classes::of(&[Class::Auxiliary, Class::Copula, Class::Modal, Class::PronounSubject]);
        let own = folded_words(best.span.of(text));
        let is_clause = own.iter().any(|w| lexicon.classes(w).meets(verbs));
        Self {
            is_topic: governed && !is_clause,
            is_statement: is_clause && own.len() >= STATEMENT,
            is_fronted: before.trim_end().ends_with(','),
            marked: behind.trim_start().starts_with([',', ';', '—', '–', '-', '(', '.']),
            before: before_words,
            other,
            earlier,
            behind: behind_words,
            after,
            asked,
        }
    }

    /// The words before the match that belong to its clause.
    fn clause(&self) -> &[String] {
        &self.before[self.other..]
    }

    /// Whether the rest of the sentence sets a condition on the match.
    fn sets_condition(&self, clips: ClipWords) -> bool {
        clips.conditional(&self.before)
            || clips.conditional(clips.own_condition(&self.behind))
            || self.is_fronted && clips.inverted(&self.before)
    }

    /// Whether the rest of the sentence weakens or limits the match.
    fn weakens(&self, clips: ClipWords) -> bool {
        let clause = self.clause();
        clips.hedged(&clause[clause.len().saturating_sub(HEDGE_NEAR)..])
            || clips.hedged(&self.behind[..self.behind.len().min(BEHIND)])
            || clips.limited(clause)
            || self.is_fronted && clips.fronts_hedge(&self.before)
    }

    /// Whether the rest of the sentence takes back a part of the match.
    fn takes_back(&self, clips: ClipWords) -> bool {
        let conceded = self.marked && !self.behind.is_empty() && clips.concedes(&self.before);
        conceded || clips.contrasts(&self.behind, self.marked)
    }

    /// Whether somebody else's saying stands shortly before the match.
    fn said(&self, lexicon: &Lexicon) -> bool {
        let near = &self.clause()[self.clause().len().saturating_sub(SAID_NEAR)..];
        // Of an earlier piece only the last word leads into this one: "“He often told us,” she said, “…”" does, "“Say that,” she said, “…”" does not.
        let near = &near[(self.earlier.saturating_sub(1) + near.len()).saturating_sub(self.before.len())..];
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
            // "A rather old rule": the noun.
            let light = Classes::of(&[Class::Adjective, Class::Adverb]);
            let phrase = near[..i].iter().rev().find(|w| !lexicon.classes(w).meets(light));
            let after_determiner = phrase.is_some_and(|w| {
                lexicon.classes(w).meets(Classes::of(&[Class::Determiner, Class::Possessive]))
            });
            // "He talks about …", "she called for …": the match is what was talked about.
            let topic = near.get(i + 1).is_some_and(|w| is_governing(w, lexicon));
            speech && other && !topic && !(noun && after_determiner)
        })
    }
}

/// True for a preposition that begins no clause: "about", and not "as".
fn is_governing(word: &str, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes(word);
    classes.has(Class::Preposition) && !classes.has(Class::Subordinator)
}

/// True if a question mark is the first end of a sentence in the text, and not of a tag: ", OK?" asks nothing of what stands before it.
fn asks(rest: &str) -> bool {
    let Some(end) = rest.find(['.', '?', '!']) else { return false };
    let is_tag = rest[..end].rsplit_once(',').is_some_and(|(_, tag)| tag.split_whitespace().count() <= TAG);
    rest[end..].starts_with('?') && !is_tag
}

/// Most words of a tag: "you know?".
const TAG: usize = 2;

/// Words that join a clause to the one before.
const JOINS: Classes = Classes::of(&[Class::Coordinator, Class::Contrast]);

/// How many words stand before the clause that the sentence's beginning ends with, of which `next` is the next word.
fn other(before: &str, words: &[String], starts: &[usize], next: &str, lexicon: &Lexicon) -> usize {
    let classes = |i: usize| {
        let word = words.get(i).map_or(next, String::as_str);
        // "It's" is "it".
        lexicon.classes(word.split_once('\'').map_or(word, |(bare, _)| bare))
    };
    let clips = ClipWords::new(lexicon);
    let subject = |i: usize| {
        classes(i).meets(Classes::of(&[Class::PronounSubject, Class::PronounFirst, Class::PronounSecond]))
    };
    let breaks_off = |at: usize, c: char| match c {
        // Two hyphens are a dash.
        '-' => before[at + 1..].starts_with('-'),
        c => matches!(c, ',' | ';' | ':' | '—' | '–' | '…'),
    };
    let marks = before.char_indices().rev().filter(|&(at, c)| breaks_off(at, c));
    let breaks: Vec<(char, usize)> =
        marks.map(|(at, c)| (c, starts.partition_point(|&start| start <= at))).collect();
    let parts = |at: usize| {
        let (mark, begins) = breaks[at];
        let from = breaks.get(at + 1).map_or(0, |&(_, begins)| begins);
        // "Now that nobody listens, …", "If it cannot be mended, …": a clause beside the main one.
        // "Nobody thinks, as I know, that …" goes on behind it.
        let first = breaks.get(at + 1).is_none_or(|&(c, _)| c != ',')
            || from.checked_sub(1).is_some_and(|i| classes(i).meets(JOINS));
        let beside = first
            && (classes(from).has(Class::Subordinator)
                || clips.inverted(&words[from..begins])
                || (classes(from).has(Class::Adverb) && classes(from + 1).has(Class::Subordinator)));
        // "This is not the end, it is the beginning": two clauses.
        let two = begins == words.len()
            && subject(begins)
            && (subject(from) || classes(from).has(Class::Determiner))
            && clips.denied(&words[from..begins]);
        // "I, no, we sold it": a word by itself that denies nothing.
        let interjected = begins == from + 1 && classes(from).has(Class::Negation);
        mark != ',' || classes(begins).meets(JOINS) || beside || two || interjected
    };
    let marked = (0..breaks.len()).find(|&at| parts(at)).map_or(0, |at| breaks[at].1);
    // "Nobody asked them but we fear": a new subject needs no comma.
    let contrast =
        |&i: &usize| classes(i).has(Class::Coordinator) && classes(i).has(Class::Contrast) && subject(i + 1);
    // "A president who has been …": what stands before is said of the noun.
    let relative = |&i: &usize| classes(i).has(Class::Relative) && !classes(i).has(Class::Subordinator);
    if classes(words.len()).meets(JOINS) {
        return words.len();
    }
    let begins = |found: Option<usize>| found.map_or(0, |i| i + 1);
    begins((0..words.len()).rev().find(contrast))
        .max(begins((0..words.len()).rev().find(relative)))
        .max(marked)
}

/// How many words stand before the next break: a mark, or a coordinator ("and no one pays" denies nothing before it).
fn after(behind: &str, words: &[String], starts: &[usize], lexicon: &Lexicon) -> usize {
    let end = behind.find([',', ';', ':', '—', '–', '.', '?', '!', '…']).unwrap_or(behind.len());
    let near = &words[..starts.partition_point(|&start| start < end)];
    // "Not long ago" says when.
    let light = Classes::of(&[Class::Adverb, Class::Adjective]);
    let ends = |i: &usize| {
        let denies_word = lexicon.classes(&near[*i]).has(Class::Negation)
            && near.get(i + 1).is_some_and(|w| lexicon.classes(w).meets(light));
        lexicon.classes(&near[*i]).has(Class::Coordinator) || denies_word
    };
    (0..near.len()).find(ends).unwrap_or(near.len())
}
