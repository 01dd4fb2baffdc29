//! What the server's page of a remark has beside the parts that it shares with the report. In: an entry of a comparison. Out: the parts, the
//! words by how widely they are printed, the variants, the days with their prints; two versions side by side.

use super::remark::{Standing, remark};
use super::view::{RemarkView, SegmentKind, SegmentView, shown};
use crate::compare::{Comparison, Entry};
use crate::model::{Collation, Span, WordingIx};
use crate::render::shared::{
    Drawn, HeatWord, Mark, OutletNames, Variant, VariantReading, count, heat, is_bracketed, marks, siglum,
    texts, timeline, variants,
};

/// Agreed words of a cell that are shown when the others are folded.
const AGREED: usize = 4;

/// All that the page shows of a remark.
pub(crate) struct RemarkScreen {
    /// The parts that the report has too.
    pub remark: RemarkView,
    /// The words of the base; empty if there is one version or one report.
    pub heat: Vec<HeatView>,
    pub variants: Vec<VariantView>,
    pub days: Vec<DayView>,
    /// True if agreed words were folded in the alignment.
    pub folded: bool,
}

/// A word of the base.
pub(crate) struct HeatView {
    pub before: String,
    pub text: String,
    /// From 1, printed by few, to 5, printed by all.
    pub level: usize,
    /// How many print it.
    pub says: String,
    /// The number of its variant, if others print something else there.
    pub variant: Option<usize>,
}

/// A place of the base, and what others have there.
pub(crate) struct VariantView {
    pub number: usize,
    pub lemma: String,
    /// The words, and the versions that have them.
    pub readings: Vec<(String, String)>,
}

/// A day with its versions.
pub(crate) struct DayView {
    pub date: String,
    /// Siglum and outlet.
    pub chips: Vec<(String, String)>,
    pub prints: usize,
}

/// Two versions, each with what the other lacks.
pub(crate) struct TwoWay {
    pub left: Vec<SegmentView>,
    pub right: Vec<SegmentView>,
}

/// All that the page shows of a remark; `full` shows every agreed word of the alignment.
pub(crate) fn remark_screen(comparison: &Comparison<'_>, entry: &Entry<'_>, full: bool) -> RemarkScreen {
    let names = OutletNames::new(comparison);
    let standing = Standing { level: 1, back: "", folded: false };
    let mut view = remark(Drawn { comparison, entry, names: &names }, standing);
    let listed =
        entry.collation.as_ref().map(|c| variants(entry.remark, c, comparison.articles)).unwrap_or_default();
    let folded = !full && fold(&mut view.aligned);
    RemarkScreen {
        heat: heat_views(comparison, entry, &listed),
        variants: (1..).zip(&listed).map(|(number, variant)| variant_view(number, variant)).collect(),
        days: days(comparison, entry),
        remark: view,
        folded,
    }
}

/// The name of each version, and a wording that has it.
pub(crate) fn named_versions(entry: &Entry<'_>) -> Vec<(String, WordingIx)> {
    let rows = entry.collation.iter().flat_map(|collation| &collation.rows).enumerate();
    rows.filter_map(|(row, own)| Some((siglum(row), *own.wordings.first()?))).collect()
}

fn heat_views(comparison: &Comparison<'_>, entry: &Entry<'_>, listed: &[Variant]) -> Vec<HeatView> {
    if entry.independent < 2 {
        return Vec::new();
    }
    let all = entry.independent;
    let view = |word: HeatWord<'_>| {
        let variant = listed.iter().position(|variant| variant.place.overlaps(word.span));
        HeatView {
            before: shown(word.before),
            text: shown(word.text),
            level: (5 * word.reports).div_ceil(all).clamp(1, 5),
            says: format!("printed by {} of {}", word.reports, count(all, "independent outlet")),
            variant: variant.map(|at| at + 1),
        }
    };
    heat(entry, comparison.articles).into_iter().map(view).collect()
}

fn variant_view(number: usize, variant: &Variant) -> VariantView {
    let reading = |reading: &VariantReading| {
        let sigla: Vec<String> = reading.rows.iter().map(|row| siglum(*row)).collect();
        (shown(&reading.shown()), sigla.join(" "))
    };
    VariantView {
        number,
        lemma: shown(&variant.lemma),
        readings: variant.readings.iter().map(reading).collect(),
    }
}

/// Shortens cells in which all versions agree; true if any was.
fn fold(aligned: &mut [(String, Vec<(String, bool)>)]) -> bool {
    let columns = aligned.first().map_or(0, |(_, cells)| cells.len());
    let mut folded = false;
    for column in 0..columns {
        let agrees = aligned.iter().all(|(_, cells)| {
            cells.get(column).is_some_and(|(words, differs)| !differs && !words.is_empty())
        });
        let words = aligned[0].1[column].0.split_whitespace().count();
        if !agrees || words <= AGREED {
            continue;
        }
        folded = true;
        for (_, cells) in aligned.iter_mut() {
            let own: Vec<&str> = cells[column].0.split_whitespace().collect();
            if let [first, .., last] = own.as_slice() {
                cells[column].0 = format!("{first} … {last}");
            }
        }
    }
    folded
}

fn days(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<DayView> {
    let days = timeline(entry, comparison.articles);
    if days.iter().all(|day| day.date.is_none()) {
        return Vec::new();
    }
    let view = |(n, day): (usize, &crate::render::shared::Day<'_>)| DayView {
        date: shown(day.date.unwrap_or("no date")),
        chips: day.versions.iter().map(|prints| (siglum(prints.version), prints.shown(n))).collect(),
        prints: day.versions.iter().map(|prints| prints.articles).sum(),
    };
    days.iter().enumerate().map(view).collect()
}

/// The first two versions of an entry side by side; `None` if it has one.
pub(crate) fn two_way(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Option<TwoWay> {
    let collation = entry.collation.as_ref().filter(|c| c.rows.len() > 1)?;
    let texts = texts(entry.remark, collation, comparison.articles);
    let marks = marks(collation, &texts);
    let own = marks.get(1)?;
    let same = |column: usize| collation.cells[1][column].span.is_some() && own[column] == Mark::Plain;
    let left = |column: usize, _: Span| match own[column] {
        Mark::Moved => SegmentKind::Moved,
        _ if same(column) => SegmentKind::Plain,
        _ => SegmentKind::Dropped,
    };
    let right = |column: usize, span: Span| match own[column] {
        Mark::Moved => SegmentKind::Moved,
        Mark::Other if is_bracketed(span, &collation.rows[1]) => SegmentKind::Editor,
        Mark::Other => SegmentKind::Other,
        _ => SegmentKind::Plain,
    };
    let extent = |row: usize| Some(entry.remark.wordings.get(collation.rows[row].wordings.first()?.0)?.span);
    Some(TwoWay {
        left: side(collation, 0, (texts[0], extent(0)?), left),
        right: side(collation, 1, (texts[1], extent(1)?), right),
    })
}

/// One version in runs of one kind, as it is printed.
fn side(
    collation: &Collation,
    row: usize,
    (text, extent): (&str, Span),
    kind: impl Fn(usize, Span) -> SegmentKind,
) -> Vec<SegmentView> {
    let mut out: Vec<SegmentView> = Vec::new();
    let mut at = extent.start();
    let cells = collation.cells[row].iter().enumerate();
    for (column, span) in cells.filter_map(|(column, cell)| Some((column, cell.span?))) {
        let kind = kind(column, span);
        let between = shown(text.get(at..span.start()).unwrap_or_default());
        let words = shown(span.of(text));
        at = span.end();
        match out.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(&format!("{between}{words}")),
            Some(last) if last.kind == SegmentKind::Plain => {
                last.text.push_str(&between);
                out.push(SegmentView { kind, text: words });
            }
            _ if kind == SegmentKind::Plain => {
                out.push(SegmentView { kind, text: format!("{between}{words}") })
            }
            _ => {
                out.push(SegmentView { kind: SegmentKind::Plain, text: between });
                out.push(SegmentView { kind, text: words });
            }
        }
    }
    out.push(SegmentView {
        kind: SegmentKind::Plain,
        text: shown(text.get(at..extent.end()).unwrap_or_default()),
    });
    out
}
