//! How to mend what went wrong, as data: the library does not know how its user gives options.
//!
//! In: an error or a note. Out: a [`Hint`], which the front end turns into a sentence in its own words: flags
//! on the command line, arguments in a program, a form on a page.

/// What the user can do to correct an error, or because of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hint {
    /// Say which field of the records is this part of an article.
    NameField {
        /// The part of an article, such as `text`.
        field: &'static str,
    },
    /// The field that was named for this part of an article is not there. Check its name.
    CheckField {
        /// The part of an article, such as `text`.
        field: &'static str,
    },
    /// Give the file by its own name. In a folder, only files that are clearly articles are read.
    NameFile,
    /// Give the table by its own name, and say which column has this part of an article.
    NameFileAndField {
        /// The part of an article, such as `text`.
        field: &'static str,
    },
    /// Say that the file is a record of labelled speakers.
    ReadAsTranscript,
    /// Check the path of the file.
    CheckPath,
    /// Make the corpus file first.
    MakeCorpus,
    /// Add articles to the corpus file.
    FillCorpus,
    /// Bring the corpus file up to date.
    UpdateCorpus,
    /// Use the grammar that the corpus was made with, or build its index again with this one.
    BuildIndex,
    /// Check what of the corpus file is damaged, and make again what can be made.
    RepairCorpus,
    /// Compare the file with the description of its format.
    SeeFormat(FileFormat),
}

/// A format whose description helps to mend a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileFormat {
    /// Corrections of the grouping.
    Links,
    /// Quotations that were extracted earlier or elsewhere.
    Quotations,
    /// Annotated articles.
    Annotations,
    /// Names of speakers.
    Speakers,
}

impl Hint {
    /// Every hint, so that a front end can show that it has a sentence for each.
    pub const ALL: &'static [Hint] = &[
        Self::NameField { field: "text" },
        Self::CheckField { field: "text" },
        Self::NameFile,
        Self::NameFileAndField { field: "text" },
        Self::ReadAsTranscript,
        Self::CheckPath,
        Self::MakeCorpus,
        Self::FillCorpus,
        Self::UpdateCorpus,
        Self::BuildIndex,
        Self::RepairCorpus,
        Self::SeeFormat(FileFormat::Links),
        Self::SeeFormat(FileFormat::Quotations),
        Self::SeeFormat(FileFormat::Annotations),
        Self::SeeFormat(FileFormat::Speakers),
    ];
}
