//! SubRip and WebVTT → one text with time codes and, where voices are named, turns.
//!
//! ```text
//! srt   = (number newline)? start " --> " end newline (line newline)+ newline
//! vtt   = "WEBVTT" … newline (("NOTE" | "STYLE" | "REGION") block | cue)*
//! voice = "<v Name>" … | ">> " NAME ":" | NAME ":" | "[" NAME "]:" | ">>" | "- "
//! ```
//!
//! Rolling captions show a line again while the next one comes; such repeated lines are joined. Tags are
//! taken away, entities are read, and what nobody said is left out ([`crate::read::unspoken`]). A cue without
//! words, or with a broken time, is told with its line and left out.

use crate::lexicon::Lexicon;
use crate::model::{Record, SourceKind, Span, Timed, Turn};
use crate::read::reason::CueReason;
use crate::read::unspoken;

/// A pause after which a new paragraph begins, where a sentence has ended, in milliseconds.
const PAUSE: u64 = 2_500;

/// More lines than any screen shows at once; so many at most are looked for in the cue before.
const MOST_LINES: usize = 64;

/// What became of a file of captions.
pub(in crate::read) struct Captions {
    pub text: String,
    pub record: Record,
    /// Line, from 1, and what is wrong there.
    pub faults: Vec<(u64, CueReason)>,
}

/// Whether bytes of an unknown format are captions.
pub(in crate::read) fn looks_like_captions(head: &str) -> bool {
    let head = head.trim_start();
    let mut lines = head.lines().map(str::trim);
    match lines.next() {
        Some(first) if first.starts_with("WEBVTT") => true,
        Some(first) if first.parse::<u64>().is_ok() => {
            lines.next().is_some_and(|second| times(second).is_ok_and(|t| t.is_some()))
        }
        _ => false,
    }
}

/// One cue.
struct Cue {
    start: u64,
    end: u64,
    /// Its lines with the voice that begins there.
    lines: Vec<(Voice, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Voice {
    /// The one before goes on.
    Same,
    /// Another begins, and nobody says whose it is.
    Other,
    Named(String),
}

/// Reads a whole file.
pub(in crate::read) fn captions(source: &str, lexicon: &Lexicon) -> Captions {
    let (cues, faults) = cues(source, lexicon);
    let mut joined = Joined::default();
    for cue in cues {
        joined.push(cue);
    }
    joined.finish(faults)
}

/// The words of the cues so far as one text.
#[derive(Default)]
struct Joined {
    text: String,
    /// The voices by the byte at which they begin.
    voices: Vec<(usize, Option<String>)>,
    /// Stretches of words with their times.
    times: Vec<(usize, usize, u64, u64)>,
    /// The lines of the last cue, and when it ends.
    shown: Vec<String>,
    last_end: u64,
}

impl Joined {
    fn push(&mut self, cue: Cue) {
        let words: Vec<String> = cue.lines.iter().map(|(_, words)| words.clone()).collect();
        // Lines that were shown before and still are.
        let again = (1..=self.shown.len().min(words.len()).min(MOST_LINES))
            .rev()
            .find(|&n| self.shown[self.shown.len() - n..] == words[..n])
            .unwrap_or(0);
        for (i, (voice, line)) in cue.lines.into_iter().enumerate().skip(again) {
            let grown = if i == again { self.growth(&line) } else { None };
            let words = grown.unwrap_or(&line).trim();
            if !words.is_empty() {
                self.say(voice, words, (cue.start, cue.end));
            }
        }
        (self.shown, self.last_end) = (words, cue.end);
    }

    /// What a line has more than the last line that is shown: "We had" becomes "We had oil".
    fn growth<'l>(&self, line: &'l str) -> Option<&'l str> {
        let rest = line.strip_prefix(self.shown.last()?.as_str())?;
        rest.starts_with(char::is_whitespace).then_some(rest)
    }

    fn say(&mut self, voice: Voice, words: &str, (start, end): (u64, u64)) {
        let ends = self.text.ends_with(['.', '?', '!', '”', '"', '…']);
        let same_voice = matches!((&voice, self.voices.last()),
            (Voice::Named(name), Some((_, Some(known)))) if name == known);
        let begins = voice != Voice::Same && !same_voice;
        let pauses = ends && start > self.last_end.saturating_add(PAUSE);
        if !self.text.is_empty() {
            self.text.push_str(if begins || pauses { "\n\n" } else { " " });
        }
        if begins {
            let name = match voice {
                Voice::Named(name) => Some(name),
                _ => None,
            };
            self.voices.push((self.text.len(), name));
        }
        let from = self.text.len();
        self.text.push_str(words);
        self.times.push((from, self.text.len(), start, end));
    }

    fn finish(self, faults: Vec<(u64, CueReason)>) -> Captions {
        let text = self.text;
        let timed = |(from, to, start, end)| Some(Timed { span: Span::new(&text, from, to)?, start, end });
        let times = self.times.into_iter().filter_map(timed).collect();
        let ends = self.voices.iter().skip(1).map(|v| v.0).chain([text.len()]);
        let turn = |((from, name), to): (&(usize, Option<String>), usize)| {
            let words = paragraphs(&text, *from, to);
            Turn { label: None, name: name.clone(), words }
        };
        let turns = self.voices.iter().zip(ends).map(turn).collect();
        Captions { record: Record { kind: SourceKind::Captions, turns, times }, text, faults }
    }
}

/// The paragraphs between two bytes.
fn paragraphs(text: &str, from: usize, to: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = from;
    for part in text[from..to].split_inclusive("\n\n") {
        let words = part.trim_end();
        out.extend(Span::new(text, at, at + words.len()).filter(|s| !s.is_empty()));
        at += part.len();
    }
    out
}

fn cues(source: &str, lexicon: &Lexicon) -> (Vec<Cue>, Vec<(u64, CueReason)>) {
    let (mut cues, mut faults) = (Vec::new(), Vec::new());
    // A voice whose words are still to come.
    let mut next = Voice::Same;
    let mut lines = (1u64..).zip(source.lines().map(str::trim_end)).peekable();
    while let Some((number, line)) = lines.next() {
        let block = |lines: &mut std::iter::Peekable<_>| {
            let lines: &mut std::iter::Peekable<std::iter::Zip<std::ops::RangeFrom<u64>, _>> = lines;
            let mut held: Vec<&str> = Vec::new();
            while let Some((_, line)) = lines.next_if(|(_, line): &(u64, &str)| !line.trim().is_empty()) {
                #[cfg(test)]
                crate::steps::count(1);
                held.push(line);
            }
            held
        };
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if ["WEBVTT", "NOTE", "STYLE", "REGION"].iter().any(|word| line.starts_with(word))
            && !line.contains("-->")
        {
            block(&mut lines);
            continue;
        }
        // A number or a name may stand before the times.
        let (number, line) = match lines.peek() {
            Some((next, second)) if !line.contains("-->") && second.contains("-->") => {
                let found = (*next, second.trim());
                lines.next();
                found
            }
            _ => (number, line),
        };
        let payload = block(&mut lines);
        match times(line) {
            Ok(Some((start, end))) => {
                let lines = voiced(&unspoken::spoken(&payload, lexicon), &mut next);
                // Some files have cues that only clear the screen.
                if !lines.is_empty() {
                    cues.push(Cue { start, end, lines });
                }
            }
            Ok(None) => faults.push((number, CueReason::NoTimes)),
            Err(reason) => faults.push((number, reason)),
        }
    }
    (cues, faults)
}

/// `00:01:02,500 --> 00:01:04,000`, with settings behind it; `None` for a line without an arrow.
fn times(line: &str) -> Result<Option<(u64, u64)>, CueReason> {
    let Some((start, end)) = line.split_once("-->") else { return Ok(None) };
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
fn voiced(payload: &[String], next: &mut Voice) -> Vec<(Voice, String)> {
    let mut out = Vec::new();
    let mut say = |voice: Voice, words: String| {
        if voice != Voice::Same {
            *next = voice;
        }
        if !words.is_empty() {
            out.push((std::mem::replace(next, Voice::Same), words));
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
                let (voice, words) = marked(part);
                say(voice, words);
            }
            let Some((tag, following)) = behind.split_once('>') else { break };
            // Classes stand before the name: `<v.loud Ana Ruiz>`.
            let name = plain(tag.split_once(' ').map_or("", |(_, name)| name));
            say(if name.is_empty() { Voice::Other } else { Voice::Named(name) }, String::new());
            rest = following;
        }
    }
    out
}

/// A line cut before each `>>`.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    let cuts = line.match_indices(" >>").map(|(cut, _)| cut).chain([line.len()]);
    cuts.map(move |cut| line[std::mem::replace(&mut at, cut)..cut].trim()).filter(|part| !part.is_empty())
}

/// `>> NAME:`, `[NAME]:`, `NAME:`, `>>`, `- ` and `-W` before the words.
fn marked(words: &str) -> (Voice, String) {
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
            return (Voice::Named(name.to_owned()), said.trim().to_owned());
        }
    }
    (if turn { Voice::Other } else { Voice::Same }, rest.trim().to_owned())
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

    fn captions(source: &str) -> Captions {
        super::captions(source, Lexicon::built_in())
    }

    #[test]
    fn rolling_lines_are_joined_and_keep_their_times() {
        let got = captions(
            "1\n00:00:01,000 --> 00:00:02,000\nWe have oil\n\n2\n00:00:02,000 --> 00:00:03,500\nWe have oil\nfor a week\n\n\
             3\n00:00:03,500 --> 00:00:05,000\nfor a week\nand spare parts.\n\n4\n00:00:09,000 --> 00:00:10,000\n<i>Nobody</i> pays &amp; nobody asks.\n",
        );
        assert_eq!(got.text, "We have oil for a week and spare parts.\n\nNobody pays & nobody asks.");
        assert!(got.faults.is_empty() && got.record.turns.is_empty());
        let at = |words: &str| {
            let start = got.text.find(words).unwrap();
            let t =
                got.record.times.iter().find(|t| t.span.start() <= start && start < t.span.end()).unwrap();
            (t.start, t.end)
        };
        assert_eq!(at("week"), (2_000, 3_500));
        assert_eq!(at("Nobody"), (9_000, 10_000));
    }

    #[test]
    fn a_line_that_grows_is_one_line() {
        let got =
            captions("WEBVTT\n\n00:01.000 --> 00:02.000\nWe had\n\n00:02.000 --> 00:03.000\nWe had oil\n");
        assert_eq!(got.text, "We had oil");
    }

    #[test]
    fn voices_make_turns() {
        let got = captions(
            "WEBVTT - harbour\nKind: captions\n\nNOTE made by hand\n\nintro\n00:00.000 --> 00:02.000 align:start\n<v Ana Ruiz>The wall <c.loud>held</c>.\n\n\
             00:02.000 --> 00:03.000\n<v Ana Ruiz>It will hold.\n\n00:03.000 --> 00:04.000\n>> TOM OKAFOR: Until May.\n>> Why May?\n",
        );
        let turns: Vec<_> = got
            .record
            .turns
            .iter()
            .map(|t| (t.name.as_deref(), t.words.iter().map(|w| w.of(&got.text)).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            turns,
            [
                (Some("Ana Ruiz"), vec!["The wall held. It will hold."]),
                (Some("TOM OKAFOR"), vec!["Until May."]),
                (None, vec!["Why May?"]),
            ]
        );
    }

    #[test]
    fn sounds_are_no_words_and_turns_begin_at_their_marks() {
        let got = captions(
            "1\n00:00:01,000 --> 00:00:02,000\n[APPLAUSE]\n\n2\n00:00:02,000 --> 00:00:03,000\n- Who pays?\n-Nobody (laughs).\n\n\
             3\n00:00:03,000 --> 00:00:04,000\n>> [LAUGHTER]\n\n4\n00:00:04,000 --> 00:00:05,000\nIt held. >> ANA RUIZ (ON PHONE): It did,\n\n\
             5\n00:00:05,000 --> 00:00:06,000\n-- as you know -- for a year. ♪ la la\nla ♪\n\n6\n00:00:06,000 --> 00:00:07,000\n[TOM OKAFOR]: Yes.\n",
        );
        let turns: Vec<_> = got
            .record
            .turns
            .iter()
            .map(|t| {
                (t.name.as_deref(), t.words.iter().map(|w| w.of(&got.text)).collect::<Vec<_>>().join(" | "))
            })
            .collect();
        assert_eq!(
            turns,
            [
                (None, "Who pays?".to_owned()),
                (None, "Nobody.".to_owned()),
                (None, "It held.".to_owned()),
                (Some("ANA RUIZ"), "It did, -- as you know -- for a year.".to_owned()),
                (Some("TOM OKAFOR"), "Yes.".to_owned()),
            ]
        );
        assert!(got.faults.is_empty(), "{:?}", got.faults);
    }

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

    #[test]
    fn cues_of_very_many_lines_are_read_in_time() {
        let lines = "no\n".repeat(100_000);
        let text = format!(
            "1\n00:00:01,000 --> 00:00:02,000\n{lines}yes\n\n2\n00:00:02,000 --> 00:00:03,000\n{lines}\n"
        );
        let (got, steps) = crate::steps::counted(|| captions(&text));
        assert_eq!(got.text.split(' ').count(), 200_001);
        assert!(steps <= 4 * text.len(), "{steps} steps for {} bytes", text.len());
    }

    #[test]
    fn the_last_time_that_can_be_told_ends_nothing() {
        let last = u64::MAX / 1_000;
        let got = captions(&format!(
            "1\n00:00:01,000 --> {last}.615\nThe wall held.\n\n2\n{last}.615 --> {last}.615\nIt did.\n"
        ));
        assert_eq!((got.text.as_str(), got.faults.len()), ("The wall held. It did.", 0));
    }

    #[test]
    fn a_broken_cue_is_told_with_its_line_and_the_rest_is_read() {
        let got = captions(
            "1\n00:00:01,000 --> 00:00:0x,000\nlost\n\n2\nno times\n\n3\n00:00:05,000 --> 00:00:04,000\nlost\n\n4\n00:00:06,000 --> 00:00:07,000\nkept\n",
        );
        assert_eq!(got.text, "kept");
        let lines: Vec<u64> = got.faults.iter().map(|f| f.0).collect();
        assert_eq!(lines, [2, 5, 9]);
        assert!(looks_like_captions("WEBVTT\n") && looks_like_captions("1\n00:00:01,000 --> 00:00:02,000\n"));
        assert!(!looks_like_captions("1\nThe first chapter\n"));
    }
}
