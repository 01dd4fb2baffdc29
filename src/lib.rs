//! **inquit** finds quoted speech in news articles with its speaker and reporting verb, groups the wordings of one remark, shows how they
//! differ, and verifies what somebody is claimed to have said.
//!
//! The tutorial follows a working day: one article, many articles, one claim, a draft, a corpus file. `examples/tour.rs` is the same as one
//! program.
//!
//! # One article
//!
//! [`Inquit`] is a language with options. [`Inquit::extract`] finds every quotation of an [`Article`]. A place is a [`Span`] of bytes of the
//! article's text, so the words are read where they are printed.
//!
//! ```
//! use inquit::{Article, ArticleHeader, Inquit};
//!
//! let text = "“The bridge will not hold,” Ana Ruiz warned on Monday.".to_owned();
//! let article = Article::new("bridge.txt", ArticleHeader::default(), text)?;
//! let found = Inquit::english().extract(&article);
//! let quotation = &found.quotations[0];
//! assert_eq!(quotation.contents[0].span.of(article.text()), "The bridge will not hold,");
//! assert_eq!(quotation.speaker.as_ref().and_then(|s| s.name.as_deref()), Some("Ana Ruiz"));
//! assert_eq!(quotation.cue.as_ref().map(|c| c.lemma.as_str()), Some("warn"));
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! `Inquit::english().indirect(true)` also finds indirect speech (without quotation marks). `.explain(true)` also gives the evidence of every
//! decision. [`read`](mod@read) makes articles from files: text, Markdown, web pages, captions, JSON, tables.
//!
//! # Many articles
//!
//! A [`Corpus`] holds articles with their quotations. A [`Remark`] is one utterance with all the [`Wording`]s that report it. A
//! [`Comparison`] lays the wordings side by side; each [`Change`] is one difference, and its [`ChangeGrade`] says what it touches.
//!
//! ```
//! use inquit::compare::Filter;
//! use inquit::group::Corrections;
//! use inquit::{Article, ArticleHeader, Corpus, Inquit};
//!
//! let print = |id: &str, text: &str| Article::new(id, ArticleHeader::default(), text.to_owned());
//! let post = print("post", "“The bridge will hold for a hundred years, and we will not close it again,” Ana Ruiz said.")?;
//! let courier = print("courier", "Mayor Ana Ruiz said “the bridge will hold for a hundred years.”")?;
//! let corpus = Corpus::extract(Inquit::english(), vec![post, courier]);
//! let remarks = corpus.remarks(&Corrections::default());
//! let comparison = corpus.comparison(&remarks, &Filter::default());
//! let shared: Vec<_> = comparison.shared().collect();
//! assert_eq!(shared.len(), 1);
//! assert_eq!(shared[0].outlets, 2);
//! assert_eq!(shared[0].remark.speaker.as_deref(), Some("Ana Ruiz"));
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! # One claim
//!
//! A [`Claim`] is a quotation that somebody is claimed to have said. A [`Verdict`] gives four separate answers: how the words agree, whether
//! the sources name the claimed speaker, what else a reader should look at, and how good the [`Evidence`] is.
//!
//! ```
//! use inquit::{Article, ArticleHeader, Claim, Corpus, Inquit};
//!
//! let text = "“We have oil for a week and spare parts for two,” Mara Lindqvist told reporters.".to_owned();
//! let article = Article::new("post", ArticleHeader::default(), text)?;
//! let corpus = Corpus::extract(Inquit::english(), vec![article]);
//! let claim = |text: &str, speaker: &str| Claim {
//!     text: text.to_owned(),
//!     speaker: Some(speaker.to_owned()),
//!     ..Claim::default()
//! };
//! let verdict = corpus.verify(&claim("We have oil for a week and spare parts for two", "Mara Lindqvist"));
//! assert_eq!((verdict.wording.name(), verdict.attribution.name()), ("verbatim", "confirmed"));
//! let verdict = corpus.verify(&claim("We have oil for a month and spare parts for two", "Ole Berg"));
//! assert_eq!((verdict.wording.name(), verdict.attribution.name()), ("altered", "unresolved"));
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! # A draft
//!
//! A [`Draft`] is a text whose quotations are checked. A [`Gate`] says which answers fail. Each [`Checked`] quotation has its verdict and the
//! names of the answers that fail.
//!
//! ```
//! use inquit::{Article, ArticleHeader, Corpus, Draft, Gate, Inquit};
//!
//! let print = |id: &str, text: &str| Article::new(id, ArticleHeader::default(), text.to_owned());
//! let source = print("post", "“The bridge will hold for a hundred years,” Ana Ruiz said.")?;
//! let draft = print("draft", "“The bridge will not hold for a hundred years,” Ana Ruiz said.")?;
//! let inquit = Inquit::english();
//! let corpus = Corpus::extract(inquit, vec![source]);
//! let checked = corpus.check(&[Draft::text(draft, None, inquit.lexicon())], &Gate::lenient());
//! assert_eq!(checked[0].failed, ["altered"]);
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! # A corpus file
//!
//! A `Store` keeps articles that come day by day, with their quotations and remarks, in one SQLite file (feature `store`). A claim reads
//! only the articles that share words with it.
//!
//! ```
//! # #[cfg(feature = "store")] {
//! use inquit::store::Keying;
//! use inquit::{Article, ArticleHeader, Claim, Inquit, Store};
//!
//! let inquit = Inquit::english();
//! let text = "“We have counted every boat that was lost,” Ana Ruiz said.".to_owned();
//! let article = Article::new("post", ArticleHeader::default(), text)?;
//! let quotations = inquit.extract(&article).quotations;
//! let file = std::env::temp_dir().join(format!("inquit-doc-{}.db", std::process::id()));
//! let mut store = Store::create(&file)?;
//! store.add(&Keying::new(inquit.lexicon()).batch(vec![(article, quotations)]))?;
//! let claim = Claim { text: "We have counted every boat that was lost".to_owned(), ..Claim::default() };
//! let verdict = store.look_for(&claim, inquit.lexicon())?.verify(&claim, inquit.lexicon());
//! assert_eq!(verdict.wording.name(), "verbatim");
//! # drop(store);
//! # std::fs::remove_file(&file).ok();
//! # }
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! # Sources that answer
//!
//! A program that answers others (a page, a server, a binding) holds a [`SourceSet`](ask::SourceSet): articles in memory, texts, folders or a
//! corpus file. It never changes, threads share it, and all of them give the same answers to the same questions: one claim, many claims, a
//! draft, the versions of a quotation. Answers have records, which serde writes as the command line's JSON, and are shown in any format
//! ([`render::write`]). [`AskBounds`](ask::AskBounds) says how much one call may ask.
//!
//! ```
//! use inquit::ask::{AskBounds, CheckOptions, SourceSet, read_drafts};
//! use inquit::read::{GivenText, HeldForm};
//! use inquit::{Claim, Gate, Inquit};
//!
//! let inquit = Inquit::english();
//! let text = "“The bridge will hold for a hundred years,” Ana Ruiz said.".to_owned();
//! let texts = [GivenText { id: "post".to_owned(), text, ..GivenText::default() }];
//! let sources = SourceSet::of_texts(inquit, &texts, |unread| eprintln!("{unread:?}"));
//!
//! let claim = Claim { text: "The bridge will hold for ten years".to_owned(), ..Claim::default() };
//! let answer = sources.verify(&claim, &Gate::lenient())?;
//! assert!(!answer.outcome.ok());
//! assert_eq!(answer.record().r#use.as_deref(), Some("The bridge will hold for a hundred years"));
//!
//! let markdown = "# The bridge\n\n> The bridge will *not* hold for a hundred years.\n\n— Ana Ruiz\n";
//! let form = Some(HeldForm::Markdown);
//! let drafts = read_drafts("draft.md", markdown, form, inquit.lexicon())?.drafts;
//! let bounds = AskBounds { most: Some(500), until: None };
//! let report = sources.check(drafts, &CheckOptions::default(), bounds)?;
//! assert_eq!((report.failures(), report.summary_record().marks), (1, 1));
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! # How it works
//!
//! ```text
//! read → segment → parse → attribute → group → people → compare | verify → corpus → render
//! ```
//!
//! Each stage is a module, and the modules are in the order of their floors: each imports only from those before it. [`model`] has the nouns
//! that stages hand to each other, [`lexicon`] the words of a language, which are data and not code. [`record`] has the shapes of the machine
//! formats and [`render`] writes them. Parsing is total, its work is linear, and the same input gives the same bytes. The document
//! `docs/architecture.md` follows one quotation from stage to stage.
//!
//! The stages before `group` are not listed here. They are public for the learners (`examples/`) and the tests, and may change with any
//! version.

pub mod limits;

pub mod model;

pub mod lexicon;

#[doc(hidden)]
pub mod words;

#[doc(hidden)]
pub mod names;

pub mod read;

#[doc(hidden)]
pub mod align;

pub mod change;

#[doc(hidden)]
pub mod segment;

#[doc(hidden)]
pub mod parse;

#[doc(hidden)]
pub mod attribute;

mod extract;

pub mod group;

pub mod people;

pub mod compare;

pub mod verify;

pub mod corpus;

pub mod eval;

pub mod record;

pub mod render;

#[cfg(feature = "store")]
pub mod store;

pub mod ask;

#[cfg(feature = "mcp")]
#[doc(hidden)]
pub mod mcp;

#[cfg(feature = "serve")]
#[doc(hidden)]
pub mod serve;

#[cfg(test)]
mod steps;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

// Begin.
pub use extract::Inquit;
pub use lexicon::Lexicon;

// Read.
pub use model::{Article, ArticleHeader, Markup, Span};

// Extract.
pub use extract::Extraction;
pub use model::{Cue, Kind, Quotation, Speaker, Warning};

// Compare.
pub use compare::Comparison;
pub use corpus::Corpus;
pub use model::{Change, ChangeGrade, Remark, Wording};

// Verify.
pub use corpus::{Checked, Draft};
pub use model::{Claim, Evidence, Verdict};
pub use verify::Gate;

// Keep.
#[cfg(feature = "store")]
pub use store::Store;

#[doc(hidden)]
pub use extract::{ExtractOptions, extract, extract_plain, plain};

/// What can go wrong with what a caller gives. Parsing and verifying are total and have no errors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A text that no article can hold.
    #[error(transparent)]
    Article(#[from] model::ArticleError),
    /// An input that gives no article.
    #[error(transparent)]
    Read(#[from] read::ReadError),
    /// A grammar that is not sound.
    #[error(transparent)]
    Lexicon(#[from] lexicon::LexiconError),
    /// A file of links that cannot be used.
    #[error(transparent)]
    Corrections(#[from] group::CorrectionsError),
    /// A list of answers that is not a gate.
    #[error(transparent)]
    Gate(#[from] verify::GateError),
    /// A corpus file that cannot be used.
    #[cfg(feature = "store")]
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A question without an answer.
    #[error(transparent)]
    Ask(#[from] ask::AskError),
}

impl Error {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<model::Hint> {
        match self {
            Self::Read(error) => error.hint,
            Self::Corrections(error) => error.hint(),
            #[cfg(feature = "store")]
            Self::Store(error) => error.hint(),
            Self::Ask(error) => error.hint(),
            _ => None,
        }
    }
}
