//! Bytes of a text file into text, whatever its encoding.
