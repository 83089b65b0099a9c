//! Names of offices: those that are surely one, and those that are complete. Whose they are is not asked.

use crate::label::HEADING_MAX;

/// How the names of offices end by which one is known, and no person or program.
const OFFICES: [&str; 8] = ["局", "政府", "委员会", "厅", "海关", "办事处", "管委会", "档案馆"];

/// Whether a name is surely that of an office.
pub fn is_office(name: &str) -> bool {
    OFFICES.iter().any(|end| name.ends_with(end)) && (4..=HEADING_MAX).contains(&name.chars().count())
}

/// Whether a name is complete: it ends as those of offices do.
pub fn ends_a_name(text: &str) -> bool {
    const ENDINGS: [&str; 29] = [
        "政府",
        "局",
        "委员会",
        "办公室",
        "厅",
        "海关",
        "院",
        "中心",
        "处",
        "部",
        "委",
        "办",
        "署",
        "会",
        "站",
        "所",
        "队",
        "行",
        "校",
        "学",
        "公司",
        "馆",
        "社",
        "台",
        "网",
        "关",
        "庭",
        "科",
        "区",
    ];
    ENDINGS.iter().any(|ending| text.ends_with(ending))
}
