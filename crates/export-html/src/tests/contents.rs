//! The list of contents.

use super::*;

/// The list's links in order: how deep, where to, called what.
fn listed(html: &Html) -> Vec<(usize, String, String)> {
    all(html, "main > nav a")
        .into_iter()
        .map(|link| {
            let depth = link
                .ancestors()
                .filter_map(ElementRef::wrap)
                .filter(|element| element.value().name() == "ol")
                .count();
            let target = link.attr("href").unwrap().strip_prefix('#').unwrap();
            (depth, target.to_owned(), text(link))
        })
        .collect()
}

#[test]
fn parts_and_their_sections_are_linked() {
    let mut document = document(
        "年报",
        vec![
            heading(1, "a", "一、甲"),
            heading(2, "a-1", "（一）子"),
            heading(3, "a-1-1", "1.丑"),
            heading(2, "a-2", "（二）寅"),
            heading(1, "b", "二、乙 <b>"),
        ],
    );
    document.attachments = vec![attachment("年报.pdf", 1)];
    let html = page(&document);
    let entry = |depth, id: &str, text: &str| (depth, id.to_owned(), text.to_owned());
    assert_eq!(
        listed(&html),
        [
            entry(1, "a", "一、甲"),
            entry(2, "a-1", "（一）子"),
            entry(2, "a-2", "（二）寅"),
            entry(1, "b", "二、乙 <b>"),
            entry(1, "attachments", "附件"),
        ]
    );
    for (_, id, name) in listed(&html) {
        assert_eq!(
            text(all(&html, &format!("#{id}"))[0]),
            name,
            "a link leads to its heading"
        );
    }
}

#[test]
fn it_stands_after_the_title_folded_and_has_no_text_of_the_document() {
    let html = page(&full_document());
    let list = all(&html, "h1 + nav[aria-label=目录] > details:not([open])");
    assert_eq!(list.len(), 1);
    assert_eq!(within(list[0], "h1, h2, h3, h4, h5, h6, p, th, td"), []);
}

#[test]
fn a_page_with_one_part_needs_none() {
    let mut document = document("年报", vec![heading(1, "a", "甲"), heading(2, "a-1", "子")]);
    assert!(all(&page(&document), "nav").is_empty());
    document.blocks.push(heading(1, "b", "乙"));
    assert_eq!(listed(&page(&document)).len(), 3);
}
