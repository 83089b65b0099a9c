//! What a cell accepts, and what it says about it. Excel shows the hint beside the
//! selected cell, so that no hint stands in a cell and is read as content.

use nianbao_model::figure::Kind;
use rust_xlsxwriter::{DataValidation, DataValidationRule, XlsxError};

/// The largest rise or fall in a figure that is not a slip.
const MAX_CHANGE: i32 = 999_999_999;

/// A cell that takes anything and says what it is for.
pub(crate) fn hint(title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_any_value()
        .set_input_title(title)?
        .set_input_message(message)
}

/// A cell for a figure of this kind.
pub(crate) fn figure(kind: &Kind) -> Result<DataValidation, XlsxError> {
    let (rule, title, message) = match kind {
        Kind::Count => (
            DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            "填整数",
            String::from("填 0 或正整数，不写单位。没有的填 0，不要留空。"),
        ),
        Kind::Change => (
            DataValidation::new().allow_whole_number(DataValidationRule::Between(-MAX_CHANGE, MAX_CHANGE)),
            "填增减数",
            String::from("填比上一年增加或减少的数：增加填正整数，减少填负整数，没有增减填 0。"),
        ),
        Kind::Amount { unit } => (
            DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "填金额",
            format!("以{unit}为单位，只填数字，可以有小数，不写“{unit}”。没有的填 0，不要留空。"),
        ),
    };
    limited(rule, title, &message)
}

/// The cell of the year.
pub(crate) fn year(title: &str, message: &str, first: i32, last: i32) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_whole_number(DataValidationRule::Between(first, last));
    limited(rule, title, message)
}

fn limited(rule: DataValidation, title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    rule.set_input_title(title)?
        .set_input_message(message)?
        .set_error_title(title)?
        .set_error_message(message)
}
