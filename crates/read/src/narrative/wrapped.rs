//! Rows of text that stand below one another: each is a paragraph, unless somebody has broken the
//! paragraphs over them as a page is broken into lines. What the rows mean is not asked.

use nianbao_model::source::{Remark, RemarkKind};
use nianbao_model::{CellRef, Locus, breaks, joining};

use crate::area::Area;

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
    pub(super) fn take(&mut self, remarks: &mut Vec<Remark>) -> Vec<(String, Locus)> {
        let lines = std::mem::take(self).lines;
        let texts: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        let unwrapped = breaks::unwrapped(&texts);
        remarks.extend(unwrapped.doubtful.into_iter().map(|at| Remark {
            kind: RemarkKind::Break,
            text: Some(joining::tidy(texts[at])),
            locus: lines[at].1.clone(),
        }));
        let paragraphs = unwrapped.paragraphs.into_iter().map(|group| {
            let text = match texts[group.clone()] {
                [alone] => alone.to_owned(),
                ref lines => breaks::put_together(lines),
            };
            (text, lines[group.start].1.clone())
        });
        paragraphs.collect()
    }
}
