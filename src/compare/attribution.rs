//! Who said it, in each print?

use crate::model::{Attribution, Quotation, Remark, WordingIx};
use crate::names::{Voice, name_words, names_fit};

/// One row a wording, in the remark's order: does the speaker differ from the remark's, the verb's stance from the base's?
/// A wording without a settled speaker or without a verb differs from nobody.
pub fn attributions(remark: &Remark, quotations: &[Quotation]) -> Vec<Attribution> {
    let quotation =
        |wording: WordingIx| remark.wordings.get(wording.0).and_then(|w| quotations.get(w.quotation.0));
    let speaker = remark.speaker.as_deref().map(name_words);
    let stance = |q: &Quotation| q.cue.as_ref().map(|c| c.stance);
    let base = quotation(remark.base).and_then(stance);
    (0..remark.wordings.len())
        .map(WordingIx)
        .map(|wording| {
            let own = quotation(wording);
            let name = own.and_then(|q| q.speaker.as_ref()?.name.as_deref()).map(name_words);
            Attribution {
                wording,
                other_speaker: matches!((&speaker, &name), (Some(a), Some(b)) if names_fit(a, b) == Voice::Other),
                other_stance: matches!((base, own.and_then(stance)), (Some(a), Some(b)) if a != b),
            }
        })
        .collect()
}
