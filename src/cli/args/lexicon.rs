//! Arguments of `lexicon`.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Shows what the grammar knows about a word
    #[command(
        after_help = "Example:\n  inquit lexicon show claimed\n\nExit status 1 for a word that the grammar does not know."
    )]
    Show {
        /// The word; put a verb and its particle in quotation marks ("point out")
        word: String,
    },
    /// Shows how the grammar divides a paragraph into phrases and reporting clauses
    #[command(after_help = "Example:\n  inquit lexicon parse '“It rained,” said Ana Ruiz, who left.'")]
    Parse {
        /// The paragraph
        text: String,
    },
    /// Checks a grammar folder; exit status 1 if it has an error
    Check {
        /// The folder of a language, such as grammar/en in the sources, or a folder that contains such
        /// folders
        #[arg(value_name = "DIR", default_value = "grammar")]
        folder: PathBuf,
    },
}
