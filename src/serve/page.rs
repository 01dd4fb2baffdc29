//! What a screen gives: a page, a file, or another address; or what went wrong. In: texts. Out: a [`Reply`] or a [`Failure`], which
//! `route.rs` turns into HTTP.

use crate::ask::AskError;
use crate::model::Hint;
use crate::store::StoreError;
use crate::verify::GateError;

/// Media types.
pub(super) const HTML: &str = "text/html; charset=utf-8";
pub(super) const JSON: &str = "application/json";
pub(super) const PROBLEM: &str = "application/problem+json";
pub(super) const CSV: &str = "text/csv; charset=utf-8";
pub(super) const CSS: &str = "text/css; charset=utf-8";

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    pub text: String,
    /// Where the browser goes instead.
    pub location: Option<String>,
    /// The name of the file, if it is to be saved.
    pub save_as: Option<String>,
    /// How long it may be kept.
    pub keep: Keep,
}

/// How long somebody may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Until the corpus changes: the browser asks each time.
    Corpus,
    /// For ever: its address names its content.
    Always,
    /// Not at all: it holds a draft or a claim.
    Never,
}

impl Reply {
    pub fn of(kind: &'static str, text: String) -> Self {
        Self { status: 200, kind, text, location: None, save_as: None, keep: Keep::Corpus }
    }

    pub fn html(text: String) -> Self {
        Self::of(HTML, text)
    }

    /// Another address: 303, or 301 if it is the address from now on.
    pub fn see(location: String, status: u16) -> Self {
        Self { status, location: Some(location), ..Self::of(HTML, String::new()) }
    }
}

/// What went wrong, in the words of RFC 9457.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub status: u16,
    /// What kind of error it is, in a few words.
    pub title: &'static str,
    /// What happened here.
    pub detail: String,
    /// What can be done.
    pub hint: Option<&'static str>,
    /// The address of a page that helps, with its name.
    pub link: Option<(String, String)>,
}

impl Failure {
    pub fn new(status: u16, title: &'static str, detail: impl Into<String>) -> Self {
        Self { status, title, detail: detail.into(), hint: None, link: None }
    }

    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub fn link(self, address: String, name: impl Into<String>) -> Self {
        Self { link: Some((address, name.into())), ..self }
    }

    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(404, "Not found", detail)
    }

    pub fn bad(detail: impl Into<String>) -> Self {
        Self::new(400, "Bad request", detail)
    }

    pub fn busy() -> Self {
        Self::new(503, "Too many requests", "Too many questions are being answered now.")
            .hint("Wait a second and ask again.")
    }

    pub fn late() -> Self {
        Self::new(503, "It takes too long", "The answer took longer than its time limit.")
            .hint("Ask for less: fewer words, one outlet, a shorter time.")
    }

    /// What was sent is longer than `most` bytes.
    pub fn too_large(most: usize) -> Self {
        let detail = format!("What was sent is larger than {} kB, the most that is taken here.", most >> 10);
        Self::new(413, "Too large", detail)
            .hint("Send it in parts, or use the command line, which has no such limit.")
    }

    /// The request did not arrive in time.
    pub fn slow() -> Self {
        Self::new(408, "Too slow", "The request did not arrive in time.")
    }

    /// What was sent is of a kind that is not read here.
    pub fn kind(detail: impl Into<String>) -> Self {
        Self::new(415, "Not read", detail)
    }

    /// What was sent holds nothing to look for.
    pub fn nothing(detail: impl Into<String>) -> Self {
        Self::new(422, "Nothing to check", detail)
    }

    /// What went wrong here and is nobody's fault.
    pub fn inside() -> Self {
        Self::new(500, "Internal error", "The answer could not be made.")
            .hint("Please report what you asked for: https://github.com/inquit/inquit/issues")
    }

    /// The same for programs: RFC 9457.
    pub fn problem(&self) -> Reply {
        let text = serde_json::json!({
            "type": "about:blank", "title": self.title, "status": self.status,
            "detail": self.detail, "hint": self.hint,
        });
        Reply { status: self.status, ..Reply::of(PROBLEM, format!("{text}\n")) }
    }

    pub fn method() -> Self {
        Self::new(405, "Method not allowed", "This address does not take that method.")
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let hint = error.hint().map(words);
        let failure = match &error {
            StoreError::Stopped { .. } => return Self::late(),
            StoreError::Busy { .. } | StoreError::Newer { .. } | StoreError::Older { .. } => {
                Self::new(503, "The corpus is being changed", "Another program is changing the corpus.")
                    .hint("Wait a moment and ask again.")
            }
            StoreError::OtherGrammar { .. } => {
                Self::new(500, "Another grammar", "The corpus was made with another grammar.")
            }
            StoreError::Broken { what, .. } => {
                Self::new(500, "The corpus is damaged", format!("The corpus is damaged ({what})."))
            }
            _ => Self::new(500, "The corpus cannot be read", "The corpus cannot be read now."),
        };
        Self { hint: hint.or(failure.hint), ..failure }
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        let text = error.to_string();
        match error {
            AskError::TooMany { .. } => Self::new(413, "Too many", format!("{text}.")),
            AskError::OutOfTime { .. } => Self::late(),
            AskError::EmptyCorpus { .. } => {
                let empty = Self::new(503, "Empty corpus", "There is no article in this corpus yet.");
                empty.hint(words(Hint::FillCorpus))
            }
            AskError::Store(error) => error.into(),
        }
    }
}

impl From<GateError> for Failure {
    fn from(error: GateError) -> Self {
        Self::bad(format!("{error}."))
    }
}

impl From<std::io::Error> for Failure {
    fn from(_: std::io::Error) -> Self {
        Self::inside()
    }
}

impl From<askama::Error> for Failure {
    fn from(_: askama::Error) -> Self {
        Self::inside()
    }
}

/// What somebody before a page can do, who may not be the one who keeps the corpus.
pub(super) fn words(hint: Hint) -> &'static str {
    match hint {
        Hint::MakeCorpus => "Whoever keeps the corpus makes it with `inquit corpus add`.",
        Hint::FillCorpus => "Whoever keeps the corpus adds articles with `inquit corpus add`.",
        Hint::UpdateCorpus => "Whoever keeps the corpus brings it up to date with `inquit corpus add`.",
        Hint::BuildIndex => "Whoever keeps the corpus builds its index again with `inquit corpus vacuum`.",
        Hint::RepairCorpus => "Whoever keeps the corpus repairs it with `inquit corpus check --repair`.",
        Hint::NameField { .. } | Hint::CheckField { .. } | Hint::NameFileAndField { .. } => {
            "Name the fields as docs/format.md does."
        }
        Hint::CheckPath => "Check the path of the file.",
        Hint::NameFile => "Give the file a name with a known ending: .txt, .md, .html or .docx.",
        Hint::ReadAsTranscript => "Paste it as an article; transcripts are sources.",
        Hint::SeeFormat(_) => "Compare it with docs/format.md.",
    }
}
