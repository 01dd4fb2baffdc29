//! The bytes of a ZIP archive → the parts of a document in it, within limits.
//!
//! In: bytes from anywhere. Out: the text of a part by its name. Only entries below `word/` and `docProps/` are unpacked, so that a bomb
//! elsewhere in the archive is never met.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::{DOCUMENT_BYTES, ENTRIES, FREE_PART, UNPACKED_PART};
use crate::read::input::decode;
use crate::read::reason::DocxReason;

/// Folders that are unpacked.
const FOLDERS: [&str; 2] = ["word/", "docProps/"];
/// What an archive is that is no document of Word.
pub(in crate::read) fn other_zip(bytes: &[u8]) -> &'static str {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return "a ZIP archive that is broken" };
    let has = |name: &str| archive.file_names().flatten().any(|n| n.starts_with(name));
    let kinds = [
        ("xl/", "an Excel workbook (.xlsx)"),
        ("ppt/", "a PowerPoint presentation (.pptx)"),
        ("META-INF/container.xml", "an EPUB book"),
        ("content.xml", "an OpenDocument file (.odt, .ods or .odp)"),
    ];
    kinds.iter().find(|(name, _)| has(name)).map_or("a ZIP archive", |(_, kind)| kind)
}

/// An open archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// [`DocxReason`], for what is none, or has too many entries.
    pub fn open(bytes: &'b [u8]) -> Result<Self, DocxReason> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > ENTRIES {
            return Err(DocxReason::ManyEntries { most: ENTRIES });
        }
        Ok(Self { archive, left: DOCUMENT_BYTES })
    }

    /// The name of the part with the text: `word/document.xml`; some programs put a number into it.
    pub fn main_part(&self) -> Option<String> {
        let names = self.archive.file_names().flatten();
        let main = names.filter(|name| {
            let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
            number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
        });
        main.map(|name| name.into_owned()).min()
    }

    /// The text of a part; `None` where there is none of the name.
    ///
    /// # Errors
    /// [`DocxReason`], for a part that is broken, encrypted, no text, or beyond the limits.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, DocxReason> {
        if !FOLDERS.iter().any(|folder| name.starts_with(folder)) {
            return Ok(None);
        }
        let mut entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(error)),
        };
        let most = self.left.min((entry.compressed_size().saturating_mul(UNPACKED_PART)).max(FREE_PART));
        let mut bytes = Vec::new();
        let read = entry.by_ref().take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| DocxReason::Broken { reason: error.to_string() })?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(DocxReason::Bomb { part: name.to_owned(), most });
        }
        self.left -= length;
        let text = decode::decode(bytes).map_err(|_| DocxReason::NoText { part: name.to_owned() })?;
        Ok(Some(text.text))
    }
}

fn broken(error: ZipError) -> DocxReason {
    match error {
        ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => {
            DocxReason::Encrypted
        }
        error => DocxReason::Broken { reason: error.to_string() },
    }
}
