//! A place in one article's text.

use serde::Serialize;

/// A half-open byte range `start..end` into one article's text.
///
/// Invariant: `start <= end`, and both lie on `char` boundaries of that text. The fields are private so that
/// [`Span::new`] and [`Span::cover`] are the only ways in. Machine output counts Unicode code points; the
/// conversion is made once, where output is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes a span; `None` if the range goes beyond `text`, would cut a character in two, or is beyond 4
    /// GiB.
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        text.get(start..end)?;
        Some(Self { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
    }

    /// Returns the part of the span from one byte of the text to another. Both are known to lie within it and on boundaries, as those
    /// around ASCII letters do.
    #[inline]
    pub(crate) fn part(self, start: usize, end: usize) -> Self {
        debug_assert!(self.start() <= start && start <= end && end <= self.end());
        Self { start: start as u32, end: end as u32 }
    }

    /// Returns the smallest span that contains both; boundaries of valid spans stay boundaries.
    pub fn cover(self, other: Span) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the gap between the end of `self` and the start of `next`. The gap is empty, at the end of
    /// `self`, if they touch or overlap.
    pub fn gap_to(self, next: Span) -> Self {
        Self { start: self.end, end: next.start.max(self.end) }
    }

    /// Returns the offset of the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the offset after the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Returns the length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True if the span is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if `other` is completely inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the words. `text` must be the text that the span was made for; for another text the answer can
    /// be empty.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_never_cuts_a_character() {
        let text = "Sí.";
        assert!(Span::new(text, 0, 2).is_none());
        assert_eq!(Span::new(text, 0, 3).unwrap().of(text), "Sí");
        assert!(Span::new(text, 2, 9).is_none());
        assert!(Span::new(text, 3, 1).is_none());
    }

    #[test]
    fn touching_spans_do_not_overlap_and_have_an_empty_gap() {
        let text = "abcdef";
        let (a, b) = (Span::new(text, 0, 3).unwrap(), Span::new(text, 3, 6).unwrap());
        assert!(!a.overlaps(b));
        assert!(a.gap_to(b).is_empty());
        assert_eq!(a.cover(b).of(text), text);
    }
}
