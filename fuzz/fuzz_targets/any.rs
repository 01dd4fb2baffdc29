//! libFuzzer → the target that `FUZZ_TARGET` names, so that `fuzz/run` links one program and not one for each target. With `FUZZ_SEEDS=FOLDER` it
//! writes the seeds and the dictionary there, and ends.

#![no_main]

use std::path::Path;
use std::sync::OnceLock;

fn target() -> &'static str {
    static TARGET: OnceLock<String> = OnceLock::new();
    TARGET.get_or_init(|| std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target"))
}

fn seeds() {
    if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let written = targets::seeds::write(&root, Path::new(&folder));
        std::process::exit(i32::from(written.is_err()));
    }
}

libfuzzer_sys::fuzz_target!(
    init: seeds(),
    |data: &[u8]| targets::run(target(), data)
);
