//! Speaker-labelled text → turns. In: a text. Out: who speaks where, and when.
//!
//! ```text
//! turn   = label words newline (paragraph newline)*
//! label  = stamp? (CAPITALS | Name) ("," description)? ("(" … ")")? ":"
//!                                             THE PRESIDENT: · SENATOR BRANDT (I-ME): · **Ana Ruiz:** · [00:12:34] RUIZ:
//!        | Title NAME "."                     Mr. BRANDT. · The CHAIR. (paragraphs of a hearing)
//!        | "Q" | "A" | "Q" ":"                Q  Thank you.
//!        | Name (">" | "—")                    Ana Ruiz> Yes. · Ana Ruiz — Yes.
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
mod form;
mod head;
mod inline;
mod label;
mod page;
mod stamp;
mod sure;
mod uses;

use super::unspoken;
use crate::lexicon::Lexicon;
use crate::model::{Span, Timed, Turn};
use crate::segment;
use head::Certainty;
use label::LabelShape;
use page::{RecordLine, RecordPage};
use uses::Use;

pub(crate) use head::is_group;

/// Who speaks where, and when, where stamps tell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Turns {
    pub turns: Vec<Turn>,
    pub times: Vec<Timed>,
}

/// The name that a line begins with as a label in small letters, "Ana Ruiz: We won.", and the byte of its words.
pub(super) fn speaker_label<'l>(line: &'l str, lexicon: &Lexicon) -> Option<(&'l str, usize)> {
    let label = label::label(line, lexicon)?;
    let named = label.form == LabelShape::Colon && label.sure >= Certainty::Likely && label.from == 0;
    (named && line[label.to..].starts_with(':')).then(|| (&line[..label.to], label.words))
}

/// The turns of a text that is said to be a transcript.
pub(super) fn turns(text: &str, lexicon: &Lexicon) -> Turns {
    let page = settled(text, lexicon);
    labelled(&page, &uses::uses(&page))
}

/// The turns of a text of which nobody said what it is, where most of it is labelled.
pub(super) fn plain_turns(text: &str, lexicon: &Lexicon) -> Option<Turns> {
    // Most articles end here.
    let cut = |line: &str| !inline::cuts(line.trim(), lexicon).is_empty();
    let in_one_line = || inline::may_cut(text) && text.lines().any(cut);
    if !may_have_turns(text, lexicon) && !in_one_line() {
        return None;
    }
    let page = settled(text, lexicon);
    if page.lines.iter().filter(|line| line.label.is_some()).take(sure::MIN_TURNS).count() < sure::MIN_TURNS {
        return None;
    }
    let uses = uses::uses(&page);
    sure::is_record(&page, &uses).then(|| labelled(&page, &uses))
}

/// True if enough lines can begin turns for the page to be read as a whole: by themselves, or because their names come back.
fn may_have_turns(text: &str, lexicon: &Lexicon) -> bool {
    let mut from = 0;
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).map(|end| {
        let line = text[from..end].trim();
        from = end + 1;
        line
    });
    let printed: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let mut alone = 0;
    let mut names: Vec<(String, bool)> = Vec::new();
    for &line in &printed {
        let lead = page::lead(line, lexicon);
        let words = &line[lead.bytes..];
        // A stamp on a line of its own makes a turn of the name above it.
        let turns_alone = if words.is_empty() {
            true
        } else if label::may_begin(line, lexicon)
            && let Some(label) = label::label(words, lexicon)
        {
            names.extend(label.key(words).map(|name| (name, uses::turns_alone(&label))));
            uses::turns_alone(&label)
        } else {
            false
        };
        alone += usize::from(turns_alone);
        if alone >= sure::MIN_TURNS {
            return true;
        }
    }
    names.sort_unstable();
    let again = names.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    let named = again.flatten().filter(|(_, turns_alone)| !turns_alone).count();
    // Numbers at the margin are no words of their lines.
    alone + named >= sure::MIN_TURNS || segment::is_numbered(printed.into_iter())
}

/// True if some labels of a text that is not read as a record are such as nothing else is: "MR. RUIZ:", and names in capitals that come
/// back.
pub(super) fn may_be_record(text: &str, lexicon: &Lexicon) -> bool {
    let loud = |line: &str| {
        let begins = label::may_begin(line, lexicon) && line.starts_with(char::is_uppercase);
        let label = label::label(line, lexicon).filter(|_| begins)?;
        let is_loud = label.form == LabelShape::Colon
            && label.capitals
            && label.sure == Certainty::Clear
            && !label.group;
        is_loud.then(|| line[label.from..label.to].to_owned())
    };
    let mut found: Vec<String> = text.lines().map(str::trim).filter_map(loud).collect();
    found.sort_unstable();
    let again = found.windows(2).any(|pair| pair[0] == pair[1]);
    again && found.len() >= sure::MIN_TURNS && found.first() != found.last()
}

fn settled<'a>(text: &'a str, lexicon: &'a Lexicon) -> RecordPage<'a> {
    let mut page = RecordPage::read(text, lexicon);
    form::settle(&mut page);
    page
}

/// The turns of a page.
fn labelled(page: &RecordPage<'_>, uses: &[Use]) -> Turns {
    let text = page.text;
    let mut turns: Vec<Turn> = Vec::new();
    let mut open = false;
    let mut examination = court::Examination::default();
    let mut at = 0;
    while let Some(line) = page.lines.get(at) {
        let used = uses[at];
        let next = page.lines.get(at + 1).map_or("", |l| page.words(l));
        let is_heading = examination.read(page.words(line), next, page.lexicon);
        let mut from = line.text;
        match used {
            _ if is_heading => open = false,
            Use::Turn | Use::Unknown => {
                if let Some(label) = line.label {
                    let span = Span::new(text, line.text + label.from, line.text + label.to);
                    let span = span.filter(|_| used == Use::Turn);
                    let name = span.and_then(|s| examination.name(label.form, s.of(text), page.lexicon));
                    turns.push(Turn { label: span, name, words: Vec::new() });
                    (from, open) = (line.text + label.words, true);
                }
            }
            Use::Break => open = false,
            Use::Note | Use::Words => {}
        }
        let last = if used == Use::Note { at } else { paragraph(page, uses, at) };
        if let (Some(turn), true) = (turns.last_mut(), open && used != Use::Note) {
            let end = page.lines[last].end;
            turn.words.extend(said(page, from.min(end), end));
        }
        at = last + 1;
    }
    turns.retain(|t| !t.words.is_empty());
    Turns { turns, times: times(page) }
}

/// The last line of the paragraph that a line begins.
fn paragraph(page: &RecordPage<'_>, uses: &[Use], at: usize) -> usize {
    let mut last = at;
    while uses.get(last + 1) == Some(&Use::Words) && page.goes_on(last) {
        last += 1;
    }
    last
}

/// The place of what was said between two bytes: sounds at the ends of a paragraph, "(Laughter.)", are nobody's.
fn said(page: &RecordPage<'_>, from: usize, end: usize) -> Option<Span> {
    let words = page.text[from..end].trim_start();
    let said = unspoken::said(words, page.lexicon);
    let at = end - words.len();
    let is_said = !said.is_empty() && !uses::is_stage(words);
    Span::new(page.text, at + said.start, at + said.end).filter(|_| is_said)
}

/// What was said between one stamp and the next.
fn times(page: &RecordPage<'_>) -> Vec<Timed> {
    let stamp = |l: &RecordLine| Some((l.start, l.time?));
    let stamped: Vec<(usize, u64)> = page.lines.iter().filter_map(stamp).collect();
    let ends = stamped.iter().skip(1).copied().chain([(page.text.len(), 0)]);
    let timed = stamped.iter().zip(ends).filter_map(|(&(from, start), (to, end))| {
        Some(Timed { span: Span::new(page.text, from, to)?, start, end: end.max(start) })
    });
    timed.collect()
}

#[cfg(test)]
mod tests;
