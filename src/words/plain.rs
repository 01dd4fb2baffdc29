//! The run of ASCII letters and digits that a text goes on with, as nearly all words are: sixteen bytes at once.
//!
//! In: sixteen bytes. Out: how many of them are letters and digits, and which of these are among them. The bytes are looked at as two
//! numbers of eight bytes, so that no byte takes a step of its own.

/// The run at the beginning of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlainRun {
    /// Its bytes.
    pub len: usize,
    /// True if a letter is in it.
    pub letters: bool,
    /// True if a digit is in it.
    pub digits: bool,
    /// True if a capital is behind its first byte.
    pub inner_capitals: bool,
}

/// 1 in every byte.
const ONES: u64 = u64::from_ne_bytes([1; 8]);
/// The highest bit of every byte.
const HIGH: u64 = ONES << 7;

/// What eight bytes are: a bit in the highest place of each byte that is one.
struct Eight {
    letters: u64,
    digits: u64,
    capitals: u64,
    /// Neither letters nor digits.
    others: u64,
}

impl Eight {
    #[inline]
    fn of(bytes: u64) -> Self {
        // Without their highest bits, no sum of two bytes reaches the next byte.
        let low = bytes & !HIGH;
        let within = |bytes: u64, first: u8, last: u8| {
            let from = bytes + ONES * u64::from(0x80 - first);
            let behind = bytes + ONES * u64::from(0x7f - last);
            from & !behind
        };
        // The sixth bit makes a capital small.
        let letters = within(low | ONES << 5, b'a', b'z');
        let (digits, capitals) = (within(low, b'0', b'9'), within(low, b'A', b'Z'));
        Self { letters, digits, capitals, others: (!(letters | digits) | bytes) & HIGH }
    }

    /// The run at the beginning, with the bits of bytes behind it taken off; `None` if all eight bytes are of it.
    #[inline]
    fn run(&self) -> (usize, u64) {
        // The bits below the first byte that is of no run.
        let within = self.others.wrapping_sub(1) & !self.others & HIGH;
        (if self.others == 0 { 8 } else { self.others.trailing_zeros() as usize / 8 }, within)
    }
}

/// The run that sixteen bytes begin with; `None` if all of them are letters and digits.
#[inline]
pub(super) fn plain_run(bytes: &[u8; 16]) -> Option<PlainRun> {
    let whole = u128::from_le_bytes(*bytes);
    let first = Eight::of(whole as u64);
    let (len, within) = first.run();
    let mut run = PlainRun {
        len,
        letters: first.letters & within != 0,
        digits: first.digits & within != 0,
        // The lowest byte is the first one.
        inner_capitals: first.capitals & within & !0xff != 0,
    };
    if len == 8 {
        let second = Eight::of((whole >> 64) as u64);
        let (len, within) = second.run();
        if len == 8 {
            return None;
        }
        run.len += len;
        run.letters |= second.letters & within != 0;
        run.digits |= second.digits & within != 0;
        run.inner_capitals |= second.capitals & within != 0;
    }
    Some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, byte by byte.
    fn slowly(bytes: &[u8]) -> Option<PlainRun> {
        let len = bytes.iter().position(|b| !b.is_ascii_alphanumeric())?;
        let run = &bytes[..len];
        Some(PlainRun {
            len,
            letters: run.iter().any(u8::is_ascii_alphabetic),
            digits: run.iter().any(u8::is_ascii_digit),
            inner_capitals: run.iter().skip(1).any(u8::is_ascii_uppercase),
        })
    }

    #[test]
    fn a_run_is_what_its_bytes_are() {
        for byte in 0..=u8::MAX {
            for at in 0..16 {
                for filler in [b'm', b'M', b'5', b' ', 0xe2] {
                    let mut bytes = [filler; 16];
                    bytes[at] = byte;
                    assert_eq!(plain_run(&bytes), slowly(&bytes), "{bytes:?}");
                    bytes[at / 2] = b'a';
                    assert_eq!(plain_run(&bytes), slowly(&bytes), "{bytes:?}");
                }
            }
        }
    }
}
