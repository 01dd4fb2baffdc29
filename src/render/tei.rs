//! TEI for editions and their tools. In: a comparison. Out: one document in the parallel-segmentation method
//! (TEI P5, 12.2.3): a `<div>` a remark, with a witness list, and `<app>` where versions differ.

use std::io::{self, Write};

use crate::model::{Article, Span, WordingIx};

use super::nouns::ShownRemarks;
use super::renderer::Render;
use super::shared::{dated, escape_xml as escape, siglum, texts};
use super::summary::Summary;
use crate::compare::{Comparison, Entry};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">
<teiHeader>
<fileDesc>
<titleStmt><title>Versions of quoted remarks</title></titleStmt>
<publicationStmt><p>Made by inquit.</p></publicationStmt>
<sourceDesc><p>News articles; each remark lists its witnesses.</p></sourceDesc>
</fileDesc>
<encodingDesc><variantEncoding method=\"parallel-segmentation\" location=\"internal\"/></encodingDesc>
</teiHeader>
<text>
<body>
";

/// Writes remarks.
pub(super) struct RemarkTei;

impl Render<ShownRemarks<'_>> for RemarkTei {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(HEAD.as_bytes())
    }

    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        shown.entries().into_iter().try_for_each(|entry| remark(out, shown.comparison, entry))
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(b"</body>\n</text>\n</TEI>\n")
    }
}

/// What a witness is called in its remark.
fn name(id: &str, row: usize) -> String {
    format!("r{id}.{}", siglum(row))
}

fn remark(out: &mut dyn Write, comparison: &Comparison<'_>, entry: &Entry<'_>) -> io::Result<()> {
    let (remark, articles) = (entry.remark, comparison.articles);
    writeln!(out, "<div type=\"remark\" xml:id=\"r{}\">", remark.id)?;
    if let Some(speaker) = &remark.speaker {
        writeln!(out, "<head>{}</head>", escape(speaker))?;
    }
    let rows = entry.collation.as_ref().map_or(1, |c| c.rows.len());
    writeln!(out, "<listWit>")?;
    for row in 0..rows {
        let all: Vec<WordingIx> = (0..remark.wordings.len()).map(WordingIx).collect();
        let wordings = entry.collation.as_ref().map_or(&all, |c| &c.rows[row].wordings);
        write!(out, "<witness xml:id=\"{}\">", name(&remark.id, row))?;
        for article in wordings.iter().filter_map(|w| articles.get(remark.wordings.get(w.0)?.article.0)) {
            write!(out, "<bibl><publisher>{}</publisher>", escape(article.outlet_or_id()))?;
            if let Some(date) = dated(article.header()) {
                write!(out, " <date>{}</date>", escape(&date))?;
            }
            write!(out, " <idno>{}</idno></bibl>", escape(article.id()))?;
        }
        writeln!(out, "</witness>")?;
    }
    writeln!(out, "</listWit>")?;
    write!(out, "<p>")?;
    match &entry.collation {
        None => {
            let base = remark.wordings.get(remark.base.0);
            let text = base.and_then(|w| Some(w.span.of(articles.get(w.article.0).map(Article::text)?)));
            write!(out, "{}", escape(text.unwrap_or_default()))?;
        }
        Some(collation) => {
            let texts = texts(remark, collation, articles);
            let mut column = 0;
            let mut first = true;
            while column < collation.columns.len() {
                let agreed = collation.columns[column].agreed;
                let end = (column + 1..collation.columns.len())
                    .find(|c| collation.columns[*c].agreed != agreed)
                    .unwrap_or(collation.columns.len());
                let words = |row: usize| -> String {
                    let spans = collation.cells[row][column..end].iter().filter_map(|c| c.span);
                    spans.map(|s: Span| s.of(texts[row])).collect::<Vec<_>>().join(" ")
                };
                if !first {
                    write!(out, " ")?;
                }
                first = false;
                if agreed {
                    write!(out, "{}", escape(&words(0)))?;
                } else {
                    app(out, &remark.id, (0..rows).map(words).collect())?;
                }
                column = end;
            }
        }
    }
    writeln!(out, "</p>\n</div>")
}

/// The readings of one place; the base's is the lemma, one reading stands for all versions that have it.
fn app(out: &mut dyn Write, id: &str, readings: Vec<String>) -> io::Result<()> {
    let mut distinct: Vec<(String, Vec<usize>)> = Vec::new();
    for (row, text) in readings.into_iter().enumerate() {
        match distinct.iter_mut().find(|(known, _)| known.to_lowercase() == text.to_lowercase()) {
            Some((_, rows)) => rows.push(row),
            None => distinct.push((text, vec![row])),
        }
    }
    write!(out, "<app>")?;
    for (text, rows) in distinct {
        let element = if rows[0] == 0 { "lem" } else { "rdg" };
        let witnesses: Vec<String> = rows.iter().map(|row| format!("#{}", name(id, *row))).collect();
        let witnesses = witnesses.join(" ");
        if text.is_empty() {
            write!(out, "<{element} wit=\"{witnesses}\"/>")?;
        } else {
            write!(out, "<{element} wit=\"{witnesses}\">{}</{element}>", escape(&text))?;
        }
    }
    write!(out, "</app>")
}
