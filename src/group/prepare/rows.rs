//! Texts → rows of word numbers, as they come in.
//!
//! In: one text after the other, with what is known of it. Out: [`Rows`], which hold numbers and no text, so that a million quotations
//! are read as a stream; `WordingTable::from_rows` puts the rows of several readers together. Numbers are given as words come; the
//! table gives them anew, so that which reader saw a word first changes nothing.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicon;
use crate::words::{ComparedKind, compared};

/// What is known of one text besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WordingSource<'a> {
    /// What tells its article from others.
    pub article: u64,
    /// What tells its quotation from others; a row without one is a quotation of its own.
    pub quotation: Option<u32>,
    /// Who is meant, where that is settled.
    pub speaker: Option<&'a str>,
    /// Days since 1970-01-01, where the article is dated.
    pub day: Option<i32>,
    /// Whether it stands in a headline.
    pub headline: bool,
    /// True if it is doubtful that anybody said it.
    pub doubtful: bool,
}

/// A [`WordingSource`] in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SourceRow {
    pub article: u64,
    pub quotation: Option<u32>,
    /// Index into [`Rows::names`].
    pub speaker: Option<u32>,
    pub day: Option<i32>,
    pub headline: bool,
    pub titled: bool,
    pub name: bool,
    pub fragment: bool,
}

/// A row with its words, to be sent to another computer. It has no `quotation`, `headline` and `name`: a quotation that was found earlier has
/// none of them.
#[derive(Debug, Serialize, Deserialize)]
pub struct PackedRow<'a> {
    pub article: u64,
    #[serde(borrow)]
    pub speaker: Option<Cow<'a, str>>,
    pub day: Option<i32>,
    pub titled: bool,
    pub fragment: bool,
    /// Normal forms.
    #[serde(borrow)]
    pub words: Vec<Cow<'a, str>>,
}

/// The rows of one reader.
pub struct Rows<'l> {
    interner: Interner<'l>,
    known_names: FxHashMap<Box<str>, Option<u32>>,
    names: Vec<Box<str>>,
    words: Vec<u32>,
    ends: Vec<u32>,
    rows: Vec<SourceRow>,
}

impl<'l> Rows<'l> {
    /// No rows yet.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            interner: Interner::new(lexicon),
            known_names: FxHashMap::default(),
            names: Vec::new(),
            words: Vec::new(),
            ends: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Adds one text.
    pub fn push(&mut self, text: &str, printed: &WordingSource<'_>) {
        self.interner.add(text, &mut self.words);
        self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let speaker = printed.speaker.and_then(|name| self.name(name));
        self.rows.push(SourceRow {
            article: printed.article,
            quotation: printed.quotation,
            speaker,
            day: printed.day,
            headline: printed.headline,
            titled: titled(text),
            fragment: text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase),
            name: printed.doubtful && !printed.headline && titled(text),
        });
    }

    /// Adds a row that was packed, here or by another computer.
    pub fn push_packed(&mut self, packed: &PackedRow<'_>) {
        for form in &packed.words {
            let number = self.interner.known(form);
            self.words.push(number);
        }
        self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let speaker = packed.speaker.as_deref().and_then(|name| self.name(name));
        let PackedRow { article, day, titled, fragment, .. } = *packed;
        self.rows.push(SourceRow {
            article,
            quotation: None,
            speaker,
            day,
            headline: false,
            titled,
            name: false,
            fragment,
        });
    }

    /// The rows of an earlier run: words and names by number, and what is known of each row besides. Nothing is read into it.
    pub(super) fn of_earlier(
        lexicon: &'l Lexicon,
        (forms, names): (Vec<Box<str>>, Vec<Box<str>>),
        words: Vec<u32>,
        rows: Vec<(u32, SourceRow)>,
    ) -> Self {
        let interner = Interner { forms, ..Interner::new(lexicon) };
        let ends = rows.iter().scan(0, |end, (count, _)| {
            *end += count;
            Some(*end)
        });
        let ends = ends.collect();
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        Self { interner, known_names: FxHashMap::default(), names, words, ends, rows }
    }

    /// Packs a row of a quotation that was found earlier or elsewhere.
    pub fn pack(&self, i: usize) -> PackedRow<'_> {
        let SourceRow { article, speaker, day, titled, fragment, .. } = self.rows[i];
        let words = self.words(i).iter().map(|&word| Cow::from(&*self.interner.forms[word as usize]));
        let speaker = speaker.map(|name| Cow::from(&*self.names[name as usize]));
        PackedRow { article, speaker, day, titled, fragment, words: words.collect() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn row(&self, i: usize) -> SourceRow {
        self.rows[i]
    }

    pub(super) fn words(&self, i: usize) -> &[u32] {
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start as usize..self.ends[i] as usize]
    }

    /// The words of one more text, by number; the text is no row.
    pub(super) fn numbers(&mut self, text: &str, out: &mut Vec<u32>) {
        self.interner.add(text, out);
    }

    /// The normal forms, by number.
    pub(super) fn forms(&self) -> &[Box<str>] {
        &self.interner.forms
    }

    /// Each name as printed, by number.
    pub(super) fn names(&self) -> &[Box<str>] {
        &self.names
    }

    fn name(&mut self, name: &str) -> Option<u32> {
        if let Some(&id) = self.known_names.get(name) {
            return id;
        }
        let id = name.contains(char::is_alphanumeric).then(|| {
            self.names.push(name.into());
            (self.names.len() - 1) as u32
        });
        self.known_names.insert(name.into(), id);
        id
    }
}

/// "The Long Road Home": at least two words of four letters or more besides the first, all with capitals.
fn titled(text: &str) -> bool {
    // Most texts are none, and show it by their second word.
    let mut words = text.split_whitespace().skip(1);
    let long = |w: &&str| w.chars().filter(|c| c.is_alphanumeric()).count() > 3;
    let small = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    if words.find(long).is_none_or(small) {
        return false;
    }
    let mut long =
        compared(text).into_iter().skip(1).map(|t| t.text(text)).filter(|w| w.chars().count() > 3).peekable();
    long.peek().is_some() && long.all(|w| w.starts_with(char::is_uppercase))
}

/// WordingSource words → numbers; each printed form is normalised once.
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

    /// The number of a normal form.
    fn known(&mut self, form: &str) -> u32 {
        self.numbers.get(form).copied().unwrap_or_else(|| self.number(form.to_owned()))
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
        let tokens = compared(text);
        let before = out.len();
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at];
            at += 1;
            if token.kind != ComparedKind::Word {
                continue;
            }
            let printed = token.text(text);
            let rest = tokens[at - 1..].iter().map(|t| t.text(text));
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
            for token in tokens.iter().filter(|t| t.kind != ComparedKind::Gap) {
                for form in self.lexicon.normal_forms(token.text(text)) {
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
    fn a_title_has_capitals_and_a_sentence_has_not() {
        assert!(titled("The Long Road Home"));
        assert!(titled("Of “Bridges” and Tunnels"));
        assert!(!titled("The long road home"));
        assert!(!titled("Ana Ruiz said so"));
        assert!(!titled("Home"));
    }

    #[test]
    fn words_in_brackets_count_only_alone() {
        let mut rows = Rows::new(Lexicon::built_in());
        rows.push("he [the mayor] left", &WordingSource::default());
        rows.push("[the mayor]", &WordingSource::default());
        assert_eq!((rows.words(0).len(), rows.words(1).len()), (2, 2));
    }
}
