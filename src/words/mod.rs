//! Words: what a text consists of, and when two words are one.
//!
//! In: text. Out: tokens, numbers in one form, words in the normal forms N0 to N5, each with its place. Every stage that compares
//! texts asks here, so that two stages never differ about what a word is.

mod accents;
mod atom;
mod atoms;
mod byte_class;
mod editor;
mod forms;
mod house;
mod near;
mod number;
mod plain;
mod sentence;
mod shingles;
mod slip;
mod token;
mod view;
mod vocabulary;

pub use accents::unmarked;
pub use atom::Atom;
pub use atoms::{atoms, name_like};
pub use forms::{of_spaces, of_words, typographic};
pub use house::date;
pub use near::{shortly_before, shortly_behind};
pub use sentence::{Sentence, begins_sentence, beside_cut, ends_sentence, quoted_sentences, sentences};
pub use shingles::Runs;
pub use slip::{is_slip, letters_apart, one_letter_apart};
pub use token::{Shape, Token, TokenKind, last_mark, scan, tokens};
pub use view::{Compared, ComparedKind, compared, folded_words, gap_length, words};
pub use vocabulary::{Intern, KEY_BITS, Overlay, Vocabulary, WordFacts};
