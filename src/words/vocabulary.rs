//! Words in form N3 → numbers, stems and weights.
//!
//! In: printed words. Out: the numbers of their words in form N3: "don't" is two, "US" is one. Words are numbers of a [`Vocabulary`]; a
//! claim's own words are numbered in an [`Overlay`], so that asking changes nothing in the sources.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::accents::unmarked;
use crate::lexicon::{DateWord, Lexicon, folded};

/// Bits of a key. Fewer make a smaller index, more make fewer chance meetings: with 40, one run in 20,000 meets another in a corpus of
/// 50 million runs, and the alignment sorts it out.
pub const KEY_BITS: u32 = 40;

const STEM_SEED: u64 = 11;

/// The key of a stem.
fn stem_key(stem: &str) -> u64 {
    xxh3_64_with_seed(stem.as_bytes(), STEM_SEED) >> (64 - KEY_BITS)
}

/// What is known of one word of form N3.
#[derive(Debug, Clone)]
pub struct WordFacts {
    /// The word itself: lower case; `@` begins a country, `#` a number.
    pub word: Box<str>,
    /// What its inflections and derivations share (form N5), as a number.
    pub stem: u32,
    /// Nats that sharing the word is worth.
    pub weight: f32,
}

/// A printed word of at most 15 bytes as a number; no two have the same.
fn packed(printed: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    let (length, letters) = bytes.split_last_mut()?;
    letters.get_mut(..printed.len())?.copy_from_slice(printed.as_bytes());
    *length = u8::try_from(printed.len()).ok()?;
    Some(u128::from_le_bytes(bytes))
}

/// Something that numbers words.
pub trait Intern {
    /// The number of a word of form N3.
    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32;
    /// The same as [`Intern::printed`] for a word that was met before and begins no number and no name of several words.
    fn plain(&self, _printed: &str) -> Option<&[(u32, u32)]> {
        None
    }
    /// The numbers of a printed word's parts and of their second readings, appended to `out`.
    fn printed(&mut self, printed: &str, lexicon: &Lexicon, out: &mut Vec<(u32, u32)>) {
        number_parts(self, printed, lexicon, out);
    }
}

/// What [`Intern::printed`] gives, worked out.
fn number_parts<I: Intern + ?Sized>(
    words: &mut I,
    printed: &str,
    lexicon: &Lexicon,
    out: &mut Vec<(u32, u32)>,
) {
    parts(printed, lexicon, |word, second| {
        let id = words.id(word, lexicon);
        let second = second.map_or(id, |w| words.id(w, lexicon));
        out.push((id, second));
    });
}

/// Words numbered from where those of a base end, so that a claim's own words change nothing in the sources.
#[derive(Debug, Default)]
struct Numbered<B> {
    base: B,
    ids: FxHashMap<Box<str>, u32>,
    entries: Vec<WordFacts>,
    stems: FxHashMap<Box<str>, u32>,
    /// By number of the stem, from the first that the base lacks.
    stem_keys: Vec<u64>,
}

/// The words that others are numbered behind.
trait Base {
    /// The number of a word that the base has.
    fn word(&self, word: &str) -> Option<u32>;
    /// The number of a stem that the base has.
    fn stem(&self, stem: &str) -> Option<u32>;
    /// How many words and stems the base has.
    fn counts(&self) -> (u32, u32);
    /// The entry of a number: the base's, or one of those numbered behind it.
    fn entry<'a>(&'a self, id: u32, behind: &'a [WordFacts]) -> &'a WordFacts;
}

impl Base for () {
    fn word(&self, _word: &str) -> Option<u32> {
        None
    }

    fn stem(&self, _stem: &str) -> Option<u32> {
        None
    }

    fn counts(&self) -> (u32, u32) {
        (0, 0)
    }

    fn entry<'a>(&'a self, id: u32, behind: &'a [WordFacts]) -> &'a WordFacts {
        &behind[id as usize]
    }
}

impl Base for &Vocabulary {
    fn word(&self, word: &str) -> Option<u32> {
        self.own.ids.get(word).copied()
    }

    fn stem(&self, stem: &str) -> Option<u32> {
        self.own.stems.get(stem).copied()
    }

    fn counts(&self) -> (u32, u32) {
        (count(self.own.entries.len()), count(self.own.stems.len()))
    }

    fn entry<'a>(&'a self, id: u32, behind: &'a [WordFacts]) -> &'a WordFacts {
        match id.checked_sub(count(self.own.entries.len())) {
            Some(own) => &behind[own as usize],
            None => &self.own.entries[id as usize],
        }
    }
}

impl<B: Base> Numbered<B> {
    fn entry(&self, id: u32) -> &WordFacts {
        self.base.entry(id, &self.entries)
    }

    /// The number of a word of form N3; a word that is met for the first time gets the next number.
    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32 {
        if let Some(id) = self.base.word(word).or_else(|| self.ids.get(word).copied()) {
            return id;
        }
        let stem = stem(word, lexicon);
        let weight = weight(&stem, lexicon);
        let stem = self.stem(stem);
        let id = self.base.counts().0 + count(self.entries.len());
        self.entries.push(WordFacts { word: word.into(), stem, weight });
        self.ids.insert(word.into(), id);
        id
    }

    fn stem(&mut self, stem: String) -> u32 {
        if let Some(known) = self.base.stem(&stem).or_else(|| self.stems.get(stem.as_str()).copied()) {
            return known;
        }
        let next = self.base.counts().1 + count(self.stems.len());
        self.stem_keys.push(stem_key(&stem));
        self.stems.insert(stem.into(), next);
        next
    }
}

/// Whether a printed word gives the same wherever it stands; the numbers of its parts and of their second readings.
type Printed = (bool, Box<[(u32, u32)]>);

/// The words of all sources.
#[derive(Debug, Default)]
pub struct Vocabulary {
    own: Numbered<()>,
    /// What a printed word gives, so that a common word is worked out once; and whether it gives that wherever it stands.
    printed: FxHashMap<Box<str>, Printed>,
    /// The same for most words of a text: short ones that are one word wherever they stand.
    short: FxHashMap<u128, (u32, u32)>,
}

/// A claim's words: those of the sources by their numbers, its own by numbers beyond.
#[derive(Debug)]
pub struct Overlay<'v> {
    own: Numbered<&'v Vocabulary>,
}

impl<'v> Overlay<'v> {
    /// Nothing of its own yet.
    pub fn new(base: &'v Vocabulary) -> Self {
        Self {
            own: Numbered {
                base,
                ids: FxHashMap::default(),
                entries: Vec::new(),
                stems: FxHashMap::default(),
                stem_keys: Vec::new(),
            },
        }
    }

    /// What is known of a word.
    pub fn entry(&self, id: u32) -> &WordFacts {
        self.own.entry(id)
    }
}

impl Intern for Overlay<'_> {
    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32 {
        self.own.id(word, lexicon)
    }
}

impl Vocabulary {
    /// What is known of a word of this vocabulary.
    pub fn entry(&self, id: u32) -> &WordFacts {
        self.own.entry(id)
    }

    /// How many stems there are.
    pub fn stem_count(&self) -> usize {
        self.own.stems.len()
    }

    /// The key of a stem, on any machine the same.
    pub fn stem_key(&self, stem: u32) -> u64 {
        self.own.stem_keys.get(stem as usize).copied().unwrap_or_default()
    }

    /// Forgets what only building needs, and makes words that the sources use often weigh less than the language at large says:
    /// a name that stands in every article tells little. `counts` holds how often each stem stands there, among
    /// `all` words.
    pub fn freeze(&mut self, counts: &[u32], all: u64) {
        self.printed = FxHashMap::default();
        self.short = FxHashMap::default();
        for entry in &mut self.own.entries {
            let count = counts.get(entry.stem as usize).copied().unwrap_or(0);
            #[allow(clippy::cast_precision_loss, reason = "a count's last digits change no weight")]
            let seen = (all as f32 + PRIOR) / (count as f32 + PRIOR * (-entry.weight).exp());
            entry.weight = entry.weight.min(seen.ln());
        }
    }
}

/// Words that the language's own frequencies count for, beside those of the sources.
const PRIOR: f32 = 20_000.0;

/// Counts of words are bounded by 32-bit text lengths.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Intern for Vocabulary {
    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32 {
        self.own.id(word, lexicon)
    }

    fn plain(&self, printed: &str) -> Option<&[(u32, u32)]> {
        if let Some(known) = packed(printed).and_then(|p| self.short.get(&p)) {
            return Some(std::slice::from_ref(known));
        }
        self.printed.get(printed).filter(|(plain, _)| *plain).map(|(_, known)| &**known)
    }

    fn printed(&mut self, printed: &str, lexicon: &Lexicon, out: &mut Vec<(u32, u32)>) {
        if let Some((_, known)) = self.printed.get(printed) {
            out.extend_from_slice(known);
            return;
        }
        let from = out.len();
        number_parts(self, printed, lexicon, out);
        let (lower, verification) = (folded(printed), lexicon.verification());
        let number = verification.number_word(&lower).is_some() || verification.is_one(&lower);
        let asks = lexicon.house_style().asks_neighbours(&lower)
            || lexicon.orthography().has_clitic(&lower)
            || matches!(lexicon.dates().word(&lower), Some(DateWord::Month(_)));
        let plain = !number && !asks && !printed.contains('[') && !lexicon.begins_country(printed);
        if let (true, &[one], Some(packed)) = (plain, &out[from..], packed(printed)) {
            self.short.insert(packed, one);
        }
        self.printed.insert(printed.into(), (plain, out[from..].into()));
    }
}

/// Form N5 of a word in form N3.
fn stem(word: &str, lexicon: &Lexicon) -> String {
    let bare = lexicon.orthography().bare(word);
    if word.starts_with(['#', '@']) {
        return bare.to_owned();
    }
    // Short names of countries are words too ("us"); those stand as `@` already.
    if bare.len() > 3
        && let Some(id) = lexicon.country(bare)
    {
        return format!("@{id}");
    }
    lexicon.stems().stem(bare)
}

/// Nats that sharing a stem is worth.
fn weight(stem: &str, lexicon: &Lexicon) -> f32 {
    lexicon.frequencies().weight(stem.trim_start_matches('#'))
}

/// The words of form N3 in one printed word, each with its second reading.
fn parts(printed: &str, lexicon: &Lexicon, mut each: impl FnMut(&str, Option<&str>)) {
    let lower = folded(printed);
    // Outlets differ in whether they print the marks of a letter.
    let lower = if lower.is_ascii() { lower } else { unmarked(&lower).into_owned().into() };
    let verification = lexicon.verification();
    if let Some(key) = initialism(printed, &lower, lexicon) {
        return each(&key, None);
    }
    if let Some(unit) = verification.unit(&lower) {
        return each(unit, None);
    }
    let long = verification.split(&lower).or_else(|| lexicon.contraction(&lower));
    if let Some(long) = long {
        let apostrophe = lower.contains('\'');
        let mut words = long.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let second =
                (apostrophe && words.peek().is_none()).then(|| verification.second_reading(word)).flatten();
            each(lexicon.spelling(word).unwrap_or(word), second);
        }
        return;
    }
    match lexicon.orthography().split_clitic(&lower) {
        (bare, "") => each(lexicon.spelling(bare).unwrap_or(bare), None),
        (bare, clitic) => each(&format!("{}{clitic}", lexicon.spelling(bare).unwrap_or(bare)), None),
    }
}

/// Longest initials that stand for a country, in letters.
const INITIALS: usize = 4;

/// The key of a country that is printed as its initials: "US", "U.S.", "UK's".
fn initialism(printed: &str, lower: &str, lexicon: &Lexicon) -> Option<String> {
    let (bare, end) = lexicon.orthography().split_clitic(lower);
    // The apostrophe may be printed in another way, so the letters are counted.
    let capitals = printed.chars().take(printed.chars().count() - end.chars().count());
    if bare.len() < 2 || bare.len() > INITIALS || !{ capitals }.all(|c| c.is_uppercase() || c == '.') {
        return None;
    }
    lexicon.country(bare).map(|id| format!("@{id}{end}"))
}
