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
//!
//! [[same-person]]
//! a = { speaker = "the harbour master", article = "courier.txt" }
//! b = { speaker = "Mara Lindqvist" }
//! reason = "she was appointed in May"
//! ```

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::persons::{PersonCorrection, PersonEntry, PersonPair, PersonPairs, PersonSide};
use super::side::{WordsOf, share_a_run};

use crate::model::{Article, FileFormat, Hint, Offsets, Quotation, Wording};

/// Corrections of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    file: String,
    must: Vec<Correction>,
    cannot: Vec<Correction>,
    pub(super) same: Vec<PersonCorrection>,
    pub(super) other: Vec<PersonCorrection>,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    must_link: Vec<Entry>,
    #[serde(default)]
    cannot_link: Vec<Entry>,
    #[serde(default)]
    same_person: Vec<PersonEntry>,
    #[serde(default)]
    other_person: Vec<PersonEntry>,
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
        "{file}: a pair is under {} (“{must}”) and under {} (“{cannot}”); keep one of them", .keys[0], .keys[1]
    )]
    Contradiction {
        /// As given.
        file: String,
        /// The two keys of the file.
        keys: [&'static str; 2],
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
        let line = |start: usize| text.get(..start).unwrap_or_default().matches('\n').count() + 1;
        let entry = |e: Entry| {
            let lines = [line(e.a.span().start), line(e.b.span().start)];
            Correction { a: e.a.into_inner(), b: e.b.into_inner(), lines, reason: e.reason }
        };
        let person = |e: PersonEntry| {
            let lines = [line(e.a.span().start), line(e.b.span().start)];
            PersonCorrection { a: e.a.into_inner(), b: e.b.into_inner(), lines, reason: e.reason }
        };
        let read = Self {
            file: file.to_owned(),
            must: read.must_link.into_iter().map(entry).collect(),
            cannot: read.cannot_link.into_iter().map(entry).collect(),
            same: read.same_person.into_iter().map(person).collect(),
            other: read.other_person.into_iter().map(person).collect(),
        };
        let links = |list: &[Correction]| -> Vec<_> {
            list.iter().map(|c| (c.a.clone(), c.b.clone(), c.reason.clone())).collect()
        };
        let persons = |list: &[PersonCorrection]| -> Vec<_> {
            list.iter().map(|c| (c.a.clone(), c.b.clone(), c.reason.clone())).collect()
        };
        let both = contradiction(&links(&read.must), &links(&read.cannot))
            .map(|r| (r, ["must-link", "cannot-link"]));
        let both = both.or_else(|| {
            contradiction(&persons(&read.same), &persons(&read.other))
                .map(|r| (r, ["same-person", "other-person"]))
        });
        if let Some(((must, cannot), keys)) = both {
            return Err(CorrectionsError::Contradiction { file: file.to_owned(), keys, must, cannot });
        }
        Ok(read)
    }

    /// The file that they came from, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.must.is_empty() && self.cannot.is_empty() && self.same.is_empty() && self.other.is_empty()
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

    /// Returns the speakers that are one person by hand, and those that are not. An entry of which a side names nobody does nothing.
    pub fn bind_persons(&self, articles: &[Article], quotations: &[Quotation]) -> PersonPairs {
        let pair = |c: &PersonCorrection| {
            let (a, b) = (c.a.quotations(articles, quotations), c.b.quotations(articles, quotations));
            (!a.is_empty() && !b.is_empty()).then(|| PersonPair { a, b, reason: c.reason.clone() })
        };
        let all = |entries: &[PersonCorrection]| entries.iter().filter_map(pair).collect();
        PersonPairs { same: all(&self.same), other: all(&self.other) }
    }

    /// Every side of every entry about persons with its line.
    pub(super) fn person_sides(&self) -> Vec<(usize, &PersonSide)> {
        let entries = self.same.iter().chain(&self.other);
        entries.flat_map(|c| [(c.lines[0], &c.a), (c.lines[1], &c.b)]).collect()
    }

    /// The same for the wordings of articles.
    pub(super) fn bind_wordings(
        &self,
        wordings: &[Wording],
        articles: &[Article],
        quotations: &[Quotation],
    ) -> Bound {
        if self.must.is_empty() && self.cannot.is_empty() {
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

/// The reasons of two entries that name one pair, in any order of its sides.
fn contradiction<S: PartialEq>(
    must: &[(S, S, String)],
    cannot: &[(S, S, String)],
) -> Option<(String, String)> {
    must.iter().find_map(|(a, b, reason)| {
        let same = |(x, y, _): &&(S, S, String)| (x, y) == (a, b) || (y, x) == (a, b);
        cannot.iter().find(same).map(|(_, _, other)| (reason.clone(), other.clone()))
    })
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

    /// The rows that are named, one after the other.
    pub(super) fn named(&self) -> impl Iterator<Item = usize> {
        self.must.iter().chain(&self.cannot).flat_map(|pair| [pair.a as usize, pair.b as usize])
    }

    /// The reason of a link that was made by hand.
    pub(super) fn reason(&self, a: u32, b: u32) -> Option<&str> {
        self.must.iter().find(|p| (p.a, p.b) == (a, b)).map(|p| p.reason.as_str())
    }
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
        let both = pair("same-person", "x", "y") + &pair("other-person", "y", "x");
        assert!(error(&both).contains("under same-person (“same-person”) and under other-person"));
        let slip = "[[same-person]]\na = { speaker = \"Ruiz\", artcle = \"a\" }\nb = \"x\"\nreason = \"r\"";
        assert_eq!(hint(slip), Some(Hint::SeeFormat(FileFormat::Links)));
    }
}
