//! The name of a noun phrase, once its words are taken.
//!
//! In: the units of a phrase, and what was known of its name while it grew. Out: the phrase, as a name or as a description.

use super::ending::behind_name;
use super::join::Named;
use super::name::{is_common_word, known_start};
use super::phrase::{Chunk, ChunkKind, NounKind, NounPhrase};
use super::terminal::{Units, VERB, phrase};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// The phrase between two places, with its name if it ends with one.
pub fn named(
    from: Units<'_>,
    to: Units<'_>,
    mut noun: NounPhrase,
    (name, classes): (Named, Classes),
) -> Chunk {
    let context = &from.around().context;
    let all = to.since(from.at());
    let clitic = all.last().is_some_and(|u| u.token.kind == TokenKind::Clitic);
    let words = &all[..all.len() - usize::from(noun.possessive || clitic)];
    let words = &words[..words.len() - behind_name(words)];
    let start = match words {
        [word]
            if from.around().phrase.is_none()
                && is_common_word(&word.token)
                && !is_label(&word.token, to) =>
        {
            1
        }
        _ => known_start(words, name, context),
    };
    if start < words.len() {
        noun.kind = NounKind::Name;
        noun.name = Some(from.skip(start).at());
        noun.head = from.skip(words.len() - 1).at();
    }
    let head = &from.ahead()[(noun.head - from.at()) as usize].token;
    let unknown_plural =
        || head.word.classes.is_empty() && looks_plural(head.text(context.text), context.lexicon);
    noun.plural = head.is(Class::Plural) || noun.kind != NounKind::Name && unknown_plural();
    phrase(from, to, ChunkKind::Noun(noun), classes)
}

/// "Care: “…”": before a colon, a word that is a verb too may be the family name of who is interviewed.
fn is_label(word: &ParsedToken, behind: Units<'_>) -> bool {
    word.word.classes.meets(VERB) && behind.peek(0).is_some_and(|u| u.token.kind == TokenKind::Colon)
}

fn looks_plural(word: &str, lexicon: &Lexicon) -> bool {
    word.len() > 3 && lexicon.orthography().is_plural(word)
}
