//! Writes Word documents.
