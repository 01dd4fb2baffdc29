//! The papers of a release: what is in the program, and under which licences.
//!
//! In: `sbom` or `licences`, and `cargo metadata` on standard input. Out: an SBOM (CycloneDX 1.6, JSON), or the text of all licences.
//! `release/build` calls it:
//!
//! ```text
//! cargo metadata --format-version 1 --locked --filter-platform TARGET | cargo run --example release_papers -- sbom
//! ```
//!
//! Only what is linked is listed: the packages that the program reaches by normal dependencies, those of build scripts and tests not. The same
//! input gives the same bytes; the time of the SBOM is `SOURCE_DATE_EPOCH`.

#[path = "release/papers.rs"]
mod papers;

use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut metadata = String::new();
    std::io::stdin().read_to_string(&mut metadata)?;
    let packages = papers::linked(&serde_json::from_str(&metadata)?)?;
    match std::env::args().nth(1).as_deref() {
        Some("sbom") => {
            let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
            println!("{:#}", papers::sbom(&packages, epoch)?);
        }
        Some("licences") => print!("{}", papers::licences(&packages)?),
        _ => return Err("give `sbom` or `licences`".into()),
    }
    Ok(())
}
