//! Reports and documents through every exporter but PDF's.
#![no_main]

libfuzzer_sys::fuzz_target!(init: nianbao_fuzz::begin(), |bytes: &[u8]| nianbao_fuzz::documents(bytes));
