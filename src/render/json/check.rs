//! The quotations of drafts as JSON. In: what was checked. Out: a verdict a quotation, with its place in the
//! draft; one that passes has an empty `failed`.

use std::io::{self, Write};

use crate::corpus::{Coverage, Passed, PassedOver};
use crate::record::{
    CheckSummaryRecord, CheckedRecord, DraftRecord, PassedOverCounts, PassedOverRecord, RecordType,
    SummaryRecord, UncheckedRecord, VerdictRecord, write_json,
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
            let record = PassedOverRecord {
                r#type: RecordType::PassedOver,
                draft: passed.draft.as_str().into(),
                line: passed.place.and_then(|p| p.line),
                column: passed.place.and_then(|p| p.column),
                paragraph: passed.place.and_then(|p| p.paragraph),
                start: passed.start,
                end: passed.end,
                text: passed.text.as_str().into(),
                reason: passed.reason.name().into(),
            };
            write_json(out, &record)?;
            if self.lines {
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }
}

/// Counts the marks that were passed over, by the reason.
fn counts(coverage: &Coverage) -> PassedOverCounts {
    PassedOverCounts {
        total: coverage.passed_over.len(),
        not_speech: coverage.count(Passed::NotSpeech),
        short: coverage.count(Passed::Short),
        title: coverage.count(Passed::Title),
        code: coverage.count(Passed::Code),
        nested: coverage.count(Passed::Nested),
        ignored: coverage.count(Passed::Ignored),
        allowed: coverage.count(Passed::Allowed),
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
            let draft = DraftRecord {
                article: checked.draft.as_str().into(),
                line: checked.place.and_then(|p| p.line),
                column: checked.place.and_then(|p| p.column),
                paragraph: checked.place.and_then(|p| p.paragraph),
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
        if check.all { self.passed_over(out, check.passed_over()) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        let receipt = summary.receipt.clone();
        let summary = SummaryRecord::from(summary);
        let Coverage { every, marks, pieces, too_short, .. } = self.coverage;
        let passed_over = counts(&self.coverage);
        let not_speech = passed_over.total - passed_over.code - passed_over.nested;
        let unchecked = UncheckedRecord { too_short, not_speech };
        let (checked, failed) = (self.checked, self.failed);
        let record = CheckSummaryRecord {
            summary,
            checked,
            failed,
            unchecked,
            every,
            marks,
            pieces,
            passed_over,
            receipt,
        };
        write_json(out, &record)?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }
}
