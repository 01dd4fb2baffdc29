//! The walk over the marks of one paragraph.
//!
//! In: the tokens of one paragraph, and what is around it. Out: its pairs of marks. Double marks are paired here, with a
//! stack; what a single mark does is settled before the walk, in [`super::single`].

use super::article::MarkContext;
use super::double::{Glyph, Paragraph, inches};
use super::pair::{MarkPair, compact};
use super::sign::{MarkPart, signs};
use super::single::pair_singles;
use crate::lexicon::Lexicon;
use crate::model::{Warning, WarningKind};
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// Deepest nesting that is followed. Deeper marks are ignored.
const DEEPEST: usize = 3;
/// Pairs before a mark that are looked at for one that the mark closes.
const NEAR: usize = 16;

/// Pairs the marks of one paragraph. Linear in the number of tokens.
pub fn marked_spans(
    text: &str,
    tokens: &[ParsedToken],
    lexicon: &Lexicon,
    around: &MarkContext<'_>,
    warnings: &mut Vec<Warning>,
) -> Vec<MarkPair> {
    let paragraph = Paragraph { text, tokens, lexicon };
    let marks = paragraph.marks();
    if marks.is_empty() {
        return Vec::new();
    }
    let inches = inches(&paragraph, &marks);
    let mut signs = signs(&paragraph, &marks, &inches);
    pair_singles(&paragraph, around, &mut signs);
    let mut scanner = Scanner { paragraph, inches, stack: Vec::new(), glued: None, found: Vec::new() };
    let mut signs = signs.into_iter().peekable();
    for (i, glyph) in marks {
        let part = signs.next_if(|sign| sign.token == i).map_or(MarkPart::None, |sign| sign.part);
        scanner.mark(i, glyph, part, warnings);
    }
    let mut found = scanner.finish(warnings);
    for pair in found.iter_mut().filter(|pair| pair.single) {
        pair.minor = !around.quotes_singly();
    }
    found
}

#[derive(Clone, Copy)]
struct OpenMark {
    token: usize,
    single: bool,
    /// For a single mark that nothing closes: the token before which its words end.
    until: Option<usize>,
    /// Slot in `found`, so that parents come before their children.
    slot: usize,
}

struct Scanner<'a> {
    paragraph: Paragraph<'a>,
    /// Marks that measure something.
    inches: Vec<usize>,
    stack: Vec<OpenMark>,
    /// A double mark that closed a quotation and stands for the one that opens the next, if no other mark opens it.
    glued: Option<usize>,
    found: Vec<Option<MarkPair>>,
}

impl Scanner<'_> {
    fn touches_before(&self, i: usize) -> bool {
        i > 0 && !self.paragraph.tokens[i].spaced && !self.opens_context(i - 1)
    }

    /// True if an opening mark can directly follow token `i`.
    fn opens_context(&self, i: usize) -> bool {
        match self.paragraph.tokens[i].kind {
            TokenKind::Open | TokenKind::Dash => true,
            TokenKind::Mark => self.stack.last().is_some_and(|open| open.token == i),
            _ => false,
        }
    }

    fn mark(&mut self, i: usize, glyph: Glyph, part: MarkPart, warnings: &mut Vec<Warning>) {
        if let Some(open) = self.stack.iter().find(|open| open.until == Some(i)).copied() {
            self.close_single(i, open.token, warnings);
        }
        match part {
            MarkPart::Opens => self.open(i, true, None),
            MarkPart::OpensUntil(until) => self.open(i, true, Some(until)),
            MarkPart::Closes(opener) => self.close_single(i, opener, warnings),
            MarkPart::None if glyph.single => {}
            MarkPart::None => self.double_mark(i, glyph, warnings),
        }
    }

    fn double_mark(&mut self, i: usize, glyph: Glyph, warnings: &mut Vec<Warning>) {
        let open_double = self.stack.iter().rposition(|o| !o.single);
        let measures = open_double.is_some() && self.inches.binary_search(&i).is_ok();
        let clitic = open_double.is_none() && self.paragraph.is_before_clitic(i);
        if measures || clitic || self.paragraph.is_within_word(i) {
            return;
        }
        let printed = self.paragraph.printed(i);
        let (before, after) = (self.touches_before(i), self.paragraph.touches_after(i));
        let low_open = open_double.is_some_and(|d| self.paragraph.printed(self.stack[d].token) == "„");
        let wants_open = match (glyph.opens, glyph.closes) {
            // An opening glyph in the place of a closing one is a slip, and so is a closing glyph that opens.
            (true, false) => open_double.is_none() || !before || after,
            (false, true) => open_double.is_none() && !before && (after || i == 0),
            _ if printed == "“" => !low_open && (open_double.is_none() || !before || after),
            _ if before == after => open_double.is_none(),
            _ => !before && after,
        };
        if wants_open {
            if let Some(depth) = open_double.filter(|_| !self.is_nested_style(i)) {
                self.lost(depth, i, warnings);
            }
            self.glued = None;
            self.open(i, false, None);
        } else if let Some(depth) = open_double {
            self.stack.truncate(depth + 1);
            self.close(i, i + 1, true);
            self.glued = Some(i).filter(|_| depth == 0 && self.is_between_sentences(i));
        } else if let Some(open) = self.glued.take()
            && self.stack.is_empty()
            && self.paragraph.ends_clause(i)
        {
            self.split(open, i);
        }
    }

    /// True if the mark at `i` is glued to the sentences on both sides: `He left."She`.
    fn is_between_sentences(&self, i: usize) -> bool {
        self.paragraph.kind_before(i) == Some(TokenKind::Stop)
            && self.paragraph.touches_word_after(i)
            && self.paragraph.tokens[i + 1].capital()
    }

    /// Makes one mark of two that were glued together: "…left."She stayed," he said": the mark that closed the quotation before
    /// also opens the one that ends at `i`.
    fn split(&mut self, open: usize, i: usize) {
        let Some(before) =
            self.found.iter_mut().rev().take(NEAR).flatten().find(|pair| pair.next == open + 1)
        else {
            return;
        };
        before.next = open;
        self.open(open, false, None);
        self.close(i, i + 1, true);
    }

    /// True if the opening glyph at `i` differs from the one that is open, so that it can open a quotation
    /// inside.
    fn is_nested_style(&self, i: usize) -> bool {
        self.stack.last().is_some_and(|open| {
            self.paragraph.printed(open.token) != self.paragraph.printed(i) && self.stack.len() < DEEPEST
        })
    }

    /// Closes what the single mark at token `opener` opened, unless it was given up in between. Double marks that are open
    /// inside it are lost.
    fn close_single(&mut self, i: usize, opener: usize, warnings: &mut Vec<Warning>) {
        let Some(depth) = self.stack.iter().position(|open| open.token == opener) else { return };
        while self.stack.len() > depth + 1 {
            self.lost(self.stack.len() - 1, i, warnings);
        }
        let closed = self.stack[depth].until.is_none();
        self.close(i, i + usize::from(closed), closed);
    }

    fn open(&mut self, token: usize, single: bool, until: Option<usize>) {
        if self.stack.len() >= DEEPEST {
            return;
        }
        self.stack.push(OpenMark { token, single, until, slot: self.found.len() });
        self.found.push(None);
    }

    /// Closes the innermost open mark; `end` is the token after the last one inside.
    fn close(&mut self, end: usize, next: usize, closed: bool) {
        let Some(open) = self.stack.pop() else { return };
        if end <= open.token + 1 {
            return;
        }
        let (first, last) = (self.paragraph.tokens[open.token + 1].span, self.paragraph.tokens[end - 1].span);
        let parent = self.stack.last().map(|o| o.slot);
        self.found[open.slot] = Some(MarkPair {
            open: open.token,
            end,
            next,
            span: first.cover(last),
            closed,
            parent,
            single: open.single,
            minor: false,
        });
    }

    /// The double mark at `depth` of the stack was never closed before `limit`.
    fn lost(&mut self, depth: usize, limit: usize, warnings: &mut Vec<Warning>) {
        let open = self.stack[depth];
        self.stack.truncate(depth + 1);
        let broken = self.broken_close(open.token + 1, limit);
        warnings.push(Warning {
            span: self.paragraph.tokens[open.token].span,
            kind: if broken.is_some() { WarningKind::BrokenClose } else { WarningKind::Unclosed },
        });
        let (end, next) = broken.unwrap_or((limit, limit));
        self.close(end, next, broken.is_some());
    }

    /// A closing mark of the wrong kind, or one that was destroyed by a broken encoding: `,'`, `,?` or a replacement
    /// character that touches a comma or full stop.
    fn broken_close(&self, from: usize, limit: usize) -> Option<(usize, usize)> {
        (from + 1..limit).find_map(|i| {
            let token = &self.paragraph.tokens[i];
            let before = &self.paragraph.tokens[i - 1];
            let lost = matches!(token.span.of(self.paragraph.text), "?" | "\u{fffd}") && !token.spaced;
            let spaced = self.paragraph.tokens.get(i + 1).is_none_or(|t| t.spaced);
            let touches_end = before.kind == TokenKind::Comma
                || (before.kind == TokenKind::Stop && token.kind == TokenKind::Other);
            (spaced && (lost && touches_end || self.is_lone_single(i))).then_some((i, i + 1))
        })
    }

    /// True for a single mark that ends a clause and belongs to no pair.
    fn is_lone_single(&self, i: usize) -> bool {
        let token = &self.paragraph.tokens[i];
        token.kind == TokenKind::Mark
            && self.paragraph.ends_clause(i)
            && self.paragraph.glyph(i).is_some_and(|glyph| glyph.single)
            && !self.found.iter().rev().take(NEAR).flatten().any(|pair| pair.next == i + 1)
    }

    fn finish(mut self, warnings: &mut Vec<Warning>) -> Vec<MarkPair> {
        // What is open at the end of the paragraph runs to its end.
        while let Some(open) = self.stack.last().copied() {
            if open.single {
                let end = self.paragraph.tokens.len();
                self.close(end, end, false);
            } else {
                self.lost(self.stack.len() - 1, self.paragraph.tokens.len(), warnings);
            }
        }
        compact(self.found)
    }
}

#[cfg(test)]
mod tests {
    use super::super::article::ArticleMarks;
    use super::*;
    use crate::segment::{lines, tokenize};

    /// The words in marks of the first line of a text.
    fn inside(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::built_in();
        let Some(line) = lines(text, lexicon).next() else { return Vec::new() };
        let (article, mut tokens) = (ArticleMarks::new(text), Vec::new());
        tokenize(text, line.span, lexicon, &mut tokens);
        let around = article.around(line, false);
        let found = marked_spans(text, &tokens, lexicon, &around, &mut Vec::new());
        found.iter().map(|m| m.span.of(text)).collect()
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

    /// Each row: a text whose first line is looked at, and the words in marks.
    fn compare(rows: &[(&str, &[&str])]) {
        for (text, wanted) in rows {
            assert_eq!(inside(text), *wanted, "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_marks() {
        compare(&[
            ("The workers' union didn't pay Ana's ’90s debts", &[]),
            ("She called it ‘the nurses’ day’ again", &["the nurses’ day"]),
            ("Mayor: 'It rained' on Ana's day", &["It rained"]),
            ("Rock 'n' roll and fish 'n' chips are Ana's", &[]),
            ("It don''t rain and he can’’t leave", &[]),
            ("Tulsa\"s mayor met Ruiz\"s men. \"It rained,\" he said.", &["It rained,"]),
            ("He saw two \"maybe\"s in it", &["maybe"]),
            ("The class of '69 met in the workers' hall", &[]),
            ("'Tis the season. The workers' hall is shut.", &[]),
        ]);
    }

    #[test]
    fn apostrophes_inside_single_marks_close_nothing() {
        compare(&[
            (
                "'The workers' hall is ours, and it's shut,' he said.",
                &["The workers' hall is ours, and it's shut,"],
            ),
            ("'We told 'em in the '90s,' he said.", &["We told 'em in the '90s,"]),
            ("'We saw 'Ali leave the boys' club,' he said.", &["We saw 'Ali leave the boys' club,"]),
            ("'We keep goin' up there an' all,' he said.", &["We keep goin' up there an' all,"]),
            ("'It is 6' wide and 12\" deep,' he said.", &["It is 6' wide and 12\" deep,"]),
        ]);
    }

    #[test]
    fn a_closing_mark_may_look_like_an_apostrophe() {
        compare(&[
            (
                "Sources 'changed their claims' after it and were 'mere guests.'",
                &["changed their claims", "mere guests."],
            ),
            ("He called it 'a game of fools' and the players' union left", &["a game of fools"]),
            ("She praised 'the boys' and 'the girls' alike", &["the boys", "the girls"]),
            (
                "He said 'the bosses', 'the owners' and 'the guests'",
                &["the bosses", "the owners", "the guests"],
            ),
            ("He was one of 'the class of 2012' and left", &["the class of 2012"]),
        ]);
    }

    #[test]
    fn a_quotation_in_single_marks_goes_over_the_paragraph() {
        compare(&[
            // The next paragraph opens it again.
            ("He said: 'It rained.\n\n'We left.'", &["It rained."]),
            ("He said ‘It rained in the workers’ hall.\n\n‘We left.’", &["It rained in the workers’ hall."]),
            // A colon is before it, or the article quotes in single marks.
            ("He said: 'It rained.\n\nThey left.", &["It rained."]),
            ("'It rained. We left.\n\n'Yes,' he said.", &["It rained. We left."]),
            // Two paragraphs were joined.
            (
                "'It rained. 'We left,' he said. 'Then we slept.'",
                &["It rained.", "We left,", "Then we slept."],
            ),
            // Nothing speaks for it.
            (
                "'Ndrangheta men met in the workers' hall.\n\nThey left.",
                &["Ndrangheta men met in the workers"],
            ),
            ("It was 'Ali who came.\n\nThey left.", &[]),
            ("'Ali came to the hall.\n\n\"We left,\" he said.", &[]),
            ("He said: 'Workers unite\n\n'We left.'", &[]),
        ]);
    }

    #[test]
    fn marks_of_another_kind_close_too() {
        compare(&[
            ("“It rained,’’ he said. “We left.’’", &["It rained,", "We left."]),
            ("‘‘It rained,’’ he said", &["It rained,"]),
            (",,It rained,'' he said", &["It rained,"]),
            ("\"It rained,' he said. He left the workers' hall.", &["It rained,"]),
            ("'It rained,\" he said. \"We left.\"", &["It rained,", "We left."]),
            ("‘It rained,‘ he said", &["It rained,"]),
            ("’It rained,’ he said", &["It rained,"]),
            ("”It rained,” he said", &["It rained,"]),
            ("‘He said ‘go’’ to me", &["He said ‘go"]),
            ("“He said ‘go,’ and left", &["He said ‘go,’ and left", "go,"]),
            ("It was ,, he left", &[]),
        ]);
    }

    #[test]
    fn marks_glued_to_their_neighbours_keep_their_sides() {
        compare(&[
            ("“It rained,” he said.“We left.”", &["It rained,", "We left."]),
            ("He said:‘The rain stopped.’", &["The rain stopped."]),
            ("'It rained,' he said.'We left.'He slept.", &["It rained,", "We left."]),
            ("He said:'The rain stopped.'", &["The rain stopped."]),
            ("‘ It rained, ’ he said", &["It rained,"]),
            ("'It rained –' he said", &["It rained –"]),
            ("'It rained. '", &["It rained."]),
            ("\"It rained.\"We left,\" he said", &["It rained.", "We left,"]),
            ("\"It rained.\"He left. \"Yes,\" he said.", &["It rained.", "Yes,"]),
            ("\"It rained.\"He left.", &["It rained."]),
            ("” It rained,” he said", &["It rained,"]),
        ]);
    }

    #[test]
    fn single_and_double_marks_nest_both_ways() {
        compare(&[
            ("'He said \"stop\" to me,' she said", &["He said \"stop\" to me,", "stop"]),
            ("“He said ‘stop’ to me,” she said", &["He said ‘stop’ to me,", "stop"]),
            ("'He called it 'mad' and left,' she said", &["He called it 'mad' and left,", "mad"]),
            ("\"He said 'stop,\" she said of the workers' hall", &["He said 'stop,"]),
            ("'Yes,' he said. \"No,\" she said.", &["Yes,", "No,"]),
        ]);
    }

    #[test]
    fn measures_are_no_marks() {
        compare(&[
            ("He said, \"My son is 5'11\" and reads.\"", &["My son is 5'11\" and reads."]),
            ("A 12\" pipe and a 9\" one broke. \"Yes,\" he said.", &["Yes,"]),
            ("\"A 12\" pipe and a 9\" one broke,\" he said.", &["A 12\" pipe and a 9\" one broke,"]),
            // A figure may be the last word of a quotation.
            ("\"There were 12\" of them, he said. \"They left.\"", &["There were 12", "They left."]),
            ("It is 6' wide", &[]),
        ]);
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
        for (mark, wanted) in [("“", 0), ("\"", 0), ("‘", 0), ("'", 1), ("''", 1), ("« ", 0)] {
            let text = mark.repeat(10_000);
            assert_eq!(inside(&text).len(), wanted, "{mark}");
        }
    }
}
