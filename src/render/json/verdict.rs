//! A verdict as JSON. In: the answers to one claim. Out: one object, with the summary on the next line for
//! JSON Lines.

use std::io::{self, Write};

use crate::record::{SummaryRecord, VerdictRecord, write_json};
use crate::render::nouns::Judged;
use crate::render::renderer::Render;
use crate::render::summary::Summary;

/// Writes the answers to a claim.
pub(in crate::render) struct AnswerJson {
    /// With the summary on the next line.
    pub lines: bool,
}

impl Render<Judged<'_>> for AnswerJson {
    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        write_json(out, &VerdictRecord::new(judged.verdict, judged.articles, judged.outcome))?;
        out.write_all(b"\n")
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if !self.lines {
            return Ok(());
        }
        write_json(out, &SummaryRecord::from(summary))?;
        out.write_all(b"\n")
    }
}
