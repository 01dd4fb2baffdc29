//! Quotations article by article. In: one article's quotations. Out: a heading with the article's name and a
//! table under it: speaker, verb, kind, quotation; on request the rule and the evidence under each.

use std::io::{self, Write};

use crate::model::{Article, Kind, Quotation};
use crate::record::{Extract, observation};
use crate::render::look::Look;
use crate::render::renderer::Render;
use crate::render::shared::{dated, escape_terminal, name};
use crate::render::summary::Summary;

use super::attribution::{kind, table};
use super::compare::{figures, heading};
use super::layout::wrap;

/// Below this many columns there is no room for quotations beside their speakers.
const NARROW: usize = 64;

/// Writes quotations.
pub(in crate::render) struct QuotationTable {
    /// How the tables are to look.
    pub look: Look,
}

impl Render<Extract<'_>> for QuotationTable {
    fn item(&mut self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        article(out, self.look, extract)
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        figures(out, self.look, summary, None)
    }
}

fn article(out: &mut dyn Write, look: Look, extract: &Extract<'_>) -> io::Result<()> {
    if extract.shown.is_empty() {
        return Ok(());
    }
    let article = extract.article;
    let header = article.header();
    let date = dated(header);
    let mut words = vec![escape_terminal(article.outlet_or_id())];
    words.extend(date.as_deref().map(escape_terminal));
    words.extend(header.title.as_deref().map(escape_terminal));
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    heading(out, look, &words)?;
    if look.width < NARROW {
        return stacked(out, look, extract);
    }
    // Every column but the last is wrapped here to a width of its own, so that the tables of all articles
    // line up.
    let widths = [(look.width / 5).clamp(12, 28), (look.width / 8).clamp(9, 18), 9];
    let last = look.width.saturating_sub(widths.iter().sum::<usize>() + 8).max(20);
    let pad = |text: &str, columns: usize| {
        let mut lines = wrap(text, columns);
        if let Some(first) = lines.first_mut() {
            let gap = columns.saturating_sub(super::layout::width(first));
            // No-break spaces keep the column's width through the table's own arrangement.
            first.push_str(&"\u{a0}".repeat(gap));
        }
        lines.join("\n")
    };
    let rows: Vec<[String; 4]> = extract
        .shown
        .iter()
        .filter_map(|index| extract.quotations.get(*index))
        .map(|quotation| {
            let [who, verb, kind, words] = row(article, quotation);
            let mut words = wrap(&words, last).join("\n");
            if extract.explain {
                for line in wrap(&explained(quotation), last.saturating_sub(2)) {
                    words.push_str(&format!("\n  {line}"));
                }
            }
            [pad(&who, widths[0]), pad(&verb, widths[1]), pad(&kind, widths[2]), words]
        })
        .collect();
    let head = ["speaker", "verb", "kind", "quotation"];
    let body = rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>());
    for line in table(look, head.into_iter(), body, 0, true) {
        writeln!(out, "{}", line.replace('\u{a0}', " ").trim_end())?;
    }
    writeln!(out)
}

/// One under the other: who, verb and kind on a line, the words under it.
fn stacked(out: &mut dyn Write, look: Look, extract: &Extract<'_>) -> io::Result<()> {
    for quotation in extract.shown.iter().filter_map(|index| extract.quotations.get(*index)) {
        let [who, verb, kind, words] = row(extract.article, quotation);
        for line in wrap(&format!("{who} · {verb} · {kind}"), look.width) {
            writeln!(out, "{}", look.bold(&line))?;
        }
        let more = if extract.explain { explained(quotation) } else { String::new() };
        for line in wrap(&words, look.width.saturating_sub(2))
            .iter()
            .chain(&wrap(&more, look.width.saturating_sub(2)))
        {
            writeln!(out, "  {line}")?;
        }
    }
    writeln!(out)
}

fn row(article: &Article, quotation: &Quotation) -> [String; 4] {
    let safe = |text: &str| escape_terminal(text).into_owned();
    let printed = |span: crate::model::Span| safe(span.of(article.text()));
    let speaker = quotation.speaker.as_ref();
    let named = speaker.and_then(|s| s.name.as_deref()).map(safe);
    let mut who =
        named.or_else(|| speaker.and_then(|s| s.mention).map(printed)).unwrap_or_else(|| "–".into());
    if let Some(via) = quotation.via {
        who.push_str(&format!(" (via {})", printed(via)));
    }
    if let Some(addressee) = quotation.addressee {
        who.push_str(&format!(" (to {})", printed(addressee)));
    }
    let verb = quotation.cue.as_ref().map(|cue| printed(cue.span)).unwrap_or_else(|| "–".into());
    let marked = |words: &str| {
        if quotation.kind == Kind::Indirect { words.to_owned() } else { format!("“{words}”") }
    };
    let contents: Vec<String> = quotation.contents.iter().map(|c| marked(printed(c.span).trim())).collect();
    [who, verb, kind(quotation), contents.join(" … ")]
}

/// The rule, how sure it is, how the speaker was settled, what spoke for it.
fn explained(quotation: &Quotation) -> String {
    let mut parts = vec![quotation.rule.name().to_owned(), format!("confidence {:.2}", quotation.confidence)];
    if let Some(speaker) = &quotation.speaker {
        parts.push(format!("speaker by {}", name(&speaker.basis)));
    }
    if let Some(cue) = &quotation.cue {
        parts.push(format!("verb {} ({})", escape_terminal(&cue.lemma), name(&cue.stance)));
    }
    parts.extend(quotation.evidence.iter().map(|e| escape_terminal(&observation(e)).into_owned()));
    parts.join(" · ")
}
