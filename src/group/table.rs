//! The wordings as numbers: interned words in one long row, so that a million wordings are compared without allocating.
//!
//! In: wordings with their articles and quotations. Out: a [`Table`]; what follows sees numbers only.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::lexicon::{Class, Classes, Lexicon, TokenKind, Voice, name_words, names_fit, tokens};
use crate::model::{Article, Quotation, Wording};

/// What is known of one wording besides its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Index of its article.
    pub article: u32,
    /// Index of its quotation.
    pub quotation: u32,
    /// Index into the table's names, where its speaker has one.
    pub speaker: Option<u32>,
    /// Days since 1970-01-01, where the article is dated.
    pub day: Option<i32>,
    /// Sum of the weights of its words, each counted once.
    pub weight: f32,
    /// Sum of the weights of all its words, repeated ones too.
    pub run_weight: f32,
    /// xxh3 of its normal forms: equal texts have equal hashes.
    pub hash: u64,
    /// Whether it is printed like a title: all its longer words begin with a capital.
    pub titled: bool,
    /// Whether it stands in a headline.
    pub headline: bool,
}

/// All wordings in normal form.
#[derive(Debug, Default)]
pub struct Table {
    /// `words[offsets[i]..offsets[i + 1]]` are wording i's.
    offsets: Vec<u32>,
    words: Vec<u32>,
    /// The same, each word once, sorted.
    set_offsets: Vec<u32>,
    sets: Vec<u32>,
    /// Nats a word is worth, by its number.
    weights: Vec<f32>,
    /// Nats a word is worth in the language at large.
    background: Vec<f32>,
    /// Whether a word stands for another: a pronoun, a determiner, a relative.
    standins: Vec<bool>,
    /// Fixed-seed hash of the normal form, by its number: the same in every table.
    hashes: Vec<u64>,
    forms: Vec<Box<str>>,
    pieces: Vec<Piece>,
    names: Vec<Vec<Box<str>>>,
    /// How rare a speaker is, by the name's number.
    rarity: Vec<f32>,
    /// Days from the first article to the last.
    span: i32,
}

const STANDINS: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Relative,
    Class::PronounFirst,
    Class::PronounSecond,
    Class::PronounMale,
    Class::PronounFemale,
    Class::PronounNeuter,
    Class::PronounPlural,
]);

impl Table {
    /// Interns the words of all wordings and weighs them.
    pub fn new(
        wordings: &[Wording],
        articles: &[Article],
        quotations: &[Quotation],
        lexicon: &Lexicon,
    ) -> Self {
        let mut table = Table { offsets: vec![0], ..Table::default() };
        let mut interner = Interner::new(lexicon);
        let mut names = FxHashMap::default();
        let days: Vec<_> = articles.iter().map(|a| a.header().date.as_deref().and_then(day)).collect();
        for wording in wordings {
            let text = wording.span.of(articles[wording.article].text());
            interner.add(text, &mut table.words);
            table.offsets.push(u32::try_from(table.words.len()).unwrap_or(u32::MAX));
            let name = quotations[wording.quotation].speaker.as_ref().and_then(|s| s.name.as_deref());
            table.pieces.push(Piece {
                article: wording.article as u32,
                quotation: wording.quotation as u32,
                speaker: name.and_then(|name| table_name(name, &mut names, &mut table.names)),
                day: days[wording.article],
                weight: 0.0,
                run_weight: 0.0,
                hash: 0,
                titled: titled(text),
                headline: quotations[wording.quotation].headline,
            });
        }
        table.set_offsets.push(0);
        for i in 0..wordings.len() {
            let start = table.sets.len();
            let words = &table.words[table.offsets[i] as usize..table.offsets[i + 1] as usize];
            table.sets.extend_from_slice(words);
            table.sets[start..].sort_unstable();
            let mut kept = start;
            for at in start..table.sets.len() {
                if at == start || table.sets[at] != table.sets[at - 1] {
                    table.sets[kept] = table.sets[at];
                    kept += 1;
                }
            }
            table.sets.truncate(kept);
            table.set_offsets.push(table.sets.len() as u32);
        }
        table.forms = interner.forms;
        table.hashes = table.forms.iter().map(|f| xxh3_64(f.as_bytes())).collect();
        table.background = table.forms.iter().map(|f| lexicon.frequencies().weight(f)).collect();
        table.standins = table.forms.iter().map(|f| lexicon.classes(f).meets(STANDINS)).collect();
        table.rarity = rarity(&table.names, &table.pieces);
        let days = table.pieces.iter().filter_map(|p| p.day);
        table.span =
            days.clone().max().unwrap_or(0).saturating_sub(days.min().unwrap_or(0)).saturating_add(1);
        super::weigh::weigh(&mut table);
        table
    }

    /// How many wordings there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The words of wording `i`, by number.
    pub fn words(&self, i: usize) -> &[u32] {
        &self.words[self.offsets[i] as usize..self.offsets[i + 1] as usize]
    }

    /// The different words of wording `i`, sorted by number.
    pub fn set(&self, i: usize) -> &[u32] {
        &self.sets[self.set_offsets[i] as usize..self.set_offsets[i + 1] as usize]
    }

    /// What is known of wording `i`.
    pub fn piece(&self, i: usize) -> &Piece {
        &self.pieces[i]
    }

    pub(super) fn pieces_mut(&mut self) -> &mut [Piece] {
        &mut self.pieces
    }

    /// Nats that a word is worth.
    pub fn weight(&self, word: u32) -> f32 {
        self.weights[word as usize]
    }

    /// Nats that a word is worth before the corpus is counted: the same in every table.
    pub fn background(&self, word: u32) -> f32 {
        self.background[word as usize]
    }

    /// Whether a word stands for another: prints exchange "our", "this" and "the", "which" and "it".
    pub fn stands_in(&self, word: u32) -> bool {
        self.standins[word as usize]
    }

    pub(super) fn set_weights(&mut self, weights: Vec<f32>) {
        self.weights = weights;
    }

    /// Fixed-seed hash of a word.
    pub fn word_hash(&self, word: u32) -> u64 {
        self.hashes[word as usize]
    }

    /// The normal form of a word.
    pub fn form(&self, word: u32) -> &str {
        &self.forms[word as usize]
    }

    /// How many different words there are.
    pub fn vocabulary(&self) -> usize {
        self.forms.len()
    }

    /// Whether two wordings are one voice's.
    pub fn voice(&self, a: usize, b: usize) -> Voice {
        match (self.pieces[a].speaker, self.pieces[b].speaker) {
            (Some(a), Some(b)) if a == b => Voice::Same,
            (Some(a), Some(b)) => names_fit(&self.names[a as usize], &self.names[b as usize]),
            _ => Voice::Unknown,
        }
    }

    /// Minus the logarithm of the commoner speaker's share of all wordings with a speaker, smoothed.
    pub fn speaker_rarity(&self, a: usize, b: usize) -> f32 {
        let of = |i: usize| self.pieces[i].speaker.map_or(0.0, |s| self.rarity[s as usize]);
        of(a).min(of(b))
    }

    /// Days from the first article to the last, both counted.
    pub fn span(&self) -> i32 {
        self.span
    }

    /// The wording before `i` in its quotation.
    pub fn before(&self, i: usize) -> Option<usize> {
        i.checked_sub(1).filter(|&j| self.pieces[j].quotation == self.pieces[i].quotation)
    }

    /// The wording behind `i` in its quotation.
    pub fn behind(&self, i: usize) -> Option<usize> {
        let next = self.pieces.get(i + 1)?;
        (next.quotation == self.pieces[i].quotation).then_some(i + 1)
    }

    /// Days between two wordings' articles, where both are dated.
    pub fn days(&self, a: usize, b: usize) -> Option<u32> {
        Some(self.pieces[a].day?.abs_diff(self.pieces[b].day?))
    }
}

/// A few named wordings must not make a speaker rare or common: each name counts as this many more, among ten times as many.
const NAME_SMOOTHING: f32 = 20.0;

/// The rarity of each name. Names are counted by their last word, so that "Xi" and "Xi Jinping" may be told apart, but
/// "Ruiz" and "Ana Ruiz" are not.
fn rarity(names: &[Vec<Box<str>>], pieces: &[Piece]) -> Vec<f32> {
    let last = |name: &[Box<str>]| name.last().cloned().unwrap_or_default();
    let mut counts: FxHashMap<Box<str>, f32> = FxHashMap::default();
    let mut total = 10.0 * NAME_SMOOTHING;
    for speaker in pieces.iter().filter_map(|p| p.speaker) {
        *counts.entry(last(&names[speaker as usize])).or_insert(NAME_SMOOTHING) += 1.0;
        total += 1.0;
    }
    let share = |name: &Vec<Box<str>>| counts.get(&last(name)).copied().unwrap_or(NAME_SMOOTHING) / total;
    names.iter().map(|name| -share(name).ln()).collect()
}

/// "The Long Road Home": at least two words of four letters or more besides the first, all with capitals.
fn titled(text: &str) -> bool {
    let mut long = tokens(text)
        .into_iter()
        .skip(1)
        .map(|t| &text[t.start..t.end])
        .filter(|w| w.chars().count() > 3)
        .peekable();
    long.peek().is_some() && long.all(|w| w.starts_with(char::is_uppercase))
}

/// Days since 1970-01-01 of an ISO 8601 date or date and time.
fn day(date: &str) -> Option<i32> {
    let date: jiff::civil::Date = date.get(..10)?.parse().ok()?;
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    Some(epoch.until(date).ok()?.get_days())
}

fn table_name(
    name: &str,
    seen: &mut FxHashMap<Box<str>, Option<u32>>,
    names: &mut Vec<Vec<Box<str>>>,
) -> Option<u32> {
    if let Some(&id) = seen.get(name) {
        return id;
    }
    let words = name_words(name);
    let id = (!words.is_empty()).then(|| {
        names.push(words);
        (names.len() - 1) as u32
    });
    seen.insert(name.into(), id);
    id
}

/// Printed words → numbers; each printed form is normalised once.
struct Interner<'l> {
    lexicon: &'l Lexicon,
    numbers: FxHashMap<Box<str>, u32>,
    printed: FxHashMap<Box<str>, Vec<u32>>,
    forms: Vec<Box<str>>,
}

impl<'l> Interner<'l> {
    fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, numbers: FxHashMap::default(), printed: FxHashMap::default(), forms: Vec::new() }
    }

    fn number(&mut self, form: String) -> u32 {
        if let Some(&n) = self.numbers.get(form.as_str()) {
            return n;
        }
        let n = self.forms.len() as u32;
        self.forms.push(form.as_str().into());
        self.numbers.insert(form.into(), n);
        n
    }

    /// Adds the words of `text` to `out`. The editor's words in brackets are nobody's wording and stay out.
    fn add(&mut self, text: &str, out: &mut Vec<u32>) {
        let tokens = tokens(text);
        let before = out.len();
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at];
            at += 1;
            if token.kind != TokenKind::Word {
                continue;
            }
            let printed = &text[token.start..token.end];
            let rest = tokens[at - 1..].iter().map(|t| &text[t.start..t.end]);
            if let Some((key, length)) = self.lexicon.country_phrase(rest) {
                let n = self.number(key);
                out.push(n);
                at += length - 1;
                continue;
            }
            if let Some(known) = self.printed.get(printed) {
                out.extend_from_slice(known);
                continue;
            }
            let forms = self.lexicon.normal_forms(printed);
            let numbers: Vec<u32> = forms.into_iter().map(|f| self.number(f)).collect();
            out.extend_from_slice(&numbers);
            self.printed.insert(printed.into(), numbers);
        }
        if out.len() == before {
            // All in brackets: then the brackets are the wording.
            for token in tokens.iter().filter(|t| t.kind != TokenKind::Gap) {
                for form in self.lexicon.normal_forms(&text[token.start..token.end]) {
                    let n = self.number(form);
                    out.push(n);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_time() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("2023-06-19T12:00:00Z"), day("2023-06-19"));
        assert_eq!(day("19 June"), None);
        assert_eq!(day("2023-06-1é"), None);
    }
}
