//! Writes the seeds and the dictionary. In: a folder. Out: `FOLDER/seeds/TARGET/…` and `FOLDER/inquit.dict`.

use std::fs;
use std::path::{Path, PathBuf};

use targets::TARGETS;
use targets::seeds::Tests;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).expect("give a folder"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tests = Tests::read(&root);
    for target in TARGETS {
        let own = folder.join("seeds").join(target.name);
        // Seeds of an older test would stay.
        let _ = fs::remove_dir_all(&own);
        fs::create_dir_all(&own)?;
        for (number, seed) in tests.seeds(target.name).iter().enumerate() {
            fs::write(own.join(format!("{number:04}")), seed)?;
        }
    }
    fs::write(folder.join("inquit.dict"), tests.dictionary())
}
