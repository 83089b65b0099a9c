//! An excerpt of a table as lines of text: letters and labels over the columns, numbers
//! and labels before the rows, figures below each other.

use nianbao_check::Severity;
use nianbao_model::Lang;

use super::Look;
use super::text::{Paint, Role, columns, padding, printable, shorten};
use crate::excerpt::{Excerpt, Mark, Row, Shown};

/// How wide the labels of rows and of columns may be: as wide as they need, and less and
/// less where that is too much.
const CAPS: [(usize, usize); 5] = [(32, 16), (26, 12), (20, 8), (14, 6), (8, 6)];
/// How many rows are shown.
const ROWS: usize = 12;
/// What is between two columns.
const GAP: usize = 2;
/// What is left out.
const LEFT_OUT: &str = "…";

/// The lines of an excerpt, none wider than `width`; none at all where it has no room.
pub(super) fn lines(excerpt: &Excerpt, width: usize, severity: Severity, paint: Paint) -> Vec<String> {
    let mut kept: Vec<usize> = (0..excerpt.columns.len()).collect();
    loop {
        for caps in CAPS {
            let grid = Grid::new(excerpt, &kept, caps);
            if grid.width() <= width {
                return grid.lines(severity, paint);
            }
        }
        let Some(out) = expendable(excerpt, &kept) else {
            return Vec::new();
        };
        kept.remove(out);
    }
}

/// A single cell in one line: a table of one row and one column says no more.
pub(super) fn single(excerpt: &Excerpt, severity: Severity, look: &Look, paint: Paint) -> Option<String> {
    let ([column], [row]) = (&*excerpt.columns, &*excerpt.rows) else {
        return None;
    };
    let [cell] = &*row.cells else { return None };
    let (number, letters) = (row.number, &column.letters);
    let [label, above] = [&row.label, &column.label].map(|label| printable(label));
    let text = printable(&cell.text);
    let cell = match cell.mark {
        Mark::First => paint.paint(Role::Severity(severity), &bracketed(&text)),
        _ => paint.paint(Role::Involved, &text),
    };
    let [before, between, end] = match look.lang {
        Lang::Zh => [format!("第{number}行 "), format!("，{letters}列 "), String::from("：")],
        Lang::En => [
            format!("row {number} "),
            format!(", column {letters} "),
            String::from(": "),
        ],
    };
    let [before, between] = [before, between].map(|word| paint.paint(Role::Aside, &word));
    Some(format!("{before}{label}{between}{above}{end}{cell}"))
}

/// The text of the cell to look at first.
fn bracketed(text: &str) -> String {
    match text {
        "" => String::from("[ ]"),
        text => format!("[{text}]"),
    }
}

/// The column to leave out next: near the middle, not the one to look at first.
fn expendable(excerpt: &Excerpt, kept: &[usize]) -> Option<usize> {
    let has_first = |column: usize| {
        let cells = excerpt.rows.iter().filter_map(|row| row.cells.get(column));
        cells.into_iter().any(|cell| cell.mark == Mark::First)
    };
    let middle = kept.len() / 2;
    let candidates = (0..kept.len()).filter(|at| !has_first(kept[*at]));
    candidates.min_by_key(|at| at.abs_diff(middle))
}

/// A column as text.
struct Track {
    letters: String,
    label: String,
    cells: Vec<Shown>,
    width: usize,
}

/// An excerpt as text, before it is put together.
struct Grid {
    numbers: Vec<String>,
    labels: Vec<String>,
    tracks: Vec<Track>,
}

impl Grid {
    /// The excerpt's columns at `kept`, with labels of at most these widths.
    fn new(excerpt: &Excerpt, kept: &[usize], (row_cap, column_cap): (usize, usize)) -> Self {
        let rows = shown_rows(&excerpt.rows);
        let mut tracks = Vec::new();
        let mut next = 0;
        for &at in kept {
            if at > next {
                tracks.push(Track::left_out(rows.len()));
            }
            next = at + 1;
            let Some(column) = excerpt.columns.get(at) else {
                continue;
            };
            let cells = rows.iter().map(|row| match row {
                Some(row) => row.cells.get(at).cloned().unwrap_or_else(nothing),
                None => left_out(),
            });
            let cells = cells.map(|cell| Shown {
                text: fitting(&printable(&cell.text), column_cap),
                ..cell
            });
            let label = shorten(&one_width(&column.label), column_cap);
            // Figures read from one cell have its letters together.
            let is_again = at > 0
                && excerpt
                    .columns
                    .get(at - 1)
                    .is_some_and(|before| before.letters == column.letters);
            let letters = if is_again {
                String::new()
            } else {
                column.letters.clone()
            };
            tracks.push(Track::new(letters, label, cells.collect()));
        }
        if next < excerpt.columns.len() {
            tracks.push(Track::left_out(rows.len()));
        }
        let (numbers, labels) = rows
            .iter()
            .map(|row| match row {
                Some(row) => (row.number.to_string(), shorten(&one_width(&row.label), row_cap)),
                None => (String::from(LEFT_OUT), String::new()),
            })
            .unzip();
        Self {
            numbers,
            labels,
            tracks,
        }
    }

    /// How wide numbers and labels of the rows are.
    fn heads(&self) -> (usize, usize) {
        let widest = |texts: &[String]| texts.iter().map(|text| columns(text)).max().unwrap_or(0);
        (widest(&self.numbers), widest(&self.labels))
    }

    fn width(&self) -> usize {
        let (numbers, labels) = self.heads();
        let tracks: usize = self.tracks.iter().map(|track| GAP + track.width).sum();
        numbers + 1 + labels + tracks
    }

    fn lines(&self, severity: Severity, paint: Paint) -> Vec<String> {
        let (numbers, labels) = self.heads();
        let mut lines = Vec::new();
        let header = |of: fn(&Track) -> &str| {
            let mut line = " ".repeat(numbers + 1 + labels);
            for track in &self.tracks {
                // A header ends above the figure's last digit, not above the bracket.
                line += &padding(of(track), GAP + track.width - 1);
                line += of(track);
                line.push(' ');
            }
            paint.paint(Role::Aside, line.trim_end())
        };
        lines.push(header(|track| &track.letters));
        if self.tracks.iter().any(|track| !track.label.is_empty()) {
            lines.push(header(|track| &track.label));
        }
        for (at, (number, label)) in self.numbers.iter().zip(&self.labels).enumerate() {
            let mut line = padding(number, numbers);
            line += &paint.paint(Role::Aside, number);
            line = format!("{line} {label}{}", padding(label, labels));
            for track in &self.tracks {
                let Some(cell) = track.cells.get(at) else { continue };
                line += &padding(&cell.text, GAP + track.width - 2);
                if cell.text.is_empty() && cell.mark == Mark::First {
                    line.pop();
                }
                line += &match cell.mark {
                    Mark::First => paint.paint(Role::Severity(severity), &bracketed(&cell.text)),
                    Mark::Involved => format!(" {} ", paint.paint(Role::Involved, &cell.text)),
                    Mark::Bystander => format!(" {} ", paint.paint(Role::Aside, &cell.text)),
                };
            }
            lines.push(line.trim_end().to_owned());
        }
        lines
    }
}

impl Track {
    /// A column with room for brackets around each cell.
    fn new(letters: String, label: String, cells: Vec<Shown>) -> Self {
        let widest = cells
            .iter()
            .map(|cell| columns(&cell.text).max(1) + 2)
            .max()
            .unwrap_or(0);
        Self {
            width: widest.max(columns(&label) + 1).max(columns(&letters) + 1),
            letters,
            label,
            cells,
        }
    }

    fn left_out(rows: usize) -> Self {
        Self::new(String::from(LEFT_OUT), String::new(), vec![left_out(); rows])
    }
}

fn left_out() -> Shown {
    Shown {
        text: String::from(LEFT_OUT),
        mark: Mark::Bystander,
    }
}

fn nothing() -> Shown {
    Shown {
        text: String::new(),
        mark: Mark::Bystander,
    }
}

/// A label safe to print and to align: curved quotes are one column wide in some
/// terminals and two in others.
fn one_width(label: &str) -> String {
    printable(label).replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

/// A cell's text, cut unless it is a number: part of a number is another number.
fn fitting(text: &str, cap: usize) -> String {
    if text.chars().any(char::is_numeric) && text.chars().count() <= 20 {
        text.to_owned()
    } else {
        shorten(text, cap)
    }
}

/// The rows to show: all, or with the middle ones left out (`None`), but never the one
/// to look at first.
fn shown_rows(rows: &[Row]) -> Vec<Option<&Row>> {
    if rows.len() <= ROWS {
        return rows.iter().map(Some).collect();
    }
    let has_first = |row: &Row| row.cells.iter().any(|cell| cell.mark == Mark::First);
    let half = ROWS / 2;
    let mut shown = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if at < half || at + half > rows.len() || has_first(row) {
            shown.push(Some(row));
        } else if shown.last().is_some_and(Option::is_some) {
            shown.push(None);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::excerpt::Column;
    use nianbao_model::Locus;

    fn wide(columns: usize, rows: usize) -> Excerpt {
        let cell = |column, row| Shown {
            text: format!("{}", 1000 + column),
            mark: if (column, row) == (columns - 1, rows - 1) {
                Mark::First
            } else {
                Mark::Involved
            },
        };
        Excerpt {
            sheet: Locus::file(&"年报.xlsx".into()),
            columns: (0..columns)
                .map(|at| Column {
                    letters: nianbao_model::locus::column_name(at as u32 + 3),
                    label: String::from("法律服务机构"),
                })
                .collect(),
            rows: (0..rows)
                .map(|row| Row {
                    number: row as u32 + 5,
                    label: String::from("3.危及“三安全一稳定”"),
                    cells: (0..columns).map(|column| cell(column, row)).collect(),
                })
                .collect(),
        }
    }

    fn plain(excerpt: &Excerpt, width: usize) -> Vec<String> {
        lines(excerpt, width, Severity::Error, Paint { color: false })
    }

    #[test]
    fn labels_are_shortened_before_columns_are_left_out() {
        insta::assert_snapshot!(
            [100, 76, 60, 40]
                .map(|width| plain(&wide(7, 2), width).join("\n"))
                .join("\n\n")
        );
    }

    #[test]
    fn whatever_the_width_it_fits_and_keeps_the_cell_to_look_at_first() {
        for excerpt in [wide(2, 2), wide(7, 1), wide(30, 30)] {
            for width in 10..120 {
                let lines = plain(&excerpt, width);
                assert!(lines.iter().all(|line| columns(line) <= width), "{width}: {lines:#?}");
                let has_first = lines.iter().any(|line| line.contains('['));
                assert!(lines.is_empty() || has_first, "{width}: {lines:#?}");
                assert!(lines.len() <= ROWS + 4, "{lines:#?}");
                assert!(width < 30 || !lines.is_empty(), "{width}");
            }
        }
    }

    #[test]
    fn figures_stand_below_each_other_whatever_the_labels_widths() {
        let mut excerpt = wide(3, 2);
        excerpt.rows[0].label = String::from("总计");
        excerpt.rows[0].cells[0].text = String::from("1");
        let lines = plain(&excerpt, 100);
        let ends = |line: &str| columns(&line[..line.find("1001").unwrap()]);
        assert_eq!(ends(&lines[2]), ends(&lines[3]));
    }

    #[test]
    fn a_number_is_never_cut() {
        assert_eq!(fitting("123456789.12", 6), "123456789.12");
        assert_eq!(fitting("待确定后再填", 6), "待确…");
    }
}
