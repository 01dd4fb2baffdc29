//! Lines → paragraphs on one line. Signs of list items and block quotes become spaces, line ends inside a
//! paragraph too; a block quote that is what somebody said gets marks.

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
    /// True if it is broken on purpose: two spaces or a backslash.
    broken: bool,
}

/// Signs to spaces, paragraphs to one line, marks around block quotes.
pub fn paragraphs(text: &str, lexicon: &Lexicon) -> Vec<Edit> {
    let rows = rows(text);
    let mut out: Vec<Edit> = Vec::new();
    let quoted = quoted(text, &rows, lexicon);
    for (i, row) in rows.iter().enumerate() {
        let (from, to) = row.signs;
        let (opened, closed) = quoted[i];
        let mark_at = opened.then(|| text[from..to].rfind(['>', ' ']).map(|at| from + at)).flatten();
        match mark_at {
            Some(at) => {
                out.push((from..at, Put::Space));
                out.push((at..at + 1, Put::Char('"')));
                out.push((at + 1..to, Put::Space));
            }
            None if text[from..to].contains(|c| c != ' ') => out.push((from..to, Put::Space)),
            None => {}
        }
        let Some(next) = rows.get(i + 1) else { continue };
        if closed && row.end < row.next && (next.words.is_empty() || next.signs.0 < next.signs.1) {
            out.push((row.end..row.end + 1, Put::Char('"')));
        } else if goes_on(row, next) {
            out.push((row.end..row.next, Put::Space));
        }
    }
    out.retain(|(place, _)| !place.is_empty());
    out
}

fn rows(text: &str) -> Vec<Row<'_>> {
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

/// For each row whether a mark opens before its words, and whether one closes behind them: block quotes
/// without marks that stand behind a line with a colon that tells of speech.
fn quoted(text: &str, rows: &[Row<'_>], lexicon: &Lexicon) -> Vec<(bool, bool)> {
    let mut out = vec![(false, false); rows.len()];
    let mut i = 0;
    while i < rows.len() {
        let end = i + rows[i..].iter().take_while(|r| r.depth > 0).count();
        if end == i {
            i += 1;
            continue;
        }
        let before = rows[..i].iter().rev().find(|r| !r.words.is_empty());
        if before.is_some_and(|r| introduces(&text[r.start..r.end], lexicon)) {
            mark(&rows[i..end], &mut out[i..end]);
        }
        i = end;
    }
    out
}

/// Marks the paragraphs of one block quote: each opens, the last one closes. A name behind a dash is no part
/// of what was said.
fn mark(rows: &[Row<'_>], out: &mut [(bool, bool)]) {
    let own =
        |r: &Row<'_>| r.words.contains(['"', '“', '”', '„', '«', '»']) || r.words.starts_with(['‘', '\'']);
    if rows.iter().any(own) {
        return;
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
