//! When does a place that names somebody else speak against the claim?
//!
//! In: a place whose speaker is not the claimed one. Out: nothing if it accuses, else the [`OpenReason`] why it does not. A false accusation is the
//! worst answer that a verdict can give, so every condition of [`CONDITIONS`] must hold; the first that does not is the reason. What all places
//! together must have in common is in [`super::together`].

use jiff::civil::Date;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::{Article, Basis, Evidence, OpenReason, Quotation, Quoted, Rule, Span, WordingClass};
use crate::names::Name;
use crate::verify::asked::Asked;

use super::origin::PlacePrint;
use super::reported::PassedOn;

/// A place that names somebody else, and what must be known of it.
pub struct Accusation<'p> {
    /// The claim.
    pub asked: &'p Asked<'p>,
    /// The place.
    pub evidence: &'p Evidence,
    /// The article of the place.
    pub article: &'p Article,
    /// The quotation that holds the words; `None` where a label names the speaker.
    pub quotation: Option<&'p Quotation>,
    /// The longest run of the claim's words there.
    pub run: RunWeight,
}

/// The run of the claim's words that weighs most at a place.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunWeight {
    /// Nats that it is worth.
    pub weight: f32,
    /// Its words.
    pub words: usize,
    /// True if it has a verb or a subject: a clause, not a phrase.
    pub is_clause: bool,
    /// Nats of the word that weighs most.
    pub rarest: f32,
}

/// A word with one of these classes makes a run a clause.
pub const CLAUSE: Classes =
    Classes::of(&[Class::Auxiliary, Class::Copula, Class::Modal, Class::PronounSubject, Class::PronounFirst]);

type Condition = fn(&Accusation) -> bool;

/// What must hold, in the order in which it is asked.
const CONDITIONS: &[(OpenReason, Condition)] = &[
    (OpenReason::GuessedClaim, |a| a.claim_names_its_speaker()),
    (OpenReason::OtherWording, |a| a.has_the_wording()),
    (OpenReason::CommonWords, |a| a.words_are_rare()),
    (OpenReason::PartlyQuoted, |a| a.words_are_of_one()),
    (OpenReason::UnsureLabel, |a| a.label_is_sound()),
    (OpenReason::GuessedSpeaker, |a| a.source_names_its_speaker()),
    (OpenReason::ReportedWords, |a| a.words_are_the_speakers_own()),
    (OpenReason::OtherTime, |a| a.is_of_that_time()),
];

/// Nats by which a run must be rarer than one word of all that is searched: so that two people hardly say it by chance.
const RARE: f32 = 9.5;
/// The same for what many people say: a phrase without a verb ("a step in the right direction"), or a sentence without a rare word ("I want to
/// thank you very much").
const RARE_PHRASE: f32 = 13.5;
/// A chance is not smaller than in a text of so many words, however few are searched.
const FEWEST_SEARCHED: usize = 250;
/// A word of this weight makes a sentence rare; "ashamed" is not one.
const RARE_WORD: f32 = 7.0;
/// Fewer words are a name or a term.
const FEWEST_WORDS: usize = 4;
/// A speaker whom the program settled with less confidence is a guess.
const SURE: f32 = 0.9;
/// Of the words that agree, so many parts of [`WHOLE`] must be the speaker's.
const MOST: usize = 2;
const WHOLE: usize = 3;
/// Days by which a source may be older than a text that reports what it has…
const DAYS_BEFORE: i32 = 21;
/// … and younger: clocks differ, and pages are dated again.
const DAYS_AFTER: i32 = 3;

impl Accusation<'_> {
    /// Why the place says nothing against the claim; `None` if it does.
    pub fn doubt(&self) -> Option<OpenReason> {
        CONDITIONS.iter().find(|(_, holds)| !holds(self)).map(|(reason, _)| *reason)
    }

    fn claim_names_its_speaker(&self) -> bool {
        !self.asked.claim.is_guessed
    }

    fn has_the_wording(&self) -> bool {
        self.evidence.wording <= WordingClass::Cleaned
    }

    fn words_are_rare(&self) -> bool {
        #[allow(clippy::cast_precision_loss, reason = "the last digits of a count change no logarithm")]
        let searched = (self.asked.sources.searched().words.max(FEWEST_SEARCHED) as f32).ln();
        let telling = self.run.is_clause && self.run.rarest >= RARE_WORD;
        let rare = if telling { RARE } else { RARE_PHRASE };
        self.run.words >= FEWEST_WORDS && self.run.weight >= searched + rare
    }

    /// A quotation that holds a few of the words tells nothing of the others.
    fn words_are_of_one(&self) -> bool {
        let Some(quotation) = self.quotation.filter(|_| self.evidence.quoted == Quoted::Partly) else {
            return true;
        };
        WHOLE * shared(quotation, self.evidence.span) >= MOST * self.evidence.span.len()
    }

    fn label_is_sound(&self) -> bool {
        let sources = self.asked.sources;
        let labels = sources.labels.of(sources.articles(), self.evidence.article);
        let label = self.evidence.speaker.filter(|_| self.quotation.is_none());
        label.is_none_or(|l| labels.is_sound(self.article.text(), l, sources.lexicon()))
    }

    fn source_names_its_speaker(&self) -> bool {
        let Some(quotation) = self.quotation else { return true };
        quotation.rule == Rule::Turn || is_named(quotation, self.article, self.asked.sources.lexicon())
    }

    fn words_are_the_speakers_own(&self) -> bool {
        let before = before(self.article, self.quotation, self.evidence);
        let lexicon = self.asked.sources.lexicon();
        PassedOn::read(before, lexicon).is_none() && !self.are_told_of_the_claimed(before)
    }

    /// True if the claimed speaker is named as the subject or the origin of the words.
    fn are_told_of_the_claimed(&self, before: &str) -> bool {
        let (text, lexicon) = (self.article.text(), self.asked.sources.lexicon());
        let Some(asked) = self.asked.speaker else { return false };
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        // What stands before a turn is another's.
        let quotation = self.quotation.filter(|q| q.rule != Rule::Turn);
        let around = match quotation.map(|q| q.extent()) {
            Some(extent) => PlacePrint {
                lead: part(0, extent.start()).rsplit('\n').next().unwrap_or_default(),
                quoted: part(extent.start(), extent.end()),
                rest: part(extent.end(), text.len()).split('\n').next().unwrap_or_default(),
                before,
            },
            None => PlacePrint { lead: "", quoted: "", rest: "", before },
        };
        around.names(asked, lexicon)
    }

    fn is_of_that_time(&self) -> bool {
        let days = |from: Option<&str>| days(from, self.article.header().date.as_deref());
        let claim = self.asked.claim;
        // The source of a draft is older than the draft; what was said on a day is reported later.
        let published = days(claim.published.as_deref());
        let said = days(claim.date.as_deref());
        published.is_none_or(|d| (-DAYS_BEFORE..=DAYS_AFTER).contains(&d))
            && said.is_none_or(|d| (-DAYS_AFTER..=DAYS_BEFORE).contains(&d))
    }
}

/// True if a quotation's speaker is printed by name beside it, or in the sentence before, and the program is sure of that.
pub fn is_named(quotation: &Quotation, article: &Article, lexicon: &Lexicon) -> bool {
    let Some(speaker) = &quotation.speaker else { return false };
    let is_name = match speaker.basis {
        Basis::Name | Basis::ShortName | Basis::Organisation => true,
        // "“…,” Ana Ruiz said. “…”"
        Basis::Carried => {
            let last = |text: &str| Name::read(text, lexicon).words.pop();
            let printed = speaker.mention.and_then(|m| last(m.of(article.text())));
            printed.is_some() && printed == speaker.name.as_deref().and_then(last)
        }
        // "the harbour master, Ana Ruiz, said": the name stands at the description.
        Basis::Nominal => {
            let behind = speaker.mention.and_then(|m| article.text().get(m.end()..)).unwrap_or_default();
            let name = speaker.name.as_deref();
            name.is_some_and(|name| behind.trim_start_matches([',', ' ']).starts_with(name))
        }
        Basis::Pronoun | Basis::Unresolved => false,
    };
    is_name && quotation.confidence >= SURE
}

/// Bytes of a place that a quotation holds.
pub fn shared(quotation: &Quotation, span: Span) -> usize {
    let of = |start: usize, end: usize| end.min(span.end()).saturating_sub(start.max(span.start()));
    quotation.contents.iter().map(|c| of(c.span.start(), c.span.end())).sum()
}

/// What the speaker of a place says before the words, in the same paragraph.
pub fn before<'a>(article: &'a Article, quotation: Option<&Quotation>, evidence: &Evidence) -> &'a str {
    let (text, at) = (article.text(), evidence.span.start());
    let content =
        quotation.and_then(|q| q.contents.iter().map(|c| c.span).find(|c| c.contains(evidence.span)));
    let start = match (content, evidence.speaker) {
        (Some(content), _) => content.start(),
        (None, Some(label)) if quotation.is_none() && label.end() <= at => label.end(),
        _ => at,
    };
    text.get(start..at).unwrap_or_default()
}

/// The days from one date to another; `None` where either is unknown.
fn days(from: Option<&str>, to: Option<&str>) -> Option<i32> {
    let day = |text: Option<&str>| text?.get(..10)?.parse::<Date>().ok();
    Some(day(from)?.until(day(to)?).ok()?.get_days())
}
