//! The findings as a web page to send back to an office: one self-contained file
//! without network request, for desks, phones, paper and screen readers. Only the index of many
//! reports has a script, for its search; it can be read and filtered without.
//!
//! What the page says and how it is built is in `template.html`, how it looks in
//! `style.css`. The Rust side decides where each finding belongs (`home`), numbers and
//! merges them (`item`), marks the cells of the statutory tables (`table`), names places
//! (`place`) and fills in the templates (`template`), where every value is escaped
//! (`nianbao-web-page`). It judges nothing.

mod home;
mod index;
mod item;
mod place;
mod quote;
mod report;
mod shared;
mod table;
mod template;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use nianbao_model::{Lang, Text};
pub use nianbao_web_page::PageError;
use serde::Serialize;

use crate::Outcome;
use index::{Row, RuleRow};
use nianbao_likeness::Shared;
use report::ReportView;
use shared::SharedView;

/// The digest of `index.js`, for the page's security policy.
const SCRIPT: &str = "sha256-1NKSRzdBDJV+2siW4J6OIZ9aFM+HfxvEUWkGEv4wOS0=";

/// The page of these outcomes, complete, in `lang`. What is quoted from the reports and
/// the forms stays Chinese.
///
/// One report fills the page. Several are led by an index, worst first, and those
/// without findings stand in the index only.
///
/// # Errors
/// [`PageError`] if the template cannot be filled in, which is a defect of the program.
pub fn render(outcomes: &[Outcome], lang: Lang) -> Result<String, PageError> {
    render_beside(outcomes, &[], lang)
}

/// The same with the passages that several of the reports have in common.
///
/// # Errors
/// As [`render`].
pub fn render_beside(outcomes: &[Outcome], shared: &[Shared], lang: Lang) -> Result<String, PageError> {
    let page = Page::new(outcomes, shared, lang);
    template::render(page, lang)
        .map_err(|reason| PageError::new(Text::new("检查结果网页", "the page of findings"), reason))
}

/// The page as the template sees it.
#[derive(Debug, Serialize)]
struct Page<'a> {
    language: &'static str,
    /// Empty if there is one report, and it could be read.
    index: Vec<Row<'a>>,
    summary: String,
    /// The rules that found something, where there is an index.
    rules: Vec<RuleRow>,
    /// What several reports have in common.
    shared: Vec<SharedView<'a>>,
    /// How many more passages there are.
    shared_more: usize,
    /// The digest by which the page's own script may run, and no other.
    script: &'static str,
    reports: Vec<ReportView<'a>>,
}

impl<'a> Page<'a> {
    fn new(outcomes: &'a [Outcome], shared: &[Shared], lang: Lang) -> Self {
        let mut page = Self {
            language: match lang {
                Lang::Zh => "zh-CN",
                Lang::En => "en",
            },
            index: Vec::new(),
            summary: words::summary(index::tally(outcomes)).get(lang).to_owned(),
            rules: Vec::new(),
            shared: Vec::new(),
            shared_more: 0,
            script: SCRIPT,
            reports: Vec::new(),
        };
        if let Some(judged) = index::only(outcomes) {
            page.reports.push(ReportView::new(judged, 1, lang));
            return page;
        }
        page.rules = index::rules(outcomes, lang);
        let order = index::worst_first(outcomes);
        let number = |report: usize| {
            let outcome = outcomes.get(report)?;
            order
                .iter()
                .position(|other| std::ptr::eq(*other, outcome))
                .map(|at| at + 1)
        };
        (page.shared, page.shared_more) = shared::views(outcomes, shared, number);
        for (number, outcome) in (1..).zip(order.iter().copied()) {
            page.index.push(Row::new(outcome, number, lang));
            if let Outcome::Judged(judged) = outcome
                && !judged.findings.is_empty()
            {
                page.reports.push(ReportView::new(judged, number, lang));
            }
        }
        page
    }
}
