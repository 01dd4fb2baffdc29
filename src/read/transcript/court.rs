//! Pages of courts: numbers of lines at the margin, and who examines whom.

use super::label;
use crate::lexicon::{Lexicon, folded};

/// Numbered lines that make a page…
const MIN_NUMBERED_LINES: usize = 8;
/// … and their part of the lines that are not blank, in percent.
const MIN_NUMBERED_PERCENT: usize = 60;

/// The bytes that the number of a line takes at its margin.
fn number(line: &str) -> Option<(u32, usize)> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let n = line[..digits].parse().ok().filter(|_| digits <= 2)?;
    let behind = &line[digits..];
    let gap = behind.len() - behind.trim_start().len();
    (behind.is_empty() || gap > 0).then_some((n, digits + gap))
}

/// True if lines are numbered at the margin, page by page.
pub(super) fn is_numbered<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut numbered, mut in_order, mut last) = (0usize, 0usize, 0usize, 0);
    for line in lines {
        all += 1;
        if let Some((n, _)) = number(line) {
            numbered += 1;
            // A page begins with the first number; a list of questions has one of each.
            in_order += usize::from(n == last + 1 || (n == 1 && last != 1));
            last = n;
        }
    }
    numbered >= MIN_NUMBERED_LINES
        && 100 * numbered >= MIN_NUMBERED_PERCENT * all
        && 100 * in_order >= 90 * numbered
}

/// The bytes of a line before its text on a numbered page; all of a page's own number.
pub(super) fn margin(line: &str) -> usize {
    match number(line) {
        Some((_, length)) => length,
        None if line.chars().all(|c| c.is_ascii_digit()) => line.len(),
        None => 0,
    }
}

/// Who asks and who answers.
#[derive(Debug, Default)]
pub(super) struct Examination {
    pub questioner: Option<String>,
    pub witness: Option<String>,
}

impl Examination {
    /// Reads a line that may be a heading; `next` is the one behind it. Says whether it is one.
    pub fn read(&mut self, line: &str, next: &str, lexicon: &Lexicon) -> bool {
        let records = lexicon.records();
        let mut words = line.split_whitespace();
        let by = words.next().is_some_and(|w| records.is_by(&folded(w)) && w.chars().all(char::is_uppercase));
        let name = line.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim());
        if by && let Some(name) = name.strip_suffix(':') {
            self.questioner = Some(name.trim().to_owned());
            return true;
        }
        let capitals = |text: &str| {
            !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_alphabetic()).count() > 1
        };
        if capitals(line)
            && line.split_whitespace().any(|w| records.is_examination(&folded(w.trim_matches([':', ',']))))
        {
            return true;
        }
        let Some((name, behind)) = line.split_once(',') else { return false };
        let tells = |text: &str| records.calls_witness(&text.to_lowercase());
        let named = capitals(name) && (2..=5).contains(&name.split_whitespace().count());
        if named && (tells(behind) || (behind.trim().is_empty() && tells(next))) {
            self.witness = Some(name.trim().to_owned());
            return true;
        }
        false
    }

    /// Whose words stand behind a letter, or behind "THE WITNESS:".
    pub fn name(&self, form: label::LabelShape, label: &str, lexicon: &Lexicon) -> Option<String> {
        let is_witness = || {
            let word = label.split_whitespace().next_back()?;
            lexicon.records().is_witness(&folded(word)).then_some(())
        };
        match form {
            label::LabelShape::Question => self.questioner.clone(),
            label::LabelShape::Answer => self.witness.clone(),
            _ => is_witness().and_then(|()| self.witness.clone()),
        }
    }
}
