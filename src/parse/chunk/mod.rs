//! Phrases: the outline of a paragraph as noun phrases, verb groups and what comes between them.
//!
//! In: the units of one paragraph. Out: its phrases; every unit is in one. The productions are in
//! `grammar/README.md`, under "Phrases"; each is a function here.
//!
//! There is no tagger: closed classes and the verbs come from the lexicon, everything else is a noun or an
//! adjective, and a word that can be both is decided by the phrase before it.

mod body;
mod capital;
mod ending;
mod join;
mod name;
mod naming;
mod noun;
mod opening;
mod phrase;
mod terminal;
mod verb;
mod word;
mod word_name;

use nom::Parser;
use nom::branch::alt;
use nom::sequence::preceded;

pub use name::name_start;
pub use phrase::{Chunk, ChunkKind, NounKind, VerbGroup};
pub use terminal::{Before, Units};

use super::cursor::{ItemRow, OutlineUnit, Setting};
use crate::lexicon::Classes;
use crate::words::TokenKind;
use noun::{noun_phrase, word_as_name};
use terminal::{Parsed, phrase};
use verb::{begins_verb, verb_group};
use word::{begins_time, function_word, punctuation, quote, time};
use word_name::begins_capital;

/// Cuts the outline of a paragraph into phrases. Linear: each parser looks a bounded number of units ahead.
pub fn chunks(units: &[OutlineUnit], sentences: &[u32], context: Setting<'_>, found: &mut Vec<Chunk>) {
    found.clear();
    let mut at = 0;
    while at < units.len() {
        let sentence = sentences[at];
        let before = found.last().filter(|c| sentences[c.start as usize] == sentence);
        let around = Before { context, phrase: before };
        let row = ItemRow::new(units, (0, units.len()), &around);
        let input = row.at(at);
        let other = || phrase(input, input.skip(1), ChunkKind::Other, Classes::NONE);
        let made = chunk(input).map_or_else(|_| other(), |(_, made)| made);
        at = made.end as usize;
        found.push(Chunk { sentence, ..made });
    }
}

/// Any phrase. What it begins with decides which rules are tried.
fn chunk(input: Units<'_>) -> Parsed<'_, Chunk> {
    let word = |u: &OutlineUnit| {
        u.quote.is_none() && matches!(u.token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
    };
    if !input.peek(0).is_some_and(word) {
        return alt((quote, punctuation)).parse(input);
    }
    let name = preceded(begins_capital, word_as_name);
    let (days, verb) = (preceded(begins_time, time), preceded(begins_verb, verb_group));
    alt((name, days, verb, noun_phrase, function_word)).parse(input)
}
