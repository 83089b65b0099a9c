//! Placeholders in the text and formulas in cells.
#![no_main]

libfuzzer_sys::fuzz_target!(init: nianbao_fuzz::begin(), |bytes: &[u8]| nianbao_fuzz::expression(bytes));
