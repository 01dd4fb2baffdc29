//! A Word document or a PDF → the parts of an article.
//!
//! In: what the first bytes of a file tell, its bytes or its path, and what the user says. Out: header, text, markup, where its paragraphs
//! begin; or why there is no text. What else has such first bytes is named.

use std::io::Read;
use std::path::Path;

use super::error::{InputFault, ReadErrorKind};
#[cfg(feature = "docx")]
use super::format::docx;
use super::format::magic::Magic;
use super::format::pdf::{self, PdfReader};
use super::format::source::Revisions;
use super::origin::Container;
use super::reason::PdfReason;
use crate::limits::DOCUMENT_BYTES;
use crate::model::{ArticleHeader, Markup};

/// A document that was read.
pub(super) struct DocumentText {
    pub header: ArticleHeader,
    pub text: String,
    pub markup: Markup,
    pub container: Container,
}

/// How documents are read.
pub(super) struct How<'h> {
    pub revisions: Revisions,
    pub pdf: Option<&'h dyn PdfReader>,
    /// The file, if the bytes come from one as they are.
    pub path: Option<&'h Path>,
}

/// Reads a document.
///
/// # Errors
/// [`ReadErrorKind`], for what is another kind of file, broken, or without a text.
pub(super) fn read(magic: Magic, bytes: &mut dyn Read, how: &How) -> Result<DocumentText, InputFault> {
    match magic {
        Magic::OldOffice => Err(unread("an Office file from before 2007, or one with a password")),
        Magic::Pdf => {
            let reader = how.pdf.ok_or(PdfReason::NoProgram);
            let path = how.path.ok_or(PdfReason::NoFile);
            let text = reader.and_then(|reader| pdf::pdf(path?, reader));
            let text = text.map_err(|reason| ReadErrorKind::Pdf { reason })?;
            let (header, markup) = (ArticleHeader::default(), Markup::None);
            Ok(DocumentText { header, text, markup, container: Container::Text })
        }
        Magic::Zip => zip(&packed(bytes)?, how.revisions),
    }
}

/// All bytes of an archive: its contents stand at its end.
fn packed(bytes: &mut dyn Read) -> Result<Vec<u8>, InputFault> {
    let mut all = Vec::new();
    bytes.take(DOCUMENT_BYTES + 1).read_to_end(&mut all)?;
    if all.len() as u64 > DOCUMENT_BYTES {
        return Err(ReadErrorKind::Huge { most: DOCUMENT_BYTES as usize }.into());
    }
    Ok(all)
}

#[cfg(feature = "docx")]
fn zip(bytes: &[u8], revisions: Revisions) -> Result<DocumentText, InputFault> {
    use super::reason::DocxReason;

    match docx::docx(bytes, revisions) {
        Ok(document) => {
            if document.text.trim().is_empty() {
                return Err(ReadErrorKind::Empty.into());
            }
            let header = ArticleHeader { title: document.title, ..ArticleHeader::default() };
            let container = Container::Document(document.paragraphs);
            Ok(DocumentText { header, text: document.text, markup: Markup::Markdown, container })
        }
        Err(DocxReason::NoDocument) => Err(unread(docx::other_zip(bytes))),
        Err(reason) => Err(ReadErrorKind::Docx { reason }.into()),
    }
}

#[cfg(not(feature = "docx"))]
fn zip(_: &[u8], _: Revisions) -> Result<DocumentText, InputFault> {
    Err(unread("a ZIP archive or a Word document (this build has no reader of them, feature `docx`)"))
}

fn unread(format: &str) -> InputFault {
    ReadErrorKind::Unread { format: format.to_owned() }.into()
}
