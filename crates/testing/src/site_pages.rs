//! Pages of invented government sites: one report in the frames that site programs and people put round
//! it. No site's page is copied; what is taken over is how such pages are built.
//!
//! A page holds things that are not the report: menus, paths, other years' reports, buttons, counters,
//! attachments. Whoever reads it back must get the report alone.

use std::fmt::Write as _;

use crate::files::gbk;
use crate::published::{Cell, Piece, Published};

/// So many different sites there are.
pub const SITES: usize = 12;

/// How a site's editor writes what it is given.
#[derive(Clone, Copy)]
struct Hand {
    /// A heading, a paragraph and a cell; `{}` is the text.
    heading: &'static str,
    paragraph: &'static str,
    cell: &'static str,
    /// What the tag of a table says.
    table: &'static str,
    /// All tables of a part are one table.
    joins: bool,
    /// What a table of many rows is cut into: so many rows, each piece with the header again.
    rows: usize,
}

/// An editor that writes plain elements.
const PLAIN: Hand = Hand {
    heading: "<p><strong>{}</strong></p>",
    paragraph: "<p>\u{3000}\u{3000}{}</p>",
    cell: "{}",
    table: " border=\"1\"",
    joins: false,
    rows: usize::MAX,
};

/// One with the styles of a word processor.
const OFFICE: Hand = Hand {
    heading: "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;font-family:黑体'>{}<span lang=EN-US><o:p></o:p></span></span></p>",
    paragraph: "<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'><span style='font-size:16.0pt;font-family:仿宋_GB2312'>{}</span></p>",
    cell: "<p class=MsoNormal align=center style='text-align:center'><span style='font-size:9.0pt;font-family:宋体'>{}</span></p>",
    table: " class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'",
    ..PLAIN
};

/// One that ends lines and begins no paragraphs.
const BREAKS: Hand = Hand {
    heading: "<b>{}</b><br><br>\n",
    paragraph: "&nbsp;&nbsp;&nbsp;&nbsp;{}<br>\n<br>\n",
    cell: "<div align=\"center\"><font size=\"2\">{}</font></div>",
    ..PLAIN
};

/// The page of a report on site `site`, of those below [`SITES`]: the file's name, and its bytes.
pub fn page(site: usize, report: &Published) -> (String, Vec<u8>) {
    let name = format!("{}-{}.html", report.organ, report.year);
    let title = report.title();
    let (organ, year, day) = (&report.organ, report.year, &report.day);
    let last = year - 1;
    let hand = match site % SITES {
        1 | 4 => Hand { joins: true, ..PLAIN },
        2 | 5 => OFFICE,
        3 | 8 => BREAKS,
        6 => Hand {
            joins: true,
            cell: "<p>{}</p>",
            ..OFFICE
        },
        7 => Hand { rows: 9, ..PLAIN },
        9 => Hand {
            heading: "<h2>{}</h2>",
            paragraph: "<p>{}</p>",
            table: "",
            ..PLAIN
        },
        10 => Hand {
            paragraph: "<div>&emsp;&emsp;{}</div>",
            heading: "<div style=\"font-weight:bold\">&emsp;&emsp;{}</div>",
            ..PLAIN
        },
        _ => PLAIN,
    };
    let body = body(report, hand);
    let meta = format!(
        "<meta name=\"SiteName\" content=\"{organ}网站\">\n<meta name=\"ArticleTitle\" content=\"{title}\">\n\
         <meta name=\"PubDate\" content=\"{day} 09:30:00\">\n<meta name=\"ContentSource\" content=\"{organ}\">\n\
         <meta name=\"ColumnName\" content=\"政府信息公开年报\">\n"
    );
    let utf8 = "<meta charset=\"utf-8\">\n";
    let menu = "<ul class=\"nav\"><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk/\">政务公开</a></li>\
                <li><a href=\"/bsfw/\">办事服务</a></li><li><a href=\"/hdjl/\">互动交流</a></li></ul>";
    let path = "<a href=\"/\">首页</a> &gt; <a href=\"/zwgk/\">政务公开</a> &gt; <a href=\"/nb/\">政府信息公开年报</a> &gt; 正文";
    let others = format!(
        "<ul><li><a href=\"/nb/1.html\">{organ}{last}年政府信息公开工作年度报告</a><span>{year}-01-20</span></li>\
         <li><a href=\"/nb/2.html\">{organ}{}年政府信息公开工作年度报告</a><span>{last}-01-18</span></li></ul>",
        last - 1
    );
    let html = match site % SITES {
        // A content system with its own meta data, tools and footer.
        0 => format!(
            "<!DOCTYPE html><html><head>{utf8}<title>{title}_{organ}</title>{meta}</head><body>\
             <div class=\"header\">{menu}</div><div class=\"crumbs\">当前位置：{path}</div>\
             <div class=\"article\"><h1 class=\"tit\">{title}</h1>\
             <div class=\"info\"><span>发布时间：{day}</span><span>来源：{organ}</span><span>浏览次数：<em id=\"hits\">128</em></span>\
             <span>字体：<a href=\"javascript:;\">大</a> <a href=\"javascript:;\">中</a> <a href=\"javascript:;\">小</a></span></div>\
             <div id=\"Zoom\"><div class=\"view TRS_UEDITOR trs_paper_default trs_web\">{body}</div></div>\
             <div class=\"share\">分享到：<a href=\"#\">微信</a><a href=\"#\">微博</a></div><a href=\"javascript:window.print()\">打印本页</a>\
             <a href=\"javascript:window.close()\">关闭窗口</a></div>\
             <div class=\"footer\"><p>主办单位：{organ}　备案编号：无</p><p>网站地图 | 联系我们</p></div></body></html>"
        ),
        // The head of an open-government catalogue: a table of items over the text.
        1 => format!(
            "<html><head>{utf8}<title>{title}</title><meta name=\"ColumnType\" content=\"政府信息公开年报\"></head><body><div id=\"top\">{menu}</div>\
             <div class=\"xxgk-head\"><table><tr><td>索 引 号：</td><td>A001-{year}-00012</td><td>主题分类：</td><td>政务公开</td></tr>\
             <tr><td>发布机构：</td><td>{organ}</td><td>发布日期：</td><td>{day}</td></tr>\
             <tr><td>名　　称：</td><td colspan=3>{title}</td></tr><tr><td>文　　号：</td><td></td><td>有效性：</td><td>有效</td></tr></table></div>\
             <div class=\"content\"><div class=\"title\">{title}</div><ucapcontent>{body}</ucapcontent></div>\
             <div class=\"related\"><h3>相关信息</h3>{others}</div><div id=\"foot\">版权所有：{organ}</div></body></html>"
        ),
        // An older system in the national encoding, laid out by tables.
        2 => format!(
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"><title>{organ} 政府信息公开年报 {title}</title>{meta}</head>\
             <body><table width=1000 align=center><tr><td>{menu}</td></tr><tr><td>您现在的位置：{path}</td></tr></table>\
             <table width=1000 align=center><tr><td class=title align=center>{title}</td></tr>\
             <tr><td align=center>发布日期：{day}　　信息来源：{organ}　　点击数：35　　【字体：大 中 小】</td></tr>\
             <tr><td><div id=\"zoom\"><!--content.begin-->{body}<!--content.end--></div></td></tr>\
             <tr><td align=right>【<a href=\"#\">打印</a>】【<a href=\"#\">关闭</a>】</td></tr></table>\
             <table width=1000 align=center><tr><td align=center>主办：{organ}　技术支持：某某公司</td></tr></table></body></html>"
        ),
        // A page made by hand, long ago.
        3 => format!(
            "<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY bgcolor=#ffffff><CENTER><FONT size=5><B>{title}</B></FONT></CENTER><HR>\
             ({day})<BR><BR>\n{body}<HR><CENTER><A href=\"index.htm\">返回首页</A></CENTER></BODY></HTML>"
        ),
        // Elements that say what they are, and a list of what else there is.
        4 => format!(
            "<!doctype html><html lang=\"zh-CN\"><head>{utf8}<title>{title} - {organ}</title></head><body><header>{menu}</header>\
             <main><nav>{path}</nav><article><h1>{title}</h1><p class=\"meta\">日期：{day}　来源：{organ}</p>{body}</article>\
             <aside><h2>历年年报</h2>{others}</aside></main><footer><p>{organ}主办</p></footer></body></html>"
        ),
        // Pasted from a word processor, title and all, under the site's own.
        5 => format!(
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head>{utf8}<title>{title}</title><style>p.MsoNormal{{margin:0}}</style></head><body>\
             <div class=\"location\">您的位置：{path}</div><h2 class=\"bt\">{title}</h2><div>{day}　作者：办公室　审核：张三</div>\
             <p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>{organ}<br>{year}年政府信息公开工作年度报告</span></b></p>\
             {body}<p>附件：<a href=\"P0201.docx\">{title}.docx</a></p><p>扫一扫在手机打开当前页</p></body></html>"
        ),
        // One with a collected page's marks, and a list of years at the side.
        6 => format!(
            "<html><head>{utf8}<title>{year}年度-政府信息公开年报</title>{meta}</head><body><div class=\"left\"><ul>\
             <li><a href=\"?y={year}\">{year}年</a></li><li><a href=\"?y={last}\">{last}年</a></li></ul></div>\
             <div class=\"right\"><div class=\"bt\"><h3>{title}</h3></div><div class=\"sm\">采集时间：{day} 10:12　文章来源：{organ}　阅读：{year}次</div>\
             <div class=\"con\">{body}</div><div class=\"page\"><p>上一篇：<a href=\"1.html\">{organ}{last}年政府信息公开工作年度报告</a></p><p>下一篇：没有了</p></div></div></body></html>"
        ),
        // Long tables cut into pieces, each with the header again.
        7 => format!(
            "<html><head>{utf8}<title>{title}</title>{meta}</head><body><p class=\"path\">{path}</p><h1>{title}</h1>\
             <p>时间：{day} 来源：{organ} 【打印】【收藏】</p>{body}<p>责任编辑：李四</p></body></html>"
        ),
        // Breaks for paragraphs, and a frame of tables round them.
        8 => format!(
            "<html><head><meta http-equiv=content-type content=\"text/html; charset=gbk\"><title>{title}</title></head><body>\
             <table><tr><td width=200 valign=top>{others}</td><td><table><tr><td align=center><h1>{title}</h1></td></tr>\
             <tr><td>发布日期：{day}　字号：[大 中 小]</td></tr><tr><td>{body}</td></tr></table></td></tr></table></body></html>"
        ),
        // A page that says nothing of itself but its title.
        9 => format!("<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"),
        // A reader's aids above, attachments and a notice below.
        10 => format!(
            "<html><head>{utf8}<title>{organ}</title>{meta}</head><body><div class=\"wza\"><a href=\"#\">无障碍</a><a href=\"#\">长者模式</a></div>\
             <div>{menu}</div><div class=\"bread\"><span>当前所在位置：</span>{path}</div><div class=\"detail\"><p class=\"detail-title\">{title}</p>\
             <p><span>发布时间：{day} 09:30</span>　<span>来源：{organ}</span>　<span>访问量：[77]</span></p><div>{body}</div>\
             <div class=\"fujian\"><p>附件下载：</p><p><a href=\"a.pdf\">1. {title}.pdf</a></p></div></div>\
             <div class=\"dibu\"><p>Copyright © {organ} All Rights Reserved</p><p>网站标识码：0000000000</p></div></body></html>"
        ),
        // An article inside many boxes, tools after it.
        _ => format!(
            "<!DOCTYPE html><html><head>{utf8}<title>{title}-{organ}门户网站</title></head><body><div id=\"app\"><div><div class=\"hd\">{menu}</div>\
             <div class=\"bd\"><div><div class=\"sub\">首页&gt;政务公开&gt;政府信息公开年报</div><div class=\"wz\"><h2>{title}</h2>\
             <div class=\"tool\"><i>{day}</i><i>来源：{organ}</i><button>打印</button><button>分享</button></div>\
             <section>{body}</section></div></div></div><div class=\"ft\"><p>地址：某路1号　邮编：000000</p></div></div></div></body></html>"
        ),
    };
    let bytes = match site % SITES {
        2 | 3 | 8 => gbk(&html.replace('©', "(c)")),
        _ => html.into_bytes(),
    };
    (name, bytes)
}

/// The report as an editor has it.
fn body(report: &Published, hand: Hand) -> String {
    let mut html = String::new();
    let mut open: Vec<Vec<Cell>> = Vec::new();
    for piece in report.pieces() {
        match piece {
            Piece::Table(rows) if hand.joins => open.extend(rows),
            Piece::Table(rows) => tables(&mut html, hand, &rows),
            Piece::Heading(text) => {
                tables(&mut html, hand, &std::mem::take(&mut open));
                html += &hand.heading.replace("{}", &text);
            }
            Piece::Paragraph(text) => html += &hand.paragraph.replace("{}", &text),
        }
    }
    html
}

/// A table, or its pieces.
fn tables(html: &mut String, hand: Hand, rows: &[Vec<Cell>]) {
    let is_header = |row: &&Vec<Cell>| !row.iter().any(|cell| cell.is_figure);
    let header = rows.iter().take_while(is_header).count();
    // A piece ends before a row that no group goes over.
    let is_whole = |row: &Vec<Cell>| row.iter().map(|cell| cell.spans.1).sum::<usize>() == width(rows);
    let mut pieces: Vec<&[Vec<Cell>]> = Vec::new();
    let mut from = header;
    for at in header + 1..=rows.len() {
        let ends = at == rows.len() || at - from >= hand.rows && is_whole(&rows[at]);
        if ends {
            pieces.push(&rows[from..at]);
            from = at;
        }
    }
    for piece in pieces {
        let _ = write!(html, "<table{}>", hand.table);
        // A joined table keeps its headers between its rows.
        for row in rows[..header].iter().chain(piece) {
            html.push_str("<tr>");
            for cell in row {
                let (tall, wide) = stretched(cell, row, rows);
                let _ = write!(
                    html,
                    "<td rowspan=\"{tall}\" colspan=\"{wide}\">{}</td>",
                    hand.cell.replace("{}", &cell.text)
                );
            }
            html.push_str("</tr>");
        }
        html.push_str("</table>");
    }
}

/// How many columns a table has.
fn width(rows: &[Vec<Cell>]) -> usize {
    rows.iter()
        .map(|row| row.iter().map(|cell| cell.spans.1).sum())
        .max()
        .unwrap_or(0)
}

/// A cell's spans; the last cell of a row that is narrower than its table takes the rest.
fn stretched(cell: &Cell, row: &[Cell], rows: &[Vec<Cell>]) -> (usize, usize) {
    let own: usize = row.iter().map(|cell| cell.spans.1).sum();
    let is_last = row.last().is_some_and(|last| std::ptr::eq(last, cell));
    let is_alone = rows.iter().flatten().all(|cell| cell.spans.0 == 1);
    let rest = if is_last && is_alone { width(rows) - own } else { 0 };
    (cell.spans.0, cell.spans.1 + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_shows_the_whole_report_and_more() {
        let report = Published::numbered(3, 2024);
        for site in 0..SITES {
            let (name, bytes) = page(site, &report);
            let text = match site {
                2 | 3 | 8 => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
                _ => String::from_utf8(bytes).unwrap(),
            };
            assert!(name.ends_with(".html"));
            let texts = report.pieces().into_iter().flat_map(|piece| match piece {
                Piece::Heading(text) | Piece::Paragraph(text) => vec![text],
                Piece::Table(rows) => rows.into_iter().flatten().map(|cell| cell.text).collect(),
            });
            for piece in texts {
                assert!(text.contains(&piece), "{site} {piece}");
            }
        }
    }

    #[test]
    fn offices_differ_and_stay_the_same() {
        let all: std::collections::BTreeSet<String> = (0..crate::published::OFFICES)
            .map(|number| Published::numbered(number, 2024).organ)
            .collect();
        assert_eq!(all.len(), crate::published::OFFICES);
        assert_eq!(
            Published::numbered(5, 2024).figures,
            Published::numbered(5, 2024).figures
        );
        assert_ne!(
            Published::numbered(5, 2024).figures,
            Published::numbered(6, 2024).figures
        );
    }
}
