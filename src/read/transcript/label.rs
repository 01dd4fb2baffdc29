//! What stands at the beginning of a line → a label.
//!
//! In: one line. Out: the bytes that name a speaker, where the words begin, and how sure it is that this is a label. A line alone cannot
//! tell "Ana Ruiz: We won." from "Bottom Line: We won."; the whole text does ([`super::turns`]).

use super::stamp;
use crate::lexicon::{Class, Classes, Lexicon, folded};

/// Longest label, in bytes, and most words of one: "ANA RUIZ, FORMER DEPUTY ASSISTANT SECRETARY OF STATE FOR WATER AND PORTS".
const LONGEST: usize = 160;
const MOST_WORDS: usize = 20;
/// Most words of a name, small ones left aside; in capitals titles stand before it.
const MOST_NAMES: usize = 4;
const MOST_CAPITALS: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// A word that the language knows, "Look:"; hardly a name.
    Word,
    /// It has the shape.
    Shape,
    /// It looks like a name.
    Likely,
    /// It says what the person is.
    Clear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub form: Form,
    pub sure: Sure,
    /// Bytes of the line that name the speaker.
    pub from: usize,
    pub to: usize,
    /// Where the words begin.
    pub words: usize,
    /// Whether it is in capitals.
    pub capitals: bool,
    /// Words of the name.
    pub count: usize,
}

/// Whether a line can begin with a label at all: its first words have capitals, up to a sign that ends one. Quick, for the many
/// texts that have no labels.
pub(super) fn may_begin(line: &str, lexicon: &Lexicon) -> bool {
    let own = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let letter = own.strip_prefix(lexicon.records().question());
    if letter.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        return true;
    }
    for (i, word) in own[..own.floor_char_boundary(LONGEST)].split_ascii_whitespace().enumerate() {
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
    own.len() <= LONGEST && !own.ends_with(['.', '?', '!', '”', '"'])
}

/// The label that a line without blanks around it begins with, behind a time stamp.
pub(super) fn label(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let marks = line.len() - line.trim_start_matches(['*', '_']).len();
    // "* item" is a list.
    let marked = marks > 0 && !line[marks..].starts_with(char::is_whitespace);
    let from = if marked { marks } else { 0 };
    let rest = &line[from..];
    let voice = |words: usize| Label {
        form: Form::Voice,
        sure: Sure::Shape,
        from: 0,
        to: 0,
        words,
        capitals: false,
        count: 0,
    };
    if let Some(behind) = rest.strip_prefix(">>") {
        let behind = behind.trim_start_matches('>').trim_start();
        let at = line.len() - behind.len();
        let named = label(behind, lexicon).filter(|l| l.form == Form::Colon);
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
    for (form, letter) in [(Form::Question, records.question()), (Form::Answer, records.answer())] {
        let Some(rest) = line.strip_prefix(letter) else { continue };
        let bare = rest.trim_start_matches(['*', '_']);
        let gap = bare.len() - bare.trim_start().len();
        let after = bare.strip_prefix([':', '.']).map(|b| b.trim_start_matches(['*', '_']));
        let words = match after {
            Some(after) if after.is_empty() || after.starts_with(char::is_whitespace) => after,
            Some(_) => continue,
            // "A thing": an article.
            None if form == Form::Question && (gap > 0 || bare.is_empty()) => bare,
            None if gap > 1 || bare.starts_with('\t') => bare,
            None => continue,
        };
        let words = words.trim_start().trim_start_matches("-- ").trim_start_matches("— ");
        // "Q fever is rare": a sentence.
        let sure = match words.chars().next() {
            _ if after.is_some() => Sure::Clear,
            Some(c) if gap == 1 && c.is_lowercase() => continue,
            _ if gap == 1 && !bare.starts_with('\t') => Sure::Likely,
            _ => Sure::Clear,
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
            form: Form::Question,
            sure: Sure::Clear,
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
    let low = line.floor_char_boundary(LONGEST);
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
    let sure = if sign == ';' { Sure::Shape } else { head.sure };
    if sign == ';' && !head.capitals {
        return None;
    }
    let form = match (head.nobody, head.capitals || behind.trim().is_empty()) {
        (true, true) => Form::Heading,
        (true, false) => return None,
        _ => Form::Colon,
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
    for (i, word) in line.split(' ').enumerate().take(MOST_CAPITALS + 1) {
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
    let end = end.filter(|&end| end <= LONGEST)?;
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
        (true, true, _) | (true, _, true) => Sure::Clear,
        (false, true, _) => Sure::Likely,
        (true, ..) if own.len() < 3 && line[..end].chars().filter(|c| *c == '.').count() == 1 => Sure::Shape,
        (false, _, true) => Sure::Shape,
        _ => return None,
    };
    let words = line.len() - words.len();
    let (to, capitals, count) = (end - 1, head.capitals, head.count);
    Some(Label { form: Form::Stop, sure, from: 0, to, words, capitals, count })
}

/// `ANA RUIZ - We met.`
fn dash(line: &str, lexicon: &Lexicon) -> Option<Label> {
    let low = line.floor_char_boundary(LONGEST);
    let signs = [" - ", " -- ", " – ", " — "];
    let sign_at = |at: usize| signs.iter().find(|s| line[at..low].starts_with(**s)).map(|s| (at, s.len()));
    let (at, sign) = line[..low].match_indices(' ').find_map(|(at, _)| sign_at(at))?;
    let words = line[at + sign..].trim_start();
    let head = head(&line[..at], lexicon).filter(|h| h.capitals && !h.nobody && h.length == at)?;
    if !words.chars().any(char::is_lowercase) {
        return None;
    }
    let sure = if head.sure == Sure::Clear { Sure::Likely } else { Sure::Shape };
    let words = line.len() - words.len();
    Some(Label { form: Form::Colon, sure, from: 0, to: at, words, capitals: true, count: head.count })
}

/// `Ana Ruiz`, `Ana Ruiz  0:12`, `Ana Ruiz -- Mayor`, `Ana Ruiz (Leith) (Lab)`.
fn own_line(line: &str, marked: bool, lexicon: &Lexicon) -> Option<Label> {
    let whole = if marked { line.trim_end_matches(['*', '_']) } else { line };
    if whole.len() > LONGEST || whole.ends_with(['.', '?', '!', ',', '”', '"', '’', '…', '—', '-']) {
        return None;
    }
    let stamped = stamp::closing(whole).map(|(end, _)| end);
    let name = stamped.map_or(whole, |end| &whole[..end]);
    let head = head(name, lexicon)?;
    let behind = name[head.length..].trim();
    let groups = behind.matches(['(', '[']).count();
    let clear = !head.nobody && (stamped.is_some() || head.described || groups > 1 || head.grouped);
    let sure = match head.sure {
        _ if head.nobody => Sure::Shape,
        _ if clear || head.honoured => Sure::Clear,
        Sure::Clear => Sure::Likely,
        _ => Sure::Shape,
    };
    let form = if head.nobody { Form::Heading } else { Form::Line };
    let (to, capitals, count) = (head.length, head.capitals, head.count);
    Some(Label { form, sure, from: 0, to, words: line.len(), capitals, count })
}

/// What a stretch says as a name.
struct Head {
    sure: Sure,
    capitals: bool,
    /// Words of its name.
    count: usize,
    /// Bytes that name the speaker; what stands in brackets tells of the speaker and is no part, unless it is the name.
    length: usize,
    /// No person, by its words.
    nobody: bool,
    /// What the person is stands behind: "Ana Ruiz -- Mayor".
    described: bool,
    /// The name stands in brackets: "The Mayor (Ana Ruiz)".
    grouped: bool,
    /// "Mr" stands before it, which no heading has.
    honoured: bool,
}

/// Whether a word tells what somebody is; "the" is a part of titles.
fn is_titled(classes: Classes) -> bool {
    classes.meets(TITLED) && !classes.has(Class::Determiner)
}

const TITLED: Classes = Classes::of(&[Class::Title, Class::Role, Class::Spokesperson]);
/// Words in small letters within a name or a description.
const SMALL: Classes = Classes::of(&[
    Class::NameParticle,
    Class::Preposition,
    Class::Determiner,
    Class::Coordinator,
    Class::NameSuffix,
]);
/// Words that no name has.
const NO_NAME: Classes = Classes::of(&[
    Class::Interrogative,
    Class::PronounFirst,
    Class::PronounSecond,
    Class::PronounSubject,
    Class::PronounIndefinite,
    Class::Possessive,
    Class::Auxiliary,
    Class::Modal,
    Class::Negation,
    Class::Subordinator,
    Class::Condition,
    Class::Contrast,
]);
/// Words that say nothing of whether a heading names a person.
const FUNCTION: Classes = Classes::of(&[
    Class::Preposition,
    Class::Determiner,
    Class::Coordinator,
    Class::Number,
    Class::Time,
    Class::Weekday,
    Class::Month,
    Class::Adverb,
    Class::Quantifier,
]);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Printed {
    /// `RUIZ`, `McCAIN`
    Capitals,
    /// `Ruiz`, and one letter
    Capital,
    Small,
    /// `2`, `&`
    Sign,
}

/// Whether a word stands in small letters within a name or a heading: "of".
pub(super) fn is_small(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.classes(&folded(word)).meets(SMALL)
}

fn printed(word: &str) -> Option<Printed> {
    let own =
        |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | ',' | '-' | '&' | '#' | '/' | '–');
    if !word.chars().all(own) {
        return None;
    }
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = |c: &char| !c.is_lowercase();
    Some(match letters.as_slice() {
        [] => Printed::Sign,
        [one] if upper(one) => Printed::Capital,
        all if all.iter().all(upper) => Printed::Capitals,
        [.., a, b] if letters.len() > 2 && upper(a) && upper(b) => Printed::Capitals,
        [first, ..] if upper(first) => Printed::Capital,
        _ => Printed::Small,
    })
}

/// Where a description begins: "Ana Ruiz, Mayor", "Ana Ruiz -- Mayor".
fn description(text: &str) -> Option<(usize, usize)> {
    [",", " -- ", " – ", " — ", " - "].iter().filter_map(|s| Some((text.find(s)?, s.len()))).min()
}

fn head(text: &str, lexicon: &Lexicon) -> Option<Head> {
    // Most sentences that begin a line end here, or lines of a paragraph that is wrapped.
    if text.split_whitespace().next().and_then(printed) == Some(Printed::Small) {
        return None;
    }
    let outside = text.split(['(', '[']).next().unwrap_or(text).trim_end();
    let own = description(outside).map_or(outside, |(at, _)| outside[..at].trim_end());
    let about = &outside[own.len()..];
    let words: Vec<&str> = own.split_whitespace().collect();
    let lower: Vec<String> =
        words.iter().map(|w| folded(w.trim_matches(|c: char| !c.is_alphanumeric())).into_owned()).collect();
    let classes: Vec<Classes> = lower.iter().map(|w| lexicon.classes(w)).collect();
    if !text.starts_with(char::is_alphanumeric) || outside.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let shapes = words.iter().map(|w| printed(w)).collect::<Option<Vec<_>>>()?;
    let small = |i: usize| shapes[i] == Printed::Small;
    if small(0) || (0..words.len()).any(|i| small(i) && !classes[i].meets(SMALL)) {
        return None;
    }
    // "– Mayor of Leith": a description has capitals too.
    let described = about.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric));
    let in_capitals = |w: &str| match printed(w.trim_matches(',')) {
        Some(Printed::Small) => lexicon.classes(&folded(w)).meets(SMALL),
        shape => shape.is_some(),
    };
    let described = match described.clone().next() {
        Some(_) if described.clone().all(in_capitals) => true,
        Some(_) => return None,
        None => false,
    };
    let unnamed = |i: usize| lexicon.verification().is_label(&lower[i]);
    let titled = |i: usize| is_titled(classes[i]);
    let honorific = |i: usize| titled(i) || classes[i].meets(SMALL) || classes[i].has(Class::NameSuffix);
    let loud = (0..words.len()).any(|i| shapes[i] == Printed::Capitals);
    let capitals = loud
        && (0..words.len()).all(|i| {
            shapes[i] != Printed::Capital
                || honorific(i)
                || words[i].chars().count() < 3
                || i > 0 && words[i - 1].ends_with(',')
        });
    let counted = (0..words.len()).filter(|&i| !small(i)).count();
    let person = (0..words.len()).any(|i| titled(i) || unnamed(i));
    let most = if capitals || person { MOST_CAPITALS } else { MOST_NAMES };
    let letters = own.chars().filter(|c| c.is_alphabetic()).count();
    if counted > most || letters < 2 {
        return None;
    }
    // "Will Smith", "MR. MAY": a name for all that.
    let given = |i: usize| classes[i].has(Class::GivenName);
    let no_name = |i: usize| classes[i].meets(NO_NAME) && !classes[i].meets(SMALL) && !given(i);
    if !titled(0) && (0..words.len()).any(no_name) && !(capitals && words.len() == 1) {
        return Some(Head::nobody(capitals, counted, outside.len())).filter(|_| capitals);
    }
    let listed = |i: usize| {
        lexicon.records().is_no_speaker(&lower[i])
            || classes[i].meets(FUNCTION) && !given(i)
            || shapes[i] == Printed::Sign
    };
    if !person && (0..words.len()).all(listed) {
        return Some(Head::nobody(capitals, counted, outside.len()));
    }
    let place = !person && classes.iter().all(|c| c.has(Class::Country) || c.has(Class::Demonym));
    // "The Mayor (Ana Ruiz)": the name is what stands in brackets.
    let group = text[outside.len()..].trim();
    let name = group.strip_prefix('(').and_then(|g| g.split(')').next()).unwrap_or_default();
    let role = (0..words.len()).all(|i| titled(i) || classes[i].meets(FUNCTION) || unnamed(i))
        || classes.first().is_some_and(|c| c.has(Class::Determiner)) && person;
    let names: Vec<_> = name.split_whitespace().map(printed).collect();
    let grouped = role
        && (1..=MOST_NAMES + 1).contains(&names.len())
        && names.iter().all(|p| matches!(p, Some(Printed::Capital | Printed::Capitals)));
    let length = if grouped {
        outside.len() + text[outside.len()..].find(')').map_or(0, |at| at + 1)
    } else {
        outside.len()
    };
    let known = person || (0..words.len()).any(given) && counted > 1 || described;
    let common = !capitals && counted == 1 && !classes.iter().all(|c| c.is_empty());
    let sure = match (known, counted) {
        _ if place => Sure::Shape,
        (true, _) => Sure::Clear,
        (false, 1) if common => Sure::Word,
        (false, 1) if !capitals => Sure::Shape,
        _ => Sure::Likely,
    };
    let sex = Classes::of(&[Class::Male, Class::Female]);
    let honoured = words.len() > 1
        && is_titled(classes[0])
        && classes[0].meets(sex)
        && !classes[0].has(Class::Role)
        && !capitals;
    Some(Head { sure, capitals, count: counted, length, nobody: false, described, grouped, honoured })
}

impl Head {
    fn nobody(capitals: bool, count: usize, length: usize) -> Self {
        let (described, grouped, honoured) = (false, false, false);
        Self { sure: Sure::Shape, capitals, count, length, nobody: true, described, grouped, honoured }
    }
}
