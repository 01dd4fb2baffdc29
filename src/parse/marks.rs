//! Quotation marks → the spans between them.
//!
//! In: the tokens of one paragraph. Out: what is inside each pair of marks, in the order of the text, the
//! outermost first. Marks are paired by their surroundings, never by toggling: a glyph that follows a space
//! and touches a word opens, one that touches the word before it closes. A missing mark affects at most its
//! own paragraph.

use crate::lexicon::Lexicon;
use crate::model::{Span, Warning, WarningKind};
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// The words between one pair of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkPair {
    /// Index of the opening mark's token.
    pub open: usize,
    /// Index of the token after the last one inside: the closing mark, if there is one.
    pub end: usize,
    /// Index of the first token after the closing mark.
    pub next: usize,
    /// The words inside the marks.
    pub span: Span,
    /// True if a closing mark was found.
    pub closed: bool,
    /// Index of the marked span that contains this one.
    pub parent: Option<usize>,
    /// True if the marks are single ones.
    pub single: bool,
}

/// Deepest nesting that is followed. Deeper marks are ignored.
const DEEPEST: usize = 3;

/// Pairs the marks of one paragraph. Linear in the number of tokens.
pub fn marked_spans(
    text: &str,
    tokens: &[ParsedToken],
    lexicon: &Lexicon,
    warnings: &mut Vec<Warning>,
) -> Vec<MarkPair> {
    if !tokens.iter().any(|t| t.kind == TokenKind::Mark) {
        return Vec::new();
    }
    let mut scanner = Scanner::new(text, tokens, lexicon);
    for (i, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Mark {
            scanner.mark(i, warnings);
        }
    }
    scanner.finish(warnings)
}

#[derive(Clone, Copy)]
struct OpenMark {
    token: usize,
    single: bool,
    /// Slot in `found`, so that parents come before their children.
    slot: usize,
}

struct Scanner<'a> {
    text: &'a str,
    tokens: &'a [ParsedToken],
    lexicon: &'a Lexicon,
    stack: Vec<OpenMark>,
    found: Vec<Option<MarkPair>>,
    /// For every token, true if it is, or comes before, a single mark that can only close.
    single_closer_behind: Vec<bool>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, tokens: &'a [ParsedToken], lexicon: &'a Lexicon) -> Self {
        let mut scanner = Self {
            text,
            tokens,
            lexicon,
            stack: Vec::new(),
            found: Vec::new(),
            single_closer_behind: Vec::new(),
        };
        let mut seen = false;
        let mut behind = vec![false; tokens.len() + 1];
        for i in (0..tokens.len()).rev() {
            seen |= tokens[i].kind == TokenKind::Mark
                && matches!(scanner.glyph(i), "'" | "’")
                && scanner.touches_before(i)
                && !scanner.touches_word_after(i);
            behind[i] = seen;
        }
        scanner.single_closer_behind = behind;
        scanner
    }

    fn glyph(&self, i: usize) -> &'a str {
        self.tokens[i].span.of(self.text)
    }

    fn touches_before(&self, i: usize) -> bool {
        i > 0 && !self.tokens[i].spaced && !self.opens_context(i - 1)
    }

    /// True if an opening mark can directly follow token `i`.
    fn opens_context(&self, i: usize) -> bool {
        match self.tokens[i].kind {
            TokenKind::Open | TokenKind::Dash => true,
            TokenKind::Mark => self.stack.last().is_some_and(|open| open.token == i),
            _ => false,
        }
    }

    fn touches_after(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|t| !t.spaced)
    }

    fn touches_word_after(&self, i: usize) -> bool {
        self.touches_after(i) && matches!(self.tokens[i + 1].kind, TokenKind::Word | TokenKind::Number)
    }

    fn mark(&mut self, i: usize, warnings: &mut Vec<Warning>) {
        let glyph = self.glyph(i);
        let (before, after) = (self.touches_before(i), self.touches_after(i));
        let pairs = self.lexicon.marks().iter();
        let (mut opens, mut closes, mut single) = (false, false, false);
        for pair in pairs {
            if pair.open == glyph {
                opens = true;
                single |= pair.apostrophe;
            }
            if pair.close == glyph {
                closes = true;
                single |= pair.apostrophe;
            }
        }
        if !opens && !closes {
            return;
        }
        if single {
            return self.single_mark(i, opens, before);
        }
        let open_double = self.stack.iter().rposition(|o| !o.single);
        let low_open = open_double.is_some_and(|d| self.glyph(self.stack[d].token) == "„");
        let wants_open = match (opens, closes) {
            // An opening glyph in the place of a closing one is a slip, and so is a closing glyph that opens.
            (true, false) => open_double.is_none() || !before || after,
            (false, true) => open_double.is_none() && !before && after,
            _ if glyph == "“" => !low_open && (open_double.is_none() || !before || after),
            _ if before == after => open_double.is_none(),
            _ => !before && after,
        };
        if wants_open {
            if let Some(depth) = open_double.filter(|_| !self.is_nested_style(i)) {
                self.lost(depth, i, warnings);
            }
            self.open(i, false);
        } else if let Some(depth) = open_double {
            self.stack.truncate(depth + 1);
            self.close(i, i + 1, true);
        }
    }

    /// True if the opening glyph at `i` differs from the one that is open, so that it can open a quotation
    /// inside.
    fn is_nested_style(&self, i: usize) -> bool {
        self.stack
            .last()
            .is_some_and(|open| self.glyph(open.token) != self.glyph(i) && self.stack.len() < DEEPEST)
    }

    fn single_mark(&mut self, i: usize, opens: bool, before: bool) {
        let top_single = self.stack.last().is_some_and(|open| open.single);
        let is_close_glyph = matches!(self.glyph(i), "'" | "’");
        if is_close_glyph && before && !self.touches_word_after(i) {
            if top_single && !self.is_plural_possessive(i) {
                self.close(i, i + 1, true);
            }
        } else if opens && !before && self.touches_word_or_mark_after(i) && self.can_open_single(i) {
            self.open(i, true);
        }
    }

    fn touches_word_or_mark_after(&self, i: usize) -> bool {
        self.touches_after(i)
    }

    /// A single mark opens only if one that can close follows in the paragraph, and not before "'90s" or
    /// "'em".
    fn can_open_single(&self, i: usize) -> bool {
        let next = &self.tokens[i + 1];
        let clipped =
            next.kind == TokenKind::Number && self.lexicon.orthography().is_decade(next.text(self.text));
        let already = self.stack.iter().any(|open| open.single);
        !clipped && !already && self.single_closer_behind.get(i + 1).copied().unwrap_or(false)
    }

    /// "the workers' union" inside single marks: an s before it, a word after it, and a better closing mark
    /// further on.
    fn is_plural_possessive(&self, i: usize) -> bool {
        let s_before = self.lexicon.orthography().takes_bare_apostrophe(self.tokens[i - 1].text(self.text));
        let word_behind = self.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.capital());
        s_before && word_behind && self.single_closer_behind.get(i + 1).copied().unwrap_or(false)
    }

    fn open(&mut self, token: usize, single: bool) {
        if self.stack.len() >= DEEPEST {
            return;
        }
        self.stack.push(OpenMark { token, single, slot: self.found.len() });
        self.found.push(None);
    }

    /// Closes the innermost open mark; `end` is the token after the last one inside.
    fn close(&mut self, end: usize, next: usize, closed: bool) {
        let Some(open) = self.stack.pop() else { return };
        if end <= open.token + 1 {
            return;
        }
        let (first, last) = (self.tokens[open.token + 1].span, self.tokens[end - 1].span);
        let parent = self.stack.last().map(|o| o.slot);
        self.found[open.slot] = Some(MarkPair {
            open: open.token,
            end,
            next,
            span: first.cover(last),
            closed,
            parent,
            single: open.single,
        });
    }

    /// The double mark at `depth` of the stack was never closed before `limit`.
    fn lost(&mut self, depth: usize, limit: usize, warnings: &mut Vec<Warning>) {
        let open = self.stack[depth];
        self.stack.truncate(depth + 1);
        let broken = self.broken_close(open.token + 1, limit);
        warnings.push(Warning {
            span: self.tokens[open.token].span,
            kind: if broken.is_some() { WarningKind::BrokenClose } else { WarningKind::Unclosed },
        });
        let (end, next) = broken.unwrap_or((limit, limit));
        self.close(end, next, broken.is_some());
    }

    /// A closing mark destroyed by a broken encoding: `,?` or a replacement character that touches a comma or
    /// full stop.
    fn broken_close(&self, from: usize, limit: usize) -> Option<(usize, usize)> {
        (from + 1..limit).find_map(|i| {
            let token = &self.tokens[i];
            let before = &self.tokens[i - 1];
            let lost = matches!(token.span.of(self.text), "?" | "\u{fffd}") && !token.spaced;
            let spaced = self.tokens.get(i + 1).is_none_or(|t| t.spaced);
            let touches_end = before.kind == TokenKind::Comma
                || (before.kind == TokenKind::Stop && token.kind == TokenKind::Other);
            (lost && spaced && touches_end).then_some((i, i + 1))
        })
    }

    fn finish(mut self, warnings: &mut Vec<Warning>) -> Vec<MarkPair> {
        // An unclosed single mark is an apostrophe; an unclosed double one runs to the end of the paragraph.
        while let Some(open) = self.stack.last().copied() {
            if open.single {
                self.stack.pop();
            } else {
                self.lost(self.stack.len() - 1, self.tokens.len(), warnings);
            }
        }
        compact(self.found)
    }
}

/// Drops the empty slots, renumbers the parents, and drops what overlaps without nesting, so that the
/// outermost spans are disjoint.
fn compact(found: Vec<Option<MarkPair>>) -> Vec<MarkPair> {
    let mut kept: Vec<MarkPair> = Vec::with_capacity(found.len());
    // Indices of the spans that are still open at the place reached; each is inside the one before it.
    let mut around: Vec<usize> = Vec::new();
    for mut marked in found.into_iter().flatten() {
        while around.last().is_some_and(|&i| kept[i].next <= marked.open) {
            around.pop();
        }
        // A span that was cut short by a lost mark may end inside one that opened in it.
        if around.last().is_some_and(|&i| !kept[i].span.contains(marked.span)) {
            continue;
        }
        marked.parent = around.last().copied();
        around.push(kept.len());
        kept.push(marked);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::tokenize;

    fn inside(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::built_in();
        let mut tokens = Vec::new();
        tokenize(text, Span::new(text, 0, text.len()).unwrap(), lexicon, &mut tokens);
        marked_spans(text, &tokens, lexicon, &mut Vec::new()).iter().map(|m| m.span.of(text)).collect()
    }

    #[test]
    fn every_pair_of_marks_is_found() {
        for text in [
            "“It rained,” he said",
            "\"It rained,\" he said",
            "''It rained,'' he said",
            "«It rained,» he said",
        ] {
            assert_eq!(inside(text), ["It rained,"], "{text}");
        }
        assert_eq!(inside("„Es regnet“, sagte er"), ["Es regnet"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(inside("The workers' union didn't pay Ana's ’90s debts"), Vec::<&str>::new());
        assert_eq!(inside("She called it ‘the nurses’ day’ again"), ["the nurses’ day"]);
        assert_eq!(inside("Mayor: 'It rained' on Ana's day"), ["It rained"]);
    }

    #[test]
    fn nested_marks_have_a_parent() {
        assert_eq!(inside("“He said ‘stop’ to me,” she said"), ["He said ‘stop’ to me,", "stop"]);
    }

    #[test]
    fn a_lost_mark_stays_in_its_place() {
        assert_eq!(inside("\"It rained all day,? he said. Then he left."), ["It rained all day,"]);
        assert_eq!(inside("\"It rained, he said. \"We left.\""), ["It rained, he said.", "We left."]);
        assert_eq!(inside("“It rained. We left."), ["It rained. We left."]);
    }

    #[test]
    fn ten_thousand_opening_marks_are_survived() {
        for (mark, wanted) in [("“", 0), ("\"", 0), ("‘", 0), ("'", 2), ("''", 2), ("« ", 0)] {
            let text = mark.repeat(10_000);
            assert_eq!(inside(&text).len(), wanted, "{mark}");
        }
    }
}
