//! A unit, repeated, as the bytes of a file of each kind.

use std::io::{Cursor, Write};

use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The text of an article: for the commands.
    Text,
    /// A format whose reader is measured; its text goes through the commands as any other.
    Format,
    /// Records of quotations, which `group` reads.
    Quotes,
    /// Claims, which `verify --claims` reads.
    Claims,
}

pub struct Form {
    pub name: &'static str,
    /// The name of the file, which tells its format.
    pub file: &'static str,
    pub reading: Reading,
    /// True if it is part of the quick series.
    pub is_quick: bool,
    make: fn(&str, usize) -> Vec<u8>,
}

impl Form {
    /// A file with the unit so many times.
    pub fn file(&self, unit: &str, times: usize) -> Vec<u8> {
        (self.make)(unit, times)
    }
}

const SAID: &str = "“It holds for a year,” said Ana Ruiz.";

const fn form(
    name: &'static str,
    file: &'static str,
    reading: Reading,
    make: fn(&str, usize) -> Vec<u8>,
) -> Form {
    Form { name, file, reading, is_quick: false, make }
}

const fn quick(form: Form) -> Form {
    Form { is_quick: true, ..form }
}

use Reading::{Claims, Format, Quotes, Text};

pub const FORMS: &[Form] = &[
    quick(form("text", "a.txt", Text, |unit, times| said(&unit.repeat(times)))),
    form("text-lines", "a.txt", Text, |unit, times| said(&between(unit, "\n", times))),
    quick(form("text-paragraphs", "a.txt", Text, |unit, times| said(&between(unit, "\n\n", times)))),
    form("markdown", "a.md", Text, |unit, times| said(&unit.repeat(times))),
    quick(form("markdown-lines", "a.md", Text, |unit, times| said(&between(unit, "\n", times)))),
    quick(form("quoted-block", "a.md", Text, |unit, times| said(&format!("> {}", unit.repeat(times))))),
    form("inside-marks", "a.txt", Text, |unit, times| {
        said(&format!("“{}” said Bo Lund.", unit.repeat(times)))
    }),
    form("behind-speech", "a.txt", Text, |unit, times| format!("{SAID} {}", unit.repeat(times)).into()),
    quick(form("page", "a.html", Format, |unit, times| page(&unit.repeat(times)))),
    form("page-paragraphs", "a.html", Format, |unit, times| page(&between(unit, "</p>\n<p>", times))),
    form("page-attribute", "a.html", Format, |unit, times| {
        article_page(&format!("<p title=\"{}\">It leaks.</p>", unit.repeat(times)))
    }),
    form("page-article", "a.html", Format, |unit, times| {
        article_page(&format!("<p>{}</p>", unit.repeat(times)))
    }),
    quick(form("caption", "a.srt", Format, |unit, times| cue(&unit.repeat(times)))),
    form("captions", "a.srt", Format, |unit, times| cue(unit).repeat(times)),
    form("captions-vtt", "a.vtt", Format, |unit, times| {
        [b"WEBVTT\n\n".to_vec(), cue(&unit.repeat(times))].concat()
    }),
    quick(form("json", "a.json", Format, |unit, times| {
        json!({"id": "a", "text": unit.repeat(times)}).to_string().into()
    })),
    form("json-raw", "a.json", Format, |unit, times| format!("[{}", unit.repeat(times)).into()),
    form("json-title", "a.json", Format, |unit, times| {
        json!({"title": unit.repeat(times), "text": SAID}).to_string().into()
    }),
    form("json-keys", "a.json", Format, |unit, times| {
        format!("{{{}\"text\":\"a\"}}", format!("{}:1,", json!(unit)).repeat(times)).into()
    }),
    form("records", "a.json", Format, |unit, times| json!(records(unit, times)).to_string().into()),
    quick(form("lines", "a.jsonl", Format, |unit, times| json_lines(records(unit, times)))),
    form("lines-raw", "a.jsonl", Format, |unit, times| between(unit, "\n", times).into()),
    form("lines-one-id", "a.jsonl", Format, |unit, times| {
        json_lines((0..times).map(|_| json!({"id": "a", "text": unit})))
    }),
    quick(form("rows", "a.csv", Format, rows)),
    form("rows-raw", "a.csv", Format, |unit, times| format!("id,text\n{}", unit.repeat(times)).into()),
    form("rows-header", "a.csv", Format, |unit, times| format!("{}\na,b\n", unit.repeat(times)).into()),
    quick(form("document", "a.docx", Format, |unit, times| document(&paragraph(&unit.repeat(times))))),
    form("document-paragraphs", "a.docx", Format, |unit, times| document(&paragraph(unit).repeat(times))),
    form("document-raw", "a.docx", Format, |unit, times| document(&unit.repeat(times))),
    quick(form("archive", "a.warc", Format, |unit, times| archive(unit).repeat(times))),
    form("archive-page", "a.warc", Format, |unit, times| archive(&page_of(&unit.repeat(times)))),
    form("archive-raw", "a.warc", Format, |unit, times| {
        format!("WARC/1.1\r\n{}", between(unit, "\n", times)).into()
    }),
    form("archive-lengths", "a.warc", Format, |unit, times| wrong_lengths(unit).repeat(times)),
    quick(form("feed", "a.rss", Format, |unit, times| feed(&entry(unit).repeat(times)))),
    form("feed-entry", "a.rss", Format, |unit, times| feed(&entry(&unit.repeat(times)))),
    form("feed-raw", "a.rss", Format, |unit, times| feed(&unit.repeat(times))),
    quick(form("transcript", "transcript.txt", Format, transcript)),
    form("transcript-turn", "transcript.txt", Format, |unit, times| transcript(&unit.repeat(times), 4)),
    form("transcript-json", "a.json", Format, turns),
    form("head", "a.txt", Format, |unit, times| {
        format!("title: {}\n---\n{SAID}", unit.replace('\n', " ").repeat(times)).into()
    }),
    form("unknown", "a", Format, |unit, times| unit.repeat(times).into()),
    quick(form("quotes", "a.jsonl", Quotes, |unit, times| json_lines(records(unit, times)))),
    form("quote", "a.jsonl", Quotes, |unit, times| json_lines(records(&unit.repeat(times), 1))),
    form("quotes-raw", "a.jsonl", Quotes, |unit, times| between(unit, "\n", times).into()),
    form("claims", "a.jsonl", Claims, |unit, times| json_lines(claims(unit, times))),
    form("claim", "a.jsonl", Claims, |unit, times| json_lines(claims(&unit.repeat(times), 1))),
    form("claims-table", "a.csv", Claims, rows),
    form("claims-raw", "a.jsonl", Claims, |unit, times| format!("{{{}", between(unit, "\n", times)).into()),
];

fn said(text: &str) -> Vec<u8> {
    format!("{text}\n\n{SAID}\n").into()
}

fn between(unit: &str, end: &str, times: usize) -> String {
    format!("{unit}{end}").repeat(times)
}

fn page(inside: &str) -> Vec<u8> {
    let around = format!("<p>{SAID}</p>").repeat(3);
    format!("<html><body>{around}<p>{inside}</p>{around}</body></html>").into()
}

fn article_page(inside: &str) -> Vec<u8> {
    let around = format!("<p>{SAID}</p>").repeat(3);
    format!("<html><title>It holds</title><body><nav>a</nav><article>{around}{inside}{around}</article></body></html>").into()
}

fn cue(text: &str) -> Vec<u8> {
    format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n").into()
}

fn records(unit: &str, times: usize) -> Vec<serde_json::Value> {
    (0..times).map(|number| json!({"id": format!("a{number}"), "text": unit, "outlet": "Post", "date": "2024-05-03"})).collect()
}

fn claims(unit: &str, times: usize) -> Vec<serde_json::Value> {
    (0..times).map(|number| json!({"id": number, "claim": unit, "speaker": "Bo Lund"})).collect()
}

fn json_lines(records: impl IntoIterator<Item = serde_json::Value>) -> Vec<u8> {
    records.into_iter().map(|record| format!("{record}\n")).collect::<String>().into()
}

fn rows(unit: &str, times: usize) -> Vec<u8> {
    let cell = unit.replace('"', "\"\"");
    let row = |number| format!("a{number},\"{cell}\"\n");
    ["id,text\n".to_owned(), (0..times).map(row).collect()].concat().into()
}

fn paragraph(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace(|c: char| c.is_control() && c != '\t' && c != '\n', "");
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn document(body: &str) -> Vec<u8> {
    const XMLNS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const KINDS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let document =
        format!("<w:document xmlns:w=\"{XMLNS}\"><w:body>{}{body}</w:body></w:document>", paragraph(SAID));
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"/word/document.xml\" ContentType=\"{KINDS}\"/></Types>"
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("[Content_Types].xml", types), ("word/document.xml", document)] {
        archive.start_file(name, SimpleFileOptions::default()).expect("an entry can be begun");
        archive.write_all(part.as_bytes()).expect("an entry can be written");
    }
    archive.finish().expect("the archive can be ended").into_inner()
}

fn page_of(inside: &str) -> String {
    String::from_utf8(page(inside)).expect("it is text")
}

/// A page as the record of an archive.
fn archive(page: &str) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{SAID}</p><p>{page}</p>");
    let kind = "WARC-Type: response\r\nContent-Type: application/http";
    format!("WARC/1.1\r\n{kind}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n", answer.len()).into()
}

/// The same with a length that reaches over many others.
fn wrong_lengths(page: &str) -> Vec<u8> {
    let whole = String::from_utf8(archive(page)).expect("it is text");
    whole.replace("Content-Length: ", "Content-Length: 9999").into()
}

fn feed(entries: &str) -> Vec<u8> {
    format!("<rss version=\"2.0\"><channel><title>Post</title>{entries}</channel></rss>").into()
}

fn entry(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<item><title>It holds</title><description>{SAID} {text}</description></item>")
}

fn transcript(unit: &str, times: usize) -> Vec<u8> {
    let turn = format!("ANA RUIZ: {unit}\n\nBO LUND: It holds.\n\n");
    format!("HARBOUR BOARD\nMay 3, 2024\n\n{}", turn.repeat(times)).into()
}

fn turns(unit: &str, times: usize) -> Vec<u8> {
    let turn = json!({"speaker": "Ana Ruiz", "text": unit, "start": 1.5, "end": 2.5});
    json!({"segments": vec![turn; times]}).to_string().into()
}
