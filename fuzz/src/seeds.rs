//! The inputs and the words to begin from, made from the tests of the program, so that nothing is stored twice.
//!
//! In: the root of the program. Out: for each target its seeds, in an order that is always the same; and a dictionary for libFuzzer.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::TARGETS;
use super::articles::annotated;

/// The longest seed, in bytes. Short inputs are fuzzed quicker and mended more easily.
const LONGEST: usize = 4096;

/// The most seeds of a target.
const MOST: usize = 300;

/// A text of the tests, with what is quoted in it.
struct Text {
    text: String,
    quoted: String,
    speaker: String,
}

/// What the tests of the program hold.
pub struct Tests {
    texts: Vec<Text>,
    drafts: Vec<String>,
    sources: Vec<String>,
    /// The files under `tests/` and the documents that are inputs: ending and bytes.
    files: Vec<(String, Vec<u8>)>,
    /// The strings in the Rust of the tests.
    literals: Vec<String>,
}

impl Tests {
    /// Reads the tests of the program whose root this is.
    ///
    /// # Panics
    /// If they cannot be read.
    pub fn read(root: &Path) -> Self {
        let mut tests = Self {
            texts: Vec::new(),
            drafts: Vec::new(),
            sources: Vec::new(),
            files: Vec::new(),
            literals: Vec::new(),
        };
        let mut paths = Vec::new();
        for folder in ["tests", "docs/example", "docs/walkthrough"] {
            walk(&root.join(folder), &mut paths);
        }
        for path in paths {
            let bytes = fs::read(&path).expect("a test can be read");
            let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            let within =
                path.strip_prefix(root).expect("it is below the root").to_string_lossy().into_owned();
            let text = String::from_utf8_lossy(&bytes);
            match ending.as_str() {
                "toml" if within.starts_with("tests/grammar/") => tests.grammar(&toml(&text)),
                "toml" if within.starts_with("tests/cited/") => tests.cited(&toml(&text)),
                "rs" => literals(&text, &mut tests.literals),
                _ => tests.files.push((ending, bytes)),
            }
        }
        tests
    }

    fn grammar(&mut self, file: &Table) {
        for case in tables(file, "case") {
            let want = tables(case, "want").next();
            let of_want = |key| want.map_or_else(String::new, |want| string(want, key));
            let speaker = of_want("name");
            self.texts.push(Text { text: string(case, "text"), quoted: of_want("content"), speaker });
        }
    }

    fn cited(&mut self, file: &Table) {
        self.sources.extend(tables(file, "sources").map(|source| string(source, "text")));
        self.drafts.extend(tables(file, "case").map(|case| string(case, "draft")));
    }

    /// The seeds of a target.
    pub fn seeds(&self, target: &str) -> Vec<Vec<u8>> {
        let texts = || self.texts.iter().map(|t| t.text.clone().into_bytes());
        let of = |endings: &[&str]| -> Vec<Vec<u8>> {
            let wanted = self.files.iter().filter(|(ending, _)| endings.contains(&ending.as_str()));
            wanted.map(|(_, bytes)| bytes.clone()).collect()
        };
        let with = |signs: &[&str]| -> Vec<Vec<u8>> {
            let wanted = self.literals.iter().filter(|text| signs.iter().any(|sign| text.contains(sign)));
            wanted.map(|text| text.clone().into_bytes()).collect()
        };
        let all: Vec<Vec<u8>> = match target {
            "extract" | "indirect" => texts().collect(),
            "markdown" => {
                self.drafts.iter().map(|d| d.clone().into_bytes()).chain(of(&["md"])).chain(texts()).collect()
            }
            "text" => of(&["txt", "md"])
                .into_iter()
                .chain(with(&["\n---\n", "SPEAKER", "[Record"]))
                .chain(texts())
                .collect(),
            "compare" => self.texts.iter().map(|t| two_versions(&t.text)).collect(),
            "verify" => self.texts.iter().filter(|t| !t.quoted.is_empty()).map(claimed).collect(),
            "check" => self.checked(),
            "html" => {
                of(&["html"]).into_iter().chain(with(&["<p", "<div", "<blockquote", "<meta"])).collect()
            }
            "captions" => of(&["srt", "vtt"]).into_iter().chain(with(&["-->"])).collect(),
            "json" => of(&["json", "jsonl"])
                .into_iter()
                .chain(with(&["{\"id\"", "{\"text\"", "\"text\":"]))
                .collect(),
            "table" => {
                of(&["csv", "tsv"]).into_iter().chain(with(&["text,", ",text", "\ttext", "text\t"])).collect()
            }
            "docx" => with(&["<w:", "Relationship"])
                .into_iter()
                .map(in_a_document)
                .chain(texts().map(paragraph))
                .collect(),
            "pdf" => with(&["\\f", "\u{c}"]).into_iter().chain(self.texts.chunks(2).map(pages)).collect(),
            "warc" => of(&["html"])
                .iter()
                .chain(&with(&["<p", "<div"]))
                .map(|page| crawled(page))
                .chain(broken())
                .collect(),
            "feed" => with(&["<rss", "<feed"])
                .into_iter()
                .chain(self.texts.iter().map(|text| entry_of_feed(&text.text)))
                .collect(),
            "claims" => of(&["jsonl"])
                .into_iter()
                .chain(with(&["\"claim\"", "cited_text", "document_ids", "claim,"]))
                .collect(),
            "brat" => self.texts.iter().map(|text| annotated(&text.text)).collect(),
            "records" => {
                of(&["jsonl", "json"]).into_iter().chain(with(&["\"text\":", "\"quotation\""])).collect()
            }
            "links" => self.corrections(),
            "earlier" => self.earlier(),
            _ => damages(),
        };
        let mut seen = BTreeSet::new();
        let fits = |seed: &Vec<u8>| !seed.is_empty() && seed.len() <= LONGEST;
        all.into_iter().filter(fits).filter(|seed| seen.insert(seed.clone())).take(MOST).collect()
    }

    /// Drafts with all sources, then texts that are drafts of themselves.
    fn checked(&self) -> Vec<Vec<u8>> {
        let sources = self.sources.join("\0");
        let drafts = self.drafts.iter().map(|draft| format!("{draft}\0{sources}"));
        let own = self.texts.iter().map(|t| format!("{}\0{}", t.text, t.text));
        let begun =
            |(i, text): (usize, String)| [&[u8::try_from(i % 16).unwrap_or(0)][..], text.as_bytes()].concat();
        drafts.chain(own).enumerate().map(begun).collect()
    }

    /// Files of corrections, told by their tables.
    fn corrections(&self) -> Vec<Vec<u8>> {
        let toml = self.files.iter().filter(|(ending, _)| ending == "toml").map(|(_, bytes)| bytes.clone());
        let literals = self.literals.iter().map(|text| text.clone().into_bytes());
        let is_one = |bytes: &Vec<u8>| {
            ["[[must-link]]", "[[cannot-link]]", "[[same-person]]", "[[other-person]]", "[[person]]"]
                .iter()
                .any(|table| String::from_utf8_lossy(bytes).contains(table))
        };
        toml.chain(literals).filter(is_one).collect()
    }

    /// What `check` printed in the cases of the command line, as far as it is JSON.
    fn earlier(&self) -> Vec<Vec<u8>> {
        let cases = self.files.iter().filter(|(ending, _)| ending == "toml");
        let lines = |bytes: &[u8]| -> String {
            let text = String::from_utf8_lossy(bytes);
            text.lines()
                .filter(|line| line.starts_with("{\""))
                .fold(String::new(), |all, line| all + line + "\n")
        };
        cases.map(|(_, bytes)| lines(bytes).into_bytes()).filter(|seed| !seed.is_empty()).collect()
    }

    /// A dictionary for libFuzzer: marks, elements, keys, and the commonest words of the texts.
    pub fn dictionary(&self) -> String {
        let mut words: BTreeSet<String> = BTreeSet::new();
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for text in self.texts.iter().flat_map(|t| t.text.split_whitespace()) {
            *counted.entry(text).or_default() += 1;
        }
        let mut common: Vec<_> = counted.into_iter().collect();
        common.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        words.extend(common.iter().take(MOST).map(|(word, _)| (*word).to_owned()));
        for text in &self.literals {
            words.extend(pieces(text, '<', '>'));
            words.extend(pieces(text, '"', '"'));
        }
        words.extend(
            self.texts.iter().flat_map(|t| t.text.chars()).filter(|c| !c.is_alphanumeric()).map(String::from),
        );
        words
            .iter()
            .filter(|word| !word.trim().is_empty())
            .fold(String::new(), |all, word| all + &entry(word))
    }
}

/// Writes `seeds/TARGET/…` and `inquit.dict` into a folder.
///
/// # Errors
/// If they cannot be written.
pub fn write(root: &Path, folder: &Path) -> io::Result<()> {
    let tests = Tests::read(root);
    for target in TARGETS {
        let own = folder.join("seeds").join(target.name);
        // Seeds of an older test would stay.
        let _ = fs::remove_dir_all(&own);
        fs::create_dir_all(&own)?;
        for (number, seed) in tests.seeds(target.name).iter().enumerate() {
            fs::write(own.join(format!("{number:04}")), seed)?;
        }
    }
    fs::write(folder.join("inquit.dict"), tests.dictionary())
}

/// One entry of a dictionary.
fn entry(word: &str) -> String {
    let mut line = String::from("\"");
    for byte in word.bytes() {
        let _ = match byte {
            b'"' | b'\\' => write!(line, "\\{}", char::from(byte)),
            b' '..=b'~' => write!(line, "{}", char::from(byte)),
            _ => write!(line, "\\x{byte:02X}"),
        };
    }
    line + "\"\n"
}

/// Short pieces between two signs, with the signs.
fn pieces(text: &str, open: char, close: char) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(open) {
        let end = text[at + 1..].find(close).map(|end| at + 1 + end + close.len_utf8());
        found.extend(end.filter(|end| end - at <= 24).map(|end| text[at..end].to_owned()));
    }
    found
}

/// The text, and the text without its fourth word.
fn two_versions(text: &str) -> Vec<u8> {
    let short: Vec<&str> =
        text.split(' ').enumerate().filter(|(i, _)| *i != 3).map(|(_, word)| word).collect();
    format!("{text}\0{}", short.join(" ")).into_bytes()
}

fn claimed(text: &Text) -> Vec<u8> {
    format!("{}\n{}\0{}", text.quoted, text.speaker, text.text).into_bytes()
}

/// A page as the record of an archive.
fn crawled(page: &[u8]) -> Vec<u8> {
    let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page].concat();
    let kind = "Content-Type: application/http";
    let head =
        format!("WARC/1.1\r\nWARC-Type: response\r\n{kind}\r\nContent-Length: {}\r\n\r\n", answer.len());
    [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

/// Records of which something is wrong.
fn broken() -> Vec<Vec<u8>> {
    let whole = crawled("<p>“It leaks,” said Ana Ruiz.</p>".as_bytes());
    let long = String::from_utf8_lossy(&whole).replace("Length: ", "Length: 9").into_bytes();
    vec![[&long[..], &whole].concat(), [b"noise\r\n", &whole[..]].concat(), whole[..whole.len() / 2].to_vec()]
}

/// A text as the entry of a feed.
fn entry_of_feed(text: &str) -> Vec<u8> {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<rss version=\"2.0\"><channel><title>Post</title><item><title>It</title><description>{text}</description></item></channel></rss>").into()
}

/// A part of a document as one of its own; a piece of a part inside one.
fn in_a_document(piece: Vec<u8>) -> Vec<u8> {
    if piece.starts_with(b"<?xml") {
        return piece;
    }
    [b"<w:document><w:body>", &piece[..], b"</w:body></w:document>\0", &piece[..]].concat()
}

fn paragraph(text: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&text).replace('&', "&amp;").replace('<', "&lt;");
    let lines = text.split('\n').map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    in_a_document(lines.collect::<String>().into_bytes())
}

/// Texts as the pages of a PDF.
fn pages(texts: &[Text]) -> Vec<u8> {
    texts.iter().map(|t| format!("{}\n\n7\n\u{c}", t.text)).collect::<String>().into_bytes()
}

/// Some ways to damage a corpus.
fn damages() -> Vec<Vec<u8>> {
    let edits = (0..64_u32).map(|i| [&[0][..], &(i * 997).to_be_bytes(), &[255]].concat());
    let cells = (0..96_u8).map(|i| [&[1, i, i][..], b"{\"turns\":[{\"words\":[]}]}"].concat());
    edits.chain(cells).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the tests are there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be read").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

fn toml(text: &str) -> Table {
    text.parse().expect("a test is TOML")
}

fn tables<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn string(table: &Table, key: &str) -> String {
    table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The strings of a Rust file that are no single words. Escapes other than those of lines, marks and backslashes stay as they are written.
fn literals(source: &str, found: &mut Vec<String>) {
    let source = source.replace("'\"'", " ").replace("'\\\"'", " ");
    let mut rest = source.as_str();
    while let Some(at) = rest.find('"') {
        let hashes = rest[..at].bytes().rev().take_while(|byte| *byte == b'#').count();
        let is_raw = rest[..at - hashes].ends_with('r');
        rest = &rest[at + 1..];
        let end = if is_raw { rest.find(&format!("\"{}", "#".repeat(hashes))) } else { closing(rest) };
        let Some(end) = end else { return };
        let text = if is_raw { rest[..end].to_owned() } else { unescaped(&rest[..end]) };
        found.extend(Some(text).filter(|text| text.contains([' ', '<', ','])));
        rest = &rest[end + 1..];
    }
}

/// The mark that ends a string.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\\n");
    let first = parts.next().unwrap_or_default().to_owned();
    let joined = parts.fold(first, |all, part| all + part.trim_start());
    joined.replace("\\n", "\n").replace("\\\"", "\"").replace("\\t", "\t").replace("\\\\", "\\")
}
