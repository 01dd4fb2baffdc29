//! A verdict → what a page shows of it. In: the answers to a claim, and which of them fail. Out: a card: the claim with its changes, each
//! answer with what it means, the sentence of each source with the match marked.

use super::view::shown;
use crate::model::{
    Article, AttributionClass, Evidence, EvidenceIx, Flag, SourceClass, Verdict, WordingClass,
};
use crate::record::link;
use crate::render::shared::{
    RunMark, SourceMark, answers, count, main_places, place_line, signed, source_runs,
};

/// What a verdict comes to, for a reader who looks at the page from afar: a sign and a word, and a class of the style sheet for the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub class: &'static str,
    pub sign: &'static str,
    pub says: &'static str,
}

impl State {
    const FAIL: Self = Self { class: "fail", sign: "✗", says: "fails" };
    const LOOK: Self = Self { class: "look", sign: "!", says: "passes, but look" };
    const PASS: Self = Self { class: "pass", sign: "✓", says: "passes" };
    const OPEN: Self = Self { class: "open", sign: "○", says: "not checked: too short" };

    /// A mark that is no claim.
    pub const PASSED_OVER: Self = Self { class: "passed", sign: "–", says: "passed over" };

    /// The state of a verdict of which some answers fail. What passes and has something that a person should look at is told from what
    /// simply passes.
    pub fn of(verdict: &Verdict, failed: &[&str]) -> Self {
        let unsure = verdict.wording > WordingClass::Bracketed
            || matches!(
                verdict.attribution,
                AttributionClass::Misattributed
                    | AttributionClass::Conflicting
                    | AttributionClass::Unresolved
            )
            || matches!(
                verdict.source,
                SourceClass::Elsewhere | SourceClass::Unreadable | SourceClass::Absent
            );
        match () {
            () if !failed.is_empty() => Self::FAIL,
            () if verdict.wording == WordingClass::TooShort => Self::OPEN,
            // Most quotations are a part of a sentence.
            () if unsure || verdict.flags.iter().any(|flag| *flag != Flag::Fragment) => Self::LOOK,
            () => Self::PASS,
        }
    }

    pub fn is_failure(self) -> bool {
        self == Self::FAIL
    }

    pub fn is_doubtful(self) -> bool {
        self == Self::LOOK
    }
}

/// What a run of words is, in a claim or in a source's sentence.
pub(crate) enum WordKind {
    Plain,
    Match,
    Added,
    Dropped,
    Elided,
    Moved,
    Editor,
}

pub(crate) struct WordRun {
    pub kind: WordKind,
    pub text: String,
}

pub(crate) struct AnswerView {
    pub question: String,
    pub answer: String,
    pub says: String,
    /// True if this answer fails.
    pub bad: bool,
}

pub(crate) struct PlaceView {
    pub outlet: String,
    pub title: String,
    /// Date, wording, who is quoted how.
    pub line: String,
    /// The address that opens the page at the words; empty if the article has none.
    pub link: String,
    pub words: Vec<WordRun>,
}

pub(crate) struct CardView {
    pub number: usize,
    pub state: State,
    /// The answers that fail.
    pub failed: String,
    /// The numbers of the failures before and behind it.
    pub failures: [Option<usize>; 2],
    /// Where the quotation is in a draft.
    pub at: String,
    /// True if the page shows that draft.
    pub in_draft: bool,
    /// The claim's words as they are.
    pub claim: String,
    /// The claim with its changes.
    pub words: Vec<WordRun>,
    pub claimed: String,
    pub exact: String,
    pub answers: Vec<AnswerView>,
    pub places_title: &'static str,
    pub places: Vec<PlaceView>,
    pub more_title: String,
    pub more: Vec<PlaceView>,
}

/// The card of a verdict. Where it is in a draft, and which cards are beside it, is for the caller to add.
pub(super) fn card(number: usize, verdict: &Verdict, failed: &[&str], articles: &[Article]) -> CardView {
    let main = main_places(verdict);
    let place = |ix: EvidenceIx| place(verdict.evidence.get(ix.0)?, Some(ix), verdict, articles);
    let further = (0..verdict.evidence.len()).map(EvidenceIx).filter(|ix| !main.contains(ix));
    let more: Vec<PlaceView> = further.filter_map(place).collect();
    let nearest = verdict.nearest.as_ref().and_then(|near| self::place(near, None, verdict, articles));
    let answer = |[question, answer, says]: [String; 3]| AnswerView {
        bad: question != "change" && failed.contains(&answer.as_str()),
        question: shown(&question),
        answer: shown(&answer),
        says: shown(&says),
    };
    CardView {
        number,
        state: State::of(verdict, failed),
        failed: failed.join(", "),
        failures: [None, None],
        at: String::new(),
        in_draft: false,
        claim: shown(&verdict.claim.text),
        words: signed(verdict, articles).into_iter().map(claim_run).collect(),
        claimed: claimed(verdict),
        exact: verdict.exact.as_deref().map(shown).unwrap_or_default(),
        answers: answers(verdict).into_iter().map(answer).collect(),
        places_title: match &nearest {
            Some(_) => "The nearest that was found; it is not evidence",
            None => "In the sources",
        },
        places: main.iter().copied().filter_map(place).chain(nearest).collect(),
        more_title: count(more.len(), "further place"),
        more,
    }
}

/// Who is claimed to have said it, and when.
fn claimed(verdict: &Verdict) -> String {
    let speaker = verdict.claim.speaker.as_deref().map(|name| format!("claimed of {}", shown(name)));
    let date = verdict.claim.date.as_deref().map(|date| format!("claimed for {}", shown(date)));
    speaker.into_iter().chain(date).collect::<Vec<_>>().join(" · ")
}

fn claim_run((mark, text): (RunMark, &str)) -> WordRun {
    let kind = match mark {
        RunMark::Plain => WordKind::Plain,
        RunMark::Dropped => WordKind::Dropped,
        RunMark::Elided => WordKind::Elided,
        RunMark::Added => WordKind::Added,
        RunMark::Moved => WordKind::Moved,
        RunMark::Bracketed => WordKind::Editor,
    };
    WordRun { kind, text: shown(text) }
}

fn place(
    found: &Evidence,
    index: Option<EvidenceIx>,
    verdict: &Verdict,
    articles: &[Article],
) -> Option<PlaceView> {
    let article = articles.get(found.article.0)?;
    let run = |(mark, text): (SourceMark, String)| {
        let kind = match mark {
            SourceMark::Around => WordKind::Plain,
            SourceMark::Match => WordKind::Match,
            SourceMark::Dropped => WordKind::Dropped,
            SourceMark::Elided => WordKind::Elided,
        };
        WordRun { kind, text: shown(&text) }
    };
    let line = place_line(found, article);
    Some(PlaceView {
        outlet: shown(article.outlet_or_id()),
        title: article.header().title.as_deref().map(shown).unwrap_or_default(),
        line: shown(&line.get(1..).unwrap_or_default().join(" · ")),
        link: link(found, article).unwrap_or_default(),
        words: source_runs(found, index, verdict, article).into_iter().map(run).collect(),
    })
}
