//! The suite finds what it is for, in exporters that each do one thing wrong.
