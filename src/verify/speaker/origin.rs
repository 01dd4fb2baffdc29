//! Whether the claimed speaker is named as the subject, or as the origin, of what somebody else says.
//!
//! In: what an article prints before and behind the claim's words, and how they begin. Out: true for "Tom Okafor said Ana Ruiz “would
//! stay”", "Ruiz, Tom Okafor said, “would stay”", "Tom Okafor read a letter from Ruiz: “…”". Such words are told of the claimed
//! speaker, and may be theirs: who says them does not speak against the claim.

use std::ops::Range;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::names::{Break, Name, PrintedWords, fit};

/// What stands around the claim's words.
pub struct PlacePrint<'t> {
    /// What is printed before the quotation, in its paragraph.
    pub lead: &'t str,
    /// The quotation.
    pub quoted: &'t str,
    /// What is printed behind the quotation, in its paragraph.
    pub rest: &'t str,
    /// What the speaker says before the claim's words.
    pub before: &'t str,
}

/// Words between a subject and the quoted part of its clause: "Ruiz would “never sign”".
const GROUP: Classes =
    Classes::of(&[Class::Auxiliary, Class::Modal, Class::Adverb, Class::Negation, Class::Copula]);
/// Words with which a quotation begins that has a subject of its own.
const SUBJECT: Classes =
    Classes::of(&[Class::PronounSubject, Class::PronounFirst, Class::Determiner, Class::Possessive]);
/// Words with a capital at the beginning of a sentence that are no part of a name: "Like Ruiz, …".
const NO_NAME: Classes = Classes::of(&[
    Class::Preposition,
    Class::Subordinator,
    Class::Coordinator,
    Class::Adverb,
    Class::CommonVerb,
]);
/// Words between the origin's preposition and its name: "from the former mayor Ana Ruiz".
const DESCRIPTION: usize = 5;
/// Bytes on either side that are looked at.
const FAR: usize = 1_200;

impl PlacePrint<'_> {
    /// True if the claimed speaker is named as the subject or as the origin of the words.
    pub fn names(&self, asked: &Name, lexicon: &Lexicon) -> bool {
        let tail = |text: &str| {
            PrintedWords::of(&text[text.ceil_char_boundary(text.len().saturating_sub(FAR))..], lexicon)
        };
        let (lead, before) = (tail(self.lead), tail(self.before));
        let rest = &self.rest[..self.rest.floor_char_boundary(FAR)];
        // What is printed behind a sentence that ends with the quotation is another one.
        let ended = self.quoted.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', '?', '!']);
        let rest = PrintedWords::of(if ended { "" } else { rest }, lexicon);
        let begins = self.lead.trim_end_matches(['"', '“', '‘', ' ']).ends_with(['.', '?', '!']);
        let own = if begins { lead.words.len()..lead.words.len() } else { last(&lead, lead.words.len()) };
        let earlier = last(&lead, own.start);
        let said = Told { text: &before, asked, lexicon };
        let printed = Told { text: &lead, asked, lexicon };
        let near = last(&before, before.words.len());
        said.is_origin(last(&before, near.start).start..near.end)
            || printed.is_origin(earlier.start..own.end)
            || Told { text: &rest, asked, lexicon }.is_origin(0..first(&rest))
            || (self.goes_on(lexicon) && printed.is_subject(own))
    }

    /// True if the quotation is the rest of a clause: "“would never sign”".
    fn goes_on(&self, lexicon: &Lexicon) -> bool {
        let quoted = self.quoted.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = quoted.find(|c: char| c.is_whitespace()).unwrap_or(quoted.len());
        let word = &quoted[..end];
        word.starts_with(char::is_lowercase) && !lexicon.classes(word).meets(SUBJECT)
    }
}

/// The sentence that ends before a word.
fn last(text: &PrintedWords, end: usize) -> Range<usize> {
    let start = (0..end).rev().find(|&i| text.breaks[i] == Break::Stop).unwrap_or(0);
    start..end
}

/// Where the first sentence ends.
fn first(text: &PrintedWords) -> usize {
    (1..text.words.len()).find(|&i| text.breaks[i] == Break::Stop).unwrap_or(text.words.len())
}

/// Printed words in which the claimed speaker is looked for.
struct Told<'t> {
    text: &'t PrintedWords,
    asked: &'t Name,
    lexicon: &'t Lexicon,
}

impl Told<'_> {
    fn has(&self, i: usize, classes: Classes) -> bool {
        self.lexicon.classes(&self.text.words[i]).meets(classes)
    }

    /// Where the claimed name begins that ends at a word; `None` if the name there is another one.
    fn name(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if Some(&self.text.words[at]) != self.asked.words.last() {
            return None;
        }
        let joint = |i: &usize| {
            self.text.breaks[i + 1] == Break::None && self.text.capital[*i] && !self.has(*i, NO_NAME)
        };
        let given = |i: &usize| {
            joint(i)
                && !self.has(
                    *i,
                    Classes::of(&[Class::Title, Class::TitleWord, Class::Role, Class::ReportingVerb]),
                )
        };
        let start = (sentence.start..at).rev().take_while(given).last().unwrap_or(at);
        let own = start == at
            || !fit(self.asked, &Name::of_words(&self.text.words[start..=at], self.lexicon)).is_other();
        own.then(|| (sentence.start..start).rev().take_while(joint).last().unwrap_or(start))
    }

    /// "On behalf of Ruiz", "a letter from the mayor, Ana Ruiz", "Ruiz’s letter".
    fn is_origin(&self, sentences: Range<usize>) -> bool {
        let (words, v) = (&self.text.words, self.lexicon.verification());
        sentences.clone().any(|at| {
            let Some(name) = self.name(at, &sentences) else { return false };
            let low = name.saturating_sub(DESCRIPTION).max(sentences.start);
            let joint = |from: usize| (from + 1..=name).all(|i| self.text.breaks[i] != Break::Stop);
            let verb = |from: usize| (from..name).any(|i| self.has(i, Classes::of(&[Class::ReportingVerb])));
            let before = (low..name).any(|i| {
                let phrase = v.origin_length(&words[i..name]);
                let sent = i > sentences.start && v.is_sender(&words[i]) && v.is_passed_on(&words[i - 1]);
                let behind = if phrase > 0 { i + phrase } else { i + 1 };
                (phrase > 0 || sent) && joint(i) && !verb(behind)
            });
            let own = at + 1 < sentences.end
                && self.text.breaks[at + 1] == Break::None
                && v.is_passed_on(&words[at + 1]);
            before || own
        })
    }

    /// "Tom Okafor said that Ana Ruiz …", "Ruiz, Tom Okafor said, …": the quotation goes on with what Ruiz does.
    fn is_subject(&self, sentence: Range<usize>) -> bool {
        let breaks = &self.text.breaks;
        sentence.clone().any(|at| {
            let Some(name) = self.name(at, &sentence) else { return false };
            let mut behind = at + 1..sentence.end;
            let alone = behind.clone().all(|i| breaks[i] == Break::None && self.has(i, GROUP));
            let object = name > sentence.start && self.has(name - 1, Classes::of(&[Class::Preposition]));
            let verb = Classes::of(&[Class::ReportingVerb]);
            let set_off = name == sentence.start
                && breaks.get(at + 1) == Some(&Break::Weak)
                && behind.any(|i| self.has(i, verb));
            let told = (sentence.start..name).any(|i| self.has(i, verb));
            (alone && told && !object) || set_off
        })
    }
}
