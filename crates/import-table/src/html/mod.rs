//! Web pages: the tables that government systems export under the name of a workbook, reports as
//! they are published, and pieces of either.
//!
//! Each outermost table becomes a sheet, unless it only lays out the page; the text around
//! them becomes lines. Only what stands in the file counts: style sheets in other files are
//! not known, and scripts are not run.

mod archive;
mod around;
mod arranged;
mod attributes;
mod cascade;
mod charset;
mod chrome;
mod depth;
mod elements;
mod generated;
mod grid;
mod layout;
mod limits;
mod line;
mod markup;
mod names;
mod page;
mod paint;
mod properties;
mod scripts;
mod seen;
mod sheet;
mod style;
mod table;
mod text;

use std::sync::Arc;

use nianbao_model::plugin::{Amount, ImportError, ImportFault, Importer, Intake, Part};
use nianbao_model::{Locus, Source};

use crate::beyond;
use limits::{MAX_ATTRIBUTES, MAX_HTML, MAX_HTML_DEPTH};
use markup::Markup;

/// The importer of HTML tables.
#[derive(Debug, Clone, Copy)]
pub struct HtmlImporter;

impl Importer for HtmlImporter {
    fn id(&self) -> &'static str {
        "html"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "网页表格（.html，以及系统导出的网页格式 .xls）",
            label_en: "HTML tables (.html, and .xls files that are HTML)",
            // Pages stand among the documents the program makes: one is read where it is named.
            endings: &["xls"],
            part: Part::Whole,
            packed: None,
            limits: limits::LIMITS,
        }
    }

    fn published(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        charset::decode(bytes).is_some_and(|text| markup::of(&text).is_some())
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        let in_archive = archive::is_one(bytes).then(|| archive::page(bytes)).flatten();
        if in_archive.as_ref().map_or(bytes.len(), Vec::len) > MAX_HTML {
            let limit = Amount::Bytes(MAX_HTML as u64);
            return Err(beyond(Locus::file(file), "文件大小", "file size", limit));
        }
        let save_as = |zh: &str, en: &str| {
            ImportError::new(
                ImportFault::Unsupported,
                Locus::file(file),
                format!("{zh}，无法读取。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再试"),
                format!("{en}, which cannot be read: open it in Excel or WPS, save it as .xlsx and retry"),
            )
        };
        let mut text = charset::decode(bytes).unwrap_or_default();
        let mut kind = markup::of(&text);
        if let Some(page) = in_archive.and_then(|page| charset::decode(&page)) {
            (text, kind) = (page, Some(Markup::Html));
        }
        match kind {
            Some(Markup::Html) => {}
            Some(Markup::SpreadsheetMl) => {
                return Err(save_as(
                    "这是“XML 电子表格 2003”格式的文件",
                    "this is an XML Spreadsheet 2003 file",
                ));
            }
            Some(Markup::Archive) => {
                return Err(save_as(
                    "这是“单个文件网页”格式的文件，其中没有单独的网页",
                    "this is a web archive without a page of its own",
                ));
            }
            None => return Err(save_as("这不是网页", "this is no web page")),
        }
        if depth::deepest(&text) > MAX_HTML_DEPTH {
            return Err(beyond(
                Locus::file(file),
                "元素嵌套层数",
                "nesting of elements",
                MAX_HTML_DEPTH,
            ));
        }
        if attributes::most(&text) > MAX_ATTRIBUTES {
            return Err(beyond(
                Locus::file(file),
                "元素的属性数",
                "number of attributes of an element",
                MAX_ATTRIBUTES,
            ));
        }
        // A piece of a table without the table's own tag: a browser would drop its rows.
        let text = match markup::begins_in_table(&text) {
            true => format!("<table>{text}"),
            false => text,
        };
        let source = page::read(file, &text)?;
        if source.sheets.is_empty() && source.lines.is_empty() && source.remarks.is_empty() {
            return Err(ImportError::new(
                ImportFault::Unsupported,
                Locus::file(file),
                "这个网页里没有文字，也没有表格，内容可能在别的文件里，或者打开时才由脚本取来。\
                 请在浏览器中打开，把正文和表格复制到 Word 或 Excel 中保存后再试",
                "this web page holds neither text nor tables; they may be in another file, or fetched by a script: \
                 open it in a browser, copy its text and tables into Word or Excel, save them and retry",
            ));
        }
        Ok(source)
    }
}

#[cfg(test)]
mod tests;
