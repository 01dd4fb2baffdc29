//! A claimed quotation against articles or records → a verdict with evidence.
//!
//! In: a [`Claim`], and [`Sources`] made once from articles and their quotations. Out: a [`Verdict`]: how the wording agrees, whether
//! the speaker does, what else to look at, how good the evidence is. The steps, each in its file:
//!
//! 1. [`crate::words`]: both sides become words in house-style form N3; the claim's own marks (`…`, `[ ]`, `[sic]`) are read (`asked`);
//! 2. `search/`: places of the claim's runs and rare words make windows;
//! 3. `wording/`: the claim is aligned with each window; what differs, on which form the rest agrees, what a change touches
//!    ([`crate::change`]); each place gets a class, and what has no counterpart is looked for out of order and elsewhere;
//! 4. `speaker/`: what each place says of the claimed speaker, when it speaks against the claim, and what all of them say;
//! 5. `evidence`, `decide`, `flags`, `grade`: the place that decides, what a reader should look at there, how good the evidence is;
//! 6. `exact`: the source's own words, to print instead of the claim; `cited/`: whether the words are in the source that the claim names;
//! 7. `gate`, `says`, `why`: which answers fail a check, and why, in words.
//!
//! One place decides (`decide`): wording, attribution, flags and grade are those of that place, and the others follow as support. A claim that
//! one outlet prints verbatim, with the claimed speaker, is verbatim and confirmed, whatever the others print.

mod asked;
mod cited;
mod decide;
mod evidence;
mod exact;
mod flags;
mod gate;
mod grade;
pub mod says;
mod search;
mod speaker;
mod why;
mod wording;

pub use cited::{SourceKeys, reference_keys};
pub use gate::{Gate, GateError};
pub use search::index_keys::{KeyCounts, Keys, Question, Sought, question};
pub use search::limits::Limits;
pub use search::searching::InCorpus;
pub use search::sources::Sources;
pub use speaker::accuse::{CLAUSE, is_named};
pub use speaker::kind::speaker_kind;
pub use why::outcome;

use crate::model::{AttributionClass, Claim, Material, SourceClass, Verdict, WordingClass};
use crate::names::Name;
use crate::words::{Overlay, atoms};
use asked::Asked;

/// A claim with fewer words, or of less weight, fits too many remarks.
const FEWEST_WORDS: usize = 3;
const LEAST_WEIGHT: f32 = 7.5;
/// A pair of words of this weight is looked for all the same.
const PAIR_WEIGHT: f32 = 13.0;

/// What the sources say of a claim.
pub fn verify(claim: &Claim, sources: &Sources) -> Verdict {
    let mut words = Overlay::new(sources.vocabulary());
    let mut asked_atoms = Vec::new();
    atoms(&claim.text, sources.lexicon(), &mut words, &mut asked_atoms);
    let kind = || claim.speaker.as_deref().map(|name| speaker_kind(name, sources.lexicon()));
    let claim = &Claim { speaker_kind: claim.speaker_kind.or_else(kind), ..claim.clone() };
    let speaker = claim.asked_speaker().map(|name| Name::read(name, sources.lexicon()));
    let asked = Asked {
        text: &claim.text,
        atoms: &asked_atoms,
        words: &words,
        sources,
        claim,
        speaker: speaker.as_ref(),
        within: None,
    };
    let mut verdict = Verdict {
        claim: claim.clone(),
        wording: WordingClass::NotFound,
        form: None,
        attribution: AttributionClass::NotChecked,
        open: None,
        source: SourceClass::NotCited,
        cited: None,
        flags: Vec::new(),
        grade: None,
        changes: Vec::new(),
        evidence: Vec::new(),
        nearest: None,
        decides: None,
        exact: None,
        searched: sources.searched(),
    };
    let too_short = is_too_short(&asked);
    let found = wording::hits::find(&asked);
    verdict.wording = found.class();
    if verdict.wording != WordingClass::NotFound {
        let places = evidence::collect(&found, &asked, &mut verdict);
        let support = decide::support(&verdict);
        speaker::together::settle(&mut verdict, &support, sources);
        verdict.decides = decide::decides(&verdict, &support, sources);
        let support = evidence::settle(&found, &asked, &mut verdict, &places, &support);
        flags::settle_material(&mut verdict);
        verdict.flags = flags::flags(&asked, &verdict, &support);
        verdict.grade = grade::grade(&asked, &mut verdict, &support);
    } else if !too_short {
        verdict.nearest = found.nearest.as_ref().and_then(|place| evidence::nearest(&asked, place));
    }
    if too_short && !is_rare_pair(&asked, &verdict) {
        settle_too_short(&mut verdict);
    }
    verdict.exact = exact::exact(&verdict, sources);
    cited::settle(&asked, &mut verdict);
    verdict
}

/// Takes back what words that identify no remark cannot tell.
fn settle_too_short(verdict: &mut Verdict) {
    verdict.wording = WordingClass::TooShort;
    verdict.flags.retain(|flag| !flags::is_of_sentence(*flag));
    verdict.changes.iter_mut().for_each(|change| change.material = Material::Unknown);
    // Common words in another's mouth tell nothing.
    if verdict.attribution != AttributionClass::Confirmed {
        (verdict.attribution, verdict.open) = (AttributionClass::NotChecked, None);
    }
}

/// Words of a claim that are its own.
fn own_words(asked: &Asked) -> usize {
    asked.atoms.iter().filter(|a| !a.editors()).count()
}

fn is_too_short(asked: &Asked) -> bool {
    own_words(asked) < FEWEST_WORDS || asked.weight(0..asked.atoms.len()) < LEAST_WEIGHT
}

/// True if a claim is a rare pair of words that a source has as they are: "rotten pier".
fn is_rare_pair(asked: &Asked, verdict: &Verdict) -> bool {
    own_words(asked) == FEWEST_WORDS - 1
        && asked.weight(0..asked.atoms.len()) >= PAIR_WEIGHT
        && verdict.wording <= WordingClass::Cleaned
}
