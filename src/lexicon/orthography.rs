//! How words are written: `grammar/<language>/orthography.toml`.
//!
//! In: the file. Out: [`Orthography`], which says what letters do that have a task of their own: the clitic
//! after an apostrophe, the ending of an ordinal, the word of one letter. Words are given in form N2 if
//! nothing else is said: small letters, straight apostrophes.

use serde::Deserialize;

pub(super) const FILE: &str = "orthography.toml";

/// What the letters of the language do at the ends of words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Orthography {
    clitics: Vec<String>,
    possessive_after_s: bool,
    ordinals: Vec<String>,
    decade: String,
    clipped: Vec<String>,
    cut: Vec<String>,
    cut_ending: String,
    uncut_ending: String,
    clitic_verb: String,
    plural: String,
    not_plural: Vec<String>,
    one_letter_words: Vec<String>,
    as_printed: Vec<String>,
    samples: Samples,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Samples {
    clitics: String,
    possessive_after_s: String,
    ordinals: String,
    decade: String,
    clipped: String,
    cut: String,
    cut_ending: String,
    uncut_ending: String,
    clitic_verb: String,
    plural: String,
    not_plural: String,
    one_letter_words: String,
    as_printed: String,
}

impl Orthography {
    /// Each entry with its forms and its sample.
    pub(super) fn samples(&self) -> impl Iterator<Item = (&'static str, Vec<String>, String)> {
        let one = |form: &str| vec![form.to_owned()];
        [
            ("clitics", self.clitics.clone(), &self.samples.clitics),
            ("possessive-after-s", one(&self.plural), &self.samples.possessive_after_s),
            ("ordinals", self.ordinals.clone(), &self.samples.ordinals),
            ("decade", one(&self.decade), &self.samples.decade),
            ("clipped", self.clipped.clone(), &self.samples.clipped),
            ("cut", self.cut.clone(), &self.samples.cut),
            ("cut-ending", one(&self.cut_ending), &self.samples.cut_ending),
            ("uncut-ending", one(&self.uncut_ending), &self.samples.uncut_ending),
            ("clitic-verb", one(&self.clitic_verb), &self.samples.clitic_verb),
            ("plural", one(&self.plural), &self.samples.plural),
            ("not-plural", self.not_plural.clone(), &self.samples.not_plural),
            ("one-letter-words", self.one_letter_words.clone(), &self.samples.one_letter_words),
            ("as-printed", self.as_printed.clone(), &self.samples.as_printed),
        ]
        .into_iter()
        .map(|(entry, forms, sample)| (entry, forms, sample.clone()))
    }

    /// Returns the length of the clitic that printed letters begin with, if a word ends there: 1 for "s boat"
    /// of "Ana's boat".
    pub fn clitic_length(&self, letters: &str) -> Option<usize> {
        self.clitics.iter().map(String::len).find(|&length| {
            let (Some(clitic), Some(after)) = (letters.get(..length), letters.get(length..)) else {
                return false;
            };
            self.clitics.iter().any(|c| c.eq_ignore_ascii_case(clitic))
                && !after.starts_with(char::is_alphanumeric)
        })
    }

    /// Returns a word without its clitic, and the clitic with its apostrophe: "ruiz" and "'s". The clitic is
    /// empty if the word has none.
    pub fn split_clitic<'w>(&self, word: &'w str) -> (&'w str, &'w str) {
        let has = |c: &String| word.strip_suffix(c.as_str()).and_then(|rest| rest.strip_suffix('\''));
        let bare = self.clitics.iter().find_map(has).unwrap_or(word);
        (bare, &word[bare.len()..])
    }

    /// Returns a word without its clitic: "ruiz" of "ruiz's".
    pub fn bare<'w>(&self, word: &'w str) -> &'w str {
        self.split_clitic(word).0
    }

    /// True if the word ends with a clitic.
    pub fn has_clitic(&self, word: &str) -> bool {
        !self.split_clitic(word).1.is_empty()
    }

    /// True if letters after a figure make it an ordinal.
    pub fn is_ordinal(&self, letters: &str) -> bool {
        self.ordinals.iter().any(|o| o == letters)
    }

    /// True if printed figures have the ending of a decade.
    pub fn is_decade(&self, printed: &str) -> bool {
        printed.ends_with(&self.decade)
    }

    /// True for a printed word whose beginning an apostrophe replaces: "em" of "'em".
    pub fn is_clipped(&self, printed: &str) -> bool {
        self.clipped.iter().any(|word| word.eq_ignore_ascii_case(printed))
    }

    /// True if an apostrophe can replace the end of the printed word: "o" of "o' clock", "goin" of "goin' on".
    pub fn is_cut(&self, printed: &str) -> bool {
        let ending = || printed.len() >= 2 + self.cut_ending.len() && printed.ends_with(&self.cut_ending);
        self.cut.iter().any(|word| word.eq_ignore_ascii_case(printed)) || ending()
    }

    /// Returns the whole of a word of whose ending an apostrophe stands for a part: "going" for "goin". A short word has no such ending.
    pub fn uncut(&self, lower: &str) -> Option<String> {
        let bare = lower.strip_suffix(self.cut_ending.as_str()).filter(|bare| bare.len() >= 2)?;
        Some(format!("{bare}{}", self.uncut_ending))
    }

    /// Returns the verb that a clitic can be: "is" for the letter of "Ana's not here".
    pub fn clitic_verb(&self) -> &str {
        &self.clitic_verb
    }

    /// True if an apostrophe alone can follow the printed word and make it a possessive.
    pub fn takes_bare_apostrophe(&self, printed: &str) -> bool {
        self.possessive_after_s && printed.ends_with(&self.plural)
    }

    /// True if the word has the letter of plurals at its end.
    pub fn ends_as_plural(&self, word: &str) -> bool {
        word.ends_with(&self.plural)
    }

    /// True if the word has the ending of a plural, and not one that only looks like it.
    pub fn is_plural(&self, word: &str) -> bool {
        self.ends_as_plural(word) && !self.not_plural.iter().any(|end| word.ends_with(end.as_str()))
    }

    /// True for a printed word of one letter that is not an initial.
    pub fn is_one_letter_word(&self, printed: &str) -> bool {
        self.one_letter_words.iter().any(|w| w == printed)
    }

    /// True for an editor's note that a word is printed as it was found.
    pub fn is_as_printed(&self, printed: &str) -> bool {
        self.as_printed.iter().any(|w| w.eq_ignore_ascii_case(printed))
    }

    /// The editor's notes that a word is printed as it was found, without their brackets.
    pub fn as_printed(&self) -> impl Iterator<Item = &str> {
        self.as_printed.iter().map(String::as_str)
    }
}
