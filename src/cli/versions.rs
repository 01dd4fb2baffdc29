//! `inquit versions`: all the versions of one quotation.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};

use inquit::group;
use inquit::lexicon::Lexicon;
use inquit::model::{Article, Remark};
use inquit::render::{Csv, Html, Json, Markdown, Summary, Table, Tei};
use inquit::store::Store;

use super::args::{self, CompareFormat, Global};
use super::compare::Corpus;
use super::input::Source;
use super::links::Links;
use super::{Status, grammar, output, words};

/// Less than this part of the words' weight in common is no match.
const LEAST: f32 = 0.6;
/// Words that weigh less together are in every article.
const LIGHTEST: f32 = 3.0;
/// What a word passed over on either side costs, in nats: words far apart are not one phrase.
const PASSED: f32 = 0.5;
/// A wording with fewer words cannot stand for a longer quotation.
const FEW: usize = 4;

pub(super) fn run(command: &args::Versions, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let sentences = group::sentences(&command.quote, lexicon);
    let wanted: Vec<Vec<String>> =
        sentences.iter().map(|&(start, end)| words(&command.quote[start..end], lexicon)).collect();
    if wanted.is_empty() {
        bail!("the quotation has no words; give those that you are looking for");
    }
    let asks = command.grouping.explain || command.grouping.links.is_some();
    if command.paths.corpus.is_some() && asks {
        bail!(
            "a corpus holds its remarks without their links; for --links and --explain give the articles as PATH, or use \
             `inquit compare --corpus`, which groups them anew"
        );
    }
    let (corpus, remarks, summary) = match &command.paths.corpus {
        Some(file) => stored(file, &command.quote, &wanted, lexicon)?,
        None => read(command, &wanted, global, lexicon)?,
    };
    let found = &remarks[..];
    let comparison = corpus.comparison(found, &command.grouping, lexicon);
    let mut out = output::stdout();
    match command.format {
        CompareFormat::Table => {
            Table { look: output::look(global, command.full) }.versions(&mut out, &comparison)?;
            if found.is_empty() {
                output::message("note", "no quotation has these words; try fewer of them");
            }
        }
        CompareFormat::Json => Json { lines: false }.compare(&mut out, &comparison, &summary)?,
        CompareFormat::Jsonl => Json { lines: true }.compare(&mut out, &comparison, &summary)?,
        CompareFormat::Csv => Csv.compare(&mut out, &comparison)?,
        CompareFormat::Md => Markdown.versions(&mut out, &comparison)?,
        CompareFormat::Tei => Tei.versions(&mut out, &comparison)?,
        CompareFormat::Html => Html.versions(&mut out, &comparison, &summary)?,
    }
    out.flush()?;
    Ok(match (summary.skipped, found) {
        (1.., _) => Status::BadInput,
        (0, []) => Status::Nothing,
        (0, _) => Status::Done,
    })
}

/// The remarks that the words name, from articles. A quotation of several sentences can be several remarks.
fn read(
    command: &args::Versions,
    wanted: &[Vec<String>],
    global: &Global,
    lexicon: &Lexicon,
) -> Result<(Corpus, Vec<Remark>, Summary)> {
    let links = Links::read(command.grouping.links.as_deref(), global)?;
    let mut source = Source::of(&command.paths, global, true)?;
    let articles = source.all()?;
    let corpus = Corpus::with_reports(articles, &source, lexicon);
    let mut remarks = corpus.remarks(&links, &source, lexicon);
    let mut found: Vec<usize> =
        wanted.iter().filter_map(|words| best(words, &remarks, &corpus.articles, lexicon)).collect();
    found.sort_unstable();
    found.dedup();
    let mut index = 0..;
    remarks.retain(|_| index.next().is_some_and(|i| found.contains(&i)));
    source.close();
    let summary = corpus.summary(&source);
    Ok((corpus, remarks, summary))
}

/// The remark, with its articles, from a corpus.
fn stored(
    file: &Path,
    quote: &str,
    wanted: &[Vec<String>],
    lexicon: &Lexicon,
) -> Result<(Corpus, Vec<Remark>, Summary)> {
    let mut store = Store::open(file)?;
    if !store.is_grouped()? {
        output::message(
            "warning",
            "articles came or went since the remarks were made; `inquit corpus add` brings them up to date",
        );
    }
    let near = store.wordings_near(quote, lexicon)?;
    // A corpus gives one remark: that of the sentence which it has best.
    let scored = near.iter().map(|n| {
        let held = words(&n.text, lexicon);
        (wanted.iter().map(|sentence| likeness(sentence, &held, lexicon)).fold(0.0, f32::max), n)
    });
    let best = scored.filter(|(score, _)| *score >= LEAST).max_by(|(x, a), (y, b)| {
        x.total_cmp(y).then(a.wordings.cmp(&b.wordings)).then(b.remark.cmp(&a.remark))
    });
    let found = match best {
        Some((_, near)) => store.remark(near.remark)?,
        None => None,
    };
    let (articles, quotations, remark) =
        found.map_or_else(Default::default, |f| (f.articles, f.quotations, vec![f.remark]));
    let corpus = Corpus { articles, quotations, warnings: 0 };
    let searched = store.searched()?;
    let summary =
        Summary { articles: searched.articles, quotations: searched.quotations, ..Summary::default() };
    Ok((corpus, remark, summary))
}

/// The remark of which a wording has most of the wanted words in their order. A fragment finds its remark, and a long quotation finds a
/// remark that outlets print in fragments only. Ties go to the remark with more wordings, then to the first.
fn best(wanted: &[String], remarks: &[Remark], articles: &[Article], lexicon: &Lexicon) -> Option<usize> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (index, remark) in remarks.iter().enumerate() {
        let texts = remark.wordings.iter().filter_map(|w| Some(w.span.of(articles.get(w.article)?.text())));
        let score = texts.map(|text| likeness(wanted, &words(text, lexicon), lexicon)).fold(0.0, f32::max);
        let size = remark.wordings.len();
        let better = best.is_none_or(|(most, largest, _)| score > most || score == most && size > largest);
        if score >= LEAST && better {
            best = Some((score, size, index));
        }
    }
    best.map(|(_, _, index)| index)
}

/// What the best aligned run of common words weighs, as a part of what is wanted; or, a little less, as a part of a wording that is a
/// fragment of it. Words weigh by their rarity in the language.
fn likeness(wanted: &[String], wording: &[String], lexicon: &Lexicon) -> f32 {
    let weight = |word: &String| lexicon.frequencies().weight(word);
    let sum = |words: &[String]| words.iter().map(weight).sum::<f32>();
    let (all, held) = (sum(wanted), sum(wording));
    if all < LIGHTEST {
        return 0.0;
    }
    let (mut row, mut common) = (vec![0.0f32; wording.len() + 1], 0.0f32);
    for word in wanted {
        let worth = weight(word);
        let mut diagonal = 0.0;
        for (at, other) in wording.iter().enumerate() {
            let above = row[at + 1];
            let passed = (above.max(row[at]) - PASSED).max(0.0);
            row[at + 1] = if word == other { passed.max(diagonal + worth) } else { passed };
            common = common.max(row[at + 1]);
            diagonal = above;
        }
    }
    let contains = if wording.len() >= FEW { 0.9 * common / held.max(LIGHTEST) } else { 0.0 };
    (common / all).max(contains)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_a_wrong_word_and_a_longer_quotation_are_alike() {
        let words = |text: &str| words(text, Lexicon::built_in());
        let wording = words("The bridge will hold “for a hundred years,” not ten.");
        let likeness = |wanted: &[String], wording: &[String]| likeness(wanted, wording, Lexicon::built_in());
        assert!(likeness(&words("a hundred years"), &wording) > 0.99);
        assert!(likeness(&words("the bridge will stand for a hundred years"), &wording) > 0.7);
        let longer =
            words("I promise you the bridge will hold for a hundred years, not ten. Ask me again in May.");
        assert!(likeness(&longer, &wording) > 0.8);
        assert!(likeness(&words("nobody said anything at all"), &wording) < LEAST);
        assert!(
            likeness(&words("a flock of pheasants"), &words("The want of manners is a pheasant's")) < LEAST
        );
        assert!(likeness(&words("the"), &wording) < LEAST, "in every article");
    }
}
