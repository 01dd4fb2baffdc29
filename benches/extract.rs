//! Bytes a second of `extract`; `benches/README.md` says what is inside the timed part.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inquit::ExtractOptions;
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader};

/// Paragraphs as newspapers print them: about one quotation a paragraph, half of the text between marks.
const NEWS: &str = "\
The harbour board met for the third time this week after the second flood of the spring, and once more put off its vote.\n\
“The pumps are older than the town, and nobody here can say how long they will last,” Mara Lindqvist, who has run them since May, \
told reporters on Friday. “We have oil for a week.”\n\
She added that the council had been “asleep for ten years” and called the offer from the ministry “a museum with wages.”\n\
Joseph Adeyemi, a ferry captain, said he had counted the boats twice. According to the ministry, 43 of them were lost.\n\
“Who counted them?” he asked. “Nobody did.”\n\n";

fn article(text: String) -> Article {
    Article::new("bench", ArticleHeader::default(), text).expect("shorter than 4 GiB")
}

fn extract(c: &mut Criterion) {
    let lexicon = Lexicon::built_in();
    let options = ExtractOptions::default();
    let mut group = c.benchmark_group("extract");
    let mut run = |name: BenchmarkId, articles: &[Article]| {
        let bytes = articles.iter().map(|a| a.text().len() as u64).sum();
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(name, |b| {
            b.iter(|| {
                for article in articles {
                    black_box(inquit::extract(black_box(article), lexicon, &options));
                }
            });
        });
    };
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut names: Vec<_> =
        fs::read_dir(seeds).expect("seeds/").map(|entry| entry.expect("an entry").path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    names.sort();
    let seeds: Vec<Article> =
        names.iter().map(|path| article(fs::read_to_string(path).expect("a seed"))).collect();
    run(BenchmarkId::new("seeds", "five articles"), &seeds);
    // Ten times the text must take ten times the time.
    for size in [64 << 10, 640 << 10] {
        let text = NEWS.repeat(size / NEWS.len());
        run(BenchmarkId::new("news", format!("{} KiB", size >> 10)), &[article(text)]);
    }
    run(
        BenchmarkId::new("one paragraph", "64 KiB"),
        &[article(NEWS.replace('\n', " ").repeat((64 << 10) / NEWS.len()))],
    );
    for (name, piece) in [
        ("all marks", "“ "),
        ("all capitals", "Ruiz "),
        ("all verbs", "said "),
        ("no quotation", "It rained all day. "),
    ] {
        run(BenchmarkId::new(name, "64 KiB"), &[article(piece.repeat((64 << 10) / piece.len()))]);
    }
    group.finish();
}

criterion_group!(benches, extract);
criterion_main!(benches);
