//! The lines of a file of captions → cues: when each is shown, its lines, and whose voice begins where.
//!
//! A line of times begins a cue, with or without a number or a name before it and a blank line before that; a blank line, or the next
//! cue, ends it. Lines behind a blank line that no times follow go on with the cue: many files part its lines so. A cue with a broken time
//! is told with its line and left out.

use std::iter::{Copied, Peekable};
use std::slice::Iter;

use crate::lexicon::Lexicon;
use crate::read::reason::CueReason;
use crate::read::transcript::speaker_label;
use crate::read::unspoken;

/// Blocks of WebVTT that hold no words.
const BLOCKS: [&str; 3] = ["NOTE", "STYLE", "REGION"];
const SIGNATURE: &str = "WEBVTT";
const ARROW: &str = "-->";

/// One cue.
pub(super) struct CaptionCue {
    pub start: u64,
    pub end: u64,
    /// Its lines with the voice that begins there.
    pub lines: Vec<(CaptionVoice, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CaptionVoice {
    /// The one before goes on.
    Same,
    /// Another begins, and nobody says whose it is.
    Other,
    Named(String),
}

/// A line of a file with its number, from 1.
type Numbered<'s> = (u64, &'s str);
/// The lines that are left; a copy of them costs nothing.
type Lines<'i, 's> = Peekable<Copied<Iter<'i, Numbered<'s>>>>;

/// Every cue of a file, and what is wrong with it.
pub(super) fn cues(source: &str, lexicon: &Lexicon) -> (Vec<CaptionCue>, Vec<(u64, CueReason)>) {
    let (mut cues, mut faults) = (Vec::new(), Vec::new());
    let labels = labels(source, lexicon);
    // A voice whose words are still to come.
    let mut next = CaptionVoice::Same;
    let lines: Vec<Numbered<'_>> = (1u64..).zip(source.lines().map(str::trim)).collect();
    let mut lines: Lines<'_, '_> = lines.iter().copied().peekable();
    while let Some((number, line)) = lines.next() {
        if line.is_empty() {
            continue;
        }
        let is_block = BLOCKS.iter().any(|word| opens_block(line, word));
        if is_block || (number == 1 && opens_block(line, SIGNATURE)) {
            block(&mut lines);
            continue;
        }
        // A number or a name may stand before the times.
        let before = |(_, second): &Numbered<'_>| !line.contains(ARROW) && second.contains(ARROW);
        let (number, line) = lines.next_if(before).unwrap_or((number, line));
        match times(line) {
            Ok(Some((start, end))) => {
                let payload = payload(&mut lines);
                let lines = voiced(&unspoken::spoken(&payload, lexicon), &labels, &mut next);
                // Some files have cues that only clear the screen.
                if !lines.is_empty() {
                    cues.push(CaptionCue { start, end, lines });
                }
            }
            Ok(None) => {
                block(&mut lines);
                faults.push((number, CueReason::NoTimes));
            }
            Err(reason) => {
                block(&mut lines);
                faults.push((number, reason));
            }
        }
    }
    (cues, faults)
}

/// True if a line is a word of the format, alone or before a blank: "NOTE", "NOTE made by hand", but "NOTE-taking" is a name.
fn opens_block(line: &str, word: &str) -> bool {
    let behind = line.strip_prefix(word).filter(|behind| !behind.contains(ARROW));
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\t']))
}

/// Passes a block over.
fn block(lines: &mut Lines<'_, '_>) {
    while lines.next_if(|(_, line)| !line.is_empty()).is_some() {
        #[cfg(test)]
        crate::steps::count(1);
    }
}

/// The lines of a cue: up to the times of the next one and the number or name before them.
fn payload<'s>(lines: &mut Lines<'_, 's>) -> Vec<&'s str> {
    let mut out: Vec<&str> = Vec::new();
    let mut parted = false;
    while let Some(&(_, line)) = lines.peek() {
        #[cfg(test)]
        crate::steps::count(1);
        if line.is_empty() {
            lines.next();
            parted = true;
            continue;
        }
        let figure = || line.bytes().all(|b| b.is_ascii_digit());
        let opens = || BLOCKS.iter().any(|word| opens_block(line, word));
        if is_times(line) || (parted && opens()) || begins_cue(lines, parted || figure()) {
            break;
        }
        // A number behind a blank line is that of a cue whose times are missing.
        if parted && figure() {
            break;
        }
        out.push(line);
        lines.next();
        parted = false;
    }
    out
}

/// True if times follow the next line, which can be the number or the name of a cue.
fn begins_cue(lines: &Lines<'_, '_>, named: bool) -> bool {
    named && lines.clone().nth(1).is_some_and(|(_, second)| is_times(second))
}

fn is_times(line: &str) -> bool {
    line.contains(ARROW) && times(line).is_ok_and(|found| found.is_some())
}

/// The names that begin cues as labels do, "Ana Ruiz: We won.", in a file where one of them comes back.
fn labels(source: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut found: Vec<&str> = Vec::new();
    let mut shown = false;
    for line in source.lines().map(str::trim) {
        if std::mem::take(&mut shown) {
            found.extend(speaker_label(line, lexicon).map(|(name, _)| name));
        }
        shown = line.contains(ARROW);
    }
    found.sort_unstable();
    let again = found.windows(2).any(|pair| pair[0] == pair[1]);
    found.dedup();
    if again && found.len() > 1 { found.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// `00:01:02,500 --> 00:01:04,000`, with settings behind it; `None` for a line without an arrow.
pub(super) fn times(line: &str) -> Result<Option<(u64, u64)>, CueReason> {
    let Some((start, end)) = line.split_once(ARROW) else { return Ok(None) };
    let one = |text: &str| {
        let text = text.split_whitespace().next().unwrap_or_default();
        time(text).ok_or_else(|| CueReason::NotATime { word: text.to_owned() })
    };
    let (start, end) = (one(start)?, one(end)?);
    if end < start {
        return Err(CueReason::Backwards);
    }
    Ok(Some((start, end)))
}

/// Milliseconds of `[[h:]m:]s[.,]mmm`.
fn time(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let mut seconds = 0u64;
    for number in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(number.parse().ok()?)?;
    }
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    seconds.checked_mul(1000)?.checked_add(digits.parse().ok()?)
}

/// The words of a cue's lines, and where a voice begins; `next` is the one that was named without words,
/// before and behind.
fn voiced(payload: &[String], labels: &[String], next: &mut CaptionVoice) -> Vec<(CaptionVoice, String)> {
    let mut out = Vec::new();
    let mut say = |voice: CaptionVoice, words: String| {
        if voice != CaptionVoice::Same {
            *next = voice;
        }
        if !words.is_empty() {
            out.push((std::mem::replace(next, CaptionVoice::Same), words));
        }
    };
    for line in payload {
        // Several voices may stand in one line.
        let mut rest = line.as_str();
        loop {
            let (before, behind) = match rest.find("<v") {
                Some(at) if rest[at + 2..].starts_with(['.', ' ']) => (&rest[..at], &rest[at + 2..]),
                _ => (rest, ""),
            };
            for part in parts(&plain(before)) {
                let (voice, words) = named(part, labels).unwrap_or_else(|| marked(part));
                say(voice, words);
            }
            let Some((tag, following)) = behind.split_once('>') else { break };
            // Classes stand before the name: `<v.loud Ana Ruiz>`.
            let name = plain(tag.split_once(' ').map_or("", |(_, name)| name));
            say(if name.is_empty() { CaptionVoice::Other } else { CaptionVoice::Named(name) }, String::new());
            rest = following;
        }
    }
    out
}

/// One of the names that are labels in this file, before its words.
fn named(part: &str, labels: &[String]) -> Option<(CaptionVoice, String)> {
    let (name, said) = part.split_once(':')?;
    let known = labels.binary_search_by(|label| label.as_str().cmp(name)).is_ok();
    known.then(|| (CaptionVoice::Named(name.to_owned()), said.trim().to_owned()))
}

/// A line cut before each `>>`.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    let cuts = line.match_indices(" >>").map(|(cut, _)| cut).chain([line.len()]);
    cuts.map(move |cut| line[std::mem::replace(&mut at, cut)..cut].trim()).filter(|part| !part.is_empty())
}

/// `>> NAME:`, `[NAME]:`, `NAME:`, `>>`, `- ` and `-W` before the words.
fn marked(words: &str) -> (CaptionVoice, String) {
    let dash = words
        .strip_prefix('-')
        .filter(|rest| rest.starts_with([' ', '“', '"']) || rest.starts_with(char::is_uppercase));
    let (turn, rest) = match words.strip_prefix(">>").or(dash) {
        Some(rest) => (true, rest.trim_start_matches('>').trim_start()),
        None => (false, words),
    };
    if let Some((label, said)) = rest.split_once(':') {
        // "(ON PHONE)" tells of the speaker and is no part of the name.
        let bare = label.trim_start_matches('[').trim_end_matches(']');
        let name = bare.split(['(', '[']).next().unwrap_or(bare).trim();
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let blank = said.is_empty() || said.starts_with(char::is_whitespace);
        if letters > 1 && label.len() < 50 && blank && (capitals || turn || bare != label) {
            return (CaptionVoice::Named(name.to_owned()), said.trim().to_owned());
        }
    }
    (if turn { CaptionVoice::Other } else { CaptionVoice::Same }, rest.trim().to_owned())
}

/// A line without tags, with its entities read and single blanks.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        #[cfg(test)]
        crate::steps::count(rest.len().min(at + rest[at..].find('>').unwrap_or(rest.len())));
        out.push_str(&rest[..at]);
        match rest[at..].find('>') {
            Some(end) => rest = &rest[at + end + 1..],
            None => {
                out.push_str(&rest[at..]);
                rest = "";
            }
        }
    }
    out.push_str(rest);
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        if out.contains(entity) {
            out = out.replace(entity, character);
        }
    }
    without_overrides(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line without SubStation's overrides, `{\i1}`, which converters leave behind.
fn without_overrides(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((at, length)) = rest.find("{\\").and_then(|at| Some((at, rest[at..].find('}')?))) {
        #[cfg(test)]
        crate::steps::count(at + length);
        out.push_str(&rest[..at]);
        rest = &rest[at + length + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_are_taken_away_however_many_there_are() {
        assert_eq!(plain("{\\an8}{\\i1}The wall{\\i0} {held} {\\open"), "The wall {held} {\\open");
        for piece in ["{\\i1}w ", "<i>w ", "<w ", "{\\w "] {
            let line = format!("{}held", piece.repeat(100_000));
            let (words, steps) = crate::steps::counted(|| plain(&line).matches('w').count());
            assert_eq!(words, 100_000, "{piece}");
            assert!(steps <= 2 * line.len(), "{piece}: {steps} steps for {} bytes", line.len());
        }
    }
}
