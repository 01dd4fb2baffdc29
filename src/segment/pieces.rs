//! Long lines → pieces.
//!
//! In: a text and one of its lines. Out: where the first piece of it ends, if it is longer than a paragraph may be. No quotation is cut there, as
//! far as that can be seen without parsing: a piece ends behind a sentence that stands outside of marks. What is inside is told from the
//! characters around each mark, never by counting marks, so that one that is missing or too many misleads to the next one only.

use std::cmp::Reverse;
use std::ops::Range;

use crate::lexicon::Lexicon;

/// The longest line that is read as one paragraph, in bytes. The captions of a debate of two hours, which have no full stops, are half of it. A
/// paragraph is in memory with all its layers, which take nearly thirty bytes for each of its own, and a mark that is not closed may mislead to
/// its end.
pub(super) const LONGEST: usize = 1 << 18;

/// Marks that a place stands in, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Inside {
    Nothing,
    /// Single marks, which may be apostrophes.
    Single,
    /// Double marks, of which one may not be closed.
    Double,
}

/// What ends before a place, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ends {
    /// A sentence, and a mark opens the next one: no quotation is parted from the words that name its speaker.
    BeforeMark,
    Sentence,
    /// A sentence that marks close: who said it may stand behind it.
    Marked,
    Word,
}

/// Where the first piece of a line ends: at the best place of its second half, the last of equals.
pub(super) fn piece_end(text: &str, line: &Range<usize>, lexicon: &Lexicon) -> usize {
    if line.len() <= LONGEST {
        return line.end;
    }
    let end = text.floor_char_boundary(line.start + LONGEST);
    let places = Scan::new(&text[line.start..end], lexicon).filter(|(_, at)| *at >= LONGEST / 2);
    let best = places.min_by_key(|&(suits, at)| (suits, Reverse(at)));
    best.map_or(end, |(_, at)| line.start + at)
}

/// The glyphs of a quotation mark, and what they do in one pair or another.
#[derive(Debug, Clone, Copy)]
struct Glyph<'t> {
    printed: &'t str,
    opens: bool,
    closes: bool,
    /// True if they may be an apostrophe.
    is_single: bool,
}

/// The walk over the words and marks of a piece: the places behind blanks.
struct Scan<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    /// Longer ones first.
    glyphs: Vec<Glyph<'t>>,
    at: usize,
    /// The last character that is no mark.
    before: char,
    /// Where the word begins.
    word: usize,
    /// True if the last sign ends a sentence; what closes may stand behind it.
    stopped: bool,
    /// True if marks close behind that sign.
    closed: bool,
    in_double: bool,
    in_single: bool,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, lexicon: &'t Lexicon) -> Self {
        let mut glyphs: Vec<Glyph<'t>> = Vec::new();
        for pair in lexicon.marks() {
            for (printed, opens) in [(&*pair.open, true), (&*pair.close, false)] {
                let (closes, is_single) = (!opens, pair.apostrophe);
                match glyphs.iter_mut().find(|glyph| glyph.printed == printed) {
                    Some(known) => {
                        known.opens |= opens;
                        known.closes |= closes;
                    }
                    None => glyphs.push(Glyph { printed, opens, closes, is_single }),
                }
            }
        }
        glyphs.sort_by_key(|glyph| Reverse(glyph.printed.len()));
        let (before, at, word) = (' ', 0, 0);
        let (stopped, closed, in_double, in_single) = (false, false, false, false);
        Self { text, lexicon, glyphs, at, before, word, stopped, closed, in_double, in_single }
    }

    /// The mark that a text begins with.
    fn glyph(&self, text: &str) -> Option<Glyph<'t>> {
        // No mark begins with a letter or a blank, as nearly all places do.
        let may_be = text.as_bytes().first().is_some_and(|b| !b.is_ascii_alphanumeric() && *b != b' ');
        may_be.then(|| self.glyphs.iter().find(|glyph| text.starts_with(glyph.printed)).copied())?
    }

    /// Passes a row of marks, and notes what they open and close; false where none stands.
    fn passes_marks(&mut self) -> bool {
        let mut row: Vec<Glyph<'t>> = Vec::new();
        let mut end = self.at;
        while let Some(glyph) = self.glyph(&self.text[end..]) {
            end += glyph.printed.len();
            row.push(glyph);
        }
        if row.is_empty() {
            return false;
        }
        let behind = self.text[end..].chars().next().unwrap_or(' ');
        let before = !self.before.is_whitespace() && !is_opening(self.before);
        let behind = behind.is_alphanumeric() || is_opening(behind);
        for glyph in &row {
            self.mark(*glyph, before, behind);
        }
        self.closed = self.stopped;
        self.at = end;
        true
    }

    /// Notes what a mark does, by whether words touch it `before` and `behind`.
    fn mark(&mut self, glyph: Glyph<'t>, before: bool, behind: bool) {
        let state = if glyph.is_single { &mut self.in_single } else { &mut self.in_double };
        *state = match (glyph.opens, glyph.closes) {
            // An apostrophe: "don't", "’tis".
            _ if glyph.is_single && behind && (before || !glyph.opens) => *state,
            (true, false) => !before || behind,
            (false, true) => !before && behind,
            _ if before == behind => !*state,
            _ => behind,
        };
        // What is quoted in a quotation ends with it.
        self.in_single &= glyph.is_single || self.in_double;
    }

    /// How well the place suits, which is behind a blank; `word` is what ends there.
    fn suits(&self, word: &str) -> (Inside, Ends) {
        let next = &self.text[self.at..];
        let ends = self.stopped && !next.starts_with(char::is_lowercase) && !self.is_abbreviation(word);
        let ends = match () {
            () if !ends => Ends::Word,
            () if self.closed => Ends::Marked,
            () if self.glyph(next).is_some_and(|glyph| glyph.opens) => Ends::BeforeMark,
            () => Ends::Sentence,
        };
        let inside = match (self.in_double, self.in_single) {
            (true, _) => Inside::Double,
            (false, true) => Inside::Single,
            (false, false) => Inside::Nothing,
        };
        (inside, ends)
    }

    /// True for "Dr." and "J.", behind which a sentence goes on.
    fn is_abbreviation(&self, word: &str) -> bool {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.lexicon.abbreviation(bare).is_some() || bare.chars().count() == 2
    }
}

impl Iterator for Scan<'_> {
    type Item = ((Inside, Ends), usize);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.passes_marks() {
                continue;
            }
            let c = self.text[self.at..].chars().next()?;
            let word = &self.text[self.word..self.at];
            self.before = c;
            self.at += c.len_utf8();
            if !c.is_whitespace() {
                let closes = matches!(c, ')' | ']');
                self.stopped = matches!(c, '.' | '?' | '!' | '…') || closes && self.stopped;
                self.closed &= closes;
                continue;
            }
            self.word = self.at;
            if !word.is_empty() {
                return Some((self.suits(word), self.at));
            }
        }
    }
}

/// True for what stands before a word and opens something, or joins it to another.
fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '$' | '£' | '€' | '#' | '@' | '¿' | '¡')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a line that repeats a sentence so often that it is cut twice.
    fn pieces(sentence: &str) -> (String, Vec<Range<usize>>) {
        let text = sentence.repeat(5 * LONGEST / 2 / sentence.len());
        let (mut left, mut found) = (0..text.len(), Vec::new());
        while !left.is_empty() {
            let end = piece_end(&text, &left, Lexicon::built_in());
            found.push(left.start..end);
            left.start = end;
        }
        (text, found)
    }

    #[test]
    fn a_long_line_is_cut_outside_of_quotations() {
        for (sentence, begins) in [
            ("“It rained. It poured,” Ana Ruiz said. ", "“It"),
            ("Ana Ruiz said, “It rained. It poured.” ", "Ana"),
            ("Ana Ruiz: \"It rained. It poured.\" ", "Ana"),
            ("‘It rained. It poured,’ Ana Ruiz said. The boys’ boat isn’t here. ", "‘It"),
            ("``It rained. It poured,'' Ana Ruiz said. ", "``It"),
            ("Ana Ruiz said (“It rained. It poured.”). ", "Ana"),
            ("Ana Ruiz said: „It rained. It poured.“ ", "Ana"),
            ("„It rained. It poured,“ Ana Ruiz said; ", "“It|„It|Ana|Ruiz|said"),
            ("Ana Ruiz: « It rained. It poured. » ", "Ana"),
            ("«\u{a0}It rained. It poured\u{a0}», said Ana Ruiz. ", "«\u{a0}It"),
            ("“It rained. ‘It poured.’ It stopped.” Ana Ruiz said so. ", "“It"),
            ("“It rained. It poured?” asked Ana Ruiz of the U.S. “Rain Board” of Dr. Berg. ", "“It"),
            ("It rained at the harbour. ", "It"),
            ("rain ", "rain"),
            ("rä", ""),
        ] {
            let (text, found) = pieces(sentence);
            assert!(found.len() > 2, "{sentence}");
            for piece in &found {
                let own = &text[piece.clone()];
                assert!(own.len() <= LONGEST, "{sentence}");
                assert!(begins.split('|').any(|begins| own.starts_with(begins)), "{sentence}: {:.20}", own);
            }
        }
    }

    /// The lengths of the words move the limit of a piece over all places of the sentence.
    #[test]
    fn a_quotation_is_not_parted_from_who_said_it() {
        for more in 0..60 {
            let sentence = format!("“It rained!” Ana Ruiz said at {}. ", "l".repeat(more + 2));
            let (text, found) = pieces(&sentence);
            assert!(found.iter().all(|piece| text[piece.clone()].starts_with("“It")), "{more}");
        }
    }

    #[test]
    fn a_mark_that_is_never_closed_hides_the_ends_of_sentences_and_nothing_is_lost() {
        let text = format!("“It rained. {}", "It poured. ".repeat(LONGEST / 8));
        let end = piece_end(&text, &(0..text.len()), Lexicon::built_in());
        assert!(text[end..].starts_with("It poured.") && end > LONGEST / 2);
        let short = &text[..LONGEST];
        assert_eq!(piece_end(short, &(0..short.len()), Lexicon::built_in()), short.len());
    }
}
