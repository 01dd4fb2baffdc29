//! Flags cuts that drop a negation, condition or hedge.
//!
//! In: a remark, its versions and what they were printed in. Out: [`Clipped`] flags for each version: a
//! negation, a condition, a hedge or a following "but …" that a longer version has beside the words that both
//! share, and that the shorter print has neither in the quotation nor in its own words around it. A flag says
//! "look here", not "this is false".

use rayon::prelude::*;

use super::likeness::likeness;
use super::words::Unit;
use crate::align::global::align;
use crate::change::ClipWords;
use crate::lexicon::{Class, Lexicon};
use crate::model::{Article, Clipped, Kind, Quotation, Remark, Span, Wording, WordingIx};
use crate::names::{Name, fit};
use crate::segment::unwrapped;
use crate::words::folded_words;

/// A version is compared with only this many of the longest versions.
const ASKED: usize = 3;
/// A version is a cut of another version that has at least this share of its words.
const SHARED: f32 = 0.6;
/// Number of words on each side of a cut in which a negation or a hedge affects the remaining words.
const NEAR: usize = 5;
/// Number of words on each side of a cut in which a condition affects the remaining words.
const FAR: usize = 12;
/// Minimum number of words: fewer words make no statement that could be reversed.
const FEWEST: usize = 4;
/// Number of words around a version in which the article may say the lost words in another way.
const AROUND: usize = 14;
/// Number of bytes in which those words are searched, because a paragraph may be a whole article and is read
/// for every version.
const REACH: usize = 400;

/// One version: the wordings that print it, and its units.
pub(super) struct Print<'a> {
    pub wordings: &'a [WordingIx],
    pub units: &'a [Unit],
}

/// Returns the flags of each version, in the order of the versions.
pub(super) fn clipped(
    remark: &Remark,
    prints: &[Print<'_>],
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Vec<Vec<Clipped>> {
    let mut longest: Vec<usize> = (0..prints.len()).collect();
    longest.sort_by_key(|&i| (std::cmp::Reverse(prints[i].units.len()), i));
    longest.truncate(ASKED);
    let place = |print: &Print<'_>| {
        let wording = remark.wordings.get(print.wordings.first()?.0)?;
        Some((articles.get(wording.article.0)?.text(), wording.span, quotations.get(wording.quotation.0)?))
    };
    let flags = |version: usize| {
        let mut out = Vec::new();
        let print = &prints[version];
        let Some(short) = place(print) else { return out };
        let mut said = None;
        for &long in longest.iter().filter(|&&long| long != version) {
            let long = &prints[long];
            let Some(long_place) = place(long) else { continue };
            // Who repeats another's words embeds them in a sentence of his own.
            if other_voice(short.2, long_place.2, lexicon) || said_twice(remark, print, long, quotations) {
                continue;
            }
            let Some(lost) = Lost::new(print.units, long.units) else { continue };
            let (kept, told) = said.get_or_insert_with(|| {
                let (before, behind) = around(short.0, short.1);
                let told = opens_with_contrast(&behind, lexicon);
                ([words(print.units), before, behind].concat(), told)
            });
            out.extend(
                lost.flags(kept, lexicon).into_iter().filter(|flag| *flag != Clipped::Contrast || !*told),
            );
            // This is the next sentence of the longer version, if the shorter one stops with this sentence.
            if lost.reaches_end
                && !*told
                && let Some(next) = behind(long_place)
                && opens_with_contrast(&next, lexicon)
                && behind(short).is_none()
            {
                out.push(Clipped::Contrast);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    };
    // The number is limited, because a remark may have hundreds of versions and a reader waits for the
    // result.
    (0..prints.len()).into_par_iter().map(flags).collect()
}

/// What a longer version has beside the words that it shares with a shorter one.
struct Lost {
    /// The end of what stands before, in its clause.
    before: Vec<String>,
    /// More of what stands before and behind.
    outside: Vec<String>,
    behind: Vec<String>,
    /// The words between shared words, without a mark of omission there.
    inside: Vec<Vec<String>>,
    /// True if both end at the same words.
    reaches_end: bool,
}

impl Lost {
    /// Compares the two; `None` if the shorter one is not a cut of the longer one.
    fn new(short: &[Unit], long: &[Unit]) -> Option<Self> {
        let word_count = |units: &[Unit]| units.iter().filter(|u| u.is_word()).count();
        if word_count(short) < FEWEST || word_count(short) >= word_count(long) + NEAR {
            return None;
        }
        let keys = |units: &[Unit]| -> Vec<u64> {
            units.iter().map(|u| xxhash_rust::xxh3::xxh3_64(u.normal.as_bytes())).collect()
        };
        let pairs = align(&keys(long), &keys(short), &mut |i, j| likeness(&long[i], &short[j]));
        let shared: Vec<usize> =
            pairs.iter().filter(|&&(i, j)| long[i].same(&short[j])).map(|p| p.0).collect();
        if (shared.len() as f32) < SHARED * word_count(short) as f32 {
            return None;
        }
        let (&first, &last) = (shared.first()?, shared.last()?);
        let inside = shared
            .windows(2)
            .filter(|w| w[1] > w[0] + 1)
            .filter(|w| {
                // Different words in the same place are a replacement, which has its own grade.
                let partner = |at: usize| pairs.iter().find(|p| p.0 == at).map(|p| p.1);
                matches!((partner(w[0]), partner(w[1])), (Some(x), Some(y)) if short[x + 1..y].iter().all(|u| !u.is_word()))
            })
            .map(|w| words(&long[w[0] + 1..w[1]]))
            .collect();
        let before = words(&long[..first]);
        let behind = words(&long[last + 1..]);
        let outside = before[before.len().saturating_sub(FAR)..]
            .iter()
            .chain(behind.iter().take(FAR))
            .cloned()
            .collect();
        let before = before[before.len().saturating_sub(NEAR)..].to_vec();
        Some(Self { before, outside, reaches_end: behind.is_empty(), behind, inside })
    }

    fn flags(&self, kept: &[String], lexicon: &Lexicon) -> Vec<Clipped> {
        let clips = ClipWords::new(lexicon);
        let behind = &self.behind[..self.behind.len().min(NEAR)];
        let negated = |words: &[String]| clips.negated(words);
        let denied = |words: &[String]| clips.denied(words);
        let hedged = |words: &[String]| clips.hedged(words);
        let on_condition = |words: &[String]| clips.conditional(words);
        let inside = |test: &dyn Fn(&[String]) -> bool| self.inside.iter().any(|words| test(words));
        // A negation after the beginning of another clause belongs to that clause.
        let own = clause_end(behind, lexicon);
        let mut out = Vec::new();
        let clause = clause_start(&self.before, lexicon);
        if (denied(clause) || negated(own) || inside(&negated)) && !denied(kept) {
            out.push(Clipped::Negation);
        }
        if (on_condition(&self.outside) || inside(&on_condition)) && !on_condition(kept) {
            out.push(Clipped::Condition);
        }
        if (hedged(clause) || hedged(own) || inside(&hedged)) && !hedged(kept) {
            out.push(Clipped::Hedge);
        }
        if opens_with_contrast(&self.behind, lexicon) {
            out.push(Clipped::Contrast);
        }
        out
    }
}

/// True if one article prints both versions, the shorter one in sentences of its own: who says a thing twice
/// cuts nothing. A headline does, and so does a fragment.
fn said_twice(remark: &Remark, short: &Print<'_>, long: &Print<'_>, quotations: &[Quotation]) -> bool {
    let of = |print: &Print<'_>| -> Vec<Wording> {
        print.wordings.iter().filter_map(|w| remark.wordings.get(w.0)).cloned().collect()
    };
    let (short, long) = (of(short), of(long));
    let home = short.first().map(|w| w.article);
    let whole =
        |w: &Wording| quotations.get(w.quotation.0).is_some_and(|q| q.kind == Kind::Direct && !q.headline);
    short.iter().chain(&long).all(|w| Some(w.article) == home) && short.iter().all(whole)
}

fn other_voice(a: &Quotation, b: &Quotation, lexicon: &Lexicon) -> bool {
    let name = |q: &Quotation| {
        q.speaker.as_ref().and_then(|s| s.name.as_deref()).map(|name| Name::read(name, lexicon))
    };
    matches!((name(a), name(b)), (Some(a), Some(b)) if fit(&a, &b).is_other())
}

/// Returns the words from the beginning of the last clause.
fn clause_start<'w>(words: &'w [String], lexicon: &Lexicon) -> &'w [String] {
    let other =
        |w: &String| lexicon.classes(w).has(Class::Coordinator) || lexicon.classes(w).has(Class::Contrast);
    &words[words.iter().rposition(other).map_or(0, |at| at + 1)..]
}

/// Returns the words up to the beginning of another clause.
fn clause_end<'w>(words: &'w [String], lexicon: &Lexicon) -> &'w [String] {
    let other =
        |w: &String| lexicon.classes(w).has(Class::Coordinator) || lexicon.classes(w).has(Class::Contrast);
    &words[..words.iter().position(other).unwrap_or(words.len())]
}

fn opens_with_contrast(words: &[String], lexicon: &Lexicon) -> bool {
    words.first().is_some_and(|w| lexicon.classes(w).has(Class::Contrast))
}

fn words(units: &[Unit]) -> Vec<String> {
    units.iter().filter(|u| u.is_word() && u.first).map(|u| u.folded.to_string()).collect()
}

/// The first words that stand behind a wording in its own quotation, in its content or in the next one;
/// nothing where the quotation ends with it.
fn behind((text, wording, quotation): (&str, Span, &Quotation)) -> Option<Vec<String>> {
    let further = quotation.contents.iter().filter(|c| c.span.end() > wording.end());
    let words = further.map(|content| {
        let rest = text.get(wording.end().max(content.span.start())..content.span.end());
        folded_words(head(rest.unwrap_or_default()))
    });
    // What is left of a content may be its last mark.
    words.into_iter().find(|words| !words.is_empty())
}

/// The words of the same paragraph on either side of a wording, in the outlet's own voice or the speaker's.
fn around(text: &str, wording: Span) -> (Vec<String>, Vec<String>) {
    let from = text.floor_char_boundary(wording.start().saturating_sub(2 * REACH));
    let to = text.ceil_char_boundary(wording.end().saturating_add(2 * REACH));
    // The text keeps its length, so that the wording keeps its place.
    let window = unwrapped(text.get(from..to).unwrap_or_default());
    let before = tail(window.get(..wording.start() - from).unwrap_or_default());
    let behind = head(window.get(wording.end() - from..).unwrap_or_default());
    let mut before = folded_words(before.rsplit('\n').next().unwrap_or_default());
    let mut behind = folded_words(behind.split('\n').next().unwrap_or_default());
    before.drain(..before.len().saturating_sub(AROUND));
    behind.truncate(AROUND);
    (before, behind)
}

/// Returns the first [`REACH`] bytes, without a word that they cut.
fn head(text: &str) -> &str {
    if text.len() <= REACH {
        return text;
    }
    let head = &text[..text.floor_char_boundary(REACH)];
    &head[..head.rfind(char::is_whitespace).unwrap_or(head.len())]
}

/// Returns the last [`REACH`] bytes, without a word that they cut.
fn tail(text: &str) -> &str {
    if text.len() <= REACH {
        return text;
    }
    let tail = &text[text.ceil_char_boundary(text.len() - REACH)..];
    &tail[tail.find(char::is_whitespace).unwrap_or(0)..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::words::units;
    use crate::model::{ArticleHeader, ArticleIx, Content, QuotationIx, Rule};

    fn flags(long: &str, short: &str) -> Vec<&'static str> {
        let lexicon = Lexicon::built_in();
        let [a, b] = [long, short].map(|t| units(t, Span::new(t, 0, t.len()).unwrap(), lexicon));
        let lost = Lost::new(&b, &a);
        let mut out: Vec<Clipped> = lost.map_or_else(Vec::new, |lost| lost.flags(&words(&b), lexicon));
        out.sort_unstable();
        out.into_iter().map(Clipped::name).collect()
    }

    fn span(text: &str, words: &str) -> Span {
        let at = text.find(words).unwrap();
        Span::new(text, at, at + words.len()).unwrap()
    }

    fn quotation(text: &str, contents: &[&str]) -> Quotation {
        let content = |words: &&str| Content { span: span(text, words), closed: true };
        Quotation::new(contents.iter().map(content).collect(), Kind::Direct, Rule::ContentSpeakerCue)
    }

    #[test]
    fn behind_a_wording_stands_the_next_content_not_the_last() {
        let text = "“The pumps are sound,” she said, “but nobody pays for oil,” and then: “Ask the council.”";
        let whole =
            quotation(text, &["The pumps are sound,", "but nobody pays for oil,", "Ask the council."]);
        let next = |words: &str| behind((text, span(text, words), &whole));
        assert_eq!(next("The pumps are").unwrap(), ["sound"]);
        assert_eq!(next("The pumps are sound").unwrap()[0], "but");
        assert_eq!(next("but nobody pays for oil,").unwrap()[0], "ask");
        assert_eq!(next("Ask the council"), None);
    }

    /// The flags of each print, the longest last; a print is article, text, the quoted words and how they are
    /// quoted.
    fn flagged(prints: &[(&str, &str, &[&str], Kind)]) -> Vec<Vec<&'static str>> {
        let lexicon = Lexicon::built_in();
        let mut articles: Vec<Article> = Vec::new();
        let (mut quotations, mut wordings) = (Vec::new(), Vec::new());
        for (id, text, contents, kind) in prints {
            let known = articles.iter().position(|a| a.id() == *id);
            let article = known.unwrap_or_else(|| {
                articles.push(Article::new(*id, ArticleHeader::default(), (*text).to_owned()).unwrap());
                articles.len() - 1
            });
            let article = ArticleIx(article);
            wordings.push(Wording::new(article, QuotationIx(quotations.len()), span(text, contents[0])));
            quotations.push(Quotation { article, kind: *kind, ..quotation(text, contents) });
        }
        let all: Vec<Vec<Unit>> =
            wordings.iter().map(|w| units(articles[w.article].text(), w.span, lexicon)).collect();
        let numbers: Vec<[WordingIx; 1]> = (0..wordings.len()).map(|i| [WordingIx(i)]).collect();
        let prints: Vec<Print<'_>> =
            numbers.iter().zip(&all).map(|(wordings, units)| Print { wordings, units }).collect();
        let remark = Remark::new(wordings.clone());
        let flags = clipped(&remark, &prints, &articles, &quotations, lexicon);
        flags.into_iter().map(|row| row.into_iter().map(Clipped::name).collect()).collect()
    }

    const LONG: &str =
        "“The pumps are sound and nobody doubts it,” she said, “but no one pays for oil,” and left.";
    const CONTENTS: [&str; 2] = ["The pumps are sound and nobody doubts it,", "but no one pays for oil,"];

    #[test]
    fn the_next_content_is_lost_unless_the_print_tells_it() {
        let long = ("post", LONG, &CONTENTS[..], Kind::Direct);
        let short = |text| {
            flagged(&[("courier", text, &["The pumps are sound and nobody doubts it,"], Kind::Direct), long])
        };
        assert_eq!(short("“The pumps are sound and nobody doubts it,” she said.")[0], ["clipped-contrast"]);
        assert!(
            short("“The pumps are sound and nobody doubts it,” but oil is short, she said.")[0].is_empty()
        );
    }

    #[test]
    fn who_says_a_thing_twice_cuts_nothing() {
        let text = "“I never said that the bridge is safe for lorries,” she said.\n“The bridge is safe for lorries,” she said later.";
        let long = ("post", text, &["I never said that the bridge is safe for lorries,"][..], Kind::Direct);
        let twice = ("post", text, &["The bridge is safe for lorries,"][..], Kind::Direct);
        assert!(flagged(&[twice, long])[0].is_empty());
        assert_eq!(flagged(&[(twice.0, twice.1, twice.2, Kind::Mixed), long])[0], ["clipped-negation"]);
        let elsewhere = ("courier", "“The bridge is safe for lorries,” she said.", twice.2, Kind::Direct);
        assert_eq!(flagged(&[elsewhere, long])[0], ["clipped-negation"]);
    }

    #[test]
    fn what_is_read_around_a_wording_is_bounded() {
        let text = format!("{}oil for a week{}", "far é ".repeat(200), " é near".repeat(200));
        let (before, behind) = around(&text, span(&text, "oil for a week"));
        assert_eq!([before.len(), behind.len()], [AROUND; 2]);
        assert!(head(&text).len() <= REACH && tail(&text).len() <= REACH);
        assert_eq!(head(&"é".repeat(REACH)).len(), REACH);
    }

    #[test]
    fn a_cut_that_loses_what_bears_on_the_rest_is_flagged() {
        for (long, short, want) in [
            (
                "I never said that the bridge is safe for lorries",
                "the bridge is safe for lorries",
                "clipped-negation",
            ),
            (
                "The bridge will not hold another winter",
                "The bridge will hold another winter",
                "clipped-negation",
            ),
            ("We will rebuild the mill if the council pays", "We will rebuild the mill", "clipped-condition"),
            (
                "I think the pumps are older than the town",
                "the pumps are older than the town",
                "clipped-hedge",
            ),
            ("The pumps are sound, but nobody pays for oil", "The pumps are sound", "clipped-contrast"),
        ] {
            assert_eq!(flags(long, short), [want], "{short}");
        }
    }

    #[test]
    fn a_cut_that_loses_other_things_is_not() {
        for (long, short) in [
            ("We have oil for a week and spare parts for two", "oil for a week"),
            ("We never slept, and the bridge is safe for lorries", "the bridge is safe for lorries"),
            ("I never said that the bridge is safe", "I never said that"),
            ("I never liked the mill", "the mill"),
        ] {
            assert!(flags(long, short).is_empty(), "{short}");
        }
    }
}
