//! What stands right before a place of a text, and right behind it.
//!
//! In: a text and a place. Out: a stretch of it that is long enough for a few words. Whoever looks back to the last word from many places must not
//! run to the beginning of the text each time: a text without blanks would cost the square of its length.

/// Bytes on either side.
const NEAR: usize = 512;

/// What stands before a place: all of it, or its last bytes.
pub fn shortly_before(text: &str, at: usize) -> &str {
    text.get(text.ceil_char_boundary(at.saturating_sub(NEAR))..at).unwrap_or_default()
}

/// What stands behind a place: all of it, or its first bytes.
pub fn shortly_behind(text: &str, at: usize) -> &str {
    text.get(at..text.floor_char_boundary(at.saturating_add(NEAR))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_cut_between_characters() {
        let text = "é".repeat(NEAR);
        assert_eq!(shortly_before(&text, 4), "éé");
        assert_eq!(shortly_before(&text, text.len()).len(), NEAR);
        assert_eq!(shortly_before(&format!("{text}a"), text.len() + 1).len(), NEAR - 1);
        assert_eq!(shortly_behind(&text, text.len() - 2), "é");
        assert_eq!(shortly_behind(&format!("a{text}"), 0).len(), NEAR - 1);
        assert_eq!((shortly_before(&text, 1), shortly_behind("a", 3)), ("", ""));
    }
}
