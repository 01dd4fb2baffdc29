//! What a request brings along. In: its media type. Out: how much may be sent, and what a screen gets of it: the fields of a form
//! go to its query, and a file or any other body is a [`Sent`].

/// Bytes of the body of a form of fields; a text area of 200 kB takes about that.
pub(super) const FORM_BYTES: usize = 256 << 10;
/// Bytes of a form with a file.
pub(super) const UPLOAD_BYTES: usize = 6 << 20;
/// Bytes of a file. A file travels a second time, in letters, when its report is saved.
pub(super) const FILE_BYTES: usize = 4 << 20;

/// The media types of forms.
pub(super) const FIELDS: &str = "application/x-www-form-urlencoded";
pub(super) const PARTS: &str = "multipart/form-data";
/// The media type of rows, without parameters.
pub(super) const CSV: &str = "text/csv";
/// The media type of Word documents.
pub(super) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A body that is no form, or the file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    /// The media type in small letters, without parameters; empty if nobody said.
    pub kind: String,
    /// The name of the file.
    pub name: Option<String>,
    pub bytes: Vec<u8>,
}

/// A media type without its parameters.
pub(super) fn bare(kind: &str) -> String {
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// How many bytes a body of this media type may have. Only what holds a file may be long.
pub(super) fn most(kind: &str, limit: usize) -> usize {
    if kind == PARTS || kind == WORD { limit } else { limit.min(FORM_BYTES) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_with_files_may_be_long() {
        assert_eq!(bare("Text/HTML; charset=utf-8"), "text/html");
        assert_eq!(
            [PARTS, FIELDS, "application/json"].map(|kind| most(kind, UPLOAD_BYTES)),
            [UPLOAD_BYTES, FORM_BYTES, FORM_BYTES]
        );
    }
}
