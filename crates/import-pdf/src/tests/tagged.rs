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
