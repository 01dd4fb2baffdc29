//! What stands at the beginning of a line → a label.
//!
//! In: one line. Out: the bytes that name a speaker, where the words begin, and how sure it is that this is a
//! label. A line alone cannot tell "Ana Ruiz: We won." from "Bottom Line: We won."; the whole text does
//! ([`super::turns`]).

use super::head::{Certainty, MAX_CAPITAL_WORDS, head, is_titled};
use super::stamp;
use crate::lexicon::{Class, Lexicon, folded};

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
        if word.ends_with([':', ';', ')', ']', '*', '_']) || (i > 0 && word.ends_with('.')) {
            return true;
        }
        if matches!(word, "-" | "--" | "–" | "—") {
            return true;
        }
        // Longer than "of", "from", "van der".
        if word.len() > 4 && word.starts_with(char::is_lowercase) {
            return false;
        }
    }
    own.len() <= MAX_LABEL_BYTES && !own.ends_with(['.', '?', '!', '”', '"'])
}

/// The label that a line without blanks around it begins with, behind a time stamp.
pub(super) fn label(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let marks = line.len() - line.trim_start_matches(['*', '_']).len();
    // "* item" is a list.
    let marked = marks > 0 && !line[marks..].starts_with(char::is_whitespace);
    let from = if marked { marks } else { 0 };
    let rest = &line[from..];
    let voice = |words: usize| Label {
        form: LabelShape::Voice,
        sure: Certainty::Shape,
        from: 0,
        to: 0,
        words,
        capitals: false,
        count: 0,
    };
    if let Some(behind) = rest.strip_prefix(">>") {
        let behind = behind.trim_start_matches('>').trim_start();
        let at = line.len() - behind.len();
        let named = label(behind, lexicon).filter(|l| l.form == LabelShape::Colon);
        return Some(named.map_or_else(|| voice(at), |l| l.moved(at)));
    }
    for dash in ["- ", "— ", "– ", "<v"] {
        if let Some(behind) = rest.strip_prefix(dash) {
            // A dash within a sentence goes on with a small letter.
            return (!behind.trim_start().starts_with(char::is_lowercase))
                .then(|| voice(line.len() - behind.len()));
        }
    }
    letter(rest, lexicon)
        .or_else(|| numbered(rest, lexicon))
        .or_else(|| colon(rest, lexicon))
        .or_else(|| stop(rest, lexicon))
        .or_else(|| dash(rest, lexicon))
        .or_else(|| own_line(rest, marked, lexicon))
        .map(|l| l.moved(from))
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
            None if gap > 1 || bare.starts_with('\t') => bare,
            None => continue,
        };
        let words = words.trim_start().trim_start_matches("-- ").trim_start_matches("— ");
        // "Q fever is rare": a sentence.
        let sure = match words.chars().next() {
            _ if after.is_some() => Certainty::Clear,
            Some(c) if gap == 1 && c.is_lowercase() => continue,
            _ if gap == 1 && !bare.starts_with('\t') => Certainty::Likely,
            _ => Certainty::Clear,
        };
        let words = line.len() - words.len();
        return Some(Label { form, sure, from: 0, to: letter.len(), words, capitals: true, count: 1 });
    }
    None
}

/// `Q1. Mr Rupert Vane:`
fn numbered(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let rest = line.strip_prefix(lexicon.records().question())?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = rest[digits..].strip_prefix(['.', ':']).filter(|_| digits > 0)?;
    let name = rest.trim_start();
    let at = line.len() - name.len();
    match colon(name, lexicon) {
        Some(label) => Some(label.moved(at)),
        None => Some(Label {
            form: LabelShape::Question,
            sure: Certainty::Clear,
            from: 0,
            to: 1 + digits,
            words: at,
            capitals: true,
            count: 1,
        }),
    }
}

/// `RUIZ:`, `Ana Ruiz, Mayor (by phone):`, `[REPORTER]:`, `Ana Ruiz (00:12):`.
fn colon(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let low = line.floor_char_boundary(MAX_LABEL_BYTES);
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
    let head = head(whole, lexicon)?;
    let sure = if sign == ';' { Certainty::Shape } else { head.sure };
    if sign == ';' && !head.capitals {
        return None;
    }
    let form = match (head.nobody, head.capitals || behind.trim().is_empty()) {
        (true, true) => LabelShape::Heading,
        (true, false) => return None,
        _ => LabelShape::Colon,
    };
    Some(Label {
        form,
        sure,
        from,
        to: from + head.length,
        words,
        capitals: head.capitals,
        count: head.count,
    })
}

/// `Mr. RUIZ.`, `Chair Ruiz.`, `The CHAIR.`, and `RUIZ.` as a mere shape.
fn stop(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let mut end = None;
    let mut at = 0;
    for (i, word) in line.split(' ').enumerate().take(MAX_CAPITAL_WORDS + 1) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let closes = word.ends_with('.') && bare.chars().count() > 1;
        // "Mr." and "Gen." are no ends; "CHAIRMAN." is one.
        let abbreviated = || word.chars().count() <= 5 && is_titled(lexicon.classes(&folded(bare)));
        if closes && !((i == 0 || word.chars().any(char::is_lowercase)) && abbreviated()) {
            end = Some(at + word.len());
            break;
        }
        if word.is_empty() || word.ends_with([',', ':', ';', '?', '!']) {
            return None;
        }
        at += word.len() + 1;
    }
    let end = end.filter(|&end| end <= MAX_LABEL_BYTES)?;
    let behind = &line[end..];
    let words = behind.trim_start();
    let speech = |c: char| !c.is_lowercase();
    if words.len() == behind.len() || !words.starts_with(speech) {
        return None;
    }
    let head = head(&line[..end - 1], lexicon).filter(|h| !h.nobody)?;
    let own: Vec<&str> = line[..end - 1].split_whitespace().collect();
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
        (true, ..) if own.len() < 3 && line[..end].chars().filter(|c| *c == '.').count() == 1 => {
            Certainty::Shape
        }
        (false, _, true) => Certainty::Shape,
        _ => return None,
    };
    let words = line.len() - words.len();
    let (to, capitals, count) = (end - 1, head.capitals, head.count);
    Some(Label { form: LabelShape::Stop, sure, from: 0, to, words, capitals, count })
}

/// `ANA RUIZ - We met.`
fn dash(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let low = line.floor_char_boundary(MAX_LABEL_BYTES);
    let signs = [" - ", " -- ", " – ", " — "];
    let sign_at = |at: usize| signs.iter().find(|s| line[at..low].starts_with(**s)).map(|s| (at, s.len()));
    let (at, sign) = line[..low].match_indices(' ').find_map(|(at, _)| sign_at(at))?;
    let words = line[at + sign..].trim_start();
    let head = head(&line[..at], lexicon).filter(|h| h.capitals && !h.nobody && h.length == at)?;
    if !words.chars().any(char::is_lowercase) {
        return None;
    }
    let sure = if head.sure == Certainty::Clear { Certainty::Likely } else { Certainty::Shape };
    let words = line.len() - words.len();
    Some(Label { form: LabelShape::Colon, sure, from: 0, to: at, words, capitals: true, count: head.count })
}

/// `Ana Ruiz`, `Ana Ruiz  0:12`, `Ana Ruiz -- Mayor`, `Ana Ruiz (Leith) (Lab)`.
fn own_line(line: &str, marked: bool, lexicon: &Lexicon) -> Option<Label> {
    let whole = if marked { line.trim_end_matches(['*', '_']) } else { line };
    if whole.len() > MAX_LABEL_BYTES || whole.ends_with(['.', '?', '!', ',', '”', '"', '’', '…', '—', '-'])
    {
        return None;
    }
    let stamped = stamp::closing(whole).map(|(end, _)| end);
    let name = stamped.map_or(whole, |end| &whole[..end]);
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
    let (to, capitals, count) = (head.length, head.capitals, head.count);
    Some(Label { form, sure, from: 0, to, words: line.len(), capitals, count })
}
