//! Remarks as Markdown. In: a comparison. Out: of each remark a heading, its versions, and a table of who
//! attributes it to whom.

use std::io::{self, Write};

use super::extract::attribution;
use crate::compare::{Comparison, Entry};
use crate::model::{Article, Change, Collation, Remark, Span};
use crate::render::nouns::{Scope, ShownRemarks};
use crate::render::renderer::Render;
use crate::render::shared::{
    accounts, by_version, count, escape_markdown as escape, lost, outlets, siglum, without_comma,
};
use crate::render::summary::Summary;

/// Writes remarks, with the figures if only shared ones are shown.
#[derive(Default)]
pub(in crate::render) struct RemarkMarkdown {
    /// How many shared remarks there were.
    shared: Option<usize>,
}

impl Render<ShownRemarks<'_>> for RemarkMarkdown {
    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        let entries = shown.entries();
        if shown.scope == Scope::Shared {
            self.shared = Some(self.shared.unwrap_or(0) + entries.len());
        }
        entries.into_iter().try_for_each(|e| entry(out, shown.comparison, e, None))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.shared.is_none() {
            return Ok(());
        }
        writeln!(out, "{}", summary.figures(self.shared))
    }
}

/// A heading, the versions, and a table of who attributes it to whom.
pub(super) fn entry(
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
    let more = more
        .map(str::to_owned)
        .or_else(|| accounts(comparison, entry, |article| escape(article.outlet_or_id()), escape));
    let more = more.map(|more| format!("; {more}")).unwrap_or_default();
    writeln!(out, "{}, {}{more}\n", outlets(entry), count(entry.versions(), "version"))?;
    if let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) {
        versions(out, remark, collation, articles, base_text)?;
    }
    writeln!(out, "| | outlet | as printed | speaker | verb (stance) | via | addressee | kind |")?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    for (index, version) in by_version(remark, entry.collation.as_ref()) {
        let wording = remark.wordings.get(index.0);
        let article = wording.and_then(|w| articles.get(w.article.0));
        let quotation = wording.and_then(|w| comparison.quotations.get(w.quotation.0));
        let (Some(article), Some(quotation)) = (article, quotation) else { continue };
        let [mut printed, mut speaker, mut verb, via, addressee, kind] = attribution(article, quotation);
        let differs = entry.attributions.rows.get(index.0);
        if differs.is_some_and(|differs| differs.other_speaker.is_some()) {
            let cell = if speaker.is_empty() { &mut printed } else { &mut speaker };
            cell.insert_str(0, "≠ ");
        }
        if differs.is_some_and(|differs| differs.other_stance) {
            verb.insert_str(0, "≠ ");
        }
        let (version, mut outlet) = (siglum(version), escape(article.outlet_or_id()));
        if let Some(original) = wording.and_then(|w| comparison.original(w.article)) {
            outlet.push_str(&format!(" (copies {})", escape(original.outlet_or_id())));
        }
        writeln!(
            out,
            "| {version} | {outlet} | {printed} | {speaker} | {verb} | {via} | {addressee} | {kind} |"
        )?;
    }
    writeln!(out)
}

/// A remark's speaker and its base wording.
pub(super) fn heading(remark: &Remark, articles: &[Article]) -> (String, String) {
    let speaker = remark.speaker.as_deref().map_or_else(|| "no speaker named".to_owned(), escape);
    let base = remark.wordings.get(remark.base.0);
    let words = base.and_then(|w| Some(w.span.of(articles.get(w.article.0)?.text())));
    (speaker, escape(without_comma(words.unwrap_or_default())))
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
        let flags: Vec<&str> = row.clipped.iter().map(|clipped| lost(*clipped)).collect();
        let flags = if flags.is_empty() { String::new() } else { format!(" — {}", flags.join("; ")) };
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
