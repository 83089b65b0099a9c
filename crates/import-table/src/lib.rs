//! Reads single tables.
