//! Variants: in which formats the files are.

use nianbao_testing::files::{docx_broken, docx_covered, docx_framed, docx_struck, docx_unseen};

use super::*;

/// The table of a page alone.
fn table_of(sheet: &nianbao_model::source::Sheet) -> String {
    let page = html(sheet);
    let table = page.find("<table").unwrap();
    page[table..].replace("</body></html>", "")
}

/// A page in which each cell with nothing but a figure has become another text.
fn each_figure(page: &str, change: impl Fn(&str) -> String) -> String {
    let changed = page.split("</td>").map(|cell| {
        let at = cell.rfind('>').map_or(0, |end| end + 1);
        let text = &cell[at..];
        let is_figure = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
        format!(
            "{}{}",
            &cell[..at],
            if is_figure { change(text) } else { text.to_owned() }
        )
    });
    changed.collect::<Vec<_>>().join("</td>")
}

/// A page with something before each figure.
fn beside_figures(page: &str, beside: &str) -> String {
    each_figure(page, |figure| format!("{beside}{figure}"))
}

/// A page whose cells are twice as many columns wide, and in each row the last but one of the figures
/// takes a column from the last.
fn uneven(page: &str) -> String {
    let rows = page.split("</tr>").map(|row| {
        let cells: Vec<&str> = row.split("</td>").collect();
        let is_figure = |cell: &&str| cell.ends_with(|c: char| c.is_ascii_digit());
        let figures = cells.iter().filter(|cell| is_figure(cell)).count();
        let last = cells.len().saturating_sub(2);
        let cells: Vec<String> = (0..)
            .zip(&cells)
            .map(|(index, cell)| {
                let Some((head, rest)) = cell.split_once(" colspan=") else {
                    return (*cell).to_owned();
                };
                let (wide, rest) = rest.split_once('>').unwrap();
                let wide = wide.parse::<usize>().unwrap() * 2;
                let taken = figures > 1 && is_figure(cell);
                let wide = match last.checked_sub(index) {
                    Some(0) if taken => wide - 1,
                    Some(1) if taken => wide + 1,
                    _ => wide,
                };
                format!("{head} colspan={wide}>{rest}")
            })
            .collect();
        cells.join("</td>")
    });
    rows.collect::<Vec<_>>().join("</tr>")
}

/// A paragraph broken over lines of these lengths, the first of them indented; a heading stays whole.
pub(super) fn folded(line: &str, lengths: &[usize]) -> Vec<String> {
    if nianbao_model::label::heading_level(line) > 0 {
        return vec![line.to_owned()];
    }
    let mut lengths = lengths.iter().cycle();
    let mut rows = vec![String::from("\u{3000}\u{3000}")];
    let mut room = *lengths.next().unwrap();
    // A placeholder stands on one line.
    let mut open = 0_i32;
    let mut before = ' ';
    for c in line.chars() {
        // Nor is a Western word broken by hand.
        let in_word = c.is_ascii_graphic() && before.is_ascii_graphic();
        before = c;
        if room == 0 && open == 0 && !in_word {
            rows.push(String::new());
            room = *lengths.next().unwrap();
        }
        open += i32::from(c == '{') - i32::from(c == '}');
        rows.last_mut().unwrap().push(c);
        room = room.saturating_sub(1);
    }
    rows
}

/// The example as the program writes it, beside the workbook with nothing but the basic data and the indicators.
fn own(folder: &Path, format: &str, options: &[&str]) -> Vec<PathBuf> {
    let out = folder.join("own");
    let (example, target) = (example(), out.to_str().unwrap().to_owned());
    let example = example.to_str().unwrap();
    let run = nianbao([&["build", example, "--to", format, "--out", &target], options].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let mut book = example_book();
    for sheet in [NARRATIVE, DISCLOSURE, APPLICATIONS, REVIEW] {
        book.remove(sheet);
    }
    let mut files = crate::support::files_in(&out);
    files.push(book.save(folder));
    files
}

pub(super) const VARIANTS: &[Variant] = &[
    (
        "格式",
        "扩展名写错的 .xlsx",
        Write(|folder| {
            let path = folder.join("report.csv");
            std::fs::copy(example(), &path).unwrap();
            vec![path]
        }),
        Same(&[]),
    ),
    (
        "格式",
        ".csv（UTF-8）",
        Write(|folder| tables(folder, "csv", |sheet| csv(sheet, ',').into_bytes())),
        Same(&["text-number"]),
    ),
    (
        "格式",
        ".csv（GBK，Excel 中文版所存）",
        Write(|folder| tables(folder, "csv", |sheet| gbk(&csv(sheet, ',')))),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "制表符分隔，UTF-16（Excel“Unicode 文本”）",
        Write(|folder| tables(folder, "txt", |sheet| utf16(&csv(sheet, '\t')))),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "政务系统导出的 .xls（实为 HTML 表格）",
        Write(|folder| tables(folder, "xls", |sheet| html(sheet).into_bytes())),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "网页的一段，以任何元素开头",
        Write(|folder| {
            tables(folder, "html", |sheet| {
                format!("<section><h2>附表</h2>{}", table_of(sheet)).into_bytes()
            })
        }),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "网页的一段，从表格的行开始",
        Write(|folder| {
            tables(folder, "html", |sheet| {
                table_of(sheet).replacen("<table border=1>", "", 1).into_bytes()
            })
        }),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "网页：表格套在排版用的表格里",
        Write(|folder| {
            tables(folder, "html", |sheet| {
                let table = table_of(sheet);
                format!("<body><table><tr><td>公开目录</td><td><p>附表</p>{table}</td></tr></table>").into_bytes()
            })
        }),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "网页：表头与数据所占的列不同，个数和次序相同",
        Write(|folder| tables(folder, "html", |sheet| uneven(&html(sheet)).into_bytes())),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "网页：数字旁有隐藏的、划去的数字和按钮",
        Write(|folder| {
            let beside = "<i style='display:none'>9</i><del>8</del><button>改</button>";
            tables(folder, "html", |sheet| {
                beside_figures(&html(sheet), beside).into_bytes()
            })
        }),
        Same(&["text-number", "unsupported-content"]),
    ),
    (
        "格式",
        "网页：数字在输入框里",
        Write(|folder| {
            tables(folder, "html", |sheet| {
                each_figure(&html(sheet), |figure| format!("<input value='{figure}'>")).into_bytes()
            })
        }),
        Same(&["text-number"]),
    ),
    (
        "正文",
        ".csv，一列，含半角逗号和引号的行加引号",
        Write(|folder| {
            narrative(folder, "正文.csv", |lines| {
                let quoted = |line: &String| match line.contains(['，', '“']) {
                    true => format!("\"{line}\"\r\n"),
                    false => format!("{line}\r\n"),
                };
                format!("sep=,\r\n{}", lines.iter().map(quoted).collect::<String>()).into_bytes()
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".txt，UTF-16，没有标记",
        Write(|folder| narrative(folder, "正文.txt", |lines| utf16(&lines.join("\r\n")).split_off(2))),
        Same(&[]),
    ),
    (
        "正文",
        ".txt，前半 GBK，后半 UTF-8",
        Write(|folder| {
            narrative(folder, "正文.txt", |lines| {
                let (first, second) = lines.split_at(lines.len() / 2);
                let mut bytes = gbk(&(first.join("\n") + "\n"));
                bytes.extend(second.join("\n").into_bytes());
                bytes
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".md，段落间没有空行，标题没有“#”",
        Write(|folder| narrative(folder, "正文.md", |lines| lines.join("\n").into_bytes())),
        Same(&[]),
    ),
    (
        "正文",
        ".docx，全文一段，用 Shift+Enter 换行",
        Write(|folder| narrative(folder, "正文.docx", docx_broken)),
        Same(&[]),
    ),
    (
        "正文",
        ".docx，每段开头有划去的字",
        Write(|folder| narrative(folder, "正文.docx", docx_struck)),
        Same(&["unsupported-content"]),
    ),
    (
        "正文",
        ".docx，每段开头有白色的和一磅大的字",
        Write(|folder| narrative(folder, "正文.docx", docx_unseen)),
        Same(&["unsupported-content"]),
    ),
    (
        "正文",
        ".docx，每段开头有涂黑的字",
        Write(|folder| narrative(folder, "正文.docx", docx_covered)),
        Same(&["unsupported-content"]),
    ),
    (
        "正文",
        ".docx，全文在一个表格的框里",
        Write(|folder| narrative(folder, "正文.docx", docx_framed)),
        Same(&[]),
    ),
    (
        "正文",
        ".txt，各段折成几行，段首空两格",
        Write(|folder| {
            narrative(folder, "正文.txt", |lines| {
                let wrapped: Vec<String> = lines.iter().flat_map(|line| folded(line, &[30])).collect();
                wrapped.join("\n").into_bytes()
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        ".txt，有画出来的线、框和页码",
        Write(|folder| {
            narrative(folder, "正文.txt", |lines| {
                let (first, rest) = lines.split_first().unwrap();
                let boxed = format!("┌──────┐\n│ {first} │\n└──────┘\n\n");
                let rest: Vec<String> = rest
                    .iter()
                    .map(|line| format!("{line}\n\n----------\n— 1 —\n"))
                    .collect();
                (boxed + &rest.concat()).into_bytes()
            })
        }),
        Same(&["omitted-content"]),
    ),
    (
        "格式",
        "正文和表粘贴在同一个 .txt 里，格子以制表符分隔，各行格数相同",
        Write(|folder| {
            let mut book = example_book();
            let mut pasted = String::new();
            for sheet in [NARRATIVE, DISCLOSURE, APPLICATIONS, REVIEW] {
                pasted += &csv(book.sheet(sheet), '\t');
                pasted.push('\n');
                book.remove(sheet);
            }
            let file = folder.join("年报.txt");
            std::fs::write(&file, pasted).unwrap();
            vec![book.save(folder), file]
        }),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "本程序生成的网页",
        Write(|folder| own(folder, "html", &["--set", "html.fragment=false"])),
        Same(&["text-number", "omitted-content"]),
    ),
    (
        "格式",
        "本程序生成的网页片段",
        Write(|folder| own(folder, "html", &["--set", "html.fragment=true"])),
        Same(&["text-number"]),
    ),
    (
        "格式",
        "本程序生成的 PDF",
        Write(|folder| own(folder, "pdf", &[])),
        Same(&["text-number", "omitted-content"]),
    ),
    (
        "格式",
        "本程序生成的 Markdown",
        Write(|folder| own(folder, "markdown", &["--set", "markdown.front-matter=true"])),
        Same(&["text-number"]),
    ),
    (
        "正文",
        "网页，正文前后有菜单、位置、目录、浏览次数、上一篇",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let text: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
                format!(
                    "<body><div class='top-nav'><a href='/'>首页</a><a href='/zw'>政务</a></div><p>位置：首页 &gt; 年报</p>\
                     <h1>{TITLE}</h1><p>日期：2021-01-20 浏览：205次</p><ul><li><a href='#1'>一、总体情况</a></ul>{text}\
                     <p><a href='/2'>上一篇：无</a></p><p>地址：某路1号</p></body>"
                )
                .into_bytes()
            })
        }),
        Same(&["omitted-content"]),
    ),
    (
        "正文",
        "网页，各段有样式表隐藏和划去的字",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let beside = "<i class=x>9</i><b class=y>8</b>";
                let text: String = lines.iter().map(|line| format!("<p>{beside}{line}</p>")).collect();
                let css = ".x{display:none} b.y{text-decoration:line-through} @media print{p{display:none}}";
                format!("<style>{css}</style>{text}").into_bytes()
            })
        }),
        Same(&["unsupported-content"]),
    ),
    (
        "正文",
        "网页，各段有与底色相同的和小得看不见的字",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let beside = "<i class=x>9</i><b style='font-size:1px'>8</b>";
                let text: String = lines.iter().map(|line| format!("<p>{beside}{line}</p>")).collect();
                format!("<style>.x{{color:#fff}}</style>{text}").into_bytes()
            })
        }),
        Same(&["unsupported-content"]),
    ),
    (
        "正文",
        ".fodt，段落里有划去的字",
        Write(|folder| {
            narrative(folder, "正文.fodt", |lines| {
                let struck = "<text:span text:style-name='T1'>旧1</text:span>";
                let text: String = lines
                    .iter()
                    .map(|line| format!("<text:p>{struck}{line}</text:p>"))
                    .collect();
                format!(
                    "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>\
                     <office:automatic-styles><style:style style:name='T1' style:family='text'><style:text-properties \
                     style:text-line-through-style='solid'/></style:style></office:automatic-styles>\
                     <office:body><office:text>{text}</office:text></office:body></office:document>"
                )
                .into_bytes()
            })
        }),
        Same(&["unsupported-content"]),
    ),
    (
        "正文",
        "网页，各段有按次序（:nth-child、:not）隐藏的字和黑底黑字",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let beside = "<i>9</i><b>8</b><u style='background:#000;color:#000'>7</u>";
                let text: String = lines.iter().map(|line| format!("<p>{beside}{line}</p>")).collect();
                let css = "p i:nth-child(1){display:none} p{& b:not(.now){visibility:hidden}}";
                format!("<style>{css}</style>{text}").into_bytes()
            })
        }),
        Same(&["unsupported-content"]),
    ),
    (
        "正文",
        "网页，各段的前两个字由样式表（content）写出",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let line = |line: &String| {
                    let rest = line.char_indices().nth(2).map_or(line.len(), |(at, _)| at);
                    format!("<p data-x='{}'>{}</p>", &line[..rest], &line[rest..])
                };
                let text: String = lines.iter().map(line).collect();
                format!("<style>p::before{{content:attr(data-x)}}</style>{text}").into_bytes()
            })
        }),
        Same(&[]),
    ),
    (
        "正文",
        "网页，各段前有样式表写的、程序算不出的字",
        Write(|folder| {
            narrative(folder, "正文.html", |lines| {
                let text: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
                format!("<style>p::before{{content:var(--x)}}</style>{text}").into_bytes()
            })
        }),
        Same(&["unsupported-content"]),
    ),
];
