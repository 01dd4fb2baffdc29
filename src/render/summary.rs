//! The figures of a run, which end every output. In: counts. Out: words for readers, a record for
//! programs.

use super::shared::count;
use crate::corpus::Corpus;
use crate::model::{Receipt, Searched};
use crate::read::ReadAccount;
use crate::record::{RecordType, SCHEMA, SummaryRecord};

/// What a run came to; the last line of every stream, so that a cut stream shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of articles read.
    pub articles: usize,
    /// The number of quotations shown.
    pub quotations: usize,
    /// The number of bad inputs, or bad lines of inputs, that were left out.
    pub skipped: usize,
    /// The number of files below folders that were not taken.
    pub left_out: usize,
    /// The number of articles that were cut short by whoever gave them.
    pub partial: usize,
    /// The number of warnings about articles.
    pub warnings: usize,
    /// What the run rests on, where verdicts are to be repeated.
    pub receipt: Option<Box<Receipt>>,
}

impl Summary {
    /// The figures of a run over the articles of a corpus, and of what came of reading them. Quotations that quote nobody are not counted,
    /// nor indirect speech.
    pub fn of(corpus: &Corpus<'_>, account: ReadAccount) -> Self {
        Self {
            articles: corpus.articles().len(),
            quotations: corpus.speech(),
            skipped: account.skipped,
            left_out: account.left_out,
            partial: account.partial,
            warnings: corpus.warnings().len(),
            receipt: None,
        }
    }

    /// The figures of a run over a corpus file.
    pub fn of_file(searched: Searched) -> Self {
        Self { articles: searched.articles, quotations: searched.quotations, ..Self::default() }
    }

    /// The figures in words; what there is none of is left out at the end.
    pub(super) fn figures(&self, shared: Option<usize>) -> String {
        let mut figures = vec![count(self.articles, "article"), count(self.quotations, "quotation")];
        figures.extend(shared.map(|n| count(n, "shared remark")));
        if self.skipped > 0 {
            figures.push(format!("{} skipped", self.skipped));
        }
        figures.join(" · ")
    }
}

impl From<&Summary> for SummaryRecord {
    fn from(summary: &Summary) -> Self {
        Self {
            r#type: RecordType::Summary,
            schema: SCHEMA,
            articles: summary.articles,
            quotations: summary.quotations,
            remarks: None,
            shared: None,
            warnings: summary.warnings,
            skipped: summary.skipped,
            left_out: summary.left_out,
            partial: summary.partial,
        }
    }
}
