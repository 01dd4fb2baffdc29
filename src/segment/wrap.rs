//! Text → the same text with each hard-wrapped paragraph on one line.
//!
//! E-mail, Markdown and older plain text break their lines at some width, in the middle of sentences, and
//! part paragraphs by blank lines; pages and most plain text give every paragraph one line. In: a text of
//! either kind. Out: the same text, byte for byte as long, with spaces where a break only wraps a line, so
//! that every offset stays.
//!
//! ```text
//! wrapped   = a line ends within a sentence, the next one goes on in small letters, and its first word had no room on the first
//! joined    = in a block of lines with such a break: every break behind a full line, and every one within a sentence
//! ```

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

/// Maximum width of wrapped lines, in characters. Most paragraphs that are not wrapped are longer.
const WIDEST: usize = 120;
/// Minimum width of wrapped lines in one block: narrower lines there are not prose…
const NARROWEST: usize = 40;
/// … and where the whole text is wrapped, in a narrow column.
const NARROW_COLUMN: usize = 24;
/// A line with at most this share of the widest line's width ends its paragraph.
const FULL: f64 = 0.9;
/// The same share for a line that ends within a sentence. It is lower, because lines broken by hand are
/// uneven.
const UNEVEN: f64 = 0.6;
/// Minimum number of wrapped breaks that show that the whole text is wrapped, and not only one block.
const SHOWN: usize = 2;

/// Replaces the breaks that only wrap lines by spaces. The time is linear.
pub fn unwrapped(text: &str) -> Cow<'_, str> {
    // In most texts a blank line parts any two others: nothing is wrapped.
    if !has_blocks(text) {
        return Cow::Borrowed(text);
    }
    let lines = printed(text);
    let blocks: Vec<&[Printed<'_>]> = lines.split(|l| l.words.is_empty()).filter(|b| b.len() > 1).collect();
    let widest = lines.iter().map(|l| l.width).max().unwrap_or(0);
    let all = (widest <= WIDEST && blocks.iter().map(|b| shown(b, widest)).sum::<usize>() >= SHOWN)
        .then_some(widest);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for block in blocks {
        let width = all.unwrap_or_else(|| block.iter().map(|l| l.width).max().unwrap_or(0));
        let narrowest = if all.is_some() { NARROW_COLUMN } else { NARROWEST };
        if !(narrowest..=WIDEST).contains(&width) || (all.is_none() && shown(block, width) == 0) {
            joined.extend(open_quotations(block));
            continue;
        }
        let pairs = block.windows(2).filter(|pair| goes_on(&pair[0], &pair[1], width));
        joined.extend(pairs.map(|pair| pair[0].end..pair[1].start + quoting(pair[1].words).len()));
    }
    if joined.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for gap in joined {
        out.push_str(&text[at..gap.start]);
        // A gap may hold white space of several bytes; only its line end, and the marks of quoted mail, are
        // in the way.
        out.extend(text[gap.clone()].chars().map(|c| if matches!(c, '\n' | '\r' | '>') { ' ' } else { c }));
        at = gap.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// True if two lines that are not blank stand one below the other.
fn has_blocks(text: &str) -> bool {
    let mut from = 0;
    let mut before = false;
    memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).any(|end| {
        let line = &text[from..end];
        from = end + 1;
        // Nearly all lines begin with what is no white space.
        let filled = line.as_bytes().first().is_some_and(u8::is_ascii_graphic) || !line.trim().is_empty();
        std::mem::replace(&mut before, filled) && filled
    })
}

/// The breaks of a block within a quotation that is still open, where the next line goes on in small letters: no paragraph ends there,
/// however short its lines are.
fn open_quotations(block: &[Printed<'_>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // In most blocks every line begins a paragraph.
    if !block.iter().skip(1).any(|line| begins_small(line.words)) {
        return out;
    }
    let (mut depth, mut straight) = (0i32, false);
    for pair in block.windows(2) {
        for c in pair[0].words.chars() {
            match c {
                '“' => depth += 1,
                '”' => depth -= 1,
                '"' => straight = !straight,
                _ => {}
            }
        }
        let open = (depth == 1 || straight) && !is_closed(pair[0].words);
        if open && begins_small(pair[1].words) && quoted_deep(pair[1].words) == 0 {
            out.push(pair[0].end..pair[1].start);
        }
    }
    out
}

/// A line of the text with its measures.
struct Printed<'t> {
    /// The line without white space at its ends.
    words: &'t str,
    /// The byte range of the words in the text.
    start: usize,
    end: usize,
    /// The number of characters before the words.
    indent: usize,
    /// Characters to the end of the words; 0 for a single word, such as an address, which no width can break.
    width: usize,
}

fn printed(text: &str) -> Vec<Printed<'_>> {
    let mut from = 0;
    let breaks = memchr_iter(b'\n', text.as_bytes());
    let mut lines = Vec::with_capacity(breaks.clone().count() + 1);
    lines.extend(breaks.chain(std::iter::once(text.len())).map(|end| {
        let line = &text[from..end];
        let words = line.trim();
        let start = from + (line.len() - line.trim_start().len());
        let indent = text[from..start].chars().count();
        from = end + 1;
        let width = if words.contains(' ') { indent + words.chars().count() } else { 0 };
        Printed { words, start, end: start + words.len(), indent, width }
    }));
    lines
}

/// Counts the breaks of a block that can only be wrapped lines.
fn shown(block: &[Printed<'_>], width: usize) -> usize {
    let wraps = |pair: &&[Printed<'_>]| {
        begins_small(pair[1].words) && !is_closed(pair[0].words) && is_full(&pair[0], &pair[1], width, 1.0)
    };
    block.windows(2).filter(wraps).count()
}

/// True if the paragraph of a line continues in the next line, if lines are known to be wrapped at `width`.
fn goes_on(line: &Printed<'_>, next: &Printed<'_>, width: usize) -> bool {
    let ended = is_closed(line.words);
    let apart = is_item(next.words) || begins_turn(next.words, true);
    if apart || quoted_deep(line.words) != quoted_deep(next.words) {
        return false;
    }
    if !ended {
        return begins_small(next.words) || is_full(line, next, width, UNEVEN);
    }
    next.indent <= line.indent && !begins_turn(next.words, false) && is_full(line, next, width, FULL)
}

/// True if there was no room on this line for the next line's first word.
fn is_full(line: &Printed<'_>, next: &Printed<'_>, width: usize, part: f64) -> bool {
    let word = next.words.split_whitespace().next().map_or(0, |w| w.chars().count());
    // Widths are below 2^53.
    line.width > 0 && (line.width + 1 + word) as f64 > width as f64 * part
}

/// True if the next line cannot go on with the last sentence. A colon or a comma leaves it open.
fn is_closed(line: &str) -> bool {
    let closers = ['"', '”', '’', '\'', '»', ')', ']', '*', '_'];
    line.trim_end_matches(closers).ends_with(['.', '!', '?', '…'])
}

fn begins_small(line: &str) -> bool {
    line[quoting(line).len()..].starts_with(char::is_lowercase)
}

/// True for an item of a list.
fn is_item(line: &str) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = match line.len() - behind.len() {
        0 => line.strip_prefix(['•', '*', '-', '+']),
        1..=3 => behind.strip_prefix([')', '.']),
        _ => None,
    };
    number.is_some_and(|rest| rest.starts_with([' ', '\t'])) || line.starts_with(['|', '#'])
}

/// Returns how many times a line of e-mail is quoted.
fn quoted_deep(line: &str) -> usize {
    quoting(line).bytes().filter(|b| *b == b'>').count()
}

/// Returns the `>` signs before a quoted line of e-mail.
fn quoting(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(['>', ' ']).len()]
}

/// True if the line begins with a label: a few capitalised words and a colon, such as "Ana Ruiz:" or "MR.
/// HALE:".
fn begins_turn(line: &str, all: bool) -> bool {
    let Some((label, _)) = line.split_once(':') else { return false };
    let capital = |word: &str| !word.starts_with(char::is_lowercase);
    let capitals =
        || label.chars().filter(|c| c.is_alphabetic()).count() > 1 && !label.contains(char::is_lowercase);
    label.split_whitespace().count() <= 5
        && if all { capitals() } else { label.split_whitespace().all(capital) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the lines that are left after unwrapping.
    fn left(text: &str) -> Vec<String> {
        let out = unwrapped(text);
        assert_eq!(out.len(), text.len(), "{text}");
        out.lines()
            .filter(|l| !l.trim().is_empty())
            .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_wrapped_paragraph_becomes_one_line() {
        for end in ["\n", "\r\n", "\n  "] {
            let lines = [
                "“The culvert under Mill Lane was laid before anybody here was",
                "born,” said Oda Brekke. “It will not take another spring like the",
                "last one.”",
            ];
            assert_eq!(left(&lines.join(end)), [lines.join(" ")], "{end:?}");
        }
        let quoted =
            "> Nobody on the parish council has ever seen the drawings of the\n> culvert, and nobody asked.";
        assert!(left(quoted)[0].ends_with("drawings of the culvert, and nobody asked."));
    }

    #[test]
    fn a_wrapped_text_joins_breaks_behind_sentences_too() {
        let text = "The culvert under Mill Lane was laid before anybody here was born.\nIt will not take another spring like the one that we have just had.\nNobody asked.\n\n\
                    Oda Brekke, who keeps the sluice, has asked for a new one for years\nand has never had an answer. The parish council\nsays that it has no drawings, no money\nand no time. She does not believe a word of it, and nor does anybody\nelse on the lane.";
        assert_eq!(left(text).len(), 2);
    }

    #[test]
    fn short_lines_are_joined_in_a_narrow_column_and_in_an_open_quotation() {
        assert_eq!(left("“We will not open\nagain,” said Oda."), ["“We will not open again,” said Oda."]);
        assert_eq!(left("\"We will not open\nagain,\" said Oda.").len(), 1);
        let narrow = "Nobody on the lane has seen\nthe drawings of the sluice,\nand nobody has asked for\nthem, Oda Brekke said.";
        assert_eq!(left(narrow).len(), 1);
    }

    #[test]
    fn lines_that_are_paragraphs_stay() {
        for text in [
            "The culvert gave way.\nNobody was hurt.\nThe lane is closed until the end of the month, the council said.",
            "Culvert gives way\nOda Brekke\nThe lane is closed, and nobody at the council could say for how long it will be.\nMore to come.",
            "Roses are grown on the lane by Oda Brekke\nViolets are grown there by her brother",
            "OLE: I have asked for it three times now, and I do not think\nODA: You have asked for it only once, and in the wrong office\nof the wrong town.",
            "- the culvert that was laid before anybody here was born, and\n- the sluice, which is older, and which nobody has ever mended,\n- a pump.",
            "One\ntwo\nthree",
            "“One\nTwo”\nthree",
            "",
            "\n\n",
        ] {
            let wanted: Vec<&str> = text.lines().filter(|l| !l.is_empty()).collect();
            let found = left(text);
            // The line of the label continues on the next line.
            assert_eq!(found.len(), wanted.len() - usize::from(text.starts_with("OLE")), "{text}");
        }
        let long = "It will not take another spring like the one that we have just had, and neither will the houses on the lane or\nthe people in them, said Oda Brekke, who keeps the sluice and who has asked for a new one for years and years.".repeat(2);
        assert_eq!(left(&format!("{long}\n{long}\nand more")).len(), 7);
    }

    #[test]
    fn hostile_texts_take_no_time() {
        for piece in [
            "a\n",
            "> \n",
            "\r",
            "•",
            "“\n a",
            "1. \n",
            "a b c d e f g h i j k l m n o p q r s t u v w x y z,\na",
        ] {
            let text = piece.repeat(100_000);
            assert_eq!(unwrapped(&text).len(), text.len());
        }
    }
}
