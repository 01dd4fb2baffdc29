//! JSON and JSON Lines, compact, with the keys of `docs/format.md` in its order. In: quotations or a comparison. Out: one document, or a
//! record a line with the summary last.

use std::collections::BTreeSet;
use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::model::{Apart, Article, ArticleIx, Collation, Offsets, Quotation, QuotationIx, Remark};

use super::Summary;
use super::reason::sentence;
use super::versions::{by_version, project, siglum};
use crate::compare::{
    Comparison, DifferenceCounts, Entry, OutletDifference, Quoting, SideDifference, original,
};
use crate::record::{
    ApartRecord, Attributed, ChangeRecord, CodePoints, CollationRecord, Extract, GroupSummaryRecord,
    LinkRecord, ParaphraseRecord, RecordType, RemarkRecord, SCHEMA, SummaryRecord, TokenRecord,
    WordingRecord, quotations, write_group, write_json, write_quotation,
};

/// Writes the machine formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Json {
    /// A record a line rather than one document.
    pub lines: bool,
}

impl Json {
    /// What comes before all quotations.
    ///
    /// # Errors
    /// Those of `out`, as everywhere here.
    pub fn extract_begin(self, out: &mut dyn Write) -> io::Result<()> {
        if self.lines { Ok(()) } else { out.write_all(b"{\"quotations\":[") }
    }

    /// The quotations of one article. In a document each stands behind a comma and a line feed; the caller drops the very first comma
    /// ([`Json::separator`]), so that articles can be written in parallel.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn extract(self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        let mut buffer = Vec::new();
        quotations(extract, |record| {
            if !self.lines {
                buffer.extend_from_slice(self.separator());
            }
            write_quotation(&mut buffer, record);
            if self.lines {
                buffer.push(b'\n');
            }
            Ok::<(), io::Error>(())
        })?;
        out.write_all(&buffer)
    }

    /// What stands before each quotation and must not stand before the first.
    pub fn separator(self) -> &'static [u8] {
        if self.lines { b"" } else { b",\n" }
    }

    /// The summary, and the end.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn extract_end(self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.end(out, &SummaryRecord::from(summary))
    }

    fn end(self, out: &mut dyn Write, summary: &SummaryRecord) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        write_json(out, summary)?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }

    /// Every remark with its wordings, also those that one article reports alone.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn compare(
        self,
        out: &mut dyn Write,
        comparison: &Comparison<'_>,
        summary: &Summary,
    ) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"{\"remarks\":[")?;
        }
        let mut writer = RemarkWriter::new(comparison);
        for (index, entry) in comparison.entries.iter().enumerate() {
            if index > 0 && !self.lines {
                out.write_all(b",\n")?;
            }
            write_json(out, &writer.record(entry, self.lines))?;
            if self.lines {
                out.write_all(b"\n")?;
            }
        }
        let mut end = SummaryRecord::from(summary);
        end.remarks = Some(comparison.entries.len());
        end.shared = Some(comparison.shared().count());
        self.end(out, &end)
    }

    /// The group of each quotation, a line each, then how many quotations and groups there are.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn groups<'g>(
        self,
        out: &mut dyn Write,
        groups: impl Iterator<Item = (&'g str, u64)>,
        count: usize,
        skipped: usize,
    ) -> io::Result<()> {
        let mut line = Vec::new();
        let mut quotations = 0;
        for (id, group) in groups {
            quotations += 1;
            line.clear();
            write_group(&mut line, id, group);
            out.write_all(&line)?;
        }
        let summary = GroupSummaryRecord {
            r#type: RecordType::Summary,
            schema: SCHEMA,
            quotations,
            groups: count,
            skipped,
        };
        write_json(out, &summary)?;
        out.write_all(b"\n")
    }

    /// Two sides, what each quoted: one document, or a remark a line.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn difference(
        self,
        out: &mut dyn Write,
        difference: &OutletDifference<'_>,
        summary: &Summary,
    ) -> io::Result<()> {
        if self.lines {
            return difference_lines(out, difference, summary);
        }
        let mut writer = RemarkWriter::new(&difference.both);
        let both = writer.records(&difference.both.entries);
        let both = both.into_iter().zip(&difference.pairs);
        let both =
            both.map(|(remark, differs)| PairRecord { remark, quoted_by: None, differs: Some(*differs) });
        let record = DifferenceRecord {
            a: &difference.names[0],
            b: &difference.names[1],
            both: both.collect(),
            only_a: writer.records(&difference.only[0].entries),
            only_b: writer.records(&difference.only[1].entries),
            speakers_only_a: &difference.speakers[0],
            speakers_only_b: &difference.speakers[1],
            counts: difference.counts(),
            summary: SummaryRecord::from(summary),
        };
        write_json(out, &record)?;
        out.write_all(b"\n")
    }
}

/// What `diff` tells, in one document.
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
    summary: SummaryRecord,
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
    differs: Option<SideDifference>,
}

/// The last line of `diff`.
#[derive(Serialize)]
struct DifferenceSummary<'a> {
    #[serde(flatten)]
    summary: SummaryRecord,
    a: &'a str,
    b: &'a str,
    speakers_only_a: &'a BTreeSet<&'a str>,
    speakers_only_b: &'a BTreeSet<&'a str>,
    counts: DifferenceCounts,
}

fn difference_lines(
    out: &mut dyn Write,
    difference: &OutletDifference<'_>,
    summary: &Summary,
) -> io::Result<()> {
    let mut writer = RemarkWriter::new(&difference.both);
    for (entry, quoting, differs) in difference.remarks() {
        let remark = writer.record(entry, true);
        write_json(out, &PairRecord { remark, quoted_by: Some(quoting), differs })?;
        out.write_all(b"\n")?;
    }
    let end = DifferenceSummary {
        summary: SummaryRecord::from(summary),
        a: &difference.names[0],
        b: &difference.names[1],
        speakers_only_a: &difference.speakers[0],
        speakers_only_b: &difference.speakers[1],
        counts: difference.counts(),
    };
    write_json(out, &end)?;
    out.write_all(b"\n")
}

/// Builds remark records; keeps each article's offsets while it does.
pub(super) struct RemarkWriter<'a> {
    articles: &'a [Article],
    quotations: &'a [Quotation],
    copies: Vec<ArticleIx>,
    explain: bool,
    offsets: FxHashMap<ArticleIx, Offsets<'a>>,
}

impl<'a> RemarkWriter<'a> {
    pub fn new(comparison: &Comparison<'a>) -> Self {
        Self {
            articles: comparison.articles,
            quotations: comparison.quotations,
            copies: comparison.copies.clone(),
            explain: comparison.explain,
            offsets: FxHashMap::default(),
        }
    }

    pub fn records(&mut self, entries: &'a [Entry<'a>]) -> Vec<RemarkRecord<'a>> {
        entries.iter().map(|entry| self.record(entry, false)).collect()
    }

    pub fn record(&mut self, entry: &'a Entry<'a>, line: bool) -> RemarkRecord<'a> {
        let remark = entry.remark;
        let base = remark.wordings.get(remark.base.0);
        let text = base.and_then(|w| Some(w.span.of(self.articles.get(w.article.0)?.text())));
        let collation = entry.collation.as_ref();
        RemarkRecord {
            r#type: line.then_some(RecordType::Remark),
            remark: remark.id.as_str().into(),
            text: text.unwrap_or_default().into(),
            speaker: remark.speaker.as_deref().map(Into::into),
            articles: entry.articles,
            outlets: entry.outlets,
            independent: entry.independent,
            wordings: self.wordings(remark, collation).into_iter().map(|(_, wording)| wording).collect(),
            collation: collation.map(|c| self.collation(remark, c)),
            paraphrases: entry.paraphrases.iter().filter_map(|q| self.paraphrase(*q)).collect(),
            links: self
                .explain
                .then(|| remark.links.iter().map(|l| LinkRecord::new(l, sentence(&l.reason))).collect()),
            apart: remark.apart.iter().filter_map(|apart| self.apart(apart)).collect(),
        }
    }

    fn paraphrase(&mut self, quotation: QuotationIx) -> Option<ParaphraseRecord<'a>> {
        let quotation = self.quotations.get(quotation.0)?;
        let article = self.articles.get(quotation.article.0)?;
        let offsets = self.offsets.entry(quotation.article).or_insert_with(|| Offsets::new(article.text()));
        let CodePoints { start, end, text } = CodePoints::new(quotation.extent(), article.text(), offsets);
        let Attributed { speaker, cue, via } = Attributed::new(article, offsets, quotation);
        Some(ParaphraseRecord {
            article: article.id().into(),
            outlet: article.header().outlet.as_deref().map(Into::into),
            date: article.header().date.as_deref().map(Into::into),
            start,
            end,
            text,
            quotation: quotation.id(article, offsets).into(),
            speaker,
            cue,
            via,
        })
    }

    fn apart(&self, apart: &'a Apart) -> Option<ApartRecord<'a>> {
        let article = self.articles.get(apart.other.article.0)?;
        let text = apart.other.span.of(article.text());
        Some(ApartRecord {
            wording: apart.wording.0,
            article: article.id().into(),
            text: text.into(),
            reason: apart.reason.as_str().into(),
        })
    }

    /// The wordings in the remark's own order, each with its article.
    pub fn wordings(
        &mut self,
        remark: &'a Remark,
        collation: Option<&'a Collation>,
    ) -> Vec<(ArticleIx, WordingRecord<'a>)> {
        let mut versions = vec![0; remark.wordings.len()];
        for (wording, row) in by_version(remark, collation) {
            if let Some(version) = versions.get_mut(wording.0) {
                *version = row;
            }
        }
        let mut records = Vec::with_capacity(versions.len());
        for (index, row) in versions.into_iter().enumerate() {
            records.extend(self.wording(remark, index, row, collation));
        }
        records
    }

    fn wording(
        &mut self,
        remark: &'a Remark,
        index: usize,
        row: usize,
        collation: Option<&'a Collation>,
    ) -> Option<(ArticleIx, WordingRecord<'a>)> {
        let wording = remark.wordings.get(index)?;
        let (articles, quotations) = (self.articles, self.quotations);
        let base = remark.wordings.get(remark.base.0)?;
        let shown = collation.and_then(|c| c.rows.get(row)).and_then(|r| r.wordings.first());
        let shown = shown.and_then(|first| remark.wordings.get(first.0)).unwrap_or(wording);
        for article in [wording.article, base.article] {
            let text = articles.get(article.0)?.text();
            self.offsets.entry(article).or_insert_with(|| Offsets::new(text));
        }
        let article: &'a Article = articles.get(wording.article.0)?;
        let offsets = self.offsets.get(&wording.article)?;
        let quotation = quotations.get(wording.quotation.0)?;
        let base_place = (articles.get(base.article.0)?, self.offsets.get(&base.article)?);
        let changes = collation.and_then(|c| c.rows.get(row)).map_or(&[][..], |r| &r.changes);
        let changes = changes.iter().map(|change| {
            let mut change = change.clone();
            if shown != wording {
                // The version's spans point into the wording that is shown for it; this one is printed elsewhere.
                let from = articles.get(shown.article.0).map_or("", Article::text);
                let (from, to) = ((from, shown.span), (article.text(), wording.span));
                change.version = change.version.and_then(|span| project(span, from, to));
            }
            ChangeRecord::new(&change, base_place, (article, offsets))
        });
        let CodePoints { start, end, text } = CodePoints::new(wording.span, article.text(), offsets);
        let Attributed { speaker, cue, via } = Attributed::new(article, offsets, quotation);
        let record = WordingRecord {
            article: article.id().into(),
            outlet: article.header().outlet.as_deref().map(Into::into),
            date: article.header().date.as_deref().map(Into::into),
            start,
            end,
            text,
            quotation: quotation.id(article, offsets).into(),
            kind: quotation.kind,
            speaker,
            cue,
            via,
            version: siglum(row).into(),
            copy_of: original(articles, &self.copies, wording.article).map(|a| a.id().into()),
            clipped: collation.and_then(|c| c.rows.get(row)).map_or(&[][..], |r| &r.clipped).into(),
            changes: changes.collect(),
        };
        Some((wording.article, record))
    }

    fn collation(&self, remark: &'a Remark, collation: &'a Collation) -> CollationRecord<'a> {
        let text = |row: usize| {
            let first = collation.rows.get(row).and_then(|r| r.wordings.first());
            let wording = first.and_then(|first| remark.wordings.get(first.0));
            wording.and_then(|w| self.articles.get(w.article.0)).map_or("", Article::text)
        };
        let texts: Vec<&'a str> = (0..collation.rows.len()).map(text).collect();
        let cell = |row: usize, column: usize| {
            let span = collation.cells.get(row).and_then(|cells| cells.get(column)).and_then(|c| c.span);
            let words = span.map_or("", |span| span.of(texts[row]));
            words.split_whitespace().map(|t| TokenRecord { t: t.into(), n: normal(t).into() }).collect()
        };
        let table = (0..collation.columns.len())
            .map(|column| (0..texts.len()).map(|row| cell(row, column)).collect())
            .collect();
        CollationRecord { witnesses: (0..texts.len()).map(|row| siglum(row).into()).collect(), table }
    }
}

/// Lower case, without marks at either end; the whole in lower case where it is nothing but marks.
fn normal(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    (if bare.is_empty() { word } else { bare }).to_lowercase()
}
