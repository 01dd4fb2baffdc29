//! An earlier check and this one → what is another.
//!
//! In: the output of an earlier check, which holds its receipt, and what was checked now. Out: [`Since`]: the sources that are new, gone or
//! changed, and the verdicts that differ. A quotation of the one is that of the other if the same draft has the same words; where no draft
//! has them under its name, any draft.
//!
//! - `earlier`: the output of the earlier check, read
//! - `sources`: which sources are others
//! - `verdicts`: which verdicts are others, and which of them got worse

mod earlier;
mod sources;
mod verdicts;

pub use earlier::{Earlier, EarlierError};

use super::draft::Checked;
use crate::model::{Article, AskedSince, Receipt, Since, SourceHash};

/// What was checked now.
#[derive(Debug, Clone, Copy)]
pub struct CheckedNow<'a> {
    /// What it rests on.
    pub receipt: &'a Receipt,
    /// The quotations of the drafts, in their order.
    pub checked: &'a [Checked],
    /// Sources of now with their hashes: all of them, or at least those that [`Earlier::sources`] names.
    pub known: &'a [SourceHash],
}

/// Compares an earlier check with this one.
pub fn since(earlier: &Earlier, now: &CheckedNow<'_>) -> Since {
    let sources = sources::differences(earlier, &now.receipt.sources, now.known);
    let asked = asked(&earlier.receipt, now.receipt);
    let (verdicts, same) = verdicts::differences(earlier, now.checked, &sources);
    let worse = verdicts.iter().filter(|v| v.worse).count();
    Since { sources, asked, verdicts, same, worse }
}

/// The articles by the hashes of their texts.
pub fn hashes(articles: &[Article]) -> Vec<SourceHash> {
    let one = |a: &Article| SourceHash {
        id: a.id().to_owned(),
        hash: a.text_hash().unwrap_or_default().to_owned(),
    };
    articles.iter().map(one).collect()
}

/// The keys of the receipt that have another value.
fn asked(before: &Receipt, now: &Receipt) -> Vec<AskedSince> {
    let of = |r: &Receipt| {
        let number = r.min_words.map(|n| n.to_string());
        let every = r.every.map(|every| every.to_string());
        [
            ("program", r.program.clone()),
            ("grammar", r.grammar.clone()),
            ("style", r.style.clone().unwrap_or_default()),
            ("fail_on", r.fail_on.clone().unwrap_or_default()),
            ("every", every.unwrap_or_default()),
            ("min_words", number.unwrap_or_default()),
            ("speaker", r.speaker.clone().unwrap_or_default()),
            ("numbered", r.numbered.to_string()),
        ]
    };
    let pairs = of(before).into_iter().zip(of(now));
    let other = pairs.filter(|(before, now)| before.1 != now.1);
    other.map(|((key, before), (_, now))| AskedSince { key: key.to_owned(), before, now }).collect()
}
