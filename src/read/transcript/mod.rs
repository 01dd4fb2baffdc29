//! Speaker-labelled text → turns. In: a text. Out: who speaks where, and when.
//!
//! ```text
//! turn   = label words newline (paragraph newline)*
//! label  = stamp? (CAPITALS | Name) ("," description)? ("(" … ")")? ":"
//!                                             THE PRESIDENT: · SENATOR BRANDT (I-ME): · **Ana Ruiz:** · [00:12:34] RUIZ:
//!        | Title NAME "."                     Mr. BRANDT. · The CHAIR. (paragraphs of a hearing)
//!        | "Q" | "A" | "Q" ":"                Q  Thank you.
//!        | Name (stamp | "--" description | "(" … ")") newline
//!                                             Ana Ruiz (00:12): · Ana Ruiz -- Mayor · The Mayor (Ana Ruiz)
//!        | ">>" | "- "                        somebody, and nobody says who
//! ```
//!
//! Wrong speaker is worse than none: what looks like a label and cannot be identified as one, a heading, a
//! note such as "(Recess.)" end the turn before them. A paragraph in brackets, "(Applause.)", is nobody's
//! words. What stands before the first label is a heading. On pages of courts the numbers of lines are no
//! text ([`court`]).

mod court;
mod head;
mod label;
mod stamp;

use std::collections::BTreeMap;

use super::unspoken;
use crate::lexicon::{Lexicon, folded};
use crate::model::{Span, Timed, Turn};
use head::Certainty;
use label::{Label, LabelShape};

/// A text without a word from its reader that it is a transcript has at least so many turns…
const MIN_TURNS: usize = 3;
/// … so many where questions and answers have letters alone…
const MIN_LETTER_TURNS: usize = 5;
/// … the first of them begins before this part of the text, in percent…
const MAX_BEGIN_PERCENT: usize = 40;
/// … and from there on at least one paragraph of so many has a label…
const PARAGRAPHS_OF_LABELS: usize = 4;
/// … or of so many, where labels are names as any list has them.
const PARAGRAPHS_OF_NAMES: usize = 2;
/// Fewer labels like "Mr. RUIZ." are sentences.
const MIN_STOP_LABELS: usize = 3;
/// Lines over which a note in brackets runs.
const MAX_NOTE_LINES: usize = 8;
/// Words of a heading.
const MAX_HEADING_WORDS: usize = 14;

/// Who speaks where, and when, where stamps tell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Turns {
    pub turns: Vec<Turn>,
    pub times: Vec<Timed>,
}

/// The turns of a text that is said to be a transcript.
pub(super) fn turns(text: &str, lexicon: &Lexicon) -> Turns {
    let page = Page::read(text, lexicon);
    page.turns(&page.uses())
}

/// The turns of a text of which nobody said what it is, where most of it is labelled.
pub(super) fn plain_turns(text: &str, lexicon: &Lexicon) -> Option<Turns> {
    // Most articles end here. What stands behind a number or a stamp is looked at with the whole page only.
    let behind = |line: &str| line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '('));
    let labelled = |line: &&str| {
        label::may_begin(line, lexicon) && (behind(line) || label::label(line, lexicon).is_some())
    };
    if text.lines().map(str::trim).filter(labelled).take(MIN_TURNS).count() < MIN_TURNS {
        return None;
    }
    let page = Page::read(text, lexicon);
    if page.lines.iter().filter(|line| line.label.is_some()).take(MIN_TURNS).count() < MIN_TURNS {
        return None;
    }
    let uses = page.uses();
    page.is_record(&uses).then(|| page.turns(&uses))
}

/// Headings, times and closing lines are shorter, in bytes.
const MAX_ASIDE_BYTES: usize = 200;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    /// Where its text begins, behind the margin and a stamp.
    text: usize,
    indent: usize,
    /// True if a paragraph begins with it.
    begins: bool,
    time: Option<u64>,
    label: Option<Label>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It begins a turn.
    Turn,
    /// It begins the turn of somebody, and nobody says of whom.
    Unknown,
    /// It ends a turn, and is nobody's.
    Break,
    /// It is nobody's, and the turn goes on.
    Note,
    Words,
}

/// A text in lines.
struct Page<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    lines: Vec<Line>,
    /// How often each name is a label, by its last word.
    names: BTreeMap<String, usize>,
}

impl<'a> Page<'a> {
    fn read(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let printed = || text.lines().map(str::trim).filter(|line| !line.is_empty());
        let numbered = court::is_numbered(printed());
        let mut lines: Vec<Line> = Vec::new();
        let (mut at, mut blank) = (0, true);
        for line in text.split_inclusive('\n') {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            let trimmed = line.trim();
            if trimmed.is_empty() {
                blank = true;
                continue;
            }
            let end = start + trimmed.len();
            let margin = if numbered { court::margin(trimmed) } else { 0 };
            let indent = if numbered { margin } else { start - (at - line.len()) };
            let mut from = start + margin;
            // "2:07 P.M. EDT" is a time of day.
            let of_day = |length: usize| {
                let next = text[from + length..end].split_whitespace().next().unwrap_or_default();
                lexicon.records().is_meridiem(&folded(next))
            };
            let stamp = stamp::leading(&text[from..end]).filter(|s| !numbered && !of_day(s.1));
            if let Some((_, length)) = stamp {
                let behind = &text[from + length..end];
                from += length + (behind.len() - behind.trim_start().len());
            }
            let before = lines.last().map(|l: &Line| &text[l.start..l.end]);
            let ended =
                before.is_none_or(|b| b.ends_with(['.', '?', '!', ':', ')', ']', '"', '”', '-', '—']));
            let begins = blank || stamp.is_some() || ended || indent > 1;
            let label = label::label(&text[from..end], lexicon);
            // A sentence that begins a line of a paragraph that is wrapped: "Mr. Okafor. He …".
            let label = label.filter(|l| {
                begins || !matches!(l.form, LabelShape::Stop | LabelShape::Line | LabelShape::Heading)
            });
            let time = stamp.map(|s| s.0).or_else(|| {
                let label = label.filter(|l| !matches!(l.form, LabelShape::Voice))?;
                let named = text.get(from + label.from..(from + label.words).min(end))?;
                stamp::closing(named.trim_end().trim_end_matches([':', '*', '_'])).map(|s| s.1)
            });
            lines.push(Line { start, end, text: from, indent, begins, time, label });
            blank = false;
        }
        let mut page = Self { text, lexicon, lines, names: BTreeMap::new() };
        page.settle();
        page
    }

    /// Takes back what the whole text shows to be no label, and counts names.
    fn settle(&mut self) {
        let is = |l: &Line, form: LabelShape| l.label.is_some_and(|l| l.form == form);
        let stops = self.lines.iter().filter(|l| is(l, LabelShape::Stop)).count();
        // Paragraphs of a hearing are indented, the lines that continue them are not.
        let indented = self.lines.iter().filter(|l| is(l, LabelShape::Stop) && l.indent > 1).count();
        for i in 0..self.lines.len() {
            let next = self.lines.get(i + 1).copied();
            let line = &mut self.lines[i];
            let Some(label) = &mut line.label else { continue };
            match label.form {
                LabelShape::Stop if 2 * indented > stops && line.indent < 2 => line.label = None,
                LabelShape::Stop if stops < MIN_STOP_LABELS => label.sure = Certainty::Shape,
                // A name alone stands before words.
                LabelShape::Line
                    if next.is_none_or(|n| n.label.is_some_and(|l| l.form != LabelShape::Voice)) =>
                {
                    label.sure = Certainty::Shape;
                }
                _ => {}
            }
        }
        for line in &self.lines {
            if let Some(key) = line.label.and_then(|l| self.key(line, l)) {
                *self.names.entry(key).or_default() += 1;
            }
        }
    }

    /// What a label has in common with the others of one speaker: the last word of the name.
    fn key(&self, line: &Line, label: Label) -> Option<String> {
        if matches!(label.form, LabelShape::Voice | LabelShape::Heading) {
            return None;
        }
        let name = &self.text[line.text + label.from..line.text + label.to];
        // "The Mayor (Ana Ruiz)" is Ruiz.
        let inner = name.strip_suffix(')').and_then(|n| n.split_once('(')).map(|n| n.1);
        let own = inner.unwrap_or(name).split([',', '(']).next().unwrap_or(name);
        let own = own.split(" -- ").next().unwrap_or(own).trim_end_matches(['.', ')']);
        Some(folded(own.split_whitespace().next_back()?).to_lowercase())
    }

    fn count(&self, line: &Line, label: Label) -> usize {
        self.key(line, label).and_then(|key| self.names.get(&key).copied()).unwrap_or_default()
    }

    fn uses(&self) -> Vec<Use> {
        let letters = self.lines.iter().any(|l| l.label.is_some_and(|l| l.form == LabelShape::Question));
        let mut out = Vec::with_capacity(self.lines.len());
        let mut note: Option<(char, usize)> = None;
        for (i, line) in self.lines.iter().enumerate() {
            let words = &self.text[line.text..line.end];
            if let Some((close, left)) = note {
                let closed = words.trim_end_matches('.').ends_with(close);
                note = (!closed && left > 0).then_some((close, left - usize::from(left > 0)));
                out.push(*out.last().unwrap_or(&Use::Note));
                continue;
            }
            out.push(match line.label {
                // A line that is not known for a name is a heading, unless the name comes back.
                Some(label)
                    if label.form != LabelShape::Line
                        || label.sure > Certainty::Shape
                        || self.count(line, label) > 1 =>
                {
                    self.labelled(line, label, letters)
                }
                _ => {
                    note = self.opens_note(i);
                    self.unlabelled(line, note.is_some())
                }
            });
        }
        out
    }

    fn labelled(&self, line: &Line, label: Label, letters: bool) -> Use {
        let again = self.count(line, label) > 1;
        match (label.form, label.sure) {
            (LabelShape::Heading, _) => Use::Break,
            (LabelShape::Voice, _) => Use::Unknown,
            (LabelShape::Answer, _) if !letters => Use::Unknown,
            (LabelShape::Question | LabelShape::Answer, _) | (_, Certainty::Clear) => Use::Turn,
            (_, _) if again => Use::Turn,
            (LabelShape::Line, _) => Use::Break,
            (LabelShape::Stop, Certainty::Likely) => Use::Turn,
            (LabelShape::Colon, Certainty::Likely) if label.capitals || label.count > 1 => Use::Turn,
            (_, Certainty::Word) => Use::Words,
            _ => Use::Unknown,
        }
    }

    fn unlabelled(&self, line: &Line, opens: bool) -> Use {
        let (words, records) = (&self.text[line.text..line.end], self.lexicon.records());
        if words.len() > MAX_ASIDE_BYTES && !opens && !is_stage(words) {
            return Use::Words;
        }
        let lower: Vec<String> = words
            .split_whitespace()
            .map(|w| folded(w.trim_matches(|c: char| !c.is_alphanumeric())).into_owned())
            .filter(|w| !w.is_empty())
            .collect();
        let Some(first) = lower.first() else {
            // "###", "* * *" and "-30-" end a text; a rule or a number of a page does not.
            let ends = words.contains(['#', '*']);
            return if ends { Use::Break } else { Use::Note };
        };
        if opens || is_stage(words) {
            let breaks = lower.iter().any(|w| records.breaks_turn(w));
            return if breaks || words.ends_with([':', '—']) { Use::Break } else { Use::Note };
        }
        let figures = |w: &String| w.chars().all(|c| c.is_ascii_digit() || c == ':');
        if lower.iter().all(figures) {
            return if words.starts_with('-') && words.ends_with('-') { Use::Break } else { Use::Note };
        }
        // "2:41 P.M. EDT", "END   2:41 P.M. EDT".
        let timed = lower.iter().any(|w| records.is_meridiem(w))
            && lower.iter().all(|w| figures(w) || records.is_meridiem(w) || records.ends_record(w));
        let capitals = !words.chars().any(char::is_lowercase);
        let ends = capitals && records.ends_record(first) && lower.len() < MAX_HEADING_WORDS;
        let ends = ends || unspoken::closes(words, self.lexicon);
        if timed || ends || self.is_heading(line, words, capitals) { Use::Break } else { Use::Words }
    }

    /// True if a line is a heading: words with capitals, and no sentence.
    fn is_heading(&self, line: &Line, words: &str, capitals: bool) -> bool {
        let sentence = words.ends_with(['.', '?', '!', ',', ';', '”', '"', '’', '…', '-', '—', ')', ']']);
        if !line.begins || sentence || words.split_whitespace().count() > MAX_HEADING_WORDS {
            return false;
        }
        let own = words.trim_start_matches(['#', '*', '_', ' ']);
        if capitals || own.len() < words.len() {
            return words.chars().filter(|c| c.is_alphabetic()).count() > 1;
        }
        let small = |w: &str| w.starts_with(char::is_lowercase) && !head::is_small(w, self.lexicon);
        own.starts_with(char::is_uppercase) && !own.split_whitespace().any(small)
    }

    /// A bracket that a line opens, which a later one closes.
    fn opens_note(&self, at: usize) -> Option<(char, usize)> {
        let words = |line: &Line| &self.text[line.text..line.end];
        let first = words(&self.lines[at]);
        let (open, close) = match first.chars().next()? {
            '(' => ('(', ')'),
            '[' => ('[', ']'),
            _ => return None,
        };
        if first.matches(open).count() != first.matches(close).count() + 1 {
            return None;
        }
        let closes = |line: &Line| words(line).trim_end_matches('.').ends_with(close);
        let behind = self.lines.iter().skip(at + 1).take(MAX_NOTE_LINES);
        let end =
            behind.take_while(|l| l.label.is_none_or(|l| l.form == LabelShape::Heading)).position(closes)?;
        Some((close, end))
    }

    /// True if the labels make up most of a text.
    fn is_record(&self, uses: &[Use]) -> bool {
        let labelled = || self.lines.iter().zip(uses).filter(|(_, used)| **used == Use::Turn);
        let labels: Vec<(&Line, Label)> =
            labelled().filter_map(|(line, _)| Some((line, line.label?))).collect();
        let (Some((first, _)), turns) = (labels.first(), labels.len()) else { return false };
        let letter = |l: &Label| matches!(l.form, LabelShape::Question | LabelShape::Answer);
        let only_letters = labels.iter().all(|(_, l)| letter(l));
        if turns < if only_letters { MIN_LETTER_TURNS } else { MIN_TURNS }
            || 100 * first.start > MAX_BEGIN_PERCENT * self.text.len()
        {
            return false;
        }
        let mut keys: Vec<_> = labels.iter().filter_map(|(line, l)| self.key(line, *l)).collect();
        keys.sort();
        keys.dedup();
        if keys.len() < 2 {
            return false;
        }
        // A list has labels too, each once, and names of things.
        let again = labels.iter().filter(|(line, l)| self.count(line, *l) > 1).count();
        let described = |(line, l): &&(&Line, Label)| {
            letter(l)
                || self.count(line, *l) > 1
                || (l.sure == Certainty::Clear
                    && (l.capitals || l.form == LabelShape::Stop || line.time.is_some()))
        };
        let described = labels.iter().filter(described).count();
        let loud =
            |(line, l): &(&Line, Label)| l.capitals || l.form == LabelShape::Stop || line.time.is_some();
        let loud = 2 * labels.iter().filter(|l| loud(l)).count() > turns;
        if 2 * described < turns || (!loud && 2 * again < turns) {
            return false;
        }
        let behind = self.lines.iter().zip(uses).filter(|(l, _)| l.start >= first.start);
        let behind = behind
            .filter(|(line, used)| match used {
                Use::Words => line.begins,
                Use::Turn | Use::Unknown => line.label.is_some_and(|l| line.text + l.words < line.end),
                Use::Break | Use::Note => false,
            })
            .count();
        let share = if loud && !only_letters { PARAGRAPHS_OF_LABELS } else { PARAGRAPHS_OF_NAMES };
        share * turns >= behind && 2 * self.spoken(uses) >= turns
    }

    /// Turns whose first paragraph is a sentence, rather than "34" or "Port Ellis".
    fn spoken(&self, uses: &[Use]) -> usize {
        let mut out = 0;
        for (i, line) in self.lines.iter().enumerate().filter(|(i, _)| uses[*i] == Use::Turn) {
            let from = line.label.map_or(line.text, |l| line.text + l.words).min(line.end);
            let mut words = &self.text[from..line.end];
            if words.is_empty() {
                words = self.lines.get(i + 1).map_or("", |l| &self.text[l.text..l.end]);
            }
            let ended = words.ends_with(['.', '?', '!', '”', '"', ')', ']', '-', '—', '…']);
            out += usize::from(ended || words.split_whitespace().count() > 7);
        }
        out
    }

    fn turns(&self, uses: &[Use]) -> Turns {
        let text = self.text;
        let mut turns: Vec<Turn> = Vec::new();
        let mut open = false;
        let mut examination = court::Examination::default();
        for (i, (line, used)) in self.lines.iter().zip(uses).enumerate() {
            let next = self.lines.get(i + 1).map_or("", |l| &text[l.text..l.end]);
            let is_heading = examination.read(&text[line.text..line.end], next, self.lexicon);
            let mut from = line.text;
            match used {
                _ if is_heading => open = false,
                Use::Turn | Use::Unknown => {
                    let Some(label) = line.label else { continue };
                    let span = Span::new(text, line.text + label.from, line.text + label.to);
                    let span = span.filter(|_| *used == Use::Turn);
                    let name = span.and_then(|s| examination.name(label.form, s.of(text), self.lexicon));
                    turns.push(Turn { label: span, name, words: Vec::new() });
                    (from, open) = (line.text + label.words, true);
                }
                Use::Break => open = false,
                Use::Note => continue,
                Use::Words => {}
            }
            let words = text[from.min(line.end)..line.end].trim_start();
            // Sounds at the ends of a paragraph, "(Laughter.)", are nobody's.
            let said = unspoken::said(words, self.lexicon);
            if let (Some(turn), true) = (turns.last_mut(), open && !said.is_empty() && !is_stage(words)) {
                let at = line.end - words.len();
                turn.words.extend(Span::new(text, at + said.start, at + said.end));
            }
        }
        turns.retain(|t| !t.words.is_empty());
        Turns { turns, times: self.times() }
    }

    /// What was said between one stamp and the next.
    fn times(&self) -> Vec<Timed> {
        let stamped: Vec<(usize, u64)> = self.lines.iter().filter_map(|l| Some((l.start, l.time?))).collect();
        let ends = stamped.iter().skip(1).copied().chain([(self.text.len(), 0)]);
        let timed = stamped.iter().zip(ends).filter_map(|(&(from, start), (to, end))| {
            Some(Timed { span: Span::new(self.text, from, to)?, start, end: end.max(start) })
        });
        timed.collect()
    }
}

/// "(Applause.)", "[Laughter]": what a record notes and nobody said.
fn is_stage(words: &str) -> bool {
    unspoken::in_brackets(words).is_some()
}

#[cfg(test)]
mod tests;
