//! What holds of grouping and comparing for every input: the order changes nothing, no wording is lost or doubled, every row
//! of a collation is its wording, every span lies on boundaries.

use std::collections::BTreeSet;

use inquit::compare;
use inquit::group;
use inquit::lexicon::Lexicon;
use inquit::model::{
    Article, ArticleHeader, ArticleIx, Basis, Content, Kind, Quotation, Remark, Rule, Span, Speaker,
    WordingIx,
};
use inquit::words::{ComparedKind, compared};
use proptest::prelude::*;

/// Sentences that share words and phrases with each other.
const SENTENCES: [&str; 16] = [
    "We will reopen the northern tunnel before the spring floods.",
    "we’ll reopen the northern tunnel … before the spring floods",
    "The northern tunnel will be reopened before the floods, and the harbour company is paying for it.",
    "and the harbour company is paying for it",
    "The harbor company pays.",
    "It is what it is.",
    "at the end of the day, it is what it is",
    "At the end of the day [the mayor] must decide, which is very good.",
    "This is very good.",
    "progress",
    "Twelve boats were lost; 12 sailors are missing.",
    "12 boats were lost",
    "No, no… never!",
    "Größe zählt nicht “sagte” er — «ja»",
    "before the spring floods we will reopen the northern tunnel",
    "don't don’t do not",
];
const SPEAKERS: [Option<&str>; 4] = [None, Some("Ana Ruiz"), Some("Ruiz"), Some("Ole Berg")];
const DATES: [Option<&str>; 4] = [None, Some("2024-03-01"), Some("2024-03-02"), Some("2024-09-09T10:00:00Z")];

/// One article: its date, and its quotations as sentences with a speaker.
type Plan = (usize, Vec<(Vec<usize>, usize, bool)>);

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let quotation = (prop::collection::vec(0..SENTENCES.len(), 1..4), 0..SPEAKERS.len(), any::<bool>());
    prop::collection::vec((0..DATES.len(), prop::collection::vec(quotation, 0..5)), 0..6)
}

fn corpus(plans: &[Plan]) -> (Vec<Article>, Vec<Quotation>) {
    let (mut articles, mut quotations) = (Vec::new(), Vec::new());
    for (n, (date, planned)) in plans.iter().enumerate() {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (sentences, speaker, headline) in planned {
            text.push('“');
            let start = text.len();
            for s in sentences {
                text.push_str(SENTENCES[*s]);
                text.push(' ');
            }
            places.push((start, text.len(), *speaker, *headline));
            text.push_str("”\n");
        }
        for (start, end, speaker, headline) in places {
            let content = Content {
                span: Span::new(&text, start, end).expect("the words stand in the text"),
                closed: true,
            };
            quotations.push(Quotation {
                article: ArticleIx(n),
                headline,
                speaker: SPEAKERS[speaker].map(|name| Speaker {
                    mention: None,
                    name: Some(name.to_owned()),
                    basis: Basis::Name,
                }),
                ..Quotation::new(vec![content], Kind::Direct, Rule::Unattributed)
            });
        }
        let header = ArticleHeader { date: DATES[*date].map(str::to_owned), ..ArticleHeader::default() };
        articles.push(Article::new(format!("article {n}"), header, text).expect("a short text"));
    }
    (articles, quotations)
}

/// All that a reader sees of the remarks, with article ids in place of indices.
fn told(articles: &[Article], quotations: &[Quotation]) -> Vec<String> {
    let lexicon = Lexicon::built_in();
    let show = |r: &Remark| {
        let at = |w: WordingIx| {
            let w = &r.wordings[w];
            format!("{}:{}-{}", articles[w.article].id(), w.span.start(), w.span.end())
        };
        let collation = compare::collate(r, articles, quotations, lexicon);
        let rows: Vec<Vec<String>> =
            collation.rows.iter().map(|row| row.wordings.iter().map(|&w| at(w)).collect()).collect();
        let wordings: Vec<String> = (0..r.wordings.len()).map(WordingIx).map(at).collect();
        format!(
            "{} {} {:?} {wordings:?} {:?} {rows:?} {:?} {:?}",
            r.id,
            at(r.base),
            r.speaker,
            r.links,
            collation.columns,
            collation.cells
        )
    };
    group::remarks(articles, quotations, lexicon).iter().map(show).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn order_changes_nothing(plans in plans(), seed in any::<u64>()) {
        let (articles, quotations) = corpus(&plans);
        let mut rng = seed;
        let mut shuffle = |n: usize| {
            let mut order: Vec<usize> = (0..n).collect();
            for i in (1..n).rev() {
                rng = rng.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                order.swap(i, (rng >> 33) as usize % (i + 1));
            }
            order
        };
        let order = shuffle(articles.len());
        let moved: Vec<Article> = order.iter().map(|&i| articles[i].clone()).collect();
        let again: Vec<Quotation> = shuffle(quotations.len())
            .into_iter()
            .map(|i| {
                let mut q = quotations[i].clone();
                q.article = ArticleIx(order.iter().position(|&a| a == q.article.0).unwrap());
                q
            })
            .collect();
        prop_assert_eq!(told(&articles, &quotations), told(&moved, &again));
    }

    #[test]
    fn every_word_that_was_quoted_stands_in_exactly_one_remark(plans in plans()) {
        let (articles, quotations) = corpus(&plans);
        let remarks = group::remarks(&articles, &quotations, Lexicon::built_in());
        let mut ids = BTreeSet::new();
        let mut words: Vec<(ArticleIx, usize)> = Vec::new();
        for remark in &remarks {
            prop_assert!(ids.insert(remark.id.clone()), "one id for two remarks");
            prop_assert!(remark.base.0 < remark.wordings.len());
            let mut linked: Vec<usize> = (0..remark.wordings.len()).collect();
            for link in &remark.links {
                let (a, b) = (linked[link.a.0], linked[link.b.0]);
                linked.iter_mut().filter(|g| **g == b).for_each(|g| *g = a);
            }
            prop_assert!(linked.iter().all(|g| *g == linked[0]), "links do not connect the remark");
            for w in &remark.wordings {
                let text = articles[w.article].text();
                prop_assert!(Span::new(text, w.span.start(), w.span.end()).is_some());
                prop_assert!(quotations[w.quotation].contents.iter().any(|c| c.span.contains(w.span)));
                let piece = w.span.of(text);
                prop_assert_eq!(piece.trim(), piece);
                words.extend(compared(piece).iter().filter(|t| t.kind != ComparedKind::Gap).map(|t| (w.article, w.span.start() + t.start)));
            }
        }
        let mut all: Vec<(ArticleIx, usize)> = Vec::new();
        for q in &quotations {
            for c in &q.contents {
                let content = c.span.of(articles[q.article].text());
                all.extend(compared(content).iter().filter(|t| t.kind != ComparedKind::Gap).map(|t| (q.article, c.span.start() + t.start)));
            }
        }
        words.sort_unstable();
        all.sort_unstable();
        prop_assert_eq!(words, all);
    }

    #[test]
    fn a_row_read_from_left_to_right_is_its_wording(plans in plans()) {
        let (articles, quotations) = corpus(&plans);
        for remark in group::remarks(&articles, &quotations, Lexicon::built_in()) {
            let collation = compare::collate(&remark, &articles, &quotations, Lexicon::built_in());
            let mut in_rows: Vec<WordingIx> = collation.rows.iter().flat_map(|r| r.wordings.clone()).collect();
            in_rows.sort_unstable();
            prop_assert_eq!(in_rows, (0..remark.wordings.len()).map(WordingIx).collect::<Vec<_>>());
            prop_assert!(collation.rows[0].wordings.contains(&remark.base));
            prop_assert!(collation.rows[0].changes.is_empty());
            for (row, cells) in collation.rows.iter().zip(&collation.cells) {
                prop_assert_eq!(cells.len(), collation.columns.len());
                let wording = &remark.wordings[row.wordings[0]];
                let text = articles[wording.article].text();
                let spans: Vec<Span> = cells.iter().filter_map(|c| c.span).collect();
                let rising = spans.windows(2).all(|w| w[0].end() <= w[1].start());
                prop_assert!(rising, "cells of a row overlap or turn back");
                let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                let read: String = spans.iter().map(|s| letters(s.of(text))).collect();
                prop_assert_eq!(read, letters(wording.span.of(text)));
                let base = &remark.wordings[collation.rows[0].wordings[0]];
                for change in &row.changes {
                    prop_assert!(change.base.is_none_or(|s| base.span.contains(s)));
                    prop_assert!(change.version.is_none_or(|s| wording.span.contains(s)));
                    prop_assert!(change.base.is_some() || change.version.is_some());
                }
            }
            for (column, said) in collation.columns.iter().enumerate() {
                let filled = collation.cells.iter().filter(|row| row[column].span.is_some()).count();
                prop_assert!(filled > 0 || !said.agreed);
                prop_assert!(!said.agreed || filled == collation.rows.len());
            }
        }
    }

    #[test]
    fn changes_of_any_two_texts_lie_on_boundaries(a in "\\PC{0,80}", b in "\\PC{0,80}") {
        let whole = |t: &str| Span::new(t, 0, t.len()).unwrap();
        let lexicon = Lexicon::built_in();
        for change in compare::changes((&a, whole(&a)), (&b, whole(&b)), lexicon) {
            prop_assert!(change.base.is_none_or(|s| Span::new(&a, s.start(), s.end()).is_some()));
            prop_assert!(change.version.is_none_or(|s| Span::new(&b, s.start(), s.end()).is_some()));
        }
        prop_assert!(compare::changes((&a, whole(&a)), (&a, whole(&a)), lexicon).is_empty());
        for (start, end) in inquit::words::quoted_sentences(&a, lexicon) {
            prop_assert!(a.get(start..end).is_some_and(|piece| piece.chars().any(char::is_alphanumeric)));
        }
    }
}
