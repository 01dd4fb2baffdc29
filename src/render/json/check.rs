//! The quotations of drafts as JSON. In: what was checked. Out: a verdict a quotation, with its place in the
//! draft; one that passes has an empty `failed`.

use std::io::{self, Write};

use crate::corpus::Unchecked;
use crate::record::{
    CheckSummaryRecord, CheckedRecord, DraftRecord, SummaryRecord, UncheckedRecord, VerdictRecord, write_json,
};
use crate::render::renderer::Render;
use crate::render::shared::Check;
use crate::render::summary::Summary;
use crate::verify::outcome;

/// Writes the quotations of drafts.
pub(in crate::render) struct DraftJson {
    lines: bool,
    checked: usize,
    failed: usize,
    unchecked: Unchecked,
}

impl DraftJson {
    /// A record a line, if `lines`, rather than one document.
    pub fn new(lines: bool) -> Self {
        Self { lines, checked: 0, failed: 0, unchecked: Unchecked::default() }
    }
}

impl Render<Check<'_>> for DraftJson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.lines { Ok(()) } else { out.write_all(b"{\"verdicts\":[") }
    }

    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        self.unchecked = check.unchecked;
        for checked in check.checked {
            if self.checked > 0 && !self.lines {
                out.write_all(b",\n")?;
            }
            self.checked += 1;
            self.failed += usize::from(!checked.failed.is_empty());
            let draft = DraftRecord {
                article: checked.draft.as_str().into(),
                line: checked.place.map(|p| p.line),
                column: checked.place.and_then(|p| p.column),
                start: checked.start,
                end: checked.end,
            };
            let outcome = outcome(&checked.verdict, check.articles, checked.failed.clone());
            let verdict = VerdictRecord::new(&checked.verdict, check.articles, &outcome);
            let failed = checked.failed.iter().map(|name| (*name).into()).collect();
            write_json(out, &CheckedRecord { verdict, draft, failed })?;
            if self.lines {
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        let summary = SummaryRecord::from(summary);
        let Unchecked { too_short, not_speech } = self.unchecked;
        let unchecked = UncheckedRecord { too_short, not_speech };
        let (checked, failed) = (self.checked, self.failed);
        write_json(out, &CheckSummaryRecord { summary, checked, failed, unchecked })?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }
}
