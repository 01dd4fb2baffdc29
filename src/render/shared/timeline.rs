//! Shows when each version was reported. In: a remark. Out: its days in order, each with its versions, and
//! which are new.

use std::collections::BTreeMap;

use crate::model::{Article, ArticleIx};

use super::escape::terminal;
use super::versions::by_version;
use crate::compare::Entry;

/// The reports of a remark on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Day<'a> {
    /// ISO 8601, without the time of day; `None` for articles without a date, which stand last.
    pub date: Option<&'a str>,
    /// The versions, in the order of the collation.
    pub versions: Vec<Prints<'a>>,
}

/// The prints of one version on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Prints<'a> {
    /// Its number.
    pub version: usize,
    /// The number of articles with this version.
    pub articles: usize,
    /// One of those that did.
    pub outlet: &'a str,
    /// True if no earlier day has it.
    pub new: bool,
}

impl Prints<'_> {
    /// One outlet, how many more there are, and whether the version is new on this day, the remark's `day`th.
    pub fn shown(&self, day: usize) -> String {
        let more = if self.articles > 1 { format!(" +{}", self.articles - 1) } else { String::new() };
        let new = match (self.new, day) {
            (true, 0) => ", first seen",
            (true, _) => ", new",
            (false, _) => "",
        };
        format!("{}{more}{new}", terminal(self.outlet))
    }
}

/// Returns the days of a remark.
pub(in crate::render) fn timeline<'a>(entry: &Entry<'_>, articles: &'a [Article]) -> Vec<Day<'a>> {
    let mut days: BTreeMap<(bool, &str), BTreeMap<usize, Vec<ArticleIx>>> = BTreeMap::new();
    for (index, version) in by_version(entry.remark, entry.collation.as_ref()) {
        let Some(wording) = entry.remark.wordings.get(index.0) else { continue };
        let Some(article) = articles.get(wording.article.0) else { continue };
        let date = article.header().own_date().map(|d| d.get(..10).unwrap_or(d));
        let key = (date.is_none(), date.unwrap_or_default());
        days.entry(key).or_default().entry(version).or_default().push(wording.article);
    }
    let mut seen = Vec::new();
    days.into_iter()
        .map(|((undated, date), versions)| {
            let prints = versions.into_iter().map(|(version, mut of)| {
                of.sort_unstable();
                of.dedup();
                let new = !seen.contains(&version);
                seen.push(version);
                let outlet = of.first().and_then(|i| articles.get(i.0)).map_or("", Article::outlet_or_id);
                Prints { version, articles: of.len(), outlet, new }
            });
            Day { date: (!undated).then_some(date), versions: prints.collect() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_said_once() {
        let prints = |articles, new| Prints { version: 0, articles, outlet: "Post\u{1b}", new };
        assert_eq!(prints(1, true).shown(0), "Post\\u{1b}, first seen");
        assert_eq!(prints(3, true).shown(1), "Post\\u{1b} +2, new");
        assert_eq!(prints(2, false).shown(1), "Post\\u{1b} +1");
    }
}
