//! Shared remarks side by side. In: a comparison. Out: a remark after the other, the most widely shared first: its base wording and speaker, the
//! collation, the attribution table; then the figures.

use std::io::{self, Write};

use crate::model::Article;
use crate::render::comparison::Entry;
use crate::render::{Comparison, Summary, count, escape};

use super::layout::{cut, width, wrap};
use super::{Look, attribution, grid};

pub(super) fn comparison(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    summary: &Summary,
) -> io::Result<()> {
    let shared: Vec<_> = comparison.shared().map(|entry| (entry, None)).collect();
    entries(out, look, comparison, &shared)?;
    figures(out, look, summary, Some(shared.len()))
}

/// All versions of one remark, whether it is shared or not.
pub(super) fn versions(out: &mut dyn Write, look: Look, comparison: &Comparison<'_>) -> io::Result<()> {
    let all: Vec<_> = comparison.entries.iter().map(|entry| (entry, None)).collect();
    entries(out, look, comparison, &all)
}

/// Some remarks, numbered, some with a further line under their words, and the meaning of the signs behind them where any
/// were used.
pub(super) fn entries(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    entries: &[(&Entry<'_>, Option<String>)],
) -> io::Result<()> {
    for (index, (entry, more)) in entries.iter().enumerate() {
        let number = format!("{}/{}", index + 1, entries.len());
        self::entry(out, look, comparison, entry, &number, more.as_deref())?;
    }
    if entries.iter().any(|(entry, _)| entry.versions() > 1) { legend(out, look) } else { Ok(()) }
}

/// One remark.
fn entry(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
    number: &str,
    more: Option<&str>,
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
    if let Some(more) = more {
        writeln!(out, "  {more}")?;
    }
    if let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) {
        writeln!(out)?;
        for line in grid::lines(look, remark, collation, articles) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)?;
    for line in attribution::lines(look, entry, articles, comparison.quotations) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

/// The figures, in as many lines as they need.
pub(super) fn figures(
    out: &mut dyn Write,
    look: Look,
    summary: &Summary,
    shared: Option<usize>,
) -> io::Result<()> {
    wrap(&summary.figures(shared), look.width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// A rule across the page with words in it.
pub(super) fn heading(out: &mut dyn Write, look: Look, words: &[&str]) -> io::Result<()> {
    let text = cut(&words.join(" · "), look.width.saturating_sub(6));
    let rest = "─".repeat(look.width.saturating_sub(width(&text) + 4));
    writeln!(out, "{} {} {}", look.dim("──"), look.bold(&text), look.dim(&rest))
}

/// What the signs mean; no sign is parted from its meaning by a line's end.
fn legend(out: &mut dyn Write, look: Look) -> io::Result<()> {
    let signs = [
        "A: base of the comparison",
        "{+other or added words+}",
        "[-----]: words missing",
        "[.....]: left out and marked so",
        "{~moved words~}",
        "≠: another speaker or stance",
    ];
    let mut line = String::new();
    for sign in signs {
        if !line.is_empty() && width(&line) + 3 + width(sign) > look.width {
            writeln!(out, "{}", look.dim(&std::mem::take(&mut line)))?;
        }
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(sign);
    }
    writeln!(out, "{}", look.dim(&line))
}
