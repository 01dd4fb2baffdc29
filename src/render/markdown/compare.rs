//! Markdown for documents. In: quotations or a comparison. Out: GitHub-flavoured Markdown in which article text is never markup.
//! Differences are `~~struck~~` and **bold**.

use std::io::{self, Write};

use crate::model::{Article, Change, Collation, Kind, Quotation, Remark, Span};

use super::csv::name;
use super::difference::{differs, figures};
use super::escape::markdown as escape;
use super::versions::{by_version, outlets, siglum};
use super::{Summary, count};
use crate::compare::{Comparison, Entry, OutletDifference};
use crate::record::Extract;

/// Writes Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markdown;

impl Markdown {
    /// One article: a heading and a table.
    ///
    /// # Errors
    /// Those of `out`, as everywhere here.
    pub fn extract(self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        if extract.shown.is_empty() {
            return Ok(());
        }
        let article = extract.article;
        writeln!(out, "## {}\n", escape(article.outlet_or_id()))?;
        writeln!(out, "| speaker | verb | kind | quotation |\n|---|---|---|---|")?;
        for quotation in extract.shown.iter().filter_map(|index| extract.quotations.get(*index)) {
            let [_, speaker, verb, via, kind] = attribution(article, quotation);
            let via = if via.is_empty() { via } else { format!(" (via {via})") };
            let marked = |words: String| {
                if quotation.kind == Kind::Indirect { words } else { format!("“{words}”") }
            };
            let contents: Vec<String> =
                quotation.contents.iter().map(|c| marked(escape(c.span.of(article.text())))).collect();
            write!(out, "| {speaker}{via} | {verb} | {kind} | {}", contents.join(" … "))?;
            if extract.explain {
                let evidence: Vec<String> = quotation.evidence.iter().map(|e| escape(e)).collect();
                let rule = quotation.rule.name();
                write!(out, "<br>`{rule}`, {:.2}: {}", quotation.confidence, evidence.join("; "))?;
            }
            writeln!(out, " |")?;
        }
        writeln!(out)
    }

    /// The figures.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn extract_end(self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", summary.figures(None))
    }

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
        for entry in comparison.shared() {
            self.entry(out, comparison, entry, None)?;
        }
        writeln!(out, "{}", summary.figures(Some(comparison.shared().count())))
    }

    /// All versions of the remarks of `comparison`, be they shared or not.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn versions(self, out: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
        comparison.entries.iter().try_for_each(|entry| self.entry(out, comparison, entry, None))
    }

    /// Two sides: the remarks that both quote, each with what differs; then what only one quotes, and whom; then the figures.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn difference(self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        let names = difference.names.each_ref().map(|name| escape(name));
        for (entry, pair) in difference.both.entries.iter().zip(&difference.pairs) {
            self.entry(out, &difference.both, entry, Some(&differs(*pair)))?;
        }
        for (name, only) in names.iter().zip(&difference.only).filter(|(_, only)| !only.entries.is_empty()) {
            writeln!(out, "## {name} alone: {}\n", count(only.entries.len(), "remark"))?;
            for entry in &only.entries {
                let (speaker, words) = heading(entry.remark, only.articles);
                writeln!(out, "- {speaker}: “{words}”")?;
            }
            writeln!(out)?;
        }
        for (name, speakers) in names.iter().zip(&difference.speakers) {
            let speakers: Vec<String> = speakers.iter().map(|speaker| escape(speaker)).collect();
            let list = if speakers.is_empty() { "nobody".to_owned() } else { speakers.join(", ") };
            writeln!(out, "Quoted by {name} alone: {list}\n")?;
        }
        writeln!(out, "{}", figures(difference, &names))
    }

    fn entry(
        self,
        out: &mut dyn Write,
        comparison: &Comparison<'_>,
        entry: &Entry<'_>,
        more: Option<&str>,
    ) -> io::Result<()> {
        let (remark, articles) = (entry.remark, comparison.articles);
        let base = remark.wordings.get(remark.base.0);
        let base_text = base.and_then(|w| articles.get(w.article.0)).map_or("", Article::text);
        let (speaker, words) = heading(remark, articles);
        writeln!(out, "## {speaker}: “{words}”\n")?;
        let more = more.map(|more| format!("; {more}")).unwrap_or_default();
        writeln!(out, "{}, {}{more}\n", outlets(entry), count(entry.versions(), "version"))?;
        if let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) {
            versions(out, remark, collation, articles, base_text)?;
        }
        writeln!(out, "| | outlet | as printed | speaker | verb (stance) | via | kind |")?;
        writeln!(out, "|---|---|---|---|---|---|---|")?;
        for (index, version) in by_version(remark, entry.collation.as_ref()) {
            let wording = remark.wordings.get(index.0);
            let article = wording.and_then(|w| articles.get(w.article.0));
            let quotation = wording.and_then(|w| comparison.quotations.get(w.quotation.0));
            let (Some(article), Some(quotation)) = (article, quotation) else { continue };
            let [printed, speaker, verb, via, kind] = attribution(article, quotation);
            let (version, mut outlet) = (siglum(version), escape(article.outlet_or_id()));
            if let Some(original) = wording.and_then(|w| comparison.original(w.article)) {
                outlet.push_str(&format!(" (copies {})", escape(original.outlet_or_id())));
            }
            writeln!(out, "| {version} | {outlet} | {printed} | {speaker} | {verb} | {via} | {kind} |")?;
        }
        writeln!(out)
    }
}

/// A remark's speaker and its base wording.
fn heading(remark: &Remark, articles: &[Article]) -> (String, String) {
    let speaker = remark.speaker.as_deref().map_or_else(|| "no speaker named".to_owned(), escape);
    let base = remark.wordings.get(remark.base.0);
    let words = base.and_then(|w| Some(w.span.of(articles.get(w.article.0)?.text())));
    (speaker, escape(words.unwrap_or_default()))
}

/// A list item a version: the base in full, the others as what they drop and add.
fn versions(
    out: &mut dyn Write,
    remark: &Remark,
    collation: &Collation,
    articles: &[Article],
    base_text: &str,
) -> io::Result<()> {
    for (index, row) in collation.rows.iter().enumerate() {
        let Some(wording) = row.wordings.first().and_then(|first| remark.wordings.get(first.0)) else {
            continue;
        };
        let Some(article) = articles.get(wording.article.0) else { continue };
        let words = marked(wording.span, article.text(), base_text, &row.changes);
        let flags: Vec<&str> = row.clipped.iter().map(|c| c.name()).collect();
        let flags = if flags.is_empty() { String::new() } else { format!(" — {}", flags.join(", ")) };
        writeln!(out, "- **{}** {words}{flags}", siglum(index))?;
    }
    writeln!(out)
}

/// The words of one version with its changes marked in place.
fn marked(extent: Span, text: &str, base_text: &str, changes: &[Change]) -> String {
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| change.version.map(Span::start));
    let mut words = String::new();
    let mut at = extent.start();
    for change in changes.iter().filter(|change| change.version.is_some()) {
        let Some(version) = change.version.filter(|v| extent.contains(*v) && v.start() >= at) else {
            continue;
        };
        words.push_str(&escape(text.get(at..version.start()).unwrap_or_default()));
        if let Some(base) = change.base {
            words.push_str(&format!("~~{}~~ ", escape(base.of(base_text).trim())));
        }
        if !version.is_empty() {
            words.push_str(&format!("**{}**", escape(version.of(text).trim())));
        }
        at = version.end();
    }
    words.push_str(&escape(text.get(at..extent.end()).unwrap_or_default()));
    let lost: Vec<String> = changes
        .iter()
        .filter(|change| change.version.is_none())
        .filter_map(|change| change.base)
        .map(|base| format!("~~{}~~", escape(base.of(base_text).trim())))
        .collect();
    if lost.is_empty() { words } else { format!("{words} (lacks {})", lost.join(", ")) }
}

/// Speaker as printed, speaker resolved, verb with its stance, via, kind.
fn attribution(article: &Article, quotation: &Quotation) -> [String; 5] {
    let text = article.text();
    let speaker = quotation.speaker.as_ref();
    let printed = speaker.and_then(|s| s.mention).map(|span| escape(span.of(text))).unwrap_or_default();
    let resolved = speaker.and_then(|s| s.name.as_deref()).map(escape);
    let verb = quotation.cue.as_ref();
    let verb = verb.map(|cue| format!("{} ({})", escape(cue.span.of(text)), name(&cue.stance)));
    let via = quotation.via.map(|via| escape(via.of(text))).unwrap_or_default();
    let kind = if quotation.headline {
        format!("{}, headline", name(&quotation.kind))
    } else {
        name(&quotation.kind)
    };
    let resolved = resolved.unwrap_or_else(|| printed.clone());
    [printed, resolved, verb.unwrap_or_default(), via, kind]
}
