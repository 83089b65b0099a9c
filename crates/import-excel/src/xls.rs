//! Reads `.xls` (Excel 97 to 2003, and 5) and `.et` (WPS) through calamine.
//!
//! calamine has no streaming reader for them: it reads the whole workbook and makes a
//! rectangle of every sheet. So the records are inspected first ([`biff`]), and the extents
//! and texts are counted from the cells themselves. What the file announces is blanked out, as
//! are the formulas, which [`crate::ptg`] decodes. What remains of the risk is time and memory
//! within those limits, and calamine's indexing into short records, which ends as a caught
//! panic.

use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};
use nianbao_model::plugin::{Amount, ImportError};
use nianbao_model::{CellRange, CellRef, Locus, Source};

use crate::biff::{self, Refusal};
use crate::compound::Compound;
use crate::errors::{beyond, damaged, password, twice};
use crate::limits::MAX_LEGACY;
use crate::sheet::{Book, Budget, Filler, value};

/// The stream of a workbook: of Excel 97 and later, and of Excel 5.
pub(crate) const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Reads a workbook.
///
/// # Errors
/// If it is damaged, beyond the limits or has a password.
pub(crate) fn read(file: &Arc<str>, bytes: &[u8], compound: &Compound<'_>) -> Result<Source, ImportError> {
    if bytes.len() as u64 > MAX_LEGACY {
        let limit = Amount::Bytes(MAX_LEGACY);
        return Err(beyond(Locus::file(file), "文件大小", "file size", limit));
    }
    let pieces = STREAMS
        .iter()
        .find_map(|name| compound.stream(name))
        .ok_or_else(|| damaged(Locus::file(file), STREAMS[0]))?;
    let found = biff::look_over(&compound.content(&pieces)).map_err(|refusal| match refusal {
        Refusal::Password => password(file),
        Refusal::Damaged(record) => damaged(Locus::file(file), record),
        Refusal::Twice(sheet, at) => twice(Locus::cell(file, &Arc::from(sheet), at)),
        Refusal::Beyond(zh, en, limit) => beyond(Locus::file(file), zh, en, limit),
    })?;

    let mut bytes = bytes.to_vec();
    blank(&mut bytes, &pieces, &found.blanks);
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => password(file),
        error => damaged(Locus::file(file), error),
    })?;
    let book = Book {
        calendar: found.calendar,
        due: false,
    };
    let mut budget = Budget::new();
    let mut source = Source::new(file);
    for (sheet, extras) in workbook.sheets_metadata().to_vec().into_iter().zip(found.sheets) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut filler = Filler::new(file, &sheet.name, extras, book, &mut budget);
        filler.hide(sheet.visible != SheetVisible::Visible);
        let locus = filler.locus();
        let broken = |error| damaged(locus.clone(), error);
        let merges = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(broken)?;
        filler.extras().merges = merges
            .iter()
            .map(|merge| CellRange {
                first: CellRef::new(merge.start.0, merge.start.1),
                last: CellRef::new(merge.end.0, merge.end.1),
            })
            .collect();
        let range = workbook.worksheet_range(&sheet.name).map_err(broken)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = CellRef::new(top + row as u32, left + column as u32);
            filler.put(at, value(data.clone()))?;
        }
        filler.finish(&mut source)?;
    }
    Ok(source)
}

/// Overwrites parts of a stream with zeros where they lie in the file.
fn blank(file: &mut [u8], pieces: &[Range<usize>], parts: &[Range<usize>]) {
    let mut end = 0;
    let ends: Vec<usize> = pieces
        .iter()
        .map(|piece| {
            end += piece.len();
            end
        })
        .collect();
    for at in parts.iter().cloned().flatten() {
        let index = ends.partition_point(|end| *end <= at);
        if let (Some(piece), Some(end)) = (pieces.get(index), ends.get(index)) {
            file[piece.end - (end - at)] = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_blanked_across_its_pieces() {
        let mut file = *b"0123456789";
        blank(&mut file, &[6..8, 2..5, 9..10], &[1..3, 5..6]);
        assert_eq!(&file, b"01\x003456\x008\x00");
    }
}
