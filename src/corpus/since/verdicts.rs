//! Which verdicts are others. In: those of then and of now. Out: those that differ, and whether they got worse.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::Earlier;
use super::earlier::EarlierVerdict;
use crate::corpus::draft::Checked;
use crate::model::{AnswersSince, SourcesSince, VerdictSince, WordingClass};

/// Returns the verdicts that differ, and how many do not.
pub fn differences(
    earlier: &Earlier,
    checked: &[Checked],
    sources: &SourcesSince,
) -> (Vec<VerdictSince>, usize) {
    let pairs = pairs(&earlier.verdicts, checked);
    let others: BTreeSet<&str> = sources.gone.iter().chain(&sources.changed).map(String::as_str).collect();
    let rested_on = |before: &EarlierVerdict| -> Vec<String> {
        let cited: BTreeSet<&str> = before.evidence.iter().map(|e| e.article.as_str()).collect();
        cited.intersection(&others).map(|id| (*id).to_owned()).collect()
    };
    let (mut differing, mut same) = (Vec::new(), 0);
    for (now, before) in checked.iter().zip(&pairs) {
        let before = before.and_then(|index| earlier.verdicts.get(index));
        let (answers, then) = (answers(now), before.map(EarlierVerdict::answers));
        if then.as_ref() == Some(&answers) {
            same += 1;
            continue;
        }
        differing.push(VerdictSince {
            draft: now.draft.clone(),
            line: now.place.and_then(|place| place.line),
            claim: now.verdict.claim.text.clone(),
            worse: is_worse(then.as_ref(), &answers),
            before: then,
            now: Some(answers),
            rested_on: before.map(rested_on).unwrap_or_default(),
        });
    }
    let kept: BTreeSet<usize> = pairs.into_iter().flatten().collect();
    let gone = earlier.verdicts.iter().enumerate().filter(|(index, _)| !kept.contains(index));
    differing.extend(gone.map(|(_, before)| VerdictSince {
        draft: before.draft.article.clone(),
        line: before.draft.line,
        claim: before.claim.clone(),
        before: Some(before.answers()),
        now: None,
        worse: false,
        rested_on: rested_on(before),
    }));
    (differing, same)
}

/// For each quotation of now the index of that of then. A draft that was moved or renamed keeps its quotations.
fn pairs(earlier: &[EarlierVerdict], checked: &[Checked]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; checked.len()];
    let mut taken = vec![false; earlier.len()];
    for by_draft in [true, false] {
        let name = |draft: &str| if by_draft { draft.to_owned() } else { String::new() };
        let mut left: HashMap<(String, &str), VecDeque<usize>> = HashMap::new();
        for (index, before) in earlier.iter().enumerate().filter(|(index, _)| !taken[*index]) {
            left.entry((name(&before.draft.article), &before.claim)).or_default().push_back(index);
        }
        for (pair, now) in pairs.iter_mut().zip(checked).filter(|(pair, _)| pair.is_none()) {
            let key = (name(&now.draft), now.verdict.claim.text.as_str());
            *pair = left.get_mut(&key).and_then(VecDeque::pop_front);
            if let Some(index) = *pair {
                taken[index] = true;
            }
        }
    }
    pairs
}

fn answers(checked: &Checked) -> AnswersSince {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let verdict = &checked.verdict;
    AnswersSince {
        wording: verdict.wording.name().to_owned(),
        attribution: verdict.attribution.name().to_owned(),
        source: verdict.source.name().to_owned(),
        flags: verdict.flags.iter().map(|flag| flag.name().to_owned()).collect(),
        failed: owned(&checked.failed),
    }
}

/// True if something fails that did not fail, or words that failed agree less. A quotation that is new and fails is worse than none.
fn is_worse(before: Option<&AnswersSince>, now: &AnswersSince) -> bool {
    let Some(before) = before else { return !now.failed.is_empty() };
    let fails = |of: &AnswersSince, name: &str| of.failed.iter().any(|failed| failed == name);
    let answers = |of: &AnswersSince| [of.wording.clone(), of.attribution.clone(), of.source.clone()];
    let (then, today) = (answers(before), answers(now));
    let answer = then.iter().zip(&today).any(|(then, today)| fails(now, today) && !fails(before, then));
    let other = now.failed.iter().any(|name| !today.contains(name) && !fails(before, name));
    let words = fails(now, &now.wording) && rank(&now.wording) > rank(&before.wording);
    answer || other || words
}

/// The place of a wording from the best to the worst; a name of another program comes first.
fn rank(wording: &str) -> Option<usize> {
    WordingClass::ALL.iter().position(|class| class.name() == wording)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(wording: &str, attribution: &str, failed: &[&str]) -> AnswersSince {
        let failed = failed.iter().map(|name| (*name).to_owned()).collect();
        let (wording, attribution) = (wording.to_owned(), attribution.to_owned());
        AnswersSince { wording, attribution, failed, ..AnswersSince::default() }
    }

    #[test]
    fn a_verdict_got_worse_if_something_fails_that_did_not() {
        let good = of("verbatim", "confirmed", &[]);
        let altered = of("altered", "confirmed", &["altered"]);
        let omission = of("silent-omission", "confirmed", &["silent-omission"]);
        let both = of("altered", "misattributed", &["altered", "misattributed"]);
        let material = of("altered", "confirmed", &["altered", "material"]);
        for (before, now) in
            [(&good, &altered), (&omission, &altered), (&altered, &both), (&altered, &material)]
        {
            assert!(is_worse(Some(before), now), "{before:?} {now:?}");
            assert!(!is_worse(Some(now), before), "{now:?} {before:?}");
        }
        assert!(is_worse(None, &altered) && !is_worse(None, &good));
        // What passes, passes.
        assert!(!is_worse(Some(&good), &of("cleaned", "unresolved", &[])));
    }
}
