//! The versions of a remark as running text, each with its differences marked in place. In: a remark and its collation. Out: lines; the
//! base first and in full, then each version beside its outlets, then what is quoted in a few words only.
//!
//! ```text
//! [-words-]    the base's words, which are missing here
//! {+words+}    other words than the base has there, or more
//! {~words~}    the base's words, from another place
//! …            the version begins later than the base, or ends earlier
//! ⟨n words⟩    words that it shares with the base
//! ```

use std::borrow::Cow;

use crate::model::{Collation, Row, WordingIx};
use crate::render::look::Look;
use crate::render::shared::{
    Drawn, Mark, Segment, count, escape_terminal, fragment, fragment_words, is_fragment, lost, marks,
    open_ends, replacements, segments, siglum, texts, top, without_comma,
};

use super::layout::{cut, hanging, width};
use super::words::{Paint, SignedRun, wrapped};

/// Agreed words beyond this many are counted, and [`KEPT`] are kept at either end.
const LONG: usize = 30;
/// So are missing words, which the base above has in full.
const LONG_GAP: usize = 12;
const KEPT: usize = 5;
/// Names beside a version, and fragments, that are shown without `--full`.
const NAMES: usize = 3;
const FRAGMENTS: usize = 12;
/// A fragment that lacks more words between its own is shown as it is printed: where its words stand in the base tells nothing.
const FRAGMENT_GAP: usize = 5;

/// The lines of all versions, indented.
pub(super) fn lines(look: Look, remark: Drawn<'_>) -> Vec<String> {
    let Drawn { comparison, entry, .. } = remark;
    let Some(collation) = &entry.collation else { return only(look, remark) };
    let texts = texts(entry.remark, collation, comparison.articles);
    let marks = marks(collation, &texts);
    let drawn = if look.full { (0..collation.rows.len()).collect() } else { top(collation) };
    let fragments: Vec<usize> =
        (1..collation.rows.len()).filter(|&row| is_fragment(collation, row)).collect();
    let whole: Vec<usize> = drawn.into_iter().filter(|row| !fragments.contains(row)).collect();
    let labels: Vec<Vec<String>> =
        whole.iter().map(|&row| label(look, remark, &collation.rows[row])).collect();
    let columns = Columns::new(look, &labels, collation.rows.len());
    let mut lines = Vec::new();
    for (&row, label) in whole.iter().zip(&labels) {
        let segments = segments(entry.remark, collation, &texts, &marks, row);
        let mut runs = runs(&segments, look.full || row == 0, row == 0);
        ends(&mut runs, collation, row);
        lines.extend(columns.row(look, row, label, &runs));
        let margin = " ".repeat(columns.text_at);
        for clipped in &collation.rows[row].clipped {
            lines.push(format!("{margin}{}", look.bold(&format!("! {}", lost(*clipped)))));
        }
    }
    let hidden = collation.rows.len() - whole.len() - fragments.len();
    if hidden > 0 {
        let more = format!("  and {} more ({} shows them)", count(hidden, "version"), look.full_option);
        lines.push(look.dim(&cut(&more, look.width)));
    }
    let signed = |row: usize| {
        let segments = segments(entry.remark, collation, &texts, &marks, row);
        let missing = segments.iter().filter(|s| s.mark == Mark::Dropped);
        if missing.map(|s| s.text.split_whitespace().count()).sum::<usize>() > FRAGMENT_GAP {
            return fragment_words(remark, &collation.rows[row]);
        }
        let runs = runs(&segments, true, false);
        runs.iter().map(|run| [run.signs[0], &run.text, run.signs[1]].concat()).collect::<String>()
    };
    lines.extend(in_fragments(look, remark, (collation, &fragments), signed));
    lines
}

/// The one version of a remark that all print alike.
fn only(look: Look, remark: Drawn<'_>) -> Vec<String> {
    let Drawn { comparison, entry, .. } = remark;
    let all: Vec<WordingIx> = (0..entry.remark.wordings.len()).map(WordingIx).collect();
    let row = Row { wordings: all, changes: Vec::new(), clipped: Vec::new() };
    let label = label(look, remark, &row);
    let base = entry.remark.wordings.get(entry.remark.base.0);
    let text = base.and_then(|w| Some(w.span.of(comparison.articles.get(w.article.0)?.text())));
    let text = without_comma(text.unwrap_or_default()).to_owned();
    let segment = Segment { mark: Mark::Plain, text, bracketed: false };
    let labels = [label];
    let columns = Columns::new(look, &labels, 1);
    columns.row(look, 0, &labels[0], &runs(&[segment], true, true))
}

/// Where a letter, the outlets and the text of a version stand.
struct Columns {
    letters: usize,
    label: usize,
    text_at: usize,
}

impl Columns {
    fn new(look: Look, labels: &[Vec<String>], rows: usize) -> Self {
        let most = (look.width / 4).clamp(10, 28);
        let widest = labels.iter().flatten().map(|name| width(name)).max().unwrap_or(0);
        let (letters, label) = (siglum(rows.saturating_sub(1)).len(), widest.min(most));
        Self { letters, label, text_at: 2 + letters + 2 + label + 2 }
    }

    /// One version: its letter, its outlets under each other, its text beside them.
    fn row(&self, look: Look, row: usize, label: &[String], runs: &[SignedRun]) -> Vec<String> {
        let letter = siglum(row);
        let text = wrapped(look, runs, look.width.saturating_sub(self.text_at).max(20), ["", ""]);
        let line = |n: usize| {
            let name = cut(label.get(n).map_or("", String::as_str), self.label);
            let pad = " ".repeat(self.label - width(&name));
            let letter = if n == 0 { letter.as_str() } else { "" };
            let letters = self.letters;
            let letter = look.bold(&format!("{letter:<letters$}"));
            let words = text.get(n).map_or("", String::as_str);
            format!("  {letter}  {name}{pad}  {words}").trim_end().to_owned()
        };
        (0..label.len().max(text.len())).map(line).collect()
    }
}

/// The outlets of a version; without `--full` only some.
fn label(look: Look, remark: Drawn<'_>, row: &Row) -> Vec<String> {
    remark.outlets(&row.wordings, (!look.full).then_some(NAMES))
}

/// What is quoted in a few words only, in one line. `signed` are the words of a row with the signs of what differs.
fn in_fragments(
    look: Look,
    remark: Drawn<'_>,
    (collation, rows): (&Collation, &[usize]),
    signed: impl Fn(usize) -> String,
) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let shown = if look.full { rows.len() } else { rows.len().min(FRAGMENTS) };
    let told = |&row: &usize| {
        let version = &collation.rows[row];
        let outlets = label(look, remark, version).join(", ");
        format!("{} {} {outlets}", siglum(row), fragment(remark, version, &signed(row)))
    };
    let mut listed: Vec<String> = rows.iter().take(shown).map(told).collect();
    if rows.len() > shown {
        listed.push(format!("{} more ({} shows them)", rows.len() - shown, look.full_option));
    }
    hanging(&format!("in fragments  {}", listed.join(" · ")), look.width, ["  ", "      "])
}

/// A version in runs. Long stretches are counted, unless they are to be shown in full; the base is set off.
fn runs(segments: &[Segment], full: bool, is_base: bool) -> Vec<SignedRun> {
    let run = |segment: Segment| {
        let (paint, signs) = match segment.mark {
            Mark::Plain | Mark::Blank if is_base => (Paint::Bold, ["", ""]),
            Mark::Plain | Mark::Blank => (Paint::Plain, ["", ""]),
            Mark::Dropped => (Paint::Dropped, ["[-", "-]"]),
            Mark::Elided => (Paint::Dim, ["[.", ".]"]),
            Mark::Other => (Paint::Added, ["{+", "+}"]),
            Mark::Moved => (Paint::Moved, ["{~", "~}"]),
        };
        let most = match segment.mark {
            Mark::Plain if !full => LONG,
            Mark::Dropped if !full => LONG_GAP,
            _ => usize::MAX,
        };
        SignedRun { paint, signs, is_apart: false, text: counted(&escape_terminal(&segment.text), most) }
    };
    replacements(segments).into_iter().map(run).collect()
}

/// Words with single blanks, at the ends too; of more than `most` the first and the last, and how many stand between them.
fn counted(text: &str, most: usize) -> String {
    let mut words: Vec<Cow<'_, str>> = text.split_whitespace().map(Cow::from).collect();
    if words.len() > most {
        let hidden = format!("⟨{} words⟩", words.len() - 2 * KEPT);
        words.splice(KEPT..words.len() - KEPT, [hidden.into()]);
    }
    let blank = |is: bool| if is { " " } else { "" };
    let before = blank(text.starts_with(char::is_whitespace));
    let behind = blank(!words.is_empty() && text.ends_with(char::is_whitespace));
    format!("{before}{}{behind}", words.join(" "))
}

/// Marks that a version begins later than the base, or ends earlier.
fn ends(runs: &mut Vec<SignedRun>, collation: &Collation, row: usize) {
    let omission = |text: &str| SignedRun {
        paint: Paint::Plain,
        signs: ["", ""],
        is_apart: false,
        text: text.to_owned(),
    };
    let (begins_later, ends_earlier) = open_ends(collation, row);
    if begins_later {
        runs.insert(0, omission("… "));
    }
    if ends_earlier {
        runs.push(omission(" …"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(mark: Mark, text: &str) -> Segment {
        Segment { mark, text: text.to_owned(), bracketed: false }
    }

    fn shown(segments: &[Segment], full: bool, columns: usize) -> Vec<String> {
        let look = Look { full, full_option: "all", ..Look::default() };
        wrapped(look, &runs(segments, full, false), columns, ["", ""])
    }

    #[test]
    fn what_stands_instead_is_beside_one_missing_stretch() {
        let segments = [
            segment(Mark::Plain, "the "),
            segment(Mark::Dropped, "old"),
            segment(Mark::Plain, " "),
            segment(Mark::Dropped, "pier"),
            segment(Mark::Plain, " "),
            segment(Mark::Other, "quay"),
            segment(Mark::Plain, ", it holds"),
        ];
        assert_eq!(shown(&segments, true, 80), ["the [-old pier-]{+quay+}, it holds"]);
        assert_eq!(shown(&segments, true, 14), ["the [-old", "pier-]{+quay+}", ", it holds"]);
    }

    #[test]
    fn words_in_place_of_others_are_one_stretch() {
        let segments = [
            segment(Mark::Dropped, "We"),
            segment(Mark::Other, "We’re"),
            segment(Mark::Plain, " "),
            segment(Mark::Dropped, "are"),
            segment(Mark::Plain, " here and "),
            segment(Mark::Dropped, "old"),
            segment(Mark::Plain, " "),
            segment(Mark::Dropped, "pier"),
            segment(Mark::Other, "quay"),
            segment(Mark::Plain, " "),
            segment(Mark::Other, "wall"),
            segment(Mark::Plain, " holds"),
        ];
        let want = "[-We are-]{+We’re+} here and [-old pier-]{+quay wall+} holds";
        assert_eq!(shown(&segments, true, 80), [want]);
    }

    #[test]
    fn long_agreement_is_counted_unless_asked_for() {
        let long: Vec<String> = (1..=40).map(|n| format!("w{n}")).collect();
        let segments = [segment(Mark::Plain, &long.join(" "))];
        assert_eq!(shown(&segments, false, 80), ["w1 w2 w3 w4 w5 ⟨30 words⟩ w36 w37 w38 w39 w40"]);
        assert_eq!(shown(&segments, true, 300), [long.join(" ")]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        assert_eq!(shown(&[segment(Mark::Other, "abcdefgh")], true, 6), ["{+abcd", "efgh+}"]);
    }
}
