//! Turns an office's workbooks into its annual report on government information disclosure.
fn main() {}
