//! The annotations of one text in the standoff form of brat. In: the text, the lines of its `.ann`. Out: a [`Gold`] without an id, or the first
//! line that is wrong.
//!
//! `Quote`, `Speaker`, `Cue`, the relations between them, `Kind` and the notes of speakers are read; what has another label is counted. A
//! quotation without a speaker and a verb is one that quotes nobody.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::gold::{CharRange, Gold, GoldAttribution, GoldQuote, Marked};
use crate::model::{Kind, Offsets};
use crate::record::{brat, is_unsafe};

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StandoffFault {
    /// The line has another form.
    #[error("a line here needs {needs}")]
    Form {
        /// What it should be.
        needs: &'static str,
    },
    /// A place that the text does not have.
    #[error("the place {start} to {end} is not in the text, which has {length} code points")]
    Outside {
        /// As annotated.
        start: usize,
        /// As annotated.
        end: usize,
        /// Code points of the text.
        length: usize,
    },
    /// Other words than the annotation has, as when offsets count bytes, or the text was changed.
    #[error("the text has “{found}” there, and the annotation “{given}”")]
    Words {
        /// The words of the text.
        found: String,
        /// The words of the annotation.
        given: String,
    },
    /// The number of an annotation that is not in the file.
    #[error("{id} is not in the file")]
    Unknown {
        /// The number.
        id: String,
    },
    /// A number that two annotations have.
    #[error("{id} is in the file twice")]
    Twice {
        /// The number.
        id: String,
    },
    /// A value that the attribute does not have.
    #[error("`{value}` is no kind of quotation")]
    Value {
        /// The value.
        value: String,
    },
}

/// What a label of ours stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StandoffLabel {
    Quote,
    Speaker,
    Cue,
    Other,
}

/// Some words with a label.
struct Entity {
    label: StandoffLabel,
    places: Vec<CharRange>,
    /// Of a quotation.
    kind: Option<Kind>,
    /// Of a quotation: its speakers and its verbs, by their numbers.
    speakers: Vec<usize>,
    cues: Vec<usize>,
    /// Of a speaker: who is meant.
    name: Option<String>,
}

/// The annotations so far.
struct StandoffReader<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    length: usize,
    entities: Vec<Entity>,
    by_id: HashMap<&'a str, usize>,
    ignored: &'a mut BTreeMap<String, usize>,
}

/// Reads the annotations of a text; `ignored` counts those with other labels.
///
/// # Errors
/// The first line that is wrong, from 1, and why.
pub fn read_standoff(
    text: String,
    annotations: &str,
    ignored: &mut BTreeMap<String, usize>,
) -> Result<Gold, (usize, StandoffFault)> {
    let (offsets, length) = (Offsets::new(&text), text.chars().count());
    let (entities, by_id) = (Vec::new(), HashMap::new());
    let mut reader = StandoffReader { text: &text, offsets, length, entities, by_id, ignored };
    let lines =
        || (1..).zip(annotations.split('\n')).map(|(line, words)| (line, words.trim_end_matches('\r')));
    // brat writes what an annotator adds at the end, so that a relation can stand before what it relates.
    for (line, words) in lines().filter(|(_, words)| words.starts_with('T')) {
        reader.entity(words).map_err(|fault| (line, fault))?;
    }
    for (line, words) in lines().filter(|(_, words)| !words.starts_with('T')) {
        reader.other(words).map_err(|fault| (line, fault))?;
    }
    let mut found = Gold { text: String::new(), ..Gold::default() };
    reader.quotations(&mut found);
    found.text = text;
    Ok(found)
}

impl<'a> StandoffReader<'a> {
    /// `T1`, tab, `Quote 10 20;30 42`, tab, the words.
    fn entity(&mut self, line: &'a str) -> Result<(), StandoffFault> {
        let form = StandoffFault::Form { needs: "a number, a label with places, and words, parted by tabs" };
        let mut fields = line.splitn(3, '\t');
        let (Some(id), Some(placed), Some(given)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(form);
        };
        let (label, places) = placed.split_once(' ').ok_or(form.clone())?;
        let label = match label {
            brat::QUOTE => StandoffLabel::Quote,
            brat::SPEAKER => StandoffLabel::Speaker,
            brat::CUE => StandoffLabel::Cue,
            other => {
                self.count(other);
                StandoffLabel::Other
            }
        };
        let place = |piece: &str| {
            let (start, end) = piece.split_once(' ')?;
            Some((start.parse().ok()?, end.parse().ok()?))
        };
        let places: Vec<CharRange> = places.split(';').map(place).collect::<Option<_>>().ok_or(form)?;
        let pieces = places.iter().map(|place| self.words(*place)).collect::<Result<Vec<_>, _>>()?;
        // Pieces that overlap may be longer than the file many times over, so they are put together only where they can be the words.
        let length = pieces.iter().map(|piece| piece.len() + 1).sum::<usize>().saturating_sub(1);
        if length != given.len() || pieces.join(" ") != given {
            let found = pieces.first().copied().unwrap_or_default().to_owned();
            return Err(StandoffFault::Words { found, given: given.to_owned() });
        }
        let places = self.joined(places);
        let (kind, speakers, cues, name) = (None, Vec::new(), Vec::new(), None);
        match self.by_id.insert(id, self.entities.len()) {
            None => self.entities.push(Entity { label, places, kind, speakers, cues, name }),
            Some(_) => return Err(StandoffFault::Twice { id: id.to_owned() }),
        }
        Ok(())
    }

    fn words(&self, (start, end): CharRange) -> Result<&'a str, StandoffFault> {
        let bytes = self.offsets.byte(start).zip(self.offsets.byte(end));
        let words = bytes.and_then(|(start, end)| self.text.get(start..end));
        words.ok_or(StandoffFault::Outside { start, end, length: self.length })
    }

    /// Pieces that only what no span of brat can hold parts are one place; a line break parts two, as in what they are compared with.
    fn joined(&self, places: Vec<CharRange>) -> Vec<CharRange> {
        let mut all: Vec<CharRange> = Vec::with_capacity(places.len());
        for place in places {
            let between = all.last().and_then(|last| self.words((last.1, place.0)).ok());
            let is_one = between.is_some_and(|between| {
                between.chars().all(|c| c != '\n' && (c.is_whitespace() || is_unsafe(c)))
            });
            match all.last_mut() {
                Some(last) if is_one => last.1 = place.1,
                _ => all.push(place),
            }
        }
        all
    }

    /// A relation, an attribute, a note, or what is counted.
    fn other(&mut self, line: &'a str) -> Result<(), StandoffFault> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        if !brat::is_annotation(line) {
            return Err(StandoffFault::Form {
                needs: "a letter of brat (T, R, E, A, M, N, #) with a number, or `*`, and a tab",
            });
        }
        let mut fields = line.splitn(3, '\t').skip(1);
        let mut told = fields.next().unwrap_or_default().split(' ');
        let (label, words) = (told.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let told: Vec<&str> = told.filter(|word| !word.is_empty()).collect();
        match (line.chars().next(), label) {
            (_, "") => Err(StandoffFault::Form { needs: "a number, a tab and an annotation of brat" }),
            (Some('R'), brat::SPEAKER_OF | brat::CUE_OF) => self.relation(label, &told),
            (Some('A' | 'M'), brat::KIND) => self.kind(&told),
            (Some('#'), _) => self.note(&told, words),
            (_, label) => {
                self.count(label);
                Ok(())
            }
        }
    }

    fn relation(&mut self, label: &str, told: &[&str]) -> Result<(), StandoffFault> {
        let sides =
            told.iter().map(|side| side.split_once(':').map(|(_, id)| id)).collect::<Option<Vec<_>>>();
        let Some([one, two]) = sides.as_deref() else {
            return Err(StandoffFault::Form { needs: "two annotations, as in `Arg1:T1 Arg2:T2`" });
        };
        let (one, two) = (self.known(one)?, self.known(two)?);
        // Tools of annotators have either order.
        let (quote, other) =
            if self.entities[two].label == StandoffLabel::Quote { (two, one) } else { (one, two) };
        let labels = (self.entities[quote].label, self.entities[other].label);
        match labels {
            (StandoffLabel::Quote, StandoffLabel::Speaker) if label == brat::SPEAKER_OF => {
                self.entities[quote].speakers.push(other);
            }
            (StandoffLabel::Quote, StandoffLabel::Cue) if label == brat::CUE_OF => {
                self.entities[quote].cues.push(other);
            }
            _ => self.count(label),
        }
        Ok(())
    }

    fn kind(&mut self, told: &[&str]) -> Result<(), StandoffFault> {
        let [id, value] = told else {
            return Err(StandoffFault::Form { needs: "an annotation and its kind, as in `T1 direct`" });
        };
        let kind = serde_json::from_value(json!(value));
        let kind = kind.map_err(|_| StandoffFault::Value { value: (*value).to_owned() })?;
        let at = self.known(id)?;
        self.entities[at].kind = Some(kind);
        Ok(())
    }

    /// The note of a speaker says who is meant, with how that was found in brackets; others are no answer.
    fn note(&mut self, told: &[&str], words: &str) -> Result<(), StandoffFault> {
        let Some(at) = told.first().and_then(|id| self.by_id.get(id)) else { return Ok(()) };
        let words = words.trim();
        let (name, how) = words.strip_suffix(')').and_then(|w| w.rsplit_once('(')).unwrap_or((words, ""));
        let is_told = !name.trim().is_empty() && how.trim() != brat::UNRESOLVED;
        self.entities[*at].name = is_told.then(|| name.trim().to_owned());
        Ok(())
    }

    fn known(&self, id: &str) -> Result<usize, StandoffFault> {
        self.by_id.get(id).copied().ok_or_else(|| StandoffFault::Unknown { id: id.to_owned() })
    }

    fn count(&mut self, label: &str) {
        *self.ignored.entry(label.to_owned()).or_default() += 1;
    }

    fn quotations(&self, gold: &mut Gold) {
        for quote in self.entities.iter().filter(|entity| entity.label == StandoffLabel::Quote) {
            let kind = quote.kind.unwrap_or(Kind::Direct);
            let is_attributed = !quote.speakers.is_empty() || !quote.cues.is_empty();
            let name = match kind {
                Kind::Direct if is_attributed => "direct",
                Kind::Mixed if is_attributed => "mixed",
                Kind::Indirect => "indirect",
                _ => {
                    gold.unattributed_quotes.extend(quote.places.iter().map(|&span| Marked { span }));
                    continue;
                }
            };
            let attribution = self.attribution(quote, name);
            if kind != Kind::Indirect {
                gold.quotes.extend(quote.places.iter().map(|&span| content(span, &attribution)));
            }
            gold.attributions.push(attribution);
        }
    }

    fn attribution(&self, quote: &Entity, kind: &str) -> GoldAttribution {
        let places =
            |of: &[usize]| of.iter().flat_map(|at| self.entities[*at].places.iter().copied()).collect();
        GoldAttribution {
            kind: kind.to_owned(),
            content: quote.places.clone(),
            source: places(&quote.speakers),
            cue: places(&quote.cues),
            source_text: None,
            source_head: None,
            speaker_canonical: quote.speakers.iter().find_map(|at| self.entities[*at].name.clone()),
            cue_is_speech: !quote.cues.is_empty(),
        }
    }
}

/// A content of a quotation; its verb is the group of words that is marked.
fn content(span: CharRange, of: &GoldAttribution) -> GoldQuote {
    let cue_head = of.cue.iter().copied().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    GoldQuote {
        span,
        kind: of.kind.clone(),
        speaker_spans: of.source.clone(),
        speaker_head: None,
        speaker_text: None,
        speaker_type: None,
        speaker_canonical: of.speaker_canonical.clone(),
        canonical_sure: of.speaker_canonical.is_some(),
        cue_head,
        cue_head_lemma: None,
    }
}
