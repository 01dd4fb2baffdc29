//! `inquit check`: every quotation of a draft, verified.

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use rayon::prelude::*;

use inquit::lexicon::{Classes, Lexicon};
use inquit::model::{
    Article, ArticleHeader, AttributionClass, Claim, Kind, Offsets, Quotation, Rule, Verdict, WordingClass,
};
use inquit::read::Origin;
use inquit::render::{Check, Checked, Json, Markdown, Sarif, Summary, Table};
use inquit::store::Store;
use inquit::verify::{Gate, Sources, verify};

use super::args::{self, CheckFormat, Global};
use super::compare::Corpus;
use super::input::Source;
use super::{Status, gate, grammar, output};

pub(super) fn run(command: &args::Check, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let gate = match &command.fail_on {
        Some(list) => Gate::parse(list)?,
        None => gate(command.style),
    };
    let mut reading = Source::drafts(&command.drafts, global)?;
    let mut drafts = Vec::new();
    while let Some(article) = reading.next()? {
        drafts.extend(Draft::title(&article, reading.origin(), lexicon));
        drafts.push(Draft::text(article, reading.origin(), lexicon));
    }
    reading.close();
    let (checked, articles, mut summary) = match &command.corpus {
        Some(file) => in_corpus(file, &drafts, &gate, lexicon)?,
        None => in_articles(command, &drafts, &gate, global, lexicon)?,
    };
    summary.skipped += reading.skipped;
    let check = Check { checked: &checked, articles: &articles, all: command.all, summary: &summary };
    let mut out = output::stdout();
    match command.format {
        CheckFormat::Table => Table { look: output::look(global, true) }.check(&mut out, &check)?,
        CheckFormat::Json => Json { lines: false }.check(&mut out, &check)?,
        CheckFormat::Jsonl => Json { lines: true }.check(&mut out, &check)?,
        CheckFormat::Md => Markdown.check(&mut out, &check)?,
        CheckFormat::Sarif => Sarif.check(&mut out, &check)?,
    }
    out.flush()?;
    Ok(if summary.skipped > 0 {
        Status::BadInput
    } else if checked.iter().any(|c| !c.failed.is_empty()) {
        Status::Nothing
    } else {
        Status::Done
    })
}

/// Verdicts, the articles that they cite, and what was searched.
type Outcome = (Vec<Checked>, Vec<Article>, Summary);

fn in_articles(
    command: &args::Check,
    drafts: &[Draft],
    gate: &Gate,
    global: &Global,
    lexicon: &Lexicon,
) -> Result<Outcome> {
    let mut source = Source::open(&command.within, global, true)?;
    let mut articles = source.all()?;
    // A draft that lies among the sources would confirm itself.
    articles.retain(|a| drafts.iter().all(|d| d.article.text() != a.text()));
    let corpus = Corpus::parse(articles, &source, lexicon);
    source.doing("searching");
    let sources = Sources::new(&corpus.articles, &corpus.quotations, lexicon);
    let mut checked = Vec::new();
    for draft in drafts {
        checked.extend(draft.check(gate, &|claim| Ok(verify(claim, &sources)))?);
    }
    source.close();
    let summary = corpus.summary(&source);
    Ok((checked, corpus.articles, summary))
}

/// Reads for each quotation the articles that share words with it.
fn in_corpus(file: &Path, drafts: &[Draft], gate: &Gate, lexicon: &Lexicon) -> Result<Outcome> {
    let store = Mutex::new(Store::open(file)?);
    let cited = Mutex::new(Vec::new());
    let ask = |claim: &Claim| {
        let mut looked = locked(&store).look(&claim.text, lexicon)?;
        looked.retain(|a| drafts.iter().all(|d| d.article.text() != a.text()));
        let mut verdict = looked.verify(claim, lexicon);
        // What is cited is kept, and nothing else.
        let mut cited = locked(&cited);
        for evidence in &mut verdict.evidence {
            cited.push(looked.articles[evidence.article].clone());
            evidence.article = cited.len() - 1;
        }
        Ok(verdict)
    };
    let mut checked = Vec::new();
    for draft in drafts {
        checked.extend(draft.check(gate, &ask)?);
    }
    let searched = locked(&store).searched()?;
    let summary =
        Summary { articles: searched.articles, quotations: searched.quotations, ..Summary::default() };
    let cited = std::mem::take(&mut *locked(&cited));
    Ok((checked, cited, summary))
}

/// A thread that panicked has already ended the run.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the sources say of a claim.
type Ask<'a> = dyn Fn(&Claim) -> Result<Verdict> + Sync + 'a;

/// A draft and what it quotes.
struct Draft {
    article: Article,
    lexicon: &'static Lexicon,
    quotations: Vec<Quotation>,
    /// What a message calls it.
    label: String,
    /// Line and column of the file that it begins at, from 1.
    begins: (usize, usize),
    /// Whether it is a title and nothing else.
    is_title: bool,
}

/// A quotation in a headline that is told by no verb has so many words, or is a title or a term.
const HEADLINE_WORDS: usize = 4;

fn is_markdown(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    let id = id.strip_suffix(".gz").unwrap_or(&id);
    id.ends_with(".md") || id.ends_with(".markdown")
}

/// A draft with blanks where its marks quote nobody; `None` where that is nowhere.
fn prose(article: &Article) -> Option<Article> {
    match inquit::read::prose(article.text()) {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Article::new(article.id().to_owned(), article.header().clone(), text).ok(),
    }
}

impl Draft {
    fn text(article: Article, origin: Option<&Origin>, lexicon: &'static Lexicon) -> Self {
        let (label, line) = match origin {
            Some(origin) => (origin.path.clone(), origin.first_line),
            None => (article.id().to_owned(), 1),
        };
        Self::new(article, lexicon, label, (line, 1), false)
    }

    /// The title of an article whose text does not hold it: a page's, or that of a header block. Its offsets are those of the title.
    fn title(article: &Article, origin: Option<&Origin>, lexicon: &'static Lexicon) -> Option<Self> {
        let title = article.header().title.as_deref().map(str::trim)?;
        if title.is_empty() || article.text().contains(title) {
            return None;
        }
        let of_title = Article::new(article.id().to_owned(), ArticleHeader::default(), title.to_owned());
        let place = origin.and_then(|o| Some((o.path.clone(), o.title_at?)));
        let (label, begins) = place.unwrap_or_else(|| (article.id().to_owned(), (1, 1)));
        Some(Self::new(of_title.ok()?, lexicon, label, begins, true))
    }

    fn new(
        article: Article,
        lexicon: &'static Lexicon,
        label: String,
        begins: (usize, usize),
        is_title: bool,
    ) -> Self {
        let prose = is_markdown(article.id()).then(|| prose(&article));
        let read = prose.as_ref().and_then(Option::as_ref).unwrap_or(&article);
        let quotations = inquit::extract(read, lexicon, &inquit::ExtractOptions::default()).quotations;
        Self { article, lexicon, quotations, label, begins, is_title }
    }

    /// Its quotations in order, each with a verdict.
    fn check(&self, gate: &Gate, ask: &Ask) -> Result<Vec<Checked>> {
        let speech: Vec<&Quotation> = self.quotations.iter().filter(|q| self.is_checked(q)).collect();
        let places = Places::new(self.article.text());
        speech.par_iter().map(|q| self.checked(q, &places, gate, ask)).collect()
    }

    /// Whether it is speech that stands on its own: what is quoted inside a quotation is checked with that. Headlines leave the verb out,
    /// so there a quotation of some length is speech, and a shorter one is a title or a term.
    fn is_checked(&self, q: &Quotation) -> bool {
        let words = || q.extent().of(self.article.text()).split_whitespace();
        let long = || words().filter(|w| w.contains(char::is_alphanumeric)).count() >= HEADLINE_WORDS;
        q.parent.is_none()
            && match q.kind {
                Kind::Direct | Kind::Mixed => !(q.headline && q.rule == Rule::Unattributed) || long(),
                Kind::Indirect => false,
                Kind::NotSpeech => self.is_title && long(),
            }
    }

    /// The printed words for a speaker without a name: "the captain". A pronoun describes nobody.
    fn description(&self, q: &Quotation) -> Option<&str> {
        let words = q.speaker.as_ref()?.mention?.of(self.article.text());
        let pronoun = self.lexicon.classes(&words.to_lowercase()).meets(Classes::PRONOUN);
        (!pronoun && words.contains(char::is_alphabetic)).then_some(words)
    }

    fn checked(&self, q: &Quotation, places: &Places<'_>, gate: &Gate, sources: &Ask) -> Result<Checked> {
        let text = self.article.text();
        let pieces: Vec<&str> = q.contents.iter().map(|c| c.span.of(text).trim()).collect();
        let name = q.speaker.as_ref().and_then(|s| s.name.clone());
        let description = if name.is_none() { self.description(q) } else { None };
        let speaker = name.or_else(|| description.map(str::to_owned));
        let ask = |words: String| {
            let claim = Claim {
                text: words,
                speaker: speaker.clone(),
                date: None,
                stance: q.cue.as_ref().map(|c| c.stance),
            };
            let mut verdict = sources(&claim)?;
            if description.is_some() {
                soften(&mut verdict);
            }
            Ok::<_, anyhow::Error>(verdict)
        };
        let mut verdict = ask(pieces.join(" "))?;
        if pieces.len() > 1 && verdict.wording > WordingClass::Bracketed {
            // The draft shows where it parts the pieces; only what fails within a piece counts.
            let parts: Vec<Verdict> = pieces.iter().map(|p| ask((*p).to_owned())).collect::<Result<_>>()?;
            if parts
                .iter()
                .all(|v| v.wording <= WordingClass::Bracketed || v.wording == WordingClass::TooShort)
            {
                let worst = parts
                    .into_iter()
                    .filter(|v| v.wording != WordingClass::TooShort)
                    .max_by_key(|v| v.wording);
                verdict = worst.unwrap_or(verdict);
            }
        }
        let start = q.extent().start();
        let failed = gate.failures(&verdict);
        let (line, column, code_point) = places.of(start);
        Ok(Checked {
            draft: self.label.clone(),
            line: self.begins.0 + line - 1,
            column: if line == 1 { self.begins.1 + column - 1 } else { column },
            start: code_point,
            words: text[start..q.extent().end()].to_owned(),
            verdict,
            failed,
        })
    }
}

/// A description may fit a person whom the sources name without it, so other names are not held against it.
fn soften(verdict: &mut Verdict) {
    verdict.attribution = match verdict.attribution {
        AttributionClass::Misattributed => AttributionClass::Unresolved,
        AttributionClass::Conflicting => AttributionClass::Confirmed,
        other => other,
    };
    for evidence in &mut verdict.evidence {
        if evidence.attribution == AttributionClass::Misattributed {
            evidence.attribution = AttributionClass::Unresolved;
        }
    }
}

/// Where a byte of a text stands for a reader. The text is counted once, however many places are asked for.
struct Places<'t> {
    /// The first byte of each line.
    lines: Vec<usize>,
    offsets: Offsets<'t>,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let behind = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { lines: std::iter::once(0).chain(behind).collect(), offsets: Offsets::new(text) }
    }

    /// Line and column, from 1, and code points before it; a column is a code point.
    fn of(&self, byte: usize) -> (usize, usize, usize) {
        let line = self.lines.partition_point(|first| *first <= byte);
        let first = self.lines.get(line - 1).copied().unwrap_or(0);
        let before = self.offsets.code_point(byte);
        (line, before - self.offsets.code_point(first) + 1, before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_counting_from_the_beginning() {
        let text = "“Sí,”\r\n\n said 李 of 🏛.\nAna\n".repeat(60);
        let places = Places::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            let before = &text[..byte];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            assert_eq!(places.of(byte), (line, column, count));
        }
        let begun = std::time::Instant::now();
        let long = "Nobody says “é” here. ".repeat(200_000);
        let places = Places::new(&long);
        assert!((0..200_000).all(|i| places.of(23 * i).0 == 1));
        assert!(begun.elapsed().as_secs() < 10);
    }
}
