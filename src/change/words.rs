//! Words of form N3 as the grade of a change sees them.
//!
//! In: a text and its words of form N3. Out: [`ChangedWord`]: the word, its stem, and whether it is a name.

use crate::lexicon::Lexicon;
use crate::words::{Atom, Vocabulary, WordFacts, atoms, name_like};

/// A word of one side of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedWord {
    /// Form N3: lower case; `@` begins a country, `#` a number.
    pub word: Box<str>,
    /// Form N5, as a number of the vocabulary that both sides share.
    pub stem: u32,
    /// True if it is printed with a capital and no sentence begins with it.
    pub is_name: bool,
}

/// Returns some of `atoms`, which are words of `text` that follow each other. `entry` is what the vocabulary of both sides knows of a word.
pub fn changed_words<'v>(
    text: &str,
    atoms: &[Atom],
    places: impl Iterator<Item = usize>,
    entry: impl Fn(u32) -> &'v WordFacts,
    lexicon: &Lexicon,
) -> Vec<ChangedWord> {
    let one = |i: usize| {
        let entry = entry(atoms[i].key);
        ChangedWord {
            word: entry.word.clone(),
            stem: entry.stem,
            is_name: !begins_sentence(text, atoms, i) && name_like(atoms[i].of(text), lexicon),
        }
    };
    places.filter(|&i| i < atoms.len()).map(one).collect()
}

/// Returns all words of a text, for a change with nothing on the other side.
pub fn changed_words_of(text: &str, lexicon: &Lexicon) -> Vec<ChangedWord> {
    let (mut words, mut row) = (Vocabulary::default(), Vec::new());
    atoms(text, lexicon, &mut words, &mut row);
    changed_words(text, &row, 0..row.len(), |key| words.entry(key), lexicon)
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '—' | '–' | '-' | '(' | ')')
}

/// True if a mark parts words from what stands before them, or nothing stands there.
pub fn is_parted(before: &str) -> bool {
    before.trim_end().chars().next_back().is_none_or(is_mark)
}

/// True if marks part words from what stands before them and from what stands behind.
pub fn is_set_off(before: &str, behind: &str) -> bool {
    before.trim_end().ends_with(is_mark) && behind.trim_start().starts_with(is_mark)
}

/// True if a sentence begins with the word at `i`, or the row does.
fn begins_sentence(text: &str, atoms: &[Atom], i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return true };
    let between = text.get(atoms[before].end as usize..atoms[i].start as usize).unwrap_or_default();
    between.contains(['.', '!', '?', '"', '“', '‘', '\n', ':'])
}
