//! A paragraph's text as runs: the heading that runs into it, links, plain text.

use linkify::{LinkFinder, LinkKind};
use nianbao_model::document::Run;
use nianbao_model::label::{self, heading_level};

/// The longest first sentence, in characters, that is a heading running into its paragraph.
const LEAD_MAX: usize = 40;

/// Splits a paragraph into its run-in heading, links and plain text.
pub(crate) fn runs(text: &str) -> Vec<Run> {
    let (lead, rest) = text.split_at(lead_len(text));
    let mut runs = Vec::new();
    if !lead.is_empty() {
        let rank = label::marker(lead).map(|marker| marker.level);
        runs.push(Run {
            text: lead.to_owned(),
            lead: rank,
            link: None,
        });
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]);
    for stretch in stretches(rest) {
        for span in finder.spans(stretch) {
            let link = span.kind().map(|kind| match kind {
                LinkKind::Email => format!("mailto:{}", span.as_str()),
                _ => span.as_str().to_owned(),
            });
            match runs.last_mut() {
                Some(last) if link.is_none() && last.link.is_none() && last.lead.is_none() => {
                    last.text.push_str(span.as_str())
                }
                _ => runs.push(Run {
                    text: span.as_str().to_owned(),
                    lead: None,
                    link,
                }),
            }
        }
    }
    runs
}

/// Cuts a text where ASCII begins or ends: Chinese follows an address without a
/// space, and is no part of it.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ascii = rest.chars().next()?.is_ascii();
        let end = rest.find(|c: char| c.is_ascii() != ascii).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        rest = after;
        Some(stretch)
    })
}

/// The length in bytes of the run-in heading a paragraph begins with, or 0: a
/// numbered first sentence of rank 1 or 2, short, with more text behind it.
fn lead_len(text: &str) -> usize {
    let is_lead = |heading: &&str| heading_level(heading) <= 2 && heading.chars().count() <= LEAD_MAX;
    let heading = label::run_in(text, &['。']).filter(is_lead);
    heading.map_or(0, |heading| heading.len() + '。'.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_chinese_around_them_does_not() {
        let runs = runs("见门户网站(http://a.gov.cn/)获取,邮箱:x1@b.gov.cn。");
        let links: Vec<_> = runs.iter().filter_map(|run| run.link.as_deref()).collect();
        assert_eq!(links, ["http://a.gov.cn/", "mailto:x1@b.gov.cn"]);
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(text, "见门户网站(http://a.gov.cn/)获取,邮箱:x1@b.gov.cn。");
    }

    #[test]
    fn a_heading_may_run_into_its_paragraph() {
        let leads = [
            "(一)主动公开。全年公开信息10条。",
            "(一)主动公开。",
            "一是主动公开。全年。",
            "1.主动公开。全年。",
        ]
        .map(|text| runs(text).first().and_then(|run| run.lead));
        assert_eq!(leads, [Some(2), None, None, None]);
    }
}
