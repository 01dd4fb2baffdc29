//! A reader that can go back. In: a reader, and bytes that were taken from it. Out: these bytes once more, then the rest.

use std::io::{self, BufRead, Read};

/// Bytes that are read again, and what comes behind them.
pub(super) struct Replay {
    bytes: Vec<u8>,
    /// How many of them were read again.
    done: usize,
    rest: Box<dyn BufRead + Send>,
}

impl Replay {
    pub fn new(rest: Box<dyn BufRead + Send>) -> Self {
        Self { bytes: Vec::new(), done: 0, rest }
    }

    /// Goes back to the begin of the last bytes that were taken, before what is to be read again already.
    pub fn again(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.bytes[self.done..]);
        (self.bytes, self.done) = (bytes, 0);
    }
}

impl Read for Replay {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Replay {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.done < self.bytes.len() { Ok(&self.bytes[self.done..]) } else { self.rest.fill_buf() }
    }

    fn consume(&mut self, taken: usize) {
        if self.done < self.bytes.len() {
            self.done += taken;
            if self.done >= self.bytes.len() {
                (self.bytes, self.done) = (Vec::new(), 0);
            }
        } else {
            self.rest.consume(taken);
        }
    }
}
