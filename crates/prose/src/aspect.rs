//! Clauses that say along what the numbers behind them are parts, if that is none of the
//! tables' own divisions: `从受理机关看`, `按申请方式分`; not `从办理结果看`.

use crate::wording::{List, Wording};

/// Whether a clause is one.
pub(crate) fn is_aspect(clause: &str) -> bool {
    let list = |list: List| Wording::get().list(list);
    let along = || {
        let rest = clause.strip_prefix(list(List::AspectHeads).begins(clause)?)?;
        rest.strip_suffix(list(List::AspectTails).ends(rest)?)
    };
    along().is_some_and(|along| list(List::Along).ends(along).is_some())
}

#[cfg(test)]
mod tests {
    use super::is_aspect;

    #[test]
    fn the_tables_own_divisions_are_no_aspects() {
        for clause in ["从受理机关看", "按申请方式分", "分层级看", "从申请内容来看"] {
            assert!(is_aspect(clause), "{clause}");
        }
        for clause in ["从办理结果看", "从申请人看", "从总体看", "从县政府办公室收到"] {
            assert!(!is_aspect(clause), "{clause}");
        }
    }
}
