//! What of a draft is checked.
//!
//! In: what a user asks for. Out: a [`Selection`]. A draft is read with it, because a block quote without marks is a claim only where every
//! mark is.

use std::collections::BTreeSet;

/// Marks around fewer words are a title or a term, unless the user says otherwise.
const FEWEST_WORDS: usize = 4;

/// Which marks of a draft are claims, and whose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// True if every mark is a claim, and not only speech.
    pub every: bool,
    /// Quotations of fewer words are passed over. `None` means 4 words if every mark is a claim, otherwise no limit.
    pub min_words: Option<usize>,
    /// Who said the quotations for which a draft names nobody, as in a statement of one person.
    pub speaker: Option<String>,
    /// Texts that are no quotations.
    pub allowed: Allowed,
}

impl Selection {
    /// Returns how many words a claim has at least.
    pub fn fewest_words(&self) -> usize {
        self.min_words.unwrap_or(if self.every { FEWEST_WORDS } else { 0 })
    }
}

/// Texts that drafts print between marks and that quote nobody: titles, signs, names of things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed(BTreeSet<String>);

impl Allowed {
    /// Reads a text a line. Blank lines and lines that begin with `# ` are left out.
    pub fn read(lines: &str) -> Self {
        let texts = lines.lines().map(str::trim).filter(|line| !line.starts_with("# ") && *line != "#");
        Self(texts.map(bare).filter(|text| !text.is_empty()).collect())
    }

    /// True if a text is one of these. Case, punctuation and white space do not count.
    pub fn has(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&bare(text))
    }
}

/// The words of a text in lower case, with single blanks, without punctuation.
fn bare(text: &str) -> String {
    let apostrophes = |c: &char| !matches!(c, '\'' | '’' | '‘');
    let letters = text.chars().filter(apostrophes).map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowed_text_is_known_by_its_words() {
        let allowed = Allowed::read("# signs\n\n  Mind the Gap!\nOda's Mill: a tale\n#\n");
        for text in ["Mind the gap", "“mind  the\ngap.”", "Oda’s mill, a tale"] {
            assert!(allowed.has(text), "{text}");
        }
        for text in ["Mind the gaps", "signs", "", "Mind"] {
            assert!(!allowed.has(text), "{text}");
        }
        assert!(!Allowed::default().has(""));
    }

    #[test]
    fn the_fewest_words_are_four_where_every_mark_counts() {
        assert_eq!(Selection::default().fewest_words(), 0);
        assert_eq!(Selection { every: true, ..Selection::default() }.fewest_words(), 4);
        assert_eq!(Selection { every: true, min_words: Some(2), ..Selection::default() }.fewest_words(), 2);
    }
}
