//! A good workbook, changed: cells set and taken away, regions merged, rows moved, sheets
//! renamed, hidden and copied, text added. The bytes say what, so that the fuzzer can keep
//! a change and add to it.

use std::sync::Arc;

use arbitrary::{Result, Unstructured};
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Remark, RemarkKind, Sheet};
use nianbao_model::{CellRange, CellRef, Decimal, Form, Locus, Passage, Report, Source};
use nianbao_read::{Sources, read};

use crate::bases::{self, Base};

/// Changes to one workbook at most: beyond, nothing of it is left.
const MOST_CHANGES: usize = 40;

/// An office's files, and the form and year they are judged by.
pub(crate) struct Office {
    files: Vec<Source>,
    /// The form.
    pub(crate) form: &'static Arc<Form>,
    base: &'static Base,
    has_previous: bool,
}

impl Office {
    /// The office these bytes stand for.
    pub(crate) fn of(u: &mut Unstructured<'_>) -> Self {
        let kind = u.arbitrary().unwrap_or(0_u8);
        // The real form takes ten times as long.
        let base = if kind >= 0xe0 { bases::office() } else { bases::plain() };
        let mut office = Self {
            files: vec![base.workbook.clone()],
            form: &base.form,
            base,
            has_previous: kind % 2 == 1,
        };
        for _ in 0..MOST_CHANGES {
            if u.is_empty() || office.change(u).is_err() {
                break;
            }
        }
        office
    }

    /// Reads it.
    pub(crate) fn read(&self) -> (Sources, Report) {
        let input = Sources::new(self.files.clone());
        let report = read(&input, self.form);
        (input, report)
    }

    /// Last year's report: the same workbook unchanged, where there is one.
    pub(crate) fn previous(&self) -> Option<&'static Report> {
        self.has_previous.then_some(&self.base.report)
    }

    fn change(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        match u.int_in_range(0..=31)? {
            30 => {
                self.line(u)?;
                return Ok(());
            }
            31 => {
                let locus = Locus::passage(&self.files[0].file, Passage::Paragraph(u.arbitrary()?));
                let kind = *u.choose(&[RemarkKind::Picture, RemarkKind::Footnote, RemarkKind::Hidden])?;
                let text = Some(text(u)?);
                self.files[0].remarks.push(Remark { kind, text, locus });
                return Ok(());
            }
            _ => {}
        }
        let sheets = &mut self.files[0].sheets;
        if sheets.is_empty() {
            return Ok(());
        }
        let at = u.choose_index(sheets.len())?;
        let sheet = &mut sheets[at];
        match u.int_in_range(0..=23)? {
            0..=9 => {
                let place = place(u, sheet)?;
                sheet.cells.insert(place, cell(u)?);
            }
            10 | 11 => {
                let place = place(u, sheet)?;
                sheet.cells.remove(&place);
            }
            12 => {
                let (a, b) = (place(u, sheet)?, place(u, sheet)?);
                sheet.merges.push(CellRange {
                    first: CellRef::new(a.row.min(b.row), a.column.min(b.column)),
                    last: CellRef::new(a.row.max(b.row), a.column.max(b.column)),
                });
            }
            13 => sheet.merges.clear(),
            14 => {
                let (a, b) = (place(u, sheet)?, place(u, sheet)?);
                let (one, other) = (sheet.cells.remove(&a), sheet.cells.remove(&b));
                sheet.cells.extend(one.map(|cell| (b, cell)));
                sheet.cells.extend(other.map(|cell| (a, cell)));
            }
            15 | 16 => shift(u, sheet)?,
            17 => {
                let place = place(u, sheet)?;
                sheet.hidden_rows.insert(place.row);
            }
            18 => {
                let place = place(u, sheet)?;
                sheet.hidden_columns.insert(place.column);
            }
            19 => sheet.hidden = !sheet.hidden,
            20 => sheet.name = text(u)?.into(),
            21 => {
                let mut copy = sheet.clone();
                copy.name = format!("{} (2)", copy.name).into();
                sheets.push(copy);
            }
            22 => {
                sheets.remove(at);
            }
            _ => {
                // Onto another sheet, where it may cover what stands there.
                let taken = sheets.remove(at);
                if let Some(other) = sheets.first_mut() {
                    other.cells.extend(taken.cells);
                    other.merges.extend(taken.merges);
                }
            }
        }
        Ok(())
    }

    /// Adds a line to a text file beside the workbook.
    fn line(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        if self.files.len() == 1 {
            self.files.push(Source::new(&"正文.docx".into()));
        }
        let role = match u.int_in_range(0..=6)? {
            0 => LineRole::Title,
            1 => LineRole::Item,
            2 => LineRole::Heading(u.arbitrary()?),
            _ => LineRole::Plain,
        };
        let text = text(u)?.replace(['\n', '\r'], "");
        let file = &mut self.files[1];
        let number = u32::try_from(file.lines.len()).unwrap_or(u32::MAX);
        let locus = Locus::passage(&file.file, Passage::Paragraph(number.saturating_add(1)));
        file.lines.push(Line { text, role, locus });
        Ok(())
    }
}

/// Moves everything from a row on down, or from a column on to the right.
fn shift(u: &mut Unstructured<'_>, sheet: &mut Sheet) -> Result<()> {
    let from = place(u, sheet)?;
    let (down, right) = if u.arbitrary()? {
        (u.int_in_range(1..=3)?, 0)
    } else {
        (0, u.int_in_range(1..=3)?)
    };
    let moved = |at: CellRef| CellRef {
        row: if down > 0 && at.row >= from.row {
            at.row.saturating_add(down)
        } else {
            at.row
        },
        column: if right > 0 && at.column >= from.column {
            at.column.saturating_add(right)
        } else {
            at.column
        },
    };
    let cells = std::mem::take(&mut sheet.cells);
    sheet.cells = cells.into_iter().map(|(at, cell)| (moved(at), cell)).collect();
    for merge in &mut sheet.merges {
        (merge.first, merge.last) = (moved(merge.first), moved(merge.last));
    }
    Ok(())
}

/// A place in a sheet: mostly where something stands, or beside it; else anywhere.
fn place(u: &mut Unstructured<'_>, sheet: &Sheet) -> Result<CellRef> {
    if sheet.cells.is_empty() || u.ratio(1, 24)? {
        // The corner of the largest sheet there is.
        let (rows, columns) = if u.ratio(1, 8)? { (1_048_575, 16_383) } else { (60, 20) };
        return Ok(CellRef::new(u.int_in_range(0..=rows)?, u.int_in_range(0..=columns)?));
    }
    let at = u.choose_index(sheet.cells.len())?;
    let near = *sheet.cells.keys().nth(at).unwrap_or(&CellRef::new(0, 0));
    Ok(match u.int_in_range(0..=7)? {
        0 => CellRef::new(near.row.saturating_add(1), near.column),
        1 => CellRef::new(near.row, near.column.saturating_add(1)),
        2 => CellRef::new(near.row.saturating_sub(1), near.column),
        3 => CellRef::new(near.row, near.column.saturating_sub(1)),
        _ => near,
    })
}

fn cell(u: &mut Unstructured<'_>) -> Result<Cell> {
    let value = match u.int_in_range(0..=15)? {
        0..=3 => CellValue::Number(number(u)?),
        4..=9 => CellValue::Text(text(u)?),
        10 => CellValue::Percent(number(u)?),
        11 => CellValue::Date(text(u)?),
        12 => CellValue::Error(String::from("#REF!")),
        13 => CellValue::Boolean(u.arbitrary()?),
        _ => CellValue::Empty,
    };
    let formula = matches!(value, CellValue::Empty) || u.ratio(1, 6)?;
    Ok(if formula {
        Cell::computed(value, self::formula(u)?)
    } else {
        Cell::typed(value)
    })
}

/// Mostly a small count; else any decimal there is.
fn number(u: &mut Unstructured<'_>) -> Result<Decimal> {
    Ok(match u.int_in_range(0..=7)? {
        0 => Decimal::from_parts(
            u.arbitrary()?,
            u.arbitrary()?,
            u.arbitrary()?,
            u.arbitrary()?,
            u.int_in_range(0..=28)?,
        ),
        1 => Decimal::new(u.arbitrary()?, u.int_in_range(0..=28)?),
        2 => -Decimal::from(u.arbitrary::<u8>()?),
        3 => Decimal::new(i64::from(u.arbitrary::<i16>()?), 2),
        _ => Decimal::from(u.arbitrary::<u8>()?),
    })
}

fn formula(u: &mut Unstructured<'_>) -> Result<String> {
    const PIECES: [&str; 20] = [
        "SUM(",
        ")",
        "A1",
        "B2:D9",
        "$C$3",
        "+",
        "-",
        ",",
        ":",
        "(",
        "'表三 依申请公开'!D5",
        "正文!A1",
        "1",
        "2.5",
        "ROUND(",
        "!",
        "'",
        "XFD1048576",
        "1E9",
        " ",
    ];
    let mut formula = String::new();
    for _ in 0..u.int_in_range(1..=9)? {
        formula.push_str(u.choose(&PIECES)?);
    }
    Ok(formula)
}

/// A text of words that mean something, numbers, and characters of every kind.
pub(crate) fn text(u: &mut Unstructured<'_>) -> Result<String> {
    let words = bases::words();
    let mut text = String::new();
    for _ in 0..u.int_in_range(1..=8)? {
        match u.int_in_range(0..=15)? {
            0..=7 => text.push_str(u.choose(words)?),
            8..=10 => text.push_str(&u.arbitrary::<u8>()?.to_string()),
            11 => text.push_str(&number(u)?.to_string()),
            12 => text.push(u.arbitrary()?),
            13 => {
                text.push_str("{{ ");
                text.push_str(u.choose(words)?);
                text.push_str(" }}");
            }
            14 => {
                let size = u.int_in_range(0..=24)?.min(u.len());
                text.push_str(&String::from_utf8_lossy(u.bytes(size)?));
            }
            _ => text.push_str(u.choose(&[
                "\n",
                "\t",
                "\u{3000}",
                "\u{1b}[31m",
                "\u{202e}",
                "\u{0}",
                "\u{feff}",
                "<b>",
                "&",
                "]]>",
            ])?),
        }
    }
    Ok(text)
}
