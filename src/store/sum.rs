//! The checksum of a text, by which a receipt names exactly these bytes. In: a text. Out: SHA-256 in
//! hexadecimal digits.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Returns 64 lower-case hexadecimal digits.
pub(super) fn sha256(text: &str) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}
