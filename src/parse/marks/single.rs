//! Single marks in pairs: which belong together, and which are apostrophes.
//!
//! In: the [`MarkSign`]s of a paragraph. Out: the part of each. A closing mark belongs to the nearest mark that is still open,
//! as brackets do, with three exceptions:
//!
//! - a doubtful one (`workers' hall`) is an apostrophe if a better one follows before anything opens;
//! - one that ends a clause passes over marks that open faintly, if nothing is left to close the quotation around them
//!   (`'We saw 'im leave,' he said`);
//! - a mark that opens a sentence and is never closed runs to the end of its paragraph, if the article gives a reason.

use super::article::MarkContext;
use super::double::Paragraph;
use super::sign::{Closing, DoubleTurn, MarkPart, MarkSign, Opening};
use crate::words::TokenKind;

/// Marks that are still open and that a closing one is compared with.
const NEAR: usize = 8;

/// What follows a mark.
#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    /// A mark that surely closes comes before any that opens.
    closes: bool,
    /// Closing marks before the next sentence in marks that close nothing that opens after this one.
    spare: u32,
    /// The double mark that opens here is closed.
    paired: bool,
}

/// Pairs the single marks. Linear.
pub fn pair_singles(paragraph: &Paragraph<'_>, around: &MarkContext<'_>, signs: &mut [MarkSign]) {
    if signs.is_empty() {
        return;
    }
    let reopened = around.is_reopened();
    let stops = paragraph.tokens.last().is_some_and(|t| t.kind == TokenKind::Stop);
    // The paragraph itself seems to end within a quotation, which the next one opens again.
    let runs_over = reopened && stops && !around.headline;
    let ahead = ahead(signs, runs_over);
    let mut pairing =
        Pairing { paragraph, around, reopened, stops, stack: Vec::new(), floor: 0, inner: None };
    for k in 0..signs.len() {
        if let Some(opener) = pairing.step(signs, k, ahead[k]) {
            signs[opener].part = MarkPart::Opens;
            signs[k].part = MarkPart::Closes(signs[opener].token);
        }
    }
    let left = pairing.left(signs);
    for (k, until) in left {
        signs[k].part = MarkPart::OpensUntil(until);
    }
}

/// What follows each mark. A quotation in double marks is looked at by itself.
fn ahead(signs: &[MarkSign], runs_over: bool) -> Vec<Ahead> {
    let mut found = vec![Ahead::default(); signs.len()];
    let mut now = Ahead { spare: u32::from(runs_over), ..Ahead::default() };
    let mut outer: Option<Ahead> = None;
    for (k, sign) in signs.iter().enumerate().rev() {
        found[k] = now;
        match sign.double {
            Some(DoubleTurn::Closes) => outer = Some(std::mem::take(&mut now)),
            Some(DoubleTurn::Opens) => {
                if let Some(around) = outer.take() {
                    now = around;
                    found[k].paired = true;
                }
            }
            None => now = now.before(sign),
        }
    }
    found
}

impl Ahead {
    /// What follows the mark before this sign.
    fn before(self, sign: &MarkSign) -> Self {
        match (sign.closes, sign.opens) {
            (Some(Closing::Clause | Closing::Clear), _) => {
                Self { closes: true, spare: self.spare + 1, paired: false }
            }
            (_, Some(Opening::Clear)) => Self::default(),
            (_, Some(_)) => Self { closes: false, spare: self.spare.saturating_sub(1), paired: false },
            _ => self,
        }
    }
}

struct Pairing<'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    around: &'p MarkContext<'p>,
    /// True if the next paragraph opens a quotation.
    reopened: bool,
    /// True if the paragraph ends with a full stop.
    stops: bool,
    /// Signs that have opened and are not closed.
    stack: Vec<usize>,
    /// Openers below this place of the stack are outside the double marks at hand.
    floor: usize,
    /// The height of the stack where the double mark at hand opened.
    inner: Option<usize>,
}

impl Pairing<'_, '_> {
    /// Takes in the next sign; returns the one that it closes.
    fn step(&mut self, signs: &[MarkSign], k: usize, ahead: Ahead) -> Option<usize> {
        let sign = &signs[k];
        match sign.double {
            Some(DoubleTurn::Opens) => {
                self.inner = Some(self.stack.len());
                self.floor = if ahead.paired { self.stack.len() } else { 0 };
                return None;
            }
            Some(DoubleTurn::Closes) => {
                self.floor = 0;
                if let Some(height) = self.inner.take() {
                    self.stack.truncate(height);
                    return None;
                }
            }
            None => {}
        }
        let place = sign.closes.and_then(|closing| self.opener(signs, closing, sign, ahead));
        if let Some(place) = place {
            let opener = self.stack[place];
            self.stack.truncate(place);
            return Some(opener);
        }
        if sign.opens.is_some() {
            self.stack.push(k);
        }
        None
    }

    /// The place in the stack of the mark that this sign closes.
    fn opener(&self, signs: &[MarkSign], closing: Closing, sign: &MarkSign, ahead: Ahead) -> Option<usize> {
        let top = self.stack.len().checked_sub(1).filter(|&top| top >= self.floor)?;
        let opening = |place: usize| signs[self.stack[place]].opens;
        let near = || (self.floor..=top).rev().take(NEAR);
        let clear = || near().find(|&place| opening(place) == Some(Opening::Clear));
        if sign.double.is_some() {
            // "'It rained," he said": the closing mark is of the wrong kind.
            return clear();
        }
        match closing {
            Closing::Doubtful => {
                let runs_on = |place: usize| {
                    let sign = &signs[self.stack[place]];
                    self.may_run_on(sign) && self.stops && (self.is_introduced(sign) || self.reopened)
                };
                let later =
                    ahead.closes || opening(top) == Some(Opening::Doubtful) || clear().is_some_and(runs_on);
                (!later).then_some(top)
            }
            Closing::Clause if ahead.spare == 0 => Some(clear().unwrap_or(top)),
            Closing::Clear if opening(top) == Some(Opening::Doubtful) => None,
            Closing::Clause | Closing::Clear => Some(top),
        }
    }

    /// The marks that open a quotation and are never closed, and where each ends: at the next sentence in marks, or else at
    /// the end of the paragraph, where only the first can end.
    fn left(&self, signs: &[MarkSign]) -> Vec<(usize, usize)> {
        let end = self.paragraph.tokens.len();
        let mut at = signs.len();
        let (mut next, mut followed) = (None, false);
        let mut found = Vec::new();
        for &k in self.stack.iter().rev() {
            let between = &signs[k + 1..at];
            at = k + 1;
            // "'It rained. 'We left.'": two paragraphs that were joined.
            let begins = |sign: &&MarkSign| {
                sign.opens == Some(Opening::Clear)
                    && self.paragraph.kind_before(sign.token) == Some(TokenKind::Stop)
            };
            next = between.iter().find(begins).map(|sign| sign.token).or(next);
            // A later quotation that ends as a clause does: what comes after it are the article's own words.
            followed |= between
                .iter()
                .any(|sign| sign.closes == Some(Closing::Clause) && matches!(sign.part, MarkPart::Closes(_)));
            let ends = self.stops && (!followed || self.reopened);
            if (next.is_some() || ends) && self.may_run_on(&signs[k]) {
                found.push((k, next.unwrap_or(end)));
            }
        }
        found
    }

    /// True if there is a reason that a mark opens which nothing closes.
    fn may_run_on(&self, sign: &MarkSign) -> bool {
        sign.opens == Some(Opening::Clear)
            && !self.around.headline
            && (self.is_introduced(sign)
                || self.reopened
                || sign.token == 0 && self.around.left_open
                || self.around.quotes_singly())
    }

    /// True for a mark after a colon.
    fn is_introduced(&self, sign: &MarkSign) -> bool {
        self.paragraph.kind_before(sign.token) == Some(TokenKind::Colon)
    }
}
