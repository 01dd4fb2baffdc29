//! What `.inquit.toml` and the environment can set: each key is the value of an option that a command accepts.

/// One key.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct Key {
    /// Section and name, as in the file.
    pub name: &'static str,
    /// The option that it stands for, without dashes.
    pub option: &'static str,
    /// What its value is.
    pub kind: ValueKind,
    /// The only command that it is for; `None` if every command that has the option takes it.
    pub command: Option<&'static str>,
}

/// Kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum ValueKind {
    /// True or false.
    Flag,
    /// A whole number.
    Number,
    /// One word.
    Word,
    /// Words, which the option takes separated by commas.
    List,
    /// A path.
    File,
    /// Paths; the option is repeated for each.
    Paths,
    /// Names with their values, which the option takes as `a=b,c=d`.
    Pairs,
}

impl ValueKind {
    /// The kind in words.
    pub fn described(self) -> &'static str {
        match self {
            Self::Flag => "true or false",
            Self::Number => "a whole number",
            Self::Word => "one word, in quotation marks",
            Self::List => "a list of words, as in [\"altered\", \"not-found\"]",
            Self::File => "a path, in quotation marks",
            Self::Paths => "a list of paths, as in [\"sources\"]",
            Self::Pairs => "a table of names, as in { text = \"body\" }",
        }
    }

    /// True if the words are paths.
    pub fn is_path(self) -> bool {
        matches!(self, Self::File | Self::Paths)
    }
}

impl Key {
    /// The variable of the environment.
    pub fn variable(&self) -> String {
        format!("INQUIT_{}", self.name.replace('.', "_").to_uppercase())
    }
}

const fn key(
    name: &'static str,
    option: &'static str,
    kind: ValueKind,
    command: Option<&'static str>,
) -> Key {
    Key { name, option, kind, command }
}

/// All keys, in the order in which they are shown.
pub(in crate::cli) const KEYS: &[Key] = &[
    key("check.in", "in", ValueKind::Paths, Some("check")),
    key("check.every", "every", ValueKind::Flag, Some("check")),
    key("check.style", "style", ValueKind::Word, Some("check")),
    key("check.fail_on", "fail-on", ValueKind::List, Some("check")),
    key("check.min_words", "min-words", ValueKind::Number, Some("check")),
    key("check.allow", "allow", ValueKind::File, Some("check")),
    key("read.map", "map", ValueKind::Pairs, None),
    key("read.as", "as", ValueKind::Word, None),
    key("read.speakers", "speakers", ValueKind::File, None),
    key("read.docx", "docx", ValueKind::Word, None),
    key("corpus.file", "corpus", ValueKind::File, None),
];
