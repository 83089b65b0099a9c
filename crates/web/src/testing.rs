//! The examples, for tests.

pub(crate) const COUNTY: &[u8] = include_bytes!("../../../examples/county-2024/report.xlsx");
pub(crate) const CUSTOMS: &[u8] = include_bytes!("../../../examples/chongqing-customs-2020/report.xlsx");
pub(crate) const MINIMAL: &[u8] = include_bytes!("../../../examples/minimal/report.xlsx");
