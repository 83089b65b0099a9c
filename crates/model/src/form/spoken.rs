//! How texts speak of a row, written short: `[其他]法律` is 其他法律 or 法律, `{公民|个人}申请` is 公民申请 or
//! 个人申请. Both may stand within each other.

/// How many wordings one entry may stand for.
const MOST: usize = 256;

/// Every wording an entry stands for; `None` if its brackets do not match, if it can be empty,
/// or if it stands for too many.
pub fn wordings(entry: &str) -> Option<Vec<String>> {
    let (all, rest) = choices(entry, 0)?;
    let fits = rest.is_empty() && !all.is_empty() && all.iter().all(|wording| !wording.is_empty());
    fits.then_some(all)
}

/// How deep brackets may stand within each other.
const DEPTH: usize = 8;

/// What brackets and parts.
const MARKS: [char; 5] = ['[', ']', '{', '}', '|'];

/// What stands up to a closing bracket, `|` parting alternatives, and what follows.
fn choices(text: &str, depth: usize) -> Option<(Vec<String>, &str)> {
    let (mut done, mut open, mut rest) = (Vec::new(), vec![String::new()], text);
    loop {
        let plain = rest.find(MARKS).unwrap_or(rest.len());
        open.iter_mut().for_each(|wording| wording.push_str(&rest[..plain]));
        rest = &rest[plain..];
        // All marks are of one byte.
        let Some(mark) = rest.chars().next() else { break };
        match mark {
            ']' | '}' if depth > 0 => break,
            '|' if depth > 0 => {
                done.extend(std::mem::replace(&mut open, vec![String::new()]));
                rest = &rest[1..];
            }
            '|' => {
                open.iter_mut().for_each(|wording| wording.push(mark));
                rest = &rest[1..];
            }
            '[' | '{' if depth < DEPTH => {
                let (mut inner, after) = choices(&rest[1..], depth + 1)?;
                let closing = if mark == '[' { ']' } else { '}' };
                rest = after.strip_prefix(closing)?;
                if mark == '[' {
                    inner.push(String::new());
                }
                if open.len().checked_mul(inner.len())? > MOST {
                    return None;
                }
                let pairs = open
                    .iter()
                    .flat_map(|head| inner.iter().map(move |tail| [head.as_str(), tail]));
                open = pairs.map(|pair| pair.concat()).collect();
            }
            _ => return None,
        }
    }
    done.extend(open);
    (done.len() <= MOST).then_some((done, rest))
}

#[cfg(test)]
mod tests {
    use super::wordings;

    #[test]
    fn what_may_be_left_out_and_what_is_chosen_is_written_out() {
        let read = |entry: &str| wordings(entry).map(|all| all.join(" "));
        assert_eq!(read("予以公开").as_deref(), Some("予以公开"));
        assert_eq!(read("[其他]法律").as_deref(), Some("其他法律 法律"));
        assert_eq!(
            read("{公民|个人[的]}申请").as_deref(),
            Some("公民申请 个人的申请 个人申请")
        );
        for bad in ["[其他", "其他]", "{甲|乙]", "[其他]", "", &"{一|二}".repeat(9)] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
