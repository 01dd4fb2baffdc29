//! SHA-256, by which a receipt names exactly these bytes. In: bytes. Out: 64 lower-case hexadecimal digits.

use std::sync::OnceLock;

#[cfg(feature = "receipt")]
use sha2::{Digest as _, Sha256};

/// Bytes that come one after the other.
#[cfg(feature = "receipt")]
#[derive(Debug, Clone, Default)]
pub struct Digest(Sha256);

#[cfg(feature = "receipt")]
impl Digest {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Returns 64 lower-case hexadecimal digits.
    pub fn hex(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Returns the SHA-256 of a text in UTF-8: 64 lower-case hexadecimal digits.
#[cfg(feature = "receipt")]
pub fn sha256(text: &str) -> String {
    let mut digest = Digest::default();
    digest.update(text.as_bytes());
    digest.hex()
}

/// The hash of a text that never changes, made when somebody first asks. It follows from the text, so it does not part equal articles.
#[derive(Debug, Clone, Default)]
pub(super) struct TextHash(OnceLock<Option<Box<str>>>);

impl TextHash {
    /// The hash; `None` without the feature `receipt`. Give the same text each time.
    pub fn of(&self, text: &str) -> Option<&str> {
        self.0.get_or_init(|| hash(text)).as_deref()
    }
}

impl PartialEq for TextHash {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for TextHash {}

#[cfg(feature = "receipt")]
fn hash(text: &str) -> Option<Box<str>> {
    Some(sha256(text).into_boxed_str())
}

#[cfg(not(feature = "receipt"))]
fn hash(_: &str) -> Option<Box<str>> {
    None
}

#[cfg(all(test, feature = "receipt"))]
mod tests {
    use super::sha256;

    #[test]
    fn the_digits_are_those_of_the_standard() {
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
