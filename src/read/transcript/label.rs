//! What stands at the beginning of a line → a label.
//!
//! In: one line. Out: the bytes that name a speaker, where the words begin, and how sure it is that this is a
//! label. A line alone cannot tell "Ana Ruiz: We won." from "Bottom Line: We won."; the whole text does
//! ([`super::turns`]).

use super::head::{Certainty, MAX_CAPITAL_WORDS, head, is_group, is_titled};
use super::stamp;
use crate::lexicon::{Class, Lexicon, folded};
use crate::read::is_counted;

/// Longest label, in bytes: "ANA RUIZ, FORMER DEPUTY ASSISTANT SECRETARY OF STATE FOR WATER AND PORTS".
const MAX_LABEL_BYTES: usize = 160;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LabelShape {
    /// `Q`
    Question,
    /// `A`
    Answer,
    /// `RUIZ:`, and `RUIZ - ` in capitals
    Colon,
    /// `Mr. RUIZ.`
    Stop,
    /// `Ana Ruiz` on a line of its own
    Line,
    /// `Ana Ruiz> `, `Ana Ruiz — `: a sign that has other uses too
    Sign,
    /// `>>`, `- `: another voice, and nobody says whose
    Voice,
    /// `UPDATE:`: no speaker
    Heading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub form: LabelShape,
    pub sure: Certainty,
    /// Bytes of the line that name the speaker.
    pub from: usize,
    pub to: usize,
    /// Where the words begin.
    pub words: usize,
    /// True if it is in capitals.
    pub capitals: bool,
    /// Words of the name.
    pub count: usize,
    /// True if several people, or people whom nobody names, speak.
    pub group: bool,
    /// Milliseconds of a stamp behind the name.
    pub time: Option<u64>,
}

impl Label {
    /// A label that names nobody, behind which the words begin at a byte.
    fn nameless(form: LabelShape, words: usize) -> Self {
        Self {
            form,
            sure: Certainty::Shape,
            from: 0,
            to: 0,
            words,
            capitals: false,
            count: 0,
            group: false,
            time: None,
        }
    }

    /// What the label of a line has in common with the others of one speaker: the last word of the name.
    pub fn key(&self, line: &str) -> Option<String> {
        if matches!(self.form, LabelShape::Voice | LabelShape::Heading) {
            return None;
        }
        let name = &line[self.from..self.to];
        // "The Mayor (Ana Ruiz)" is Ruiz.
        let inner = name.strip_suffix(')').and_then(|n| n.split_once('(')).map(|n| n.1);
        let own = inner.unwrap_or(name).split([',', '(']).next().unwrap_or(name);
        let own = own.split(" -- ").next().unwrap_or(own).trim_end_matches(['.', ')']);
        Some(folded(own.split_whitespace().next_back()?).to_lowercase())
    }
}

/// True if a line can begin with a label at all: its first words have capitals, up to a sign that ends one.
/// Quick, for the many texts that have no labels.
pub(super) fn may_begin(line: &str, lexicon: &Lexicon) -> bool {
    let own = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let letter = own.strip_prefix(lexicon.records().question());
    if letter.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        return true;
    }
    for (i, word) in own[..own.floor_char_boundary(MAX_LABEL_BYTES)].split_ascii_whitespace().enumerate() {
        if word.ends_with([':', ';', ')', ']', '*', '_', '>']) || (i > 0 && word.ends_with('.')) {
            return true;
        }
        if matches!(word, "-" | "--" | "–" | "—" | "|") {
            return true;
        }
        if word.starts_with('(') {
            return true;
        }
        // Longer than "of", "from", "van der".
        if word.len() > 4 && word.starts_with(char::is_lowercase) {
            return false;
        }
    }
    own.len() <= MAX_LABEL_BYTES && !own.ends_with(['.', '?', '!', '”', '"'])
}

/// Signs that a line of another speaker begins with, beside `>>`.
const DASHES: [&str; 3] = ["- ", "— ", "– "];
/// The beginning of a voice in WebVTT, whose name stands in its tag.
const VOICE: &str = "<v";

/// The label that a line without blanks around it begins with, behind a time stamp.
pub(super) fn label(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let Some((sign, end)) = turn_sign(line) else { return unsigned(line, lexicon) };
    // "- Ana Ruiz: Yes.": a list of turns; signs can follow each other.
    let (mut last, mut at) = (sign, end);
    while last != VOICE
        && let Some((sign, end)) = turn_sign(&line[at..])
    {
        (last, at) = (sign, at + end);
    }
    let named = if last == VOICE { None } else { unsigned(&line[at..], lexicon) };
    if let Some(named) = named.filter(|l| l.form == LabelShape::Colon) {
        return Some(named.moved(at));
    }
    // A dash within a sentence goes on with a small letter.
    let goes_on = sign != ">>" && line[end..].trim_start().starts_with(char::is_lowercase);
    (!goes_on).then(|| Label::nameless(LabelShape::Voice, end))
}

/// The sign of another speaker that a line begins with, and where it ends.
fn turn_sign(line: &str) -> Option<(&'static str, usize)> {
    let rest = &line[marks(line)..];
    if let Some(behind) = rest.strip_prefix(">>") {
        return Some((">>", line.len() - behind.trim_start_matches('>').trim_start().len()));
    }
    let sign = DASHES.into_iter().chain([VOICE]).find(|sign| rest.starts_with(sign))?;
    Some((sign, line.len() - rest.len() + sign.len()))
}

/// The bytes of emphasis that a line begins with; "* item" is a list.
fn marks(line: &str) -> usize {
    let marks = line.len() - line.trim_start_matches(['*', '_']).len();
    if line[marks..].starts_with(char::is_whitespace) { 0 } else { marks }
}

/// The label that a line begins with which has no sign of another speaker.
fn unsigned(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let from = marks(line);
    let rest = &line[from..];
    if opens_letter(rest, lexicon) {
        return Some(Label::nameless(LabelShape::Heading, line.len()));
    }
    numbered(rest, lexicon)
        .or_else(|| letter(rest, lexicon))
        .or_else(|| colon(rest, lexicon))
        .or_else(|| stop(rest, lexicon))
        .or_else(|| dash(rest, lexicon))
        .or_else(|| sign(rest, lexicon))
        .or_else(|| own_line(rest, from > 0, lexicon))
        .map(|l| l.moved(from))
}

/// "Dear Ms. Brandt: The wall leaks.", "Dear Ms. Brandt,".
fn opens_letter(line: &str, lexicon: &Lexicon) -> bool {
    let end = memchr::memchr(b':', line.as_bytes()).or_else(|| line.ends_with(',').then_some(line.len()));
    let Some(end) = end.filter(|_| line.starts_with(char::is_uppercase)) else { return false };
    // "DEAR: Yes." is Mr Dear's.
    let first = line.split_whitespace().next();
    let greets = first.is_some_and(|first| lexicon.records().is_salutation(&folded(first)));
    greets && line[..end].split_whitespace().nth(MAX_CAPITAL_WORDS).is_none()
}

impl Label {
    fn moved(self, by: usize) -> Self {
        Self { from: self.from + by, to: self.to + by, words: self.words + by, ..self }
    }
}

/// `Q  `, `Q:`, `Q.`, `Q --`, `A:`.
fn letter(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let records = lexicon.records();
    for (form, letter) in [(LabelShape::Question, records.question()), (LabelShape::Answer, records.answer())]
    {
        let Some(rest) = line.strip_prefix(letter) else { continue };
        let bare = rest.trim_start_matches(['*', '_']);
        let gap = bare.len() - bare.trim_start().len();
        let after = bare.strip_prefix([':', '.']).map(|b| b.trim_start_matches(['*', '_']));
        let words = match after {
            Some(after) if after.is_empty() || after.starts_with(char::is_whitespace) => after,
            Some(_) => continue,
            // "A thing": an article.
            None if form == LabelShape::Question && (gap > 0 || bare.is_empty()) => bare,
            None if gap > 0 || bare.starts_with('\t') => bare,
            None => continue,
        };
        let whole = words.trim_start();
        let words = whole.trim_start_matches("-- ").trim_start_matches("— ");
        // "Q fever is rare": a sentence.
        let sure = match whole.chars().next() {
            _ if after.is_some() => Certainty::Clear,
            Some(c) if gap == 1 && c.is_lowercase() => continue,
            None if form == LabelShape::Answer => continue,
            // "A boat", "A Port Ellis man": only what is asked before it shows an answer.
            _ if gap == 1 && form == LabelShape::Answer && !bare.starts_with('\t') => Certainty::Shape,
            _ if gap == 1 && !bare.starts_with('\t') => Certainty::Likely,
            _ => Certainty::Clear,
        };
        let words = line.len() - words.len();
        let label = Label::nameless(form, words);
        return Some(Label { sure, to: letter.len(), capitals: true, count: 1, ..label });
    }
    None
}

/// `Q1. Mr Rupert Vane:`, `Q12 The Chair:`, `12 Rupert Vane:`, `Q12. How many?`
fn numbered(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let behind = line.strip_prefix(lexicon.records().question());
    let number = behind.unwrap_or(line).trim_start();
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let rest = number[digits..].strip_prefix(['.', ':', ')']);
    let name = rest.unwrap_or(&number[digits..]).trim_start();
    let at = line.len() - name.len();
    if let Some(label) = colon(name, lexicon).filter(|l| l.form == LabelShape::Colon) {
        return Some(label.moved(at));
    }
    // The letter stands at its number: "Q12".
    let to = behind
        .filter(|behind| behind.len() == number.len() && rest.is_some())
        .map(|_| line.len() - number.len() + digits)?;
    let label = Label::nameless(LabelShape::Question, at);
    Some(Label { sure: Certainty::Clear, to, capitals: true, count: 1, ..label })
}

/// `RUIZ:`, `Ana Ruiz, Mayor (by phone):`, `[REPORTER]:`, `Ana Ruiz (00:12):`.
fn colon(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let low = line.floor_char_boundary(MAX_LABEL_BYTES);
    // Most lines have neither sign, and are read no further.
    memchr::memchr2(b':', b';', &line.as_bytes()[..low])?;
    let (mut depth, mut at) = (0usize, None);
    for (i, c) in line[..low].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' | ';' if depth == 0 => {
                at = Some((i, c));
                break;
            }
            '“' | '”' | '"' | '?' | '!' => return None,
            _ => {}
        }
    }
    let (at, sign) = at?;
    let behind = line[at + 1..].trim_start_matches(['*', '_']);
    if !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
        return None;
    }
    let whole = line[..at].trim_end_matches(['*', '_']).trim_end();
    let mut words = line.len() - behind.trim_start().len();
    // "SEN. RUIZ (D-NM): (via telephone): Yes."
    if let Some(end) = line[words..].strip_prefix('(').and_then(|note| note.find("):")) {
        words += end + 3;
    }
    let (from, whole) = match whole.strip_prefix(['[', '(']) {
        Some(inner) => (1, inner.strip_suffix([']', ')'])?),
        None => (0, whole),
    };
    let (time, stamped) = stamps(whole, line, &mut words, lexicon);
    if sign == ':'
        && let Some(label) = unnamed(whole, (from, words), lexicon)
    {
        return Some(label);
    }
    let head = head(whole, lexicon)?;
    let sure = if sign == ';' { Certainty::Shape } else { head.sure };
    if sign == ';' && !head.capitals {
        return None;
    }
    let form = match (head.nobody, head.capitals || stamped || behind.trim().is_empty()) {
        (true, true) => LabelShape::Heading,
        (true, false) => return None,
        _ => LabelShape::Colon,
    };
    let (to, capitals, count) = (from + head.length, head.capitals, head.count);
    Some(Label { form, sure, from, to, words, capitals, count, group: false, time })
}

/// The label of people whom it does not name: of a group, or of a voice that was counted. "SPEAKER_00:" counts and does nothing else; "COVID-19:"
/// does not.
fn unnamed(whole: &str, (from, words): (usize, usize), lexicon: &Lexicon) -> Option<Label> {
    let counted = is_counted(whole) && whole.contains('_');
    if !counted && !is_group(whole, lexicon) {
        return None;
    }
    let label = Label::nameless(LabelShape::Colon, words);
    let capitals = !whole.contains(char::is_lowercase);
    // "fig_1:" can be anything that is counted, until it comes back.
    let sure = if counted { Certainty::Likely } else { Certainty::Clear };
    let to = from + whole.len();
    Some(Label { sure, from, to, capitals, count: 1, group: !counted, ..label })
}

/// The stamp of a label, before or behind its colon, and whether it is all that stands behind: "Ana Ruiz: 00:08:01",
/// "Ana Ruiz: [00:08] Yes.", "Ana Ruiz (00:08): Yes." The words begin behind it.
fn stamps(whole: &str, line: &str, words: &mut usize, lexicon: &Lexicon) -> (Option<u64>, bool) {
    let before = stamp::closing(whole, lexicon).map(|s| s.1);
    let Some((time, length)) = stamp::leading(&line[*words..]) else { return (before, false) };
    let stamped = *words + length == line.len();
    if !stamped && !line[*words..].starts_with(['[', '(']) {
        return (before, false);
    }
    *words += length + stamp::gap(&line[*words + length..]);
    (Some(time), stamped)
}

/// `Mr. RUIZ.`, `Chair Ruiz.`, `The CHAIR.`, and `RUIZ.` as a mere shape.
fn stop(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let end = stop_at(line, lexicon);
    let end = end.filter(|&end| end <= MAX_LABEL_BYTES)?;
    let behind = &line[end..];
    let words = behind.trim_start();
    let speech = |c: char| !c.is_lowercase();
    if words.len() == behind.len() || !words.starts_with(speech) {
        return None;
    }
    let head = head(&line[..end - 1], lexicon).filter(|h| !h.nobody)?;
    let named = line[..end - 1].split('(').next().unwrap_or_default();
    let own: Vec<&str> = named.split_whitespace().filter(|w| !lexicon.records().is_within(w)).collect();
    let lower = |word: &str| folded(word.trim_end_matches('.')).into_owned();
    let first = lexicon.classes(&lower(own.first()?));
    let last = lower(own.last()?);
    let titled = own.len() > 1 && is_titled(first);
    let office = own.len() > 1 && first.has(Class::Determiner) && is_titled(lexicon.classes(&last));
    let sure = match (head.capitals, titled, office) {
        // "Mr. Chairman. Thank you." speaks to somebody.
        (_, true, _) if lexicon.records().is_office(&last) => return None,
        (true, true, _) | (true, _, true) => Certainty::Clear,
        (false, true, _) => Certainty::Likely,
        // "OK. We go.", "NOW. We go.": words.
        (true, ..) if own.len() == 1 && (last.len() < 3 || !lexicon.classes(&last).is_empty()) => {
            return None;
        }
        (true, ..) if own.len() < 3 && line[..end].chars().filter(|c| *c == '.').count() == 1 => {
            Certainty::Shape
        }
        (false, _, true) => Certainty::Shape,
        _ => return None,
    };
    let label = Label::nameless(LabelShape::Stop, line.len() - words.len());
    Some(Label { sure, to: head.length, capitals: head.capitals, count: head.count, ..label })
}

/// The byte behind the full stop that ends a label; what stands in brackets ends none.
fn stop_at(line: &str, lexicon: &Lexicon) -> Option<usize> {
    let (mut at, mut depth, mut count) = (0, 0usize, 0);
    let near = &line[..line.floor_char_boundary(MAX_LABEL_BYTES)];
    // Most lines have no full stop so near, and are read no further.
    memchr::memchr(b'.', near.as_bytes())?;
    let has_brackets = memchr::memchr2(b'(', b')', near.as_bytes()).is_some();
    for word in near.split(' ') {
        let outside = depth == 0 && !word.starts_with('(');
        let signs =
            |sign: u8| if has_brackets { memchr::memchr_iter(sign, word.as_bytes()).count() } else { 0 };
        depth = (depth + signs(b'(')).saturating_sub(signs(b')'));
        if depth == 0 && word.ends_with('.') {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let closes = !outside || bare.chars().nth(1).is_some();
            // "Mr." and "Gen." are no ends; "CHAIRMAN." is one.
            let abbreviated = || word.chars().count() <= 5 && is_titled(lexicon.classes(&folded(bare)));
            let goes_on = || outside && (count == 0 || word.chars().any(char::is_lowercase)) && abbreviated();
            if closes && !goes_on() {
                return Some(at + word.len());
            }
        }
        count += usize::from(outside && !word.is_empty());
        let ends = outside && (word.is_empty() || word.ends_with([',', ':', ';', '?', '!']));
        if ends || count > MAX_CAPITAL_WORDS {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// `ANA RUIZ - We met.`, `Ana Ruiz — We met.`
fn dash(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let low = line.floor_char_boundary(MAX_LABEL_BYTES);
    let signs = [" - ", " -- ", " – ", " — "];
    let sign_at = |at: usize| signs.iter().find(|s| line[at..low].starts_with(**s)).map(|s| (at, s.len()));
    // A space before an ASCII hyphen or before the first byte of a longer sign; most spaces stand before letters.
    let may_be = |at: &usize| matches!(line.as_bytes().get(at + 1), Some(b'-' | 0x80..));
    let spaces = memchr::memchr_iter(b' ', &line.as_bytes()[..low]);
    let (at, sign) = spaces.filter(may_be).find_map(sign_at)?;
    let words = line[at + sign..].trim_start();
    let head = head(&line[..at], lexicon).filter(|h| !h.nobody && h.length == at)?;
    let speaks = if head.capitals {
        words.chars().any(char::is_lowercase)
    } else {
        !words.starts_with(char::is_lowercase) && words.ends_with(['.', '?', '!', '…', '”', '"'])
    };
    let words = line.len() - words.len();
    let (form, sure) = match (head.capitals, head.sure) {
        (true, Certainty::Clear) => (LabelShape::Colon, Certainty::Likely),
        (true, _) => (LabelShape::Colon, Certainty::Shape),
        (false, _) => (LabelShape::Sign, Certainty::Shape),
    };
    let label = Label::nameless(form, words);
    speaks.then_some(Label { sure, to: at, capitals: head.capitals, count: head.count, ..label })
}

/// `Ana Ruiz> We met.`, `<Ana Ruiz> We met.`
fn sign(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let from = usize::from(line.starts_with('<'));
    let at = line[..line.floor_char_boundary(MAX_LABEL_BYTES)].find('>')?;
    let behind = line.get(at + 1..).filter(|behind| behind.starts_with(' '))?;
    let head = head(line.get(from..at)?, lexicon).filter(|h| !h.nobody && from + h.length == at)?;
    let label = Label::nameless(LabelShape::Sign, line.len() - behind.trim_start().len());
    Some(Label { from, to: at, capitals: head.capitals, count: head.count, ..label })
}

/// `Ana Ruiz`, `Ana Ruiz  0:12`, `Ana Ruiz -- Mayor`, `Ana Ruiz (Leith) (Lab)`.
fn own_line(line: &str, marked: bool, lexicon: &Lexicon) -> Option<Label> {
    let whole = if marked { line.trim_end_matches(['*', '_']) } else { line };
    if whole.len() > MAX_LABEL_BYTES || whole.ends_with(['.', '?', '!', ',', '”', '"', '’', '…', '—', '-'])
    {
        return None;
    }
    let stamped = stamp::closing(whole, lexicon);
    let name = stamped.map_or(whole, |(end, _)| &whole[..end]);
    let head = head(name, lexicon)?;
    let behind = name[head.length..].trim();
    let groups = behind.matches(['(', '[']).count();
    let clear = !head.nobody && (stamped.is_some() || head.described || groups > 1 || head.grouped);
    let sure = match head.sure {
        _ if head.nobody => Certainty::Shape,
        _ if clear || head.honoured => Certainty::Clear,
        Certainty::Clear => Certainty::Likely,
        _ => Certainty::Shape,
    };
    let form = if head.nobody { LabelShape::Heading } else { LabelShape::Line };
    let label = Label::nameless(form, line.len());
    let (to, capitals, count, time) = (head.length, head.capitals, head.count, stamped.map(|s| s.1));
    Some(Label { sure, to, capitals, count, time, ..label })
}
