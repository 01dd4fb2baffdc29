//! Bytes → [`Article`].
//!
//! In: paths as a user gives them. Out: an iterator of `Result<Article, ReadError>`, in the order of the articles' ids.
//!
//! ```text
//! find    paths → Input           folders walked, sorted, each file once, ids told apart
//! decode  bytes → text            UTF-8, UTF-16, Windows-1252 and other legacy encodings; binary data is refused
//! plain   text  → Article         plain text and Markdown with an optional header block
//! lines   lines → Articles        article JSON Lines, read as a stream
//! ```
//!
//! A bad input is an error with its place; the iterator goes on with the next one. What is worth knowing without being
//! an error (a file left out, an encoding guessed) is a [`Note`].

mod decode;
mod error;
mod find;
mod lines;
mod plain;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::Article;

pub use error::{Note, ReadError};
pub use find::{Found, Input, Place, find};

/// Large enough that a read costs nothing beside parsing what it brought.
const BUFFER: usize = 256 * 1024;

/// The articles of many inputs, one after the other; nothing is held beyond the line being read and a hash an id.
pub struct Articles {
    inputs: std::vec::IntoIter<Input>,
    root: usize,
    lines: Option<lines::Lines>,
    seen: FxHashSet<u64>,
    notes: Vec<Note>,
    bytes: Arc<AtomicU64>,
}

impl Articles {
    /// Reads `inputs` in the order given; [`find`] gives them in the order of their ids.
    pub fn new(inputs: Vec<Input>) -> Self {
        Self {
            inputs: inputs.into_iter(),
            root: 0,
            lines: None,
            seen: FxHashSet::default(),
            notes: Vec::new(),
            bytes: Arc::default(),
        }
    }

    /// What came up since the last call that is no error.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    /// [`Input::root`] of the last article.
    pub fn root(&self) -> usize {
        self.root
    }

    /// Bytes read from the files so far (compressed ones, where a file is compressed), for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Opens one input. JSON Lines stay open in `self.lines`; a text is one article at once.
    fn open(&mut self, input: &Input) -> Result<Option<Article>, ReadError> {
        let path = input.shown();
        let io = |source| ReadError::Io { path: path.clone(), source };
        let raw: Box<dyn Read + Send> = match &input.place {
            Place::Stdin => Box::new(io::stdin()),
            Place::File(file) => Box::new(File::open(file).map_err(io)?),
        };
        let raw = BufReader::with_capacity(BUFFER, Counted { inner: raw, bytes: Arc::clone(&self.bytes) });
        let mut reader = unpack(raw).map_err(io)?;
        let head = fill(&mut reader).map_err(io)?;
        if head.is_empty() {
            return Err(ReadError::Empty { path });
        }
        let is_lines = match input.format() {
            Some(find::Format::Lines) => true,
            Some(find::Format::Text) => false,
            None => lines::looks_like_lines(head),
        };
        if is_lines {
            let lines = lines::Lines::open(reader, path, input.id.clone(), input.walked)?;
            self.lines = Some(lines);
            return Ok(None);
        }
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(io)?;
        let decoded =
            decode::decode(bytes).map_err(|offset| ReadError::Binary { path: path.clone(), offset })?;
        if let Some(encoding) = decoded.encoding {
            self.notes.push(Note::Decoded { path: path.clone(), encoding });
        }
        if decoded.replaced > 0 {
            self.notes.push(Note::Replaced { path: path.clone(), count: decoded.replaced });
        }
        let id = self.unique(&path, input.id.clone());
        plain::article(id, decoded.text, &path).map(Some)
    }

    /// `id`, or `id~2`, `id~3` … where an article before it has the same.
    fn unique(&mut self, path: &str, id: String) -> String {
        if self.seen.insert(xxh3_64(id.as_bytes())) {
            return id;
        }
        let free = (2u64..)
            .map(|n| format!("{id}~{n}"))
            .find(|candidate| self.seen.insert(xxh3_64(candidate.as_bytes())))
            .unwrap_or_default();
        self.notes.push(Note::Renamed { path: path.to_owned(), id, now: free.clone() });
        free
    }
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mut lines) = self.lines.take() {
                match lines.next(&mut self.notes) {
                    Some(Ok(record)) => {
                        let id = self.unique(lines.path(), record.id);
                        let made = Article::new(id, record.header, record.text);
                        let made = made.map_err(|source| lines.too_long(source));
                        self.lines = Some(lines);
                        return Some(made);
                    }
                    Some(Err(error)) => {
                        // After an input error nothing more can be had from this file; after a bad line the next one can.
                        self.lines = (!matches!(error, ReadError::Io { .. })).then_some(lines);
                        return Some(Err(error));
                    }
                    None => continue,
                }
            }
            let input = self.inputs.next()?;
            self.root = input.root;
            match self.open(&input) {
                Ok(Some(article)) => return Some(Ok(article)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Counts what passes.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Unpacks gzip, told by its first bytes rather than by the file's name.
fn unpack(mut raw: BufReader<impl Read + Send + 'static>) -> io::Result<Box<dyn BufRead + Send>> {
    let head = fill(&mut raw)?;
    if head.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(raw))));
    }
    Ok(Box::new(raw))
}

/// What the next read brings, without taking it; empty at the end.
fn fill(reader: &mut (impl BufRead + ?Sized)) -> io::Result<&[u8]> {
    // A first call may be interrupted by a signal; the second borrow is what the borrow checker can return.
    while let Err(error) = reader.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    reader.fill_buf()
}

/// The path with `/` between its parts, whatever the system; bytes that are no Unicode are replaced.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
