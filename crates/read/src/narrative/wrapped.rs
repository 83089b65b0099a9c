//! Rows of text that stand below one another: each is a paragraph, unless somebody has broken the
//! paragraphs over them as a page is broken into lines, or a cell by hand (Alt+Enter). What the rows mean
//! is not asked, but for the headings of the form's parts.

use nianbao_model::form::Form;
use nianbao_model::source::{Remark, RemarkKind};
use nianbao_model::width::is_blank;
use nianbao_model::{CellRef, Locus, breaks, joining};

use super::columns::ends_sentence;
use crate::area::Area;
use crate::headings;

/// Lines that nothing else has come between so far, as typed, with their indents.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<(String, Locus)>,
    /// The row of the last.
    last: Option<u32>,
}

impl Lines {
    /// Adds the lines of a cell; rows that were passed over are a blank line.
    pub(super) fn add(&mut self, text: &str, at: CellRef, area: &Area<'_>) {
        let locus = area.locus(at);
        if self.last.is_some_and(|last| last + 1 < at.row) {
            self.lines.push((String::new(), locus.clone()));
        }
        self.last = Some(area.region(at).last.row);
        let lines = text.lines().map(|line| (line.to_owned(), locus.clone()));
        self.lines.extend(lines);
    }

    /// The paragraphs of the lines so far, each with the place where it begins. Ends of lines that may
    /// end one or not go into `remarks`.
    pub(super) fn take(&mut self, form: &Form, remarks: &mut Vec<Remark>) -> Vec<(String, Locus)> {
        let lines = std::mem::take(self).lines;
        let texts: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        let unwrapped = breaks::unwrapped(&texts);
        remarks.extend(unwrapped.doubtful.into_iter().map(|at| Remark {
            kind: RemarkKind::Break,
            text: Some(joining::tidy(texts[at])),
            locus: lines[at].1.clone(),
        }));
        let mut paragraphs: Vec<(String, Locus)> = Vec::new();
        // The last line of the paragraph before, where the next one may go on with it.
        let mut open: Option<&str> = None;
        for group in unwrapped.paragraphs {
            let (first, last) = (group.start, group.end - 1);
            let text = put_together(&texts[group]);
            let above = paragraphs.last_mut().filter(|(_, locus)| *locus == lines[first].1);
            match (above, open) {
                (Some((above, _)), Some(line)) if goes_on(line, &texts[first..], &lines[first..], form) => {
                    *above = put_together(&[above, &text]);
                }
                _ => paragraphs.push((text, lines[first].1.clone())),
            }
            open = Some(texts[last]);
        }
        paragraphs
    }
}

/// Lines as one; a single one stays as it is.
fn put_together(lines: &[&str]) -> String {
    match lines {
        [alone] => (*alone).to_owned(),
        lines => breaks::put_together(lines),
    }
}

/// Whether somebody has broken a sentence between a line and the one below it in the same cell: it
/// leaves its sentence open, and the cell goes on to the end of one. A few words may be a heading that has no number.
fn goes_on(above: &str, below: &[&str], places: &[(String, Locus)], form: &Form) -> bool {
    const WORDS: usize = 12;
    const OPEN: [char; 18] = [
        '的', '和', '及', '与', '或', '对', '在', '为', '将', '并', '等', '共', '于', '向', '由', '，', '、', '（',
    ];
    let above = above.trim_matches(is_blank);
    let (Some(first), Some((_, place))) = (below.first(), places.first()) else {
        return false;
    };
    let is_sentence = above.contains(['，', '、', '。'])
        || above.contains(|c: char| c.is_ascii_digit())
        || above.ends_with(OPEN)
        || above.chars().count() > WORDS;
    let own = places.iter().take_while(|(_, other)| other == place).count();
    let end = below
        .iter()
        .take(own)
        .find(|line| line.trim().is_empty() || ends_sentence(line.trim_matches(is_blank)));
    !above.is_empty()
        && is_sentence
        && !first.starts_with(is_blank)
        && headings::opened(above, form).is_none()
        && headings::opened(first, form).is_none()
        && end.is_some_and(|end| !end.trim().is_empty())
        && breaks::paragraphs(&[&filled(above), &filled(first)]).len() == 1
}

/// A line with a number for each placeholder: what stands in one is no text.
fn filled(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        text.push('1');
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use nianbao_model::form::builtin;
    use nianbao_model::source::Sheet;

    use super::*;

    #[test]
    fn a_break_in_a_cell_ends_a_paragraph_where_a_sentence_ends() {
        let form = &builtin().unwrap()[1];
        let sheet = Sheet::new(&"a.xlsx".into(), "正文");
        let read = |cells: &[&str]| {
            let mut lines = Lines::default();
            for (row, text) in (0..).zip(cells) {
                lines.add(text, CellRef::new(row, 0), &Area::whole(&sheet));
            }
            let read = lines.take(form, &mut Vec::new());
            read.into_iter().map(|(text, _)| text).collect::<Vec<_>>()
        };
        for (cell, expected) in [
            (
                "对全县12所学校的\n栏目开展检查，\n已整改。",
                &["对全县12所学校的栏目开展检查，已整改。"][..],
            ),
            ("公开，\n共{{ 甲 | round }}条。", &["公开，共{{ 甲 | round }}条。"]),
            ("收到申请3件。\n答复3件。", &["收到申请3件。", "答复3件。"]),
            ("总体情况\n公开信息3条。", &["总体情况", "公开信息3条。"]),
            ("（一）主动公开3条\n按季公开。", &["（一）主动公开3条", "按季公开。"]),
            ("公开信息3条，\n\n答复3件。", &["公开信息3条，", "", "答复3件。"]),
            ("主要做法如下：\n一是公开。", &["主要做法如下：", "一是公开。"]),
            (
                "　　公开信息3条，\n　　答复3件。",
                &["　　公开信息3条，", "　　答复3件。"],
            ),
            ("某县水务局\n2026年1月20日", &["某县水务局", "2026年1月20日"]),
            ("公开信息3条\n1.其中公文2条。", &["公开信息3条", "1.其中公文2条。"]),
        ] {
            assert_eq!(read(&[cell]), expected, "{cell}");
        }
        // Rows are paragraphs.
        assert_eq!(read(&["对全县12所学校的", "栏目开展检查。"]).len(), 2);
    }
}
