//! Counts of one article or of many, added up. Orders of addition change nothing.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::model::Rule;

/// A struct of counts that adds up field by field, so that none can be forgotten.
macro_rules! counts {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq)]
        pub(super) struct $name {
            $($(#[$field_doc])* pub $field: $kind,)+
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                $(self.$field += other.$field;)+
            }
        }
    };
}

counts! {
    /// Found of so many answers and so many annotated ones.
    Found {
        found: usize,
        predicted: usize,
        gold: usize,
    }
}

impl Found {
    pub fn add(&mut self, found: usize, predicted: usize, gold: usize) {
        self.found += found;
        self.predicted += predicted;
        self.gold += gold;
    }
}

counts! {
    /// Right of so many that were asked.
    Share {
        right: usize,
        of: usize,
    }
}

impl Share {
    /// `None` was not asked.
    pub fn add(&mut self, right: Option<bool>) {
        self.right += usize::from(right == Some(true));
        self.of += usize::from(right.is_some());
    }
}

counts! {
    /// Counts of one class of annotated quotations.
    Row {
        /// Annotated; those of them whose speaker is named.
        gold: usize,
        sourced: usize,
        /// Found; at the very place.
        found: usize,
        exact: usize,
        /// Of the found ones whose speaker is named: all, and those with the right speaker, by three
        /// measures.
        heard: usize,
        strict: usize,
        head: usize,
        lenient: usize,
        /// Of the found ones whose speaker is not named: all, and those that got none.
        unsourced: usize,
        kept_null: usize,
        named: Share,
        cue: Share,
        /// Claims that found nothing.
        wrong: usize,
    }
}

counts! {
    /// What became of the answers of one rule.
    RuleRow {
        right: usize,
        nobody: usize,
        wrong_speaker: usize,
        wrong_cue: usize,
    }
}

impl RuleRow {
    /// All its answers: each is right, names another speaker, or quotes where nobody is quoted.
    pub fn fired(&self) -> usize {
        self.right + self.nobody + self.wrong_speaker
    }
}

counts! {
    /// Marks that quote nobody.
    Loose {
        gold: usize,
        with_speaker: usize,
        claimed: usize,
    }
}

counts! {
    /// Indirect speech.
    IndirectRow {
        gold: usize,
        gold_speech: usize,
        predicted: usize,
        found: usize,
        found_speech: usize,
        exact: usize,
        right: usize,
        left_out: usize,
    }
}

counts! {
    /// Answers of one band of confidence.
    BandRow {
        answers: usize,
        right: usize,
        confidence: f64,
    }
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
        self.marks += other.marks;
        for (class, row) in &other.rows {
            *self.row(class) += *row;
        }
        self.loose += other.loose;
        self.left_out += other.left_out;
        self.indirect += other.indirect;
        for (&rule, row) in &other.rules {
            *self.rule(rule) += *row;
        }
        for (band, other) in self.bands.iter_mut().flatten().zip(other.bands.iter().flatten()) {
            *band += *other;
        }
    }
}
