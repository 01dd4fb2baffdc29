//! Judges one article. In: its annotations and its answers. Out: counts, and every miss with its context.

use super::answer::Answer;
use super::gold::{CharRange, Gold, GoldAttribution, GoldQuote, Marked};
use super::pairing::{ENOUGH, finders, pair, pair_by, share};
use super::tally::{Row, Tally};
use super::words::{cue_word, last_word, pieces, trim, word_set, words};
use crate::lexicon::Lexicon;
use crate::model::Kind;

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A quotation for which no speaker or verb was given.
    Missed,
    /// A quotation that was found with a wrong speaker.
    Speaker,
    /// A quotation that was found with the right speaker, but a wrong verb.
    Cue,
    /// A speaker for marks that are not speech.
    Unattributed,
    /// A quotation where there is none.
    Spurious,
    /// Indirect speech that was not found.
    IndirectMissed,
    /// Indirect speech where there is none.
    IndirectSpurious,
    /// Indirect speech with another speaker.
    IndirectSpeaker,
}

impl Sort {
    /// All kinds of miss, in the order in which they are shown.
    pub const ALL: [Sort; 8] = [
        Sort::Missed,
        Sort::Speaker,
        Sort::Cue,
        Sort::Unattributed,
        Sort::Spurious,
        Sort::IndirectMissed,
        Sort::IndirectSpurious,
        Sort::IndirectSpeaker,
    ];

    /// True if it is about indirect speech.
    pub fn is_indirect(self) -> bool {
        matches!(self, Sort::IndirectMissed | Sort::IndirectSpurious | Sort::IndirectSpeaker)
    }

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Missed => "missed",
            Sort::Speaker => "speaker",
            Sort::Cue => "verb",
            Sort::Unattributed => "unattributed",
            Sort::Spurious => "spurious",
            Sort::IndirectMissed => "indirect missed",
            Sort::IndirectSpurious => "indirect spurious",
            Sort::IndirectSpeaker => "indirect speaker",
        }
    }
}

/// The words at a place, and some words before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The words before the place.
    pub before: String,
    /// The words at the place.
    pub at: String,
    /// The words after the place.
    pub behind: String,
}

/// One wrong or missing answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// The article's id.
    pub article: String,
    /// The place, in code points.
    pub place: CharRange,
    /// What was wrong.
    pub sort: Sort,
    /// The words.
    pub context: Context,
    /// The annotated speaker or verb.
    pub want: Option<String>,
    /// The speaker or verb that was found.
    pub got: Option<String>,
    /// The rule of the answer, with its confidence.
    pub rule: Option<(&'static str, f32)>,
}

/// Number of code points of context on each side.
const AROUND: usize = 90;

/// Judges the answers for one article.
pub fn judge(gold: &Gold, answers: &[Answer], lexicon: &Lexicon) -> (Tally, Vec<Miss>) {
    let text: Vec<char> = gold.text.chars().collect();
    let spans = |list: &[Marked]| -> Vec<CharRange> { list.iter().map(|m| trim(&text, m.span)).collect() };
    let aside = [spans(&gold.ambiguous_quotes), spans(&gold.nested_quotes)].concat();
    let loose = spans(&gold.unattributed_quotes);
    let quotes: Vec<CharRange> = gold.quotes.iter().map(|q| trim(&text, q.span)).collect();
    let mut judge = Judge { gold, text, lexicon, aside, tally: Tally::default(), misses: Vec::new() };
    judge.tally.articles = 1;
    judge.marks(answers, &quotes, &loose);
    judge.quotations(answers, &quotes, &loose);
    judge.indirect(answers);
    (judge.tally, judge.misses)
}

struct Judge<'a> {
    gold: &'a Gold,
    text: Vec<char>,
    lexicon: &'a Lexicon,
    /// Places that are not judged.
    aside: Vec<CharRange>,
    tally: Tally,
    misses: Vec<Miss>,
}

/// An answer, or a piece of one, at a trimmed place.
type PlacedAnswer<'a> = (CharRange, &'a Answer);

fn places(claims: &[PlacedAnswer<'_>]) -> Vec<CharRange> {
    claims.iter().map(|c| c.0).collect()
}

impl Judge<'_> {
    fn claims<'a>(&self, answers: &'a [Answer], wanted: impl Fn(&Answer) -> bool) -> Vec<PlacedAnswer<'a>> {
        let quoted = answers.iter().filter(|a| a.kind != Kind::Indirect && wanted(a));
        quoted.flat_map(|a| pieces(&self.text, a.place).into_iter().map(move |p| (p, a))).collect()
    }

    /// Every marked span, whoever speaks.
    fn marks(&mut self, answers: &[Answer], quotes: &[CharRange], loose: &[CharRange]) {
        // Those with a speaker first, as they are the ones that are asked for.
        let mut all = self.claims(answers, Answer::claims);
        all.extend(self.claims(answers, |a| a.kind != Kind::NotSpeech && !a.claims()));
        let marked = [quotes, loose].concat();
        let found = pair(&places(&all), &marked);
        let gone = all.iter().zip(&found).filter(|((place, _), f)| f.is_none() && self.left_out(*place));
        let predicted = all.len() - gone.count();
        self.tally.marks.add(found.iter().flatten().count(), predicted, marked.len());
    }

    fn quotations(&mut self, answers: &[Answer], quotes: &[CharRange], loose: &[CharRange]) {
        let gold = self.gold;
        let claims = self.claims(answers, Answer::claims);
        let found = pair(&places(&claims), quotes);
        let silent = self.claims(answers, |a| !a.claims());
        for (j, finder) in finders(&found, quotes.len()).into_iter().enumerate() {
            let quote = &gold.quotes[j];
            match finder {
                Some(i) => self.found(quote, quotes[j], claims[i]),
                None => self.missed(quote, quotes[j], &silent),
            }
        }
        self.wrong(&claims, &found, loose);
        self.silent(&silent, quotes);
    }

    fn missed(&mut self, quote: &GoldQuote, place: CharRange, silent: &[PlacedAnswer<'_>]) {
        for class in self.classes(quote, place) {
            let row = self.tally.row(&class);
            row.gold += 1;
            row.sourced += usize::from(!quote.speaker_spans.is_empty());
        }
        let there = silent.iter().find(|(p, _)| share(*p, place) >= ENOUGH).map(|(_, a)| *a);
        let want = self.speaker_words(quote);
        self.miss(Sort::Missed, place, want, there);
    }

    fn found(&mut self, quote: &GoldQuote, place: CharRange, (claimed, answer): PlacedAnswer<'_>) {
        let speaker = self.speaker(answer, &Wanted::of_quote(quote, self));
        let cue = self.cue(answer, quote);
        let sourced = !quote.speaker_spans.is_empty();
        let name = quote.speaker_canonical.as_deref().filter(|_| quote.canonical_sure && sourced);
        let named = name.map(|want| {
            let got = answer.name.as_deref().and_then(|n| last_word(n, self.lexicon));
            got.is_some() && got == last_word(want, self.lexicon)
        });
        for class in self.classes(quote, place) {
            let row: &mut Row = self.tally.row(&class);
            row.gold += 1;
            row.found += 1;
            row.exact += usize::from(claimed == place);
            if sourced {
                row.sourced += 1;
                row.heard += 1;
                row.strict += usize::from(speaker.strict);
                row.head += usize::from(speaker.head);
                row.lenient += usize::from(speaker.lenient);
            } else {
                row.unsourced += 1;
                row.kept_null += usize::from(speaker.strict);
            }
            row.named.add(named);
            row.cue.add(cue);
        }
        if !sourced {
            return;
        }
        let rule = self.tally.rule(answer.rule);
        rule.right += usize::from(speaker.lenient);
        rule.wrong_speaker += usize::from(!speaker.lenient);
        rule.wrong_cue += usize::from(cue == Some(false));
        self.tally.confident(false, answer.confidence, speaker.lenient);
        if !speaker.lenient {
            let want = self.speaker_words(quote);
            self.miss(Sort::Speaker, place, want, Some(answer));
        } else if cue == Some(false) {
            let want = quote.cue_head.map(|head| self.words_at(head));
            self.miss(Sort::Cue, place, want, Some(answer));
        }
    }

    /// Claims that find nothing.
    fn wrong(&mut self, claims: &[PlacedAnswer<'_>], found: &[Option<usize>], loose: &[CharRange]) {
        let free: Vec<PlacedAnswer<'_>> =
            claims.iter().zip(found).filter(|(_, f)| f.is_none()).map(|(c, _)| *c).collect();
        let hits = pair(&places(&free), loose);
        self.tally.loose.gold += loose.len();
        for ((place, answer), hit) in free.into_iter().zip(hits) {
            if hit.is_none() && self.left_out(place) {
                self.tally.left_out += 1;
                continue;
            }
            let kind = if answer.kind == Kind::Mixed { "mixed" } else { "direct" };
            for class in ["all", kind] {
                self.tally.row(class).wrong += 1;
            }
            if hit.is_some() {
                self.tally.loose.with_speaker += usize::from(answer.names_speaker());
                self.tally.loose.claimed += 1;
            }
            let rule = self.tally.rule(answer.rule);
            rule.nobody += 1;
            self.tally.confident(false, answer.confidence, false);
            let sort = if hit.is_some() { Sort::Unattributed } else { Sort::Spurious };
            self.miss(sort, place, None, Some(answer));
        }
    }

    /// Answers that say "nobody is quoted here": right where nobody is.
    fn silent(&mut self, silent: &[PlacedAnswer<'_>], quotes: &[CharRange]) {
        for (place, answer) in silent {
            let quoted = quotes.iter().any(|&q| share(q, *place) >= ENOUGH);
            if !quoted && self.left_out(*place) {
                continue;
            }
            let rule = self.tally.rule(answer.rule);
            rule.right += usize::from(!quoted);
            rule.wrong_speaker += usize::from(quoted);
        }
    }

    fn indirect(&mut self, answers: &[Answer]) {
        let (gold, text) = (self.gold, &self.text);
        let set = |a: &GoldAttribution| word_set(text, &a.content);
        let (indirect, quoted): (Vec<_>, Vec<_>) =
            gold.attributions.iter().map(|a| (a, set(a))).partition(|(a, _)| a.kind == "indirect");
        let wanted: Vec<_> = indirect.into_iter().filter(|(_, words)| !words.is_empty()).collect();
        let given: Vec<_> = answers
            .iter()
            .filter(|a| a.kind == Kind::Indirect)
            .map(|a| (a, word_set(text, &[a.place])))
            .collect();
        let like = |i: usize, j: usize| {
            let (got, want) = (&given[i].1, &wanted[j].1);
            let common = got.intersection(want).count();
            common as f64 / (got.len() + want.len() - common).max(1) as f64
        };
        let found = pair_by(given.len(), wanted.len(), like, |_, _| 0);
        for (j, finder) in finders(&found, wanted.len()).into_iter().enumerate() {
            self.reported(wanted[j].0, finder.map(|i| (given[i].0, like(i, j))));
        }
        for ((answer, got), _) in given.iter().zip(found).filter(|(_, found)| found.is_none()) {
            // A part of a direct or mixed content: judged elsewhere.
            let elsewhere = quoted.iter().any(|(_, w)| 2 * got.intersection(w).count() >= got.len());
            if !got.is_empty() && elsewhere {
                self.tally.indirect.left_out += 1;
                continue;
            }
            self.tally.indirect.predicted += 1;
            let rule = self.tally.rule(answer.rule);
            rule.nobody += 1;
            self.tally.confident(true, answer.confidence, false);
            self.miss(Sort::IndirectSpurious, answer.place, None, Some(answer));
        }
    }

    /// One annotated piece of indirect speech, and what found it.
    fn reported(&mut self, attribution: &GoldAttribution, finder: Option<(&Answer, f64)>) {
        let speech = usize::from(attribution.cue_is_speech);
        let indirect = &mut self.tally.indirect;
        indirect.gold += 1;
        indirect.gold_speech += speech;
        let want = attribution.source_text.clone().or_else(|| self.joined(&attribution.source));
        let Some((answer, share)) = finder else {
            let place = attribution.content.iter().copied().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
            if let Some(place) = place {
                self.miss(Sort::IndirectMissed, place, want, None);
            }
            return;
        };
        let speaker = self.speaker(answer, &Wanted::of_attribution(attribution, self));
        let indirect = &mut self.tally.indirect;
        indirect.found += 1;
        indirect.predicted += 1;
        indirect.found_speech += speech;
        indirect.exact += usize::from(share >= 1.0);
        indirect.right += usize::from(speaker.lenient);
        let rule = self.tally.rule(answer.rule);
        rule.right += usize::from(speaker.lenient);
        rule.wrong_speaker += usize::from(!speaker.lenient);
        self.tally.confident(true, answer.confidence, speaker.lenient);
        if !speaker.lenient {
            self.miss(Sort::IndirectSpeaker, answer.place, want, Some(answer));
        }
    }

    /// A claim at a place of which nothing is asked.
    fn left_out(&self, claim: CharRange) -> bool {
        let inside = |place: &CharRange| place.0 <= claim.0 && claim.1 <= place.1;
        self.aside.iter().any(|place| inside(place) || share(*place, claim) >= ENOUGH)
            || self.gold.markup.iter().any(inside)
    }

    fn speaker(&self, answer: &Answer, want: &Wanted<'_>) -> SpeakerRight {
        let said = answer.names_speaker();
        if want.spans.is_empty() || !said {
            let right = want.spans.is_empty() && !said;
            return SpeakerRight { strict: right, head: right, lenient: right };
        }
        let place = answer.speaker_place.unwrap_or_default();
        let strict = want.spans.iter().any(|s| place.1.min(s.1) > place.0.max(s.0));
        let head = strict && want.head.is_none_or(|h| place.0 <= h.0 && h.1 <= place.1);
        let lenient = strict || {
            let last = |phrase: &Option<String>| phrase.as_deref().and_then(|p| last_word(p, self.lexicon));
            let got = [last(&answer.speaker), last(&answer.name)];
            let names = [want.name.clone(), want.words.clone(), want.head.map(|h| self.words_at(h))];
            let names: Vec<_> = names.iter().filter_map(last).collect();
            got.iter().flatten().any(|word| names.contains(word))
        };
        SpeakerRight { strict, head, lenient }
    }

    /// Whether the verb is right; `None` where none is annotated.
    fn cue(&self, answer: &Answer, quote: &GoldQuote) -> Option<bool> {
        let head = quote.cue_head?;
        let printed = cue_word(&self.words_at(head), self.lexicon);
        let lemma = quote.cue_head_lemma.as_deref().unwrap_or_default().to_lowercase();
        let covers = answer.cue_place.is_some_and(|c| c.0 <= head.0 && head.1 <= c.1);
        let got = || answer.cue.as_deref().and_then(|c| cue_word(c, self.lexicon));
        Some(covers || got().is_some_and(|word| word == lemma || Some(word) == printed))
    }

    /// The classes that a quotation is counted in.
    fn classes(&self, quote: &GoldQuote, place: CharRange) -> Vec<String> {
        let size = match words(&self.text, place).len() {
            0..=2 => "1-2 words",
            3..=5 => "3-5 words",
            _ => "6+ words",
        };
        let kind = quote.speaker_type.as_deref().filter(|t| !t.is_empty());
        let kind = kind.map(|t| format!("speaker {}", t.replace('_', " ")));
        ["all", &quote.kind, size].into_iter().map(str::to_owned).chain(kind).collect()
    }

    fn speaker_words(&self, quote: &GoldQuote) -> Option<String> {
        quote.speaker_text.clone().or_else(|| self.joined(&quote.speaker_spans))
    }

    fn joined(&self, places: &[CharRange]) -> Option<String> {
        let all: Vec<String> = places.iter().map(|&p| self.words_at(p)).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    fn words_at(&self, place: CharRange) -> String {
        self.text.get(place.0..place.1).unwrap_or_default().iter().collect()
    }

    fn miss(&mut self, sort: Sort, place: CharRange, want: Option<String>, answer: Option<&Answer>) {
        let cut = |start: usize, end: usize| self.words_at((start, end.min(self.text.len())));
        let context = Context {
            before: cut(place.0.saturating_sub(AROUND), place.0),
            at: cut(place.0, place.1),
            behind: cut(place.1, place.1 + AROUND),
        };
        let got = answer.and_then(|a| match sort {
            Sort::Cue => a.cue.clone(),
            _ => a.speaker.clone().or_else(|| a.name.clone()),
        });
        self.misses.push(Miss {
            article: self.gold.id.clone().unwrap_or_default(),
            place,
            sort,
            context,
            want,
            got,
            rule: answer.map(|a| (a.rule.name(), a.confidence)),
        });
    }
}

struct SpeakerRight {
    strict: bool,
    head: bool,
    lenient: bool,
}

/// What is annotated about a speaker.
struct Wanted<'a> {
    spans: &'a [CharRange],
    head: Option<CharRange>,
    words: Option<String>,
    name: Option<String>,
}

impl<'a> Wanted<'a> {
    fn of_quote(quote: &'a GoldQuote, judge: &Judge<'_>) -> Self {
        let words = judge.speaker_words(quote);
        Self {
            spans: &quote.speaker_spans,
            head: quote.speaker_head,
            words,
            name: quote.speaker_canonical.clone(),
        }
    }

    fn of_attribution(attribution: &'a GoldAttribution, judge: &Judge<'_>) -> Self {
        let words = attribution.source_text.clone().or_else(|| judge.joined(&attribution.source));
        let name = attribution.speaker_canonical.clone();
        Self { spans: &attribution.source, head: attribution.source_head, words, name }
    }
}
