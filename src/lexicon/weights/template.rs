//! What each model looks at: the names of its templates, and what the first values under each of them are.

use std::fmt;

use super::observation::find;

/// What the first values of a template are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstValues {
    /// Labels of `observation.rs`.
    Labels,
    /// Lemmas of the lexicon: reporting verbs, and nouns of saying.
    Lemmas,
    /// Clues to what a pronoun means.
    Clues,
}

/// The templates of one model, and the file that holds its weights.
pub trait Template: Copy + Ord + fmt::Debug + 'static {
    /// The weight file, within a language folder.
    const FILE: &'static str;
    /// Their names, in alphabetical order.
    const NAMES: &'static [&'static str];

    /// The template of this name, if there is one.
    fn named(name: &str) -> Option<Self>;

    /// Its number among the templates of its model.
    fn code(self) -> usize;

    /// What its first values are.
    fn first(self) -> FirstValues;

    /// Its name.
    fn name(self) -> &'static str {
        Self::NAMES[self.code()]
    }
}

/// The type of the templates of one model.
macro_rules! templates {
    ($(#[$about:meta])* $Template:ident, $file:literal, first: $first:expr, lemmas: $lemmas:expr, names: [$($name:literal),+ $(,)?]) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Template(u8);

        impl $Template {
            const ALL: &'static [&'static str] = &[$($name),+];
            /// Those whose first values are lemmas.
            const OF_LEMMAS: &'static [&'static str] = &$lemmas;

            /// The template of this name, for `template!`.
            pub const fn listed(name: &str) -> Option<Self> {
                match find(name, Self::ALL) {
                    Some(code) => Some(Self(code as u8)),
                    None => None,
                }
            }
        }

        impl Template for $Template {
            const FILE: &'static str = $file;
            const NAMES: &'static [&'static str] = Self::ALL;

            fn named(name: &str) -> Option<Self> {
                Self::listed(name)
            }

            fn code(self) -> usize {
                usize::from(self.0)
            }

            fn first(self) -> FirstValues {
                if Self::OF_LEMMAS.contains(&self.name()) { FirstValues::Lemmas } else { $first }
            }
        }

        impl fmt::Debug for $Template {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

templates! {
    /// What is looked at in a way to read a quotation: "rule length".
    ReadingTemplate, "weights/reading.toml",
    first: FirstValues::Labels,
    lemmas: ["lemma", "lemma link", "silent lemma"],
    names: [
        "carried",
        "carried after last",
        "carried after length",
        "carried before",
        "carried behind",
        "carried beside",
        "carried capitals",
        "carried content",
        "carried first",
        "carried last",
        "carried length",
        "carried linked",
        "carried rule",
        "carried subject",
        "carried whole",
        "choice clause",
        "choice rank",
        "choice subject",
        "choice verb",
        "clause side",
        "clause verb",
        "clause voice",
        "fits length",
        "inner rule",
        "inner verb",
        "lemma",
        "lemma link",
        "link before",
        "link last",
        "outer rule",
        "outer verb",
        "rule",
        "rule before",
        "rule behind",
        "rule capitals",
        "rule content",
        "rule distance",
        "rule first",
        "rule fits",
        "rule last",
        "rule length",
        "rule link",
        "rule marks",
        "rule quotes",
        "rule rank",
        "rule subject",
        "rule verb",
        "rule whole",
        "side distance",
        "side rank",
        "silent",
        "silent agent",
        "silent before",
        "silent before length",
        "silent behind",
        "silent behind length",
        "silent beside",
        "silent beside content",
        "silent beside length",
        "silent capitals",
        "silent content",
        "silent content before",
        "silent content behind",
        "silent content capitals",
        "silent content last",
        "silent content word before",
        "silent first",
        "silent last",
        "silent last length",
        "silent lemma",
        "silent length",
        "silent linked",
        "silent linked content",
        "silent marks",
        "silent phrase",
        "silent phrase before",
        "silent phrase capitals",
        "silent series",
        "silent verb",
        "silent verb before",
        "silent whole",
        "silent word before",
        "silent word behind",
        "silent words",
        "subject side",
        "verb before",
        "verb content",
        "verb fits",
        "verb length",
        "verb link",
        "verb rank",
        "verb subject",
        "verb voice",
    ]
}

impl ReadingTemplate {
    /// The first of the list.
    pub(super) const FIRST: Self = Self(0);
}

templates! {
    /// What is looked at in a clause without marks, and in a stretch that it could report: "edge side".
    IndirectTemplate, "weights/indirect.toml",
    first: FirstValues::Labels,
    lemmas: ["silent subject verb", "silent verb", "silent verb next", "silent verb voice", "verb begins", "verb edge", "verb form", "verb link"],
    names: [
        "begins link",
        "begins second",
        "class begins",
        "class link",
        "class object",
        "edge after",
        "edge begins",
        "edge class",
        "edge clause",
        "edge finite",
        "edge quoted",
        "edge rest",
        "edge second",
        "edge side",
        "finite begins",
        "finite class",
        "fits begins",
        "fits class",
        "form class",
        "form subject",
        "length begins",
        "length edge",
        "length side",
        "link addressed",
        "link side",
        "passed begins",
        "passed clause",
        "passed edge",
        "passed side",
        "side",
        "side class",
        "side clause",
        "silent",
        "silent class next",
        "silent class subject",
        "silent class voice",
        "silent clause before",
        "silent clause class",
        "silent clause voice",
        "silent line",
        "silent mood",
        "silent mood subject",
        "silent outer",
        "silent outer clause",
        "silent quoted",
        "silent quoted clause",
        "silent speaks",
        "silent speaks next",
        "silent subject verb",
        "silent verb",
        "silent verb next",
        "silent verb voice",
        "verb begins",
        "verb edge",
        "verb form",
        "verb link",
    ]
}

templates! {
    /// What is looked at in somebody whom a pronoun could mean: the clues.
    PronounTemplate, "weights/pronoun.toml",
    first: FirstValues::Clues,
    lemmas: [],
    names: ["clue"]
}

/// The template of a name; one that is not listed does not build.
macro_rules! template {
    ($name:literal) => {
        $crate::lexicon::template!($name, $crate::lexicon::ReadingTemplate)
    };
    ($name:literal, $Template:ty) => {
        const { <$Template>::listed($name).expect("a template listed in lexicon/weights/template.rs") }
    };
}

pub(crate) use template;

#[cfg(test)]
mod tests {
    use super::*;

    fn in_order<T: Template>() {
        assert!(T::NAMES.is_sorted_by(|a, b| a < b), "{}", T::FILE);
        assert!(T::NAMES.iter().all(|name| T::named(name).is_some_and(|t| t.name() == *name)), "{}", T::FILE);
    }

    #[test]
    fn names_stand_once_and_in_order() {
        in_order::<ReadingTemplate>();
        in_order::<IndirectTemplate>();
        in_order::<PronounTemplate>();
        assert_eq!(ReadingTemplate::named("no such template"), None);
    }

    #[test]
    fn templates_of_lemmas_are_listed() {
        for name in ReadingTemplate::OF_LEMMAS {
            assert!(ReadingTemplate::NAMES.contains(name), "{name}");
        }
        for name in IndirectTemplate::OF_LEMMAS {
            assert!(IndirectTemplate::NAMES.contains(name), "{name}");
        }
    }
}
