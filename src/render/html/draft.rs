//! A draft with its marks. In: its text, the places of what was checked and of what was passed over. Out: its paragraphs as runs of text, some of
//! them marked, each with the cards that belong to it.

use std::ops::Range;

use super::card::State;
use super::view::shown;
use crate::model::VOID;

/// A mark in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftMark {
    /// The number of its card; `None` if it was passed over.
    pub card: Option<usize>,
    pub state: State,
    /// Why it was passed over.
    pub says: String,
    /// In code points.
    pub place: Range<usize>,
}

pub(crate) struct DraftRun {
    pub mark: Option<DraftMark>,
    /// True if the mark began in an earlier run.
    pub goes_on: bool,
    pub text: String,
}

/// A paragraph of a draft.
#[derive(Default)]
pub(crate) struct DraftPart {
    pub runs: Vec<DraftRun>,
    /// The numbers of the cards of the quotations that begin here.
    pub cards: Vec<usize>,
}

pub(crate) struct DraftView {
    pub name: String,
    pub parts: Vec<DraftPart>,
}

/// A text in paragraphs of runs. Both lists of marks are in the order of their beginnings. A mark is left out that begins inside another one, and one that
/// was passed over and touches what was checked, because it is a part of that.
pub(super) fn draft(name: String, text: &str, claims: Vec<DraftMark>, passed: Vec<DraftMark>) -> DraftView {
    let is_free = |mark: &DraftMark| {
        let before = claims.partition_point(|claim| claim.place.start < mark.place.end);
        before.checked_sub(1).is_none_or(|last| claims[last].place.end <= mark.place.start)
    };
    let mut marks: Vec<DraftMark> = passed.into_iter().filter(is_free).collect();
    marks.extend(claims.iter().cloned());
    marks.sort_by_key(|mark| mark.place.start);
    let mut drawn: Vec<DraftMark> = Vec::with_capacity(marks.len());
    for mark in marks {
        let end = drawn.last().map_or(0, |last| last.place.end);
        if mark.place.start >= end && !mark.place.is_empty() {
            drawn.push(mark);
        }
    }
    let parts = paragraphs(text).into_iter().map(|place| part(text, place, &drawn, &claims)).collect();
    DraftView { name, parts }
}

/// The paragraphs of a text: what blank lines part; if it has none, its lines. Each with its place in bytes and in code points.
fn paragraphs(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    // What stands for bytes of markup is not shown, so a line of nothing else is blank.
    let is_void = |c: char| c.is_whitespace() || c == VOID;
    let is_blank = |line: &str| line.chars().all(is_void);
    let by_line = !text.trim_matches(is_void).lines().any(is_blank);
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut at, mut point, mut ended) = (0, 0, true);
    for line in text.split_inclusive('\n') {
        let (end, last) = (at + line.len(), point + line.chars().count());
        match out.last_mut() {
            _ if is_blank(line) => {}
            Some((bytes, points)) if !ended => (bytes.end, points.end) = (end, last),
            _ => out.push((at..end, point..last)),
        }
        ended = by_line || is_blank(line);
        (at, point) = (end, last);
    }
    out
}

/// A paragraph with the marks that touch it, and the cards of the claims that begin in it.
fn part(
    text: &str,
    (bytes, points): (Range<usize>, Range<usize>),
    marks: &[DraftMark],
    claims: &[DraftMark],
) -> DraftPart {
    let [first, behind] =
        [points.start, points.end].map(|point| claims.partition_point(|mark| mark.place.start < point));
    let placed = claims[first..behind].iter().filter(|mark| !mark.place.is_empty());
    let cards = placed.filter_map(|mark| mark.card).collect();
    let mut part = DraftPart { cards, ..DraftPart::default() };
    let mut rest = text[bytes].trim_end().chars();
    let mut at = points.start;
    let mut take = |to: usize| {
        let run: String = rest.by_ref().take(to.saturating_sub(at)).collect();
        at = at.max(to);
        lines(&run)
    };
    let from = marks.partition_point(|mark| mark.place.end <= points.start);
    for mark in marks[from..].iter().take_while(|mark| mark.place.start < points.end) {
        part.runs.push(DraftRun { mark: None, goes_on: false, text: take(mark.place.start) });
        let goes_on = mark.place.start < points.start;
        part.runs.push(DraftRun { text: take(mark.place.end), goes_on, mark: Some(mark.clone()) });
    }
    part.runs.push(DraftRun { mark: None, goes_on: false, text: take(usize::MAX) });
    part.runs.retain(|run| !run.text.is_empty());
    part
}

/// Text made safe, with its line breaks. What stands for bytes of markup is not shown.
fn lines(text: &str) -> String {
    text.replace(VOID, "")
        .split('\n')
        .map(|line| shown(line.trim_end_matches('\r')))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_in_code_points_and_none_is_inside_another() {
        let text = "Ça: “é va”\r\nand \u{1b}[31m“no” or “so”.";
        let mark = |card, place| DraftMark { card, state: State::PASSED_OVER, says: String::new(), place };
        let claims = vec![mark(Some(1), 5..9), mark(Some(2), 6..7), mark(Some(3), 22..24)];
        let view = draft("a".to_owned(), text, claims, vec![mark(None, 4..6), mark(None, 30..32)]);
        let wanted = [
            (None, "Ça: “"),
            (Some(Some(1)), "é va"),
            (None, "”"),
            (None, "and \\u{1b}[31m“"),
            (Some(Some(3)), "no"),
            (None, "” or “"),
            (Some(None), "so"),
            (None, "”."),
        ];
        assert_eq!(runs(&view), wanted);
        // The card of a claim inside another one has its place too.
        let cards: Vec<&[usize]> = view.parts.iter().map(|part| part.cards.as_slice()).collect();
        assert_eq!(cards, [&[1, 2][..], &[3]]);
    }

    #[test]
    fn a_line_of_hidden_markup_parts_paragraphs() {
        let view = draft("a".to_owned(), "It burns.\n\u{1} \nIt stinks.", Vec::new(), Vec::new());
        assert_eq!(runs(&view), [(None, "It burns."), (None, "It stinks.")]);
    }

    fn runs(view: &DraftView) -> Vec<(Option<Option<usize>>, &str)> {
        let runs = view.parts.iter().flat_map(|part| &part.runs);
        runs.map(|run| (run.mark.as_ref().map(|mark| mark.card), run.text.as_str())).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_and_a_mark_goes_on_behind_them() {
        let text = "\nShe said: “It\nburns.\n \nIt stinks.” He left.\n\n\n";
        let mark = DraftMark { card: Some(1), state: State::PASSED_OVER, says: String::new(), place: 12..34 };
        let view = draft("a".to_owned(), text, vec![mark], Vec::new());
        let one = Some(Some(1));
        let wanted = [(None, "She said: “"), (one, "It\nburns."), (one, "It stinks."), (None, "” He left.")];
        assert_eq!(runs(&view), wanted);
        let goes_on: Vec<bool> = view.parts.iter().flat_map(|part| &part.runs).map(|r| r.goes_on).collect();
        assert_eq!(goes_on, [false, false, true, false]);
        assert_eq!([&view.parts[0].cards[..], &view.parts[1].cards], [&[1][..], &[]]);
    }
}
