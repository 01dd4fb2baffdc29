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

use super::cue::{CaptionCue, CaptionVoice, cues, times};
use crate::lexicon::Lexicon;
use crate::model::{Record, SourceKind, Span, Timed, Turn};
use crate::read::reason::CueReason;

/// A pause after which a new paragraph begins, where a sentence has ended, in milliseconds.
const PAUSE: u64 = 2_500;

/// More lines than any screen shows at once; so many at most are looked for in the cue before.
const MOST_LINES: usize = 64;

/// Two cues with at most so much between them follow upon each other, in milliseconds.
const TOUCHING: u64 = 200;
/// So many words at least, shown again, are no chance.
const MIN_SHOWN_WORDS: usize = 3;
/// More words than a line of captions has.
const MOST_WORDS: usize = 64;

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

/// Reads a whole file.
pub(in crate::read) fn captions(source: &str, lexicon: &Lexicon) -> Captions {
    let (cues, faults) = cues(source, lexicon);
    let mut joined = JoinedCues::default();
    for cue in cues {
        joined.push(cue);
    }
    joined.finish(faults)
}

/// The words of the cues so far as one text.
#[derive(Default)]
pub(super) struct JoinedCues {
    text: String,
    /// The voices by the byte at which they begin.
    voices: Vec<(usize, Option<String>)>,
    /// Stretches of words with their times.
    times: Vec<(usize, usize, u64, u64)>,
    /// The lines of the last cue, and when it ends.
    shown: Vec<String>,
    last_end: u64,
}

impl JoinedCues {
    fn push(&mut self, cue: CaptionCue) {
        let words: Vec<String> = cue.lines.iter().map(|(_, words)| words.clone()).collect();
        // Lines that were shown before and still are.
        let again = (1..=self.shown.len().min(words.len()).min(MOST_LINES))
            .rev()
            .find(|&n| self.shown[self.shown.len() - n..] == words[..n])
            .unwrap_or(0);
        for (i, (voice, line)) in cue.lines.into_iter().enumerate().skip(again) {
            let grown = if i == again { self.growth(&line, cue.start) } else { None };
            let words = grown.unwrap_or(&line).trim();
            if !words.is_empty() {
                self.say(voice, words, (cue.start, cue.end));
            }
        }
        (self.shown, self.last_end) = (words, cue.end);
    }

    /// What a line has more than the last line that is shown: "We had" becomes "We had oil", and where one cue follows upon the other,
    /// "and we had oil" goes on as "we had oil for a week".
    fn growth<'l>(&self, line: &'l str, start: u64) -> Option<&'l str> {
        let shown = self.shown.last()?;
        if let Some(rest) = line.strip_prefix(shown.as_str()) {
            return rest.starts_with(char::is_whitespace).then_some(rest);
        }
        if start > self.last_end.saturating_add(TOUCHING) {
            return None;
        }
        // The longest end of the line shown that begins this one.
        let ends = shown.match_indices(' ').map(|(at, _)| &shown[at + 1..]).take(MOST_WORDS);
        let again = |end: &&str| {
            let rest = line.strip_prefix(*end);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        };
        let end = ends.filter(|end| end.split(' ').count() >= MIN_SHOWN_WORDS).find(again)?;
        Some(&line[end.len()..])
    }

    pub fn say(&mut self, voice: CaptionVoice, words: &str, (start, end): (u64, u64)) {
        let ends = self.text.ends_with(['.', '?', '!', '”', '"', '…']);
        let same_voice = matches!((&voice, self.voices.last()),
            (CaptionVoice::Named(name), Some((_, Some(known)))) if name == known);
        let begins = voice != CaptionVoice::Same && !same_voice;
        let pauses = ends && start > self.last_end.saturating_add(PAUSE);
        if !self.text.is_empty() {
            self.text.push_str(if begins || pauses { "\n\n" } else { " " });
        }
        if begins {
            let name = match voice {
                CaptionVoice::Named(name) => Some(name),
                _ => None,
            };
            self.voices.push((self.text.len(), name));
        }
        let from = self.text.len();
        self.text.push_str(words);
        self.times.push((from, self.text.len(), start, end));
    }

    pub fn finish(self, faults: Vec<(u64, CueReason)>) -> Captions {
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

    #[test]
    fn lines_end_with_the_cue_and_not_with_a_blank_one() {
        for (source, wanted) in [
            // A program writes an empty first line.
            (
                "1\n00:00:00,000 --> 00:00:02,000\n \nthe dam is dry\n\n2\n00:00:02,000 --> 00:00:04,000\nand empty\n",
                "the dam is dry and empty",
            ),
            (
                "1\n00:00:00,000 --> 00:00:02,000\nthe dam,\n\n\nand the mill\n\n00:00:02,000 --> 00:00:04,000\nfell\n2\n00:00:04,000 --> 00:00:06,000\nat once\n",
                "the dam, and the mill fell at once",
            ),
            (
                "WEBVTT\n\nNOTE-taking\n00:01.000 --> 00:02.000\nfrom A --> B\n\nSTYLE\n::cue {}\n\n7\n00:02.000 --> 00:03.000\nin\n2024\nit fell\n",
                "from A --> B in 2024 it fell",
            ),
        ] {
            let got = captions(source);
            assert_eq!((got.text.as_str(), got.faults.len()), (wanted, 0), "{source}");
        }
    }

    #[test]
    fn words_shown_again_are_read_once_where_cues_touch() {
        let source = "WEBVTT\n\n00:01.000 --> 00:03.000\nwhat would you say that the town\n\n00:03.000 --> 00:05.000\nsay that the town has done\n\n\
                      00:09.000 --> 00:10.000\nthe town has done it\n\n00:10.000 --> 00:11.000\nhas done nothing\n";
        assert_eq!(
            captions(source).text,
            "what would you say that the town has done the town has done it has done nothing"
        );
    }

    #[test]
    fn names_before_a_colon_are_voices_where_one_comes_back() {
        let cue = |i: u64, words: &str| format!("{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{words}\n\n");
        let turns = |cues: &[&str]| {
            let got = captions(&(1..).zip(cues).map(|(i, words)| cue(i, words)).collect::<String>());
            let turn =
                |t: &Turn| (t.name.clone(), t.words.iter().map(|w| w.of(&got.text)).collect::<String>());
            got.record.turns.iter().map(turn).collect::<Vec<_>>()
        };
        let named = |name: &str, words: &str| (Some(name.to_owned()), words.to_owned());
        assert_eq!(
            turns(&[
                "Oda Brekke: It fell.",
                "Tom Okafor: 10:30 was the hour: it fell.",
                "Oda Brekke: One thing: it was old."
            ]),
            [
                named("Oda Brekke", "It fell."),
                named("Tom Okafor", "10:30 was the hour: it fell."),
                named("Oda Brekke", "One thing: it was old.")
            ]
        );
        assert_eq!(turns(&["Bottom Line: it fell.", "Harbour News: it fell."]), [], "each stands once");
    }
}
