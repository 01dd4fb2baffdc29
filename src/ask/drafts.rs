//! Drafts → a report. In: drafts, what of them is checked, which answers fail. Out: each quotation with its verdict, each mark accounted for,
//! the figures of what was searched and what the report rests on.

use std::borrow::Cow;
#[cfg(feature = "store")]
use std::sync::{Mutex, PoisonError};

use super::bounds::{AskBounds, AskError, Begun};
use super::choice::GateChoice;
#[cfg(feature = "store")]
use super::pool::StorePool;
use super::set::{InMemory, Kept, SourceSet};
use crate::corpus::{Checked, Coverage, Draft, Selection};
use crate::lexicon::Lexicon;
#[cfg(feature = "store")]
use crate::model::ArticleIx;
use crate::model::{Article, Claim, SourceKind, Verdict};
use crate::read::{Arrival, HeldForm, InputHints, Note, Origin, ReadError, ReadErrorKind, SourceReading};
use crate::record::{CheckSummaryRecord, CheckedRecord, PassedOverRecord, SummaryRecord};
use crate::render::{Check, Summary};
use crate::verify::{Gate, verify};

/// What is checked, and which answers fail.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// Which answers fail.
    pub choice: GateChoice,
    /// What of the drafts is checked.
    pub selection: Selection,
}

/// What became of drafts.
#[derive(Debug)]
pub struct CheckReport<'s, 'd> {
    /// The drafts.
    pub drafts: Vec<Draft<'d>>,
    /// Their quotations, in their order, each with its verdict.
    pub checked: Vec<Checked>,
    /// Which marks were checked.
    pub coverage: Coverage,
    /// The articles that the verdicts point into.
    pub articles: Cow<'s, [Article]>,
    /// The figures of the sources, with what the report rests on.
    pub summary: Summary,
    passes: bool,
}

impl CheckReport<'_, '_> {
    /// As it is shown, in any format; with `all` also what passes, and the marks that were passed over.
    pub fn shown(&self, all: bool) -> Check<'_> {
        let Self { drafts, checked, coverage, articles, summary, .. } = self;
        Check { drafts, checked, coverage, articles, all, summary }
    }

    /// True if no quotation fails, and no mark was passed over that the gate asks for.
    pub fn passes(&self) -> bool {
        self.passes
    }

    /// How many quotations fail.
    pub fn failures(&self) -> usize {
        self.checked.iter().filter(|c| !c.failed.is_empty()).count()
    }

    /// The quotations as the machine formats have them.
    pub fn records(&self) -> impl Iterator<Item = CheckedRecord<'_>> {
        self.checked.iter().map(|checked| checked.record(&self.articles))
    }

    /// The marks that were passed over, as the machine formats have them.
    pub fn passed_over(&self) -> impl Iterator<Item = PassedOverRecord<'_>> {
        self.coverage.passed_over.iter().map(|passed| passed.record())
    }

    /// The last record of the machine formats.
    pub fn summary_record(&self) -> CheckSummaryRecord {
        let counts = (self.checked.len(), self.failures());
        self.coverage.record(counts, SummaryRecord::from(&self.summary), self.summary.receipt.clone())
    }
}

/// The drafts that an article is: its title, where its text does not have it, and its text.
pub fn drafts<'l>(
    article: Article,
    origin: Option<&Origin>,
    lexicon: &'l Lexicon,
) -> impl Iterator<Item = Draft<'l>> {
    let title = Draft::title(&article, origin, lexicon);
    title.into_iter().chain([Draft::text(article, origin, lexicon)])
}

/// What came of reading drafts.
#[derive(Debug, Default)]
pub struct ReadDrafts<'l> {
    /// The drafts, at least one.
    pub drafts: Vec<Draft<'l>>,
    /// What is worth knowing of the reading without being an error.
    pub notes: Vec<Note>,
}

/// Reads drafts from a text or the bytes of a file that a program holds. `form` is `None` if only the first bytes can show what it is. A draft
/// is an article, whatever its lines look like.
///
/// # Errors
/// The first [`ReadError`], also if something else could be read: a draft of which a part is missing would pass without it. A draft without
/// text is [`ReadErrorKind::Empty`], since nothing of it was checked.
pub fn read_drafts<'l>(
    id: &str,
    bytes: impl AsRef<[u8]>,
    form: Option<HeldForm>,
    lexicon: &'l Lexicon,
) -> Result<ReadDrafts<'l>, ReadError> {
    let told = InputHints { kind: Some(SourceKind::Article), ..InputHints::default() };
    let mut reading = SourceReading::of_held(id, bytes, form, told, lexicon);
    let mut read = ReadDrafts::default();
    while let Some(arrival) = reading.next() {
        match arrival {
            Arrival::Article(article) => read.drafts.extend(drafts(*article, reading.origin(), lexicon)),
            Arrival::Note(note) => read.notes.push(note),
            Arrival::Error(error) => return Err(error),
        }
    }
    // All that it holds may have been passed over: the records of an archive, texts of another language.
    if read.drafts.is_empty() {
        return Err(ReadErrorKind::Empty.in_file(id));
    }
    Ok(read)
}

/// Takes the drafts out of the articles that are searched: a draft that lies among its sources would confirm itself.
pub fn leave_out(articles: &mut Vec<Article>, drafts: &[Draft<'_>]) {
    articles.retain(|article| !is_draft(article, drafts));
}

fn is_draft(article: &Article, drafts: &[Draft<'_>]) -> bool {
    drafts.iter().any(|draft| draft.article().text() == article.text())
}

/// What came of a search.
struct DraftSearch<'s> {
    checked: Vec<Checked>,
    articles: Cow<'s, [Article]>,
    summary: Summary,
}

impl<'l> SourceSet<'l> {
    /// Checks every quotation of drafts. A source that has the text of a draft is left out.
    ///
    /// # Errors
    /// [`AskError::TooMany`], [`AskError::OutOfTime`], [`AskError::Store`].
    pub fn check<'d>(
        &self,
        drafts: Vec<Draft<'d>>,
        options: &CheckOptions,
        bounds: AskBounds,
    ) -> Result<CheckReport<'_, 'd>, AskError> {
        let CheckOptions { choice, selection } = options;
        let drafts: Vec<_> = drafts.into_iter().map(|draft| draft.select(selection)).collect();
        let begun = bounds.begin(drafts.iter().map(Draft::claim_count).sum())?;
        let DraftSearch { checked, articles, summary } = match &self.kept {
            Kept::Memory(memory) => self.in_memory(memory, &drafts, options, &begun)?,
            #[cfg(feature = "store")]
            Kept::File(pool) => {
                let (checked, cited) = in_file(pool, &drafts, (&choice.gate, &begun), self.inquit.lexicon())?;
                let summary = Summary { receipt: self.receipt(choice, Some(selection))?, ..self.summary()? };
                DraftSearch { checked, articles: Cow::Owned(cited), summary }
            }
        };
        let coverage = Coverage::of(&drafts, &checked);
        let passes = checked.iter().all(|c| c.failed.is_empty()) && coverage.passes(&choice.gate);
        Ok(CheckReport { drafts, checked, coverage, articles, summary, passes })
    }

    fn in_memory<'s>(
        &'s self,
        memory: &'s InMemory<'l>,
        drafts: &[Draft<'_>],
        CheckOptions { choice, selection }: &CheckOptions,
        begun: &Begun,
    ) -> Result<DraftSearch<'s>, AskError> {
        let searched = |set: &SourceSet<'l>, memory: &InMemory<'l>| {
            let ask = |claim: &Claim| {
                begun.in_time()?;
                Ok(verify(claim, memory.sources()))
            };
            let checked = checked(drafts, (&choice.gate, begun), &ask)?;
            let summary = Summary { receipt: set.receipt(choice, Some(selection))?, ..set.summary()? };
            Ok::<_, AskError>((checked, summary))
        };
        if memory.corpus.articles().iter().any(|article| is_draft(article, drafts)) {
            let others = self.without(memory, |article| is_draft(article, drafts));
            if let Some(kept) = others.memory() {
                let (checked, summary) = searched(&others, kept)?;
                let articles = Cow::Owned(kept.corpus.articles().to_vec());
                return Ok(DraftSearch { checked, articles, summary });
            }
        }
        let (checked, summary) = searched(self, memory)?;
        Ok(DraftSearch { checked, articles: Cow::Borrowed(memory.corpus.articles()), summary })
    }
}

/// Asks for the quotations of drafts, in their order.
fn checked(
    drafts: &[Draft<'_>],
    (gate, begun): (&Gate, &Begun),
    ask: &(impl Fn(&Claim) -> Result<Verdict, AskError> + Sync),
) -> Result<Vec<Checked>, AskError> {
    let mut all = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        let counted = |c: Checked| {
            begun.answered();
            Checked { number, ..c }
        };
        all.extend(draft.check(gate, ask)?.into_iter().map(counted));
    }
    Ok(all)
}

/// Reads for each quotation the articles that share words with it; those that are cited are kept, and nothing else.
#[cfg(feature = "store")]
fn in_file(
    pool: &StorePool,
    drafts: &[Draft<'_>],
    (gate, begun): (&Gate, &Begun),
    lexicon: &Lexicon,
) -> Result<(Vec<Checked>, Vec<Article>), AskError> {
    let cited = Mutex::new(Vec::new());
    let ask = |claim: &Claim| {
        begun.in_time()?;
        let mut looked = pool.ask(|store| store.look_for(claim, lexicon))?;
        looked.retain(|article| !is_draft(article, drafts));
        let mut verdict = looked.verify(claim, lexicon);
        // A thread that panicked has already ended the run.
        let mut cited = cited.lock().unwrap_or_else(PoisonError::into_inner);
        for evidence in verdict.evidence.iter_mut().chain(&mut verdict.nearest) {
            cited.push(looked.articles[evidence.article].clone());
            evidence.article = ArticleIx(cited.len() - 1);
        }
        Ok(verdict)
    };
    let checked = checked(drafts, (gate, begun), &ask)?;
    Ok((checked, cited.into_inner().unwrap_or_else(PoisonError::into_inner)))
}
