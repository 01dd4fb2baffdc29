//! The words of an article as they are printed around names.
//!
//! In: a text. Out: its words in lower case, and for each whether it has a capital and what separates it from the word before: a
//! description belongs to a name if no sentence ends between them.

use crate::lexicon::{Class, Lexicon, folded};
use crate::words::{ComparedKind, compared, unmarked};

/// What parts a word from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// A space or a hyphen.
    None,
    /// A comma, a semicolon, a colon.
    Weak,
    /// The end of a sentence, a line, a quotation mark.
    Stop,
}

/// Marks that are a stop wherever they stand. A full stop can be that of a title.
pub const STOPS: [char; 6] = ['!', '?', '\n', '“', '”', '"'];
/// Marks that are a weak break.
pub const WEAK: [char; 3] = [',', ';', ':'];

/// The words of a text: lower case, without "'s" and without accents.
pub struct PrintedWords {
    /// The words.
    pub words: Vec<String>,
    /// For each whether it is printed with a capital.
    pub capital: Vec<bool>,
    /// For each what parts it from the one before.
    pub breaks: Vec<Break>,
}

impl PrintedWords {
    /// Reads a text.
    pub fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut all = Self { words: Vec::new(), capital: Vec::new(), breaks: Vec::new() };
        let text = &*unmarked(text);
        let mut end = 0;
        for t in compared(text).iter().filter(|t| t.kind != ComparedKind::Gap) {
            let printed = t.text(text);
            all.breaks.push(all.words.last().map_or(Break::None, |last: &String| {
                // "Mr. Okafor", "Ana M. Ruiz": no sentence ends there.
                let short = || last.chars().count() == 1 || lexicon.classes(last).has(Class::Title);
                match &text[end..t.start] {
                    gap if gap.contains(STOPS) => Break::Stop,
                    gap if gap.contains('.') && !short() => Break::Stop,
                    gap if gap.contains(WEAK) => Break::Weak,
                    _ => Break::None,
                }
            }));
            let lower = folded(printed);
            all.words.push(lexicon.orthography().bare(&lower).to_owned());
            all.capital.push(printed.starts_with(char::is_uppercase));
            end = t.end;
        }
        all
    }
}
