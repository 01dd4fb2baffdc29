//! The quotations of a draft, a line each: `file:line:column: what failed: the change; the place that fits
//! best`, and the figures. Lines are not wrapped, so that editors and other programs can follow them.

use std::io::{self, Write};

use crate::render::look::Look;
use crate::render::renderer::Render;
use crate::render::shared::{Check, escape_terminal, message, numbers};

use super::layout::cut;

/// Columns of the quoted words that a line repeats.
const WORDS: usize = 48;

/// Writes the quotations of drafts.
pub(in crate::render) struct DraftTable {
    /// How the lines are to look.
    pub look: Look,
}

impl Render<Check<'_>> for DraftTable {
    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        for checked in check.shown() {
            let place = format!("{}{}:", escape_terminal(&checked.draft), numbers(checked));
            let said = if checked.failed.is_empty() {
                let verdict = &checked.verdict;
                self.look.dim(&format!("{}, {}", verdict.wording.name(), verdict.attribution.name()))
            } else {
                self.look
                    .dropped(&message(checked, check.articles, |words| escape_terminal(words).into_owned()))
            };
            let words = escape_terminal(&checked.verdict.claim.text).into_owned();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "{} {said}: “{}”", self.look.bold(&place), cut(&words, WORDS))?;
        }
        writeln!(out, "{}", check.figures())
    }
}
