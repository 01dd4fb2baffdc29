//! Shared remarks side by side. In: a comparison. Out: a remark after the other, the most widely shared first: its base wording and speaker, the
//! collation, the attribution table; then the figures.

use std::io::{self, Write};

use crate::model::Article;
use crate::render::comparison::Entry;
use crate::render::{Comparison, Summary, escape};

use super::layout::{count, cut, width, wrap};
use super::{Look, attribution, grid};

pub(super) fn comparison(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    summary: &Summary,
) -> io::Result<()> {
    let shared: Vec<&Entry<'_>> = comparison.shared().collect();
    for (index, entry) in shared.iter().enumerate() {
        let number = format!("{}/{}", index + 1, shared.len());
        self::entry(out, look, comparison, entry, &number)?;
    }
    if shared.iter().any(|entry| entry.versions() > 1) {
        legend(out, look)?;
    }
    let figures = [
        count(summary.articles, "article"),
        count(summary.quotations, "quotation"),
        count(shared.len(), "shared remark"),
    ];
    writeln!(out, "{}{}", figures.join(" · "), skipped(summary))
}

/// One remark.
pub(super) fn entry(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
    number: &str,
) -> io::Result<()> {
    let (remark, articles) = (entry.remark, comparison.articles);
    let speaker = remark.speaker.as_deref().map_or("no speaker named".into(), escape::terminal);
    let versions = match entry.versions() {
        1 => "same words".to_owned(),
        n => count(n, "version"),
    };
    let outlets = count(entry.outlets, "outlet");
    heading(out, look, &[number, &speaker, &outlets, &versions])?;
    let base = remark.wordings.get(remark.base);
    let text = base.and_then(|w| Some(w.span.of(articles.get(w.article).map(Article::text)?)));
    let quoted = format!("“{}”", escape::terminal(text.unwrap_or_default()).trim());
    for line in wrap(&quoted, look.width.saturating_sub(2)) {
        writeln!(out, "  {}", look.bold(&line))?;
    }
    if let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) {
        writeln!(out)?;
        for line in grid::lines(look, remark, collation, articles) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)?;
    for line in attribution::lines(look, remark, entry.collation.as_ref(), articles, comparison.quotations) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

/// A rule across the page with words in it.
pub(super) fn heading(out: &mut dyn Write, look: Look, words: &[&str]) -> io::Result<()> {
    let text = cut(&words.join(" · "), look.width.saturating_sub(6));
    let rest = "─".repeat(look.width.saturating_sub(width(&text) + 4));
    writeln!(out, "{} {} {}", look.dim("──"), look.bold(&text), look.dim(&rest))
}

/// What the signs mean.
pub(super) fn legend(out: &mut dyn Write, look: Look) -> io::Result<()> {
    let signs = "A is the base: the wording closest to all the others. {+other or added words+} \
                 [-the base's words, missing-] {~moved words~} ≠ another speaker or stance";
    for line in wrap(signs, look.width) {
        writeln!(out, "{}", look.dim(&line))?;
    }
    Ok(())
}

/// What was left out, where anything was.
pub(super) fn skipped(summary: &Summary) -> String {
    if summary.skipped == 0 { String::new() } else { format!(" · {} skipped", summary.skipped) }
}
