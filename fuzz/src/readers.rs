//! Files of each format → articles. In: the bytes of a file, or of its parts. Out: nothing.

use std::io::{Cursor, Write};
use std::path::Path;

use inquit::model::{Article, SourceKind};
use inquit::read::{Articles, PdfReader, PdfReason, Places, words_of_page};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::articles::{articles, english, shown};
use super::invariants;
use super::scratch::Scratch;

/// Plain text with its header block, its day, its turns.
pub fn text(data: &[u8]) {
    read(&Scratch::new("text.txt", data), None);
}

/// A page, and the places of its words.
pub fn html(data: &[u8]) {
    if let Ok(page) = std::str::from_utf8(data) {
        let (words, places) = words_of_page(page);
        assert!(places.iter().all(|place| *place as usize <= page.len()), "a place outside the page");
        assert!(places.is_sorted() && words.len() <= 4 * page.len() + 8, "the places of words");
    }
    read(&Scratch::new("page.html", data), None);
}

/// Captions.
pub fn captions(data: &[u8]) {
    read(&Scratch::new("captions.srt", data), None);
}

/// JSON, which may be a document or lines.
pub fn json(data: &[u8]) {
    read(&Scratch::new("records.json", data), None);
}

/// A table; a tab in the first line parts its columns.
pub fn table(data: &[u8]) {
    let first = data.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = if first.contains(&b'\t') { "table.tsv" } else { "table.csv" };
    read(&Scratch::new(name, data), None);
}

/// The parts that a document of ours has.
const PARTS: [&str; 5] = [
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/footnotes.xml",
    "docProps/core.xml",
];

/// The bytes of a Word document, or the parts of one, parted by zero bytes.
pub fn docx(data: &[u8]) {
    if data.starts_with(b"PK") {
        return read(&Scratch::new("bytes.docx", data), None);
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let types: &[u8] = b"<Types/>";
    let parts = PARTS.into_iter().zip(data.split(|byte| *byte == 0));
    for (name, part) in [("[Content_Types].xml", types)].into_iter().chain(parts) {
        zip.start_file(name, stored).expect("memory takes it");
        zip.write_all(part).expect("memory takes it");
    }
    let archive = zip.finish().expect("memory takes it").into_inner();
    read(&Scratch::new("parts.docx", &archive), None);
}

/// The text of a PDF, as the program gives it that reads PDFs.
pub fn pdf(data: &[u8]) {
    read(&Scratch::new("text.pdf", b"%PDF-1.7\n"), Some(&String::from_utf8_lossy(data)));
}

/// An archive of the web, packed or not.
pub fn warc(data: &[u8]) {
    read(&Scratch::new("crawl.warc", data), None);
}

/// A feed.
pub fn feed(data: &[u8]) {
    read(&Scratch::new("feed.rss", data), None);
}

/// A reader of PDFs for which all of them hold one text.
struct Holding(String);

impl PdfReader for Holding {
    fn text(&self, _: &Path) -> Result<String, PdfReason> {
        Ok(self.0.clone())
    }
}

/// Reads a file twice, as what it is and as a record; each gives the same twice.
fn read(file: &Scratch, pdf: Option<&str>) {
    for kind in [None, Some(SourceKind::Record)] {
        let once = || {
            let articles = articles(file, kind);
            all(match pdf {
                Some(text) => articles.pdf(Box::new(Holding(text.to_owned()))),
                None => articles,
            })
        };
        assert!(once() == once(), "two runs differ");
    }
}

/// All that is said of the articles of a file.
fn all(mut articles: Articles<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(next) = articles.next() {
        for note in articles.take_notes() {
            out.extend(note.to_string().into_bytes());
        }
        let article = match next {
            Ok(article) => article,
            Err(error) => {
                assert!(!error.to_string().is_empty(), "an error without words");
                out.extend(error.to_string().into_bytes());
                continue;
            }
        };
        record(&article);
        let found = english().extract(&article);
        let places = Places::of_text(article.text(), articles.origin());
        for content in found.quotations.iter().flat_map(|q| &q.contents) {
            out.extend(format!("{:?}", places.of(article.text(), content.span)).into_bytes());
        }
        out.extend(article.id().bytes());
        out.extend(shown(&article, &found));
    }
    out
}

/// What holds of the turns and times of a record.
fn record(article: &Article) {
    let Some(record) = article.record() else { return };
    let text = article.text();
    let (mut last, mut last_time) = (0, 0);
    for turn in &record.turns {
        assert!(!turn.words.is_empty(), "a turn without words");
        if let Some(label) = turn.label {
            invariants::span(text, label, "label");
        }
        for words in &turn.words {
            invariants::span(text, *words, "turn");
            assert!(words.start() >= last, "turns out of order");
            last = words.end();
        }
    }
    for time in &record.times {
        invariants::span(text, time.span, "time");
        assert!(time.span.start() >= last_time, "times out of order");
        last_time = time.span.start();
    }
}
