//! Shared remarks side by side. In: a comparison. Out: a remark after the other, the most widely shared
//! first: its base wording and speaker, the collation, the attribution table; then the figures.

use std::io::{self, Write};

use crate::compare::{Comparison, Entry};
use crate::model::{Article, WordingIx};
use crate::render::look::Look;
use crate::render::nouns::{Scope, ShownRemarks};
use crate::render::renderer::Render;
use crate::render::shared::{
    accounts, by_version, count, escape_terminal, meant_lines, outlets, sentence, siglum, timeline,
};
use crate::render::summary::Summary;

use super::layout::{cut, hanging, width, wrap};
use super::{attribution, grid};

/// Writes remarks; if only shared ones are shown, with the figures.
pub(in crate::render) struct RemarkTable {
    look: Look,
    /// How many shared remarks there were.
    shared: Option<usize>,
}

impl RemarkTable {
    /// `look` is how the tables are to look.
    pub fn new(look: Look) -> Self {
        Self { look, shared: None }
    }
}

impl Render<ShownRemarks<'_>> for RemarkTable {
    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        if shown.scope == Scope::All {
            return versions(out, self.look, shown.comparison);
        }
        let remarks: Vec<_> = shown.entries().into_iter().map(|entry| (entry, None)).collect();
        self.shared = Some(self.shared.unwrap_or(0) + remarks.len());
        entries(out, self.look, shown.comparison, &remarks)
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.shared.is_none() {
            return Ok(());
        }
        figures(out, self.look, summary, self.shared)
    }
}

/// All versions of one remark, whether it is shared or not, and when each was printed.
fn versions(out: &mut dyn Write, look: Look, comparison: &Comparison<'_>) -> io::Result<()> {
    for (index, entry) in comparison.entries.iter().enumerate() {
        let number = format!("{}/{}", index + 1, comparison.entries.len());
        self::entry(out, look, comparison, entry, (&number, None))?;
        days(out, look, comparison, entry)?;
    }
    if comparison.entries.iter().any(|entry| entry.versions() > 1) { legend(out, look) } else { Ok(()) }
}

/// Which version was printed on which day; nothing where no print is dated.
fn days(out: &mut dyn Write, look: Look, comparison: &Comparison<'_>, entry: &Entry<'_>) -> io::Result<()> {
    let days = timeline(entry, comparison.articles);
    if days.iter().all(|day| day.date.is_none()) {
        return Ok(());
    }
    for (n, day) in days.iter().enumerate() {
        let prints = day.versions.iter().map(|p| format!("{} ({})", siglum(p.version), p.shown(n)));
        let date = cut(&escape_terminal(day.date.unwrap_or("no date")), 10);
        let text = prints.collect::<Vec<_>>().join(" · ");
        let head = format!("  {date}{}  ", " ".repeat(10_usize.saturating_sub(width(&date))));
        for line in hanging(&text, look.width, [&head, &" ".repeat(14)]) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)
}

/// Some remarks, numbered, some with a further line under their words, and the meaning of the signs behind
/// them where any were used.
pub(super) fn entries(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    entries: &[(&Entry<'_>, Option<String>)],
) -> io::Result<()> {
    for (index, (entry, more)) in entries.iter().enumerate() {
        let number = format!("{}/{}", index + 1, entries.len());
        self::entry(out, look, comparison, entry, (&number, more.as_deref()))?;
    }
    if entries.iter().any(|(entry, _)| entry.versions() > 1) { legend(out, look) } else { Ok(()) }
}

/// One remark, with its number and perhaps a further line under its words.
fn entry(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
    (number, more): (&str, Option<&str>),
) -> io::Result<()> {
    let (remark, articles) = (entry.remark, comparison.articles);
    let speaker = remark.speaker.as_deref().map_or("no speaker named".into(), escape_terminal);
    let versions = match entry.versions() {
        1 => "same words".to_owned(),
        n => count(n, "version"),
    };
    heading(out, look, &[number, &speaker, &outlets(entry), &versions])?;
    let base = remark.wordings.get(remark.base.0);
    let text = base.and_then(|w| Some(w.span.of(articles.get(w.article.0).map(Article::text)?)));
    let quoted = format!("“{}”", escape_terminal(text.unwrap_or_default()).trim());
    for line in wrap(&quoted, look.width.saturating_sub(2)) {
        writeln!(out, "  {}", look.bold(&line))?;
    }
    let accounts = || accounts(comparison, entry, grid::outlet, |text| escape_terminal(text).into_owned());
    if let Some(more) = more.map(str::to_owned).or_else(accounts) {
        for line in hanging(&more, look.width, ["  ", "    "]) {
            writeln!(out, "{line}")?;
        }
    }
    if let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) {
        writeln!(out)?;
        for line in grid::lines(look, remark, collation, articles) {
            writeln!(out, "{line}")?;
        }
        for (row, version) in collation.rows.iter().enumerate().filter(|(_, v)| !v.clipped.is_empty()) {
            let flags: Vec<&str> = version.clipped.iter().map(|c| c.name()).collect();
            writeln!(out, "  {}", look.bold(&format!("! {}: {}", siglum(row), flags.join(", "))))?;
        }
    }
    writeln!(out)?;
    for line in attribution::lines(look, entry, comparison) {
        writeln!(out, "{line}")?;
    }
    for quotation in entry.paraphrases.iter().filter_map(|q| comparison.quotations.get(q.0)) {
        let Some(article) = articles.get(quotation.article.0) else { continue };
        let of = |span: crate::model::Span| escape_terminal(span.of(article.text())).into_owned();
        let told: Vec<String> = quotation.contents.iter().map(|c| of(c.span)).collect();
        let verb = quotation.cue.as_ref().map(|cue| format!("{}: ", of(cue.span))).unwrap_or_default();
        let text = format!("paraphrase  {}: {verb}{}", grid::outlet(article), told.join(" … "));
        for line in hanging(&text, look.width, ["  ", "      "]) {
            writeln!(out, "{line}")?;
        }
    }
    if comparison.explain {
        writeln!(out)?;
        explain(out, look, comparison, entry)?;
    }
    writeln!(out)
}

/// Why the wordings are held to be one remark.
fn explain(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
) -> io::Result<()> {
    let remark = entry.remark;
    let mut version = vec![0; remark.wordings.len()];
    by_version(remark, entry.collation.as_ref()).into_iter().for_each(|(w, row)| version[w.0] = row);
    let named = |wording: WordingIx| {
        let w = remark.wordings.get(wording.0)?;
        let article = comparison.articles.get(w.article.0)?;
        Some(format!("{} ({})", siglum(*version.get(wording.0)?), escape_terminal(article.id())))
    };
    let mut say = |text: &str| {
        hanging(text, look.width, ["  ", "      "]).iter().try_for_each(|line| writeln!(out, "{line}"))
    };
    for line in meant_lines(comparison, entry, named) {
        say(&escape_terminal(&line))?;
    }
    for link in &remark.links {
        let (Some(a), Some(b)) = (named(link.a), named(link.b)) else { continue };
        let by_hand = link.by_hand.as_ref().map(|reason| format!("by hand: {}; ", escape_terminal(reason)));
        say(&format!(
            "{a} – {b}: {:.1}: {}{}",
            link.score,
            by_hand.unwrap_or_default(),
            sentence(&link.reason)
        ))?;
    }
    for apart in &remark.apart {
        let Some(own) = named(apart.wording) else { continue };
        let Some(article) = comparison.articles.get(apart.other.article.0) else { continue };
        let other = escape_terminal(apart.other.span.of(article.text())).into_owned();
        let (id, reason) = (escape_terminal(article.id()), escape_terminal(&apart.reason));
        say(&format!("{own} – “{other}” ({id}): kept apart by hand: {reason}"))?;
    }
    Ok(())
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
        "≠: unlike most outlets",
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
