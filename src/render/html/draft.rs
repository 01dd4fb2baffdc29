//! A draft with its marks. In: its text, the places of what was checked and of what was passed over. Out: runs of text, some of them marked.

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
    pub text: String,
}

pub(crate) struct DraftView {
    pub name: String,
    pub runs: Vec<DraftRun>,
}

/// A text in runs. Both lists of marks are in the order of their beginnings. A mark is left out that begins inside another one, and one that
/// was passed over and touches what was checked, because it is a part of that.
pub(super) fn draft(name: String, text: &str, claims: Vec<DraftMark>, passed: Vec<DraftMark>) -> DraftView {
    let is_free = |mark: &DraftMark| {
        let before = claims.partition_point(|claim| claim.place.start < mark.place.end);
        before.checked_sub(1).is_none_or(|last| claims[last].place.end <= mark.place.start)
    };
    let mut marks: Vec<DraftMark> = passed.into_iter().filter(is_free).collect();
    marks.extend(claims);
    marks.sort_by_key(|mark| mark.place.start);
    let mut runs = Vec::new();
    let mut rest = text.chars();
    let mut at = 0;
    let mut take = |to: usize| {
        let run: String = rest.by_ref().take(to.saturating_sub(at)).collect();
        at = at.max(to);
        lines(&run)
    };
    let mut end = 0;
    for mark in marks {
        if mark.place.start < end || mark.place.is_empty() {
            continue;
        }
        end = mark.place.end;
        runs.push(DraftRun { mark: None, text: take(mark.place.start) });
        runs.push(DraftRun { text: take(mark.place.end), mark: Some(mark) });
    }
    runs.push(DraftRun { mark: None, text: take(usize::MAX) });
    runs.retain(|run| !run.text.is_empty());
    DraftView { name, runs }
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
        let runs: Vec<(Option<Option<usize>>, &str)> =
            view.runs.iter().map(|r| (r.mark.as_ref().map(|m| m.card), r.text.as_str())).collect();
        let wanted = [
            (None, "Ça: “"),
            (Some(Some(1)), "é va"),
            (None, "”\nand \\u{1b}[31m“"),
            (Some(Some(3)), "no"),
            (None, "” or “"),
            (Some(None), "so"),
            (None, "”."),
        ];
        assert_eq!(runs, wanted);
    }
}
