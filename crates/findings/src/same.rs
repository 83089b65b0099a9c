//! Findings that say the same.

use nianbao_check::Finding;

/// Whether two findings about one cell each differ in that cell only.
pub(crate) fn but_for_the_cell(one: &Finding, other: &Finding) -> bool {
    let is_about_one_cell =
        |finding: &Finding| finding.locations.len() == 1 && finding.quotes.is_empty() && finding.case.is_some();
    is_about_one_cell(one)
        && is_about_one_cell(other)
        && (one.rule, one.severity, &one.case) == (other.rule, other.severity, &other.case)
        && (&one.found, &one.expected) == (&other.found, &other.expected)
        && (&one.authority, &one.allowed) == (&other.authority, &other.allowed)
}
