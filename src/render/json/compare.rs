//! A comparison as JSON. In: its remarks, also those that one article reports alone. Out: a record a remark, or its table alone.

use std::io::{self, Write};

use super::remark::RemarkWriter;
use crate::record::{SummaryRecord, write_json};
use crate::render::nouns::ShownRemarks;
use crate::render::renderer::Render;
use crate::render::summary::Summary;

/// Writes remarks.
pub(in crate::render) struct RemarkJson {
    lines: bool,
    remarks: usize,
    shared: usize,
}

impl RemarkJson {
    /// A record a line, if `lines`, rather than one document.
    pub fn new(lines: bool) -> Self {
        Self { lines, remarks: 0, shared: 0 }
    }
}

impl Render<ShownRemarks<'_>> for RemarkJson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.lines { Ok(()) } else { out.write_all(b"{\"remarks\":[") }
    }

    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        let comparison = shown.comparison;
        let mut writer = RemarkWriter::new(comparison);
        for entry in &comparison.entries {
            if self.remarks > 0 && !self.lines {
                out.write_all(b",\n")?;
            }
            write_json(out, &writer.record(entry, self.lines))?;
            if self.lines {
                out.write_all(b"\n")?;
            }
            self.remarks += 1;
        }
        self.shared += comparison.shared().count();
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        let (remarks, shared) = (Some(self.remarks), Some(self.shared));
        write_json(out, &SummaryRecord { remarks, shared, ..SummaryRecord::from(summary) })?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }
}

/// Writes the table of each remark, one a line: the collation of its record alone, which tools that read CollateX take.
pub(in crate::render) struct CollationTable;

impl Render<ShownRemarks<'_>> for CollationTable {
    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        let writer = RemarkWriter::new(shown.comparison);
        for entry in shown.entries() {
            write_json(out, &writer.table(entry))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
