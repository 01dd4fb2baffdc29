//! The names of the grammar's rules.

use serde::de::{Deserializer, Error, Unexpected};
use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident => $name:literal,)+) => {
        /// The rule of the grammar that settled a quotation: a clause and its place beside the quotation.
        /// Each has an entry of its name in `grammar/README.md`, with an example that a test runs. No
        /// function has the name of a rule: a nom function finds a clause, wherever it is
        /// (`docs/decisions/0002`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(into = "&'static str")]
        #[non_exhaustive]
        pub enum Rule { $($(#[$doc])* $variant,)+ }

        impl Rule {
            /// Every rule, in the order of the grammar.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)+];

            /// The name in `grammar/README.md` and in the output.
            pub const fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)+ }
            }
        }

        impl From<Rule> for &'static str {
            fn from(rule: Rule) -> Self { rule.name() }
        }

        impl<'de> Deserialize<'de> for Rule {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                let rule = Rule::ALL.iter().find(|rule| rule.name() == name);
                rule.copied().ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&name), &"the name of a rule"))
            }
        }
    };
}

rules! {
    /// `"…," X said`
    ContentSpeakerCue => "content_speaker_cue",
    /// `"…," said X`
    ContentCueSpeaker => "content_cue_speaker",
    /// `X said: "…"`
    SpeakerCueContent => "speaker_cue_content",
    /// `X said that … "…"`
    SpeakerCueClause => "speaker_cue_clause",
    /// `X hailed the "…"`
    SpeakerCueObject => "speaker_cue_object",
    /// `said X: "…"`, `On Monday came a warning from X: "…"`
    CueSpeakerContent => "cue_speaker_content",
    /// `…, adding that "…"`
    ParticipleContent => "participle_content",
    /// `Y quoted X as saying "…"`
    SourceQuotedSpeaker => "source_quoted_speaker",
    /// `X was quoted by Y as saying "…"`
    SpeakerWasQuoted => "speaker_was_quoted",
    /// `According to X, "…"`
    AccordingTo => "according_to",
    /// `X's claim that "…"`, `in a statement, X …: "…"`
    NominalCue => "nominal_cue",
    /// `X: "…"`
    SpeakerColonContent => "speaker_colon_content",
    /// `"…" — X`
    ContentDashSpeaker => "content_dash_speaker",
    /// A quotation with no clause of its own, after one that has one.
    Carried => "carried",
    /// A quotation that the sentence before introduces: `He was blunt. "…"`
    Floating => "floating",
    /// A reported clause without marks.
    Indirect => "indirect",
    /// A labelled turn of a transcript: `SMITH: …`
    Turn => "turn",
    /// A title, a term, scare quotes, a nickname.
    NotSpeech => "not_speech",
    /// Marks with nobody named beside them.
    Unattributed => "unattributed",
}
