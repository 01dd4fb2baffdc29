//! libFuzzer → the target `links`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("links", data));
