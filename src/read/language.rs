//! Whether a text is of another language than the grammar. In: a text. Out: yes, if hardly a word of its beginning is a small word of the
//! grammar's language.

use rustc_hash::FxHashSet;

use crate::lexicon::{Class, Classes, Lexicon, folded};

/// Words by which the language of a text is known…
const SAMPLE_WORDS: usize = 150;
/// … of which a text has at least so many…
const MIN_SAMPLE_WORDS: usize = 40;
/// … or so many bytes, where words are not parted by blanks.
const MIN_SAMPLE_BYTES: usize = 600;
/// In percent, the part of small words below which a text is of another language. English has forty.
const MIN_SMALL_PERCENT: usize = 12;

/// True if hardly a word of a text is a small word of the language.
pub(super) fn is_foreign(text: &str, lexicon: &Lexicon) -> bool {
    const SMALL: Classes = Classes::of(&[
        Class::Determiner,
        Class::Preposition,
        Class::Coordinator,
        Class::Auxiliary,
        Class::Negation,
        Class::Subordinator,
        Class::Modal,
    ])
    .union(Classes::PRONOUN);
    let (mut all, mut small) = (0, 0);
    let mut words: FxHashSet<&str> = FxHashSet::default();
    for word in text.split_whitespace().take(SAMPLE_WORDS) {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        all += usize::from(!bare.is_empty());
        small += usize::from(lexicon.classes(&folded(bare)).meets(SMALL));
        words.insert(bare);
    }
    if all < MIN_SAMPLE_WORDS {
        // Words that no blank parts: of other letters than these.
        let near = &text[..text.floor_char_boundary(MIN_SAMPLE_BYTES)];
        let (letters, ascii) = near
            .chars()
            .filter(|c| c.is_alphabetic())
            .fold((0, 0), |(all, ascii), c| (all + 1, ascii + usize::from(c.is_ascii())));
        return text.len() >= MIN_SAMPLE_BYTES && 2 * ascii < letters;
    }
    words.len() >= MIN_SAMPLE_WORDS / 2 && 100 * small < MIN_SMALL_PERCENT * all
}
