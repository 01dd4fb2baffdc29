//! A name as printed → its parts, and whether two can be one person or body.
//!
//! In: a name or a description. Out: a [`Name`]: its words without titles, what else tells people apart ("Jr.", "Mrs."), whether it is a
//! description only. A short name fits the full one, two full names of one family fit only where their first names can be one.

use super::gender::{Gender, gender};
use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::words::{Compared, ComparedKind, compared, one_letter_apart, unmarked};

/// A name in parts.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// Lower case, without titles where anything else is there, and without "Jr.".
    pub words: Vec<String>,
    /// "jr", "iii".
    suffix: Option<String>,
    /// What a courtesy title or a first name tells.
    gender: Option<Gender>,
    /// Groups of nicknames that the first word is in.
    nicknames: Vec<usize>,
    /// A description without a name: "the Chinese president".
    pub is_role: bool,
    /// Whether a word of it says that it is a body: "the Ruiz campaign".
    pub is_body: bool,
    /// Whether it is printed as initials: "IMF".
    pub is_initials: bool,
}

/// Longest initials of a body, in letters.
const MOST_INITIALS: usize = 5;

/// "Mr.", "Ms.": a title that every name can have, so that what stands behind it is a name whatever the word.
fn is_courtesy(classes: Classes) -> bool {
    classes.has(Class::Title) && !classes.has(Class::Role) && gender(classes).is_some()
}

const DESCRIBING: Classes = Classes::of(&[
    Class::Title,
    Class::Role,
    Class::Spokesperson,
    Class::Organisation,
    Class::People,
    Class::Outlet,
]);
const BESIDE: Classes = Classes::of(&[
    Class::Determiner,
    Class::Preposition,
    Class::Demonym,
    Class::Country,
    Class::Adjective,
    Class::Possessive,
]);

impl Name {
    /// Reads a name or description as printed.
    pub fn new(text: &str, lexicon: &Lexicon) -> Self {
        let turned = first_name_first(text, lexicon);
        let text = turned.as_deref().unwrap_or(text);
        let all = lower_words(text);
        let classes: Vec<Classes> = all.iter().map(|w| lexicon.classes(w)).collect();
        let titled = Classes::of(&[Class::Title, Class::Role, Class::Spokesperson]);
        let preposition = |i: usize| classes[i].has(Class::Preposition) && !classes[i].has(Class::Role);
        // "Mr. King" is no king.
        let surname = |i: usize| i + 1 == all.len() && i > 0 && is_courtesy(classes[i - 1]);
        // "Foreign Minister Qin Gang" is Qin Gang; "president of China" is nobody by name.
        // "Health" stands in titles, and is no title of the Health Ministry's.
        let body = classes.last().is_some_and(|c| c.has(Class::Organisation));
        let of_body = |i: usize| body && !classes[i].has(Class::Role) && !is_courtesy(classes[i]);
        let title = |&i: &usize| classes[i].meets(titled) && !preposition(i) && !surname(i) && !of_body(i);
        let words = match (0..all.len()).rev().find(title) {
            Some(i) if i + 1 < all.len() && !preposition(i + 1) => &all[i + 1..],
            _ => &all[..],
        };
        let describes = classes.iter().any(|c| c.meets(DESCRIBING));
        let is_role = describes
            && words.len() == all.len()
            && classes
                .iter()
                .zip(&all)
                .all(|(c, w)| c.meets(DESCRIBING) || c.meets(BESIDE) || lexicon.country(w).is_some());
        // "harbour master": nobody's name is printed without a capital.
        let last_names_role = classes.last().is_some_and(|c| c.meets(titled));
        let is_role =
            is_role || (last_names_role && words.len() == all.len() && !text.contains(char::is_uppercase));
        // "The former governor of Leith": an office, whatever stands behind the preposition.
        let mut head = classes.iter().take_while(|c| !c.has(Class::Preposition) || c.has(Class::Role));
        let office = |c: &Classes| c.meets(titled) && !c.has(Class::Organisation);
        let is_role = is_role
            || (words.len() == all.len()
                && classes.first().is_some_and(|c| c.has(Class::Determiner))
                && head.any(office));
        let skip = words.iter().take_while(|w| lexicon.classes(w).has(Class::Determiner)).count();
        let words = if skip < words.len() { &words[skip..] } else { words };
        let (words, suffix) = match words {
            [name @ .., last] if !name.is_empty() && lexicon.classes(last).has(Class::NameSuffix) => {
                (name, Some(last.clone()))
            }
            _ => (words, None),
        };
        let courtesy = classes.iter().filter(|c| is_courtesy(**c)).find_map(|c| gender(*c));
        let name = Self::of_words(words, lexicon);
        let is_body = words.iter().any(|w| lexicon.classes(w).has(Class::Organisation));
        let is_initials =
            (2..=MOST_INITIALS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
        Self { suffix, gender: courtesy.or(name.gender), is_role, is_body, is_initials, ..name }
    }

    /// A name of words that are known to be nothing else.
    pub fn of_words(words: &[String], lexicon: &Lexicon) -> Self {
        let first = words.first().filter(|_| words.len() > 1);
        let given = first.map(|w| lexicon.classes(w)).filter(|c| c.has(Class::GivenName));
        Self {
            words: words.to_vec(),
            gender: given.and_then(gender),
            nicknames: first.map(|w| lexicon.verification().nicknames(w)).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The same words as a name, whatever else they are. "Banks" stays what "Joel Banks" is taken for too.
    pub fn as_surname(&self, lexicon: &Lexicon) -> Self {
        Self { is_body: self.is_body, ..Self::of_words(&self.words, lexicon) }
    }

    /// Whether both can be one person or body.
    pub fn same(&self, other: &Name) -> bool {
        self.same_words(other) && !self.differs(other)
    }

    /// Whether the names agree, and what stands beside them does not: father and son, wife and husband, a candidate and her campaign. It can
    /// be one person who was printed in two ways.
    pub fn is_namesake(&self, other: &Name) -> bool {
        self.same_words(other) && self.differs(other)
    }

    /// Whether the names are one but for a letter, which may be a slip: "Hilda Wynes", "Hilda Wines". Two given names are two.
    pub fn is_slip_of(&self, other: &Name, lexicon: &Lexicon) -> bool {
        let mut odd = self.words.iter().zip(&other.words).filter(|(a, b)| a != b);
        let (Some((a, b)), None) = (odd.next(), odd.next()) else { return false };
        let given = |w: &String| lexicon.classes(w).has(Class::GivenName);
        let one_more = a.chars().count() != b.chars().count();
        self.words.len() == other.words.len()
            && one_letter_apart(a, b)
            && (one_more || !(given(a) && given(b)))
    }

    fn differs(&self, other: &Name) -> bool {
        let both_full = self.words.len() > 1 && other.words.len() > 1;
        let genders = matches!((self.gender, other.gender), (Some(a), Some(b)) if a != b);
        let alone = self.words.len() == 1 || other.words.len() == 1;
        (both_full && self.suffix != other.suffix) || genders || (alone && self.is_body != other.is_body)
    }

    fn same_words(&self, other: &Name) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let (s, l) = (&short.words, &long.words);
        let (Some(first), Some(last)) = (s.first(), s.last()) else { return false };
        if s.len() == 1 {
            // "Xi", "Blinken", "Hillary".
            return l.first() == Some(first) || l.last() == Some(last);
        }
        if l.windows(s.len()).any(|part| part == s.as_slice()) {
            return true;
        }
        let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
        let given = |a: &str, b: &str| {
            let common = a.chars().zip(b.chars()).take_while(|(p, q)| p == q).count();
            initial(a, b)
                || initial(b, a)
                || common >= 3 && common == a.chars().count().min(b.chars().count())
        };
        let nicknames = || self.nicknames.iter().any(|group| other.nicknames.contains(group));
        l.last() == Some(last) && l.first().is_some_and(|f| f == first || given(f, first) || nicknames())
    }

    /// Whether the last word is a noun for a person: "harbour master".
    pub fn ends_in_role(&self, lexicon: &Lexicon) -> bool {
        let role = Classes::of(&[Class::Title, Class::Role, Class::Spokesperson]);
        self.words.last().is_some_and(|last| lexicon.classes(last).meets(role))
    }

    /// Whether every word of a description stands in a text.
    pub fn describes(&self, text: &str, lexicon: &Lexicon) -> bool {
        let there = lower_words(text);
        let same = |a: &str, b: &str| {
            a == b || (lexicon.country(a).is_some() && lexicon.country(a) == lexicon.country(b))
        };
        let telling =
            |w: &&String| !lexicon.classes(w).meets(Classes::of(&[Class::Determiner, Class::Preposition]));
        let mut own = self.words.iter().filter(telling).peekable();
        own.peek().is_some() && own.all(|w| there.iter().any(|t| same(t, w)))
    }
}

/// "Chaffetz, Jason" as "Jason Chaffetz"; `None` where the comma parts a name from something else.
fn first_name_first(text: &str, lexicon: &Lexicon) -> Option<String> {
    let (last, first) = text.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let named = |part: &str, most: usize| {
        let words = lower_words(part);
        let other = |w: &String| {
            let classes = lexicon.classes(w);
            classes.meets(DESCRIBING) || classes.has(Class::NameSuffix) || lexicon.country(w).is_some()
        };
        let capital = part.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
        capital && (1..=most).contains(&words.len()) && !words.iter().any(other)
    };
    (named(last, 2) && named(first, 3)).then(|| format!("{first} {last}"))
}

/// The words of a name: lower case, without "'s" and without accents.
pub fn lower_words(text: &str) -> Vec<String> {
    let text = &*unmarked(text);
    let lower = |t: &Compared| {
        let lower = folded(t.text(text)).into_owned();
        lower.strip_suffix("'s").map(str::to_owned).unwrap_or(lower)
    };
    compared(text).iter().filter(|t| t.kind != ComparedKind::Gap).map(lower).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let l = Lexicon::built_in();
        Name::new(a, l).same(&Name::new(b, l))
    }

    #[test]
    fn a_short_name_fits_the_full_one() {
        assert!(same("Ruiz", "Ana Ruiz"));
        assert!(same("Mayor Ana Ruiz", "Ruiz"));
        assert!(same("Ana M. Ruiz", "Ana Ruiz"));
        assert!(same("A. Ruiz", "Ana Ruiz"));
        assert!(same("Foreign Minister Tom Okafor", "Tom Okafor"));
        assert!(same("the Health Ministry", "Health Ministry"));
        assert!(!same("the Health Ministry", "Energy Ministry") && same("Health Ministry", "Ministry"));
        assert!(same("José Núñez", "Jose Nunez") && same("Minister José Núñez", "Nunez"));
    }

    #[test]
    fn two_persons_of_one_family_are_two() {
        assert!(!same("Ana Ruiz", "Marta Ruiz"));
        assert!(!same("Ana Ruiz", "Tom Okafor"));
        assert!(!same("Ruiz", "Okafor"));
        assert!(!same("José Núñez", "Juan Nunez"));
    }

    #[test]
    fn junior_is_a_part_of_the_name_that_may_be_left_out_with_the_first() {
        assert!(same("Okafor", "Tom R. Okafor Jr.") && same("Okafor Jr.", "Tom Okafor, Jr."));
        assert!(same("Tom Okafor Jr", "Sen. Tom Okafor Jr."));
        assert!(!same("Tom Okafor", "Tom Okafor Jr.") && !same("Tom Okafor Sr.", "Tom Okafor Jr."));
        let l = Lexicon::built_in();
        assert!(Name::new("Tom Okafor", l).is_namesake(&Name::new("Tom Okafor III", l)));
        assert!(!Name::new("Ana Okafor", l).is_namesake(&Name::new("Tom Okafor III", l)));
    }

    #[test]
    fn a_title_tells_husband_from_wife_and_makes_a_name_of_any_word() {
        assert!(!same("Mrs. Okafor", "Mr. Okafor") && !same("Mr. Okafor", "Mary Okafor"));
        assert!(same("Mr. Okafor", "Tom Okafor") && same("Dr. Okafor", "Mary Okafor"));
        assert!(same("Mr. King", "Larry King") && same("Larry King", "King"));
        assert!(!Name::new("Ms. Church", Lexicon::built_in()).is_role);
    }

    #[test]
    fn names_are_printed_in_more_than_one_way() {
        assert!(same("Okafor, Tom", "Tom Okafor") && same("Okafor, Tom R.", "Tom Okafor"));
        assert!(same("Bill Okafor", "William Okafor") && same("Mike Ruiz", "Michael T. Ruiz"));
        assert!(!same("Bill Okafor", "Robert Okafor"));
        assert!(!same("Ruiz", "the Ruiz campaign") && same("the Ruiz campaign", "Ruiz campaign"));
    }
}
