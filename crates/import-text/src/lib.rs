//! Reads running text.
