//! Compares who said it, according to each wording.

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::model::{Attribution, Quotation, Remark, WordingIx};
use crate::names::{Name, fit};

/// One row a wording, in the remark's order: does the speaker differ from the remark's, the verb's stance
/// from the base's? A wording without a settled speaker or without a verb differs from nobody.
pub fn attributions(remark: &Remark, quotations: &[Quotation], lexicon: &Lexicon) -> Vec<Attribution> {
    let quotation =
        |wording: WordingIx| remark.wordings.get(wording.0).and_then(|w| quotations.get(w.quotation.0));
    let speaker = remark.speaker.as_deref().map(|name| Name::read(name, lexicon));
    // A remark with many wordings has few names, so each pair of names is compared once.
    let mut others: FxHashMap<&str, bool> = FxHashMap::default();
    let stance = |q: &Quotation| q.cue.as_ref().map(|c| c.stance);
    let base = quotation(remark.base).and_then(stance);
    (0..remark.wordings.len())
        .map(WordingIx)
        .map(|wording| {
            let own = quotation(wording);
            let name = own.and_then(|q| q.speaker.as_ref()?.name.as_deref());
            let is_other = |name: &str| {
                speaker.as_ref().is_some_and(|speaker| fit(speaker, &Name::read(name, lexicon)).is_other())
            };
            Attribution {
                wording,
                other_speaker: name.is_some_and(|name| *others.entry(name).or_insert_with(|| is_other(name))),
                other_stance: matches!((base, own.and_then(stance)), (Some(a), Some(b)) if a != b),
            }
        })
        .collect()
}
