//! What numbers pages and tables, and what is drawn between parts of a text.

use super::fold;

/// `表三`, `附表1`, `表2-1`, `附件2`.
pub(super) fn is_table_number(folded: &str) -> bool {
    let Some(number) = behind_table(folded).or_else(|| folded.strip_prefix("附件")) else {
        return false;
    };
    let number = number.trim_end_matches([':', ')']);
    number.chars().count() <= 4 && number.chars().all(is_of_number)
}

/// What stands behind 表, 附表 or 续表.
fn behind_table(folded: &str) -> Option<&str> {
    folded.trim_start_matches(['附', '续']).strip_prefix('表')
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十-.".contains(c)
}

/// Whether a line says that the table under it goes on from above: `（续表）`, `续表三`, `（续）`.
pub(crate) fn is_continuation(line: &str) -> bool {
    let folded = fold(line);
    let goes_on = folded.trim_end_matches(')').strip_prefix('续');
    goes_on.is_some_and(|rest| rest.is_empty() || rest == "上表" || is_table_number(rest))
}

/// Whether a line over a table is its number and name: `表1 主动公开政府信息情况`.
pub(crate) fn is_caption(line: &str) -> bool {
    const LONGEST: usize = 40;
    let folded = fold(line);
    let is_numbered = behind_table(&folded).is_some_and(|rest| rest.starts_with(is_of_number));
    is_numbered && folded.chars().count() <= LONGEST && !line.contains(['。', '，', '；', '：'])
}

/// `第5页`, `共3页`, `第1页,共3页`, `- 5 -`.
pub(super) fn is_page(folded: &str) -> bool {
    let of_pages = folded.chars().all(|c| c.is_ascii_digit() || "第共页,/-()".contains(c));
    of_pages && (folded.contains('页') || (folded.starts_with('-') && folded.ends_with('-') && folded.len() > 2))
}

/// The longest line, in characters, that can be the number of a page: `第 1 页  共 12 页`.
const LONGEST_MARK: usize = 40;

/// Whether a line of a text is drawn and not written, or is the number of a page: `— 1 —`.
pub(crate) fn is_divider(line: &str) -> bool {
    const DRAWN: usize = 3;
    let is_drawn = |c: char| !c.is_alphanumeric() && !"…。？！".contains(c);
    // A paragraph, told without folding it.
    if line.chars().nth(LONGEST_MARK).is_some() && !line.chars().all(is_drawn) {
        return false;
    }
    let folded = with_hyphens(line);
    is_page(&folded) || folded.chars().count() >= DRAWN && folded.chars().all(is_drawn)
}

/// Whether a line is the number of a page and nothing else.
pub(crate) fn is_page_number(line: &str) -> bool {
    let folded = with_hyphens(line);
    is_page(&folded) && folded.contains(|c: char| c.is_ascii_digit())
}

/// A folded line with every dash as a hyphen.
fn with_hyphens(line: &str) -> String {
    let hyphen = |c| if "—–―─_".contains(c) { '-' } else { c };
    fold(line).chars().map(hyphen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_across_a_text_is_no_text() {
        for divider in [
            "----------",
            "══════",
            "* * *",
            "— 1 —",
            "第 1 页 共 3 页",
            "-12-",
            "┌────┐",
        ] {
            assert!(is_divider(divider), "{divider}");
        }
        assert!(is_page_number("— 1 —") && is_page_number("第2页") && !is_page_number("------"));
        for text in ["无。", "……", "12", "——编者", "1.", "—", "一、"] {
            assert!(!is_divider(text), "{text}");
        }
    }

    #[test]
    fn a_tables_number_and_name_are_its_caption() {
        assert!(
            is_caption("表1　主动公开政府信息情况") && is_caption("附表二 收到和处理申请情况") && is_caption("表三")
        );
        for text in ["表彰3人", "表1是主动公开情况。", "报表1张"] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
