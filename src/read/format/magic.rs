//! The first bytes of a file → whether it is a document that is no text.

/// A file whose first bytes tell what it is, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Magic {
    /// A ZIP archive: a Word document, or another one.
    Zip,
    Pdf,
    /// The files of Word before 2007, and encrypted documents of today.
    OldOffice,
}

/// A PDF begins within so many bytes.
const PDF_WITHIN: usize = 1_024;
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0";
const PDF: &[u8] = b"%PDF-";

/// What the first bytes of a file tell.
pub(in crate::read) fn magic(head: &[u8]) -> Option<Magic> {
    if ZIP.iter().any(|signature| head.starts_with(signature)) {
        return Some(Magic::Zip);
    }
    if head.starts_with(OLD_OFFICE) {
        return Some(Magic::OldOffice);
    }
    let near = &head[..head.len().min(PDF_WITHIN)];
    let pdf = memchr::memmem::find(near, PDF)?;
    // A text may speak of the signature; only bytes of another program stand before it in a PDF.
    let is_text = near[..pdf].iter().any(|b| b.is_ascii_alphabetic()) && !near.contains(&0);
    (!is_text).then_some(Magic::Pdf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        let cases: [(&[u8], Option<Magic>); 6] = [
            (b"PK\x03\x04\x14", Some(Magic::Zip)),
            (b"\xd0\xcf\x11\xe0\xa1", Some(Magic::OldOffice)),
            (b"%PDF-1.7\n%\xe2\xe3", Some(Magic::Pdf)),
            (b"\x00\n%PDF-1.4", Some(Magic::Pdf)),
            (b"A file begins with %PDF- where it is one.", None),
            (b"PKO is a bank.", None),
        ];
        for (head, wanted) in cases {
            assert_eq!(magic(head), wanted, "{head:?}");
        }
    }
}
