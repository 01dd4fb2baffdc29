//! What a difference touches, and whether that touches the sense.
//!
//! In: the words of both sides. Out: the first grade that fits, from the gravest: polarity, modality with hedges, quantifier, number,
//! entity, tense, person, spelling, lexical.

use rustc_hash::FxHashSet;

use super::{ChangedWord, ClipWords};
use crate::lexicon::{Class, Classes, Clip, FunctionWord, Lexicon};
use crate::model::{ChangeGrade, ChangeKind, Material};
use crate::words::is_slip;

/// The key of the number one, which is a pronoun too.
const ONE: &str = "#1";

/// A stretch of more words says more than what a word of it touches,
const LONG: usize = 8;
/// and only its last words bear on what follows.
const EDGE: usize = 5;

/// Words that name a person or a body, or count something, at most: "the old ferry company". In a longer stretch, which tells it anew, a
/// quantifier may stand with anything.
const MOST_OF_NAME: usize = 4;

/// Words that a lost limit has at most: more of them say what was limited too.
const MOST_OF_LIMIT: usize = 4;

const AUXILIARIES: Classes = Classes::of(&[Class::Auxiliary, Class::Copula]);

/// Returns what words touch that only one side has, if they are grave. Of words that are set off by marks a "not" denies nothing that both
/// sides have.
pub fn alone(words: &[ChangedWord], is_set_off: bool, lexicon: &Lexicon) -> Option<ChangeGrade> {
    Side { words, lexicon }.alone(is_set_off)
}

/// Returns what words touch that replace others; either side may be a part of a printed word, and empty.
pub fn replacement(base: &[ChangedWord], version: &[ChangedWord], lexicon: &Lexicon) -> ChangeGrade {
    let (base, version) = (Side { words: base, lexicon }, Side { words: version, lexicon });
    base.gravest(&version).unwrap_or_else(|| base.lightest(&version))
}

/// True if one side has an odd number of negations more than the other.
pub fn turns_sense(base: &[ChangedWord], version: &[ChangedWord], lexicon: &Lexicon) -> bool {
    let odd = |words| Side { words, lexicon }.negations() % 2;
    odd(base) != odd(version)
}

/// Returns whether a change of this kind and grade touches the sense. A name or a number that is left out tells less, and what is left can be
/// as true as before.
pub fn material(kind: ChangeKind, grade: Option<ChangeGrade>) -> Material {
    let last = if kind == ChangeKind::Dropped { ChangeGrade::Quantifier } else { ChangeGrade::Entity };
    if grade.is_some_and(|grade| grade <= last) { Material::Likely } else { Material::Unknown }
}

/// What it does that two words of one side have changed places on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// Another one acts: "the union told the company".
    OfRoles,
    /// Nothing, in a row: "coal and oil".
    InARow,
}

impl Exchange {
    /// The grade of each of the two replacements, which had `own` by itself.
    pub fn grade(self, own: ChangeGrade) -> ChangeGrade {
        match self {
            Self::OfRoles => own.min(ChangeGrade::Entity),
            Self::InARow => own.max(ChangeGrade::Lexical),
        }
    }
}

/// Returns what it does that words changed places; `None` if they are not the same, or in the same order.
pub fn exchange(base: &[ChangedWord], version: &[ChangedWord], lexicon: &Lexicon) -> Option<Exchange> {
    let stems = |words: &[ChangedWord]| -> Vec<u32> { words.iter().map(|w| w.stem).collect() };
    let (mut a, mut b) = (stems(base), stems(version));
    if a == b || a.len() != b.len() || a.len() < 3 {
        return None;
    }
    a.sort_unstable();
    b.sort_unstable();
    let in_a_row = base.iter().any(|w| lexicon.classes(&w.word).has(Class::Coordinator));
    (a == b).then_some(if in_a_row { Exchange::InARow } else { Exchange::OfRoles })
}

/// The words of one side.
struct Side<'a> {
    words: &'a [ChangedWord],
    lexicon: &'a Lexicon,
}

impl<'a> Side<'a> {
    fn words(&self) -> impl Iterator<Item = &'a str> {
        self.words.iter().map(|w| &*w.word)
    }

    fn meets(&self, word: &str, classes: Classes) -> bool {
        self.lexicon.classes(word).meets(classes)
    }

    /// The different words of these classes.
    fn with(&self, classes: Classes) -> FxHashSet<&'a str> {
        self.words().filter(|w| self.meets(w, classes)).collect()
    }

    /// The words of other classes, in their order.
    fn without(&self, classes: Classes) -> Vec<&'a str> {
        self.words().filter(|w| !self.meets(w, classes)).collect()
    }

    fn negations(&self) -> usize {
        self.words().filter(|w| self.lexicon.classes(w).has(Class::Negation)).count()
    }

    /// How many verbs say that what follows them is not done: "failed to publish".
    fn refusals(&self) -> usize {
        let verification = self.lexicon.verification();
        let verb = Classes::of(&[Class::Base, Class::Third, Class::Past, Class::Gerund]);
        let refuses = |two: &[ChangedWord]| {
            self.meets(&two[0].word, verb)
                && self.lexicon.is_function(&two[1].word, FunctionWord::Infinitive)
                && verification.has_clip(&[&*two[0].word], Clip::Denial)
        };
        self.words.windows(2).filter(|two| refuses(two)).count()
    }

    fn hedged(&self) -> bool {
        self.lexicon.verification().has_clip(&self.words().collect::<Vec<_>>(), Clip::Hedge)
    }

    fn numbers(&self) -> FxHashSet<&'a str> {
        let number = |w: &&str| w.starts_with('#') || self.lexicon.classes(w).has(Class::Number);
        self.words().filter(number).collect()
    }

    fn entities(&self) -> FxHashSet<u32> {
        let named = Classes::of(&[Class::Country, Class::Demonym, Class::Weekday, Class::Month]);
        let known = |w: &str| {
            let bare = self.lexicon.orthography().bare(w);
            // "may" and "us" are words first; as names they have capitals, which `is_name` says.
            w.starts_with('@') || (bare.len() > 3 && self.meets(bare, named))
        };
        self.words.iter().filter(|w| w.is_name || known(&w.word)).map(|w| w.stem).collect()
    }

    /// True if the words limit what they stand beside, and are little more: "in part", "some of".
    fn limits(&self) -> bool {
        self.words.len() <= MOST_OF_LIMIT
            && self.lexicon.verification().has_clip(&self.words().collect::<Vec<_>>(), Clip::Limit)
    }

    /// The words beside those that both sides have; what stands in the middle of a long stretch bears on nothing of these.
    fn edges(&self) -> Self {
        let words = if self.words.len() > LONG { &self.words[self.words.len() - EDGE..] } else { self.words };
        Self { words, lexicon: self.lexicon }
    }

    /// What words touch that the other side does not have.
    fn alone(&self, is_set_off: bool) -> Option<ChangeGrade> {
        let own_clause =
            ClipWords::new(self.lexicon).is_own_clause(&self.words().collect::<Vec<_>>(), is_set_off);
        let edge = self.edges();
        if !own_clause && (edge.negations() + edge.refusals()) % 2 == 1 {
            return Some(ChangeGrade::Polarity);
        }
        let relative = self.words().next().is_some_and(|w| self.meets(w, Classes::of(&[Class::Relative])));
        let modal = !own_clause && !relative && !edge.with(Classes::of(&[Class::Modal])).is_empty();
        if modal || edge.hedged() {
            return Some(ChangeGrade::Modality);
        }
        // "All of a sudden", "all of this": of several words a quantifier says nothing of what is kept.
        if self.limits() || self.words.len() == 1 && !self.with(Classes::of(&[Class::Quantifier])).is_empty()
        {
            return Some(ChangeGrade::Quantifier);
        }
        if own_clause || self.words.len() > LONG {
            return None;
        }
        // "This one" counts nothing.
        if self.words().any(|w| w.starts_with('#') && w != ONE) {
            return Some(ChangeGrade::Number);
        }
        (!self.entities().is_empty()).then_some(ChangeGrade::Entity)
    }

    /// The grades that touch the sense.
    fn gravest(&self, other: &Self) -> Option<ChangeGrade> {
        let verification = self.lexicon.verification();
        let opposite = || self.words().any(|a| other.words().any(|b| verification.are_opposites(a, b)));
        let differ = |class| self.with(Classes::of(&[class])) != other.with(Classes::of(&[class]));
        // "Unsatisfied" for "not satisfied": two turns are none. "Refused to pay" for "agreed to pay" is one.
        let opposite = opposite();
        let refused = !opposite && self.refusals() % 2 != other.refusals() % 2;
        if ((self.negations() % 2 != other.negations() % 2) != opposite) != refused {
            Some(ChangeGrade::Polarity)
        } else if differ(Class::Modal) || self.hedged() != other.hedged() {
            Some(ChangeGrade::Modality)
        } else if differ(Class::Quantifier) && self.words.len().max(other.words.len()) <= MOST_OF_NAME {
            Some(ChangeGrade::Quantifier)
        } else if self.numbers() != other.numbers() {
            Some(ChangeGrade::Number)
        } else {
            let others = self.entities() != other.entities()
                || self.turns_person(other)
                || exchange(self.words, other.words, self.lexicon) == Some(Exchange::OfRoles)
                || self.others(other);
            others.then_some(ChangeGrade::Entity)
        }
    }

    /// True if each side has a person or a body that the other one has not: "the mayor", "the minister".
    fn others(&self, other: &Self) -> bool {
        // In a longer stretch nothing shows that the one stands for the other.
        if self.words.len().max(other.words.len()) > MOST_OF_NAME {
            return false;
        }
        let who = Classes::of(&[Class::Role, Class::Organisation, Class::People]);
        let stems = |side: &Self| -> FxHashSet<u32> {
            side.words.iter().filter(|w| side.meets(&w.word, who)).map(|w| w.stem).collect()
        };
        let (ours, theirs) = (stems(self), stems(other));
        !ours.is_subset(&theirs) && !theirs.is_subset(&ours)
    }

    /// True for "I" against "you": who speaks became who is spoken to.
    fn turns_person(&self, other: &Self) -> bool {
        let has = |side: &Self, class| !side.with(Classes::of(&[class])).is_empty();
        let turned = |a: &Self, b: &Self| {
            has(a, Class::PronounFirst)
                && !has(a, Class::PronounSecond)
                && has(b, Class::PronounSecond)
                && !has(b, Class::PronounFirst)
        };
        turned(self, other) || turned(other, self)
    }

    /// The grades that do not touch the sense.
    fn lightest(&self, other: &Self) -> ChangeGrade {
        let only = |classes: Classes| {
            let some = |side: &Self| side.words().any(|w| side.meets(w, classes));
            some(self) && some(other) && self.without(classes) == other.without(classes)
        };
        if only(AUXILIARIES) || self.same_verb(other) {
            ChangeGrade::Tense
        } else if only(Classes::PRONOUN.union(Classes::of(&[Class::Possessive]))) {
            ChangeGrade::Person
        } else {
            match (self.words, other.words) {
                ([a], [b]) if is_slip(&a.word, &b.word, self.lexicon) => ChangeGrade::Spelling,
                _ => ChangeGrade::Lexical,
            }
        }
    }

    /// True for two forms of one verb.
    fn same_verb(&self, other: &Self) -> bool {
        let ([a], [b]) = (self.words, other.words) else { return false };
        let (a, b) = (&*a.word, &*b.word);
        // "The challenges", "the challenge": nothing shows that they are not nouns.
        let noun = |w: &str| self.lexicon.classes(w).has(Class::NounForm);
        let ending = |w: &str| self.lexicon.stems().is_verb_form(w);
        let plural = a.starts_with(b) || b.starts_with(a);
        if plural && (noun(a) || noun(b)) && !ending(a) && !ending(b) {
            return false;
        }
        let lemma = |w: &str| self.lexicon.verb_lemma(w).map(str::to_owned);
        if lemma(a).is_some() && lemma(a) == lemma(b) {
            return true;
        }
        let verbal = Classes::of(&[Class::Past, Class::Participle, Class::Gerund, Class::Third]);
        self.lexicon.stems().are_inflections(a, b)
            && [a, b].iter().any(|w| ending(w) || self.meets(w, verbal))
    }
}
