//! Findings in every format they are shown in.
#![no_main]

libfuzzer_sys::fuzz_target!(init: nianbao_fuzz::begin(), |bytes: &[u8]| nianbao_fuzz::findings(bytes));
