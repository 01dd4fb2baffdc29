//! Wordings that come to groups which stand: what is found, and what is left as it was.

use super::*;
use crate::group::join::cluster::Joined;
use crate::group::link::candidates::CandidateIndex;
use crate::group::link::pairs::scored_pairs;
use crate::group::link::standing::StandingGroups;
use crate::group::prepare::table::WordingTable;
use crate::group::steps::settle;

const SAID: [&str; 6] = [
    "The ferry leaves the mole before the bakers are awake and nobody waves",
    "Whoever sold the upper lock has never seen the river in spring",
    "We count the lamps of the harbour because nobody else will",
    "My father built the granary with the stones of the old mill",
    "The bishop owns seven boats and cannot swim a single yard",
    "Every winter the clerks forget where the coal is kept",
];

/// Prints of the remarks, a few words left out at the end or the beginning, a day each.
fn prints(count: usize) -> (Vec<Article>, Vec<Quotation>) {
    let texts: Vec<String> = (0..count)
        .map(|n| {
            let words: Vec<&str> = SAID[n * 5 % SAID.len()].split(' ').collect();
            words[n % 3..words.len() - n % 2].join(" ")
        })
        .collect();
    let dates: Vec<String> = (0..count).map(|n| format!("2024-05-{:02}", 1 + n % 28)).collect();
    let quoted: Vec<[(Option<&str>, &str); 1]> = texts.iter().map(|text| [(MAYOR, &**text)]).collect();
    let prints: Vec<Print> =
        dates.iter().zip(&quoted).map(|(date, quoted)| (Some(&**date), &quoted[..])).collect();
    corpus(&prints)
}

fn table(articles: &[Article], quotations: &[Quotation]) -> WordingTable {
    let mut read = ReadWordings::new(articles, quotations, Lexicon::built_in(), Vec::new());
    let placed = read.add(wording::wordings(articles, quotations, Lexicon::built_in()));
    let mut table = read.table(&placed);
    weigh(&mut table);
    table
}

fn settled(table: &WordingTable, standing: &StandingGroups) -> Joined {
    let settings = Settings::default();
    let pairs = scored_pairs(table, standing.len(), settings);
    settle(table, pairs, (&Default::default(), standing), settings)
}

#[test]
fn who_comes_finds_the_same_others_whether_the_earlier_ones_look_or_not() {
    let (articles, quotations) = prints(60);
    let table = table(&articles, &quotations);
    let all = CandidateIndex::new(&table, 0);
    let (mut one, mut other, mut found) = (Vec::new(), Vec::new(), 0);
    for first in [1, 20, 59] {
        let some = CandidateIndex::new(&table, first);
        for i in first..table.len() {
            all.candidates(i, &mut one);
            some.candidates(i, &mut other);
            assert_eq!(one, other, "{first} {i}");
            found += one.len();
        }
        some.candidates(0, &mut other);
        assert_eq!(other, [], "an earlier one looks for nobody");
    }
    assert!(found > 100, "{found}");
}

#[test]
fn what_comes_joins_the_groups_that_all_together_would_make() {
    let (articles, quotations) = prints(60);
    let table = table(&articles, &quotations);
    let whole = settled(&table, &StandingGroups::NONE);
    assert_eq!(whole.groups.iter().collect::<std::collections::BTreeSet<_>>().len(), SAID.len());
    for first in [1, 30, 59] {
        let named = whole.groups[..first].to_vec();
        let hosts = whole.hosts[..first]
            .iter()
            .zip(0..)
            .map(|(&host, i)| if (host as usize) < first { host } else { i });
        let grown = settled(&table, &StandingGroups::new(&named, hosts.collect()));
        assert_eq!(grown.groups, whole.groups, "{first}");
    }
}

#[test]
fn groups_that_stand_are_joined_and_never_parted() {
    let (articles, quotations) = prints(60);
    let table = table(&articles, &quotations);
    // Two remarks that somebody put together stay together, and all prints of both are one group.
    let whole = settled(&table, &StandingGroups::NONE);
    let (a, b) = (whole.groups[0], whole.groups[1]);
    assert_ne!(a, b);
    let named: Vec<u32> = whole.groups[..59].iter().map(|&g| if g == b { a } else { g }).collect();
    let grown = settled(&table, &StandingGroups::new(&named, whole.hosts[..59].to_vec()));
    assert_eq!(grown.groups[..59], named);
}

#[test]
fn what_is_kept_gives_the_rows_back() {
    let (articles, quotations) = prints(30);
    let number = |article: ArticleIx, quotation: crate::model::QuotationIx| {
        (article.0 as u32 + 7, quotation.0 as i64 + 100)
    };
    let (remarks, kept) = remarks_to_keep(&articles, &quotations, number, Lexicon::built_in());
    assert_eq!((remarks.len(), kept.rows(), kept.is_sound()), (SAID.len(), 30, true));
    // Articles 3 and 9 went; a print of the first remark comes, and one of none.
    let (new, said) = corpus(&[(
        Some("2024-05-09"),
        &[(MAYOR, SAID[0]), (RIVAL, "Nobody asked the chimney sweep about soot")],
    )]);
    let gone = [10, 16].into_iter().collect();
    let grown = kept.grow(&gone, (&new, &said), Lexicon::built_in());
    assert_eq!(grown.emptied, [0u32; 0]);
    let joined: Vec<_> = grown
        .groups
        .iter()
        .filter(|g| !g.has_lost || !grown.new_wordings(g).collect::<Vec<_>>().is_empty())
        .collect();
    assert_eq!(joined.iter().map(|g| g.former.len()).collect::<Vec<_>>(), [1, 0]);
    // The remark that it joined is the one of the first article.
    let [(number, count)] = joined[0].former[..] else { panic!("{:?}", joined[0].former) };
    let first = remarks.iter().position(|r| r.wordings.iter().any(|w| w.article == ArticleIx(0)));
    assert_eq!(first.map(|at| at as u32 + 1), Some(number));
    assert_eq!(joined[0].len(), count + 1);
    let members = grown.members(joined[0]);
    assert!(
        matches!(members[0], GrownMember::Earlier(place) if place.article == 7 && place.quotation == 100)
    );
    assert!(
        matches!(&members[count], GrownMember::New(wording) if wording.span.of(new[0].text()) == SAID[0])
    );
}
