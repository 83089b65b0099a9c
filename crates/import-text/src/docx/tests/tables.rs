//! Tables.

use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow, VMergeType};
use nianbao_model::source::RemarkKind;
use nianbao_model::{CellRange, CellRef, Passage};
use nianbao_testing::files::packed;

use super::*;

#[test]
fn tables_keep_their_merges_and_their_paragraphs_count() {
    let cell = |text: &str| {
        let lines = text
            .split('\n')
            .map(|line| Paragraph::new().add_run(Run::new().add_text(line)));
        lines.fold(TableCell::new(), TableCell::add_paragraph)
    };
    let table = Table::new(vec![
        TableRow::new(vec![cell("信息内容").grid_span(2), cell("数量")]),
        TableRow::new(vec![
            cell("许可").vertical_merge(VMergeType::Restart),
            cell("新\n收"),
            cell("6"),
        ]),
        TableRow::new(vec![
            cell("").vertical_merge(VMergeType::Continue),
            cell("结转"),
            cell("0"),
        ]),
        TableRow::new(vec![
            cell("处罚").vertical_merge(VMergeType::Restart),
            cell(""),
            cell("9"),
        ]),
    ]);
    let text = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let docx = Docx::new()
        .add_paragraph(text("前"))
        .add_table(table)
        .add_paragraph(text("后"));
    let source = import(&packed(docx)).unwrap();

    let sheet = &source.sheets[0];
    assert_eq!((source.sheets.len(), &*sheet.name), (1, "表1"));
    let at = |row, column| sheet.text_at(CellRef::new(row, column));
    assert_eq!(
        [at(0, 0), at(0, 1), at(0, 2)],
        [Some("信息内容"), Some("信息内容"), Some("数量")]
    );
    assert_eq!(
        [at(1, 0), at(1, 1), at(1, 2)],
        [Some("许可"), Some("新\n收"), Some("6")]
    );
    assert_eq!([at(2, 0), at(3, 0), at(3, 1)], [Some("许可"), Some("处罚"), None]);
    let range = |first: (u32, u32), last: (u32, u32)| CellRange {
        first: CellRef::new(first.0, first.1),
        last: CellRef::new(last.0, last.1),
    };
    assert_eq!(sheet.merges, [range((0, 0), (0, 1)), range((1, 0), (2, 0))]);
    let places: Vec<_> = source.lines.iter().filter_map(|line| line.locus.passage).collect();
    assert_eq!(places, [1, 14].map(Passage::Paragraph));
}

#[test]
fn odd_rows_and_tables_in_cells_are_read() {
    let cell = |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let plain = |text: &str| cell("", &p(&r(text)));
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        plain("内一"),
        plain("内二"),
        plain("内三")
    );
    let rows = [
        format!(
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}</w:tr>",
            cell("", &(p(&r("外")) + &inner))
        ),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", plain("删行")),
        format!(
            "<w:tr><w:trPr><w:hidden/></w:trPr>{}{}</w:tr>",
            cell("<w:hMerge w:val='restart'/>", &p(&r("左"))),
            cell("<w:hMerge/>", &p(""))
        ),
        format!("<w:tr>{}</w:tr>", cell("<w:vMerge w:val='restart'/>", &p(&r("上")))),
        format!("<w:tr>{}</w:tr>", cell("<w:vMerge/>", &p(&r("盖住")))),
    ];
    let source = read(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
    let sheet = &source.sheets[0];
    assert_eq!(source.sheets.len(), 1);
    assert_eq!(sheet.text_at(CellRef::new(0, 1)), Some("外\n内一 内二\n内三"));
    assert_eq!(sheet.text_at(CellRef::new(1, 1)), Some("左"));
    assert_eq!(sheet.text_at(CellRef::new(3, 0)), Some("上"));
    assert!(sheet.hidden_rows.iter().eq([&1]));
    assert_eq!(remarks(&source), [(RemarkKind::Hidden, "盖住", 9)]);
}

#[test]
fn a_frame_round_tables_is_none() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let table = |cells: &str| format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    let inner = |text: &str| table(&[cell(&p(&r(text))), cell(&p(&r("1")))].concat());
    let held = [
        p(&r("前。")),
        inner("甲"),
        p(&r("中。")),
        table(&cell(&[inner("乙"), p("")].concat())),
        p(&r("后。")),
    ];
    let source = read(&table(&cell(&held.concat())));
    assert_eq!(texts(&source), ["前。", "中。", "后。"]);
    let cells: Vec<_> = source
        .sheets
        .iter()
        .map(|sheet| sheet.cells.values().map(|cell| cell.display()).collect::<Vec<_>>())
        .collect();
    assert_eq!(cells, [["甲", "1"], ["乙", "1"]]);
    let before: Vec<_> = source.sheets.iter().map(|sheet| sheet.lines_before).collect();
    assert_eq!(before, [Some(1), Some(2)]);
    // In a table of several cells it is part of its cell.
    let source = read(&table(
        &[cell(&p(&r("丙"))), cell(&[inner("甲"), p("")].concat())].concat(),
    ));
    assert_eq!(source.sheets.len(), 1);
    assert_eq!(source.sheets[0].cells.len(), 2);
}
