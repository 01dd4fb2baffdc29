//! The text of a PDF, as a program of poppler gives it.
//!
//! In: a path, and whoever reads PDFs: the library starts no programs itself. Out: the text, its pages parted by form feeds; or why there is
//! none.

use std::path::Path;

use crate::read::reason::PdfReason;

/// Reads the text of the PDF at a path, with a form feed behind each page.
pub trait PdfReader: Send + Sync {
    /// Returns the text.
    ///
    /// # Errors
    /// [`PdfReason`], if there is no program to read it with, or the program fails, or takes too long.
    fn text(&self, path: &Path) -> Result<String, PdfReason>;
}

/// Letters of a page, on average, below which it is a picture of a page.
const MIN_LETTERS: usize = 20;

/// The text of a PDF.
///
/// # Errors
/// [`PdfReason`], also for a scan, whose pages hold hardly a word.
pub(in crate::read) fn pdf(path: &Path, reader: &dyn PdfReader) -> Result<String, PdfReason> {
    let text = reader.text(path)?;
    // A form feed stands behind the last page too.
    let pages = text.trim_end_matches('\u{c}').matches('\u{c}').count() + 1;
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS.saturating_mul(pages)).count();
    if letters < MIN_LETTERS.saturating_mul(pages) {
        return Err(PdfReason::NoText { pages });
    }
    Ok(text)
}
