//! A working day with the library: one article, many articles, one claim, a draft, a corpus file. In: made articles. Out: what was found, in
//! words. `tests/tour.rs` runs it and holds what it prints.
//!
//!     cargo run --example tour

use std::error::Error;
use std::fmt::Write;

use inquit::compare::Filter;
use inquit::group::Corrections;
use inquit::{Article, ArticleHeader, Claim, Corpus, Draft, Gate, Inquit};

const POST: &str = "“The bridge will hold for a hundred years, and we will not close it again,” Ana Ruiz told the council on Thursday.";
const COURIER: &str =
    "Mayor Ana Ruiz said “the bridge will hold for a hundred years.” Tom Okafor laughed at the figures.";
const DRAFT: &str = "“The bridge will not hold for a hundred years,” Ana Ruiz said.";

/// An article as an outlet prints it.
fn article(id: &str, outlet: &str, date: &str, text: &str) -> Result<Article, inquit::Error> {
    let header = ArticleHeader {
        outlet: Some(outlet.to_owned()),
        date: Some(date.to_owned()),
        ..ArticleHeader::default()
    };
    Ok(Article::new(id, header, text.to_owned())?)
}

/// All of the tour, as text.
pub fn tour() -> Result<String, Box<dyn Error>> {
    let mut told = String::new();
    let inquit = Inquit::english();

    // One article: who said what, with which verb.
    let post = article("post", "The Harbour Post", "2024-05-02", POST)?;
    for quotation in inquit.extract(&post).quotations {
        let name = quotation.speaker.as_ref().and_then(|s| s.name.as_deref()).unwrap_or("nobody");
        let verb = quotation.cue.as_ref().map_or("–", |cue| cue.lemma.as_str());
        writeln!(told, "{name} ({verb}): {}", quotation.extent().of(post.text()))?;
    }

    // Many articles: the remarks that several of them report, and how the versions differ.
    let courier = article("courier", "Evening Courier", "2024-05-03", COURIER)?;
    let corpus = Corpus::extract(inquit, vec![post, courier]);
    let remarks = corpus.remarks(&Corrections::default());
    let comparison = corpus.comparison(&remarks, &Filter::default());
    for entry in comparison.shared() {
        let speaker = entry.remark.speaker.as_deref().unwrap_or("nobody");
        writeln!(told, "{speaker}: {} outlets, {} versions", entry.outlets, entry.versions())?;
    }

    // One claim: how the words agree, and whether the speaker does.
    let claim = Claim {
        text: "The bridge will hold for a hundred years".to_owned(),
        speaker: Some("Ana Ruiz".to_owned()),
        ..Claim::default()
    };
    let verdict = corpus.verify(&claim);
    writeln!(told, "claim: {}, {}", verdict.wording.name(), verdict.attribution.name())?;

    // A draft: what of it fails a check.
    let draft = Article::new("draft", ArticleHeader::default(), DRAFT.to_owned())?;
    let draft = Draft::text(draft, None, inquit.lexicon());
    for checked in corpus.check(&[draft], &Gate::lenient()) {
        writeln!(told, "draft: {} fails as {}", checked.verdict.claim.text, checked.failed.join(", "))?;
    }
    keep(inquit, &corpus, &claim, &mut told)?;
    Ok(told)
}

/// A corpus file: articles that come day by day, and a claim against all of them.
#[cfg(feature = "store")]
fn keep(
    inquit: Inquit<'_>,
    corpus: &Corpus<'_>,
    claim: &Claim,
    told: &mut String,
) -> Result<(), Box<dyn Error>> {
    use inquit::Store;
    use inquit::store::Keying;

    let file = std::env::temp_dir().join(format!("inquit-tour-{}.db", std::process::id()));
    let mut store = Store::create(&file)?;
    let found = corpus.articles().iter().map(|a| (a.clone(), inquit.extract(a).quotations)).collect();
    store.add(&Keying::new(inquit.lexicon()).batch(found))?;
    store.group(inquit.lexicon())?;
    let verdict = store.look(&claim.text, inquit.lexicon())?.verify(claim, inquit.lexicon());
    writeln!(told, "corpus file: {} articles, {}", verdict.searched.articles, verdict.wording.name())?;
    drop(store);
    std::fs::remove_file(&file)?;
    Ok(())
}

#[cfg(not(feature = "store"))]
fn keep(_: Inquit<'_>, _: &Corpus<'_>, _: &Claim, _: &mut String) -> Result<(), Box<dyn Error>> {
    Ok(())
}

#[allow(dead_code, reason = "tests/tour.rs includes this file and calls `tour`")]
fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", tour()?);
    Ok(())
}
