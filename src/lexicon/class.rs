//! The kinds of word that a word can be, as a bit set: a token has all its readings in eight bytes.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// One kind of word. A word can be of several kinds: "reports" is a verb form and a noun.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[$doc])* $variant,)+ }

        impl Class {
            /// All classes, in the order of their bits.
            pub const ALL: &'static [Class] = &[$(Class::$variant,)+];

            /// The name that `grammar/` and `inquit lexicon show` use.
            pub fn name(self) -> &'static str {
                match self { $(Class::$variant => $name,)+ }
            }
        }
    };
}

classes! {
    /// the, this, no
    Determiner = "determiner",
    /// my, their, whose
    Possessive = "possessive",
    /// he, him
    PronounMale = "pronoun-male",
    /// she, her
    PronounFemale = "pronoun-female",
    /// it
    PronounNeuter = "pronoun-neuter",
    /// they, them
    PronounPlural = "pronoun-plural",
    /// I, we
    PronounFirst = "pronoun-first",
    /// you
    PronounSecond = "pronoun-second",
    /// pronouns that can be a subject
    PronounSubject = "pronoun-subject",
    /// someone, everybody
    PronounIndefinite = "pronoun-indefinite",
    /// who, what, how, whether
    Interrogative = "interrogative",
    /// de, von, bin
    NameParticle = "name-particle",
    /// Jr., III: distinguishes two members of a family with the same name
    NameSuffix = "name-suffix",
    /// Sons, Ltd: ends the name of a firm
    FirmSuffix = "firm-suffix",
    /// Prime, Health: a word of a title of several words, which is none by itself
    TitleWord = "title-word",
    /// Prince, Lord: a title that is a part of a short name
    Rank = "rank",
    /// King, White, Church: a family name that is also another kind of word
    Surname = "surname",
    /// who, which, that
    Relative = "relative",
    /// be, have, do
    Auxiliary = "auxiliary",
    /// forms of be
    Copula = "copula",
    /// can, would
    Modal = "modal",
    /// not, never
    Negation = "negation",
    /// of, in, on
    Preposition = "preposition",
    /// and, or, but
    Coordinator = "coordinator",
    /// because, while
    Subordinator = "subordinator",
    /// also, later
    Adverb = "adverb",
    /// Monday
    Weekday = "weekday",
    /// June
    Month = "month",
    /// yesterday, week
    Time = "time",
    /// two, hundred
    Number = "number",
    /// some, most
    Quantifier = "quantifier",
    /// perhaps, think
    Hedge = "hedge",
    /// if, unless
    Condition = "condition",
    /// but, however
    Contrast = "contrast",
    /// um, well
    Filler = "filler",
    /// former, senior
    Adjective = "adjective",
    /// make, give, issue: verbs that take a noun of saying
    LightVerb = "light-verb",
    /// a form of a reporting verb
    ReportingVerb = "reporting-verb",
    /// a form of another common verb
    CommonVerb = "common-verb",
    /// base form of a verb
    Base = "base",
    /// third person singular of a verb
    Third = "third-person",
    /// past tense of a verb
    Past = "past",
    /// past participle of a verb
    Participle = "participle",
    /// -ing form of a verb
    Gerund = "gerund",
    /// a verb form that is as often a noun
    NounForm = "noun-form",
    /// a noun for a person
    Role = "role",
    /// a noun for somebody who speaks for another
    Spokesperson = "spokesperson",
    /// official, source: a noun under which articles quote people without their names
    Anonymous = "anonymous",
    /// singer, senator: with which newspapers vary the name of somebody whom they have named
    Byname = "byname",
    /// campaign, ministry
    Organisation = "organisation",
    /// critics, crowd
    People = "people",
    /// newspaper, broadcaster, or the name of one
    Outlet = "outlet",
    /// report, statement
    Document = "document",
    /// statement, interview: where something was said
    SpeechEvent = "speech-event",
    /// claim, argument: the act of saying it
    SpeechAct = "speech-act",
    /// a plural noun
    Plural = "plural",
    /// Mr., President: comes directly before a name
    Title = "title",
    /// a title, role or given name of men
    Male = "male",
    /// a title, role or given name of women
    Female = "female",
    /// a given name, if capitalised
    GivenName = "given-name",
    /// a country, its capital, its abbreviation
    Country = "country",
    /// Chinese
    Demonym = "demonym",
    /// comes before the mark of a term, title or nickname
    Introducer = "introducer",
    /// comes after the mark of a term or title
    Follower = "follower",
}

/// A set of [`Class`]es.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Classes(u64);

const _: () = assert!(Class::ALL.len() <= 64, "a class is one of 64 bits");

impl Classes {
    /// The set of no class.
    pub const NONE: Classes = Classes(0);

    /// The pronouns of all kinds.
    pub const PRONOUN: Classes = Classes::of(&[
        Class::PronounMale,
        Class::PronounFemale,
        Class::PronounNeuter,
        Class::PronounPlural,
        Class::PronounFirst,
        Class::PronounSecond,
        Class::PronounSubject,
    ]);

    /// The set of these classes.
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        Classes(bits)
    }

    /// True if the class is in the set.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// True if the two sets share a class.
    pub fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// True if the set is empty, as for an unknown word.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the set with this class added.
    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }

    /// Returns the union of both sets.
    pub const fn union(self, other: Classes) -> Self {
        Classes(self.0 | other.0)
    }

    /// Returns the classes of this set that the other set does not have.
    pub fn without(self, other: Classes) -> Self {
        Classes(self.0 & !other.0)
    }

    /// Returns the classes in the set, in the order of [`Class::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |&c| self.has(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set = Classes::of(&[Class::Determiner, Class::Follower]);
        set.insert(Class::Modal);
        assert!(set.has(Class::Follower) && set.has(Class::Modal) && !set.has(Class::Negation));
        assert_eq!(set.iter().count(), 3);
        assert!(set.meets(Classes::of(&[Class::Modal])) && !set.meets(Classes::NONE));
    }

    #[test]
    fn class_names_are_distinct() {
        let mut names: Vec<_> = Class::ALL.iter().map(|c| c.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Class::ALL.len());
    }
}
