//! How much of anything is read, stated in one place.
//!
//! In: nothing. Out: constants. Each message that refuses an input because of a limit states the limit, and
//! `docs/security.md` lists them. A limit is far above what a real article needs: what exceeds it is damaged,
//! or was made to exhaust the reader.

/// The deepest nesting of elements in a page. Browsers stop at this depth too.
pub const PAGE_DEPTH: u32 = 512;

/// The attributes of one element in a page.
pub const ATTRIBUTES: usize = 2_048;

/// The bytes of the value of an attribute in a page; longer ones are left out. No address, date or title is so long.
pub const VALUE_BYTES: usize = 8_192;

/// The nodes of a page for each byte of it, beyond the first [`FREE_NODES`]. A page whose open elements are
/// opened again in every paragraph makes more.
pub const NODES_A_BYTE: usize = 1;

/// The nodes that a page of any length may have.
pub const FREE_NODES: usize = 1_024;

/// The reporting clauses of one paragraph that are looked at for indirect speech. What the others report is not found, and a warning says so.
pub const CLAUSES: usize = 2_000;

/// The bytes of a draft's sentence that the verdict on a quotation in it looks at: all, or as many around the two ends of the quotation. Few
/// sentences are a tenth as long; a quotation that runs over many paragraphs is.
pub const AROUND_BYTES: usize = 4_096;

/// The unpacked bytes for each packed byte of a file, beyond the first [`FREE_UNPACKED`]. Text packs to a tenth, seldom to a fiftieth.
pub const UNPACKED_A_BYTE: u64 = 200;

/// The bytes that a packed file of any length may hold.
pub const FREE_UNPACKED: u64 = 16 << 20;

/// The bytes of a file that is one text: plain text, Markdown, a page, captions.
pub const TEXT_BYTES: usize = 256 << 20;

/// The bytes of one record in a file of many: a line of JSON Lines, an object of a JSON document.
pub const RECORD_BYTES: usize = 64 << 20;

/// The bytes of one page in an archive of the web, packed or not.
pub const WEB_BODY: usize = 16 << 20;

/// The bytes of the fields of one record in an archive of the web.
pub const HEAD_BYTES: usize = 64 << 10;

/// The bytes of a Word document or a PDF, and those of all unpacked parts of a Word document.
pub const DOCUMENT_BYTES: u64 = 64 << 20;

/// The unpacked bytes for each packed byte of a part of a Word document, beyond the first [`FREE_PART`].
pub const UNPACKED_PART: u64 = 200;

/// The unpacked bytes that a part of any length may have.
pub const FREE_PART: u64 = 1 << 20;

/// The entries of a Word document, which is an archive.
pub const ENTRIES: usize = 20_000;

/// The deepest nesting of elements in a part of a Word document.
pub const PART_DEPTH: usize = 64;

/// The seconds, the bytes of memory and the bytes of text that `pdftotext` has for one file.
pub const PDF_SECONDS: u64 = 20;
/// See [`PDF_SECONDS`].
pub const PDF_MEMORY: u64 = 512 << 20;
/// See [`PDF_SECONDS`].
pub const PDF_TEXT: u64 = 64 << 20;

/// The threads that one run may start.
pub const THREADS: i64 = 1_024;
