//! A reference → the sources that it means.
//!
//! In: the articles, and what is known of sources that were not read ([`Given`]). Out: for a [`Reference`] the sources of the first of its
//! names that any source has, sought as an id, then as an address, then as a title. Several sources may have one name. Building is
//! linear; a look-up follows the names of the reference.

use rustc_hash::{FxHashMap, FxHashSet};

use super::key::{NameKey, SourceKeys, is_address, name_keys, outlet_key};
use crate::model::{Article, ArticleIx, Given, GivenSource, Reference, UnreadReason};

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedSource {
    /// A source that was read.
    Read(ArticleIx),
    /// One that was given and not read.
    Unread(UnreadReason),
}

/// All sources by their names.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    by_key: FxHashMap<NameKey, Vec<NamedSource>>,
    numbered: Vec<NamedSource>,
    /// The year of each article that has a date.
    years: FxHashMap<usize, String>,
    /// The articles whose address is known.
    addressed: FxHashSet<usize>,
}

impl Catalogue {
    /// Reads the names of all sources.
    pub fn new(articles: &[Article], given: &Given) -> Self {
        let mut catalogue = Self::default();
        let mut by_id = FxHashMap::default();
        for (index, article) in (0..).map(ArticleIx).zip(articles) {
            let header = article.header();
            let keys = SourceKeys::new(article.id(), header.url.as_deref(), header.title.as_deref());
            let keys = keys.of_outlet(header.outlet.as_deref(), header.own_date());
            if keys.0.iter().any(|key| matches!(key, NameKey::Url(_))) {
                catalogue.addressed.insert(index.0);
            }
            catalogue.add(keys, NamedSource::Read(index));
            let year = header.own_date().and_then(|date| date.get(..YEAR));
            catalogue.years.extend(year.map(|year| (index.0, year.to_owned())));
            if !given.numbered.is_empty() {
                by_id.insert(article.id(), index);
            }
        }
        for unread in &given.unread {
            catalogue.add(SourceKeys::new(&unread.name, None, None), NamedSource::Unread(unread.reason));
        }
        let found = |source: &GivenSource| match source {
            GivenSource::Read(id) => by_id.get(id.as_str()).map(|index| NamedSource::Read(*index)),
            GivenSource::Unread(index) => given.unread.get(*index).map(|u| NamedSource::Unread(u.reason)),
        };
        catalogue.numbered = given.numbered.iter().filter_map(found).collect();
        catalogue
    }

    fn add(&mut self, keys: SourceKeys, found: NamedSource) {
        for key in keys.0 {
            let same = self.by_key.entry(key).or_default();
            if same.last() != Some(&found) {
                same.push(found);
            }
        }
    }

    /// The sources that a reference means; empty where none was given.
    pub fn find(&self, reference: &Reference) -> Vec<NamedSource> {
        let has_address = reference.names.iter().any(|name| is_address(name));
        for name in &reference.names {
            for key in keys_of(name, reference.year.as_deref()) {
                let all = self.by_key.get(&key).into_iter().flatten();
                let is_other = |f: &NamedSource| has_address && self.is_other_page(*f, &key);
                let fits = all.copied().filter(|f| self.is_of_year(*f, reference) && !is_other(f));
                let fits: Vec<NamedSource> = fits.collect();
                if !fits.is_empty() {
                    return fits;
                }
            }
        }
        let named = self.of_outlet(reference).filter(|_| !has_address);
        if let Some(found) = named {
            return vec![found];
        }
        let numbered = reference.number.and_then(|n| self.numbered.get(n.checked_sub(1)?));
        numbered.copied().into_iter().collect()
    }

    /// The source of the outlet that a reference names, if there is one alone.
    fn of_outlet(&self, reference: &Reference) -> Option<NamedSource> {
        let all = outlet_keys(reference).filter_map(|key| self.by_key.get(&key)).flatten();
        let mut all = all.copied();
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    }

    /// True if a source has an address, the reference gives another one, and only a short title is the same: "Minutes", "Home".
    fn is_other_page(&self, found: NamedSource, key: &NameKey) -> bool {
        let NamedSource::Read(index) = found else { return false };
        let short = match key {
            NameKey::Stem(letters) | NameKey::Title(letters) => letters.len() < TELLING,
            NameKey::Id(_) | NameKey::Url(_) | NameKey::Outlet(_) => false,
        };
        short && self.addressed.contains(&index.0)
    }

    fn is_of_year(&self, found: NamedSource, reference: &Reference) -> bool {
        match (found, &reference.year) {
            (NamedSource::Read(index), Some(year)) => self.years.get(&index.0).is_none_or(|own| own == year),
            _ => true,
        }
    }
}

/// Letters of a title that tells a page from all others, whatever its address.
const TELLING: usize = 20;
/// Figures of a year.
const YEAR: usize = 4;

/// The keys of one name of a reference; with a year also those of the name with the year behind it, as in "ruiz-2026.pdf".
fn keys_of(name: &str, year: Option<&str>) -> Vec<NameKey> {
    let mut keys = name_keys(name);
    keys.extend(year.into_iter().flat_map(|year| name_keys(&format!("{name} {year}"))));
    keys
}

fn outlet_keys(reference: &Reference) -> impl Iterator<Item = NameKey> {
    reference.outlets.iter().map(|outlet| outlet_key(&outlet.name, outlet.date.as_deref()))
}

/// All keys under which a source is looked for that a reference may mean.
pub fn reference_keys(reference: &Reference) -> Vec<NameKey> {
    let names = reference.names.iter().flat_map(|name| keys_of(name, reference.year.as_deref()));
    names.chain(outlet_keys(reference)).collect()
}
