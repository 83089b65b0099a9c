//! `omitted-content`: what was left out on purpose is named.

use nianbao_model::report::{Field, Omission, Omitted, Unread, WhyUnread};
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "omitted-content",
    family: Family::Structure,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "略去的内容都有说明",
        en: "what was left out on purpose is named",
    },
    advice: Words {
        zh: "看一看略去的内容：用不着的空表、旧表删去，提示就没有了；应当公开的，移到正文或者表格里",
        en: "look at what was left out: delete blank and old sheets, and the note goes away; move into the text or the tables what should be published",
    },
    breaks: Example {
        words: Words {
            zh: "工作簿里留着一张没有填数的表三，名为“空表”",
            en: "a blank copy of table 3 is left in the workbook, on a sheet called 空表",
        },
        make: |sample| sample.blank_copy(APPLICATIONS, "空表"),
        at: "空表",
    },
    near_miss: Example {
        words: Words {
            zh: "行政许可的处理决定数量用公式引用工作表“许可台账”；台账不是年报的内容，数从那里来",
            en: "licensing decisions are a formula on the sheet 许可台账, a register; it is no part of the report, but the number comes from there",
        },
        make: |sample| {
            let cited = Typed::Formula("许可台账!B1".to_owned(), Some(Decimal::from(342)));
            sample
                .add("许可台账", [vec!["取水许可".into(), 342.into()]])
                .figure("disclosure.licensing.decisions", cited)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// How many characters of what was left out are quoted.
const QUOTED: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let omitted = subject.report.omitted.iter().map(|omitted| finding(subject, omitted));
    let unread = subject.report.unread.iter().map(|unread| unread_cells(subject, unread));
    omitted.chain(unread).collect()
}

/// How many characters of all the cells together are quoted.
const QUOTED_CELLS: usize = 300;

/// Cells that were not read, with what stands in each.
fn unread_cells(subject: &Subject<'_>, unread: &Unread) -> Finding {
    let Unread { why, cells } = unread;
    let quoted: Vec<String> = cells
        .iter()
        .map(|cell| {
            let place = cell.locus.cell.map(|cell| cell.to_string()).unwrap_or_default();
            format!("{place}“{}”", cell.value)
        })
        .collect();
    let joined = quoted.join("、");
    let mut quoted: String = joined.chars().take(QUOTED_CELLS).collect();
    if quoted.len() < joined.len() {
        quoted.push('…');
    }
    let (severity, message) = match why {
        WhyUnread::Column(head) => (
            Severity::Note,
            Text::new(
                format!("“{head}”这一列没有作为年报的内容读取：{quoted}"),
                format!("the column “{head}” is no part of the report and was not read: {quoted}"),
            ),
        ),
        WhyUnread::OtherYear => (
            Severity::Note,
            Text::new(
                format!("这些格写明不是本年的，没有读取：{quoted}"),
                format!("these cells are said to be another year's and were not read: {quoted}"),
            ),
        ),
        WhyUnread::BesideText => (
            Severity::Warning,
            Text::new(
                format!("正文旁边另有文字，没有写进年报：{quoted}。是正文的，请写进那一段的格子里；是批注的，请删去"),
                format!(
                    "something stands beside the text and was left out: {quoted}; write it into the paragraph, or delete it"
                ),
            ),
        ),
        WhyUnread::OtherText { head, read } => (
            Severity::Error,
            Text::new(
                format!(
                    "“{read}”和“{head}”两列都是正文，看不出用哪一列；请只留一列，或者把要用的一列标为“定稿”。“{head}”一列是：{quoted}"
                ),
                format!(
                    "the columns “{read}” and “{head}” both hold a text, and nothing tells which is meant: keep one, or call it 定稿; in “{head}” stands {quoted}"
                ),
            ),
        ),
        WhyUnread::Rivals(heads) => {
            let heads = heads.join("”、“");
            (
                Severity::Error,
                Text::new(
                    format!(
                        "“{heads}”各列都填了内容，看不出年报用哪一列，没有读取：{quoted}。请只留一列，或者在列名里写明“本年”“完成”“核定”“合计”"
                    ),
                    format!(
                        "the columns “{heads}” are all filled in, nothing tells which the report takes, and none was read: {quoted}; keep one, or write 本年, 完成, 核定 or 合计 over it"
                    ),
                ),
            )
        }
        WhyUnread::RivalValues(name) => (
            Severity::Error,
            Text::new(
                format!("“{name}”旁边的几格都像是它的内容，看不出用哪一格，没有读取：{quoted}。请只留一格"),
                format!(
                    "several cells beside “{name}” might be its value, nothing tells which is, and none was read: {quoted}; keep one"
                ),
            ),
        ),
        WhyUnread::BesideItem(name) => (
            if Field::named(name).is_some() {
                Severity::Warning
            } else {
                Severity::Note
            },
            Text::new(
                format!("“{name}”只读取了一格，旁边的没有读取：{quoted}。是同一项的，请写在一格里"),
                format!(
                    "one cell was read for “{name}”; those beside it were not: {quoted}; write what belongs together into one cell"
                ),
            ),
        ),
        WhyUnread::NoItem => (
            Severity::Note,
            Text::new(
                format!("这里不是“项目—内容”，没有读取：{quoted}"),
                format!("this is no item with a value, and was not read: {quoted}"),
            ),
        ),
        WhyUnread::Table => (
            Severity::Warning,
            Text::new(
                format!(
                    "正文中有一张表格，不是表式的表，没有写进年报：{quoted}。需要的内容请写成段落，或者放进工作簿的“正文”表"
                ),
                format!(
                    "a table in the text is none of the form's and was left out: {quoted}; write what is needed as paragraphs, or put it on the sheet 正文"
                ),
            ),
        ),
        WhyUnread::MisnamedItem { name, meant } => (
            Severity::Warning,
            Text::new(
                format!("没有“{name}”这个项目，没有用到：{quoted}。是不是“{meant}”？"),
                format!("there is no item “{name}”, and {quoted} is not used: did you mean “{meant}”?"),
            ),
        ),
        WhyUnread::BesideIndicators => (
            Severity::Warning,
            Text::new(
                format!("不在指标、数值、单位各列，没有读取：{quoted}"),
                format!("this stands outside the columns of name, value and unit, and was not read: {quoted}"),
            ),
        ),
    };
    let places = cells.iter().map(|cell| cell.locus.clone().into()).collect();
    let finding = subject.finding(&RULE, places, message);
    let kind = format!("{why:?}");
    Finding { severity, ..finding }.with_case([kind.as_str(), &quoted])
}

fn finding(subject: &Subject<'_>, omitted: &Omitted) -> Finding {
    let Omitted {
        reason,
        text,
        count,
        locus,
    } = omitted;
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    let (what, message) = match reason {
        Omission::BlankCopy => (
            "blank copy",
            Text::new(
                format!("这里的“{text}”是空白表，没有读取；读取的是另一张填好的表"),
                format!("the table “{text}” here is blank and was not read; another, filled one was"),
            ),
        ),
        Omission::HiddenCopy => (
            "hidden copy",
            Text::new(
                format!("这里的“{text}”是隐藏的，没有读取；读取的是看得见的另一张"),
                format!("the table “{text}” here is hidden and was not read; another one that is seen was"),
            ),
        ),
        Omission::TableText => (
            "table text",
            Text::new(
                format!("正文中夹有表格的文字，从“{quoted}”起 {count} 行没有作为正文；数据以表格为准"),
                format!(
                    "text of a table stands in the narrative; {count} lines from “{quoted}” on were left out, the figures come from the tables"
                ),
            ),
        ),
        Omission::PageFurniture => (
            "page furniture",
            Text::new(
                format!("网页上的导航、附件和页脚，从“{quoted}”起 {count} 行没有作为正文"),
                format!("the web page's path, attachments and footer, {count} lines from “{quoted}” on, were left out"),
            ),
        ),
        Omission::Letterhead => (
            "letterhead",
            Text::new(
                format!("标题上面的版头（红头、发文字号等），从“{quoted}”起 {count} 行没有作为标题和正文"),
                format!(
                    "the letterhead over the title (the office in red, the document's number), {count} lines from “{quoted}” on, was left out of title and text"
                ),
            ),
        ),
        Omission::FrontMatter => (
            "front matter",
            Text::new(
                format!("封面和目录，从“{quoted}”起 {count} 行没有作为正文"),
                format!("the cover and the table of contents, {count} lines from “{quoted}” on, were left out"),
            ),
        ),
        Omission::PageEdge => (
            "page edge",
            Text::new(
                format!("页码、页眉页脚和跨页重复的表头，从“{quoted}”起 {count} 行没有作为正文"),
                format!(
                    "page numbers, running heads and headers that tables repeat, {count} lines from “{quoted}” on, were left out"
                ),
            ),
        ),
        Omission::Divider => (
            "divider",
            Text::new(
                format!("分隔线和页码，从“{quoted}”起 {count} 行没有作为正文"),
                format!("lines drawn across the text and page numbers, {count} from “{quoted}” on, were left out"),
            ),
        ),
        Omission::FormNote => (
            "form note",
            Text::new(
                format!("填报人、审核人、计量单位一类的说明，从“{quoted}”起 {count} 行没有作为正文"),
                format!(
                    "notes on who filled the form in, or in which unit it is, {count} lines from “{quoted}” on, were left out"
                ),
            ),
        ),
        Omission::BesideTable => (
            "beside table",
            Text::new(
                format!("表格里面或旁边的“{quoted}”等 {count} 格文字不是表式的内容，没有读取"),
                format!(
                    "{count} cells of words in or beside the table, “{quoted}” the first, are no part of the form and were not read"
                ),
            ),
        ),
        Omission::OtherText => (
            "other text",
            Text::new(
                format!("工作表“{text}”从名称看不是本年的正文，{count} 段没有读取"),
                format!("by its name the sheet “{text}” is not this year's text; its {count} paragraphs were not read"),
            ),
        ),
        Omission::OtherTitle => (
            "other title",
            Text::new(
                format!("正文上面的标题“{text}”与年报的标题不同，没有印出。请改成一致"),
                format!("the title over the text, “{text}”, is not the report's and was left out: make them agree"),
            ),
        ),
        Omission::UnreadSheet => (
            "unread sheet",
            Text::new(
                format!("工作表“{text}”中没有找到年报的内容，没有读取"),
                format!("nothing of the report was found in the sheet “{text}”; it was not read"),
            ),
        ),
    };
    let finding = subject.finding(&RULE, vec![locus.clone().into()], message);
    let severity = match reason {
        Omission::OtherTitle => Severity::Warning,
        _ => finding.severity,
    };
    Finding { severity, ..finding }.with_case([what, text, &count.to_string()])
}
