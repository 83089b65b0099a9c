//! The same through PDF's exporter.
#![no_main]

libfuzzer_sys::fuzz_target!(init: nianbao_fuzz::begin(), |bytes: &[u8]| nianbao_fuzz::pdf(bytes));
