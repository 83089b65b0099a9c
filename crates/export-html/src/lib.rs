//! Writes the web page.
