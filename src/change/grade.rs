//! What a difference touches, and whether that touches the sense.
//!
//! In: the words of both sides. Out: the first grade that fits, from the gravest: polarity, modality with hedges, quantifier, number,
//! entity, tense, person, spelling, lexical.

use rustc_hash::FxHashSet;

use super::ChangedWord;
use crate::lexicon::{Class, Classes, Clip, Lexicon};
use crate::model::{ChangeGrade, Material};
use crate::words::is_slip;

/// The key of the number one, which is a pronoun too.
const ONE: &str = "#1";

const AUXILIARIES: Classes = Classes::of(&[Class::Auxiliary, Class::Copula]);

/// Returns what a difference touches. Words that only one side has are graded if they are grave.
pub fn grade(base: &[ChangedWord], version: &[ChangedWord], lexicon: &Lexicon) -> Option<ChangeGrade> {
    match (base, version) {
        ([], []) => None,
        (words, []) | ([], words) => Side { words, lexicon }.alone(),
        _ => Some(replacement(base, version, lexicon)),
    }
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

/// Returns whether a change with this grade touches the sense.
pub fn material(grade: Option<ChangeGrade>) -> Material {
    if grade.is_some_and(|grade| grade <= ChangeGrade::Entity) { Material::Likely } else { Material::Unknown }
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

    /// What words touch that the other side does not have.
    fn alone(&self) -> Option<ChangeGrade> {
        if self.negations() % 2 == 1 {
            return Some(ChangeGrade::Polarity);
        }
        if !self.with(Classes::of(&[Class::Modal])).is_empty() || self.hedged() {
            return Some(ChangeGrade::Modality);
        }
        // "All of a sudden", "all of this": of several words a quantifier says nothing of what is kept.
        if self.words.len() == 1 && !self.with(Classes::of(&[Class::Quantifier])).is_empty() {
            return Some(ChangeGrade::Quantifier);
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
        // "Unsatisfied" for "not satisfied": two turns are none.
        if (self.negations() % 2 != other.negations() % 2) != opposite() {
            Some(ChangeGrade::Polarity)
        } else if differ(Class::Modal) || self.hedged() != other.hedged() {
            Some(ChangeGrade::Modality)
        } else if differ(Class::Quantifier) {
            Some(ChangeGrade::Quantifier)
        } else if self.numbers() != other.numbers() {
            Some(ChangeGrade::Number)
        } else {
            let others = self.entities() != other.entities() || self.turns_round(other);
            others.then_some(ChangeGrade::Entity)
        }
    }

    /// True for "I" against "you": who speaks became who is spoken to.
    fn turns_round(&self, other: &Self) -> bool {
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
