//! Quotations found elsewhere → the group of each.
//!
//! In: blocks of JSON lines, in any order. Out: for each quotation its id and its group's. A line is forgotten as soon as its
//! words are numbers, so memory holds about 250 bytes a quotation. Several readers share a block; quotations are then put into
//! the order of their ids, and everything else follows that order: neither the order of the lines nor the number of readers
//! changes a group or its id.

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::corrections::{Corrections, LinkSide};
use super::link::score::Settings;
use super::prepare::rows::{Rows, WordingSource};
use super::prepare::table::{WordingTable, day};
use super::prepare::weigh::weigh;
use super::steps::group;
use crate::lexicon::Lexicon;
use crate::read::{QuoteError, QuoteRecord, quotes};

/// Quotations as they come in.
pub struct QuoteStream<'l> {
    lexicon: &'l Lexicon,
    readers: Vec<Reader<'l>>,
    /// How many rows each reader had after each block.
    blocks: Vec<Vec<u32>>,
}

/// A line that holds no quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// From 1.
    pub line: u64,
    /// Why.
    pub reason: QuoteError,
}

/// The groups of all quotations, in the order in which they came in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Groups {
    ids: String,
    ends: Vec<u64>,
    groups: Vec<u64>,
    count: usize,
}

struct Reader<'l> {
    rows: Rows<'l>,
    ids: String,
    ends: Vec<u64>,
    /// Hash of all that is known of a quotation: tells apart those with one id.
    prints: Vec<u64>,
}

/// Quotations with one article have one key; one without an article has its own, from its id.
const ARTICLE_SEED: u64 = 4;
const ALONE_SEED: u64 = 5;

impl<'l> QuoteStream<'l> {
    /// A stream that `readers` threads read.
    pub fn new(lexicon: &'l Lexicon, readers: usize) -> Self {
        let reader =
            || Reader { rows: Rows::new(lexicon), ids: String::new(), ends: Vec::new(), prints: Vec::new() };
        Self { lexicon, readers: (0..readers.max(1)).map(|_| reader()).collect(), blocks: Vec::new() }
    }

    /// Reads a block of whole lines, of which the first is line `first` of `file`; blank ones are passed over.
    pub fn add(&mut self, block: &[u8], first: u64, file: &str) -> Vec<BadLine> {
        let shares = shares(block, self.readers.len());
        let mut line = first;
        let mut tasks = Vec::with_capacity(shares.len());
        for (reader, share) in self.readers.iter_mut().zip(shares) {
            tasks.push((reader, share, line));
            line += memchr::memchr_iter(b'\n', share).count() as u64;
        }
        let bad: Vec<Vec<BadLine>> =
            tasks.into_par_iter().map(|(reader, share, line)| reader.read(share, line, file)).collect();
        self.blocks.push(self.readers.iter().map(|r| r.rows.len() as u32).collect());
        bad.concat()
    }

    /// Quotations so far.
    pub fn len(&self) -> usize {
        self.readers.iter().map(|r| r.rows.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Groups them all.
    pub fn finish(self, corrections: &Corrections, settings: Settings) -> Groups {
        let Self { lexicon, readers, blocks } = self;
        // As they came in.
        let mut came: Vec<(u32, u32)> = Vec::with_capacity(readers.iter().map(|r| r.rows.len()).sum());
        let mut from = vec![0; readers.len()];
        for ends in blocks {
            for (reader, (from, end)) in from.iter_mut().zip(ends).enumerate() {
                came.extend((*from..end).map(|row| (reader as u32, row)));
                *from = end;
            }
        }
        let key = |&(reader, row): &(u32, u32)| {
            let reader = &readers[reader as usize];
            (reader.id(row as usize), reader.prints[row as usize])
        };
        // Records that agree in everything are one row.
        let mut places: Vec<u32> = (0..came.len() as u32).collect();
        places.par_sort_by(|&x, &y| key(&came[x as usize]).cmp(&key(&came[y as usize])));
        let mut order: Vec<(u32, u32)> = Vec::with_capacity(came.len());
        let mut row_of = vec![0u32; came.len()];
        for &place in &places {
            let own = came[place as usize];
            if order.last().is_none_or(|last| key(last) != key(&own)) {
                order.push(own);
            }
            row_of[place as usize] = (order.len() - 1) as u32;
        }
        drop(places);
        let names: Vec<u64> = order
            .iter()
            .map(|place| {
                let (id, print) = key(place);
                name(id, print)
            })
            .collect();
        let bound = corrections.bind(|side| {
            let LinkSide::Id(id) = side else { return Vec::new() };
            let from = order.partition_point(|place| key(place).0 < id.as_str());
            let same = order[from..].iter().take_while(|place| key(place).0 == id);
            (from..from + same.count()).map(|i| i as u32).collect()
        });
        let length = readers.iter().map(|r| r.ids.len()).sum();
        let ends = Vec::with_capacity(came.len());
        let mut out = Groups { ids: String::with_capacity(length), ends, ..Groups::default() };
        for place in &came {
            out.ids.push_str(key(place).0);
            out.ends.push(out.ids.len() as u64);
        }
        drop(came);
        let rows: Vec<Rows<'_>> = readers.into_iter().map(|r| r.rows).collect();
        let mut table = WordingTable::from_rows(&rows, &order, lexicon);
        drop((rows, order));
        weigh(&mut table);
        let groups = group(&table, &bound, settings).groups;
        out.count = groups.iter().enumerate().filter(|&(i, &g)| i as u32 == g).count();
        out.groups = row_of.into_iter().map(|row| names[groups[row as usize] as usize]).collect();
        out
    }
}

impl Groups {
    /// Quotations.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Different groups.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The id and the group of each quotation.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.groups.iter().enumerate().map(|(i, &group)| (slice(&self.ids, &self.ends, i), group))
    }
}

impl Reader<'_> {
    fn id(&self, row: usize) -> &str {
        slice(&self.ids, &self.ends, row)
    }

    fn read(&mut self, share: &[u8], first: u64, file: &str) -> Vec<BadLine> {
        let mut bad = Vec::new();
        for (line, bytes) in (first..).zip(share.split(|b| *b == b'\n')) {
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let text = String::from_utf8_lossy(bytes);
            let fallback = format!("{file}:{line}");
            let done = quotes(text.trim(), &fallback, &mut |record| {
                let (printed, print) = known(record);
                self.rows.push(&record.text, &printed);
                self.ids.push_str(&record.id);
                self.ends.push(self.ids.len() as u64);
                self.prints.push(print);
            });
            bad.extend(done.err().map(|reason| BadLine { line, reason }));
        }
        bad
    }
}

/// What is known of a quotation besides its words, and a hash of all that is.
pub(super) fn known<'r>(record: &'r QuoteRecord<'_>) -> (WordingSource<'r>, u64) {
    let all = [Some(&record.text), record.speaker.as_ref(), record.date.as_ref(), record.article.as_ref()];
    let all: Vec<&str> = all.map(|t| t.map_or("\0", AsRef::as_ref)).into_iter().collect();
    let article = match &record.article {
        Some(article) => xxh3_64_with_seed(article.as_bytes(), ARTICLE_SEED),
        None => xxh3_64_with_seed(record.id.as_bytes(), ALONE_SEED),
    };
    let printed = WordingSource {
        article,
        quotation: None,
        speaker: record.speaker.as_deref(),
        day: record.date.as_deref().and_then(day),
        headline: false,
        doubtful: false,
    };
    (printed, xxh3_64(all.join("\0").as_bytes()))
}

/// The name of the group whose first quotation this is.
pub(super) fn name(id: &str, print: u64) -> u64 {
    xxh3_64_with_seed(id.as_bytes(), print)
}

fn slice<'a>(ids: &'a str, ends: &[u64], i: usize) -> &'a str {
    let start = i.checked_sub(1).map_or(0, |before| ends[before]);
    &ids[start as usize..ends[i] as usize]
}

/// `count` parts of about one size, cut behind line feeds.
fn shares(block: &[u8], count: usize) -> Vec<&[u8]> {
    let mut out = Vec::with_capacity(count);
    let mut from = 0;
    for n in 1..=count {
        let to = if n == count {
            block.len()
        } else {
            let least = (block.len() * n / count).max(from);
            memchr::memchr(b'\n', &block[least..]).map_or(block.len(), |at| least + at + 1)
        };
        out.push(&block[from..to]);
        from = to;
    }
    out
}
