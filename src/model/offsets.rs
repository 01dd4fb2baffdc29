//! Byte offsets ↔ Unicode code points. In: an article's text. Out: the code point index of any byte offset, and back.
//!
//! Spans are bytes everywhere; machine output and annotated articles count code points. One pass notes the
//! count every [`STEP`] bytes, so that a look-up counts within one step: linear over an article of any
//! length, in whatever order its spans come. An article keeps its counts ([`TextCounts`]), since many verdicts can point into it.

use std::borrow::Cow;
use std::sync::OnceLock;

/// Bytes between two stored counts; small enough for a sum in one byte.
const STEP: usize = 128;

/// Converts byte offsets of one text to code point indices.
pub struct Offsets<'t> {
    bytes: &'t [u8],
    /// Characters that begin before byte `k * STEP`; empty for a text in ASCII, where both counts are one.
    before: Cow<'t, [usize]>,
}

/// The counts of a text that never changes, made when somebody first asks. They follow from the text, so they do not part equal articles.
#[derive(Debug, Clone, Default)]
pub(super) struct TextCounts(OnceLock<Box<[usize]>>);

impl TextCounts {
    /// The offsets of the text. Give the same text each time.
    pub fn of<'t>(&'t self, text: &'t str) -> Offsets<'t> {
        let before = self.0.get_or_init(|| counts(text).into());
        Offsets { bytes: text.as_bytes(), before: Cow::Borrowed(before) }
    }
}

impl PartialEq for TextCounts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for TextCounts {}

impl<'t> Offsets<'t> {
    /// Counts the characters of `text` in one pass.
    pub fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), before: counts(text).into() }
    }

    /// Returns the number of code points before byte `byte`, which must be a character boundary. Beyond the
    /// end of the text, it returns the text's length.
    pub fn code_point(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        if self.before.is_empty() {
            return byte;
        }
        let step = (byte / STEP).min(self.before.len() - 1);
        #[cfg(test)]
        crate::steps::count(byte - step * STEP);
        self.before[step] + self.bytes[step * STEP..byte].chunks(STEP).map(beginnings).sum::<usize>()
    }
}

impl Offsets<'_> {
    /// Returns the byte at which a code point begins, or the length of the text for the index behind the last one. `None` beyond that.
    pub fn byte(&self, code_point: usize) -> Option<usize> {
        if self.before.is_empty() {
            return (code_point <= self.bytes.len()).then_some(code_point);
        }
        let step = self.before.partition_point(|&before| before <= code_point).saturating_sub(1);
        let mut count = self.before[step];
        let begins = |&at: &usize| self.bytes[at] & 0xC0 != 0x80;
        for at in (step * STEP..self.bytes.len()).filter(begins) {
            if count == code_point {
                return Some(at);
            }
            count += 1;
        }
        (count == code_point).then_some(self.bytes.len())
    }
}

/// The counts before each step; none for a text in ASCII.
fn counts(text: &str) -> Vec<usize> {
    #[cfg(test)]
    crate::steps::count(text.len());
    if text.is_ascii() {
        return Vec::new();
    }
    let mut before = Vec::with_capacity(text.len() / STEP + 1);
    let mut count = 0;
    for chunk in text.as_bytes().chunks(STEP) {
        before.push(count);
        count += beginnings(chunk);
    }
    before
}

/// Counts the characters that begin in at most [`STEP`] bytes. Each byte except continuation bytes begins
/// one.
fn beginnings(chunk: &[u8]) -> usize {
    usize::from(chunk.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_up_costs_one_step_of_the_counts_in_a_text_of_any_length() {
        let long = "Nobody says “é” here. ".repeat(20_000);
        let offsets = Offsets::new(&long);
        let look = || long.char_indices().step_by(7).map(|(byte, _)| offsets.code_point(byte)).max();
        let (last, steps) = crate::steps::counted(look);
        assert!(last.is_some_and(|last| last < long.len()));
        assert!(steps <= STEP * long.len() / 7, "{steps}");
    }

    #[test]
    fn an_article_counts_its_code_points_once() {
        use crate::model::{Article, ArticleHeader};
        let text = "Nobody says “é” here. ".repeat(2_000);
        let article = Article::new("a", ArticleHeader::default(), text).unwrap();
        let (first, once) = crate::steps::counted(|| article.offsets().code_point(15));
        let (again, more) =
            crate::steps::counted(|| (0..100).map(|_| article.offsets().code_point(15)).max());
        assert_eq!((first, again), (13, Some(13)));
        assert!(once >= article.text().len() && more <= 100 * STEP, "{once} and {more}");
    }

    #[test]
    fn agrees_with_counting_at_every_boundary() {
        let mixed = "“Sí,” said 李 of 🏛 Ana Ruiz. ".repeat(40);
        for text in ["", "plain", "é", &mixed, &"x".repeat(STEP), &"é".repeat(STEP)] {
            let offsets = Offsets::new(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.code_point(byte), count);
                assert_eq!(offsets.byte(count), Some(byte));
            }
            assert_eq!(offsets.code_point(text.len()), text.chars().count());
            assert_eq!(offsets.code_point(text.len() + 9), text.chars().count());
            assert_eq!(offsets.byte(text.chars().count()), Some(text.len()));
            assert_eq!(offsets.byte(text.chars().count() + 1), None);
        }
    }
}
