//! What the title of a report says: whose it is, and of which year. Which line is a title is for whoever reads.

use crate::date::named_years;
use crate::label::HEADING_MAX;
use crate::office::is_office;

/// What a title names behind an office when it speaks of all that belongs to it: the report is the office's.
pub const AREAS: [&str; 3] = ["关区", "系统", "本级"];

/// What such a report is about.
const SUBJECTS: [&str; 3] = ["政府信息公开", "政务公开", "信息公开"];

/// The organ and the year that a title names: `某局2024年政府信息公开工作年度报告`,
/// `2024年某局政府信息公开年报`.
pub fn said(title: &str) -> (Option<String>, Option<i32>) {
    let Some((start, year)) = named_years(title).first().copied() else {
        return (None, None);
    };
    let (before, after) = title.split_at(start);
    // The year may stand behind all else: `某局政府信息公开工作年度报告（2024年度）`.
    let is_named = |at: &usize| ["报告", "年报"].iter().any(|kind| before[*at..].contains(kind));
    let subject = SUBJECTS
        .iter()
        .find_map(|subject| before.find(subject))
        .filter(is_named);
    let before = clean(before.get(..subject.unwrap_or(before.len())).unwrap_or_default());
    let organ = if before.is_empty() {
        let after = after.split_once('年').map_or("", |(_, after)| after);
        let after = after.strip_prefix('度').unwrap_or(after);
        let end = SUBJECTS.iter().find_map(|subject| after.find(subject));
        clean(after.get(..end.unwrap_or(0)).unwrap_or_default())
    } else {
        before
    };
    let is_name = (2..=HEADING_MAX).contains(&organ.chars().count()) && !organ.contains("信息公开");
    (is_name.then(|| organ.to_owned()), Some(year))
}

/// A name in a title without the words and marks around it.
fn clean(name: &str) -> &str {
    let name = name.trim().trim_start_matches('《');
    let name = name.strip_prefix("关于").unwrap_or(name);
    let name = name.strip_suffix("关于").unwrap_or(name);
    let name = name.trim().trim_end_matches('的');
    let own = AREAS.iter().find_map(|area| name.strip_suffix(area));
    own.filter(|own| is_office(own)).unwrap_or(name)
}
