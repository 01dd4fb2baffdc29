//! The normal forms of one printed word, which comparisons and searches share.
//!
//! In: one printed word. Out: its normal forms: contractions written out, one spelling, one key for all names
//! of a country, the stem.

use super::fold::folded;
use super::language::Lexicon;
use super::normal::COUNTRY;

/// The number of words in the longest name of a country.
const LONGEST_COUNTRY: usize = 4;

impl Lexicon {
    /// Returns the normal forms of one printed word. Most words have one; "doesn't" has two, "do" and "not".
    pub fn normal_forms(&self, printed: &str) -> Vec<String> {
        let folded = folded(printed);
        if let Some(key) = self.country_key(printed, &folded) {
            return vec![key];
        }
        if let Some(long) = self.contraction(&folded) {
            return long.split_whitespace().map(|w| self.normal_form(w)).collect();
        }
        vec![self.normal_form(&folded)]
    }

    fn normal_form(&self, lower: &str) -> String {
        let bare = self.orthography().bare(lower);
        let one_spelling = self.spelling(bare).unwrap_or(bare);
        self.stems().stem(one_spelling)
    }

    /// Returns one key for all names of a country. A short name that is also a word ("us") counts only in
    /// capitals.
    fn country_key(&self, printed: &str, folded: &str) -> Option<String> {
        let bare = self.orthography().bare(folded);
        if bare.len() <= 3 && printed.chars().any(char::is_lowercase) && !printed.contains('.') {
            return None;
        }
        self.country(bare).map(|id| format!("{COUNTRY}{id}"))
    }

    /// True if a printed word can be the first word of a country's name of several words.
    pub fn begins_country(&self, printed: &str) -> bool {
        printed.starts_with(char::is_uppercase) && self.country_starts.contains(&*folded(printed))
    }

    /// Returns the key of the country that the words `printed[0..n]` name, with n ≥ 2, and n.
    pub fn country_phrase<'a>(&self, mut printed: impl Iterator<Item = &'a str>) -> Option<(String, usize)> {
        let first = printed.next()?;
        if !self.begins_country(first) {
            return None;
        }
        let mut phrase = folded(first).into_owned();
        let mut found = None;
        for (n, word) in printed.take(LONGEST_COUNTRY - 1).enumerate() {
            phrase.push(' ');
            phrase.push_str(&folded(word));
            let bare = self.orthography().bare(&phrase);
            if let Some(id) = self.country(bare) {
                found = Some((format!("{COUNTRY}{id}"), n + 2));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        let l = Lexicon::built_in();
        for same in [
            ["stabilisation", "stabilizing"],
            ["contributions", "contribution"],
            ["relations", "relation"],
            ["stopped", "stopping"],
            ["studies", "study"],
            ["carefully", "careful"],
            ["understandings", "understanding"],
            ["made", "made"],
        ] {
            assert_eq!(l.normal_forms(same[0]), l.normal_forms(same[1]), "{same:?}");
        }
        assert_ne!(l.normal_forms("national"), l.normal_forms("nature"));
        assert_eq!(
            l.normal_forms("doesn’t"),
            l.normal_forms("does").into_iter().chain(l.normal_forms("not")).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_country_has_one_key_and_the_pronoun_is_no_country() {
        let l = Lexicon::built_in();
        let us = l.normal_forms("U.S.");
        assert_eq!(us, l.normal_forms("American"));
        assert_eq!(us, l.normal_forms("America's"));
        assert_ne!(us, l.normal_forms("us"));
        assert_eq!(l.country_phrase(["United", "States", "and"].into_iter()), Some((us[0].clone(), 2)));
        assert_eq!(l.country_phrase(["united", "states"].into_iter()), None);
    }

    #[test]
    fn common_words_weigh_less_than_rare_ones() {
        let l = Lexicon::built_in();
        let weight = |w: &str| l.frequencies().weight(&l.normal_forms(w)[0]);
        assert!(weight("the") < weight("people"));
        assert!(weight("people") < weight("sincerity"));
        assert!(weight("sincerity") < weight("waterboarding"));
    }
}
