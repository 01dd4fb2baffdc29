//! libFuzzer → the target `verify`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("verify", data));
