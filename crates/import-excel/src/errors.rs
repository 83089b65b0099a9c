//! The messages about a workbook that cannot be read: what was found, and what to do.

use std::fmt::Display;
use std::sync::Arc;

use nianbao_model::Locus;
use nianbao_model::plugin::{Amount, ImportError, ImportFault};

/// The file, or the sheet, is not as its format wants it.
pub(crate) fn damaged(locus: Locus, cause: impl Display) -> ImportError {
    let (zh, en) = if locus.sheet.is_some() {
        ("工作表", "sheet")
    } else {
        ("工作簿", "workbook")
    };
    ImportError::new(
        ImportFault::Damaged,
        locus,
        format!("{zh}已损坏或不完整，无法读取（{cause}）。请在 Excel 或 WPS 中打开并重新保存后再试"),
        format!("the {en} is damaged or incomplete ({cause}): open it in Excel or WPS, save it again and retry"),
    )
}

/// A cell that is in the file twice, with different content.
pub(crate) fn twice(locus: Locus) -> ImportError {
    ImportError::new(
        ImportFault::Damaged,
        locus,
        "这个单元格在文件里存了两次，内容不同，分不清哪一个是对的。请在 Excel 或 WPS 中打开核对，重新保存后再试",
        "the file holds this cell twice with different content: open it in Excel or WPS, check it and save it again",
    )
}

/// More than the limits allow.
pub(crate) fn beyond(locus: Locus, zh: &str, en: &str, limit: impl Into<Amount>) -> ImportError {
    let limit = limit.into();
    ImportError::new(
        ImportFault::TooLarge(limit),
        locus,
        format!("{zh}超过上限 {limit}，不像是填报表，未读取"),
        format!("its {en} is beyond the limit of {limit}; this does not look like a report workbook and was not read"),
    )
}

/// The workbook can only be opened with a password.
pub(crate) fn password(file: &Arc<str>) -> ImportError {
    ImportError::new(
        ImportFault::Password,
        Locus::file(file),
        "工作簿设有打开密码，无法读取。请在 Excel 中去掉密码，另存后再试",
        "the workbook has a password: remove it, save again and retry",
    )
}
