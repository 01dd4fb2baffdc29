//! The answers to many claims, a line each: `id: wording, attribution, source, flags: why`, and the figures. Lines are not wrapped, so that other programs
//! can follow them.

use std::io::{self, Write};

use crate::render::look::Look;
use crate::render::nouns::{Answered, ClaimAnswer};
use crate::render::renderer::Render;
use crate::render::shared::{answer_names, count, escape_terminal};
use crate::render::summary::Summary;

/// Writes the answers to claims.
pub(in crate::render) struct ClaimTable {
    look: Look,
    claims: usize,
    failed: usize,
}

impl ClaimTable {
    /// No claim is answered yet.
    pub fn new(look: Look) -> Self {
        Self { look, claims: 0, failed: 0 }
    }
}

impl Render<Answered<'_>> for ClaimTable {
    fn item(&mut self, out: &mut dyn Write, answered: &Answered<'_>) -> io::Result<()> {
        let id = escape_terminal(&answered.id.to_string()).into_owned();
        let said = match &answered.answer {
            ClaimAnswer::Judged { verdict, outcome, .. } => {
                self.claims += 1;
                self.failed += usize::from(!outcome.ok());
                let why = escape_terminal(&outcome.why).into_owned();
                let names = answer_names(verdict);
                let names = if outcome.ok() { self.look.dim(&names) } else { self.look.dropped(&names) };
                format!("{names}: {why}")
            }
            ClaimAnswer::Unread { message, .. } => self.look.dropped(&escape_terminal(message)),
        };
        writeln!(out, "{} {said}", self.look.bold(&format!("{id}:")))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let searched = count(summary.articles, "article");
        let skipped =
            if summary.skipped > 0 { format!(" · {} skipped", summary.skipped) } else { String::new() };
        writeln!(
            out,
            "{} · {} failed · searched {searched}{skipped}",
            count(self.claims, "claim"),
            self.failed
        )
    }
}
