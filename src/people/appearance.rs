//! What one article knows of one speaker.
//!
//! In: articles, quotations, remarks. Out: [`Appearances`]: every name that an article gives for a speaker, once, with the quotations of that
//! speaker; and the names themselves, read once each. Both are in an order of their own, which the order of the input does not change.

use std::collections::BTreeMap;

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

/// The quotations of each article whose speaker has a certain form of a name, in the order of article ids.
type OfForm<'a> = BTreeMap<(&'a str, ArticleIx), Vec<QuotationIx>>;

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
        let mut named: BTreeMap<(&'a str, bool), OfForm<'a>> = BTreeMap::new();
        for (index, quotation) in source.quotations.iter().enumerate() {
            let Some(article) = source.articles.get(quotation.article.0) else { continue };
            let name = quotation.speaker.as_ref().and_then(|s| s.name.as_deref());
            if let Some(name) = name.filter(|_| quotation.kind != Kind::NotSpeech) {
                let of_form = named.entry((name, quotation.rule == Rule::Turn)).or_default();
                of_form.entry((article.id(), quotation.article)).or_default().push(QuotationIx(index));
            }
        }
        let remarks = remarks_of(source.remarks);
        let (mut forms, mut list) = (Vec::new(), Vec::new());
        for ((printed, is_turn), articles) in named {
            let name = read(printed, is_turn, source.lexicon);
            forms.push(NameForm { printed, last: last_word(printed, &name), name, articles: articles.len() });
            for ((_, article), quotations) in articles {
                let mut profile = Profile::default();
                profile.articles.insert(article);
                profile
                    .sign(forms.last().and_then(|form: &NameForm<'_>| form.name.gender()).map(|g| (g, SURE)));
                for q in &quotations {
                    profile.remarks.extend(remarks.get(q).into_iter().flatten());
                    profile.sign(gender_of(&source.quotations[*q], source));
                }
                let descriptions = Vec::new();
                list.push(Appearance { article, form: forms.len() - 1, quotations, profile, descriptions });
            }
        }
        list.par_iter_mut().for_each(|appearance| describe(appearance, &forms[appearance.form], source));
        list.sort_by_key(|s| (source.articles[s.article].id(), s.form));
        Self { source, forms, list }
    }
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
    let year = article.header().date.as_deref().and_then(|date| date.get(..4)?.parse().ok());
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
pub(super) fn remarks_of(remarks: &[Remark]) -> FxHashMap<QuotationIx, Vec<u64>> {
    let mut of: FxHashMap<QuotationIx, Vec<u64>> = FxHashMap::default();
    for remark in remarks {
        let hash = word_hash(&remark.id);
        for wording in &remark.wordings {
            of.entry(wording.quotation).or_default().push(hash);
        }
    }
    of
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
