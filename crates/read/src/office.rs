//! Names that are surely those of offices. Whose they are is not asked.

use nianbao_model::label::HEADING_MAX;

/// How the names of offices end by which one is known, and no person or program.
const OFFICES: [&str; 8] = ["局", "政府", "委员会", "厅", "海关", "办事处", "管委会", "档案馆"];

/// Whether a name is surely that of an office.
pub(crate) fn is_office(name: &str) -> bool {
    OFFICES.iter().any(|end| name.ends_with(end)) && (4..=HEADING_MAX).contains(&name.chars().count())
}
