//! Lemmas as values of observations: the verbs and the nouns of saying that weights may name.

use rustc_hash::FxHashMap;

use super::observation::{Value, value};
use crate::lexicon::verb::{Verb, VerbId};

/// Every lemma that a weight file may name, by number: the reporting verbs in their order, then the nouns of
/// saying that are spelt like no verb.
#[derive(Debug, Default)]
pub(in crate::lexicon) struct Lemmas {
    names: Vec<Box<str>>,
    /// For each verb the value that its spelling shares: "labeled" and "labelled" are two verbs of the
    /// lexicon and one lemma.
    verbs: Vec<Value>,
    /// The value of a noun of saying, by its singular and by its plural.
    nouns: FxHashMap<Box<str>, Value>,
}

impl Lemmas {
    /// `nouns` are the forms of the nouns of saying, each with its lemma.
    pub(in crate::lexicon) fn new(verbs: &[Verb], nouns: &[(String, String)]) -> Self {
        let mut lemmas =
            Self { names: verbs.iter().map(|verb| verb.lemma.as_str().into()).collect(), ..Self::default() };
        let mut known: FxHashMap<Box<str>, Value> =
            lemmas.by_name().into_iter().map(|(name, value)| (name.into(), value)).collect();
        lemmas.verbs = verbs.iter().map(|verb| known[verb.lemma.as_str()]).collect();
        for (form, lemma) in nouns {
            let value = *known.entry(lemma.as_str().into()).or_insert_with(|| {
                lemmas.names.push(lemma.as_str().into());
                Value::lemma(lemmas.names.len() as u16 - 1)
            });
            lemmas.nouns.insert(form.as_str().into(), value);
        }
        lemmas
    }

    /// Returns the name of the lemma of this number.
    pub(in crate::lexicon) fn name(&self, number: u16) -> Option<&str> {
        self.names.get(usize::from(number)).map(AsRef::as_ref)
    }

    /// Returns the value that a verb shares with all verbs that are spelt like it.
    pub(in crate::lexicon) fn of_verb(&self, id: VerbId) -> Value {
        self.verbs[usize::from(id.0)]
    }

    /// Returns the value of a noun of saying, given in lower case.
    pub(in crate::lexicon) fn of_noun(&self, lower: &str) -> Option<Value> {
        self.nouns.get(lower).copied()
    }

    /// Returns the values by the names that weight files give them. The last of several verbs of one spelling
    /// has the name.
    pub(super) fn by_name(&self) -> FxHashMap<&str, Value> {
        let numbered =
            self.names.iter().zip(0u16..).map(|(name, number)| (name.as_ref(), Value::lemma(number)));
        [("according to", value!("according to"))].into_iter().chain(numbered).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Feature, Lexicon, Value, template};

    /// "Signaled" and "signalled" are two entries of one lemma: what was learned of the one holds for the other.
    #[test]
    fn two_entries_of_one_lemma_weigh_alike() {
        let lexicon = Lexicon::built_in();
        let weights = |form: &str| {
            let id = lexicon.word(form).verb.expect("a reporting verb");
            let seen = |template| Feature { template, a: lexicon.lemma(id), b: Value::NONE };
            [template!("lemma"), template!("silent lemma")].map(|t| lexicon.reading_weights().of(seen(t)))
        };
        let pairs = [("labeled", "labelled"), ("signaled", "signalled")];
        for (one, other) in pairs {
            assert_eq!(weights(one), weights(other), "{one}, {other}");
        }
        // Weights too small for a line are none: one of them at least is not.
        assert!(pairs.iter().any(|(one, _)| weights(one) != [0.0; 2]));
    }
}
