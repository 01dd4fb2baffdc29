//! What each line of a record is: the beginning of a turn, words, a note that nobody said. In: a page. Out: a [`Use`] for each line.

use super::head;
use super::head::Certainty;
use super::label::{Label, LabelShape};
use super::page::{RecordLine, RecordPage};
use crate::lexicon::{Class, folded};
use crate::read::unspoken;

/// Lines over which a note in brackets runs.
const MAX_NOTE_LINES: usize = 8;
/// Words of a heading.
const MAX_HEADING_WORDS: usize = 14;
/// Headings, times and closing lines are shorter, in bytes.
const MAX_ASIDE_BYTES: usize = 200;
/// Most words of what a record tells of a person or a group: "Opposition members interjecting".
const MAX_TOLD_WORDS: usize = 12;
/// So many questions without a label, each before an answer with one, show an interview.
const MIN_QUESTIONS: usize = 2;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
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

/// The use of each line of a page.
pub(super) fn uses(page: &RecordPage<'_>) -> Vec<Use> {
    let letters = page.lines.iter().any(|l| l.label.is_some_and(|l| l.form == LabelShape::Question));
    let mut out = Vec::with_capacity(page.lines.len());
    let mut note: Option<(char, usize)> = None;
    for (i, line) in page.lines.iter().enumerate() {
        if let Some((close, left)) = note {
            let closed = page.words(line).trim_end_matches('.').ends_with(close);
            note = (!closed && left > 0).then_some((close, left - usize::from(left > 0)));
            out.push(*out.last().unwrap_or(&Use::Note));
            continue;
        }
        out.push(match line.label {
            // A line that is not known for a name is a heading, unless the name comes back.
            Some(label)
                if label.form != LabelShape::Line
                    || label.sure > Certainty::Shape
                    || page.count(line, label) > 1 =>
            {
                labelled(page, line, label, letters)
            }
            _ if i > 0 && page.goes_on(i - 1) => continues(out.last().copied()),
            _ => {
                note = opens_note(page, i);
                unlabelled(page, i, note.is_some())
            }
        });
    }
    quoted(page, &mut out);
    questions(page, &mut out);
    out
}

/// True if a label can begin a turn though its name does not come back.
pub(super) fn turns_alone(label: &Label) -> bool {
    match label.form {
        LabelShape::Heading | LabelShape::Voice => false,
        LabelShape::Question | LabelShape::Answer => true,
        _ => label.sure >= Certainty::Likely,
    }
}

/// The use of a line that goes on with the paragraph before it.
fn continues(before: Option<Use>) -> Use {
    match before {
        Some(used @ (Use::Break | Use::Note)) => used,
        _ => Use::Words,
    }
}

fn labelled(page: &RecordPage<'_>, line: &RecordLine, label: Label, letters: bool) -> Use {
    let again = page.count(line, label) > 1;
    match (label.form, label.sure) {
        (LabelShape::Heading, _) => Use::Break,
        (LabelShape::Voice, _) => Use::Unknown,
        (LabelShape::Answer, _) if !letters => Use::Unknown,
        (LabelShape::Question | LabelShape::Answer, _) | (_, Certainty::Clear) => Use::Turn,
        (_, _) if again => Use::Turn,
        (LabelShape::Line, Certainty::Likely) if page.by_lines => Use::Turn,
        (LabelShape::Line, _) => Use::Break,
        (LabelShape::Sign, _) => Use::Words,
        (LabelShape::Stop, Certainty::Likely) => Use::Turn,
        (LabelShape::Colon, Certainty::Likely) if label.capitals || label.count > 1 => Use::Turn,
        (_, Certainty::Word) => Use::Words,
        _ => Use::Unknown,
    }
}

fn unlabelled(page: &RecordPage<'_>, at: usize, opens: bool) -> Use {
    let line = &page.lines[at];
    let (words, records) = (page.words(line), page.lexicon.records());
    if line.begins && is_narrative(page, words) {
        return Use::Break;
    }
    if words.len() > MAX_ASIDE_BYTES && !opens && !is_stage(words) {
        return if page.is_excerpt(line) { Use::Note } else { Use::Words };
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
    if opens || is_stage(words) || is_noise(page, words) {
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
    let ends = ends || unspoken::closes(words, page.lexicon);
    match timed || ends || is_heading(page, at, words, capitals) {
        true => Use::Break,
        false if page.is_excerpt(line) => Use::Note,
        false => Use::Words,
    }
}

/// True if a paragraph is the record's own: "There was no objection.", "Opposition members interjecting—".
fn is_narrative(page: &RecordPage<'_>, words: &str) -> bool {
    let near = &words[..words.floor_char_boundary(MAX_ASIDE_BYTES)];
    if !near.starts_with(char::is_uppercase) {
        return false;
    }
    let records = page.lexicon.records();
    records.is_narrative(&near.to_lowercase(), near.split_whitespace().count() <= MAX_TOLD_WORDS)
}

/// True if a line is a heading: words with capitals, and no sentence. A line that the next one goes on with is none.
fn is_heading(page: &RecordPage<'_>, at: usize, words: &str, capitals: bool) -> bool {
    let line = &page.lines[at];
    let sentence = words.ends_with(['.', '?', '!', ',', ';', '”', '"', '’', '…', '-', '—', ')', ']']);
    if line.heading {
        return true;
    }
    if !line.begins || sentence || page.goes_on(at) || words.split_whitespace().count() > MAX_HEADING_WORDS {
        return false;
    }
    let own = words.trim_start_matches(['#', '*', '_', ' ']);
    if capitals || own.len() < words.len() {
        return words.chars().filter(|c| c.is_alphabetic()).count() > 1;
    }
    let small = |w: &str| w.starts_with(char::is_lowercase) && !head::is_small(w, page.lexicon);
    own.starts_with(char::is_uppercase) && !own.split_whitespace().any(small)
}

/// A bracket that a line opens, which a later one closes.
fn opens_note(page: &RecordPage<'_>, at: usize) -> Option<(char, usize)> {
    let first = page.words(&page.lines[at]);
    let (open, close) = match first.chars().next()? {
        '(' => ('(', ')'),
        '[' => ('[', ']'),
        _ => return None,
    };
    if first.matches(open).count() != first.matches(close).count() + 1 {
        return None;
    }
    let closes = |line: &RecordLine| page.words(line).trim_end_matches('.').ends_with(close);
    let behind = page.lines.iter().skip(at + 1).take(MAX_NOTE_LINES);
    let end =
        behind.take_while(|l| l.label.is_none_or(|l| l.form == LabelShape::Heading)).position(closes)?;
    Some((close, end))
}

/// A paragraph behind one that ends in "Senator Brandt replied:" is what that one said, and not the speaker's own.
fn quoted(page: &RecordPage<'_>, uses: &mut [Use]) {
    for at in 1..page.lines.len() {
        let line = &page.lines[at];
        let own = uses[at] == Use::Words && line.apart && line.label.is_none();
        let before = matches!(uses[at - 1], Use::Words | Use::Turn);
        if own && before && introduces_another(page, page.words(&page.lines[at - 1])) {
            let mut end = at;
            uses[end] = Use::Note;
            while page.goes_on(end) && uses[end + 1] == Use::Words {
                end += 1;
                uses[end] = Use::Note;
            }
        }
    }
}

/// True if a paragraph ends in a verb of saying and a colon, with somebody else before it: "Senator Brandt replied:".
fn introduces_another(page: &RecordPage<'_>, words: &str) -> bool {
    let Some(clause) = words.strip_suffix(':') else { return false };
    let mut behind = clause.rsplit(|c: char| c.is_whitespace() || c == '—').map(folded);
    let (Some(verb), Some(subject)) = (behind.next(), behind.next()) else { return false };
    let own = page.lexicon.classes(&subject);
    let speaks = page.lexicon.word(&verb).verb.is_some_and(|v| page.lexicon.verb(v).speech);
    speaks && !own.has(Class::PronounFirst) && !own.has(Class::Auxiliary)
}

/// In an interview whose questions have no label, each before an answer that has one, the questions are nobody's; so is what stands
/// behind the answers, where an answer is a paragraph.
fn questions(page: &RecordPage<'_>, uses: &mut [Use]) {
    let asks = |i: usize| {
        // Behind a name on a line of its own stand that one's words.
        let named = |l: &RecordLine| l.label.is_some_and(|label| l.text + label.words >= l.end);
        if i > 0 && matches!(uses[i - 1], Use::Turn | Use::Unknown) && named(&page.lines[i - 1]) {
            return false;
        }
        let bare = page.words(&page.lines[i]).trim_end_matches(['*', '_', '”', '"', ' ']);
        uses[i] == Use::Words && page.lines[i].apart && page.lines[i].label.is_none() && bare.ends_with('?')
    };
    let turns = |i: &usize| uses[*i] == Use::Turn;
    let (mut answers, mut asked, mut long) = (0usize, 0usize, 0usize);
    let mut last: Option<usize> = None;
    for i in (0..uses.len()).filter(turns) {
        answers += 1;
        asked += usize::from(i > 0 && asks(i - 1));
        let between =
            last.map_or(0, |last| (last + 1..i).filter(|&k| uses[k] == Use::Words && !asks(k)).count());
        long += usize::from(between > 0);
        last = Some(i);
    }
    if asked < MIN_QUESTIONS || 2 * asked < answers {
        return;
    }
    let found: Vec<usize> =
        (0..uses.len()).filter(|&i| asks(i) || (long == 0 && uses[i] == Use::Words)).collect();
    for i in found {
        uses[i] = Use::Break;
    }
}

/// "(Applause.)", "[Laughter]": what a record notes and nobody said.
pub(super) fn is_stage(words: &str) -> bool {
    unspoken::in_brackets(words).is_some()
}

/// "APPLAUSE" alone on a line: a sound without brackets.
fn is_noise(page: &RecordPage<'_>, words: &str) -> bool {
    !words.contains(char::is_lowercase) && unspoken::is_sound(words, page.lexicon)
}
