//! Text → the same text with what a page puts into its sentences taken out: hyphens at the ends of lines, numbers of pages, running heads.
//!
//! In: a text as it was printed on pages. Out: the same text, byte for byte as long, so that every offset stays:
//!
//! ```text
//! coun-⏎cils          one word, with an invisible character for the hyphen and the break
//! well-⏎known         the hyphen stays where it is the word's own: both parts are words, and the whole is none
//! the north end⏎⏎Page 3 of 9⏎⏎is whole        blanks, where a sentence goes on behind it ([`page`](super::page))
//! ```

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use super::page;
use super::raised::is_raised;
use crate::lexicon::Lexicon;

/// Invisible characters of two and of three bytes: both are part of a word that holds them.
pub const TWO_BYTES: char = '\u{ad}';
pub const THREE_BYTES: char = '\u{2060}';
/// Bytes between the parts of a broken word, at most: a hyphen, line ends, the foot of a page and the head of the next.
const MAX_BREAK_BYTES: usize = 240;
/// A shorter word, in bytes, can be a unit of measure.
const MIN_NOTED_BYTES: usize = 4;
/// Figures of the number of a footnote.
const MAX_FIGURES: usize = 3;

/// Takes out what pages put into sentences. The time is linear.
pub fn unbroken<'t>(text: &'t str, lexicon: &Lexicon) -> Cow<'t, str> {
    let noise = page::noise(text, lexicon);
    let bare = if noise.is_empty() { Cow::Borrowed(text) } else { blanked(text, &noise) };
    let hyphens = hyphens(&bare, &noise, lexicon);
    if hyphens.is_empty() {
        return bare;
    }
    let mut out = bare.into_owned().into_bytes();
    for range in hyphens {
        fill_invisible(&mut out[range]);
    }
    // Whole characters were replaced by whole ones.
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Puts blanks for some bytes of a text, which begin and end between characters.
fn blanked<'t>(text: &'t str, ranges: &[Range<usize>]) -> Cow<'t, str> {
    let mut out = text.as_bytes().to_vec();
    for range in ranges {
        out[range.clone()].fill(b' ');
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Fills two bytes and more with invisible characters, which part no word.
fn fill_invisible(mut room: &mut [u8]) {
    while room.len() >= 2 {
        let length = if room.len() == 3 { 3 } else { 2 };
        let (here, rest) = room.split_at_mut(length);
        if length == 2 { TWO_BYTES } else { THREE_BYTES }.encode_utf8(here);
        room = rest;
    }
}

/// The hyphens at the ends of lines that no word has, each with its break and what a page prints there. `bare` is the text without that
/// noise.
fn hyphens(bare: &str, noise: &[Range<usize>], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let ends = memchr_iter(b'\n', bare.as_bytes()).map(|end| (end, end + 1));
    let breaks = ends.chain(noise.iter().map(|range| (range.start, range.end)));
    let mut out: Vec<Range<usize>> =
        breaks.filter_map(|(end, next)| hyphen(bare, end, next, lexicon)).collect();
    out.sort_unstable_by_key(|range| range.start);
    out
}

/// The hyphen of a word that is broken from `end` to `next`, with the break.
fn hyphen(text: &str, end: usize, next: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let line = text[..end].trim_end_matches('\r');
    let behind = text[next..].trim_start_matches(' ');
    let next = text.len() - behind.len();
    let sign = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}'))?;
    let at = line.len() - sign.len_utf8();
    let word = line[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let goes_on = behind.starts_with(char::is_lowercase);
    if word.is_empty() || !goes_on || !(2..=MAX_BREAK_BYTES).contains(&(next - at)) {
        return None;
    }
    let rest = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    (sign != '-' || !is_compound(word, rest, lexicon)).then_some(at..next)
}

/// True if a hyphen joins two words: both are known, and what they would be together is not.
fn is_compound(first: &str, second: &str, lexicon: &Lexicon) -> bool {
    let known = |word: &str| {
        let lower = word.to_lowercase();
        lexicon.frequencies().lists(&lower) || !lexicon.classes(&lower).is_empty()
    };
    first.len() > 2
        && second.len() > 2
        && known(first)
        && known(second)
        && !known(&format!("{first}{second}"))
}

/// Puts blanks for the marks of footnotes: `[4]` and raised figures at a word or a stop. The time is linear.
pub fn without_notes(text: &str) -> Cow<'_, str> {
    let mut notes: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| *c == '[' || is_raised(*c)) {
        if notes.last().is_some_and(|last: &Range<usize>| at < last.end) {
            continue;
        }
        let rest = &text[at..];
        let length = if c == '[' { cited(rest) } else { raised(rest) };
        let before = &text[..at];
        let word = before.len() - before.trim_end_matches(char::is_alphabetic).len();
        let behind_stop = before.ends_with(['.', ',', ';', '!', '?', ')', '”', '"', '’']);
        // "40 km²" is a measure.
        let behind_word = if c == '[' { word > 0 } else { word >= MIN_NOTED_BYTES };
        if let Some(length) =
            length.filter(|_| behind_stop || behind_word || notes.last().is_some_and(|l| l.end == at))
        {
            notes.push(at..at + length);
        }
    }
    if notes.is_empty() { Cow::Borrowed(text) } else { blanked(text, &notes) }
}

/// The bytes of "[4]".
fn cited(text: &str) -> Option<usize> {
    let inner = text.as_bytes().get(1..)?;
    let figures = inner.iter().take_while(|b| b.is_ascii_digit()).take(MAX_FIGURES + 1).count();
    ((1..=MAX_FIGURES).contains(&figures) && inner.get(figures) == Some(&b']')).then_some(figures + 2)
}

/// The bytes of raised figures.
fn raised(text: &str) -> Option<usize> {
    let length = text.chars().take(MAX_FIGURES).take_while(|c| is_raised(*c)).map(char::len_utf8).sum();
    (length > 0).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that are left.
    fn read(text: &str) -> String {
        let out = unbroken(text, Lexicon::built_in());
        assert_eq!(out.len(), text.len(), "{text}");
        let out = out.replace([TWO_BYTES, THREE_BYTES], "");
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_whole_again() {
        for (text, wanted) in [
            ("sent to the coun-\ncils of the pro-\r\nvince", "sent to the councils of the province"),
            ("sent to the coun\u{ad}\ncils", "sent to the councils"),
            ("the coun-\n cils", "the councils"),
            ("a well-\nknown man", "a well- known man"),
            ("the Quay-\nLeith line", "the Quay- Leith line"),
            ("from 3-\nfive", "from 3- five"),
            ("it fell -\nand rose", "it fell - and rose"),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn heads_and_numbers_of_pages_part_no_sentence() {
        let before = "The ferry will run every night until the bridge";
        for head in [
            "\n\n3\n\n",
            "\n86\n",
            "\n\nPage 3 of 9\n\n",
            "\n\n\nBulletin of the board       Page 3\n\n",
            "\n\nBulletin\n- 3 -\n\n",
        ] {
            assert_eq!(
                read(&format!("{before}{head}is whole again.")),
                format!("{before} is whole again."),
                "{head}"
            );
        }
        for text in [
            "The ferry ran every night.\n\n3\n\nis whole again.",
            "The ferry will run every night until the bridge\n\nNobody knows\n\nis whole again.",
            "The ferry will run every night until the bridge\n\n3\n\nIs whole again.",
            "It sold\n2024\nboats.",
        ] {
            assert_eq!(unbroken(text, Lexicon::built_in()), text);
        }
    }

    #[test]
    fn marks_of_footnotes_are_no_words() {
        for (text, wanted) in [
            ("The wells are deep.[4] They hold.¹²", "The wells are deep. They hold."),
            ("The wells[4][5] are deep³.", "The wells are deep ."),
            ("It covers 40 km² and 10³ wells.", "It covers 40 km² and 10³ wells."),
            ("He said [12] men came, not [them].", "He said [12] men came, not [them]."),
        ] {
            let out = without_notes(text);
            assert_eq!(out.len(), text.len());
            assert_eq!(out.split_whitespace().collect::<Vec<_>>().join(" "), wanted);
        }
    }

    #[test]
    fn hostile_texts_take_no_time() {
        for piece in ["a-\n", "3\n", "a\n\n3\n\n", "-\n", "\u{ad}\n", "Page 3\n"] {
            let text = piece.repeat(100_000);
            assert_eq!(unbroken(&text, Lexicon::built_in()).len(), text.len());
        }
        for piece in ["[", "[4", "[4]", "¹", "a¹", "word"] {
            let text = piece.repeat(100_000);
            assert_eq!(without_notes(&text).len(), text.len());
        }
    }
}
