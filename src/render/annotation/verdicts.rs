//! Verdicts as annotations. In: the answers to claims, or what was checked in drafts. Out: an annotation a verdict, with the classes and flags
//! as tags, and the claim. That of a claim stands at its best evidence and says what differs; that of a draft stands at the quotation and
//! says why, the words to print instead, and where the evidence is.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::shape::{AnchoredArticles, Annotation, Target, WebAnnotations, body, said, tag};
use crate::model::{Article, ArticleIx, Claim, Outcome, Verdict};
use crate::record::{VerdictRecord, link};
use crate::render::nouns::{Answered, ClaimAnswer, Judged};
use crate::render::renderer::Render;
use crate::render::shared::{Anchors, Check, Unanchored, best_place, changed_claim, tags};
use crate::render::summary::Summary;
use crate::verify::outcome;

impl WebAnnotations {
    fn claim(
        &mut self,
        out: &mut dyn Write,
        (verdict, outcome): (&Verdict, &Outcome),
        articles: &[Article],
    ) -> io::Result<()> {
        let found = best_place(verdict).and_then(|found| Some((found.span, articles.get(found.article.0)?)));
        let Some((place, article)) = found else {
            self.unanchored.without_place += 1;
            return Ok(());
        };
        let target = Target::new(article, &Anchors::of(article), place);
        self.next(out, &assessed(verdict, judged(verdict, outcome, articles), target))
    }
}

impl Render<Judged<'_>> for WebAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)
    }

    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        self.claim(out, (judged.verdict, judged.outcome), judged.articles)
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.foot(out)
    }

    fn unanchored(&self) -> Unanchored {
        self.unanchored
    }
}

impl Render<Answered<'_>> for WebAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)
    }

    fn item(&mut self, out: &mut dyn Write, answered: &Answered<'_>) -> io::Result<()> {
        match &answered.answer {
            ClaimAnswer::Judged { verdict, articles, outcome } => {
                self.claim(out, (verdict, outcome), articles)
            }
            ClaimAnswer::Unread { .. } => Ok(()),
        }
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.foot(out)
    }

    fn unanchored(&self) -> Unanchored {
        self.unanchored
    }
}

impl Render<Check<'_>> for WebAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)
    }

    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        let mut places = AnchoredArticles::default();
        for checked in check.shown() {
            let draft =
                check.drafts.get(checked.number).map(|draft| (ArticleIx(checked.number), draft.article()));
            match draft.and_then(|draft| places.target(draft, checked.start, checked.end)) {
                Some(target) => {
                    let outcome = outcome(&checked.verdict, check.articles, checked.failed.clone());
                    let bodies = explained(&checked.verdict, &outcome, check.articles);
                    self.next(out, &assessed(&checked.verdict, bodies, target))?;
                }
                None => self.unanchored.without_place += 1,
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.foot(out)
    }

    fn unanchored(&self) -> Unanchored {
        self.unanchored
    }
}

fn assessed(verdict: &Verdict, mut bodies: Vec<Value>, target: Target) -> Annotation {
    let Claim { text, speaker, date, cited, .. } = &verdict.claim;
    let cited: Vec<&str> = cited.iter().map(|cited| cited.written.as_str()).collect();
    let mut all: Vec<Value> = tags(verdict).map(tag).collect();
    all.extend(claimed(verdict));
    all.append(&mut bodies);
    let claim = json!([text, speaker, date, cited]);
    Annotation { motivation: "assessing", claim, bodies: all, targets: vec![target] }
}

/// The claim in words; where it says more than words, also as a line of a file of claims. The source is the one that was settled on. A speaker
/// whom a draft leaves to be guessed is nobody's claim.
fn claimed(verdict: &Verdict) -> impl Iterator<Item = Value> {
    let Claim { text, date, is_guessed, .. } = &verdict.claim;
    let speaker = verdict.claim.asked_speaker().filter(|_| !is_guessed);
    let source = verdict.cited.as_ref().map(|cited| cited.article.as_ref().unwrap_or(&cited.written));
    let more = [("speaker", speaker), ("date", date.as_deref()), ("source", source.map(String::as_str))];
    let more = more.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Value::from(value?))));
    let mut line: Map<String, Value> = more.collect();
    let words = body("describing", "text/plain", text);
    let says_more = !line.is_empty();
    line.insert("claim".to_owned(), Value::from(text.as_str()));
    let line = || body("describing", "application/json", &Value::Object(line).to_string());
    [words].into_iter().chain(says_more.then(line))
}

/// What was found, and what differs.
fn judged(verdict: &Verdict, outcome: &Outcome, articles: &[Article]) -> Vec<Value> {
    let record = VerdictRecord::new(verdict, articles, outcome);
    let changes: Vec<String> = record.changes.iter().map(changed_claim).collect();
    let mut bodies = vec![said("assessing", &outcome.why)];
    bodies.extend((!changes.is_empty()).then(|| said("assessing", &changes.join("; "))));
    bodies
}

/// Why a quotation fails or passes, what to print instead, and where the evidence is.
fn explained(verdict: &Verdict, outcome: &Outcome, articles: &[Article]) -> Vec<Value> {
    let mut bodies = vec![said("assessing", &outcome.why)];
    bodies.extend(verdict.exact.as_ref().map(|words| body("editing", "text/plain", words)));
    let found = best_place(verdict);
    let to = found.and_then(|found| link(found, articles.get(found.article.0)?));
    bodies.extend(to.map(|to| json!({"type": "SpecificResource", "purpose": "linking", "source": to})));
    bodies
}
