//! The arguments of the program → man pages and completions.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

/// What every page has behind its options: exit status, environment, files.
const BEHIND: &str = r#".SH "EXIT STATUS"
.TP
0
The command did what it was asked.
.TP
1
Nothing was found, or a check failed.
.TP
2
A usage error, or an input that could not be read.
.SH ENVIRONMENT
.TP
COLUMNS
The width of tables where there is no terminal.
.TP
NO_COLOR
No colour, unless \-\-color says otherwise.
.TP
INQUIT_PDFTOTEXT
The program that reads PDFs, instead of pdftotext on the search path.
.TP
INQUIT_CHECK_STYLE, INQUIT_CORPUS_FILE and the like
The values of .inquit.toml; inquit config show lists them.
.SH FILES
.TP
\&.inquit.toml
The settings of a project: the nearest one from the working directory upwards.
"#;

/// Writes `inquit.1` and a page for each command: `inquit-check.1`, `inquit-corpus-add.1`. Returns the names of the files.
///
/// # Errors
/// If they cannot be written.
pub fn man(command: Command, folder: &Path) -> io::Result<Vec<String>> {
    fs::create_dir_all(folder)?;
    // The names of subcommands get those of their parents, and global options reach each page.
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut names = Vec::new();
    let mut open = vec![command];
    while let Some(command) = open.pop() {
        open.extend(command.get_subcommands().filter(|inside| !inside.is_hide_set()).cloned());
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let mut page = Vec::new();
        Man::new(command).source(concat!("inquit ", env!("CARGO_PKG_VERSION"))).render(&mut page)?;
        page.write_all(BEHIND.as_bytes())?;
        let file = format!("{name}.1");
        fs::write(folder.join(&file), ascii(&String::from_utf8_lossy(&page)))?;
        names.push(file);
    }
    names.sort();
    Ok(names)
}

/// Characters outside ASCII as escapes, which every formatter reads, whatever the encoding of the terminal.
fn ascii(page: &str) -> String {
    let one = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\[u{:04X}]", u32::from(c)) };
    page.chars().map(one).collect()
}

/// Writes the completions of five shells. Returns the names of the files.
///
/// # Errors
/// If they cannot be written.
pub fn completions(mut command: Command, folder: &Path) -> io::Result<Vec<String>> {
    fs::create_dir_all(folder)?;
    let shells = [Shell::Bash, Shell::Elvish, Shell::Fish, Shell::PowerShell, Shell::Zsh];
    let mut names = Vec::new();
    for shell in shells {
        let path = clap_complete::generate_to(shell, &mut command, "inquit", folder)?;
        names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}
