//! Which marks of a draft are claims.
//!
//! In: a quotation of a draft. Out: the reason why it is passed over, or none: then it is a claim. Whoever asks for every mark has all that
//! are long enough; otherwise only speech is checked, and whole sentences, since marks around a sentence claim that somebody said or wrote it.

use std::ops::Range;

use super::passed::Passed;
use super::selection::Selection;
use super::speaker::DraftSpeakers;
use crate::lexicon::{NotSpeechPhrase, NotSpeechReason, folded};
use crate::model::{Kind, Quotation, Rule, Span, VOID};
use crate::verify::CLAUSE;

/// A quotation in a headline without a reporting verb is speech if it has at least so many words. A shorter one is a title or a term.
const HEADLINE_WORDS: usize = 4;
/// Fewer words beside the noun for a work are its title.
const TITLE_WORDS: usize = 4;
/// Marks around so many words and more that are a sentence claim that somebody said or wrote it, whatever introduces them: "The claim
/// that “…” is false".
const SENTENCE_WORDS: usize = 8;
/// Of the words of a sentence, at most so many of [`WHOLE`] have a capital; a title has more.
const FEW: usize = 2;
const WHOLE: usize = 5;
/// The noun for a work is looked for at most so many bytes beside the marks; the address of a link between is read as blanks.
const BESIDE: usize = 1024;

/// Judges the marks of one draft.
pub(super) struct Judging<'a> {
    pub speakers: DraftSpeakers<'a>,
    pub selection: &'a Selection,
    /// What the comments of the draft say is not to be checked.
    pub ignored: &'a [Range<usize>],
    /// Footnotes and the entries of its list of references, in their order.
    pub definitions: &'a [Range<usize>],
    /// True if the draft is a title and nothing else.
    pub is_title: bool,
}

impl Judging<'_> {
    /// Returns why a quotation is not checked; `None` if it is. What is quoted inside a quotation is checked with that.
    pub fn why_passed_over(&self, q: &Quotation) -> Option<Passed> {
        let words = self.count(q);
        match () {
            () if q.parent.is_some() => Some(Passed::Nested),
            () if self.is_ignored(q.contents[0].span) => Some(Passed::Ignored),
            () if self.selection.allowed.has(&self.printed(q)) => Some(Passed::Allowed),
            () if self.is_title_of_source(q, words) => Some(Passed::Title),
            () if words < self.selection.fewest_words() => Some(self.short(q, words)),
            () if self.selection.every || self.speakers.is_labelled(q) || self.speakers.row(q).is_some() => {
                None
            }
            () if self.speakers.block(q).is_some() => self.why_no_block(q, words),
            () => self.why_no_speech(q, words),
        }
    }

    fn is_ignored(&self, span: Span) -> bool {
        is_within(self.ignored, span)
    }

    /// True for a title in a footnote or in a list of references: words that nobody is told to have said, and that are no sentence.
    fn is_title_of_source(&self, q: &Quotation, words: usize) -> bool {
        is_within(self.definitions, q.contents[0].span)
            && q.cue.is_none()
            && !self.is_whole(q, words, HEADLINE_WORDS)
    }

    fn short(&self, q: &Quotation, words: usize) -> Passed {
        if self.is_title_of_work(q, words) { Passed::Title } else { Passed::Short }
    }

    /// Why a block quote claims no speech: nobody is named as its speaker, and it is no whole sentence.
    fn why_no_block(&self, q: &Quotation, words: usize) -> Option<Passed> {
        let named = self.speakers.of(q).speaker.is_some() && q.rule != Rule::Carried;
        (!named && !self.is_whole(q, words, HEADLINE_WORDS)).then_some(Passed::NotSpeech)
    }

    /// Why a quotation claims no speech. Headlines leave the verb out, so there a quotation of some length is speech, and a shorter one is a
    /// title or a term.
    fn why_no_speech(&self, q: &Quotation, words: usize) -> Option<Passed> {
        let long = words >= HEADLINE_WORDS;
        match q.kind {
            Kind::NotSpeech if self.is_title && long || self.is_sentence(q, words) => None,
            Kind::NotSpeech if self.is_title_of_work(q, words) => Some(Passed::Title),
            Kind::NotSpeech => Some(Passed::NotSpeech),
            _ if q.headline && q.rule == Rule::Unattributed && !long => Some(Passed::Short),
            _ => None,
        }
    }

    /// The words of all pieces.
    fn printed(&self, q: &Quotation) -> String {
        let pieces: Vec<String> =
            q.contents.iter().map(|c| c.span.of(self.speakers.plain).replace(VOID, "")).collect();
        pieces.join(" ")
    }

    /// Counts the words of all pieces.
    fn count(&self, q: &Quotation) -> usize {
        self.printed(q).split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count()
    }

    /// True if the marks hold a sentence with a subject or a verb, rather than a title or a term.
    fn is_sentence(&self, q: &Quotation, words: usize) -> bool {
        self.is_whole(q, words, SENTENCE_WORDS)
    }

    /// True if the marks hold whole sentences of at least so many words.
    fn is_whole(&self, q: &Quotation, count: usize, least: usize) -> bool {
        let text = q.extent().of(self.speakers.plain).trim();
        let words = || text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric));
        let capitals = words().filter(|w| w.starts_with(char::is_uppercase)).count();
        let clause = |w: &str| self.speakers.lexicon.classes(&folded(w)).meets(CLAUSE);
        count >= least
            && text.ends_with(['.', '?', '!'])
            && WHOLE * capitals <= FEW * count
            && words().any(|w| clause(w.trim_matches(|c: char| !c.is_alphanumeric())))
    }

    /// True for a few words beside a noun for a work: the novel “…”, the “…” album.
    fn is_title_of_work(&self, q: &Quotation, words: usize) -> bool {
        words < TITLE_WORDS && (self.is_introduced(q.extent()) || self.is_followed(q.extent()))
    }

    fn is_introduced(&self, span: Span) -> bool {
        let plain = self.speakers.plain;
        let far = plain.ceil_char_boundary(span.start().saturating_sub(BESIDE));
        let before: Vec<String> = beside(plain[far..span.start()].rsplit('\n').next().unwrap_or_default());
        let Some(last) = before.last() else { return false };
        let fits = |p: &NotSpeechPhrase| {
            p.words.len() <= before.len() && are(&p.words, &before[before.len() - p.words.len()..])
        };
        is_title(self.speakers.lexicon.introducers(last).iter().find(|p| fits(p)))
    }

    fn is_followed(&self, span: Span) -> bool {
        let plain = self.speakers.plain;
        let far = plain.floor_char_boundary(span.end().saturating_add(BESIDE));
        let behind: Vec<String> = beside(plain[span.end()..far].lines().next().unwrap_or_default());
        let Some(first) = behind.first() else { return false };
        let fits = |p: &NotSpeechPhrase| p.words.len() <= behind.len() && are(&p.words, &behind);
        is_title(self.speakers.lexicon.followers(first).iter().find(|p| fits(p)))
    }
}

/// True if words begin in one of some places, which are in their order.
fn is_within(places: &[Range<usize>], span: Span) -> bool {
    let after = places.partition_point(|place| place.start <= span.start());
    places[..after].last().is_some_and(|place| span.start() < place.end)
}

/// The words of a line in lower case, without punctuation.
fn beside(line: &str) -> Vec<String> {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    line.split_whitespace().map(bare).filter(|w| !w.is_empty()).collect()
}

/// True if the words begin with those of a phrase, each any of its alternatives.
fn are(phrase: &[Vec<String>], words: &[String]) -> bool {
    phrase.iter().zip(words).all(|(any, word)| any.contains(word))
}

fn is_title(phrase: Option<&NotSpeechPhrase>) -> bool {
    phrase.is_some_and(|p| p.reason == NotSpeechReason::Title)
}
