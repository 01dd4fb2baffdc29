//! Who is in the article: every name's variants, titles, roles and gender, gathered as the text goes on.
//!
//! In: mentions that are names, in the order of the text. Out: the entity of each. A name joins an entity that has its words, or whose full
//! name is another form of it.

use super::chains::Chains;
use super::description::Epithet;
use super::entity::{Entity, EntityId, KindShown};
use super::sighting::Sighting;
use super::word::{WordKey, country, country_key, is_initials, name_words, word_key};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::model::Span;
use crate::names::{Gender, Name, fit, gender};
use crate::parse::Mention;

/// The entities of one article so far.
#[derive(Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    /// From each word of a name to the entities that have it.
    by_word: Chains,
    /// From each noun and each country to the entities that it describes.
    by_head: Chains,
    mentions: u32,
    most_named: Option<EntityId>,
    /// Space for the words of the name at hand.
    words: Vec<WordKey>,
    /// Space for those whom it fits.
    fitting: Vec<(Part, EntityId)>,
}

/// A name as a mention prints it.
struct Printed<'a> {
    span: Span,
    words: &'a [WordKey],
    suffix: Option<WordKey>,
    loose: bool,
    common: bool,
    titled: bool,
    gender: Option<Gender>,
    body: bool,
}

/// What the words of a name are in the lexicon.
struct NameClasses<'a> {
    /// The first word, if there are several.
    several: Option<Classes>,
    last: (&'a str, Classes),
    all: Classes,
    whole: &'a str,
}

/// The text that a name stands in, and what its words can be.
type Source<'a> = (&'a str, &'a Lexicon);

/// Whom a name can name.
enum Lookup {
    One(EntityId),
    /// Namesakes, and nothing that tells which.
    Several,
    None,
}

/// Which part of an entity's name a name is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// A word in the middle of it.
    Middle,
    /// Its first word.
    First,
    /// Its last word.
    Last,
    /// Several words.
    Full,
}

/// Entities under one word that are looked at: the latest ones.
const LATEST: usize = 16;

/// Descriptions that are kept of one entity.
const MOST_DESCRIPTIONS: usize = 16;

impl Entities {
    /// Nobody yet, and room for those whom so many mentions name. Most are named more than once, most of them by two words.
    pub fn with_capacity(mentions: usize) -> Self {
        Self {
            all: Vec::with_capacity(mentions / 2),
            by_word: Chains::with_capacity(mentions),
            by_head: Chains::with_capacity(mentions / 2),
            ..Self::default()
        }
    }

    /// The entity behind an id of this table.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id as usize]
    }

    /// The entity behind an id, to be added to.
    pub fn get_mut(&mut self, id: EntityId) -> &mut Entity {
        &mut self.all[id as usize]
    }

    /// Makes two entities one: all that is known of the first is known of the second.
    pub fn join(&mut self, from: EntityId, into: EntityId) {
        let (from, into) = (self.home(from), self.home(into));
        if from == into {
            return;
        }
        let other = &mut self.all[from as usize];
        other.same_as = Some(into);
        let other = other.clone();
        let entity = &mut self.all[into as usize];
        entity.first = entity.first.min(other.first);
        entity.body |= other.body && !entity.person_shown();
        entity.acts += other.acts;
        entity.times += other.times;
        entity.last_act = entity.last_act.max(other.last_act);
        entity.last_mention = entity.last_mention.max(other.last_mention);
        if other.words.len() > entity.words.len() {
            entity.name = other.name;
            entity.words = other.words;
        }
        for description in other.descriptions {
            self.describe(into, description);
        }
    }

    /// Returns the entity that another one turned out to be; itself if none.
    pub fn home(&self, id: EntityId) -> EntityId {
        let mut at = id;
        while let Some(other) = self.all[at as usize].same_as {
            at = other;
        }
        at
    }

    /// The ids of all entities.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        0..self.all.len() as EntityId
    }

    /// Returns the person whose name is printed most often.
    pub fn most_named(&self) -> Option<EntityId> {
        self.most_named
    }

    /// Finds who is named most often, after all names are taken in.
    pub fn count(&mut self) {
        let people = self.all.iter().enumerate().filter(|(_, e)| e.may_be_person());
        self.most_named =
            people.max_by_key(|(i, e)| (e.times, std::cmp::Reverse(*i))).map(|(i, _)| i as EntityId);
    }

    /// Takes in a mention that is a name; gives its entity.
    pub fn name(&mut self, text: &str, sighting: &Sighting, lexicon: &Lexicon) -> Option<EntityId> {
        let mention = &sighting.mention;
        let span = mention.name?;
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        let (mut first, mut last, mut suffix, mut loose) = (None, ("", Classes::NONE), None, false);
        let mut all = Classes::NONE;
        for (word, classes) in name_words(span.of(text), lexicon) {
            if first.is_some() && classes.has(Class::NameSuffix) {
                suffix = Some(word_key(word));
                continue;
            }
            loose |= first.is_some() && !(classes.is_empty() || classes.meets(OF_NAMES));
            first = first.or(Some(classes));
            last = (word, classes);
            all = all.union(classes);
            words.push(word_key(word));
        }
        let id = first.map(|first| {
            let given = if words.len() > 1 { first } else { Classes::NONE };
            // "the mill's Ana Ruiz": what owns is no title.
            let owner = mention.possessor.map_or(0, |p| p.end());
            let before = text.get(mention.span.start().max(owner)..span.start()).unwrap_or_default();
            let titles = titles(before, lexicon);
            let gender = gender_of(titles, given);
            let several = (words.len() > 1).then_some(first);
            let whole = span.of(text);
            let body = is_body(&NameClasses { several, last, all, whole }, titles, before, lexicon);
            let titled = !body && (given.has(Class::GivenName) || titles.meets(OFFICE));
            let common = words.len() == 1 && !(last.1.is_empty() || last.1.meets(OF_PEOPLE));
            let printed = Printed { span, words: &words, suffix, loose, common, titled, gender, body };
            self.named(mention, &printed, (text, lexicon))
        });
        self.words = words;
        if mention.subject || sighting.quoted {
            self.acted(id?);
        }
        id
    }

    /// Finds or makes the entity of a name, and notes what the mention tells of it.
    fn named(&mut self, mention: &Mention, name: &Printed<'_>, source: Source<'_>) -> EntityId {
        let id = match self.find(name) {
            Lookup::One(id) => id,
            Lookup::Several => self.undecided(name),
            Lookup::None => self.spelled_otherwise(name, source).unwrap_or_else(|| self.create(name)),
        };
        self.mentions += 1;
        let entity = &mut self.all[id as usize];
        if name.words.len() > entity.words.len() {
            entity.name = name.span;
            entity.parts.take();
            for word in name.words.iter().filter(|w| !entity.words.contains(w)) {
                self.by_word.add(*word, id);
            }
            entity.words.clear();
            entity.words.extend_from_slice(name.words);
            entity.suffix = name.suffix;
            entity.loose = name.loose;
            entity.common = name.common;
        }
        let entity = &mut self.all[id as usize];
        entity.gender = entity.gender.or(name.gender);
        entity.titled |= name.titled;
        if let ([word], true) = (name.words, name.body) {
            entity.body_word = Some(*word);
        }
        entity.body |= name.body && !entity.person_shown() && name.words == entity.words;
        entity.classes = entity.classes.union(mention.classes);
        entity.last_mention = self.mentions;
        entity.times += 1;
        id
    }

    /// Notes that an entity was a subject or spoke.
    pub fn acted(&mut self, id: EntityId) {
        let entity = &mut self.all[id as usize];
        entity.acts += 1;
        entity.last_act = self.mentions;
    }

    /// Notes a description of an entity: a title, a role, an apposition.
    pub fn describe(&mut self, id: EntityId, description: Epithet) {
        let entity = &mut self.all[id as usize];
        if entity.descriptions.len() < MOST_DESCRIPTIONS {
            let keys = description.countries.iter().map(|c| country_key(*c)).chain([description.head]);
            for key in keys {
                if !self.by_head.of(key).any(|known| known == id) {
                    self.by_head.add(key, id);
                }
            }
            entity.descriptions.push(description);
        }
    }

    /// Returns the entities that are described by a noun or a country, the latest described first.
    pub fn described(&self, head: WordKey) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.by_head.of(head).take(LATEST).map(|id| (id, &self.all[id as usize]))
    }

    /// Notes what the text around a name shows of its bearer.
    pub fn shows(&mut self, id: EntityId, evidence: KindShown) {
        self.all[id as usize].show(evidence);
    }

    /// Notes what a pronoun told.
    pub fn guess_gender(&mut self, id: EntityId, gender: Gender) {
        let entity = &mut self.all[id as usize];
        entity.guessed = entity.guessed.or(Some(gender)).filter(|_| !entity.undecided);
    }

    /// Returns the one body that has these words in its name or among its initials.
    pub fn body_of(&self, mut words: impl Iterator<Item = WordKey>) -> Option<EntityId> {
        let first = words.next()?;
        let rest: Vec<WordKey> = words.collect();
        let has = |e: &Entity| e.words.contains(&first) && rest.iter().all(|w| e.words.contains(w));
        let named = self.under(Some(&first)).filter(|(_, e)| has(e)).map(|(id, _)| self.home(id));
        let mut bodies = named.filter(|id| self.get(*id).body);
        let body = bodies.next()?;
        bodies.all(|other| other == body).then_some(body)
    }

    /// Adds somebody whom the article does not name where it mentions them: "a witness".
    pub fn stranger(&mut self, phrase: Span, gender: Option<Gender>) -> EntityId {
        let id = self.all.len() as EntityId;
        self.all.push(Entity { nameless: true, gender, ..Entity::new(phrase, false) });
        id
    }

    fn create(&mut self, name: &Printed<'_>) -> EntityId {
        let id = self.all.len() as EntityId;
        self.all.push(Entity::new(name.span, name.body));
        id
    }

    /// The entity that stands for all who have this name.
    fn undecided(&mut self, name: &Printed<'_>) -> EntityId {
        let known = self.under(name.words.last()).find(|(_, e)| e.undecided && e.words == name.words);
        known.map(|(id, _)| id).unwrap_or_else(|| {
            let id = self.create(name);
            self.all[id as usize].undecided = true;
            id
        })
    }

    /// The latest entities with this word in their names, the latest created first.
    fn under(&self, word: Option<&WordKey>) -> impl Iterator<Item = (EntityId, &Entity)> {
        let ids = word.into_iter().flat_map(|word| self.by_word.of(*word).take(LATEST));
        ids.map(|id| (id, &self.all[id as usize]))
    }

    /// Whom the name can name: of those whom it fits best the one who acted last.
    fn find(&mut self, name: &Printed<'_>) -> Lookup {
        let mut fitting = std::mem::take(&mut self.fitting);
        fitting.clear();
        let first = name.words.first().filter(|_| name.words.len() > 1);
        for (id, entity) in self.under(name.words.last()).chain(self.under(first)) {
            if clash(name, entity) || entity.undecided || fitting.iter().any(|&(_, known)| known == id) {
                continue;
            }
            fitting.extend(part_of(name, entity).map(|part| (part, id)));
        }
        let found = self.choose(&fitting);
        self.fitting = fitting;
        found
    }

    /// The one person whose full name is another form of this one: "Bill Okafor" of "William Okafor". Only a name whose words
    /// nobody has comes here, so that few names are read in parts.
    fn spelled_otherwise(&self, name: &Printed<'_>, (text, lexicon): Source<'_>) -> Option<EntityId> {
        let full = |words: &[WordKey]| words.len() > 1;
        if name.body || !full(name.words) {
            return None;
        }
        let known = |e: &Entity| full(&e.words) && !(e.body || e.loose || e.undecided) && !clash(name, e);
        let mut near = self.under(name.words.last()).filter(|(_, e)| known(e)).peekable();
        near.peek()?;
        let read = |span: Span| Box::new(Name::read(span.of(text), lexicon));
        let own = read(name.span);
        let mut same = near.filter(|(_, e)| fit(&own, e.parts.get_or_init(|| read(e.name))).is_one());
        let found = same.next()?.0;
        same.next().is_none().then_some(found)
    }

    /// Which of those whom a name fits it means.
    fn choose(&self, fitting: &[(Part, EntityId)]) -> Lookup {
        let Some(best) = fitting.iter().map(|f| f.0).max() else { return Lookup::None };
        let equal = || fitting.iter().filter(|f| f.0 == best).map(|f| (f.1, &self.all[f.1 as usize]));
        let Some(named) = equal().max_by_key(|(id, e)| (e.last_mention, *id)) else { return Lookup::None };
        if best == Part::Full || equal().count() == 1 {
            return Lookup::One(named.0);
        }
        let acted = equal().max_by_key(|(id, e)| (e.last_act, e.last_mention, *id)).unwrap_or(named);
        let settled = acted.0 == named.0 && acted.1.acts > 0
            // Who acts in the article goes before who is named in passing.
            || acted.1.acts > 1 && named.1.acts == 0;
        if settled { Lookup::One(acted.0) } else { Lookup::Several }
    }
}

/// Whether a name and an entity are a man's and a woman's.
fn clash(name: &Printed<'_>, entity: &Entity) -> bool {
    matches!((name.gender, entity.gender), (Some(a), Some(b)) if a != b)
}

/// What a word of a name can be in the lexicon without telling of something else.
const OF_NAMES: Classes = Classes::of(&[
    Class::GivenName,
    Class::NameParticle,
    Class::Surname,
    Class::Adjective,
    Class::Title,
    Class::TitleWord,
]);

/// What a single word of the lexicon can be if it names a person.
const OF_PEOPLE: Classes = Classes::of(&[Class::GivenName, Class::Surname]);

/// Which part of the entity's name the name is, if it is one: all words of the shorter one stand in the longer one.
fn part_of(name: &Printed<'_>, entity: &Entity) -> Option<Part> {
    let printed = name.words.len() > 1;
    let longer = name.words.len() > entity.words.len();
    let (short, long, loose) = match longer {
        true => (&entity.words[..], name.words, name.loose),
        false => (name.words, &entity.words[..], entity.loose),
    };
    let body = name.body || entity.body;
    let last = short.last() == long.last();
    let first = short.first() == long.first();
    // "Kestrel" and "Kestrel Ratings", where the lexicon knows Kestrel.
    let (short_is_body, long_is_person) =
        if longer { (entity.body, name.titled) } else { (name.body, entity.person_shown()) };
    let known = first && !last && short.len() == 1 && short_is_body && !long_is_person;
    let other = printed && entity.body != name.body && !known;
    if other || !short.iter().all(|w| long.contains(w)) {
        return None;
    }
    if short.len() > 1 {
        // "Ana Ruiz Jr." is not Ana Ruiz; "Ana Ruiz Wins" is nobody.
        let same = name.suffix == entity.suffix && (last || first && !loose);
        return same.then_some(Part::Full);
    }
    match () {
        () if last => Some(Part::Last),
        // A part of a body's name, or "Ruiz Tower" beside "Ruiz".
        () if loose
            || body && !(known && (entity.body != name.body || entity.body_word == Some(short[0]))) =>
        {
            None
        }
        () if first => Some(Part::First),
        () => Some(Part::Middle),
    }
}

/// The classes of the words of a mention before its name: "Mrs." of "Mrs. Grant", where "Grant" itself is a man's name too.
fn titles(before: &str, lexicon: &Lexicon) -> Classes {
    before.split_whitespace().fold(Classes::NONE, |all, word| {
        let bare = word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
        // "the" is in titles too: "Ivan the Great".
        let known = lexicon.printed_word(bare);
        let (definite, classes) = (known.function == Some(FunctionWord::Definite), known.classes);
        // The manager of "Florence manager Ana Ruiz" works for a town that has a woman's name.
        let given = classes.has(Class::GivenName) && !classes.meets(OFFICE);
        all.union(if definite || given { Classes::NONE } else { classes })
    })
}

/// From titles and roles, else from the given name's classes.
fn gender_of(titles: Classes, given: Classes) -> Option<Gender> {
    let by_name = if given.has(Class::GivenName) { gender(given) } else { None };
    gender(titles).or(by_name)
}

/// What stands before a person's name.
const OFFICE: Classes = Classes::of(&[Class::Title, Class::Role]);

/// "the", "the 2003"
fn is_bare_article(before: &str, lexicon: &Lexicon) -> bool {
    let mut words = before.split_whitespace();
    let definite = words.next().is_some_and(|w| lexicon.is_function(w, FunctionWord::Definite));
    definite && words.all(|w| w.bytes().all(|b| b.is_ascii_digit()))
}

/// True if the name is a body's or a place's by its own words, or by what is before it: "the BBC", "charity Help Dorvik".
fn is_body(words: &NameClasses<'_>, titles: Classes, before: &str, lexicon: &Lexicon) -> bool {
    const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Country, Class::Document]);
    const GROUP: Classes = Classes::of(&[Class::Organisation, Class::Outlet]);
    let (last, classes) = words.last;
    // "the producer Norland": no title makes a country a person.
    let named_so = Classes::of(&[Class::GivenName, Class::Surname]);
    if words.several.is_none() && classes.has(Class::Country) && !classes.meets(named_so) {
        return true;
    }
    if titles.meets(OFFICE) {
        return false;
    }
    // "US-China": a pair of countries is nobody.
    let pair = || last.contains('-') && last.split('-').all(|part| country(part, lexicon).is_some());
    // No person has an article and nothing else before the name.
    let article = || is_bare_article(before, lexicon);
    let initials = || words.several.is_none() && is_initials(last);
    let given = words.several.is_some_and(|first| first.has(Class::GivenName));
    // "the Kestrel wing Austin Koll" plays there; the noun before a given name need not be that of a body.
    let group = (words.all.meets(GROUP) || titles.meets(GROUP)) && !given;
    // "Radio Dorvik Sport": a part of an outlet.
    let part = || {
        let first = words.whole.split_whitespace().next().unwrap_or_default();
        is_initials(first) && lexicon.is_outlet_name(first)
    };
    let outlet = || words.several.is_some() && (lexicon.is_outlet_name(words.whole) || part());
    let own = classes.meets(BODY) && !(given && classes.has(Class::Surname))
        || words.several.is_some() && classes.has(Class::FirmSuffix) && !given;
    own || group || pair() || article() || initials() || outlet() || lexicon.is_body_name(words.whole)
}
