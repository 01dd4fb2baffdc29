//! The words that the grammar itself names, such as the "by" of a passive and the "as" of "quoted … as
//! saying".
//!
//! In: `function_words.toml`. Out: one byte for each such word, which every token of it carries, so that a
//! parser compares a byte and no text.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::error::LexiconError;

pub(super) const FILE: &str = "function_words.toml";

/// What a word does in the grammar of reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum FunctionWord {
    /// begins a reported clause: said **that** it rained
    Complementizer,
    /// comes before an infinitive: wanted **to** say
    Infinitive,
    /// comes before the agent of a passive: was called old **by** Ruiz
    Agent,
    /// comes before the words that somebody is quoted or described with: quoted Ruiz **as** saying
    As,
    /// joins two nouns: Secretary **of** State
    Genitive,
    /// comes before a source: **according** to Ruiz
    According,
    /// comes before a source that is a name, as the first word: **Per** Ruiz
    Per,
    /// stands before what is known: **the** mayor
    Definite,
    /// comes before who one speaks or works with: an interview **with** the Courier
    With,
    /// comes before a place: **in** Tulsa
    Within,
    /// begins a clause about a person: Ruiz, **who** left
    Who,
    /// comes before who gave something: a statement **from** Ruiz
    Source,
    /// stands before what is not known yet: **a** mayor
    Indefinite,
    /// makes another office of an office: **vice** president
    Deputy,
    /// comes before who passed it on: Ruiz, **via** the Courier
    Via,
    /// comes between a paper and who had it: emails **seen** by the Courier
    Obtained,
    /// presents somebody as the one whose words they are: Ruiz was **quoted** in the Courier
    Quoted,
    /// makes who follows the one whose words a document holds: a statement **signed** by Ruiz
    Signed,
    /// joins two nouns of one rank: Ports **and** Roads
    Additive,
    /// joins an office or a body to its task: Minister **for** Ports
    Purpose,
    /// joins an office to its place or field: professor **at** Leith
    Locative,
    /// begins a clause that need not be true: **if** Ruiz agrees
    Conditional,
}

impl FunctionWord {
    /// All roles, in the order of the file.
    pub const ALL: &'static [FunctionWord] = &[
        Self::Complementizer,
        Self::Infinitive,
        Self::Agent,
        Self::As,
        Self::Genitive,
        Self::According,
        Self::Per,
        Self::Definite,
        Self::With,
        Self::Within,
        Self::Who,
        Self::Source,
        Self::Indefinite,
        Self::Deputy,
        Self::Via,
        Self::Obtained,
        Self::Quoted,
        Self::Signed,
        Self::Additive,
        Self::Purpose,
        Self::Locative,
        Self::Conditional,
    ];

    /// Returns the name in `function_words.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Complementizer => "complementizer",
            Self::Infinitive => "infinitive",
            Self::Agent => "agent",
            Self::As => "as",
            Self::Genitive => "genitive",
            Self::According => "according",
            Self::Per => "per",
            Self::Definite => "definite",
            Self::With => "with",
            Self::Within => "within",
            Self::Who => "who",
            Self::Source => "source",
            Self::Indefinite => "indefinite",
            Self::Deputy => "deputy",
            Self::Via => "via",
            Self::Obtained => "obtained",
            Self::Quoted => "quoted",
            Self::Signed => "signed",
            Self::Additive => "additive",
            Self::Purpose => "purpose",
            Self::Locative => "locative",
            Self::Conditional => "conditional",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FunctionWordFile {
    pub word: Vec<FunctionWordEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FunctionWordEntry {
    pub role: FunctionWord,
    pub forms: Vec<String>,
    pub sample: String,
}

/// The words after the first word of a form of several words: "to" of "according to".
#[derive(Debug, Default)]
pub(super) struct Tails(FxHashMap<Box<str>, Vec<Box<str>>>);

impl Tails {
    /// The words that must follow a first word, given in lower case.
    pub(super) fn behind(&self, first: &str) -> &[Box<str>] {
        self.0.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Makes the error for an entry that is rejected.
pub(super) fn wrong(role: FunctionWord, problem: &str) -> LexiconError {
    let (file, entry) = (FILE.to_owned(), role.name().to_owned());
    LexiconError::Entry { file, entry, problem: problem.to_owned() }
}

/// The entries, checked, and what follows the first words of forms of several words.
///
/// # Errors
/// A role without an entry or with two, an entry without forms, a form under two roles.
pub(super) fn read(file: FunctionWordFile) -> Result<(Tails, Vec<FunctionWordEntry>), LexiconError> {
    for &role in FunctionWord::ALL {
        match file.word.iter().filter(|entry| entry.role == role).count() {
            1 => {}
            0 => return Err(wrong(role, "no such entry; the grammar needs each role")),
            _ => return Err(wrong(role, "two entries; put all forms into one")),
        }
    }
    let (mut tails, mut roles) = (Tails::default(), FxHashMap::default());
    for FunctionWordEntry { role, forms, .. } in &file.word {
        if forms.is_empty() {
            return Err(wrong(*role, "no form; name at least one"));
        }
        for form in forms {
            let (first, tail) = split(form);
            if let Some(other) = roles.insert(first.clone(), *role) {
                return Err(LexiconError::DuplicateForm {
                    file: FILE.to_owned(),
                    form: form.clone(),
                    first: other.name().to_owned(),
                    second: role.name().to_owned(),
                });
            }
            tails.0.insert(first.into(), tail.split_whitespace().map(Into::into).collect());
        }
    }
    Ok((tails, file.word))
}

/// The first word of a form, and what follows it, in lower case.
pub(super) fn split(form: &str) -> (String, String) {
    let lower = form.to_lowercase();
    let (first, tail) = lower.split_once(' ').unwrap_or((&lower, ""));
    (first.to_owned(), tail.to_owned())
}
