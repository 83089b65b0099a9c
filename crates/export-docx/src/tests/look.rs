//! Styles, and what every page carries.

use super::*;

#[test]
fn every_style_in_use_is_defined_and_normal_is_the_one_default() {
    let blocks = (1..=4).map(|level| heading(level, level, "题")).chain([table("表")]);
    let parts = parts(&document(blocks.collect()));
    let styles = roxmltree::Document::parse(&parts["word/styles.xml"]).unwrap();
    let styles = all(&styles, "style");
    let mut ids: Vec<_> = styles
        .iter()
        .filter_map(|style| style.attribute((W, "styleId")))
        .collect();
    let defaults = styles.iter().filter(|style| {
        style.attribute((W, "type")) == Some("paragraph") && style.attribute((W, "default")) == Some("1")
    });
    let defaults: Vec<_> = defaults.filter_map(|style| style.attribute((W, "styleId"))).collect();
    assert_eq!(defaults, ["Normal"]);
    for part in [
        "word/document.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/styles.xml",
    ] {
        let root = roxmltree::Document::parse(&parts[part]).unwrap();
        for name in ["pStyle", "rStyle", "tblStyle", "basedOn", "next"] {
            all(&root, name)
                .iter()
                .for_each(|style| assert!(ids.contains(&val(*style)), "{}", val(*style)));
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for level in 1..=4 {
        let id = format!("Heading{level}");
        let style = styles
            .iter()
            .find(|style| style.attribute((W, "styleId")) == Some(&id))
            .unwrap();
        let outline = style
            .descendants()
            .find(|node| node.has_tag_name((W, "outlineLvl")))
            .unwrap();
        assert_eq!(val(outline), (level - 1).to_string());
    }
}

#[test]
fn a_heading_has_the_style_of_its_level_and_the_face_of_its_rank() {
    let lead = Run {
        lead: Some(2),
        ..run("(一)甲。")
    };
    let blocks = vec![
        heading(1, 1, "一、"),
        heading(2, 3, "1."),
        paragraph(vec![lead, run("乙")]),
    ];
    let parts = parts(&document(blocks));
    let root = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let styles = |name| -> Vec<_> { all(&root, name).into_iter().map(val).collect() };
    assert_eq!(styles("pStyle"), ["Title", "Heading1", "Heading2", "Normal"]);
    assert_eq!(styles("rStyle"), ["Lead3", "Lead2"]);
}

#[test]
fn the_body_has_two_characters_indent_and_both_languages() {
    let parts = parts(&document(Vec::new()));
    let styles = roxmltree::Document::parse(&parts["word/styles.xml"]).unwrap();
    let attributes =
        |node: Node<'_, '_>, names: [&str; 2]| names.map(|name| node.attribute((W, name)).map(str::to_owned));
    let lang = all(&styles, "lang")[0];
    assert_eq!(
        attributes(lang, ["val", "eastAsia"]),
        [Some("en-US".into()), Some("zh-CN".into())]
    );
    let indent = all(&styles, "ind")[0];
    let wanted = [Some("640".into()), Some("200".into())];
    assert_eq!(attributes(indent, ["firstLine", "firstLineChars"]), wanted);
}

#[test]
fn page_numbers_differ_on_odd_and_even_pages_and_the_mark_is_on_both() {
    let parts = parts(&rich());
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    for (path, style, wanted) in [
        ("word/header1.xml", "Mark", "草稿"),
        ("word/header2.xml", "Mark", "草稿"),
        ("word/footer1.xml", "Footer", "— 1 —"),
        ("word/footer2.xml", "FooterEven", "— 1 —"),
    ] {
        let root = roxmltree::Document::parse(&parts[path]).unwrap();
        assert_eq!(
            (val(all(&root, "pStyle")[0]), text(root.root_element())),
            (style, wanted.into())
        );
    }
    let root = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let kinds: Vec<_> = ["headerReference", "footerReference"]
        .iter()
        .flat_map(|name| all(&root, name))
        .filter_map(|node| Some((node.attribute((W, "type"))?, node.attribute((R, "id"))?)))
        .collect();
    let [odd, even] = ["default", "even"];
    let wanted = [
        (odd, "rIdHeader1"),
        (even, "rIdHeader2"),
        (odd, "rIdFooter1"),
        (even, "rIdFooter2"),
    ];
    assert_eq!(kinds, wanted);
}
