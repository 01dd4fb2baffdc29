//! One paragraph → a [`Passage`]: its quotations, and every way in which its clauses could report them.
//!
//! The stage sees tokens and the lexicon, nothing else; who is meant by "he" is the next stage's question. It
//! runs in four layers, each linear:
//!
//! 1. `marks`: quotation marks → the spans between them;
//! 2. `outline`: the paragraph with every quotation folded into one unit;
//! 3. `chunk`: noun phrases, verb groups and what comes between them (nom over units);
//! 4. `clause`: reporting clauses (nom over phrases), and `reading`: clause beside quotation → named rule and evidence.

mod addressee;
mod chunk;
mod clause;
mod content;
mod cursor;
mod features;
mod indirect;
mod marks;
mod mention;
mod outline;
mod passage;
#[cfg(test)]
mod properties;
mod reading;
mod scene;
mod seen;
mod source;
mod subject;
#[cfg(test)]
mod testing;
mod trace;

pub use chunk::NounKind;
pub use features::{
    Beside, Features, First, Last, Length, LinkKind, Observations, Phrase, QuoteShape, VerbClass, Wholeness,
};
pub use indirect::{ContentForm, IndirectClause, ReportSource, Stretch};
pub use mention::Mention;
pub use passage::{ClosingClause, LeadIn, MarkedSpan, Passage};
pub use reading::Reading;
pub use scene::ReadCue;
pub use seen::{rule_value, subject_class};
pub use trace::trace;

use std::cell::RefCell;

use chunk::{Chunk, chunks};
use clause::{Clause, clauses};
use cursor::Setting;
use marks::{ArticleMarks, marked_spans};
use outline::{Outline, outline};
use scene::Scene;
use subject::add_choices;

use crate::lexicon::Lexicon;
use crate::model::{Warning, WarningKind};
use crate::segment::{Line, LineKind, ParsedToken, tokenize};

/// The layers of one paragraph. Their space is used again from paragraph to paragraph, and from article to article of a thread: it is so
/// large that it would be taken from the system's allocator, and given back, in its slowest way.
#[derive(Debug, Default)]
struct Layers {
    tokens: Vec<ParsedToken>,
    outline: Outline,
    chunks: Vec<Chunk>,
    clauses: Vec<Clause>,
    /// Space for the parser of clauses.
    taken: Vec<bool>,
    mentions: Vec<Mention>,
}

/// Tokens of a paragraph whose space is kept after its article; a longer one is rare.
const KEPT: usize = 1 << 13;

thread_local! {
    /// The layers of the last article of this thread.
    static LAYERS: RefCell<Layers> = RefCell::default();
}

/// Parses the paragraphs of one article. It keeps space that is used again from paragraph to paragraph.
#[derive(Debug)]
pub struct Parser<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    indirect: bool,
    keeps_features: bool,
    layers: Layers,
    marks: ArticleMarks<'a>,
    /// True if the last paragraph ended within a quotation in single marks.
    left_open: bool,
}

impl<'a> Parser<'a> {
    /// Begins an article; `indirect` asks for what its clauses could report without marks.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, indirect: bool) -> Self {
        Self {
            text,
            lexicon,
            indirect,
            keeps_features: true,
            layers: LAYERS.take(),
            marks: ArticleMarks::new(text),
            left_open: false,
        }
    }

    /// Says whether the observations of every reading are wanted, as they are to explain it and to learn from it; else only the sum of
    /// their weights is kept.
    #[must_use]
    pub fn keeping_features(mut self, wanted: bool) -> Self {
        self.keeps_features = wanted;
        self
    }

    /// Parses one paragraph. Total: any text gives a passage.
    pub fn passage(&mut self, line: Line, warnings: &mut Vec<Warning>) -> Passage<'_> {
        let Self { text, lexicon, keeps_features, .. } = *self;
        let Layers { tokens, outline: around, chunks: phrases, clauses: reports, taken, mentions } =
            &mut self.layers;
        let context = Setting { text, lexicon, title_case: line.title_case, keeps_features };
        tokens.clear();
        tokenize(text, line.span, lexicon, tokens);
        let article = self.marks.around(line, self.left_open);
        let marked = marked_spans(text, tokens, lexicon, &article, warnings);
        // A caption between two paragraphs of one quotation interrupts nothing.
        if !line.is_unended(text) || marked.first().is_some_and(|m| m.open == 0) {
            let last = marked.iter().rfind(|m| m.parent.is_none());
            self.left_open = last.is_some_and(|m| m.single && !m.closed);
        }
        outline(text, tokens, &marked, lexicon, around);
        chunks(&around.units, &around.sentences, context, phrases);
        clauses(phrases, &around.units, context, taken, reports);
        if !marked.is_empty() {
            add_choices(phrases, &around.units, reports);
        }
        let scene = Scene { chunks: phrases, units: &around.units, clauses: reports, context };
        let headline = line.kind == LineKind::Headline;
        let (indirect, cut) =
            if self.indirect { indirect::indirect(&scene, headline) } else { (Vec::new(), false) };
        if cut {
            warnings.push(Warning { span: line.span, kind: WarningKind::ManyClauses });
        }
        Passage { indirect, ..Passage::new(&scene, &marked, tokens, line, mentions) }
    }
}

impl Drop for Parser<'_> {
    fn drop(&mut self) {
        if self.layers.tokens.capacity() <= KEPT {
            // A thread that ends keeps nothing.
            let _ = LAYERS.try_with(|kept| kept.replace(std::mem::take(&mut self.layers)));
        }
    }
}
