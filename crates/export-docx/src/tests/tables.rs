//! Tables: merged cells, header rows, and what Word would not open.

use nianbao_model::plugin::ExportFault;

use super::*;

#[test]
fn header_rows_repeat_rows_do_not_split_and_a_table_says_what_it_shows() {
    let parts = parts(&document(vec![table("收费\"情况\"")]));
    let root = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let rows = all(&root, "trPr");
    let flags = |name| -> Vec<_> { rows.iter().map(|row| child(*row, name).is_some()).collect() };
    assert_eq!(flags("tblHeader"), [true, true, false, false]);
    assert_eq!(flags("cantSplit"), [true; 4]);
    assert_eq!(val(all(&root, "tblCaption")[0]), "收费\"情况\"");
    assert!(val(all(&root, "tblDescription")[0]).contains("4行4列"));
    assert_eq!(all(&root, "tblLayout")[0].attribute((W, "type")), Some("fixed"));
}

#[test]
fn merged_cells_cover_the_grid() {
    let parts = parts(&document(vec![table("表")]));
    let root = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let number = |node: Option<Node<'_, '_>>| node.map_or(1, |node| val(node).parse::<usize>().unwrap());
    // By row: the columns a cell spans, and its part in a vertical merge.
    let rows: Vec<Vec<_>> = all(&root, "tr")
        .iter()
        .map(|row| {
            let cells = row.children().filter_map(|cell| child(cell, "tcPr"));
            let merge = |cell| child(cell, "vMerge").map_or("", |merge| val(merge));
            cells
                .map(|cell| (number(child(cell, "gridSpan")), merge(cell)))
                .collect()
        })
        .collect();
    assert_eq!(rows[0], [(4, "")]);
    assert_eq!(rows[1], [(2, ""), (1, ""), (1, "")]);
    assert_eq!(rows[2], [(1, "restart"), (1, ""), (2, "restart")]);
    assert_eq!(rows[3], [(1, "continue"), (1, ""), (2, "continue")]);
}

#[test]
fn a_table_word_would_not_open_is_refused_by_name() {
    let Block::Table(good) = table("坏表") else {
        unreachable!()
    };
    let hole = Table {
        rows: good.rows[..3].to_vec(),
        ..good.clone()
    };
    let wide = Table { columns: 64, ..good };
    for (table, expected) in [(hole, ExportFault::Document), (wide, ExportFault::Inexpressible)] {
        let error = write(&document(vec![Block::Table(table)])).unwrap_err();
        let ExportError { fault, message } = ExportError::from(error);
        assert_eq!(fault, expected);
        assert!(
            message.zh.contains("坏表") && message.en.contains("坏表"),
            "{message:?}"
        );
    }
}
