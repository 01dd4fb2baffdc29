//! Where a sentence could be two remarks, and where it is.
//!
//! One outlet prints "X, which is very good", another "X. This is very good." So sentences that could be cut are grouped twice. First cut
//! at every clause boundary, with the wordings that can be one remark with a clause; a cut is kept where both halves were also printed alone:
//! somebody printed the first without the second, somebody the second without the first. Then, with all others, with those cuts only.

use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::{Article, Span, Wording};
use crate::words::compared;

/// A half has at least this many words.
const SHORTEST: usize = 3;

const SUBJECT: Classes = Classes::of(&[Class::PronounSubject, Class::Determiner, Class::Possessive]);

/// Byte offsets in `text` at which a clause with a subject of its own begins: behind a semicolon, or behind a comma or dash at
/// a conjunction with a subject ("…, and the bridge"), or at a relative ("…, which is").
pub fn boundaries(text: &str, lexicon: &Lexicon) -> Vec<usize> {
    let tokens = compared(text);
    let mut out: Vec<usize> = Vec::new();
    let mut last = 0;
    for (n, pair) in tokens.windows(2).enumerate() {
        let (before, token) = (pair[0], pair[1]);
        let at = n + 1;
        if at - last < SHORTEST || tokens.len() - at < SHORTEST {
            continue;
        }
        let between = &text[before.end..token.start];
        if between.contains(['"', '“', '”']) {
            continue;
        }
        let classes =
            |i: usize| tokens.get(i).map_or(Classes::NONE, |t| lexicon.classes(&folded(t.text(text))));
        let comma = between.contains([',', '–', '—']) || between.contains(" - ") || between.contains("--");
        let clause = between.contains(';') && !between.contains("&")
            || comma
                && (classes(at).has(Class::Coordinator) && classes(at + 1).meets(SUBJECT)
                    || classes(at).has(Class::Relative)
                        && classes(at + 1).meets(Classes::of(&[Class::Auxiliary, Class::Modal])));
        if clause {
            out.push(token.start);
            last = at;
        }
    }
    out
}

/// The pieces of the wordings that have cuts.
pub fn pieces(wordings: &[Wording], cuts: &[Vec<usize>], articles: &[Article]) -> Vec<Wording> {
    let mut out = Vec::new();
    for (wording, own) in wordings.iter().zip(cuts).filter(|(_, own)| !own.is_empty()) {
        cut(wording, own, articles, &mut out);
    }
    out
}

/// One wording cut at `cuts`, byte offsets from its start.
fn cut(wording: &Wording, cuts: &[usize], articles: &[Article], out: &mut Vec<Wording>) {
    let text = articles[wording.article].text();
    let (start, end) = (wording.span.start(), wording.span.end());
    let ends = cuts.iter().map(|c| start + c).chain([end]);
    let mut from = start;
    for to in ends {
        let piece = text.get(from..to).unwrap_or_default().trim_end();
        if let Some(span) = Span::new(text, from, from + piece.len()) {
            out.push(Wording { span, ..wording.clone() });
        }
        from = to;
    }
}

/// Which cuts to keep. `parts[i]` says of which sentence the i-th clause is a part, `groups[i]` in which group it is; clauses
/// of one sentence stand in order. The answer says, clause by clause, whether the cut before it stays.
pub fn kept(parts: &[u32], groups: &[u32]) -> Vec<bool> {
    let mut members: Vec<(u32, u32)> = groups.iter().copied().zip(parts.iter().copied()).collect();
    members.sort_unstable();
    members.dedup();
    let of = |group: u32| {
        let from = members.partition_point(|m| m.0 < group);
        let to = members.partition_point(|m| m.0 <= group);
        &members[from..to]
    };
    // Does `one` hold a sentence that has no clause in `other`?
    let alone =
        |one: u32, other: u32| of(one).iter().any(|m| of(other).binary_search_by_key(&m.1, |o| o.1).is_err());
    let cut = |i: usize| parts[i] == parts[i - 1] && groups[i] != groups[i - 1];
    (0..parts.len())
        .map(|i| i > 0 && cut(i) && alone(groups[i - 1], groups[i]) && alone(groups[i], groups[i - 1]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> Vec<&str> {
        let mut at = 0;
        let mut out = Vec::new();
        for b in boundaries(text, Lexicon::built_in()).into_iter().chain([text.len()]) {
            out.push(text[at..b].trim_end());
            at = b;
        }
        out
    }

    #[test]
    fn a_clause_has_a_subject_or_a_relative() {
        assert_eq!(
            clauses("The dam is safe, and the town is too."),
            ["The dam is safe,", "and the town is too."]
        );
        assert_eq!(
            clauses("They signed the treaty, which is very good."),
            ["They signed the treaty,", "which is very good."]
        );
        assert_eq!(
            clauses("We build roads, schools, and new bridges."),
            ["We build roads, schools, and new bridges."]
        );
        assert_eq!(clauses("Yes, and we go."), ["Yes, and we go."]);
    }

    #[test]
    fn a_cut_stays_only_where_both_halves_were_printed_alone() {
        // Sentence 0 is cut in two; 1 prints the first half, 2 the second.
        assert_eq!(kept(&[0, 0, 1, 2], &[0, 1, 0, 1]), [false, true, false, false]);
        // Nobody prints the second half alone.
        assert_eq!(kept(&[0, 0, 1, 2, 2], &[0, 1, 0, 0, 1]), [false; 5]);
    }
}
