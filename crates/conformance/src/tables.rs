//! Tables of every shape, and tables whose cells do not fit together.

use nianbao_model::document::{Align, Cell, Row, Scope, Table};

/// A table from what is said of each cell: column, rows, columns, text. Those in header
/// rows and columns get the scope they need.
pub(super) fn table(
    summary: &str,
    columns: usize,
    header: (usize, usize),
    rows: &[&[(usize, usize, usize, &str)]],
) -> Table {
    let (header_rows, header_columns) = header;
    let cell = |y: usize, &(column, row_span, column_span, text): &(usize, usize, usize, &str)| Cell {
        column,
        row_span,
        column_span,
        scope: scope((y < header_rows, column < header_columns), row_span, column_span),
        align: if column % 2 == 0 { Align::Left } else { Align::Center },
        text: text.to_owned(),
    };
    Table {
        summary: summary.to_owned(),
        columns,
        header_rows,
        header_columns,
        rows: rows
            .iter()
            .enumerate()
            .map(|(y, cells)| Row {
                cells: cells.iter().map(|said| cell(y, said)).collect(),
            })
            .collect(),
    }
}

fn scope((in_rows, in_columns): (bool, bool), row_span: usize, column_span: usize) -> Option<Scope> {
    match (in_rows, in_columns) {
        (true, _) if column_span > 1 => Some(Scope::ColGroup),
        (true, _) => Some(Scope::Col),
        (false, true) if row_span > 1 => Some(Scope::RowGroup),
        (false, true) => Some(Scope::Row),
        (false, false) => None,
    }
}

/// Every shape of span, with and without headers.
pub(super) fn shapes() -> Vec<Table> {
    vec![
        table("一格", 1, (0, 0), &[&[(0, 1, 1, "独此一格")]]),
        table("只有表头", 2, (1, 0), &[&[(0, 1, 1, "表头左"), (1, 1, 1, "表头右")]]),
        table("没有行", 3, (0, 0), &[]),
        table("全表一格", 3, (0, 0), &[&[(0, 3, 3, "九格合一")], &[], &[]]),
        table(
            "整行整列",
            3,
            (1, 1),
            &[
                &[(0, 1, 3, "整行表头")],
                &[(0, 3, 1, "整列表头"), (1, 1, 1, "内一"), (2, 1, 1, "内二")],
                &[(1, 1, 2, "两列合一")],
                &[(1, 1, 1, "内三"), (2, 1, 1, "内四")],
            ],
        ),
        table(
            "三层表头",
            5,
            (3, 2),
            &[
                &[(0, 3, 2, "角"), (2, 1, 3, "顶层")],
                &[(2, 2, 1, "直下"), (3, 1, 2, "中层")],
                &[(3, 1, 1, "底左"), (4, 1, 1, "底右")],
                &[
                    (0, 2, 1, "行组"),
                    (1, 1, 1, "行一"),
                    (2, 1, 1, "数1"),
                    (3, 1, 1, "数2"),
                    (4, 1, 1, "数3"),
                ],
                &[(1, 1, 1, "行二"), (2, 1, 1, "数4"), (3, 1, 1, "数5"), (4, 1, 1, "数6")],
                &[(0, 1, 2, "总行"), (2, 1, 1, "数7"), (3, 1, 1, ""), (4, 1, 1, "数8")],
            ],
        ),
        table(
            "风车",
            3,
            (0, 0),
            &[
                &[(0, 1, 2, "风车上"), (2, 2, 1, "风车右")],
                &[(0, 2, 1, "风车左"), (1, 1, 1, "风车心")],
                &[(1, 1, 2, "风车下")],
            ],
        ),
        table(
            "空格",
            2,
            (1, 1),
            &[&[(0, 1, 1, ""), (1, 1, 1, "")], &[(0, 1, 1, ""), (1, 1, 1, "")]],
        ),
    ]
}

/// Tables whose cells leave a gap, overlap, or reach beyond the table.
pub(super) fn broken() -> Vec<(&'static str, Table)> {
    vec![
        (
            "a gap",
            table(
                "缺口",
                2,
                (1, 0),
                &[&[(0, 1, 1, "甲"), (1, 1, 1, "乙")], &[(1, 1, 1, "丙")]],
            ),
        ),
        (
            "a row without cells",
            table("空行", 2, (0, 0), &[&[(0, 1, 1, "甲"), (1, 1, 1, "乙")], &[]]),
        ),
        (
            "an overlap",
            table("重叠", 2, (0, 0), &[&[(0, 2, 2, "甲")], &[(1, 1, 1, "乙")]]),
        ),
        (
            "two cells in one place",
            table("同位", 2, (0, 0), &[&[(0, 1, 1, "甲"), (0, 1, 2, "乙")]]),
        ),
        (
            "cells from right to left",
            table("倒序", 2, (0, 0), &[&[(1, 1, 1, "甲"), (0, 1, 1, "乙")]]),
        ),
        (
            "a cell that reaches below",
            table("出下", 1, (0, 0), &[&[(0, 3, 1, "甲")]]),
        ),
        (
            "a cell that reaches to the right",
            table("出右", 2, (0, 0), &[&[(0, 1, 9, "甲")]]),
        ),
        (
            "a cell outside",
            table("在外", 2, (0, 0), &[&[(0, 1, 2, "甲"), (7, 1, 1, "乙")]]),
        ),
        ("a cell without width", table("零宽", 1, (0, 0), &[&[(0, 1, 0, "甲")]])),
        ("a cell without height", table("零高", 1, (0, 0), &[&[(0, 0, 1, "甲")]])),
        (
            "more header rows than rows",
            table("表头过多", 1, (9, 0), &[&[(0, 1, 1, "甲")]]),
        ),
        (
            "more header columns than columns",
            table("表头过宽", 1, (0, 9), &[&[(0, 1, 1, "甲")]]),
        ),
        ("no columns", table("无列", 0, (0, 0), &[&[]])),
        (
            "a cell but no columns",
            table("无列有格", 0, (0, 0), &[&[(0, 1, 1, "甲")]]),
        ),
    ]
}

/// A table of many rows and columns, two header rows deep, every figure another.
pub(super) fn large(rows: usize, columns: usize) -> Table {
    let cell = |column, row_span, column_span, scope, text| Cell {
        column,
        row_span,
        column_span,
        scope,
        align: Align::Center,
        text,
    };
    let mut all = vec![
        vec![
            cell(0, 2, 1, Some(Scope::Col), String::from("项目")),
            cell(1, 1, columns - 1, Some(Scope::ColGroup), String::from("合计")),
        ],
        (1..columns)
            .map(|x| cell(x, 1, 1, Some(Scope::Col), format!("栏{x}。")))
            .collect(),
    ];
    all.extend((0..rows).map(|y| {
        let label = cell(0, 1, 1, Some(Scope::Row), format!("第{y}行"));
        let figures = (1..columns).map(|x| cell(x, 1, 1, None, (y * columns + x).to_string()));
        std::iter::once(label).chain(figures).collect()
    }));
    Table {
        summary: String::from("大表"),
        columns,
        header_rows: 2,
        header_columns: 1,
        rows: all.into_iter().map(|cells| Row { cells }).collect(),
    }
}
