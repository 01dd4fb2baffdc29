//! Shared remarks side by side. In: a comparison. Out: a remark after the other, the most widely shared
//! first: its speaker and figures, its versions as running text, how its attributions differ; with the aligned
//! table and the attribution of each print where they are asked for; then the figures.

use std::io::{self, Write};

use crate::compare::{Comparison, Entry};
use crate::model::WordingIx;
use crate::render::look::Look;
use crate::render::nouns::{Scope, ShownRemarks};
use crate::render::renderer::Render;
use crate::render::shared::{
    Drawn, OutletNames, by_version, count, escape_terminal, meant_lines, outlets, sentence, siglum, timeline,
};
use crate::render::summary::Summary;

use super::layout::{cut, hanging, width, wrap};
use super::{attribution, grid, running, who};

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
    let names = OutletNames::new(comparison);
    for (index, entry) in comparison.entries.iter().enumerate() {
        let number = format!("{}/{}", index + 1, comparison.entries.len());
        self::entry(out, look, (comparison, &names), entry, (&number, None))?;
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
    let names = OutletNames::new(comparison);
    for (index, (entry, more)) in entries.iter().enumerate() {
        let number = format!("{}/{}", index + 1, entries.len());
        self::entry(out, look, (comparison, &names), entry, (&number, more.as_deref()))?;
    }
    if entries.iter().any(|(entry, _)| entry.versions() > 1) { legend(out, look) } else { Ok(()) }
}

/// One remark, with its number and perhaps a further line under its words.
fn entry(
    out: &mut dyn Write,
    look: Look,
    (comparison, names): (&Comparison<'_>, &OutletNames),
    entry: &Entry<'_>,
    (number, more): (&str, Option<&str>),
) -> io::Result<()> {
    head(out, look, comparison, entry, number)?;
    let drawn = Drawn { comparison, entry, names };
    let mut lines = running::lines(look, drawn);
    if let Some(more) = more {
        lines.extend(hanging(more, look.width, ["  ", "    "]));
    }
    lines.extend(who::lines(look, drawn));
    lines.extend(paraphrases(look, drawn));
    if look.aligned {
        lines.extend(aligned(look, drawn));
    }
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    if comparison.explain {
        writeln!(out)?;
        explain(out, look, comparison, entry)?;
    }
    writeln!(out)
}

/// Who said it, in how many outlets and prints, and since when.
fn head(
    out: &mut dyn Write,
    look: Look,
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
    number: &str,
) -> io::Result<()> {
    let remark = entry.remark;
    let speaker = remark.speaker.as_deref().map_or("no speaker named".into(), escape_terminal);
    let prints = match (entry.versions(), remark.wordings.len()) {
        (1, _) => "same words".to_owned(),
        (_, prints) => count(prints, "print"),
    };
    let dates =
        remark.wordings.iter().filter_map(|w| comparison.articles.get(w.article.0)?.header().own_date());
    let first = dates.min().map(|date| format!("first {}", escape_terminal(date)));
    let outlets = outlets(entry);
    let words = [Some(number), Some(&*speaker), first.as_deref(), Some(&outlets), Some(&prints)];
    heading(out, look, &words.into_iter().flatten().collect::<Vec<_>>())
}

/// The second view: the versions under each other, word by word, and how each print is attributed.
fn aligned(look: Look, drawn: Drawn<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(collation) = drawn.entry.collation.as_ref().filter(|c| c.rows.len() > 1) {
        lines.push(String::new());
        lines.extend(grid::lines(look, drawn, collation));
    }
    lines.push(String::new());
    lines.extend(attribution::lines(look, drawn));
    lines
}

/// Reports of the remark that quote none of its words.
fn paraphrases(look: Look, drawn: Drawn<'_>) -> Vec<String> {
    let Drawn { comparison, entry, .. } = drawn;
    let mut lines = Vec::new();
    for quotation in entry.paraphrases.iter().filter_map(|q| comparison.quotations.get(q.0)) {
        let Some(article) = comparison.articles.get(quotation.article.0) else { continue };
        let of = |span: crate::model::Span| escape_terminal(span.of(article.text())).into_owned();
        let told: Vec<String> = quotation.contents.iter().map(|c| of(c.span)).collect();
        let verb = quotation.cue.as_ref().map(|cue| format!("{}: ", of(cue.span))).unwrap_or_default();
        let outlet = drawn.outlet(article);
        let text = format!("paraphrase  {outlet}: {verb}{}", told.join(" … "));
        lines.extend(hanging(&text, look.width, ["  ", "      "]));
    }
    lines
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
    let mut signs = vec![
        "A: base of the comparison",
        "{+other or added words+}",
        "[-missing words-]",
        "{~moved words~}",
        "…: begins later, or ends earlier",
        "≠: unlike the other outlets",
    ];
    if look.aligned {
        signs.insert(3, "[.....]: left out and marked so");
    }
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
