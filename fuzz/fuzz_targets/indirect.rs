//! libFuzzer → the target `indirect`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("indirect", data));
