//! Behaviour of the stage as a whole, on sentences of our own.

use super::link::score::Scorer;
use super::prepare::placed::ReadWordings;
use super::prepare::weigh::weigh;
use super::prepare::wording;
use super::*;
use crate::lexicon::Lexicon;
use crate::model::{
    Article, ArticleHeader, ArticleIx, Basis, Content, Kind, Quotation, Record, Rule, SourceKind, Span,
    Speaker, Speakers,
};

mod grow;
mod mates;

/// Outlet's day, then its quotations as `(speaker, text)`; a text is one quotation.
type Print<'a> = (Option<&'a str>, &'a [(Option<&'a str>, &'a str)]);

fn corpus(prints: &[Print]) -> (Vec<Article>, Vec<Quotation>) {
    let (mut articles, mut quotations) = (Vec::new(), Vec::new());
    for (n, (date, quoted)) in prints.iter().enumerate() {
        let mut text = String::new();
        let mut places = Vec::new();
        for (speaker, words) in *quoted {
            places.push((text.len(), text.len() + words.len(), *speaker));
            text.push_str(words);
            text.push('\n');
        }
        for (start, end, speaker) in places {
            let contents = vec![Content { span: Span::new(&text, start, end).unwrap(), closed: true }];
            quotations.push(Quotation {
                article: ArticleIx(n),
                speaker: speaker.map(|s| Speaker {
                    mention: None,
                    name: Some(s.to_owned()),
                    basis: Basis::Name,
                }),
                ..Quotation::new(contents, Kind::Direct, Rule::Unattributed)
            });
        }
        let header = ArticleHeader { date: date.map(str::to_owned), ..ArticleHeader::default() };
        articles.push(Article::new(format!("{n:03}"), header, text).unwrap());
    }
    (articles, quotations)
}

/// The remarks with at least two wordings, as the words of each.
fn shared(prints: &[Print]) -> Vec<Vec<String>> {
    let (articles, quotations) = corpus(prints);
    remarks(&articles, &quotations, Lexicon::built_in())
        .into_iter()
        .filter(|r| r.wordings.len() > 1)
        .map(|r| r.wordings.iter().map(|w| w.span.of(articles[w.article].text()).to_owned()).collect())
        .collect()
}

const MAYOR: Option<&str> = Some("Ana Ruiz");
const RIVAL: Option<&str> = Some("Ole Berg");

#[test]
fn cuts_renderings_and_spellings_are_one_remark() {
    let whole = "We will organise the defence of the Brahmek valley against the floods of this spring";
    for other in [
        "organize the defense of the Brahmek valley",
        "We will organise the defence of the Brahmek valley [the northern one] against the floods of this spring",
        "we'll organise the defence … against the floods of this spring",
        "Against the floods of this spring we will organise the defence of the Brahmek valley",
    ] {
        let prints: &[Print] =
            &[(Some("2024-03-01"), &[(MAYOR, whole)]), (Some("2024-03-02"), &[(MAYOR, other)])];
        assert_eq!(shared(prints).len(), 1, "{other}");
    }
}

#[test]
fn another_remark_on_the_same_topic_is_another_remark() {
    let prints: &[Print] = &[
        (
            Some("2024-03-01"),
            &[(MAYOR, "The harbour bridge will be closed for repairs until the end of May")],
        ),
        (Some("2024-03-01"), &[(MAYOR, "Nobody told me that the harbour bridge needed a new coat of paint")]),
        (Some("2024-03-01"), &[(RIVAL, "A closed bridge is what this town can afford least of all")]),
    ];
    assert!(shared(prints).is_empty());
}

#[test]
fn a_stock_phrase_links_nobody() {
    let prints: &[Print] = &[
        (Some("2024-01-05"), &[(MAYOR, "at the end of the day")]),
        (Some("2024-04-20"), &[(RIVAL, "At the end of the day it is the ferry that pays for the pier")]),
        (
            Some("2024-09-01"),
            &[(Some("Tom Okafor"), "We lost the cup, and at the end of the day that hurts")],
        ),
    ];
    assert!(shared(prints).is_empty());
}

#[test]
fn a_third_voice_quoting_a_remark_belongs_to_it() {
    let prints: &[Print] = &[
        (
            Some("2024-03-01"),
            &[(MAYOR, "Neighbouring towns should always share their reservoirs in years of drought.")],
        ),
        (
            Some("2024-03-01"),
            &[(
                RIVAL,
                "Ruiz said neighbouring towns should always share their reservoirs in years of drought.",
            )],
        ),
    ];
    let (articles, quotations) = corpus(prints);
    let found = remarks(&articles, &quotations, Lexicon::built_in());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].links[0].reason.speakers, Speakers::Other);
}

#[test]
fn a_fragment_joins_the_remark_of_its_speaker_and_no_other() {
    let prints: &[Print] = &[
        (
            None,
            &[
                (MAYOR, "turbines"),
                (MAYOR, "We bought the turbines of the old paper mill"),
                (RIVAL, "Turbines rust."),
            ],
        ),
        (None, &[(MAYOR, "We bought the turbines of the old paper mill,"), (RIVAL, "turbines")]),
    ];
    let found = shared(prints);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|r| r.len() == 3 && r.contains(&"turbines".to_owned())));
    assert!(found.iter().any(|r| r.len() == 2 && r.contains(&"Turbines rust.".to_owned())));
}

#[test]
fn a_quotation_that_one_article_repeats_costs_no_more_each_time() {
    let cost = |times: usize| {
        let repeated = vec![(MAYOR, "Turbines rust."); times];
        let prints: &[Print] = &[(None, &repeated), (None, &[(RIVAL, "turbines")])];
        let (found, steps) = crate::steps::counted(|| shared(prints));
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [times]);
        steps
    };
    let (few, many) = (cost(200), cost(400));
    assert!(few > 0 && many < 3 * few, "{few} steps for 200 prints, {many} for 400");
}

#[test]
fn clauses_are_cut_apart_where_others_print_them_apart() {
    let one = "The ferry company signed the harbour treaty last night, which is very good.";
    let cut: &[Print] = &[
        (None, &[(MAYOR, one)]),
        (None, &[(MAYOR, "The ferry company signed the harbour treaty last night. This is very good.")]),
    ];
    assert_eq!(shared(cut).len(), 2);
    let whole: &[Print] = &[(None, &[(MAYOR, one)]), (None, &[(MAYOR, one)])];
    assert_eq!(shared(whole).len(), 1);
}

/// Articles of what a reporter writes and what the mayor says, each in a paragraph of its own, in turn.
fn reported(articles: &[&[&str]]) -> (Vec<Article>, Vec<Quotation>) {
    let (mut made, mut quotations) = (Vec::new(), Vec::new());
    for (n, paragraphs) in articles.iter().enumerate() {
        let text = paragraphs.join("\n");
        let mut at = 0;
        for (i, paragraph) in paragraphs.iter().enumerate() {
            if i % 2 == 1 {
                let span = Span::new(&text, at, at + paragraph.len()).unwrap();
                quotations.push(Quotation {
                    article: ArticleIx(n),
                    speaker: MAYOR.map(|s| Speaker {
                        mention: None,
                        name: Some(s.to_owned()),
                        basis: Basis::Name,
                    }),
                    ..Quotation::new(vec![Content { span, closed: true }], Kind::Direct, Rule::Unattributed)
                });
            }
            at += paragraph.len() + 1;
        }
        let header = ArticleHeader { date: Some("2024-03-01".to_owned()), ..ArticleHeader::default() };
        made.push(Article::new(format!("{n:03}"), header, text).unwrap());
    }
    (made, quotations)
}

#[test]
fn what_an_event_is_about_links_no_remarks() {
    let of = |about: &str| {
        let article = |said: &'static str| [about.to_owned(), said.to_owned()];
        let one = article("I want to see the mooring licence");
        let two = article("He has no mooring licence or he hides it");
        let both = [[&*one[0], &*one[1]], [&*two[0], &*two[1]]];
        let (articles, quotations) = reported(&[&both[0], &both[1]]);
        remarks(&articles, &quotations, Lexicon::built_in()).len()
    };
    let about = "The mooring licence came up again. A mooring licence costs nothing. No mooring licence was found, and the \
                 harbour keeps every mooring licence. Without a mooring licence nobody may anchor.";
    assert_eq!(of(about), 2);
    assert_eq!(of("The board met."), 1);
}

#[test]
fn two_sentences_of_one_article_are_two_remarks_and_its_pieces_are_one() {
    let whole =
        "The Brahmek turbines are older than the town and cost the valley more than new ones from the coast";
    let two: &[Print] = &[
        (None, &[(MAYOR, "The Brahmek turbines are older than the town")]),
        (
            None,
            &[
                (MAYOR, "The Brahmek turbines are older than the town"),
                (MAYOR, "The Brahmek turbines will be sold to another town before summer"),
            ],
        ),
    ];
    assert_eq!(shared(two), [vec!["The Brahmek turbines are older than the town"; 2]]);
    let pieces: &[Print] = &[
        (None, &[(MAYOR, whole)]),
        (
            None,
            &[
                (MAYOR, "The Brahmek turbines are older than the town"),
                (MAYOR, "and cost the valley more than new ones from the coast"),
            ],
        ),
    ];
    assert_eq!(shared(pieces).iter().map(Vec::len).collect::<Vec<_>>(), [3]);
}

#[test]
fn two_people_of_one_article_say_two_remarks() {
    let prints: &[Print] = &[
        (None, &[(MAYOR, "Harbours mean bread for everyone.")]),
        (
            None,
            &[
                (MAYOR, "Harbours mean bread for everyone."),
                (RIVAL, "I think harbours mean bread for everyone"),
            ],
        ),
    ];
    assert_eq!(shared(prints), [vec!["Harbours mean bread for everyone."; 2]]);
}

#[test]
fn a_title_that_nobody_surely_says_is_no_remark() {
    let prints: &[Print] = &[
        (None, &[(MAYOR, "In Bread We Trust")]),
        (None, &[(MAYOR, "Their new motto is in bread we trust")]),
    ];
    let (articles, mut quotations) = corpus(prints);
    assert_eq!(remarks(&articles, &quotations, Lexicon::built_in()).len(), 1);
    quotations[0].confidence = 0.6;
    assert_eq!(remarks(&articles, &quotations, Lexicon::built_in()).len(), 2);
}

#[test]
fn the_base_is_the_fullest_print_and_the_speaker_the_fullest_name_of_most() {
    let prints: &[Print] = &[
        (None, &[(Some("Ruiz"), "the turbines of the old paper mill")]),
        (None, &[(MAYOR, "We bought the turbines of the old paper mill in Brahmek")]),
        (None, &[(MAYOR, "We bought the turbines of the old paper mill in Brahmek, and they run.")]),
    ];
    let (articles, quotations) = corpus(prints);
    let found = remarks(&articles, &quotations, Lexicon::built_in());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].wordings[found[0].base].article, ArticleIx(2));
    assert_eq!(found[0].speaker.as_deref(), Some("Ana Ruiz"));
    assert_eq!(found[0].links.len(), 2);
}

/// The remarks of prints of which the last one is a source of this kind, each as its base and its other wordings.
fn beside_a_record(prints: &[Print], kind: SourceKind) -> Vec<(String, Vec<String>)> {
    let (mut articles, quotations) = corpus(prints);
    let last = articles.pop().unwrap();
    articles.push(last.with_record(Record { kind, ..Record::default() }));
    let found = remarks(&articles, &quotations, Lexicon::built_in());
    let of = |r: &crate::model::Remark| {
        let text = |n: usize| {
            format!(
                "{}: {}",
                r.wordings[n].article.0,
                r.wordings[n].span.of(articles[r.wordings[n].article].text())
            )
        };
        let others = (0..r.wordings.len()).filter(|&n| n != r.base.0).map(text).collect();
        (text(r.base.0), others)
    };
    found.iter().map(of).collect()
}

#[test]
fn what_is_on_record_is_the_base_and_links_no_remarks() {
    let closed = "The harbour bridge will be closed for repairs until the end of May";
    let toll = "Nobody in this town will pay a toll for the harbour bridge";
    let said = "The harbour bridge will be closed for repairs until about the end of May";
    let prints: &[Print] = &[
        (None, &[(MAYOR, closed)]),
        (None, &[(MAYOR, closed), (MAYOR, toll)]),
        (None, &[(MAYOR, toll)]),
        (None, &[(MAYOR, said), (MAYOR, toll)]),
    ];
    for (kind, base) in [(SourceKind::Transcript, 3), (SourceKind::Record, 3), (SourceKind::Captions, 0)] {
        let found = beside_a_record(prints, kind);
        let words = |n: usize| if n == 3 { said } else { closed };
        let of = |n: usize| format!("{n}: {}", words(n));
        let closed = found.iter().find(|r| r.0 == of(base)).unwrap();
        let others: Vec<String> = [0, 1, 3].into_iter().filter(|&n| n != base).map(of).collect();
        assert_eq!((found.len(), &closed.1), (2, &others), "{kind:?}");
    }
}

#[test]
fn a_scrap_of_a_record_is_no_base() {
    let whole = "We bought the turbines of the old paper mill in Brahmek, and they run.";
    let prints: &[Print] = &[
        (None, &[(MAYOR, whole)]),
        (None, &[(MAYOR, "We bought the turbines of the old paper mill in Brahmek")]),
        (None, &[(MAYOR, "the paper mill in Brahmek")]),
    ];
    let found = beside_a_record(prints, SourceKind::Transcript);
    assert_eq!((found.len(), &*found[0].0), (1, &*format!("0: {whole}")));
}

#[test]
fn a_corpus_of_two_days_is_no_harder_than_one_without_dates() {
    let first: &[(Option<&str>, &str)] =
        &[(MAYOR, "They are older than the town, and nobody pays"), (MAYOR, "We have coal for a month.")];
    let second: &[(Option<&str>, &str)] =
        &[(MAYOR, "They are older than the town and no one pays."), (MAYOR, "enough coal for one month")];
    for dates in [[None, None], [Some("2024-05-03"), Some("2024-05-04")]] {
        assert_eq!(shared(&[(dates[0], first), (dates[1], second)]).len(), 2, "{dates:?}");
    }
}

#[test]
fn an_indirect_report_goes_with_the_remark_of_its_speaker_and_is_no_wording_of_it() {
    let prints: &[Print] = &[
        (
            Some("2024-03-01"),
            &[(MAYOR, "Neighbouring towns should always share their reservoirs in years of drought.")],
        ),
        (Some("2024-03-01"), &[(RIVAL, "The ferry will sail again in May.")]),
        (
            Some("2024-03-02"),
            &[(MAYOR, "the towns of the valley must share reservoirs when there is a drought")],
        ),
    ];
    let (articles, mut quotations) = corpus(prints);
    quotations[2].kind = Kind::Indirect;
    let found = remarks(&articles, &quotations, Lexicon::built_in());
    assert!(found.iter().all(|r| r.wordings.len() == 1) && found.len() == 2);
    let reports = paraphrases(&articles, &quotations, &found, Lexicon::built_in());
    assert_eq!(reports.len(), 1);
    assert_eq!(found[reports[0].remark].wordings[0].article, ArticleIx(0));
    // Another speaker's report is not hers.
    quotations[2].speaker = quotations[1].speaker.clone();
    assert!(paraphrases(&articles, &quotations, &found, Lexicon::built_in()).is_empty());
}

#[test]
fn marks_that_quote_no_speech_and_empty_input_give_nothing() {
    let (articles, mut quotations) = corpus(&[(None, &[(None, "one river")])]);
    quotations[0].kind = Kind::NotSpeech;
    assert!(remarks(&articles, &quotations, Lexicon::built_in()).is_empty());
    assert!(remarks(&[], &[], Lexicon::built_in()).is_empty());
}

#[test]
fn what_is_ruled_out_early_would_not_have_scored() {
    let whole = "We will rebuild the Brahmek bridge before the winter, and nobody in the valley will pay a toll for it, \
                 not this winter and not the next winter";
    let words: Vec<&str> = whole.split(' ').collect();
    let cut = |from: usize, to: usize| words[from..to].join(" ");
    let texts = [
        whole.to_owned(),
        cut(0, 8),
        cut(3, 12),
        cut(9, words.len()),
        whole.replace("nobody", "everybody").replace("rebuild", "sell"),
        "the winter will be the coldest winter that this valley has seen".to_owned(),
        "Harvests of barley failed and the granaries stand empty".to_owned(),
        "this winter our bridge, your toll".to_owned(),
    ];
    let said: Vec<[(Option<&str>, &str); 1]> =
        texts.iter().zip([MAYOR, RIVAL, None].iter().cycle()).map(|(t, who)| [(*who, t.as_str())]).collect();
    let dates = [Some("2024-05-01"), Some("2024-05-02"), None, Some("2024-11-20")];
    let prints: Vec<Print> = said.iter().zip(dates.iter().cycle()).map(|(s, d)| (*d, s.as_slice())).collect();
    let (articles, quotations) = corpus(&prints);
    let wordings = wording::wordings(&articles, &quotations, Lexicon::built_in());
    let mut read = ReadWordings::new(&articles, &quotations, Lexicon::built_in(), Vec::new());
    let placed = read.add(wordings);
    let mut table = read.table(&placed);
    weigh(&mut table);
    let mut scorer = Scorer::new(&table, Settings::default());
    let mut ruled_out = 0;
    for (a, b) in (0..table.len()).flat_map(|a| (0..table.len()).map(move |b| (a, b))) {
        for (event, least) in [(false, 0.0), (true, 0.0), (true, -20.0), (false, -60.0), (true, 30.0)] {
            let whole = scorer.likeness(a, b, event);
            let early = scorer.above(a, b, event, least);
            assert_eq!(early, Some(whole).filter(|e| e.score > least), "{a} {b} {event} {least}");
            ruled_out += usize::from(early.is_none());
        }
    }
    assert!(ruled_out > 50, "{ruled_out}");
}

/// A remark that very many print, each in words of their own, is one remark, whether the day is known or not.
#[test]
fn a_remark_stays_shared_however_many_wordings_it_has() {
    let words: Vec<&str> =
        "They are older than the town and nobody pays for the lamp of the harbour".split(' ').collect();
    for count in [100, 200, 1_000, 5_000] {
        for date in [None, Some("2024-05-03")] {
            let texts: Vec<String> = (0..count)
                .map(|n| {
                    let (before, behind) = words.split_at(n % words.len());
                    format!("{} x{n} {}", before.join(" "), behind.join(" "))
                })
                .collect();
            let quoted: Vec<[(Option<&str>, &str); 1]> =
                texts.iter().map(|text| [(MAYOR, &**text)]).collect();
            let prints: Vec<Print> = quoted.iter().map(|quoted| (date, &quoted[..])).collect();
            let found = shared(&prints);
            let held: usize = found.iter().map(Vec::len).sum();
            assert!(
                found.len() == 1 && held == count,
                "{count}, {date:?}: {} remarks of {held}",
                found.len()
            );
        }
    }
}
