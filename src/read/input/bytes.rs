//! Files → bytes: counted, unpacked, in large pieces. In: a reader. Out: a buffered reader of what it holds.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

/// Large enough that a read costs nothing beside parsing what it brought.
pub(in crate::read) const BUFFER: usize = 256 * 1024;

/// U+FEFF in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Counts what passes.
pub(in crate::read) struct Counted<R> {
    pub inner: R,
    pub bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// A buffered reader of what `raw` holds, unpacked where its first bytes are gzip's, whatever the file is
/// called, and without the mark with which some programs begin UTF-8. Several packed files one behind the
/// other are read as one.
///
/// # Errors
/// If the first bytes cannot be read.
pub fn unpack(raw: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let mut raw = BufReader::with_capacity(BUFFER, raw);
    let mut reader: Box<dyn BufRead + Send> = match fill(&mut raw)?.starts_with(&[0x1f, 0x8b]) {
        true => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(raw))),
        false => Box::new(raw),
    };
    if fill(&mut *reader)?.starts_with(MARK) {
        reader.consume(MARK.len());
    }
    Ok(reader)
}

/// What the next read brings, without taking it; empty at the end.
pub(in crate::read) fn fill(reader: &mut (impl BufRead + ?Sized)) -> io::Result<&[u8]> {
    // A first call may be interrupted by a signal; the second borrow is what the borrow checker can return.
    while let Err(error) = reader.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    reader.fill_buf()
}

/// The path with `/` between its parts, whatever the system; bytes that are no Unicode are replaced.
pub(in crate::read) fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
