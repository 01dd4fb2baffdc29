//! Language data: the only reader of `grammar/`.
//!
//! In: the TOML files of one language folder. Out: a checked [`Lexicon`], in which a lower-case word gives
//! all that the grammar knows of it in one look-up. An unknown key, or a form under two entries, is an error
//! that names file and entry.

mod class;
mod data;
mod dates;
mod error;
mod fold;
mod function_word;
mod furniture;
mod guess;
mod load;
mod normal;
mod orthography;
mod outlet;
mod records;
mod verb;
mod verification;
mod weights;
mod word_table;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use class::{Class, Classes};
pub use data::{AbbreviationKind, Frame, MarkEntry, NotSpeechReason};
pub use dates::{DateWord, Dates};
pub use error::LexiconError;
pub use fold::{folded, is_invisible};
pub use function_word::FunctionWord;
pub use normal::{Frequencies, Stems};
pub use orthography::Orthography;
pub use records::Records;
pub use verb::{Verb, VerbId};
pub use verification::{Clip, NumberWord, Verification};
pub use weights::{
    Clue, Feature, FirstValues, IndirectFeature, IndirectTemplate, Learned, Observation, PronounFeature,
    PronounTemplate, ReadingTemplate, Template, Value, Weights,
};

pub(crate) use weights::{labels, template, value};

use crate::model::Stance;

/// What the grammar knows about one lower-case word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// All its readings.
    pub classes: Classes,
    /// The reporting verb that it is a form of, without a particle.
    pub verb: Option<VerbId>,
    /// True if it is a form of a verb with a particle.
    pub takes_particle: bool,
    /// Its function in the grammar of reporting, if the grammar names the word.
    pub function: Option<FunctionWord>,
}

/// A phrase beside marks that shows that the marked words are not speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSpeechPhrase {
    /// Lower-case tokens.
    pub words: Vec<String>,
    /// What the phrase shows about the marked words.
    pub reason: NotSpeechReason,
}

/// A sample sentence for an entry. A test runs every sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// File name within the language folder.
    pub file: &'static str,
    /// The entry: a lemma, a class name, a first form.
    pub entry: String,
    /// The forms of the entry; one of them occurs in `text`.
    pub forms: Vec<String>,
    /// The sentence.
    pub text: String,
}

/// The words of one language with their readings.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: word_table::WordTable,
    verbs: Vec<Verb>,
    particle_verbs: FxHashMap<(Box<str>, Box<str>), VerbId>,
    countries: FxHashMap<Box<str>, u16>,
    country_names: Vec<String>,
    /// The first words of names of several words.
    country_starts: FxHashSet<Box<str>>,
    abbreviations: FxHashMap<Box<str>, AbbreviationKind>,
    outlets: outlet::Outlets,
    spellings: FxHashMap<Box<str>, Box<str>>,
    long_forms: FxHashMap<Box<str>, Box<str>>,
    singulars: FxHashMap<Box<str>, Box<str>>,
    noun_stances: FxHashMap<Box<str>, Stance>,
    introducers: Vec<NotSpeechPhrase>,
    followers: Vec<NotSpeechPhrase>,
    furniture: furniture::Furniture,
    marks: Vec<MarkEntry>,
    samples: Vec<Sample>,
    lemmas: weights::Lemmas,
    reading_weights: Weights<ReadingTemplate>,
    /// Data that is read at the first request, because most runs do not need it.
    indirect_weights: OnceLock<Weights<IndirectTemplate>>,
    indirect_file: String,
    pronoun_weights: Weights<PronounTemplate>,
    stems: Stems,
    guesses: guess::Guesses,
    orthography: Orthography,
    frequencies: Frequencies,
    verification: Verification,
    records: Records,
    dates: Dates,
    function_tails: function_word::Tails,
    /// The fingerprint of all files of the language folder.
    fingerprint: u64,
}

impl Lexicon {
    /// Returns what the grammar knows about a word; `lower` is the word in lower case, with straight
    /// apostrophes.
    pub fn word(&self, lower: &str) -> Word {
        self.words.get(lower).unwrap_or_default()
    }

    /// Looks up the word in the first `len` bytes of `text`, which are ASCII letters and digits in any case.
    #[inline]
    pub fn ascii_word(&self, text: &[u8], len: usize) -> Word {
        self.words.get_ascii(text, len).unwrap_or_default()
    }

    /// Looks up a word as printed, in any case.
    pub fn printed_word(&self, printed: &str) -> Word {
        if printed.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return self.ascii_word(printed.as_bytes(), printed.len());
        }
        self.word(&printed.to_lowercase())
    }

    /// True if a word as printed, in any case, has this part in the grammar of reporting.
    pub fn is_function(&self, printed: &str, role: FunctionWord) -> bool {
        self.printed_word(printed).function == Some(role)
    }

    /// Returns the classes of a lower-case word; empty for an unknown word.
    pub fn classes(&self, lower: &str) -> Classes {
        self.word(lower).classes
    }

    /// Returns the entry with an id of this lexicon.
    pub fn verb(&self, id: VerbId) -> &Verb {
        &self.verbs[usize::from(id.0)]
    }

    /// Returns all reporting verbs, in the order of the file.
    pub fn verbs(&self) -> &[Verb] {
        &self.verbs
    }

    /// Returns the verb that `form` and a following particle make: ("pointed", "out") is "point out".
    pub fn particle_verb(&self, form: &str, particle: &str) -> Option<VerbId> {
        self.particle_verbs.get(&(form, particle) as &dyn Pair).copied()
    }

    /// Returns the dictionary form of a reporting verb's form.
    pub fn verb_lemma(&self, lower: &str) -> Option<&str> {
        self.word(lower).verb.map(|id| self.verb(id).lemma.as_str())
    }

    /// Returns the country of a lower-case name, capital, abbreviation or demonym: one number for "u.s.",
    /// "america", "american".
    pub fn country(&self, lower: &str) -> Option<u16> {
        self.countries.get(lower).copied()
    }

    /// Returns the English name for a country's number.
    pub fn country_name(&self, id: u16) -> &str {
        &self.country_names[usize::from(id)]
    }

    /// Returns the kind of an abbreviation, given with its full stop ("Calif.").
    pub fn abbreviation(&self, form: &str) -> Option<AbbreviationKind> {
        self.abbreviations.get(form).copied()
    }

    /// True if a name, as printed, is a news outlet's.
    ///
    /// The whole name counts first, as the file prints it: "The Hill" is an outlet, "the hill" and "Hill" are
    /// not. Otherwise the name behind the definite article does, in any case.
    pub fn is_outlet_name(&self, printed: &str) -> bool {
        self.outlets.has(printed, |lower| self.word(lower).function)
    }

    /// Returns the common spelling of a lower-case word with two spellings: "stabilize" for "stabilise".
    pub fn spelling(&self, lower: &str) -> Option<&str> {
        self.spellings.get(lower).map(AsRef::as_ref)
    }

    /// Returns the full form of a lower-case contraction or abbreviation: "do not" for "don't".
    pub fn contraction(&self, lower: &str) -> Option<&str> {
        self.long_forms.get(lower).map(AsRef::as_ref)
    }

    /// Returns the singular of a plural noun that the grammar lists.
    pub fn singular(&self, lower: &str) -> Option<&str> {
        self.singulars.get(lower).map(AsRef::as_ref)
    }

    /// Returns the stance of a noun of saying ("claim"), singular or plural, in lower case.
    pub fn noun_stance(&self, lower: &str) -> Option<Stance> {
        self.noun_stances.get(lower).copied()
    }

    /// Returns the phrases that come before the opening mark of words that are not speech.
    pub fn introducers(&self) -> &[NotSpeechPhrase] {
        &self.introducers
    }

    /// Returns the phrases that come after the closing mark of words that are not speech.
    pub fn followers(&self) -> &[NotSpeechPhrase] {
        &self.followers
    }

    /// True if a whole line is page furniture: "ADVERTISEMENT".
    pub fn is_furniture(&self, line: &str) -> bool {
        self.furniture.matches(line)
    }

    /// Returns the pairs of quotation marks.
    pub fn marks(&self) -> &[MarkEntry] {
        &self.marks
    }

    /// Returns the weights that choose the reading of a quotation.
    pub fn reading_weights(&self) -> &Weights<ReadingTemplate> {
        &self.reading_weights
    }

    /// Returns the weights that decide what a clause without marks reports.
    pub fn indirect_weights(&self) -> &Weights<IndirectTemplate> {
        self.indirect_weights.get_or_init(|| {
            Weights::load(&self.indirect_file, &self.lemmas)
                .expect("the built-in file is checked by the tests, any other when its folder is loaded")
        })
    }

    /// Returns the weights that decide whom a pronoun means.
    pub fn pronoun_weights(&self) -> &Weights<PronounTemplate> {
        &self.pronoun_weights
    }

    /// Returns the value of a verb, which all verbs with the same spelling share.
    pub fn lemma(&self, id: VerbId) -> Value {
        self.lemmas.of_verb(id)
    }

    /// Returns the value of a noun of saying ("claims", "claim"), given in lower case.
    pub fn lemma_of_noun(&self, lower: &str) -> Option<Value> {
        self.lemmas.of_noun(lower)
    }

    /// Returns the name of a value in the weight files; the name of a lemma is the lemma itself.
    pub fn value_name(&self, value: Value) -> &str {
        value.as_lemma().and_then(|number| self.lemmas.name(number)).unwrap_or(value.name())
    }

    /// The words that follow the first word of a function word of several words, in lower case: "to" for
    /// "according".
    pub fn function_tail(&self, first: &str) -> &[Box<str>] {
        self.function_tails.behind(&first.to_lowercase())
    }

    /// Returns the words of dates.
    pub fn dates(&self) -> &Dates {
        &self.dates
    }

    /// Returns the rules that reduce words to stems.
    pub fn stems(&self) -> &Stems {
        &self.stems
    }

    /// What an unknown word in small letters can be by its ending.
    pub fn guess(&self, lower: &str) -> Word {
        Word { classes: self.guesses.classes(lower), ..Word::default() }
    }

    /// How words are written.
    pub fn orthography(&self) -> &Orthography {
        &self.orthography
    }

    /// Returns the frequencies of words in the language.
    pub fn frequencies(&self) -> &Frequencies {
        &self.frequencies
    }

    /// Returns numbers, fillers and the other words that checking a quotation needs.
    pub fn verification(&self) -> &Verification {
        &self.verification
    }

    /// Returns the words that reading a record needs.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Returns all samples of all entries.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }
}

/// Makes look-ups with two borrowed strings possible in a map whose key is two owned strings.
trait Pair {
    fn pair(&self) -> (&str, &str);
}

impl Pair for (Box<str>, Box<str>) {
    fn pair(&self) -> (&str, &str) {
        (&self.0, &self.1)
    }
}

impl Pair for (&str, &str) {
    fn pair(&self) -> (&str, &str) {
        (self.0, self.1)
    }
}

impl std::hash::Hash for dyn Pair + '_ {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.pair().hash(state);
    }
}

impl PartialEq for dyn Pair + '_ {
    fn eq(&self, other: &Self) -> bool {
        self.pair() == other.pair()
    }
}

impl Eq for dyn Pair + '_ {}

impl<'a> std::borrow::Borrow<dyn Pair + 'a> for (Box<str>, Box<str>) {
    fn borrow(&self) -> &(dyn Pair + 'a) {
        self
    }
}
