//! The sheet 填报说明: what to do, in plain words. It is not read.

use nianbao_model::CellRef;
use nianbao_model::form::Form;
use rust_xlsxwriter::Worksheet;

use crate::book::write_text;
use crate::error::WorkbookError;
use crate::names::{figures, sheet_name};
use crate::placed::size;
use crate::styles::Styles;
use crate::table::merge;
use crate::{fit, indicators, metadata, narrative};

/// What the sheet is called; the program reads no sheet of this name.
pub(crate) const NAME: &str = "填报说明";

/// The widths of the two columns: what, and how.
const WIDTHS: (f64, f64) = (20.0, 68.0);

/// Figures that are good examples of a placeholder.
const EXAMPLES: [&str; 2] = ["applications.new_received.total", "disclosure.licensing.decisions"];

/// What the office has before it when the workbook is filled in: the instructions lead back there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    /// The command line.
    CommandLine,
    /// The page in the browser.
    Page,
}

impl Front {
    /// How the workbook is checked there, and how the report is made of it.
    fn lines(self) -> [(&'static str, &'static str); 2] {
        match self {
            Self::CommandLine => [
                (
                    "核对",
                    "填好后保存，运行 nianbao check 填报表.xlsx（换成实际的文件名），程序指出每一处问题在哪一格。",
                ),
                ("生成年报", "运行 nianbao build 填报表.xlsx，得到 PDF、Word 和网页。"),
            ],
            Self::Page => [
                (
                    "核对",
                    "填好后保存，拖到生成本表的网页（nianbao.html，双击打开）里，网页指出每一处问题在哪一格；改好再保存，再核对。",
                ),
                ("生成年报", "没有错误时，在网页的“下载”里取 PDF、Word 和网页。"),
            ],
        }
    }
}

/// Writes the instructions for a form, for who works with this front.
pub(crate) fn write(sheet: &mut Worksheet, styles: &Styles, form: &Form, front: Front) -> Result<(), WorkbookError> {
    sheet.set_column_width(0, WIDTHS.0)?.set_column_width(1, WIDTHS.1)?;
    sheet.set_row_height(0, fit::TITLE)?;
    merge(
        sheet,
        CellRef::new(0, 0),
        CellRef::new(0, 1),
        &format!("{} 填报说明", form.name),
        &styles.title,
    )?;
    for (row, (what, how)) in lines(form, front).iter().enumerate() {
        let row = size(row) + 1;
        sheet.set_row_height(row, fit::height(how, WIDTHS.1).max(fit::height(what, WIDTHS.0)))?;
        write_text(sheet, CellRef::new(row, 0), what, &styles.name)?;
        write_text(sheet, CellRef::new(row, 1), how, &styles.note)?;
    }
    Ok(())
}

/// What the sheet says: what, and how.
fn lines(form: &Form, front: Front) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut say = |what: &str, how: &str| lines.push((what.to_owned(), how.to_owned()));
    say("表式依据", &form.authority);
    say(
        metadata::NAME,
        "左边是项目，右边填内容，标 * 的必须填写。下面的空行可以写本单位自己的项目。",
    );
    say(
        narrative::NAME,
        "一段一行，每一行都会印出来。已写好的句子请逐句核对、修改；标“〔请填写…〕”的换成自己的文字，不需要的删去。六个部分的标题不要改。",
    );
    say(
        indicators::NAME,
        "本单位自己的数据（如热线接听量），一行一个，供正文引用。没有的不用填。",
    );
    for table in &form.tables {
        say(
            &sheet_name(form, table),
            &format!("{}。白色的格填数，灰色的格自动算出。", table.label),
        );
    }
    say("没有数据", "填 0，不要留空。留空会被当作漏填。");
    say(
        "文字和格式",
        "不要改动表格里的行名和列名，不要增删行列。列宽、行高可以调整。",
    );
    say(
        "红色的格",
        "这里的数不符合勾稽关系（如新收加结转应等于办理结果加结转下年度），请核对有关各格，改到不红为止。",
    );
    say(
        "引用数据",
        "正文中写 {{ 名称 }}，生成时换成表里的数，文字和表格就不会不一致。名称可以是表格数据的键、业务数据的指标名、基本信息的项目名。",
    );
    for (number, (key, name)) in (1..).zip(examples(form)) {
        say(
            &format!("例 {number}"),
            &format!("{{{{ {key} }}}} 就是“{name}”那一格的数。"),
        );
    }
    for (what, how) in front.lines() {
        say(what, how);
    }
    lines
}

/// Two figures as examples: the usual ones, else the form's first.
fn examples(form: &Form) -> Vec<(String, String)> {
    let figures = figures(form);
    let (usual, others): (Vec<_>, Vec<_>) = figures
        .into_iter()
        .partition(|(key, _)| EXAMPLES.contains(&key.as_str()));
    usual.into_iter().chain(others).take(EXAMPLES.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;

    #[test]
    fn every_form_names_its_sheets_and_two_figures_it_has() {
        for form in builtin().unwrap() {
            let keys: Vec<_> = form.keys().collect();
            let examples = examples(&form);
            assert_eq!(examples.len(), 2);
            assert!(
                examples
                    .iter()
                    .all(|(key, _)| EXAMPLES.contains(&key.as_str()) && keys.contains(key))
            );
            let lines = lines(&form, Front::CommandLine);
            for table in &form.tables {
                assert!(lines.iter().any(|(what, _)| *what == sheet_name(&form, table)));
            }
            assert!(
                lines
                    .iter()
                    .any(|(_, how)| how.contains("{{ applications.new_received.total }}"))
            );
        }
    }
    #[test]
    fn who_works_with_the_page_is_not_sent_to_a_command_line() {
        for form in builtin().unwrap() {
            let said = |front: Front| lines(&form, front).into_iter().map(|(_, how)| how).collect::<String>();
            assert!(said(Front::CommandLine).contains("nianbao check"));
            let page = said(Front::Page);
            assert!(page.contains("拖到") && !page.contains("nianbao check") && !page.contains("nianbao build"));
        }
    }
}
