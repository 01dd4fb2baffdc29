//! libFuzzer → the target `compare`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("compare", data));
