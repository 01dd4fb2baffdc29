//! What `lexicon` takes.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// What the grammar knows of a word
    #[command(
        after_help = "Example:\n  inquit lexicon show claimed\n\nExit status 1 for a word that the grammar does not know."
    )]
    Show {
        /// The word; a verb with its particle in quotation marks ("point out")
        word: String,
    },
    /// How the grammar cuts a paragraph into phrases and reporting clauses
    #[command(after_help = "Example:\n  inquit lexicon parse '“It rained,” said Ana Ruiz, who left.'")]
    Parse {
        /// The paragraph
        text: String,
    },
    /// Checks a grammar folder; exit status 1 where it is not sound
    Check {
        /// A language's folder, as grammar/en in the sources, or a folder of such folders
        #[arg(value_name = "DIR", default_value = "grammar")]
        folder: PathBuf,
    },
}
