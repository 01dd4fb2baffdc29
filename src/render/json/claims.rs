//! The answers to many claims as JSON. In: claims. Out: a record for each, in their order, and the summary.

use std::io::{self, Write};

use crate::record::{ClaimSummaryRecord, SummaryRecord, write_json};
use crate::render::nouns::{Answered, ClaimAnswer};
use crate::render::renderer::Render;
use crate::render::summary::Summary;

/// Writes the answers to claims.
pub(in crate::render) struct ClaimJson {
    lines: bool,
    begun: bool,
    claims: usize,
    failed: usize,
}

impl ClaimJson {
    /// A record a line, if `lines`, rather than one document.
    pub fn new(lines: bool) -> Self {
        Self { lines, begun: false, claims: 0, failed: 0 }
    }
}

impl Render<Answered<'_>> for ClaimJson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.lines { Ok(()) } else { out.write_all(b"{\"verdicts\":[") }
    }

    fn item(&mut self, out: &mut dyn Write, answered: &Answered<'_>) -> io::Result<()> {
        if self.begun && !self.lines {
            out.write_all(b",\n")?;
        }
        self.begun = true;
        if let ClaimAnswer::Judged { outcome, .. } = &answered.answer {
            self.claims += 1;
            self.failed += usize::from(!outcome.ok());
        }
        write_json(out, &answered.record())?;
        if self.lines { out.write_all(b"\n") } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        let receipt = summary.receipt.clone();
        let (summary, claims, failed) = (SummaryRecord::from(summary), self.claims, self.failed);
        write_json(out, &ClaimSummaryRecord { summary, claims, failed, receipt })?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }
}
