//! An alignment → what differs, and on which normal form the rest agrees.
//!
//! In: the claim's words, a stretch of a source's words, the pairs between them. Out: a [`ClaimReading`]: every difference with its
//! words on both sides. What is no difference of words (typography, punctuation, house style, noises) is told by the form.

use std::ops::Range;

use crate::lexicon::{Class, folded};
use crate::model::{ChangeKind, Form};
use crate::verify::wording::align::{Agreement, Match};
use crate::verify::wording::noise::noise;
use crate::verify::wording::sides::{Side, Sides, is_joint};
use crate::words::{Atom, compared, of_spaces, of_words};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What happened.
    pub kind: ChangeKind,
    /// The claim's words, by index.
    pub claim: Range<usize>,
    /// The source's words, by index.
    pub source: Range<usize>,
    /// The claim's bytes.
    pub claim_bytes: Option<Range<usize>>,
    /// The source's bytes.
    pub source_bytes: Option<Range<usize>>,
}

impl Difference {
    /// A difference with the bytes of its words.
    pub fn new(sides: &Sides, kind: ChangeKind, claim: Range<usize>, source: Range<usize>) -> Self {
        let (claim_bytes, source_bytes) = (sides.claim.bytes(&claim), sides.source.bytes(&source));
        Self { kind, claim, source, claim_bytes, source_bytes }
    }

    /// Whether words of the claim were added or stand for others.
    pub fn changes_words(&self) -> bool {
        matches!(self.kind, ChangeKind::Added | ChangeKind::Replaced)
    }
}

/// A claim beside one place of a source.
#[derive(Debug, Clone)]
pub struct ClaimReading {
    /// The words that agree.
    pub pairs: Vec<Match>,
    /// In the order of the claim.
    pub differences: Vec<Difference>,
    /// The lowest form on which the paired words agree.
    pub form: Form,
}

/// Reads an alignment.
pub fn read(sides: &Sides, pairs: Vec<Match>) -> ClaimReading {
    let mut reader = Reader { sides, differences: Vec::new(), form: Form::N1 };
    let mut before: Option<Match> = None;
    for (i, &pair) in pairs.iter().enumerate() {
        let gap = Gap {
            claim: before.map_or(0, |p| p.claim + 1)..pair.claim,
            source: before.map_or(pair.source, |p| p.source + 1)..pair.source,
        };
        reader.gap(&gap, before.is_none());
        reader.pair(pair, before.filter(|p| p.claim + 1 == pair.claim && p.source + 1 == pair.source));
        if i + 1 == pairs.len() {
            let tail = Gap {
                claim: pair.claim + 1..sides.claim.atoms.len(),
                source: pair.source + 1..pair.source + 1,
            };
            reader.gap(&tail, true);
            reader.end(pair);
            reader.cut_words(pairs[0], pair);
        }
        before = Some(pair);
    }
    if pairs.is_empty() && !sides.claim.atoms.is_empty() {
        reader.push(ChangeKind::Added, 0..sides.claim.atoms.len(), 0..0);
    }
    ClaimReading { pairs, differences: reader.differences, form: reader.form }
}

/// What lies between two pairs.
struct Gap {
    claim: Range<usize>,
    source: Range<usize>,
}

/// More words than this at either end of a claim are added, not replaced.
const MOST_REPLACED_AT_AN_END: usize = 3;

struct Reader<'s> {
    sides: &'s Sides<'s>,
    differences: Vec<Difference>,
    form: Form,
}

/// An editor's insertion that stands for more of the source's words than this hides an omission.
const MOST_BRACKETED: usize = 12;

impl Reader<'_> {
    fn at_least(&mut self, form: Form) {
        self.form = self.form.max(form);
    }

    fn push(&mut self, kind: ChangeKind, claim: Range<usize>, source: Range<usize>) {
        self.differences.push(Difference::new(self.sides, kind, claim, source));
    }

    fn pair(&mut self, pair: Match, before: Option<Match>) {
        let Sides { claim, source, lexicon, .. } = *self.sides;
        let (c, s) = (claim.atoms[pair.claim], source.atoms[pair.source]);
        if pair.agreement == Agreement::Stem {
            self.push(ChangeKind::Replaced, pair.claim..pair.claim + 1, pair.source..pair.source + 1);
            return;
        }
        let (printed_c, printed_s) = (c.of(claim.text), s.of(source.text));
        if c.editors() && !s.editors() {
            // "[W]e" for "we".
            self.push(ChangeKind::Bracketed, pair.claim..pair.claim + 1, pair.source..pair.source + 1);
        }
        self.at_least(of_words(printed_c, printed_s));
        if before.is_some() && c.start != claim.atoms[pair.claim - 1].start && !s.joint() {
            let between = source.before(pair.source);
            // What a page prints inside a sentence is nobody's, as a hyphen at the end of a line is.
            let paged = is_paged(between).then_some(Form::N3);
            self.at_least(paged.unwrap_or_else(|| of_spaces(claim.before(pair.claim), between, lexicon)));
        }
    }

    /// The claim's question mark or exclamation mark is the source's too, or the form is N2.
    fn end(&mut self, last: Match) {
        let Sides { claim, source, .. } = *self.sides;
        let after = |side: Side, i: usize| {
            let end = side.atoms[i].end as usize;
            let rest = side.text.get(end..).unwrap_or_default();
            rest.trim_start_matches([')', ']', '"', '”', '’', '\'', '»', ' ']).chars().next()
        };
        if last.claim + 1 == claim.atoms.len() {
            let asked = |c: Option<char>| c.filter(|c| matches!(c, '?' | '!'));
            let own = asked(after(claim, last.claim));
            if own.is_some() && own != asked(after(source, last.source)) {
                self.at_least(Form::N2);
            }
        }
    }

    /// A claim that begins or ends within a printed word has another word: "members" out of "non-members", "can" out of "can't".
    fn cut_words(&mut self, first: Match, last: Match) {
        let Sides { claim, source, .. } = *self.sides;
        let joined = |&i: &usize| source.joined_to_the_one_before(i);
        // What the claim itself has before its first word cannot be seen to be cut.
        if first.claim == 0 && !is_joint(claim.before(0)) {
            let mut from = (1..=first.source).rev().take_while(joined).last().map_or(first.source, |i| i - 1);
            // "-5" is two words, of which the sign is the first.
            let signed = first.source.checked_sub(1).filter(|&i| {
                let [sign, figure] = [i, first.source].map(|i| source.atoms[i]);
                sign.start == figure.start && sign.of(source.text).starts_with(['-', '−'])
            });
            from = signed.unwrap_or(from);
            if from < first.source {
                self.push(ChangeKind::Replaced, 0..1, from..first.source + 1);
            }
        }
        if last.claim + 1 == claim.atoms.len() {
            let behind = last.source + 1;
            let end = (behind..source.atoms.len()).take_while(joined).last().map_or(behind, |i| i + 1);
            let no = |a: &Atom| self.sides.lexicon.classes(self.sides.word(*a)).has(Class::Negation);
            let denied =
                source.atoms.get(behind).is_some_and(no) && self.parts_a_word(source, behind, behind + 1);
            let rest = claim.text.get(claim.atoms[last.claim].end as usize..).unwrap_or_default();
            if denied || (end > behind && !is_joint(rest)) {
                self.push(
                    ChangeKind::Replaced,
                    last.claim..last.claim + 1,
                    last.source..end.max(behind + usize::from(denied)),
                );
            }
        }
    }

    fn gap(&mut self, gap: &Gap, outer: bool) {
        let Sides { claim, source, .. } = *self.sides;
        let marked = !outer
            && (gap.claim.start..=gap.claim.end).any(|i| claim.atoms.get(i).is_some_and(|a| a.after_gap()));
        let (cw, sw) = (gap.claim.clone(), gap.source.clone());
        if cw.is_empty() && sw.is_empty() {
            if marked && !source.atoms.get(sw.start).is_some_and(|a| a.after_gap()) {
                self.at_least(Form::N2);
            }
            return;
        }
        if cw.is_empty() {
            return self.left_out(sw, cw.start, marked);
        }
        if claim.atoms[cw.clone()].iter().any(|a| a.editors()) {
            return self.bracketed(cw, sw, marked);
        }
        if !sw.is_empty() && self.same_letters(&cw, &sw) {
            return self.at_least(Form::N3);
        }
        let noise = noise(claim, cw.clone(), self.sides);
        // "not not": a no too many is no stammer.
        let no = |a: &Atom| self.sides.lexicon.classes(self.sides.word(*a)).has(Class::Negation);
        if noise.iter().all(|n| *n) && !claim.atoms[cw.clone()].iter().any(no) {
            self.at_least(Form::N4);
            if !sw.is_empty() {
                self.left_out(sw, cw.start, marked);
            }
            return;
        }
        if sw.is_empty() {
            return self.added(cw, sw.start, outer);
        }
        let part = self.subsequence(&cw, &sw);
        // "forty" for "forty-one" is another number, not a word left out.
        let part =
            part.filter(|d| d.is_empty() || !self.has_number(claim, &cw) || !self.has_number(source, &sw));
        if let Some(mut dropped) = part {
            if dropped.is_empty() {
                // The printed words are the same, or but for noises.
                self.at_least(if self.same_printed(&cw, &sw) { Form::N2 } else { Form::N4 });
            }
            if marked {
                dropped.iter_mut().for_each(|d| d.kind = ChangeKind::Elided);
            }
            return self.differences.extend(dropped);
        }
        if marked {
            self.push(ChangeKind::Added, cw.clone(), sw.start..sw.start);
            return self.push(ChangeKind::Elided, cw.end..cw.end, sw);
        }
        if sw.len() > 2 * cw.len() + 4 {
            self.push(ChangeKind::Added, cw.clone(), sw.start..sw.start);
            return self.left_out(sw, cw.end, false);
        }
        self.push(ChangeKind::Replaced, cw, sw);
    }

    /// Words of the source that the claim lacks.
    fn left_out(&mut self, sw: Range<usize>, at: usize, marked: bool) {
        let source = self.sides.source;
        if marked {
            return self.push(ChangeKind::Elided, at..at, sw);
        }
        let noise = noise(source, sw.clone(), self.sides);
        if noise.iter().any(|n| *n) {
            self.at_least(Form::N4);
        }
        let mut from = sw.start;
        while from < sw.end {
            let skip = |i: usize| noise[i - sw.start] || source.atoms[i].stage();
            if skip(from) {
                from += 1;
                continue;
            }
            let editors = source.atoms[from].editors();
            let end =
                (from..sw.end).find(|&i| skip(i) || source.atoms[i].editors() != editors).unwrap_or(sw.end);
            if editors {
                self.push(ChangeKind::Bracketed, at..at, from..end);
            } else if self.parts_a_word(source, from, end) {
                // "do" for "don't": the printed word is another, not left out.
                self.replace_parts(from, end, at);
            } else {
                self.push(ChangeKind::Dropped, at..at, from..end);
            }
            from = end;
        }
    }

    /// Whether the words are only a part of a printed word of which another part has a pair.
    fn parts_a_word(&self, side: Side, from: usize, end: usize) -> bool {
        let same = |i: usize, j: usize| match (side.atoms.get(i), side.atoms.get(j)) {
            (Some(a), Some(b)) => a.start == b.start && a.end == b.end,
            _ => false,
        };
        (from > 0 && same(from - 1, from)) || (end > from && same(end - 1, end))
    }

    fn replace_parts(&mut self, from: usize, end: usize, at: usize) {
        let claim = self.sides.claim;
        let beside =
            if from > 0 && self.sides.source.atoms[from - 1].start == self.sides.source.atoms[from].start {
                at.saturating_sub(1)..at
            } else {
                at..(at + 1).min(claim.atoms.len())
            };
        let source_bytes = self.sides.source.bytes(&(from..end));
        let claim_bytes = claim.bytes(&beside);
        self.differences.push(Difference {
            kind: ChangeKind::Replaced,
            claim: at..at,
            source: from..end,
            claim_bytes,
            source_bytes,
        });
    }

    /// Words of the claim without a counterpart, at `at` of the source. At either end a few words may stand for the ones that
    /// the source has there.
    fn added(&mut self, cw: Range<usize>, at: usize, outer: bool) {
        let source = self.sides.source;
        let goes_on = |i: usize| {
            let ends = |space: &str| space.contains(['.', '!', '?', ';', ':', '"', '“', '”', '\n', '(', ')']);
            source.atoms.get(i).is_some_and(|a| !a.joint() && !ends(source.before(i)))
        };
        if outer && cw.len() <= MOST_REPLACED_AT_AN_END {
            // "million litres" out of "5 million litres", "the United" out of "the United States": cut off, not changed. A number
            // that loses its end is another number.
            let beside =
                if cw.start == 0 { at.saturating_sub(1)..at } else { at..(at + 1).min(source.atoms.len()) };
            let own =
                self.has_number(self.sides.claim, &cw) || (cw.start > 0 && self.has_number(source, &beside));
            if !beside.is_empty() && !own && self.subsequence(&cw, &beside).is_some() {
                return;
            }
            let sw = if cw.start == 0 {
                let from = at.saturating_sub(cw.len());
                (from + 1..=at).rev().take_while(|&i| goes_on(i)).last().unwrap_or(at + 1) - 1..at
            } else {
                at..(at..at + cw.len()).take_while(|&i| goes_on(i)).last().map_or(at, |i| i + 1)
            };
            // "per cent" at the end stands for one word, "percent" for two.
            let lengths = 1..=cw.len() + 1;
            let mut stands =
                lengths.map(|n| if cw.start == 0 { at.saturating_sub(n)..at } else { at..at + n });
            if stands.any(|sw| sw.end <= source.atoms.len() && self.same_letters(&cw, &sw)) {
                return self.at_least(Form::N3);
            }
            if !sw.is_empty() {
                return self.push(ChangeKind::Replaced, cw, sw);
            }
        }
        self.push(ChangeKind::Added, cw, at..at);
    }

    fn has_number(&self, side: Side, range: &Range<usize>) -> bool {
        side.atoms[range.clone()].iter().any(|&a| self.sides.word(a).starts_with('#'))
    }

    /// "per cent" for "percent": one row of letters.
    fn same_letters(&self, cw: &Range<usize>, sw: &Range<usize>) -> bool {
        if cw.len() + sw.len() > 8 {
            return false;
        }
        let letters = |side: Side, range: &Range<usize>| -> String {
            side.atoms[range.clone()].iter().map(|&a| self.sides.word(a)).collect()
        };
        letters(self.sides.claim, cw) == letters(self.sides.source, sw)
    }

    /// An editor's words, among others or alone.
    fn bracketed(&mut self, cw: Range<usize>, sw: Range<usize>, marked: bool) {
        let claim = self.sides.claim;
        let own: Vec<Range<usize>> = runs(cw.clone(), |i| !claim.atoms[i].editors());
        let brackets: Vec<Range<usize>> = runs(cw.clone(), |i| claim.atoms[i].editors());
        if own.is_empty() {
            let few = sw.len() <= MOST_BRACKETED || marked;
            let stood = if few { sw.clone() } else { sw.start..sw.start };
            self.push(ChangeKind::Bracketed, cw.clone(), stood);
            if !few {
                self.left_out(sw, cw.end, false);
            }
            return;
        }
        for range in brackets {
            self.push(ChangeKind::Bracketed, range, sw.start..sw.start);
        }
        if let [one] = own.as_slice()
            && self.subsequence(one, &sw).is_some()
        {
            // "5 [or so] litres" for "5 million litres": the brackets stand for the rest of the number.
            return;
        }
        for (i, range) in own.into_iter().enumerate() {
            if i == 0 && !sw.is_empty() {
                self.push(ChangeKind::Replaced, range, sw.clone());
            } else {
                self.push(ChangeKind::Added, range, sw.end..sw.end);
            }
        }
        self.differences.sort_by_key(|d| (d.claim.start, d.claim.end));
    }

    fn same_printed(&self, cw: &Range<usize>, sw: &Range<usize>) -> bool {
        let Sides { claim, source, .. } = *self.sides;
        let printed = (claim.printed(cw), source.printed(sw));
        matches!(printed, (Some(a), Some(b)) if of_words(a, b) <= Form::N2)
    }

    /// Where the claim's printed words are the source's without some, the ones that are left out: "the States" for "the United
    /// States", which is one word in form N3.
    fn subsequence(&self, cw: &Range<usize>, sw: &Range<usize>) -> Option<Vec<Difference>> {
        let Sides { claim, source, .. } = *self.sides;
        let (cb, sb) = (claim.bytes(cw)?, source.bytes(sw)?);
        let (ct, st) = (claim.text.get(cb)?, source.text.get(sb.clone())?);
        let own = compared(ct);
        let mut wanted = own.iter().peekable();
        let mut missing: Vec<Range<usize>> = Vec::new();
        for t in compared(st) {
            let word = folded(t.text(st));
            if wanted.next_if(|w| folded(w.text(ct)) == word).is_none() {
                missing.push(sb.start + t.start..sb.start + t.end);
            }
        }
        let all_found = wanted.peek().is_none() && !own.is_empty();
        let words: Vec<_> = missing.iter().filter_map(|b| source.text.get(b.clone())).map(folded).collect();
        let verification = self.sides.lexicon.verification();
        let mut at = 0;
        while let n @ 1.. = verification.filler_length(&words[at..], true) {
            at += n;
        }
        if all_found && at == words.len() && !words.is_empty() {
            // "5, um, million" for "5 million".
            return Some(Vec::new());
        }
        // All words and yet not the same: a sign was changed.
        let same = !missing.is_empty() || self.same_printed(cw, sw);
        (all_found && same).then(|| {
            let one = |bytes: Range<usize>| Difference {
                kind: ChangeKind::Dropped,
                claim: cw.end..cw.end,
                source: sw.clone(),
                claim_bytes: None,
                source_bytes: Some(bytes),
            };
            missing.into_iter().map(one).collect()
        })
    }
}

/// True if words that were not read stand between two words of a source, on a line of their own or at its margin: the number of a page, a
/// running head.
fn is_paged(between: &str) -> bool {
    let behind = between.find(['\n', '\u{c}']).map(|end| &between[end..]);
    behind.is_some_and(|behind| behind.contains(char::is_alphanumeric))
}

/// The longest runs within a range for which `wanted` holds.
pub fn runs(range: Range<usize>, wanted: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in range.filter(|&i| wanted(i)) {
        match out.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}
