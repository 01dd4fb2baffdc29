//! A wording as the units that are compared.
//!
//! In: text and span. Out: its units. A unit is a word, half a contraction ("don't" is two units of one span), or a mark of
//! omission. Each carries the forms that decide whether two units are the same word.

use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::Span;
use crate::words::{TokenKind, tokens};

/// One unit of a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The printed word.
    pub span: Span,
    /// Word, editor's word, or mark of omission.
    pub kind: TokenKind,
    /// The whole printed word in lower case.
    pub folded: Box<str>,
    /// This unit's normal form; empty for a mark of omission.
    pub normal: Box<str>,
    /// What the word can be; for half a contraction what the long form can be.
    pub classes: Classes,
    /// Whether it begins with a capital for no other reason than being a name.
    pub name: bool,
    /// Whether it begins the printed word; false for the second half of a contraction.
    pub first: bool,
    /// Whether it is a word of rank and file: grammar, not content.
    pub light: bool,
}

impl Unit {
    /// Whether the two are the same word, whatever its form or spelling.
    pub fn same(&self, other: &Unit) -> bool {
        self.normal == other.normal && self.is_word() && other.is_word()
    }

    /// A word, be it the editor's.
    pub fn is_word(&self) -> bool {
        self.kind != TokenKind::Gap
    }
}

/// A unit below this weight is grammar.
const CONTENT: f32 = 3.0;

/// The units of `span` in `text`.
pub(super) fn units(text: &str, span: Span, lexicon: &Lexicon) -> Vec<Unit> {
    let wording = span.of(text);
    let tokens = tokens(wording);
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut token = tokens[at];
        // "United States" is one unit, as "U.S." is.
        let rest = tokens[at..].iter().map(|t| &wording[t.start..t.end]);
        let country = (token.kind != TokenKind::Gap).then(|| lexicon.country_phrase(rest)).flatten();
        if let Some((_, length)) = &country {
            token.end = tokens[at + length - 1].end;
            at += length - 1;
        }
        at += 1;
        let printed = &wording[token.start..token.end];
        let Some(place) = Span::new(text, span.start() + token.start, span.start() + token.end) else {
            continue;
        };
        let whole: Box<str> = folded(printed).into();
        if token.kind == TokenKind::Gap {
            out.push(Unit {
                span: place,
                kind: token.kind,
                folded: whole,
                normal: "".into(),
                classes: Classes::NONE,
                name: false,
                first: true,
                light: true,
            });
            continue;
        }
        if let Some((key, _)) = country {
            out.push(Unit {
                span: place,
                kind: token.kind,
                folded: whole,
                normal: key.into(),
                classes: Classes::of(&[Class::Country]),
                name: true,
                first: true,
                light: false,
            });
            continue;
        }
        let long =
            lexicon.contraction(&whole).map(|l| l.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        for (n, normal) in lexicon.normal_forms(printed).into_iter().enumerate() {
            let light = lexicon.frequencies().weight(&normal) < CONTENT;
            let word = long.as_ref().and_then(|l| l.get(n)).map_or(&*whole, String::as_str);
            out.push(Unit {
                span: place,
                kind: token.kind,
                folded: whole.clone(),
                classes: lexicon.classes(word),
                name: printed.starts_with(char::is_uppercase) && token.start > 0 && !light,
                first: n == 0,
                light,
                normal: normal.into(),
            });
        }
    }
    out
}
