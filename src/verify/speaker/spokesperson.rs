//! Whether somebody speaks for the claimed speaker, or works for them.
//!
//! In: the words of an article or of a mention, a claimed name. Out: the [`Bond`] of the source's speaker with the claimed
//! one, if the text tells of one: "Ruiz spokesman Tom Okafor", "Tom Okafor, a lawyer for Ana Ruiz", "Ruiz's deputy". The noun must stand in the speaker's
//! own mention, or beside the speaker's name in one sentence; somebody else's spokesperson tells nothing.

use crate::lexicon::{Class, Classes, Lexicon};
use crate::names::{Break, PrintedWords};
use crate::names::{Name, Sign, fit};

/// Words of a description between a name and the noun: "Tom Okafor, who has long been the chief spokesman".
const BESIDE_NAME: usize = 7;
/// Words between that noun and the principal: "spokesman for the Hillary Clinton campaign".
const BEHIND_NOUN: usize = 5;
/// The same behind "lawyer": "a lawyer for the former mayor Ana Ruiz", each word of which must describe the name.
const BEHIND_TRADE: usize = 7;
/// Words before the noun in which the principal may stand: "Ruiz's chief campaign spokesman".
const BEFORE_NOUN: usize = 4;

/// What somebody is to the claimed speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// Works for them, and may have told their words or others: an aide, a deputy.
    Staff,
    /// Speaks for them by trade: a spokeswoman, a lawyer.
    Voice,
}

/// A noun for one who works for somebody, at a word: its bond and its words.
fn office(text: &PrintedWords, at: usize, lexicon: &Lexicon) -> Option<(Bond, usize)> {
    if lexicon.classes(&text.words[at]).has(Class::Spokesperson) {
        return Some((Bond::Voice, 1));
    }
    let (words, v) = (&text.words[at..], lexicon.verification());
    let voice = v.agent_length(words);
    let staff = v.staff_length(words);
    if voice == 0 && staff == 0 {
        return None;
    }
    Some(if voice >= staff { (Bond::Voice, voice) } else { (Bond::Staff, staff) })
}

/// What the somebody of a mention is to the claimed speaker: "a spokeswoman for Ana Ruiz", "Ruiz’s deputy".
/// `fits` says whether a bare family name in the article can be the claimed one's.
pub fn mentioned(
    mention: &PrintedWords,
    asked: &Name,
    fits: &dyn Fn() -> bool,
    lexicon: &Lexicon,
) -> Option<Bond> {
    let phrases = (0..mention.words.len()).filter_map(|noun| Phrase::at(mention, noun, lexicon));
    phrases.filter_map(|phrase| phrase.bond(asked, fits, None)).max()
}

/// What an article introduces `speaker` as to the claimed one; `fits` as in [`mentioned`].
pub fn introduced(
    article: &PrintedWords,
    [speaker, asked]: [&Name; 2],
    fits: &dyn Fn() -> bool,
    lexicon: &Lexicon,
) -> Option<Bond> {
    let last = speaker.words.last()?;
    let names: Vec<usize> = (0..article.words.len()).filter(|&i| article.words[i] == *last).collect();
    let at_name =
        |name: usize| {
            let around = name.saturating_sub(BESIDE_NAME)..(name + BESIDE_NAME + 1).min(article.words.len());
            around
                .filter_map(|noun| Phrase::at(article, noun, lexicon))
                .filter(|phrase| {
                    if name < phrase.noun { phrase.follows(name) } else { phrase.precedes(name, speaker) }
                })
                .filter_map(|phrase| phrase.bond(asked, fits, Some(name)))
                .max()
        };
    names.into_iter().filter_map(at_name).max()
}

/// Words of a description between a body and the name of who speaks for it: "IMF chief economist Ana Ruiz", "Ana Ruiz, a lawyer who works
/// for the Harbour Club".
const OF_BODY: usize = 8;

/// Whether the claimed one is a body, and the speaker somebody of it: the mention, or the article at the name that ends in `last`, prints
/// the body and a noun for a person beside the name.
pub fn of_body(
    article: &PrintedWords,
    mention: &PrintedWords,
    last: Option<&String>,
    asked: &Name,
    lexicon: &Lexicon,
) -> bool {
    let (Some(last), true) = (last, asked.is_body || asked.is_initials) else { return false };
    let office = Classes::of(&[Class::Role, Class::Spokesperson]);
    let is_office = |text: &PrintedWords, i: usize| lexicon.classes(&text.words[i]).meets(office);
    let before = |text: &PrintedWords, name: usize| {
        let joint = (1..=name).rev().take(OF_BODY).take_while(|&i| text.breaks[i] == Break::None);
        let from = joint.last().map_or(name, |i| i - 1);
        (from..name)
            .filter_map(|i| body_at(text, i, asked))
            .any(|body| (body.end..name).any(|i| is_office(text, i)))
    };
    // "Ana Ruiz, a lawyer for the Harbour Club": all behind one comma.
    let behind = |text: &PrintedWords, name: usize| {
        let joint = (name + 2..text.words.len()).take(OF_BODY).take_while(|&i| text.breaks[i] == Break::None);
        let end = joint.last().map_or(name + 1, |i| i + 1);
        let noun = (name + 1..end).find(|&i| is_office(text, i));
        text.breaks.get(name + 1) == Some(&Break::Weak)
            && noun.is_some_and(|noun| (noun + 1..end).any(|i| body_at(text, i, asked).is_some()))
    };
    let introduced = |text: &PrintedWords| {
        (0..text.words.len())
            .filter(|&i| text.words[i] == *last)
            .any(|name| before(text, name) || behind(text, name))
    };
    introduced(mention) || introduced(article)
}

/// Where a body's name ends that begins at a word, in full or as its initials.
fn body_at(text: &PrintedWords, from: usize, asked: &Name) -> Option<std::ops::Range<usize>> {
    if text.words[from..].starts_with(&asked.words) {
        return Some(from..from + asked.words.len());
    }
    let initials = |words: &[String]| words.iter().filter_map(|w| w.chars().next()).collect::<String>();
    let short = asked.words.len() >= FEWEST_INITIALS
        && text.capital[from]
        && text.words[from] == initials(&asked.words);
    if short {
        return Some(from..from + 1);
    }
    let letters =
        asked.words.first().filter(|w| asked.is_initials && w.chars().count() >= FEWEST_INITIALS)?;
    let full = from..(from + letters.chars().count());
    (text.words.get(full.clone()).is_some_and(|words| initials(words) == **letters)
        && full.clone().all(|i| text.capital[i])
        && full.clone().skip(1).all(|i| text.breaks[i] == Break::None))
    .then_some(full)
}

/// Initials by which a body is known by its full name, at least.
const FEWEST_INITIALS: usize = 3;

/// A noun such as "spokesman" and what stands around it.
struct Phrase<'a> {
    text: &'a PrintedWords,
    /// Its first word, and the one behind its last.
    noun: usize,
    end: usize,
    bond: Bond,
    lexicon: &'a Lexicon,
}

/// Words before a pronoun in which the one it means is looked for.
const PRONOUN: usize = 30;

const DESCRIBING: Classes =
    Classes::of(&[Class::Determiner, Class::Title, Class::TitleWord, Class::Role, Class::Adjective]);
const SAYING: Classes = Classes::of(&[Class::ReportingVerb]);

impl<'a> Phrase<'a> {
    /// The noun at a word, if one begins there.
    fn at(text: &'a PrintedWords, noun: usize, lexicon: &'a Lexicon) -> Option<Self> {
        let (bond, length) = office(text, noun, lexicon)?;
        Some(Self { text, noun, end: noun + length, bond, lexicon })
    }

    /// True for "spokesman" and the like, which say nothing but that somebody speaks for another.
    fn only_speaks(&self) -> bool {
        self.has(self.noun, Class::Spokesperson)
    }

    /// What the phrase says of the claimed speaker; `name` is that of whom it describes, who is not the one spoken for.
    fn bond(&self, asked: &Name, fits: &dyn Fn() -> bool, name: Option<usize>) -> Option<Bond> {
        let other = |words: &std::ops::Range<usize>| name.is_none_or(|name| !words.contains(&name));
        let (before, behind) = (self.before(), self.behind());
        let named = |words: std::ops::Range<usize>| {
            Some(words).filter(other).and_then(|words| self.principal(words, asked, fits))
        };
        if let Some(at) = named(before.clone()) {
            // "Ruiz’s opponent’s lawyer" is not hers; "Ruiz’s former deputy press secretary" is.
            let between = (at + 1..self.noun).any(|i| self.has(i, Class::Role));
            return Some(if between && !self.only_speaks() { Bond::Staff } else { self.bond });
        }
        if let Some(at) = named(behind.clone()) {
            let near = (behind.start..at).all(|i| self.text.capital[i] || self.describes(i));
            // "A lawyer for Ruiz’s wife" speaks for the wife.
            let own = !(at + 1..behind.end).any(|i| self.has(i, Class::Role));
            return (self.only_speaks() || (near && own)).then_some(self.bond);
        }
        // "Ruiz stayed away. Her lawyer, Tom Okafor, …": whose lawyer is told by a pronoun.
        let of_pronoun = before.clone().any(|i| self.has(i, Class::Possessive));
        let near = self.noun.saturating_sub(PRONOUN)..before.start;
        let last = asked.words.last();
        let named_near = || near.clone().any(|i| Some(&self.text.words[i]) == last);
        (of_pronoun && named_near()).then_some(Bond::Staff)
    }

    /// True for a word between "for" and a name: "for the former mayor Ana Ruiz".
    fn describes(&self, i: usize) -> bool {
        let classes = self.lexicon.classes(&self.text.words[i]);
        // "The victims of Ruiz" are others.
        classes.meets(DESCRIBING) && !classes.has(Class::Preposition)
    }

    fn has(&self, i: usize, class: Class) -> bool {
        self.lexicon.classes(&self.text.words[i]).has(class)
    }

    /// Whether a word is a verb of saying, which parts one clause from another. "Said" in capitals is a name.
    fn says(&self, i: usize) -> bool {
        !self.text.capital[i] && self.lexicon.classes(&self.text.words[i]).meets(SAYING)
    }

    /// The words straight before the noun: "Ruiz's chief campaign".
    fn before(&self) -> std::ops::Range<usize> {
        let mut from = self.noun;
        while from > 0
            && self.noun - from < BEFORE_NOUN
            && self.text.breaks[from] == Break::None
            && !self.says(from - 1)
            && !self.has(from - 1, Class::Preposition)
        {
            from -= 1;
        }
        from..self.noun
    }

    /// The words behind the noun where a preposition ties them to it: "for the Ana Ruiz campaign".
    fn behind(&self) -> std::ops::Range<usize> {
        let first = self.end;
        let mut end = first;
        while end < self.text.words.len()
            && end - first < if self.only_speaks() { BEHIND_NOUN } else { BEHIND_TRADE }
            && self.text.breaks[end] == Break::None
            && !self.says(end)
        {
            end += 1;
        }
        let ties = |i: usize| {
            self.has(i, Class::Preposition)
                && (self.only_speaks() || self.lexicon.verification().ties_staff(&self.text.words[i]))
        };
        if end > first && ties(first) { first + 1..end } else { first..first }
    }

    /// Whether the phrase describes the name before it: "Tom Okafor, a spokesman", and not "Biden said; a spokesman for Ruiz said".
    fn follows(&self, name: usize) -> bool {
        let text = self.text;
        // "Ruiz, a spokesman for Brandt said, …" is a clause of its own.
        let behind = self.behind();
        let clause = (behind.end < text.words.len() && text.breaks[behind.end] == Break::None)
            .then(|| self.says(behind.end));
        let between = name + 1..self.noun;
        let apart = between.clone().any(|i| self.says(i) || self.has(i, Class::Coordinator));
        clause != Some(true)
            && !apart
            && text.breaks[name + 1] == Break::Weak
            && (name + 2..=self.noun).all(|i| text.breaks[i] == Break::None)
    }

    /// Whether the name stands behind the phrase: "Ruiz spokesman Tom Okafor", "a spokesman for Ruiz, Tom Okafor,".
    fn precedes(&self, name: usize, speaker: &Name) -> bool {
        let own = |i: usize| text_is_of(&self.text.words[i], speaker);
        let mut first = name;
        while first > self.end && own(first - 1) && self.text.breaks[first] == Break::None {
            first -= 1;
        }
        let behind = self.behind();
        let (end, joint) = if behind.is_empty() {
            (self.end, self.text.breaks.get(first) != Some(&Break::Stop))
        } else {
            (behind.end, self.text.breaks.get(first) == Some(&Break::Weak))
        };
        first == end && joint
    }

    /// Where the name among these words stands that can be the claimed one.
    fn principal(
        &self,
        words: std::ops::Range<usize>,
        asked: &Name,
        fits: &dyn Fn() -> bool,
    ) -> Option<usize> {
        let last = asked.words.last()?;
        let text = self.text;
        words.clone().filter(|&i| text.words[i] == *last).find(|&at| {
            let given = (words.start..at).rev().take_while(|&i| is_given(text, i, self.lexicon)).last();
            match given {
                Some(first) => fit(asked, &Name::of_words(&text.words[first..=at], self.lexicon)).is_one(),
                None => fits(),
            }
        })
    }
}

/// Whether a word is one of a name's, or an initial.
fn text_is_of(word: &str, name: &Name) -> bool {
    name.words.iter().any(|w| w == word) || word.chars().count() == 1
}

/// Words that stand before a surname and are no part of the name.
const NO_NAME: Classes = Classes::of(&[
    Class::Title,
    Class::TitleWord,
    Class::Role,
    Class::Spokesperson,
    Class::Organisation,
    Class::Preposition,
    Class::Determiner,
    Class::Demonym,
    Class::Country,
    Class::Coordinator,
    Class::Subordinator,
    Class::ReportingVerb,
]);

/// Whether a word, before a surname, is printed as a given name.
fn is_given(text: &PrintedWords, i: usize, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes(&text.words[i]);
    text.capital[i]
        && text.breaks.get(i + 1) == Some(&Break::None)
        && (classes.has(Class::GivenName) || !classes.meets(NO_NAME))
}

/// What the full names of an article tell of a bare surname in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// The article prints no full name of the family.
    Unknown,
    /// One of its full names can be the claimed one.
    Fits,
    /// It prints only other persons of the name.
    Others,
    /// It prints the claimed one and another.
    Both,
}

/// Whether a bare surname of an article can be the claimed person.
pub fn family(article: &PrintedWords, asked: &Name, lexicon: &Lexicon) -> Family {
    let Some(last) = asked.words.last().filter(|_| asked.words.len() > 1) else { return Family::Unknown };
    let is_known = |i: usize| lexicon.classes(&article.words[i]).has(Class::GivenName);
    let (mut fits, mut others) = (false, false);
    for at in (0..article.words.len()).filter(|&i| article.words[i] == *last) {
        let given = (0..at).rev().take(MOST_GIVEN).take_while(|&i| is_given(article, i, lexicon)).last();
        // The first word of a sentence has a capital whatever it is.
        let begins = |i: usize| !is_known(i) && (i == 0 || article.breaks[i] == Break::Stop);
        let Some(first) = given.map(|i| if begins(i) { i + 1 } else { i }).filter(|&i| i < at) else {
            continue;
        };
        let full = Name::of_words(&article.words[first..=at], lexicon);
        let fit = fit(asked, &full);
        let own = fit.is_one() || fit.sign() == Sign::Slip;
        fits |= own;
        others |= !own && is_known(first);
    }
    match (fits, others) {
        (true, true) => Family::Both,
        (true, false) => Family::Fits,
        (false, true) => Family::Others,
        (false, false) => Family::Unknown,
    }
}

/// Words of a name before its last one.
const MOST_GIVEN: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(text: &str, asked: &str) -> bool {
        let l = Lexicon::built_in();
        let words = PrintedWords::of(text, l);
        let asked = Name::read(asked, l);
        let fits = || family(&words, &asked, l) != Family::Others;
        mentioned(&words, &asked, &fits, l) == Some(Bond::Voice)
    }

    fn article(text: &str, speaker: &str, asked: &str) -> bool {
        let l = Lexicon::built_in();
        let words = PrintedWords::of(text, l);
        let [speaker, asked] = [speaker, asked].map(|name| Name::read(name, l));
        let fits = || family(&words, &asked, l) != Family::Others;
        introduced(&words, [&speaker, &asked], &fits, l) == Some(Bond::Voice)
    }

    #[test]
    fn a_mention_tells_for_whom_it_speaks() {
        assert!(mention("Ruiz spokesman Tom Okafor", "Ana Ruiz"));
        assert!(mention("Ana Ruiz’s chief spokeswoman", "Ana Ruiz"));
        assert!(mention("a spokeswoman for Ana Ruiz", "Ana Ruiz"));
        assert!(mention("a spokeswoman for Ms. Ruiz", "Ana Ruiz"));
        assert!(!mention("a spokeswoman for Ana Ruiz", "Marta Ruiz"));
        assert!(!mention("Tom Okafor, a spokesman for Lena Brandt", "Tom Brandt"));
    }

    #[test]
    fn an_article_introduces_a_spokesperson_by_name() {
        for text in [
            "It rained. Tom Okafor, a spokesman for Ruiz, left.",
            "It rained. Ruiz spokesman Tom Okafor left.",
            "A spokesman for Ana Ruiz, Tom Okafor, left.",
            "Her deputy, Tom Okafor, a spokesman for Ruiz since May, said so.",
            "Ruiz’s spokesman, Tom Okafor, left.",
        ] {
            assert!(article(text, "Tom Okafor", "Ana Ruiz"), "{text}");
        }
    }

    #[test]
    fn a_spokesperson_near_by_is_somebody_elses() {
        for text in [
            "Tom Okafor, a spokesman for Lena Brandt, met Ruiz.",
            "President Tom Okafor said. A spokeswoman for Ruiz said no.",
            "Tom Okafor said no, and a spokeswoman for Ruiz said yes.",
            "Tom Okafor, a spokesman for Ruiz said, was wrong.",
            "Tom Okafor, a spokesman for Ruiz, left. Marta Ruiz wept.",
        ] {
            assert!(!article(text, "Tom Okafor", "Ana Ruiz"), "{text}");
        }
        assert!(!article("Tom Okafor, a spokesman for Ana Ruiz, left.", "Ana Ruiz", "Marta Ruiz"));
    }
}
