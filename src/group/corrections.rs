//! What somebody who has read the articles knows better: links that hold, and links that do not.
//!
//! In: a TOML file. Out: [`Corrections`], which become pairs of rows ([`Bound`]) once there are rows. A `must-link` holds whatever the
//! score says; a `cannot-link` holds even against a chain of other links, those made by hand included. Each side of an entry keeps its
//! line, so that `unmatched` can say which of them name nothing.
//!
//! ```toml
//! [[must-link]]
//! a = { article = "harbour-post.txt", text = "oil for a week" }
//! b = { article = "courier.txt", text = "oil for one week" }
//! reason = "two renderings by the interpreter"
//!
//! [[cannot-link]]
//! a = "courier.txt#142"
//! b = "herald.txt#77"
//! reason = "said again in another town"
//! ```

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use crate::lexicon::folded;
use crate::model::{Article, FileFormat, Hint, Offsets, Quotation, Wording};
use crate::words::compared;

/// Corrections of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    file: String,
    must: Vec<Correction>,
    cannot: Vec<Correction>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Correction {
    a: LinkSide,
    b: LinkSide,
    /// Where the sides are in the file, from 1.
    lines: [usize; 2],
    reason: String,
}

/// One entry as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    a: Spanned<LinkSide>,
    b: Spanned<LinkSide>,
    reason: String,
}

/// One wording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(untagged, expecting = "give a quotation's id, or { article = \"…\", text = \"…\" }")]
pub(super) enum LinkSide {
    /// The id of a quotation, or of a record that `group` reads.
    Id(String),
    /// Words that an article prints.
    Words(WordsOf),
}

/// Words that an article prints.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsOf {
    /// Its id.
    pub article: String,
    /// Some of its words, or all.
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    must_link: Vec<Entry>,
    #[serde(default)]
    cannot_link: Vec<Entry>,
}

/// Why a file of corrections cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorrectionsError {
    /// Not TOML of this shape.
    #[error("{file}: not a file of links")]
    Syntax {
        /// As given.
        file: String,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// One pair must and must not be linked.
    #[error(
        "{file}: a pair is under must-link (“{must}”) and under cannot-link (“{cannot}”); keep one of them"
    )]
    Contradiction {
        /// As given.
        file: String,
        /// The reason of the one.
        must: String,
        /// The reason of the other.
        cannot: String,
    },
}

impl CorrectionsError {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::Syntax { .. } => Some(Hint::SeeFormat(FileFormat::Links)),
            Self::Contradiction { .. } => None,
        }
    }
}

/// A pair of rows, the lower number first, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkPair {
    /// The lower number.
    pub a: u32,
    /// The higher number.
    pub b: u32,
    /// As given.
    pub reason: String,
}

/// Corrections of the rows of one table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bound {
    /// Pairs that are one remark.
    pub must: Vec<LinkPair>,
    /// Pairs that are not.
    pub cannot: Vec<LinkPair>,
}

impl Corrections {
    /// Reads `text`; `file` is only named in errors.
    ///
    /// # Errors
    /// [`CorrectionsError`]
    pub fn from_toml(file: &str, text: &str) -> Result<Self, CorrectionsError> {
        let read: File = toml::from_str(text)
            .map_err(|source| CorrectionsError::Syntax { file: file.to_owned(), source: Box::new(source) })?;
        let line = |side: &Spanned<LinkSide>| {
            let before = text.get(..side.span().start).unwrap_or_default();
            before.matches('\n').count() + 1
        };
        let entry = |e: Entry| {
            let lines = [line(&e.a), line(&e.b)];
            Correction { a: e.a.into_inner(), b: e.b.into_inner(), lines, reason: e.reason }
        };
        let read = Self {
            file: file.to_owned(),
            must: read.must_link.into_iter().map(entry).collect(),
            cannot: read.cannot_link.into_iter().map(entry).collect(),
        };
        for must in &read.must {
            let same =
                |c: &&Correction| (&c.a, &c.b) == (&must.a, &must.b) || (&c.b, &c.a) == (&must.a, &must.b);
            if let Some(cannot) = read.cannot.iter().find(same) {
                return Err(CorrectionsError::Contradiction {
                    file: file.to_owned(),
                    must: must.reason.clone(),
                    cannot: cannot.reason.clone(),
                });
            }
        }
        Ok(read)
    }

    /// The file that they came from, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.must.is_empty() && self.cannot.is_empty()
    }

    /// Every side of every entry with its line, in the order of the lines.
    pub(super) fn sides(&self) -> Vec<(usize, &LinkSide)> {
        let entries = self.must.iter().chain(&self.cannot);
        let mut sides: Vec<_> = entries.flat_map(|c| [(c.lines[0], &c.a), (c.lines[1], &c.b)]).collect();
        sides.sort_by_key(|(line, _)| *line);
        sides
    }

    /// Pairs of rows; `find` gives the rows of a side, in order. An entry about articles that are not there binds nothing.
    pub(super) fn bind(&self, find: impl Fn(&LinkSide) -> Vec<u32>) -> Bound {
        let pair =
            |x: u32, y: u32, c: &Correction| LinkPair { a: x.min(y), b: x.max(y), reason: c.reason.clone() };
        let mut bound = Bound::default();
        for c in &self.must {
            if let (Some(&x), Some(&y)) = (find(&c.a).first(), find(&c.b).first())
                && x != y
            {
                bound.must.push(pair(x, y, c));
            }
        }
        for c in &self.cannot {
            let others = find(&c.b);
            for x in find(&c.a) {
                bound.cannot.extend(others.iter().filter(|y| **y != x).map(|&y| pair(x, y, c)));
            }
        }
        bound.must.sort();
        bound.cannot.sort();
        bound
    }

    /// The same for the wordings of articles.
    pub(super) fn bind_wordings(
        &self,
        wordings: &[Wording],
        articles: &[Article],
        quotations: &[Quotation],
    ) -> Bound {
        if self.is_empty() {
            return Bound::default();
        }
        let named: BTreeSet<&str> = [&self.must, &self.cannot]
            .into_iter()
            .flatten()
            .flat_map(|c| [&c.a, &c.b])
            .map(LinkSide::article)
            .collect();
        let of_named: Vec<usize> =
            (0..wordings.len()).filter(|&i| named.contains(articles[wordings[i].article].id())).collect();
        // The wordings of one article stand together, so its text is counted once.
        let mut ids: Vec<String> = Vec::with_capacity(of_named.len());
        for run in of_named.chunk_by(|&i, &j| wordings[i].article == wordings[j].article) {
            let article = &articles[wordings[run[0]].article];
            let offsets = Offsets::new(article.text());
            ids.extend(run.iter().map(|&i| quotations[wordings[i].quotation].id(article, &offsets)));
        }
        self.bind(|side| {
            let is = |w: &Wording, own: &str| match side {
                LinkSide::Id(id) => id == own,
                LinkSide::Words(words) => {
                    let article = &articles[w.article];
                    article.id() == words.article && share_a_run(w.span.of(article.text()), &words.text)
                }
            };
            let of_side = of_named.iter().zip(&ids).filter(|(i, id)| is(&wordings[**i], id));
            of_side.map(|(&i, _)| i as u32).collect()
        })
    }
}

impl LinkSide {
    /// The article's id; a quotation's begins with it.
    pub(super) fn article(&self) -> &str {
        match self {
            LinkSide::Id(id) => id.rsplit_once('#').map_or(id, |(article, _)| article),
            LinkSide::Words(words) => &words.article,
        }
    }
}

impl Bound {
    /// Whether the groups `x` and `y` are kept apart; `group` tells a row's group.
    pub(super) fn parts(&self, x: u32, y: u32, mut group: impl FnMut(u32) -> u32) -> bool {
        self.cannot.iter().any(|pair| {
            let (a, b) = (group(pair.a), group(pair.b));
            (a, b) == (x, y) || (b, a) == (x, y)
        })
    }

    /// The reason of a link that was made by hand.
    pub(super) fn reason(&self, a: u32, b: u32) -> Option<&str> {
        self.must.iter().find(|p| (p.a, p.b) == (a, b)).map(|p| p.reason.as_str())
    }
}

/// Whether the words of one text stand in the other in one run, typography and case aside.
pub(super) fn share_a_run(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        compared(text).iter().map(|t| folded(t.text(text)).into_owned()).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.windows(short.len()).any(|run| run == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_name_a_wording_are_read() {
        let text = r#"
            [[must-link]]
            a = { article = "a.txt", text = "oil for a week" }
            b = "b.txt#7"
            reason = "one interpreter"
        "#;
        let read = Corrections::from_toml("links.toml", text).unwrap();
        let bound = read.bind(|side| match side {
            LinkSide::Id(id) => vec![u32::from(id == "b.txt#7"), 9],
            LinkSide::Words(words) => vec![if words.article == "a.txt" { 5 } else { 6 }],
        });
        assert_eq!(bound.must, [LinkPair { a: 1, b: 5, reason: "one interpreter".to_owned() }]);
    }

    #[test]
    fn a_slip_and_a_contradiction_are_named() {
        let error = |text: &str| Corrections::from_toml("links.toml", text).unwrap_err().to_string();
        let hint = |text: &str| Corrections::from_toml("links.toml", text).unwrap_err().hint();
        assert_eq!(
            hint("[[must-link]]\na = 1\nb = \"x\"\nreason = \"r\""),
            Some(Hint::SeeFormat(FileFormat::Links))
        );
        assert_eq!(hint("[[must]]\n"), Some(Hint::SeeFormat(FileFormat::Links)));
        let pair = |key: &str, a: &str, b: &str| {
            format!("[[{key}]]\na = \"{a}\"\nb = \"{b}\"\nreason = \"{key}\"\n")
        };
        let both = pair("must-link", "x", "y") + &pair("cannot-link", "y", "x");
        assert!(error(&both).contains("keep one of them"));
    }

    #[test]
    fn a_run_of_words_is_found_in_a_wording_and_round_it() {
        assert!(share_a_run("We have oil for a week.", "Oil for a week"));
        assert!(share_a_run("oil for a week", "“We have oil for a week,”"));
        assert!(!share_a_run("oil for a week", "oil for one week"));
        assert!(!share_a_run("oil", "…"));
    }
}
