//! Where a list goes on. In: the state of the corpus, the question, how far the list has come. Out: an opaque word that holds all three, and
//! the way back.

use xxhash_rust::xxh3::xxh3_64;

use crate::serve::host::{base64, base64url};
use crate::serve::page::Failure;
use crate::store::{CorpusState, RemarkQuery};

/// What the list is about: it changes with the corpus and with the question.
pub(super) fn list(state: CorpusState, query: &RemarkQuery) -> u64 {
    let bare = RemarkQuery { skip: 0, limit: 0, ..query.clone() };
    xxh3_64(format!("{state:?}\n{bare:?}").as_bytes())
}

/// The word for the place behind the first `passed` entries of a list.
pub(super) fn after(list: u64, passed: usize) -> String {
    base64url(format!("{list:016x}.{passed}").as_bytes())
}

/// How many entries a cursor passes over.
pub(super) fn passed(cursor: &str, list: u64) -> Result<usize, Failure> {
    let text = base64(cursor).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let parts = text.split_once('.');
    let of_list = parts.and_then(|(of, _)| u64::from_str_radix(of, 16).ok());
    match parts.and_then(|(_, passed)| passed.parse().ok()) {
        Some(passed) if of_list == Some(list) => Ok(passed),
        _ => Err(Failure::bad("The cursor is of another question, or of an older state of the corpus.")
            .hint("Ask again without `after`.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_only_for_its_own_list() {
        for (text, word) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg")] {
            assert_eq!(base64url(text.as_bytes()), word);
            assert_eq!(base64(word).as_deref(), Some(text.as_bytes()));
        }
        assert_eq!(passed(&after(7, 120), 7).unwrap(), 120);
        for wrong in [after(8, 120), String::new(), "zzz!".to_owned(), base64url(b"0000000000000007.-1")] {
            assert_eq!(passed(&wrong, 7).unwrap_err().status, 400, "{wrong}");
        }
    }
}
