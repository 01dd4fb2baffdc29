//! Quoted words on a terminal, with their differences marked by signs. In: a claim, a source's sentence or a version, in runs. Out: lines.
//!
//! ```text
//! [-words-]    the source's; the claim lacks them and does not say so
//! [.words.]    the same, where a mark of the claim says so
//! {+words+}    the claim's own
//! {~words~}    the source's, from elsewhere
//! »words«      in a source's sentence, what matches
//! ```

use crate::model::{Article, Verdict};
use crate::render::look::Look;
use crate::render::shared::{RunMark, SourceMark, escape_terminal, signed};

use super::layout::{broken, width};

/// How a run of words is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Plain,
    Bold,
    Dropped,
    Dim,
    Added,
    Moved,
}

/// Words under one paint, between two signs.
pub(super) struct SignedRun {
    pub paint: Paint,
    pub signs: [&'static str; 2],
    /// True if a blank is before it, whatever the texts say.
    pub is_apart: bool,
    /// Safe on a terminal; a blank at either end parts it from its neighbour.
    pub text: String,
}

/// The claim between quotation marks, with its changes, in lines of `room` columns.
pub(super) fn claim_lines(look: Look, verdict: &Verdict, articles: &[Article], room: usize) -> Vec<String> {
    let run = |(mark, text): (RunMark, &str)| {
        let (paint, signs) = match mark {
            RunMark::Plain => (Paint::Bold, ["", ""]),
            RunMark::Dropped => (Paint::Dropped, ["[-", "-]"]),
            RunMark::Elided => (Paint::Dim, ["[.", ".]"]),
            RunMark::Added => (Paint::Added, ["{+", "+}"]),
            RunMark::Moved => (Paint::Moved, ["{~", "~}"]),
            // The claim's own brackets already show this.
            RunMark::Bracketed => (Paint::Bold, ["", ""]),
        };
        SignedRun { paint, signs, is_apart: mark != RunMark::Plain, text: escape_terminal(text).into_owned() }
    };
    let runs: Vec<SignedRun> = signed(verdict, articles).into_iter().map(run).collect();
    wrapped(look, &runs, room, ["“", "”"])
}

/// A source's sentence with the match and the words that the claim lacks, in lines of `room` columns.
pub(super) fn source_lines(look: Look, runs: &[(SourceMark, String)], room: usize) -> Vec<String> {
    let first = runs.iter().position(|(mark, _)| *mark != SourceMark::Around);
    let last = runs.iter().rposition(|(mark, _)| *mark != SourceMark::Around);
    let mut out = Vec::with_capacity(runs.len());
    for (i, (mark, text)) in runs.iter().enumerate() {
        let (paint, [open, close]) = match mark {
            SourceMark::Around => (Paint::Plain, ["", ""]),
            SourceMark::Match => (Paint::Bold, ["", ""]),
            SourceMark::Dropped => (Paint::Dropped, ["[-", "-]"]),
            SourceMark::Elided => (Paint::Dim, ["[.", ".]"]),
        };
        // A match never begins or ends with words that the claim lacks, so the signs do not meet.
        let open = if Some(i) == first { "»" } else { open };
        let close = if Some(i) == last { "«" } else { close };
        let text = escape_terminal(text).into_owned();
        out.push(SignedRun { paint, signs: [open, close], is_apart: false, text });
    }
    wrapped(look, &out, room, ["", ""])
}

/// Runs in lines of at most `room` columns, between two marks; signs stay at the words they belong to.
pub(super) fn wrapped(look: Look, runs: &[SignedRun], room: usize, marks: [&str; 2]) -> Vec<String> {
    let mut pieces: Vec<(Paint, String, bool)> = Vec::new();
    let mut blank = false;
    for SignedRun { paint, signs: [open, close], is_apart, text } in runs {
        let spaced = *is_apart || blank || text.starts_with(' ');
        let mut run: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        if let Some(first) = run.first_mut() {
            first.insert_str(0, open);
        }
        if let Some(last) = run.last_mut() {
            last.push_str(close);
        }
        blank = text.ends_with(' ');
        pieces.extend(run.into_iter().enumerate().map(|(i, word)| (*paint, word, spaced || i > 0)));
    }
    if let Some((_, first, _)) = pieces.first_mut() {
        first.insert_str(0, marks[0]);
    }
    if let Some((_, last, _)) = pieces.last_mut() {
        last.push_str(marks[1]);
    }
    lines(look, pieces, room)
}

/// Puts pieces into lines. Pieces without a blank between them stay together, unless they are wider than a line.
fn lines(look: Look, pieces: Vec<(Paint, String, bool)>, room: usize) -> Vec<String> {
    let mut lines: Vec<Line> = Vec::new();
    for word in pieces.chunk_by(|_, (_, _, spaced)| !spaced) {
        let whole: usize = word.iter().map(|(_, text, _)| width(text)).sum();
        let mut blank = match lines.last() {
            Some(line) if line.used + 1 + whole <= room => " ",
            _ => {
                lines.push(Line::default());
                ""
            }
        };
        let parts = word
            .iter()
            .flat_map(|(paint, text, _)| broken(text, room).into_iter().map(move |part| (*paint, part)));
        for (paint, part) in parts {
            if lines.last().is_none_or(|line| line.used > 0 && line.used + blank.len() + width(&part) > room)
            {
                lines.push(Line::default());
            }
            if let Some(line) = lines.last_mut() {
                line.push(std::mem::take(&mut blank), paint, part);
            }
        }
    }
    lines
        .into_iter()
        .map(|line| line.runs.into_iter().map(|(paint, run)| painted(look, paint, run)).collect())
        .collect()
}

/// One line: neighbours under one paint are one run, with the blanks between them.
#[derive(Default)]
struct Line {
    runs: Vec<(Paint, String)>,
    /// Columns.
    used: usize,
}

impl Line {
    fn push(&mut self, blank: &str, paint: Paint, text: String) {
        self.used += blank.len() + width(&text);
        match self.runs.last_mut() {
            Some((last, run)) if *last == paint => {
                run.push_str(blank);
                run.push_str(&text);
            }
            _ if blank.is_empty() => self.runs.push((paint, text)),
            _ => self.runs.extend([(Paint::Plain, blank.to_owned()), (paint, text)]),
        }
    }
}

fn painted(look: Look, paint: Paint, text: String) -> String {
    match paint {
        Paint::Plain => text,
        Paint::Bold => look.bold(&text),
        Paint::Dropped => look.dropped(&text),
        Paint::Dim => look.dim(&text),
        Paint::Added => look.added(&text),
        Paint::Moved => look.moved(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::look::CsvStyle;

    const LOOK: Look = Look {
        width: 80,
        color: false,
        full: false,
        aligned: false,
        full_option: "full",
        csv: CsvStyle { unguarded: false, mark: false },
        page: false,
    };

    #[test]
    fn a_mark_stays_at_the_word_behind_it() {
        let run = |mark, text: &str| (mark, text.to_owned());
        let runs = [
            run(SourceMark::Around, "Ana Ruiz said: “"),
            run(SourceMark::Match, "The bridge "),
            run(SourceMark::Dropped, "will"),
            run(SourceMark::Match, " hold"),
            run(SourceMark::Around, ",” on Monday."),
        ];
        let lines = |room| source_lines(LOOK, &runs, room);
        assert_eq!(lines(18), ["Ana Ruiz said:", "“»The bridge", "[-will-] hold«,”", "on Monday."]);
        assert_eq!(lines(80), ["Ana Ruiz said: “»The bridge [-will-] hold«,” on Monday."]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let runs = [(SourceMark::Match, "abcdefghijklmnop".to_owned())];
        assert_eq!(source_lines(LOOK, &runs, 8), ["»abcdefg", "hijklmno", "p«"]);
    }
}
