//! Word documents made by code. In: the XML of their parts. Out: the bytes of a `.docx` file.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The namespaces of a part.
const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

/// An archive with these entries.
pub fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A part with a root element.
pub fn part(root: &str, inside: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{inside}</w:{root}>"#)
}

/// A document with a body, and what else there is.
pub fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = part("document", &format!("<w:body>{body}</w:body>"));
    let mut entries = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    entries.extend_from_slice(others);
    archive(&entries)
}

/// A paragraph.
pub fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// A paragraph of a style.
pub fn styled(style: &str, text: &str) -> String {
    p(&format!(r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}"#, r(text)))
}

/// A run.
pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A row of cells.
pub fn tr(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", p(&r(cell)))).collect();
    format!("<w:tr>{cells}</w:tr>")
}
