//! Stand-in until main's lexicon is merged.
mod class;
mod normal;
pub use class::{Class, Classes};
use std::sync::LazyLock;
use rustc_hash::FxHashMap;
pub use normal::{Frequencies, Stems, Token, TokenKind, folded, gap_length, tokens};

/// Stand-in.
#[derive(Default)]
pub struct Lexicon { stems: Stems, frequencies: Frequencies, c: FxHashMap<&'static str, u16>, k: FxHashMap<String, String>, s: FxHashMap<&'static str, &'static str> }
static B: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut l = Lexicon { stems: Stems::from_toml(include_str!("../../grammar/en/stems.toml")).expect("ok"), ..Default::default() };
    for (i, names) in ["us|u.s.|usa|united states|america|american|americans|united states of america","china|chinese|prc|sino","russia|russian|russians","israel|israeli|israelis","mexico|mexican|mexicans","iraq|iraqi|iraqis","iran|iranian|iranians","syria|syrian|syrians","britain|uk|united kingdom|british","germany|german|germans","japan|japanese","cuba|cuban|cubans"].iter().enumerate() {
        for n in names.split('|') { l.c.insert(n, i as u16); }
    }
    for (s, long) in [("can't","can not"),("cannot","can not"),("won't","will not"),("let's","let us"),("gonna","going to"),("shan't","shall not"),("ain't","is not")] { l.k.insert(s.into(), long.into()); }
    for w in ["do","does","did","is","are","was","were","has","have","had","would","could","should","must","might"] { l.k.insert(format!("{w}n't"), format!("{w} not")); }
    for w in ["i","you","he","she","it","we","they","that","there","what","who","here","where"] {
        for (a,b) in [("'s","is"),("'re","are"),("'ve","have"),("'ll","will"),("'d","would"),("'m","am")] { l.k.insert(format!("{w}{a}"), format!("{w} {b}")); }
    }
    for (u,k) in [("colour","color"),("labour","labor"),("defence","defense"),("programme","program"),("favour","favor"),("honour","honor"),("centre","center")] { l.s.insert(u,k); }
    let f = Frequencies::from_toml(include_str!("../../grammar/en/frequency.toml"), |w| l.normal_forms(w)).expect("ok");
    l.frequencies = f;
    l
});
impl Lexicon {
    /// Stand-in.
    pub fn classes(&self, lower: &str) -> Classes {
        let has = |l: &str| l.split(' ').any(|w| w == lower);
        let mut c = Classes::NONE;
        for (list, class) in [("the a an this that these those no some any many both", Class::Determiner), ("my our your his her its their", Class::Possessive), ("i we you he she it they", Class::PronounSubject), ("i we me us", Class::PronounFirst), ("you", Class::PronounSecond), ("he him", Class::PronounMale), ("she her", Class::PronounFemale), ("it", Class::PronounNeuter), ("they them", Class::PronounPlural), ("which who whose that", Class::Relative), ("is are was were be been being am have has had do does did", Class::Auxiliary), ("can could may might must shall should will would", Class::Modal), ("not never no nobody nothing none neither nor unlike without cannot", Class::Negation), ("and but or so", Class::Coordinator), ("because while although", Class::Subordinator), ("all some most many few every each any several", Class::Quantifier), ("one two three four five six seven eight nine ten hundred thousand million billion", Class::Number), ("january february march april may june july august september october november december", Class::Month), ("monday tuesday wednesday thursday friday saturday sunday", Class::Weekday)] { if has(list) { c.insert(class); } }
        c
    }
    /// Stand-in.
    pub fn verb_lemma(&self, _lower: &str) -> Option<&str> { None }
    /// Stand-in.
    pub fn built_in() -> &'static Lexicon { &B }
    /// Stand-in.
    pub fn country(&self, lower: &str) -> Option<u16> { self.c.get(lower).copied() }
    /// Stand-in.
    pub fn contraction(&self, lower: &str) -> Option<&str> { self.k.get(lower).map(AsRef::as_ref) }
    /// Stand-in.
    pub fn spelling(&self, lower: &str) -> Option<&str> { self.s.get(lower).copied() }
    /// Stand-in.
    pub fn stems(&self) -> &Stems { &self.stems }
    /// Stand-in.
    pub fn frequencies(&self) -> &Frequencies { &self.frequencies }
    /// Stand-in.
    pub fn abbreviation(&self, form: &str) -> Option<u8> { ["Mr.","Mrs.","Ms.","Dr.","Sen.","Gov.","Rep.","Gen.","St.","Jr.","vs.","Lt.","Col.","Sgt.","No.","Prof.","Rev.","Hon.","Inc.","Co.","Corp."].contains(&form).then_some(1) }
}
