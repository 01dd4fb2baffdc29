//! CSV (RFC 4180, UTF-8, a header row): a row a quoted span or a wording. In: quotations or a comparison. Out: rows; no summary, because a
//! reader of CSV would take it for data.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::ArticleIx;

use super::escape::csv as escape;
use super::json::RemarkWriter;
use crate::compare::{Comparison, Entry, OutletDifference, Quoting};
use crate::record::{ChangeRecord, CueRecord, Extract, SpeakerRecord, ViaRecord, WordingRecord, quotations};

/// Writes CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Csv;

const EXTRACT: &str = "quotation,article,outlet,date,kind,start,end,text,speaker,mention,basis,verb,lemma,stance,via,rule,headline,confidence";
const COMPARE: &str = "remark,version,article,outlet,date,kind,start,end,text,speaker,mention,basis,verb,lemma,stance,via,quotation,articles,outlets,changes,independent,clipped,copy_of";

impl Csv {
    /// The header row.
    ///
    /// # Errors
    /// Those of `out`, as everywhere here.
    pub fn extract_begin(self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{EXTRACT}")
    }

    /// The quotations of one article, a row a span.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn extract(self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
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
            row.extend(attributed(record.speaker.as_ref(), record.cue.as_ref(), record.via.as_ref()));
            row.extend([name(&record.rule), record.headline.to_string(), record.confidence.to_string()]);
            write(out, &row)
        })
    }

    /// Every wording of every remark.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn compare(self, out: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
        writeln!(out, "{COMPARE}")?;
        let mut writer = RemarkWriter::new(comparison);
        comparison.entries.iter().try_for_each(|entry| wordings(out, &mut writer, entry, |_| Vec::new()))
    }

    /// Every wording of every remark of two sides: as for `compare`, then the side that prints it, the sides that quote the remark, and
    /// what differs between them.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn difference(self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        writeln!(out, "{COMPARE},side,quoted_by,differs")?;
        let mut writer = RemarkWriter::new(&difference.both);
        for (entry, quoting, pair) in difference.remarks() {
            let differs = pair.map(|pair| pair.words().join("; ")).unwrap_or_default();
            wordings(out, &mut writer, entry, |article| {
                let second = difference.sides.get(article.0) == Some(&1);
                let side = if second { Quoting::B } else { Quoting::A };
                vec![name(&side), name(&quoting), differs.clone()]
            })?;
        }
        Ok(())
    }
}

/// A row a wording of one remark; `more` gives the last fields, by the wording's article.
fn wordings<'a>(
    out: &mut dyn Write,
    writer: &mut RemarkWriter<'a>,
    entry: &'a Entry<'a>,
    more: impl Fn(ArticleIx) -> Vec<String>,
) -> io::Result<()> {
    for (article, wording) in writer.wordings(entry.remark, entry.collation.as_ref()) {
        let mut row = vec![entry.remark.id.clone(), wording.version.clone().into_owned()];
        row.extend(place(&wording));
        row.extend(attributed(wording.speaker.as_ref(), wording.cue.as_ref(), wording.via.as_ref()));
        row.extend([
            wording.quotation.into_owned(),
            entry.articles.to_string(),
            entry.outlets.to_string(),
            wording.changes.iter().map(change).collect::<Vec<_>>().join("; "),
            entry.independent.to_string(),
            wording.clipped.iter().map(|c| c.name()).collect::<Vec<_>>().join("; "),
            own(wording.copy_of.as_deref()),
        ]);
        row.extend(more(article));
        write(out, &row)?;
    }
    Ok(())
}

fn place(wording: &WordingRecord<'_>) -> [String; 7] {
    [
        wording.article.clone().into_owned(),
        own(wording.outlet.as_deref()),
        own(wording.date.as_deref()),
        name(&wording.kind),
        wording.start.to_string(),
        wording.end.to_string(),
        wording.text.clone().into_owned(),
    ]
}

fn attributed(
    speaker: Option<&SpeakerRecord<'_>>,
    cue: Option<&CueRecord<'_>>,
    via: Option<&ViaRecord<'_>>,
) -> [String; 7] {
    [
        own(speaker.and_then(|s| s.name.as_deref())),
        own(speaker.and_then(|s| s.mention.as_deref())),
        speaker.map(|s| name(&s.basis)).unwrap_or_default(),
        own(cue.map(|c| c.text.as_ref())),
        own(cue.map(|c| c.lemma.as_ref())),
        cue.map(|c| name(&c.stance)).unwrap_or_default(),
        own(via.map(|v| v.mention.as_ref())),
    ]
}

/// A field, empty for what is not known.
fn own(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn change(change: &ChangeRecord<'_>) -> String {
    let kind = name(&change.kind);
    let kind = change.grade.map_or(kind.clone(), |grade| format!("{kind} ({})", name(&grade)));
    let base = change.base.as_ref().map(|p| format!(" [-{}-]", p.text)).unwrap_or_default();
    let version = change.version.as_ref().map(|p| format!(" {{+{}+}}", p.text)).unwrap_or_default();
    format!("{kind}:{base}{version}")
}

/// The name that the JSON formats use for a value of an enumeration.
pub(super) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn write(out: &mut dyn Write, row: &[String]) -> io::Result<()> {
    for (index, field) in row.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(escape(field).as_bytes())?;
    }
    out.write_all(b"\n")
}
