//! Transcripts as JSON → text, turns and times. In: an object. Out: what was said, by whom and when; `None` for an object of another
//! form.
//!
//! ```text
//! segments[]        start, end, text, speaker        Whisper, WhisperX: seconds
//! segments[]        startTime, endTime, body, speaker   Podcast Index: seconds; a segment may be a word
//! transcription[]   offsets.from, offsets.to, text   whisper.cpp: milliseconds
//! content[]         kind, speaker, text              the Congressional Record
//! ```
//!
//! A speaker who is only counted, "SPEAKER_00", has that for a label and is nobody known. Of the Congressional Record only `speech` is somebody's; all else is
//! printed with it and nobody's. Forms of other services are not guessed at.

use serde_json::Value;

use super::captions::JoinedCues;
use super::cue::CaptionVoice;
use crate::model::{Record, SourceKind, Span, Turn};
use crate::read::unspoken::in_brackets;

/// Keys that hold the words of a transcript in parts.
pub(super) const PARTS: [&str; 2] = ["segments", "transcription"];
/// Keys of services whose parts mean something else.
const OTHERS: [&str; 2] = ["results", "utterances"];

/// What an object holds.
pub(super) struct Spoken {
    pub text: String,
    pub record: Record,
    pub title: Option<String>,
    pub date: Option<String>,
}

/// Reads an object that is a transcript.
pub(super) fn read(whole: &Value) -> Option<Spoken> {
    if OTHERS.iter().any(|key| whole.get(key).is_some()) {
        return None;
    }
    let parts = PARTS.iter().find_map(|key| whole.get(key)?.as_array());
    parts.and_then(|parts| segments(parts)).or_else(|| chamber(whole))
}

fn words<'v>(part: &'v Value, keys: &[&str]) -> Option<&'v str> {
    keys.iter().find_map(|key| part.get(key)?.as_str()).map(str::trim).filter(|words| !words.is_empty())
}

/// Milliseconds of a time in seconds, or of one of `offsets`.
fn time(part: &Value, keys: [&str; 2], offset: &str) -> Option<u64> {
    if let Some(millis) = part.get("offsets").and_then(|offsets| offsets.get(offset)?.as_u64()) {
        return Some(millis);
    }
    let seconds = keys.iter().find_map(|key| part.get(key)?.as_f64()).filter(|s| (0.0..1e9).contains(s))?;
    // Below 2^53.
    Some((seconds * 1000.0).round() as u64)
}

/// The parts of a recording, one after the other.
fn segments(parts: &[Value]) -> Option<Spoken> {
    let mut joined = JoinedCues::default();
    let mut speaker: Option<&str> = None;
    for part in parts {
        let Some(said) = words(part, &["text", "body"]) else { continue };
        let start = time(part, ["start", "startTime"], "from")?;
        let end = time(part, ["end", "endTime"], "to").unwrap_or(start).max(start);
        let own = words(part, &["speaker"]);
        let voice = match own {
            Some(label) => CaptionVoice::Named(label.to_owned()),
            _ if own == speaker => CaptionVoice::Same,
            _ => CaptionVoice::Other,
        };
        speaker = own;
        joined.say(voice, &said.split_whitespace().collect::<Vec<_>>().join(" "), (start, end));
    }
    let read = joined.finish(Vec::new());
    (!read.text.is_empty()).then_some(Spoken {
        text: read.text,
        record: read.record,
        title: None,
        date: None,
    })
}

/// A day of the Congressional Record: its text is wrapped, and each speech begins with its label.
fn chamber(whole: &Value) -> Option<Spoken> {
    let content = whole.get("content")?.as_array()?;
    let (mut text, mut turns) = (String::new(), Vec::new());
    for item in content {
        let (kind, printed) = (item.get("kind")?.as_str()?, item.get("text")?.as_str()?);
        let speaker = words(item, &["speaker"]).filter(|_| kind == "speech");
        let mut paragraphs = paragraphs(printed);
        let begun =
            speaker.is_some_and(|name| paragraphs.first().is_some_and(|first| first.starts_with(name)));
        let mut turn =
            speaker.map(|name| Turn { label: None, name: Some(name.to_owned()), words: Vec::new() });
        for (i, words) in paragraphs.drain(..).enumerate() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let at = text.len();
            text.push_str(&words);
            let Some(turn) = &mut turn else { continue };
            let label = speaker.map_or(0, str::len);
            let from = if i == 0 && begun { at + label } else { at };
            if from > at {
                (turn.label, turn.name) = (Span::new(&text, at, from), None);
            }
            let said = text[from..].trim_start_matches(['.', ' ']);
            // "(Mr. Hale asked and was given permission to speak.)" is nobody's.
            let own = !said.is_empty() && in_brackets(said).is_none();
            turn.words.extend(Span::new(&text, text.len() - said.len(), text.len()).filter(|_| own));
        }
        turns.extend(turn.filter(|turn| !turn.words.is_empty()));
    }
    let header = |key: &str| Some(whole.get("header")?.get(key)?.as_str()?.to_owned());
    let day = || Some(format!("{} {}, {}", header("month")?, header("day")?, header("year")?));
    let title = words(whole, &["doc_title", "title"]).map(str::to_owned);
    let record = Record { kind: SourceKind::Record, turns, times: Vec::new() };
    (!text.is_empty()).then(|| Spoken { date: day(), text, record, title })
}

/// The paragraphs of a text that is wrapped: each begins with an indent of two blanks.
fn paragraphs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let is_page = line.trim().starts_with("[[") && line.trim().ends_with("]]");
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        match out.last_mut().filter(|_| !line.starts_with("  ")) {
            _ if is_page => {}
            Some(last) => {
                last.push(' ');
                last.push_str(&words);
            }
            None => out.push(words),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<Spoken> {
        super::read(&serde_json::from_str(json).ok()?)
    }

    fn turns(spoken: &Spoken) -> Vec<(Option<&str>, String)> {
        let named = |t: &Turn| t.words.iter().map(|w| w.of(&spoken.text)).collect::<Vec<_>>().join(" | ");
        let all = spoken.record.turns.iter();
        all.map(|t| (t.name.as_deref().or(t.label.map(|l| l.of(&spoken.text))), named(t))).collect()
    }

    #[test]
    fn segments_are_turns_with_times() {
        let json = r#"{"text": "It holds. So?", "segments": [
            {"speaker": "Oda Brekke", "startTime": 0.5, "endTime": 0.9, "body": "It"},
            {"speaker": "Oda Brekke", "startTime": 0.9, "endTime": 2.75, "body": " holds."},
            {"speaker": "SPEAKER_01", "start": 3, "end": 4.25, "text": "So?"}]}"#;
        let spoken = read(json).unwrap();
        assert_eq!(
            turns(&spoken),
            [(Some("Oda Brekke"), "It holds.".to_owned()), (Some("SPEAKER_01"), "So?".to_owned())]
        );
        assert_eq!((spoken.record.times[0].start, spoken.record.times[2].end), (500, 4250));
        let json = r#"{"transcription": [{"offsets": {"from": 100, "to": 900}, "text": " It holds."}]}"#;
        let spoken = read(json).unwrap();
        assert_eq!((spoken.text.as_str(), spoken.record.times[0].end), ("It holds.", 900));
        for other in [
            r#"{"results": {}, "segments": [{"start": 0, "text": "It holds."}]}"#,
            r#"{"segments": [{"text": "It holds."}]}"#,
            r#"{"segments": 3}"#,
            "[]",
        ] {
            assert!(read(other).is_none(), "{other}");
        }
    }

    #[test]
    fn only_speeches_of_the_chamber_are_somebody_s() {
        let json = r#"{"doc_title": "FERRY", "header": {"month": "July", "day": "2", "year": "2031"}, "content": [
            {"kind": "recorder", "speaker": "The RECORDER", "text": "  There being no objection,\nit was read.\n"},
            {"kind": "speech", "speaker": "Ms. RUIZ", "text": "  Ms. RUIZ. Mr. Speaker, the ferry\nis late.\n[[Page H13]]\n  So it is."},
            {"kind": "excerpt", "speaker": "Ms. RUIZ", "text": "      An old text."}]}"#;
        let spoken = read(json).unwrap();
        assert_eq!(
            turns(&spoken),
            [(Some("Ms. RUIZ"), "Mr. Speaker, the ferry is late. | So it is.".to_owned())]
        );
        assert_eq!(spoken.date.as_deref(), Some("July 2, 2031"));
        assert!(spoken.text.contains("An old text."));
    }
}
