//! A claimed quotation against articles or records → a verdict with evidence.
//!
//! In: a [`Claim`], and [`Sources`] made once from articles and their quotations. Out: a [`Verdict`]: how the wording agrees, whether
//! the speaker does, what else to look at, how good the evidence is. The steps, each in its file:
//!
//! 1. [`crate::words`]: both sides become words in house-style form N3; the claim's own marks (`…`, `[ ]`, `[sic]`) are read;
//! 2. `sources`, `search`: places of the claim's runs and rare words make windows;
//! 3. `align`: the claim is aligned with each window;
//! 4. `difference`, `changes`: what differs, on which form the rest agrees, what a change touches ([`crate::change`]);
//! 5. `place`, `pieces`: each window's class; what has no counterpart is looked for out of order and elsewhere;
//! 6. `speaker`, `principal`, `flags`, `independence`: attribution, flags and grade, from the places that fit best;
//! 7. `gate`: which answers fail a check;
//! 8. `keys`: what an index on disk finds the articles by that are worth a look.
//!
//! One place decides (`decide`): wording, attribution, flags and grade are those of that place, and the others follow as support. A claim that
//! one outlet prints verbatim, with the claimed speaker, is verbatim and confirmed, whatever the others print.

mod align;
mod changes;
mod decide;
mod difference;
mod flags;
mod gate;
mod independence;
mod keys;
mod limits;
mod pieces;
mod place;
mod principal;
mod search;
mod sources;
mod speaker;

pub use gate::{Gate, GateError};
pub use keys::{Frequencies, Keys, Question, Sought, question};
pub use limits::Limits;
use pieces::Piece;
use place::{Asked, Place};
pub use sources::Sources;
use speaker::Claimed;

use crate::align::affine::Aligner;
use crate::model::{
    ArticleIx, AttributionClass, Claim, Evidence, EvidenceIx, Form, QuotationIx, Quoted, Span, Verdict,
    WordingClass,
};
use crate::words::{Atom, Overlay, atoms};

/// A claim with fewer words, or of less weight, fits too many remarks.
const FEWEST_WORDS: usize = 3;
const LEAST_WEIGHT: f32 = 7.5;
/// Most places that a verdict shows.
const MOST_EVIDENCE: usize = 16;
/// Windows whose unpaired words are looked for elsewhere.
const MOST_REPAIRED: usize = 8;

/// What the sources say of a claim.
pub fn verify(claim: &Claim, sources: &Sources) -> Verdict {
    let mut words = Overlay::new(sources.vocabulary());
    let mut asked_atoms = Vec::new();
    atoms(&claim.text, sources.lexicon(), &mut words, &mut asked_atoms);
    let asked =
        Asked { text: &claim.text, atoms: &asked_atoms, words: &words, sources, date: claim.date.as_deref() };
    let mut verdict = Verdict {
        claim: claim.clone(),
        wording: WordingClass::NotFound,
        form: None,
        attribution: AttributionClass::NotChecked,
        flags: Vec::new(),
        grade: None,
        changes: Vec::new(),
        evidence: Vec::new(),
        decides: None,
        searched: sources.searched(),
    };
    let own = |atoms: &[Atom]| atoms.iter().filter(|a| !a.editors()).count();
    let too_short = own(&asked_atoms) < FEWEST_WORDS || asked.weight(0..asked_atoms.len()) < LEAST_WEIGHT;
    let found = find(&asked);
    verdict.wording = found.class();
    if verdict.wording != WordingClass::NotFound {
        let places = found.collect(&asked, &mut verdict);
        let support = decide::support(&verdict);
        verdict.attribution = speaker::attribution(&verdict, &support);
        verdict.decides = decide::decides(&verdict, &support, sources);
        let support = found.settle(&asked, &mut verdict, &places, &support);
        verdict.flags = flags::flags(&asked, &verdict, &support);
        verdict.grade = independence::grade(&asked, &mut verdict, &support);
    }
    if too_short {
        verdict.wording = WordingClass::TooShort;
        // Common words in another's mouth tell nothing.
        if verdict.attribution != AttributionClass::Confirmed {
            verdict.attribution = AttributionClass::NotChecked;
        }
    }
    verdict
}

/// Where a claim was found.
#[derive(Default)]
struct Found {
    /// The pieces of a composite, where no single place has the claim.
    pieces: Option<Vec<Piece>>,
    /// What the pieces make.
    joined: Option<WordingClass>,
    /// Places that have the claim in some wording, best first.
    places: Vec<Place>,
}

fn find(asked: &Asked) -> Found {
    let mut aligner = Aligner::default();
    let windows = search::windows(asked.atoms, asked.sources, asked.words);
    let mut found = Found::default();
    for window in windows.into_iter().filter(|w| asked.in_time(w.stream.article)) {
        all_in(asked, window, &mut aligner, &mut found.places);
    }
    let ends = |places: &[Place]| {
        places.iter().map(|p| p.class).min().is_some_and(|best| best <= WordingClass::Spliced)
    };
    if !ends(&found.places) {
        found.places.sort_by(|a, b| b.score.cmp(&a.score).then(a.window.from.cmp(&b.window.from)));
        for place in
            found.places.iter_mut().take(MOST_REPAIRED).filter(|p| p.class >= WordingClass::Composite)
        {
            if let Some(spliced) = pieces::spliced(asked, place) {
                *place = spliced;
            }
        }
        if !ends(&found.places) {
            let whole = found.places.iter().find(|p| p.class == WordingClass::Composite);
            found.pieces = match whole {
                Some(place) => Some(pieces::of_parts(asked, place)),
                None => joined(asked, &found.places),
            };
            found.joined = found.pieces.as_ref().map(|p| pieces::class(asked, p));
        }
    }
    found.places.sort_by(|a, b| {
        let rank = |p: &Place| (p.class, p.quotation.is_none(), std::cmp::Reverse(p.score), p.window.from);
        rank(a).cmp(&rank(b))
    });
    found.places.retain(|p| p.class < WordingClass::NotFound);
    found
}

/// A place that lacks fewer of the claim's words than this has an altered claim, not a piece of a composite.
const FEWEST_LACKING: usize = 3;

/// The pieces of a claim that no single place has; `places` with the best score first.
fn joined(asked: &Asked, places: &[Place]) -> Option<Vec<Piece>> {
    let nearly = |p: &Place| p.class == WordingClass::Altered && pieces::lacking(p) < FEWEST_LACKING;
    if places.iter().any(nearly) {
        return None;
    }
    pieces::mosaic(asked)
        .or_else(|| places.iter().take(MOST_REPAIRED).find_map(|place| pieces::composite(asked, place)))
}

/// Most places of one window: an article may print a remark in its headline, its lead and its body.
const MOST_IN_WINDOW: usize = 6;

/// The best place of a window, and further ones on either side of it.
fn all_in(asked: &Asked, window: search::Window, aligner: &mut Aligner, found: &mut Vec<Place>) {
    let mut open = vec![window];
    let most = found.len() + MOST_IN_WINDOW;
    while let Some(window) = open.pop().filter(|_| found.len() < most && !aligner.is_spent()) {
        let place = place::place(asked, window, aligner);
        if place.class >= WordingClass::Paraphrase && window.score == 0.0 {
            continue;
        }
        if let (Some(first), Some(last)) = (place.reading.pairs.first(), place.reading.pairs.last()) {
            let at = |i: usize| window.from + u32::try_from(i).unwrap_or(u32::MAX);
            for (from, to) in [(window.from, at(first.source)), (at(last.source + 1), window.to)] {
                if search::may_hold(asked, from, to) {
                    open.push(search::Window { from, to, score: 0.0, ..window });
                }
            }
        }
        found.push(place);
    }
}

impl Found {
    fn class(&self) -> WordingClass {
        self.joined.or(self.places.first().map(|best| best.class)).unwrap_or(WordingClass::NotFound)
    }

    /// Gives the verdict the wording, the form and the changes of the place that decides, and puts that first. `places` are those of the
    /// evidence. Returns `support` with its new indices.
    fn settle(
        &self,
        asked: &Asked,
        verdict: &mut Verdict,
        places: &[Option<&Place>],
        support: &[EvidenceIx],
    ) -> Vec<EvidenceIx> {
        let mut support = support.to_vec();
        let place = verdict.decides.and_then(|ix| places[ix.0]);
        if let Some(place) = place.filter(|_| self.pieces.is_none()) {
            support = decide::lead(verdict, &support);
            verdict.wording = place.class;
            verdict.changes = changes::of_place(asked, place, EvidenceIx(0));
        }
        verdict.form = match verdict.wording {
            WordingClass::Composite
            | WordingClass::Altered
            | WordingClass::NotFound
            | WordingClass::TooShort => None,
            WordingClass::Paraphrase => Some(Form::N5),
            _ => place.or(self.places.first()).map(|place| place.reading.form),
        };
        support
    }

    /// Puts evidence into the verdict: pieces with their changes first, then the places from the best. Returns the place of each, `None` for a
    /// piece.
    fn collect(&self, asked: &Asked, verdict: &mut Verdict) -> Vec<Option<&Place>> {
        let mut out = Vec::new();
        let claim_side = difference::Side { text: asked.text, atoms: asked.atoms };
        let mut speaker = verdict.claim.speaker.as_deref().map(|name| Claimed::new(name, asked.sources));
        let pieces = self.pieces.as_deref().unwrap_or_default();
        for (i, piece) in pieces.iter().enumerate() {
            let Some(claim) = place::cover(&claim_side, piece.claim.clone()) else { continue };
            let bytes = std::iter::once((piece.span.start() as u32, piece.span.end() as u32));
            let quoted = asked.sources.quoted(piece.article, bytes);
            let at =
                At { article: piece.article, span: piece.span, claim, quotation: piece.quotation, quoted };
            let share = asked.share(piece.claim.clone());
            let next = EvidenceIx(verdict.evidence.len());
            verdict.changes.extend(
                self.joined.and_then(|class| changes::between(asked, class, &pieces[..=i], claim, next)),
            );
            verdict.evidence.push(evidence(asked, speaker.as_mut(), &at, self.class(), share));
            out.push(None);
        }
        for place in &self.places {
            let (Some(span), Some(claim)) = (place.span(asked), place.claim_span(asked)) else { continue };
            let row = &asked.sources.row()[place.window.from as usize..place.window.to as usize];
            let words =
                place.reading.pairs.iter().filter_map(|p| row.get(p.source)).map(|a| (a.start, a.end));
            let quoted = asked.sources.quoted(place.article(), words);
            let at = At { article: place.article(), span, claim, quotation: place.quotation, quoted };
            let known = verdict.evidence.iter().any(|e| e.article == at.article && e.span.overlaps(span));
            if known || verdict.evidence.len() >= MOST_EVIDENCE {
                continue;
            }
            verdict.evidence.push(evidence(asked, speaker.as_mut(), &at, place.class, place.coverage));
            out.push(Some(place));
        }
        out
    }
}

/// A place of an article and what stands there.
struct At {
    article: ArticleIx,
    span: Span,
    claim: Span,
    quotation: Option<QuotationIx>,
    quoted: Quoted,
}

fn evidence(
    asked: &Asked,
    claimed: Option<&mut Claimed>,
    at: &At,
    wording: WordingClass,
    share: f32,
) -> Evidence {
    let sources = asked.sources;
    let found = at.quotation.and_then(|q| sources.quotations().get(q.0));
    let speaker = found.and_then(|q| q.speaker.as_ref());
    let mut evidence = Evidence {
        article: at.article,
        span: at.span,
        sentence: flags::sentence(sources, at.article, at.span).0,
        claim: at.claim,
        wording,
        share,
        quotation: at.quotation,
        quoted: at.quoted,
        speaker: match found {
            Some(_) => speaker.and_then(|s| s.mention),
            // What stands in no turn of a record is nobody's.
            None if sources.articles()[at.article].record().is_some_and(|r| !r.turns.is_empty()) => None,
            None => speaker::label(sources.articles()[at.article].text(), at.span.start()),
        },
        name: speaker.and_then(|s| s.name.clone()),
        cue: found.and_then(|q| q.cue.as_ref()).map(|c| c.span),
        via: found.and_then(|q| q.via),
        attribution: AttributionClass::NotChecked,
    };
    if let Some(claimed) = claimed {
        evidence.attribution = claimed.at(&evidence);
    }
    evidence
}
