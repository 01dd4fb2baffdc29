//! Annotations that the client of Hypothesis imports. In: verdicts, or what was checked. Out: one JSON object in the form of the file that
//! the client exports (client 1.x, 2026), of which it reads `annotations` and in each of them `uri`, `target`, `text`, `tags` and `document`.
//!
//! An annotation of a verdict stands at the best evidence, one of a draft at the quotation in the draft. It says the classes of the verdict,
//! never that something is false. What has no place in the sources, no address of the web, or fewer than [`LEAST_WORDS`] words, cannot be
//! anchored: it is left out and counted under `left_out`, which the client does not read.

use std::io::{self, Write};

use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use super::nouns::{Answered, ClaimAnswer, Judged};
use super::renderer::Render;
use super::shared::{Anchors, Check, Unanchored, answers, best_place, escape_markdown, tags};
use super::summary::Summary;
use crate::model::{Article, Span, Verdict};
use crate::record::{is_web, link, write_json};

/// A shorter anchor is found inside of other words.
const LEAST_WORDS: usize = 3;
/// The lines of a verdict that its annotation says.
const LINES: usize = 3;

/// Writes annotations.
#[derive(Default)]
pub(super) struct ImportedAnnotations {
    written: usize,
    unanchored: Unanchored,
}

impl ImportedAnnotations {
    fn annotation(
        &mut self,
        out: &mut dyn Write,
        (article, anchors, place): (&Article, &Anchors<'_>, Span),
        (verdict, articles): (&Verdict, &[Article]),
    ) -> io::Result<()> {
        let Some(url) = article.header().url.as_deref().filter(|url| is_web(url)) else {
            self.unanchored.without_address += 1;
            return Ok(());
        };
        if place.of(article.text()).unicode_words().count() < LEAST_WORDS {
            self.unanchored.too_short += 1;
            return Ok(());
        }
        let comma: &[u8] = if self.written == 0 { b"\n" } else { b",\n" };
        self.written += 1;
        out.write_all(comma)?;
        let title: Vec<&str> = article.header().title.as_deref().into_iter().collect();
        let mut all = vec!["inquit"];
        all.extend(tags(verdict));
        let annotation = json!({
            "uri": url,
            "document": { "title": title },
            "target": [{ "source": url, "selector": anchors.selectors(place) }],
            "text": said(verdict, articles),
            "tags": all,
        });
        write_json(out, &annotation)
    }

    fn verdict(
        &mut self,
        out: &mut dyn Write,
        (verdict, articles): (&Verdict, &[Article]),
    ) -> io::Result<()> {
        let found = best_place(verdict);
        match found.and_then(|found| Some((articles.get(found.article.0)?, found.span))) {
            Some((article, span)) => {
                let anchors = Anchors::of(article);
                self.annotation(out, (article, &anchors, span), (verdict, articles))
            }
            None => {
                self.unanchored.without_place += 1;
                Ok(())
            }
        }
    }

    fn head(out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"client_version\":\"inquit {}\",\"annotations\":[", env!("CARGO_PKG_VERSION"))
    }

    fn foot(&self, out: &mut dyn Write) -> io::Result<()> {
        // What has no place has no address either.
        let Unanchored { without_place, without_address, too_short: short, .. } = self.unanchored;
        let address = without_place + without_address;
        writeln!(out, "\n],\"left_out\":{{\"without_address\":{address},\"too_short\":{short}}}}}")
    }
}

impl Render<Judged<'_>> for ImportedAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        Self::head(out)
    }

    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        self.verdict(out, (judged.verdict, judged.articles))
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.foot(out)
    }

    fn unanchored(&self) -> Unanchored {
        self.unanchored
    }
}

impl Render<Answered<'_>> for ImportedAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        Self::head(out)
    }

    fn item(&mut self, out: &mut dyn Write, answered: &Answered<'_>) -> io::Result<()> {
        match &answered.answer {
            ClaimAnswer::Judged { verdict, articles, .. } => self.verdict(out, (verdict, articles)),
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

impl Render<Check<'_>> for ImportedAnnotations {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        Self::head(out)
    }

    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        let anchors: Vec<Anchors<'_>> =
            check.drafts.iter().map(|draft| Anchors::of(draft.article())).collect();
        for checked in check.shown() {
            let (Some(draft), Some(anchors)) =
                (check.drafts.get(checked.number), anchors.get(checked.number))
            else {
                continue;
            };
            let Some(place) = anchors.place(checked.start, checked.end) else { continue };
            self.annotation(out, (draft.article(), anchors, place), (&checked.verdict, check.articles))?;
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

/// What was found, as Markdown.
fn said(verdict: &Verdict, articles: &[Article]) -> String {
    let lines = answers(verdict).into_iter().take(LINES);
    let line = |[question, answer, says]: [String; 3]| {
        format!("{question}: **{answer}** ({})", escape_markdown(&says))
    };
    let mut all: Vec<String> = lines.map(line).collect();
    all.extend(verdict.exact.as_ref().map(|words| format!("Use: “{}”", escape_markdown(words))));
    let best = verdict.decides.and_then(|best| verdict.evidence.get(best.0));
    all.extend(
        best.and_then(|found| link(found, articles.get(found.article.0)?)).map(|to| format!("<{to}>")),
    );
    all.join("\n\n")
}
