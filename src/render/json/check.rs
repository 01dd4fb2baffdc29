//! The quotations of drafts as JSON. In: what was checked. Out: a verdict a quotation, with its place in the
//! draft; one that passes has an empty `failed`.

use std::io::{self, Write};

use crate::corpus::{Coverage, PassedOver};
use crate::record::{SummaryRecord, write_json};
use crate::render::renderer::Render;
use crate::render::shared::Check;
use crate::render::summary::Summary;

/// Writes the quotations of drafts.
pub(in crate::render) struct DraftJson {
    lines: bool,
    checked: usize,
    failed: usize,
    coverage: Coverage,
}

impl DraftJson {
    /// A record a line, if `lines`, rather than one document.
    pub fn new(lines: bool) -> Self {
        Self { lines, checked: 0, failed: 0, coverage: Coverage::default() }
    }

    /// Writes the marks that were passed over: as lines, or as a list behind the verdicts.
    fn passed_over(&self, out: &mut dyn Write, passed: &[PassedOver]) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"passed_over\":[")?;
        }
        for (i, passed) in passed.iter().enumerate() {
            if i > 0 && !self.lines {
                out.write_all(b",\n")?;
            }
            write_json(out, &passed.record())?;
            if self.lines {
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }
}

impl Render<Check<'_>> for DraftJson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.lines { Ok(()) } else { out.write_all(b"{\"verdicts\":[") }
    }

    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        self.coverage = check.coverage.clone();
        for checked in check.checked {
            if self.checked > 0 && !self.lines {
                out.write_all(b",\n")?;
            }
            self.checked += 1;
            self.failed += usize::from(!checked.failed.is_empty());
            write_json(out, &checked.record(check.articles))?;
            if self.lines {
                out.write_all(b"\n")?;
            }
        }
        if check.all { self.passed_over(out, check.passed_over()) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        let receipt = summary.receipt.clone();
        let counts = (self.checked, self.failed);
        let record = self.coverage.record(counts, SummaryRecord::from(summary), receipt);
        write_json(out, &record)?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }
}
