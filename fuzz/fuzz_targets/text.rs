//! libFuzzer → the target `text`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("text", data));
