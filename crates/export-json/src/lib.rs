//! Writes the interchange JSON.
