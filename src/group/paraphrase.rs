//! Which indirect reports tell in other words what others quote?
//!
//! In: quotations, those without marks among them, and the remarks behind the quoted ones. Out: [`Paraphrase`]s. A report joins the remark
//! of the same speaker, in the same days, whose words it shares most of by weight; it never links two remarks, and it is no
//! row of a collation: what it shows are the outlet's words.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::prepare::table::day;
use super::prepare::topic::Topics;
use crate::lexicon::{Class, Lexicon};
use crate::model::{Article, ArticleIx, Kind, Paraphrase, Quotation, QuotationIx, Remark, RemarkIx, Wording};
use crate::names::{Name, fit};
use crate::words::{ComparedKind, compared};

/// A report has at least this share of a wording's weight, or that of its own: reports cut, and quote beside.
const SHARED: f32 = 0.6;
/// … and of the other one at least this.
const SHARED_LEAST: f32 = 0.12;
/// The shared words weigh at least this many nats: about two that are not common.
const WEIGHT: f32 = 9.0;
/// Of them those that are no names weigh at least this: a rare word or two others.
const PLAIN: f32 = 8.0;
/// If two remarks of a speaker share less apart, it is not known which of them a report tells.
const APART: f32 = 0.05;
/// A content word weighs this much.
const CONTENT: f32 = 3.0;
/// Days in which one utterance is reported.
const DAYS: u32 = 3;

/// The reports that go with a remark, by remark, then in the order of the quotations.
pub fn paraphrases(
    articles: &[Article],
    quotations: &[Quotation],
    remarks: &[Remark],
    lexicon: &Lexicon,
) -> Vec<Paraphrase> {
    if quotations.iter().all(|q| q.kind != Kind::Indirect) {
        return Vec::new();
    }
    let topics = Topics::new(articles, quotations, lexicon);
    let mut said = Said::new(articles, remarks, &topics, lexicon);
    let reports = quotations.iter().enumerate().filter(|(_, q)| q.kind == Kind::Indirect);
    let found = reports.filter_map(|(index, report)| said.paraphrase(QuotationIx(index), report));
    let mut out: Vec<Paraphrase> = found.collect();
    out.sort_by_key(|p| (p.remark, p.quotation));
    out
}

/// What was said by whom, to be looked up for each report.
struct Said<'a> {
    articles: &'a [Article],
    days: Vec<Option<i32>>,
    remarks: &'a [Remark],
    speakers: Vec<Option<Name>>,
    /// Remarks by the speaker's last name: nobody else's are looked at.
    of_speaker: FxHashMap<String, Vec<usize>>,
    /// Of each remark that was looked at its wordings' articles and words.
    words_of: FxHashMap<usize, Vec<(ArticleIx, Weighed)>>,
    topics: &'a Topics,
    lexicon: &'a Lexicon,
}

impl<'a> Said<'a> {
    fn new(articles: &'a [Article], remarks: &'a [Remark], topics: &'a Topics, lexicon: &'a Lexicon) -> Self {
        let speaker = |remark: &Remark| remark.speaker.as_deref().map(|name| Name::read(name, lexicon));
        let speakers: Vec<Option<Name>> = remarks.iter().map(speaker).collect();
        let mut of_speaker: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, name) in speakers.iter().enumerate() {
            if let Some(name) = name {
                of_speaker.entry(last(name)).or_default().push(index);
            }
        }
        let days = articles.iter().map(|a| a.header().own_date().and_then(day)).collect();
        let words_of = FxHashMap::default();
        Self { articles, days, remarks, speakers, of_speaker, words_of, topics, lexicon }
    }

    /// The remark that a report is a paraphrase of: the one that shares most, if no other shares nearly as much.
    fn paraphrase(&mut self, quotation: QuotationIx, report: &Quotation) -> Option<Paraphrase> {
        let name = Name::read(report.speaker.as_ref()?.name.as_deref()?, self.lexicon);
        let article = self.articles.get(report.article.0)?;
        let texts = report.contents.iter().map(|c| c.span.of(article.text()));
        let own = texts.fold(Weighed::default(), |all, text| self.weighed(all, text, report.article));
        let candidates = self.of_speaker.get(&last(&name)).cloned().unwrap_or_default();
        // The best remark, and what the second best shares.
        let (mut best, mut second): (Option<(f32, usize)>, f32) = (None, 0.0);
        for r in candidates {
            if !self.speakers[r].as_ref().is_some_and(|speaker| fit(speaker, &name).is_one()) {
                continue;
            }
            let share = self.share(r, &own, report.article);
            let known = best.map_or(0.0, |b| b.0);
            second = second.max(share.min(known));
            if share > known {
                best = Some((share, r));
            }
        }
        let (share, remark) = best.filter(|(share, _)| share - second >= APART)?;
        Some(Paraphrase { remark: RemarkIx(remark), quotation, share })
    }

    /// How much of a report's words one of the remark's wordings has, of those that are near in time.
    fn share(&mut self, remark: usize, own: &Weighed, article: ArticleIx) -> f32 {
        if !self.words_of.contains_key(&remark) {
            let words = |w: &Wording| {
                let text = w.span.of(self.articles.get(w.article.0)?.text());
                Some((w.article, self.weighed(Weighed::default(), text, w.article)))
            };
            let words = self.remarks[remark].wordings.iter().filter_map(words).collect();
            self.words_of.insert(remark, words);
        }
        let near = |(other, _): &&(ArticleIx, Weighed)| match (self.days[article.0], self.days[other.0]) {
            (Some(a), Some(b)) => a.abs_diff(b) <= DAYS,
            _ => true,
        };
        self.words_of[&remark].iter().filter(near).map(|w| own.share(&w.1)).fold(0.0, f32::max)
    }

    /// The words of a text added to others. What the article is about weighs less.
    fn weighed(&self, all: Weighed, text: &str, article: ArticleIx) -> Weighed {
        all.with(text, self.lexicon, |form| self.topics.share(article.0 as u32, xxh3_64(form.as_bytes())))
    }
}

fn last(name: &Name) -> String {
    name.words.last().cloned().unwrap_or_default()
}

/// The content words of a text in normal form, each once, sorted, with their weights, and whether each looks like a name wherever it
/// stands there.
#[derive(Debug, Default)]
struct Weighed {
    words: Vec<(String, f32, bool)>,
}

impl Weighed {
    /// `about` gives the share of its article's sentences that a word is in.
    fn with(mut self, text: &str, lexicon: &Lexicon, about: impl Fn(&str) -> f32) -> Self {
        for token in compared(text).into_iter().filter(|t| t.kind == ComparedKind::Word) {
            let printed = token.text(text);
            let capital = printed.starts_with(char::is_uppercase);
            for form in lexicon.normal_forms(printed) {
                let weight = lexicon.frequencies().weight(&form);
                if weight >= CONTENT {
                    let name = capital || lexicon.classes(&form).has(Class::NameParticle);
                    let share = about(&form);
                    // What the event is about is in every report of it, and worth no more than in its article.
                    let worth = if share > 0.0 { weight.min(-share.ln()) } else { weight };
                    self.words.push((form, worth, name));
                }
            }
        }
        self.words.sort_by(|x, y| (&x.0, x.2).cmp(&(&y.0, y.2)));
        self.words.dedup_by(|x, y| x.0 == y.0);
        self
    }

    fn sum(&self) -> f32 {
        self.words.iter().map(|w| w.1).sum()
    }

    /// The share of the weight of the lighter one that both have; 0 where that is too little, or nothing but names: who speaks of one
    /// person twice does not say one thing twice.
    fn share(&self, other: &Self) -> f32 {
        let (mut shared, mut plain) = (0.0, 0.0);
        for &(ref form, weight, name) in &self.words {
            let Ok(at) = other.words.binary_search_by(|o| o.0.cmp(form)) else { continue };
            let weight = weight.min(other.words[at].1);
            shared += weight;
            // A headline prints most words with a capital; a name has it in both.
            if !(name && other.words[at].2) {
                plain += weight;
            }
        }
        let (a, b) = (self.sum().max(f32::EPSILON), other.sum().max(f32::EPSILON));
        let (most, least) = (shared / a.min(b), shared / a.max(b));
        let enough = shared >= WEIGHT && plain >= PLAIN && most >= SHARED && least >= SHARED_LEAST;
        if enough { most } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleHeader, Basis, Content, Rule, Span, Speaker};

    fn article(id: &str, date: &str, text: &str) -> Article {
        let header = ArticleHeader { date: Some(date.to_owned()), ..ArticleHeader::default() };
        Article::new(id, header, text.to_owned()).unwrap()
    }

    fn quotation(article: usize, text: &str, kind: Kind) -> Quotation {
        let name = Some("Mara Lindqvist".to_owned());
        let contents = vec![Content { span: Span::new(text, 0, text.len()).unwrap(), closed: true }];
        Quotation {
            article: ArticleIx(article),
            speaker: Some(Speaker { mention: None, name, basis: Basis::Name }),
            ..Quotation::new(contents, kind, Rule::ContentSpeakerCue)
        }
    }

    /// Whether the report in `told` joins a remark with a wording in each of `quoted`, `None` for an article that is not there.
    fn joins(told: (&str, &str), quoted: &[Option<(&str, &str)>]) -> bool {
        let mut articles = vec![article("told", told.0, told.1)];
        let mut wordings = Vec::new();
        for at in quoted {
            let text = at.map_or("not there", |(_, text)| text);
            let index = if at.is_some() { articles.len() } else { usize::MAX };
            articles.extend(at.map(|(date, text)| article("quoted", date, text)));
            let span = Span::new(text, 0, text.len()).unwrap();
            wordings.push(Wording::new(ArticleIx(index), QuotationIx(0), span));
        }
        let remark = Remark { speaker: Some("Mara Lindqvist".to_owned()), ..Remark::new(wordings) };
        let quotations = [quotation(0, told.1, Kind::Indirect)];
        !paraphrases(&articles, &quotations, &[remark], Lexicon::built_in()).is_empty()
    }

    const TOLD: (&str, &str) = ("2024-05-04", "the rusty pumps flooded the northern harbour");

    #[test]
    fn a_report_joins_what_was_quoted_in_the_same_days() {
        let words = "Those rusty pumps have flooded the harbour";
        assert!(joins(TOLD, &[Some(("2024-05-03", words))]));
        assert!(!joins(TOLD, &[Some(("2023-05-03", words))]));
    }

    #[test]
    fn names_alone_make_no_paraphrase() {
        let quoted = Some(("2024-05-04", "I have seen Pieter van Houten and Ana Ruiz."));
        assert!(!joins(("2024-05-04", "criticised Pieter van Houten and Ana Ruiz"), &[quoted]));
        let headline = Some(("2024-05-04", "Rusty Pumps Flooded The Northern Harbour"));
        assert!(joins(TOLD, &[headline]));
    }

    #[test]
    fn what_fits_two_remarks_alike_joins_neither() {
        let told = article("told", "2024-05-04", TOLD.1);
        let text = "Those rusty pumps have flooded the harbour. The harbour was flooded by rusty pumps.";
        let quoted = article("quoted", "2024-05-04", text);
        let remark = |start: usize, end: usize| {
            let span = Span::new(text, start, end).unwrap();
            let wording = Wording::new(ArticleIx(1), QuotationIx(0), span);
            Remark { speaker: Some("Mara Lindqvist".to_owned()), ..Remark::new(vec![wording]) }
        };
        let (articles, quotations) = ([told, quoted], [quotation(0, TOLD.1, Kind::Indirect)]);
        let both = [remark(0, 43), remark(44, text.len())];
        let found =
            |remarks: &[Remark]| paraphrases(&articles, &quotations, remarks, Lexicon::built_in()).len();
        assert_eq!((found(&both[..1]), found(&both[1..]), found(&both)), (1, 1, 0));
    }

    #[test]
    fn what_the_article_is_about_makes_no_paraphrase() {
        let words = "Those rusty pumps have flooded the harbour";
        let about =
            "The rusty pumps of the harbour. Rusty pumps, rusty pumps: the flooded harbour flooded again. "
                .repeat(6);
        let text = format!("{about}{words}");
        let articles = [article("told", "2024-05-04", TOLD.1), article("quoted", "2024-05-04", &text)];
        let span = Span::new(&text, about.len(), text.len()).unwrap();
        let printed = Quotation {
            article: ArticleIx(1),
            ..Quotation::new(vec![Content { span, closed: true }], Kind::Direct, Rule::ContentSpeakerCue)
        };
        let quotations = [quotation(0, TOLD.1, Kind::Indirect), printed];
        let wording = Wording::new(ArticleIx(1), QuotationIx(1), span);
        let remark = Remark { speaker: Some("Mara Lindqvist".to_owned()), ..Remark::new(vec![wording]) };
        assert!(paraphrases(&articles, &quotations, &[remark], Lexicon::built_in()).is_empty());
    }

    #[test]
    fn a_wording_without_its_article_moves_no_other() {
        let old = Some(("2023-05-03", "Those rusty pumps have flooded the harbour"));
        assert!(!joins(TOLD, &[None, old]));
    }
}
