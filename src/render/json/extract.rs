//! Quotations as JSON. In: an article with its quotations. Out: a record a content.

use std::io::{self, Write};

use crate::record::{Extract, SummaryRecord, quotations, write_json, write_quotation};
use crate::render::renderer::Render;
use crate::render::summary::Summary;

/// Writes quotations.
pub(in crate::render) struct QuotationJson {
    /// A record a line rather than one document.
    pub lines: bool,
}

impl Render<Extract<'_>> for QuotationJson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.lines { Ok(()) } else { out.write_all(b"{\"quotations\":[") }
    }

    fn item(&mut self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        let separator = Render::<Extract<'_>>::separator(self);
        let mut buffer = Vec::new();
        quotations(extract, |record| {
            buffer.extend_from_slice(separator);
            write_quotation(&mut buffer, record);
            if self.lines {
                buffer.push(b'\n');
            }
            Ok::<(), io::Error>(())
        })?;
        out.write_all(&buffer)
    }

    fn separator(&self) -> &'static [u8] {
        if self.lines { b"" } else { b",\n" }
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        write_json(out, &SummaryRecord::from(summary))?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }
}
