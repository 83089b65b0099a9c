use nianbao_model::source::{LineRole, RemarkKind};

use super::*;
use crate::join::tidy;

fn import(text: &str) -> Source {
    MarkdownImporter.import(&"正文.md".into(), text.as_bytes()).unwrap()
}

fn texts(text: &str) -> Vec<String> {
    import(text).lines.into_iter().map(|line| line.text).collect()
}

fn remarks(text: &str) -> Vec<(RemarkKind, Option<String>, Option<Passage>)> {
    let remark = |remark: nianbao_model::source::Remark| (remark.kind, remark.text, remark.locus.passage);
    import(text).remarks.into_iter().map(remark).collect()
}

#[test]
fn blocks_become_lines_with_their_role_and_place() {
    let text = "\
# 年度报告

前言第一行
接着第二行

## 一、总体情况 ##

> 引用的话

- 其一
- 其二
  1. 甲
  2. 乙

     乙之二

三、
---
";
    let source = import(text);
    let shown: Vec<_> = source
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.role, line.locus.passage))
        .collect();
    let at = |line| Some(Passage::Line(line));
    assert_eq!(
        shown,
        [
            ("年度报告", LineRole::Heading(1), at(1)),
            ("前言第一行接着第二行", LineRole::Plain, at(3)),
            ("一、总体情况", LineRole::Heading(2), at(6)),
            ("引用的话", LineRole::Plain, at(8)),
            ("其一", LineRole::Item, at(10)),
            ("其二", LineRole::Item, at(11)),
            ("1.甲", LineRole::Item, at(12)),
            ("2.乙", LineRole::Item, at(13)),
            ("乙之二", LineRole::Item, at(15)),
            ("三、", LineRole::Heading(2), at(17)),
        ]
    );
    assert_eq!(source.file.as_ref(), "正文.md");
    assert!(source.remarks.is_empty());
}

#[test]
fn chinese_text_is_left_alone() {
    let lines = [
        "1、不断夯实“第一阵地”",
        "(一)主动公开《条例》[2019]60号",
        "1~3月和6~8月为~主汛期",
        "共{{ a*b }}件、{{ c*d }}件、{{ (甲 / 乙) | round }}件",
        "共{{a**b}}件、{{c**d}}件、{{ 自_然_人 }}件",
        "①其一;②其二 < 三 & 四 {#不是属性}",
        "+86-23-12360$和$",
    ];
    assert_eq!(texts(&lines.join("\n\n")), lines);
}

#[test]
fn marks_go_and_words_stay() {
    let text = "**一是**规范*专栏*`设置`。[网站](http://a.cn \"标题\")<http://b.cn>\\\n<u>1\\. 夯实</u>&amp;<br>annual  \nreport";
    assert_eq!(
        texts(text),
        ["一是规范专栏设置。网站http://b.cn", "1. 夯实& annual report"]
    );
}

#[test]
fn what_a_clerk_has_typed_is_not_eaten() {
    let text = "\
受理大厅为3*5*2米，>=95%。

**水价公开。**每季度，__目录__按季，<del>5</del>6个，~~旧。~~新，5<sup>2</sup>份。

[说明]: 共9项。

>95%的申请

1. 甲
3. 乙

1) 丙

1. 丁
1. 戊

- [x] 招生

见[附件](略)和[网站](http://a.cn)
一、总体情况
全年平稳。
（一）公开
---
长*宽*高
";
    let expected = [
        "受理大厅为3*5*2米，>=95%。",
        "水价公开。每季度，目录按季，6个，新，5²份。",
        "[说明]: 共9项。",
        ">95%的申请",
        "1.甲",
        "3.乙",
        "1)丙",
        "1.丁",
        "2.戊",
        "招生",
        "见[附件](略)和网站",
        "一、总体情况",
        "全年平稳。",
        "（一）公开",
        "长*宽*高",
    ];
    assert_eq!(texts(text), expected);
    let remark = |kind, text: &str, line| (kind, Some(text.to_owned()), Some(Passage::Line(line)));
    assert_eq!(
        remarks(text),
        [
            remark(RemarkKind::Struck, "5", 3),
            remark(RemarkKind::Struck, "旧。", 3),
            remark(RemarkKind::Mark, "*宽*", 24),
        ]
    );
    let lines: Vec<_> = import(text)
        .lines
        .iter()
        .filter_map(|line| line.locus.passage)
        .collect();
    assert_eq!(lines[11..14], [20, 21, 22].map(Passage::Line));
    let wide = "|甲|乙|\n|-|-|\n|1|2|3|\n";
    assert_eq!(remarks(wide), [remark(RemarkKind::Table, "|1|2|3|", 3)]);
}

#[test]
fn a_title_and_the_rows_of_a_pasted_table_are_lines_of_their_own() {
    let text = "# 甲\n\n某局2024年年度报告\n本报告由某局编写。\n项目|数量\n甲|5\n乙|6\n";
    assert_eq!(texts(text), ["甲", "某局2024年年度报告", "本报告由某局编写。"]);
    assert_eq!(import(text).sheets.len(), 1);
}

#[test]
fn manual_indents_are_paragraphs() {
    let text = "\u{3000}\u{3000}第一段，\n第一段续。\n\u{3000}\u{3000}第二段。  \n\u{3000}\u{3000}第三段。\n";
    assert_eq!(texts(text), ["第一段，第一段续。", "第二段。", "第三段。"]);
    let code = "    第一段*甲*。\n\n    第二段。\n\n```\n第三段。\n\n第四段。\n```\n";
    let source = import(code);
    let shown: Vec<_> = source
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.locus.passage))
        .collect();
    let expected = [("第一段*甲*。", 1), ("第二段。", 3), ("第三段。", 6), ("第四段。", 8)];
    assert_eq!(shown, expected.map(|(text, line)| (text, Some(Passage::Line(line)))));
}

#[test]
fn tables_are_sheets() {
    let source = import("| 项目 | 数量 |\n|---|--:|\n| 自然人<br>申请 | 5 |\n| **合计** | |\n\n甲|乙\n-|-\n一|二\n");
    let names: Vec<_> = source.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["表1", "表2"]);
    let text = |row, column| source.sheets[0].text_at(nianbao_model::CellRef::new(row, column));
    assert_eq!(
        [text(0, 0), text(1, 0), text(1, 1)],
        [Some("项目"), Some("自然人申请"), Some("5")]
    );
    assert_eq!([text(2, 0), text(2, 1)], [Some("合计"), None]);
    assert!(source.lines.is_empty());
}

#[test]
fn what_is_not_taken_over_is_remarked_on() {
    let text = "\
正文![公章](a.png)甲[^1]乙<!-- 待核 -->丙~~删去~~丁<video>

<!-- 批注
两行 -->

[^1]: 注一
    续行
";
    assert_eq!(texts(text), ["正文甲乙丙丁"]);
    let remark = |kind, text: &str, line| (kind, Some(text.to_owned()), Some(Passage::Line(line)));
    assert_eq!(
        remarks(text),
        [
            remark(RemarkKind::Picture, "公章", 1),
            remark(RemarkKind::Comment, "待核", 1),
            remark(RemarkKind::Struck, "删去", 1),
            remark(RemarkKind::Object, "<video>", 1),
            remark(RemarkKind::Comment, "批注 两行", 3),
            remark(RemarkKind::Footnote, "注一续行", 6),
        ]
    );
}

#[test]
fn front_matter_is_no_text_and_a_rule_at_the_start_is_no_front_matter() {
    let source = import("---\ntitle: 年报\n\n---\n# 一、总体情况\n");
    assert_eq!(source.lines.len(), 1);
    assert_eq!(source.lines[0].locus.passage, Some(Passage::Line(5)));
    assert_eq!(texts("---\n# 一、总体情况\n\n---\n无。\n"), ["一、总体情况", "无。"]);
}

proptest::proptest! {
    /// Marks in any order neither stop the reader nor make lines that are no lines.
    #[test]
    fn any_text_gives_clean_lines(text in "[#*_~`|<>!\\[\\](){}\\-:1.年 \u{3000}\n]{0,120}") {
        let count = u32::try_from(text.lines().count()).unwrap();
        for line in import(&text).lines {
            proptest::prop_assert_eq!(tidy(&line.text), line.text.clone());
            proptest::prop_assert!(!line.text.is_empty());
            let Some(Passage::Line(number)) = line.locus.passage else { panic!("no place") };
            proptest::prop_assert!((1..=count).contains(&number));
        }
    }
}
