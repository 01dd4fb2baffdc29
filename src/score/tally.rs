//! Counts of one article or of many, added up. Orders of addition change nothing.

use std::collections::BTreeMap;

use crate::model::Rule;

/// Found of so many answers and so many annotated ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub found: usize,
    pub predicted: usize,
    pub gold: usize,
}

impl Found {
    pub fn add(&mut self, found: usize, predicted: usize, gold: usize) {
        self.found += found;
        self.predicted += predicted;
        self.gold += gold;
    }
}

/// Right of so many that were asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub right: usize,
    pub of: usize,
}

impl Share {
    /// `None` was not asked.
    pub fn add(&mut self, right: Option<bool>) {
        self.right += usize::from(right == Some(true));
        self.of += usize::from(right.is_some());
    }

    fn join(&mut self, other: Share) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// Counts of one class of annotated quotations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Annotated; those of them whose speaker is named.
    pub gold: usize,
    pub sourced: usize,
    /// Found; at the very place.
    pub found: usize,
    pub exact: usize,
    /// Of the found ones whose speaker is named: all, and those with the right speaker, by three measures.
    pub heard: usize,
    pub strict: usize,
    pub head: usize,
    pub lenient: usize,
    /// Of the found ones whose speaker is not named: all, and those that got none.
    pub unsourced: usize,
    pub kept_null: usize,
    pub named: Share,
    pub cue: Share,
    /// Claims that found nothing.
    pub wrong: usize,
}

/// What became of the answers of one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RuleRow {
    pub fired: usize,
    pub right: usize,
    pub nobody: usize,
    pub wrong_speaker: usize,
    pub wrong_cue: usize,
}

/// Marks that quote nobody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Loose {
    pub gold: usize,
    pub with_speaker: usize,
    pub claimed: usize,
}

/// Indirect speech.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct IndirectRow {
    pub gold: usize,
    pub gold_speech: usize,
    pub predicted: usize,
    pub found: usize,
    pub found_speech: usize,
    pub exact: usize,
    pub right: usize,
    pub left_out: usize,
}

/// Answers of one band of confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct BandRow {
    pub answers: usize,
    pub right: usize,
    pub confidence: f64,
}

/// Where the bands of confidence begin.
pub(super) const BANDS: [f32; 9] = [0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/// All counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    pub(super) articles: usize,
    pub(super) marks: Found,
    pub(super) rows: BTreeMap<String, Row>,
    pub(super) loose: Loose,
    pub(super) left_out: usize,
    pub(super) indirect: IndirectRow,
    pub(super) rules: BTreeMap<Rule, RuleRow>,
    /// Of quotations between marks, and of indirect speech.
    pub(super) bands: [[BandRow; BANDS.len()]; 2],
}

impl Tally {
    pub(super) fn row(&mut self, class: &str) -> &mut Row {
        if !self.rows.contains_key(class) {
            self.rows.insert(class.to_owned(), Row::default());
        }
        self.rows.get_mut(class).expect("it was put there")
    }

    pub(super) fn rule(&mut self, rule: Rule) -> &mut RuleRow {
        self.rules.entry(rule).or_default()
    }

    /// Notes one answer that was this sure.
    pub(super) fn confident(&mut self, indirect: bool, confidence: f32, right: bool) {
        let band = BANDS.partition_point(|&from| from <= confidence).saturating_sub(1);
        let band = &mut self.bands[usize::from(indirect)][band];
        band.answers += 1;
        band.right += usize::from(right);
        band.confidence += f64::from(confidence);
    }

    /// Adds another article's counts.
    pub fn add(&mut self, other: &Tally) {
        self.articles += other.articles;
        self.marks.add(other.marks.found, other.marks.predicted, other.marks.gold);
        for (class, r) in &other.rows {
            let row = self.row(class);
            row.gold += r.gold;
            row.sourced += r.sourced;
            row.found += r.found;
            row.exact += r.exact;
            row.heard += r.heard;
            row.strict += r.strict;
            row.head += r.head;
            row.lenient += r.lenient;
            row.unsourced += r.unsourced;
            row.kept_null += r.kept_null;
            row.named.join(r.named);
            row.cue.join(r.cue);
            row.wrong += r.wrong;
        }
        self.loose.gold += other.loose.gold;
        self.loose.with_speaker += other.loose.with_speaker;
        self.loose.claimed += other.loose.claimed;
        self.left_out += other.left_out;
        self.add_indirect(&other.indirect);
        for (&rule, r) in &other.rules {
            let row = self.rule(rule);
            row.fired += r.fired;
            row.right += r.right;
            row.nobody += r.nobody;
            row.wrong_speaker += r.wrong_speaker;
            row.wrong_cue += r.wrong_cue;
        }
        for (band, b) in self.bands.iter_mut().flatten().zip(other.bands.iter().flatten()) {
            band.answers += b.answers;
            band.right += b.right;
            band.confidence += b.confidence;
        }
    }

    fn add_indirect(&mut self, other: &IndirectRow) {
        let indirect = &mut self.indirect;
        indirect.gold += other.gold;
        indirect.gold_speech += other.gold_speech;
        indirect.predicted += other.predicted;
        indirect.found += other.found;
        indirect.found_speech += other.found_speech;
        indirect.exact += other.exact;
        indirect.right += other.right;
        indirect.left_out += other.left_out;
    }
}
