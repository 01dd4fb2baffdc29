//! Which references belong to which quotation.
//!
//! In: the references of a draft, and the places of its quotations. Out: for each quotation the nearest references. One that the markup ties to
//! the words comes first: an element around them, a link whose text they are, the column of their row. Else it is the nearest in the
//! sentence, or behind its end: in brackets, or beside a dash, at most [`BEHIND`] characters behind the mark. A link between two quotations
//! belongs to the nearer one, a citation to the one before it; either, between two sentences, to the sentence before. References that touch each other come together.

use std::ops::Range;

use super::defined::Defined;
use super::found::{DraftReference, ReferenceSort};
use super::outlet::outlets;
use super::scan::scan;
use super::table;
use crate::lexicon::Lexicon;
use crate::model::{Offsets, Reference, Span, VOID};
use crate::words::{sentences, tokens};

/// Characters behind the closing mark in which a reference may stand when the sentence has ended.
const BEHIND: usize = 40;
/// The same behind a dash with a name, as under a block quote.
const BEHIND_NAME: usize = 120;
/// Bytes between a sentence and a citation that is set behind its full stop.
const TOUCHING: usize = 6;
/// Bytes before a reference in which the end of a sentence is looked for.
const BEFORE: usize = 80;
/// Bytes behind a quotation in which a reference that is set apart is looked for, blanks and marks counted.
const GAP: usize = 2048;
/// Most references of one quotation.
const MOST: usize = 16;
/// Most elements before a quotation that are asked whether they hold it.
const MOST_AROUND: usize = 64;

/// The references of a draft.
#[derive(Debug, Clone, Default)]
pub struct References {
    /// In the order of the text.
    found: Vec<DraftReference>,
    /// Those with a scope, by the beginning of that.
    scoped: Vec<usize>,
    /// Sentences, in bytes.
    sentences: Vec<Range<usize>>,
    /// Footnotes and the entries of a list of references, in their order.
    definitions: Vec<Range<usize>>,
}

impl References {
    /// Reads the references of a draft from its text as printed; `plain` is the text as it is read, as long.
    pub fn read(text: &str, plain: &str, lexicon: &Lexicon) -> Self {
        let defined = Defined::read(text, lexicon);
        let mut found = scan(text, plain, &defined);
        table::add(text, lexicon, &mut found);
        found.iter_mut().for_each(|reference| defined.resolve(reference));
        for reference in found.iter_mut().filter(|f| f.sort != ReferenceSort::Link) {
            reference.outlets = outlets(&reference.written, lexicon);
        }
        let definitions = defined.places;
        if found.is_empty() {
            return Self { definitions, ..Self::default() };
        }
        let mut scoped: Vec<usize> = (0..found.len()).filter(|&i| found[i].scope.is_some()).collect();
        scoped.sort_by_key(|&i| found[i].scope.as_ref().map(|s| s.start));
        Self { found, scoped, sentences: all_sentences(plain, lexicon), definitions }
    }

    /// Where footnotes and the entries of a list of references stand, in bytes.
    pub fn definitions(&self) -> &[Range<usize>] {
        &self.definitions
    }

    /// The references of each quotation, the nearest first; a quotation is the places of its contents.
    pub fn of(&self, text: &str, plain: &str, quotations: &[Vec<Span>]) -> Vec<Vec<Reference>> {
        if self.found.is_empty() {
            return vec![Vec::new(); quotations.len()];
        }
        let offsets = Offsets::new(text);
        let mut starts: Vec<usize> = quotations.iter().filter_map(|q| q.first()).map(|s| s.start()).collect();
        let mut ends: Vec<usize> = quotations.iter().filter_map(|q| q.last()).map(|s| s.end()).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        let near = Near { references: self, text, plain, starts, ends, rows: rows(text) };
        let made = |contents: &Vec<Span>| {
            let found = near.of(contents).into_iter().take(MOST);
            found.map(|f| reference(f, &offsets)).collect()
        };
        quotations.iter().map(made).collect()
    }
}

fn reference(found: &DraftReference, offsets: &Offsets) -> Reference {
    Reference {
        written: found.written.clone(),
        names: found.names.clone(),
        number: found.number,
        year: found.year.clone(),
        outlets: found.outlets.clone(),
        is_perhaps: found.sort == ReferenceSort::Perhaps,
        at: Some((offsets.code_point(found.span.start), offsets.code_point(found.span.end))),
        stored: Vec::new(),
    }
}

/// The sentences of a text, a paragraph a line.
fn all_sentences(plain: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in plain.split_inclusive('\n') {
        let place = Span::new(plain, at, at + line.trim_end_matches('\n').len());
        at += line.len();
        let Some(place) = place.filter(|p| !p.is_empty()) else { continue };
        let mut scanned = Vec::new();
        tokens(plain, place, lexicon, &mut scanned);
        let ends = sentences(plain, &scanned, lexicon);
        let mut start = place.start();
        for (i, _) in ends.iter().enumerate() {
            let next = ends.get(i + 1).and_then(|s| scanned.get(s.tokens.start)).map(|t| t.span.start());
            let end = next.unwrap_or(place.end());
            out.push(start..end);
            start = end;
        }
    }
    out
}

/// A draft, its references, and where its quotations begin and end.
struct Near<'a> {
    references: &'a References,
    text: &'a str,
    plain: &'a str,
    starts: Vec<usize>,
    ends: Vec<usize>,
    /// The rows of tables, from their first mark to the end of the line.
    rows: Vec<Range<usize>>,
}

/// The lines that begin with the mark of a cell.
fn rows(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let row = |line: &str| {
        let (start, blank) = (at, line.len() - line.trim_start().len());
        at += line.len();
        line[blank..].starts_with('|').then(|| start + blank..start + line.trim_end_matches('\n').len())
    };
    text.split_inclusive('\n').filter_map(row).collect()
}

impl Near<'_> {
    fn of(&self, contents: &[Span]) -> Vec<&DraftReference> {
        let (Some(first), Some(last)) = (contents.first(), contents.last()) else { return Vec::new() };
        let (start, end) = (first.start(), last.end());
        let around = self.around(start, end);
        if !around.is_empty() {
            return around;
        }
        let found = &self.references.found;
        let behind = self.behind(start, end);
        let before = self.before(start);
        let between = self.between(contents);
        let one = |(distance, i)| (distance, vec![i]);
        let all = [behind, before.map(one), between.map(one)];
        let Some((_, mut group)) = all.into_iter().flatten().min_by_key(|(distance, _)| *distance) else {
            return Vec::new();
        };
        // References that touch each other come together.
        while let Some(next) = group.last().map(|i| i + 1).filter(|&i| i < found.len()) {
            if group.len() >= MOST || !self.touch(next - 1, next) {
                break;
            }
            group.push(next);
        }
        while group[0] > 0 && group.len() < MOST && self.touch(group[0] - 1, group[0]) {
            group.insert(0, group[0] - 1);
        }
        let is_free = |f: &&DraftReference| {
            !contents.iter().any(|c| c.start() <= f.span.start && f.span.end <= c.end())
        };
        group.into_iter().map(|i| &found[i]).filter(is_free).collect()
    }

    /// The references that the markup ties to the words: the innermost element that holds them.
    fn around(&self, start: usize, end: usize) -> Vec<&DraftReference> {
        let References { found, scoped, .. } = self.references;
        let scope = |i: &usize| found[*i].scope.clone().unwrap_or_default();
        let begun = scoped.partition_point(|i| scope(i).start <= end);
        let near = scoped[begun.saturating_sub(MOST_AROUND)..begun].iter().rev();
        let holds = |i: &&usize| {
            let scope = scope(i);
            let shared = scope.end.min(end).saturating_sub(scope.start.max(start));
            // A link on some of the words is one to something that they name.
            2 * shared > end - start
        };
        let mut all: Vec<usize> = near.filter(holds).copied().collect();
        let innermost = all.iter().map(|i| scope(i).len()).min();
        all.retain(|i| Some(scope(i).len()) == innermost);
        all.sort_unstable();
        all.into_iter().map(|i| &found[i]).collect()
    }

    /// The first reference behind a quotation that can be its own, with its distance, and those before it that may be none.
    fn behind(&self, start: usize, end: usize) -> Option<(usize, Vec<usize>)> {
        let found = &self.references.found;
        let sentence_end = self.sentence(start, end).end;
        let first = found.partition_point(|f| f.span.start < end);
        let mut own = Vec::new();
        for (i, reference) in found.iter().enumerate().skip(first).take(MOST) {
            let at = reference.span.start;
            let inside = at < sentence_end || self.is_set_behind(sentence_end, i);
            if !(inside && !self.is_parted(end, at) || self.is_apart(end, i)) || !self.is_own(end, i) {
                break;
            }
            if !self.is_tied(i) {
                own.push(i);
            }
            if own.last() == Some(&i) && reference.sort != ReferenceSort::Perhaps {
                break;
            }
        }
        let nearest = own.first().map(|&i| found[i].span.start - end)?;
        Some((nearest, own))
    }

    /// The last reference before a quotation in its sentence, or in the sentence that introduces it with a colon a line before.
    fn before(&self, start: usize) -> Option<(usize, usize)> {
        let found = &self.references.found;
        let sentence = self.sentence(start, start);
        let mut from = sentence.start;
        let opening = self.plain[from..start].chars().all(|c| !c.is_alphanumeric());
        if opening && let Some(introduction) = self.introduction(from) {
            from = introduction;
        }
        let last = found.partition_point(|f| f.span.start < start);
        // Marks inside a link, as those of its attributes, have nothing before them.
        let (i, reference) =
            found[..last].iter().enumerate().next_back().filter(|(_, f)| f.span.end <= start)?;
        let own = reference.span.start >= from && !self.is_tied(i);
        // A quotation before it has it for its own, or is nearer.
        let earlier = self.ends.partition_point(|&e| e <= reference.span.start);
        let other = earlier.checked_sub(1).map(|e| self.ends[e]).filter(|&e| e > from);
        let distance = start - reference.span.end;
        let taken = |e: usize| reference.sort != ReferenceSort::Link || reference.span.start - e <= distance;
        let own = own && self.tail(i).is_none();
        let parted = opening && from < sentence.start || !self.is_parted(reference.span.end, start);
        (own && parted && !other.is_some_and(taken)).then_some((distance, i))
    }

    /// A reference between the pieces of a quotation.
    fn between(&self, contents: &[Span]) -> Option<(usize, usize)> {
        let found = &self.references.found;
        contents.windows(2).find_map(|two| {
            let (end, start) = (two[0].end(), two[1].start());
            let first = found.partition_point(|f| f.span.start < end);
            let reference = found.get(first).filter(|f| f.span.end <= start)?;
            Some((reference.span.start - end, first))
        })
    }

    /// The sentence, or the sentences, that a quotation stands in.
    fn sentence(&self, start: usize, end: usize) -> Range<usize> {
        let all = &self.references.sentences;
        let first = all.partition_point(|s| s.end <= start);
        let last = all.partition_point(|s| s.end < end).max(first);
        match (all.get(first), all.get(last)) {
            (Some(first), Some(last)) => first.start.min(start)..last.end.max(end),
            _ => start..end,
        }
    }

    /// Whether cells of a table part two places of one line.
    fn is_parted(&self, from: usize, to: usize) -> bool {
        let before = self.rows[..self.rows.partition_point(|row| row.start < from)].last();
        before.is_some_and(|row| from <= row.end)
            && self.text.get(from..to).is_some_and(|between| between.contains('|'))
    }

    /// A reference behind the full stop of a sentence: "… said the mayor.[1]". A link is one only where no sentence goes on with it.
    fn is_set_behind(&self, sentence_end: usize, i: usize) -> bool {
        let reference = &self.references.found[i];
        let at = match reference.sort {
            ReferenceSort::Link => self.tail(i),
            _ => Some(reference.span.start),
        };
        let Some(at) = at else { return false };
        let gap = self.plain.get(sentence_end.min(at)..at);
        gap.is_some_and(|gap| {
            gap.len() <= TOUCHING && !gap.contains(|c: char| c.is_alphanumeric() || c == '\n')
        })
    }

    /// Where a reference begins, with its bracket, that stands between two sentences: the one before has ended, and behind it a new one
    /// begins. Such a reference belongs to the sentence before it.
    fn tail(&self, i: usize) -> Option<usize> {
        let found = &self.references.found;
        let (mut first, mut last) = (i, i);
        while first > 0 && i - first < MOST && self.touch(first - 1, first) {
            first -= 1;
        }
        while last + 1 < found.len() && last - i < MOST && self.touch(last, last + 1) {
            last += 1;
        }
        let far = self.plain.ceil_char_boundary(found[first].span.start.saturating_sub(BEFORE));
        let before = self.plain.get(far..found[first].span.start)?;
        let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let behind = self.plain.get(found[last].span.end..)?;
        let behind = &behind[..behind.floor_char_boundary(BEHIND)];
        let behind = behind.split('\n').next().unwrap_or_default();
        let open = before.rfind('(').filter(|&at| !before[at..].contains(')'));
        let closed = open.and_then(|_| behind.find(')'));
        let in_bracket = open.map_or(0, |at| before.len() - at);
        let before = &before[..open.unwrap_or(before.len())];
        let behind = &behind[closed.map_or(0, |at| at + 1)..];
        let is_blank = |c: char| c.is_whitespace() || c == VOID || matches!(c, '*' | '_');
        let ended = before.trim_end_matches(|c: char| is_blank(c) || matches!(c, '[' | '<'));
        let ended =
            ended.trim_end_matches(|c: char| is_blank(c) || is_mark(c) || matches!(c, '’' | '\'' | ')'));
        // The number of an item in a list ends no sentence.
        let is_end = ended.ends_with(['.', '!', '?', '…']) && ended.contains(char::is_alphabetic);
        let next = behind.trim_start_matches(|c: char| is_blank(c) || matches!(c, '.' | ']' | '>'));
        let bracketed = open.is_some() || found[i].sort != ReferenceSort::Link;
        let is_new = next
            .chars()
            .next()
            .is_none_or(|c| is_mark(c) || matches!(c, '‘' | '\'') || bracketed && c.is_uppercase());
        (is_end && is_new).then(|| found[first].span.start - in_bracket)
    }

    /// Whether a reference behind the end of the sentence is set apart as that of the words before it: nothing but marks stands between, or
    /// one word, or a name behind a dash; and it goes on to no sentence.
    fn is_apart(&self, end: usize, i: usize) -> bool {
        let reference = &self.references.found[i];
        let gap = self.text.get(end..reference.span.start).filter(|gap| gap.len() <= GAP);
        let Some(gap) = gap else { return false };
        let breaks = gap.matches('\n').count();
        let gap = gap.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '”' | '"' | '“' | '’' | '\'' | '*' | '_' | '>' | '»')
        });
        let gap = gap.trim_start_matches(['.', ',']).trim_start();
        let named = gap.starts_with(['—', '–', '-']);
        let words = gap.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
        let near = if named { BEHIND_NAME } else { BEHIND };
        let small = words <= 1 || named && breaks <= 2 || gap.ends_with(':') && words <= 3;
        let next = self.text[reference.span.end..].trim_start_matches([')', ']', '>', '*', '_']);
        let closes = next.is_empty()
            || next.starts_with(['.', ';', '\n', '\r', '|', '<', '—'])
            || next.starts_with(" (");
        let bracketed = gap.ends_with(['(', '[']) || reference.sort != ReferenceSort::Link;
        breaks <= 3 && gap.chars().count() <= near && small && (bracketed || closes)
    }

    /// Whether a reference behind a quotation is its own, and not that of the next one: of a link the nearer quotation has it.
    fn is_own(&self, end: usize, i: usize) -> bool {
        let reference = &self.references.found[i];
        let next = self.starts.partition_point(|&s| s < reference.span.end);
        let Some(&next) = self.starts.get(next).filter(|_| reference.sort == ReferenceSort::Link) else {
            return true;
        };
        if self.tail(i).is_some() {
            return true;
        }
        let same = self.sentence(next, next).start <= reference.span.start;
        !same || reference.span.start - end <= next - reference.span.end
    }

    /// A reference that the markup ties to other words.
    fn is_tied(&self, i: usize) -> bool {
        let reference = &self.references.found[i];
        let scope = reference.scope.as_ref();
        // The text of a link is a part of it; any other scope is that of an element.
        scope.is_some_and(|s| !(reference.span.start <= s.start && s.end <= reference.span.end))
    }

    /// Whether two references that follow each other are one group: no words stand between.
    fn touch(&self, a: usize, b: usize) -> bool {
        let found = &self.references.found;
        let gap = self.plain.get(found[a].span.end..found[b].span.start);
        let is_free = |c: char| !c.is_alphanumeric() && c != '\n' && c != '|' && !is_mark(c) || c == VOID;
        gap.is_some_and(|gap| gap.len() <= TOUCHING && gap.chars().all(is_free))
            && !self.is_tied(a)
            && !self.is_tied(b)
    }

    /// Where the sentence begins that introduces what stands at `at`: the line before ends in a colon.
    fn introduction(&self, at: usize) -> Option<usize> {
        let line = at.checked_sub(1).filter(|&i| self.plain.as_bytes()[i] == b'\n')?;
        let before = self.plain[..line].trim_end_matches(|c: char| c.is_whitespace() || c == VOID);
        let blank = self.plain[before.len()..line].matches('\n').count();
        (before.ends_with(':') && blank <= 2).then(|| self.sentence(before.len() - 1, before.len()).start)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
