//! The quotations of drafts as Markdown. In: what was checked. Out: a table, a row a quotation, and the
//! figures.

use std::io::{self, Write};

use super::verdict::{markdown_place, markdown_words};
use crate::model::Verdict;
use crate::render::renderer::Render;
use crate::render::shared::{Check, escape_markdown, in_words, numbers};

/// Writes the quotations of drafts.
pub(in crate::render) struct DraftMarkdown;

impl Render<Check<'_>> for DraftMarkdown {
    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        if check.shown().next().is_some() {
            writeln!(
                out,
                "| place | failed | wording | attribution | flags | quotation | source |\n|---|---|---|---|---|---|---|"
            )?;
        }
        for checked in check.shown() {
            let Verdict { wording, attribution, flags, .. } = &checked.verdict;
            let place = format!("{}{}", escape_markdown(&checked.draft), numbers(checked.place));
            let flags: Vec<&str> = flags.iter().map(|f| f.name()).collect();
            let words = markdown_words(&checked.verdict, check.articles);
            let source = markdown_place(&checked.verdict, check.articles).unwrap_or_default();
            writeln!(
                out,
                "| {place} | {} | {} | {} | {} | “{words}” | {source} |",
                checked.failed.join(", "),
                wording.name(),
                attribution.name(),
                flags.join(", ")
            )?;
        }
        if check.shown().next().is_some() {
            writeln!(out)?;
        }
        for passed in check.passed_over() {
            let place = format!("{}{}", escape_markdown(&passed.draft), numbers(passed.place));
            let (reason, words) = (in_words(passed.reason), escape_markdown(&passed.text));
            writeln!(out, "- {place}: passed over ({reason}): “{words}”")?;
        }
        if !check.passed_over().is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", check.figures())
    }
}
