//! Tokens → tokens with the lexicon's readings of each word.
//!
//! In: a span of a text. Out: its tokens as [`crate::words`] scans them, each with the readings of its word,
//! which the parser asks for at every step.

use std::ops::Deref;

use crate::lexicon::{Class, Classes, FunctionWord, Lexicon, Word};
use crate::model::Span;
use crate::words::{Shape, Token, TokenKind, scan};

/// Bytes of a long word.
const LONG: usize = 32;

/// A token, and the readings of its word.
#[derive(Debug, Clone, Copy)]
pub struct ParsedToken {
    /// Its place, and the properties of its characters.
    pub token: Token,
    /// The readings of the word; empty for punctuation.
    pub word: Word,
}

impl ParsedToken {
    /// True if the word has this reading.
    pub fn is(&self, class: Class) -> bool {
        self.word.classes.has(class)
    }

    /// True if it is this word of the grammar, in upper or lower case.
    pub fn plays(&self, role: FunctionWord) -> bool {
        self.word.function == Some(role)
    }
}

impl Deref for ParsedToken {
    type Target = Token;

    fn deref(&self) -> &Token {
        &self.token
    }
}

/// Appends the tokens of `text[span]` to `tokens`.
pub fn tokenize(text: &str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<ParsedToken>) {
    let bytes = text.as_bytes();
    let mut lower = String::new();
    scan(text, span, lexicon, |token, plain| {
        let word = match token.kind {
            TokenKind::Word if plain => {
                let word = lexicon.ascii_word(&bytes[token.span.start()..], token.span.len());
                let unknown = word.classes.is_empty() && token.shape == Shape::Lower;
                if unknown { lexicon.guess(token.text(text)) } else { word }
            }
            TokenKind::Word | TokenKind::Clitic => {
                look_up(token.text(text), token.shape, lexicon, &mut lower)
            }
            _ => Word::default(),
        };
        tokens.push(ParsedToken { token, word });
    });
}

/// Returns the readings of a word with any characters; `lower` is a buffer for the word in lower case.
fn look_up(printed: &str, shape: Shape, lexicon: &Lexicon, lower: &mut String) -> Word {
    // Clitics, and most words with signs in them, are in small letters already.
    if printed.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        let word = lexicon.word(printed);
        return if word.classes.is_empty() { lexicon.guess(printed) } else { word };
    }
    lower.clear();
    lower.reserve(LONG.max(printed.len()));
    for c in printed.chars() {
        match c {
            '’' => lower.push('\''),
            c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            c => lower.extend(c.to_lowercase()),
        }
    }
    let mut word = lexicon.word(lower);
    if shape == Shape::Capitals {
        // "US" and "IT" are not pronouns.
        word.classes = word.classes.without(Classes::PRONOUN);
    }
    // "el-Hamed" is a name.
    let unknown = || shape == Shape::Lower && !printed.contains(char::is_uppercase);
    if word.classes.is_empty() && unknown() { lexicon.guess(lower) } else { word }
}
