//! Writes PDF through Typst.
