//! Whether a text is of another language than the grammar. In: a text, or a record that names its language. Out: yes, if hardly a word of its
//! beginning is a small word of the grammar's language; of a record, if it names another one.

use rustc_hash::FxHashSet;

use super::format::object::ArticleRecord;
use super::note::Note;
use crate::lexicon::{Class, Classes, Lexicon, folded};

/// Words by which the language of a text is known…
const SAMPLE_WORDS: usize = 150;
/// … of which a text has at least so many…
const MIN_SAMPLE_WORDS: usize = 40;
/// … or so many bytes, where words are not parted by blanks.
const MIN_SAMPLE_BYTES: usize = 600;
/// In percent, the part of small words below which a text is of another language. English has forty.
const MIN_SMALL_PERCENT: usize = 12;

/// Records of a file that name a language that is not read: they are counted, and told once.
#[derive(Debug, Default)]
pub(super) struct ForeignRecords(u64);

impl ForeignRecords {
    /// Counts a record if it is one.
    pub fn takes(&mut self, record: &ArticleRecord, lexicon: &Lexicon) -> bool {
        let is_read = |name: &String| lexicon.records().is_language(&folded(name));
        let is_one = !record.language_name.as_ref().is_none_or(is_read);
        self.0 += u64::from(is_one);
        is_one
    }

    /// The note about all of them, when nothing more is read of the file.
    pub fn note(&mut self, path: &str) -> Option<Note> {
        let count = std::mem::take(&mut self.0);
        let records = vec![("of another language", count)];
        (count > 0).then(|| Note::PassedOver { path: path.to_owned(), records })
    }
}

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
