//! The rules that judge a report.
