//! A claimed quotation against articles or records → a verdict with evidence.
//!
//! In: a [`Claim`], and [`Sources`] made once from articles and their quotations. Out: a [`Verdict`]: how the wording agrees, whether
//! the speaker does, what else to look at, how good the evidence is. The steps, each in its file:
//!
//! 1. [`crate::words`]: both sides become words in house-style form N3; the claim's own marks (`…`, `[ ]`, `[sic]`) are read (`asked`);
//! 2. `search/`: places of the claim's runs and rare words make windows;
//! 3. `wording/`: the claim is aligned with each window; what differs, on which form the rest agrees, what a change touches
//!    ([`crate::change`]); each place gets a class, and what has no counterpart is looked for out of order and elsewhere;
//! 4. `speaker/`: what each place says of the claimed speaker;
//! 5. `evidence`, `decide`, `flags`, `grade`: the place that decides, what a reader should look at there, how good the evidence is;
//! 6. `gate`: which answers fail a check.
//!
//! One place decides (`decide`): wording, attribution, flags and grade are those of that place, and the others follow as support. A claim that
//! one outlet prints verbatim, with the claimed speaker, is verbatim and confirmed, whatever the others print.

mod asked;
mod decide;
mod evidence;
mod flags;
mod gate;
mod grade;
mod search;
mod speaker;
mod wording;

pub use gate::{Gate, GateError};
pub use search::index_keys::{KeyCounts, Keys, Question, Sought, question};
pub use search::limits::Limits;
pub use search::sources::{InCorpus, Sources};

use crate::model::{AttributionClass, Claim, Verdict, WordingClass};
use crate::words::{Atom, Overlay, atoms};
use asked::Asked;

/// A claim with fewer words, or of less weight, fits too many remarks.
const FEWEST_WORDS: usize = 3;
const LEAST_WEIGHT: f32 = 7.5;
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
    let found = wording::hits::find(&asked);
    verdict.wording = found.class();
    if verdict.wording != WordingClass::NotFound {
        let places = evidence::collect(&found, &asked, &mut verdict);
        let support = decide::support(&verdict);
        verdict.attribution = speaker::attribution::attribution(&verdict, &support);
        verdict.decides = decide::decides(&verdict, &support, sources);
        let support = evidence::settle(&found, &asked, &mut verdict, &places, &support);
        verdict.flags = flags::flags(&asked, &verdict, &support);
        verdict.grade = grade::grade(&asked, &mut verdict, &support);
    }
    if too_short {
        verdict.wording = WordingClass::TooShort;
        verdict.flags.retain(|flag| !flags::is_of_sentence(*flag));
        // Common words in another's mouth tell nothing.
        if verdict.attribution != AttributionClass::Confirmed {
            verdict.attribution = AttributionClass::NotChecked;
        }
    }
    verdict
}
