//! Reserved names: they mean something in the text's placeholders (`{{ 年度 }}`), so no figure
//! of an office's own may have one of them.

use crate::form::Form;
use crate::report::Field;

/// The name of the number of days the figures cover.
pub const DAYS: &str = "统计天数";

/// Whether a name means something already: an item of 基本信息, a table, the number
/// of days. An indicator, or an item of the office's own, cannot have it.
pub fn is_reserved(name: &str, form: &Form) -> bool {
    name == DAYS
        || Field::ALL.iter().any(|(_, own, _)| *own == name)
        || form.tables.iter().any(|table| table.key == name)
}
