//! What was quoted, by whom, with which verb, and how that was found.

use serde::{Deserialize, Serialize};

use super::{Article, ArticleIx, Offsets, QuotationIx, Rule, Span};

/// How much of the reported speech is between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// Whole clauses between marks.
    Direct,
    /// A part of a reported clause between marks: `she called it "a very good thing"`.
    Mixed,
    /// A reported clause without marks.
    Indirect,
    /// Marks that quote nobody's speech: a title, a term, scare quotes, a nickname.
    NotSpeech,
}

/// How a reporting verb presents what it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Stance {
    /// said, told, added
    Neutral,
    /// stressed, insisted, declared
    Assertive,
    /// claimed, alleged
    Doubting,
    /// admitted, acknowledged
    Conceding,
    /// asked, wondered
    Asking,
    /// urged, demanded, called for
    Directive,
    /// promised, vowed
    Promising,
    /// praised, hailed, welcomed
    Praising,
    /// criticised, accused, slammed
    Blaming,
    /// joked, shouted, lamented
    Expressive,
}

/// How the person that a mention refers to was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// The mention itself is the name.
    Name,
    /// A short name, matched with a full name of the article ("Xi" → "Xi Jinping").
    ShortName,
    /// A pronoun, by gender, number and discourse.
    Pronoun,
    /// A description: "the Chinese leader".
    Nominal,
    /// An organisation, a country, a document: the mention speaks for itself.
    Organisation,
    /// The quotation has no clause of its own, so it has the speaker of the quotation or sentence before it.
    Carried,
    /// No person in the article could be chosen; the mention is kept as printed.
    Unresolved,
}

/// The speaker of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker, as printed; a carried speaker has the words of the clause that named
    /// the speaker.
    pub mention: Option<Span>,
    /// The fullest name that the article gives for the speaker.
    pub name: Option<String>,
    /// How the name was found.
    pub basis: Basis,
}

/// The reporting verb or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The verb group as printed ("has also said").
    pub span: Span,
    /// The dictionary form of its head.
    pub lemma: String,
    /// How the verb presents what it reports.
    pub stance: Stance,
}

/// One uninterrupted run of quoted words: the text inside one pair of marks, in one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// The text inside the marks.
    pub span: Span,
    /// True if a closing mark is at its end; false if the mark is missing or the quotation goes on.
    pub closed: bool,
}

/// One observation that a decision weighed. It has names of ours and lemmas of the lexicon, never the
/// article's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// How strongly the observation supports the decision; below 0, it is evidence against the decision.
    pub weight: f32,
    /// The template of the observation, such as "rule verb".
    pub template: &'static str,
    /// The first value.
    pub a: String,
    /// The second value, or nothing.
    pub b: &'static str,
}

/// What one article quotes from one speaker in one breath: `"X," he said, "Y"` is one quotation with two
/// contents.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Index of the article in the slice that was given.
    pub article: ArticleIx,
    /// At least one content, in the order of the text. They do not overlap.
    pub contents: Vec<Content>,
    /// Direct, mixed, indirect or not speech.
    pub kind: Kind,
    /// True if it is in a headline or subheading.
    pub headline: bool,
    /// The speaker; `None` if the article does not name one.
    pub speaker: Option<Speaker>,
    /// The reporting verb; `None` if there is none.
    pub cue: Option<Cue>,
    /// The source that the outlet names for the quotation.
    pub via: Option<Span>,
    /// Who was told, if the clause says so: "told reporters", "in an interview with the Courier".
    pub addressee: Option<Span>,
    /// The rule of the grammar that found speaker and cue.
    pub rule: Rule,
    /// 0 to 1: how likely speaker and kind are right, calibrated on training articles.
    pub confidence: f32,
    /// The observations for and against this reading, for `--explain`, the heaviest first.
    pub evidence: Vec<Weighed>,
    /// Index, in the same article's quotations, of the quotation that contains this one.
    pub parent: Option<QuotationIx>,
}

super::index::indexed_by!(QuotationIx, Quotation);

impl Quotation {
    /// Makes a quotation of the first article, without a speaker, a verb or evidence. Callers set the other
    /// fields.
    pub fn new(contents: Vec<Content>, kind: Kind, rule: Rule) -> Self {
        Self {
            article: ArticleIx(0),
            contents,
            kind,
            headline: false,
            speaker: None,
            cue: None,
            via: None,
            addressee: None,
            rule,
            confidence: 1.0,
            evidence: Vec::new(),
            parent: None,
        }
    }

    /// Returns the span from the first content's start to the last content's end. A quotation has at least
    /// one content.
    pub fn extent(&self) -> Span {
        let mut contents = self.contents.iter().map(|c| c.span);
        let first = contents.next().expect("a quotation has at least one content");
        contents.fold(first, Span::cover)
    }

    /// `<article id>#<first code point of the first content>`, as the machine formats name it; `offsets` are
    /// those of the article's text.
    pub fn id(&self, article: &Article, offsets: &Offsets<'_>) -> String {
        format!("{}#{}", article.id(), offsets.code_point(self.extent().start()))
    }
}
