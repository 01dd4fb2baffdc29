//! A claim that names sources → what the nearest of them says, beside all others.
//!
//! In: a claim with its references, and the verdict over all sources. Out: the verdict with its answer on the source. The claim is looked
//! for once more in the named source alone, where that has not decided already: the best places of all sources may leave it out.

use rustc_hash::FxHashMap;

use super::catalogue::NamedSource;
use super::stored::stands_at;
use crate::model::{
    ArticleIx, Cited, Reference, SourceClass, StoredPlace, UnreadReason, Verdict, WordingClass,
};
use crate::verify::asked::Asked;
use crate::verify::evidence::add_cited;
use crate::verify::wording::hits::{self, Hits};

/// Most sources of one name that are looked at. More have the name of a series.
const MOST_OF_A_NAME: usize = 16;

/// The sources that were searched alone, and how the words agree with each: two references can mean one source.
type Looked = FxHashMap<ArticleIx, WordingClass>;

/// Answers whether the words are in the source that the claim names.
pub fn settle(asked: &Asked, verdict: &mut Verdict) {
    let mut looked = FxHashMap::default();
    let all = asked.claim.cited.iter().filter_map(|r| of_reference(asked, verdict, r, &mut looked));
    let mut all: Vec<Cited> = all.collect();
    // The first of the best ones counts: references come in the order of their nearness.
    let Some((best, _)) = all.iter().enumerate().min_by_key(|(at, cited)| (rank(cited), *at)) else { return };
    let mut cited = all.remove(best);
    verdict.source = cited.source;
    cited.also = all;
    verdict.cited = Some(cited);
}

/// Which of several references counts. Where one of them could not be read, the words may be there, so that comes before the wrong ones.
fn rank(cited: &Cited) -> (usize, Option<WordingClass>) {
    let rank = match cited.source {
        SourceClass::Here => 0,
        SourceClass::Unreadable => 1,
        SourceClass::Elsewhere | SourceClass::Absent => 2,
        SourceClass::NotCited => 3,
    };
    (rank, cited.wording)
}

/// The best answer of the sources that one reference may mean; `None` where its words may be none, and no source has that name.
fn of_reference(
    asked: &Asked,
    verdict: &mut Verdict,
    reference: &Reference,
    looked: &mut Looked,
) -> Option<Cited> {
    let found = asked.sources.catalogue().find(reference);
    let answers = found.into_iter().take(MOST_OF_A_NAME).map(|found| match found {
        NamedSource::Unread(reason) => unread(reference, reason),
        NamedSource::Read(article) => of_article(asked, verdict, reference, article, looked),
    });
    let not_given = (!reference.is_perhaps).then(|| unread(reference, UnreadReason::NotGiven));
    answers.min_by_key(rank).or(not_given)
}

fn unread(reference: &Reference, reason: UnreadReason) -> Cited {
    Cited {
        source: SourceClass::Unreadable,
        written: reference.written.clone(),
        article: None,
        wording: None,
        better: None,
        reason: Some(reason),
        at: reference.at,
        place: None,
        also: Vec::new(),
    }
}

fn of_article(
    asked: &Asked,
    verdict: &mut Verdict,
    reference: &Reference,
    article: ArticleIx,
    looked: &mut Looked,
) -> Cited {
    let id = Some(asked.sources.articles()[article].id().to_owned());
    let (from, to) = asked.sources.reach(article);
    if from == to {
        return Cited { article: id, ..unread(reference, UnreadReason::NoText) };
    }
    let alone = Asked { within: Some((from, to)), ..*asked };
    let is_there = stands_at(&alone, article, &reference.stored);
    let wording = known(verdict, article).or_else(|| looked.get(&article).copied()).unwrap_or_else(|| {
        let found = hits::find(&alone);
        add(&alone, verdict, &found);
        looked.insert(article, found.class());
        found.class()
    });
    let has = wording <= WordingClass::Bracketed;
    let place = (!reference.stored.is_empty()).then_some(match is_there {
        true => StoredPlace::AsStored,
        false if has => StoredPlace::Moved,
        false => StoredPlace::Lost,
    });
    let better = (!has).then(|| better(asked, verdict, article, wording)).flatten();
    let common = verdict.wording == WordingClass::TooShort && !has;
    let source = match (&better, wording) {
        (Some(_), _) => SourceClass::Elsewhere,
        (None, WordingClass::NotFound) => SourceClass::Absent,
        _ if common => SourceClass::Absent,
        _ => SourceClass::Here,
    };
    Cited {
        source,
        article: id,
        wording: Some(if common { WordingClass::TooShort } else { wording }),
        better,
        reason: None,
        place,
        ..unread(reference, UnreadReason::NotGiven)
    }
}

/// How the words agree with a source, where the evidence shows that it has them well.
fn known(verdict: &Verdict, article: ArticleIx) -> Option<WordingClass> {
    let own = verdict.evidence.iter().filter(|e| e.article == article).map(|e| e.wording);
    own.min().filter(|best| *best <= WordingClass::Bracketed)
}

fn add(alone: &Asked, verdict: &mut Verdict, found: &Hits) {
    // Words that tell nothing are no evidence.
    if let Some(place) = found.places.first().filter(|_| verdict.wording != WordingClass::TooShort) {
        add_cited(alone, verdict, place);
    }
}

/// The id of another source that has the words in a better class. Of equal ones the one that decides, which comes first. What several
/// sources make up together, none of them has. Words that are too few or too common prove no other source.
fn better(asked: &Asked, verdict: &Verdict, article: ArticleIx, than: WordingClass) -> Option<String> {
    if verdict.wording == WordingClass::TooShort {
        return None;
    }
    let others = verdict.evidence.iter().filter(|e| e.article != article);
    let better = others.filter(|e| e.wording < than && e.wording != WordingClass::Composite);
    let best = better.min_by_key(|e| e.wording)?;
    Some(asked.sources.articles()[best.article].id().to_owned())
}
