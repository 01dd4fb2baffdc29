//! What every file of the grammar needs of the loader.
//!
//! In: forms, classes, samples. Out: a [`Builder`] that keeps them for the lexicon.

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;

use super::ahead::{Ahead, FileText, parsed};
use crate::lexicon::class::{Class, Classes};
use crate::lexicon::data::GenderEntry;
use crate::lexicon::error::LexiconError;
use crate::lexicon::language::{Lexicon, Sample};
use crate::lexicon::word::Word;

/// A [`Lexicon`] while its files are read.
pub struct Builder<R> {
    /// What was read so far.
    pub lexicon: Lexicon,
    /// Its words, until all are known.
    pub words: FxHashMap<Box<str>, Word>,
    /// Gives the text of a file.
    pub read: R,
    /// Files that were read before they were asked for.
    pub ahead: Ahead,
}

impl<R: Fn(&'static str) -> FileText> Builder<R> {
    /// The entries of a file.
    pub fn parse<T: DeserializeOwned + 'static>(&self, file: &'static str) -> Result<T, LexiconError> {
        self.ahead.take(file).unwrap_or_else(|| parsed(file, (self.read)(file)))
    }

    /// Gives classes to a word, beside those that it has.
    pub fn add(&mut self, form: &str, classes: &[Class]) {
        let word = self.words.entry(form.to_lowercase().into()).or_default();
        word.classes = word.classes.union(Classes::of(classes));
    }

    /// Notes the sample of an entry, which a test runs.
    pub fn sample(&mut self, file: &'static str, entry: &str, forms: Vec<String>, text: String) {
        self.lexicon.samples.push(Sample { file, entry: entry.to_owned(), forms, text });
    }

    /// Gives a word the gender of those whom it names.
    pub fn gender(&mut self, form: &str, gender: Option<GenderEntry>) {
        match gender {
            Some(GenderEntry::Male) => self.add(form, &[Class::Male]),
            Some(GenderEntry::Female) => self.add(form, &[Class::Female]),
            Some(GenderEntry::Either) | None => {}
        }
    }

    /// Gives classes to both numbers of a noun.
    pub fn noun(&mut self, singular: &str, plural: &str, classes: &[Class]) {
        for form in [singular, plural] {
            // Only the head of a noun of two words ("attorney general") is looked up.
            if !form.contains(' ') {
                self.add(form, classes);
            }
        }
        if singular != plural && !plural.contains(' ') {
            self.add(plural, &[Class::Plural]);
            self.lexicon.singulars.insert(plural.into(), singular.into());
        }
    }
}
