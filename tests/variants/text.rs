//! Variants: how the text is written.

use super::*;

/// The basic data under heads, with another column between the items and their values.
fn between(book: &mut Book, heads: [&str; 3], other: &str) {
    let last = (1..=40).rfind(|row| !book.shown(METADATA, &format!("A{row}")).is_empty());
    book.insert_rows(METADATA, 1, 1);
    for (column, head) in ["A", "B", "C"].into_iter().zip(heads) {
        book.set(METADATA, &format!("{column}1"), head);
    }
    for row in 2..=last.unwrap_or(1) + 1 {
        let value = book.shown(METADATA, &format!("B{row}"));
        book.set(METADATA, &format!("C{row}"), value.as_str())
            .set(METADATA, &format!("B{row}"), other);
    }
}

pub(super) const VARIANTS: &[Variant] = &[
    (
        "正文",
        "网页，只有正文",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let text: String = lines
                    .iter()
                    .map(|line| format!("<p>&emsp;&emsp;{line}</p>\r\n"))
                    .collect();
                format!("<div>{text}</div>").into_bytes()
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        "网页，只有正文，以换行分段，源文件折行",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let text = lines.join("<br>\n").replace('，', "，\n  ");
                format!("<!DOCTYPE html><body><p>{text}</p></body>").into_bytes()
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".txt（UTF-8）",
        Write(|folder| narrative(folder, "正文.txt", |lines| lines.join("\n\n").into_bytes())),
        Same(&[]),
    ),
    (
        "正文",
        ".txt（GBK，段首空两格）",
        Write(|folder| {
            narrative(folder, "正文.txt", |lines| {
                gbk(&lines
                    .iter()
                    .map(|line| format!("\u{3000}\u{3000}{line}\r\n"))
                    .collect::<String>())
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".md",
        Write(|folder| {
            narrative(folder, "正文.md", |lines| {
                let text: Vec<_> = lines
                    .iter()
                    .map(|line| match nianbao_model::label::heading_level(line) {
                        0 => line.clone(),
                        level => format!("{} {line}", "#".repeat(usize::from(level) + 1)),
                    })
                    .collect();
                text.join("\n\n").into_bytes()
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".docx",
        Write(|folder| narrative(folder, "正文.docx", nianbao_testing::files::docx)),
        Same(&[]),
    ),
    (
        "正文",
        "一句话分在几格里，数在中间",
        Change(|book| {
            let text = book.shown(NARRATIVE, "A14");
            let (head, tail) = text.split_once("{{ 新媒体发布期数 }}").unwrap();
            let tail = format!("{{{{ 新媒体发布期数 }}}}{tail}");
            book.set(NARRATIVE, "A14", head).set(NARRATIVE, "C14", tail.as_str());
        }),
        Same(&[]),
    ),
    (
        "正文",
        "段落之间有一张小表",
        Change(|book| {
            book.insert_rows(NARRATIVE, 8, 3);
            for (row, cells) in [(8, ["渠道", "条数"]), (9, ["网站", "120"]), (10, ["微信", "60"])] {
                for (column, text) in ["A", "B"].into_iter().zip(cells) {
                    book.set(NARRATIVE, &format!("{column}{row}"), text);
                }
            }
        }),
        Same(&[]),
    ),
    (
        "正文",
        "各段手工折成几行，行有长短，段首空两格",
        Change(|book| {
            let cells = std::mem::take(&mut book.sheet(NARRATIVE).cells);
            let lines = cells.into_values().map(|cell| cell.value.display());
            let rows = lines.flat_map(|line| formats::folded(&line, &[38, 31, 40, 35]));
            for (nth, row) in (1..).zip(rows.collect::<Vec<_>>()) {
                book.set(NARRATIVE, &format!("A{nth}"), row.as_str());
            }
        }),
        Same(&[]),
    ),
    (
        "正文",
        "左边一列是序号",
        Change(|book| {
            let cells = std::mem::take(&mut book.sheet(NARRATIVE).cells);
            for (nth, cell) in (1..).zip(cells.into_values()) {
                book.set(NARRATIVE, &format!("A{nth}"), nth);
                book.set(NARRATIVE, &format!("B{nth}"), cell.value.display().as_str());
            }
        }),
        Same(&[]),
    ),
    (
        "正文",
        "段落旁边有批注",
        Change(|book| {
            book.set(NARRATIVE, "B5", "主任：这段再压一压")
                .set(NARRATIVE, "C9", "已改");
        }),
        Same(&["omitted-content"]),
    ),
    (
        "正文",
        "正文旁边有“备注”列",
        Change(|book| {
            book.insert_rows(NARRATIVE, 1, 1);
            book.set(NARRATIVE, "A1", "正文").set(NARRATIVE, "B1", "备注");
            book.set(NARRATIVE, "B10", "数字由业务科提供");
        }),
        Same(&["omitted-content"]),
    ),
    (
        "正文",
        "部分的标题写作“二，”“第三部分：”“〔四〕”，或不写序号",
        Change(|book| {
            for (cell, mark) in [("A39", "二，"), ("A41", "第三部分："), ("A43", "〔四〕"), ("A58", "")] {
                let heading = book.shown(NARRATIVE, cell);
                let (_, words) = heading.split_once('、').unwrap();
                book.set(NARRATIVE, cell, format!("{mark}{words}").as_str());
            }
        }),
        Same(&[]),
    ),
    (
        "正文",
        "上面有标题，分作两行",
        Change(|book| {
            book.insert_rows(NARRATIVE, 1, 2);
            let (organ, rest) = TITLE.split_once("2020").unwrap();
            book.set(NARRATIVE, "A1", organ);
            book.set(NARRATIVE, "A2", format!("2020{rest}").as_str());
        }),
        Same(&[]),
    ),
    (
        "正文",
        "标题上面有红头、发文字号和签发人",
        Change(|book| {
            book.insert_rows(NARRATIVE, 1, 4);
            let (organ, _) = TITLE.split_once("2020").unwrap();
            book.set(NARRATIVE, "A1", format!("{organ}文件").as_str());
            book.set(NARRATIVE, "A2", "关发〔2021〕3号　　签发人：李明");
            book.set(NARRATIVE, "A3", "────────");
            book.set(NARRATIVE, "A4", TITLE);
        }),
        Same(&["omitted-content"]),
    ),
    (
        "正文",
        "一句话在格内用 Alt+Enter 断开",
        Change(|book| {
            for row in 1..=40 {
                let cell = format!("A{row}");
                let text = book.shown(NARRATIVE, &cell);
                if text.contains('。') {
                    book.set(NARRATIVE, &cell, text.replacen('，', "，\n", 1).as_str());
                }
            }
        }),
        Same(&[]),
    ),
    (
        "正文",
        "从 PDF 复制来的部首字（⼀、⻅、⾨）",
        Change(|book| {
            for (cell, from, to) in [("A4", "一", "⼀"), ("A8", "门", "⾨"), ("A12", "用", "⽤")] {
                let text = book.shown(NARRATIVE, cell).replace(from, to);
                book.set(NARRATIVE, cell, text.as_str());
            }
        }),
        Same(&[]),
    ),
    (
        "正文",
        "另有一张“去年正文”",
        Change(|book| {
            book.copy(NARRATIVE, "去年正文");
        }),
        Same(&["omitted-content"]),
    ),
    (
        "正文",
        "两份正文",
        Change(|book| {
            book.copy(NARRATIVE, "草稿");
        }),
        Refused(&["duplicate-row"], "草稿 › A1"),
    ),
    (
        "正文",
        "上面是往年的标题",
        Change(|book| {
            book.insert_rows(NARRATIVE, 1, 1);
            book.set(NARRATIVE, "A1", TITLE.replace("2020", "2019").as_str());
        }),
        Refused(&["report-year"], "正文 › A1"),
    ),
    (
        "基本信息",
        "年度、日期用汉字",
        Change(|book| {
            let year = book.find(METADATA, "年度").replace('A', "B");
            book.set(METADATA, &year, "二〇二〇年度");
        }),
        Same(&[]),
    ),
    (
        "基本信息",
        "一项的内容分在几格里",
        Change(|book| {
            let period = book.find(METADATA, "统计期限");
            let [first, middle, last] = ["B", "C", "D"].map(|column| period.replace('A', column));
            book.set(METADATA, &first, "2020年1月1日").set(METADATA, &middle, "至");
            book.set(METADATA, &last, "2020年12月31日");
        }),
        Same(&[]),
    ),
    (
        "基本信息",
        "另有一项“编制单位”，写的是科室",
        Change(|book| {
            let at = book.find(METADATA, "机关名称");
            let row: u32 = at[1..].parse().unwrap();
            book.insert_rows(METADATA, row - 1, 1);
            book.set(METADATA, &at, "编制单位")
                .set(METADATA, &at.replace('A', "B"), "办公室");
        }),
        Same(&[]),
    ),
    (
        "基本信息",
        "项目和内容之间有“填写说明”一列",
        Change(|book| between(book, ["项目", "填写说明", "内容"], "请如实填写")),
        Same(&["omitted-content"]),
    ),
    (
        "基本信息",
        "“变更前”“变更后”两列",
        Change(|book| between(book, ["项目", "变更前", "变更后"], "某市旧名局")),
        Same(&["omitted-content"]),
    ),
    (
        "基本信息",
        "“内容”“填写”两列都填了",
        Change(|book| between(book, ["项目", "内容", "填写"], "某市旧名局")),
        Refused(&["omitted-content", "missing-metadata", "placeholder"], "基本信息 › B2"),
    ),
    (
        "基本信息",
        "项目名前后有“*”和“（必填）”",
        Change(|book| {
            for (item, marked) in [("机关名称", "* 机关名称"), ("年度", "年度（必填）"), ("标题", "标题*")]
            {
                let at = book.find(METADATA, item);
                book.set(METADATA, &at, marked);
            }
        }),
        Same(&[]),
    ),
    (
        "基本信息",
        "“机关名称：……”写在一格里",
        Change(|book| {
            let at = book.find(METADATA, "机关名称");
            let value = at.replace('A', "B");
            let one = format!("机关名称：{}", book.shown(METADATA, &value));
            book.set(METADATA, &at, one.as_str()).set(METADATA, &value, "");
        }),
        Same(&[]),
    ),
];
