//! Which sources are others. In: the hashes of then and of now. Out: those that are new, gone or changed.

use std::collections::{BTreeMap, BTreeSet};

use super::Earlier;
use crate::model::{SourceHash, SourceHashes, SourcesSince};

/// The texts that an id has. Two articles of one run can have one id.
type Texts<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

pub fn differences(earlier: &Earlier, today: &SourceHashes, known: &[SourceHash]) -> SourcesSince {
    let before = texts(earlier.hashes());
    let known = texts(known.iter().map(|source| (source.id.as_str(), source.hash.as_str())));
    let then = &earlier.receipt.sources;
    let mut since = SourcesSince::default();
    for (id, texts) in &before {
        match known.get(id) {
            None => since.gone.push((*id).to_owned()),
            Some(other) if other != texts => since.changed.push((*id).to_owned()),
            Some(_) => {}
        }
    }
    // Only a list of all shows which are new.
    let all = then.list.is_some() && today.list.is_some();
    if all {
        since.new = known.keys().filter(|id| !before.contains_key(*id)).map(|id| (*id).to_owned()).collect();
    }
    since.others_changed = match () {
        () if all || then.hash == today.hash => Some(false),
        () if since.named() == 0 => Some(true),
        () => None,
    };
    since
}

fn texts<'a>(sources: impl Iterator<Item = (&'a str, &'a str)>) -> Texts<'a> {
    let mut texts = Texts::new();
    for (id, hash) in sources {
        texts.entry(id).or_default().insert(hash);
    }
    texts
}
