//! One utterance, the wordings that report it, how they align and how they differ.

use serde::{Deserialize, Serialize};

use super::{ArticleIx, QuotationIx, Reason, RemarkIx, Span, WordingIx};

/// One outlet's printed form of one remark: a sentence-sized piece of a quotation.
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

/// Why two wordings are held to be one remark. Both numbers index [`Remark::wordings`].
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The earlier wording.
    pub a: WordingIx,
    /// The later wording.
    pub b: WordingIx,
    /// The decision's score; above the threshold.
    pub score: f32,
    /// What spoke for it: the shared run and its weight, dates, speaker.
    pub reason: Reason,
    /// Why somebody made it by hand, where somebody did.
    pub by_hand: Option<String>,
}

/// A wording that somebody keeps out of a remark by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Index into [`Remark::wordings`] of the one that it is no wording of the same remark with.
    pub wording: WordingIx,
    /// The one that is kept out.
    pub other: Wording,
    /// As given.
    pub reason: String,
}

/// One utterance: all the wordings, over all outlets, that report it.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Stable: made from the wordings alone, the same for any order of the input.
    pub id: String,
    /// Index into `wordings` of the base, which the others are compared with: a transcript's, else the
    /// medoid.
    pub base: WordingIx,
    /// The name that most wordings are attributed to, where one is settled.
    pub speaker: Option<String>,
    /// In the order of article ids, then of the text.
    pub wordings: Vec<Wording>,
    /// A set of links that connects all the wordings.
    pub links: Vec<Link>,
    /// What is kept out by hand.
    pub apart: Vec<Apart>,
}

super::index::indexed_by!(RemarkIx, Remark);

impl Remark {
    /// A remark without an id, a speaker or links, based on the first of its wordings; callers set what they
    /// know besides.
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
    /// 0 to 1: how much of the lighter text's weight both have.
    pub share: f32,
}

/// The alignment of all the distinct versions of a remark. The columns are a topological order of the variant
/// graph (Schmidt & Colomb 2009; CollateX), so each row read from left to right is its wording.
#[derive(Debug, Clone, PartialEq)]
pub struct Collation {
    /// The distinct versions, base first.
    pub rows: Vec<Row>,
    /// One entry a column, in reading order.
    pub columns: Vec<Column>,
    /// `cells[row][column]`.
    pub cells: Vec<Vec<Cell>>,
}

/// One distinct version: all the wordings that agree once typography is left aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Indices into [`Remark::wordings`]; the first is the one whose words are shown.
    pub wordings: Vec<WordingIx>,
    /// What turns the base into this version; empty for the base.
    pub changes: Vec<Change>,
    /// What it loses that a longer version shows.
    pub clipped: Vec<Clipped>,
}

/// What a cut can lose that bears on the words that are left.
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
}

impl Clipped {
    /// As in the machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negation => "clipped-negation",
            Self::Condition => "clipped-condition",
            Self::Hedge => "clipped-hedge",
            Self::Contrast => "clipped-contrast",
        }
    }
}

/// What a column says about all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Whether every row that has words here has the same ones, and none is empty.
    pub agreed: bool,
}

/// What one row has in one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The words as printed in that row's article, `None` where the row has nothing here.
    pub span: Option<Span>,
    /// Whether these words stand elsewhere in the base.
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
    /// Words left out where a mark (…) says so.
    Elided,
    /// Words in square brackets: the editor's.
    Bracketed,
    /// The same words in another place.
    Moved,
    /// The same word, spelled otherwise.
    Spelling,
}

/// What a replacement touches; the first that fits, from the gravest.
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
    /// What happened.
    pub kind: ChangeKind,
    /// For a replacement, what it touches.
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
    /// Whether the resolved speaker differs from the remark's.
    pub other_speaker: bool,
    /// Whether the verb's stance differs from the base's.
    pub other_stance: bool,
}
