//! A page of many remarks in sections, with an index. In: the remarks of a comparison. Out: which remarks stand together, and for each event,
//! speaker, outlet and kind of difference the remarks that have it: what can be done of a filter without a script.
//!
//! Articles that share remarks tell one event. A page of up to [`FOLDED`] remarks has neither sections nor views by speaker or outlet: a list
//! is shorter than its index. Beyond that all stays in one file, which can be sent, searched and printed, and the attribution of each remark
//! is folded: a page of 300 articles opens at once, and a second file would have to be sent along.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::view::{IndexGroup, IndexLine, IndexView, SectionView, cut, shown};
use crate::compare::{Comparison, Differs, Entry, differs};
use crate::model::{Article, ArticleIx};
use crate::render::shared::{OutletNames, count, outlets, without_comma};

/// A page of more remarks has an index with several views, and folds what stands below the versions.
pub(super) const FOLDED: usize = 25;
/// Characters of a remark in a list.
const SHORT: usize = 80;

/// The remarks of a page, in sections.
pub(super) struct Sections<'a> {
    comparison: &'a Comparison<'a>,
    names: &'a OutletNames,
    entries: &'a [&'a Entry<'a>],
    /// The remarks of each section, by their numbers.
    pub of: Vec<Vec<usize>>,
}

impl<'a> Sections<'a> {
    /// Puts remarks whose articles tell one event together, in the order of the first remark of each. Few remarks are one section.
    pub fn new(comparison: &'a Comparison<'a>, names: &'a OutletNames, entries: &'a [&'a Entry<'a>]) -> Self {
        let all: Vec<usize> = (0..entries.len()).collect();
        let of = if entries.len() > FOLDED { events(comparison, entries) } else { vec![all] };
        Self { comparison, names, entries, of }
    }

    /// The head of a section; empty if there is one alone.
    pub fn head(&self, section: usize) -> SectionView {
        if self.of.len() < 2 {
            return SectionView::default();
        }
        let remarks = &self.of[section];
        let mut share: BTreeMap<ArticleIx, usize> = BTreeMap::new();
        for article in remarks.iter().flat_map(|&r| articles(self.entries[r])) {
            *share.entry(article).or_default() += 1;
        }
        let held = || share.keys().filter_map(|article| self.comparison.articles.get(article.0));
        let titled = share.iter().filter_map(|(article, n)| {
            let header = self.comparison.articles.get(article.0)?.header();
            Some((Reverse(*n), header.own_date().unwrap_or_default(), header.title.as_deref()?))
        });
        let title = titled.min().map_or_else(|| self.line(remarks[0]).short, |(_, _, title)| shown(title));
        let dates: BTreeSet<String> = held().filter_map(day).collect();
        let dates = match (dates.first(), dates.last()) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(day), _) => day.clone(),
            _ => String::new(),
        };
        let figures = [dates, count(share.len(), "article"), count(remarks.len(), "remark")];
        let figures: Vec<String> = figures.into_iter().filter(|part| !part.is_empty()).collect();
        SectionView {
            id: format!("e{}", section + 1),
            title,
            figures: figures.join(" · "),
            remarks: Vec::new(),
        }
    }

    /// The views of the index; none for one remark.
    pub fn index(&self) -> Vec<IndexView> {
        let all = || (0..self.entries.len()).map(|r| self.line(r)).collect();
        match self.entries.len() {
            0 | 1 => return Vec::new(),
            n if n <= FOLDED => {
                let group = IndexGroup { title: String::new(), figures: String::new(), lines: all() };
                return vec![IndexView { title: count(n, "remark"), open: true, groups: vec![group] }];
            }
            _ => {}
        }
        let mut views = Vec::new();
        if self.of.len() > 1 {
            let event = |section: usize| {
                let head = self.head(section);
                let lines = self.of[section].iter().map(|&r| self.line(r)).collect();
                IndexGroup { title: head.title, figures: head.figures, lines }
            };
            let groups = (0..self.of.len()).map(event).collect();
            views.push(IndexView { title: format!("By event ({})", self.of.len()), open: false, groups });
        }
        let first = |entry: &Entry<'_>| articles(entry).into_iter().filter_map(|a| self.day_of(a)).min();
        let most_in_one = self.of.iter().map(Vec::len).max().unwrap_or(0);
        if 2 * most_in_one > self.entries.len() {
            views.extend(self.view("By date of the first print", false, |e| first(e).into_iter().collect()));
        }
        views.extend(self.view("By speaker", true, |e| [speaker(e)].into()));
        views.extend(self.view("By outlet", true, |e| {
            let of =
                |article: ArticleIx| Some(shown(self.names.name(self.comparison.articles.get(article.0)?)));
            articles(e).into_iter().filter_map(of).collect()
        }));
        views.extend(self.view("By what differs", true, differences));
        views
    }

    /// The remarks by what `of` says of them: the values with the most remarks first, or in their order. `None` if it says nothing.
    fn view(
        &self,
        title: &str,
        most_first: bool,
        of: impl Fn(&Entry<'_>) -> BTreeSet<String>,
    ) -> Option<IndexView> {
        let mut held: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for r in self.of.iter().flatten() {
            for value in of(self.entries[*r]) {
                held.entry(value).or_default().push(*r);
            }
        }
        let mut groups: Vec<(String, Vec<usize>)> = held.into_iter().collect();
        if most_first {
            groups.sort_by_key(|(_, remarks)| Reverse(remarks.len()));
        }
        let title = format!("{title} ({})", groups.len());
        let group = |(title, remarks): (String, Vec<usize>)| IndexGroup {
            title,
            figures: remarks.len().to_string(),
            lines: remarks.into_iter().map(|r| self.line(r)).collect(),
        };
        let groups: Vec<IndexGroup> = groups.into_iter().map(group).collect();
        (!groups.is_empty()).then_some(IndexView { title, open: false, groups })
    }

    fn line(&self, remark: usize) -> IndexLine {
        let entry = self.entries[remark];
        let base = entry.remark.wordings.get(entry.remark.base.0);
        let text = base.and_then(|w| Some(w.span.of(self.comparison.articles.get(w.article.0)?.text())));
        let mut figures = vec![outlets(entry)];
        figures.push(count(entry.versions(), "version"));
        let differs = differences(entry);
        figures.extend(differs.into_iter().filter(|what| what != OTHER_WORDS && what != SAME_WORDS));
        IndexLine {
            id: entry.remark.id.clone(),
            short: format!(
                "{}: “{}”",
                speaker(entry),
                cut(&shown(without_comma(text.unwrap_or_default())), SHORT)
            ),
            figures: figures.join(" · "),
        }
    }

    fn day_of(&self, article: ArticleIx) -> Option<String> {
        self.comparison.articles.get(article.0).and_then(day)
    }
}

/// Whom most prints name.
pub(super) fn speaker(entry: &Entry<'_>) -> String {
    entry.remark.speaker.as_deref().map_or_else(|| "No speaker named".to_owned(), shown)
}

const OTHER_WORDS: &str = "other words";
const SAME_WORDS: &str = "the same words everywhere";

/// In what the versions of a remark differ, in words.
fn differences(entry: &Entry<'_>) -> BTreeSet<String> {
    let is_cut = entry.collation.iter().flat_map(|c| &c.rows).any(|row| !row.clipped.is_empty());
    let kinds = [
        ("a cut to look at", is_cut),
        ("perhaps another meaning", differs(entry, Differs::Meaning)),
        ("another speaker", differs(entry, Differs::Speaker)),
        ("a verb of another stance", differs(entry, Differs::Verb)),
        (OTHER_WORDS, differs(entry, Differs::Wording)),
        (SAME_WORDS, !differs(entry, Differs::Wording)),
    ];
    kinds.into_iter().filter(|(_, differs)| *differs).map(|(kind, _)| kind.to_owned()).collect()
}

/// The articles that print a remark.
fn articles(entry: &Entry<'_>) -> BTreeSet<ArticleIx> {
    entry.remark.wordings.iter().map(|w| w.article).collect()
}

/// The day of an article, made safe.
fn day(article: &Article) -> Option<String> {
    article.header().own_date().map(|date| shown(date.get(..10).unwrap_or(date)))
}

/// Remarks whose articles are joined by remarks, in the order of the first remark of each.
fn events(comparison: &Comparison<'_>, entries: &[&Entry<'_>]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..comparison.articles.len()).collect();
    let root = |parent: &mut Vec<usize>, mut article: usize| {
        while parent[article] != article {
            parent[article] = parent[parent[article]];
            article = parent[article];
        }
        article
    };
    for entry in entries {
        let held = articles(entry);
        let first = held.first().map_or(0, |a| root(&mut parent, a.0));
        for article in held {
            let other = root(&mut parent, article.0);
            parent[other] = first;
        }
    }
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut sections: Vec<Vec<usize>> = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let Some(article) = articles(entry).first().copied() else { continue };
        let section = *of.entry(root(&mut parent, article.0)).or_insert(sections.len());
        if section == sections.len() {
            sections.push(Vec::new());
        }
        sections[section].push(number);
    }
    sections
}
