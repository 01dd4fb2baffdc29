//! The façade: sources in memory, from texts and in a corpus file give one answer to one question, to many threads at once, within bounds.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::time::{Duration, Instant};

use inquit::ask::{AskBounds, AskError, Asking, CheckOptions, GateChoice, SourceSet, read_drafts};
use inquit::model::Reference;
use inquit::read::{ClaimLine, GivenText, HeldForm, ReadErrorKind};
use inquit::record::value;
use inquit::render::{Format, Look, write};
use inquit::{Article, ArticleHeader, Claim, Corpus, Draft, Gate, Inquit};

const POST: &str =
    "“We have oil for a week and spare parts for two,” Mara Lindqvist told reporters. “Nobody pays for it.”";
const COURIER: &str = "“We have oil for one week,” Mara Lindqvist said on Friday. The board meets on Monday.";

fn texts() -> Vec<GivenText> {
    let one = |id: &str, outlet: &str, text: &str| GivenText {
        id: id.to_owned(),
        outlet: Some(outlet.to_owned()),
        text: text.to_owned(),
        ..GivenText::default()
    };
    vec![one("post", "Harbour Post", POST), one("courier", "Courier", COURIER)]
}

fn set() -> SourceSet<'static> {
    SourceSet::of_texts(Inquit::english(), &texts(), |heard| panic!("{heard:?}"))
}

fn claim(text: &str) -> Claim {
    Claim { text: text.to_owned(), speaker: Some("Mara Lindqvist".to_owned()), ..Claim::default() }
}

fn line(n: u64, text: &str) -> ClaimLine {
    ClaimLine::of(claim(text), n)
}

fn draft_of(text: &str, form: HeldForm) -> Vec<Draft<'static>> {
    let lexicon = Inquit::english().lexicon();
    read_drafts("draft", text, Some(form), lexicon).unwrap().drafts
}

fn check(set: &SourceSet<'_>, text: &str, form: HeldForm) -> Vec<(String, Vec<String>)> {
    let report = set.check(draft_of(text, form), &CheckOptions::default(), AskBounds::default()).unwrap();
    let record = |c: inquit::record::CheckedRecord<'_>| {
        (c.verdict.claim.to_string(), c.failed.iter().map(ToString::to_string).collect())
    };
    report.records().map(record).collect()
}

#[cfg(feature = "store")]
fn stored(file: &std::path::Path) -> SourceSet<'static> {
    use inquit::store::{Keying, Store};
    let inquit = Inquit::english();
    let memory = set();
    let articles = memory.corpus().unwrap().articles().to_vec();
    let batch = articles.into_iter().map(|a| (a.clone(), inquit.extract(&a).quotations)).collect();
    let mut store = Store::create(file).unwrap();
    store.add(&Keying::new(inquit.lexicon()).batch(batch)).unwrap();
    store.group(inquit.lexicon()).unwrap();
    SourceSet::of_file(inquit, file).unwrap()
}

#[cfg(feature = "store")]
struct Folder(std::path::PathBuf);

#[cfg(feature = "store")]
impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("inquit-ask-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

#[cfg(feature = "store")]
impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[cfg(feature = "store")]
#[test]
fn sources_in_memory_and_in_a_file_give_one_answer() {
    let folder = Folder::new("one");
    let (memory, file) = (set(), stored(&folder.0.join("c.db")));
    for words in
        ["We have oil for a week and spare parts for two", "We have oil for a month", "The moon is cheese"]
    {
        let one = memory.verify(&claim(words), &Gate::lenient()).unwrap();
        let two = file.verify(&claim(words), &Gate::lenient()).unwrap();
        assert_eq!(
            serde_json::to_value(one.record()).unwrap(),
            serde_json::to_value(two.record()).unwrap(),
            "{words}"
        );
    }
    let text = "Mara Lindqvist said: “We have oil for a month and spare parts for two.”";
    assert_eq!(check(&memory, text, HeldForm::Markdown), check(&file, text, HeldForm::Markdown));
    assert_eq!(memory.searched().unwrap(), file.searched().unwrap());
    let choice = GateChoice::default();
    assert_eq!(memory.receipt(&choice, None).unwrap(), file.receipt(&choice, None).unwrap());
    for set in [&memory, &file] {
        let found = set.versions("We have oil for a week and spare parts for two").unwrap();
        assert!(found.is_current);
        let comparison = found.comparison();
        let remarks: Vec<_> = comparison.entries.iter().map(|e| e.remark.speaker.clone()).collect();
        assert_eq!(remarks, [Some("Mara Lindqvist".to_owned())]);
    }
}

#[cfg(feature = "store")]
#[test]
fn a_file_without_articles_is_no_source_unless_it_is_asked_for() {
    let folder = Folder::new("empty");
    let path = folder.0.join("c.db");
    drop(inquit::Store::create(&path).unwrap());
    assert!(matches!(SourceSet::of_file(Inquit::english(), &path), Err(AskError::EmptyCorpus { .. })));
    assert_eq!(SourceSet::of_any_file(Inquit::english(), &path).unwrap().searched().unwrap().articles, 0);
}

#[test]
fn many_claims_keep_their_order_and_a_bad_line_its_place() {
    let set = set();
    let bad = inquit::read::ClaimError { id: None, line: 2, column: None, message: "no claim".to_owned() };
    let lines = vec![Ok(line(1, "Nobody pays for it")), Err(bad), Ok(line(3, "Everybody pays for it"))];
    let gate = Gate::lenient();
    let asking = Asking { gate: &gate, list: "claims", bounds: AskBounds::default() };
    let answered = set.verify_many(lines.clone(), &asking).unwrap();
    let records: Vec<_> = answered.iter().map(|a| serde_json::to_value(a.record()).unwrap()).collect();
    let keys: Vec<_> =
        records.iter().map(|r| (r["id"].as_str().unwrap(), r["type"].as_str().unwrap())).collect();
    assert_eq!(keys, [("claims:1", "verdict"), ("claims:2", "error"), ("claims:3", "verdict")]);
    assert_eq!((&records[0]["ok"], &records[2]["ok"]), (&true.into(), &false.into()));

    let few = Asking { bounds: AskBounds { most: Some(2), until: None }, ..asking };
    assert!(matches!(set.verify_many(lines.clone(), &few), Err(AskError::TooMany { given: 3, most: 2 })));
    let now = AskBounds { most: None, until: Some(Instant::now()) };
    assert!(matches!(
        set.verify_many(lines.clone(), &Asking { bounds: now, ..asking }),
        Err(AskError::OutOfTime { done: 0, given: 3 })
    ));
    let later = AskBounds { most: Some(3), until: Some(Instant::now() + Duration::from_secs(600)) };
    assert_eq!(set.verify_many(lines, &Asking { bounds: later, ..asking }).unwrap().len(), 3);
}

#[test]
fn threads_share_the_sources() {
    let set = set();
    let wordings: Vec<_> = std::thread::scope(|scope| {
        let ask =
            || set.verify(&claim("Nobody pays for it"), &Gate::lenient()).unwrap().verdict.wording.name();
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(wordings, ["verbatim"; 4]);
}

#[test]
fn a_draft_is_read_as_its_form_says() {
    let set = set();
    let fails = |claim: &str, failed: &[&str]| {
        vec![(claim.to_owned(), failed.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>())]
    };
    let words = "We have oil for a month and spare parts for two,";
    let plain = format!("“{words}” Mara Lindqvist said.");
    let html = format!("<html><body><p>“{words}” <b>Mara Lindqvist</b> said.</p></body></html>");
    let markdown = format!("# The pumps\n\n“{}” **Mara Lindqvist** said.\n", words.replace("oil", "*oil*"));
    for (text, form) in [(plain, HeldForm::Plain), (markdown, HeldForm::Markdown)] {
        assert_eq!(check(&set, &text, form), fails(words, &["altered"]), "{text}");
    }
    #[cfg(feature = "html")]
    assert_eq!(check(&set, &html, HeldForm::Page), fails(words, &["altered"]));
    let _ = html;
}

#[test]
fn a_draft_without_text_or_with_a_part_that_cannot_be_read_is_an_error() {
    let read = |text: &str, form| read_drafts("draft", text, form, Inquit::english().lexicon());
    for form in [HeldForm::Markdown, HeldForm::Plain].map(Some).into_iter().chain([None]) {
        for text in ["", " \n\n"] {
            let error = read(text, form).unwrap_err();
            assert!(matches!(error.kind, ReadErrorKind::Empty), "{form:?} {text:?} {error}");
        }
    }
    let halves = "{\"text\":\"It is shut.\"}\n{\"text\":\n";
    assert!(read(halves, Some(HeldForm::Records)).unwrap_err().to_string().starts_with("draft:2:"));
    let read =
        read_drafts("draft", b"The caf\xe9 is shut, she said.", None, Inquit::english().lexicon()).unwrap();
    assert_eq!((read.drafts.len(), read.notes.len()), (1, 1));
    assert_eq!(read.notes[0].to_string(), "draft: read as windows-1252");
}

#[test]
fn a_report_accounts_for_every_mark_and_has_every_format() {
    let set = set();
    let text = "“Nobody pays for it,” Mara Lindqvist said. It is the so-called “pump fund” of the town. Type `“in code, not speech”`.\n";
    let report =
        set.check(draft_of(text, HeldForm::Markdown), &CheckOptions::default(), AskBounds::default());
    let report = report.unwrap();
    let summary = report.summary_record();
    assert_eq!((summary.checked, summary.failed, report.passes()), (1, 0, true));
    assert_eq!(summary.marks, summary.pieces + summary.passed_over.total);
    let passed: Vec<_> = report.passed_over().map(|p| p.reason.to_string()).collect();
    assert_eq!(passed, ["not-speech", "code"]);
    let mut out = Vec::new();
    write(&mut out, (Format::Json, Look::default()), &report.shown(true), &report.summary).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let records: Vec<_> = report.records().map(|r| value(&r).unwrap()).collect();
    assert_eq!(json["verdicts"], serde_json::Value::from(records));
    assert_eq!(json["summary"], value(&summary).unwrap());
    let bounds = AskBounds { most: Some(0), until: None };
    let more = set.check(draft_of(text, HeldForm::Markdown), &CheckOptions::default(), bounds);
    assert!(matches!(more, Err(AskError::TooMany { given: 1, most: 0 })));
}

#[test]
fn a_draft_among_its_sources_confirms_nothing() {
    let text = "“We shall sell the pumps to the highest bidder,” Mara Lindqvist said.";
    let article = |id: &str, text: &str| Article::new(id, ArticleHeader::default(), text.to_owned()).unwrap();
    let corpus = Corpus::extract(Inquit::english(), vec![article("draft", text), article("post", POST)]);
    let set = SourceSet::of(corpus, inquit::read::ReadAccount::default());
    let drafts = vec![Draft::text(article("mine", text), None, Inquit::english().lexicon())];
    let report = set.check(drafts, &CheckOptions::default(), AskBounds::default()).unwrap();
    assert_eq!(report.checked[0].failed, ["not-found"]);
    assert_eq!((report.summary.articles, report.articles.len()), (1, 1));
    assert_eq!(set.summary().unwrap().articles, 2);
}

#[test]
fn what_was_not_read_is_counted_and_is_no_missing_source() {
    let mut texts = texts();
    texts.push(GivenText { id: "scan".to_owned(), ..GivenText::default() });
    let mut heard = Vec::new();
    let set = SourceSet::of_texts(Inquit::english(), &texts, |arrival| heard.push(format!("{arrival:?}")));
    assert_eq!((heard.len(), set.account().skipped, set.summary().unwrap().skipped), (1, 1, 1), "{heard:?}");
    let cited = Claim { cited: vec![Reference::given("scan")], ..claim("The moon is made of green cheese") };
    let verdict = set.verify(&cited, &Gate::lenient()).unwrap().verdict;
    let reason = verdict.cited.and_then(|c| c.reason).map(|r| r.name());
    assert_eq!((verdict.source.name(), reason), ("unreadable", Some("no-text")));
}
