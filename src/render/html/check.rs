//! Checked quotations as one page. In: the quotations of drafts, or single claims, with their verdicts. Out: a page with the drafts, a
//! numbered mark at each quotation, and a card for each verdict. The template is `templates/check.html`.

use std::collections::HashSet;
use std::io::{self, Write};

use askama::Template;

use super::card::{CardView, State, WordKind, card};
use super::draft::{DraftMark, DraftView, draft};
use super::view::{cut, shown};
use crate::corpus::{Checked, Draft, PassedOver};
use crate::model::Receipt;
use crate::render::nouns::{Answered, ClaimAnswer, Judged};
use crate::render::renderer::Render;
use crate::render::shared::{Check, count, in_words, numbers, searched};
use crate::render::summary::Summary;

/// Sources whose hashes the page lists at most.
const LISTED: usize = 100;

/// Characters of a quotation in the list of those that fail.
const SHORT: usize = 90;

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    title: &'static str,
    checked: CheckedView,
}

/// What a page of checked quotations shows, with all text made safe. The templates `check_….html` show it as `checked`, in the report that is
/// one file and in the pages that are served.
pub(crate) struct CheckedView {
    pub title: &'static str,
    pub figures: Vec<(&'static str, usize)>,
    pub notes: Vec<String>,
    /// The number, the answers that fail and the words of each quotation that fails.
    pub failing: Vec<(usize, String, String)>,
    pub drafts: Vec<DraftView>,
    pub cards: Vec<CardView>,
    /// The numbers of the cards that stand in no draft.
    pub apart: Vec<usize>,
    pub receipt: Vec<String>,
    pub program: &'static str,
}

/// Writes the page of drafts.
pub(in crate::render) struct CheckHtml;

impl Render<Check<'_>> for CheckHtml {
    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        page(out, CheckedView::of_drafts(check))
    }
}

impl CheckedView {
    /// The view of checked drafts.
    pub fn of_drafts(check: &Check<'_>) -> Self {
        let numbered = || (1..).zip(check.checked);
        let cards: Vec<CardView> = numbered().map(|(n, checked)| of_checked(n, checked, check)).collect();
        let claim = |(number, c): (usize, &Checked)| DraftMark {
            card: Some(number),
            state: State::of(&c.verdict, &c.failed),
            says: String::new(),
            place: c.start..c.end,
        };
        let passed = |p: &PassedOver| DraftMark {
            card: None,
            state: State::PASSED_OVER,
            says: in_words(p.reason),
            place: p.start..p.end,
        };
        let of_draft = |(i, d): (usize, &Draft<'_>)| {
            let claims: Vec<_> = numbered().filter(|(_, c)| c.number == i).map(claim).collect();
            let others = check.coverage.passed_over.iter().filter(|p| p.number == i).map(passed).collect();
            (!d.is_title() || !claims.is_empty())
                .then(|| draft(shown(d.name()), d.article().text(), claims, others))
        };
        let drafts = check.drafts.iter().enumerate().filter_map(of_draft).collect();
        let looked = cards.iter().filter(|c| c.state.is_doubtful()).count();
        let figures = vec![
            ("checked", cards.len()),
            ("failed", check.failures()),
            ("passed, but look", looked),
            ("passed over", check.coverage.passed_over.len()),
            ("sources searched", check.summary.articles),
        ];
        let scope = check.checked.first().map(|c| searched(&c.verdict.searched)).unwrap_or_default();
        let notes = vec![check.figures(), scope];
        Self::new("Quotations checked", (figures, notes, check.summary), (drafts, cards))
    }

    /// The view of one claim.
    #[cfg(feature = "serve")]
    pub fn of_claim(judged: &Judged<'_>, summary: &Summary) -> Self {
        let mut page = AnswerPage::default();
        page.add(judged);
        page.view(summary)
    }

    fn new(
        title: &'static str,
        (figures, notes, summary): (Vec<(&'static str, usize)>, Vec<String>, &Summary),
        (drafts, mut cards): (Vec<DraftView>, Vec<CardView>),
    ) -> Self {
        let failing = cards.iter().filter(|c| c.state.is_failure());
        let failing: Vec<_> = failing.map(|c| (c.number, c.failed.clone(), cut(&c.claim, SHORT))).collect();
        for card in &mut cards {
            let before = failing.partition_point(|(number, ..)| *number < card.number);
            let behind = failing.partition_point(|(number, ..)| *number <= card.number);
            card.failures = [before.checked_sub(1), Some(behind)].map(|n| Some(failing.get(n?)?.0));
        }
        let notes = notes.into_iter().filter(|note| !note.is_empty()).collect();
        let receipt = summary.receipt.as_deref().map(receipt).unwrap_or_default();
        let placed: HashSet<usize> =
            drafts.iter().flat_map(|draft| &draft.parts).flat_map(|part| &part.cards).copied().collect();
        let apart = cards.iter().map(|card| card.number).filter(|number| !placed.contains(number)).collect();
        let program = env!("CARGO_PKG_VERSION");
        Self { title, figures, notes, failing, drafts, cards, apart, receipt, program }
    }

    /// The card with a number, which templates give as a reference; cards are numbered from 1.
    pub fn card(&self, number: &usize) -> &CardView {
        &self.cards[*number - 1]
    }
}

fn of_checked(number: usize, checked: &Checked, check: &Check<'_>) -> CardView {
    let at = format!("{}{}", shown(&checked.draft), numbers(checked.place));
    let card = card(number, &checked.verdict, &checked.failed, check.articles);
    CardView { at, in_draft: checked.start < checked.end, ..card }
}

/// Gathers the verdicts on claims, and writes the page when all are there.
#[derive(Default)]
pub(in crate::render) struct AnswerPage {
    cards: Vec<CardView>,
    searched: String,
    /// What is wrong with lines that hold no claim.
    unread: Vec<String>,
}

impl Render<Judged<'_>> for AnswerPage {
    fn item(&mut self, _: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        self.add(judged);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        page(out, self.view(summary))
    }
}

impl Render<Answered<'_>> for AnswerPage {
    fn item(&mut self, _: &mut dyn Write, answered: &Answered<'_>) -> io::Result<()> {
        let id = answered.id.to_string();
        let id = shown(&id);
        match &answered.answer {
            ClaimAnswer::Judged { verdict, articles, outcome } => {
                let number = self.cards.len() + 1;
                self.searched = searched(&verdict.searched);
                let card = card(number, verdict, &outcome.failed, articles);
                self.cards.push(CardView { at: id, ..card });
            }
            ClaimAnswer::Unread { message, .. } => self.unread.push(format!("{id}: {}", shown(message))),
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        page(out, self.view(summary))
    }
}

impl AnswerPage {
    fn add(&mut self, judged: &Judged<'_>) {
        let number = self.cards.len() + 1;
        self.searched = searched(&judged.verdict.searched);
        self.cards.push(card(number, judged.verdict, &judged.outcome.failed, judged.articles));
    }

    /// The view of all claims so far.
    fn view(&mut self, summary: &Summary) -> CheckedView {
        let cards = std::mem::take(&mut self.cards);
        let mut notes = vec![std::mem::take(&mut self.searched)];
        notes.append(&mut self.unread);
        notes.extend((summary.skipped > 0).then(|| format!("{} skipped.", count(summary.skipped, "input"))));
        let failed = cards.iter().filter(|c| c.state.is_failure()).count();
        let looked = cards.iter().filter(|c| c.state.is_doubtful()).count();
        let figures = match cards.len() {
            0 | 1 => Vec::new(),
            n => vec![("checked", n), ("failed", failed), ("passed, but look", looked)],
        };
        let title = if cards.len() > 1 { "Quotations checked" } else { "A quotation checked" };
        CheckedView::new(title, (figures, notes, summary), (Vec::new(), cards))
    }
}

fn page(out: &mut dyn Write, checked: CheckedView) -> io::Result<()> {
    let page = CheckPage { title: checked.title, checked };
    let text = page.render().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

/// What a run rests on, in lines: with the same of all it gives the same verdicts.
fn receipt(receipt: &Receipt) -> Vec<String> {
    let mut asked: Vec<String> = Vec::new();
    asked.extend(receipt.style.as_deref().map(|style| format!("style {}", shown(style))));
    asked.extend(receipt.fail_on.as_deref().map(|list| format!("these answers fail: {}", shown(list))));
    asked.extend((receipt.every == Some(true)).then(|| "every mark is a claim".to_owned()));
    asked.extend(
        receipt.min_words.filter(|least| *least > 0).map(|n| format!("at least {}", count(n, "word"))),
    );
    asked.extend(receipt.speaker.as_deref().map(|name| format!("where nobody is named: {}", shown(name))));
    asked.extend(receipt.numbered.then(|| "numbers are those of the sources".to_owned()));
    let sources = &receipt.sources;
    let mut lines = vec![
        format!("inquit {}, grammar {}", receipt.program, receipt.grammar),
        format!("Asked: {}", asked.join("; ")),
        format!("{}, SHA-256 of all: {}", count(sources.count, "source"), sources.hash),
    ];
    let listed = sources.list.iter().flatten().filter(|_| sources.count <= LISTED);
    lines.extend(listed.map(|source| format!("{}: {}", shown(&source.id), source.hash)));
    lines
}
