//! Markup inside a paragraph → what is put in its place. Each function takes the whole text and looks no
//! further than its paragraph.

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::{Edit, Put};
use crate::model::VOID;

/// Longest address of a link with its title, and longest tag, in bytes.
const MAX_LINK_BYTES: usize = 2_000;
/// Longest entity, in bytes: `&CounterClockwiseContourIntegral;` and its like are no prose.
const MAX_ENTITY_BYTES: usize = 10;

/// Openers of emphasis that are remembered.
const MAX_OPENERS: usize = 32;

/// Backslashes before punctuation. They are taken out last: the signs behind them mark up nothing.
pub fn escapes(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(sign) = text[at..].find('\\').map(|i| at + i) {
        at = sign + 1;
        if text[at..].starts_with(|c: char| c.is_ascii_punctuation()) {
            out.push((sign..at, Put::Void));
            at += 1;
        }
    }
    out
}

/// True if a backslash takes its meaning from the sign at a place.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// HTML tags and addresses in angle brackets. `<q>` is a mark, `<br>` a space.
pub fn tags(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut at = 0;
    // In how many block quotes, and whether a `<cite>` quotes.
    let (mut blocks, mut quotes) = (0usize, false);
    while let Some(open) = text[at..].find('<').map(|i| at + i) {
        at = open + 1;
        let behind = &text[at..];
        let name = behind.strip_prefix('/').unwrap_or(behind);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || is_escaped(text, open) {
            continue;
        }
        let window = &text.as_bytes()[at..text.len().min(at + MAX_LINK_BYTES)];
        let Some(length) = window.iter().position(|b| matches!(b, b'>' | b'<')) else { continue };
        let inside = &text[at..at + length];
        if window[length] == b'<' || inside.contains("\n\n") {
            continue;
        }
        let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
        let what = match name.as_str() {
            "q" => Put::Char('“'),
            "/q" => Put::Char('”'),
            "br" | "br/" => Put::Blank,
            "blockquote" => {
                blocks += 1;
                Put::Void
            }
            "/blockquote" => {
                blocks = blocks.saturating_sub(1);
                Put::Void
            }
            "cite" if is_quoting(inside, &text[at + length..]) => {
                quotes = true;
                Put::Char('“')
            }
            "/cite" if std::mem::take(&mut quotes) => Put::Char('”'),
            // Who says what a block quote holds stands behind a dash.
            "cite" if blocks > 0 && !text[at + length + 1..].trim_start().starts_with(['—', '–', '-']) => {
                Put::Char('—')
            }
            _ => Put::Void,
        };
        at += length + 1;
        out.push((open..at, what));
    }
    out
}

/// Attributes of a `<cite>` around the words of a source. Without one it is the title of a work.
const QUOTING: [&str; 4] = ["doc", "page", "source", "href"];

/// True for a `<cite doc="1">` around words without marks, as language models print it; `inside` is the tag, `behind` what follows it.
fn is_quoting(inside: &str, behind: &str) -> bool {
    let names = inside.split_whitespace().skip(1).filter_map(|a| a.split_once('=')).map(|(name, _)| name);
    let window = behind.floor_char_boundary(MAX_LINK_BYTES);
    let words = behind[..window].split_once("</").map(|(words, _)| words);
    let own = |words: &str| words.contains(['"', '“', '”', '«', '»', '<']) || words.contains("\n\n");
    names.into_iter().any(|name| QUOTING.iter().any(|q| name.eq_ignore_ascii_case(q)))
        && words.is_some_and(|words| !own(words))
}

/// The places of `<blockquote>` elements, from behind the first tag to the last one.
pub fn block_elements(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut at, mut open) = (0, None);
    while let Some(tag) = text[at..].find('<').map(|i| at + i) {
        at = tag + 1;
        let behind = &text.as_bytes()[at..];
        let is = |name: &[u8]| behind.len() > name.len() && behind[..name.len()].eq_ignore_ascii_case(name);
        if is(b"blockquote") {
            open = open.or(Some(at));
        } else if is(b"/blockquote") {
            out.extend(open.take().map(|from| from..tag));
        }
    }
    out
}

/// `[words](address "title")`, `[words][label]`, `![image](address)`, `[^1]`, and the lines that tell the
/// addresses of labels. Words stay.
pub fn links(text: &str) -> Vec<Edit> {
    let mut links = Links { text, labels: labels(text), out: Vec::new(), open: Vec::new(), line: 0 };
    let mut at = 0;
    while let Some(sign) = text[at..].find(['[', ']', '\n']).map(|i| at + i) {
        at = match text.as_bytes()[sign] {
            b'\n' => links.line_end(sign),
            _ if is_escaped(text, sign) => sign + 1,
            b'[' => links.opening(sign),
            _ => links.closing(sign),
        };
    }
    let mut out = links.out;
    out.sort_by_key(|(place, _)| place.start);
    out
}

/// Links as far as they have been found. Each function takes the place of a sign and returns where to go on.
struct Links<'t> {
    text: &'t str,
    labels: BTreeSet<String>,
    out: Vec<Edit>,
    /// Brackets of this paragraph that are not closed yet.
    open: Vec<usize>,
    /// Where the line begins.
    line: usize,
}

impl Links<'_> {
    fn line_end(&mut self, sign: usize) -> usize {
        self.line = sign + 1;
        if self.text[self.line..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
            self.open.clear();
        }
        self.line
    }

    fn opening(&mut self, sign: usize) -> usize {
        let first = sign - self.line < 4 && self.text[self.line..sign].bytes().all(|b| b == b' ');
        if let Some((_, length)) = first.then(|| definition(&self.text[sign..])).flatten() {
            self.out.push((sign..sign + length, Put::Blank));
            return sign + length;
        }
        if let Some(length) = footnote(&self.text[sign..], first) {
            self.out.push((sign..sign + length, Put::Void));
            return sign + length;
        }
        self.open.push(sign);
        sign + 1
    }

    fn closing(&mut self, sign: usize) -> usize {
        let at = sign + 1;
        let Some(begin) = self.open.pop() else { return at };
        let length = address(&self.text[at..]).or_else(|| self.label(begin, sign));
        let Some(length) = length else { return at };
        if self.text[..begin].ends_with('!') {
            // What was found inside an image goes with it.
            while self.out.last().is_some_and(|(place, _)| place.start > begin) {
                self.out.pop();
            }
            self.out.push((begin - 1..at + length, Put::Blank));
        } else {
            self.out.push((begin..begin + 1, Put::Void));
            self.out.push((sign..at + length, Put::Void));
        }
        at + length
    }

    /// Length of `[label]` after the words between two brackets, if an address is given for the label.
    fn label(&self, begin: usize, sign: usize) -> Option<usize> {
        let at = sign + 1;
        let close = self.text[at..].strip_prefix('[')?.find([']', '\n'])?;
        let label = if close == 0 { begin + 1..sign } else { at + 1..at + 1 + close };
        let closed = self.text[at + 1 + close..].starts_with(']');
        let known = closed && self.labels.contains(&self.text[label].to_lowercase());
        known.then_some(close + 2)
    }
}

/// Length of `(address "title")` at the beginning.
fn address(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    let end =
        inside.char_indices().map(|(at, _)| at).find(|at| *at >= MAX_LINK_BYTES).unwrap_or(inside.len());
    let mut depth = 1;
    let ends = |(_, c): &(usize, char)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0 || c.is_whitespace()
    };
    let (at, found) = inside[..end].char_indices().find(ends)?;
    if found == ')' {
        return Some(1 + at + 1);
    }
    let behind = inside[at..].trim_start();
    let closed = |rest: &str| {
        let rest = rest.trim_start();
        rest.starts_with(')').then(|| 1 + inside.len() - rest.len() + 1)
    };
    let mark = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
    let titled = mark.and_then(|mark| closed(&behind[1..][behind[1..].find(mark)? + 1..]));
    titled.or_else(|| closed(behind)).or_else(|| {
        // An address with spaces in it is none, but it is no prose either.
        let line = inside[..end].split('\n').next().filter(|l| l.starts_with("http"))?;
        line.find(')').map(|at| 1 + at + 1)
    })
}

/// Length of `[^1]`, at the beginning of a line with the colon behind it.
fn footnote(text: &str, first: bool) -> Option<usize> {
    let label = text.strip_prefix("[^")?;
    let end = label.bytes().take(64).position(|b| b == b']' || b.is_ascii_whitespace())?;
    let colon = first && label[end..].starts_with("]:");
    (end > 0 && label[end..].starts_with(']')).then_some("[^".len() + end + 1 + usize::from(colon))
}

/// `[label]: address "title"`: the label, and the length to the end of the line.
fn definition(text: &str) -> Option<(&str, usize)> {
    let line = text.split('\n').next()?;
    let (label, address) = line.strip_prefix('[')?.split_once("]:")?;
    let address = address.trim();
    let bare = !label.is_empty() && !label.starts_with('^') && !label.contains(['[', ']']);
    // "[Ruiz]: I do not know" is a label of a transcript.
    let is_address = |a: &str| a.contains(['/', '.', '#']) && !a.ends_with(['.', '!', '?']);
    let first = address.split_whitespace().next()?;
    let titled = address[first.len()..].trim().is_empty() || address.ends_with(['"', '\'', ')']);
    (bare && is_address(first) && titled).then_some((label, line.len()))
}

/// True for a line that says what a label links to: `[label]: address "title"`.
pub fn is_link_definition(line: &str) -> bool {
    definition(line).is_some()
}

/// The labels that addresses are told for, in lower case.
fn labels(text: &str) -> BTreeSet<String> {
    if !text.contains("]:") {
        return BTreeSet::new();
    }
    let lines = text.lines().map(|l| l.trim_start_matches(' '));
    lines.filter_map(definition).map(|(label, _)| label.to_lowercase()).collect()
}

/// A run of `*`, `_` or `~` that opens emphasis and is not closed yet.
struct Opener {
    sign: u8,
    /// What is left of it.
    place: Range<usize>,
}

/// `*words*`, `__words__`, `~~words~~`, by CommonMark's rules of what can open and close.
pub fn emphasis(text: &str) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    let mut open: Vec<Opener> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = text[at..].find(['*', '_', '~', '\n']).map(|i| at + i) {
        let sign = bytes[start];
        let length = bytes[start..].iter().take_while(|b| **b == sign).count();
        at = start + length;
        if sign == b'\n' {
            if text[at..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') || length > 1 {
                open.clear();
            }
            continue;
        }
        if is_escaped(text, start) || (sign == b'~' && length != 2) {
            continue;
        }
        let before = text[..start].chars().rev().find(|c| *c != VOID);
        let behind = text[at..].chars().find(|c| *c != VOID);
        let (opens, closes) = flanks(sign, before, behind);
        let mut place = start..at;
        while closes && !place.is_empty() {
            let Some(found) = open.iter().rposition(|o| o.sign == sign) else { break };
            open.truncate(found + 1);
            let Some(opener) = open.last_mut() else { break };
            let n = place.len().min(opener.place.len());
            out.push((opener.place.end - n..opener.place.end, Put::Void));
            out.push((place.start..place.start + n, Put::Void));
            opener.place.end -= n;
            place.start += n;
            if opener.place.is_empty() {
                open.pop();
            }
        }
        if opens && !place.is_empty() {
            if open.len() == MAX_OPENERS {
                open.remove(0);
            }
            open.push(Opener { sign, place });
        }
    }
    out.sort_by_key(|(place, _)| place.start);
    out
}

/// Whether a run of signs can open emphasis, and whether it can close it, by what stands before and behind
/// it.
fn flanks(sign: u8, before: Option<char>, behind: Option<char>) -> (bool, bool) {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if word(before) && word(behind) {
        // "s***head", "snake_case".
        return (false, false);
    }
    let opens = !space(behind) && (word(behind) || !word(before));
    let closes = !space(before) && (word(before) || !word(behind));
    if sign == b'_' { (opens && !word(before), closes && !word(behind)) } else { (opens, closes) }
}

/// Characters by their names in HTML, as far as prose has them.
const ENTITIES: [(&str, char); 17] = [
    ("amp", '&'),
    ("apos", '\''),
    ("bdquo", '„'),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
];

/// `&ldquo;`, `&#8220;`, `&#x201C;`.
pub fn entities(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('&').map(|i| at + i) {
        at = start + 1;
        let name = text[at..]
            .bytes()
            .take(MAX_ENTITY_BYTES)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        if !text[at + name..].starts_with(';') || is_escaped(text, start) {
            continue;
        }
        if let Some(c) = entity(&text[at..at + name]) {
            at += name + 1;
            out.push((start..at, Put::Char(c)));
        }
    }
    out
}

/// The character that an entity stands for, by its name or number.
pub(in crate::read) fn entity(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return ENTITIES.iter().find(|(own, _)| *own == name).map(|(_, c)| *c);
    };
    let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
    let code = hexadecimal.unwrap_or_else(|| number.parse()).ok()?;
    // No control character comes in by its number.
    char::from_u32(code).map(|c| if c == '\u{a0}' { ' ' } else { c }).filter(|c| !c.is_control())
}
