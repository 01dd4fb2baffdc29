//! Wordings a second of `group::remarks`, pairs a second of `compare::collate`; `benches/README.md` says what is inside the
//! timed part.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inquit::compare;
use inquit::group;
use inquit::lexicon::Lexicon;
use inquit::model::{
    Article, ArticleHeader, ArticleIx, Basis, Content, Kind, Quotation, Rule, Span, Speaker,
};

const WORDS: [&str; 40] = [
    "the", "harbour", "bridge", "will", "be", "closed", "for", "repairs", "until", "end", "of", "May", "and",
    "we", "have", "counted", "every", "boat", "that", "was", "lost", "in", "flood", "nobody", "here", "can",
    "say", "how", "long", "old", "pumps", "last", "council", "asleep", "ten", "years", "ministry", "offers",
    "museum", "wages",
];

/// A stream of numbers that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// `count` quotations of about 14 words: each fifth is printed three times, cut at either end or with a word left out.
fn corpus(count: usize) -> (Vec<Article>, Vec<Quotation>) {
    let mut numbers = Numbers(7);
    let (mut articles, mut quotations) = (Vec::new(), Vec::new());
    while articles.len() < count {
        let length = 8 + numbers.next(12);
        let mut words: Vec<String> =
            (0..length).map(|_| WORDS[numbers.next(WORDS.len())].to_owned()).collect();
        for _ in 0..2 {
            let at = numbers.next(length);
            words[at] = format!("name{}", numbers.next(count));
        }
        let day = 1 + numbers.next(27);
        let prints = if numbers.next(5) == 0 { 3 } else { 1 };
        for print in 0..prints {
            let mut printed = words.clone();
            match print {
                1 => drop(printed.drain(..2)),
                2 => drop(printed.remove(length / 2)),
                _ => {}
            }
            let text = printed.join(" ");
            let span = Span::new(&text, 0, text.len()).expect("the whole text");
            quotations.push(Quotation {
                article: ArticleIx(articles.len()),
                speaker: Some(Speaker {
                    mention: None,
                    name: Some(format!("Ruiz{}", numbers.next(200))),
                    basis: Basis::Name,
                }),
                ..Quotation::new(vec![Content { span, closed: true }], Kind::Direct, Rule::Unattributed)
            });
            let header =
                ArticleHeader { date: Some(format!("2024-05-{day:02}")), ..ArticleHeader::default() };
            articles.push(
                Article::new(format!("{:07}", articles.len()), header, text).expect("shorter than 4 GiB"),
            );
        }
    }
    (articles, quotations)
}

fn remarks(c: &mut Criterion) {
    let lexicon = Lexicon::built_in();
    let mut bench = c.benchmark_group("group");
    bench.sample_size(10);
    // Ten times the quotations must take at most twelve times the time.
    for count in [2_000, 20_000] {
        let (articles, quotations) = corpus(count);
        bench.throughput(Throughput::Elements(quotations.len() as u64));
        bench.bench_function(BenchmarkId::new("remarks", count), |b| {
            b.iter(|| black_box(group::remarks(black_box(&articles), black_box(&quotations), lexicon)));
        });
    }
    bench.finish();
}

fn collations(c: &mut Criterion) {
    let lexicon = Lexicon::built_in();
    let (articles, quotations) = corpus(2_000);
    let remarks: Vec<_> = group::remarks(&articles, &quotations, lexicon)
        .into_iter()
        .filter(|r| r.wordings.len() > 1)
        .collect();
    let mut bench = c.benchmark_group("compare");
    bench.throughput(Throughput::Elements(remarks.iter().map(|r| r.wordings.len() as u64).sum()));
    bench.bench_function("collate", |b| {
        b.iter(|| {
            for remark in &remarks {
                black_box(compare::collate(black_box(remark), &articles, &quotations, lexicon));
            }
        });
    });
    // Nothing in common, and far longer than any quotation: the work must stay near-linear.
    let (left, right) = ("a b c d e f g ".repeat(4_000), "a c e g b d f ".repeat(4_000));
    let whole = |text: &str| Span::new(text, 0, text.len()).expect("the whole text");
    bench.throughput(Throughput::Bytes((left.len() + right.len()) as u64));
    bench.bench_function("changes/hostile", |b| {
        b.iter(|| black_box(compare::changes((&left, whole(&left)), (&right, whole(&right)), lexicon)));
    });
    bench.finish();
}

criterion_group!(benches, remarks, collations);
criterion_main!(benches);
