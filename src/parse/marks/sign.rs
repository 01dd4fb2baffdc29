//! Single marks one by one: what each can do, by the words beside it.
//!
//! In: the tokens of a paragraph. Out: its [`MarkSign`]s, in order. A single mark is also an apostrophe, so that most of its
//! places say nothing: `workers' hall` may close, `'90s` may open, `rock 'n' roll` does neither.

use super::double::{Glyph, Paragraph};
use crate::lexicon::{Class, Frame};
use crate::words::TokenKind;

/// How surely a mark opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Where a quoted sentence begins: `He said: 'It`.
    Clear,
    /// Before any other word: `called it 'the`.
    Faint,
    /// A year, or a closing glyph: opens only before a mark that closes behind a comma or a full stop.
    Doubtful,
}

/// How surely a mark closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// Behind a comma or a full stop.
    Clause,
    /// Behind a word that no apostrophe can follow.
    Clear,
    /// Behind a plural, a clipped word or a figure: `workers' hall`, `goin' on`, `6' wide`.
    Doubtful,
}

/// What a double mark does, as far as its surroundings show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubleTurn {
    /// A quotation in double marks begins.
    Opens,
    /// It ends.
    Closes,
}

/// What a single mark turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkPart {
    /// An apostrophe.
    None,
    /// It opens, and another one closes.
    Opens,
    /// It opens what nothing closes, up to this token.
    OpensUntil(usize),
    /// It closes what the mark at this token opened.
    Closes(usize),
}

/// One mark of a paragraph, as the pairing of single marks sees it.
#[derive(Debug, Clone, Copy)]
pub struct MarkSign {
    /// Index of its token.
    pub token: usize,
    /// How it could open.
    pub opens: Option<Opening>,
    /// How it could close.
    pub closes: Option<Closing>,
    /// What it does if it is a double mark.
    pub double: Option<DoubleTurn>,
    /// What the pairing made of it.
    pub part: MarkPart,
}

/// The marks of a paragraph; empty if it has no single mark. `inches` are no marks at all.
pub fn signs(paragraph: &Paragraph<'_>, marks: &[(usize, Glyph)], inches: &[usize]) -> Vec<MarkSign> {
    let mut found = Vec::new();
    if !marks.iter().any(|(_, glyph)| glyph.single) {
        return found;
    }
    let mut inside = false;
    let mut opener: Option<usize> = None;
    for &(i, glyph) in marks {
        let token = &paragraph.tokens[i];
        let measures = || inches.binary_search(&i).is_ok() || !inside && paragraph.is_behind_figure(i);
        let clitic = || !inside && paragraph.is_before_clitic(i);
        let no_mark = || measures() || clitic() || paragraph.is_within_word(i);
        if no_mark() {
            continue;
        }
        // A mark that opens is like a space for the mark after it.
        let touches = i > 0
            && !token.spaced
            && !matches!(paragraph.tokens[i - 1].kind, TokenKind::Open | TokenKind::Dash)
            && opener != Some(i - 1);
        if !touches {
            opener = Some(i);
        }
        let place = Place { paragraph, i, touches };
        let mut sign = MarkSign { token: i, opens: None, closes: None, double: None, part: MarkPart::None };
        if glyph.single {
            sign.opens = place.opening(glyph.opens);
            sign.closes = place.closing(glyph.closes);
        } else {
            let turn = place.turn(inside);
            inside = turn == DoubleTurn::Opens;
            sign.double = Some(turn);
            // "'It rained,\" he said", "‘It is ‘done’’": a mark of the wrong kind, or two in one.
            let closes =
                turn == DoubleTurn::Closes && (paragraph.ends_clause(i) || paragraph.is_two_apostrophes(i));
            sign.closes = closes.then_some(Closing::Clause);
        }
        found.push(sign);
    }
    found
}

/// A mark and what is beside it.
struct Place<'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    i: usize,
    /// True if it touches a word, or what ends one, before it.
    touches: bool,
}

impl Place<'_, '_> {
    fn turn(&self, inside: bool) -> DoubleTurn {
        let closes = match (self.touches, self.paragraph.touches_after(self.i)) {
            (true, false) => true,
            (false, true) => false,
            _ => inside,
        };
        if closes { DoubleTurn::Closes } else { DoubleTurn::Opens }
    }

    fn opening(&self, opens: bool) -> Option<Opening> {
        let Self { paragraph, i, touches } = *self;
        let next = paragraph.tokens.get(i + 1)?;
        let only_opens = paragraph.printed(i) == "‘";
        if next.spaced {
            // "‘ It rained, ’": a glyph that can only open may have a space after it.
            return (only_opens && !touches).then_some(Opening::Doubtful);
        }
        let begins = match next.kind {
            TokenKind::Word | TokenKind::Number => !self.is_clipped(),
            TokenKind::Mark | TokenKind::Open | TokenKind::Dash | TokenKind::Other => !touches,
            TokenKind::Stop => {
                !touches && paragraph.printed(i + 1).starts_with(['…', '.']) && next.span.len() > 1
            }
            _ => false,
        };
        if !begins {
            return None;
        }
        let before = paragraph.kind_before(i);
        if touches {
            // "said:‘It rained": scrapers lose the space.
            let glued = before == Some(TokenKind::Colon)
                || only_opens
                    && matches!(before, Some(TokenKind::Stop | TokenKind::Comma | TokenKind::Semicolon))
                || before == Some(TokenKind::Stop) && next.capital();
            return glued.then_some(Opening::Clear);
        }
        if !opens || self.is_year() {
            return Some(Opening::Doubtful);
        }
        let capital = next.capital() || next.kind != TokenKind::Word;
        let clear = i == 0 || capital && self.introduced();
        Some(if clear { Opening::Clear } else { Opening::Faint })
    }

    /// True if a quoted sentence can begin here: after punctuation, or after a verb of saying.
    fn introduced(&self) -> bool {
        let Some(before) = self.i.checked_sub(1).map(|b| &self.paragraph.tokens[b]) else { return true };
        match before.kind {
            TokenKind::Colon
            | TokenKind::Comma
            | TokenKind::Stop
            | TokenKind::Semicolon
            | TokenKind::Dash
            | TokenKind::Mark => true,
            TokenKind::Word => {
                before.word.verb.is_some_and(|v| self.paragraph.lexicon.verb(v).takes(Frame::Quote))
            }
            _ => false,
        }
    }

    /// True before a word that has lost its beginning: "'em", "'90s".
    fn is_clipped(&self) -> bool {
        let orthography = self.paragraph.lexicon.orthography();
        let next = self.paragraph.printed(self.i + 1);
        match self.paragraph.tokens[self.i + 1].kind {
            TokenKind::Number => orthography.is_decade(next),
            _ => orthography.is_clipped(next),
        }
    }

    /// True before two figures: "the class of '69".
    fn is_year(&self) -> bool {
        let next = self.paragraph.printed(self.i + 1);
        next.len() == 2 && next.bytes().all(|b| b.is_ascii_digit())
    }

    fn closing(&self, closes: bool) -> Option<Closing> {
        let Self { paragraph, i, touches } = *self;
        let word_after = paragraph.touches_word_after(i);
        if !touches {
            // "'It rained –' he said", "‘ It rained, ’ he said".
            let after_dash = paragraph.kind_before(i) == Some(TokenKind::Dash) && !paragraph.tokens[i].spaced;
            let ends = matches!(paragraph.kind_before(i), Some(TokenKind::Comma | TokenKind::Stop));
            // A straight mark apart from all words closes only at the end of a paragraph: "'It rained. '".
            let can_end = paragraph.printed(i) == "’" || ends && i + 1 == paragraph.tokens.len();
            let apart = can_end && i > 0 && paragraph.tokens[i].spaced;
            let closing = if ends { Closing::Clause } else { Closing::Clear };
            return ((after_dash || apart) && !paragraph.touches_after(i)).then_some(closing);
        }
        if paragraph.ends_clause(i) {
            return Some(Closing::Clause);
        }
        if word_after || !closes {
            // "‘It rained‘ he said": an opening glyph in the place of a closing one.
            let slip = !closes && !word_after;
            return slip.then_some(Closing::Clear);
        }
        Some(if self.is_apostrophe() { Closing::Doubtful } else { Closing::Clear })
    }

    /// True if the mark can be an apostrophe behind the word before it.
    fn is_apostrophe(&self) -> bool {
        let (paragraph, i) = (self.paragraph, self.i);
        let orthography = paragraph.lexicon.orthography();
        let before = paragraph.printed(i - 1);
        match paragraph.tokens[i - 1].kind {
            TokenKind::Number => true,
            TokenKind::Word if orthography.is_cut(before) => true,
            TokenKind::Word => orthography.takes_bare_apostrophe(before) && self.is_owned(),
            _ => false,
        }
    }

    /// True if the word after the mark can be what somebody owns: "hall", but not "and" or "after".
    fn is_owned(&self) -> bool {
        const OTHER: [Class; 7] = [
            Class::Preposition,
            Class::Coordinator,
            Class::Subordinator,
            Class::Determiner,
            Class::Copula,
            Class::Modal,
            Class::PronounSubject,
        ];
        self.paragraph.tokens.get(self.i + 1).is_some_and(|t| {
            t.kind == TokenKind::Word && !t.capital() && !OTHER.into_iter().any(|class| t.is(class))
        })
    }
}
