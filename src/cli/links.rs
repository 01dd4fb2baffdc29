//! `--links`: links made by hand. In: the file. Out: the corrections that grouping follows, and which of its entries name nothing, since a
//! slip in a name would do nothing without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use similar::TextDiff;
use toml::Spanned;

use super::args::Global;
use super::input::NAMED;
use super::output::counted;
use inquit::group::{Corrections, share_a_run};
use inquit::model::{Article, Offsets, Quotation, Remark};

/// What `--links` gives; empty without it.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub corrections: Corrections,
    file: String,
    /// Each side of each entry, with its line.
    sides: Vec<(usize, Side)>,
    verbose: bool,
}

/// The shape that [`Corrections`] has checked, of which only the names are looked at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    must_link: Vec<Entry>,
    #[serde(default)]
    cannot_link: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    a: Spanned<Side>,
    b: Spanned<Side>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Side {
    Id(String),
    Words { article: String, text: String },
}

/// Names so much alike are likely one with a slip.
const ALIKE: f32 = 0.75;
/// Among more names none is looked for.
const MOST: usize = 10_000;

impl Links {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it cannot be read, or is no file of links.
    pub fn read(file: Option<&Path>, global: &Global) -> Result<Self> {
        let Some(path) = file else { return Ok(Self::default()) };
        let file = path.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{file}: cannot be read; check the path that --links gives"))?;
        let corrections = Corrections::from_toml(&file, &text)?;
        let entries: File = toml::from_str(&text)?;
        let line = |side: Spanned<Side>| {
            let before = text.get(..side.span().start).unwrap_or_default();
            (before.matches('\n').count() + 1, side.into_inner())
        };
        let entries = entries.must_link.into_iter().chain(entries.cannot_link);
        let mut sides: Vec<_> = entries.flat_map(|e| [e.a, e.b]).map(line).collect();
        sides.sort_by_key(|(line, _)| *line);
        Ok(Self { corrections, file, sides, verbose: global.verbose })
    }

    /// What names no wording of these articles, a message each.
    pub fn unknown(&self, articles: &[Article], quotations: &[Quotation], remarks: &[Remark]) -> Vec<String> {
        if self.sides.is_empty() {
            return Vec::new();
        }
        let numbers: BTreeMap<&str, usize> =
            articles.iter().enumerate().map(|(i, article)| (article.id(), i)).collect();
        let check = |side: &Side| {
            let named = match side {
                Side::Id(id) => id.rsplit_once('#').map_or(id.as_str(), |(article, _)| article),
                Side::Words { article, .. } => article,
            };
            let Some(&number) = numbers.get(named) else {
                let alike = alike(named, numbers.keys().copied());
                return Err(format!("no article has the id `{named}`{alike}"));
            };
            let article = &articles[number];
            let own = remarks.iter().flat_map(|r| &r.wordings).filter(|w| w.article == number);
            match side {
                Side::Id(id) => {
                    let offsets = Offsets::new(article.text());
                    let ids: BTreeSet<String> =
                        own.map(|w| quotations[w.quotation].id(article, &offsets)).collect();
                    let alike = || alike(id, ids.iter().map(String::as_str));
                    match ids.contains(id) {
                        true => Ok(()),
                        false => Err(format!("no quotation has the id `{id}`{}", alike())),
                    }
                }
                Side::Words { text, .. } => {
                    match own.map(|w| w.span.of(article.text())).any(|printed| share_a_run(text, printed)) {
                        true => Ok(()),
                        false => Err(format!("no quotation of `{named}` has “{text}” in one run")),
                    }
                }
            }
        };
        self.told(check, "`inquit extract --format jsonl` prints ids and words")
    }

    /// What names no record of `group`, a message each.
    pub fn unknown_records<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<String> {
        if self.sides.is_empty() {
            return Vec::new();
        }
        let ids: BTreeSet<&str> = ids.collect();
        let check = |side: &Side| match side {
            Side::Id(id) if ids.contains(id.as_str()) => Ok(()),
            Side::Id(id) => Err(format!("no record has the id `{id}`{}", alike(id, ids.iter().copied()))),
            Side::Words { .. } => Err("records are known by their ids alone".to_owned()),
        };
        self.told(check, "each line that `inquit group` writes begins with the id")
    }

    fn told(&self, check: impl Fn(&Side) -> Result<(), String>, mend: &str) -> Vec<String> {
        let wrong = |(line, side): &(usize, Side)| {
            let wrong = check(side).err()?;
            Some(format!("{}:{line}: {wrong}, so the entry does nothing; {mend}", self.file))
        };
        let mut told: Vec<String> = self.sides.iter().filter_map(wrong).collect();
        if told.len() > NAMED && !self.verbose {
            let more = counted(told.len() - NAMED, "more name");
            told.truncate(NAMED);
            told.push(format!("{}: {more} of nothing; -v tells which", self.file));
        }
        told
    }
}

/// A known name that is likely meant, as a question; empty where there is none.
fn alike<'a>(name: &str, known: impl ExactSizeIterator<Item = &'a str>) -> String {
    if known.len() > MOST {
        return String::new();
    }
    let likeness = |known: &str| TextDiff::from_chars(name, known).ratio();
    let best =
        known.map(|known| (likeness(known), known)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    match best {
        Some((ratio, known)) if ratio >= ALIKE => format!(" (is it `{known}`?)"),
        _ => String::new(),
    }
}
