//! The fragment for a site's editor, read back as the editor would.

use super::*;

fn settings() -> Settings {
    let mut settings = Settings::new();
    settings.set(HtmlExporter.options(), "fragment", "true").unwrap();
    settings
}

fn fragment(document: &Document) -> Html {
    let html = Html::parse_fragment(&export_with(document, &settings()));
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    html
}

#[test]
fn it_never_takes_the_pages_place() {
    assert_eq!(HtmlExporter.variant(&settings()), Some("（网页片段）"));
    assert_eq!(HtmlExporter.variant(&Settings::new()), None);
    assert!(export(&full_document()).starts_with("<!DOCTYPE html>"));
    assert!(export_with(&full_document(), &settings()).starts_with("<div lang=\"zh-CN\""));
}

#[test]
fn it_says_what_the_page_says() {
    let html = fragment(&full_document());
    let expected: Vec<_> = FULL.into_iter().chain([LISTED]).collect();
    assert_eq!(texts(&html), expected);
    for form in builtin().unwrap() {
        let document = compose(&empty_report(), &form, &Options::default());
        assert_eq!(texts(&fragment(&document)), texts(&page(&document)), "{}", form.id);
    }
}

#[test]
fn nothing_in_it_depends_on_a_page_around_it() {
    const KEPT: [&str; 9] = [
        "style",
        "lang",
        "role",
        "aria-label",
        "tabindex",
        "scope",
        "colspan",
        "rowspan",
        "href",
    ];
    let mut full = full_document();
    full.mark = Some("草稿".into());
    let mut documents: Vec<_> = builtin()
        .unwrap()
        .iter()
        .map(|form| compose(&empty_report(), form, &Options::default()))
        .collect();
    documents.push(full);
    for document in documents {
        let bytes = export_with(&document, &settings());
        for part in ["<html", "<head", "<body", "<meta", "<style", "<script", "<link", "url("] {
            assert!(!bytes.contains(part), "{part}");
        }
        let html = fragment(&document);
        let elements = all(&html, "div *");
        assert!(elements.len() > 20, "{}", elements.len());
        for element in elements {
            for (name, _) in element.value().attrs() {
                assert!(KEPT.contains(&name), "{name} of {}", element.html());
            }
        }
    }
}

#[test]
fn every_look_is_written_at_its_element() {
    let html = fragment(&full_document());
    let style = |selector: &str| all(&html, selector)[0].attr("style").unwrap().to_owned();
    assert!(style("p").contains("text-indent:2em"));
    assert!(style("div[role=region][tabindex='0'][aria-label=说明]").contains("overflow-x:auto"));
    assert!(style("table").contains("border-collapse:collapse"));
    for cell in ["thead > tr > th[scope=col]", "tbody > tr > td"] {
        assert!(style(cell).contains("border:1px solid"), "{cell}");
    }
    assert_eq!(text(all(&html, "table > caption")[0]), "说明");
}

#[test]
fn the_signature_stands_at_the_right_as_on_paper() {
    let html = fragment(&full_document());
    let lines: Vec<_> = all(&html, "p")
        .into_iter()
        .filter_map(|p| Some((text(p), p.attr("style")?.to_owned())))
        .filter(|(_, style)| style.contains("text-align:right"))
        .collect();
    // 某市人民政府 is 6 wide, 2025年1月20日 is 7.75: it begins two after the name.
    let (organ, date) = (&lines[0], &lines[1]);
    assert_eq!((organ.0.as_str(), date.0.as_str()), ("某市人民政府", "2025年1月20日"));
    assert!(organ.1.contains(" min(5.75em, 40%) 0 0;"), "{}", organ.1);
    assert!(date.1.contains(" min(2.0em, 40%) 0 0;"), "{}", date.1);
}

#[test]
fn attachments_are_named_and_not_linked_for_the_site_gives_them_addresses() {
    let html = fragment(&full_document());
    let hrefs: Vec<_> = all(&html, "a").into_iter().map(|a| a.attr("href").unwrap()).collect();
    assert_eq!(hrefs, ["http://a.gov.cn/"]);
    assert_eq!(text(all(&html, "ul > li")[0]), LISTED);
    let mut without = full_document();
    without.attachments.clear();
    assert!(!export_with(&without, &settings()).contains("附件"));
}

#[test]
fn a_mark_stands_first() {
    let mut document = full_document();
    assert!(!export_with(&document, &settings()).contains("草稿"));
    document.mark = Some("草稿".into());
    let html = fragment(&document);
    let first = all(&html, "div[lang] > *")[0];
    assert_eq!(text(first), "草稿");
    assert!(first.attr("style").unwrap().contains("background-color:#8c1d18"));
}

#[test]
fn no_text_becomes_markup() {
    let evil = "<b>&amp;\"'>{{ 7 * 7 }}</div></table>";
    let blocks = vec![
        heading(1, "a", evil),
        paragraph(vec![run(evil), link(evil, "javascript:alert(1)")]),
        tiny_table(evil, evil, evil),
    ];
    let mut document = document(evil, blocks);
    document.mark = Some(evil.into());
    document.signature = Some(signature(evil, Some(evil)));
    document.attachments = vec![attachment(evil, 1)];
    let html = fragment(&document);
    assert!(all(&html, "b, a").is_empty());
    let listed = format!("{evil}（文件，1\u{a0}KB）");
    let twice = format!("{evil}{evil}");
    assert_eq!(
        texts(&html),
        [evil, evil, &twice, evil, evil, evil, evil, "附件", &listed]
    );
    assert_eq!(all(&html, "div[role=region]")[0].attr("aria-label"), Some(evil));
    assert_eq!(text(all(&html, "caption")[0]), evil);
}
