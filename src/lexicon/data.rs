//! The shapes of the files under `grammar/<language>/`. An unknown key is an error, so that a typing error is
//! always reported.

use serde::Deserialize;

use crate::model::Stance;

/// The constructions that can connect a verb with its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// `X said, "…"`
    Quote,
    /// `X said that …`
    That,
    /// `"…," said X`
    Inverted,
    /// `X told Y …`
    Addressee,
    /// `X urged Y to …`
    To,
    /// `X hailed the "…"`
    Object,
    /// `X described it as "…"`
    As,
    /// `X called it "…"`
    Predicate,
    /// `X asked whether …`
    Whether,
    /// `X accused Y of "…"`, `X warned of "…"`
    Prep,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbFile {
    pub verb: Vec<VerbEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbEntry {
    pub lemma: String,
    /// base, third person, past, past participle, gerund
    pub forms: [String; 5],
    pub stance: Stance,
    pub frames: Vec<Frame>,
    pub particle: Option<String>,
    #[serde(default = "yes")]
    pub speech: bool,
    #[serde(default)]
    pub noun: bool,
    pub sample: String,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordFile {
    pub class: Vec<ClassEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassEntry {
    pub name: String,
    pub forms: Vec<String>,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommonVerbFile {
    pub verbs: Vec<CommonVerbs>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommonVerbs {
    pub forms: Vec<String>,
    #[serde(default)]
    pub noun_forms: Vec<String>,
    pub sample: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum GenderEntry {
    Male,
    Female,
    Either,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleFile {
    pub title: Vec<TitleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleEntry {
    pub forms: Vec<String>,
    pub gender: Option<GenderEntry>,
    #[serde(default)]
    pub rank: bool,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleFile {
    pub role: Vec<RoleEntry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RoleKind {
    Person,
    Spokesperson,
    Anonymous,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleEntry {
    pub noun: String,
    pub plural: String,
    pub gender: Option<GenderEntry>,
    pub kind: RoleKind,
    #[serde(default)]
    pub byname: bool,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupFile {
    pub group: Vec<GroupEntry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum GroupKind {
    Organisation,
    People,
    Outlet,
    Document,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupEntry {
    pub noun: String,
    pub plural: String,
    pub kind: GroupKind,
    #[serde(default)]
    pub byname: bool,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeechNounFile {
    pub noun: Vec<SpeechNounEntry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SpeechNounKind {
    Statement,
    Claim,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeechNounEntry {
    pub noun: String,
    pub plural: String,
    pub stance: Stance,
    pub kind: SpeechNounKind,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryFile {
    pub country: Vec<CountryEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryEntry {
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub demonyms: Vec<String>,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AbbreviationFile {
    pub abbreviation: Vec<AbbreviationEntry>,
}

/// The kind of an abbreviation, which shows whether a sentence can end with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AbbreviationKind {
    /// Mr.
    Title,
    /// Jan.
    Month,
    /// Calif.
    State,
    /// U.N., Inc.
    Organisation,
    /// e.g.
    Latin,
    /// St.
    Address,
    /// a.m., No.
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AbbreviationEntry {
    pub forms: Vec<String>,
    pub kind: AbbreviationKind,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameFile {
    pub names: Vec<NameEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameEntry {
    pub gender: GenderEntry,
    pub forms: Vec<String>,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutletFile {
    pub outlet: Vec<OutletEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutletEntry {
    pub names: Vec<String>,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyFile {
    pub body: Vec<OutletEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotSpeechFile {
    pub introducer: Vec<NotSpeechEntry>,
    pub follower: Vec<NotSpeechEntry>,
    pub label: Vec<LabelEntry>,
}

/// Words before a colon that label a quotation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelEntry {
    pub words: Vec<String>,
    pub sample: String,
}

/// Why marks do not quote a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotSpeechReason {
    /// the term "…"
    Term,
    /// the film "…"
    Title,
    /// John "…" Smith
    Nickname,
    /// so-called "…"
    Scare,
    /// a banner that reads "…"
    Sign,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotSpeechEntry {
    pub words: Vec<String>,
    pub reason: NotSpeechReason,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurnitureFile {
    pub line: Vec<FurnitureEntry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LineMatch {
    Exact,
    Prefix,
    Suffix,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurnitureEntry {
    #[serde(rename = "match")]
    pub by: LineMatch,
    pub text: String,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpellingFile {
    pub spelling: Vec<SpellingEntry>,
    pub variant: Vec<ShortEntry>,
    pub contraction: Vec<ShortEntry>,
    pub abbreviation: Vec<ShortEntry>,
    pub title: Vec<ShortEntry>,
    pub address: Vec<ShortEntry>,
    pub clipped: Vec<ShortEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpellingEntry {
    pub us: String,
    pub uk: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShortEntry {
    pub short: String,
    pub long: String,
    pub sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkFile {
    pub pair: Vec<MarkEntry>,
}

/// One pair of quotation marks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkEntry {
    /// The glyph or glyphs that open.
    pub open: String,
    /// The glyph or glyphs that close.
    pub close: String,
    /// True if the same glyph is also an apostrophe, so that the characters around it must decide.
    #[serde(default)]
    pub apostrophe: bool,
    /// A sentence with the pair.
    pub sample: String,
}
