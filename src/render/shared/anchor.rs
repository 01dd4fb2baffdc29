//! Where words are in a text, as annotations anchor them. In: a text, a place. Out: the selectors of a Web Annotation (W3C).
//!
//! ```text
//! TextQuoteSelector     the words with what stands before and behind them, so much that they are found once: what a browser anchors by
//! TextPositionSelector  code points in the text that was read
//! ```

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Offsets, Span};

/// Code points of what stands before and behind the words, as the client of Hypothesis keeps them.
const AROUND: usize = 32;

/// The words with what stands around them, and their place in code points.
pub(in crate::render) fn selectors(text: &str, place: Span) -> Value {
    let [prefix, suffix] = around(text, place);
    let offsets = Offsets::new(text);
    json!([
        {"type": "TextQuoteSelector", "exact": place.of(text), "prefix": prefix, "suffix": suffix},
        {
            "type": "TextPositionSelector",
            "start": offsets.code_point(place.start()),
            "end": offsets.code_point(place.end()),
        },
    ])
}

/// What stands before and behind a place: so much that both with the words are found once, if the text can tell them from others. No character
/// as readers see it is cut apart.
fn around(text: &str, place: Span) -> [&str; 2] {
    let (before, behind) = (&text[..place.start()], &text[place.end()..]);
    let mut most = AROUND;
    loop {
        let prefix = &before[before.len() - within(before.graphemes(true).rev(), most)..];
        let suffix = &behind[..within(behind.graphemes(true), most)];
        let from = place.start() - prefix.len();
        let whole = &text[from..place.end() + suffix.len()];
        // Where a text repeats itself, one place can overlap the next.
        let next = from + whole.chars().next().map_or(0, char::len_utf8);
        let is_once = text.find(whole) == Some(from) && !text[next..].contains(whole);
        if is_once || whole.len() == text.len() {
            return [prefix, suffix];
        }
        most *= 2;
    }
}

/// The bytes of the first graphemes that have no more code points than this together.
fn within<'t>(graphemes: impl Iterator<Item = &'t str>, most: usize) -> usize {
    let mut points = 0;
    let fits = |grapheme: &&str| {
        points += grapheme.chars().count();
        points <= most
    };
    graphemes.take_while(fits).map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'t>(text: &'t str, start: usize, words: &str) -> [&'t str; 2] {
        around(text, Span::new(text, start, start + words.len()).unwrap())
    }

    #[test]
    fn words_are_found_once_with_what_is_around_them() {
        let text = "The lamp burns, she said. So it goes on. The lamp burns, he said.";
        assert_eq!(of(text, 0, "The lamp burns"), ["", ", she said. So it goes on. The l"]);
        let again = "It is late. ".repeat(12);
        let [prefix, suffix] = of(&again, 72, "It is late");
        let whole = format!("{prefix}It is late{suffix}");
        assert_eq!((again.matches(&whole).count(), again.find(&whole)), (1, Some(72 - prefix.len())));
        assert_eq!(of("nothing else", 0, "nothing else"), ["", ""]);
    }

    #[test]
    fn what_stands_around_the_words_is_short_and_cuts_no_sign() {
        let text = format!("{}e\u{301} said: “It holds for a year.” {}", "a".repeat(40), "👩‍👩‍👧".repeat(12));
        let at = text.find("It holds").unwrap();
        let found = selectors(&text, Span::new(&text, at, at + "It holds for a year".len()).unwrap());
        let quote = &found[0];
        assert_eq!(quote["exact"], "It holds for a year");
        let prefix = quote["prefix"].as_str().unwrap();
        assert!(prefix.ends_with("e\u{301} said: “") && prefix.chars().count() == AROUND, "{prefix}");
        // A family is five code points: six of them and three more signs are 33.
        assert_eq!(quote["suffix"], format!(".” {}", "👩‍👩‍👧".repeat(5)));
        let (start, end) = (found[1]["start"].as_u64().unwrap(), found[1]["end"].as_u64().unwrap());
        assert_eq!(end - start, 19);
        assert_eq!(text.chars().skip(start as usize).take(19).collect::<String>(), "It holds for a year");
    }
}
