//! Variants: how the text is written.

use super::*;

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
];
