//! The answers of a verdict in words, one short line each.
//!
//! In: an answer. Out: what it says, without words of any text, so that nothing in it must be escaped. Every format for readers has these
//! lines, and `why` is made of them.

use crate::model::{AttributionClass, Flag, OpenReason, SourceClass, UnreadReason, Verdict, WordingClass};

/// Returns the description of a wording class.
pub fn wording(class: WordingClass) -> &'static str {
    match class {
        WordingClass::Verbatim => "the same words and punctuation",
        WordingClass::FormatOnly => "the same words; case or punctuation differ",
        WordingClass::Styled => "the same words in another house style",
        WordingClass::Cleaned => "the same but for noises and repetitions",
        WordingClass::Elided => "the same but for words left out where a mark says so",
        WordingClass::Bracketed => "the same but for words in square brackets",
        WordingClass::SilentOmission => "words were left out and no mark says so",
        WordingClass::Spliced => "pieces of one remark in another order",
        WordingClass::Composite => "pieces of several remarks joined to one",
        WordingClass::Altered => "words are others, or were added",
        WordingClass::Paraphrase => "the same matter in mostly other words",
        WordingClass::NotFound => "nothing searched has these words",
        WordingClass::TooShort => "too few or too common words to tell one remark from another",
    }
}

/// Returns the description of what the sources say of the claimed speaker.
pub fn attribution(verdict: &Verdict) -> &'static str {
    match verdict.attribution {
        AttributionClass::Confirmed => "a source attributes the words to the claimed speaker",
        AttributionClass::RoleOnly => "a source attributes them to somebody with the claimed role",
        AttributionClass::ToPrincipal => "somebody said them for, or quoting, the claimed speaker",
        AttributionClass::Misattributed => "the sources attribute them to somebody else",
        AttributionClass::Conflicting => "some sources attribute them to the claimed speaker, others do not",
        AttributionClass::Unresolved => verdict.open.map_or("no source settles who said them", open),
        AttributionClass::NotChecked if verdict.claim.speaker.is_none() => "no speaker was claimed",
        AttributionClass::NotChecked if verdict.claim.asked_speaker().is_none() => {
            "the words are a document's, which no source quotes as a person"
        }
        AttributionClass::NotChecked => "there is nothing to check it with",
    }
}

/// Returns the description of what the source that the claim names has of the words.
pub fn source(verdict: &Verdict) -> &'static str {
    match verdict.source {
        SourceClass::Here => "the source that is named has the words",
        SourceClass::Elsewhere => "another source has the words better than the one that is named",
        SourceClass::Absent => "the source that is named has other words, and so has every other source",
        SourceClass::Unreadable => match verdict.cited.as_ref().and_then(|cited| cited.reason) {
            Some(UnreadReason::ReadError) => "the source that is named could not be read",
            Some(UnreadReason::NoText) => "the source that is named holds no text",
            _ => "the source that is named was not given",
        },
        SourceClass::NotCited => "no source is named",
    }
}

/// Returns in words why nobody can say whose words they are.
fn open(reason: OpenReason) -> &'static str {
    match reason {
        OpenReason::NoSpeaker => "the source names nobody who said them",
        OpenReason::GuessedSpeaker => {
            "the source does not name its speaker beside them, and whom it means is a guess"
        }
        OpenReason::UnsureLabel => "what stands before them may be no speaker's label",
        OpenReason::NameMayFit => "the name in the source may be the claimed speaker's, or another's",
        OpenReason::GuessedClaim => {
            "the draft does not name its speaker beside them, and whom it means is a guess"
        }
        OpenReason::CommonWords => {
            "a source has them from somebody else, but they are so common that many people say them"
        }
        OpenReason::OtherWording => "a source has something like them from somebody else, but in other words",
        OpenReason::PartlyQuoted => "only some of them are the words of the source's speaker",
        OpenReason::ReportedWords => "the source's speaker says what somebody else said",
        OpenReason::OtherTime => "a source has them from somebody else, but from another time",
        OpenReason::SeveralSpeakers => "several people said them, by the sources",
        OpenReason::OpenElsewhere => "a source has them from somebody else, and another source names nobody",
    }
}

/// Returns the description of a flag.
pub fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Fragment => "the claim is a part of the source's sentence",
        Flag::ClippedNegation => "the part that the claim lacks says no",
        Flag::ClippedCondition => "the part that the claim lacks sets a condition",
        Flag::ClippedHedge => "the part that the claim lacks weakens or limits it",
        Flag::ClippedContrast => "what stands behind it in the source takes back a part of it",
        Flag::Question => "the source asks, the claim states",
        Flag::EmbeddedSpeech => "the source's speaker quotes somebody else",
        Flag::GapPolarity => "words that a mark or brackets stand for say no",
        Flag::VerbShift => "the reporting verb presents the words otherwise",
        Flag::NotQuoted => "the outlet's own text, all of it or some; no source quotes all of the words",
        Flag::WireCopy => "all the evidence is copies of one story",
    }
}

/// The description of a change that may affect the meaning, if such a change fails a check.
pub const MATERIAL: &str = "a change that touches the sense";
