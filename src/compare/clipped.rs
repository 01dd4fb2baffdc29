//! Flags cuts that drop a negation, condition or hedge.
//!
//! In: a remark, its versions and what they were printed in. Out: [`Clipped`] flags for each version: a
//! negation, a condition, a hedge or a following "but …" that a longer version has beside the words that both
//! share, and that the shorter print has neither in the quotation nor in its own words around it; the mark of
//! a question; a clause or the end of a sentence that is left out without a mark. A flag says "look here", not
//! "this is false".

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::distinct::Words;
use super::joined::Sentences;
use super::lost::{Long, Lost, opens_with_contrast, words};
use super::words::{KnownUnits, Unit};
use crate::lexicon::Lexicon;
use crate::model::{Article, Clipped, Kind, Quotation, Remark, Span, Stance, Wording, WordingIx};
use crate::names::{Name, fit};
use crate::segment::unwrapped;
use crate::words::folded_words;

/// A version is compared with only this many of the longest versions.
const ASKED: usize = 3;
/// Number of words around a version in which the article may say the lost words in another way.
const AROUND: usize = 14;
/// Number of bytes in which those words are searched, because a paragraph may be a whole article and is read
/// for every version.
const REACH: usize = 400;

/// A wording in the text of its article, and its quotation.
pub(super) type Place<'a> = (&'a str, Span, &'a Quotation);

/// One version: the wordings that print it, and its units.
pub(super) struct Print<'a> {
    pub wordings: &'a [WordingIx],
    pub units: &'a [Unit],
    /// Its number among the versions of `words`.
    pub row: usize,
    pub words: &'a Words<'a>,
}

/// Returns the flags of each version, in the order of the versions.
pub(super) fn clipped<'a>(
    remark: &Remark,
    prints: &[Print<'_>],
    (articles, quotations): (&'a [Article], &[Quotation]),
    lexicon: &Lexicon,
    known: &mut KnownUnits<'a>,
) -> Vec<Vec<Clipped>> {
    let mut longest: Vec<usize> = (0..prints.len()).collect();
    longest.sort_by_key(|&i| (std::cmp::Reverse(prints[i].units.len()), i));
    longest.truncate(ASKED);
    let place = |print: &Print<'_>| {
        let wording = remark.wordings.get(print.wordings.first()?.0)?;
        Some((articles.get(wording.article.0)?.text(), wording.span, quotations.get(wording.quotation.0)?))
    };
    let sentences = Sentences::new(remark, (articles, quotations), lexicon, known);
    let mut names: FxHashMap<&str, Name> = FxHashMap::default();
    for name in prints.iter().filter_map(|print| speaker(place(print)?.2)) {
        names.entry(name).or_insert_with(|| Name::read(name, lexicon));
    }
    let flags = |version: usize| {
        let mut out = Vec::new();
        let print = &prints[version];
        let Some(short) = place(print) else { return out };
        let mut said = None;
        for &long in longest.iter().filter(|&&long| long != version) {
            let long = &prints[long];
            let Some(long_place) = place(long) else { continue };
            // Who repeats another's words embeds them in a sentence of his own.
            if other_voice(short.2, long_place.2, &names) || said_twice(remark, print, long, quotations) {
                continue;
            }
            let gain = print.words.gains(long.row, print.row);
            let sentence = Long { units: long.units, text: long_place.0, gain: &gain };
            let Some(lost) = Lost::new(print.units, &sentence, lexicon) else { continue };
            let (kept, told) = said.get_or_insert_with(|| {
                let (before, behind) = around(short.0, short.1);
                // The outlet's own sentence goes on behind a fragment.
                let told = short.2.kind != Kind::Direct
                    || opens_with_contrast(&behind, lexicon)
                    || goes_on_with_contrast(short.0, short.1, lexicon);
                ([words(print.units), before, behind].concat(), told)
            });
            out.extend(
                lost.flags(kept, lexicon).into_iter().filter(|flag| *flag != Clipped::Contrast || !*told),
            );
            out.extend(unmarked(&lost, short, long_place, *told, lexicon));
        }
        // Only a long print can join two others.
        if longest.contains(&version) && sentences.are_joined((print.units, short.0)) {
            out.push(Clipped::SentenceEnd);
        }
        out.sort_unstable();
        out.dedup();
        out
    };
    // The number is limited, because a remark may have hundreds of versions and a reader waits for the
    // result.
    (0..prints.len()).into_par_iter().map(flags).collect()
}

/// What else the shorter print loses: the next sentence, if it opens with a contrast and the print stops with this one; the mark of a
/// question; a clause without a mark.
fn unmarked(lost: &Lost, short: Place<'_>, long: Place<'_>, told: bool, lexicon: &Lexicon) -> Vec<Clipped> {
    let contrast = || behind(long).is_some_and(|next| opens_with_contrast(&next, lexicon));
    let takes_back = lost.reaches_end && !told && contrast() && behind(short).is_none();
    let becomes_statement = lost.ends_together && short.2.kind == Kind::Direct && asks(long) && !asks(short);
    let found = [
        (takes_back, Clipped::Contrast),
        (becomes_statement, Clipped::Question),
        (lost.omits, Clipped::Clause),
    ];
    found.into_iter().filter_map(|(is_lost, flag)| is_lost.then_some(flag)).collect()
}

/// True if a wording is printed as a question: its mark stands behind the last word, or the outlet says that it was asked.
pub(super) fn asks((text, wording, quotation): Place<'_>) -> bool {
    let behind = text.get(wording.end()..).unwrap_or_default();
    let last = wording.of(text).chars().rev().take_while(|c| !c.is_alphanumeric());
    let next = behind.chars().take_while(|c| !c.is_alphanumeric() && !c.is_whitespace());
    last.chain(next).any(|c| c == '?')
        || quotation.cue.as_ref().is_some_and(|cue| cue.stance == Stance::Asking)
}

/// True if one article prints both versions, the shorter one in sentences of its own: who says a thing twice
/// cuts nothing. A headline does, and so does a fragment.
fn said_twice(remark: &Remark, short: &Print<'_>, long: &Print<'_>, quotations: &[Quotation]) -> bool {
    fn of<'w>(remark: &'w Remark, print: &Print<'w>) -> impl Iterator<Item = &'w Wording> {
        print.wordings.iter().filter_map(|w| remark.wordings.get(w.0))
    }
    let (short, long) = (|| of(remark, short), of(remark, long));
    let home = short().next().map(|w| w.article);
    let whole =
        |w: &Wording| quotations.get(w.quotation.0).is_some_and(|q| q.kind == Kind::Direct && !q.headline);
    short().chain(long).all(|w| Some(w.article) == home) && short().all(whole)
}

fn speaker(quotation: &Quotation) -> Option<&str> {
    quotation.speaker.as_ref()?.name.as_deref()
}

fn other_voice(a: &Quotation, b: &Quotation, names: &FxHashMap<&str, Name>) -> bool {
    // Most prints name the speaker alike, and nobody is another than himself.
    let two = speaker(a).zip(speaker(b)).filter(|(a, b)| a != b);
    let read = two.and_then(|(a, b)| names.get(a).zip(names.get(b)));
    read.is_some_and(|(a, b)| fit(a, b).is_other())
}

/// The first words that stand behind a wording in its own quotation, in its content or in the next one;
/// nothing where the quotation ends with it.
fn behind((text, wording, quotation): Place<'_>) -> Option<Vec<String>> {
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

/// True if the next words that are quoted in the same paragraph open with a contrast: "…," she said. "But …".
fn goes_on_with_contrast(text: &str, wording: Span, lexicon: &Lexicon) -> bool {
    let rest = head(text.get(wording.end()..).unwrap_or_default());
    let paragraph = rest.split('\n').next().unwrap_or_default();
    // The wording may end before its own closing mark, so a mark opens only behind a space.
    let opens = |(at, mark): &(usize, char)| {
        matches!(mark, '“' | '"' | '‘' | '\'' | '«') && paragraph[..*at].ends_with(char::is_whitespace)
    };
    let next = paragraph.char_indices().find(opens);
    next.is_some_and(|(at, _)| opens_with_contrast(&folded_words(&paragraph[at..]), lexicon))
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
        let words = &Words::new(all.iter().map(Vec::as_slice));
        let print = |row: usize| Print { wordings: &numbers[row], units: &all[row], row, words };
        let prints: Vec<Print<'_>> = (0..all.len()).map(print).collect();
        let remark = Remark::new(wordings.clone());
        let known = &mut KnownUnits::default();
        let flags = clipped(&remark, &prints, (&articles, &quotations), lexicon, known);
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
        for told in [
            "“The pumps are sound and nobody doubts it,” but oil is short, she said.",
            "“The pumps are sound and nobody doubts it,” she said to the paper. “But no one pays for oil.”",
        ] {
            assert!(short(told)[0].is_empty(), "{told}");
        }
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
    fn only_quoted_words_between_two_sentences_show_that_they_are_joined() {
        let (a, b) = ("The pumps are sound and old", "nobody in town pays for oil");
        let whole = format!("“{a} and {b},” she said.");
        let content = format!("{a} and {b},");
        let post = ("post", &*whole, &[&*content][..], Kind::Direct);
        let joined = |text: &str, first: &[&str], second: &[&str]| {
            let courier = |contents| ("courier", text, contents, Kind::Direct);
            flagged(&[courier(first), courier(second), post])[2].clone()
        };
        // Where this article has its own words the other one has quoted ones.
        let told = format!("“{a}.” She said it in the rain. Later she said: “{b}.”");
        assert!(joined(&told, &[a], &[b]).is_empty());
        let quoted = format!("“{a},” she said. “The rain fell on the mill.” Later she said: “{b}.”");
        assert_eq!(joined(&quoted, &[a, "The rain fell on the mill."], &[b]), ["spliced"]);
    }

    #[test]
    fn what_is_read_around_a_wording_is_bounded() {
        let text = format!("{}oil for a week{}", "far é ".repeat(200), " é near".repeat(200));
        let (before, behind) = around(&text, span(&text, "oil for a week"));
        assert_eq!([before.len(), behind.len()], [AROUND; 2]);
        assert!(head(&text).len() <= REACH && tail(&text).len() <= REACH);
        assert_eq!(head(&"é".repeat(REACH)).len(), REACH);
    }
}
