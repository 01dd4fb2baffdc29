//! One quotation → its JSON, written by hand. In: records. Out: bytes appended to a buffer.
//!
//! This is the inner loop of `extract --format jsonl`, where keys are as long as what they name: copying each
//! with its quotation marks and its comma costs a quarter of what a serializer takes to do the same. A test
//! holds it to what serde makes of the same record.

use serde::Serialize;

use super::{CueRecord, PhraseRecord, QuotationRecord, SpeakerRecord, is_unsafe};

/// The class of one byte of a string: it is copied, it needs an escape of JSON, or it may begin an unsafe
/// character.
const PLAIN: u8 = 0;
const ESCAPE: u8 = 1;
const SUSPECT: u8 = 2;

const CLASS: [u8; 256] = {
    let mut class = [PLAIN; 256];
    let mut byte = 0;
    while byte < 0x20 {
        class[byte] = ESCAPE;
        byte += 1;
    }
    class[b'"' as usize] = ESCAPE;
    class[b'\\' as usize] = ESCAPE;
    class[0x7f] = SUSPECT;
    // The first bytes of C1, U+061C, U+11xx, U+18xx, U+20xx, U+3164, U+FExx, U+FFxx, U+E00xx.
    class[0xc2] = SUSPECT;
    class[0xd8] = SUSPECT;
    class[0xe1] = SUSPECT;
    class[0xe2] = SUSPECT;
    class[0xe3] = SUSPECT;
    class[0xef] = SUSPECT;
    class[0xf3] = SUSPECT;
    class
};

/// Appends the record as one JSON object.
pub fn quotation(out: &mut Vec<u8>, record: &QuotationRecord<'_>) {
    key(out, b"{\"type\":\"quotation\",\"quotation\":");
    string(out, &record.quotation);
    key(out, b",\"article\":");
    string(out, &record.article);
    key(out, b",\"outlet\":");
    optional(out, record.outlet.as_deref());
    key(out, b",\"date\":");
    optional(out, record.date.as_deref());
    if let Some(from) = &record.date_from {
        key(out, b",\"date_from\":");
        other(out, from);
    }
    key(out, b",\"kind\":");
    other(out, &record.kind);
    key(out, b",\"start\":");
    number(out, record.start);
    key(out, b",\"end\":");
    number(out, record.end);
    key(out, b",\"text\":");
    string(out, &record.text);
    speaker(out, record.speaker.as_ref());
    cue(out, record.cue.as_ref());
    key(out, b",\"via\":");
    phrase(out, record.via.as_ref());
    key(out, b",\"addressee\":");
    phrase(out, record.addressee.as_ref());
    key(out, b",\"rule\":\"");
    key(out, record.rule.name().as_bytes());
    out.push(b'"');
    if record.headline {
        key(out, b",\"headline\":true");
    }
    if let Some(parent) = &record.parent {
        key(out, b",\"parent\":");
        string(out, parent);
    }
    key(out, b",\"confidence\":");
    other(out, &record.confidence);
    if let Some(evidence) = &record.evidence {
        reasons(out, evidence);
    }
    out.push(b'}');
}

fn speaker(out: &mut Vec<u8>, speaker: Option<&SpeakerRecord<'_>>) {
    let Some(speaker) = speaker else { return key(out, b",\"speaker\":null") };
    key(out, b",\"speaker\":{\"mention\":");
    optional(out, speaker.mention.as_deref());
    key(out, b",\"start\":");
    optional_number(out, speaker.start);
    key(out, b",\"end\":");
    optional_number(out, speaker.end);
    key(out, b",\"name\":");
    optional(out, speaker.name.as_deref());
    key(out, b",\"basis\":");
    other(out, &speaker.basis);
    out.push(b'}');
}

fn cue(out: &mut Vec<u8>, cue: Option<&CueRecord<'_>>) {
    let Some(cue) = cue else { return key(out, b",\"cue\":null") };
    key(out, b",\"cue\":{\"text\":");
    string(out, &cue.text);
    key(out, b",\"lemma\":");
    string(out, &cue.lemma);
    key(out, b",\"stance\":");
    other(out, &cue.stance);
    key(out, b",\"start\":");
    number(out, cue.start);
    key(out, b",\"end\":");
    number(out, cue.end);
    out.push(b'}');
}

fn phrase(out: &mut Vec<u8>, phrase: Option<&PhraseRecord<'_>>) {
    let Some(phrase) = phrase else { return key(out, b"null") };
    key(out, b"{\"mention\":");
    string(out, &phrase.mention);
    key(out, b",\"start\":");
    number(out, phrase.start);
    key(out, b",\"end\":");
    number(out, phrase.end);
    out.push(b'}');
}

fn reasons(out: &mut Vec<u8>, evidence: &[String]) {
    key(out, b",\"evidence\":[");
    for (index, reason) in evidence.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        string(out, reason);
    }
    out.push(b']');
}

/// Appends one line of `group`: a [`GroupRecord`](super::GroupRecord).
pub fn group(out: &mut Vec<u8>, id: &str, group: u64) {
    key(out, b"{\"id\":");
    string(out, id);
    key(out, b",\"group\":\"");
    for shift in (0..16).rev() {
        out.push(b"0123456789abcdef"[(group >> (4 * shift)) as usize & 15]);
    }
    key(out, b"\"}\n");
}

fn key(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(bytes);
}

fn optional(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => string(out, text),
        None => key(out, b"null"),
    }
}

fn optional_number(out: &mut Vec<u8>, n: Option<usize>) {
    match n {
        Some(n) => number(out, n),
        None => key(out, b"null"),
    }
}

fn number(out: &mut Vec<u8>, mut n: usize) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(n % 10).unwrap_or(0);
        n /= 10;
        if n == 0 {
            break;
        }
    }
    key(out, &digits[at..]);
}

/// Appends short values with serde: names of enumerations, the confidence. Writing to a vector cannot fail.
fn other(out: &mut Vec<u8>, value: &impl Serialize) {
    let _ = value.serialize(&mut serde_json::Serializer::new(out));
}

fn string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.push(b'"');
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| CLASS[usize::from(*byte)] != PLAIN) {
        at += found;
        if CLASS[usize::from(bytes[at])] == ESCAPE {
            key(out, &bytes[done..at]);
            escape(out, bytes[at]);
            at += 1;
            done = at;
            continue;
        }
        let c = text[at..].chars().next().unwrap_or_default();
        if is_unsafe(c) {
            key(out, &bytes[done..at]);
            for unit in c.encode_utf16(&mut [0; 2]) {
                key(out, format!("\\u{unit:04x}").as_bytes());
            }
            done = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    key(out, &bytes[done..]);
    out.push(b'"');
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' => key(out, b"\\\""),
        b'\\' => key(out, b"\\\\"),
        b'\n' => key(out, b"\\n"),
        b'\r' => key(out, b"\\r"),
        b'\t' => key(out, b"\\t"),
        0x8 => key(out, b"\\b"),
        0xc => key(out, b"\\f"),
        _ => key(out, format!("\\u{byte:04x}").as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, DateFrom, Kind, Rule, Stance};
    use crate::record::{Attributed, GroupRecord, RecordType, SafeJson};

    #[test]
    fn every_string_and_number_is_what_serde_makes_of_it() {
        let hostile = "“Sí”\u{a0}é🏛 \"\\\n\r\t\u{8}\u{c}\u{0}\u{1b}[m\u{7f}\u{9b}\u{61c}\u{202e}\u{fff9}\u{e0041}\u{2028}\u{200b}\u{3164}\u{115f}";
        for text in ["", "plain", hostile] {
            let (mut ours, mut serdes) = (Vec::new(), Vec::new());
            string(&mut ours, text);
            text.serialize(&mut serde_json::Serializer::with_formatter(&mut serdes, SafeJson)).unwrap();
            assert_eq!(String::from_utf8(ours).unwrap(), String::from_utf8(serdes).unwrap());
        }
        for n in [0, 9, 10, 4_294_967_295, usize::MAX] {
            let mut ours = Vec::new();
            number(&mut ours, n);
            assert_eq!(String::from_utf8(ours).unwrap(), n.to_string());
        }
    }

    #[test]
    fn a_line_is_what_serde_makes_of_the_record() {
        let full = Attributed {
            speaker: Some(SpeakerRecord {
                mention: Some("Mr. \"R\"".into()),
                start: Some(1),
                end: Some(8),
                name: Some("Ana Ruiz".into()),
                basis: Basis::ShortName,
            }),
            cue: Some(CueRecord {
                text: "claimed".into(),
                lemma: "claim".into(),
                stance: Stance::Doubting,
                start: 9,
                end: 16,
            }),
            via: Some(PhraseRecord { mention: "the Post".into(), start: 20, end: 28 }),
            addressee: Some(PhraseRecord { mention: "the \"board\"".into(), start: 30, end: 41 }),
        };
        let carried = Attributed {
            speaker: Some(SpeakerRecord {
                mention: None,
                start: None,
                end: None,
                name: None,
                basis: Basis::Carried,
            }),
            cue: None,
            via: None,
            addressee: None,
        };
        let none = Attributed { speaker: None, cue: None, via: None, addressee: None };
        let evidence = ["one \u{1b}".to_owned(), "two".to_owned()];
        for (attributed, more) in [(full, true), (carried, false), (none, false)] {
            let record = QuotationRecord {
                r#type: RecordType::Quotation,
                quotation: "a\u{1b}#7".into(),
                article: "a\u{1b}".into(),
                outlet: more.then_some("Post".into()),
                date: None,
                date_from: more.then_some(DateFrom::Crawl),
                kind: Kind::NotSpeech,
                start: 7,
                end: 12,
                text: "“It”\u{9b}".into(),
                speaker: attributed.speaker,
                cue: attributed.cue,
                via: attributed.via,
                addressee: attributed.addressee,
                rule: Rule::SpeakerColonContent,
                headline: more,
                parent: more.then_some("a#1".into()),
                confidence: 0.957,
                evidence: more.then_some(evidence.as_slice().into()),
            };
            let (mut ours, mut serdes) = (Vec::new(), Vec::new());
            quotation(&mut ours, &record);
            record.serialize(&mut serde_json::Serializer::with_formatter(&mut serdes, SafeJson)).unwrap();
            let ours = String::from_utf8(ours).unwrap();
            assert_eq!(ours, String::from_utf8(serdes).unwrap());
            assert_eq!(serde_json::from_str::<QuotationRecord<'_>>(&ours).unwrap(), record);
        }
    }

    #[test]
    fn a_group_is_what_serde_makes_of_the_record() {
        let mut ours = Vec::new();
        group(&mut ours, "a\u{1b}#7", 0x0123_4567_89ab_cdef);
        let ours = String::from_utf8(ours).unwrap();
        let record = GroupRecord { id: "a\u{1b}#7".into(), group: "0123456789abcdef".into() };
        assert_eq!(ours, crate::record::json(&record).unwrap() + "\n");
        assert_eq!(serde_json::from_str::<GroupRecord<'_>>(&ours).unwrap(), record);
    }
}
