//! Text → the same text with what a page puts into its sentences taken out: hyphens at the ends of lines, numbers of pages, running heads.
//!
//! In: a text as it was printed on pages. Out: the same text, byte for byte as long, so that every offset stays:
//!
//! ```text
//! coun-⏎cils          one word, with an invisible character for the hyphen and the break
//! well-⏎known         the hyphen stays where it is the word's own: both parts are words, and the whole is none
//! the north end⏎⏎Page 3 of 9⏎⏎is whole        blanks, where a sentence goes on behind it in small letters
//! ```

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use crate::lexicon::Lexicon;

/// Invisible characters of two and of three bytes: both are part of a word that holds them.
const TWO_BYTES: char = '\u{ad}';
const THREE_BYTES: char = '\u{2060}';
/// Words of a running head.
const MAX_HEAD_WORDS: usize = 12;
/// Lines of a running head, with the number of the page.
const MAX_HEAD_LINES: usize = 3;
/// A longer line, in bytes, is no running head.
const MAX_HEAD_BYTES: usize = 120;
/// A shorter word, in bytes, can be a unit of measure.
const MIN_NOTED_BYTES: usize = 4;
/// Figures of the number of a footnote.
const MAX_FIGURES: usize = 3;
/// A shorter line, in bytes, is not one of a paragraph that a page cuts.
const MIN_LINE_BYTES: usize = 20;

/// Takes out what pages put into sentences. The time is linear.
pub fn unbroken<'t>(text: &'t str, lexicon: &Lexicon) -> Cow<'t, str> {
    // Most texts have no number at the end of a short line.
    let short =
        |place: &Range<usize>| place.len() <= MAX_HEAD_BYTES && has_figures_at_an_end(&text[place.clone()]);
    let heads = if places(text).any(|place| short(&place)) {
        let lines: Vec<Range<usize>> = places(text).filter(|place| !place.is_empty()).collect();
        heads(text, &lines)
    } else {
        Vec::new()
    };
    let hyphens = hyphens(text, lexicon);
    if heads.is_empty() && hyphens.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = text.as_bytes().to_vec();
    for range in heads {
        out[range].fill(b' ');
    }
    for range in hyphens {
        let sign = if range.len() == 2 { TWO_BYTES } else { THREE_BYTES };
        sign.encode_utf8(&mut out[range]);
    }
    // Whole characters were replaced by whole ones.
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The hyphens at the ends of lines that no word has, each with its break.
fn hyphens(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for end in memchr_iter(b'\n', text.as_bytes()) {
        let line = text[..end].trim_end_matches('\r');
        let behind = text[end + 1..].trim_start_matches(' ');
        let next = text.len() - behind.len();
        let Some(sign) = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}')) else {
            continue;
        };
        let at = line.len() - sign.len_utf8();
        let word = line[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let goes_on = behind.starts_with(char::is_lowercase);
        if word.is_empty() || !goes_on || !(2..=3).contains(&(next - at)) {
            continue;
        }
        let rest = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if sign == '-' && is_compound(word, rest, lexicon) {
            continue;
        }
        out.push(at..next);
    }
    out
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

/// True if a line begins or ends in figures, with or without brackets and dashes around them.
fn has_figures_at_an_end(line: &str) -> bool {
    let figure = |b: &u8| b.is_ascii_digit() || matches!(b, b')' | b']' | b'(' | b'[' | b'-');
    line.as_bytes().first().is_some_and(figure) || line.as_bytes().last().is_some_and(figure)
}

/// The lines of a text, without blanks around them.
fn places(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.map(move |end| {
        let line = &text[from..end];
        let start = from + (line.len() - line.trim_start().len());
        let place = start..start + line.trim().len();
        from = end + 1;
        place
    })
}

/// Puts blanks for the marks of footnotes: `[4]` and raised figures at a word or a stop. The time is linear.
pub fn without_notes(text: &str) -> Cow<'_, str> {
    let mut notes: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '[' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'))
    {
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
    if notes.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = text.as_bytes().to_vec();
    for note in notes {
        out[note].fill(b' ');
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The bytes of "[4]".
fn cited(text: &str) -> Option<usize> {
    let inner = text.as_bytes().get(1..)?;
    let figures = inner.iter().take_while(|b| b.is_ascii_digit()).take(MAX_FIGURES + 1).count();
    ((1..=MAX_FIGURES).contains(&figures) && inner.get(figures) == Some(&b']')).then_some(figures + 2)
}

/// The bytes of raised figures.
fn raised(text: &str) -> Option<usize> {
    let is_raised = |c: &char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let length = text.chars().take(MAX_FIGURES).take_while(is_raised).map(char::len_utf8).sum();
    (length > 0).then_some(length)
}

/// The places between two parts of a sentence that hold nothing but the head or the foot of a page.
fn heads(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 1;
    while at + 1 < lines.len() {
        let Some(count) = head_lines(text, lines, at) else {
            at += 1;
            continue;
        };
        out.push(lines[at - 1].end..lines[at + count].start);
        at += count + 1;
    }
    out
}

/// How many lines from one on are a head that parts a sentence.
fn head_lines(text: &str, lines: &[Range<usize>], at: usize) -> Option<usize> {
    let words = |i: usize| &text[lines[i].clone()];
    let has_number = |i: usize| is_number(words(i)) || is_numbered(words(i));
    if !has_number(at) && !lines.get(at + 1).is_some_and(|_| has_number(at + 1)) {
        return None;
    }
    let before = words(at - 1);
    let open = before.len() >= MIN_LINE_BYTES
        && before.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-'));
    let most = MAX_HEAD_LINES.min(lines.len() - 1 - at);
    let count = (1..=most).find(|&count| words(at + count).starts_with(char::is_lowercase))?;
    let (first, last) = (at, at + count - 1);
    let blank = |a: usize, b: usize| text[lines[a].end..lines[b].start].matches('\n').count() > 1;
    let apart = blank(at - 1, first) && blank(last, last + 1);
    let numbered = (first..=last).any(has_number);
    // A number alone needs no blank lines; a head of words does.
    let lone = count == 1 && is_number(words(first));
    let short = (first..=last)
        .all(|i| words(i).split_whitespace().count() <= MAX_HEAD_WORDS && !words(i).ends_with('.'));
    (open && numbered && short && (apart || lone)).then_some(count)
}

/// True for the number of a page: "86", "- 3 -", "[3]".
fn is_number(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '[' | ']' | '(' | ')' | ' '));
    (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// True for a line that begins or ends in the number of a page: "Page 3 of 9", "Bulletin of the board   3".
fn is_numbered(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, last) = (words.next().unwrap_or_default(), words.next_back().unwrap_or_default());
    is_number(first) || is_number(last)
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
