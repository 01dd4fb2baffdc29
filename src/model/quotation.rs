//! What was quoted, by whom, with which verb, and how that was found.

use serde::{Deserialize, Serialize};

use super::{Article, ArticleIx, Offsets, QuotationIx, Rule, Span};

/// How much of what is reported stands between marks.
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

/// How it was decided who a mention means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// The mention is the name.
    Name,
    /// A short name, matched with a full name of the article ("Xi" → "Xi Jinping").
    ShortName,
    /// A pronoun, by gender, number and discourse.
    Pronoun,
    /// A description: "the Chinese leader".
    Nominal,
    /// An organisation, a country, a document: the mention speaks for itself.
    Organisation,
    /// No clause of its own: the speaker of the quotation or sentence before.
    Carried,
    /// Nobody in the article could be settled on; the mention stands as printed.
    Unresolved,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker, as printed; for a carried speaker those of the clause it was carried
    /// from.
    pub mention: Option<Span>,
    /// Who is meant: the fullest name that the article gives.
    pub name: Option<String>,
    /// How the name was settled.
    pub basis: Basis,
}

/// The reporting verb or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The verb group as printed ("has also said").
    pub span: Span,
    /// Dictionary form of its head.
    pub lemma: String,
    /// How the verb presents what it reports.
    pub stance: Stance,
}

/// One uninterrupted run of quoted words: what stands inside one pair of marks, in one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// Inside the marks.
    pub span: Span,
    /// Whether a closing mark stands at its end; false where the mark was lost or the quotation goes on.
    pub closed: bool,
}

/// One observation that a decision weighed. It has names of ours and lemmas of the lexicon, never the
/// article's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// How much it spoke for the decision; below 0 it spoke against it.
    pub weight: f32,
    /// What was looked at: "rule verb".
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
    /// At least one; in the order of the text, not overlapping.
    pub contents: Vec<Content>,
    /// Direct, mixed, indirect or not speech.
    pub kind: Kind,
    /// Whether it stands in a headline or subheading.
    pub headline: bool,
    /// Who said it; `None` where the article does not tell.
    pub speaker: Option<Speaker>,
    /// The reporting verb; `None` where there is none.
    pub cue: Option<Cue>,
    /// Who the outlet had it from.
    pub via: Option<Span>,
    /// The rule of the grammar that settled speaker and cue.
    pub rule: Rule,
    /// 0 to 1: how likely speaker and kind are right, calibrated on training articles.
    pub confidence: f32,
    /// What spoke for this reading, or against it, for `--explain`: the heaviest first.
    pub evidence: Vec<Weighed>,
    /// Index, in the same article's quotations, of the quotation that this one stands inside.
    pub parent: Option<QuotationIx>,
}

super::index::indexed_by!(QuotationIx, Quotation);

impl Quotation {
    /// A quotation by nobody, with no verb, of the first article, that nothing speaks against; callers set
    /// what they know besides.
    pub fn new(contents: Vec<Content>, kind: Kind, rule: Rule) -> Self {
        Self {
            article: ArticleIx(0),
            contents,
            kind,
            headline: false,
            speaker: None,
            cue: None,
            via: None,
            rule,
            confidence: 1.0,
            evidence: Vec::new(),
            parent: None,
        }
    }

    /// From the first content's start to the last one's end. A quotation has at least one content.
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
