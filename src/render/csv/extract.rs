//! Quotations as CSV. In: an article with its quotations. Out: one row per content.

use std::io::{self, Write};

use super::row::{attributed, from, head, own, write};
use crate::record::{Extract, quotations};
use crate::render::look::CsvStyle;
use crate::render::renderer::Render;
use crate::render::shared::name;

const EXTRACT: &str = "quotation,article,outlet,date,kind,start,end,text,speaker,mention,basis,verb,lemma,stance,via,addressee,rule,headline,confidence,date_from";

/// Writes quotations.
pub(in crate::render) struct QuotationCsv {
    pub style: CsvStyle,
}

impl Render<Extract<'_>> for QuotationCsv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        head(out, self.style, &[EXTRACT])
    }

    fn item(&mut self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        quotations(extract, |record| {
            let mut row = vec![
                record.quotation.clone().into_owned(),
                record.article.clone().into_owned(),
                own(record.outlet.as_deref()),
                own(record.date.as_deref()),
                name(&record.kind),
                record.start.to_string(),
                record.end.to_string(),
                record.text.clone().into_owned(),
            ];
            let (via, addressee) = (record.via.as_ref(), record.addressee.as_ref());
            row.extend(attributed(record.speaker.as_ref(), record.cue.as_ref(), via, addressee));
            row.extend([name(&record.rule), record.headline.to_string(), record.confidence.to_string()]);
            row.push(from(record.date_from));
            write(out, self.style, &row)
        })
    }
}
