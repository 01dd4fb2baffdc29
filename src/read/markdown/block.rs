//! Lines → paragraphs on one line. Signs of list items and block quotes become spaces, line ends inside a
//! paragraph too; a block quote that is what somebody said gets marks.

use std::ops::Range;

use super::edit::{Edit, Put};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::VOID;

/// Wider lines are paragraphs where they end a sentence, whatever Markdown says: programs write such files.
const MAX_WRAPPED_CHARS: usize = 120;
/// Words before a colon in which it is told that somebody speaks.
const MAX_INTRODUCTION_WORDS: usize = 25;
/// White space and what stands for markup.
const NOTHING: [char; 4] = [' ', '\t', '\r', VOID];

/// A line of the file.
struct Row<'t> {
    /// Where its words begin and end.
    start: usize,
    end: usize,
    /// Behind its line end.
    next: usize,
    /// Where the line begins, and where its signs end.
    signs: (usize, usize),
    words: &'t str,
    /// How many block quotes it stands in.
    depth: usize,
    /// True if it can neither go on the line before nor be gone on from.
    alone: bool,
    /// True if it begins an item of a list.
    item: bool,
    /// Where the dash is that makes it an item.
    dash: Option<usize>,
    /// True if it is broken on purpose: two spaces or a backslash.
    broken: bool,
}

/// A block quote with marks that nothing beside it shows to be speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BareBlock {
    /// Its place in the text.
    pub place: Range<usize>,
    /// True if the line before it ends with a colon.
    pub announced: bool,
}

/// Signs to spaces, paragraphs to one line, marks around block quotes: those that are speech, or `all`. `elements` are the places of
/// `<blockquote>` elements.
pub fn paragraphs(
    text: &str,
    lexicon: &Lexicon,
    elements: &[Range<usize>],
    all: bool,
) -> (Vec<Edit>, Vec<BareBlock>) {
    let rows = rows(text, elements);
    let mut out: Vec<Edit> = Vec::new();
    let Quoted { marks, bare } = quoted(text, &rows, lexicon, all);
    // Up to where a signature was drawn to the words before it.
    let mut drawn = 0;
    for (i, row) in rows.iter().enumerate() {
        let (opened, closed) = marks[i];
        if row.signs.0 >= drawn {
            signs(text, row, opened, drawn, &mut out);
        }
        let Some(next) = rows.get(i + 1) else { continue };
        let is_apart = next.words.is_empty() || next.signs.0 < next.signs.1;
        let closes = closed && row.end < row.next && (is_apart || text[row.end..].starts_with(VOID));
        let from = row.end + usize::from(closes);
        if closes {
            out.push((row.end..from, Put::Char('"')));
        }
        if let Some(signature) = signature_of(&rows, i, closes) {
            drawn = signature;
            out.push((from..signature, Put::Space));
            out.extend(references_behind(text, signature).into_iter().map(|place| (place, Put::Void)));
        } else if !closes && goes_on(row, next) {
            out.push((row.end..row.next, Put::Space));
        }
    }
    // What was put first in a place stays there.
    let mut at = 0;
    out.retain(|(place, _)| {
        let is_free = !place.is_empty() && place.start >= at;
        at = if is_free { place.end } else { at };
        is_free
    });
    (out, bare)
}

/// The signs of a row to spaces, and the mark before its words.
fn signs(text: &str, row: &Row<'_>, opened: bool, drawn: usize, out: &mut Vec<Edit>) {
    let (from, to) = row.signs;
    let mark_at = opened.then(|| text[from..to].rfind(['>', ' ']).map(|at| from + at)).flatten();
    let before = row.start.checked_sub(1).filter(|&at| opened && at >= drawn && text.is_char_boundary(at));
    match (mark_at, before) {
        (Some(at), _) => {
            out.push((from..at, Put::Space));
            out.push((at..at + 1, Put::Char('"')));
            out.push((at + 1..to, Put::Space));
        }
        // A `<blockquote>` has no sign: its tag or the end of its line is before the words.
        (None, Some(at)) => out.push((at..at + 1, Put::Char('"'))),
        _ if text[from..to].contains(|c| c != ' ') => out.push((from..to, Put::Space)),
        _ => {}
    }
}

/// Words of a signature: who said what stands before it.
const MAX_SIGNATURE_WORDS: usize = 14;

/// Where the signature of a row begins: a name behind a dash on the next line with words, if the row ends a quotation.
fn signature_of(rows: &[Row<'_>], at: usize, closes: bool) -> Option<usize> {
    let row = &rows[at];
    let ended = closes || row.words.trim_end_matches(NOTHING).ends_with(['"', '”', '»', '’', '\'']);
    if row.words.is_empty() || row.alone || !ended {
        return None;
    }
    let next = rows[at + 1..].iter().take(MAX_BETWEEN).find(|r| !r.words.is_empty())?;
    let dash = next.dash.filter(|_| next.depth > 0 && next.depth == row.depth && !row.item);
    dash.or_else(|| next.words.starts_with(DASHES).then_some(next.start)).filter(|_| is_signature(next.words))
}

/// Lines without words between a quotation and its signature.
const MAX_BETWEEN: usize = 3;
const DASHES: [char; 3] = ['—', '–', '―'];

/// True for a few words that begin with a name, behind a dash or without it.
pub(in crate::read) fn is_signature(words: &str) -> bool {
    let name = words.trim_start_matches(['—', '–', '―', '-']).trim_start_matches(NOTHING);
    name.starts_with(char::is_uppercase)
        && !name.ends_with(['?', '!', ':'])
        && !name.contains(['"', '“', '”'])
        && name.split_whitespace().count() <= MAX_SIGNATURE_WORDS
}

/// What stands in brackets at the end of a signature, in the order of the text: references and links, which are no part of the name.
fn references_behind(text: &str, signature: usize) -> Option<Range<usize>> {
    let line = text[signature..].lines().next().unwrap_or_default();
    let end = line.trim_end_matches(NOTHING).len();
    let mut left = &line[..end];
    while let Some(open) = left.strip_suffix([']', ')']).and_then(|l| l.rfind(['[', '('])) {
        left = left[..open].trim_end_matches(NOTHING).trim_end_matches([',', ';']);
    }
    let has_name = left.contains(char::is_alphabetic);
    (has_name && left.len() < end).then(|| signature + left.len()..signature + end)
}

fn rows<'t>(text: &'t str, elements: &[Range<usize>]) -> Vec<Row<'t>> {
    let mut at = 0;
    let mut rows: Vec<Row<'_>> = text
        .split_inclusive('\n')
        .map(|line| {
            let begin = at;
            at += line.len();
            row(line, begin)
        })
        .collect();
    // A last row that is empty stands for the end.
    rows.push(row("", text.len()));
    let mut elements = elements.iter().peekable();
    for row in &mut rows {
        while elements.next_if(|e| e.end <= row.start).is_some() {}
        row.depth += usize::from(elements.peek().is_some_and(|e| e.start <= row.start));
    }
    rows
}

fn row(line: &str, begin: usize) -> Row<'_> {
    let behind = |rest: &str| begin + line.len() - rest.len();
    let bare = line.trim_end_matches(['\n', '\r']);
    let broken = bare.ends_with("  ") || bare.ends_with('\\');
    let mut rest = bare.trim_start_matches(NOTHING);
    let mut depth = 0;
    let mut signs = begin;
    // Where the rest begins, counted from the line's end, as `rest` is cut at its front alone.
    let place = |rest: &str| begin + bare.len() - rest.len();
    while let Some(quoted) = rest.strip_prefix('>') {
        depth += 1;
        rest = quoted.trim_start_matches(NOTHING);
        signs = place(rest);
    }
    let item = item(rest);
    let dash = item.filter(|_| rest.starts_with('-')).map(|_| place(rest));
    if let Some(inside) = item {
        rest = inside.trim_start_matches(NOTHING);
        signs = place(rest);
    }
    let words = rest.trim_end_matches(NOTHING);
    let start = place(rest);
    let rule = words.len() > 1 && words.chars().all(|c| matches!(c, '=' | '-' | '*' | '_' | ' '));
    let alone = words.is_empty() || rule || words.starts_with('|') || words.starts_with('#');
    Row {
        start,
        end: start + words.len(),
        next: behind(""),
        signs: (begin, signs),
        words,
        depth,
        alone,
        item: item.is_some(),
        dash,
        broken,
    }
}

/// What stands behind the sign of a list's item.
fn item(line: &str) -> Option<&str> {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match line.len() - behind.len() {
        0 => line.strip_prefix(['*', '-', '+', '•']),
        1..=9 => behind.strip_prefix([')', '.']),
        _ => None,
    };
    rest.filter(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty())
}

/// True if the paragraph of a row goes on in the next one.
fn goes_on(row: &Row<'_>, next: &Row<'_>) -> bool {
    let ended = row
        .words
        .trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', VOID])
        .ends_with(['.', '!', '?', '…']);
    let long = || row.words.chars().count() > MAX_WRAPPED_CHARS;
    !row.alone
        && !next.alone
        && !next.item
        && !row.broken
        && row.depth == next.depth
        && !(ended && (long() || begins_turn(next.words)))
}

/// True if a label stands at the beginning: "Ana Ruiz:".
fn begins_turn(line: &str) -> bool {
    let Some((label, _)) = line.split_once(':') else { return false };
    let mut words = label.split_whitespace();
    words.clone().count() <= 5 && words.all(|w| !w.starts_with(char::is_lowercase))
}

/// Where block quotes get marks.
struct Quoted {
    /// For each row whether a mark opens before its words, and whether one closes behind them.
    marks: Vec<(bool, bool)>,
    /// Those that nothing shows to be speech.
    bare: Vec<BareBlock>,
}

/// Block quotes without marks that are somebody's words: behind a line with a colon that tells of speech, or with a signature; or `all`.
fn quoted(text: &str, rows: &[Row<'_>], lexicon: &Lexicon, all: bool) -> Quoted {
    let mut out = Quoted { marks: vec![(false, false); rows.len()], bare: Vec::new() };
    let mut i = 0;
    while i < rows.len() {
        let end = i + rows[i..].iter().take_while(|r| r.depth > 0).count();
        if end == i {
            i += 1;
            continue;
        }
        let before = rows[..i].iter().rev().take(MAX_BETWEEN).find(|r| !r.words.is_empty());
        let is_speech = before.is_some_and(|r| introduces(&text[r.start..r.end], lexicon));
        let signed = signature(&rows[i..end]);
        let words = signed.map_or(end, |at| i + at);
        let note =
            rows[i..end].iter().find(|r| !r.words.is_empty()).is_some_and(|r| r.words.starts_with(NOTE));
        if (is_speech || signed.is_some() || all && !note) && mark(&rows[i..words], &mut out.marks[i..words])
        {
            let announced = before.is_some_and(|r| r.words.trim_end_matches(NOTHING).ends_with(':'));
            if !is_speech && signed.is_none() {
                out.bare.push(BareBlock { place: rows[i].start..rows[words - 1].next, announced });
            }
        }
        i = end;
    }
    out
}

/// How a note of the writer's own begins, in the Markdown of forges: `> [!NOTE]`.
const NOTE: &str = "[!";

/// The row of a block quote that names who said it: the last one with words, if a dash and a name stand there and words before it.
fn signature(rows: &[Row<'_>]) -> Option<usize> {
    let at = rows.iter().rposition(|r| !r.words.is_empty())?;
    let row = &rows[at];
    let before = rows[..at].iter().filter(|r| !r.words.is_empty());
    let alone = row.dash.is_some() && before.clone().all(|r| !r.item);
    let dashed = row.words.starts_with(DASHES) || row.words.starts_with("--") || alone;
    (dashed && before.count() > 0 && is_signature(row.words)).then_some(at)
}

/// Marks the paragraphs of one block quote: each opens, the last one closes. A name behind a dash is no part
/// of what was said. False if it has marks of its own.
fn mark(rows: &[Row<'_>], out: &mut [(bool, bool)]) -> bool {
    let own =
        |r: &Row<'_>| r.words.contains(['"', '“', '”', '„', '«', '»']) || r.words.starts_with(['‘', '\'']);
    if rows.iter().any(own) {
        return false;
    }
    let signed = |r: &&Row<'_>| !r.words.starts_with(['—', '–', '-']);
    let mut last = None;
    let mut begins = true;
    for (i, row) in rows.iter().enumerate().take_while(|(_, r)| signed(r)) {
        if row.words.is_empty() {
            begins = true;
            continue;
        }
        out[i].0 = std::mem::take(&mut begins);
        last = Some(i);
    }
    if let Some(last) = last {
        out[last].1 = true;
    }
    last.is_some()
}

/// Whether a line ends with a colon and tells in its last words that somebody speaks.
pub(in crate::read) fn introduces(line: &str, lexicon: &Lexicon) -> bool {
    let line = line.trim_end_matches(NOTHING);
    let Some(words) = line.strip_suffix(':') else { return false };
    let folded = |word: &str| -> String {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let mut words = words.split_whitespace().rev().take(MAX_INTRODUCTION_WORDS).map(folded).peekable();
    while let Some(word) = words.next() {
        let known = lexicon.word(&word);
        let before = words.peek().map_or(Classes::NONE, |before| lexicon.word(before).classes);
        // "They say" speaks; "the list" and "the reports" are things.
        let finite = known.classes.has(Class::Past)
            || known.classes.has(Class::Gerund)
            || lexicon.orthography().ends_as_plural(&word);
        let speaks = known.verb.is_some_and(|v| lexicon.verb(v).speech)
            && (before.meets(Classes::PRONOUN) || finite && !before.has(Class::Determiner));
        if speaks || known.classes.has(Class::SpeechAct) || known.classes.has(Class::SpeechEvent) {
            return true;
        }
    }
    false
}
