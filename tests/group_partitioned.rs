//! Grouping in parts: the steps of `group::partitioned`, brought together by sorting as a cluster does by shuffles, give the groups of one computer.

use std::collections::{BTreeMap, BTreeSet};

use inquit::Lexicon;
use inquit::group::partitioned::{Figures, KeyEntry, Pair, Partition, PartitionRow, ScoredPair};
use inquit::group::{Corrections, QuoteStream, Settings};
use inquit::read::QuoteError;
use serde_json::json;

/// Quotations of one remark in several wordings, of two speakers, with and without dates, some twice, some in one article.
fn lines(count: usize) -> Vec<String> {
    let nouns = ["pump", "lamp", "ferry", "bridge", "tower", "market", "harbour", "signal"];
    let verbs = ["mended", "painted", "closed", "flooded", "promised", "replaced"];
    let mut state = 7u64;
    let mut next = move |n: usize| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (state >> 33) as usize % n
    };
    let mut out = Vec::new();
    while out.len() < count {
        let words: Vec<String> = (0..4 + next(12))
            .map(|n| match n % 3 {
                0 => verbs[next(verbs.len())].to_owned(),
                _ => format!("{}{}", nouns[next(nouns.len())], next(40)),
            })
            .collect();
        let day = 1 + next(28);
        for _ in 0..1 + next(4) {
            let mut own = words.clone();
            if next(3) == 0 {
                let at = next(own.len());
                own[at] = nouns[next(nouns.len())].to_owned();
            } else if next(4) == 0 {
                own.truncate(3);
            }
            let mut line =
                json!({"id": format!("q{:05}", out.len()), "text": format!("The {}.", own.join(" "))});
            if next(3) > 0 {
                line["article"] = format!("a{}", next(count / 3)).into();
            }
            if next(4) > 0 {
                line["date"] = format!("2024-05-{day:02}").into();
                line["speaker"] = ["Ana Ruiz", "Ruiz", "Tom Hale"][next(3)].into();
            }
            out.push(line.to_string());
        }
        out.push(
            json!({"id": format!("s{}", out.len()), "text": "Pumps for all of us", "date": "2024-05-03"})
                .to_string(),
        );
    }
    let again = out[3].clone();
    out.push(again);
    out
}

fn one_computer(lines: &[String]) -> Vec<(String, u64)> {
    let mut stream = QuoteStream::new(Lexicon::built_in(), 2);
    assert!(stream.add(lines.join("\n").as_bytes(), 1, "a.jsonl").is_empty());
    let groups = stream.finish(&Corrections::default(), Settings::default());
    let mut all: Vec<(String, u64)> = groups.iter().map(|(id, group)| (id.to_owned(), group)).collect();
    all.sort();
    all
}

/// The least number that each number is joined with.
fn joined<T: Ord + Copy>(pairs: impl Iterator<Item = (T, T)>) -> BTreeMap<T, T> {
    let mut least: BTreeMap<T, T> = BTreeMap::new();
    let pairs: Vec<(T, T)> = pairs.collect();
    let mut changed = true;
    while changed {
        changed = false;
        for &(a, b) in &pairs {
            let of = |least: &BTreeMap<T, T>, x: T| least.get(&x).copied().unwrap_or(x);
            let low = of(&least, a).min(of(&least, b));
            for x in [a, b] {
                changed |= least.insert(x, low).is_none_or(|before| before != low);
            }
        }
    }
    least
}

fn figures(partition: &Partition<'_>, rows: &[PartitionRow]) -> Figures {
    let mut texts: BTreeMap<u64, u32> = BTreeMap::new();
    for (number, row) in (0..).zip(rows) {
        texts.entry(row.text).or_insert(number);
    }
    let mut bands: BTreeMap<(usize, u64), Vec<u32>> = BTreeMap::new();
    for &number in texts.values() {
        for (band, hash) in rows[number as usize].sketch.iter().flatten().enumerate() {
            bands.entry((band, *hash)).or_default().push(number);
        }
    }
    let least = |held: &Vec<u32>| held.iter().min().copied().expect("somebody holds it");
    let pairs: BTreeSet<(u32, u32)> = bands
        .values()
        .flat_map(|held| held.iter().map(move |&n| (n, least(held))))
        .filter(|(a, b)| a != b)
        .collect();
    let packed = |n: u32| rows[n as usize].packed.clone();
    let asked: Vec<(String, String)> = pairs.iter().map(|&(a, b)| (packed(a), packed(b))).collect();
    let same = partition.alike(&asked).expect("the rows are sound");
    let label = joined(pairs.iter().copied().zip(same).filter(|(_, same)| *same).map(|(pair, _)| pair));
    let mut words: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    let mut counted = BTreeSet::new();
    for number in texts.values() {
        let text = label.get(number).copied().unwrap_or(*number);
        counted.insert(text);
        for form in &rows[*number as usize].forms {
            words.entry(form).or_default().insert(text);
        }
    }
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    rows.iter().filter_map(|row| row.last.as_deref()).for_each(|last| *names.entry(last).or_default() += 1);
    let days = rows.iter().filter_map(|row| row.day);
    let words: BTreeMap<&str, usize> = words.into_iter().map(|(form, texts)| (form, texts.len())).collect();
    let about = json!({
        "rows": rows.len(), "texts": counted.len(), "repeats": texts.len() - counted.len(),
        "days": days.clone().min().zip(days.max()), "named": names.values().sum::<u32>(), "names": names, "words": words,
    });
    Figures::parse(&about.to_string()).expect("the figures are sound")
}

fn links(partition: &Partition<'_>, rows: &[PartitionRow], figures: &Figures) -> Vec<ScoredPair> {
    let mut entries = Vec::new();
    // In parts of a few rows, as batches come.
    for (part, own) in rows.chunks(37).enumerate() {
        let packed: Vec<&str> = own.iter().map(|row| row.packed.as_str()).collect();
        for (n, keyed) in
            partition.keys(&packed, figures).expect("the rows are sound").into_iter().enumerate()
        {
            let number = (part * 37 + n) as u32;
            let (day, weight, article) = (keyed.day, keyed.weight, own[n].article);
            entries.extend(keyed.keys.into_iter().map(|key| KeyEntry {
                key,
                row: number,
                day,
                weight,
                article,
                followed: false,
            }));
        }
    }
    entries.sort_by_key(|entry| (entry.key, entry.day, entry.row));
    let sizes = partition.sizes(&entries);
    let mut sized: Vec<(KeyEntry, u32)> =
        entries.into_iter().zip(sizes).filter(|(_, size)| *size > 0).collect();
    sized.sort_by_key(|(entry, _)| (entry.row, entry.key));
    let by_row: Vec<(u32, u32)> = sized.iter().map(|(entry, size)| (entry.row, *size)).collect();
    for (followed, (entry, _)) in partition.followed(&by_row).into_iter().zip(&mut sized) {
        entry.followed = followed;
    }
    let mut entries: Vec<KeyEntry> = sized.into_iter().map(|(entry, _)| entry).collect();
    entries.sort_by_key(|entry| (entry.key, entry.day, entry.row));
    let mut pairs = partition.candidates(&entries);
    pairs.sort();
    pairs.dedup_by_key(|pair| (pair.row, pair.other));
    let scored = |own: &[Pair]| {
        let named: BTreeSet<u32> = own.iter().flat_map(|pair| [pair.row, pair.other]).collect();
        let packed: Vec<(u32, &str)> = named.iter().map(|&n| (n, rows[n as usize].packed.as_str())).collect();
        partition.links(own, &packed, figures).expect("the rows are sound")
    };
    pairs.chunks(41).flat_map(scored).collect()
}

/// The pieces of one task with their ids, and the links between them.
type Part<'a> = (Vec<(u32, &'a str)>, Vec<ScoredPair>);

fn in_parts(lines: &[String]) -> Vec<(String, u64)> {
    let partition = Partition::new(Lexicon::built_in());
    let (all, bad) = partition.rows(lines);
    assert!(bad.is_empty(), "{bad:?}");
    let mut rows = all.clone();
    rows.sort_by(|x, y| (&x.id, x.print).cmp(&(&y.id, y.print)));
    rows.dedup_by(|x, y| (&x.id, x.print) == (&y.id, y.print));
    let figures = figures(&partition, &rows);
    let links = links(&partition, &rows, &figures);
    let article = |n: u32| rows[n as usize].article;
    let firm = links.iter().filter(|link| !link.event);
    let label = joined(firm.map(|link| (article(link.a), article(link.b))));
    let part = |n: u32| label.get(&article(n)).copied().unwrap_or(article(n));
    let mut parts: BTreeMap<u64, Part<'_>> = BTreeMap::new();
    for (number, row) in (0..).zip(&rows) {
        parts.entry(part(number)).or_default().0.push((number, &row.packed));
    }
    for link in links.iter().filter(|link| part(link.a) == part(link.b)) {
        parts.get_mut(&part(link.a)).expect("its rows are there").1.push(*link);
    }
    assert!(parts.len() > 10, "{} parts", parts.len());
    let mut names = BTreeMap::new();
    for (own, links) in parts.values() {
        for settled in partition.settle(own, links, &figures).expect("the rows are sound") {
            let row = &rows[settled.row as usize];
            names.insert((row.id.as_str(), row.print), rows[settled.first as usize].name);
        }
    }
    let mut out: Vec<(String, u64)> =
        all.iter().map(|row| (row.id.clone(), names[&(row.id.as_str(), row.print)])).collect();
    out.sort();
    out
}

#[test]
fn the_groups_in_parts_are_those_of_one_computer() {
    let lines = lines(600);
    let (wanted, found) = (one_computer(&lines), in_parts(&lines));
    let groups: BTreeSet<u64> = wanted.iter().map(|(_, group)| *group).collect();
    assert!(groups.len() * 4 < wanted.len() * 3, "{} groups of {}", groups.len(), wanted.len());
    let differ: Vec<_> = wanted.iter().zip(&found).filter(|(x, y)| x != y).take(5).collect();
    assert!(wanted == found, "{differ:?}");
}

#[test]
fn what_cannot_be_partitioned_is_told() {
    let partition = Partition::new(Lexicon::built_in());
    let lines =
        ["{\"text\":\"It leaks.\"}", "{", "{\"type\":\"summary\"}", "{\"id\":\"a\",\"text\":\"It leaks.\"}"];
    let (rows, bad) = partition.rows(&lines.map(str::to_owned));
    assert_eq!(rows.len(), 1);
    assert_eq!(bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(bad[0].reason, QuoteError::WithoutId);
    let figures =
        json!({"rows": 1, "texts": 1, "repeats": 0, "days": null, "named": 0, "names": {}, "words": {}});
    let figures = Figures::parse(&figures.to_string()).expect("they are sound");
    assert!(partition.keys(&["{"], &figures).is_err() && Figures::parse("{}").is_err());
    let pair = Pair { row: 0, other: 9, size: 1, weeks: 0 };
    let lacks = partition.links(&[pair], &[(0, &rows[0].packed)], &figures);
    assert_eq!(lacks, Err("the row 9 is not given".to_owned()));
}
