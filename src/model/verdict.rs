//! A claimed quotation and what the sources say of it: five separate answers, never one label.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    ArticleIx, Change, Cited, EvidenceIx, QuotationIx, Reference, SourceClass, Span, Stance, WordingClass,
};

/// A claim that somebody said these words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claim {
    /// The words, without quotation marks around them. `…`, `[ ]` and `[sic]` are read as an editor's marks.
    pub text: String,
    /// The claimed speaker.
    pub speaker: Option<String>,
    /// What the claimed speaker is; `None` if nobody has said so yet, or no speaker is claimed.
    pub speaker_kind: Option<SpeakerKind>,
    /// The claimed date, as ISO 8601; a source with an earlier date is not evidence.
    pub date: Option<String>,
    /// How the claim's own reporting verb presents the words, if there is one.
    pub stance: Option<Stance>,
    /// When the text with the claim was published, as ISO 8601: the date of a draft. What other people said at other times does not
    /// speak against the claim.
    pub published: Option<String>,
    /// True if the text with the claim does not name the speaker: whom "he" or "the captain" means was settled by the program, and
    /// may be wrong.
    pub is_guessed: bool,
    /// What the text with the claim names as its source, the nearest first.
    pub cited: Vec<Reference>,
    /// The sentence of the text with the claim, its own words too; `None` if the claim comes alone. What this says beside the claim is
    /// not cut off.
    pub around: Option<String>,
}

impl Claim {
    /// Returns the speaker whom sources can name: a person or a body. A document or a label says nothing as a person does.
    pub fn asked_speaker(&self) -> Option<&str> {
        let nobody = matches!(self.speaker_kind, Some(SpeakerKind::Document | SpeakerKind::Label));
        self.speaker.as_deref().filter(|_| !nobody)
    }
}

/// What a claimed speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SpeakerKind {
    /// One person, or several.
    Person,
    /// An organisation, an outlet, a country.
    Body,
    /// A lease, a section, minutes, a report: what is written speaks for itself.
    Document,
    /// A word that only labels the quotation: "Key finding:". There is no speaker.
    Label,
}

/// The lowest normal form on which two texts agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Form {
    /// Typography: glyphs of marks and dashes, kinds of space.
    N1,
    /// Case and punctuation.
    N2,
    /// House style: numbers, contractions, spelling, abbreviations.
    N3,
    /// Speech cleaned of noises and repetitions.
    N4,
    /// Content words by their stems.
    N5,
}

impl Form {
    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::N1 => "N1",
            Self::N2 => "N2",
            Self::N3 => "N3",
            Self::N4 => "N4",
            Self::N5 => "N5",
        }
    }
}

/// Whether a change affects the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Material {
    /// Polarity, modality, a quantity, a number or a name differs.
    Likely,
    /// Words differ; a reader must decide whether the meaning does.
    Unknown,
}

/// One difference between the source and the claim. The base is the source, the version the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimChange {
    /// Kind, grade and spans: `base` in the article of [`ClaimChange::evidence`], `version` in the claim's
    /// text; empty where words are missing there.
    pub change: Change,
    /// Whether the meaning is affected.
    pub material: Material,
    /// Index into [`Verdict::evidence`].
    pub evidence: EvidenceIx,
}

/// Whether the sources name the claimed speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AttributionClass {
    /// A source attributes the words to the claimed speaker.
    Confirmed,
    /// A source attributes the words to somebody whom it names only by role, and the role fits the claimed
    /// speaker.
    RoleOnly,
    /// Somebody said them for the claimed speaker, or quoted the claimed speaker: a spokesperson, an
    /// organisation.
    ToPrincipal,
    /// All sources that name a speaker name a different one.
    Misattributed,
    /// Some sources name the claimed speaker, others name a different one.
    Conflicting,
    /// The words were found, but no source makes clear who said them.
    Unresolved,
    /// No speaker was claimed, or the words were not found.
    NotChecked,
}

impl AttributionClass {
    /// All answers, in their order.
    pub const ALL: &'static [AttributionClass] = &[
        Self::Confirmed,
        Self::RoleOnly,
        Self::ToPrincipal,
        Self::Misattributed,
        Self::Conflicting,
        Self::Unresolved,
        Self::NotChecked,
    ];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::RoleOnly => "role-only",
            Self::ToPrincipal => "to-principal",
            Self::Misattributed => "misattributed",
            Self::Conflicting => "conflicting",
            Self::Unresolved => "unresolved",
            Self::NotChecked => "not-checked",
        }
    }
}

/// Why the words were found and the attribution is [`AttributionClass::Unresolved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OpenReason {
    /// The source names nobody as the speaker.
    NoSpeaker,
    /// The source has a pronoun or a description for the speaker, or names one a sentence earlier.
    GuessedSpeaker,
    /// What stands before the words may be a speaker's label, a heading or a place.
    UnsureLabel,
    /// The speaker whom the source names may be the claimed one: a slip, a son, two people of one family name, an office.
    NameMayFit,
    /// The text with the claim does not name its speaker.
    GuessedClaim,
    /// The words are so common that several people say them.
    CommonWords,
    /// The source has the words in another form.
    OtherWording,
    /// Only some of the words are the speaker's.
    PartlyQuoted,
    /// The source's speaker says what somebody else said.
    ReportedWords,
    /// The source is about another time.
    OtherTime,
    /// Several people whom the sources name say the words.
    SeveralSpeakers,
    /// Another source leaves open who says the words.
    OpenElsewhere,
}

impl OpenReason {
    /// All reasons, in their order.
    pub const ALL: &'static [OpenReason] = &[
        Self::NoSpeaker,
        Self::GuessedSpeaker,
        Self::UnsureLabel,
        Self::NameMayFit,
        Self::GuessedClaim,
        Self::CommonWords,
        Self::OtherWording,
        Self::PartlyQuoted,
        Self::ReportedWords,
        Self::OtherTime,
        Self::SeveralSpeakers,
        Self::OpenElsewhere,
    ];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoSpeaker => "no-speaker",
            Self::GuessedSpeaker => "guessed-speaker",
            Self::UnsureLabel => "unsure-label",
            Self::NameMayFit => "name-may-fit",
            Self::GuessedClaim => "guessed-claim",
            Self::CommonWords => "common-words",
            Self::OtherWording => "other-wording",
            Self::PartlyQuoted => "partly-quoted",
            Self::ReportedWords => "reported-words",
            Self::OtherTime => "other-time",
            Self::SeveralSpeakers => "several-speakers",
            Self::OpenElsewhere => "open-elsewhere",
        }
    }
}

/// What a reader should check, whatever the wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Flag {
    /// The claim is a part of the source's sentence.
    Fragment,
    /// The part of the sentence that the claim lacks has a negation.
    ClippedNegation,
    /// The part of the sentence that the claim lacks sets a condition.
    ClippedCondition,
    /// The part of the sentence that the claim lacks weakens or limits it: "I think", "only".
    ClippedHedge,
    /// The part of the sentence behind the claim takes back a part of it: "but …".
    ClippedContrast,
    /// The source asks a question, the claim makes a statement.
    Question,
    /// The source's speaker quotes somebody else's words.
    EmbeddedSpeech,
    /// The words left out at a mark have a negation.
    GapPolarity,
    /// The source's reporting verb presents the words in a different way than the claim's verb.
    VerbShift,
    /// The outlets' own text is in all the evidence: no source prints all the words as anybody's.
    NotQuoted,
    /// All the evidence is copies of one wire story.
    WireCopy,
}

impl Flag {
    /// All flags, in their order.
    pub const ALL: &'static [Flag] = &[
        Self::Fragment,
        Self::ClippedNegation,
        Self::ClippedCondition,
        Self::ClippedHedge,
        Self::ClippedContrast,
        Self::Question,
        Self::EmbeddedSpeech,
        Self::GapPolarity,
        Self::VerbShift,
        Self::NotQuoted,
        Self::WireCopy,
    ];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fragment => "fragment",
            Self::ClippedNegation => "clipped-negation",
            Self::ClippedCondition => "clipped-condition",
            Self::ClippedHedge => "clipped-hedge",
            Self::ClippedContrast => "clipped-contrast",
            Self::Question => "question",
            Self::EmbeddedSpeech => "embedded-speech",
            Self::GapPolarity => "gap-polarity",
            Self::VerbShift => "verb-shift",
            Self::NotQuoted => "not-quoted",
            Self::WireCopy => "wire-copy",
        }
    }
}

/// How good the evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EvidenceGrade {
    /// A verbatim record.
    P1,
    /// An edited record.
    P2,
    /// Captions.
    P3,
    /// Two or more independent outlets.
    S1,
    /// One outlet.
    S2,
    /// Copies of one wire story.
    S3,
}

impl EvidenceGrade {
    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
        }
    }
}

/// Whether the matching words are between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Quoted {
    /// All words are.
    Yes,
    /// Some words are, others are the source's own.
    Partly,
    /// No words are: running text, or a record.
    No,
}

/// One place of one source that has the claim's words, or a part of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Index of the article in the slice that was given.
    pub article: ArticleIx,
    /// The span from the first matching word to the last.
    pub span: Span,
    /// The sentence or sentences around them.
    pub sentence: Span,
    /// The claim's words that match here, from the first to the last, in the claim's text.
    pub claim: Span,
    /// How the claim agrees with only this place; for a composite, with all its places together.
    pub wording: WordingClass,
    /// The share of the claim, from 0 to 1, that is found here, by the weight of its words.
    pub share: f32,
    /// The quotation that contains the words, as an index into the given slice; `None` for running text.
    pub quotation: Option<QuotationIx>,
    /// Whether the matching words are between marks.
    pub quoted: Quoted,
    /// The words that name the speaker there.
    pub speaker: Option<Span>,
    /// The name of that speaker.
    pub name: Option<String>,
    /// The reporting verb.
    pub cue: Option<Span>,
    /// The source that the outlet names.
    pub via: Option<Span>,
    /// What this place says about the claimed speaker.
    pub attribution: AttributionClass,
    /// Why this place does not settle who says the words, if it does not.
    pub open: Option<OpenReason>,
}

super::index::indexed_by!(EvidenceIx, Evidence);

/// What was searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// Articles or records.
    pub articles: usize,
    /// Quotations in them.
    pub quotations: usize,
    /// Words of running text in them.
    pub words: usize,
}

/// The five answers for one claim, with their reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What was claimed.
    pub claim: Claim,
    /// How the words agree.
    pub wording: WordingClass,
    /// The lowest normal form in which they agree; `None` if they agree in none.
    pub form: Option<Form>,
    /// Whether the sources name the claimed speaker.
    pub attribution: AttributionClass,
    /// Why the attribution is unresolved, if it is.
    pub open: Option<OpenReason>,
    /// Whether the words are in the source that the claim names.
    pub source: SourceClass,
    /// What that source says; `None` where the claim names none.
    pub cited: Option<Cited>,
    /// What else a reader should check, in the order of [`Flag::ALL`].
    pub flags: Vec<Flag>,
    /// How good the evidence is; `None` if there is none.
    pub grade: Option<EvidenceGrade>,
    /// The place that decides: wording, form, attribution, flags, grade and changes are those of this place.
    /// `None` if nothing was found.
    pub decides: Option<EvidenceIx>,
    /// The differences between the place that decides and the claim, in the order of the claim.
    pub changes: Vec<ClaimChange>,
    /// The places that were found, the best first.
    pub evidence: Vec<Evidence>,
    /// If nothing was found: the place that has the largest part of the words. It is shown to a reader, is not evidence, and no answer
    /// depends on it. `None` if no place has a part that is worth showing.
    pub nearest: Option<Evidence>,
    /// The exact words of the place that decides, on one line, to print instead of the claim; `None` if nothing was found or nothing
    /// differs.
    pub exact: Option<String>,
    /// What was searched.
    pub searched: Searched,
}

/// What a gate makes of a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The answers that fail; empty if the claim passes.
    pub failed: Vec<&'static str>,
    /// Why it fails, or what was found if it passes: one line for a person. Words of texts in it are as they are printed.
    pub why: String,
}

impl Outcome {
    /// True if no answer fails.
    pub fn ok(&self) -> bool {
        self.failed.is_empty()
    }
}

/// What the giver of a claim calls it; its display is the bare name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ClaimId {
    /// A number.
    Number(i64),
    /// Any other name.
    Text(String),
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}
