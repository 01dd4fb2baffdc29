//! Which remark is a quotation?
//!
//! In: the words of a quotation as somebody remembers it, and remarks. Out: the remarks that have these words: a [`QuoteSearch`]. Each
//! sentence of the quotation is looked up for itself, because a quotation of several sentences can be several remarks.

use crate::align::local::LocalAligner;
use crate::lexicon::Lexicon;
use crate::model::{Article, Remark, RemarkIx};
use crate::words::{ComparedKind, compared, quoted_sentences};

/// The share of the words' weight that a match has in common with them.
const LEAST: f32 = 0.6;
/// Words that weigh less than this together are in every article.
const LIGHTEST: f32 = 3.0;
/// The penalty, in nats, for a word that is passed over on either side: words far apart are not one phrase.
const PASSED: f32 = 0.5;
/// A wording with fewer words cannot stand for a longer quotation.
const FEW: usize = 4;

/// The words of a quotation that is looked up, a row a sentence.
#[derive(Debug, Clone)]
pub struct QuoteSearch<'l> {
    sentences: Vec<Vec<String>>,
    lexicon: &'l Lexicon,
}

impl<'l> QuoteSearch<'l> {
    /// Takes the words of a quotation. Marks around them do not matter.
    pub fn new(quote: &str, lexicon: &'l Lexicon) -> Self {
        let words = |(start, end): (usize, usize)| normal_words(&quote[start..end], lexicon);
        Self { sentences: quoted_sentences(quote, lexicon).into_iter().map(words).collect(), lexicon }
    }

    /// True if the quotation has no words.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Returns how well a wording fits the sentence that it fits best, from 0.6 to 1; `None` below that, where it is another one.
    pub fn score(&self, wording: &str) -> Option<f32> {
        let words = normal_words(wording, self.lexicon);
        let scores = self.sentences.iter().map(|sentence| likeness(sentence, &words, self.lexicon));
        Some(scores.fold(0.0, f32::max)).filter(|score| *score >= LEAST)
    }

    /// Returns the indices of the remarks that the sentences are, ascending.
    pub fn remarks(&self, remarks: &[Remark], articles: &[Article]) -> Vec<RemarkIx> {
        let best = |sentence: &Vec<String>| self.best(sentence, remarks, articles);
        let mut found: Vec<RemarkIx> = self.sentences.iter().filter_map(best).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns the remark of which a wording has most of the sentence's words in their order. A fragment finds its remark, and a long
    /// quotation finds a remark that outlets print in fragments only. Ties go to the remark with more wordings, then to the first.
    fn best(&self, sentence: &[String], remarks: &[Remark], articles: &[Article]) -> Option<RemarkIx> {
        let mut best: Option<(f32, usize, usize)> = None;
        for (index, remark) in remarks.iter().enumerate() {
            let texts =
                remark.wordings.iter().filter_map(|w| Some(w.span.of(articles.get(w.article.0)?.text())));
            let score = texts
                .map(|text| likeness(sentence, &normal_words(text, self.lexicon), self.lexicon))
                .fold(0.0, f32::max);
            let size = remark.wordings.len();
            let better =
                best.is_none_or(|(most, largest, _)| score > most || score == most && size > largest);
            if score >= LEAST && better {
                best = Some((score, size, index));
            }
        }
        best.map(|(_, _, index)| RemarkIx(index))
    }
}

/// Returns the words of a text in normal form: case, spelling, contractions and endings do not count.
pub fn normal_words(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let words = compared(text).into_iter().filter(|t| t.kind != ComparedKind::Gap);
    words.flat_map(|t| lexicon.normal_forms(t.text(text))).collect()
}

/// Returns the weight of the best aligned run of common words, as a share of what is wanted; or, a little less, as a share of a wording
/// that is a fragment of it. Words weigh by their rarity in the language.
fn likeness(wanted: &[String], wording: &[String], lexicon: &Lexicon) -> f32 {
    let weight = |word: &String| lexicon.frequencies().weight(word);
    let sum = |words: &[String]| words.iter().map(weight).sum::<f32>();
    let (all, held) = (sum(wanted), sum(wording));
    if all < LIGHTEST {
        return 0.0;
    }
    let (left, right): (Vec<&str>, Vec<&str>) =
        (wanted.iter().map(String::as_str).collect(), wording.iter().map(String::as_str).collect());
    let run = LocalAligner::default().best_run(&left, &right, PASSED, |i| weight(&wanted[i]));
    // Not the score of the run, whose rounding depends on the run's place.
    let common = run.weight - PASSED * run.passed as f32;
    let contains = if wording.len() >= FEW { 0.9 * common / held.max(LIGHTEST) } else { 0.0 };
    (common / all).max(contains)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_a_wrong_word_and_a_longer_quotation_are_alike() {
        let words = |text: &str| normal_words(text, Lexicon::built_in());
        let wording = words("The bridge will hold “for a hundred years,” not ten.");
        let likeness = |wanted: &[String], wording: &[String]| likeness(wanted, wording, Lexicon::built_in());
        assert!(likeness(&words("a hundred years"), &wording) > 0.99);
        assert!(likeness(&words("the bridge will stand for a hundred years"), &wording) > 0.7);
        let longer =
            words("I promise you the bridge will hold for a hundred years, not ten. Ask me again in May.");
        assert!(likeness(&longer, &wording) > 0.8);
        assert!(likeness(&words("nobody said anything at all"), &wording) < LEAST);
        assert!(
            likeness(&words("a flock of pheasants"), &words("The want of manners is a pheasant's")) < LEAST
        );
        assert!(likeness(&words("the"), &wording) < LEAST, "in every article");
    }
}
