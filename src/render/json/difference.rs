//! Two sides as JSON. In: what each quoted. Out: one document, or a remark a line.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::remark::RemarkWriter;
use crate::compare::{DifferenceCounts, OutletDifference, Quoting, SideDifference};
use crate::record::{RemarkRecord, SummaryRecord, write_json};
use crate::render::renderer::Render;
use crate::render::summary::Summary;

/// What `diff` tells, in one document; the summary follows.
#[derive(Serialize)]
struct DifferenceRecord<'a> {
    a: &'a str,
    b: &'a str,
    both: Vec<PairRecord<'a>>,
    only_a: Vec<RemarkRecord<'a>>,
    only_b: Vec<RemarkRecord<'a>>,
    speakers_only_a: &'a BTreeSet<&'a str>,
    speakers_only_b: &'a BTreeSet<&'a str>,
    counts: DifferenceCounts,
}

/// A remark of two sides.
#[derive(Serialize)]
struct PairRecord<'a> {
    #[serde(flatten)]
    remark: RemarkRecord<'a>,
    /// On a line; a document tells by its lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    quoted_by: Option<Quoting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<&'a SideDifference>,
}

/// Writes two sides as one document.
pub(in crate::render) struct SideDocument;

impl Render<OutletDifference<'_>> for SideDocument {
    fn item(&mut self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        let mut writer = RemarkWriter::new(&difference.both);
        let both = writer.records(&difference.both.entries);
        let both = both.into_iter().zip(&difference.pairs);
        let both =
            both.map(|(remark, differs)| PairRecord { remark, quoted_by: None, differs: Some(differs) });
        let record = DifferenceRecord {
            a: &difference.names[0],
            b: &difference.names[1],
            both: both.collect(),
            only_a: writer.records(&difference.only[0].entries),
            only_b: writer.records(&difference.only[1].entries),
            speakers_only_a: &difference.speakers[0],
            speakers_only_b: &difference.speakers[1],
            counts: difference.counts(),
        };
        // The summary, which is not known yet, is the last member of the same object.
        let mut object = Vec::new();
        write_json(&mut object, &record)?;
        object.pop();
        out.write_all(&object)
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        out.write_all(b",\"summary\":")?;
        write_json(out, &SummaryRecord::from(summary))?;
        out.write_all(b"}\n")
    }
}

/// What the last line of `diff` has beside the figures of the run.
#[derive(Default, Serialize)]
struct SideFigures {
    a: String,
    b: String,
    speakers_only_a: Vec<String>,
    speakers_only_b: Vec<String>,
    counts: DifferenceCounts,
}

/// The last line of `diff`.
#[derive(Serialize)]
struct DifferenceSummary<'a> {
    #[serde(flatten)]
    summary: SummaryRecord,
    #[serde(flatten)]
    sides: &'a SideFigures,
}

/// Writes two sides, a remark a line.
#[derive(Default)]
pub(in crate::render) struct SideLines {
    figures: SideFigures,
}

impl Render<OutletDifference<'_>> for SideLines {
    fn item(&mut self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        let mut writer = RemarkWriter::new(&difference.both);
        for (entry, quoting, differs) in difference.remarks() {
            let remark = writer.record(entry, true);
            write_json(out, &PairRecord { remark, quoted_by: Some(quoting), differs })?;
            out.write_all(b"\n")?;
        }
        let [a, b] = difference.names.clone();
        let [speakers_only_a, speakers_only_b] =
            difference.speakers.each_ref().map(|names| names.iter().map(|&name| name.to_owned()).collect());
        self.figures = SideFigures { a, b, speakers_only_a, speakers_only_b, counts: difference.counts() };
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let summary = SummaryRecord::from(summary);
        write_json(out, &DifferenceSummary { summary, sides: &self.figures })?;
        out.write_all(b"\n")
    }
}
