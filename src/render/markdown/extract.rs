//! Quotations as Markdown. In: an article with its quotations. Out: a heading and a table.

use std::io::{self, Write};

use crate::model::{Article, Kind, Quotation, Span};
use crate::record::{Extract, observation};
use crate::render::renderer::Render;
use crate::render::shared::{escape_markdown as escape, name};
use crate::render::summary::Summary;

/// Writes quotations.
pub(in crate::render) struct QuotationMarkdown;

impl Render<Extract<'_>> for QuotationMarkdown {
    fn item(&mut self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        if extract.shown.is_empty() {
            return Ok(());
        }
        let article = extract.article;
        writeln!(out, "## {}\n", escape(article.outlet_or_id()))?;
        writeln!(out, "| speaker | verb | kind | quotation |\n|---|---|---|---|")?;
        for quotation in extract.shown.iter().filter_map(|index| extract.quotations.get(*index)) {
            let [_, speaker, verb, via, addressee, kind] = attribution(article, quotation);
            let via = if via.is_empty() { via } else { format!(" (via {via})") };
            let to = if addressee.is_empty() { addressee } else { format!(" (to {addressee})") };
            let marked = |words: String| {
                if quotation.kind == Kind::Indirect { words } else { format!("“{words}”") }
            };
            let contents: Vec<String> =
                quotation.contents.iter().map(|c| marked(escape(c.span.of(article.text())))).collect();
            write!(out, "| {speaker}{via}{to} | {verb} | {kind} | {}", contents.join(" … "))?;
            if extract.explain {
                let evidence: Vec<String> =
                    quotation.evidence.iter().map(|e| escape(&observation(e))).collect();
                let rule = quotation.rule.name();
                write!(out, "<br>`{rule}`, {:.2}: {}", quotation.confidence, evidence.join("; "))?;
            }
            writeln!(out, " |")?;
        }
        writeln!(out)
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", summary.figures(None))
    }
}

/// Speaker as printed, speaker resolved, verb with its stance, via, addressee, kind.
pub(super) fn attribution(article: &Article, quotation: &Quotation) -> [String; 6] {
    let text = article.text();
    let speaker = quotation.speaker.as_ref();
    let printed = speaker.and_then(|s| s.mention).map(|span| escape(span.of(text))).unwrap_or_default();
    let resolved = speaker.and_then(|s| s.name.as_deref()).map(escape);
    let verb = quotation.cue.as_ref();
    let verb = verb.map(|cue| format!("{} ({})", escape(cue.span.of(text)), name(&cue.stance)));
    let phrase = |span: Option<Span>| span.map(|s| escape(s.of(text))).unwrap_or_default();
    let (via, addressee) = (phrase(quotation.via), phrase(quotation.addressee));
    let kind = if quotation.headline {
        format!("{}, headline", name(&quotation.kind))
    } else {
        name(&quotation.kind)
    };
    let resolved = resolved.unwrap_or_else(|| printed.clone());
    [printed, resolved, verb.unwrap_or_default(), via, addressee, kind]
}
