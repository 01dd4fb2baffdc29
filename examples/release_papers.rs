//! The papers of a release: what is in the program, under which licences, and how it is used.
//!
//! In: `sbom` or `licences`, and `cargo metadata` on standard input; or `man` or `completions`, and a folder; or `bundle`, the program, its
//! target and a file. Out: an SBOM (CycloneDX 1.6, JSON), or the text of all licences; or the files in the folder; or the bundle of the server for
//! language models. `release/build` calls it:
//!
//! ```text
//! cargo metadata --format-version 1 --locked --filter-platform TARGET | cargo run --example release_papers -- sbom
//! cargo run --example release_papers -- man DIR
//! ```
//!
//! Only what is linked is listed: the packages that the program reaches by normal dependencies, those of build scripts and tests not. The same
//! input gives the same bytes; the time of the SBOM is `SOURCE_DATE_EPOCH`.

#[path = "release/bundle.rs"]
mod bundle;
#[path = "release/pages.rs"]
mod pages;
#[path = "release/papers.rs"]
mod papers;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Read};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["sbom"] => {
            let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
            println!("{:#}", papers::sbom(&linked()?, epoch)?);
        }
        ["licences"] => print!("{}", papers::licences(&linked()?)?),
        ["man", folder] => drop(pages::man(inquit::cli::arguments(), Path::new(folder))?),
        ["completions", folder] => drop(pages::completions(inquit::cli::arguments(), Path::new(folder))?),
        ["bundle", program, target, file] => {
            bundle::write(Path::new(program), target, BufWriter::new(File::create(file)?))?;
        }
        _ => {
            return Err(
                "give `sbom`, `licences`, `man DIR`, `completions DIR` or `bundle PROGRAM TARGET FILE`"
                    .into(),
            );
        }
    }
    Ok(())
}

/// The packages that the metadata on standard input says are linked.
fn linked() -> Result<Vec<papers::Package>, Box<dyn Error>> {
    let mut metadata = String::new();
    std::io::stdin().read_to_string(&mut metadata)?;
    papers::linked(&serde_json::from_str(&metadata)?)
}
