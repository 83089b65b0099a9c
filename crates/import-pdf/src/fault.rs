//! Why a PDF file cannot be read, as the modules tell it to each other, and in words for the
//! user.

use std::sync::Arc;

use nianbao_model::Locus;
use nianbao_model::plugin::{Amount, ImportError, ImportFault};

/// Why a PDF file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Something is not as the format wants it.
    Damaged(&'static str),
    /// The file asks for a password to be opened.
    Encrypted,
    /// It is beyond a limit: its words, and the limit.
    Beyond(&'static str, &'static str, Amount),
    /// Streams are packed in a way that is not read.
    Packed(String),
    /// A page is a picture: page, from one.
    Scan(usize),
    /// Characters of which the file does not say what they are: how many, and the page, from
    /// one.
    Unnamed(usize, usize),
    /// Text runs from top to bottom: page, from one.
    Vertical(usize),
    /// No page has anything on it.
    Blank,
}

impl Fault {
    /// The file is beyond this limit.
    pub(crate) fn beyond(zh: &'static str, en: &'static str, limit: usize) -> Self {
        Self::Beyond(zh, en, Amount::from(limit))
    }

    /// In words, for this file.
    pub(crate) fn told(&self, file: &Arc<str>) -> ImportError {
        let error = |fault, zh: String, en: String| ImportError::new(fault, Locus::file(file), zh, en);
        match self {
            Self::Damaged(what) => error(
                ImportFault::Damaged,
                format!("PDF 文件已损坏或不完整，无法读取（{what}）。请重新下载，或请编制单位重新导出后再试"),
                format!("the PDF file is damaged or incomplete ({what}): download it again, or have it exported again"),
            ),
            Self::Encrypted => error(
                ImportFault::Password,
                "PDF 文件设有打开密码，无法读取。请去掉密码，另存后再试".to_owned(),
                "the PDF file asks for a password to be opened: take the password off, save it and retry".to_owned(),
            ),
            Self::Beyond(zh, en, limit) => error(
                ImportFault::TooLarge(*limit),
                format!("{zh}超过上限 {limit}，不像是年报，未读取。请只保留年报内容后再试"),
                format!(
                    "its {en} is beyond the limit of {limit}; this does not look like a report and was not read: \
                     keep only the report and retry"
                ),
            ),
            Self::Packed(filter) => error(
                ImportFault::Unsupported,
                format!(
                    "PDF 文件的内容用了不支持的压缩方式（{filter}），无法读取。请用 Word 文件，或另存为新的 PDF 后再试"
                ),
                format!(
                    "the PDF file's content is packed in a way that is not read ({filter}): use the Word file, or \
                     save it as a new PDF and retry"
                ),
            ),
            Self::Scan(page) => error(
                ImportFault::Unsupported,
                format!(
                    "第 {page} 页是扫描件（整页图片），其中的文字无法可靠读取。请用 Word 文件，或由原文件导出的 PDF"
                ),
                format!(
                    "page {page} is a scan, a picture of the whole page, whose text cannot be read reliably: use the \
                     Word file, or a PDF exported from it"
                ),
            ),
            Self::Unnamed(count, page) => error(
                ImportFault::Unsupported,
                format!(
                    "第 {page} 页有 {count} 个字，文件没有说明是什么字（字体没有编码对照），无法可靠读取。请用 Word \
                     文件，或在 Word 或 WPS 中重新导出 PDF 后再试"
                ),
                format!(
                    "of {count} characters on page {page} the file does not say which they are (their font has no \
                     table of characters): use the Word file, or export the PDF again in Word or WPS"
                ),
            ),
            Self::Vertical(page) => error(
                ImportFault::Unsupported,
                format!("第 {page} 页的文字是竖排的，无法可靠读取。请用 Word 文件"),
                format!("the text on page {page} runs from top to bottom, which is not read: use the Word file"),
            ),
            Self::Blank => error(
                ImportFault::Unsupported,
                "PDF 文件里没有文字，也没有表格。请确认选对了文件".to_owned(),
                "the PDF file holds neither text nor tables: check that it is the right file".to_owned(),
            ),
        }
    }
}
