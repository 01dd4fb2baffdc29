//! What kind of voice speaks: a person, somebody for a person, a body, a document, people without names.
//!
//! In: a speaker as printed, with the name if the words are one. Out: [`VoiceKinds`], the kinds that the words leave open. Two attributions
//! differ in voice only if no kind is left to both, so that a word that the grammar does not know never makes a difference.

use crate::lexicon::{Class, Classes, FunctionWord, Lexicon, folded};
use crate::names::Name;

/// The kinds of voice that a mention can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VoiceKinds(u8);

impl VoiceKinds {
    /// "Ana Ruiz", "the mayor"
    pub const PERSON: Self = Self(1);
    /// "a spokesman for Ana Ruiz"
    pub const SPOKESPERSON: Self = Self(2);
    /// "the ministry", "Ruiz's office"
    pub const BODY: Self = Self(4);
    /// "the letter", "the indictment"
    pub const DOCUMENT: Self = Self(8);
    /// "senior officials", "an aide", "critics"
    pub const UNNAMED: Self = Self(16);
    /// Nothing is known.
    pub const ANY: Self = Self(31);
    /// One human being, with a name or without.
    const HUMAN: Self = Self(1 | 2 | 16);

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if the kind is known.
    pub fn is_one_kind(self) -> bool {
        self.0.is_power_of_two()
    }

    /// True if the two share no kind.
    pub fn are_other(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }
}

/// One word of a mention.
struct MentionWord<'m> {
    printed: &'m str,
    lower: String,
    classes: Classes,
}

impl MentionWord<'_> {
    fn is_capital(&self) -> bool {
        self.printed.starts_with(char::is_uppercase)
    }
}

/// Words that show by themselves who speaks.
const TELLING: Classes = Classes::of(&[
    Class::Role,
    Class::Spokesperson,
    Class::Anonymous,
    Class::Organisation,
    Class::People,
    Class::Outlet,
    Class::Document,
    Class::SpeechEvent,
    Class::SpeechAct,
]);
const BODIES: Classes = Classes::of(&[Class::Organisation, Class::Country]);
/// Words that describe the noun before them: "the official involved".
const BEHIND_NOUN: Classes =
    Classes::of(&[Class::Adjective, Class::Adverb, Class::Participle, Class::Gerund, Class::Time]);
const MAX_MENTION_WORDS: usize = 24;
/// Longest noun for somebody who speaks for another, in words.
const MAX_NOUN_WORDS: usize = 3;

/// Returns the kinds of voice that a mention can be. `name` is the name that the words are themselves, in its fullest form; `None` for
/// a pronoun and a description.
pub fn voices(mention: &str, name: Option<&Name>, lexicon: &Lexicon) -> VoiceKinds {
    let words = words(mention, lexicon);
    if let Some(first) = words.first().filter(|w| w.classes.meets(Classes::PRONOUN))
        && words.len() == 1
    {
        return of_pronoun(first.classes);
    }
    let mut kinds = None;
    // "Ruiz and her allies" can be Ruiz, and can be the allies.
    for part in noun_phrase(&words).split(|w| w.classes.has(Class::Coordinator)) {
        let own = of_phrase(part, name, lexicon);
        kinds = Some(kinds.map_or(own, |kinds: VoiceKinds| kinds.or(own)));
    }
    kinds.unwrap_or(VoiceKinds::ANY)
}

/// The kinds of one phrase, which is a name, or a description.
fn of_phrase(phrase: &[MentionWord<'_>], name: Option<&Name>, lexicon: &Lexicon) -> VoiceKinds {
    let Some(last) = phrase.last() else { return VoiceKinds::ANY };
    // "the Ruiz campaign", "a Ruiz ad": a noun in lower case is no part of the name.
    // "Critics", "Democrats" are people without names, wherever their capital is from.
    let many = last.classes.has(Class::Role) && last.classes.has(Class::Plural);
    let own = |name: &&Name| {
        (last.is_capital() && !many || !last.classes.meets(TELLING)) && name.words.contains(&last.lower)
    };
    match name.filter(own) {
        Some(name) => of_name(name, phrase, lexicon),
        None => of_noun(phrase, lexicon),
    }
}

/// The words of a mention up to the first comma, bracket or dash.
fn words<'m>(mention: &'m str, lexicon: &Lexicon) -> Vec<MentionWord<'m>> {
    let own = mention.split([',', ';', ':', '(', '[', '—', '–']).next().unwrap_or(mention);
    let word = |printed: &'m str| {
        let folded = folded(printed);
        let lower = lexicon.orthography().bare(&folded).to_owned();
        MentionWord { printed, classes: lexicon.classes(&lower), lower }
    };
    // "Front-runner" is one word here, so that it is not taken for a front.
    let printed = own.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    printed.filter(|w| !w.is_empty()).take(MAX_MENTION_WORDS).map(word).collect()
}

/// The words before the first preposition: "a spokesman" of "a spokesman for Ana Ruiz". "One of the officials" is one of them.
fn noun_phrase<'w, 'm>(words: &'w [MentionWord<'m>]) -> &'w [MentionWord<'m>] {
    let ends = |w: &MentionWord<'_>| w.classes.has(Class::Preposition) || w.classes.has(Class::Relative);
    let end = words.iter().skip(1).position(ends).map_or(words.len(), |at| at + 1);
    let counts = |w: &MentionWord<'_>| w.classes.has(Class::Number) || w.classes.has(Class::Quantifier);
    if words[..end].iter().all(counts) && end + 1 < words.len() {
        return noun_phrase(&words[end + 1..]);
    }
    &words[..end]
}

/// "She" is a human being, "they" are several of them or a body; "it" can be anything.
fn of_pronoun(classes: Classes) -> VoiceKinds {
    match () {
        () if classes.has(Class::PronounMale) || classes.has(Class::PronounFemale) => {
            VoiceKinds::PERSON.or(VoiceKinds::SPOKESPERSON)
        }
        () if classes.has(Class::PronounPlural) => VoiceKinds::HUMAN.or(VoiceKinds::BODY),
        () => VoiceKinds::ANY,
    }
}

/// A mention that is a name, with what stands before it.
fn of_name(name: &Name, phrase: &[MentionWord<'_>], lexicon: &Lexicon) -> VoiceKinds {
    if (0..phrase.len()).any(|at| is_spokesperson(phrase, at, lexicon)) {
        return VoiceKinds::SPOKESPERSON;
    }
    let before = |w: &&MentionWord<'_>| !name.words.contains(&w.lower) && !w.classes.has(Class::Determiner);
    let of_person = |w: &MentionWord<'_>| w.classes.has(Class::Title) || w.classes.has(Class::Role);
    let titled = phrase.iter().take_while(before).any(of_person);
    match () {
        // An outlet reports what somebody else said, so nothing is known of the voice.
        () if phrase.last().is_some_and(|w| w.classes.has(Class::Outlet)) || is_outlet(phrase, lexicon) => {
            VoiceKinds::ANY
        }
        () if name.is_person || titled && !name.is_body => VoiceKinds::PERSON,
        () if name.is_body || name.is_initials || name.country.is_some() => VoiceKinds::BODY,
        () => VoiceKinds::PERSON.or(VoiceKinds::SPOKESPERSON).or(VoiceKinds::BODY),
    }
}

/// True if a mention is the name of a news outlet.
fn is_outlet(phrase: &[MentionWord<'_>], lexicon: &Lexicon) -> bool {
    let printed: Vec<&str> = phrase.iter().map(|w| w.printed).collect();
    lexicon.is_outlet_name(&printed.join(" "))
}

/// A description, by the last of its words that shows who speaks: "sources" of "two sources close". Behind a singular no other noun may
/// follow: "the committee vote" is not a committee.
fn of_noun(phrase: &[MentionWord<'_>], lexicon: &Lexicon) -> VoiceKinds {
    let Some(at) = phrase.iter().rposition(|w| w.classes.meets(TELLING)) else { return VoiceKinds::ANY };
    let head = phrase[at].classes;
    let plural = head.has(Class::Plural);
    if !plural && !phrase[at + 1..].iter().all(|w| w.classes.meets(BEHIND_NOUN)) {
        return VoiceKinds::ANY;
    }
    let definite = phrase.first().is_some_and(|w| lexicon.is_function(&w.lower, FunctionWord::Definite));
    match () {
        () if is_spokesperson(phrase, at, lexicon) => VoiceKinds::SPOKESPERSON,
        () if head.has(Class::Role) && plural => VoiceKinds::UNNAMED,
        () if head.has(Class::Anonymous) && !definite => VoiceKinds::UNNAMED,
        () if head.has(Class::Role) => VoiceKinds::HUMAN,
        () if head.has(Class::Document) => VoiceKinds::DOCUMENT,
        () if head.meets(BODIES) => VoiceKinds::BODY,
        // "Police", "the staff": many without names, and a body.
        () if head.has(Class::People) => VoiceKinds::BODY.or(VoiceKinds::UNNAMED),
        () => VoiceKinds::ANY,
    }
}

/// True if a noun that ends at a word is one for somebody who speaks for another: "spokesman", "press secretary".
fn is_spokesperson(phrase: &[MentionWord<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let noun = |from: usize| phrase[from..=at].iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ");
    let first = (at + 1).saturating_sub(MAX_NOUN_WORDS);
    phrase[at].classes.has(Class::Spokesperson)
        || (first..at).any(|from| lexicon.is_spokesperson(&noun(from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of a mention, and the name that it is, if it is one.
    fn kinds(mention: &str, name: Option<&str>) -> Vec<&'static str> {
        let lexicon = &Lexicon::built_in();
        let name = name.map(|name| Name::read(name, lexicon));
        let voices = voices(mention, name.as_ref(), lexicon);
        let all = [
            (VoiceKinds::PERSON, "person"),
            (VoiceKinds::SPOKESPERSON, "spokesperson"),
            (VoiceKinds::BODY, "body"),
            (VoiceKinds::DOCUMENT, "document"),
            (VoiceKinds::UNNAMED, "unnamed"),
        ];
        let all: Vec<&str> =
            all.into_iter().filter(|(kind, _)| !kind.are_other(voices)).map(|(_, name)| name).collect();
        if all.len() == 5 { Vec::new() } else { all }
    }

    #[test]
    fn what_a_mention_shows_of_the_voice() {
        for (mention, want) in [
            ("she", &["person", "spokesperson"][..]),
            ("They", &["person", "spokesperson", "body", "unnamed"]),
            ("it", &[]),
            ("a spokesman for Ana Ruiz", &["spokesperson"]),
            ("the mayor's press secretary", &["spokesperson"]),
            ("the harbour ministry", &["body"]),
            ("Ruiz’s office", &["body"]),
            ("the 40-page indictment", &["document"]),
            ("Senior town officials", &["unnamed"]),
            ("a senior official", &["unnamed"]),
            ("the official", &["person", "spokesperson", "unnamed"]),
            ("one of the officials", &["unnamed"]),
            ("two people familiar with the plan", &["unnamed"]),
            ("police", &["body", "unnamed"]),
            ("the mayor", &["person", "spokesperson", "unnamed"]),
            ("the old front-runner", &["person", "spokesperson", "unnamed"]),
            ("the mayor and her office", &["person", "spokesperson", "body", "unnamed"]),
            // Nobody speaks of a vote, and what was said was a person's.
            ("the committee vote", &[]),
            ("the speech", &[]),
            ("", &[]),
        ] {
            assert_eq!(kinds(mention, None), want, "{mention}");
        }
    }

    #[test]
    fn what_a_name_shows_of_the_voice() {
        for (mention, name, want) in [
            ("Ruiz", "Ana Ruiz", &["person"][..]),
            ("Mayor Labora", "Labora", &["person"]),
            ("spokesman Tom Okafor", "Tom Okafor", &["spokesperson"]),
            ("The I.M.F.", "I.M.F.", &["body"]),
            ("the Ruiz campaign", "Ruiz", &["body"]),
            ("one Ruiz ad", "Ruiz", &["document"]),
            ("Labora", "Labora", &["person", "spokesperson", "body"]),
            ("Ana Ruiz and her advisers", "Ana Ruiz", &["person", "unnamed"]),
            ("Critics", "Critics", &["unnamed"]),
            ("The Associated Press", "Associated Press", &[]),
        ] {
            assert_eq!(kinds(mention, Some(name)), want, "{mention}");
        }
    }
}
