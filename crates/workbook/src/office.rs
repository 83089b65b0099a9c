//! One office's part in a consolidation.

use std::collections::BTreeMap;

use nianbao_model::Decimal;

/// One office's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Its name.
    pub organ: String,
    /// The file they were read from.
    pub file: String,
    /// Its figures by key; `None`, or no entry, where it left the cell blank.
    pub figures: BTreeMap<String, Option<Decimal>>,
}
