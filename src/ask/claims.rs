//! Claims → verdicts. In: one claim, or the lines of a list of them. Out: what the sources say, and what a gate makes of it.

use std::borrow::Cow;

use rayon::prelude::*;

use super::bounds::{AskBounds, AskError};
use super::set::{Kept, SourceSet};
use crate::model::{Article, Claim, ClaimId, Outcome, Verdict};
use crate::read::{ClaimError, ClaimLine};
use crate::record::VerdictRecord;
use crate::render::{Answered, ClaimAnswer, Judged};
use crate::verify::{Gate, verify};

/// A verdict with the articles that it points into and what a gate makes of it.
#[derive(Debug, Clone)]
pub struct JudgedClaim<'s> {
    /// The answers.
    pub verdict: Verdict,
    /// The articles that the evidence points into.
    pub articles: Cow<'s, [Article]>,
    /// What a gate makes of them.
    pub outcome: Outcome,
}

impl JudgedClaim<'_> {
    /// As it is shown, in any format.
    pub fn shown(&self) -> Judged<'_> {
        Judged { verdict: &self.verdict, articles: &self.articles, outcome: &self.outcome }
    }

    /// As the machine formats have it.
    pub fn record(&self) -> VerdictRecord<'_> {
        VerdictRecord::new(&self.verdict, &self.articles, &self.outcome)
    }
}

/// How many claims are asked.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Which answers fail, where a claim does not ask for a style of its own.
    pub gate: &'a Gate,
    /// What the list of claims is called: claim 3 of `claims.jsonl` is `claims.jsonl:3`, unless it has an id.
    pub list: &'a str,
    /// How much is answered.
    pub bounds: AskBounds,
}

impl SourceSet<'_> {
    /// What the sources say of one claim. A corpus file is asked for the articles that share words with it.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn verify(&self, claim: &Claim, gate: &Gate) -> Result<JudgedClaim<'_>, AskError> {
        let (verdict, articles) = self.look(claim)?;
        let outcome = gate.outcome(&verdict, &articles);
        Ok(JudgedClaim { verdict, articles, outcome })
    }

    /// Answers many claims, in their order and by all threads. A line that holds no claim keeps its place and says what is wrong with it.
    ///
    /// # Errors
    /// [`AskError::TooMany`], [`AskError::OutOfTime`], [`AskError::Store`].
    pub fn verify_many(
        &self,
        lines: Vec<Result<ClaimLine, ClaimError>>,
        asking: &Asking<'_>,
    ) -> Result<Vec<Answered<'_>>, AskError> {
        let begun = asking.bounds.begin(lines.len())?;
        let answer = |line| {
            begun.in_time()?;
            self.answered(line, asking).inspect(|_| begun.answered())
        };
        lines.into_par_iter().map(answer).collect()
    }

    fn look(&self, claim: &Claim) -> Result<(Verdict, Cow<'_, [Article]>), AskError> {
        match &self.kept {
            Kept::Memory(memory) => {
                Ok((verify(claim, memory.sources()), Cow::Borrowed(memory.corpus.articles())))
            }
            #[cfg(feature = "store")]
            Kept::File(pool) => {
                let lexicon = self.inquit.lexicon();
                let looked = pool.ask(|store| store.look_for(claim, lexicon))?;
                Ok((looked.verify(claim, lexicon), Cow::Owned(looked.articles)))
            }
        }
    }

    /// Answers one line. A claim without an id is called by its place.
    fn answered(
        &self,
        line: Result<ClaimLine, ClaimError>,
        asking: &Asking<'_>,
    ) -> Result<Answered<'_>, AskError> {
        let named = |id: Option<ClaimId>, line: u64| {
            id.unwrap_or_else(|| ClaimId::Text(format!("{}:{line}", asking.list)))
        };
        let line = match line {
            Ok(line) => line,
            Err(ClaimError { id, line, message, .. }) => {
                let answer = ClaimAnswer::Unread { line, message };
                return Ok(Answered { id: named(id, line), draft: None, answer });
            }
        };
        let own = line.style.as_deref().and_then(Gate::of_style);
        let JudgedClaim { verdict, articles, outcome } =
            self.verify(&line.claim, own.as_ref().unwrap_or(asking.gate))?;
        let answer = ClaimAnswer::Judged { verdict: Box::new(verdict), articles, outcome };
        Ok(Answered { id: named(line.id, line.line), draft: line.draft, answer })
    }
}
