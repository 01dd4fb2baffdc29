//! Double marks: what each can do by its surroundings, and which are the inches of a measure.
//!
//! In: the tokens of a paragraph. Out: for each mark whether it touches what is before and after it, and the marks behind
//! a figure that measure something.

use crate::lexicon::Lexicon;
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// The tokens of one paragraph.
#[derive(Clone, Copy)]
pub struct Paragraph<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The tokens of the paragraph.
    pub tokens: &'a [ParsedToken],
    /// The language data.
    pub lexicon: &'a Lexicon,
}

/// What the glyph of a mark can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The glyph opens a pair.
    pub opens: bool,
    /// The glyph closes a pair.
    pub closes: bool,
    /// The glyph is also an apostrophe.
    pub single: bool,
}

impl<'a> Paragraph<'a> {
    /// The printed characters of token `i`.
    pub fn printed(&self, i: usize) -> &'a str {
        self.tokens[i].span.of(self.text)
    }

    /// The marks of the paragraph, in order, with what each can be.
    pub fn marks(&self) -> Vec<(usize, Glyph)> {
        let marks = (0..self.tokens.len()).filter(|&i| self.tokens[i].kind == TokenKind::Mark);
        marks.filter_map(|i| Some((i, self.glyph(i)?))).collect()
    }

    /// What the mark at `i` can be; `None` if it is no mark of the language.
    pub fn glyph(&self, i: usize) -> Option<Glyph> {
        let printed = self.printed(i);
        let mut glyph = Glyph { opens: false, closes: false, single: false };
        for pair in self.lexicon.marks() {
            let (opens, closes) = (pair.open == printed, pair.close == printed);
            glyph.opens |= opens;
            glyph.closes |= closes;
            glyph.single |= pair.apostrophe && (opens || closes);
        }
        (glyph.opens || glyph.closes).then_some(glyph)
    }

    /// The kind of the token before `i`.
    pub fn kind_before(&self, i: usize) -> Option<TokenKind> {
        i.checked_sub(1).map(|before| self.tokens[before].kind)
    }

    /// True if the token after `i` touches it.
    pub fn touches_after(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|t| !t.spaced)
    }

    /// True if the token after `i` touches it and is a word or a number.
    pub fn touches_word_after(&self, i: usize) -> bool {
        self.touches_after(i) && matches!(self.tokens[i + 1].kind, TokenKind::Word | TokenKind::Number)
    }

    /// True if the token before `i` touches it and is a word or a number.
    pub fn touches_word_before(&self, i: usize) -> bool {
        !self.tokens[i].spaced
            && matches!(self.kind_before(i), Some(TokenKind::Word | TokenKind::Number | TokenKind::Clitic))
    }

    /// True if the token before `i` is a comma or a full stop that touches it.
    pub fn ends_clause(&self, i: usize) -> bool {
        !self.tokens[i].spaced && matches!(self.kind_before(i), Some(TokenKind::Comma | TokenKind::Stop))
    }

    /// True if the mark at `i` is two apostrophes.
    pub fn is_two_apostrophes(&self, i: usize) -> bool {
        matches!(self.printed(i), "''" | "’’")
    }

    /// True for two apostrophes in a word, which some programs print for one: "don''t".
    pub fn is_within_word(&self, i: usize) -> bool {
        self.is_two_apostrophes(i) && self.touches_word_before(i) && self.touches_word_after(i)
    }

    /// True for a double mark that stands for an apostrophe, as in some wires: "Kuwait\"s minister".
    pub fn is_before_clitic(&self, i: usize) -> bool {
        let after = &self.text[self.tokens[i].span.end()..];
        self.printed(i) == "\""
            && self.touches_word_before(i)
            && self.touches_word_after(i)
            && self.lexicon.orthography().clitic_length(after).is_some()
    }

    /// True if the mark at `i` is behind the figure of a measure: "a 6\" pipe".
    pub fn is_behind_figure(&self, i: usize) -> bool {
        !self.tokens[i].spaced
            && self.kind_before(i) == Some(TokenKind::Number)
            && !self.touches_word_after(i)
            && matches!(self.printed(i), "\"" | "''" | "”")
    }
}

/// The double marks that measure inches or seconds, if they are inside a quotation: those behind a figure that another mark
/// follows which closes better, before any that opens. In the order of the text.
pub fn inches(paragraph: &Paragraph<'_>, marks: &[(usize, Glyph)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut closes_later = false;
    for &(i, _) in marks.iter().rev().filter(|(_, glyph)| !glyph.single) {
        if paragraph.is_behind_figure(i) {
            if closes_later {
                found.push(i);
            }
            continue;
        }
        let before = paragraph.ends_clause(i) || paragraph.touches_word_before(i);
        closes_later = before && !paragraph.touches_word_after(i);
    }
    found.reverse();
    found
}
