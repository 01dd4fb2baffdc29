//! Where words are in a text, as annotations anchor them. In: a text, places in it. Out: the selectors of a Web Annotation (W3C).
//!
//! ```text
//! TextQuoteSelector     the words with what stands before and behind them, so much that they are found once: what a browser anchors by
//! TextPositionSelector  code points in the text that was read
//! ```
//!
//! An article can have as many places as it has sentences, so what is known of its text is worked out once: where its code points are, and,
//! from the ninth search on, where else the same bytes stand.

use std::cell::{Cell, OnceCell};

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Article, Offsets, Span};

/// Code points of what stands before and behind the words, as the client of Hypothesis keeps them.
const AROUND: usize = 32;
/// Words of a paragraph with fewer code points, what stands around them counted in, may stand elsewhere on the page too.
const FEW: usize = 40;
/// The most of them, where a text repeats itself. A text that repeats itself from end to end would be copied for each of its places.
const MOST_AROUND: usize = 4_096;
/// Searches through the whole text before its windows are listed, which takes as long as a hundred of them.
const SEARCHES: usize = 8;
/// Bytes of a window.
const WINDOW: usize = 16;
/// One window in so many is listed. Of the 50 and more windows of what is searched for, hardly ever none is.
const ONE_IN: u64 = 4;
/// Places of one window that are compared; what stands more often is no place to know a text by.
const MOST_PLACES: usize = 64;

/// One text, ready to say where places in it are.
pub(in crate::render) struct Anchors<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    searches: Cell<usize>,
    windows: OnceCell<Windows>,
}

impl<'t> Anchors<'t> {
    /// The text of an article.
    pub fn of(article: &'t Article) -> Self {
        Self::new(article.text(), article.offsets())
    }

    fn new(text: &'t str, offsets: Offsets<'t>) -> Self {
        Self { text, offsets, searches: Cell::new(0), windows: OnceCell::new() }
    }

    /// The place between two code points; `None` if the text has none there.
    pub fn place(&self, start: usize, end: usize) -> Option<Span> {
        Span::new(self.text, self.offsets.byte(start)?, self.offsets.byte(end)?)
    }

    /// The code points at which a place begins and ends.
    pub fn points(&self, place: Span) -> [usize; 2] {
        [place.start(), place.end()].map(|byte| self.offsets.code_point(byte))
    }

    /// The words with what stands around them, and their place in code points.
    pub fn selectors(&self, place: Span) -> Value {
        let ([prefix, suffix], [start, end]) = (self.around(place), self.points(place));
        json!([
            {"type": "TextQuoteSelector", "exact": place.of(self.text), "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ])
    }

    /// What stands before and behind a place: so much that both with the words are found once, if the text can tell them from others. No
    /// character as readers see it is cut apart.
    fn around(&self, place: Span) -> [&'t str; 2] {
        let text = self.text;
        let mut most = AROUND;
        loop {
            let [prefix, suffix] = self.beside(place, most);
            if let Some(short) = (most == AROUND).then(|| self.in_line(place, [prefix, suffix])).flatten() {
                return short;
            }
            let (from, end) = (place.start() - prefix.len(), place.end() + suffix.len());
            if end - from == text.len() || most >= MOST_AROUND || self.is_once(from, end) {
                return [prefix, suffix];
            }
            most *= 2;
        }
    }

    /// The graphemes on both sides of a place that have no more code points than this.
    fn beside(&self, place: Span, most: usize) -> [&'t str; 2] {
        let (before, behind) = (&self.text[..place.start()], &self.text[place.end()..]);
        let prefix = &before[before.len() - within(before.graphemes(true).rev(), most)..];
        [prefix, &behind[..within(behind.graphemes(true), most)]]
    }

    /// What of both sides stands in the lines of the words, if that is enough to know them by. Between two lines a page can have other white
    /// space than the text, and scripts, figures and advertisements.
    fn in_line(&self, place: Span, [before, behind]: [&'t str; 2]) -> Option<[&'t str; 2]> {
        let prefix = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let suffix = &behind[..behind.find('\n').unwrap_or(behind.len())];
        let (from, end) = (place.start() - prefix.len(), place.end() + suffix.len());
        let is_enough = self.text[from..end].chars().take(FEW).count() == FEW;
        (is_enough && self.is_once_by(from, end) == Some(true)).then_some([prefix, suffix])
    }

    /// True if no other place of the text has the bytes from `from` to `end`; `None` where only one more search through all of it would tell.
    fn is_once_by(&self, from: usize, end: usize) -> Option<bool> {
        if self.searches.get() < SEARCHES {
            return Some(self.is_found_once(from, end));
        }
        self.windows.get_or_init(|| Windows::new(self.text)).is_once(self.text, from, end)
    }

    /// True if no other place of the text has the bytes from `from` to `end`.
    fn is_once(&self, from: usize, end: usize) -> bool {
        self.is_once_by(from, end).unwrap_or_else(|| self.is_found_once(from, end))
    }

    /// The same by a look at the whole text.
    fn is_found_once(&self, from: usize, end: usize) -> bool {
        self.searches.set(self.searches.get() + 1);
        #[cfg(test)]
        crate::steps::count(self.text.len());
        let whole = &self.text[from..end];
        // Where a text repeats itself, one place can overlap the next.
        let next = from + whole.chars().next().map_or(0, char::len_utf8);
        self.text.find(whole) == Some(from) && !self.text[next..].contains(whole)
    }
}

/// Where the windows of a text are, as many of them as are listed: their hashes with the bytes at which they begin, sorted.
struct Windows(Vec<(u64, u32)>);

impl Windows {
    fn new(text: &str) -> Self {
        #[cfg(test)]
        crate::steps::count(text.len());
        let mut all: Vec<(u64, u32)> =
            (0..).zip(text.as_bytes().windows(WINDOW)).filter_map(listed).collect();
        all.sort_unstable();
        Self(all)
    }

    /// True if no other place has these bytes, by the rarest window in them; `None` if none of them is listed. Windows that stand very often
    /// give false.
    fn is_once(&self, text: &str, from: usize, end: usize) -> Option<bool> {
        let text = text.as_bytes();
        let whole = &text[from..end];
        #[cfg(test)]
        crate::steps::count(whole.len());
        let own = (0..).zip(whole.windows(WINDOW)).filter_map(listed);
        let places = own.map(|(hash, at)| (self.places(hash), at as usize));
        let (places, at) = places.min_by_key(|(places, _)| places.len())?;
        if places.len() > MOST_PLACES {
            return Some(false);
        }
        let is_other = |&(_, place): &(u64, u32)| {
            let start = (place as usize).checked_sub(at).filter(|start| *start != from);
            #[cfg(test)]
            crate::steps::count(whole.len());
            start.is_some_and(|start| text[start..].starts_with(whole))
        };
        Some(!places.iter().any(is_other))
    }

    /// The listed windows with a hash.
    fn places(&self, hash: u64) -> &[(u64, u32)] {
        let from = self.0.partition_point(|(other, _)| *other < hash);
        let count = self.0[from..].partition_point(|(other, _)| *other == hash);
        &self.0[from..from + count]
    }
}

/// A window with its hash, if it is one of those that are listed.
fn listed((at, window): (u32, &[u8])) -> Option<(u64, u32)> {
    let hash = xxh3_64(window);
    hash.is_multiple_of(ONE_IN).then_some((hash, at))
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

    fn anchors(text: &str) -> Anchors<'_> {
        Anchors::new(text, Offsets::new(text))
    }

    fn of<'t>(text: &'t str, start: usize, words: &str) -> [&'t str; 2] {
        anchors(text).around(Span::new(text, start, start + words.len()).unwrap())
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
    fn what_stands_around_the_words_is_of_their_paragraph_where_that_is_enough() {
        let text = "The board met.\n\n“The lamps burn from dusk to dawn,” she said.\n\n“It is late,” he said.\n\nThey left.";
        let said = "The lamps burn from dusk to dawn";
        assert_eq!(of(text, text.find(said).unwrap(), said), ["“", ",” she said."]);
        // Few words can stand in the list of a page too.
        assert_eq!(of(text, text.find("It is").unwrap(), "It is late")[1], ",” he said.\n\nThey left.");
        // The paragraph stands twice.
        let twice = format!("{text}\n\n“{said},” she said.\n\nThe end.");
        assert_eq!(of(&twice, twice.rfind(said).unwrap(), said)[1], ",” she said.\n\nThe end.");
    }

    #[test]
    fn what_stands_around_the_words_is_short_and_cuts_no_sign() {
        let text = format!("{}e\u{301} said: “It holds for a year.” {}", "a".repeat(40), "👩‍👩‍👧".repeat(12));
        let at = text.find("It holds").unwrap();
        let place = Span::new(&text, at, at + "It holds for a year".len()).unwrap();
        let found = anchors(&text).selectors(place);
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

    /// Paragraphs of which some are equal, with a place in each.
    fn paragraphs(count: usize, differ: usize) -> (String, Vec<Span>) {
        let (mut text, mut places) = (String::new(), Vec::new());
        for n in 0..count {
            let start = text.len() + "“".len();
            text.push_str("“The lamps of the mole burn all night,” she said.");
            places.push((start, start + "The lamps of the mole".len()));
            text.push_str(&format!(
                " That was day {} of the long dry summer, as the keeper counts.\n\n",
                n % differ
            ));
        }
        let places = places.into_iter().map(|(start, end)| Span::new(&text, start, end).unwrap()).collect();
        (text, places)
    }

    #[test]
    fn the_list_of_windows_says_what_a_search_says() {
        let (mut asked, mut found) = (0, 0);
        for (count, differ) in [(60, 60), (60, 40), (60, 2)] {
            let (text, places) = paragraphs(count, differ);
            let (anchors, windows) = (anchors(&text), Windows::new(&text));
            for place in places {
                for around in [0, 20, 50, 90, 200] {
                    let from = text.floor_char_boundary(place.start().saturating_sub(around));
                    let end = text.ceil_char_boundary(place.end() + around);
                    let once = anchors.is_found_once(from, end);
                    asked += 1;
                    if let Some(listed) = windows.is_once(&text, from, end) {
                        assert_eq!(listed, once, "{}", &text[from..end]);
                        found += usize::from(once);
                    }
                }
            }
        }
        assert!(found > 100 && found < asked, "{found} of {asked}");
    }

    #[test]
    fn twice_as_many_places_in_twice_the_text_cost_twice_as_much() {
        for differ in [usize::MAX, 3] {
            let cost = |count: usize| {
                let (text, places) = paragraphs(count, differ);
                let anchors = anchors(&text);
                crate::steps::counted(|| {
                    places.iter().map(|place| anchors.around(*place)[0].len()).sum::<usize>()
                })
                .1
            };
            let (once, twice) = (cost(500), cost(1_000));
            assert!(twice * 10 < once * 23, "{once}, {twice}");
        }
    }
}
