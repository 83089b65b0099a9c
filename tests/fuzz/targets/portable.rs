//! The objects of a PDF file, and what its pages draw.
#![no_main]

libfuzzer_sys::fuzz_target!(init: nianbao_fuzz::begin(), |bytes: &[u8]| nianbao_fuzz::portable(bytes));
