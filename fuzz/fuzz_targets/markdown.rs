//! libFuzzer → the target `markdown`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("markdown", data));
