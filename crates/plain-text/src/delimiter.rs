//! Tells delimited values (CSV, TSV) from prose. It only takes a look and parses nothing:
//! reading the cells is the importer's work.

use std::collections::BTreeMap;

use crate::declared;

/// What ends a sentence and never a cell that was meant as data.
const SENTENCE_ENDS: [char; 6] = ['。', '\u{ff01}', '\u{ff1f}', '\u{ff1b}', '\u{ff1a}', '\u{ff0c}'];

/// The character that separates the cells of `text` (a tab, a comma or a
/// semicolon), or `None` if it is not a table.
///
/// Tabs separate if most lines have one after their first character: nothing else
/// puts them there, while one before it is an indent. Commas and semicolons are
/// punctuation too, so they separate only if most records have the same number of
/// them, outside quotes, and do not end as a sentence does; or, where empty cells at the
/// end of a row were left out, if many rows are nothing but numbers behind a label. One
/// line is no table.
///
/// A first line `sep=;` decides, if what it names stands anywhere below.
pub fn delimiter(text: &str) -> Option<char> {
    if let Some((delimiter, rest)) = declared(text) {
        let records = records(rest, delimiter)?;
        return records.iter().any(|record| record.delimiters > 0).then_some(delimiter);
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let tabbed = lines.iter().filter(|line| line.trim_start().contains('\t')).count();
    if lines.len() >= 2 && tabbed * 2 > lines.len() {
        return (!is_text_with_tables(&lines)).then_some('\t');
    }
    let (mut best, mut agreeing) = (None, 0);
    for candidate in [',', ';'] {
        let count = agreement(text, candidate)
            .or_else(|| figures(&lines, candidate))
            .unwrap_or(0);
        if count > agreeing {
            (best, agreeing) = (Some(candidate), count);
        }
    }
    best
}

/// Whether a text with tables pasted into it has most of its lines in the tables: several of
/// the others are sentences, and a program that saves a table puts tabs into all lines.
fn is_text_with_tables(lines: &[&str]) -> bool {
    let sentences = lines
        .iter()
        .filter(|line| !line.contains('\t') && line.trim_end().ends_with('。'));
    sentences.count() >= SENTENCES
}

/// So many sentences without a tab make a text.
const SENTENCES: usize = 3;

/// How many records agree on the number of `delimiter`s, if those are most records.
fn agreement(text: &str, delimiter: char) -> Option<usize> {
    let records = records(text, delimiter)?;
    let mut widths = BTreeMap::<usize, usize>::new();
    for record in records
        .iter()
        .filter(|record| record.delimiters > 0 && !record.sentence)
    {
        *widths.entry(record.delimiters).or_default() += 1;
    }
    let most = widths.into_values().max()?;
    (records.len() >= 2 && most * 2 > records.len()).then_some(most)
}

/// So many cells with numbers are no sentence.
const WIDE: usize = 8;

/// What is written where there is nothing to count.
const NONE: [&str; 6] = ["无", "/", "-", "—", "——", "／"];

/// So many rows of figures are a sheet's, whatever sentences stand above and below them.
const MANY: usize = 10;

/// How many lines are a label with nothing but numbers behind it, if those are many.
fn figures(lines: &[&str], delimiter: char) -> Option<usize> {
    let is_number = |cell: &str| {
        // `="0012"` is how text is kept from becoming a number.
        let value = cell.trim().trim_matches('"').trim_start_matches(['=', '"']);
        let digits = value.trim_start_matches('-');
        NONE.contains(&value) || !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let has_figures = |line: &&&str| {
        let mut cells = line
            .split(delimiter)
            .skip(1)
            .filter(|cell| !cell.trim().trim_matches('"').is_empty())
            .peekable();
        cells.peek().is_some() && cells.all(is_number)
    };
    let count = lines.iter().filter(has_figures).count();
    let is_text = lines.iter().any(|line| line.trim_end().ends_with('。'));
    // A table across a page has one row of figures below its head.
    let is_wide = |line: &&&str| has_figures(line) && line.split(delimiter).count() >= WIDE;
    let is_table = (count >= 2 && count * 3 >= lines.len()) || lines.iter().any(|line| is_wide(&line));
    // A text with such punctuation is none.
    let cuts_text = || {
        let parted = |line: &&&str| line.trim_end().ends_with('。') && line.contains(delimiter);
        lines.iter().any(|line| parted(&line))
    };
    (is_table && !is_text || count >= MANY && !cuts_text()).then_some(count)
}

/// A line of a table: a quoted cell may hold line breaks.
#[derive(Default)]
struct Record {
    /// Delimiters outside quotes.
    delimiters: usize,
    /// Whether it ends as a sentence.
    sentence: bool,
}

/// The records of `text` that are not blank, or `None` if a quote is left open.
fn records(text: &str, delimiter: char) -> Option<Vec<Record>> {
    /// What the character before was, as far as quotes go.
    #[derive(PartialEq)]
    enum Before {
        CellStart,
        Cell,
        Quoted,
        QuoteEnd,
    }
    let mut records = Vec::new();
    let mut record = Record::default();
    let mut blank = true;
    let mut before = Before::CellStart;
    // The line break at the end closes the last record like any other.
    for c in text.chars().chain(['\n']) {
        before = match (before, c) {
            (Before::Quoted, '"') => Before::QuoteEnd,
            // A quote opens a cell only at its start (`5"` is just text); `""` in a
            // quoted cell closes it and opens it again.
            (Before::CellStart | Before::QuoteEnd, '"') => {
                (record.sentence, blank) = (false, false);
                Before::Quoted
            }
            (Before::Quoted, _) => Before::Quoted,
            (_, '\n') => {
                let ended = std::mem::take(&mut record);
                if !std::mem::replace(&mut blank, true) {
                    records.push(ended);
                }
                Before::CellStart
            }
            (_, c) if c == delimiter => {
                record.delimiters += 1;
                (record.sentence, blank) = (false, false);
                Before::CellStart
            }
            (before, c) if c.is_whitespace() => before,
            (_, c) => {
                record.sentence = SENTENCE_ENDS.contains(&c);
                blank = false;
                Before::Cell
            }
        };
    }
    (before != Before::Quoted).then_some(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_show_their_delimiter() {
        let tables = [
            ("机关名称\t重庆海关\n年度\t2020\n", '\t'),
            ("机关名称\t重庆海关\n网址\n年度\t2020", '\t'),
            ("\t\t总计\n\t自然人\t5\n\t企业\t1\n", '\t'),
            ("热线接听量,56000\n热线平均接通率,98.5\n", ','),
            ("指标,数值,说明\n热线,56000,\n接通率,98.5,\n备注\n", ','),
            ("项目;总计\n收入;1,5\n支出;2,5\n", ';'),
            ("名称,值\n地址,\"一路,二号\"\n说明,\"第一行\n第二行\"\n", ','),
            (
                "一、情况\n内容,制发,废止,有效\n规章,0,0,0\n文件,1,1,5\n八、收费\n内容,金额\n收费,0.5\n",
                ',',
            ),
            ("屏幕 5\",一台\n\"引\"\"号\",二台\n", ','),
            ("sep=;\n一;二\n", ';'),
            ("正文,说明\n一、总体情况,\n\"2020年,完成。\",\"完成,好。\"\n", ','),
        ];
        for (text, expected) in tables {
            assert_eq!(delimiter(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn prose_with_ascii_punctuation_is_no_table() {
        let prose = [
            "",
            "\n\n",
            "机关名称,重庆海关",
            "\t一、总体情况\n\t2020年共收到申请6件\n",
            "一、总体情况\n2020年,重庆海关,坚持公开。\n(一)主动公开,依法公开\n共6件;均已办结\n",
            "本年报由重庆海关编制,现予公布。\n全年共收到申请6件,均已办结。\n",
            "他说,\"公开\n为常态,不公开为例外\n",
            "\"未完,待续\n一,二\n三,四\n",
            "sep=,\n一、总体情况\n\"分三类,每类\"\n",
            "前言。\n甲。\n乙。\n表\t1\n表\t2\n表\t3\n表\t4\n",
        ];
        for text in prose {
            assert_eq!(delimiter(text), None, "{text}");
        }
    }

    #[test]
    fn a_sheet_with_its_text_above_the_tables_is_a_table() {
        let rows: String = (1..=10).map(|row| format!("第{row}类,{row},0,,\n")).collect();
        let sheet = format!(
            "某局年报\n一、总体情况\n全年公开12条。\n均已办结。\n无申请。\n{rows}六、其他\n无。\n其余无。\n以上。\n甲\n乙\n"
        );
        assert_eq!(delimiter(&sheet), Some(','));
        let quoted: String = sheet
            .lines()
            .map(|line| format!("\"{}\"\n", line.replace(',', "\",\"")))
            .collect();
        assert_eq!(delimiter(&quoted), Some(','));
        // What keeps text from becoming a number, and what says that there is nothing.
        let kept: String = (1..=10).map(|row| format!("第{row}类,=\"{row}\",无\n")).collect();
        assert_eq!(
            delimiter(&format!("某局年报\n全年公开12条。\n均已办结。\n{kept}")),
            Some(',')
        );
        let prose = sheet.replace("全年公开12条。", "全年公开12条,办结3件。");
        assert_eq!(delimiter(&prose), None);
    }

    #[test]
    fn half_of_the_lines_are_not_most() {
        assert_eq!(delimiter("一,二\n三,四\n五\n六\n"), None);
        assert_eq!(delimiter("一,二\n三,四\n五\n"), Some(','));
        assert_eq!(delimiter("一\t二\n三\n"), None);
    }
}
