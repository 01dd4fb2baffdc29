//! The words of one language: what the stages ask of the grammar.
//!
//! In: what `load` has read and checked. Out: [`Lexicon`], in which a lower-case word gives all that the
//! grammar knows of it in one look-up.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::class::Classes;
use super::data::{AbbreviationKind, MarkEntry, NotSpeechReason};
use super::dates::Dates;
use super::function_word::{self, FunctionWord};
use super::house::HouseStyle;
use super::normal::{Frequencies, Stems};
use super::orthography::Orthography;
use super::records::Records;
use super::verb::{Verb, VerbId};
use super::verification::Verification;
use super::weights::{
    self, Clue, IndirectTemplate, PronounTemplate, ReadingTemplate, Template, Value, Weights,
};
use super::word::Word;
use super::{furniture, guess, outlet, word_table};
use crate::model::Stance;

/// A phrase beside marks that shows that the marked words are not speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSpeechPhrase {
    /// Lower-case tokens, each with its alternatives.
    pub words: Vec<Vec<String>>,
    /// What the phrase shows about the marked words.
    pub reason: NotSpeechReason,
}

/// Phrases by the word that touches the marks.
pub(super) type NotSpeechPhrases = FxHashMap<Box<str>, Vec<NotSpeechPhrase>>;

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
    pub(super) words: word_table::WordTable,
    pub(super) verbs: Vec<Verb>,
    pub(super) particle_verbs: FxHashMap<(Box<str>, Box<str>), VerbId>,
    pub(super) countries: FxHashMap<Box<str>, u16>,
    pub(super) country_names: Vec<String>,
    /// The first words of names of several words.
    pub(super) country_starts: FxHashSet<Box<str>>,
    pub(super) abbreviations: FxHashMap<Box<str>, AbbreviationKind>,
    pub(super) outlets: outlet::Outlets,
    pub(super) bodies: outlet::Outlets,
    pub(super) spellings: FxHashMap<Box<str>, Box<str>>,
    pub(super) long_forms: FxHashMap<Box<str>, Box<str>>,
    /// Nouns of several words for somebody who speaks for another: "press secretary".
    pub(super) spokespersons: FxHashSet<Box<str>>,
    pub(super) singulars: FxHashMap<Box<str>, Box<str>>,
    pub(super) noun_stances: FxHashMap<Box<str>, Stance>,
    pub(super) introducers: NotSpeechPhrases,
    pub(super) followers: NotSpeechPhrases,
    /// Words before a colon that label a quotation, joined by blanks.
    pub(super) labels: FxHashSet<Box<str>>,
    pub(super) furniture: furniture::Furniture,
    pub(super) marks: Vec<MarkEntry>,
    pub(super) samples: Vec<Sample>,
    pub(super) lemmas: weights::Lemmas,
    /// Weights that are read at the first request: those of quotations because a question to a corpus does not need them, those of indirect speech
    /// because most runs do not.
    pub(super) reading_weights: OnceLock<Weights<ReadingTemplate>>,
    pub(super) reading_file: Cow<'static, str>,
    pub(super) indirect_weights: OnceLock<Weights<IndirectTemplate>>,
    pub(super) indirect_file: Cow<'static, str>,
    pub(super) pronoun_weights: Weights<PronounTemplate>,
    /// The weights of the clues alone, in the order of [`Clue::ALL`].
    pub(super) clue_weights: [f32; Clue::ALL.len()],
    pub(super) stems: Stems,
    pub(super) guesses: guess::Guesses,
    pub(super) orthography: Orthography,
    pub(super) house_style: HouseStyle,
    pub(super) frequencies: Frequencies,
    pub(super) verification: Verification,
    pub(super) records: Records,
    pub(super) dates: Dates,
    pub(super) function_tails: function_word::Tails,
    /// The fingerprint of all files of the language folder.
    pub(super) fingerprint: u64,
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
        self.words.get_printed(printed).unwrap_or_default()
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

    /// True if a noun of several lower-case words names somebody who speaks for another: "press secretary".
    pub fn is_spokesperson(&self, noun: &str) -> bool {
        self.spokespersons.contains(noun)
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
        self.outlets.has(printed, |word| self.printed_word(word).function)
    }

    /// True if a name, as printed, is one of the bodies that the lexicon knows by name.
    pub fn is_body_name(&self, printed: &str) -> bool {
        self.bodies.has(printed, |word| self.printed_word(word).function)
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

    /// Returns the phrases that come before the opening mark of words that are not speech and end with a word, in lower
    /// case; the longest first.
    pub fn introducers(&self, last: &str) -> &[NotSpeechPhrase] {
        self.introducers.get(last).map_or(&[], Vec::as_slice)
    }

    /// Returns the phrases that come after the closing mark of words that are not speech and begin with a word, in lower
    /// case; the longest first.
    pub fn followers(&self, first: &str) -> &[NotSpeechPhrase] {
        self.followers.get(first).map_or(&[], Vec::as_slice)
    }

    /// True for lower-case words before a colon that label a quotation and name nobody: "key finding".
    pub fn is_label(&self, words: &str) -> bool {
        self.labels.contains(words)
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
        self.reading_weights.get_or_init(|| first_read(&self.reading_file, &self.lemmas))
    }

    /// Returns the weights that decide what a clause without marks reports.
    pub fn indirect_weights(&self) -> &Weights<IndirectTemplate> {
        self.indirect_weights.get_or_init(|| first_read(&self.indirect_file, &self.lemmas))
    }

    /// Returns the weights that decide whom a pronoun means.
    pub fn pronoun_weights(&self) -> &Weights<PronounTemplate> {
        &self.pronoun_weights
    }

    /// Returns the weight of one clue to whom a pronoun means, the same as in [`Self::pronoun_weights`].
    #[inline]
    pub fn clue_weight(&self, clue: Clue) -> f32 {
        self.clue_weights[clue as usize]
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

    /// Returns what short forms stand for beside certain neighbours.
    pub fn house_style(&self) -> &HouseStyle {
        &self.house_style
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

/// Reads weights at the first request.
fn first_read<T: Template>(text: &str, lemmas: &weights::Lemmas) -> Weights<T> {
    Weights::load(text, lemmas)
        .expect("the built-in file is checked by the tests, any other when its folder is loaded")
}
