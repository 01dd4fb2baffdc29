//! One utterance, the wordings that report it, how they align and how they differ.

use serde::{Deserialize, Serialize};

use super::{ArticleIx, QuotationIx, Reason, RemarkIx, Span, WordingIx};

/// The form in which one outlet reports one remark: a sentence-sized piece of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wording {
    /// Index of the article in the slice that was given.
    pub article: ArticleIx,
    /// Index of the quotation in the slice that was given.
    pub quotation: QuotationIx,
    /// The piece itself, inside the marks, without white space at its ends.
    pub span: Span,
}

super::index::indexed_by!(WordingIx, Wording);

impl Wording {
    /// The words at `span` of an article, inside a quotation of that article.
    pub fn new(article: ArticleIx, quotation: QuotationIx, span: Span) -> Self {
        Self { article, quotation, span }
    }
}

/// A link: why two wordings were grouped as one remark. Both numbers index [`Remark::wordings`].
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The earlier wording.
    pub a: WordingIx,
    /// The later wording.
    pub b: WordingIx,
    /// The score of the decision, which is above the threshold.
    pub score: f32,
    /// The evidence for it: the shared run and its weight, dates, speaker.
    pub reason: Reason,
    /// The reason that somebody gave, if the link was made by hand.
    pub by_hand: Option<String>,
}

/// A wording that somebody keeps out of a remark by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Index into [`Remark::wordings`] of the wording that the other one is kept apart from.
    pub wording: WordingIx,
    /// The wording that is kept out.
    pub other: Wording,
    /// The reason, as given.
    pub reason: String,
}

/// One utterance: all the wordings, over all outlets, that report it.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// A stable id, made only from the wordings: it is the same for any order of the input.
    pub id: String,
    /// Index into `wordings` of the base, which the others are compared with: a wording of a transcript or
    /// another record, or the fullest one that most others are near to.
    pub base: WordingIx,
    /// The name that most wordings are attributed to, if one is known.
    pub speaker: Option<String>,
    /// The wordings, in the order of article ids, then of the text.
    pub wordings: Vec<Wording>,
    /// A set of links that connects all the wordings.
    pub links: Vec<Link>,
    /// The wordings that are kept out by hand.
    pub apart: Vec<Apart>,
}

super::index::indexed_by!(RemarkIx, Remark);

impl Remark {
    /// Makes a remark without an id, a speaker or links; its base is its first wording. Callers set the other
    /// fields.
    pub fn new(wordings: Vec<Wording>) -> Self {
        Self {
            id: String::new(),
            base: WordingIx(0),
            speaker: None,
            wordings,
            links: Vec::new(),
            apart: Vec::new(),
        }
    }
}

/// An indirect report of a remark that others quote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paraphrase {
    /// Index of the remark in the slice that was given.
    pub remark: RemarkIx,
    /// Index of the quotation, which is indirect.
    pub quotation: QuotationIx,
    /// The share, from 0 to 1, of the lighter text's weight that both texts have.
    pub share: f32,
}

/// The alignment of all the distinct versions of a remark. The columns are a topological order of the variant
/// graph (Schmidt & Colomb 2009; CollateX), so each row read from left to right is its wording.
#[derive(Debug, Clone, PartialEq)]
pub struct Collation {
    /// The distinct versions, base first.
    pub rows: Vec<Row>,
    /// One entry per column, in reading order.
    pub columns: Vec<Column>,
    /// `cells[row][column]`.
    pub cells: Vec<Vec<Cell>>,
}

/// One distinct version: all the wordings that agree if typography is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Indices into [`Remark::wordings`]; the first is the one whose words are shown.
    pub wordings: Vec<WordingIx>,
    /// What turns the base into this version; empty for the base.
    pub changes: Vec<Change>,
    /// What it loses that a longer version has.
    pub clipped: Vec<Clipped>,
}

/// What a print can lose that a longer one has: what changes the meaning of the words that are left, or the marks that tell what was done
/// to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Clipped {
    /// not, never, "it is false that"
    #[serde(rename = "clipped-negation")]
    Negation,
    /// if, unless
    #[serde(rename = "clipped-condition")]
    Condition,
    /// I think, perhaps
    #[serde(rename = "clipped-hedge")]
    Hedge,
    /// a following "but …"
    #[serde(rename = "clipped-contrast")]
    Contrast,
    /// the mark of a question: it is printed as a statement or a demand
    #[serde(rename = "question")]
    Question,
    /// a clause from the middle, without a mark of omission
    #[serde(rename = "silent-omission")]
    Clause,
    /// the end of a sentence: two that do not stand beside each other are printed as one
    #[serde(rename = "spliced")]
    SentenceEnd,
}

impl Clipped {
    /// Returns the name in the machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negation => "clipped-negation",
            Self::Condition => "clipped-condition",
            Self::Hedge => "clipped-hedge",
            Self::Contrast => "clipped-contrast",
            Self::Question => "question",
            Self::Clause => "silent-omission",
            Self::SentenceEnd => "spliced",
        }
    }
}

/// What is true of all rows in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// True if all rows have the same words here, and no row is empty.
    pub agreed: bool,
}

/// What one row has in one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The words as printed in that row's article; `None` if the row has no words here.
    pub span: Option<Span>,
    /// True if these words are in another place in the base.
    pub moved: bool,
}

/// What kind of difference a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Words of the base that the version lacks.
    Dropped,
    /// Words that the base lacks.
    Added,
    /// Other words in the same place.
    Replaced,
    /// Words left out at a mark of omission (…).
    Elided,
    /// Words in square brackets, which the editor added.
    Bracketed,
    /// The same words in another place.
    Moved,
    /// The same word in another spelling.
    Spelling,
}

/// What a replacement changes, or what words bear on that one side lacks. If several grades apply, the most serious one is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeGrade {
    /// yes and no: like / unlike, can / cannot
    Polarity,
    /// may / must, will / would
    Modality,
    /// some / all
    Quantifier,
    /// 12 / 21
    Number,
    /// another name, another country
    Entity,
    /// made / makes
    Tense,
    /// our / my
    Person,
    /// stabilise / stabilize
    Spelling,
    /// any other word
    Lexical,
}

/// One difference between the base and a version, as spans on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind of the difference.
    pub kind: ChangeKind,
    /// For a replacement, what it changes; for words that only one side has between words of both, what they bear on, if that is grave.
    pub grade: Option<ChangeGrade>,
    /// The base's words, in the base's article.
    pub base: Option<Span>,
    /// The version's words, in the version's article.
    pub version: Option<Span>,
}

/// One row of the attribution table: a wording's speaker, verb and source beside the other wordings'.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Index into [`Remark::wordings`].
    pub wording: WordingIx,
    /// How the speaker differs from the one that most outlets print; `None` if it does not, if that is not sure, or if as many outlets
    /// print the one as the other.
    pub other_speaker: Option<SpeakerDifference>,
    /// True if the verb's stance differs from the stance of most outlets.
    pub other_stance: bool,
}

/// How two outlets differ about who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SpeakerDifference {
    /// They name two persons or bodies.
    Person,
    /// They let another voice speak: the person, a spokesperson, an office, a document, people without names.
    Voice,
}

impl SpeakerDifference {
    /// Returns the name in the machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Voice => "voice",
        }
    }
}
