//! libFuzzer → the target `pdf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("pdf", data));
