//! Whether a text of which nobody said what it is, is a record. In: a page and the use of each line. Out: whether its labels make up
//! enough of it.

use super::head::Certainty;
use super::label::{Label, LabelShape};
use super::page::{RecordLine, RecordPage};
use super::uses::Use;

/// A text without a word from its reader that it is a transcript has at least so many turns…
pub(super) const MIN_TURNS: usize = 3;
/// … so many where questions and answers have letters alone…
const MIN_LETTER_TURNS: usize = 5;
/// … the first of them begins before this part of the text, in percent…
const MAX_BEGIN_PERCENT: usize = 40;
/// … and from there on at least one paragraph of so many has a label…
const PARAGRAPHS_OF_LABELS: usize = 4;
/// … or of so many, where labels are names as any list has them…
const PARAGRAPHS_OF_NAMES: usize = 2;
/// … or the last label that nothing else can be begins behind this part of the text, in percent: long answers hide no transcript…
const MIN_END_PERCENT: usize = 50;
/// … or there are so many of those.
const MANY_LABELS: usize = 6;

/// True if the labels make up most of a text.
pub(super) fn is_record(page: &RecordPage<'_>, uses: &[Use]) -> bool {
    let labels = labels(page, uses);
    let (Some((first, _)), turns) = (labels.first(), labels.len()) else { return false };
    let only_letters = labels.iter().all(|(_, l)| is_letter(l));
    if turns < if only_letters { MIN_LETTER_TURNS } else { MIN_TURNS }
        || 100 * first.start > MAX_BEGIN_PERCENT * page.text.len()
        || speakers(page, &labels) < 2
    {
        return false;
    }
    // A list has labels too, each once, and names of things.
    let again = labels.iter().filter(|(line, l)| page.count(line, *l) > 1).count();
    let described = |(line, l): &&(&RecordLine, Label)| {
        is_letter(l)
            || l.group
            || page.count(line, *l) > 1
            || (l.sure == Certainty::Clear && is_loud(page, line, l))
    };
    let described = labels.iter().filter(described).count();
    let loud = 2 * labels.iter().filter(|(line, l)| is_loud(page, line, l)).count() > turns;
    if 2 * described < turns || (!loud && 2 * again < turns) || 2 * spoken(page, uses) < turns {
        return false;
    }
    if !only_letters && is_spread(page, &labels) {
        return true;
    }
    let share = if loud && !only_letters { PARAGRAPHS_OF_LABELS } else { PARAGRAPHS_OF_NAMES };
    share * turns >= paragraphs(page, uses, first.start)
}

/// The lines that begin a turn.
fn labels<'p>(page: &'p RecordPage<'_>, uses: &[Use]) -> Vec<(&'p RecordLine, Label)> {
    let labelled = page.lines.iter().zip(uses).filter(|(_, used)| **used == Use::Turn);
    labelled.filter_map(|(line, _)| Some((line, line.label?))).collect()
}

fn speakers(page: &RecordPage<'_>, labels: &[(&RecordLine, Label)]) -> usize {
    let mut keys: Vec<_> = labels.iter().filter_map(|(line, l)| page.key(line, *l)).collect();
    keys.sort();
    keys.dedup();
    keys.len()
}

fn is_letter(label: &Label) -> bool {
    matches!(label.form, LabelShape::Question | LabelShape::Answer)
}

fn is_loud(page: &RecordPage<'_>, line: &RecordLine, label: &Label) -> bool {
    // "Ana Ruiz (Quay South) (Lab)"
    let seated = || {
        let clear = label.form == LabelShape::Line && label.sure == Certainty::Clear;
        clear && page.text[line.text..line.end].contains('(')
    };
    label.capitals || label.form == LabelShape::Stop || line.time.is_some() || seated()
}

/// True if labels that nothing else can be, "MR. RUIZ:" and names in capitals that come back, run through the text.
fn is_spread(page: &RecordPage<'_>, labels: &[(&RecordLine, Label)]) -> bool {
    let strong = |(line, l): &&(&RecordLine, Label)| {
        is_loud(page, line, l) && !is_letter(l) && (l.sure == Certainty::Clear || page.count(line, *l) > 1)
    };
    let strong: Vec<&(&RecordLine, Label)> = labels.iter().filter(strong).collect();
    // The letter of a question is a speaker beside one that is named.
    let last = labels.last().map_or(0, |(line, _)| line.start);
    strong.len() >= MIN_TURNS
        && (strong.len() >= MANY_LABELS || 100 * last >= MIN_END_PERCENT * page.text.len())
}

/// Paragraphs of words from a byte on.
fn paragraphs(page: &RecordPage<'_>, uses: &[Use], from: usize) -> usize {
    let behind = page.lines.iter().zip(uses).enumerate().filter(|(_, (l, _))| l.start >= from);
    let counts = |&(i, (line, used)): &(usize, (&RecordLine, &Use))| match used {
        Use::Words => line.begins && !(i > 0 && page.goes_on(i - 1)),
        Use::Turn | Use::Unknown => line.label.is_some_and(|l| line.text + l.words < line.end),
        Use::Break | Use::Note => false,
    };
    behind.filter(counts).count()
}

/// Turns whose first paragraph is a sentence, rather than "34" or "Port Ellis".
fn spoken(page: &RecordPage<'_>, uses: &[Use]) -> usize {
    let mut out = 0;
    for (i, line) in page.lines.iter().enumerate().filter(|(i, _)| uses[*i] == Use::Turn) {
        let from = line.label.map_or(line.text, |l| line.text + l.words).min(line.end);
        let mut words = &page.text[from..line.end];
        if words.is_empty() {
            let behind = page.lines[i + 1..].iter().map(|l| page.words(l));
            words = behind.take(2).find(|words| !words.is_empty()).unwrap_or("");
        }
        let ended = words.ends_with(['.', '?', '!', '”', '"', ')', ']', '-', '—', '…']);
        out += usize::from(ended || page.is_wrapped(i) || words.split_whitespace().count() > 7);
    }
    out
}
