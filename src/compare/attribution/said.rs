//! Two attributions of one remark → do they differ about who said it?
//!
//! In: the speakers of quotations. Out: [`SpeakerDifference`], or nothing. To tell a difference accuses one outlet, so nothing is told
//! where an attribution is doubtful: another person is told only if both sides print a name at the words, or if the article that does
//! not prints the other side's name nowhere; otherwise its pronoun may mean that very person.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::manner::{Manner, manner};
use super::voice::{VoiceKinds, voices};
use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::{Article, ArticleIx, Basis, Kind, Quotation, QuotationIx, Rule, Span, SpeakerDifference};
use crate::names::{Fit, Name, fit};
use crate::people::{OnePerson, People};
use crate::words::{ComparedKind, compared, folded_words, unmarked};

/// Confidence below which nothing is compared.
const MIN_CONFIDENCE: f32 = 0.5;
/// Confidence from which a printed name is held to be the speaker's.
const SURE_CONFIDENCE: f32 = 0.85;
/// The same if the name is printed in another sentence.
const SURE_CARRIED_CONFIDENCE: f32 = 0.95;
/// Words between a name and the noun that shows that it is a spokesperson's.
const BESIDE_NAME: usize = 8;

/// Index of a name in [`Sayings`].
pub type NameId = usize;

/// The words of a wording, with their weights.
pub type WeighedWords = FxHashMap<Arc<str>, f32>;

/// Who said it, according to one article.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The quotation.
    pub quotation: &'a Quotation,
    /// Its index.
    pub index: QuotationIx,
    /// The kinds of voice that the mention can be.
    pub voices: VoiceKinds,
    /// The fullest name of the speaker.
    pub name: Option<NameId>,
    /// The name as the mention prints it.
    printed: Option<NameId>,
    /// True if that name surely belongs to these words.
    pub is_direct: bool,
}

impl Said<'_> {
    fn names(self) -> impl Iterator<Item = NameId> {
        self.name.into_iter().chain(self.printed)
    }
}

/// Reads and compares the attributions of one remark. Each name is read once, and each pair of names is compared once.
pub struct Sayings<'a> {
    articles: &'a [Article],
    quotations: &'a [Quotation],
    people: &'a People,
    lexicon: &'a Lexicon,
    names: Vec<Name>,
    ids: FxHashMap<&'a str, NameId>,
    fits: FxHashMap<(NameId, NameId), Fit>,
    printed: FxHashMap<ArticleIx, PrintedNames>,
    /// The normal forms of printed words, with their weights.
    forms: FxHashMap<&'a str, Vec<(Arc<str>, f32)>>,
}

/// What an article prints that may be a name, in the form of [`Name::words`].
struct PrintedNames {
    /// The words with a capital.
    capitals: FxHashSet<String>,
    /// The words near a noun for a spokesperson.
    spoken_for: FxHashSet<String>,
}

impl<'a> Sayings<'a> {
    /// Compares attributions of these quotations.
    pub fn new(
        articles: &'a [Article],
        quotations: &'a [Quotation],
        people: &'a People,
        lexicon: &'a Lexicon,
    ) -> Self {
        let (ids, fits, printed, forms) = Default::default();
        Self { articles, quotations, people, lexicon, names: Vec::new(), ids, fits, printed, forms }
    }

    /// Returns a quotation by its index.
    pub fn quotation(&self, index: QuotationIx) -> Option<&'a Quotation> {
        self.quotations.get(index.0)
    }

    /// Returns the words at a place of an article.
    pub fn text(&self, article: ArticleIx, span: Span) -> &'a str {
        self.articles.get(article.0).map_or("", |article| span.of(article.text()))
    }

    /// Returns the words of a wording in normal form, each with its weight by its rarity in the language.
    pub fn words(&mut self, text: &'a str) -> WeighedWords {
        let (lexicon, mut out) = (self.lexicon, WeighedWords::default());
        for token in compared(text).into_iter().filter(|t| t.kind != ComparedKind::Gap) {
            let printed = token.text(text);
            let read = || {
                let weighed = |form: String| (Arc::from(&*form), lexicon.frequencies().weight(&form));
                lexicon.normal_forms(printed).into_iter().map(weighed).collect()
            };
            out.extend(self.forms.entry(printed).or_insert_with(read).iter().cloned());
        }
        out
    }

    /// Returns how a quotation was said, according to its article.
    pub fn manner(&self, quotation: &Quotation) -> Manner {
        let text = self.articles.get(quotation.article.0).map_or("", Article::text);
        manner(quotation, text, self.lexicon)
    }

    /// Returns the words for whom a quotation was told to, without small ones: "reporters" of "a group of reporters".
    pub fn addressee(&self, quotation: &Quotation) -> Vec<String> {
        const SMALL: Classes = Classes::of(&[Class::Determiner, Class::Possessive, Class::Preposition]);
        let told = quotation.addressee.map_or("", |span| self.text(quotation.article, span));
        folded_words(told).into_iter().filter(|word| !self.lexicon.classes(word).meets(SMALL)).collect()
    }

    /// Reads the attribution of a quotation; `None` if there is nothing to compare.
    pub fn read(&mut self, index: QuotationIx) -> Option<Said<'a>> {
        let quotation = self.quotation(index)?;
        let speaker = quotation.speaker.as_ref()?;
        if quotation.headline || quotation.kind == Kind::NotSpeech || quotation.confidence < MIN_CONFIDENCE {
            return None;
        }
        let text = self.articles.get(quotation.article.0)?.text();
        let mention = speaker.mention.map(|span| span.of(text));
        let name = speaker.name.as_deref().map(|name| self.name(name));
        let is_name = match (speaker.basis, name, mention) {
            (Basis::Name | Basis::ShortName | Basis::Organisation, Some(_), _) => true,
            (Basis::Carried, Some(id), Some(mention)) => self.has_name(mention, id),
            (_, Some(_), None) => true,
            _ => false,
        };
        let is_direct = is_name
            && quotation.confidence
                >= match quotation.rule {
                    Rule::Carried | Rule::Floating => SURE_CARRIED_CONFIDENCE,
                    _ => SURE_CONFIDENCE,
                };
        let voices = match (mention, is_name.then_some(name).flatten()) {
            (Some(mention), id) => voices(mention, id.map(|id| &self.names[id]), self.lexicon),
            (None, Some(id)) => voices(speaker.name.as_deref()?, Some(&self.names[id]), self.lexicon),
            (None, None) => VoiceKinds::ANY,
        };
        let printed = mention.filter(|_| is_name).map(|mention| self.name(mention));
        // "A spokesman for Ruiz", "the Ruiz campaign": the name in it is not the speaker's.
        let owner = |id: &NameId| {
            matches!(voices, VoiceKinds::SPOKESPERSON | VoiceKinds::BODY)
                && !is_name
                && mention.is_some_and(|mention| self.has_name(mention, *id))
        };
        let name = name.filter(|id| !owner(id));
        let nothing = voices == VoiceKinds::ANY && name.is_none() || !self.is_said(quotation, voices);
        (!nothing).then_some(Said { quotation, index, voices, name, printed, is_direct })
    }

    /// False if the verb is none of reporting, or reports a thought of somebody: documents show, persons do not.
    fn is_said(&self, quotation: &Quotation, voices: VoiceKinds) -> bool {
        let Some(cue) = &quotation.cue else { return true };
        let word = self.lexicon.word(&cue.lemma);
        let speech = word.verb.is_none_or(|verb| self.lexicon.verb(verb).speech);
        let known = word.verb.is_some() || !word.classes.has(Class::CommonVerb);
        known && (speech || voices == VoiceKinds::DOCUMENT)
    }

    /// True if the last word of a name is in a mention.
    fn has_name(&self, mention: &str, name: NameId) -> bool {
        let last = self.names[name].words.last();
        last.is_some_and(|last| plain_words(mention, self.lexicon).any(|(word, _)| word == *last))
    }

    fn name(&mut self, printed: &'a str) -> NameId {
        if let Some(&id) = self.ids.get(printed) {
            return id;
        }
        self.names.push(Name::read(printed, self.lexicon));
        self.ids.insert(printed, self.names.len() - 1);
        self.names.len() - 1
    }

    fn fit(&mut self, a: NameId, b: NameId) -> Fit {
        let names = &self.names;
        *self.fits.entry((a, b)).or_insert_with(|| fit(&names[a], &names[b]))
    }

    /// True if both attributions surely mean one voice.
    pub fn are_one(&mut self, a: Said<'_>, b: Said<'_>) -> bool {
        if !a.voices.are_other(b.voices) && self.person(a, b) == OnePerson::Same {
            return true;
        }
        match (a.name, b.name) {
            (Some(x), Some(y)) => !a.voices.are_other(b.voices) && self.fit(x, y).is_one(),
            (None, None) => a.voices == b.voices && a.voices.is_one_kind(),
            _ => false,
        }
    }

    /// How two attributions differ; `None` if they do not, or if that is not sure.
    pub fn differ(&mut self, a: Said<'_>, b: Said<'_>) -> Option<SpeakerDifference> {
        let other_kind = a.voices.are_other(b.voices);
        let noun = |said: Said<'_>| matches!(said.voices, VoiceKinds::DOCUMENT | VoiceKinds::UNNAMED);
        if !noun(a) && !noun(b) && self.can_be_one_name(a, b) || self.includes(a, b) || self.includes(b, a) {
            return None;
        }
        if other_kind {
            let introduced = self.is_introduced(a, b) || self.is_introduced(b, a);
            return (!introduced).then_some(SpeakerDifference::Voice);
        }
        let two = self.person(a, b) == OnePerson::Other;
        let certain = two && self.is_certain(a, b) && self.is_certain(b, a);
        certain.then(|| match self.speaks_for_another(a) || self.speaks_for_another(b) {
            true => SpeakerDifference::Voice,
            false => SpeakerDifference::Person,
        })
    }

    fn person(&self, a: Said<'_>, b: Said<'_>) -> OnePerson {
        self.people.compare(a.index, b.index)
    }

    /// Returns the words that say who it was: the name if it is a person's, in the form that the corpus prints most fully, and otherwise
    /// the mention as printed.
    pub fn label(&self, said: Said<'a>) -> &'a str {
        let Some(speaker) = &said.quotation.speaker else { return "" };
        let text = self.articles.get(said.quotation.article.0).map_or("", Article::text);
        let person = self.people.person(said.index).map(|person| person.name.as_str());
        let name = speaker.name.as_deref().map(|own| person.unwrap_or(own));
        let mention = speaker.mention.map(|span| span.of(text));
        // "The U.S. attorney's office", "a Ruiz ad": the whole description.
        let by_name = !said.voices.is_one_kind() || said.voices == VoiceKinds::PERSON;
        let (first, second) = if by_name { (name, mention) } else { (mention, name) };
        first.or(second).unwrap_or_default()
    }

    /// True if both have names, and some form of the one can be a form of the other.
    fn can_be_one_name(&mut self, a: Said<'_>, b: Said<'_>) -> bool {
        a.names().any(|x| b.names().any(|y| !self.fit(x, y).is_other()))
    }

    /// True if a mention names the other speaker too: "Ruiz and Okafor", "a letter from Ruiz". Whoever speaks for the other, or is a body
    /// that belongs to it, is another voice all the same.
    fn includes(&self, said: Said<'_>, other: Said<'_>) -> bool {
        let text = self.articles.get(said.quotation.article.0).map_or("", Article::text);
        let mention = said.quotation.speaker.as_ref().and_then(|speaker| speaker.mention);
        !matches!(said.voices, VoiceKinds::SPOKESPERSON | VoiceKinds::BODY)
            && other.name.zip(mention).is_some_and(|(name, mention)| self.has_name(mention.of(text), name))
    }

    /// True if the speaker of `said` cannot be the one that `other` names.
    fn is_certain(&mut self, said: Said<'_>, other: Said<'_>) -> bool {
        said.is_direct || !other.name.is_some_and(|name| self.is_in_view(said.quotation.article, name))
    }

    /// True if the last word of a name is in the article, with a capital.
    fn is_in_view(&mut self, article: ArticleIx, name: NameId) -> bool {
        self.has_printed(article, name, |printed| &printed.capitals).unwrap_or(true)
    }

    /// True if `named` is a person whose article shows that it is a spokesperson, which `other` is without a name.
    fn is_introduced(&mut self, named: Said<'_>, other: Said<'_>) -> bool {
        other.voices == VoiceKinds::SPOKESPERSON && other.name.is_none() && self.speaks_for_another(named)
    }

    /// True if the article prints a noun for a spokesperson near the speaker's name.
    fn speaks_for_another(&mut self, named: Said<'_>) -> bool {
        let Some(name) = named.name else { return false };
        self.has_printed(named.quotation.article, name, |printed| &printed.spoken_for).unwrap_or(false)
    }

    /// True if the last word of a name is among certain words of an article, which is read once; `None` for a name without words.
    fn has_printed(
        &mut self,
        article: ArticleIx,
        name: NameId,
        which: impl FnOnce(&PrintedNames) -> &FxHashSet<String>,
    ) -> Option<bool> {
        let last = self.names[name].words.last()?;
        let text = self.articles.get(article.0).map_or("", Article::text);
        let lexicon = self.lexicon;
        let printed = self.printed.entry(article).or_insert_with(|| PrintedNames::of(text, lexicon));
        Some(which(printed).contains(last))
    }
}

/// The words of a text in the form of [`Name::words`], each with whether it has a capital.
fn plain_words<'t>(text: &'t str, lexicon: &Lexicon) -> impl Iterator<Item = (Cow<'t, str>, bool)> {
    compared(text).into_iter().filter(|t| t.is_word()).map(|token| {
        let printed = token.text(text);
        let orthography = lexicon.orthography();
        let plain = match folded(printed) {
            Cow::Borrowed(word) => unmarked(orthography.bare(word)),
            Cow::Owned(word) => Cow::Owned(unmarked(orthography.bare(&word)).into_owned()),
        };
        (plain, printed.starts_with(char::is_uppercase))
    })
}

impl PrintedNames {
    fn of(text: &str, lexicon: &Lexicon) -> Self {
        let words: Vec<(Cow<'_, str>, bool)> = plain_words(text, lexicon).collect();
        let speaks = |at: &usize| lexicon.classes(&words[*at].0).has(Class::Spokesperson);
        // A word is near if the noun stands before it, or fewer than so many words behind it.
        let near = |at: usize| (at + 1).saturating_sub(BESIDE_NAME)..(at + BESIDE_NAME + 1).min(words.len());
        let spoken_for =
            (0..words.len()).filter(speaks).flat_map(near).map(|at| words[at].0.to_string()).collect();
        let capitals =
            words.iter().filter(|(_, capital)| *capital).map(|(word, _)| word.to_string()).collect();
        Self { capitals, spoken_for }
    }
}
