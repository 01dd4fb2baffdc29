//! Claims whose answer is known from how they were made: a quotation of the sources, changed by one operator.
//!
//! The sources are the seed articles and articles made here from word lists, so that spellings, numbers and fillers are among them.

#[path = "dice.rs"]
pub mod dice;
#[path = "edit.rs"]
mod edit;

use inquit::lexicon::Lexicon;
use inquit::model::{
    Article, ArticleHeader, ArticleIx, AttributionClass, ChangeGrade, ChangeKind, Claim, Kind, Material,
    Quotation, Verdict, WordingClass,
};
use inquit::verify::is_named;

use dice::Dice;
use edit::{bare, capital, cuts_number, replace_word, split_clauses, without_noises};

const PEOPLE: [(&str, &str); 12] = [
    ("Ana Ruiz", "mayor"),
    ("Tom Okafor", "engineer"),
    ("Lena Brandt", "senator"),
    ("Marcus Hale", "inspector"),
    ("Priya Nair", "minister"),
    ("Jonas Weld", "farmer"),
    ("Carla Mota", "judge"),
    ("Viktor Sand", "colonel"),
    ("Helen Drury", "teacher"),
    ("Omar Tahan", "surgeon"),
    ("Ruth Kessler", "historian"),
    ("Samuel Pike", "pilot"),
];
const SUBJECTS: [&str; 14] = [
    "the council",
    "our harbour",
    "the northern railway",
    "every family on the island",
    "the old reservoir",
    "this budget",
    "the valley",
    "the ferry company",
    "our only hospital",
    "the inquiry",
    "the vineyard",
    "the coastal road",
    "the lighthouse crew",
    "the grain market",
];
const MODALS: [&str; 6] = ["will", "must", "can", "should", "would", "may"];
const VERBS: [&str; 12] = [
    "repair",
    "abandon",
    "inspect",
    "replace",
    "reopen",
    "protect",
    "finance",
    "inherit",
    "survey",
    "demolish",
    "modernise",
    "reorganise",
];
const OBJECTS: [&str; 14] = [
    "the broken sluice gates",
    "a second tunnel",
    "the flooded archive",
    "twelve wooden bridges",
    "the harvest of 1987",
    "40 wind turbines",
    "the colour of the quay wall",
    "three hundred fishing licences",
    "a neighbour's orchard",
    "the drainage programme",
    "5 million litres of diesel",
    "the centre of the town",
    "its honourable tradition",
    "25 percent of the timber",
];
const TAILS: [&str; 14] = [
    "before the autumn storms arrive",
    "without asking the fishermen",
    "while the engineers are asleep",
    "if the dyke gives way",
    "because nobody kept the receipts",
    "after the regatta",
    "despite the warnings from Lisbon",
    "until the frost returns",
    "in spite of seven lawsuits",
    "with borrowed tractors",
    "under the eyes of the press",
    "for the sake of our grandchildren",
    "as the treaty of Ghent demands",
    "unless the insurers refuse",
];
const LINKS: [&str; 5] = [", and ", ", but ", "; ", ", so ", " and "];
/// The longer ones first, so that none leaves a part of another.
const FILLERS: [&str; 7] = ["um, you know, ", "um, ", "uh, ", "er, ", "you know, ", "I mean, ", "erm, "];

fn clause(dice: &mut Dice) -> String {
    let (s, m, v, o, t) =
        (dice.one(&SUBJECTS), dice.one(&MODALS), dice.one(&VERBS), dice.one(&OBJECTS), dice.one(&TAILS));
    format!("{s} {m} {v} {o} {t}")
}

fn sentence(dice: &mut Dice) -> String {
    let link = dice.one(&LINKS);
    capital(&format!("{}{link}{}", clause(dice), clause(dice)))
}

/// With noises and repetitions, as a transcript has them.
fn spoken(dice: &mut Dice) -> String {
    let sentence = sentence(dice);
    let words: Vec<&str> = sentence.split(' ').collect();
    let mut out = String::new();
    for (i, w) in words.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        if i > 0 && dice.below(5) == 0 {
            if !out.trim_end().ends_with([',', ';']) {
                out = out.trim_end().to_owned() + ", ";
            }
            out.push_str(dice.one(&FILLERS));
        } else if i > 0 && dice.below(9) == 0 && w.chars().all(char::is_alphabetic) {
            out.push_str(w);
            out.push(' ');
        }
        out.push_str(w);
    }
    out
}

/// Articles of our own making: an outlet, a lead, quotations with clauses around them.
pub fn made_articles(count: usize, seed: u64) -> Vec<Article> {
    let mut dice = Dice::new(seed);
    let mut out = Vec::new();
    for n in 0..count {
        let mut text = format!("{}\n\n", capital(&clause(&mut dice)));
        for _ in 0..4 + dice.below(4) {
            let (name, role) = PEOPLE[dice.below(PEOPLE.len())];
            let (a, b) = (sentence(&mut dice), sentence(&mut dice));
            let day = dice.one(&["Monday", "Tuesday", "Friday"]);
            let paragraph = match dice.below(5) {
                0 => format!("“{a},” {name}, the {role}, said on {day}. “{b}.”"),
                1 => format!("“{a},” {name} said. \"{b}.\""),
                2 => format!("\"{a}. {b},\" {name} told the assembly on {day}."),
                3 => format!("{name} said: “{}.”", spoken(&mut dice)),
                _ => {
                    let (left, right) = a.rsplit_once(' ').expect("a sentence has words");
                    format!("“{left} {right},” {name} said, “and {}.”", clause(&mut dice))
                }
            };
            text.push_str(&paragraph);
            text.push_str("\n\n");
            let filler = clause(&mut dice);
            text.push_str(&format!("People in the square had heard that {filler}.\n\n"));
        }
        let header = ArticleHeader { outlet: Some(format!("Outlet {n}")), ..ArticleHeader::default() };
        out.push(Article::new(format!("made-{n:03}"), header, text).expect("short"));
    }
    out
}

/// The seed articles.
pub fn seed_articles() -> Vec<Article> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the seeds are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let id = path.file_name().and_then(|n| n.to_str()).expect("a plain name");
        Article::new(id, ArticleHeader::default(), std::fs::read_to_string(path).expect("readable"))
            .expect("short")
    };
    files.iter().map(read).collect()
}

/// The quotations of all articles.
pub fn quotations(articles: &[Article]) -> Vec<Quotation> {
    let mut out = Vec::new();
    for (i, article) in articles.iter().enumerate() {
        let found = inquit::extract(article, Lexicon::built_in(), &inquit::ExtractOptions::default());
        out.extend(found.quotations.into_iter().map(|q| Quotation { article: ArticleIx(i), ..q }));
    }
    out
}

/// How a claim is made from a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operator {
    Same,
    Part,
    Marks,
    Case,
    Spelling,
    Fillers,
    Gap,
    Bracket,
    Drop,
    Swap,
    Join,
    Not,
    Number,
    Word,
    Speaker,
    Invented,
}

pub const OPERATORS: [Operator; 16] = [
    Operator::Same,
    Operator::Part,
    Operator::Marks,
    Operator::Case,
    Operator::Spelling,
    Operator::Fillers,
    Operator::Gap,
    Operator::Bracket,
    Operator::Drop,
    Operator::Swap,
    Operator::Join,
    Operator::Not,
    Operator::Number,
    Operator::Word,
    Operator::Speaker,
    Operator::Invented,
];

/// A claim and what must be said of it.
#[derive(Debug, Clone)]
pub struct Made {
    pub claim: Claim,
    pub wording: WordingClass,
    pub attribution: Option<AttributionClass>,
    /// The words that a change must name: of the source, or of the claim.
    pub named: Option<String>,
    pub grade: Option<ChangeGrade>,
}

impl Made {
    /// What is wrong with a verdict, if anything is.
    pub fn fault(&self, verdict: &Verdict, articles: &[Article]) -> Option<String> {
        if verdict.wording != self.wording {
            return Some(format!("{} instead of {}", verdict.wording.name(), self.wording.name()));
        }
        if self.attribution.is_some_and(|a| a != verdict.attribution) {
            return Some(format!("attribution {}", verdict.attribution.name()));
        }
        if let Some(named) = &self.named {
            let names = |c: &inquit::model::ClaimChange| {
                let article = articles[verdict.evidence[c.evidence].article].text();
                let side = match c.change.kind {
                    ChangeKind::Dropped | ChangeKind::Elided => c.change.base.map(|s| s.of(article)),
                    _ => c.change.version.map(|s| s.of(&verdict.claim.text)),
                };
                side.is_some_and(|text| bare(text).contains(&bare(named)))
            };
            if !verdict.changes.iter().any(names) {
                return Some(format!("no change names {named:?}: {:?}", verdict.changes));
            }
        }
        if let Some(grade) = self.grade {
            let graded = |c: &inquit::model::ClaimChange| {
                c.change.grade == Some(grade) && c.material == Material::Likely
            };
            if !verdict.changes.iter().any(graded) {
                return Some(format!("no change of {grade:?}: {:?}", verdict.changes));
            }
        }
        None
    }
}

/// One quotation to make claims from: its words with white space made plain, and its speaker.
#[derive(Debug, Clone)]
pub struct Stock {
    /// The article, and the quotation in it: two stocks with the same are pieces of one.
    pub article: usize,
    pub quotation: usize,
    pub text: String,
    pub speaker: Option<String>,
    /// Whether the article prints the name beside it: whom "he" means is no ground for an accusation.
    pub named: bool,
}

/// Quotations long enough to be cut: each content that is no fragment, by sentence.
pub fn stock(articles: &[Article], quotations: &[Quotation]) -> Vec<Stock> {
    let mut out = Vec::new();
    for (i, q) in quotations.iter().enumerate().filter(|(_, q)| q.kind == Kind::Direct) {
        let speaker = q.speaker.as_ref().and_then(|s| s.name.clone());
        for content in &q.contents {
            let text = content.span.of(articles[q.article].text());
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = plain.trim_end_matches([',', '.']).to_owned();
            // The made articles end sentences with ". " only; the seeds' long ones are taken whole.
            if text.split(' ').count() >= 9 && !text.contains('[') {
                let named = is_named(q, &articles[q.article], Lexicon::built_in());
                let speaker = speaker.clone();
                out.push(Stock { article: q.article.0, quotation: i, text, speaker, named });
            }
        }
    }
    out
}

const SPELLINGS: [(&str, &str); 16] = [
    ("harbour", "harbor"),
    ("modernise", "modernize"),
    ("reorganise", "reorganize"),
    ("colour", "color"),
    ("licences", "licenses"),
    ("neighbour's", "neighbor's"),
    ("programme", "program"),
    ("litres", "liters"),
    ("centre", "center"),
    ("honourable", "honorable"),
    ("percent", "per cent"),
    ("twelve", "12"),
    ("three hundred", "300"),
    ("40", "forty"),
    ("5 million", "five million"),
    ("will not", "won't"),
];
const NUMBERS: [(&str, &str); 8] = [
    ("twelve", "nineteen"),
    ("1987", "1978"),
    ("40", "90"),
    ("three hundred", "five hundred"),
    ("5 million", "6 million"),
    ("seven", "nine"),
    ("25", "52"),
    ("one country", "two countries"),
];
const STRANGE: [&str; 6] = ["zeppelin", "marmalade", "walrus", "cathedral", "harpsichord", "volcano"];

/// Makes a claim; `None` where the quotation has nothing for the operator to work on.
pub fn make(operator: Operator, stock: &[Stock], dice: &mut Dice) -> Option<Made> {
    let base = &stock[dice.below(stock.len())];
    let words: Vec<&str> = base.text.split(' ').collect();
    let n = words.len();
    let confirmed = base.speaker.as_ref().map(|_| AttributionClass::Confirmed);
    let made = |text: String, wording: WordingClass| Made {
        claim: Claim { text, speaker: base.speaker.clone(), ..Claim::default() },
        wording,
        attribution: confirmed,
        named: None,
        grade: None,
    };
    let plain = |w: &str| w.chars().all(char::is_alphabetic);
    Some(match operator {
        Operator::Same => made(base.text.clone(), WordingClass::Verbatim),
        Operator::Part => {
            let length = 6 + dice.below(n - 6);
            let from = dice.below(n - length + 1);
            if cuts_number(&words, from) || cuts_number(&words, from + length) {
                return None;
            }
            // A part can stand in another's remark too.
            Made { attribution: None, ..made(words[from..from + length].join(" "), WordingClass::Verbatim) }
        }
        Operator::Marks => {
            let other: String = base
                .text
                .chars()
                .map(|c| match c {
                    '\'' => '’',
                    '’' => '\'',
                    '“' | '”' => '"',
                    '-' => '‑',
                    ' ' if dice.below(6) == 0 => '\u{a0}',
                    c => c,
                })
                .collect();
            (other != base.text).then(|| made(other, WordingClass::Verbatim))?
        }
        Operator::Case => {
            let at = 1 + dice.below(n - 2);
            let mut other: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
            other[at] = match dice.below(3) {
                0 if plain(words[at]) && words[at].len() > 3 => capital(words[at]),
                1 if plain(words[at]) => format!("{},", words[at]),
                _ => words[at].trim_end_matches([',', ';']).to_owned(),
            };
            let text = other.join(" ");
            (text != base.text).then(|| made(text, WordingClass::FormatOnly))?
        }
        Operator::Spelling => {
            let at = dice.below(SPELLINGS.len());
            let (uk, us) = SPELLINGS[at];
            let text = replace_word(&base.text, uk, us)?;
            made(text, WordingClass::Styled)
        }
        Operator::Fillers => {
            let text = without_noises(&base.text);
            (text != base.text).then(|| made(text, WordingClass::Cleaned))?
        }
        Operator::Gap => {
            let length = 1 + dice.below((n - 7).min(8));
            let from = 3 + dice.below(n - length - 5);
            let text = format!("{} … {}", words[..from].join(" "), words[from + length..].join(" "));
            Made { attribution: None, ..made(text, WordingClass::Elided) }
        }
        Operator::Bracket => {
            let at = 2 + dice.below(n - 4);
            let mut other = words.clone();
            other[at] = "[the committee]";
            made(other.join(" "), WordingClass::Bracketed)
        }
        Operator::Drop => {
            let at = 1 + dice.below(n - 2);
            let noise = ["um", "uh", "er", "erm", "you", "know", "I", "mean"];
            let word = words[at].trim_end_matches([',', ';']);
            let repeats = |i: usize| words.get(i).is_some_and(|w| bare(w) == bare(word));
            if noise.contains(&word) || repeats(at + 1) || repeats(at - 1) || bare(word).is_empty() {
                return None;
            }
            let mut other = words.clone();
            other.remove(at);
            Made { named: Some(word.to_owned()), ..made(other.join(" "), WordingClass::SilentOmission) }
        }
        Operator::Swap => {
            let (left, right) = split_clauses(&base.text)?;
            let text = format!("{}, {}", capital(right), left);
            made(text, WordingClass::Spliced)
        }
        Operator::Join => {
            let other = &stock[dice.below(stock.len())];
            if other.quotation == base.quotation || other.text == base.text {
                return None;
            }
            if other.article == base.article && dice.below(2) == 0 {
                return None;
            }
            let tail: Vec<&str> = other.text.split(' ').collect();
            if cuts_number(&words, n / 2) || cuts_number(&tail, tail.len() / 2) {
                return None;
            }
            let text = format!("{} {}", words[..n / 2].join(" "), tail[tail.len() / 2..].join(" "));
            Made { attribution: None, ..made(text, WordingClass::Composite) }
        }
        Operator::Not => {
            let at =
                words.iter().position(|w| MODALS.contains(w) || ["is", "are", "have", "has"].contains(w))?;
            let mut other = words.clone();
            other.insert(at + 1, "not");
            Made {
                named: Some("not".to_owned()),
                grade: Some(ChangeGrade::Polarity),
                ..made(other.join(" "), WordingClass::Altered)
            }
        }
        Operator::Number => {
            let at = dice.below(NUMBERS.len());
            let (from, to) = NUMBERS[at];
            let text = replace_word(&base.text, from, to)?;
            Made { grade: Some(ChangeGrade::Number), ..made(text, WordingClass::Altered) }
        }
        Operator::Word => {
            let at = 1 + dice.below(n - 2);
            if !plain(words[at]) {
                return None;
            }
            let mut other = words.clone();
            let strange = dice.one(&STRANGE);
            other[at] = strange;
            Made { named: Some(strange.to_owned()), ..made(other.join(" "), WordingClass::Altered) }
        }
        Operator::Speaker => {
            let (name, _) = PEOPLE[dice.below(PEOPLE.len())];
            if base.speaker.as_deref().is_none_or(|s| s.contains(name)) {
                return None;
            }
            let mut out = made(base.text.clone(), WordingClass::Verbatim);
            out.claim.speaker = Some(name.to_owned());
            let accused =
                if base.named { AttributionClass::Misattributed } else { AttributionClass::Unresolved };
            out.attribution = Some(accused);
            out
        }
        Operator::Invented => {
            let invented = [
                "Nobody in this laboratory has ever polished a telescope with marmalade",
                "My sister's violin was stolen twice from a locked caravan",
                "Penguins are better swimmers than any sailor I have trained",
                "We shall teach the choir to sing in Basque by Christmas",
                "The chef forgot the saffron and the guests pretended not to notice",
                "You cannot knit a parachute from good intentions alone",
                "His grandmother painted every one of those carousel horses",
                "I would rather trust a compass than a satellite in the desert",
            ];
            let mut out = made(dice.one(&invented).to_owned(), WordingClass::NotFound);
            out.attribution = Some(AttributionClass::NotChecked);
            out
        }
    })
}
