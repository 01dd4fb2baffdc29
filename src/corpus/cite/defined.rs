//! What a reference means that says so elsewhere in the draft: addresses of links, footnotes, lists of references.
//!
//! In: the text of a draft. Out: [`Defined`]. A list of references is a run of numbered entries under a heading that says so, or at the end of
//! the draft where each has an address; entries with their number in square brackets need neither. Other numbered lists are content.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::address::addresses;
use super::entry;
use super::found::DraftReference;
use crate::lexicon::Lexicon;
use crate::read::is_link_definition;

/// Most figures of a number; a longer one is a year.
const FIGURES: usize = 3;

/// Definitions by what they are called.
#[derive(Debug, Default)]
pub struct Defined {
    /// The addresses of links, by their labels in small letters.
    pub links: FxHashMap<String, String>,
    /// Names of the sources of footnotes.
    pub notes: FxHashMap<String, Vec<String>>,
    /// Names of the sources of the list of references, by their numbers.
    pub numbers: FxHashMap<usize, Vec<String>>,
    /// Entries of a list of references by what their first word is in small letters: text and names.
    pub entries: FxHashMap<String, Vec<(String, Vec<String>)>>,
    /// Where the definitions stand: nothing in them belongs to a quotation.
    pub places: Vec<Range<usize>>,
}

/// One line of a draft.
struct Line<'t> {
    place: Range<usize>,
    text: &'t str,
}

/// An entry that is known for one only when the list ends.
struct Waiting {
    number: Option<usize>,
    text: String,
    place: Range<usize>,
}

impl Defined {
    /// Reads the definitions of a draft. Linear.
    pub fn read(text: &str, lexicon: &Lexicon) -> Self {
        let mut defined = Self::default();
        let mut reader = Reader { is_list: false, is_free: true, waiting: Vec::new(), open: None };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let place = at..at + line.len();
            at = place.end;
            reader.line(Line { place, text: line }, lexicon, &mut defined);
        }
        reader.close(&mut defined);
        // A list at the end, each entry of which has an address, needs no heading where the draft has one of its numbers in brackets.
        let is_called = |w: &Waiting| w.number.is_some_and(|n| text.contains(&format!("[{n}]")));
        let has_address = |w: &Waiting| !addresses(&w.text).is_empty();
        if reader.waiting.iter().all(has_address) && reader.waiting.first().is_some_and(is_called) {
            reader.waiting.drain(..).for_each(|entry| defined.add(entry));
        }
        defined.places.sort_by_key(|p| p.start);
        defined
    }

    fn add(&mut self, entry: Waiting) {
        let names = entry::names(&entry.text);
        self.places.push(entry.place);
        if let Some(key) = first_word(&entry.text) {
            self.entries.entry(key).or_default().push((entry.text.clone(), names.clone()));
        }
        if let Some(number) = entry.number {
            self.numbers.entry(number).or_insert(names);
        }
    }

    /// Gives a reference of an element or a table the names that the list of references has for its number.
    pub fn resolve(&self, reference: &mut DraftReference) {
        if reference.scope.is_some()
            && let Some(names) = reference.number.and_then(|n| self.numbers.get(&n))
        {
            reference.names.extend(names.iter().cloned());
        }
    }

    /// The names of the entry that begins with the first word of a name and has the year.
    pub fn of_name(&self, name: &str, year: &str) -> Vec<String> {
        let entries = first_word(name).and_then(|first| self.entries.get(&first)).into_iter().flatten();
        entries.filter(|(text, _)| text.contains(year)).take(1).flat_map(|(_, names)| names.clone()).collect()
    }
}

/// Reads line after line.
struct Reader {
    /// Under a heading that names a list of references.
    is_list: bool,
    /// The line before is blank, a heading or a definition.
    is_free: bool,
    /// Numbered entries that may be a list of references at the end.
    waiting: Vec<Waiting>,
    /// The entry that further lines may belong to.
    open: Option<(Sort, Waiting)>,
}

/// What an open entry is.
enum Sort {
    Note(String),
    Sure,
    Unsure,
}

impl Reader {
    fn line(&mut self, line: Line, lexicon: &Lexicon, defined: &mut Defined) {
        let bare = line.text.trim();
        let indented = line.text.starts_with([' ', '\t']);
        if bare.is_empty() {
            self.close(defined);
            self.is_free = true;
            return;
        }
        // "[Ruiz]: “…”" is a label of a transcript.
        let defines =
            |label: &str| label.starts_with('^') || number(label).is_some() || is_link_definition(bare);
        if let Some((label, rest)) = labelled(bare).filter(|(label, _)| defines(label)) {
            self.close(defined);
            return self.definition(label, rest, line.place, defined);
        }
        if let Some((number, rest, is_sure)) = self.entry(bare) {
            self.close(defined);
            let sort = if is_sure { Sort::Sure } else { Sort::Unsure };
            self.open = Some((sort, Waiting { number, text: rest.to_owned(), place: line.place }));
            self.is_free = true;
            return;
        }
        if let Some((_, open)) = self.open.as_mut().filter(|_| indented || !begins_block(bare)) {
            open.text.push(' ');
            open.text.push_str(bare);
            open.place.end = line.place.end;
            return;
        }
        self.close(defined);
        self.waiting.clear();
        let is_heading = bare.starts_with('#');
        let names_list = lexicon.verification().is_reference_list(&heading(bare));
        if is_heading || names_list {
            self.is_list = names_list;
        }
        self.is_free = is_heading || names_list;
    }

    /// An entry of a list: `[1] …` where it begins a paragraph, `1. …`, and in a list of references `- …`.
    fn entry<'t>(&self, bare: &'t str) -> Option<(Option<usize>, &'t str, bool)> {
        let bullet =
            bare.strip_prefix(['-', '*', '•']).filter(|rest| rest.starts_with(' ')).map(str::trim_start);
        let inner = bullet.unwrap_or(bare).trim_start_matches("**");
        let inner = inner.strip_prefix('\\').unwrap_or(inner);
        if let Some((label, rest)) = inner.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            && let Some(number) = number(label.trim_end_matches('\\'))
            && (self.is_free || self.is_list || bullet.is_some())
        {
            let rest = rest.trim_start_matches("**");
            let is_entry = rest.starts_with([' ', '\t']) && rest.contains(char::is_alphanumeric);
            return is_entry.then(|| (Some(number), rest.trim(), true));
        }
        let figures = bare.bytes().take_while(u8::is_ascii_digit).count();
        if let Some(number) = number(&bare[..figures])
            && let Some(rest) = bare[figures..].strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' '))
        {
            return Some((Some(number), rest.trim(), self.is_list));
        }
        let is_dated = |text: &str| !addresses(text).is_empty() || years(text).next().is_some();
        let is_entry = bullet.is_some() || self.is_free && is_dated(bare) && !begins_block(bare);
        (self.is_list && is_entry).then(|| (None, bullet.unwrap_or(bare), true))
    }

    fn definition(&mut self, label: &str, rest: &str, place: Range<usize>, defined: &mut Defined) {
        self.is_free = true;
        if let Some(note) = label.strip_prefix('^') {
            let open = Waiting { number: None, text: rest.to_owned(), place };
            self.open = Some((Sort::Note(note.to_lowercase()), open));
            return;
        }
        let target = rest.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
        defined.links.entry(label.to_lowercase()).or_insert_with(|| target.to_owned());
        match number(label) {
            Some(number) => {
                self.open = Some((Sort::Sure, Waiting { number: Some(number), text: rest.to_owned(), place }))
            }
            None => defined.places.push(place),
        }
    }

    fn close(&mut self, defined: &mut Defined) {
        match self.open.take() {
            Some((Sort::Note(label), entry)) => {
                defined.places.push(entry.place);
                defined.notes.entry(label).or_insert_with(|| entry::names(&entry.text));
            }
            Some((Sort::Sure, entry)) => defined.add(entry),
            Some((Sort::Unsure, entry)) => self.waiting.push(entry),
            None => {}
        }
    }
}

/// `[label]: rest`.
fn labelled(bare: &str) -> Option<(&str, &str)> {
    let (label, rest) = bare.strip_prefix('[')?.split_once("]:")?;
    let is_label = !label.is_empty() && !label.contains(['[', ']']);
    (is_label && !rest.trim().is_empty()).then(|| (label, rest.trim()))
}

/// The years that a text names: four figures that stand alone.
pub fn years(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() == 4 && matches!(run.as_bytes().first(), Some(b'1' | b'2')))
}

/// The number that a label is.
pub fn number(label: &str) -> Option<usize> {
    let is_number = (1..=FIGURES).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    label.parse().ok().filter(|n| is_number && *n > 0)
}

/// A line that goes on with no paragraph.
fn begins_block(bare: &str) -> bool {
    bare.starts_with(['#', '>', '|', '<', '-', '*', '•', '"', '“'])
        || bare.chars().all(|c| !c.is_alphanumeric())
}

/// The first word of a text, in small letters.
fn first_word(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).map(str::to_lowercase)
}

/// The words of a heading: `## **References**`, `Sources:`.
pub(super) fn heading(bare: &str) -> String {
    let words = bare.trim_matches(|c: char| !c.is_alphanumeric());
    words.to_lowercase()
}
