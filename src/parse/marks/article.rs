//! What the article around a paragraph shows about its single marks.
//!
//! In: the text of the article. Out: two answers that no paragraph can give alone: whether the article quotes in single
//! marks, and whether the next paragraph opens a quotation again. A quotation of several paragraphs is closed only in the
//! last one, so that in the others nothing but these answers tells its mark from an apostrophe.

use std::cell::OnceCell;

use memchr::memchr2_iter;

use crate::segment::{Line, LineKind};

/// The marks of one article. The answers are computed when they are first asked for.
#[derive(Debug)]
pub struct ArticleMarks<'t> {
    text: &'t str,
    singly: OnceCell<bool>,
}

impl<'t> ArticleMarks<'t> {
    /// Begins an article.
    pub fn new(text: &'t str) -> Self {
        Self { text, singly: OnceCell::new() }
    }

    /// What is around one line. `left_open`: whether the line before ended within a quotation in single marks.
    pub fn around(&self, line: Line, left_open: bool) -> MarkContext<'_> {
        MarkContext {
            article: self,
            end: line.span.end(),
            headline: line.kind == LineKind::Headline,
            left_open,
        }
    }

    /// True if most quotations that surely are some stand in single marks. Only marks behind a comma or a full stop count,
    /// which no apostrophe is.
    fn quotes_singly(&self) -> bool {
        *self.singly.get_or_init(|| {
            let (mut single, mut double) = (0, 0);
            // All curly marks begin with the byte E2. A double mark of ASCII is looked for on its own.
            for at in memchr2_iter(b'\'', 0xE2, self.text.as_bytes()) {
                let Some(glyph) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
                match glyph {
                    '“' | '”' => double += 1,
                    '\'' | '’' if self.closes_clause(at, glyph) => single += 1,
                    _ => {}
                }
            }
            double += memchr::memchr_iter(b'"', self.text.as_bytes()).count();
            single * 2 > double
        })
    }

    /// True if the glyph at `at` touches a comma or a full stop before it, and nothing after it.
    fn closes_clause(&self, at: usize, glyph: char) -> bool {
        let after = self.text[at + glyph.len_utf8()..].chars().next();
        self.text[..at].ends_with([',', '.', '!', '?']) && after.is_none_or(char::is_whitespace)
    }
}

/// What is around one paragraph.
#[derive(Debug, Clone, Copy)]
pub struct MarkContext<'m> {
    article: &'m ArticleMarks<'m>,
    end: usize,
    /// True if the paragraph is a headline, which no quotation goes beyond.
    pub headline: bool,
    /// True if the paragraph before ended within a quotation in single marks.
    pub left_open: bool,
}

impl MarkContext<'_> {
    /// True if the article quotes in single marks.
    pub fn quotes_singly(&self) -> bool {
        self.article.quotes_singly()
    }

    /// True if the next line begins with a single mark that touches a word: a quotation of several paragraphs is opened
    /// again in each of them.
    pub fn is_reopened(&self) -> bool {
        let after = self.article.text.get(self.end..).unwrap_or_default().trim_start();
        let opened = after.strip_prefix(['\'', '‘']);
        opened.is_some_and(|words| {
            words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '…' | '['))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_quotes_in_the_marks_of_most_clauses() {
        for (text, wanted) in [
            ("'It rained,' he said. 'We left.' It was a 'flood'.", true),
            ("‘It rained,’ he said.", true),
            ("'He said \"stop\" to me,' she said. 'Then he left.'", true),
            ("\"It rained,\" he said. \"He said 'stop,' and left.\" \"Yes.\"", false),
            ("“It rained,” he said. “He said ‘stop,’ and left.” “Yes.”", false),
            ("The workers' hall is Ana's.", false),
            ("", false),
        ] {
            assert_eq!(ArticleMarks::new(text).quotes_singly(), wanted, "{text}");
        }
    }
}
