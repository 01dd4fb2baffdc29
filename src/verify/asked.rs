//! A claim, ready to be searched and compared.
//!
//! In: the claim's words, and the sources that it is searched in. Out: [`Asked`], which every room of this stage takes: stretches of the
//! sources beside the claim, and the weight of the claim's words.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lexicon::folded;
use crate::model::{ArticleIx, Claim, QuotationIx};
use crate::names::Name;
use crate::verify::search::sources::Sources;
use crate::verify::wording::align::Match;
use crate::verify::wording::sides::{Side, Sides};
use crate::words::{Atom, Overlay};

/// A claim, ready to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its words.
    pub atoms: &'a [Atom],
    /// Those words and the sources'.
    pub words: &'a Overlay<'a>,
    /// What it is searched in.
    pub sources: &'a Sources<'a>,
    /// The claim itself.
    pub claim: &'a Claim,
    /// The claimed speaker, if there is one.
    pub speaker: Option<&'a Name>,
    /// The words of the row that it is searched in; `None` for all.
    pub within: Option<(u32, u32)>,
}

impl<'a> Asked<'a> {
    /// Where a run of three stems stands, in order; other runs may be among them.
    pub fn run_places(&self, stems: [u32; 3]) -> impl ExactSizeIterator<Item = u32> + 'a {
        self.sources.run_places(stems, self.within)
    }

    /// Where a stem stands, in order.
    pub fn places(&self, stem: u32) -> &'a [u32] {
        let all = self.sources.places(stem);
        match self.within {
            None => all,
            Some((from, to)) => {
                &all[all.partition_point(|&at| at < from)..all.partition_point(|&at| at < to)]
            }
        }
    }

    /// Whether an article is not too early to report what was said on the claimed day.
    pub fn in_time(&self, article: ArticleIx) -> bool {
        !before(self.sources.articles()[article].header().date.as_deref(), self.claim.date.as_deref())
    }

    /// True if a quotation may be the claimed speaker's: its speaker has the claimed family name.
    pub fn may_be_own(&self, quotation: QuotationIx) -> bool {
        let name = || self.sources.quotations().get(quotation.0)?.speaker.as_ref()?.name.as_deref();
        let last = self.speaker.and_then(|claimed| claimed.words.last());
        last.zip(name()).is_some_and(|(last, name)| folded(name).split_whitespace().next_back() == Some(last))
    }

    /// The claim beside the words `from..to` of the row, which lie in `article`.
    pub fn sides(&self, article: ArticleIx, from: u32, to: u32) -> Sides<'a> {
        Sides {
            claim: Side { text: self.text, atoms: self.atoms },
            source: Side {
                text: self.sources.articles()[article].text(),
                atoms: &self.sources.row()[from as usize..to as usize],
            },
            words: self.words,
            lexicon: self.sources.lexicon(),
        }
    }

    /// The number of printed words that some of the claim's words are: "NATO" is four words of form N3, and one that was printed.
    pub fn printed(&self, words: impl Iterator<Item = usize>) -> usize {
        let mut starts: Vec<u32> = words.map(|i| self.atoms[i].start).collect();
        starts.dedup();
        starts.len()
    }

    /// The number of its own words, as printed.
    pub fn printed_words(&self) -> usize {
        self.printed((0..self.atoms.len()).filter(|&i| !self.atoms[i].editors()))
    }

    /// The share of the claim's weight that a range of its words has.
    pub fn share(&self, range: Range<usize>) -> f32 {
        self.weight(range) / self.weight(0..self.atoms.len()).max(f32::EPSILON)
    }

    /// Weight of a range of the claim's words, an editor's left out.
    pub fn weight(&self, range: Range<usize>) -> f32 {
        self.atoms[range].iter().filter(|a| !a.editors()).map(|a| self.words.entry(a.key).weight).sum()
    }

    /// Weight of the claim's words that have these pairs.
    pub fn paired(&self, pairs: &[Match]) -> f32 {
        pairs.iter().map(|p| self.weight(p.claim..p.claim + 1)).sum()
    }
}

/// Days by which an article may be dated before a claim and still report it: outlets' clocks differ.
const CLOCKS: i64 = 1;

/// Whether an article was dated too early to report what was said on the claimed day.
fn before(article: Option<&str>, claim: Option<&str>) -> bool {
    let day = |text: Option<&str>| text?.get(..10)?.parse::<Date>().ok();
    match (day(article), day(claim)) {
        (Some(article), Some(claim)) => article.checked_add(CLOCKS.days()).is_ok_and(|latest| latest < claim),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_may_be_a_day_early_and_any_days_late() {
        assert!(!before(Some("2024-05-02"), Some("2024-05-03")));
        assert!(before(Some("2024-05-01T10:00:00Z"), Some("2024-05-03")));
        assert!(!before(Some("2024-06-01"), Some("2024-05-03")));
        assert!(!before(None, Some("2024-05-03")) && !before(Some("soon"), Some("2024-05-03")));
    }
}
