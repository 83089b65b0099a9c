//! Files with tags: read by them where they can be believed.

use nianbao_testing::pdf::{Pdf, table, text};

use super::*;

/// A file of one page, its content in pieces numbered from 0, with this tree.
fn tagged(pieces: &[&str], rest: &str, tree: &str) -> Source {
    let marked = |(number, piece): (usize, &&str)| format!("/P<</MCID {number}>>BDC {piece} EMC\n");
    let content: String = pieces.iter().enumerate().map(marked).collect();
    let mut file = Pdf::default();
    // The font takes two numbers, the content one: the page is object 4.
    let root = file.pages(
        &[&(content + rest)],
        &format!("/StructTreeRoot<</RoleMap<</Own/P>>/K{tree}>>"),
    );
    import(&file.finish(root, "")).unwrap()
}

fn roles(source: &Source) -> Vec<(LineRole, &str)> {
    source
        .lines
        .iter()
        .map(|line| (line.role, line.text.as_str()))
        .collect()
}

#[test]
fn the_tree_tells_what_lines_are_and_their_order() {
    let pieces = [
        text(90.0, 400.0, 14.0, "第一段的前一半，"),
        text(90.0, 700.0, 14.0, "年报"),
        text(90.0, 600.0, 14.0, "一、总体情况"),
        text(90.0, 380.0, 14.0, "后一半。"),
        text(90.0, 300.0, 14.0, "1."),
        text(110.0, 300.0, 14.0, "项目"),
    ];
    let tree = "<</S/Document/Pg 4 0 R/K[<</S/Title/K 1>><</S/H1/K 2>><</S/Own/K[0 <</S/Span/K 3>>]>>\
                <</S/L/K<</S/LI/K[<</S/Lbl/K 4>><</S/LBody/K 5>>]>>>>]>>";
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let furniture = format!("/Artifact BMC {} EMC", text(280.0, 30.0, 10.0, "3"));
    let source = tagged(&pieces, &furniture, tree);
    assert_eq!(
        roles(&source),
        [
            (LineRole::Furniture, "3"),
            (LineRole::Title, "年报"),
            (LineRole::Heading(1), "一、总体情况"),
            (LineRole::Plain, "第一段的前一半，后一半。"),
            (LineRole::Item, "1.项目"),
        ]
    );
}

#[test]
fn boxes_of_a_page_are_paragraphs_and_a_list_of_links_is_its_menu() {
    let pieces = [
        text(90.0, 800.0, 10.0, "首页"),
        text(150.0, 800.0, 10.0, "政务公开"),
        text(90.0, 760.0, 10.0, "当前位置："),
        text(140.0, 760.0, 10.0, "年报"),
        text(90.0, 700.0, 18.0, "某局年报"),
        text(90.0, 660.0, 10.0, "来源："),
        text(120.0, 660.0, 10.0, "某局"),
    ];
    let link = |number: usize| format!("<</S/Link/K<</S/NonStruct/K {number}>>>>");
    let item = |number: usize| format!("<</S/LI/K {}>>", link(number));
    let leaf = |number: usize| format!("<</S/NonStruct/K {number}>>");
    let tree = format!(
        "<</S/Document/Pg 4 0 R/K[<</S/L/K[{}{}]>><</S/NonStruct/K[{}{}]>><</S/NonStruct/K {}>>{}{}]>>",
        item(0),
        item(1),
        leaf(2),
        link(3),
        leaf(4),
        leaf(5),
        leaf(6)
    );
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    assert_eq!(
        roles(&tagged(&pieces, "", &tree)),
        [
            (LineRole::Furniture, "首页"),
            (LineRole::Furniture, "政务公开"),
            (LineRole::Plain, "当前位置：年报"),
            (LineRole::Plain, "某局年报"),
            (LineRole::Plain, "来源：某局"),
        ]
    );
}

#[test]
fn a_numbered_list_of_links_is_text() {
    let pieces = [
        text(90.0, 760.0, 10.0, "年报可在下列网站查阅。"),
        text(90.0, 740.0, 10.0, "1.市政府网站"),
        text(90.0, 720.0, 10.0, "2.省政府网站"),
    ];
    let item = |number: usize| format!("<</S/LI/K<</S/Link/K {number}>>>>");
    // A list without text makes nothing of what stands above it.
    let empty = "<</S/L/K[<</S/LI/K<</S/Link>>>><</S/LI/K<</S/Link>>>>]>>";
    let tree = format!(
        "<</S/Document/Pg 4 0 R/K[<</S/P/K 0>>{empty}<</S/L/K[{}{}]>>]>>",
        item(1),
        item(2)
    );
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    assert_eq!(
        roles(&tagged(&pieces, "", &tree)),
        [
            (LineRole::Plain, "年报可在下列网站查阅。"),
            (LineRole::Item, "1.市政府网站"),
            (LineRole::Item, "2.省政府网站"),
        ]
    );
}

#[test]
fn text_that_hangs_in_no_tree_is_read_all_the_same() {
    let loose = text(90.0, 300.0, 14.0, "不在树上。");
    let source = tagged(
        &[&text(90.0, 400.0, 14.0, "在树上。")],
        &loose,
        "<</S/H1/Pg 4 0 R/K 0>>",
    );
    assert_eq!(
        roles(&source),
        [(LineRole::Plain, "在树上。"), (LineRole::Plain, "不在树上。")]
    );
    // And so is a piece that hangs there twice, or on a page that is none.
    for tree in [
        "[<</S/H1/Pg 4 0 R/K 0>><</S/H1/Pg 4 0 R/K 0>>]",
        "<</S/H1/Pg 5 0 R/K 0>>",
        "<</S/H1/K 0>>",
    ] {
        let source = tagged(&[&text(90.0, 400.0, 14.0, "在树上。")], "", tree);
        assert_eq!(roles(&source), [(LineRole::Plain, "在树上。")], "{tree}");
    }
}

/// A table of two rows and columns: a header over both columns, and two figures, in this order.
fn figures(order: [usize; 2]) -> Source {
    let cells = [
        text(94.0, 686.0, 10.0, "件数"),
        text(94.0, 666.0, 10.0, "1"),
        text(174.0, 666.0, 10.0, "2"),
    ];
    let pieces: Vec<&str> = cells.iter().map(String::as_str).collect();
    let lines = table(90.0, 700.0, &[&["", ""], &["", ""]]);
    let tree = format!(
        "<</S/Table/Pg 4 0 R/K[<</S/TR/K<</S/TH/A<</O/Table/ColSpan 2>>/K 0>>>>\
         <</S/TR/K[<</S/TD/K {}>><</S/TD/K {}>>]>>]>>",
        order[0], order[1]
    );
    tagged(&pieces, &lines, &tree)
}

#[test]
fn a_table_is_read_by_its_tags_where_it_stands_so_on_the_page() {
    let source = figures([1, 2]);
    assert_eq!(cells(&source.sheets[0]), ["A1 件数", "A2 1", "B2 2"]);
    assert_eq!(source.sheets[0].merges.len(), 1);
}

#[test]
fn a_table_whose_tags_are_not_in_the_order_of_the_page_is_read_by_its_lines() {
    let source = figures([2, 1]);
    assert_eq!(cells(&source.sheets[0]), ["A1 件数", "A2 1", "B2 2"]);
    assert_eq!(source.sheets[0].merges.len(), 0);
}
