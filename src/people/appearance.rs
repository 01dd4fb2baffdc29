//! What one article knows of one speaker.
//!
//! In: articles, quotations, remarks. Out: [`Appearances`]: every name that an article gives for a speaker, once, with the quotations of that
//! speaker; and the names themselves, read once each. Both are in an order of their own, which the order of the input does not change.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::context::word_hash;
use super::described::{RoleDescription, beside};
use super::profile::{Profile, SURE};
use crate::lexicon::{Class, Lexicon};
use crate::model::{Article, ArticleIx, Basis, Kind, Quotation, QuotationIx, Remark, Rule};
use crate::names::{Gender, Name};
use crate::words::unmarked;

/// What the steps work with.
#[derive(Clone, Copy)]
pub(super) struct AppearanceSource<'a> {
    pub articles: &'a [Article],
    pub quotations: &'a [Quotation],
    pub remarks: &'a [Remark],
    pub lexicon: &'a Lexicon,
}

/// A name as articles give it.
pub(super) struct NameForm<'a> {
    pub printed: &'a str,
    pub name: Name,
    /// The family name as printed, or the last word of a short name.
    pub last: &'a str,
    /// The number of articles that give it.
    pub articles: usize,
}

/// One speaker of one article.
#[derive(Debug, Clone)]
pub(super) struct Appearance {
    pub article: ArticleIx,
    /// Index of the name.
    pub form: usize,
    /// The speaker's quotations.
    pub quotations: Vec<QuotationIx>,
    pub profile: Profile,
    /// What the article prints beside the name.
    pub descriptions: Vec<RoleDescription>,
}

/// A quotation of a named speaker, to be sorted: the number of the name, the place of the article in the order of ids, the article, the
/// quotation.
type NamedQuotation = (usize, usize, ArticleIx, QuotationIx);

/// All speakers of all articles.
pub(super) struct Appearances<'a> {
    pub source: AppearanceSource<'a>,
    /// The names, in the order of their letters.
    pub forms: Vec<NameForm<'a>>,
    /// The appearances, in the order of article ids, then of names.
    pub list: Vec<Appearance>,
}

impl<'a> Appearances<'a> {
    /// Gathers the named speakers of all quotations.
    pub fn new(source: AppearanceSource<'a>) -> Self {
        let places = places(source.articles);
        let (names, named) = named(source, &places);
        let alone: Vec<&[NamedQuotation]> = named.chunk_by(|x, y| (x.0, x.2) == (y.0, y.2)).collect();
        let mut forms: Vec<NameForm<'a>> = names.par_iter().map(|name| form(*name, source.lexicon)).collect();
        for of_article in &alone {
            forms[of_article[0].0].articles += 1;
        }
        let remarks = RemarksOf::new(source.remarks);
        let appearance = |of_article: &&[NamedQuotation]| {
            let (form, _, article, _) = of_article[0];
            let quotations: Vec<QuotationIx> = of_article.iter().map(|(.., quotation)| *quotation).collect();
            let mut profile = Profile::default();
            profile.articles.insert(article);
            profile.sign(forms[form].name.gender().map(|g| (g, SURE)));
            for &q in &quotations {
                profile.remarks.extend(remarks.of(q));
                profile.sign(gender_of(&source.quotations[q], source));
            }
            let mut appearance = Appearance { article, form, quotations, profile, descriptions: Vec::new() };
            describe(&mut appearance, &forms[form], source);
            appearance
        };
        let mut list: Vec<Appearance> = alone.par_iter().map(appearance).collect();
        list.sort_by_key(|s| (places[s.article.0], s.form));
        Self { source, forms, list }
    }
}

/// The place of each article in the order of ids.
fn places(articles: &[Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|&article| articles[article].id());
    let mut places = vec![0; articles.len()];
    for (place, same) in order.chunk_by(|&x, &y| articles[x].id() == articles[y].id()).enumerate() {
        same.iter().for_each(|&article| places[article] = place);
    }
    places
}

/// The names of speakers, each with whether it is that of a turn, in the order of their letters; and the quotations by name and article.
fn named<'a>(source: AppearanceSource<'a>, places: &[usize]) -> (Vec<(&'a str, bool)>, Vec<NamedQuotation>) {
    let mut numbers: FxHashMap<(&'a str, bool), usize> = FxHashMap::default();
    let mut rows: Vec<NamedQuotation> = Vec::new();
    for (index, quotation) in source.quotations.iter().enumerate() {
        let Some(place) = places.get(quotation.article.0) else { continue };
        let name = quotation.speaker.as_ref().and_then(|s| s.name.as_deref());
        if let Some(name) = name.filter(|_| quotation.kind != Kind::NotSpeech) {
            let next = numbers.len();
            let number = *numbers.entry((name, quotation.rule == Rule::Turn)).or_insert(next);
            rows.push((number, *place, quotation.article, QuotationIx(index)));
        }
    }
    let mut order: Vec<((&str, bool), usize)> = numbers.into_iter().collect();
    order.sort_unstable();
    let mut sorted = vec![0; order.len()];
    for (form, (_, number)) in order.iter().enumerate() {
        sorted[*number] = form;
    }
    rows.par_iter_mut().for_each(|row| row.0 = sorted[row.0]);
    rows.par_sort_unstable();
    (order.into_iter().map(|(name, _)| name).collect(), rows)
}

/// A name without its articles.
fn form<'a>((printed, is_turn): (&'a str, bool), lexicon: &Lexicon) -> NameForm<'a> {
    let name = read(printed, is_turn, lexicon);
    NameForm { printed, last: last_word(printed, &name), name, articles: 0 }
}

/// Reads what the article prints beside the name of a person.
fn describe(appearance: &mut Appearance, form: &NameForm<'_>, source: AppearanceSource<'_>) {
    let name = &form.name;
    if name.is_body || name.is_initials || name.names_nobody() {
        return;
    }
    let article = &source.articles[appearance.article];
    let found = beside(article.text(), form.last, &name.words, source.lexicon);
    appearance.descriptions.clone_from(&found.descriptions);
    let year = article.header().own_date().and_then(|date| date.get(..4)?.parse().ok());
    appearance.profile.describe(found, year, source.lexicon);
}

/// The last word of a name, as printed: "Ruiz" of "Ana Ruiz Jr."
fn last_word<'p>(printed: &'p str, name: &Name) -> &'p str {
    let is_last = |word: &&str| name.words.last().is_some_and(|last| unmarked(&word.to_lowercase()) == *last);
    let words = printed.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).rfind(is_last).unwrap_or_default()
}

/// The name of a turn is a name, whatever else "King" means.
fn read(printed: &str, is_turn: bool, lexicon: &Lexicon) -> Name {
    match Name::read(printed, lexicon) {
        role if role.is_role && is_turn => role.as_surname(lexicon),
        name => name,
    }
}

/// The remarks of each quotation, by a hash of their ids.
pub(super) struct RemarksOf(Vec<(QuotationIx, u64)>);

impl RemarksOf {
    /// Reads the wordings of remarks.
    pub fn new(remarks: &[Remark]) -> Self {
        let mut of = Vec::with_capacity(remarks.iter().map(|remark| remark.wordings.len()).sum());
        for remark in remarks {
            let hash = word_hash(&remark.id);
            of.extend(remark.wordings.iter().map(|wording| (wording.quotation, hash)));
        }
        of.par_sort_by_key(|(quotation, _)| *quotation);
        Self(of)
    }

    /// The remarks of one quotation.
    pub fn of(&self, quotation: QuotationIx) -> impl Iterator<Item = u64> {
        let from = self.0.partition_point(|(other, _)| *other < quotation);
        let own = self.0[from..].iter().take_while(move |(other, _)| *other == quotation);
        own.map(|(_, remark)| *remark)
    }
}

/// What the pronoun or the courtesy title shows that names the speaker. A title is as good as several pronouns.
fn gender_of(quotation: &Quotation, source: AppearanceSource<'_>) -> Option<(Gender, u32)> {
    let speaker = quotation.speaker.as_ref()?;
    let mention = speaker.mention?.of(source.articles.get(quotation.article.0)?.text());
    if speaker.basis != Basis::Pronoun {
        let is_name = speaker.name.as_deref() == Some(mention);
        let courtesy = if is_name { None } else { Name::read(mention, source.lexicon).courtesy() };
        return courtesy.map(|gender| (gender, SURE));
    }
    let classes = source.lexicon.classes(&mention.to_lowercase());
    match (classes.has(Class::PronounMale), classes.has(Class::PronounFemale)) {
        (true, false) => Some((Gender::Male, 1)),
        (false, true) => Some((Gender::Female, 1)),
        _ => None,
    }
}
