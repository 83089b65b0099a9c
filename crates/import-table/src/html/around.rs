//! Which lines of a page stand round its article and are the site's: those in its elements, and at the
//! edges of the article those that are told by links and by the words they begin with.
//!
//! Such a line is kept as furniture, and left out by whoever reads the text.

use nianbao_model::label;
use nianbao_model::office::is_office;
use nianbao_model::site::{is_below, is_contents, is_dated, is_tool};
use nianbao_model::source::{Line, LineRole};
use nianbao_model::title::said;

use super::names::is_named;

/// What is known of a line beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Note {
    /// It stands in an element that stands round the article.
    pub(super) is_round: bool,
    /// All of it is a link.
    pub(super) is_link: bool,
    /// A table stands between it and the line before.
    pub(super) after_table: bool,
}

/// Makes furniture of the lines round the article; each line has its note, and there is a
/// table behind the last one or not.
pub(super) fn settle(lines: &mut [Line], notes: &[Note], table_at_end: bool) {
    let mut round: Vec<bool> = notes.iter().map(|note| note.is_round).collect();
    // What stands below the headings of comments is no text of the article, whatever its sentences.
    let mut parts = (0..lines.len()).filter(|at| !round[*at] && label::heading_level(&lines[*at].text) == 1);
    let below = parts
        .next_back()
        .and_then(|part| (part..lines.len()).find(|at| is_below(&lines[*at].text)));
    if let Some(below) = below {
        round[below..].fill(true);
    }
    let is_text = |at: usize| {
        let text = lines[at].text.as_str();
        // A heading over nothing but links is the site's.
        let has_text = || {
            (at + 1..lines.len())
                .find(|at| !round[*at])
                .is_some_and(|next| !notes[next].is_link)
        };
        let is_heading = matches!(lines[at].role, LineRole::Heading(2..)) && !is_named(text) && has_text();
        text.ends_with('。') || label::heading_level(text) == 1 || is_heading
    };
    let texts: Vec<usize> = (0..lines.len()).filter(|at| !round[*at] && is_text(*at)).collect();
    let first = texts.first().copied().unwrap_or(lines.len());
    let is_title = |at: &usize| {
        let line = &lines[*at];
        !round[*at] && (line.role == LineRole::Title || is_named(&line.text) && !notes[*at].is_link)
    };
    let title = (0..first).find(is_title).map(|title| begin_of_title(lines, title));
    let tool = |at: usize| notes[at].is_link || is_tool(&lines[at].text);
    let mut found = Vec::new();
    if !texts.is_empty() {
        let above = |at: &usize| title.is_some_and(|title| *at < title) || tool(*at) || is_dated(&lines[*at].text);
        found.extend((0..first).filter(above));
    }
    // Below the last text or table, one tool is followed by more of the page's own.
    let last = texts.last().map_or(0, |last| last + 1);
    let last = (last..lines.len())
        .rev()
        .find(|at| notes[*at].after_table)
        .unwrap_or(last);
    if !texts.is_empty() && !table_at_end {
        let foot = (last..lines.len()).find(|at| tool(*at));
        found.extend(foot.map_or(lines.len(), |foot| foot)..lines.len());
    }
    found.extend(
        (1..lines.len())
            .filter(|at| round[*at] && is_contents(&lines[*at - 1].text))
            .map(|at| at - 1),
    );
    for at in found {
        round[at] = true;
    }
    for (line, _) in lines.iter_mut().zip(round).filter(|(_, round)| *round) {
        line.role = LineRole::Furniture;
    }
}

/// Where a title begins of which this line is the one that names the report: the office may have a line above.
fn begin_of_title(lines: &[Line], title: usize) -> usize {
    let has_organ = said(&lines[title].text).0.is_some();
    let above = title
        .checked_sub(1)
        .filter(|above| !has_organ && is_office(&lines[*above].text));
    above.unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use nianbao_model::{Locus, Passage};

    use super::*;

    fn furniture(texts: &[&str], note: impl Fn(&str) -> Note) -> Vec<String> {
        let file = "网页.html".into();
        let line = |text: &&str| Line {
            text: (*text).to_owned(),
            role: LineRole::Plain,
            locus: Locus::passage(&file, Passage::Paragraph(1)),
        };
        let mut lines: Vec<Line> = texts.iter().map(line).collect();
        let notes: Vec<Note> = texts.iter().map(|text| note(text)).collect();
        settle(&mut lines, &notes, false);
        let kept = lines.into_iter().filter(|line| line.role == LineRole::Furniture);
        kept.map(|line| line.text).collect()
    }

    #[test]
    fn lines_round_the_article_are_furniture() {
        let page = [
            "教育概况",
            "位置：首页 - 年报",
            "某局2025年年度报告",
            "日期：2026-01-19　浏览：205次",
            "字号：大 中 小",
            "前言。",
            "一、总体情况",
            "来源：网站。",
            "六、其他需要报告的事项",
            "无",
            "某局",
            "2026年1月19日",
            "下一条：没有了",
            "地址：某路1号",
        ];
        let found = furniture(&page, |_| Note::default());
        assert_eq!(
            found,
            [
                "教育概况",
                "位置：首页 - 年报",
                "日期：2026-01-19　浏览：205次",
                "字号：大 中 小",
                "下一条：没有了",
                "地址：某路1号"
            ]
        );
    }

    #[test]
    fn a_title_may_begin_with_the_office_on_a_line_of_its_own() {
        let page = [
            "网站首页",
            "青禾市水务局",
            "2025年政府信息公开工作年度报告",
            "一、总体情况",
            "好。",
        ];
        assert_eq!(furniture(&page, |_| Note::default()), [page[0]]);
        let page = [
            "青禾市人民政府",
            "青禾市水务局2025年政府信息公开工作年度报告",
            "一、总体情况",
            "好。",
        ];
        assert_eq!(furniture(&page, |_| Note::default()), [page[0]]);
    }

    #[test]
    fn what_readers_add_is_no_text() {
        let page = [
            "某局2025年年度报告",
            "2026-01-16 09:30 来源：某局 字号：默认 大 超大|打印",
            "一、总体情况",
            "好。",
            "六、其他需要报告的事项",
            "无。",
            "网友评论（2）",
            "写得好。",
        ];
        let found = furniture(&page, |_| Note::default());
        assert_eq!(found, [page[1], page[6], page[7]]);
    }

    #[test]
    fn what_is_the_articles_stays() {
        let texts = [
            "情况简介",
            "一、总体情况",
            "打印机已更新。",
            "编辑队伍建设",
            "三、其他",
            "无",
        ];
        assert!(furniture(&texts, |_| Note::default()).is_empty());
        let links = furniture(
            &["年度报告", "目 录", "一、总体情况", "一、总体情况", "好。", "某局"],
            |_| Note::default(),
        );
        assert!(links.is_empty());
    }
}
