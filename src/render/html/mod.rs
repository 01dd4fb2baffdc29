//! One HTML file for reading, sending and printing. In: a comparison. Out: a page that needs nothing else: no script, no other file, no
//! network. The template is `templates/compare.html`; it escapes whatever it is given, and what could steer a reader (control characters,
//! marks that turn the direction of writing) is made visible before.

use std::io::{self, Write};

use askama::Template;

use crate::model::{Article, ArticleIx, Quotation, Span, Wording, WordingIx};

use super::apparatus::{TOP, only, top, variants};
use super::csv::name;
use super::escape::terminal as safe;
use super::marks::{Mark, marks, segments, texts};
use super::reason::sentence;
use super::timeline::timeline;
use super::versions::{by_version, outlets, siglum};
use super::{Summary, count};
use crate::compare::{Comparison, Entry};
use crate::record::is_web;

/// Writes HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Html;

/// Bytes of context on either side of a print.
const CONTEXT: usize = 280;
/// Characters of a remark in the list of remarks.
const SHORT: usize = 90;
/// Characters of a missing stretch that are shown.
const MISSING: usize = 120;

#[derive(Template)]
#[template(path = "compare.html")]
struct Page {
    title: String,
    figures: Vec<(&'static str, usize)>,
    remarks: Vec<RemarkView>,
    program: &'static str,
}

struct RemarkView {
    id: String,
    speaker: String,
    text: String,
    short: String,
    figures: String,
    versions: Vec<VersionView>,
    /// How many versions are in the list of variants only.
    more: String,
    /// A row a version; of each place the words, and whether they are not the base's.
    aligned: Vec<(String, Vec<(String, bool)>)>,
    variants: Vec<(String, String)>,
    attributions: Vec<AttributionView>,
    days: Vec<(String, Vec<(String, String)>)>,
    evidence: Vec<PrintView>,
    paraphrases: Vec<(String, String)>,
    reasons: Vec<String>,
}

struct VersionView {
    name: String,
    outlets: String,
    flags: Vec<&'static str>,
    segments: Vec<SegmentView>,
}

struct SegmentView {
    kind: SegmentKind,
    text: String,
}

enum SegmentKind {
    Plain,
    Other,
    Dropped,
    Moved,
    Editor,
}

struct AttributionView {
    version: String,
    outlet: String,
    printed: String,
    speaker: String,
    other_speaker: bool,
    verb: String,
    other_stance: bool,
    via: String,
    kind: String,
}

struct PrintView {
    version: String,
    outlet: String,
    url: String,
    before: String,
    words: String,
    behind: String,
}

impl Html {
    /// The remarks that at least two articles report.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn compare(
        self,
        out: &mut dyn Write,
        comparison: &Comparison<'_>,
        summary: &Summary,
    ) -> io::Result<()> {
        let shared: Vec<&Entry<'_>> = comparison.shared().collect();
        self.page(out, "Quoted remarks, side by side", comparison, &shared, summary)
    }

    /// All versions of the remarks of `comparison`, be they shared or not.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn versions(
        self,
        out: &mut dyn Write,
        comparison: &Comparison<'_>,
        summary: &Summary,
    ) -> io::Result<()> {
        let all: Vec<&Entry<'_>> = comparison.entries.iter().collect();
        self.page(out, "Versions of a quotation", comparison, &all, summary)
    }

    fn page(
        self,
        out: &mut dyn Write,
        title: &str,
        comparison: &Comparison<'_>,
        entries: &[&Entry<'_>],
        summary: &Summary,
    ) -> io::Result<()> {
        let differ = |test: &dyn Fn(&Entry<'_>) -> bool| entries.iter().filter(|e| test(e)).count();
        let figures = vec![
            ("articles", summary.articles),
            ("quotations", summary.quotations),
            ("remarks here", entries.len()),
            ("worded differently", differ(&|e| e.versions() > 1)),
            (
                "attributed differently",
                differ(&|e| e.attributions.iter().any(|a| a.other_speaker || a.other_stance)),
            ),
            (
                "with a cut to look at",
                differ(&|e| e.collation.iter().flat_map(|c| &c.rows).any(|r| !r.clipped.is_empty())),
            ),
        ];
        let page = Page {
            title: title.to_owned(),
            figures,
            remarks: entries.iter().map(|entry| remark(comparison, entry)).collect(),
            program: env!("CARGO_PKG_VERSION"),
        };
        let text = page.render().map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }
}

fn shown(text: &str) -> String {
    safe(text).into_owned()
}

fn remark(comparison: &Comparison<'_>, entry: &Entry<'_>) -> RemarkView {
    let (remark, articles) = (entry.remark, comparison.articles);
    let base = remark.wordings.get(remark.base.0);
    let text = base.and_then(|w| Some(w.span.of(articles.get(w.article.0)?.text()))).unwrap_or_default();
    let figures = format!("{} · {}", outlets(entry), count(entry.versions(), "version"));
    let (versions, more, variants) = versions(comparison, entry);
    let days = timeline(entry, articles);
    let dated = days.iter().any(|day| day.date.is_some());
    let day = |(n, day): (usize, &super::timeline::Day<'_>)| {
        let chip = |p: &super::timeline::Prints<'_>| (siglum(p.version), p.shown(n));
        (shown(day.date.unwrap_or("no date")), day.versions.iter().map(chip).collect())
    };
    RemarkView {
        id: remark.id.clone(),
        speaker: remark.speaker.as_deref().map_or_else(|| "No speaker named".to_owned(), shown),
        short: cut(&shown(text), SHORT),
        text: shown(text),
        figures,
        aligned: aligned(comparison, entry),
        versions,
        more,
        variants,
        attributions: attributions(comparison, entry),
        days: if dated { days.iter().enumerate().map(day).collect() } else { Vec::new() },
        evidence: evidence(comparison, entry),
        paraphrases: paraphrases(comparison, entry),
        reasons: if comparison.explain { reasons(comparison, entry) } else { Vec::new() },
    }
}

/// The versions to show, how many more there are, and then all variants.
fn versions(
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
) -> (Vec<VersionView>, String, Vec<(String, String)>) {
    let (remark, articles) = (entry.remark, comparison.articles);
    let outlets = |wordings: &[WordingIx]| {
        let mut names: Vec<String> = Vec::new();
        for article in wordings.iter().filter_map(|w| articles.get(remark.wordings.get(w.0)?.article.0)) {
            let name = shown(article.outlet_or_id());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    };
    let Some(collation) = &entry.collation else {
        let all: Vec<WordingIx> = (0..remark.wordings.len()).map(WordingIx).collect();
        let text = remark
            .wordings
            .get(remark.base.0)
            .and_then(|w| Some(w.span.of(articles.get(w.article.0)?.text())));
        let segment = SegmentView { kind: SegmentKind::Plain, text: shown(text.unwrap_or_default()) };
        let only = VersionView {
            name: siglum(0),
            outlets: outlets(&all),
            flags: Vec::new(),
            segments: vec![segment],
        };
        return (vec![only], String::new(), Vec::new());
    };
    let texts = texts(remark, collation, articles);
    let marks = marks(collation, &texts);
    let view = |row: usize| VersionView {
        name: siglum(row),
        outlets: outlets(&collation.rows[row].wordings),
        flags: collation.rows[row].clipped.iter().map(|c| c.name()).collect(),
        segments: segments(remark, collation, &texts, &marks, row)
            .into_iter()
            .map(|s| {
                let kind = match s.mark {
                    Mark::Other if s.bracketed => SegmentKind::Editor,
                    Mark::Other => SegmentKind::Other,
                    Mark::Dropped | Mark::Elided => SegmentKind::Dropped,
                    Mark::Moved => SegmentKind::Moved,
                    Mark::Plain | Mark::Blank => SegmentKind::Plain,
                };
                let text =
                    if s.mark == Mark::Dropped { cut(&shown(&s.text), MISSING) } else { shown(&s.text) };
                SegmentView { kind, text }
            })
            .collect(),
    };
    let rows = top(collation);
    let rest = collation.rows.len() - rows.len();
    let more = if rest > 0 { format!("{rest} more") } else { String::new() };
    let listed = if collation.rows.len() > TOP { variants(remark, collation, articles) } else { Vec::new() };
    let variant = |v: super::apparatus::Variant| {
        let reading = |r: &super::apparatus::Reading| {
            let sigla: Vec<String> = r.rows.iter().map(|row| siglum(*row)).collect();
            format!("{} {}", shown(&r.shown()), sigla.join(" "))
        };
        (shown(&v.lemma), v.readings.iter().map(reading).collect::<Vec<_>>().join("; "))
    };
    (rows.into_iter().map(view).collect(), more, listed.into_iter().map(variant).collect())
}

/// The collation of the shown versions; neighbouring places at which all agree, or not all, are one.
fn aligned(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<(String, Vec<(String, bool)>)> {
    let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) else { return Vec::new() };
    let rows = top(collation);
    let collation = only(collation, &rows);
    let texts = texts(entry.remark, &collation, comparison.articles);
    let mut out: Vec<(String, Vec<(String, bool)>)> =
        rows.iter().map(|row| (siglum(*row), Vec::new())).collect();
    let filled = |column: usize| -> Vec<bool> {
        collation.cells.iter().map(|row| row[column].span.is_some()).collect()
    };
    let word = |row: usize, column: usize| -> String {
        collation.cells[row][column].span.map(|s| s.of(texts[row]).to_lowercase()).unwrap_or_default()
    };
    // Where the same versions have words, and all the same ones, or not.
    let place = |column: usize| {
        let words: Vec<String> =
            (0..rows.len()).map(|row| word(row, column)).filter(|w| !w.is_empty()).collect();
        (filled(column), words.iter().all(|w| *w == words[0]))
    };
    let mut column = 0;
    while column < collation.columns.len() {
        let here = place(column);
        let end = (column + 1..collation.columns.len())
            .find(|c| place(*c) != here)
            .unwrap_or(collation.columns.len());
        let words = |row: usize| -> String {
            let spans = collation.cells[row][column..end].iter().filter_map(|c| c.span);
            shown(&spans.map(|s| s.of(texts[row])).collect::<Vec<_>>().join(" "))
        };
        let base = words(0).to_lowercase();
        for (row, (_, cells)) in out.iter_mut().enumerate() {
            let own = words(row);
            let differs = row > 0 && !own.is_empty() && own.to_lowercase() != base;
            cells.push((own, differs));
        }
        column = end;
    }
    out
}

/// Every wording with its version, its article and its quotation.
fn prints<'a>(
    comparison: &'a Comparison<'_>,
    entry: &'a Entry<'_>,
) -> impl Iterator<Item = (WordingIx, usize, &'a Wording, &'a Article, &'a Quotation)> {
    by_version(entry.remark, entry.collation.as_ref()).into_iter().filter_map(|(index, version)| {
        let wording = entry.remark.wordings.get(index.0)?;
        let article = comparison.articles.get(wording.article.0)?;
        Some((index, version, wording, article, comparison.quotations.get(wording.quotation.0)?))
    })
}

/// An article's outlet and date, and whose text it prints again.
fn outlet(comparison: &Comparison<'_>, index: ArticleIx, article: &Article) -> String {
    let mut text = shown(article.outlet_or_id());
    if let Some(date) = &article.header().date {
        text.push_str(&format!(" · {}", shown(date.get(..10).unwrap_or(date))));
    }
    if let Some(original) = comparison.original(index) {
        text.push_str(&format!(" (copies {})", shown(original.outlet_or_id())));
    }
    text
}

fn attributions(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<AttributionView> {
    let row = |(index, version, wording, article, quotation): (
        WordingIx,
        usize,
        &Wording,
        &Article,
        &Quotation,
    )| {
        let of = |span: Span| shown(span.of(article.text()));
        let differs = entry.attributions.iter().find(|a| a.wording == index);
        let speaker = quotation.speaker.as_ref();
        let verb = quotation.cue.as_ref();
        AttributionView {
            version: siglum(version),
            outlet: outlet(comparison, wording.article, article),
            printed: speaker.and_then(|s| s.mention).map(of).unwrap_or_default(),
            speaker: speaker.and_then(|s| s.name.as_deref()).map(shown).unwrap_or_default(),
            other_speaker: differs.is_some_and(|d| d.other_speaker),
            verb: verb.map(|cue| format!("{} ({})", of(cue.span), name(&cue.stance))).unwrap_or_default(),
            other_stance: differs.is_some_and(|d| d.other_stance),
            via: quotation.via.map(of).unwrap_or_default(),
            kind: if quotation.headline { "headline".to_owned() } else { name(&quotation.kind) },
        }
    };
    prints(comparison, entry).map(row).collect()
}

/// Each print with the words around it in its paragraph.
fn evidence(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<PrintView> {
    let view = |(_, version, wording, article, _): (WordingIx, usize, &Wording, &Article, &Quotation)| {
        let (before, behind) = around(article.text(), wording.span);
        PrintView {
            version: siglum(version),
            outlet: outlet(comparison, wording.article, article),
            url: article.header().url.as_deref().filter(|url| is_web(url)).unwrap_or_default().to_owned(),
            before: shown(&before),
            words: shown(wording.span.of(article.text())),
            behind: shown(&behind),
        }
    };
    prints(comparison, entry).map(view).collect()
}

/// What stands before and behind a place in its paragraph, cut at words.
fn around(text: &str, place: Span) -> (String, String) {
    let before = text.get(..place.start()).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = text.get(place.end()..).unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let left = match before
        .len()
        .checked_sub(CONTEXT)
        .and_then(|from| before.char_indices().find(|(i, c)| *i >= from && c.is_whitespace()))
    {
        Some((at, _)) => format!("…{}", &before[at..]),
        None => before.to_owned(),
    };
    let right = match behind.char_indices().find(|(i, c)| *i >= CONTEXT && c.is_whitespace()) {
        Some((at, _)) => format!("{} …", &behind[..at]),
        None => behind.to_owned(),
    };
    (left, right)
}

fn paraphrases(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<(String, String)> {
    let told = entry.paraphrases.iter().filter_map(|q| comparison.quotations.get(q.0));
    told.filter_map(|q| {
        let article = comparison.articles.get(q.article.0)?;
        let words: Vec<&str> = q.contents.iter().map(|c| c.span.of(article.text())).collect();
        Some((outlet(comparison, q.article, article), shown(&words.join(" … "))))
    })
    .collect()
}

fn reasons(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<String> {
    let id = |wording: WordingIx| {
        let article = entry.remark.wordings.get(wording.0).and_then(|w| comparison.articles.get(w.article.0));
        shown(article.map_or("", Article::id))
    };
    let link = |link: &crate::model::Link| {
        let by_hand = link.by_hand.as_ref().map(|r| format!("by hand: {}; ", shown(r))).unwrap_or_default();
        format!("{} – {}: {:.1}: {by_hand}{}", id(link.a), id(link.b), link.score, sentence(&link.reason))
    };
    let apart = |apart: &crate::model::Apart| {
        format!("{}: kept apart by hand: {}", id(apart.wording), shown(&apart.reason))
    };
    entry.remark.links.iter().map(link).chain(entry.remark.apart.iter().map(apart)).collect()
}

/// The first `most` characters, cut at a word.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    format!("{}…", head[..head.rfind(' ').unwrap_or(end)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_ends_at_words_and_at_the_paragraph() {
        let text = "Not this line.\nShe said “It holds,” and left.\nNor this.";
        let place = Span::new(text, 27, 36).unwrap();
        assert_eq!(around(text, place), ("She said “".to_owned(), "” and left.".to_owned()));
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(cut("one", 9), "one");
    }
}
