//! Files → bytes: counted, unpacked, in large pieces. In: a reader. Out: a buffered reader of what it holds.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use crate::limits::{FREE_UNPACKED, UNPACKED_A_BYTE};

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

/// Why the bytes of a packed file are not read on: it holds so much that it was made to fill the memory.
#[derive(Debug, thiserror::Error)]
#[error("it holds more than {UNPACKED_A_BYTE} times its own size")]
pub(in crate::read) struct Swollen;

/// Unpacked bytes, as long as they are no more than a packed text can be.
struct Unpacked<R> {
    inner: R,
    unpacked: u64,
    packed: Arc<AtomicU64>,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.unpacked += n as u64;
        let most = UNPACKED_A_BYTE.saturating_mul(self.packed.load(Ordering::Relaxed)).max(FREE_UNPACKED);
        if self.unpacked > most { Err(io::Error::other(Swollen)) } else { Ok(n) }
    }
}

/// A buffered reader of what `raw` holds, unpacked where its first bytes are gzip's, whatever the file is
/// called, and without the mark with which some programs begin UTF-8. Several packed files one behind the
/// other are read as one.
///
/// # Errors
/// If the first bytes cannot be read. A later read fails if a packed file unpacks to more than [`UNPACKED_A_BYTE`] times its size.
pub fn unpack(raw: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let packed = Arc::default();
    let mut raw = BufReader::with_capacity(BUFFER, Counted { inner: raw, bytes: Arc::clone(&packed) });
    let mut reader: Box<dyn BufRead + Send> = if fill(&mut raw)?.starts_with(&[0x1f, 0x8b]) {
        let unpacked = Unpacked { inner: MultiGzDecoder::new(raw), unpacked: 0, packed };
        Box::new(BufReader::with_capacity(BUFFER, unpacked))
    } else {
        Box::new(raw)
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn unpacked(bytes: &[u8], times: u64) -> io::Result<u64> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        (0..times).for_each(|_| packer.write_all(bytes).unwrap());
        io::copy(&mut unpack(io::Cursor::new(packer.finish().unwrap()))?, &mut io::sink())
    }

    #[test]
    fn a_packed_file_that_was_made_to_fill_the_memory_is_not_read_to_its_end() {
        let blanks = [b' '; 1 << 20];
        assert_eq!(unpacked(&blanks, FREE_UNPACKED >> 20).unwrap(), FREE_UNPACKED);
        let error = unpacked(&blanks, (FREE_UNPACKED >> 20) + 1).unwrap_err();
        assert_eq!(error.to_string(), "it holds more than 200 times its own size");
        let words: String = (0..200_000).map(|n| format!("line {n} ")).collect();
        assert_eq!(unpacked(words.as_bytes(), 10).unwrap(), 10 * words.len() as u64);
    }
}
