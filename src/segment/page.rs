//! Text → what pages print into it: numbers of pages, running heads and feet, numbers of lines at the margin.
//!
//! In: a text as it was printed on pages, with form feeds between them or without. Out: the bytes that are nobody's words, in order.
//!
//! ```text
//! the north end⏎⏎Page 3 of 9⏎⏎is whole     the place between two parts of a sentence that holds nothing but a head or a foot
//! …whole.⏎Inquiry, day 3⏎⏎12⏎␌Nobody…      a line that stands, figures left aside, at the same end of three pages near each other
//! 14 is whole again, and the               the figures, where most lines are numbered in order
//! ```
//!
//! A number alone on a line between two whole sentences, or in a list, is content.

use std::ops::Range;

use memchr::{memchr, memchr_iter};
use rustc_hash::FxHashMap;

use super::margin::{is_numbered, margin};
use crate::lexicon::{Class, Classes, Lexicon};

/// Words of a running head.
const MAX_HEAD_WORDS: usize = 12;
/// Lines of a running head, with the number of the page.
const MAX_HEAD_LINES: usize = 3;
/// A longer line, in bytes, is no running head.
const MAX_HEAD_BYTES: usize = 120;
/// A shorter line, in bytes, is not one of a paragraph that a page cuts.
const MIN_LINE_BYTES: usize = 20;
/// Pages that show that a line is a running head…
const MIN_HEAD_PAGES: usize = 3;
/// … and the most pages from one of them to the next: left and right pages have heads of their own.
const MAX_HEAD_STEP: usize = 3;
/// Lone numbers that follow each other, each one more than the last, are a margin that was read as a column.
const MIN_COLUMN: usize = 8;

/// Parts pages in plain text.
const FORM_FEED: u8 = 0x0c;

/// Words behind which no sentence and no line of a list ends.
const OPEN: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Modal,
    Class::Auxiliary,
]);

/// The bytes that pages print into a text. The time is linear.
pub(super) fn noise(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let paged = memchr(FORM_FEED, text.as_bytes()).is_some();
    // Most texts have no number at an end of a short line.
    let short =
        |line: &Range<usize>| line.len() <= MAX_HEAD_BYTES && has_figures_at_an_end(&text[line.clone()]);
    if !paged && !lines(text).any(|line| short(&line)) {
        return Vec::new();
    }
    let mut lines: Vec<Range<usize>> = lines(text).filter(|line| !line.is_empty()).collect();
    let mut out = margins(text, &mut lines);
    let page = Page { text, lines, lexicon, paged };
    out.extend(page.between(&page.heads()));
    out.sort_unstable_by_key(|range| range.start);
    out
}

/// The lines of a text, without white space around them.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
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

/// The numbers of lines, which are taken off the lines. A line that was nothing else is gone.
fn margins(text: &str, lines: &mut Vec<Range<usize>>) -> Vec<Range<usize>> {
    let numbered = is_numbered(lines.iter().map(|line| &text[line.clone()]));
    let column = columns(text, lines);
    if !numbered && !column.contains(&true) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = 0;
    lines.retain_mut(|line| {
        let in_column = column[at];
        at += 1;
        let length = match (in_column, numbered) {
            (true, _) => line.len(),
            (false, true) => margin(&text[line.clone()]),
            (false, false) => 0,
        };
        if length > 0 {
            out.push(line.start..line.start + length);
            line.start += length;
        }
        line.start < line.end
    });
    out
}

/// For each line whether it is one of several lone numbers, one more each: the margin of a page as a column of its own.
fn columns(text: &str, lines: &[Range<usize>]) -> Vec<bool> {
    let number = |line: &Range<usize>| text[line.clone()].parse::<u32>().ok().filter(|_| line.len() <= 2);
    let mut out = vec![false; lines.len()];
    let mut from = 0;
    for at in 1..=lines.len() {
        let before = number(&lines[at - 1]);
        let here = lines.get(at).and_then(number);
        if here.is_some() && here == before.map(|n| n + 1) {
            continue;
        }
        if before.is_some() && at - from >= MIN_COLUMN {
            out[from..at].fill(true);
        }
        from = at;
    }
    out
}

/// A text in lines that are not empty.
struct Page<'t> {
    text: &'t str,
    lines: Vec<Range<usize>>,
    lexicon: &'t Lexicon,
    /// True if form feeds part pages.
    paged: bool,
}

impl Page<'_> {
    fn words(&self, line: usize) -> &str {
        &self.text[self.lines[line].clone()]
    }

    /// For each line whether it is a head or a foot.
    fn heads(&self) -> Vec<bool> {
        let mut heads = self.running();
        let mut at = 1;
        while at + 1 < self.lines.len() {
            let count = if heads[at] { None } else { self.head_lines(at) };
            heads[at..at + count.unwrap_or(0)].fill(true);
            at += count.map_or(1, |count| count + 1);
        }
        heads
    }

    /// The bytes of the heads. Where a sentence goes on behind one, the line ends around it are taken too.
    fn between(&self, heads: &[bool]) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            if !heads[at] {
                let next = self.lines.get(at + 1).filter(|_| !heads[at + 1]);
                let next = next.filter(|_| self.paged);
                let parted = next.filter(|next| self.text[self.lines[at].end..next.start].contains('\u{c}'));
                if let Some(next) = parted.filter(|_| self.goes_on(at, at + 1)) {
                    out.push(self.lines[at].end..next.start);
                }
                at += 1;
                continue;
            }
            let end = (at..heads.len()).find(|&line| !heads[line]).unwrap_or(heads.len());
            if at > 0 && end < heads.len() && self.goes_on(at - 1, end) {
                out.push(self.lines[at - 1].end..self.lines[end].start);
            } else {
                out.extend(self.lines[at..end].iter().cloned());
            }
            at = end;
        }
        out
    }

    /// True if a sentence that is open at the end of a line goes on with another line.
    fn goes_on(&self, before: usize, behind: usize) -> bool {
        self.is_open(before) && (self.begins_small(behind) || self.is_cut(before))
    }

    fn begins_small(&self, line: usize) -> bool {
        self.words(line).starts_with(char::is_lowercase)
    }

    /// True if a line may end within a sentence.
    fn is_open(&self, at: usize) -> bool {
        let line = self.words(at);
        (line.len() >= MIN_LINE_BYTES || self.is_cut(at))
            && line.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-' | '\u{ad}' | '\u{2010}'))
    }

    /// True if a line ends in a word that needs another one, so that a name or a number can follow.
    fn is_cut(&self, line: usize) -> bool {
        let last = self.words(line).rsplit(char::is_whitespace).next().unwrap_or_default();
        last.chars().all(char::is_lowercase) && self.lexicon.classes(last).meets(OPEN)
    }

    /// How many lines from one on are a head that parts a sentence.
    fn head_lines(&self, at: usize) -> Option<usize> {
        let has_number = |line: usize| {
            let words = self.words(line);
            may_have_number(words) && (is_number(words) || is_numbered_line(words))
        };
        if !has_number(at) && !self.lines.get(at + 1).is_some_and(|_| has_number(at + 1)) {
            return None;
        }
        if !self.is_open(at - 1) {
            return None;
        }
        let most = MAX_HEAD_LINES.min(self.lines.len() - 1 - at);
        let goes_on = |count: &usize| self.begins_small(at + count);
        // Without a small letter nothing shows where a head of several lines ends.
        let cut = || (is_number(self.words(at)) && self.is_cut(at - 1)).then_some(1);
        let count = (1..=most).find(goes_on).or_else(cut)?;
        let (first, last) = (at, at + count - 1);
        let blank =
            |a: usize, b: usize| self.text[self.lines[a].end..self.lines[b].start].matches('\n').count() > 1;
        let apart = blank(at - 1, first) && blank(last, last + 1);
        let numbered = (first..=last).any(has_number);
        // A number alone needs no blank lines; a head of words does. In a list a number follows on every item.
        let lone = count == 1 && is_number(self.words(first)) && !self.is_listed(at);
        let short = (first..=last).all(|line| self.can_be_head(line));
        // Where it is known where pages end, nothing else is a head.
        let parted = self.text[self.lines[at - 1].end..self.lines[last + 1].start].contains('\u{c}');
        if self.paged && !parted {
            return None;
        }
        // A foot and the next head have the end of the page between them; without a blank line before it, words are the sentence's own.
        let feed = |a: usize, b: usize| self.text[self.lines[a].end..self.lines[b].start].contains('\u{c}');
        let beside = feed(at - 1, first)
            || feed(last, last + 1)
            || parted && (blank(at - 1, first) || is_number(self.words(first)));
        (numbered && short && (apart || lone || beside)).then_some(count)
    }

    /// True for a line of few words that is no part of a sentence or of a quotation.
    fn can_be_head(&self, line: usize) -> bool {
        let words = self.words(line);
        let part = words.ends_with(['.', ',']) || words.contains(['“', '”', '"']) || self.is_cut(line);
        is_number(words) || (words.split_whitespace().count() <= MAX_HEAD_WORDS && !part)
    }

    /// True if every second line around one is a number.
    fn is_listed(&self, at: usize) -> bool {
        let number = |line: Option<usize>| {
            line.is_some_and(|line| line < self.lines.len() && is_number(self.words(line)))
        };
        number(at.checked_sub(2)) || number(Some(at + 2))
    }

    /// For each line whether it stands at the same end of several pages near each other, figures left aside.
    fn running(&self) -> Vec<bool> {
        let mut heads = vec![false; self.lines.len()];
        let pages = self.pages();
        if pages.len() < MIN_HEAD_PAGES {
            return heads;
        }
        for top in [true, false] {
            // The lines that are left of each page: a head may have several.
            let mut left = pages.clone();
            for _ in 0..MAX_HEAD_LINES {
                let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
                for (page, lines) in left.iter().enumerate() {
                    let line = if top { lines.clone().next() } else { lines.clone().next_back() };
                    let line = line.filter(|line| self.lines[*line].len() <= MAX_HEAD_BYTES);
                    if let Some(line) = line {
                        places.entry(without_figures(self.words(line))).or_default().push(page);
                    }
                }
                for page in places.into_values().flat_map(|pages| near_each_other(&pages)) {
                    let lines = &mut left[page];
                    let line = if top { lines.next() } else { lines.next_back() };
                    heads[line.unwrap_or_default()] = true;
                }
            }
        }
        heads
    }

    /// The lines of each page.
    fn pages(&self) -> Vec<Range<usize>> {
        let mut from = 0;
        let ends = memchr_iter(FORM_FEED, self.text.as_bytes()).chain([self.text.len()]);
        ends.map(|end| {
            let first = from;
            from += self.lines[from..].partition_point(|line| line.start < end);
            first..from
        })
        .collect()
    }
}

/// The pages, given in order, that belong to three and more of which each is near the next.
fn near_each_other(pages: &[usize]) -> Vec<usize> {
    let runs = pages.chunk_by(|a, b| b - a <= MAX_HEAD_STEP);
    runs.filter(|run| run.len() >= MIN_HEAD_PAGES).flatten().copied().collect()
}

/// A line without its figures, one blank for several.
fn without_figures(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        out.extend(word.chars().filter(|c| !c.is_ascii_digit()));
        out.push(' ');
    }
    out
}

/// True if a line begins or ends in figures, with or without brackets and dashes around them.
fn has_figures_at_an_end(line: &str) -> bool {
    let figure = |b: &u8| b.is_ascii_digit() || matches!(b, b')' | b']' | b'(' | b'[' | b'-');
    line.as_bytes().first().is_some_and(figure) || line.as_bytes().last().is_some_and(figure)
}

/// False for a line that begins and ends with what no number of a page has at its ends: nearly all lines do.
fn may_have_number(line: &str) -> bool {
    let sign = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'[' | b']' | b'(' | b')' | 0x80..);
    line.as_bytes().first().is_some_and(sign) || line.as_bytes().last().is_some_and(sign)
}

/// True for the number of a page: "86", "- 3 -", "[3]".
fn is_number(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '[' | ']' | '(' | ')' | ' '));
    (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// True for a line that begins or ends in the number of a page: "Page 3 of 9", "Bulletin of the board   3".
fn is_numbered_line(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, last) = (words.next().unwrap_or_default(), words.next_back().unwrap_or_default());
    is_number(first) || is_number(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that are left.
    fn left(text: &str) -> String {
        let mut out = text.as_bytes().to_vec();
        let noise = noise(text, Lexicon::built_in());
        assert!(noise.windows(2).all(|two| two[0].end <= two[1].start), "{noise:?}");
        for range in noise {
            out[range].fill(b' ');
        }
        String::from_utf8(out).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_number_of_a_page_parts_no_sentence_also_before_a_name() {
        for (text, wanted) in [
            (
                "The ferry will run every night to the\n86\nHarbour Board pier.",
                "The ferry will run every night to the Harbour Board pier.",
            ),
            (
                "Minutes of the inquiry\n\nAll of the doors to the quay were\n1\n\n\u{c}Minutes of the inquiry\n\nshut twice.",
                "Minutes of the inquiry All of the doors to the quay were shut twice.",
            ),
            (
                "The ferry will run\nevery night until the quay\n\n\u{c}\nBulletin of the harbour     Page 3\n\nis whole.",
                "The ferry will run every night until the quay is whole.",
            ),
            // A list of figures, and whole sentences.
            ("The boats that lay in the harbour\n86\nthe boats that lay outside\n12\n", "="),
            ("The boats that lay in the harbour\n86\nThe boats outside\n", "="),
            ("The ferry ran every night.\n86\nThe bridge is whole.", "="),
        ] {
            let all = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(left(text), if wanted == "=" { all } else { wanted.to_owned() });
        }
    }

    #[test]
    fn heads_and_feet_that_run_are_no_words() {
        let page =
            |n: usize, text: &str| format!("Harbour inquiry, day {n}\n\n{text}\n\nPage {n}\n{n}\n\u{c}");
        let texts = ["The doors were", "inspected twice.", "Nobody wept.", "It rained."];
        let all: String = texts.iter().enumerate().map(|(n, text)| page(n + 1, text)).collect();
        assert_eq!(left(&all), texts.join(" "));
        // Two pages of whole sentences show nothing, and neither do three that are far from each other.
        let two: String = texts[2..].iter().enumerate().map(|(n, text)| page(n + 1, text)).collect();
        assert!(left(&two).contains("day 2"));
        let far = "A head\nText.\n\u{c}x\n\u{c}y\n\u{c}z\n\u{c}w\n\u{c}".repeat(3);
        assert_eq!(left(&far).matches("A head").count(), 3);
    }

    #[test]
    fn numbers_at_the_margin_are_no_words() {
        let text: String = (1..=10).map(|n| format!("{n:>2}  the doors were shut\n")).collect();
        assert_eq!(left(&text), ["the doors were shut"; 10].join(" "));
        let column: String = (1..=9).map(|n| format!("{n}\n")).collect();
        assert_eq!(
            left(&format!("The doors were shut.\n{column}Nobody wept.")),
            "The doors were shut. Nobody wept."
        );
        let few = "1 door\n2 doors\n3 doors\nNobody wept.";
        assert_eq!(left(few), few.replace('\n', " "));
    }

    #[test]
    fn hostile_texts_take_no_time() {
        for piece in
            ["\u{c}", "3\n\u{c}", "a\u{c}b\n", "1\n2\n3\n4\n5\n6\n7\n8\n", "the boats of the harbour of\n9\n"]
        {
            noise(&piece.repeat(100_000), Lexicon::built_in());
        }
    }
}
