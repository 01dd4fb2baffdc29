//! What all places together say of the claimed speaker.
//!
//! In: the places of a verdict, each with its own answer. Out: the verdict's attribution. One place that accuses is not enough: `misattributed`
//! needs that all places that name somebody name one person, and that no other place of the wording leaves open who said it. Where the answer is
//! neither `misattributed` nor `conflicting`, no place keeps such an answer either.

use crate::model::{AttributionClass, Evidence, EvidenceIx, OpenReason, SourceKind, Verdict, WordingClass};
use crate::names::{Name, fit};
use crate::verify::search::sources::Sources;
use crate::verify::speaker::told::Told;

/// Gives the verdict the answer of the places that carry the claim's wording.
pub fn settle(verdict: &mut Verdict, support: &[EvidenceIx], sources: &Sources) {
    let told = match verdict.claim.asked_speaker() {
        Some(_) => Places::new(verdict, support, sources).told(),
        None => Told::is(AttributionClass::NotChecked),
    };
    (verdict.attribution, verdict.open) = (told.class, told.open);
    if matches!(told.class, AttributionClass::Misattributed | AttributionClass::Conflicting) {
        return;
    }
    let accusing = |e: &&mut Evidence| e.attribution == AttributionClass::Misattributed;
    for evidence in verdict.evidence.iter_mut().filter(accusing) {
        evidence.attribution = AttributionClass::Unresolved;
        evidence.open = told.open.or(Some(OpenReason::SeveralSpeakers));
    }
}

/// The places that carry the claim's wording.
struct Places<'v> {
    places: Vec<&'v Evidence>,
    wording: WordingClass,
    sources: &'v Sources<'v>,
}

impl<'v> Places<'v> {
    fn new(verdict: &'v Verdict, support: &[EvidenceIx], sources: &'v Sources<'v>) -> Self {
        let places = support.iter().map(|ix| &verdict.evidence[ix.0]).collect();
        Self { places, wording: verdict.wording, sources }
    }

    fn with(&self, class: AttributionClass) -> impl Iterator<Item = &'v Evidence> + '_ {
        self.places.iter().copied().filter(move |e| e.attribution == class)
    }

    fn any(&self, class: AttributionClass) -> bool {
        self.with(class).next().is_some()
    }

    fn told(&self) -> Told {
        use AttributionClass::{Confirmed, Conflicting, Misattributed, RoleOnly, ToPrincipal, Unresolved};
        // Of words that were put together all must be the claimed speaker's.
        let joined = self.wording == WordingClass::Composite && self.any(Unresolved);
        if self.any(Confirmed) {
            return match (joined, self.conflicts()) {
                (true, _) => self.open(),
                (false, true) => Told::is(Conflicting),
                (false, false) => Told::is(Confirmed),
            };
        }
        if let Some(class) = [RoleOnly, ToPrincipal].into_iter().find(|&class| self.any(class)) {
            return Told::is(class);
        }
        if !self.any(Misattributed) {
            return self.open();
        }
        match () {
            () if !self.name_one_person() => Told::open(OpenReason::SeveralSpeakers),
            () if self.with(Unresolved).any(|e| !self.is_told_elsewhere(e)) => {
                Told::open(OpenReason::OpenElsewhere)
            }
            () => Told::is(Misattributed),
        }
    }

    /// The reason of the first place that has one.
    fn open(&self) -> Told {
        Told::open(self.places.iter().find_map(|e| e.open).unwrap_or(OpenReason::NoSpeaker))
    }

    /// True if a source gives the words to somebody else, and those that confirm the claim do not outweigh it: two people of one text can
    /// say one sentence, and a record of the claimed speaker's words outweighs what an article says of them.
    fn conflicts(&self) -> bool {
        let own: Vec<&Evidence> = self.with(AttributionClass::Confirmed).collect();
        let recorded = own.iter().any(|e| self.sources.kind(e.article) != SourceKind::Article);
        let others = |e: &Evidence| own.iter().all(|own| own.article != e.article);
        !recorded && self.with(AttributionClass::Misattributed).any(others) && self.name_one_person()
    }

    fn name(&self, evidence: &Evidence) -> Option<Name> {
        let text = self.sources.articles()[evidence.article].text();
        let printed = evidence.name.as_deref().or(evidence.speaker.map(|s| s.of(text)))?;
        Some(Name::read(printed, self.sources.lexicon()))
    }

    /// True if the places that accuse name one person together.
    fn name_one_person(&self) -> bool {
        let names: Vec<Name> =
            self.with(AttributionClass::Misattributed).filter_map(|e| self.name(e)).collect();
        names.iter().all(|a| names.first().is_none_or(|b| !fit(a, b).is_other()))
    }

    /// True if a place that leaves its speaker open has the speaker of an accusing place: their article prints the words twice, or
    /// a pronoun means the one whom they name.
    fn is_told_elsewhere(&self, evidence: &Evidence) -> bool {
        let name = self.name(evidence);
        let same = |other: &Evidence| {
            let one = |a: &Name, b: &Name| fit(a, b).is_one();
            other.article == evidence.article
                || name.as_ref().zip(self.name(other).as_ref()).is_some_and(|(a, b)| one(a, b))
        };
        self.with(AttributionClass::Misattributed).any(same)
    }
}
