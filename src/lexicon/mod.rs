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
mod house;
mod language;
mod load;
mod normal;
mod normal_form;
mod orthography;
mod outlet;
mod records;
mod verb;
mod verification;
mod weights;
mod word;
mod word_table;

pub use class::{Class, Classes};
pub use data::{AbbreviationKind, Frame, MarkEntry, NotSpeechReason};
pub use dates::{DateWord, Dates};
pub use error::LexiconError;
pub use fold::{folded, is_apostrophe, is_combining, is_invisible};
pub use function_word::FunctionWord;
pub use house::HouseStyle;
pub use language::{Lexicon, NotSpeechPhrase, Sample};
pub use normal::{Frequencies, Stems};
pub use orthography::Orthography;
pub use records::Records;
pub use verb::{Verb, VerbId};
pub use verification::{Clip, NumberWord, Verification};
pub use weights::{
    Clue, Feature, FirstValues, IndirectFeature, IndirectTemplate, Learned, Observation, PronounFeature,
    PronounTemplate, ReadingTemplate, Template, Value, Weights,
};
pub use word::Word;

pub(crate) use weights::{labels, template, value};
pub(crate) use word_table::short_key;
